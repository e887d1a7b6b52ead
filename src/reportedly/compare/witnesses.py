"""The findings of a table of figures in the words of the judge, without making claims of its rows.

SQL says what two rows are to each other. Where each states one number, counted and without a bound,
what `judge` would say of them follows from the kind; nearly all rows of large tables are such.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reportedly.compare.figures import ratio_between
from reportedly.compare.wording import Statement, contradict, fell, rose
from reportedly.model import ConflictKind, Verdict
from reportedly.store.figures import Witness, period_of


def verdict_of(kind: ConflictKind, a: Witness, b: Witness) -> Verdict | None:
    """What `judge` says of the claims of two rows, or None where it has to be asked.

    Args:
        kind: what they are to each other.
        a: a row; of a series the earlier one.
        b: another on the same subject.
    """
    if not (a.is_number and b.is_number) or a.id == b.id:
        return None
    if kind is ConflictKind.CONTRADICTION:
        pair = (a, b) if _is_told_first(a, b) else (b, a)
        return Verdict(kind, contradict(*map(_statement, pair)), ratio=ratio_of(a, b))
    if kind is ConflictKind.DECREASE:
        return Verdict(kind, fell(_dated(a), _dated(b)), earlier=a.id, ratio=ratio_of(a, b))
    if kind is ConflictKind.UPDATE:
        return Verdict(kind, rose(_dated(a), _dated(b)), earlier=a.id)
    return None


def _statement(witness: Witness, when: str = "") -> Statement:
    """As `wording.statement` has it of the claim; a table's sources are organisations."""
    row = witness.row
    return Statement(row.source, f"{row.source} says", f'"{witness.figure}"', row.document, when)


def _dated(witness: Witness) -> Statement:
    row = witness.row
    period = period_of(row.as_of) or period_of(row.said)
    return _statement(witness, "" if period is None else period.iso())


def _is_told_first(a: Witness, b: Witness) -> bool:
    """Whether `a` is named before `b`: the one said first, otherwise by name and id."""
    first, second = (_said(a), a.row.source), (_said(b), b.row.source)
    return first < second if first != second else a.id < b.id


def _said(witness: Witness) -> date:
    period = period_of(witness.row.said) if witness.row.said else None
    return period.start if period is not None and period.start is not None else date.min


def ratio_of(a: Witness, b: Witness) -> Decimal | None:
    """As `figures.ratio_of` has it of their figures."""
    x, y = Decimal(repr(a.row.low)), Decimal(repr(b.row.low))
    return ratio_between(y, x) if x < y else ratio_between(x, y)
