"""Whole times in running text: ranges, open ends, days with their clock times."""

from __future__ import annotations

from dataclasses import replace

from reportedly.model.period import Precision
from reportedly.text.dates.calendar import (
    Found,
    Page,
    read_day_of_month,
    read_month_day_bare,
    read_numeric,
    read_with_year,
    read_yearly,
)
from reportedly.text.dates.clock import read_clock
from reportedly.text.dates.relative import read_end_of, read_now, read_time
from reportedly.text.dates.said import (
    Aim,
    Fixed,
    Monthly,
    Said,
    Weekly,
    Yearly,
    at,
    join,
    month_day,
    settle,
)
from reportedly.text.dates.scan import (
    digits,
    read_count,
    read_day_number,
    read_month,
    skip_word,
)
from reportedly.text.dates.spans import ONE_DAY, shift, unit_days, year_days
from reportedly.text.dates.words import CUES, MONTHS, UNITS

_TO = frozenset({"to", "until", "till", "through", "thru", "-"})

Settled = tuple[Fixed, int]
"""A time with its days, and the index of the first token after it."""


def read_whole_time(page: Page, index: int, aim: Aim, published: bool) -> Settled | None:
    """The longest time that begins at `index`, with its range, open end or clock.

    `published` says that the anchor is a real one, so that "since March" ends there.
    """
    words = page.tokens.words
    word = words[index]
    if word == "between":
        return _read_between(page, index + 1, aim)
    if word in ("from", "starting", "beginning"):
        found = _read_from(page, index, aim)
        if found is not None or word == "from":
            return found
    bound = _read_bound(page, index, aim, published)
    if bound is not None:
        return bound
    stretch = _read_stretch(page, index, aim) or _read_night(page, index, aim)
    if stretch is not None:
        return stretch
    if words[index : index + 2] == ("so", "far"):
        return _read_so_far(page, index + 2, aim)
    to_date = _read_to_date(page, index)
    if to_date is not None:
        return to_date
    timed = _read_clocked(page, index, aim)
    if timed is not None:
        return timed
    return _read_range(page, index, aim, cued=False) or _read_single(page, index, aim)


def _read_stretch(page: Page, index: int, aim: Aim) -> Settled | None:
    """Read "the year to June", "the 12 months ended 31 March 2018": up to the day named."""
    tokens = page.tokens
    words = tokens.words
    start = skip_word(tokens, index, "the")
    counted = read_count(tokens, start)
    if counted is not None and counted[1]:
        return None
    count, place = (counted[0], counted[2]) if counted is not None else (1, start)
    unit = UNITS.get(words[place])
    if unit not in _STRETCHES or (counted is None and unit not in ("year", "quarter")):
        return None
    link = words[place + 1]
    if link not in ("ended", "ending", "to") or (link == "to" and start == index == place):
        return None
    after = skip_word(tokens, place + 2, "on", "in")
    after = skip_word(tokens, after, "the") if words[after + 1] == "end" else after
    found = read_end_of(page, after, aim) or read_time(page, after, Aim.PAST)
    fixed = settle(found[0], page.anchor, Aim.PAST) if found is not None else None
    if found is None or fixed is None or fixed.last is None or fixed.vague:
        return None
    first = shift(fixed.last + ONE_DAY, -count, unit)
    return Fixed(first, fixed.last, relative=fixed.relative), found[1]


_STRETCHES = frozenset({"year", "quarter", "month", "week"})


def _read_night(page: Page, index: int, aim: Aim) -> Settled | None:
    """Read "10/11 February", the night from the one day to the next."""
    tokens = page.tokens
    day = read_day_number(tokens, index)
    if day is None or tokens.words[day[1]] != "/" or not tokens.touch(day[1]):
        return None
    high = _read_end(page, day[1] + 1, aim, Monthly(day[0]))
    if high is None or not _has_day(high[0]):
        return None
    fixed = join(Monthly(day[0]), high[0], page.anchor, aim)
    if fixed is None or fixed.first is None or fixed.last is None:
        return None
    return (fixed, high[1]) if fixed.last - fixed.first == ONE_DAY else None


