"""What the rules for times counted from the published day make of their words.

"Last week", "two days ago", "the first week of May", "early next year": actions as in `named`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from reportedly.model.period import Precision
from reportedly.text.lexicon import values
from reportedly.text.rules import Match
from reportedly.text.times import spans, timex
from reportedly.text.times.named import week_of_year
from reportedly.text.times.reading import Page, figure
from reportedly.text.times.spans import ONE_DAY, Days, meanings, members, shift, unit_days
from reportedly.text.times.timex import Aim, Fixed, Monthly, Said, Weekly, Yearly, is_day, settle

_AIMS = {-1: Aim.PAST, 0: Aim.NEAR, 1: Aim.FUTURE}


class Piece(NamedTuple):
    """A number of units; lengths of time are tuples of them."""

    number: Decimal
    unit: str
    vague: bool = False


def unit_of(word: str) -> str:
    """The unit that a word stands for."""
    return values("time-unit")[word]


def anchored(first: date, last: date, vague: bool = False) -> Fixed:
    """Days counted from the published one."""
    return Fixed(first, last, relative=True, vague=vague)


def _moved(day: date, length: tuple[Piece, ...], sign: int) -> date:
    for piece in length:
        day = shift(day, sign * piece.number, piece.unit)
    return day


def _is_small(unit: str) -> bool:
    """Less than a day."""
    return unit == "hour" or meanings("unit-in-days").get(unit) == 0


# Lengths


def _piece(page: Page, m: Match) -> tuple[Piece, ...] | None:
    held, unit = m.held, unit_of(m.held["u"])
    if unit in ("half", "weekend") or held["u"] == "second":
        return None
    count, vague = held.get("n") or (Decimal(0), True)
    half = Decimal("0.5") if m.rule.action.endswith("half") else 0
    return (Piece(count + half, unit, vague),)


def _lengths(page: Page, m: Match) -> tuple[Piece, ...] | None:
    whole: tuple[Piece, ...] = m.held["l"] + m.held["m"]
    return None if any(_is_small(piece.unit) for piece in whole) else whole


def _from_anchor(page: Page, length: tuple[Piece, ...], sign: int) -> Fixed:
    """A day some units away, known as well as the unit is wide."""
    day = _moved(page.anchor, length, sign)
    if len(length) > 1:
        return anchored(day, day)
    number, unit, vague = length[0]
    precision = Precision.DAYS if vague and unit == "day" else timex.unit_precision(unit)
    if number < 1 and unit == "year":
        precision = Precision.MONTH
    loose = vague or precision in (Precision.MONTH, Precision.YEAR)
    return replace(anchored(day, day, loose), precision=precision)


def _in_length(page: Page, m: Match) -> Fixed | None:
    length: tuple[Piece, ...] = m.held["l"]
    business = length[0].unit == "business day"
    if page.aim is not Aim.FUTURE and not business:
        return None
    if page.tokens.low(m.first) == "within" and not business:
        last = _moved(page.anchor, length, 1) - (not _is_small(length[0].unit)) * ONE_DAY
        return anchored(page.anchor, max(page.anchor, last))
    return None if _is_small(length[0].unit) else _from_anchor(page, length, 1)


def _length_from(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["d"], page.anchor, page.aim)
    if fixed is None or fixed.first is None or not is_day(fixed):
        return None
    day = _moved(fixed.first, m.held["l"], -1 if m.held["w"] in ("before", "prior") else 1)
    return Fixed(day, day, relative=fixed.relative)


def _week_today(page: Page, m: Match) -> Fixed | None:
    length, said = m.held["l"], m.held["d"]
    weeks = len(length) == 1 and length[0].unit in ("week", "fortnight")
    named = isinstance(said, Weekly) and "o" in m.held and page.aim is not Aim.PAST
    if not weeks or not (named or page.tokens.low(m.last - 1) in members("today")):
        return None
    fixed = settle(said, page.anchor, Aim.FUTURE)
    day = _moved(fixed.first, length, 1) if fixed and fixed.first else None
    return anchored(day, day) if day else None


def _bounded(page: Page, m: Match) -> Fixed | None:
    found, low = m.held["d"], page.tokens.low
    counted = low(m.first + 2) in members("article") or low(m.first + 3) in members("many-units")
    if not isinstance(found, Fixed) or found.first is None or not found.relative or not counted:
        return None
    day, past = found.first, found.first < page.anchor
    if low(m.first) == "more":
        return Fixed(None, day, relative=True) if past else Fixed(day, None, relative=True)
    days = (day + ONE_DAY, page.anchor) if past else (page.anchor + ONE_DAY, day - ONE_DAY)
    return anchored(*days) if days[0] <= days[1] else None


def _weekdays_away(page: Page, m: Match) -> Fixed | None:
    past = m.held["w"] == "ago"
    if not past and page.tokens.low(m.last - 1) != "now":
        return None
    weeks = int(m.held["n"].value) - 1
    day = spans.nearest_weekday(page.anchor, meanings("weekdays")[m.held["d"]], past)
    day += timedelta(weeks=-weeks if past else weeks)
    return anchored(day, day)


def _stretch_from(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["d"], page.anchor, Aim.FUTURE)
    if fixed is None or fixed.first is None:
        return None
    last = _moved(fixed.first, m.held["l"], 1) - ONE_DAY
    return Fixed(fixed.first, last, relative=fixed.relative) if last >= fixed.first else None


# Today and its neighbours


def _today(page: Page, m: Match) -> Fixed:
    day = page.anchor + timedelta(days=meanings("today")[m.held["t"]])
    return anchored(day, day)


def _overnight(page: Page, m: Match) -> Fixed:
    other = page.anchor + (ONE_DAY if page.aim is Aim.FUTURE else -ONE_DAY)
    return anchored(min(page.anchor, other), max(page.anchor, other))


def _overnight_into(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["d"], page.anchor, page.aim)
    if fixed is None or fixed.first is None or not is_day(fixed):
        return None
    return replace(fixed, first=fixed.first - ONE_DAY)


def _eve(page: Page, m: Match) -> Fixed | None:
    night = _overnight_into(page, m)
    return night and replace(night, last=night.first)


def _unit_beside(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["p"], page.anchor, page.aim)
    unit, step = unit_of(m.held["u"]), -1 if m.held["w"] == "before" else 1
    if fixed is None or fixed.days is None:
        return None
    whole = unit_days(fixed.days[0], unit)
    if fixed.days[0] < whole[0] or fixed.days[1] > whole[1]:
        return None
    return Fixed(*unit_days(shift(whole[0], step, unit), unit), relative=fixed.relative)


def _beyond(page: Page, m: Match) -> Fixed | None:
    after = m.held["w"] == "after"
    if (page.tokens.low(m.last - 1) == "next") != after:
        return None
    if "d" in m.held:
        day = spans.nearest_weekday(page.anchor, m.held["d"], past=not after)
        day += timedelta(weeks=1 if after else -1)
        return anchored(day, day)
    return anchored(*_unit_at(page, 2 if after else -2, unit_of(m.held["u"])))


# Last, this, next


def _unit_at(page: Page, step: int, unit: str) -> Days:
    """The whole calendar unit some units from the published day's."""
    return unit_days(shift(unit_days(page.anchor, unit)[0], step, unit), unit)


