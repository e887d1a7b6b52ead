"""Rows with what comparing needs: voice, moment, the printed numbers and the interval.

Times are texts here and compare as such; `findings` numbers them first.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.store.figures import CEILINGS, FLOORS
from reportedly.store.sql.given import given, running
from reportedly.store.sql.table import FIELDS, LATEST, Table, literal


def rows(table: Table, where: str = "") -> str:
    """The rows of a table, measured; a condition on its own columns may be given."""
    voice = "source" if "origin" not in table.columns else "coalesce(nullif(origin, ''), source)"
    if "said" not in table.columns:
        moment = "as_of"
    else:
        moment = "CASE WHEN as_of <> '' THEN as_of ELSE said END"
    ends = f", {scaled(table, 'low')} AS l, {scaled(table, 'high')} AS h" if table.scaled else ""
    told = (
        f"SELECT {', '.join(FIELDS)}, {voice} AS voice, {moment} AS moment, {base(table)} AS base"
        f"{ends} FROM ({given(table, where)}) AS g"
    )
    return f"SELECT *, {_times(table)} FROM ({measured(table, told)}) AS p"


def measured(table: Table, relation: str, sides: Iterable[str] = ("",)) -> str:
    """A relation with its figures as they are compared.

    It gains `l` and `h` (where no unit is converted; else it has them), the bound `b`, the printed
    `nl` and `nh`, the allowed `lo` and `hi`, and whether these are open.

    Args:
        table: the table.
        relation: a query whose columns are `low`, `high`, and what else the table has.
        sides: a prefix for each row that a row of the relation holds.
    """
    if not table.scaled:
        relation = _with(relation, (f"{s}low AS {s}l, {s}high AS {s}h" for s in sides))
    if table.two_sided:
        return _with(
            relation,
            (
                f"{s}l AS {s}nl, {s}h AS {s}nh, {s}l AS {s}lo, {s}h AS {s}hi, 0 AS {s}lo_open, "
                f"0 AS {s}hi_open, CASE WHEN {s}l = {s}h THEN 'exact' ELSE 'range' END AS {s}b"
                for s in sides
            ),
        )
    floors, ceilings = (", ".join(map(literal, names)) for names in (FLOORS, CEILINGS))
    bounded = _with(relation, (_bound(table, s) for s in sides))
    printed = _with(
        bounded,
        (
            f"CASE WHEN {s}b IN ({floors}) THEN coalesce({s}l, {s}h) WHEN {s}b IN ({ceilings}) "
            f"THEN coalesce({s}h, {s}l) ELSE {s}l END AS {s}nl, "
            f"CASE WHEN {s}b IN ({floors}) THEN coalesce({s}l, {s}h) WHEN {s}b IN ({ceilings}) "
            f"THEN coalesce({s}h, {s}l) ELSE {s}h END AS {s}nh"
            for s in sides
        ),
    )
    kind = table.dialect.double
    about = f"CAST({table.rules.about!r} AS {kind})"
    return _with(
        printed,
        (
            f"CASE WHEN {s}b IN ({ceilings}) THEN CAST('-Infinity' AS {kind}) "
            f"WHEN {s}b = 'about' AND {s}nl = {s}nh THEN {s}nl - abs({s}nl) * {about} "
            f"ELSE {s}nl END AS {s}lo, "
            f"CASE WHEN {s}b IN ({floors}) THEN CAST('Infinity' AS {kind}) "
            f"WHEN {s}b = 'about' AND {s}nl = {s}nh THEN {s}nh + abs({s}nl) * {about} "
            f"ELSE {s}nh END AS {s}hi, "
            f"CASE WHEN {s}b = 'more_than' THEN 1 ELSE 0 END AS {s}lo_open, "
            f"CASE WHEN {s}b = 'less_than' THEN 1 ELSE 0 END AS {s}hi_open"
            for s in sides
        ),
    )


def _with(relation: str, columns: Iterable[str]) -> str:
    return f"SELECT *, {', '.join(columns)} FROM ({relation}) AS m"


def _bound(table: Table, s: str) -> str:
    floors, ceilings = (", ".join(map(literal, names)) for names in (FLOORS, CEILINGS))
    told, about = f"WHEN {s}bound IN ({floors}, {ceilings}) THEN {s}bound ", ""
    if "bound" in table.columns:
        about = f"WHEN {s}bound = 'about' THEN {s}bound "
    else:
        told = ""
    return (
        f"CASE {told}WHEN {s}h IS NULL THEN 'at_least' WHEN {s}l IS NULL THEN 'at_most' {about}"
        f"WHEN {s}l = {s}h THEN 'exact' ELSE 'range' END AS {s}b"
    )


def base(table: Table) -> str:
    """The unit in which a row's figure is compared, from its own."""
    if len(table.bases) <= 1:
        return literal(next(iter(table.bases), ""))
    bases = sorted((unit, scale.base) for unit, scale in table.scales.items())
    cases = " ".join(f"WHEN {literal(u)} THEN {literal(b)}" for u, b in bases)
    return f"CASE unit {cases} ELSE '' END"


def scaled(table: Table, name: str) -> str:
    """A number in the unit in which it is compared."""
    kind = table.dialect.double
    cases = [
        f"WHEN {literal(unit)} THEN {name} * CAST('{s.factor!r}' AS {kind}) "
        f"+ CAST('{s.offset!r}' AS {kind})"
        for unit, s in sorted(table.scales.items())
        if (s.factor, s.offset) != (1.0, 0.0)
    ]
    return f"CASE unit {' '.join(cases)} ELSE {name} END" if cases else name


def _times(table: Table) -> str:
    return (
        f"{first('moment')} AS m_from, {last('moment')} AS m_to, "
        f"{first('said')} AS said_from, {last('said')} AS said_to, "
        "CASE WHEN as_of <> '' THEN 1 ELSE 0 END AS timed, "
        f"{running('measure')} AS running"
    )


def first(name: str) -> str:
    """The first day of a time as text; '' where it is unknown or open."""
    slash = f"position('/' IN {name})"
    start = f"CASE WHEN {slash} > 0 THEN substr({name}, 1, {slash} - 1) ELSE {name} END"
    return (
        f"CASE WHEN length({name}) = 10 THEN {name} ELSE CASE ({start}) WHEN '..' THEN '' ELSE "
        f"{_padded(start, '-01-01', '-01')} END END"
    )


def last(name: str) -> str:
    """The last day of a time as text; a month may end on a 31st that it does not have."""
    slash = f"position('/' IN {name})"
    end = f"CASE WHEN {slash} > 0 THEN substr({name}, {slash} + 1) ELSE {name} END"
    latest = literal(LATEST)
    return (
        f"CASE WHEN length({name}) = 10 THEN {name} ELSE CASE ({end}) WHEN '..' THEN {latest} "
        f"WHEN '' THEN {latest} ELSE {_padded(end, '-12-31', '-31')} END END"
    )


def _padded(text: str, year: str, month: str) -> str:
    return (
        f"CASE length({text}) WHEN 4 THEN ({text}) || '{year}' WHEN 7 THEN ({text}) || '{month}' "
        f"ELSE ({text}) END"
    )
