"""Times found in running text: the gate, the walk over the tokens, and the context."""

from __future__ import annotations

import re
from datetime import date

from reportedly.model.period import Precision, TimeMention
from reportedly.text.dates.calendar import FEAST_STARTS, Page
from reportedly.text.dates.ranges import read_whole_time
from reportedly.text.dates.said import Aim, Fixed, period_of
from reportedly.text.dates.scan import Tokens, cut, read_count
from reportedly.text.dates.spans import shift, unit_days
from reportedly.text.dates.words import (
    CARDINALS,
    DAY_PARTS,
    DECADES,
    FUTURE,
    FUTURE_TO,
    LAST,
    MONTHS,
    NEXT,
    ORDINALS,
    PARTS,
    PAST,
    SEASONS,
    TODAY_WORDS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)

_WORD = re.compile(r"[a-z]+")
_FIGURES = re.compile(
    r"[0-9]{4}|[0-9](?:[/.:-][0-9]|st|nd|rd|th|'?s|\s?[ap]\.?m)"
    r"|[qh][1-4]|[1-4][qh]|on [0-9]|the [0-9]|cy[0-9]|w[0-9]|'[0-9]"
)

_COMMON = frozenset(
    "new st saint black good father mother d all women girls single children teacher youth workers "
    "second seconds minute half".split()
)
"""Words of times that are more often something else and never a time's only word."""

_HOLDING = (
    frozenset(
        {*MONTHS, *WEEKDAYS, *SEASONS, *UNITS, *TODAY_WORDS, *DAY_PARTS, *DECADES, *FEAST_STARTS}
    )
    | {f"{name}s" for name in WEEKDAYS}
    | frozenset(
        "overnight midnight clock eighteen nineteen thousand thousands tens noughties date ytd qtd "
        "mtd wtd".split()
    )
) - _COMMON
"""Every time in words holds one of these; a text with none of them and no figures holds none."""

_STARTING = (
    _HOLDING
    | LAST
    | NEXT
    | PARTS.keys()
    | CARDINALS.keys()
    | ORDINALS.keys()
    | VAGUE_NUMBERS.keys()
    | FEAST_STARTS
    | frozenset(
        "this current earlier later recent since ever after before until till by from between "
        "half starting beginning as prior no not up through at around a an in within w wc cy q h "
        "final so more less fewer rest remainder same ending sooner to sun sat mar on not the "
        "pre ytd qtd mtd wtd noughties ' ’ ‘".split()
    )
)
"""Words a time may begin with, figures aside."""

_STOPS = frozenset(".!?;\n")
_PAPERS = frozenset("times telegraph herald mail express mirror post mosque".split())


def find_times(
    text: str,
    published: date | None = None,
    *,
    prefer: str | None = None,
    day_first: bool = False,
) -> list[TimeMention]:
    """Find the times in running text and resolve them to days.

    Args:
        text: any text.
        published: the day the text was published, against which "Tuesday", "last week" and
            "March" are resolved. Without it only times that need no such day are returned.
        prefer: "past" or "future" for words that fit several rounds of the calendar; by default
            the words around decide ("will meet on Tuesday"), then a weekday is the latest up to
            the published day and a date the nearest, a day ahead counting as three back.
        day_first: read 3/4/2019 as the third of April; 22/04 is read as April either way.

    Returns:
        Mentions in order, none overlapping, with `text[m.start:m.end] == m.period.as_written`;
        offsets in code points. Durations ("for four years") are no times.

    Raises:
        ValueError: `prefer` is none of "past", "future", None.
    """
    aim = Aim(prefer) if prefer is not None else None
    if not _may_hold_time(text):
        return []
    tokens = cut(text)
    page = Page(tokens, published or date(2000, 1, 1), day_first, aim)
    mentions: list[TimeMention] = []
    latest: Fixed | None = None
    index = 0
    while index < tokens.count:
        found = _read_at(page, index, published is not None, latest)
        if found is None:
            index += 1
            continue
        fixed, after = found
        if fixed.first == fixed.last and fixed.precision is None:
            latest = fixed
        if _is_known(fixed, published):
            start, end = tokens.starts[index], tokens.ends[after - 1]
            mentions.append(TimeMention(start, end, period_of(fixed, text[start:end])))
        index = after
    return mentions


def _may_hold_time(text: str) -> bool:
    lowered = text.lower()
    return not _HOLDING.isdisjoint(_WORD.findall(lowered)) or _FIGURES.search(lowered) is not None


def _is_known(fixed: Fixed, published: date | None) -> bool:
    """Whether the time can be told, and tells anything."""
    if fixed.relative and published is None:
        return False
    if fixed.first is None or fixed.last is None:
        return fixed.first is not fixed.last
    return fixed.first <= fixed.last


def _read_at(
    page: Page, index: int, published: bool, latest: Fixed | None
) -> tuple[Fixed, int] | None:
    """The time that begins at this token, if one does."""
    tokens = page.tokens
    word = tokens.words[index]
    if not (word in _STARTING or word[:1].isdigit()):
        return None
    if tokens.touch(index) and tokens.before(index)[-1:].isalnum():
        return None  # inside a name or code: "P3pm"
    if word in _LEADING and not _may_follow(tokens, index + 1):
        return None
    if word in WEEKDAYS and tokens.words[index + 1] in _PAPERS:
        return None
    if tokens.before(index) in ("every", "each"):
        return None
    aim = page.aim or _aim_at(tokens, index)
    try:
        beside = _read_beside(page, index, latest, aim)
        return beside or read_whole_time(page, index, aim, published)
    except (ValueError, OverflowError):
        return None  # beyond the years 1 to 9999