def _step_word(page: Page, m: Match) -> str:
    """The word that says last, this or next."""
    behind = page.tokens.low(m.first) == "the" or "t" in m.held
    return page.tokens.low(m.first + behind)


def _is_of_something(page: Page, m: Match) -> bool:
    """True for "the last two days of the truce"."""
    return page.tokens.low(m.last) == "of" and _step_word(page, m) == "last"


def _step_unit(page: Page, m: Match) -> Fixed | None:
    step, word = m.held.get("s", m.held.get("t", 0)), _step_word(page, m)
    unit = unit_of(m.held.get("u", "workweek" if m.held.get("w") == "week" else "year"))
    if _is_of_something(page, m):
        return None
    if unit == "day":
        return anchored(*_unit_at(page, step, unit)) if step == 0 or word == "past" else None
    if unit == "quarter" and page.tokens.low(m.last) in members("after-quarter"):
        return None
    if unit == "weekend" and word in members("nearest-step"):
        first, last = unit_days(page.anchor, unit)
        return anchored(first, last) if last > page.anchor else anchored(*_unit_at(page, 1, unit))
    rolling = m.rule.action.endswith("rolling") and word == "past"
    if rolling and unit not in ("quarter", "weekend"):
        return anchored(shift(page.anchor, -1, unit), page.anchor - ONE_DAY)
    return anchored(*_unit_at(page, step, unit))


