"""Times that stand on the calendar by themselves: dates, months, quarters, seasons, feasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.text.dates.said import (
    NOWHERE,
    Aim,
    Fixed,
    Monthly,
    Said,
    Weekly,
    Yearly,
    at,
    in_year,
    month_day,
)
from reportedly.text.dates.scan import (
    Tokens,
    digits,
    read_day_number,
    read_month,
    read_ordinal,
    read_short_year,
    read_year,
    skip_possessive,
    skip_word,
)
from reportedly.text.dates.spans import (
    FEASTS,
    decade_days,
    months_days,
    nth_in,
    season_days,
    shift,
    year_days,
)
from reportedly.text.dates.words import (
    CARDINALS,
    CUES,
    DECADES,
    LAST,
    MONTHS,
    NEXT,
    NOT_YEARS,
    SEASONS,
    SHORT_WEEKDAYS,
    SHY_MONTHS,
    WEEKDAYS,
)

Found = tuple[Said, int]
"""What was read, and the index of the first token after it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One text being read: its tokens, and what its times are read against.

    Attributes:
        tokens: the text, cut.
        anchor: the published day.
        day_first: True when 3/4 is the third of April.
        aim: which round of a recurring time is meant; None leaves it to the context.
    """

    tokens: Tokens
    anchor: date
    day_first: bool = False
    aim: Aim | None = None


_STRICT_CUES = frozenset("in of since last next early mid late until till during".split())
_LOOSE_CUES = _STRICT_CUES | frozenset(
    "this between from by before after through throughout end beginning start".split()
)


def read_calendar(page: Page, index: int) -> Found | None:
    """Any time of this module that begins at `index`."""
    tokens = page.tokens
    word = tokens.words[index]
    if word in WEEKDAYS:
        return _read_weekday_date(page, index)
    if word[:1].isdigit():
        cued = tokens.before(index) in _NUMERIC_CUES
        found = read_numeric(page, index, cued)
        found = found or _read_day_month(page, index)
        found = found or _read_quarter(page, index) or _read_digit_year(page, index)
        return found or _read_century(page, index)
    if word in MONTHS:
        return read_numeric(page, index) or _read_month_date(page, index)
    return (
        _read_feast(page, index)
        or _read_quarter(page, index)
        or _read_day_month(page, index)
        or _read_season(page, index)
        or _read_decade(page, index)
        or _read_worded_year(page, index)
        or _read_century(page, index)
    )


_NUMERIC_CUES = frozenset("on by from since until till before after between dated".split())


# Dates in figures --------------------------------------------------------------------------------


def read_numeric(page: Page, index: int, cued: bool = False) -> Found | None:
    """Read "2019-02-11", "2/11/2019", "11.2.2019", "22/04", "3-Jan-2019", "2015-3", "Dec/2018".

    `cued` says that the words before already make it a date, which "3/4" and "7-6" need.
    """
    tokens = page.tokens
    words = tokens.words
    sign = words[index + 1]
    compact = tokens.words[index]
    if len(compact) == 8 and compact[:2] in ("19", "20") and digits(compact, 8) is not None:
        alone = not tokens.touch(index) and not (tokens.touch(index + 1) and sign != ".")
        numbers = int(compact[:4]), int(compact[4:6]), int(compact[6:])
        return _day(*numbers, index + 1) if alone else None
    spaced = _read_spaced_iso(tokens, index)
    if spaced is not None:
        return spaced
    if (loose := _read_loose_month(tokens, index)) is not None:
        return loose
    if sign not in ("-", "/", ".") or not (tokens.touch(index + 1) and tokens.touch(index + 2)):
        return None
    if _is_inside(tokens, index) and not (cued and tokens.before(index) == "-"):
        return None
    three = words[index + 3] == sign and tokens.touch(index + 3) and tokens.touch(index + 4)
    if three:
        parts = (words[index], words[index + 2], words[index + 4])
        if _continues(tokens, index + 5):
            return None
        return _numeric_three(page, parts, sign, index + 5)
    dotted = sign == "." and not (tokens.before(index) == "on" and is_closed(tokens, index + 3))
    if dotted or _continues(tokens, index + 3):
        return None
    return _numeric_two(page, index, sign, cued)


def _is_inside(tokens: Tokens, index: int) -> bool:
    """True in the middle of a longer figure or a price; a free-standing dash is neither."""
    if not tokens.touch(index):
        return False
    before = tokens.before(index)
    return before in _INSIDE and (before != "-" or tokens.touch(index - 1))


_INSIDE = frozenset("- / . , : _ $ £ €".split())


def _continues(tokens: Tokens, index: int) -> bool:
    """True when the figures run on past what was read ("1/2/3/4", "2019-02-11-7")."""
    return (
        tokens.words[index] in ("-", "/", ".", ",", ":", "%")
        and tokens.touch(index)
        and tokens.touch(index + 1)
        and tokens.words[index + 1][:1].isdigit()
        and tokens.words[index] != "-"
    )


def _read_loose_month(tokens: Tokens, index: int) -> Found | None:
    """Read "2016 - 11", "11 / 2016": a year and month with spaces, closing the clause."""
    low, sign, high = tokens.words[index : index + 3]
    if sign not in ("-", "/", ".") or {len(low), len(high)} not in ({2, 4}, {1, 4}):
        return None
    touching = tokens.touch(index + 1) and tokens.touch(index + 2)
    if touching or not is_closed(tokens, index + 3):
        return None
    year, month = (low, high) if len(low) == 4 else (high, low)
    number, named = digits(year, 4), digits(month, 2)
    if number is None or named is None or not 1 <= named <= 12 or not 1000 <= number <= 2999:
        return None
    return _month(number, named, index + 3)


def _read_spaced_iso(tokens: Tokens, index: int) -> Found | None:
    year, month, day = tokens.words[index : index + 3]
    if len(year) == 4 and len(month) == 2 and len(day) == 2:
        numbers = digits(year, 4), digits(month, 2), digits(day, 2)
        if None not in numbers:
            return _day(numbers[0], numbers[1], numbers[2], index + 3)
    return None


def _numeric_three(page: Page, parts: tuple[str, str, str], sign: str, after: int) -> Found | None:
    """Year, month and day in whatever order they can stand."""
    month = next((MONTHS[part] for part in parts if part in MONTHS), None)
    if month is not None:
        rest = [part for part in parts if part not in MONTHS]
        if len(rest) != 2:
            return None
        if len(rest[0]) == 4:
            rest.reverse()
        day = digits(_bare(rest[0]), 2)
        return _day(_full_year(rest[1]), month, day, after)
    if len(parts[0]) == 4:
        second, third = digits(parts[1], 2), digits(parts[2], 2)
        return _day(digits(parts[0], 4), second, third, after) or _day(
            digits(parts[0], 4), third, second, after
        )
    year = _full_year(parts[2])
    if sign == "." and len(parts[2]) != 4:
        return None
    day_first = page.day_first or sign == "."
    first, second = digits(parts[0], 2), digits(parts[1], 2)
    month_first = (second, first) if day_first else (first, second)
    return _day(year, *month_first, after) or _day(year, month_first[1], month_first[0], after)


def _numeric_two(page: Page, index: int, sign: str, cued: bool) -> Found | None:
    """Month and year, or month and day without a year."""
    words = page.tokens.words
    low, high = words[index], words[index + 2]
    after = index + 3
    if low in MONTHS or high in MONTHS:
        name, other = (low, high) if low in MONTHS else (high, low)
        year, day = digits(other, 4), digits(_bare(other), 2)
        if year is not None and len(other) == 4:
            return _month(year, MONTHS[name], after)
        return (month_day(MONTHS[name], day), after) if day and day <= 31 else None
    first, second = digits(low, 4), digits(high, 4)
    if first is None or second is None:
        return None
    if len(low) == 4:
        if 1 <= second <= 12 and len(high) <= 2 and 1000 <= first <= 2999:
            return _month(first, second, after)
        return None
    if len(high) == 4:
        return _month(second, first, after) if 1 <= first <= 12 else None
    sure = sign == "/" and (len(low) == len(high) == 2 or _one_is_day(first, second))
    if not (cued or (sure and _fraction_free(page.tokens, index))) or max(len(low), len(high)) > 2:
        return None
    if (first, second) == (9, 11) and sign == "/" and page.tokens.before(index) != "on":
        return Fixed(date(2001, 9, 11), date(2001, 9, 11)), after
    month, day = (second, first) if page.day_first else (first, second)
    if not 1 <= month <= 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return read_with_year(page, month_day(month, day), after)


def _one_is_day(first: int, second: int) -> bool:
    """True where one of two figures can only be the day and the other the month."""
    low, high = sorted((first, second))
    return 1 <= low <= 12 < high <= 31 and (first, second) != (24, 7)


def _fraction_free(tokens: Tokens, index: int) -> bool:
    """False where two figures with a stroke are a rate or a share: "24/7", "10/12 of"."""
    return tokens.words[index + 3] not in ("of", "-", "in", "inch", "inches", '"', "”", "″", "%")


def _bare(word: str) -> str:
    return word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word


def _full_year(word: str) -> int | None:
    number = digits(word, 4)
    if number is None or len(word) not in (2, 4):
        return None
    return number if len(word) == 4 else number + (2000 if number < 50 else 1900)


def _day(year: int | None, month: int | None, day: int | None, after: int) -> Found | None:
    if year is None or month is None or day is None or not 1 <= month <= 12:
        return None
    try:
        known = date(year, month, day)
    except ValueError:
        return None
    return Fixed(known, known), after


def _month(year: int, month: int, after: int) -> Found:
    return Fixed(*months_days(year, month)), after


# Dates with a month's name -----------------------------------------------------------------------


def _read_month_date(page: Page, index: int) -> Found | None:
    """Read "March 3", "Jan. 3, 2019", "March 2019", "May of last year", "July"."""
    tokens = page.tokens
    month = read_month(tokens, index)
    if month is None:
        return None
    after = skip_word(tokens, month[1], "the") if tokens.words[month[1]] == "the" else month[1]
    day = read_day_number(tokens, after)
    if day is not None and not _is_amount(tokens, day[1]):
        return read_with_year(page, month_day(month[0], day[0]), day[1])
    whole = _monthly(month[0])
    dated = read_with_year(page, whole, month[1])
    if dated[1] != month[1]:
        return dated
    return dated if _stands_alone(tokens, index) else None


def _monthly(month: int) -> Yearly:
    return Yearly(lambda year: months_days(year, month), month=month)


def _is_amount(tokens: Tokens, after: int) -> bool:
    """True when the figure just read goes on: "May 3,000 people", "March 3.5", "June 15:50"."""
    return (
        tokens.words[after] in (",", ".", ":", "%")
        and tokens.touch(after)
        and tokens.touch(after + 1)
        and tokens.words[after + 1][:1].isdigit()
    ) or tokens.words[after] in ("%", "percent", "people", "civilians")


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether a month's name without day or year means the month."""
    word, before = tokens.words[index], tokens.before(index)
    if before == "-" and index > 1:
        before = tokens.words[index - 2]
    after = read_month(tokens, index)
    following = after[1] if after else index + 1
    possessive = tokens.words[following] in ("'", "’")
    if not tokens.is_capital(index):
        return before in _STRICT_CUES
    if word in SHY_MONTHS:
        return before in _LOOSE_CUES and not possessive
    name_like = tokens.is_capital(following) and tokens.words[following] not in CUES
    return before in CUES or not name_like


