"""Which pairs of one subject's claims to judge, without looking at all of them.

Few claims are judged pair by pair. Of many, a voice's own are judged as a chain, each with the
next in time, and those of different voices are swept in the order of time with the extremes so
far at hand, so that work is n log n and what is proposed stays linear: each claim with the highest
floor and the lowest ceiling that count for an overlapping time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush
from itertools import chain, combinations, pairwise

from reportedly.compare.times import moment
from reportedly.model import Claim, Figure, Period, Stance
from reportedly.text.quantities.conversion import in_unit_of

Pair = tuple[Claim, Claim]


def claim_order(claim: Claim) -> tuple[date, date, str, str]:
    """The order in which claims are looked at and named: as of, said, id."""
    counts, said = counting_moment(claim), claim.said
    return (
        counts.start if counts and counts.start else date.min,
        said.start if said and said.start else date.min,
        claim.id,
        claim.document,
    )


def counting_moment(claim: Claim) -> Period | None:
    """As `moment`; for a running total without an as-of the day it was said."""
    if claim.subject.running_total and claim.as_of is None:
        return claim.said or moment(claim)
    return moment(claim)


def pairs_of_voice(claims: Sequence[Claim], few: int) -> Iterator[Pair]:
    """Pairs worth judging among one voice's claims, which stand in `claim_order`.

    Of many, each with the next of its sort: counts, shares and words without a figure apart.
    """
    if len(claims) <= few:
        yield from combinations(claims, 2)
        return
    yield from _each_once(chain(neighbours_of_voice(claims), _denials(claims), _actors(claims)))


def neighbours_of_voice(claims: Sequence[Claim]) -> Iterator[Pair]:
    """Each claim of a voice with its next of the same sort: counts, shares, words alone."""
    sorts: dict[tuple[bool, bool], list[Claim]] = {}
    for claim in claims:
        figure = claim.figure
        key = (figure is None, figure is not None and figure.share)
        sorts.setdefault(key, []).append(claim)
    for same_sort in sorts.values():
        yield from pairwise(same_sort)


def pairs_across(claims: Sequence[Claim], few: int) -> Iterator[Pair]:
    """Pairs worth judging among claims of different voices, which stand in `claim_order`."""
    if len(claims) <= few:
        yield from combinations(claims, 2)
        return
    yield from _each_once(_many(claims))


def _many(claims: Sequence[Claim]) -> Iterator[Pair]:
    for group in _by_dimension(claims):
        yield from _sweep(group)
        if group[0][0].subject.running_total:
            yield from _highest_before(group)
    yield from _actors(claims)
    yield from _denials(claims)


def _each_once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    seen: set[tuple[int, int]] = set()
    for a, b in pairs:
        key = (id(a), id(b)) if id(a) <= id(b) else (id(b), id(a))
        if a is not b and key not in seen:
            seen.add(key)
            yield a, b


Measured = tuple[Claim, Figure]
End = tuple[Decimal, bool]


def _by_dimension(claims: Sequence[Claim]) -> list[list[Measured]]:
    """Asserted figures that compare as numbers, in the unit of the first of them."""
    groups: list[list[Measured]] = []
    for claim in claims:
        figure = claim.figure
        if figure is None or claim.stance is not Stance.ASSERTS:
            continue
        for group in groups:
            head = group[0][1]
            same = in_unit_of(figure, head.unit) if figure.share == head.share else None
            if same is not None:
                group.append((claim, same))
                break
        else:
            groups.append([(claim, figure)])
    return groups


def _sweep(group: Sequence[Measured]) -> Iterator[Pair]:
    """Each claim with the extremes among earlier ones whose time it overlaps.

    Kept are the highest and lowest ends of what figures allow (contradictions), loose ceilings
    apart from firm ones, and the highest and lowest stated numbers (divergences).
    """
    extremes = [_Extreme(key) for key in _EXTREMES]
    previous: Claim | None = None
    for claim, figure in group:
        counts = counting_moment(claim)
        start = counts.start if counts and counts.start else date.min
        end = counts.end if counts and counts.end else date.max
        for extreme in extremes:
            other = extreme.among(start)
            if other is not None:
                yield other, claim
        if previous is not None:
            yield previous, claim
        previous = claim
        for extreme in extremes:
            extreme.add(claim, figure, end)


class _Extreme:
    """The extreme one of the claims whose time has not ended, by a heap that forgets lazily."""

    def __init__(self, key: Callable[[Figure], End | None]) -> None:
        self._key = key
        self._heap: list[tuple[End, int, date, Claim]] = []
        self._count = 0

    def add(self, claim: Claim, figure: Figure, end: date) -> None:
        value = self._key(figure)
        if value is not None:
            self._count += 1
            heappush(self._heap, (value, self._count, end, claim))

    def among(self, start: date) -> Claim | None:
        while self._heap and self._heap[0][2] < start:
            heappop(self._heap)
        return self._heap[0][3] if self._heap else None


# Ends as keys of which the smallest is wanted; of equal ends the open one reaches less far.


def _top_low(figure: Figure) -> End | None:
    low = figure.rounded.low
    return None if low is None else (-low, not figure.rounded.low_open)


def _bottom_high(figure: Figure) -> End | None:
    high = figure.rounded.high
    return None if high is None or figure.soft else (high, not figure.rounded.high_open)


def _bottom_soft(figure: Figure) -> End | None:
    high = figure.rounded.high
    return (high, True) if figure.soft and high is not None else None


def _top_stated(figure: Figure) -> End | None:
    return None if figure.nominal.low is None else (-figure.nominal.low, True)


def _bottom_stated(figure: Figure) -> End | None:
    return None if figure.nominal.high is None else (figure.nominal.high, True)


_EXTREMES = (_top_low, _bottom_high, _bottom_soft, _top_stated, _bottom_stated)


def _highest_before(group: Sequence[Measured]) -> Iterator[Pair]:
    """Each total with the highest floor among totals of earlier times, to see whether it fell."""
    running: list[tuple[date, int, Claim, Decimal]] = []
    best: tuple[Decimal, Claim] | None = None
    for number, (claim, figure) in enumerate(group):
        counts = counting_moment(claim)
        start = counts.start if counts and counts.start else date.min
        while running and running[0][0] < start:
            _, _, earlier, low = heappop(running)
            if best is None or low > best[0]:
                best = (low, earlier)
        if best is not None:
            yield best[1], claim
        end = counts.end if counts and counts.end else date.max
        if figure.rounded.low is not None:
            heappush(running, (end, number, claim, figure.rounded.low))


def _actors(claims: Sequence[Claim]) -> Iterator[Pair]:
    """The first claim that names an actor with the first that names each other actor."""
    named = [c for c in claims if c.actors and c.stance is Stance.ASSERTS]
    first: dict[str, Claim] = {}
    for claim in named:
        for actor in claim.actors:
            first.setdefault(actor.id, claim)
    for other in list(first.values())[1:]:
        yield named[0], other


def _denials(claims: Sequence[Claim]) -> Iterator[Pair]:
    """Each denial with the first claim that asserts and, for a figure, the nearest in number."""
    asserted = [c for c in claims if c.stance is Stance.ASSERTS]
    stated = {c.figure.nominal: c for c in reversed(asserted) if c.figure is not None}
    for denial in claims:
        if denial.stance is Stance.DENIES:
            yield from ((c, denial) for c in asserted[:1])
            if denial.figure is not None and denial.figure.nominal in stated:
                yield stated[denial.figure.nominal], denial