def _read_so_far(page: Page, index: int, aim: Aim) -> Settled | None:
    """Read "this year" after "so far": up to the published day."""
    found = _read_single(page, skip_word(page.tokens, index, "in"), aim)
    if found is None or found[0].first is None or found[0].last is None:
        return None
    if not found[0].first <= page.anchor <= found[0].last:
        return None
    return replace(found[0], last=page.anchor), found[1]


def _read_to_date(page: Page, index: int) -> Settled | None:
    """Read "to date", "year to date", "YTD"."""
    words = page.tokens.words
    if words[index : index + 2] == ("to", "date"):
        return Fixed(None, page.anchor, relative=True), index + 2
    unit, after = UNITS.get(words[index]), index + 3
    if words[index + 1 : after] != ("to", "date"):
        unit = {"ytd": "year", "qtd": "quarter", "mtd": "month", "wtd": "week"}.get(words[index])
        after = index + 1
    if unit not in ("week", "month", "quarter", "year"):
        return None
    return Fixed(unit_days(page.anchor, unit)[0], page.anchor, relative=True), after


# Ranges ------------------------------------------------------------------------------------------


def _read_between(page: Page, index: int, aim: Aim) -> Settled | None:
    return _read_range(page, index, aim, cued=True, connectors=_TO | {"and"})


def _read_from(page: Page, index: int, aim: Aim) -> Settled | None:
    """Read "from A to B", "from A onwards", "starting on A"."""
    tokens = page.tokens
    words = tokens.words
    start = index + 1
    if words[index] != "from":
        start = skip_word(tokens, start, "on", "from", "in", "with", "at")
    found = _read_range(page, start, aim, cued=True)
    if found is not None:
        return found
    low = _read_end(page, start, aim, None)
    if low is None:
        return None
    after = skip_word(tokens, low[1], "on") if words[index] == "from" else low[1]
    onward = words[low[1]] in ("onward", "onwards") or after != low[1]
    if words[index] == "from" and not onward:
        return None
    fixed = settle(low[0], page.anchor, aim)
    end = low[1] + 1 if onward else low[1]
    return (_open_after(replace(fixed, last=None)), end) if fixed else None


def _read_range(
    page: Page,
    index: int,
    aim: Aim,
    cued: bool,
    connectors: frozenset[str] = _TO,
) -> Settled | None:
    """Two times with a word or dash between; each may lack what the other has."""
    tokens = page.tokens
    words = tokens.words
    framed = _read_month_frame(page, index, aim)
    if framed is not None:
        return framed
    years = _read_short_years(page, index)
    if years is not None:
        return years
    low = _read_low(page, index, aim, cued, connectors | {"and", "&", "or"})
    if low is None:
        return None
    if words[low[1]] not in connectors:
        return None if cued else _read_pair(page, index, low, aim)
    high = _read_end(page, low[1] + 1, aim, low[0])
    if high is None:
        return None
    single = isinstance(low[0], Monthly) and not cued
    if single and not (isinstance(high[0], Fixed) or (isinstance(high[0], Yearly) and high[0].day)):
        return None
    fixed = join(low[0], high[0], page.anchor, aim)
    return at(fixed, high[1])


def _read_month_frame(page: Page, index: int, aim: Aim) -> Settled | None:
    """Read "May from 4 to 22", "September between the 4th and the 22nd 1995"."""
    tokens = page.tokens
    words = tokens.words
    month = read_month(tokens, index)
    if month is None or words[month[1]] not in ("from", "between"):
        return None
    low = read_day_number(tokens, skip_word(tokens, month[1] + 1, "the"))
    if low is None or words[low[1]] not in _TO | {"and"}:
        return None
    high = read_day_number(tokens, skip_word(tokens, low[1] + 1, "the"))
    if high is None:
        return None
    end = read_with_year(page, month_day(month[0], high[0]), high[1])
    return at(join(Monthly(low[0]), end[0], page.anchor, aim), end[1])


