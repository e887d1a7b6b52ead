"""A subject's positions on one line of numbers, a row a voice: what the picture of it shows.

The unit is what a voice holds, not the pair of claims: ten claims of two voices are two rows. A
figure is the set of numbers that its words allow, so "at least 16" reaches on without an end, and
where all those sets have numbers in common, all voices may be right. Figures of several claims
about one number are shown so in forest plots (Lewis and Clarke, "Forest plots", BMJ 2001).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import partial

from reportedly.export.positions import held_words, interval_words, part_words
from reportedly.export.printable import printable
from reportedly.model import (
    NOWHERE,
    Bound,
    Claim,
    Conflict,
    Figure,
    Interval,
    Position,
    Question,
    Role,
    Setting,
    Severity,
    Statement,
    Subject,
    Tally,
    meeting,
    tally,
)
from reportedly.text.lexicon import measure
from reportedly.text.quantities.conversion import in_unit_of

NO_CAMP, SEVERAL = -1, -2
"""Of a row that stands against nobody, and of one that fits more than one camp."""

MOST_CAMPS = 8
"""So many have a shape of their own; where there are more nobody is given one."""

_ALONE = 3  # voices of which one may stand alone against the others


class SpotKind(StrEnum):
    """What a figure is to the voice in whose row it stands."""

    HELD = "held"
    FORMER = "former"
    DENIED = "denied"
    PART = "part"
    PROJECTION = "projection"
    PUT_RIGHT = "put right"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure in the row of a voice.

    Attributes:
        claims: ids of those that carry it, the first leading.
        kind: what it is to the voice.
        low, high: ends of what the words allow, in the strip's unit; None for an open side.
        low_open, high_open: the number at that end is itself left out ("more than 14").
        at: where its mark stands: the number printed, or the middle of a printed range.
        is_range: the words print no single number.
        is_about: the words say that the number is not exact.
        words: the figure as written, a part or what may come with what it is.
        day: when it was first told, "" when that is not known.
        camp: number of the camp in which this figure alone stands, else `NO_CAMP`.
    """

    claims: tuple[str, ...]
    kind: SpotKind
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    at: float
    is_range: bool
    is_about: bool
    words: str
    day: str
    camp: int = NO_CAMP


@dataclass(frozen=True, slots=True)
class Row:
    """What one voice holds.

    Attributes:
        name: of the voice.
        spots: its figures, those it holds last.
        words: all that it holds in a few words, also where no figure stands on the line.
        camp: number of the camp it stands in, else `NO_CAMP` or `SEVERAL`.
        is_past: what it holds is told of as past.
        documents, texts: how many carry what it holds.
        stands_out: without it, all others could agree.
        voice: its key.
        claims: ids of all that is behind it.
    """

    name: str
    spots: tuple[Spot, ...]
    words: str
    camp: int
    is_past: bool
    documents: int
    texts: int
    stands_out: bool = False
    voice: str = ""
    claims: tuple[str, ...] = ()

    @property
    def held(self) -> tuple[Spot, ...]:
        """The figures that it holds now."""
        return tuple(s for s in self.spots if s.kind is SpotKind.HELD)

    @property
    def former(self) -> tuple[Spot, ...]:
        """The figures that it held before, oldest first."""
        return tuple(s for s in self.spots if s.kind is SpotKind.FORMER)

    @property
    def marks(self) -> tuple[Spot, ...]:
        """The figures that stand there now: held, denied, parts, what may come."""
        return tuple(s for s in self.spots if s.kind is not SpotKind.FORMER)


