"""Floor 4: what claims are to each other: of two, of a table of figures, of a ledger.

`judge` says it of two claims, `find_conflicts` two by two of the rows of a table, `find_findings`
of a ledger, by positions.
"""

from reportedly.compare.conflicts import (
    find_conflicts,
    rank_conflicts,
)
from reportedly.compare.findings import (
    find_findings,
    find_gradings,
    find_positions,
    find_ratings,
    two_by_two,
)
from reportedly.compare.grades import bears_on_harm
from reportedly.compare.islands import islands
from reportedly.compare.judge import judge
from reportedly.compare.options import Options, options_of
from reportedly.compare.relations import Relation, RelationError, parse_relation

__all__ = [
    "Options",
    "Relation",
    "RelationError",
    "bears_on_harm",
    "find_conflicts",
    "find_findings",
    "find_gradings",
    "find_positions",
    "find_ratings",
    "islands",
    "judge",
    "options_of",
    "parse_relation",
    "rank_conflicts",
    "two_by_two",
]