def _read_pair(page: Page, index: int, low: Found, aim: Aim) -> Settled | None:
    """Read the 5 of "5 and 7 May", the March of "March and April 2019": each its own time.

    "May 5 and 6", whose second day could not stand alone, is read as one time of two days.
    """
    if page.tokens.words[low[1]] not in ("and", "&", "or"):
        return None
    said = low[0]
    if not isinstance(said, Monthly | Yearly):
        return None
    high = _read_end(page, low[1] + 1, aim, said)
    if high is None or isinstance(high[0], Monthly | Weekly):
        return None
    named = isinstance(said, Yearly) and said.day is None
    if isinstance(said, Yearly) and said.month is None:
        return None
    if named and not _is_cued(page, index, high[0]):
        return None
    fixed = join(said, high[0], page.anchor, aim)
    if fixed is None or fixed.first is None or fixed.last is None:
        return None
    if isinstance(said, Yearly) and said.day is not None:
        return (fixed, high[1]) if (fixed.last - fixed.first).days == 1 else None
    last = unit_days(fixed.first, "month" if named else "day")[1]
    return replace(fixed, last=last), low[1]


def _is_cued(page: Page, index: int, high: Said) -> bool:
    """Whether a month's name before "and" is a month: after "in", or with a year at the end."""
    return isinstance(high, Fixed) or page.tokens.before(index) in CUES


def _read_low(
    page: Page, index: int, aim: Aim, cued: bool, connectors: frozenset[str]
) -> Found | None:
    """The first end of a range: a time, a bare day number, or a bare month before a connector."""
    tokens = page.tokens
    words = tokens.words
    start = skip_word(tokens, index, "the")
    day = read_day_number(tokens, start)
    whole = _touches_figure(page, start) or read_numeric(page, start) is not None
    if day is not None and words[day[1]] in connectors and not whole:
        high = _read_end(page, day[1] + 1, aim, Monthly(day[0]))
        if high is not None and _has_day(high[0]):
            return Monthly(day[0]), day[1]
    month = read_month(tokens, index)
    if month is not None and words[month[1]] in connectors:
        following = skip_word(tokens, month[1] + 1, "the")
        if cued or words[following] in MONTHS:
            return read_yearly(page, index)
    if cued or _is_numeric_pair(page, index):
        return _read_end(page, index, aim, None)
    return read_time(page, index, aim)


def _is_numeric_pair(page: Page, index: int) -> bool:
    """True at "10/1 to 10/7", where each makes the other a date."""
    words = page.tokens.words
    return words[index + 1] == words[index + 5] == "/" and words[index + 3] in _TO


def _touches_figure(page: Page, index: int) -> bool:
    return page.tokens.touch(index) and page.tokens.before(index) in ("-", "/", ".", ",", ":", "$")


def _has_day(said: Said) -> bool:
    """True for a named day of a named month."""
    if isinstance(said, Yearly):
        return said.day is not None and said.month is not None
    return isinstance(said, Fixed) and said.first == said.last


def _read_end(page: Page, index: int, aim: Aim, low: Said | None) -> Found | None:
    """An end of a range, where the other end already says that a time must follow."""
    tokens = page.tokens
    found = (
        read_numeric(page, index, cued=True)
        or (read_end_of(page, index, aim) if low is not None else None)
        or read_now(page, index)
        or read_time(page, index, aim)
        or read_yearly(page, index)
    )
    if found is not None:
        return found
    if isinstance(low, Yearly) and low.month is not None and low.day is not None:
        day = read_day_number(tokens, skip_word(tokens, index, "the"))
        if day is not None and tokens.words[day[1]] not in ("%", "percent", "people", ":"):
            wraps = day[0] < low.day
            month = low.month % 12 + 1 if wraps else low.month
            return read_with_year(page, month_day(month, day[0]), day[1])
    if isinstance(low, Monthly):
        day = read_day_number(tokens, skip_word(tokens, index, "the"))
        dated = day and read_day_of_month(page, *day)
        if dated:
            return dated
    return read_month_day_bare(page, index)


