"""What the rules for times that stand on the calendar by themselves make of their words.

Each function is the action of the rules in `times.rules` that name it, whose examples show what it
does: from the page and what the rule's labels hold it makes the time, or None where the rule does
not apply after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from reportedly.text.rules import Match
from reportedly.text.times import reading, spans, timex
from reportedly.text.times.reading import Page, century_of, figure, is_capital, is_word
from reportedly.text.times.spans import ONE_DAY, Days, meanings, members, months_days, years_days
from reportedly.text.times.timex import NOWHERE, Fixed, Monthly, Said, Weekly, Yearly, is_day

InYear = tuple[int, bool]
"""A year, and whether it was counted from the published day."""


# Small parts


def same(m: Match) -> Any:
    """What the rule's first label holds."""
    return next(iter(m.held.values()), True)


def _number(m: Match) -> int:
    return meanings(m.rule.action.split()[1])[same(m)]


def _abbreviated(page: Page, m: Match) -> int | None:
    word = same(m)  # a full stop belongs to an abbreviation only
    whole = word.endswith("day") or (word in members("month") and len(word) > 4)
    return None if whole else _number(m)


# Years


def _year_said(page: Page, m: Match) -> InYear | None:
    # Four digits behind a comma are rather an hour and minute than a year long past.
    hour = page.tokens.low(m.first) == "," and reading.is_hour_minute(page.tokens, m.last - 1)
    return None if hour and m.held["y"] < 1700 else (m.held["y"], False)


def tied(said: Yearly, year: InYear | int | None) -> Said:
    """A yearly time in the year that is said, if one is."""
    if year is None:
        return said
    number, relative = (year, False) if isinstance(year, int) else year
    if not number:
        return NOWHERE  # "in March of that year"
    fixed = timex.in_year(said, number)
    return replace(fixed, relative=True) if relative and fixed is not NOWHERE else fixed


def _year(page: Page, m: Match) -> Fixed | None:
    said = m.held.get("y") or int(m.held["n"])
    if "n" in m.held and len(m.held["n"]) == 2:
        said = century_of(said) if m.rule.name == "year-calendar" else 0
    return Fixed(*years_days(said)) if said else None


def is_year(page: Page, at: int, number: int) -> bool:
    """Whether four digits are a year rather than a count, a name or a clock time."""
    tokens = page.tokens
    before, after = tokens.low(at - 1), tokens.low(at + 1)
    if (
        after in members("counted-noun")
        or before in members("numbered")
        or reading.is_clock(tokens, at)
    ):
        return False
    if reading.goes_on(tokens, at + 1) or _is_tied(page, at) or not _is_cued(page, at, number):
        return False
    counted = reading.is_plural(tokens, at + 1) and after not in members("be-like")
    return not counted or before not in members("loose-year-cue")


def _is_tied(page: Page, at: int) -> bool:
    """True where signs tie the digits to others, or to letters: "555-2019", "2019-22", "2019/"."""
    tokens = page.tokens
    before, after = tokens.low(at - 1), tokens.low(at + 1)
    if tokens.touches(at) and before not in members("year-opening"):
        return True
    if after in members("figure-joint") - members("stop") and tokens.touches(at + 1):
        beyond = tokens.low(at + 2)
        odd = tokens.touches(at + 2) and beyond.isdigit() and len(beyond) != 4
        if after != "-" or odd:
            return True
    low = tokens.low(at - 2)
    return tokens.touches(at) and before == "-" and low.isdigit() and len(low) != 4


def _is_cued(page: Page, at: int, number: int) -> bool:
    """Whether words around four digits say that they are a year."""
    tokens = page.tokens
    before = tokens.low(at - 1)
    if not 1900 <= number <= 2099:
        return before in members("sure-year-cue" if number < 1400 else "wide-year-cue")
    around = {tokens.low(back) for back in range(at - 7, at)}
    if ":" in around and not around.isdisjoint(members("label-of-hours")):
        return not reading.is_hour_minute(tokens, at)
    if before in members("year-cue") or before in members("month"):
        return True
    owned = before == "s" and tokens.low(at - 2) == "'"
    if before in members("determiner") or owned:
        return is_word(tokens, at + 1) and not is_capital(tokens, at + 1)
    if tokens.low(at + 1) in members("to") and figure(tokens, at + 2) is not None:
        return len(tokens.low(at + 2)) == 4
    return _stands_as_year(page, at)


