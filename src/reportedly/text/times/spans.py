"""Spans of days: weeks, months, quarters, seasons, their early and late parts, feasts.

Plain arithmetic on `datetime.date`, both ends included everywhere. Weeks run from Monday to
Sunday and belong to the month or year in which their Thursday lies (ISO 8601). Easter comes
from python-dateutil. Functions raise `ValueError` or `OverflowError` for days
outside the years 1–9999, as `datetime` does.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from dateutil.easter import easter

from reportedly.text.lexicon import numbers, values, words

members = cache(words)
"""The words of a class, as `lexicon.words`, made once."""

Days = tuple[date, date]
"""First and last day, both included."""

ONE_DAY = timedelta(days=1)
THURSDAY = 3
SATURDAY = 5
_MONTH = 30  # days, where a part of one is said


@cache
def meanings(name: str) -> Mapping[str, int]:
    """The words of a class with their numbers, as `lexicon.numbers`, made once."""
    return numbers(name)


def months_days(year: int, month: int, count: int = 1) -> Days:
    """`count` whole months from the first of `month`."""
    first = date(year, month, 1)
    return first, add_months(first, count) - ONE_DAY


def add_months(day: date, count: int) -> date:
    """The day `count` months on, or the month's last one where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_days(year: int, month: int, day: int) -> Days | None:
    """One day, None where the calendar has none such (30 February)."""
    known = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return (date(year, month, day),) * 2 if known else None


def years_days(year: int, count: int = 1) -> Days:
    """The `count` years that begin with `year`."""
    return date(year, 1, 1), date(year + count - 1, 12, 31)


def week_days(day: date, offset: int = 0, count: int = 7) -> Days:
    """`count` days of the week, Monday to Sunday, that holds `day`, from its `offset`-th on."""
    first = day + timedelta(days=offset - day.weekday())
    return first, first + timedelta(days=count - 1)


def nearest_weekday(day: date, weekday: int, past: bool) -> date:
    """The last such weekday before a day, or the first after it."""
    if past:
        return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def season_days(year: int, season: int) -> Days:
    """A northern meteorological season, 0 = spring (March to May); winter begins in December."""
    return months_days(year, 3 + 3 * season, 3)


_WEEKLY = {"week": (0, 7), "working week": (0, 5), "fortnight": (0, 14), "weekend": (SATURDAY, 2)}