@dataclass(frozen=True, slots=True)
class Strip:
    """A subject's positions in one unit.

    Attributes:
        subject: its id. title: as shown.
        unit: of the numbers, "%" for shares, "" when it is not known.
        rows: lowest figure first, voices without a figure last.
        camps: how many sets of positions stand against each other; 0 where nobody does.
        ground: the numbers on which all could agree, in the strip's unit; none where they cannot.
        verdict: that, or who stands out, in one sentence; "" where one voice alone holds a figure.
        is_disputed: a conflict on how many concerns it.
        counts: documents, texts, sources and origins behind it.
        left_out: figures in other units.
    """

    subject: str
    title: str
    unit: str
    rows: tuple[Row, ...]
    camps: int
    ground: tuple[tuple[float | None, float | None], ...]
    verdict: str
    is_disputed: bool
    counts: Tally
    left_out: int = 0

    @property
    def has_figures(self) -> bool:
        """Whether anything stands on the line; else voices hold no more than words."""
        return any(row.spots for row in self.rows)

    def title_in(self, event: str) -> str:
        """Its title, without the event where that stands above it."""
        return self.title.removesuffix(f": {event}")

    @property
    def verdict_words(self) -> str:
        """The verdict as a sentence, with the sign of a conflict; "" where there is none."""
        if not self.verdict:
            return ""
        return f"{'≠ ' if self.is_disputed else ''}{self.verdict}."

    @property
    def summary(self) -> str:
        """The strip in words, for those who do not see it."""
        told = [f"{row.name}: {_row_words(row)}" for row in self.rows]
        return (
            ". ".join(filter(None, [self.title, self.verdict.rstrip("."), "; ".join(told)])) + "."
        )


def _row_words(row: Row) -> str:
    past = ", ".join(f"{s.words}{f' on {s.day}' if s.day else ''}" for s in row.former)
    beside = [s for s in row.spots if s.kind in (SpotKind.PART, SpotKind.PROJECTION)]
    told = [row.words, *(s.words for s in beside if s.words not in row.words)]
    return f"{'; '.join(told)}{f', before that {past}' if past else ''}"


def strips_of(
    subject: Subject,
    positions: Sequence[Position],
    conflicts: Iterable[Conflict],
    setting: Setting = NOWHERE,
) -> list[Strip]:
    """The strips of a subject: one of its counts, one of its shares, or one of words alone.

    Args:
        subject: what the positions are on.
        positions: what each voice holds.
        conflicts: what was found, also on other subjects.
        setting: which documents are one.
    """
    figures = [f for p in positions for f in _figures(p)]
    counts = Counter(f.unit or "" for f in figures if not f.share)
    named = Counter({unit: n for unit, n in counts.items() if unit})
    usual = next((unit for unit, _ in named.most_common(1)), "")
    units = ["%"] if any(f.share for f in figures) else []
    units = [usual, *units] if counts or not units else units
    found = [c for c in conflicts if c.subject == subject.id]
    # Who gives no figure at all stands in the first.
    first = units[0]
    return [_strip(subject, u, positions, found, setting, whole=u == first) for u in units]


def _strip(
    subject: Subject,
    unit: str,
    positions: Sequence[Position],
    found: Sequence[Conflict],
    setting: Setting,
    *,
    whole: bool,
) -> Strip:
    own = {c.id for p in positions for c in p.claims if _stands_in(c, unit, whole=whole)}
    grave = [c for c in found if c.severity is Severity.CONFLICT and not own.isdisjoint(c.claims)]
    disputed = bool(grave)
    grave.sort(key=lambda c: c.question is not Question.HOW_MANY)
    camps = next((c.camps for c in grave if len(c.camps) > 1), ())
    if len(camps) > MOST_CAMPS:
        camps = ()
    rows = [(p, _row(p, unit, camps, setting)) for p in positions]
    shown = [(p, r) for p, r in rows if r.spots or (whole and not any(_figures(p)))]
    shown.sort(key=lambda pair: _order(pair[1]))
    shown = _all_in_camps(shown, unit)
    names = {p.voice: row.name for p, row in shown}
    known = measure(subject.measure or "")
    is_counted = known is not None and known.is_counted and unit != "%"
    # What is told as past binds nobody now.
    now = [p for p, row in shown if row.held and not row.is_past]
    held = {p.voice: _held(p, unit, exact=True) for p in now}
    ground = _common(held.values(), is_counted=is_counted)
    if not ground:
        held = {p.voice: _held(p, unit, exact=False) for p in now}
        ground = _common(held.values(), is_counted=is_counted)
    alone = None if ground else _stands_out(held)
    claims = [c for p in positions for c in p.claims]
    figures = [c.figure for c in claims if c.figure is not None]
    told = [c for c in claims if c.id in own]
    explains = dict.fromkeys(e for c in found for e in c.explains if not disputed)
    tell = partial(_numbers, unit=unit, whole=is_counted)
    verdict = _verdict(held, ground, tell, alone, names, tuple(explains))
    if disputed and (ground or not verdict):  # it is about something else than how many
        verdict = printable(grave[0].reason).rstrip(".")
    return Strip(
        subject.id,
        printable(subject.title or subject.id),
        unit,
        tuple(replace(row, stands_out=p.voice == alone) for p, row in shown),
        len(camps),
        tuple((_scaled(i.low, unit), _scaled(i.high, unit)) for i in ground if len(held) > 1),
        verdict,
        disputed,
        tally(told, setting),
        sum(1 for f in figures if not f.share and in_strip_unit(f, unit) is None)
        if unit != "%"
        else 0,
    )