def _read_day_month(page: Page, index: int) -> Found | None:
    """Read "3 March", "the 3rd of March 2019", "twenty third day of September"."""
    tokens = page.tokens
    day = read_day_number(tokens, index)
    if day is None or tokens.before(index) in ("$", "£", "€"):
        return None
    dotted = tokens.words[day[1]] == "." and tokens.touch(day[1]) and not tokens.touch(day[1] + 1)
    after = day[1] + 1 if dotted else skip_word(tokens, day[1], "day")
    of = skip_word(tokens, after, "of")
    if after != day[1] and of == after and not dotted:
        return None
    month = read_month(tokens, of)
    if month is None or (dotted and not tokens.words[index].isdigit()):
        ordinal = tokens.words[day[1] - 1][-2:] in ("st", "nd", "rd", "th")
        return read_day_of_month(page, day[0], of) if of != day[1] or ordinal else None
    return read_with_year(page, month_day(month[0], day[0]), month[1])


def read_day_of_month(page: Page, day: int, index: int) -> Found | None:
    """Read "next month" after "the 20th of"."""
    step = _deictic_step(page.tokens.words[index])
    if step is None or page.tokens.words[index + 1] != "month":
        return None
    first = shift(page.anchor.replace(day=1), step, "month")
    days = nth_in(months_days(first.year, first.month), day, 1, "day")
    return (Fixed(*days, relative=True) if days else NOWHERE), index + 2