def unit_days(day: date, unit: str) -> Days:
    """The whole calendar unit that holds `day`; `unit` is one of what the class `unit` says."""
    if unit in _WEEKLY:
        return week_days(day, *_WEEKLY[unit])
    months = meanings("unit-in-months").get(unit, 0)
    if months > 12:
        return years_days(day.year - day.year % (months // 12), months // 12)
    if months:
        return months_days(day.year, (day.month - 1) // months * months + 1, months)
    return day, day


def shift(day: date, count: Decimal | int, unit: str) -> date:
    """`day` moved by `count` units, backwards where negative; the 31st gives way to the 30th."""
    if unit == "business day":
        return _business_shift(day, int(count))
    if unit == "hour":
        hours = int(count)
        return day + timedelta(days=-(-hours // 24) if hours >= 0 else hours // 24)
    days = meanings("unit-in-days").get(unit)
    if days is not None:
        return day + timedelta(days=int(count * days))
    months = count * meanings("unit-in-months")[unit]
    rest = int((months - int(months)) * _MONTH)
    return add_months(day, int(months)) + timedelta(days=rest)


def _business_shift(day: date, count: int) -> date:
    step = ONE_DAY if count > 0 else -ONE_DAY
    if abs(count) > 9999:
        raise OverflowError("too many business days")
    for _ in range(abs(count)):
        day += step
        while day.weekday() >= SATURDAY:
            day += step
    return day


def part_days(days: Days, part: str, thirds: bool = False) -> Days:
    """The "early", "mid" or "late" part of a span.

    Early and late are the halves, so that they are never narrower than what a writer means; with
    `thirds`, a year is cut into January to April, May to August, September to December. The
    middle is the third or so around the centre: the 10th to the 20th of a month. A single day
    has no parts.
    """
    first, last = days
    width = (last - first).days + 1
    if width <= 3:
        return days
    if width <= 31:
        early, low, high, late = (2, 1, 3, 3) if width <= 14 else (14, 9, 19, 15)
        begin, end = {"early": (0, early), "mid": (low, high)}.get(part, (late, width - 1))
        return first + timedelta(days=begin), first + timedelta(days=end)
    if width > 366:
        years = last.year - first.year + 1
        low, high = _part(years, part, years * 4 // 10, years * 7 // 10, years * 7 // 10)
        return date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    third = months * 2 // 3
    low, high = _part(months, part, months // 3, third, third)
    if months < 6:
        low, high = _part(months, part, 1, months - 1, months - 1)
    elif not thirds and part != "mid":
        low, high = _part(months, part, months // 2, months // 2, months // 2)
    start = add_months(first.replace(day=1), low)
    return start, add_months(start, high - low + 1) - ONE_DAY


def _part(count: int, part: str, low: int, high: int, late: int) -> tuple[int, int]:
    """First and last of `count` units: up to `low`, from there to before `high`, from `late` on."""
    return {"early": (0, low - 1), "mid": (low, high - 1)}.get(part, (late, count - 1))


def half_of(days: Days, part: str) -> Days:
    """The first ("early") or second half of a span, by months where it is a year."""
    first, last = days
    if (last - first).days >= 31:
        return part_days(days, part)
    middle = first + (last - first) // 2
    return (first, middle) if part == "early" else (middle + ONE_DAY, last)


def nth_in(days: Days, ordinal: int, count: int, unit: str | int) -> Days | None:
    """The `ordinal`-th run of `count` units inside `days`, from the end where negative.

    `unit` is a unit's name or, for a weekday, its number from Monday = 0. None where the span has
    no such unit ("the fifth Monday of February").
    """
    first, step = _starts(days[0], unit)
    if ordinal < 0:
        ordinal = _count_until(first, days[1], unit, step) - count + 1
    if ordinal < 1 or ordinal > 10_000:
        return None
    start, end = step(first, ordinal - 1), step(first, ordinal - 1 + count)
    if isinstance(unit, int):
        return (start, start) if start <= days[1] else None
    if unit == "weekend":
        return start, step(first, ordinal + count - 2) + ONE_DAY
    inside = start + timedelta(days=THURSDAY) if unit == "week" else start
    return (start, end - ONE_DAY) if inside <= days[1] else None


def _starts(first: date, unit: str | int) -> tuple[date, Callable[[date, int], date]]:
    """First day of the first such unit from `first` on, and the step from one to the next."""
    weekday = {"weekend": SATURDAY, "week": THURSDAY}.get(str(unit), unit)
    if isinstance(weekday, int):
        found = first + timedelta(days=(weekday - first.weekday()) % 7)
        back = timedelta(days=THURSDAY if unit == "week" else 0)
        return found - back, lambda day, n: day + timedelta(weeks=n)
    return first, lambda day, n: shift(day, n, weekday)


def _count_until(
    first: date, last: date, unit: str | int, step: Callable[[date, int], date]
) -> int:
    """How many units that start at `first`, `step(first, 1)`, … start no later than `last`."""
    width = (step(first, 1) - first).days
    if width in (1, 7):
        # A week counts by its Thursday.
        return ((last - first).days - (THURSDAY if unit == "week" else 0)) // width + 1
    total = 0
    while total < 1000 and step(first, total) <= last:
        total += 1
    return total


# How the class `feast` writes a day: 12-25, the second Monday of October (10/0/2), a day from
# Easter (easter-2), and some days after (11/3/4+1).
_FEAST = re.compile(r"(?:(\d+)-(\d+)|(\d+)/(\d)/(-?\d)|easter)([+-]\d+)?")


def feast_days(name: str, year: int) -> Days | None:
    """The day of a feast in a year; country-bound ones as most English-language news has them."""
    parts = _FEAST.fullmatch(values("feast")[name])
    assert parts is not None, name
    month, day, nth_month, weekday, nth = (int(part) if part else 0 for part in parts.groups()[:5])
    if month:
        found = date(year, month, day)
    elif nth_month:
        days = nth_in(months_days(year, nth_month), nth, 1, weekday)
        if days is None:
            return None
        found = days[0]
    else:
        found = easter(year)
    return (found + timedelta(days=int(parts[6] or 0)),) * 2