def _all_in_camps(shown: Sequence[tuple[Position, Row]], unit: str) -> list[tuple[Position, Row]]:
    """The rows, those of which no finding tells the camp in the one that their figure fits."""
    camps: dict[int, list[list[Interval]]] = {}
    for position, row in shown:
        if row.camp >= 0:
            camps.setdefault(row.camp, []).append(_held(position, unit, exact=False))
    found = []
    for position, row in shown:
        if row.camp == NO_CAMP and row.held and len(camps) > 1:
            own = _held(position, unit, exact=False)
            fits = [n for n, others in sorted(camps.items()) if meeting([*others, own])]
            if fits:
                row = replace(row, camp=fits[0] if len(fits) == 1 else SEVERAL)
        found.append((position, row))
    return found


def _verdict(
    held: Mapping[str, Sequence[Interval]],
    ground: Sequence[Interval],
    tell: Callable[[Sequence[Interval]], str],
    alone: str | None,
    names: Mapping[str, str],
    explains: Sequence[str],
) -> str:
    if len(held) < 2:
        return ""
    if ground:
        return f"{tell(ground)} fits all"
    told = "No number fits all"
    if alone is not None:
        rest = meeting(own for voice, own in held.items() if voice != alone)
        told += f"; {tell(rest)} fits all but {names[alone]}"
    return f"{told}; what may explain it: {', '.join(explains)}" if explains else told


def _numbers(ground: Sequence[Interval], unit: str, *, whole: bool) -> str:
    """The numbers in words; of what is counted one by one in whole ones."""
    scaled = [i.scaled(Decimal(100)) if unit == "%" else _whole(i) if whole else i for i in ground]
    return " or ".join(f"{interval_words(i)}{unit if unit == '%' else ''}" for i in scaled)


def _common(held: Iterable[Sequence[Interval]], *, is_counted: bool) -> list[Interval]:
    """The numbers on which all could agree; of what is counted one by one whole ones."""
    ground = meeting(held)
    return [i for i in ground if not is_counted or _holds_a_whole(i)]


def _holds_a_whole(interval: Interval) -> bool:
    whole = _whole(interval)
    ends = (e for e in (whole.low, whole.high) if e is not None)
    return all(e == e.to_integral_value() for e in ends)


def _stands_in(claim: Claim, unit: str, *, whole: bool) -> bool:
    """Whether a claim tells something in the strip of this unit."""
    return whole if claim.figure is None else in_strip_unit(claim.figure, unit) is not None


def _whole(interval: Interval) -> Interval:
    """The whole numbers of an interval, itself where it holds none."""
    low, high = interval.low, interval.high
    low = None if low is None else low.to_integral_value(ROUND_CEILING)
    high = None if high is None else high.to_integral_value(ROUND_FLOOR)
    low_open = interval.low_open and low == interval.low
    high_open = interval.high_open and high == interval.high
    if low is not None and high is not None:
        is_empty = low > high or (low == high and (low_open or high_open))
        if is_empty:
            return interval
    return Interval(low, high, low_open, high_open)


def _stands_out(held: Mapping[str, Sequence[Interval]]) -> str | None:
    """The one voice without which all others could agree; None for none, or where several are."""
    if len(held) < _ALONE:
        return None
    without = [v for v in held if meeting(own for voice, own in held.items() if voice != v)]
    return without[0] if len(without) == 1 else None


def _row(position: Position, unit: str, camps: Sequence[Sequence[str]], setting: Setting) -> Row:
    held = [s for s in position.held if in_strip_unit(s.figure, unit) is not None]
    spots = [*spots_of(position.past, SpotKind.FORMER, unit)]
    spots += spots_beside(position, unit)
    for spot in spots_of(held, SpotKind.HELD, unit):
        own = [n for n, camp in enumerate(camps) if not set(spot.claims).isdisjoint(camp)]
        spots.append(replace(spot, camp=own[0] if len(own) == 1 else NO_CAMP))
    ids = {i for s in held for i in s.ids}
    within = [n for n, camp in enumerate(camps) if not ids.isdisjoint(camp)]
    behind = tally((c for s in position.held for c in s.claims), setting)
    return Row(
        printable(position.name),
        tuple(spots),
        printable(held_words(position)),
        within[0] if len(within) == 1 else SEVERAL if within else NO_CAMP,
        position.is_past,
        behind.documents,
        behind.texts,
        voice=position.voice,
        claims=tuple(c.id for c in position.claims),
    )