def _deictic_step(word: str) -> int | None:
    """-1, 0 or 1 for last, this or next."""
    if word in LAST:
        return -1
    if word in NEXT:
        return 1
    return 0 if word in ("this", "current") else None


def read_month_day_bare(page: Page, index: int) -> Found | None:
    """Read "the 4th", "4th", "the twenty-sixth day of the month": a day of an unnamed month."""
    tokens = page.tokens
    start = skip_word(tokens, index, "the")
    day = read_ordinal(tokens, start) if start == index else read_day_number(tokens, start)
    if day is None or day[0] > 31:
        return None
    after = day[1]
    if tokens.words[after : after + 4] == ("day", "of", "the", "month"):
        after += 4
    elif tokens.words[after : after + 3] == ("of", "the", "month"):
        after += 3
    return Monthly(day[0]), after


def read_with_year(page: Page, said: Yearly, index: int) -> Found:
    """Tie a day or month to the year that may follow it."""
    tokens = page.tokens
    words = tokens.words
    for skipped in ((",",), ("of", "in"), ()):
        after = skip_word(tokens, index, *skipped)
        if skipped and after == index:
            continue
        if words[after : after + 2] == ("the", "year"):
            after += 2
        year = read_year(tokens, after)
        if year is not None and not _is_amount(tokens, year[1]):
            return in_year(said, year[0]) or NOWHERE, year[1]
        short = _read_closing_year(tokens, after) if said.day is not None else None
        if short is not None:
            return in_year(said, short[0]) or NOWHERE, short[1]
        relative = _read_relative_year(page, after)
        if relative is not None:
            fixed = in_year(said, relative[0])
            return (fixed and _relative(fixed)) or NOWHERE, relative[1]
    return said, index


