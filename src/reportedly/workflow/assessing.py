"""What a person holds after all on a subject of an event, beside what the voices hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.compare import find_positions
from reportedly.errors import UsageError
from reportedly.ledger import set_fields
from reportedly.model import GRADES, Aspect, Assessment, Event, Position, Status, Subject
from reportedly.text.lexicon import measure, rank_of
from reportedly.text.subject_ids import described_by
from reportedly.workflow.changing import changing

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger

FILE = "claims/events.yaml"


def counted_subjects(ledger: Ledger, event: Event) -> dict[Subject, list[Position]]:
    """What is counted or measured of an event, tolls first, with the positions on it."""
    claims = ledger.claims_told(
        o
        for o in ledger.outlines
        if o.subject.event == event.id and o.subject.measure and o.status is not Status.REJECTED
    )
    subjects = {c.subject.id: c.subject for c in claims}
    found = find_positions(claims, ledger.setting)
    ordered = sorted(subjects.values(), key=lambda s: (rank_of(s.measure or ""), s.id))
    return {subject: found[subject.id] for subject in ordered}


def assessed_subject(ledger: Ledger, event: Event, name: str) -> Subject:
    """The subject of an event that a name means, whole or relative to the event.

    Raises:
        UsageError: nobody knows it, or it is not counted.
    """
    first, slash, rest = name.partition("/")
    path = rest if slash and first in (event.id, *event.aliases) else name
    found = described_by(ledger.entries).read(f"{event.id}/{path}")
    if isinstance(found, str):
        raise UsageError(found)
    if found.measure is None and found.aspect is not Aspect.HAPPENED:
        raise UsageError(f"`{path}` is not counted or measured, so it has no figures to assess")
    return found


def read_number(name: str, written: str | None) -> Decimal | None:
    """A number as a person writes it; None for an empty text.

    Raises:
        UsageError: it is none.
    """
    if not written:
        return None
    try:
        found = Decimal(written)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise UsageError(f"{name} is {written!r}, not a number such as 1200 or 2.4")
    return found


def record_assessment(ledger: Ledger, event: Event, subject: Subject, made: Assessment) -> bool:
    """Add an assessment to its event in `claims/events.yaml`; earlier ones stay.

    Args:
        ledger: the ledger.
        event: as joined: the oldest of those that are one.
        subject: see `assessed_subject`.
        made: what is held of it, by whom, on which day.

    Returns:
        False where the same person's latest says the same, and nothing was changed.

    Raises:
        UsageError: it says nothing, or what cannot be.
        StaleEntryError: the event changed since the ledger was loaded.
    """
    _check(subject, made)
    entry = next(e for e in ledger.entries.events if e.id == event.id)
    whole = replace(made, subject=subject.id)
    before = (a for a in ledger.assessments if (a.subject, a.by) == (whole.subject, whole.by))
    if any(replace(a, on=whole.on) == whole for a in before):
        return False
    relative = subject.id.removeprefix(f"{event.id}/")
    pairs = tuple(_pairs(replace(made, subject=relative)))
    with changing(ledger.root, whole.by):
        set_fields(ledger.root, entry, {"assessments": (*entry.assessments, pairs)})
    return True


def _pairs(made: Assessment) -> Iterable[tuple[str, str]]:
    """The keys of an assessment as its file has them."""
    for key in ("subject", "low", "best", "high", "grounds", "grade", "by", "on"):
        value = getattr(made, key)
        if value is not None:
            yield key, f"{value:f}" if isinstance(value, Decimal) else str(value)


def _check(subject: Subject, made: Assessment) -> None:
    ends = [(k, n) for k in ("low", "best", "high") if (n := getattr(made, k)) is not None]
    if ends and subject.measure is None:
        raise UsageError(f"`{subject.id}` is not counted or measured: only a grade can be given")
    if not ends and made.grade is None:
        raise UsageError("an assessment needs a figure (low, best or high) or a grade")
    if made.grade is not None and made.grade not in GRADES:
        raise UsageError(f"grade {made.grade!r} is not one of {', '.join(GRADES)}")
    _check_order(ends)
    known = measure(subject.measure or "")
    if known is not None and known.is_counted:
        for key, number in ends:
            if number < 0 or number != number.to_integral_value():
                raise UsageError(f"{key} {number} is not a count: `{known.name}` is 0, 1, 2 …")


def _check_order(ends: Sequence[tuple[str, Decimal]]) -> None:
    for (less, a), (more, b) in pairwise(ends):
        if a > b:
            raise UsageError(f"{less} {a} is above {more} {b}")
