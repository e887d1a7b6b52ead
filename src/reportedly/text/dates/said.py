"""A time as the words say it, before and after it is tied to the calendar.

Words name either fixed days ("3 May 2019", "last week") or something that comes round again:
every year ("3 May", "summer"), every month ("the 4th"), every week ("Tuesday"). `settle` picks the
round that is meant from the published date; `join` does so for the two ends of a range together,
since each end lends the other what it lacks ("from 3 to 5 March", "May to October 2020").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TypeVar

from reportedly.model.period import Period, Precision
from reportedly.text.dates.spans import ONE_DAY, Days, months_days, nth_in, shift, week_days


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


@dataclass(frozen=True, slots=True)
class Yearly:
    """Days that come every year; `days(year)` is None in years without them (29 February)."""

    days: Callable[[int], Days | None]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    vague: bool = False
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Monthly:
    """A day of an unnamed month, with its weekday where that is said ("Tuesday the 13th")."""

    day: int
    weekday: int | None = None
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday, 0 = Monday."""

    weekday: int
    clock: str | None = None


NOWHERE = Fixed(None, None)
"""A day that does not exist, such as 30 February: read, and told as no time."""

Said = Fixed | Yearly | Monthly | Weekly
T = TypeVar("T")


def in_year(said: Yearly, year: int) -> Fixed | None:
    """The round of one year."""
    days = said.days(year)
    return days and Fixed(days[0], days[1], vague=said.vague, clock=said.clock)


def at(said: T | None, index: int) -> tuple[T, int] | None:
    """What a reader gives back: the time and the next token's index, or None for no time."""
    return None if said is None else (said, index)


def settle(said: Said, anchor: date, aim: Aim) -> Fixed | None:
    """The days meant, seen from `anchor`; None where there are none ("30 February")."""
    if isinstance(said, Fixed):
        return said
    if isinstance(said, Weekly):
        day = _weekday(said.weekday, anchor, aim)
        return Fixed(day, day, relative=True, clock=said.clock)
    rounds = _rounds(said, anchor)
    if not rounds:
        return NOWHERE
    days = _nearest(rounds, anchor, aim)
    vague = isinstance(said, Yearly) and said.vague
    return days and Fixed(days[0], days[1], relative=True, vague=vague, clock=said.clock)


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
            return [days for days in rounds if days[0].weekday() == said.weekday] or rounds
        return rounds
    found = []
    for offset in range(-14, 15):
        first = shift(anchor.replace(day=1), offset, "month")
        days = nth_in(months_days(first.year, first.month), said.day, 1, "day")
        if days and (said.weekday is None or days[0].weekday() == said.weekday):
            found.append(days)
    return found


def _nearest(rounds: list[Days], anchor: date, aim: Aim) -> Days | None:
    begun = [days for days in rounds if days[0] <= anchor]
    ahead = [days for days in rounds if days[1] >= anchor]
    if aim is Aim.PAST and begun:
        return begun[-1]
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
    if isinstance(low, Yearly) and isinstance(high, Yearly):
        return _join_yearly(low, high, anchor, aim)
    if isinstance(low, Fixed):
        first: Fixed | None = low
        last = settle(high, low.first or anchor, Aim.FUTURE)
        if isinstance(high, Yearly) and low.first and last and last.first and last.last:
            last = _after(high, low.first)
    elif isinstance(high, Fixed):
        last = high
        first = settle(low, high.last or anchor, Aim.PAST)
    elif isinstance(high, Weekly) and isinstance(low, Weekly):
        first, last = _weekday_pair(low, high, anchor, aim)
    else:
        first = settle(low, anchor, aim)
        last = _after(high, first.first) if first and first.first else None
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


def _join_yearly(low: Yearly, high: Yearly, anchor: date, aim: Aim) -> Fixed | None:
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
        wraps = high.day < low.day
        high = month_day(low.month % 12 + 1 if wraps else low.month, high.day)
    if isinstance(low, Monthly) and isinstance(high, Fixed) and high.first == high.last:
        day = high.first
        days = day and nth_in(months_days(day.year, day.month), low.day, 1, "day")
        if days:
            low = Fixed(*days, relative=isinstance(high, Fixed) and high.relative)
    return low, high


def _after(said: Said, first: date) -> Fixed | None:
    """The first round of `said` that does not end before `first`."""
    if isinstance(said, Yearly):
        for year in range(first.year, min(first.year + 9, 10_000)):
            days = said.days(year)
            if days is not None and days[1] >= first:
                return Fixed(*days, relative=True, vague=said.vague)
        return None
    return settle(said, first, Aim.FUTURE)


def _weekday_pair(
    low: Weekly, high: Weekly, anchor: date, aim: Aim
) -> tuple[Fixed | None, Fixed | None]:
    if aim is Aim.FUTURE:
        first = settle(low, anchor, aim)
        return first, _from(high, first, Aim.FUTURE)
    last = settle(high, anchor, aim)
    return _from(low, last, Aim.PAST), last


def _from(said: Weekly, other: Fixed | None, aim: Aim) -> Fixed | None:
    return settle(said, other.first, aim) if other and other.first else None


def month_day(month: int, day: int, weekday: int | None = None) -> Yearly:
    """A day of every year."""

    def days(year: int) -> Days | None:
        return nth_in(months_days(year, month), day, 1, "day")

    return Yearly(days, month=month, day=day, weekday=weekday)


def reshape(said: Said, change: Callable[[Days], Days | None]) -> Said | None:
    """The same time with its days changed, as "the first week of" changes "May"."""
    if isinstance(said, Fixed):
        if said.first is None or said.last is None:
            return None
        changed = change((said.first, said.last))
        return changed and replace(said, first=changed[0], last=changed[1])
    if isinstance(said, Yearly):
        days = said.days

        def reshaped(year: int) -> Days | None:
            whole = days(year)
            return whole and change(whole)

        return replace(said, days=reshaped, day=None)
    return None


def day_of_week_of(said: Fixed, weekday: int) -> Fixed | None:
    """A weekday of the week in which `said` begins ("Tuesday of next week")."""
    if said.first is None:
        return None
    day = week_days(said.first)[0] + timedelta(days=weekday)
    return Fixed(day, day, relative=said.relative)


def precision_of(first: date | None, last: date | None) -> Precision:
    """UCDP's precision for a span: a day, 2–6 days, a week, up to a month, or more."""
    if first is None or last is None:
        return Precision.YEAR
    width = (last - first + ONE_DAY).days
    if width <= 1:
        return Precision.DAY
    if width <= 6:
        return Precision.DAYS
    if width == 7:
        return Precision.WEEK
    return Precision.MONTH if width <= 31 else Precision.YEAR


def period_of(fixed: Fixed, as_written: str) -> Period:
    """The settled time as a model value."""
    return Period(
        fixed.first,
        fixed.last,
        fixed.precision or precision_of(fixed.first, fixed.last),
        fixed.vague,
        fixed.clock,
        as_written,
    )
