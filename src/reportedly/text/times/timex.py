"""A time as the words say it, before and after it is tied to the calendar.

A temporal expression (TimeML's TIMEX3) names either fixed days ("3 May 2019", "last week") or
something that comes round again: every year ("3 May", "summer"), every month ("the 4th"), every
week ("Tuesday"), or it counts from a time that the text named before ("two days later").
`settle` picks the round that is meant from the published date, the anchor; `join` does so for the
two ends of a range together, since each end lends the other what it lacks ("from 3 to 5 March").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from reportedly.model.period import Period, Precision
from reportedly.text.times.spans import (
    ONE_DAY,
    Days,
    add_months,
    day_days,
    meanings,
    months_days,
    nearest_weekday,
    shift,
    unit_days,
)


class Aim(Enum):
    """Which round of a recurring time is meant."""

    PAST = "past"  # the latest that has begun by the published day
    FUTURE = "future"  # the earliest that has not ended before the published day
    NEAR = "near"  # the nearest, a day ahead counting as three back


@dataclass(frozen=True, slots=True)
class Fixed:
    """Known days; an end is None where the words leave that side open.

    Attributes:
        first, last: both included.
        relative: True when the days were counted from the published day.
        vague: True when the words draw no sharp ends.
        precision: the width in which the true day lies where it is not the span's own ("two years
            ago" names a day and means a year).
        clock: hour said, `HH:MM`.
    """

    first: date | None
    last: date | None
    relative: bool = False
    vague: bool = False
    precision: Precision | None = None
    clock: str | None = None

    @property
    def days(self) -> Days | None:
        """Both ends, None where one is open."""
        return None if self.first is None or self.last is None else (self.first, self.last)


@dataclass(frozen=True, slots=True)
class Yearly:
    """Days that come every year; `days(year)` is None in years without them (29 February)."""

    days: Callable[[int], Days | None]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Monthly:
    """A day of an unnamed month, with its weekday where that is said ("Tuesday the 13th")."""

    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday, 0 = Monday."""

    weekday: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A time counted from the one that the text named last: "two days later", "the same week".

    Attributes:
        count, unit: how far; with `whole`, all of the unit there and not a day.
        clock: the clock time alone that was said, of the published day where none was named.
        weekday: where "the following Monday" says one.
    """

    count: Decimal | int
    unit: str
    whole: bool = False
    clock: str | None = None
    weekday: int | None = None

    def beside(self, latest: Fixed) -> Fixed | None:
        """The days meant, None where the time named is coarser than what is counted."""
        days = latest.days
        if days is None or not _may_count(latest, self.unit):
            return None
        day = shift(days[0], self.count, self.unit)
        if self.weekday is not None:
            day = nearest_weekday(days[0], self.weekday, past=self.count < 0)
        whole = self.whole or days[0] != days[1]
        span = unit_days(day, self.unit) if whole else (day, day)
        width = None if whole else unit_precision(self.unit)
        return Fixed(*span, relative=latest.relative, precision=width, clock=self.clock)


def _may_count(named: Fixed, unit: str) -> bool:
    """Whether units can be counted from a time: days from a day, months from a month or day."""
    days = named.days
    if days is None or named.precision is not None:
        return False
    whole = unit_days(days[0], unit)
    return whole[0] <= days[0] and days[1] <= whole[1]


NOWHERE = Fixed(None, None)
"""A day that does not exist, such as 30 February: read, and reported as no time."""

Said = Fixed | Yearly | Monthly | Weekly
Series = Sequence[tuple[int, int, Fixed]]
"""Several times that share words ("3, 11 and 19 June"), each with its first and last token."""


def in_year(said: Yearly, year: int) -> Fixed:
    """The round of one year, `NOWHERE` where there is none."""
    days = said.days(year)
    return Fixed(*days, vague=said.vague) if days else NOWHERE


def settle(said: Said, anchor: date, aim: Aim) -> Fixed | None:
    """The days meant, seen from `anchor`; None where there are none ("30 February")."""
    if isinstance(said, Fixed):
        return said
    if isinstance(said, Weekly):
        day = _weekday(said.weekday, anchor, aim)
        return Fixed(day, day, relative=True)
    rounds = _rounds(said, anchor)
    if isinstance(said, Yearly) and said.weekday is not None and aim is Aim.PAST:
        rounds = [days for days in rounds if days[0] <= anchor + _SLACK]
    if not rounds:
        return NOWHERE
    days = _nearest(rounds, anchor, aim)
    vague = isinstance(said, Yearly) and said.vague
    return days and Fixed(*days, relative=True, vague=vague)


def _weekday(weekday: int, anchor: date, aim: Aim) -> date:
    """News names a weekday within the week before it is printed, unless it looks ahead."""
    if aim is Aim.FUTURE:
        return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def _rounds(said: Yearly | Monthly, anchor: date) -> list[Days]:
    """The rounds around the anchor: as many as needed to meet a leap day or a Friday the 13th."""
    if isinstance(said, Yearly):
        reach = 8 if said.day == 29 else 1
        years = range(max(1, anchor.year - reach), min(9999, anchor.year + reach + 1))
        rounds = [days for year in years if (days := said.days(year)) is not None]
        if said.weekday is not None:
            return [days for days in rounds if days[0].weekday() == said.weekday]
        return rounds
    reach = 2 if said.weekday is None else 14
    months = (add_months(anchor.replace(day=1), n) for n in range(-reach, reach + 1))
    found = [day_days(m.year, m.month, said.day) for m in months]
    return [d for d in found if d and said.weekday in (None, d[0].weekday())]


_SLACK = timedelta(days=2)  # a page may be older than what it reports, and its clock elsewhere


def _nearest(rounds: list[Days], anchor: date, aim: Aim) -> Days | None:
    begun = [days for days in rounds if days[0] <= anchor]
    ahead = [days for days in rounds if days[1] >= anchor]
    if aim is Aim.PAST and begun:
        near = [days for days in ahead if days[0] == days[1] <= anchor + _SLACK]
        return (near or begun)[-1]
    if aim is Aim.FUTURE and ahead:
        return ahead[0]
    return min(rounds, key=lambda days: _distance(days, anchor), default=None)


def _distance(days: Days, anchor: date) -> int:
    """Days between; what lies ahead counts threefold, since news mostly looks back."""
    if days[1] < anchor:
        return (anchor - days[1]).days
    return max(0, 3 * (days[0] - anchor).days)


def join(low: Said, high: Said, anchor: date, aim: Aim) -> Fixed | None:
    """From the first day of `low` to the last of `high`; None where that runs backwards."""
    low, high = _lend(low, high)
    first, last = _ends(low, high, anchor, aim)
    if first is None or last is None or first.first is None or last.last is None:
        return None
    if first.first > last.last:
        return None
    fixed = [end for end in (low, high) if isinstance(end, Fixed)]
    return Fixed(
        first.first,
        last.last,
        relative=any(end.relative for end in fixed) or not fixed,
        vague=first.vague or last.vague,
    )


def _ends(low: Said, high: Said, anchor: date, aim: Aim) -> tuple[Fixed | None, Fixed | None]:
    if isinstance(low, Yearly) and isinstance(high, Yearly):
        whole = _yearly_range(low, high, anchor, aim)
        return whole, whole
    if isinstance(low, Fixed):
        return low, _after(high, low.first) if low.first else settle(high, anchor, Aim.FUTURE)
    if isinstance(high, Fixed):
        return settle(low, high.last or anchor, Aim.PAST), high
    if isinstance(high, Weekly) and isinstance(low, Weekly) and aim is not Aim.FUTURE:
        last = settle(high, anchor, aim)
        return (last and last.first and settle(low, last.first, Aim.PAST)) or None, last
    first = settle(low, anchor, aim)
    return first, _after(high, first.first) if first and first.first else None


def _yearly_range(low: Yearly, high: Yearly, anchor: date, aim: Aim) -> Fixed | None:
    """The round of the whole range, which may reach into the next year."""
    rounds: list[Days] = []
    for year in range(max(1, anchor.year - 1), min(9999, anchor.year + 2)):
        begin = low.days(year)
        end = begin and _after(high, begin[0])
        if begin and end and end.last:
            rounds.append((begin[0], end.last))
    days = _nearest(rounds, anchor, aim)
    return days and Fixed(*days, relative=True, vague=low.vague or high.vague)


def _lend(low: Said, high: Said) -> tuple[Said, Said]:
    """Give a bare day of the month the month of the other end."""
    if isinstance(low, Monthly) and isinstance(high, Yearly) and high.month and high.day:
        low = month_day(high.month, low.day)
    if isinstance(high, Monthly) and isinstance(low, Yearly) and low.month and low.day:
        month = low.month % 12 + 1 if high.day < low.day else low.month
        high = month_day(month, high.day)
    if isinstance(low, Monthly) and isinstance(high, Fixed) and high.first == high.last:
        day = high.first
        days = day and day_days(day.year, day.month, low.day)
        if days:
            low = Fixed(*days, relative=high.relative)
    return low, high


def _after(said: Said, first: date) -> Fixed | None:
    """The first round of `said` that does not end before `first`."""
    if not isinstance(said, Yearly):
        return settle(said, first, Aim.FUTURE)
    for year in range(first.year, min(first.year + 9, 10_000)):
        days = said.days(year)
        if days is not None and days[1] >= first:
            return Fixed(*days, relative=True, vague=said.vague)
    return None


def month_day(month: int, day: int, weekday: int | None = None) -> Yearly:
    """A day of every year."""
    return Yearly(lambda year: day_days(year, month, day), month, day, weekday)


def whole_month(month: int) -> Yearly:
    """A month of every year."""
    return Yearly(lambda year: months_days(year, month), month=month)


def listed(parts: Sequence[tuple[int, int, Said]], anchor: date, aim: Aim, year: int = 0) -> Series:
    """Times in a row: a bare day takes the month before it, else the next; the last one's year.

    That is `year`, where one is said behind them all.
    """
    row = [said for _, _, said in parts]
    for at in range(1, len(row)):
        row[at] = _lend(row[at - 1], row[at])[1]
    for at in reversed(range(len(row) - 1)):
        row[at] = _lend(row[at], row[at + 1])[0]
    if any(isinstance(said, Monthly) for said in row):
        return ()
    if year and isinstance(row[-1], Yearly):
        row[-1] = in_year(row[-1], year)
    found = [settle(row[-1], anchor, aim)]
    for said in reversed(row[:-1]):
        near = found[-1] and found[-1].first
        found.append(settle(said, near, Aim.PAST) if near else None)
    known = found[0] is not None and not found[0].relative
    return tuple(
        (first, last, replace(fixed, relative=False) if known else fixed)
        for (first, last, _), fixed in zip(parts, reversed(found), strict=True)
        if fixed is not None
    )


def reshape(said: Said, change: Callable[[Days], Days | None]) -> Said | None:
    """The same time with its days changed, as "the first week of" changes "May"."""
    if isinstance(said, Fixed):
        changed = change(said.days) if said.days else None
        return changed and replace(said, first=changed[0], last=changed[1])
    if isinstance(said, Yearly):
        days = said.days

        def reshaped(year: int) -> Days | None:
            whole = days(year)
            return whole and change(whole)

        return replace(said, days=reshaped, day=None)
    return None


def is_day(said: Said) -> bool:
    """True for a named day, True also where its month or year is left open."""
    if isinstance(said, Fixed):
        return said.first is not None and said.first == said.last
    return not isinstance(said, Yearly) or said.day is not None


_WIDTHS = (
    (1, Precision.DAY),
    (6, Precision.DAYS),
    (7, Precision.WEEK),
    (31, Precision.MONTH),
    (date.max.toordinal(), Precision.YEAR),
)


def precision_of(first: date | None, last: date | None) -> Precision:
    """UCDP's precision for a span: a day, 2–6 days, a week, up to a month, or more."""
    width = (last - first + ONE_DAY).days if first and last else 366
    return next(precision for most, precision in _WIDTHS if width <= most)


def unit_precision(unit: str) -> Precision | None:
    """The width of a unit that is counted, None up to a day ("two years ago" is a year wide)."""
    if unit == "week":
        return Precision.WEEK
    if unit == "fortnight" or unit == "month":
        return Precision.MONTH
    return Precision.YEAR if meanings("unit-in-months").get(unit, 0) > 1 else None


def period_of(fixed: Fixed, as_written: str) -> Period:
    """The settled time as a model value."""
    precision = fixed.precision or precision_of(fixed.first, fixed.last)
    return Period(fixed.first, fixed.last, precision, fixed.vague, fixed.clock, as_written)
