"""SQL over a table of figures, the same text for DuckDB, PostgreSQL and Spark.

Three engines differ in the names of two types and in how they make text; that is `Dialect`. All
else is plain ANSI SQL, built from what a table has: a column that is not there costs nothing.

Words used here. A *row* is a claim. A *moment* is what its figure counts for: as of, else said. A
*group* is the rows of one subject, measure and unit for one moment. A *voice* is whose word it
finally is: the origin, else the source. A *series* is one voice's rows on one subject, measure and
unit, in the order of time. Unknown times reach from '' to '9999-99-99', so that nothing is null.
"""

from reportedly.store.sql.findings import counted_findings, findings, steps_to_findings
from reportedly.store.sql.given import (
    accumulating,
    condition,
    filled,
    given,
    listed,
    other_than_days,
    rejected,
    unbounded,
    units,
)
from reportedly.store.sql.groups import all_pairs, flagged
from reportedly.store.sql.sharing import (
    BETWEEN,
    camps_of,
    first_told,
    steps_to_votes,
    taken_from,
    told_at,
    voices,
    votes,
)
from reportedly.store.sql.table import (
    DEFAULTS,
    DUCKDB,
    FIELDS,
    POSTGRES,
    SPARK,
    Dialect,
    Rules,
    Steps,
    Table,
    following,
    literal,
)

__all__ = [
    "BETWEEN",
    "DEFAULTS",
    "DUCKDB",
    "FIELDS",
    "POSTGRES",
    "SPARK",
    "Dialect",
    "Rules",
    "Steps",
    "Table",
    "accumulating",
    "all_pairs",
    "camps_of",
    "condition",
    "counted_findings",
    "filled",
    "findings",
    "first_told",
    "flagged",
    "following",
    "given",
    "listed",
    "literal",
    "other_than_days",
    "rejected",
    "steps_to_findings",
    "steps_to_votes",
    "taken_from",
    "told_at",
    "unbounded",
    "units",
    "voices",
    "votes",
]
