"""What two voices' positions on one count are to each other, with time decided.

Constants are compared on any day; what accumulates as of like times; levels for one moment. An
earlier, lower count of what accumulates is outdated, a later, lower one of another voice
contradicts. Two voices that were apart on one day stay so until one of them comes round: what each
held at the last time that both spoke to is compared as well as what they hold now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import TypeVar

from reportedly.compare.figures import below, comparable_figures, is_zero, lies_below, ratio_of
from reportedly.compare.judge import judge_numbers
from reportedly.compare.options import Options
from reportedly.compare.populations import are_apart
from reportedly.compare.positions import rises
from reportedly.model import (
    Behaviour,
    Bound,
    ConflictKind,
    Figure,
    Interval,
    Moment,
    Position,
    Role,
    Statement,
)

_LEAP = Decimal("1.5")  # times: a rise within a day that is asked about


@dataclass(frozen=True, slots=True)
class Between:
    """What a statement of one voice is to a statement of another.

    Attributes:
        kind: contradiction, divergence, rounding or outdated.
        low, high: the statement with the lower number, and the one with the higher.
        lower, higher: the voices' positions.
        is_over: one of the two statements is held no longer.
        is_told: of an outdated count: the later report tells of the rise itself.
        ratio: larger stated number over the smaller.
    """

    kind: ConflictKind
    lower: Position
    low: Statement
    higher: Position
    high: Statement
    is_over: bool = False
    is_told: bool = False
    ratio: Decimal | None = None


def between(a: Position, b: Position, options: Options, settled: date | None) -> list[Between]:
    """What two voices are to each other on one count, graver things first.

    Args:
        a: a position on a subject.
        b: that of another voice on the same.
        options: how inexact words are read and what is let pass.
        settled: the day from which the counts of the event no longer move, or None.
    """
    found = [
        told
        for s, t in _of_like_moments(a.standing, b.standing)
        if (told := _of_held(a, s, b, t, options, settled)) is not None
    ]
    if any(f.kind is ConflictKind.CONTRADICTION for f in found):
        return found
    before = list(_of_past(a, b, options))
    if not before:
        return found
    outdated = [f for f in found if f.kind is ConflictKind.OUTDATED and not f.lower.is_past]
    still = [f for f in before if outdated and f.low is outdated[0].low]
    if still:
        # Who has come to say more says it against the older count too, not what he said then.
        apart = [f for f in outdated if not meets(f.low, f.high, options)]
        now = [replace(f, kind=ConflictKind.CONTRADICTION, is_told=False) for f in apart]
        now = now or [replace(still[-1], is_over=False)]
        return [*now, *(f for f in found if f not in outdated)]
    return [*found, *before]


_Held = TypeVar("_Held", bound=Position | Statement)


def pairs_worth_judging(held: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Pairs among which everybody who is at odds with another is found: of voices, or of one.

    Of few all pairs; of many each with the extremes, since whoever contradicts anybody contradicts
    one of those who give the highest floor, the lowest ceiling, the highest or lowest number.
    """
    if len(held) <= _FEW:
        yield from combinations(held, 2)
        return
    yield from _each_once((end, other) for end in _ends(held) for other in held)


