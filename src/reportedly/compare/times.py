"""Which moment a claim is about, and which of two claims is the earlier.

Three times are kept apart: when, as of, said. A figure counts to its as-of; without one, to the
event it is about, else to the subject's own period, else to when it was said. A day of publication
that stands in for an unknown day of saying (`said.vague`) tells which claim is later, but dates no
figure. A running total without an as-of counts to the day it was said.
"""

from __future__ import annotations

from datetime import date

from reportedly.model import Behaviour, Claim, Moment, Period


def told_at(claim: Claim) -> Moment | None:
    """When the statement was made: to when it counts, else when it was said or published."""
    return _moment(claim.as_of or claim.said, claim)


def said_at(claim: Claim) -> Moment | None:
    """When it was said or published, whatever it counts to."""
    return _moment(claim.said, claim)


def is_before(a: Moment | None, b: Moment | None) -> bool:
    """True when both are known, and the first was over before the other began."""
    return a is not None and b is not None and a.order(b) < 0


def counts_for(claim: Claim) -> Moment | None:
    """The time that a figure counts for, None where it counts for any.

    What accumulates counts to the moment it was told of, and so does a level of an event; a
    constant is one on any day; a figure of no event counts as `moment` says.
    """
    behaves = claim.subject.behaves
    if behaves is Behaviour.CONSTANT:
        return None
    if claim.subject.event is not None or behaves is Behaviour.ACCUMULATING:
        return told_at(claim)
    return _moment(moment(claim), claim)


def _moment(period: Period | None, claim: Claim) -> Moment | None:
    if period is None:
        return None
    return Moment(
        period.start or date.min, period.end or date.max, period.clock or "", _house(claim)
    )


def _house(claim: Claim) -> str:
    """Whose clock it is by: the publisher's."""
    return claim.chain[0].id if claim.chain else claim.document


def moment(claim: Claim) -> Period | None:
    """The time that the claim's figure counts for, or None when nothing tells."""
    if claim.as_of is not None:
        return claim.as_of
    if claim.when is not None:
        return claim.when
    if claim.subject.period is not None:
        return claim.subject.period
    said = claim.said
    return None if said is None or said.vague else said


def compare_moments(a: Claim, b: Claim) -> int:
    """-1 when `a` counts for an earlier time than `b`, 1 for a later, 0 for the same or unknown."""
    if a.subject.running_total and (a.as_of is None or b.as_of is None):
        return _compare_totals(a, b)
    return _compare(moment(a), moment(b))


def compare_said(a: Claim, b: Claim) -> int:
    """-1 when `a` was said before `b`, 1 for after, 0 when that is not known.

    Within one day the hours decide where both are known.
    """
    first, second = a.said, b.said
    if first is None or second is None:
        return 0
    order = _compare(first, second)
    if order or first.clock is None or second.clock is None or first.end != second.end:
        return order
    return (first.clock > second.clock) - (first.clock < second.clock)


def events_apart(a: Claim, b: Claim) -> bool:
    """True when the claims are about happenings of different times; saying does not count."""
    return _compare(_event(a), _event(b)) != 0


def latest_day(claim: Claim) -> date | None:
    """The last day that the claim was said or counts to."""
    days = [p.end for p in (claim.said, claim.as_of, claim.when) if p is not None and p.end]
    return max(days, default=None)


def _compare_totals(a: Claim, b: Claim) -> int:
    """Totals without an as-of: by the event where it differs, else by when they were said."""
    if a.as_of is None and b.as_of is None:
        return _compare(moment(a), moment(b)) or _compare(a.said, b.said)
    return _compare(a.as_of or a.said or moment(a), b.as_of or b.said or moment(b))


def _event(claim: Claim) -> Period | None:
    return claim.when or claim.as_of or claim.subject.period


def _compare(a: Period | None, b: Period | None) -> int:
    if a is None or b is None:
        return 0
    if a.end is not None and b.start is not None and a.end < b.start:
        return -1
    if b.end is not None and a.start is not None and b.end < a.start:
        return 1
    return 0
