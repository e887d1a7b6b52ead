"""Times counted from the published day or from another time.

"Last week", "two days ago", "the first week of May", "early next year".
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.model.period import Precision
from reportedly.text.dates.calendar import (
    FEAST_STARTS,
    Found,
    Page,
    iso_week,
    read_calendar,
    read_month_day_bare,
    read_numeric,
    read_with_year,
    read_yearly,
)
from reportedly.text.dates.said import (
    Aim,
    Fixed,
    Monthly,
    Weekly,
    Yearly,
    at,
    day_of_week_of,
    reshape,
    settle,
)
from reportedly.text.dates.scan import (
    digits,
    read_count,
    read_month,
    read_ordinal,
    skip_possessive,
    skip_word,
)
from reportedly.text.dates.spans import (
    ONE_DAY,
    Days,
    half_of,
    nth_in,
    part_days,
    shift,
    unit_days,
    week_days,
    weekend_days,
)
from reportedly.text.dates.words import (
    DAY_PARTS,
    LAST,
    MONTHS,
    NEXT,
    PARTS,
    RECENT_DAYS,
    SEASONS,
    TODAY_WORDS,
    UNITS,
    WEEKDAYS,
)

_WHOLE_UNITS = frozenset({"week", "month", "year", "quarter", "decade", "century"})

_UNIT_PRECISION = {
    "week": Precision.WEEK,
    "fortnight": Precision.MONTH,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.YEAR,
    "century": Precision.YEAR,
}


def read_time(page: Page, index: int, aim: Aim) -> Found | None:
    """Any single time, without "since", "from … to" and the like around it."""
    found = _read_core(page, index, aim)
    if found is None:
        return None
    found = _with_day_part(page, found)
    weekly = _with_week(page, found) or _with_weekday_range(page, found)
    return weekly or _with_weekend(page, found, aim) or found


def _read_core(page: Page, index: int, aim: Aim) -> Found | None:
    words = page.tokens.words
    word = words[index]
    if word == "the":
        return _read_after_the(page, index, aim)
    if word in PARTS or word in ("earlier", "later"):
        return _read_part(page, index, aim)
    if word in TODAY_WORDS or word in ("overnight", "now"):
        return _read_today(page, index, aim)
    if word in LAST or word in NEXT or word in ("this", "current"):
        found = _read_ordinal_unit(page, index, aim) if word in ("last", "next") else None
        return found or _read_deictic(page, index, aim)
    if word == "recent":
        return _read_recent(page, index, Aim.PAST)
    if word in ("rest", "remainder") and words[index + 1] == "of":
        return _read_rest(page, skip_word(page.tokens, index + 2, "my", "our", "your"), aim)
    if word == "day":
        return _read_day_beside(page, index)
    if word == "weekend" and words[index + 1] == "of":
        found = read_time(page, index + 2, aim) or read_month_day_bare(page, index + 2)
        fixed = settle(found[0], page.anchor, aim) if found else None
        changed = fixed and reshape(fixed, lambda days: weekend_days(days[0]))
        return at(changed, found[1]) if found and changed else None
    if word in ("week", "weekend", "month", "year") or word in WEEKDAYS:
        beyond = _read_beyond(page, index)
        if beyond is not None:
            return beyond
    if word in ("w", "wc", "week"):
        found = _read_week(page, index, aim)
        if found is not None:
            return found
    return (
        _read_ordinal_unit(page, index, aim)
        or _read_offset(page, index, aim)
        or read_calendar(page, index)
    )


def _read_after_the(page: Page, index: int, aim: Aim) -> Found | None:
    words = page.tokens.words
    after = index + 1
    word = words[after]
    if word == "day" and words[after + 1] in ("before", "after"):
        return _read_day_beside(page, after)
    if word == "weekend" and words[after + 1] not in ("of", "after", "before"):
        day = weekend_days(page.anchor)
        if page.anchor < day[0] and aim is not Aim.FUTURE:
            day = day[0] - timedelta(days=7), day[1] - timedelta(days=7)
        return _anchored(day), after + 1
    if word == "week" and words[after + 1] in _WEEK_STARTS:
        return _read_week(page, after, aim)
    if UNITS.get(word) in ("day", "week", "fortnight", "month", "year"):
        if word in ("month", "week", "year") and _read_beyond(page, after):
            return _read_beyond(page, after)
        if _is_current(page, index):
            return _anchored(unit_days(page.anchor, UNITS[word])), after + 1
    plain = word == "the" or (len(word) == 4 and word.isdigit()) or word in MONTHS
    plain = plain or word == "overnight"
    if word in WEEKDAYS:
        found = _read_core(page, after, aim)
        single = found is not None and isinstance(found[0], Weekly)
        plain = single and words[after + 1] not in ("before", "after", "of")
    found = None if plain else _read_core(page, after, aim)
    return found or read_month_day_bare(page, index)


def _read_rest(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "this year" after "the rest of": from the published day on."""
    found = _read_whole(page, index, aim)
    fixed = settle(found[0], page.anchor, aim) if found else None
    if found is None or fixed is None or fixed.first is None or fixed.last is None:
        return None
    if fixed.first <= page.anchor <= fixed.last:
        return replace(fixed, first=page.anchor), found[1]
    return fixed, found[1]