def _stands_as_year(page: Page, at: int) -> bool:
    """Whether four digits without a word for it close or open a clause as years do."""
    tokens, before = page.tokens, page.tokens.low(at - 1)
    if not reading.is_open(tokens, at + 1):
        return before in members("closing-cue") or is_capital(tokens, at - 1)
    opening = not before or before in members("sentence-end")
    return opening and not reading.is_plural(tokens, at + 1)


def _spelled_year(page: Page, m: Match) -> Fixed | None:
    tokens, at = page.tokens, m.first
    before, after = tokens.low(at - 1), tokens.low(m.last)
    cued = before in members("time-cue") and before != "for" and is_word(tokens, at)
    counted = after in members("counted-noun")
    return Fixed(*years_days(m.held["y"])) if cued and not counted else None


# Dates in figures


def _day(year: int, month: int, day: int) -> Fixed | None:
    days = spans.day_days(year, month, day)
    return Fixed(*days) if days else None


def _compact_date(page: Page, m: Match) -> Fixed | None:
    digits, tokens, after = m.held["d"], page.tokens, m.last
    alone = not tokens.touches(m.first) and (not tokens.touches(after) or tokens.low(after) == ".")
    return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if alone else None


def _spaced_date(page: Page, m: Match) -> Fixed | None:
    year, month, day = (m.held[name] for name in "abc")
    return _day(int(year), int(month), int(day)) if len(month) == len(day) == 2 else None


def _three_figures(page: Page, m: Match) -> Fixed | None:
    held, sign = m.held, m.held["s"]
    if page.tokens.low(m.last - 2) != sign:
        return None
    first, second, third = (int(held[name]) for name in "abc")
    if len(held["a"]) == 4:
        return _day(first, second, third) or _day(first, third, second) or NOWHERE
    full = len(held["c"]) == 4
    if len(held["c"]) == 3 or (sign == "." and not full):
        return None
    year = third if full else century_of(third)
    found = [_day(year, second, first), _day(year, first, second)]
    known = [day for day in found if day is not None]
    if len(known) < 2 or first == second:
        return known[0] if known else None
    day_first = sign == "." or _day_first(page)
    return NOWHERE if day_first is None else found[not day_first]


def _two_figures(page: Page, m: Match) -> Said | None:
    low, high, at, tokens = int(m.held["a"]), int(m.held["b"]), m.first, page.tokens
    stroke, before = m.held["s"] == "/", tokens.low(m.first - 1)
    if (low, high) == (9, 11) and stroke and page.day_first is not True:
        return _day(2001, 9, 11)
    joined = tokens.low(m.last) in members("to") and tokens.low(m.last + 2) == "/"
    joined = joined or (before in members("to") and tokens.low(at - 3) == "/")
    joined = joined or before in members("weekday")
    cues = members("numeric-cue") | members("to") | members("back") | members("ahead")
    cued = before in cues or (stroke and joined)
    # One of two figures can only be the day, or both are written as days and months are.
    small, large = sorted((low, high))
    sure = (1 <= small <= 12 < large <= 31 and low != 24) or len(m.held["a"] + m.held["b"]) == 4
    free = stroke and sure and tokens.low(m.last) not in members("share")
    return _of_figures(page, low, high, m.held.get("y")) if cued or free else None