def _read_closing_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Read the 16 of "5 Dec 16." as a year, where it closes the clause."""
    short = read_short_year(tokens, index) if len(tokens.words[index]) == 2 else None
    spaced = tokens.before(index) != "," or tokens.touch(index)
    return short if short is not None and spaced and is_closed(tokens, short[1]) else None


def is_closed(tokens: Tokens, index: int) -> bool:
    """True where nothing, or a stop that does not go on in figures, follows."""
    return tokens.words[index] in ("", ".", ",", ";", "?", "!", ")") and not tokens.touch(index + 1)


def _relative(fixed: Fixed) -> Fixed:
    return Fixed(fixed.first, fixed.last, relative=True, vague=fixed.vague)


def _read_relative_year(page: Page, index: int) -> tuple[int, int] | None:
    """Read "last year", "this year", "of next year"."""
    words = page.tokens.words
    if words[index + 1] != "year":
        return None
    if words[index] == "the" and words[index + 2] != "of" and not words[index + 2].isdigit():
        return page.anchor.year, index + 2
    step = _deictic_step(words[index])
    return None if step is None else (page.anchor.year + step, index + 2)


def read_yearly(page: Page, index: int) -> Found | None:
    """A month, date, season or feast where "last", "this" or "next" stands before it."""
    tokens = page.tokens
    word = tokens.words[index]
    if word in MONTHS:
        found = _read_month_date(page, index)
        month = read_month(tokens, index)
        return found or (month and (_monthly(month[0]), month[1]))
    if word in SEASONS:
        season = SEASONS[word]
        return Yearly(lambda year: season_days(year, season), vague=True), index + 1
    return _read_feast(page, index) or _read_day_month(page, index)


# Weekdays ----------------------------------------------------------------------------------------


def _read_weekday_date(page: Page, index: int) -> Found | None:
    """Read "Tuesday", "Tues., 3 March", "Tuesday the eleventh", "Friday 5/12"."""
    tokens = page.tokens
    words = tokens.words
    weekday = WEEKDAYS[words[index]]
    after = index + 1
    short = words[index] in SHORT_WEEKDAYS
    if short and words[after] == "." and tokens.touch(after):
        after += 1
    for skip in (0, 1, 2):
        if skip and words[after + skip - 1] not in (",", "-", "(", "the", "on"):
            break
        found = _read_day_after_weekday(page, after + skip, weekday)
        if found is not None:
            said, end = found
            closed = "(" in words[after : after + skip] and words[end] == ")"
            return said, end + 1 if closed else end
    if short and not (tokens.is_capital(index) or tokens.before(index) in _WEEKDAY_CUES):
        return None
    if words[index] in ("sun", "sat", "mon", "wed") and tokens.before(index) not in _WEEKDAY_CUES:
        return None
    return Weekly(weekday), after


_WEEKDAY_CUES = frozenset(
    "on last next this week by until till since from to and or early late through before after "
    ", -".split()
)


def _read_day_after_weekday(page: Page, index: int, weekday: int) -> Found | None:
    found = read_numeric(page, index, cued=True)
    if found is None and page.tokens.words[index] in MONTHS:
        found = _read_month_date(page, index)
    found = found or _read_day_month(page, index)
    if found is None:
        ordinal = read_ordinal(page.tokens, index)
        number = digits(page.tokens.words[index], 2)
        if number and is_closed(page.tokens, index + 1) and page.tokens.before(index) in WEEKDAYS:
            ordinal = number, index + 1
        if ordinal is None or ordinal[0] > 31 or page.tokens.words[ordinal[1]] in ("time", "of"):
            return None
        return Monthly(ordinal[0], weekday), ordinal[1]
    said, after = found
    if isinstance(said, Yearly):
        if said.day is None or said.month is None:
            return None
        return month_day(said.month, said.day, weekday), after
    return (said, after) if isinstance(said, Fixed) and said.first == said.last else None


# Years, decades, quarters, seasons, feasts -------------------------------------------------------


def _read_digit_year(page: Page, index: int) -> Found | None:
    """Read "2014", "1990s"."""
    tokens = page.tokens
    words = tokens.words
    decade = _read_decade(page, index)
    if decade is not None:
        return decade
    year = digits(words[index], 4)
    if year is None or len(words[index]) != 4:
        return None
    named = _read_feast(page, index + 1)
    if named is not None and isinstance(named[0], Yearly):
        return in_year(named[0], year) or NOWHERE, named[1]
    dated = _read_day_month(page, skip_word(tokens, index + 1, "the", ","))
    if dated is not None and isinstance(dated[0], Yearly):
        return in_year(dated[0], year) or NOWHERE, dated[1]
    month = read_month(tokens, skip_word(tokens, index + 1, ","))
    if month is not None and 1000 <= year <= 2999:
        return _read_after_year(tokens, year, *month, bare=words[index + 1] != ",")
    if words[index + 1 : index + 3] == ("-", "w") and tokens.touch(index + 3):
        week = digits(words[index + 3], 2)
        return (iso_week(year, week, relative=False), index + 4) if week else None
    if not _is_year(tokens, index, year):
        return None
    return Fixed(*year_days(year)), index + 1


_SURE_YEAR_CUES = frozenset({"in", "since", "year"})
_LOOSE_YEAR_CUES = frozenset("to from by than through for as between".split())
_YEAR_CUES = _SURE_YEAR_CUES | frozenset(
    "to from until by before after around circa of between and -".split()
)


def _is_figure_part(tokens: Tokens, index: int) -> bool:
    """True where a dash ties the figures to others that are no year: "555-2019", "2019-22"."""
    before = tokens.words[index - 2] if index > 1 and tokens.before(index) == "-" else ""
    after = tokens.words[index + 2] if tokens.words[index + 1] == "-" else ""
    low = tokens.touch(index) and before.isdigit() and len(before) != 4
    high = tokens.touch(index + 1) and tokens.touch(index + 2) and len(after) != 4
    return low or (high and after.isdigit())


def _is_year(tokens: Tokens, index: int, year: int) -> bool:
    """Whether four figures are a year rather than a count, a price or a clock time."""
    words = tokens.words
    before, after = tokens.before(index), words[index + 1]
    if after in NOT_YEARS or after in ("%", "€"):
        return False
    if tokens.touch(index) and before not in ("(", "[", "-", '"', "'", "“", "‘", "/", "=", "~"):
        return False
    if tokens.touch(index + 1) and after in ("/", ":", "_", "°"):
        return False
    if _is_figure_part(tokens, index):
        return False
    if after in (".", ",") and _is_amount(tokens, index + 1):
        return False
    if before in ("$", "£", "€", "no", "number", "room", "flight", "about", "nearly", "some"):
        return False
    cued = before in CUES or before in MONTHS
    if not 1900 <= year <= 2099:
        if not (1000 <= year <= 2999 and before in _YEAR_CUES):
            return False
        if year < 1400 and before not in _SURE_YEAR_CUES:
            return False
    counted = after.isalpha() and after.endswith("s") and not tokens.is_capital(index + 1)
    return (cued and before not in _LOOSE_YEAR_CUES) or not counted or before == "the"


def _read_after_year(tokens: Tokens, year: int, month: int, index: int, bare: bool) -> Found | None:
    """Read the day after "2018 May", or none; after "2018, May" there must be one."""
    day = read_day_number(tokens, index)
    if day is not None and not _is_amount(tokens, day[1]):
        return _day(year, month, day[0], day[1]) or (NOWHERE, day[1])
    return _month(year, month, index) if bare else (Fixed(*year_days(year)), index - 2)


def iso_week(year: int, number: int, relative: bool) -> Fixed:
    """A week by its number in an ISO 8601 year."""
    monday = date.fromisocalendar(year, number, 1)
    return Fixed(monday, monday + timedelta(days=6), relative=relative)


def _read_worded_year(page: Page, index: int) -> Found | None:
    """Read "the year 2011", "'18", "cy18", "two thousand and fifteen"."""
    tokens = page.tokens
    words = tokens.words
    if words[index : index + 2] == ("month", "of"):
        month = read_month(tokens, index + 2)
        return month and read_with_year(page, _monthly(month[0]), month[1])
    start = skip_word(tokens, index, "the")
    if words[start] == "year":
        start = skip_word(tokens, start + 1, "of")
        year = read_year(tokens, start)
        early = digits(words[start], 3)
        if year is None and early and words[start + 1] not in ("bc", "b") and words[start] != "0":
            year = early, start + 1
        return year and (Fixed(*year_days(year[0])), year[1])
    if words[index] == "cy":
        short = read_short_year(tokens, index + 1)
        return short and (Fixed(*year_days(short[0])), short[1])
    if words[index] in CARDINALS and tokens.before(index) in CUES | {"twenty", "sales"}:
        year = read_year(tokens, index)
        if year is not None and words[year[1]] not in NOT_YEARS and tokens.before(index) != "for":
            return Fixed(*year_days(year[0])), year[1]
    return None


_OWNERS = frozenset("my your his her its our their aged".split())


def _read_decade(page: Page, index: int) -> Found | None:
    """Read "1990s", "the '90s", "the nineties"."""
    tokens = page.tokens
    words = tokens.words
    start = index
    if words[index] in ("'", "’", "‘") and tokens.touch(index + 1):
        start = index + 1
    number = digits(words[start], 4)
    if number is not None and number % 10 == 0:
        after = start + 1
        if words[after] in ("'", "’") and tokens.touch(after):
            after += 1
        if words[after] != "s" or not (tokens.touch(after) or len(words[start]) == 4):
            return None
        if len(words[start]) == 4 and number >= 1000:
            years = 100 if number % 100 == 0 and number < 2000 else 10
            return Fixed(*decade_days(number, years)), after + 1
        cued = start != index or tokens.before(index) in ("the", "early", "mid", "late", "-")
        if not _OWNERS.isdisjoint(tokens.words[max(0, index - 3) : index]):
            return None  # "in her late 20s" is an age
        if len(words[start]) == 2 and cued:
            return Fixed(*decade_days(1900 + number if number >= 30 else 2000 + number)), after + 1
        return None
    spelled = _read_spelled_decade(tokens, index)
    if spelled is not None:
        return Fixed(*decade_days(spelled[0])), spelled[1]
    if words[index] in DECADES and tokens.before(index) not in ("his", "her", "their", "my"):
        return Fixed(*decade_days(1900 + DECADES[words[index]])), index + 1
    return None


def _read_spelled_decade(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Read "nineteen eighties", "twenty-tens", "two thousands", "noughties"."""
    words = tokens.words
    if words[index] == "noughties":
        return 2000, index + 1
    if words[index : index + 2] == ("two", "thousands"):
        return 2000, index + 2
    century = CARDINALS.get(words[index], 0)
    after = skip_word(tokens, index + 1, "-")
    tens = DECADES.get(words[after], 10 if words[after] == "tens" else None)
    if tens is None or not 11 <= century <= 20:
        return None
    return century * 100 + tens, after + 1