def _read_beyond(page: Page, index: int) -> Found | None:
    """Read "week after next", "year before last"."""
    words = page.tokens.words
    after = index + 3 if words[index + 2] == "the" else index + 2
    step = {("after", "next"): 2, ("before", "last"): -2}.get((words[index + 1], words[after]))
    if step is None:
        return None
    if words[index] in WEEKDAYS:
        near = settle(
            Weekly(WEEKDAYS[words[index]]),
            page.anchor + timedelta(days=1 if step > 0 else -1),
            Aim.FUTURE if step > 0 else Aim.PAST,
        )
        day = near and near.first and near.first + timedelta(weeks=step // 2)
        return (_anchored((day, day)), after + 1) if day else None
    return _anchored(_unit_at(page.anchor, step, UNITS[words[index]])), after + 1


def _is_current(page: Page, index: int) -> bool:
    """Whether "the week" is the published one: "during the week." and no "the week that"."""
    tokens = page.tokens
    last = index + 2
    closed = last >= tokens.count or not tokens.words[last][:1].isalnum()
    touching = tokens.words[last] in ("'", "’", "-") and tokens.touch(last)
    cues = ("for",) if tokens.words[index + 1] == "day" else ("in", "during", "over", "for", "")
    return closed and not touching and tokens.before(index) in cues


# Today and its neighbours ------------------------------------------------------------------------


def _anchored(days: Days, vague: bool = False, precision: Precision | None = None) -> Fixed:
    return Fixed(days[0], days[1], relative=True, vague=vague, precision=precision)


def _read_today(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "today", "yesterday", "overnight", "tonight"."""
    word = page.tokens.words[index]
    if word == "overnight":
        if _names_its_night(page, index + 1):
            return None
        step = ONE_DAY if aim is Aim.FUTURE else -ONE_DAY
        low, high = sorted((page.anchor, page.anchor + step))
        return _anchored((low, high)), index + 1
    if word == "now":
        return None
    day = page.anchor + timedelta(days=TODAY_WORDS[word])
    return _anchored((day, day)), index + 1


def _names_its_night(page: Page, index: int) -> bool:
    """True behind the "overnight" of "overnight on Saturday", which is no night of its own."""
    words = page.tokens.words
    after = skip_word(page.tokens, index, "on", "from", "between")
    told = words[after] in WEEKDAYS or words[after] in MONTHS
    return told or (after > index and words[after][:1].isdigit())


def read_now(page: Page, index: int) -> Found | None:
    """Read "now", "today", "the present day", "date": the open end of a range."""
    words = page.tokens.words
    start = skip_word(page.tokens, index, "the")
    if words[start : start + 2] == ("present", "day"):
        return _anchored((page.anchor, page.anchor)), start + 2
    if words[start] in ("now", "date", "present"):
        return _anchored((page.anchor, page.anchor)), start + 1
    return None


def _read_day_beside(page: Page, index: int) -> Found | None:
    """Read "the day before yesterday", "the day after the 4th of July"."""
    words = page.tokens.words
    if words[index + 1] not in ("before", "after"):
        return None
    step = -1 if words[index + 1] == "before" else 1
    return _shifted(page, index + 2, step, "day")


def _shifted(page: Page, index: int, count: int, unit: str) -> Found | None:
    """The time at `index` moved by some units."""
    aim = Aim.FUTURE if page.tokens.before(index) == "from" else Aim.NEAR
    found = read_time(page, index, aim) or read_now(page, index)
    if found is None:
        return None
    fixed = settle(found[0], page.anchor, aim)
    if fixed is None or fixed.first is None or fixed.last is None or fixed.first != fixed.last:
        return None
    day = shift(fixed.first, count, unit)
    return Fixed(day, day, relative=fixed.relative), found[1]


# Last, this, next --------------------------------------------------------------------------------


def _read_deictic(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "last week", "the past three days", "this morning", "next Friday", "last May"."""
    tokens = page.tokens
    words = tokens.words
    word = words[index]
    step = -1 if word in LAST else 1 if word in NEXT else 0
    after = index + 1
    if step and words[after] == "and" and words[after + 1] == "this":
        return None
    if word == "this" and (words[after] in LAST or words[after] in NEXT):
        return _read_this_past(page, after)
    counted = _read_run(page, index, step)
    if counted is not None:
        return counted
    if words[after] in ("calendar", "fiscal", "financial") and words[after + 1] == "year":
        if words[after] != "calendar":
            return None  # nobody said when it begins
        return _anchored(_unit_at(page.anchor, step, "year")), after + 2
    name = words[after]
    if name in DAY_PARTS and name != "noon":
        day = page.anchor + timedelta(days=step if name == "night" or step > 0 else 0)
        return (_anchored((day, day)), after + 1) if step <= 0 or name == "night" else None
    if name in ("working", "work", "business") and words[after + 1] == "week":
        return _anchored(_unit_at(page.anchor, step, "working week")), after + 2
    unit = UNITS.get(name)
    if unit is not None and name != "second" and not name.endswith("s"):
        return _deictic_unit(page, index, step, unit)
    return _deictic_named(page, after, step)


def _read_this_past(page: Page, index: int) -> Found | None:
    """Read "past Monday", "coming weekend", "past week" after "this"."""
    words = page.tokens.words
    name = words[index + 1]
    if name in WEEKDAYS:
        ahead = words[index] in NEXT
        aim, near = (Aim.FUTURE, ONE_DAY) if ahead else (Aim.PAST, -ONE_DAY)
        day = settle(Weekly(WEEKDAYS[name]), page.anchor + near, aim)
        return at(day, index + 2)
    if words[index] == "past" and UNITS.get(name) in ("week", "month", "year"):
        unit = UNITS[name]
        return _anchored((shift(page.anchor, -1, unit), page.anchor - ONE_DAY)), index + 2
    return _read_deictic(page, index, Aim.NEAR)


def _deictic_unit(page: Page, index: int, step: int, unit: str) -> Found | None:
    words = page.tokens.words
    after = index + 2
    if unit in ("half", "minute", "hour"):
        return None
    if unit == "day":
        day = page.anchor + step * ONE_DAY
        return (_anchored((day, day)), after) if step <= 0 and words[index] != "last" else None
    if unit == "quarter" and words[after] in ("of", "-", "mile"):
        return None
    rolling = words[index] == "past" and page.tokens.before(index) == "the"
    rolling = rolling and unit not in ("quarter", "weekend")
    if rolling:
        return _anchored((shift(page.anchor, -1, unit), page.anchor - ONE_DAY)), after
    if unit == "year":
        quarter = skip_word(page.tokens, skip_possessive(page.tokens, after), "-", ",", "the")
        found = read_calendar(page, quarter) or read_yearly(page, quarter)
        if found is not None and isinstance(found[0], Yearly):
            days = found[0].days(page.anchor.year + step)
            return days and (_anchored(days), found[1])
    return _anchored(_unit_at(page.anchor, step, unit)), after


def _unit_at(anchor: date, step: int, unit: str) -> Days:
    return unit_days(shift(unit_days(anchor, unit)[0], step, unit), unit)


def _read_run(page: Page, index: int, step: int) -> Found | None:
    """Read "the past three days", "the next 4 business days", "the last few weeks", "24 hours"."""
    tokens = page.tokens
    words = tokens.words
    after = index + 1
    if not step:
        return None
    count = None if words[after] in ("a", "an") else read_count(tokens, after)
    plural = UNITS.get(words[after])
    if count is None:
        if plural is None or not words[after].endswith("s") or plural == "second":
            return None
        if words[index] in ("last", "next") and tokens.before(index) != "the":
            return None  # an apostrophe is missing from "last year's"
        return _read_recent(page, index, Aim.PAST if step < 0 else Aim.FUTURE)
    unit_index = skip_word(tokens, count[2], "consecutive", "full", "calendar", "or")
    if words[unit_index] == "so":
        unit_index += 1
    unit = UNITS.get(words[unit_index])
    if words[unit_index] in ("business", "working") and words[unit_index + 1] in ("day", "days"):
        unit, unit_index = "business day", unit_index + 1
    if unit is None:
        return None
    return _run(page, step * count[0], unit, count[1]), unit_index + 1


def _run(page: Page, count: int, unit: str, vague: bool) -> Fixed:
    """`count` whole units up to, or from, the published day, which itself is left out.

    Hours reach into the published day; quarters and decades are those of the calendar.
    """
    anchor = page.anchor
    if unit in ("quarter", "decade", "century") or (unit == "weekend"):
        near = unit_days(anchor, unit)
        if count < 0:
            return _anchored((shift(near[0], count, unit), near[0] - ONE_DAY), vague)
        return _anchored((near[1] + ONE_DAY, shift(near[1], count, unit)), vague)
    if unit in ("hour", "minute", "second"):
        return _anchored(tuple(sorted((anchor, shift(anchor, count, unit)))), vague)  # type: ignore[arg-type]
    if count < 0:
        return _anchored((shift(anchor, count, unit), anchor - ONE_DAY), vague)
    first = anchor + ONE_DAY
    if unit == "business day":
        return _anchored((shift(anchor, 1, unit), shift(anchor, count, unit)), vague)
    return _anchored((first, shift(first, count, unit) - ONE_DAY), vague)


def _read_recent(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "recent weeks", "the coming days", "the past months"."""
    unit = UNITS.get(page.tokens.words[index + 1])
    reach = RECENT_DAYS.get(unit or "")
    if unit is None or reach is None or not page.tokens.words[index + 1].endswith("s"):
        return None
    if aim is Aim.FUTURE:
        days = page.anchor, page.anchor + timedelta(days=reach)
    else:
        days = page.anchor - timedelta(days=reach), page.anchor
    return _anchored(days, vague=True), index + 2


def _deictic_named(page: Page, index: int, step: int) -> Found | None:
    """A weekday, month, season, feast or date after "last", "this" or "next"."""
    tokens = page.tokens
    words = tokens.words
    anchor = page.anchor
    name = words[index]
    if name in WEEKDAYS:
        found = read_calendar(page, index)
        if found is not None and not isinstance(found[0], Weekly):
            fixed = settle(found[0], anchor, _AIMS[step])
            return at(fixed, found[1])
        after = index + 1
        if len(name) <= 5 and words[after] == "." and tokens.touch(after):
            after += 1
        day = week_days(anchor)[0] + timedelta(days=WEEKDAYS[name], weeks=step)
        if step > 0 and words[index - 1] in ("coming", "upcoming", "following"):
            day = anchor + timedelta(days=(WEEKDAYS[name] - anchor.weekday() - 1) % 7 + 1)
        if step < 0 and words[index - 1] == "past":
            day = anchor - timedelta(days=(anchor.weekday() - WEEKDAYS[name] - 1) % 7 + 1)
        return _anchored((day, day)), after
    month = read_month(tokens, index)
    if month is not None or name in SEASONS or name in FEAST_STARTS or name[:1].isdigit():
        return _deictic_yearly(page, index, step)
    return None


_AIMS = {-1: Aim.PAST, 0: Aim.NEAR, 1: Aim.FUTURE}


def _deictic_yearly(page: Page, index: int, step: int) -> Found | None:
    found = read_numeric(page, index, cued=True) or read_yearly(page, index)
    if found is None:
        return None
    said, after = found
    if isinstance(said, Fixed):
        return found
    if not isinstance(said, Yearly):
        return None
    anchor = page.anchor
    if step == 0:
        days = said.days(anchor.year)
        season = settle(said, anchor, Aim.PAST)
        if season and season.last and season.last >= anchor:
            return season, after
        return days and (Fixed(*days, relative=True, vague=said.vague), after)
    if step and said.day is None and said.month is not None:
        # "Last May" is not this year's, which would be "in May".
        days = said.days(anchor.year + step)
        return (Fixed(*days, relative=True), after) if days else None
    edge = settle(said, anchor - ONE_DAY if step < 0 else anchor + ONE_DAY, _AIMS[step])
    if edge is None or edge.first is None or edge.last is None:
        return None
    if edge.first <= anchor <= edge.last:
        # Inside October, "last October" is a year ago and "next October" a year ahead.
        days = said.days(anchor.year + step)
        return days and (Fixed(*days, relative=True, vague=said.vague), after)
    return edge, after


# Parts -------------------------------------------------------------------------------------------


def _read_part(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "early May", "mid-June", "the end of the week", "late last year"."""
    tokens = page.tokens
    words = tokens.words
    word = words[index]
    after = index + 1
    if word in ("earlier", "later"):
        return _read_earlier(page, index, aim)
    part = PARTS[word]
    bound = word in ("beginning", "start", "middle", "end")
    if word in ("early", "late") and words[after] == "on":
        after += 1
    after = skip_word(tokens, after, "-") if words[after] == "-" else after
    of = skip_word(tokens, after, "of") if bound else skip_word(tokens, after, "of", "in")
    if bound and of == after and word != "end":
        return None
    found = _read_whole(page, of, aim)
    if found is None:
        return None
    said, end = found
    if isinstance(said, Weekly | Monthly):
        return found if word in ("early", "late") else None
    if isinstance(said, Fixed) and said.first == said.last:
        return found if word in ("early", "late", "mid") else None
    thirds = isinstance(said, Fixed) and not said.relative
    changed = reshape(said, lambda days: part_days(days, part, thirds))
    if changed is None:
        return None
    return (changed if isinstance(changed, Weekly | Monthly) else replace(changed, vague=True)), end


def _read_whole(page: Page, index: int, aim: Aim) -> Found | None:
    """The longer time a part is taken of, where a bare unit means the current one."""
    tokens = page.tokens
    words = tokens.words
    start = skip_word(tokens, index, "the")
    if words[start] in _WHOLE_UNITS and words[start + 1] != "of":
        year = read_calendar(page, start) if words[start] == "year" else None
        return year or (_anchored(unit_days(page.anchor, words[start])), start + 1)
    if words[start : start + 2] == ("working", "week"):
        return _anchored(unit_days(page.anchor, "working week")), start + 2
    found = _read_core(page, index, aim)
    return found or (read_yearly(page, index) if words[index] in MONTHS else None)


def read_end_of(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "the end of June" as the last day of a range: all of June."""
    tokens = page.tokens
    start = skip_word(tokens, index, "the")
    if tokens.words[start] not in ("end", "close"):
        return None
    return _read_whole(page, skip_word(tokens, start + 1, "of"), aim)


def _read_earlier(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "earlier this year", "later this week", "earlier last week", "earlier on Tuesday"."""
    words = page.tokens.words
    word = words[index]
    after = skip_word(page.tokens, index + 1, "in", "on")
    found = _read_whole(page, after, aim)
    if found is None:
        return None
    said, end = found
    anchor = page.anchor
    if isinstance(said, Weekly):
        return found
    if not isinstance(said, Fixed) or said.first is None or said.last is None:
        part = "early" if word == "earlier" else "late"
        changed = reshape(said, lambda days: part_days(days, part))
        return at(changed, end)
    if said.first == said.last:
        return found
    if not said.first <= anchor <= said.last:
        part = "early" if word == "earlier" else "late"
        first, last = part_days((said.first, said.last), part)
        return replace(said, first=first, last=last, vague=True), end
    if word == "earlier":
        return replace(said, last=max(said.first, anchor - ONE_DAY), vague=True), end
    first = part_days((said.first, said.last), "late")[0]
    return replace(said, first=max(first, anchor), vague=True), end


# Counting from a day -----------------------------------------------------------------------------


def _read_offset(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "two weeks ago", "3 days from now", "two days after Easter", "in two weeks"."""
    tokens = page.tokens
    words = tokens.words
    start = index
    ahead = words[index] in ("in", "within")
    if ahead:
        start = index + 1
    bound = ""
    if words[start + 1] == "than" and words[start] in ("more", "less", "fewer"):
        bound = words[start]
        start += 2
    if words[start] == "half" and words[start + 1] == "a" and words[start + 3] == "ago":
        months = {"year": 6, "decade": 60, "century": 600}.get(words[start + 2])
        return (_offset(page, -months, "month", True), start + 4) if months else None
    if UNITS.get(words[start]) in RECENT_DAYS and words[start].endswith("s"):
        return _read_plural(page, start)
    count = read_count(tokens, start)
    if count is None:
        return None
    if bound:
        return _read_bounded_offset(page, start, bound)
    if words[count[2]] in NEXT | LAST and not ahead:
        step = -1 if words[count[2]] in LAST else 1
        unit = UNITS.get(words[count[2] + 1])
        if unit is None or not words[count[2] + 1].endswith("s"):
            return None
        return _run(page, step * count[0], unit, count[1]), count[2] + 2
    weekdays = _read_weekdays_away(page, count[0], count[2])
    if weekdays is not None:
        return weekdays
    unit_index = skip_word(tokens, count[2], "more", "full")
    unit = UNITS.get(words[unit_index])
    if words[unit_index] in ("business", "working") and words[unit_index + 1] in ("day", "days"):
        unit, unit_index = "business day", unit_index + 1
    if unit == "weekend" and words[unit_index + 1] == "ago":
        return _anchored(weekend_days(shift(page.anchor, -count[0], unit))), unit_index + 2
    if unit is None or unit in ("half", "weekend") or words[unit_index] == "second":
        return None
    after = unit_index + 1
    if ahead:
        compound = _read_compound(page, start, aim, ahead=True)
        if compound is not None and aim is Aim.FUTURE:
            return compound
        timed = skip_possessive(tokens, after)
        if words[timed] == "time" and timed != after:
            return _offset(page, count[0], unit, count[1]), timed + 1
        if words[index] == "within" and aim is Aim.FUTURE:
            day = shift(page.anchor, count[0], unit)
            return _anchored((page.anchor, day - ONE_DAY if day > page.anchor else day)), after
        if unit == "business day" or (
            aim is Aim.FUTURE and unit not in ("hour", "minute", "second")
        ):
            return _offset(page, count[0], unit, count[1]), after
        return None
    word = words[after]
    compound = _read_compound(page, start, aim)
    if compound is not None:
        return compound
    if word == "from" and tokens.before(index) == "for":
        return _read_starting(page, after, count[0], unit)
    if word == "ago":
        return _offset(page, -count[0], unit, count[1]), after + 1
    if words[after : after + 3] == ("in", "the", "future"):
        return _run(page, count[0], unit, count[1]), after + 3
    if word == "hence" or words[after : after + 2] == ("from", "now"):
        return _offset(page, count[0], unit, count[1]), after + (1 if word == "hence" else 2)
    if word in ("before", "after", "from", "since", "following", "prior"):
        step = -1 if word in ("before", "prior") else 1
        start = skip_word(tokens, after + 1, "to") if word == "prior" else after + 1
        return _shifted(page, start, step * count[0], unit)
    return _read_starting(page, after, count[0], unit)


def _read_weekdays_away(page: Page, count: int, index: int) -> Found | None:
    """Read "Sundays ago" after "two"."""
    words = page.tokens.words
    weekday = WEEKDAYS.get(words[index].removesuffix("s"), WEEKDAYS.get(words[index]))
    step = -1 if words[index + 1] == "ago" else 0
    step = 1 if words[index + 1 : index + 3] == ("from", "now") else step
    if weekday is None or not step:
        return None
    near = settle(
        Weekly(weekday), page.anchor + step * ONE_DAY, Aim.PAST if step < 0 else Aim.FUTURE
    )
    if near is None or near.first is None:
        return None
    day = near.first + timedelta(weeks=step * (count - 1))
    return _anchored((day, day)), index + (2 if step < 0 else 3)


def _read_plural(page: Page, index: int) -> Found | None:
    """Read "days ago", "weeks ahead", "months to come": as far as "recent" reaches."""
    words = page.tokens.words
    reach = timedelta(days=RECENT_DAYS[UNITS[words[index]]])
    if words[index + 1] == "ago":
        return _anchored((page.anchor - reach, page.anchor - ONE_DAY), vague=True), index + 2
    ahead = {"ahead": 2, "to": 3}.get(words[index + 1], 0)
    if not ahead or (ahead == 3 and words[index + 2] != "come"):
        return None
    return _anchored((page.anchor, page.anchor + reach), vague=True), index + ahead


def _read_bounded_offset(page: Page, index: int, bound: str) -> Found | None:
    """Read the "two weeks ago" of "more than two weeks ago" as an open end, of "less" as a span."""
    found = _read_offset(page, index, Aim.NEAR)
    if found is None or not isinstance(found[0], Fixed) or found[0].first is None:
        return None
    day = found[0].first
    past = page.tokens.words[found[1] - 1] == "ago" or day < page.anchor
    if bound == "more":
        open_end = Fixed(None, day, relative=True) if past else Fixed(day, None, relative=True)
        return open_end, found[1]
    days = (day + ONE_DAY, page.anchor) if past else (page.anchor + ONE_DAY, day - ONE_DAY)
    return (_anchored(days), found[1]) if days[0] <= days[1] else None


def _read_compound(page: Page, index: int, aim: Aim, ahead: bool = False) -> Found | None:
    """Read "a year and two months ago", "1 month, 21 days ago"."""
    tokens = page.tokens
    words = tokens.words
    terms: list[tuple[int, str]] = []
    after = index
    end = index
    for _ in range(4):
        count = read_count(tokens, after)
        unit = UNITS.get(words[count[2]]) if count else None
        if count is None or unit not in ("day", "week", "month", "year"):
            break
        terms.append((count[0], unit))
        end = count[2] + 1
        after = skip_word(tokens, skip_word(tokens, count[2] + 1, ","), "and")
    step = {"ago": -1, "hence": 1}.get(words[after])
    step = 1 if words[after] == "later" and aim is Aim.FUTURE else step
    step = 1 if words[after : after + 2] == ("from", "now") else step
    if len(terms) < 2 or (step is None and not ahead):
        return None
    day = page.anchor
    for number, unit in terms:
        day = shift(day, (step or 1) * number, unit)
    if step is None:
        return _anchored((day, day)), end
    return _anchored((day, day)), after + (2 if words[after] == "from" else 1)


def _offset(page: Page, count: int, unit: str, vague: bool) -> Fixed:
    """A day some units away, known as well as the unit is wide."""
    day = shift(page.anchor, count, unit)
    precision = _UNIT_PRECISION.get(unit)
    loose = vague or precision in (Precision.MONTH, Precision.YEAR)
    if vague and precision is None and unit == "day":
        precision = Precision.DAYS
    return Fixed(day, day, relative=True, vague=loose, precision=precision)


def _read_starting(page: Page, index: int, count: int, unit: str) -> Found | None:
    """Read "3 days starting from next Monday": the days from there on."""
    words = page.tokens.words
    if words[index] not in ("starting", "beginning", "from"):
        return None
    found = read_time(page, skip_word(page.tokens, index + 1, "from", "on", "with"), Aim.FUTURE)
    fixed = found and settle(found[0], page.anchor, Aim.FUTURE)
    if found is None or fixed is None or fixed.first is None:
        return None
    last = shift(fixed.first, count, unit) - ONE_DAY
    return Fixed(fixed.first, last, relative=fixed.relative), found[1]


# The nth unit of a longer time -------------------------------------------------------------------


def _read_ordinal_unit(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "the first week of May", "last 3 weeks of this year", "second Monday in June"."""
    tokens = page.tokens
    words = tokens.words
    if words[index] in ("last", "final"):
        ordinal, after = -1, index + 1
    else:
        found = read_ordinal(tokens, index)
        if found is None:
            return None
        ordinal, after = found
    count = 1
    number = read_count(tokens, after)
    if number is not None and words[after] not in ("a", "an") and not number[1]:
        count, after = number[0], number[2]
    name = words[after]
    unit: str | int | None = WEEKDAYS.get(name) if name in WEEKDAYS else UNITS.get(name)
    if unit is None or unit in ("hour", "minute", "second") or (unit == "half" and count != 1):
        return None
    after += 1
    alone = words[after] not in _RUNNING | LAST | NEXT | MONTHS.keys() | {"this"}
    if isinstance(unit, int) and alone and count == 1:
        if tokens.before(index) in ("for", "a") or ordinal < 0:
            return None
        return at(_nth_of_month(page, ordinal, unit), after)
    deictic = words[after] in LAST | NEXT or words[after] == "this" or words[after] in MONTHS
    deictic = deictic or (unit == "week" and len(words[after]) == 4 and words[after].isdigit())
    if words[after] not in ("of", "in") and not deictic:
        return None
    whole = _read_whole(page, after if deictic else after + 1, aim)
    if whole is None:
        return None
    said = whole[0]
    if isinstance(said, Fixed) and said.first == said.last:
        return None
    chosen = unit
    if unit == "half":
        if ordinal not in (1, 2, -1):
            return None
        half = "early" if ordinal == 1 else "late"
        return at(reshape(said, lambda days: half_of(days, half)), whole[1])
    changed = reshape(said, lambda days: nth_in(days, ordinal, count, chosen))
    return at(changed, whole[1])


_RUNNING = frozenset("of in running straight since after when that after consecutive".split())
"""After "the second Sunday": it is counted in something else than the month."""


def _nth_of_month(page: Page, ordinal: int, weekday: int) -> Fixed | None:
    days = nth_in(unit_days(page.anchor, "month"), ordinal, 1, weekday)
    return Fixed(*days, relative=True) if days else None


_WEEK_STARTS = ("of", "commencing", "starting", "beginning", "ending")


def _read_week(page: Page, index: int, aim: Aim) -> Found | None:
    """Read "week of April 10th", "w/c Feb 4", "week 27 of last year"."""
    tokens = page.tokens
    words = tokens.words
    commencing = words[index : index + 3] == ("w", "/", "c") or words[index] == "wc"
    if commencing or (words[index] == "week" and words[index + 1] in _WEEK_STARTS):
        after = index + (3 if words[index] == "w" else 1 if words[index] == "wc" else 2)
        found = read_time(page, skip_word(tokens, after, "on", "from"), aim)
        if found is None:
            return None
        day = settle(found[0], page.anchor, aim) if isinstance(found[0], Monthly) else found[0]
        changed = day and reshape(day, lambda days: week_days(days[0]))
        return at(changed, found[1])
    number = digits(words[index + 1], 2)
    if words[index] == "w" and number is not None and page.tokens.touch(index + 1):
        return iso_week(page.anchor.isocalendar().year, number, True), index + 2
    if words[index] != "week" or number is None or not 1 <= number <= 53:
        return None
    after = index + 2
    whole = _read_whole(page, after + 1, aim) if words[after] in ("of", "in") else None
    if whole is not None and isinstance(whole[0], Fixed) and whole[0].first is not None:
        year, relative, after = whole[0].first.year, whole[0].relative, whole[1]
    else:
        year, relative = page.anchor.isocalendar().year, True
    return iso_week(year, number, relative), after


# What may follow ---------------------------------------------------------------------------------


def _with_day_part(page: Page, found: Found) -> Found:
    """Take "morning" into "Tuesday morning"; the day stays the day."""
    said, after = found
    day = isinstance(said, Weekly | Monthly) or (
        isinstance(said, Fixed) and said.first is not None and said.first == said.last
    )
    day = day or (isinstance(said, Yearly) and said.day is not None)
    if not day:
        return found
    part = skip_word(page.tokens, after, "late", "early")
    if page.tokens.words[part] in ("morning", "afternoon", "evening", "night"):
        return said, part + 1
    return found


def _with_week(page: Page, found: Found) -> Found | None:
    """Read "next week on Tuesday", "Tuesday of next week", "Monday last week"."""
    said, after = found
    tokens = page.tokens
    words = tokens.words
    if isinstance(said, Weekly):
        start = skip_word(tokens, after, "of", ",")
        start = skip_word(tokens, start, "the") if words[start] == "the" else start
        deictic = words[start] in LAST or words[start] in NEXT or words[start] == "this"
        if deictic and words[start + 1] == "week":
            week = _read_deictic(page, start, Aim.NEAR)
            if week is not None and isinstance(week[0], Fixed):
                day = day_of_week_of(week[0], said.weekday)
                return at(day, week[1])
        if words[after] in ("before", "after"):
            return _weekday_beside(page, said, after)
        if words[start : start + 2] == ("a", "week") and words[start + 2] == "ago":
            day = day_of_week_of(_offset(page, -1, "week", False), said.weekday)
            return at(day, start + 3)
        return None
    if isinstance(said, Monthly):
        return None
    name = words[after - 1]
    week_like = name == "week" or "week" in words[after - 5 if after > 5 else 0 : after]
    if not week_like:
        return None
    start = skip_word(tokens, after, "on", "-", ",")
    if words[start] not in WEEKDAYS or (words[start - 1] == "," and start != after):
        return None
    weekday = WEEKDAYS[words[start]]

    def pick(days: Days) -> Days | None:
        if (days[1] - days[0]).days != 6:
            return None
        return (days[0] + timedelta(days=weekday),) * 2

    changed = reshape(said, pick)
    if changed is None or (isinstance(changed, Fixed) and changed.first != changed.last):
        return None
    return changed, start + 1


def _weekday_beside(page: Page, said: Weekly, index: int) -> Found | None:
    """Read "before Christmas" after "the Friday": the nearest such weekday."""
    before = page.tokens.words[index] == "before"
    found = read_time(page, index + 1, Aim.NEAR)
    fixed = settle(found[0], page.anchor, Aim.NEAR) if found else None
    if found is None or fixed is None or fixed.first is None or fixed.last is None:
        return None
    edge = fixed.first - ONE_DAY if before else fixed.last + ONE_DAY
    day = settle(said, edge, Aim.PAST if before else Aim.FUTURE)
    return (replace(day, relative=fixed.relative), found[1]) if day else None


def _with_weekday_range(page: Page, found: Found) -> Found | None:
    """Read "from Tuesday to Thursday" after "this week"."""
    said, after = found
    words = page.tokens.words
    if words[after] not in ("from", "between") or not isinstance(said, Fixed):
        return None
    low, joint, high = words[after + 1 : after + 4]
    if low not in WEEKDAYS or high not in WEEKDAYS or said.first is None or said.last is None:
        return None
    if joint not in ("to", "-", "and", "until", "till", "through"):
        return None
    first = day_of_week_of(said, WEEKDAYS[low])
    last = day_of_week_of(said, WEEKDAYS[high])
    if (said.last - said.first).days != 6 or first is None or last is None:
        return None
    return replace(first, last=last.last), after + 4


def _with_weekend(page: Page, found: Found, aim: Aim) -> Found | None:
    """Read "Halloween weekend": the nearest one, and the feast where it adjoins."""
    said, after = found
    if page.tokens.words[after] != "weekend" or isinstance(said, Weekly | Monthly):
        return None
    if isinstance(said, Yearly):
        said, end = read_with_year(page, said, after + 1)
        return at(reshape(said, _weekend_at), end)
    return at(reshape(said, _weekend_at), after + 1)


def _weekend_at(days: Days) -> Days | None:
    day = days[0]
    if days[0] != days[1]:
        return None
    if day.weekday() <= 2:
        saturday = day - timedelta(days=day.weekday() + 2)
        return saturday, max(day, saturday + ONE_DAY) if day.weekday() == 0 else (
            saturday + ONE_DAY
        )
    saturday = weekend_days(day)[0]
    return min(day, saturday) if day.weekday() == 4 else saturday, saturday + ONE_DAY