def _read_short_years(page: Page, index: int) -> Settled | None:
    """Read "2018-19", "2016/2017": two years running."""
    words = page.tokens.words
    year, sign, other = digits(words[index], 4), words[index + 1], words[index + 2]
    touching = page.tokens.touch(index + 1) and page.tokens.touch(index + 2)
    if _touches_figure(page, index):
        return None
    if year is None or len(words[index]) != 4 or sign not in ("-", "/") or not touching:
        return None
    last = digits(other, 4)
    if last is None or words[index + 3] in ("-", "/") or len(other) not in (2, 4):
        return None
    if len(other) == 2:
        # Up to 12 it is a month: 2009-10.
        last = year - year % 100 + last if last > 12 else 0
    if last <= year or (len(other) == 4 and last != year + 1):
        return None
    return Fixed(year_days(year)[0], year_days(last)[1]), index + 3


# Open ends ---------------------------------------------------------------------------------------

_SINCE = (("ever", "since"), ("since",))
_AFTER = (("later", "than"), ("after",))
_BEFORE = (
    ("prior", "to"),
    ("in", "advance", "of"),
    ("sooner", "than"),
    ("earlier", "than"),
    ("before",),
    ("pre", "-"),
)
_FROM_ON = (
    ("as", "early", "as"),
    ("no", "earlier", "than"),
    ("not", "before"),
    ("on", "or", "after"),
    ("in", "or", "after"),
    ("since", "or", "after"),
    ("after", "or", "on"),
    ("after", "or", "in"),
)
_UNTIL = (
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("up", "to"),
    ("up", "until"),
    ("on", "or", "before"),
    ("ending", "on"),
    ("ending", "with"),
    ("in", "or", "before"),
    ("before", "or", "on"),
    ("before", "or", "in"),
    ("until",),
    ("till",),
    ("by",),
    ("through",),
)


def _read_bound(page: Page, index: int, aim: Aim, published: bool) -> Settled | None:
    """Read "since January", "after 3 May", "until the end of June", "by Friday"."""
    for phrases, read in (
        (_FROM_ON, _starts),
        (_SINCE, _since),
        (_UNTIL, _until),
        (_AFTER, _after),
        (_BEFORE, _before),
    ):
        after = _skip_phrase(page, index, phrases)
        if after is None:
            continue
        if page.tokens.before(index) in UNITS and read in (_after, _before):
            return None  # "the days before Easter" are not all days before it
        bound_aim = aim
        if read is _since or (read is _until and aim is Aim.NEAR):
            bound_aim = Aim.PAST if read is _since else Aim.FUTURE
        found = _read_end(page, after, bound_aim, None)
        if found is None or page.tokens.words[found[1]] in ("'", "’"):
            return None
        if read is _until or read is _before:
            ended = read_end_of(page, after, aim)
            read = _until if ended else read
            found = ended or found
        if isinstance(found[0], Monthly) and not _is_sure_day(page, found):
            return None
        fixed = settle(found[0], page.anchor, page.aim or bound_aim)
        if fixed is None:
            return None
        changed = read(fixed, page, published)
        return at(changed, found[1])
    return None


def _is_sure_day(page: Page, found: Found) -> bool:
    """False at "after the first debate": a day of the month stands in figures, and alone."""
    last = page.tokens.words[found[1] - 1]
    weekday = isinstance(found[0], Monthly) and found[0].weekday is not None
    return weekday or (last[:1].isdigit() and not page.tokens.words[found[1]].isalpha())


def _skip_phrase(page: Page, index: int, phrases: tuple[tuple[str, ...], ...]) -> int | None:
    words = page.tokens.words
    for phrase in phrases:
        if words[index : index + len(phrase)] == phrase:
            return index + len(phrase)
    return None


def _open_after(fixed: Fixed) -> Fixed:
    return replace(fixed, precision=Precision.YEAR if fixed.last is None else None, clock=None)


def _since(fixed: Fixed, page: Page, published: bool) -> Fixed | None:
    if fixed.first is None:
        return None
    ended = published and fixed.first <= page.anchor
    return _open_after(replace(fixed, last=page.anchor if ended else None))


def _after(fixed: Fixed, page: Page, published: bool) -> Fixed | None:
    if fixed.last is None:
        return None
    return _open_after(replace(fixed, first=fixed.last + ONE_DAY, last=None))


