"""Rows of a table of figures: what one row says, as a claim and as plain numbers.

A table's numbers are binary floating point, as Parquet and databases keep them. Whatever is
reckoned from them here (the reach of "about", another unit) is reckoned in the same arithmetic as
in SQL, step by step, so that every engine and `judge` start from the same numbers.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from reportedly.errors import UnitError
from reportedly.model import (
    Bound,
    Claim,
    Figure,
    Interval,
    Period,
    Precision,
    Source,
    SourceKind,
    Span,
    Status,
    Subject,
)
from reportedly.text.quantities.conversion import convert
from reportedly.text.quantities.units import COUNT, dimension_of
from reportedly.text.slug import slug

REQUIRED = ("source", "subject", "measure", "unit", "value_low", "value_high", "as_of")
OPTIONAL = ("said", "origin", "bound", "document", "quote", "dataset")

FLOORS = ("at_least", "more_than")
CEILINGS = ("at_most", "less_than")
RUNNING = ("cumulative", "running total", "total to date")
"""Words in a measure that say it only accumulates."""


class FigureRow(NamedTuple):
    """One row as it stands; a text that is not given is empty, a number None.

    Attributes:
        source: who says it.
        origin: from whom the source took it.
        subject, measure: what it is about; `low` and `high`, in `unit`, count to `as_of`.
        low, high: finite; None where nothing bounds the figure on that side.
        bound: one of `Bound`, or empty where the numbers tell.
        as_of, said: a day, a month, a year or `FROM/TO` in ISO 8601.
        document: where it stands: the document, else the data set, else the source.
        quote: the words.
    """

    source: str
    origin: str
    subject: str
    measure: str
    unit: str
    low: float | None
    high: float | None
    bound: str
    as_of: str
    said: str
    document: str
    quote: str = ""

    @property
    def id(self) -> str:
        """A name that the same row has in every engine: the source and a digest of the rest."""
        low = "" if self.low is None else str(self.low)
        high = "" if self.high is None else str(self.high)
        text = "\0".join((*self[:5], low, high, *self[7:]))
        return f"{_name(self.source)}-{sha256(text.encode()).hexdigest()[:12]}"


@lru_cache(maxsize=4096)
def _name(source: str) -> str:
    return slug(source, 24) or "source"


@dataclass(frozen=True, slots=True)
class Scale:
    """How a unit is brought to the one its dimension is compared in: `value * factor + offset`."""

    base: str
    factor: float = 1.0
    offset: float = 0.0

    def apply(self, value: float | None) -> float | None:
        """The number in the base unit."""
        if value is None or self == Scale(self.base):
            return value
        return value * self.factor + self.offset


UNCONVERTED = Scale("")
"""That of what is counted: its numbers are compared as they are."""

Scales = Mapping[str, Scale]
"""By unit."""


def scales_of(units: Iterable[str]) -> dict[str, Scale]:
    """For each unit that a table uses, the unit in which it is compared.

    Counted things ("people", "case") compare as numbers, so their base is the empty unit; lengths
    with lengths, in the unit whose name comes first; a unit that is not converted with itself.
    """
    bases: dict[str, str] = {}
    scales = {}
    for unit in sorted(units):
        dimension = dimension_of(unit)
        if dimension == COUNT:
            scales[unit] = UNCONVERTED
            continue
        base = bases.setdefault(dimension, unit)
        scales[unit] = _scale(unit, base) or Scale(unit)
    return scales


def _scale(unit: str, base: str) -> Scale | None:
    if unit == base:
        return Scale(unit)
    try:
        zero, one = (convert(Interval.point(Decimal(n)), unit, base).low for n in (0, 1))
    except (UnitError, ArithmeticError, ValueError):
        return None
    if zero is None or one is None:
        return None
    return Scale(base, float(one - zero), float(zero))


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row's figure as SQL reckons it: what is printed, and the interval that it allows.

    `low` is minus infinity, `high` infinity where nothing bounds the figure.
    """

    bound: str
    printed_low: float
    printed_high: float
    low: float
    high: float
    low_open: bool
    high_open: bool


def numbers_of(row: FigureRow, scale: Scale, about: float) -> Numbers:
    """The numbers of a row in its base unit; `about` is the reach of "about" as a part of one."""
    low, high = scale.apply(row.low), scale.apply(row.high)
    bound = _bound(row.bound, low, high)
    first, last = (high if low is None else low), (low if high is None else high)
    assert first is not None and last is not None  # a row without a number is left out
    if bound in FLOORS:
        return Numbers(bound, first, first, first, float("inf"), bound == "more_than", True)
    if bound in CEILINGS:
        return Numbers(bound, last, last, float("-inf"), last, True, bound == "less_than")
    if bound == "about" and first == last:
        reach = abs(first) * about
        return Numbers(bound, first, last, first - reach, last + reach, False, False)
    return Numbers(bound, first, last, first, last, False, False)


def _bound(written: str, low: float | None, high: float | None) -> str:
    if written in FLOORS or written in CEILINGS:
        return written
    if high is None:
        return "at_least"
    if low is None:
        return "at_most"
    if written == "about":
        return written
    return "exact" if low == high else "range"


class Witness(NamedTuple):
    """A row with what is told of its claim without making it.

    Attributes:
        row: the row.
        id: the id of its claim.
        figure: its figure in words.
        text: what it quotes, else its figure with its unit.
        is_number: whether it states one number of things counted, without a bound.
    """

    row: FigureRow
    id: str
    figure: str
    text: str
    is_number: bool