def _step_part(page: Page, m: Match) -> Fixed | None:
    night = page.tokens.low(m.last - 1) == "night"
    day = page.anchor + timedelta(days=m.held["s"] if night else 0)
    return anchored(day, day) if night or m.held["s"] <= 0 else None


def _step_weekday(page: Page, m: Match) -> Fixed | None:
    step, word = m.held.get("s", m.held.get("t", 0)), _step_word(page, m)
    if word in members("text-only") and page.tokens.low(m.last) == "'":
        return None  # "following Sunday's fire" comes after it
    day = spans.week_days(page.anchor, m.held["d"], 1)[0] + timedelta(weeks=step)
    if step and (word not in members("week-step") or "t" in m.held):
        day = spans.nearest_weekday(page.anchor, m.held["d"], past=step < 0)
    return anchored(day, day)


def _step_yearly(page: Page, m: Match) -> Fixed | None:
    said, step, anchor = m.held["d"], m.held["s"], page.anchor
    if not isinstance(said, Yearly):
        return said if isinstance(said, Fixed) else None
    here = said.days(anchor.year + step)
    turn = here and anchored(*here, said.vague)
    if step == 0:
        running = settle(said, anchor, Aim.PAST)
        return running if running and running.last and running.last >= anchor else turn
    if said.day is None and said.month is not None:
        return turn  # "last May" is not this year's, which would be "in May"
    edge = settle(said, anchor + step * ONE_DAY, _AIMS[step])
    if edge is None or edge.days is None:
        return None
    # Inside October, "last October" is a year ago and "next October" a year ahead.
    return turn if edge.days[0] <= anchor <= edge.days[1] else edge


def _run(page: Page, m: Match) -> Fixed | None:
    """Whole units up to, or from, the published day, which is left out.

    Hours reach into the published day; quarters and decades are those of the calendar.
    """
    step, (number, vague), anchor = m.held.get("s", 1), m.held["n"], page.anchor
    unit = "business day" if "d" in m.held else unit_of(m.held["u"])
    article = page.tokens.low(m.first + 1) in members("article")
    anaphoric = _step_word(page, m) in members("text-only") or _is_of_something(page, m)
    if (
        not step
        or article
        or anaphoric
        or unit in ("half", "weekend")
        or m.held.get("u") == "second"
    ):
        return None
    other = shift(anchor, step * number, unit)
    if _is_small(unit):
        return anchored(min(anchor, other), max(anchor, other), vague)
    if unit in members("calendar-run"):
        first, last = unit_days(anchor, unit)
        if step < 0:
            return anchored(shift(first, -number, unit), first - ONE_DAY, vague)
        return anchored(last + ONE_DAY, shift(last, number, unit), vague)
    if step < 0:
        return anchored(other, anchor - ONE_DAY, vague) if other < anchor else None
    business = unit == "business day"
    first = shift(anchor, 1, unit) if business else anchor + ONE_DAY
    last = other if business else shift(first, number, unit) - ONE_DAY
    return anchored(first, last, vague) if first <= last else None


def _reach(page: Page, m: Match) -> Fixed | None:
    word, step, anchor = page.tokens.low(m.last - 1), m.held.get("s", -1), page.anchor
    days = timedelta(days=meanings("unit-reach")[unit_of(m.held["u"])])
    if step == 0 or _step_word(page, m) in members("text-only"):
        return None
    if word in ("ahead", "come") or step > 0:
        return anchored(anchor, anchor + days, vague=True)
    return anchored(anchor - days, anchor - ONE_DAY if word == "ago" else anchor, vague=True)


# Parts