def _starts(fixed: Fixed, page: Page, published: bool) -> Fixed | None:
    return _open_after(replace(fixed, last=None))


def _before(fixed: Fixed, page: Page, published: bool) -> Fixed | None:
    if fixed.first is None:
        return None
    return replace(fixed, first=None, last=fixed.first - ONE_DAY, precision=None, clock=None)


def _until(fixed: Fixed, page: Page, published: bool) -> Fixed | None:
    return replace(fixed, first=None, precision=None)


# Days and clocks ---------------------------------------------------------------------------------


def _read_single(page: Page, index: int, aim: Aim) -> Settled | None:
    tokens = page.tokens
    words = tokens.words
    found = read_time(page, index, aim)
    if found is None and (words[index] == "the" or _is_bare_day(page, index)):
        found = read_month_day_bare(page, index) or _read_bare_day(page, index)
    if found is None or (isinstance(found[0], Monthly) and not _is_monthly(page, index, found)):
        return None
    fixed = settle(found[0], page.anchor, aim)
    if fixed is None:
        return None
    if fixed.first == fixed.last and fixed.precision is None:
        start = skip_word(tokens, found[1], ",")
        clock = read_clock(tokens, start)
        if clock is not None:
            return replace(fixed, clock=clock[0]), clock[1]
    return _with_open_side(page, fixed, found[1]) or (fixed, found[1])


def _is_bare_day(page: Page, index: int) -> bool:
    """True at the 15 of "back on 15.": after "on", with nothing behind it."""
    tokens = page.tokens
    last = tokens.words[index + 1]
    closed = last in ("", ".", ",", ";", "?", "!", ")") and not tokens.touch(index + 2)
    return closed and tokens.before(index) == "on"


def _read_bare_day(page: Page, index: int) -> Found | None:
    day = digits(page.tokens.words[index], 2)
    return (Monthly(day), index + 1) if day and day <= 31 else None


def _with_open_side(page: Page, fixed: Fixed, index: int) -> Settled | None:
    """Take "or later", "and before", "onwards" into "2012 or later"."""
    words = page.tokens.words
    if words[index] in ("onward", "onwards"):
        return _open_after(replace(fixed, last=None)), index + 1
    if words[index] not in ("or", "and"):
        return None
    following = words[index + 2]
    if following[:1].isalnum() and following not in ("and", "or", "but"):
        return None
    if words[index + 1] in ("later", "after", "onwards", "afterwards"):
        return _open_after(replace(fixed, last=None)), index + 2
    if words[index + 1] in ("earlier", "before"):
        return replace(fixed, first=None, precision=None), index + 2
    return None


_DAY_CUES = frozenset({"on", "at", "in", "for", "until", "till", "by", "since"})


def _is_monthly(page: Page, index: int, found: Found) -> bool:
    """Whether "the 4th" is a day: not where a noun follows ("the 4th battalion", "the first")."""
    tokens = page.tokens
    words = tokens.words
    if isinstance(found[0], Monthly) and found[0].weekday is not None:
        return True
    if words[found[1] - 1] == "month":
        return True
    before, after = tokens.before(index), words[found[1]]
    figure = words[found[1] - 1][:1].isdigit() or words[index] == "the"
    return figure and before in _DAY_CUES and not after.isalpha()


def _read_clocked(page: Page, index: int, aim: Aim) -> Settled | None:
    """A clock time, with the day that follows it or else of the published day."""
    tokens = page.tokens
    clock = read_clock(tokens, index)
    if clock is None:
        return None
    day = skip_word(tokens, skip_word(tokens, clock[1], ","), "on")
    found = read_time(page, day, aim)
    fixed = settle(found[0], page.anchor, aim) if found else None
    if found is not None and fixed is not None and fixed.first == fixed.last:
        return replace(fixed, clock=clock[0]), found[1]
    named = tokens.words[clock[1] - 1] in ("noon", "midday", "midnight")
    if named and tokens.words[index] != "at":
        return None
    return Fixed(page.anchor, page.anchor, relative=True, clock=clock[0]), clock[1]