def witness_of(row: FigureRow, scales: Scales) -> Witness:
    """The row with what is told of its claim."""
    scale = scales.get(row.unit, UNCONVERTED)
    alone = row.low is not None and row.low == row.high and not row.bound
    is_number = alone and scale is UNCONVERTED
    words = plain(row.low) if is_number else words_of(row, scale)
    text = row.quote or f"{words} {row.unit}".strip()
    return Witness(row, row.id, words, text, is_number)


def claim_of(row: FigureRow, scales: Scales, about: float) -> Claim:
    """The claim that a row makes: its source asserts its figure for its moment."""
    _, id_, words, text, _ = witness_of(row, scales)
    scale = scales.get(row.unit, UNCONVERTED)
    numbers = numbers_of(row, scale, about)
    source = source_of(row.source)
    origin = source_of(row.origin) if row.origin else source
    interval = _interval(numbers.low, numbers.high, numbers.low_open, numbers.high_open)
    nominal = interval
    if (numbers.printed_low, numbers.printed_high) != (numbers.low, numbers.high):
        nominal = _interval(numbers.printed_low, numbers.printed_high)
    return Claim(
        id=id_,
        source=source,
        chain=(source,) if origin.id == source.id else (source, origin),
        subject=subject_of(row.subject, row.measure),
        text=text,
        document=row.document,
        figure=Figure(
            as_written=words,
            nominal=nominal,
            bound=Bound(numbers.bound),
            interval=interval,
            rounded=interval,
            unit=(row.unit if scale == UNCONVERTED else scale.base) or None,
            measure=row.measure or None,
        ),
        as_of=period_of(row.as_of),
        said=period_of(row.said),
        spans=(Span(row.document, 0, len(row.quote), row.quote),) if row.quote else (),
        status=Status.REVIEWED,
        rule="table",
    )


@lru_cache(maxsize=4096)
def source_of(name: str) -> Source:
    """The source, or origin, of that name."""
    return Source(name, name, SourceKind.ORGANISATION)


@lru_cache(maxsize=4096)
def subject_of(place: str, measure: str) -> Subject:
    """The subject of a row: its measure of what its `subject` names."""
    return Subject(
        id=subject_id(place, measure),
        title=f"{measure.replace('_', ' ')}, {place}" if measure else place,
        measure=measure or None,
        place=place,
        running_total=True if is_running(measure) else None,
    )


def subject_id(place: str, measure: str) -> str:
    """The id of the subject that `subject_of` gives."""
    return f"{place} / {measure}" if measure else place


def is_running(measure: str) -> bool:
    """True when the measure's name says that it only accumulates."""
    return any(word in measure.lower().replace("_", " ") for word in RUNNING)


def words_of(row: FigureRow, scale: Scale) -> str:
    """The figure in words: `16`, `at least 16`, `16-18`; a converted one with its unit."""
    low, high = row.low, row.high
    bound = _bound(row.bound, low, high)
    first, last = (high if low is None else low), (low if high is None else high)
    number = plain(last if bound in CEILINGS else first)
    if bound in ("exact", "range") or (bound == "about" and first != last):
        number = plain(first) if first == last else f"{plain(first)}-{plain(last)}"
    prefix = "" if bound in ("exact", "range") else bound.replace("_", " ") + " "
    return f"{prefix}{number}" + ("" if scale.base in ("", row.unit) else f" {row.unit}")


@lru_cache(maxsize=1 << 16)
def plain(number: float | None) -> str:
    """A number as people write it: 16, 1,204, 42.75."""
    if number is None:
        return "?"
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


@lru_cache(maxsize=4096)
def period_of(text: str) -> Period | None:
    """A day, month, year or `FROM/TO` as a period; None for anything else."""
    first, slash, last = text.partition("/")
    try:
        start = None if first in ("", "..") else _first_day(first)
        end = _last_day(last if slash else first) if (last if slash else first) else None
    except ValueError:
        return None
    if start is None and end is None:
        return None
    if start is not None and end is not None and start > end:
        return None
    return Period(start, end, _precision(start, end))


def _first_day(text: str) -> date:
    return date.fromisoformat((text + "-01-01"[len(text) - 4 :]) if len(text) < 10 else text[:10])


def _last_day(text: str) -> date | None:
    if text == "..":
        return None
    if len(text) == 4:
        return date(int(text), 12, 31)
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, monthrange(year, month)[1]) if 0 < month < 13 else None
    return date.fromisoformat(text[:10])


@lru_cache(maxsize=1 << 16)
def latest_day(*times: str) -> date | None:
    """The last day of these times, as far as they have one."""
    return max((p.end for p in map(period_of, times) if p and p.end), default=None)


def _precision(start: date | None, end: date | None) -> Precision:
    if start is None or end is None:
        return Precision.YEAR
    days = (end - start).days + 1
    for limit, precision in (
        (1, Precision.DAY),
        (6, Precision.DAYS),
        (7, Precision.WEEK),
        (31, Precision.MONTH),
    ):
        if days <= limit:
            return precision
    return Precision.YEAR


def _interval(low: float, high: float, low_open: bool = False, high_open: bool = False) -> Interval:
    return Interval(
        None if low == float("-inf") else Decimal(repr(low)),
        None if high == float("inf") else Decimal(repr(high)),
        low_open,
        high_open,
    )
