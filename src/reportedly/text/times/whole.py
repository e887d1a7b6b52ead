"""What the rules for whole times make of their words: ranges, bounds, clock times, rows of times.

Actions as in `named`. Those of the group `WHOLE_TIME` give settled times (`Fixed`), several of
them (`Series`), or one that counts from a time named before (`Beside`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from reportedly.model.period import Precision
from reportedly.text.lexicon import values
from reportedly.text.rules import Match
from reportedly.text.times import named, timex
from reportedly.text.times.counted import Piece, anchored, unit_of
from reportedly.text.times.named import is_year
from reportedly.text.times.reading import Hour, Page, figure, is_capital, is_word, read_place
from reportedly.text.times.spans import ONE_DAY, meanings, members, shift, unit_days, years_days
from reportedly.text.times.timex import (
    NOWHERE,
    Aim,
    Beside,
    Fixed,
    Monthly,
    Said,
    Yearly,
    is_day,
    settle,
)
from reportedly.text.tokens import Tokens

Item = tuple[int, int, Said]


class Clock(NamedTuple):
    """An hour and minute, and whether the words leave no doubt that it is one."""

    iso: str
    sure: bool = True


# Clock times


def _clock_half(page: Page, m: Match) -> Clock | None:
    hour = m.held.get("h") or Hour(int(m.held["n"].value), 0, "bare")
    half: int = m.held["x"]
    if not 1 <= hour.hour <= 12 or hour.shape == "four":
        return None
    return _clock_at(hour.hour % 12 + half if half >= 0 else hour.hour, hour.minute)


def _clock_at(hour: int, minute: int, sure: bool = True) -> Clock:
    return Clock(f"{hour % 24:02}:{minute:02}", sure)


def _clock(page: Page, m: Match) -> Clock | None:
    (hour, minute, shape), kind = m.held["h"], m.rule.action.split()[1]
    odd = shape == "bare" or (shape != "four" and kind != "zone")
    return None if odd else _clock_at(hour, minute, sure=kind == "zone")


def _clock_pair(page: Page, m: Match) -> Clock | None:
    hour, minute, tokens = m.held["a"], m.held["b"], page.tokens
    bare = m.rule.name == "clock-pair" and not is_word(tokens, m.first)
    before = tokens.low(m.first - 1)
    if len(minute) != 2 or int(hour) > 24 or int(minute) > 59 or before == ":":
        return None
    score = (
        bare and before not in members("clock-cue") and not (before.isdigit() and len(before) > 3)
    )
    return None if score else _clock_at(int(hour), int(minute))


def _clocked(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["d"], page.anchor, page.aim)
    if fixed is NOWHERE:
        return NOWHERE  # the hour is of that day, not of the published one
    if fixed is None or not is_day(fixed) or fixed.precision is not None:
        return None
    return fixed if fixed.clock else replace(fixed, clock=m.held["c"].iso)


def _clock_only(page: Page, m: Match) -> Beside | None:
    before, after = page.tokens.low(m.first - 1), page.tokens.low(m.last)
    ranged = before == "to" or (before == "from" and after in members("to"))
    dated = before.isdigit() and not is_word(page.tokens, m.first)  # not "11 at noon"
    odd = ranged or dated or not m.held["c"].sure
    return None if odd else Beside(0, "day", clock=m.held["c"].iso)


# Single times


def _single(page: Page, m: Match) -> Fixed | None:
    tokens, first = page.tokens, m.first
    beside = tokens.low(first) == "the" and tokens.low(first + 1) in members("text-step")
    if beside and m.last == first + 3 and page.aim is not Aim.FUTURE:
        return None  # "the following week" counts from a time named before
    return settle(m.held["d"], page.anchor, page.aim)


def _bare(page: Page, m: Match) -> Fixed | None:
    # "The 4th" is a day, "the 4th battalion" and "the first" are none.
    tokens, at = page.tokens, m.first
    before, month = tokens.low(at - 1), tokens.low(m.last - 1) == "month"
    if "p" in m.held:
        day = int(m.held["p"])
        return settle(Monthly(day), page.anchor, page.aim) if before == "on" and day < 32 else None
    spelled = is_word(tokens, at + (tokens.low(at) == "the"))
    noun = is_word(tokens, m.last) or (spelled and (before != "on" or m.last - at < 3))
    return None if noun and not month else settle(m.held["d"], page.anchor, page.aim)


def _opened(fixed: Fixed) -> Fixed:
    """The same with its last day left open."""
    return replace(fixed, last=None, precision=Precision.YEAR, clock=None)


def _open_side(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["d"], page.anchor, page.aim)
    if fixed is not None and m.held["w"] in ("earlier", "before"):
        return replace(fixed, first=None, precision=None)
    return fixed and _opened(fixed)


def _so_far(page: Page, m: Match) -> Fixed | None:
    fixed = settle(m.held["d"], page.anchor, page.aim)
    inside = fixed and fixed.days and fixed.days[0] <= page.anchor <= fixed.days[1]
    return replace(fixed, last=page.anchor) if fixed and inside else None


def _to_date(page: Page, m: Match) -> Fixed:
    if "u" not in m.held:
        return Fixed(None, page.anchor, relative=True)
    unit = values("to-date").get(m.held["u"]) or unit_of(m.held["u"])
    return anchored(unit_days(page.anchor, unit)[0], page.anchor)


def _stretch(page: Page, m: Match) -> Fixed | None:
    said, (count, vague) = m.held["d"], m.held.get("n", (1, False))
    fixed = settle(said, page.anchor, Aim.PAST)
    if vague or fixed is None or fixed.last is None or fixed.vague or isinstance(said, Monthly):
        return None
    first = shift(fixed.last + ONE_DAY, -count, unit_of(m.held["u"]))
    return Fixed(first, fixed.last, relative=fixed.relative) if first <= fixed.last else None


# Ranges


def _ranged(page: Page, m: Match) -> Fixed | None:
    low, high, tokens = m.held["l"], m.held["h"], page.tokens
    if isinstance(high, Monthly) and not _may_lack_month(page, low, m):
        return None
    if isinstance(low, Monthly):
        month = tokens.low(m.last - 1) == "month"
        clock = isinstance(high, Fixed) and (high.clock or (high.relative and not month))
        if not is_day(high) or clock:
            return None
    small = m.rule.name == "month-to" and not is_capital(tokens, m.first)
    return None if small else timex.join(low, high, page.anchor, page.aim)


def _may_lack_month(page: Page, low: Said, m: Match) -> bool:
    """Whether a bare day may end a range: behind a named day, or both as ordinals."""
    if isinstance(low, Yearly):
        return low.day is not None and not _is_dateline(page.tokens, m.last - 1)
    places = (read_place(page.tokens, m.last - back) for back in (1, 2))
    return isinstance(low, Monthly) and any(places)


def _is_dateline(tokens: Tokens, at: int) -> bool:
    """True for the 16 of "4 March – 16 died": a dash stands before it, and it counts."""
    counts = is_word(tokens, at) or (not tokens.touches(at) and is_word(tokens, at + 1))
    return tokens.low(at - 1) == "-" and counts


def _to_day(page: Page, m: Match) -> Fixed | None:
    low, high = m.held["l"], m.held["h"]
    if not isinstance(low, Yearly) or low.month is None or low.day is None:
        return None
    if "y" in m.held:
        month = low.month % 12 + 1 if high.day < low.day else low.month
        high = named.tied(timex.month_day(month, high.day), m.held["y"])
    return timex.join(low, high, page.anchor, page.aim)


def _years(page: Page, m: Match) -> Fixed | None:
    first, written, tokens = int(m.held["a"]), m.held["b"], page.tokens
    before = tokens.low(m.first - 1)
    named = before in members("numbered") | members("label-of-hours")
    if (tokens.touches(m.first) and before != "(") or named or len(written) not in (2, 4):
        return None
    short = len(written) == 2  # up to 12 it is a month: 2009-10
    last = first - first % 100 + int(written) if short else int(written)
    running = last == first + 1 or page.tokens.low(m.first + 1) == "-"
    if (short and int(written) <= 12) or not 1400 <= first < last <= 2100 or not running:
        return None
    return Fixed(years_days(first)[0], years_days(last)[1])


def _night(page: Page, m: Match) -> Fixed | None:
    high = m.held["h"]
    fixed = timex.join(m.held["d"], high, page.anchor, page.aim) if is_day(high) else None
    one = fixed and fixed.days and fixed.days[1] - fixed.days[0] == ONE_DAY
    return fixed if one else None


# Bounds

_JUST_PASSED = 14  # days


def _bound(page: Page, m: Match) -> Fixed | None:
    kind, tokens, said = m.rule.action.split()[1], page.tokens, m.held["d"]
    if _is_no_bound(page, m, kind):
        return None
    if isinstance(said, Yearly) and said.month and not said.day and _is_counted(page, m.last):
        return NOWHERE  # "since May 16 people have died"
    fixed = settle(said, page.anchor, _bound_aim(page, m, kind))
    if fixed is None or fixed.first is None or fixed.last is None:
        return None
    hours = fixed.clock or tokens.low(m.first + 1) in members("day-part")
    if hours and kind in ("after", "before") and is_day(fixed):
        return fixed  # before dawn on Sunday is Sunday
    if kind == "before" and tokens.low(m.first + 2) in members("end-noun"):
        kind = "until"
    return _limited(page, fixed, kind)


def _is_no_bound(page: Page, m: Match, kind: str) -> bool:
    """True for "since Tuesday's", "the days before Easter", "through the summer"."""
    tokens, said = page.tokens, m.held["d"]
    if tokens.low(m.last) == "'" and tokens.touches(m.last):
        return True
    if kind in ("after", "before") and tokens.low(m.first - 1) in members("time-unit"):
        return True
    season = isinstance(said, Fixed | Yearly) and said.vague
    if season and tokens.low(m.first) == "through" and tokens.low(m.first + 1) == "the":
        return True
    return isinstance(said, Monthly) and not _is_sure(page, said, m)


def _is_counted(page: Page, at: int) -> bool:
    """Whether a short figure and what it counts stand here."""
    counted = page.tokens.low(at + 1) in members("counted-noun")
    return counted and figure(page.tokens, at, 2) is not None


def _bound_aim(page: Page, m: Match, kind: str) -> Aim:
    """Since looks back; until, where the clause says nothing else, ahead or to what just passed."""
    if page.forced or kind not in ("since", "until"):
        return page.aim
    said, behind = m.held["d"], {page.tokens.low(m.first - back) for back in range(1, 6)}
    if kind == "since":
        return Aim.PAST
    granted = page.tokens.low(m.first - 1) == "had" or not behind.isdisjoint(members("ahead-until"))
    if page.aim is not Aim.NEAR and not granted:
        return page.aim
    near = settle(said, page.anchor, Aim.NEAR) if isinstance(said, Yearly) else None
    passed = (page.anchor - near.last).days if near and near.last else 0
    return Aim.PAST if 0 < passed <= _JUST_PASSED else Aim.FUTURE


def _limited(page: Page, fixed: Fixed, kind: str) -> Fixed | None:
    """The days that a bound leaves."""
    first, last = fixed.first or page.anchor, fixed.last or page.anchor
    begun = page.published and first <= page.anchor
    if kind == "until":
        return replace(fixed, first=None, precision=None)
    if kind == "before":
        return replace(fixed, first=None, last=first - ONE_DAY, precision=None, clock=None)
    if kind == "after":
        return _opened(replace(fixed, first=last + ONE_DAY))
    if kind == "since" and begun:
        return replace(fixed, last=page.anchor, precision=None, clock=None)
    return fixed if kind == "as_of" and (begun or not page.published) else _opened(fixed)


def _is_sure(page: Page, said: Monthly, m: Match) -> bool:
    """False at "after the first debate": a day of the month stands in figures, and alone."""
    digits = any(figure(page.tokens, n) is not None for n in range(m.first, m.last))
    alone = digits and not is_word(page.tokens, m.last)
    return said.weekday is not None or page.tokens.low(m.last - 1) == "month" or alone


# Times in a row


def _item(page: Page, m: Match) -> Item:
    year = m.held.get("y")
    return m.first, m.last, Fixed(*years_days(int(year))) if year else m.held["d"]


def _series(page: Page, m: Match) -> timex.Series | None:
    parts: tuple[Item, ...] = (m.held["a"], *m.held["t"])
    first, last, tokens = parts[0][2], parts[-1][2], page.tokens
    if len({is_day(said) for _, _, said in parts}) > 1:
        return None
    if not is_day(first) and isinstance(first, Fixed) and tokens.low(m.first).isdigit():
        good = is_year(page, m.first, int(tokens.low(m.first)))
    else:
        cued = isinstance(last, Fixed) or tokens.low(m.first - 1) in members("time-cue")
        good = is_day(first) or (cued and is_capital(tokens, m.first))
    year = m.held.get("y", (0, False))[0]
    return timex.listed(parts, page.anchor, page.aim, year) or None if good else None


# Times counted from one named before


def _beside(page: Page, m: Match) -> Beside:
    written, held = m.rule.action.split()[1:], m.held
    if "s" in held:
        count = meanings("text-step")[held["s"]]
    else:
        count = int(written[0]) if written else 1 if held["w"] == "after" else -1
    unit = values("time-unit").get(held["u"], "day")
    return Beside(count, unit, whole=unit != "day")


def _beside_weekday(page: Page, m: Match) -> Beside:
    return Beside(meanings("text-step")[m.held["s"]], "day", weekday=m.held["d"])


def _beside_length(page: Page, m: Match) -> Beside | None:
    length: tuple[Piece, ...] = m.held["l"]
    count, unit, vague = length[0]
    if unit == "hour" and count >= 24 and count % 24 == 0:
        count, unit = count / 24, "day"
    if vague or unit not in members("anchored-unit"):
        return None
    return Beside(count if m.held["w"] in members("afterwards") else -count, unit)


_NAMED = (
    _clock_half, _clock, _clock_pair, _clocked, _clock_only, _single, _bare, _open_side, _so_far,
    _to_date, _stretch, _ranged, _to_day, _years, _night, _bound, _item, _series, _beside,
    _beside_weekday, _beside_length,
)  # fmt: skip
ACTIONS: dict[str, Callable[[Page, Match], Any]] = {
    **{action.__name__[1:]: action for action in _NAMED},
    "clock_name": lambda page, m: Clock(
        values("clock-name")[m.held["c"]],
        sure=page.tokens.low(m.first) == "at" or page.tokens.low(m.first - 1) == "by",
    ),
    "month_frame": lambda page, m: timex.join(
        Monthly(m.held["a"]),
        named.tied(timex.month_day(m.held["m"], m.held["b"]), m.held.get("y")),
        page.anchor,
        page.aim,
    ),
    "chain": lambda page, m: (m.held["a"], *m.held.get("t", ())),
}
"""What the rules call by these names; those that need no more than a line stand here."""
