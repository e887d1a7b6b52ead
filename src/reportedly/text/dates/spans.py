"""Spans of days: weeks, months, quarters, seasons, their early and late parts, feasts.

Plain arithmetic on `datetime.date`, both ends included everywhere. Weeks run from Monday to
Sunday and belong to the month or year in which their Thursday lies (ISO 8601). Month arithmetic
and Easter come from python-dateutil. Functions raise `ValueError` or `OverflowError` for days
outside the years 1–9999, as `datetime` does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

Days = tuple[date, date]
"""First and last day, both included."""

ONE_DAY = timedelta(days=1)
THURSDAY = 3
SATURDAY = 5


def year_days(year: int) -> Days:
    """All of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def months_days(year: int, month: int, count: int = 1) -> Days:
    """`count` whole months from the first of `month`."""
    first = date(year, month, 1)
    return first, first + relativedelta(months=count) - ONE_DAY


def decade_days(year: int, count: int = 10) -> Days:
    """The ten (or `count`) years that begin with `year`."""
    return date(year, 1, 1), date(year + count - 1, 12, 31)


def week_days(day: date) -> Days:
    """The week, Monday to Sunday, that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def weekend_days(day: date) -> Days:
    """Saturday and Sunday of the week that holds `day`."""
    saturday = week_days(day)[0] + timedelta(days=SATURDAY)
    return saturday, saturday + ONE_DAY


def season_days(year: int, season: int) -> Days:
    """A northern meteorological season, 0 = spring (March to May); winter begins in December."""
    return months_days(year, 3 + 3 * season, 3)


def unit_days(day: date, unit: str) -> Days:
    """The whole calendar unit that holds `day`; `unit` is one of `words.UNITS`' values."""
    if unit == "week":
        return week_days(day)
    if unit == "working week":
        return week_days(day)[0], week_days(day)[0] + timedelta(days=4)
    if unit == "fortnight":
        return week_days(day)[0], week_days(day)[0] + timedelta(days=13)
    if unit == "weekend":
        return weekend_days(day)
    if unit == "month":
        return months_days(day.year, day.month)
    if unit == "quarter":
        return months_days(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "half":
        return months_days(day.year, 1 if day.month < 7 else 7, 6)
    if unit == "year":
        return year_days(day.year)
    if unit == "decade":
        return decade_days(day.year - day.year % 10)
    if unit == "century":
        return decade_days(day.year - day.year % 100, 100)
    return day, day


def shift(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` units, backwards where negative; the 31st gives way to the 30th."""
    if unit == "business day":
        return _business_shift(day, count)
    if unit == "hour":
        return day + timedelta(days=-(-count // 24) if count >= 0 else count // 24)
    if unit in ("minute", "second"):
        return day
    days = {"day": 1, "week": 7, "working week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return day + timedelta(days=count * days)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    return day + relativedelta(months=count * months[unit])


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
    if width <= 14:
        return _cut(days, part, (2, 1, 3, 3))
    if width <= 31:
        return _cut(days, part, (14, 9, 19, 15))
    if width > 366:
        years = last.year - first.year + 1
        bounds = {"early": (0, years * 4 // 10 - 1), "mid": (years * 4 // 10, years * 7 // 10 - 1)}
        low, high = bounds.get(part, (years * 7 // 10, years - 1))
        return date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months < 6:
        low, high = {"early": (0, 0), "mid": (1, months - 2)}.get(part, (months - 1, months - 1))
    else:
        low, high = {
            "early": (0, months // (3 if thirds else 2) - 1),
            "mid": (months // 3, months * 2 // 3 - 1),
        }.get(part, (months * 2 // 3 if thirds else months // 2, months - 1))
    start = first.replace(day=1) + relativedelta(months=low)
    return start, start + relativedelta(months=high - low + 1) - ONE_DAY


def half_of(days: Days, part: str) -> Days:
    """The first ("early") or second half of a span, by months where it is a year."""
    first, last = days
    if (last - first).days >= 31:
        return part_days(days, part)
    middle = first + (last - first) // 2
    return (first, middle) if part == "early" else (middle + ONE_DAY, last)


def _cut(days: Days, part: str, offsets: tuple[int, int, int, int]) -> Days:
    """Parts by day offsets: last of early, first and last of mid, first of late."""
    first, last = days
    early, mid_first, mid_last, late = (timedelta(days=offset) for offset in offsets)
    if part == "early":
        return first, first + early
    if part == "mid":
        return first + mid_first, first + mid_last
    return first + late, last


def nth_in(days: Days, ordinal: int, count: int, unit: str | int) -> Days | None:
    """The `ordinal`-th run of `count` units inside `days`, from the end where negative.

    `unit` is a unit's name or, for a weekday, its number from Monday = 0. None where the span has
    no such unit ("the fifth Monday of February").
    """
    starts = _starts(days, unit)
    if starts is None:
        return None
    first, step = starts
    if ordinal < 0:
        total = _count_until(first, days[1], step)
        ordinal = total - count + 1
    if ordinal < 1 or ordinal > 10_000:
        return None
    start, end = step(first, ordinal - 1), step(first, ordinal - 1 + count)
    if isinstance(unit, int):
        return (start, start) if start <= days[1] else None
    if unit == "weekend":
        return start, step(first, ordinal + count - 2) + ONE_DAY
    inside = start + timedelta(days=THURSDAY) if unit == "week" else start
    return (start, end - ONE_DAY) if inside <= days[1] else None


def _starts(days: Days, unit: str | int) -> tuple[date, Callable[[date, int], date]] | None:
    """First day of the first such unit in `days`, and the step from one to the next."""
    first = days[0]
    if isinstance(unit, int):
        return first + timedelta(days=(unit - first.weekday()) % 7), _weeks_on
    if unit == "weekend":
        return first + timedelta(days=(SATURDAY - first.weekday()) % 7), _weeks_on
    if unit == "week":
        thursday = first + timedelta(days=(THURSDAY - first.weekday()) % 7)
        return thursday - timedelta(days=THURSDAY), _weeks_on
    if unit in ("day", "month", "quarter", "half", "year", "decade"):
        name = unit
        return first, lambda day, n: shift(day, n, name)
    return None


def _weeks_on(day: date, count: int) -> date:
    return day + timedelta(weeks=count)


def _count_until(first: date, last: date, step: Callable[[date, int], date]) -> int:
    """How many units that start at `first`, `step(first, 1)`, … start no later than `last`."""
    width = (step(first, 1) - first).days
    if width == 7 and first.weekday() == 0:
        # A week counts by its Thursday.
        return ((last - first).days - THURSDAY) // 7 + 1
    total = 0
    if width == 1:
        return (last - first).days + 1
    while total < 1000 and step(first, total) <= last:
        total += 1
    return total


def _fixed(month: int, day: int) -> Callable[[int], Days | None]:
    return lambda year: (date(year, month, day),) * 2


def _from_easter(offset: int) -> Callable[[int], Days | None]:
    return lambda year: (easter(year) + timedelta(days=offset),) * 2


def _nth_weekday(
    month: int, weekday: int, ordinal: int, offset: int = 0
) -> Callable[[int], Days | None]:
    def days(year: int) -> Days | None:
        found = nth_in(months_days(year, month), ordinal, 1, weekday)
        return found and (found[0] + timedelta(days=offset),) * 2

    return days


FEASTS: dict[str, Callable[[int], Days | None]] = {
    "new year": _fixed(1, 1),
    "new years": _fixed(1, 1),
    "new year day": _fixed(1, 1),
    "new years day": _fixed(1, 1),
    "new year eve": _fixed(12, 31),
    "new years eve": _fixed(12, 31),
    "st george day": _fixed(4, 23),
    "girls day": _fixed(3, 7),
    "womens day": _fixed(3, 8),
    "women day": _fixed(3, 8),
    "workers day": _fixed(5, 1),
    "youth day": _fixed(5, 4),
    "childrens day": _fixed(6, 1),
    "children day": _fixed(6, 1),
    "teacher day": _fixed(9, 10),
    "teachers day": _fixed(9, 10),
    "singles day": _fixed(11, 11),
    "single day": _fixed(11, 11),
    "clean monday": _from_easter(-48),
    "easter saturday": _from_easter(-1),
    "trinity sunday": _from_easter(56),
    "corpus christi": _from_easter(60),
    "epiphany": _fixed(1, 6),
    "orthodox christmas": _fixed(1, 7),
    "martin luther king day": _nth_weekday(1, 0, 3),
    "martin luther king jr day": _nth_weekday(1, 0, 3),
    "inauguration day": _fixed(1, 20),
    "mlk day": _nth_weekday(1, 0, 3),
    "groundhog day": _fixed(2, 2),
    "valentine": _fixed(2, 14),
    "valentines": _fixed(2, 14),
    "valentine day": _fixed(2, 14),
    "valentines day": _fixed(2, 14),
    "presidents day": _nth_weekday(2, 0, 3),
    "president day": _nth_weekday(2, 0, 3),
    "international women day": _fixed(3, 8),
    "international womens day": _fixed(3, 8),
    "st patrick day": _fixed(3, 17),
    "saint patrick day": _fixed(3, 17),
    "nowruz": _fixed(3, 21),
    "april fools": _fixed(4, 1),
    "april fools day": _fixed(4, 1),
    "april fool day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "labour day": _fixed(5, 1),
    "international workers day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "victory day": _fixed(5, 9),
    "mother day": _nth_weekday(5, 6, 2),
    "mothers day": _nth_weekday(5, 6, 2),
    "memorial day": _nth_weekday(5, 0, -1),
    "d day": _fixed(6, 6),
    "father day": _nth_weekday(6, 6, 3),
    "fathers day": _nth_weekday(6, 6, 3),
    "juneteenth": _fixed(6, 19),
    "freedom day": _fixed(6, 19),
    "jubilee day": _fixed(6, 19),
    "independence day": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _nth_weekday(9, 0, 1),
    "columbus day": _nth_weekday(10, 0, 2),
    "indigenous peoples day": _nth_weekday(10, 0, 2),
    "halloween": _fixed(10, 31),
    "all saints day": _fixed(11, 1),
    "all souls day": _fixed(11, 2),
    "guy fawkes day": _fixed(11, 5),
    "guy fawkes night": _fixed(11, 5),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "veteran day": _fixed(11, 11),
    "thanksgiving": _nth_weekday(11, 3, 4),
    "thanksgiving day": _nth_weekday(11, 3, 4),
    "black friday": _nth_weekday(11, 3, 4, 1),
    "cyber monday": _nth_weekday(11, 3, 4, 4),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "xmas": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "mardi gras": _from_easter(-47),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "ascension day": _from_easter(39),
    "pentecost": _from_easter(49),
    "whit sunday": _from_easter(49),
    "whit monday": _from_easter(50),
}
"""Days of the year that news calls by name, keyed in lower case without apostrophes.

Country-bound ones follow their commonest reading in English-language news ("Independence Day" and
"Labor Day" are those of the United States, "Labour Day" is the first of May).
"""