def _read_century(page: Page, index: int) -> Found | None:
    """Read "19th century" as the years 1801 to 1900."""
    ordinal = read_ordinal(page.tokens, index)
    if ordinal is None:
        return None
    after = skip_word(page.tokens, ordinal[1], "-")
    if page.tokens.words[after] != "century":
        return None
    return Fixed(*decade_days(100 * (ordinal[0] - 1) + 1, 100)), after + 1


def _read_quarter(page: Page, index: int) -> Found | None:
    """Read "Q3 2023", "2019 q1", "H2 2019", "the third quarter of 2018", "first half of 2018"."""
    tokens = page.tokens
    words = tokens.words
    year = digits(words[index], 4) if len(words[index]) == 4 else None
    if year is not None and 1000 <= year <= 2999:
        letter = skip_word(tokens, index + 1, "-", "/", "the")
        short = _read_short_quarter(tokens, letter) or _read_ordinal_quarter(tokens, letter)
        return short and (in_year(short[0], year) or NOWHERE, short[1])
    short = _read_short_quarter(tokens, index)
    if short is None:
        named = _read_ordinal_quarter(tokens, index)
        if named is None:
            return None
        found = read_with_year(page, *named)
        # "The second half" of what is not said is a football match's.
        return found if found[1] != named[1] or words[named[1] - 1] == "quarter" else None
    signed = skip_word(tokens, short[1], "-", "/")
    if signed != short[1]:
        year_found = read_short_year(tokens, signed)
        if year_found is not None:
            return in_year(short[0], year_found[0]) or NOWHERE, year_found[1]
    return read_with_year(page, short[0], short[1])


