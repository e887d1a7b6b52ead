"""Groups whose figures do not meet, and every pair on one subject."""

from __future__ import annotations

from reportedly.store.sql.kinds import kind_of
from reportedly.store.sql.rows import rows
from reportedly.store.sql.table import FIELDS, Table, joined, ordered


def all_pairs(table: Table) -> str:
    """Every pair on one subject with its kind: `FIELDS` of the one, of the other, the kind.

    Quadratic in the rows of a subject: for small tables, and for those who ask for it.
    """
    order = ordered(FIELDS)
    numbered = f"SELECT *, row_number() OVER (ORDER BY {order}) AS n FROM ({rows(table)}) AS r"
    shown = ", ".join(f"{side}.{name} AS {side}_{name}" for side in "ab" for name in FIELDS)
    return (
        f"WITH numbered AS ({numbered}) SELECT {shown}, "
        f"{kind_of('a.', 'b.', table)} AS kind FROM numbered AS a JOIN numbered AS b "
        f"ON {joined('a', 'b', ('subject', 'measure', 'base'))} AND a.n < b.n ORDER BY a.n, b.n"
    )


def flagged(table: Table) -> str:
    """The groups whose intervals do not meet, unordered.

    Columns: subject, measure, moment, number of claims, highest floor, lowest ceiling.
    """
    keys = group(table)
    extremes = f"SELECT {', '.join(keys)}, {limits(table)} FROM ({_standing(table)}) AS s GROUP BY "
    return (
        "SELECT subject, measure, moment, claims, top, bottom "
        f"FROM ({extremes}{', '.join(keys)}) AS e WHERE {apart(table)}"
    )


def group(table: Table) -> tuple[str, ...]:
    """What the rows of one group have in common."""
    base = ("base",) if len(table.bases) > 1 else ()
    return ("subject", "measure", *base, "moment")


def limits(table: Table) -> str:
    """The extremes of a group, and how many claims it has."""
    extremes = "count(*) AS claims, max(lo) AS top, min(hi) AS bottom"
    if table.two_sided:
        return extremes
    return (
        f"{extremes}, max(CASE WHEN lo_open = 1 THEN lo END) AS open_top, "
        "min(CASE WHEN hi_open = 1 THEN hi END) AS open_bottom, "
        "max(nl) AS printed_top, min(nh) AS printed_bottom"
    )


def apart(table: Table) -> str:
    """The condition on its `limits` that the intervals of a group do not meet."""
    condition = "top > bottom"
    if not table.two_sided:
        condition = "(top > bottom OR (top = bottom AND (top = open_top OR bottom = open_bottom)))"
    if table.rules.tolerance:
        part, whole = table.rules.tolerance.as_integer_ratio()
        condition += f" AND (top - bottom) * {whole} > {part} * abs(top)"
    return condition


def standing(table: Table, relation: str) -> str:
    """Of a relation, the rows that no later one of the same voice on the same moment replaces."""
    keys = ", ".join((*group(table), "voice"))
    last_said = f"max(said_from) OVER (PARTITION BY {keys}) AS last_said"
    last = f"SELECT *, {last_said} FROM {relation}"
    return f"SELECT * FROM ({last}) AS d WHERE said_to >= last_said"


def _standing(table: Table) -> str:
    whole = rows(table)
    return whole if "said" not in table.columns else standing(table, f"({whole}) AS r")