def _of_figures(page: Page, low: int, high: int, year: InYear | None) -> Said | None:
    """A day and month in figures, in the order that is possible or known."""
    orders = [(month, day) for day, month in ((low, high), (high, low)) if 1 <= month <= 12]
    orders = [(month, day) for month, day in orders if 1 <= day <= 31]
    if len(orders) == 2 and low != high:
        day_first = _day_first(page)
        if day_first is None:
            return NOWHERE
        orders = orders[:1] if day_first else orders[1:]
    return tied(timex.month_day(*orders[0]), year) if orders else None


def _two_pointed(page: Page, m: Match) -> Said | None:
    low, high = m.held["a"].split(".")
    on = page.tokens.low(m.first - 1) == "on"
    return _of_figures(page, int(low), int(high), None) if on else None


# Dates with a month's name


def _date_said(page: Page, m: Match) -> Said | None:
    tokens, held, at = page.tokens, m.held, m.first
    priced = tokens.low(at - 1) in members("currency")
    inside = tokens.touches(at) and tokens.low(at - 1) == "."
    # "This one may" is no first of May.
    counts = tokens.low(at) in members("cardinal") or tokens.low(m.last - 1) in members("cardinal")
    months = (n for n in range(at, m.last) if tokens.low(n) in members("month"))
    small = not any(is_capital(tokens, n) for n in months) and held["m"] in (3, 5)
    if priced or inside or (counts and small) or _is_count(page, m):
        return None
    return tied(timex.month_day(held["m"], held["d"]), held.get("y"))


def _is_count(page: Page, m: Match) -> bool:
    """Whether the number behind a month counts what follows: "in May 16 people died"."""
    tokens, after = page.tokens, m.last
    if tokens.low(m.first) not in members("month") or "y" in m.held:
        return False
    before, low = tokens.low(m.first - 1), tokens.low(after)
    spelled = tokens.low(after - 1) in members("cardinal")
    things = spelled and reading.is_plural(tokens, after) and low not in members("be-like")
    loose = before in members("month-only-cue") or (spelled and before != "on")
    number = spelled or figure(tokens, after - 1) is not None
    loose = loose and is_word(tokens, after)
    return loose or things or (number and low in members("counted-noun"))


def _month_of(page: Page, m: Match) -> Said:
    year = m.held.get("y")
    return tied(timex.whole_month(m.held["m"]), int(year) if isinstance(year, str) else year)


def _named_figures(page: Page, m: Match) -> Said | None:
    month, first, second = m.held["m"], m.held["a"], m.held.get("b")
    if second is None:
        if len(first) == 4:
            return Fixed(*months_days(int(first), month))
        return timex.month_day(month, int(first)) if int(first) <= 31 else None
    if len(first) == 4:
        first, second = second, first
    year = int(second) if len(second) == 4 else century_of(int(second))
    return _day(year, month, int(first)) if len(second) in (2, 4) else None


def _date_time_group(page: Page, m: Match) -> Fixed | None:
    group, short = m.held["g"], m.held["y"]
    day = _day(century_of(int(short)), m.held["m"], int(group[:2])) if len(short) == 2 else None
    return day and replace(day, clock=f"{group[2:4]}:{group[4:]}")


def _day_of_month(page: Page, m: Match) -> Fixed:
    first = spans.shift(page.anchor.replace(day=1), m.held["s"], "month")
    day = m.held["p"] if "p" in m.held else m.held["d"].day
    days = spans.day_days(first.year, first.month, day)
    return Fixed(*days, relative=True) if days else NOWHERE


def _month_alone(page: Page, m: Match) -> Said | None:
    tokens, at, after = page.tokens, m.first, m.last
    before, word = tokens.low(at - 1), tokens.low(at)
    if before == "-" and tokens.low(at - 2):
        before = tokens.low(at - 2)
    named = is_capital(tokens, after) and tokens.low(after) not in members("time-cue")
    if not is_capital(tokens, at):
        cued = before in members("month-cue")
    elif word in members("shy-month"):
        cued = before in members("loose-month-cue") and tokens.low(after) != "'"
        cued = cued and not (named and before == "and")
    else:
        cued = before in members("time-cue") or not named
    return timex.whole_month(m.held["m"]) if cued else None


