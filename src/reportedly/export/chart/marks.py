"""Claims on one subject → the marks of their chart, with nothing yet said of pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from reportedly.export.positions import stance_words
from reportedly.export.printable import period_words, printable
from reportedly.model import (
    Claim,
    Conflict,
    ConflictKind,
    Figure,
    Period,
    Role,
    Severity,
    Stance,
    Subject,
)

MOST = 240
"""Figures on one chart: more of them would be neither light nor legible."""
_PLURALS = {"child": "children", "man": "men", "woman": "women", "foot": "feet", "dead": "dead"}
_Pair = tuple[Claim, Figure]


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on a chart.

    Attributes:
        claim: id of the claim.
        source: name of who says it.
        series: number of that source on this chart, from 0, the one with most marks first.
        low, high: ends of what the words allow, in the chart's unit; None for an open side.
        at: where its shape stands: the number printed, or the middle of a printed range.
        is_range: the words print no single number.
        words: the figure as written.
        day: the day it counts to, else was said, else concerns; None when none is known.
        when: that time in words, "" when none is known.
        in_conflict: a conflict or question concerns it that a reader should not pass over.
    """

    claim: str
    source: str
    series: int
    low: float | None
    high: float | None
    at: float
    is_range: bool
    words: str
    day: date | None
    when: str
    in_conflict: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What a subject's chart shows.

    Attributes:
        title: the subject.
        unit: of the numbers, "%" for shares, "" when it is not known.
        marks: in the order of their days, then of the ledger.
        sources: names by series number.
        succession: pairs of claims of one source, earlier and later, of which the later supersedes.
        left_out: figures in other units, which one axis cannot hold.
        crowd: figures beyond those in `marks`, passed over at even steps.
        withheld: what is said of figures without giving them: `the army denies 22`.
    """

    title: str
    unit: str
    marks: tuple[Mark, ...]
    sources: tuple[str, ...]
    succession: tuple[tuple[str, str], ...] = ()
    left_out: int = 0
    crowd: int = 0
    withheld: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many different days the marks have."""
        return len({mark.day for mark in self.marks if mark.day})

    @property
    def counted(self) -> str:
        """What the numbers count, as an axis says it: "people", "percent", "families"."""
        known = {"%": "percent", "person": "people"}
        return known.get(self.unit) or (_many(self.unit) if self.unit else "")

    @property
    def summary(self) -> str:
        """The chart in words, for those who do not see it."""
        said = [
            f"{mark.source}: {mark.words}{f' ({mark.when})' if mark.when else ''}"
            for mark in self.marks[:12]
        ]
        rest = len(self.marks) - len(said)
        more = f"; and {rest} more" if rest else ""
        return f"{self.title}. {'; '.join(said)}{more}."


def chart_of(
    subject: Subject,
    claims: Iterable[Claim],
    conflicts: Iterable[Conflict],
    most: int = MOST,
) -> Chart | None:
    """The chart of a subject's figures, or None when no claim has one.

    Args:
        subject: what the claims are about.
        claims: the claims on it; those without a figure are passed over.
        conflicts: what was found between them, and maybe others.
        most: of more figures than this, a chart shows an even choice in the order of their days.
    """
    there = list(claims)
    shown = [(claim, figure) for claim in there if (figure := _figure(claim)) is not None]
    if not shown:
        return None
    unit = Counter(_unit(figure) for _, figure in shown if _unit(figure)).most_common(1)
    usual = unit[0][0] if unit else ""
    fitting = [(claim, figure) for claim, figure in shown if _unit(figure) in (usual, "")]
    fitting.sort(key=lambda pair: _day(pair[0]) or date.max)
    drawn = _thinned(fitting, most)
    found = list(conflicts)
    names = Counter(_voice(claim) for claim, _ in drawn)
    sources = tuple(name for name, _ in names.most_common())
    at_odds = {c for x in found if x.severity is not Severity.NOTE for c in x.claims}
    return Chart(
        printable(subject.title or subject.id),
        usual,
        tuple(
            _mark(claim, figure, sources.index(_voice(claim)), claim.id in at_odds)
            for claim, figure in drawn
        ),
        sources,
        tuple(_succession([claim for claim, _ in drawn], found)),
        len(shown) - len(fitting),
        len(fitting) - len(drawn),
        tuple(dict.fromkeys(_withheld(c) for c in there if c.stance is not Stance.ASSERTS)),
    )