def pairs_across(first: Sequence[_Held], second: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Pairs of one of the first and one of the second, chosen among many as those of one circle."""
    if len(first) * len(second) <= _FEW * _FEW:
        yield from product(first, second)
        return
    ends = ((end, other) for end in _ends(first) for other in second)
    others = ((other, end) for end in _ends(second) for other in first)
    yield from _each_once((*ends, *others))


_FEW = 60
"""Up to so many on one subject every pair is looked at."""

_EXTREMES = 4
"""So many at either end are held against all others."""


def _ends(held: Sequence[_Held]) -> list[_Held]:
    """Those with the highest and the lowest numbers."""
    ends: dict[int, _Held] = {}
    for key in (_least, _most, _least_stated):
        ordered = sorted(held, key=key)
        ends |= {id(each): each for each in (*ordered[:_EXTREMES], *ordered[-_EXTREMES:])}
    return list(ends.values())


def _each_once(pairs: Iterable[tuple[_Held, _Held]]) -> Iterator[tuple[_Held, _Held]]:
    """The pairs of two, each in one order alone."""
    seen: set[frozenset[int]] = set()
    for a, b in pairs:
        pair = frozenset((id(a), id(b)))
        if len(pair) == 2 and pair not in seen:
            seen.add(pair)
            yield a, b


def _stated_by(held: Position | Statement) -> list[Figure]:
    """The figures that stand for a voice, or that of one statement."""
    statements = held.standing if isinstance(held, Position) else (held,)
    return [s.figure for s in statements if s.figure is not None]


def _least(held: Position | Statement) -> Decimal:
    """The lowest number for which it leaves room."""
    lows = [f.rounded.low for f in _stated_by(held)]
    return min((low for low in lows if low is not None), default=Decimal("-Infinity"))


def _most(held: Position | Statement) -> Decimal:
    """The highest number for which it leaves room."""
    highs = [f.rounded.high for f in _stated_by(held)]
    if not highs or None in highs:
        return Decimal("Infinity")
    return max(high for high in highs if high is not None)


def _least_stated(held: Position | Statement) -> Decimal:
    """The lowest number that it states."""
    lows = [f.nominal.low for f in _stated_by(held)]
    return min((low for low in lows if low is not None), default=Decimal(0))


def falls_below(whole: Position, part: Position, options: Options) -> list[Between]:
    """Where a whole is lower than a part or a partial view of it leaves room for.

    "Received 12 bodies" and "27 names documented" are floors of the toll. A whole that was told
    before its part was is only the older one.
    """
    return [
        Between(ConflictKind.CONTRADICTION, whole, s, part, at_least, ratio=ratio_of(*pair))
        for s, t in _of_like_moments(whole.standing, part.standing)
        if s.figure is not None
        and t.figure is not None
        and (s.lead.subject.behaves is not Behaviour.LEVEL or _like(s, t))
        # Who says that there are none is not overtaken in silence.
        and (not precedes(s, t) or is_zero(s.figure))
        and not whole.is_past
        and (pair := comparable_figures(s.lead, (at_least := _as_floor(t)).lead)) is not None
        and lies_below(*pair, options)
    ]


def _of_like_moments(
    first: Sequence[Statement], second: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of what two voices hold; of a level, which holds for its moment, moment by moment."""
    return _of_like(first, second, _moment_counted)


def _of_like_times(
    first: Sequence[Statement], second: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of what two voices said, of many those of each two times."""
    return _of_like(first, second, lambda s: (_moment_counted(s), s.first, s.last))


def _of_like(
    first: Sequence[Statement],
    second: Sequence[Statement],
    time_of: Callable[[Statement], object],
) -> Iterator[tuple[Statement, Statement]]:
    if len(first) * len(second) <= _FEW * _FEW:
        yield from product(first, second)
        return
    ours, theirs = _by(first, time_of), _by(second, time_of)
    for own, others in product(ours, theirs):
        yield from pairs_across(own, others)


def _by(
    statements: Sequence[Statement], time_of: Callable[[Statement], object]
) -> list[list[Statement]]:
    found: dict[object, list[Statement]] = {}
    for each in statements:
        found.setdefault(time_of(each), []).append(each)
    return list(found.values())


def _moment_counted(statement: Statement) -> Moment | None:
    level = statement.lead.subject.behaves is Behaviour.LEVEL
    return statement.counts if level else None


def _as_floor(statement: Statement) -> Statement:
    """The statement as one of at least so many."""
    figure = statement.figure
    assert figure is not None
    floor = replace(
        figure,
        bound=Bound.AT_LEAST,
        interval=Interval(figure.interval.low, None, figure.interval.low_open),
        rounded=Interval(figure.rounded.low, None, figure.rounded.low_open),
        soft=False,
    )
    return replace(statement, lead=replace(statement.lead, figure=floor))


def _of_held(
    a: Position, s: Statement, b: Position, t: Statement, options: Options, settled: date | None
) -> Between | None:
    """What two voices hold now."""
    behaves = s.lead.subject.behaves
    if behaves is Behaviour.LEVEL and not _like(s, t):
        return None
    pair = comparable_figures(s.lead, t.lead)
    if pair is None:
        return None
    kind = judge_numbers(s.lead, pair[0], t.lead, pair[1], options).kind
    if kind is None and _called_otherwise(*pair):
        return replace(_lower_first(ConflictKind.STATUS, a, s, b, t, pair), ratio=None)
    if kind is None and behaves is not Behaviour.ACCUMULATING:
        return None
    found = _lower_first(kind or ConflictKind.OUTDATED, a, s, b, t, pair)
    if behaves is Behaviour.CONSTANT:
        return None if found.lower.is_past or found.higher.is_past else found
    if behaves is Behaviour.LEVEL:
        return found
    return _of_count(found, kind, settled)


def _called_otherwise(a: Figure, b: Figure) -> bool:
    """True for one number of people who cannot be both: "22 civilians", "22 fighters"."""
    first, second = a.population, b.population
    return (
        first is not None
        and second is not None
        and a.nominal == b.nominal
        and are_apart(first, second)
    )


def _of_count(found: Between, kind: ConflictKind | None, settled: date | None) -> Between | None:
    """Of what accumulates: an older, lower count is outdated, whether or not both can hold.

    While the counts of the event still move, nobody need ask about one of the day before.
    """
    low, high = found.low, found.high
    if kind is ConflictKind.ROUNDING:
        return found
    if found.higher.is_past or not rises(low, high):
        return None
    if precedes(low, high) or found.lower.is_past:
        is_apart = kind is ConflictKind.CONTRADICTION
        if is_apart and settled is not None and low.last is not None and low.last.start > settled:
            return found
        is_told = not is_apart or _is_told(low, high) or _is_of_yesterday(low, high, settled)
        return replace(found, kind=ConflictKind.OUTDATED, is_told=is_told)
    if kind is None or (kind is ConflictKind.DIVERGENCE and not _like(low, high)):
        return None
    return found


def _of_past(a: Position, b: Position, options: Options) -> Iterator[Between]:
    """Where the two contradicted each other at like times, with what one of them held then."""
    standing = {id(s) for p in (a, b) for s in p.standing}
    for s, t in _of_like_times(a.statements, b.statements):
        if (id(s) in standing and id(t) in standing) or not _like(s, t):
            continue
        pair = comparable_figures(s.lead, t.lead)
        if pair is None:
            continue
        kind = judge_numbers(s.lead, pair[0], t.lead, pair[1], options).kind
        if kind is ConflictKind.CONTRADICTION:
            yield replace(_lower_first(kind, a, s, b, t, pair), is_over=True)


def _lower_first(
    kind: ConflictKind,
    a: Position,
    s: Statement,
    b: Position,
    t: Statement,
    pair: tuple[Figure, Figure],
) -> Between:
    """What two statements, whose figures in one unit are `pair`, are to each other."""
    ratio = ratio_of(*pair)
    if below(pair[0].nominal, pair[1].nominal):
        return Between(kind, a, s, b, t, ratio=ratio)
    return Between(kind, b, t, a, s, ratio=ratio)


def ratio_between(a: Statement, b: Statement) -> Decimal | None:
    """The larger number stated over the smaller, where both measure the same."""
    pair = comparable_figures(a.lead, b.lead)
    return None if pair is None else ratio_of(*pair)


def _like(s: Statement, t: Statement) -> bool:
    """True when both were told as current on one day, in an order that stays open.

    Of a level it is the moment counted that must be one.
    """
    behaves = s.lead.subject.behaves
    if behaves is Behaviour.LEVEL:
        return s.counts is None or t.counts is None or s.counts.may_be(t.counts)
    if s.first is None or t.first is None or s.last is None or t.last is None:
        # A document that tells of both as past tells of one time.
        return bool(told_as_past(s) & told_as_past(t)) or (
            s.lead.said is None and t.lead.said is None
        )
    if s.first.start > t.last.end or t.first.start > s.last.end:
        return False
    return s.last.order(t.first) >= 0 and t.last.order(s.first) >= 0


def precedes(low: Statement, high: Statement) -> bool:
    """True when the lower count was last told before the higher one was first told."""
    if low.last is None:
        told_as_past = all(c.role is Role.EARLIER for c in low.claims)
        return told_as_past and high.first is not None
    return high.first is not None and low.last.order(high.first) < 0


def _is_told(low: Statement, high: Statement) -> bool:
    """Whether nobody need ask about an earlier, lower count.

    Both are of one day with their hours known, or a document that carries the higher count tells of
    the lower one as past.
    """
    if low.last is not None and high.first is not None and low.last.end == high.first.start:
        return True
    return bool(told_as_past(low) & set(high.documents))


def _is_of_yesterday(low: Statement, high: Statement, settled: date | None) -> bool:
    """Whether a count is a day older at most, of an event whose counts still moved.

    One that is half as high again is asked about all the same.
    """
    if settled is None or low.last is None or high.first is None:
        return False
    if high.first.start > settled or high.first.start - low.last.end > timedelta(days=1):
        return False
    ratio = ratio_between(low, high)
    return ratio is not None and ratio < _LEAP


def told_as_past(statement: Statement) -> set[str]:
    """The documents that tell of it as an earlier one."""
    return {c.document for c in statement.claims if c.role is Role.EARLIER}


def meets(a: Statement, b: Statement, options: Options) -> bool:
    """True when a number satisfies both, time left aside."""
    pair = comparable_figures(a.lead, b.lead)
    if pair is None:
        return True
    return not (lies_below(*pair, options) or lies_below(pair[1], pair[0], options))


def camps_of(statements: Sequence[Statement], options: Options) -> list[tuple[Statement, ...]]:
    """Maximal sets of statements with a number in common, lowest first.

    Numbers that meet two by two have one in common (Helly), and it may be taken at the low end of
    one of them.
    """
    alike: dict[object, list[Statement]] = {}
    for statement in statements:
        figure = statement.figure
        key = figure and (figure.rounded, figure.interval, figure.unit, figure.share, figure.soft)
        alike.setdefault(key or statement.ids, []).append(statement)
    groups = sorted(alike.values(), key=lambda group: (_low(group[0]), group[0].ids))[:_VALUES]
    sets: list[frozenset[int]] = []
    for at, chosen in enumerate(groups):
        members = {at}
        for other, group in enumerate(groups):
            if (
                other != at
                and meets(group[0], chosen[0], options)
                and _starts_by(group[0], chosen[0])
            ):
                members.add(other)
        sets.append(frozenset(members))
    maximal = [s for s in dict.fromkeys(sets) if not any(s < other for other in sets)]
    return sorted(
        (tuple(s for n in sorted(chosen) for s in groups[n]) for chosen in maximal),
        key=lambda camp: (max(_low(s) for s in camp), [s.ids for s in camp]),
    )


_VALUES = 200
"""So many different figures fall into camps; past it a reader needs a plot, not a list."""


def _starts_by(a: Statement, b: Statement) -> bool:
    """True when the low end of `a` is not above that of `b`."""
    pair = comparable_figures(a.lead, b.lead)
    if pair is None:
        return False
    low, limit = pair[0].rounded.low, pair[1].rounded.low
    return low is None or (limit is not None and low <= limit)


def _low(statement: Statement) -> Decimal:
    figure = statement.figure
    return (figure.rounded.low if figure is not None else None) or Decimal(0)
