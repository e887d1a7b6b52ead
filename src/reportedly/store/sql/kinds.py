"""What two rows are to each other, in SQL: what `compare.judge` says of claims that state figures.

A row has the columns of `rows.measured`. The tests hold `kind_of` against `judge`.
"""

from __future__ import annotations

from reportedly.model import ConflictKind, Severity
from reportedly.store.figures import CEILINGS, FLOORS
from reportedly.store.sql.table import Rules, Table, literal

NUMBERS = ("nl", "nh", "lo", "hi", "lo_open", "hi_open", "b")
"""What is printed, what is allowed, and the bound."""


def kind_of(a: str, b: str, table: Table) -> str:
    """The kind of a pair of rows of one subject and unit, or null; as `judge` says it.

    Args:
        a: prefix of the columns of the one, such as `a.`.
        b: prefix of the columns of the other.
        table: the table, whose rules hold.
    """
    rules = table.rules
    one_voice = f"{a}voice = {b}voice"
    apart = f"{_below(a, b, table)} OR {_below(b, a, table)}"
    contradiction = f"{_lies_below(a, b, table)} OR {_lies_below(b, a, table)}"
    at_once = (
        f"{_forth(a, b)} OR {_forth(b, a)} THEN {_later(a, b, table, one_voice)} "
        f"WHEN {one_voice} AND {_same(a, b, table)} THEN {_echo(a, b)} "
        f"WHEN {one_voice} AND {_said_apart(a, b)} THEN 'revision'"
    )
    if table.two_sided:
        # What is printed is what is allowed: figures either meet or cannot both hold.
        rounding = f"WHEN {apart} THEN 'rounding' " if rules.tolerance else ""
        return f"CASE WHEN {at_once} WHEN {contradiction} THEN 'contradiction' {rounding}END"
    equal = " AND ".join(f"{a}{c} = {b}{c}" for c in NUMBERS if c != "b")
    return (
        f"CASE WHEN {at_once} WHEN {equal} THEN NULL "
        f"WHEN {contradiction} THEN 'contradiction' WHEN {apart} THEN 'rounding' "
        f"WHEN NOT ({a}nh < {b}nl OR {b}nh < {a}nl) THEN NULL "
        f"WHEN ({_asked(a, b, rules)} OR {_asked(b, a, rules)}) AND NOT {_bracket(a, b)} "
        f"THEN 'divergence' WHEN {a}b IN ('exact', 'about') AND {b}b IN ('exact', 'about') "
        "THEN 'rounding' END"
    )


def step_of(a: str, b: str, table: Table) -> str:
    """The same of a row and the next of its series, where it is a kind that steps have."""
    apart = _forth(a, b) if table.days else f"{_forth(a, b)} OR {_forth(b, a)}"
    revision = "" if table.days else f"WHEN {_said_apart(a, b)} THEN 'revision' "
    return (
        f"CASE WHEN {apart} THEN {_later(a, b, table, 'TRUE')} "
        f"WHEN {_same(a, b, table)} THEN {_echo(a, b)} {revision}END"
    )


def rank_of(kind: str) -> str:
    """The place of a kind in the table of kinds, 0 for the gravest; none for null."""
    return f"CASE {kind} {' '.join(f'WHEN {literal(k)} THEN {k.rank}' for k in ConflictKind)} END"


def severity_of(kind: str) -> str:
    """The place of a kind's severity, 0 for the worst; none for null."""
    return f"CASE {' '.join(f'WHEN {_has(kind, s)} THEN {s.rank}' for s in Severity)} END"


def asks(kind: str) -> str:
    """Whether a kind is more than a note: its ratio then tells how far apart the figures are."""
    return f"NOT {_has(kind, Severity.NOTE)}"


def _has(kind: str, severity: Severity) -> str:
    return f"{kind} IN ({', '.join(literal(k) for k in ConflictKind if k.severity is severity)})"


def ratio_of(a: str, b: str) -> str:
    """The larger printed number over the smaller; 1 where they meet, 0 where zero is one."""
    return (
        f"CASE WHEN {a}nh < {b}nl THEN CASE WHEN {a}nh > 0 THEN {b}nl / {a}nh ELSE 0 END "
        f"WHEN {b}nh < {a}nl THEN CASE WHEN {b}nh > 0 THEN {a}nl / {b}nh ELSE 0 END ELSE 1 END"
    )


def _forth(a: str, b: str) -> str:
    return f"{a}m_to < {b}m_from"


def _said_apart(a: str, b: str) -> str:
    return f"({a}said_to < {b}said_from OR {b}said_to < {a}said_from)"


def _same(a: str, b: str, table: Table) -> str:
    # Two finite ends tell the bound.
    names = ("nl", "nh") if table.two_sided else NUMBERS
    return " AND ".join(f"{a}{name} = {b}{name}" for name in names)


def _echo(a: str, b: str) -> str:
    return f"CASE WHEN {a}document <> {b}document THEN 'echo' END"


def _later(a: str, b: str, table: Table, one_voice: str) -> str:
    """The kind of two rows for moments that are apart."""
    untimed = (
        f"WHEN {a}timed = 0 AND {b}timed = 0 AND {one_voice} "
        f"THEN CASE WHEN {_same(a, b, table)} THEN {_echo(a, b)} ELSE 'revision' END "
    )
    return (
        f"CASE WHEN {a}running = 1 THEN CASE WHEN {_forth(a, b)} THEN {_change(a, b, table)} "
        f"ELSE {_change(b, a, table)} END {'' if table.days else untimed}END"
    )


def _change(earlier: str, later: str, table: Table) -> str:
    return (
        f"CASE WHEN {_lies_below(later, earlier, table)} THEN 'decrease' "
        f"WHEN {earlier}nh < {later}nl THEN 'update' END"
    )


def _below(x: str, y: str, table: Table) -> str:
    if table.two_sided:
        return f"{x}nh < {y}nl"
    return f"({x}hi < {y}lo OR ({x}hi = {y}lo AND {x}hi_open + {y}lo_open > 0))"


def _lies_below(x: str, y: str, table: Table) -> str:
    if not table.rules.tolerance:
        return _below(x, y, table)
    # Whole numbers on both sides, so that 5 % of 100 is exactly 5.
    part, whole = table.rules.tolerance.as_integer_ratio()
    return f"({_below(x, y, table)} AND ({y}lo - {x}hi) * {whole} > {part} * abs({y}lo))"


def _asked(x: str, y: str, rules: Rules) -> str:
    part, whole = rules.ratio.as_integer_ratio()
    # 0.3 is three times 0.1, though not of what a double makes of them.
    asked = f"{y}nl * {whole} >= {x}nh * {part} * (1 - 1e-12)"
    return f"({x}nh > 0 AND {x}nh < {y}nl AND {asked})"


def _bracket(a: str, b: str) -> str:
    floors, ceilings = (", ".join(map(literal, names)) for names in (FLOORS, CEILINGS))
    return (
        f"(({a}b IN ({floors}) AND {b}b IN ({ceilings})) "
        f"OR ({b}b IN ({floors}) AND {a}b IN ({ceilings})))"
    )