def _part(page: Page, m: Match) -> Said | None:
    word, said = m.held["p"], m.held["w"]
    noun = word in members("part-noun")
    if noun and m.held.get("o", "of" if word == "end" else "") != "of":
        return None
    if is_day(said):
        return None if noun else said  # early Tuesday is Tuesday
    thirds = isinstance(said, Fixed) and not said.relative
    name = values("part")[word]
    changed = timex.reshape(said, lambda days: spans.part_days(days, name, thirds))
    return replace(changed, vague=True) if isinstance(changed, Fixed | Yearly) else None


def _comparative(page: Page, m: Match) -> Said | None:
    said, earlier, anchor = m.held["w"], m.held["c"] == "earlier", page.anchor
    if is_day(said):
        return said  # type: ignore[no-any-return]
    name = "early" if earlier else "late"
    changed = timex.reshape(said, lambda days: spans.part_days(days, name))
    if not isinstance(said, Fixed) or not isinstance(changed, Fixed) or said.days is None:
        return changed
    if not said.days[0] <= anchor <= said.days[1]:
        return replace(changed, vague=True)
    if earlier:
        return replace(said, last=max(said.days[0], anchor - ONE_DAY), vague=True)
    return replace(said, first=max(changed.first or anchor, anchor), vague=True)


def _rest(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["w"], page.anchor, page.aim)
    if fixed is None or fixed.days is None:
        return None
    inside = fixed.days[0] <= page.anchor <= fixed.days[1]
    return replace(fixed, first=page.anchor) if inside else fixed


def _here_unit(page: Page, m: Match) -> Fixed | None:
    before, day = page.tokens.low(m.first - 1), m.held["u"] == "day"
    if before not in members("day-cue" if day else "unit-cue") and (before or day):
        return None
    return anchored(*unit_days(page.anchor, unit_of(m.held["u"])))


def _the_weekend(page: Page, m: Match) -> Fixed:
    first, last = unit_days(page.anchor, "weekend")
    back = timedelta(days=7 if page.anchor < first and page.aim is not Aim.FUTURE else 0)
    return anchored(first - back, last - back)


# The nth unit of a longer time, and weeks


def _ordinal_unit(page: Page, m: Match) -> Said | None:
    held, ordinal, said = m.held, m.held["p"], m.held["w"]
    count, vague = held.get("n", (1, False))
    unit: str | int = held["d"] if "d" in held else unit_of(held["u"])
    article = page.tokens.low(m.first + 1) in members("article")
    if not isinstance(said, Fixed | Yearly) or is_day(said) or vague or article or count < 1:
        return None
    if "u" in held and "o" not in held and not _is_direct(page, m):
        return None
    if "n" not in held and held.get("u") in members("many-units") and ordinal in (1, -1):
        name = "early" if ordinal == 1 else "late"  # the first days, the last weeks
        return timex.reshape(replace(said, vague=True), lambda days: spans.part_days(days, name))
    if unit == "half":
        half = "early" if ordinal == 1 else "late" if ordinal in (2, -1) else ""
        return timex.reshape(said, lambda days: spans.half_of(days, half)) if half else None
    if isinstance(unit, str) and unit not in members("whole-unit"):
        return None
    return timex.reshape(said, lambda days: spans.nth_in(days, ordinal, int(count), unit))


def _is_direct(page: Page, m: Match) -> bool:
    """True where the longer time stands behind its unit without "of": a step, month or year."""
    at = next(n for n in range(m.first, m.last) if page.tokens.low(n) == m.held["u"]) + 1
    low = page.tokens.low(at)
    year = m.held["u"] == "week" and len(low) == 4 and figure(page.tokens, at) is not None
    steps = members("back") | members("ahead") | members("month")
    return low in steps or low == "this" or year


def _ordinal_weekday(page: Page, m: Match) -> Fixed | None:
    if page.tokens.low(m.first - 1) in members("article-or-for"):
        return None
    days = spans.nth_in(unit_days(page.anchor, "month"), m.held["p"], 1, m.held["d"])
    return days and anchored(*days)


def _week_of(page: Page, m: Match) -> Said | None:
    said, weekend = m.held["d"], m.rule.action.endswith("weekend")
    if isinstance(said, Monthly | Weekly) or weekend:
        said = settle(said, page.anchor, page.aim)
    if page.tokens.low(m.first - 1) in members("article"):
        return None  # "within a week of 3 May"
    unit = "weekend" if weekend else "week"
    return said and timex.reshape(said, lambda days: unit_days(days[0], unit))