# Weekdays


def _weekday_date(page: Page, m: Match) -> Said | None:
    said: Said = m.held["d"]
    if isinstance(said, Yearly) and said.month and said.day:
        return timex.month_day(said.month, said.day, m.held["w"])
    return said if isinstance(said, Fixed) and (is_day(said) or said is NOWHERE) else None


def _weekday_alone(page: Page, m: Match) -> Said | None:
    tokens, at = page.tokens, m.first
    word, before = tokens.low(at), tokens.low(at - 1)
    if tokens.low(m.last) in members("newspaper") or before in members("before-a-name"):
        return None
    a_day = before in members("article") and not is_word(tokens, m.last)
    if a_day or (before == "the" and is_capital(tokens, m.last)):
        return None  # "on a Sunday", "the Sunday Ledger"
    cued = before in members("weekday-cue")
    shy = word in members("shy-weekday") or not is_capital(tokens, at)
    return Weekly(m.held["w"]) if cued or word.endswith("day") or not shy else None


# Quarters, seasons, feasts, decades, centuries


def _quarter(page: Page, m: Match) -> Yearly | None:
    months, nth = (3 if m.held["l"][0] == "q" else 6), int(m.held["n"])
    if not 1 <= nth <= 12 // months:
        return None
    return Yearly(lambda year: months_days(year, 1 + months * (nth - 1), months))


def _in_its_year(page: Page, m: Match) -> Said | None:
    year = m.held["y"]
    if isinstance(year, str):
        if len(year) not in (2, 4):
            return None
        year = int(year) if len(year) == 4 else century_of(int(year))
    return tied(m.held["q"], year)


def _quarter_alone(page: Page, m: Match) -> Said | None:
    said: Said = m.held["q"]  # "the second half" of what is not said is a football match's
    last, after = page.tokens.low(m.last - 1), page.tokens.low(m.last)
    return None if last == "half" or after in members("after-quarter") else said


def _season(page: Page, m: Match) -> Said:
    number = meanings("season")[m.held["s"]]
    return tied(Yearly(lambda year: spans.season_days(year, number), vague=True), m.held.get("y"))


def _season_alone(page: Page, m: Match) -> Said | None:
    cued = page.tokens.low(m.first - 1) in members("season-cue")
    return _season(page, m) if cued and m.held["s"] not in members("shy-season") else None


def _feast(page: Page, m: Match) -> Said | None:
    name: str = m.held["f"]
    cued = page.tokens.low(m.first - 1) in members("feast-cue") or is_capital(page.tokens, m.first)
    if name in members("shy-feast") and not cued:
        return None
    return tied(Yearly(lambda year: spans.feast_days(name, year), day=1), m.held.get("y"))


def _feast_weekend(page: Page, m: Match) -> Said | None:
    said = _feast(page, m)
    return said and timex.reshape(said, _weekend_at)


def _weekend_at(days: Days) -> Days:
    day = days[0]  # the nearest weekend, with the feast where it adjoins
    if day.weekday() <= 2:
        saturday = day - timedelta(days=day.weekday() + 2)
        return saturday, day if day.weekday() == 0 else saturday + ONE_DAY
    saturday = spans.week_days(day, spans.SATURDAY)[0]
    return min(day, saturday) if day.weekday() == 4 else saturday, saturday + ONE_DAY


def _decade(page: Page, m: Match) -> Fixed | None:
    tokens, digits, number = page.tokens, m.held["n"], int(m.held["n"])
    if number % 10 or len(digits) not in (2, 4):
        return None
    if len(digits) == 4:
        years = 100 if number % 100 == 0 and number < 2000 else 10
        return Fixed(*years_days(number, years)) if number >= 1000 else None
    before = [tokens.low(back) for back in range(m.first - 3, m.first + 1)]
    cued = "'" in (tokens.low(m.last - 2), tokens.low(m.last - 4), before[-1])
    cued = cued or not members("decade-cue").isdisjoint(before[-2:])
    if not cued or not members("owner").isdisjoint(before):  # "in her late 20s" is an age
        return None
    return Fixed(*years_days(number + (1900 if number >= 30 else 2000), 10))