_LEADING = frozenset(
    "the a an in at on to no not up so as by from around through more less fewer before after "
    "since until till between within this last next one two three".split()
)
"""Words that begin a time only before another word of one; most often they begin none."""

_FOLLOWING = _STARTING | frozenset(
    "rest remainder or far than hundred business working work consecutive full calendar turn "
    "half quarter now date present close".split()
)


def _may_follow(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return word in _FOLLOWING or word[:1].isdigit() or word in ("'", "’", "-")


def _aim_at(tokens: Tokens, index: int) -> Aim:
    """What the clause around a time says of its direction.

    The nearest telling word before the time in its sentence decides ("will meet on", "said on");
    where there is none, the first after it ("On Tuesday the court will").
    """
    words = tokens.words
    for back in range(index - 1, max(-1, index - 26), -1):
        aim = _direction(words, back)
        if aim is not None:
            return aim
        if _is_stop(tokens, back):
            break
    for ahead in range(index + 1, min(tokens.count, index + 13)):
        aim = _direction(words, ahead)
        if aim is not None:
            return aim
        if _is_stop(tokens, ahead):
            break
    return Aim.NEAR


def _is_stop(tokens: Tokens, index: int) -> bool:
    """True at the end of a sentence; the full stop of "Gov." or "3.5" is none."""
    word = tokens.words[index]
    if word != ".":
        return word in _STOPS
    return not tokens.touch(index + 1) and len(tokens.before(index)) > 3


def _direction(words: tuple[str, ...], index: int) -> Aim | None:
    word = words[index]
    if word in FUTURE or (word == "to" and index > 0 and words[index - 1] in FUTURE_TO):
        return Aim.FUTURE
    if word in FUTURE_TO and words[index + 1] == "to":
        return Aim.FUTURE
    if word in PAST or (len(word) > 4 and word.endswith("ed") and word != "united"):
        return Aim.PAST
    return None


def _read_beside(
    page: Page, index: int, latest: Fixed | None, aim: Aim
) -> tuple[Fixed, int] | None:
    """Read "the next day", "the day before", "two days later": counted from the day named last.

    Without such a day, "the day before" and "the previous day" count from the published day.
    """
    tokens = page.tokens
    words = tokens.words
    if words[index] in ("next", "following") and words[index + 1] == "day":
        return _beside(page, latest or _today(page, aim), 1, "day", index + 2)
    same = index + 1 if words[index] == "the" else index
    if words[same] == "same":
        return _read_same(page, same + 1, latest)
    if words[index] == "the" and words[index + 2] == "day":
        step = 1 if words[index + 1] in ("next", "following") else 0
        step = -1 if words[index + 1] in ("previous", "preceding") else step
        latest = latest or _today(page, aim)
        return _beside(page, latest, step, "day", index + 3) if step else None
    if words[index : index + 2] == ("the", "day") and words[index + 2] in ("before", "after"):
        if tokens.words[index + 3][:1].isalnum():
            return None
        step = -1 if words[index + 2] == "before" else 1
        return _beside(page, latest, step, "day", index + 3)
    count = read_count(tokens, index)
    if count is None or count[1]:
        return None
    unit = UNITS.get(words[count[2]])
    latest = latest or _today(page, aim)
    if unit not in ("day", "week", "fortnight", "month", "year") or latest is None:
        return None
    after = count[2] + 1
    closed = not words[after + 1][:1].isalnum()
    if words[after] in ("before", "prior", "after") and not closed:
        return None
    if words[after] in _BESIDE and words[after + 1] != "than":
        step = -1 if words[after] in ("earlier", "before", "prior") else 1
        return _beside(page, latest, step * count[0], unit, after + 1)
    return None


_BESIDE = frozenset({"later", "earlier", "afterwards", "before", "prior", "after"})


def _today(page: Page, aim: Aim) -> Fixed | None:
    """The day to count from where none was named: the published one, looking ahead."""
    return Fixed(page.anchor, page.anchor, relative=True) if aim is Aim.FUTURE else None


def _read_same(page: Page, index: int, latest: Fixed | None) -> tuple[Fixed, int] | None:
    """Read "day", "week", "year" after "the same": that of the day named last."""
    unit = UNITS.get(page.tokens.words[index])
    if unit not in ("day", "week", "weekend", "month", "year"):
        return None
    if latest is None or latest.first is None:
        if unit == "day":
            return None
        days = unit_days(page.anchor, unit)
        return Fixed(*days, relative=True, vague=True), index + 1
    return Fixed(*unit_days(latest.first, unit), relative=latest.relative), index + 1


def _beside(
    page: Page, latest: Fixed | None, count: int, unit: str, after: int
) -> tuple[Fixed, int] | None:
    if latest is None or latest.first is None:
        if count > 0:
            return None
        latest = Fixed(page.anchor, page.anchor, relative=True)
    day = shift(latest.first or page.anchor, count, unit)
    precision = {"week": Precision.WEEK, "month": Precision.MONTH, "year": Precision.YEAR}.get(unit)
    return Fixed(day, day, relative=latest.relative, precision=precision), after