def spots_beside(position: Position, unit: str) -> Iterator[Spot]:
    """The figures that a voice does not hold: what it denies, parts, what may come."""
    coming = [c for c in position.parts if c.role is Role.PROJECTION]
    parts = [c for c in position.parts if c.role is not Role.PROJECTION]
    yield from spots_told(position.denies, SpotKind.DENIED, unit)
    yield from spots_told(parts, SpotKind.PART, unit)
    yield from spots_told(coming, SpotKind.PROJECTION, unit)


def spots_of(statements: Iterable[Statement], kind: SpotKind, unit: str) -> Iterator[Spot]:
    """The figures of statements, without those in other units."""
    for statement in statements:
        figure, first = in_strip_unit(statement.figure, unit), statement.first
        if figure is not None:
            words = statement.lead.figure or figure
            day = "" if first is None else _iso(first.start, first.end)
            yield _spot(statement.ids, figure, words.as_written, kind, unit, day)


def spots_told(claims: Iterable[Claim], kind: SpotKind, unit: str) -> Iterator[Spot]:
    """The figures of claims such as denials and parts: each number once."""
    shown: set[Interval] = set()
    for claim in claims:
        figure, said = in_strip_unit(claim.figure, unit), claim.said
        if figure is not None and figure.nominal not in shown:
            shown.add(figure.nominal)
            words = part_words((claim.figure or figure).as_written, claim.role)
            day = "" if said is None else _iso(said.start, said.end)
            yield _spot((claim.id,), figure, words, kind, unit, day)


def _iso(start: date | None, end: date | None) -> str:
    """The day of a statement: the last one it may be of, else the first; "" where both are open."""
    known = (day for day in (end, start) if day not in (None, date.min, date.max))
    day = next(known, None)
    return "" if day is None else day.isoformat()


def _spot(
    ids: tuple[str, ...], figure: Figure, words: str, kind: SpotKind, unit: str, day: str
) -> Spot:
    allowed = figure.interval
    low, high = _scaled(allowed.low, unit), _scaled(allowed.high, unit)
    ends = [end for end in _printed(figure, unit, low, high) if end is not None]
    return Spot(
        ids,
        kind,
        low,
        high,
        allowed.low_open,
        allowed.high_open,
        sum(ends) / len(ends) if ends else 0.0,
        len(set(ends)) > 1,
        figure.bound is Bound.ABOUT or figure.vague is not None or figure.soft,
        " ".join(printable(words).split()),
        day,
    )


def _printed(
    figure: Figure, unit: str, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    """The number that the words print; of a share what its interval leads to, in percent."""
    if unit != "%":
        return _scaled(figure.nominal.low, unit), _scaled(figure.nominal.high, unit)
    if figure.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return low, low
    return (high, high) if figure.bound in (Bound.AT_MOST, Bound.LESS_THAN) else (low, high)


def _order(row: Row) -> tuple[bool, float, str]:
    """By the figure held, lowest first; who holds none comes last."""
    places = [s.at for s in row.held]
    return not places, min(places, default=0.0), row.name.casefold()


def _held(position: Position, unit: str, *, exact: bool) -> list[Interval]:
    """What each figure held allows: as the words say, or as far as they were rounded."""
    figures = (in_strip_unit(s.figure, unit) for s in position.held)
    return [f.interval if exact else f.rounded for f in figures if f is not None]


def in_strip_unit(figure: Figure | None, unit: str) -> Figure | None:
    """The figure in the strip's unit; None where it is in another, or there is none."""
    if figure is None or figure.share != (unit == "%"):
        return None
    if figure.share or figure.unit is None:
        return figure
    return in_unit_of(figure, unit or None)


def _figures(position: Position) -> Iterator[Figure]:
    return (c.figure for c in position.claims if c.figure is not None)


def _scaled(value: Decimal | None, unit: str) -> float | None:
    return None if value is None else float(value * 100 if unit == "%" else value)