def _numbered_week(page: Page, m: Match) -> Fixed | None:
    number, whole, tokens = int(m.held["n"]), m.held.get("w"), page.tokens
    if "y" in m.held:
        return week_of_year(m.held["y"], number, relative=False)
    if tokens.low(m.last - 2) == "w" and not tokens.touches(m.last - 1):
        return None
    if isinstance(whole, Fixed) and whole.first is not None:
        return week_of_year(whole.first.year, number, whole.relative)
    return None if whole else week_of_year(page.anchor.isocalendar().year, number, True)


# What may stand beside


def _weekday_of_week(page: Page, m: Match) -> Said | None:
    week, weekday = m.held["w"], m.held["d"]
    ago = isinstance(week, Fixed) and week.precision is Precision.WEEK

    def pick(days: Days) -> Days | None:
        whole = ago or (days[1] - days[0]).days == 6
        return spans.week_days(days[0], weekday, 1) if whole else None

    found = timex.reshape(week, pick) if isinstance(week, Fixed | Yearly) else None
    if isinstance(found, Yearly):
        return replace(found, day=1) if found.days(page.anchor.year) else None
    return replace(found, precision=None) if isinstance(found, Fixed) else None


def _weekdays_of_week(page: Page, m: Match) -> Fixed | None:
    week = m.held["w"]
    if not isinstance(week, Fixed) or week.days is None or (week.days[1] - week.days[0]).days != 6:
        return None
    first, last = (spans.week_days(week.days[0], m.held[name], 1)[0] for name in "ab")
    return replace(week, first=first, last=last) if first <= last else None


def _weekday_beside(page: Page, m: Match) -> Fixed | None:
    fixed, before = settle(m.held["p"], page.anchor, page.aim), m.held["b"] == "before"
    if fixed is None or fixed.days is None:
        return None
    day = spans.nearest_weekday(fixed.days[0 if before else 1], m.held["d"], before)
    return Fixed(day, day, relative=fixed.relative)


_NAMED = (
    _piece, _lengths, _in_length, _length_from, _week_today, _bounded, _weekdays_away,
    _stretch_from, _today, _overnight, _overnight_into, _eve, _unit_beside, _beyond, _step_unit,
    _step_part, _step_weekday, _step_yearly, _run, _reach, _part, _comparative, _rest, _here_unit,
    _the_weekend, _ordinal_unit, _ordinal_weekday, _week_of, _numbered_week, _weekday_of_week,
    _weekdays_of_week, _weekday_beside,
)  # fmt: skip
ACTIONS: dict[str, Callable[[Page, Match], Any]] = {
    **{action.__name__[1:]: action for action in _NAMED},
    "piece_business": lambda page, m: (Piece(m.held["n"].value, "business day"),),
    "offset": lambda page, m: _from_anchor(
        page, m.held["l"], -1 if m.held.get("w") == "ago" else 1
    ),
    "offset_ahead": lambda page, m: (
        _from_anchor(page, m.held["l"], 1)
        if m.held["w"] == "hence" or (page.aim is Aim.FUTURE and len(m.held["l"]) > 1)
        else None
    ),
    "now": lambda page, m: anchored(page.anchor, page.anchor),
    "weekends_ago": lambda page, m: anchored(
        *unit_days(shift(page.anchor, -m.held["n"].value, "weekend"), "weekend")
    ),
    "step_dated": lambda page, m: (
        None
        if isinstance(m.held["d"], Weekly)
        else settle(m.held["d"], page.anchor, _AIMS[m.held["s"]])
    ),
    "step_quarter": lambda page, m: anchored(*m.held["q"].days(page.anchor.year + m.held["s"])),
    "whole_unit": lambda page, m: anchored(*unit_days(page.anchor, unit_of(m.held["u"]))),
    # Tuesday morning, the morning of 3 May: the day stays the day.
    "day_part": lambda page, m: m.held["d"] if is_day(m.held["d"]) else None,
}
"""What the rules call by these names; those that need no more than a line stand here."""