def _spelled_decade(page: Page, m: Match) -> Fixed | None:
    century = meanings("century-number")[m.held["c"]] if "c" in m.held else 20
    tens = meanings("decade")[m.held["d"]] if "d" in m.held else 0
    number = "d" not in m.held and page.tokens.low(m.last - 1) == "thousand"
    return None if century < 11 or number else Fixed(*years_days(century * 100 + tens, 10))


def _decade_word(page: Page, m: Match) -> Fixed | None:
    owned = page.tokens.low(m.first - 1) in members("owner")
    tens = meanings("decade")[m.held["d"]]
    return None if owned or tens == 10 else Fixed(*years_days(1900 + tens, 10))


def week_of_year(year: int, number: int, relative: bool) -> Fixed:
    """A week by its number in an ISO 8601 year."""
    return Fixed(*spans.week_days(date.fromisocalendar(year, number, 1)), relative=relative)


# The order of day and month

_ORDERED = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})|/(\d{1,2}))(?![\d/])"
    r"|\b(?:from|on|to|until)\s+(\d{1,2})-(\d{1,2})(?![\d/-])"
)


def _day_first(page: Page) -> bool | None:
    """Whether the day stands first, as the caller says or all dates of the text that show it."""
    if page.day_first is None and "order" not in page.tokens.memo:
        seen: set[bool] = set()
        for found in _ORDERED.finditer(page.text):
            first, second = (int(part) for part in found.groups() if part)
            low, high = sorted((first, second))
            if 1 <= low <= 12 < high <= 31:
                seen.add(first == high)
        page.tokens.memo["order"] = seen.pop() if len(seen) == 1 else None
    order: bool | None = page.tokens.memo.get("order", page.day_first)
    return order


_NAMED = (
    _abbreviated, _year_said, _year, _spelled_year, _compact_date, _spaced_date, _three_figures,
    _two_figures, _two_pointed, _date_said, _month_of, _named_figures, _date_time_group,
    _day_of_month, _month_alone, _weekday_date, _weekday_alone, _quarter, _in_its_year,
    _quarter_alone, _season, _season_alone, _feast, _feast_weekend, _decade, _spelled_decade,
    _decade_word,
)  # fmt: skip
ACTIONS: dict[str, Callable[[Page, Match], Any]] = {
    **{action.__name__[1:]: action for action in _NAMED},
    "same": lambda page, m: same(m),
    "constant": lambda page, m: int(m.rule.action.split()[1]),
    "number": lambda page, m: _number(m),
    "counted_year": lambda page, m: (page.anchor.year + m.held.get("s", 0), True),
    "year_unknown": lambda page, m: (0, False),
    "short_year": lambda page, m: (
        (century_of(int(m.held["y"])), False) if len(m.held["y"]) == 2 else None
    ),
    "lone_year": lambda page, m: (
        Fixed(*years_days(int(m.held["y"]))) if is_year(page, m.first, int(m.held["y"])) else None
    ),
    "nowhere": lambda page, m: NOWHERE,
    "month_day": lambda page, m: timex.month_day(m.held["m"], m.held["d"]),
    "year_month": lambda page, m: Fixed(*months_days(int(m.held["a"]), int(m.held["b"]))),
    "bare_day": lambda page, m: Monthly(m.held["d"]),
    "weekday_place": lambda page, m: (
        Monthly(int(m.held["p"]), m.held["w"]) if 1 <= int(m.held["p"]) <= 31 else None
    ),
    "century": lambda page, m: Fixed(*years_days(100 * (m.held["p"] - 1) + 1, 100)),
    "iso_week": lambda page, m: week_of_year(int(m.held["y"]), int(m.held["n"]), relative=False),
}
"""What the rules call by these names; those that need no more than a line stand here."""