def _read_short_quarter(tokens: Tokens, index: int) -> tuple[Yearly, int] | None:
    letter, number = tokens.words[index], digits(tokens.words[index + 1], 1)
    if tokens.words[index + 1] in ("q", "h"):
        letter, number = tokens.words[index + 1], digits(tokens.words[index], 1)
    if letter not in ("q", "h") or number is None or not tokens.touch(index + 1):
        return None
    yearly = _quarter(letter, number)
    return at(yearly, index + 2)


def _read_ordinal_quarter(tokens: Tokens, index: int) -> tuple[Yearly, int] | None:
    """Read "third quarter", "first half"."""
    ordinal = read_ordinal(tokens, index)
    if ordinal is None or tokens.words[ordinal[1]] not in ("quarter", "half"):
        return None
    return at(_quarter(tokens.words[ordinal[1]][0], ordinal[0]), ordinal[1] + 1)


def _quarter(letter: str, number: int) -> Yearly | None:
    months = 3 if letter == "q" else 6
    if not 1 <= number <= 12 // months:
        return None
    return Yearly(lambda year: months_days(year, 1 + months * (number - 1), months))


def _read_season(page: Page, index: int) -> Found | None:
    """Read "summer 2018", "the winter of 2018-19", "in the autumn"."""
    tokens = page.tokens
    season = SEASONS.get(tokens.words[index])
    if season is None:
        return None
    yearly = Yearly(lambda year: season_days(year, season), vague=True)
    found = read_with_year(page, yearly, index + 1)
    if found[1] != index + 1:
        after = found[1]
        if tokens.words[after] in ("-", "/") and tokens.touch(after):
            closing = digits(tokens.words[after + 1], 2)
            if season == 3 and closing is not None and tokens.touch(after + 1):
                return found[0], after + 2
        return found
    before = tokens.before(index)
    if before == "the" and index > 1:
        before = "the " + tokens.words[index - 2]
    cued = before in ("in", "last", "next", "this", "since", "early", "mid", "late", "by", "until")
    over = before in ("the over", "the during", "the since", "the by", "the until", "the in")
    named = tokens.words[index] in ("summer", "winter", "autumn")
    return found if named and (cued or over) else None


def _read_feast(page: Page, index: int) -> Found | None:
    """Read "Christmas Eve", "New Year's Day 2019", "International Workers' Day"."""
    tokens = page.tokens
    words = tokens.words
    if words[index] not in FEAST_STARTS:
        return None
    best: tuple[str, int] | None = None
    name, after = "", index
    for _ in range(4):
        if not words[after].isalpha():
            break
        name = f"{name} {words[after]}".strip()
        after = after + 1
        possessive = skip_possessive(tokens, after)
        if name in FEASTS:
            best = name, after
        after = possessive
        if (words[after], name) in (("-", "d"), (".", "st")):
            after += 1
    if best is not None and words[best[1]] in ("island", "egg", "eggs", "tree", "trees"):
        return None
    if best is None or (
        best[0] in _CAPITAL_FEASTS
        and not (
            tokens.is_capital(index)
            or tokens.before(index) in ("before", "after", "until", "since")
        )
    ):
        return None
    return read_with_year(page, Yearly(FEASTS[best[0]], day=1), best[1])


FEAST_STARTS = frozenset(name.split()[0] for name in FEASTS)
_CAPITAL_FEASTS = frozenset({"new year", "epiphany", "may day", "freedom day"})