def _withheld(claim: Claim) -> str:
    words = claim.figure.as_written if claim.figure else None
    return printable(f"{_voice(claim)} {stance_words(claim.stance, words)}")


def _many(unit: str) -> str:
    """The plural of a unit's English name: of its last word; of rates and adjectives none."""
    start, space, last = unit.rpartition(" ")
    if last in _PLURALS:
        return f"{start}{space}{_PLURALS[last]}"
    if " per " in unit or not unit[-1].isalpha() or unit.endswith(("s", "ed", "ing")):
        return unit
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("ch", "sh", "x")) else f"{unit}s"


def _thinned(pairs: Sequence[_Pair], most: int) -> Sequence[_Pair]:
    """`most` of the pairs at even steps, the first and the last among them."""
    if len(pairs) <= most:
        return pairs
    return [pairs[round(n * (len(pairs) - 1) / (most - 1))] for n in range(most)]


def _figure(claim: Claim) -> Figure | None:
    """The figure to draw: of a share of a known whole, the count that follows from it.

    A figure that its source denies, doubts or asks about is not one that it gives, and neither is
    what might come, or a part of it.
    """
    if claim.stance is not Stance.ASSERTS or claim.role not in (Role.TOTAL, Role.EARLIER):
        return None
    figure = claim.implied or claim.figure
    interval = figure.interval if figure else None
    if interval is None or (interval.low is None and interval.high is None):
        return None
    return figure


def _unit(figure: Figure) -> str:
    return "%" if figure.share else figure.unit or ""


def _voice(claim: Claim) -> str:
    return printable(
        claim.source.name if claim.source else " or ".join(claim.candidates) or "nobody named"
    )


def _time(claim: Claim) -> Period | None:
    return claim.as_of or claim.said or claim.when


def _day(claim: Claim) -> date | None:
    time = _time(claim)
    return None if time is None else time.end or time.start


def _mark(claim: Claim, figure: Figure, series: int, in_conflict: bool) -> Mark:
    scale = 100 if figure.share else 1

    def scaled(value: Decimal | None) -> float | None:
        return None if value is None else float(value * scale)

    low, high = scaled(figure.interval.low), scaled(figure.interval.high)
    ends = [
        end
        for value in (figure.nominal.low, figure.nominal.high)
        if (end := scaled(value)) is not None
    ] or [end for end in (low, high) if end is not None]
    time = _time(claim)
    words = (claim.figure or figure).as_written
    return Mark(
        claim.id,
        _voice(claim),
        series,
        low,
        high,
        sum(ends) / len(ends),
        len(set(ends)) > 1,
        " ".join(printable(words).split()),
        _day(claim),
        period_words(*_days(time)) if time else "",
        in_conflict,
    )


def _days(period: Period) -> tuple[str | None, str | None]:
    start, end = (None if day is None else day.isoformat() for day in (period.start, period.end))
    return start, end


def _succession(
    claims: Sequence[Claim], conflicts: Iterable[Conflict]
) -> Iterable[tuple[str, str]]:
    """Neighbours among the claims of one source of which the later supersedes the earlier."""
    order = {claim.id: number for number, claim in enumerate(claims)}
    voice = {claim.id: _voice(claim) for claim in claims}
    superseded = {
        pair
        for conflict in conflicts
        if conflict.kind.is_step and conflict.kind is not ConflictKind.ECHO
        for pair in combinations(sorted(order.keys() & conflict.claims, key=order.__getitem__), 2)
    }
    last: dict[str, str] = {}
    for claim in claims:
        earlier = last.get(voice[claim.id])
        if earlier is not None and (earlier, claim.id) in superseded:
            yield earlier, claim.id
        last[voice[claim.id]] = claim.id
