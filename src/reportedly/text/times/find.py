"""Times found in running text: the gate, the walk over the tokens, and what the clause says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from pkgutil import get_data
from typing import Any

from reportedly.model.period import TimeMention
from reportedly.text.patterns import Rule
from reportedly.text.rules import Grammar, Match
from reportedly.text.times import counted, named, whole
from reportedly.text.times.reading import BEGINS, READERS, TESTS, Page, cut
from reportedly.text.times.spans import members
from reportedly.text.times.timex import Aim, Beside, Fixed, Series, period_of
from reportedly.text.tokens import DIGITS, SIGN, Tokens

_WORD = re.compile(r"[a-z]+(?:['’]clock)?")
_FIGURES = re.compile(
    r"[0-9]{4}|[0-9](?:[/.:-][0-9]|st|nd|rd|th|'?s|\s?[ap]\.?m)"
    r"|[qh][1-4]|[1-4][qh]|on [0-9]|the [0-9]|cy[0-9]|w[0-9]|'[0-9]"
)
_NO_DAY = date(2000, 1, 1)
_NEAR = 10  # tokens, of which one holds what tells a time from other words


def find_times(
    text: str,
    published: date | None = None,
    *,
    prefer: str | None = None,
    day_first: bool | None = None,
) -> list[TimeMention]:
    """Find the times in running text and resolve them to days.

    Args:
        text: any text.
        published: the day the text was published, against which "Tuesday", "last week" and
            "March" are resolved. Without it only times that need no such day are returned.
        prefer: "past" or "future" for words that fit several rounds of the calendar; by default
            the words around decide ("will meet on Tuesday"), then a weekday is the latest up to
            the published day and a date the nearest, a day ahead counting as three back.
        day_first: whether 3/4/2019 is the third of April; by default as the other dates of the
            text have it, and where those do not say it either it is not read. 22/04 is April.

    Returns:
        Mentions in order, none overlapping, with `text[m.start:m.end] == m.period.as_written`;
        offsets in code points. Durations ("for four years") are no times, nor is what counts from
        a time that the text does not name ("two days later").

    Raises:
        ValueError: `prefer` is none of "past", "future", None.
    """
    aim = Aim(prefer) if prefer is not None else None
    if not _may_hold_time(text):
        return []
    tokens = cut(text)
    page = Page(tokens, published or _NO_DAY, published is not None, text, day_first)
    mentions = []
    for first, last, fixed in _walk(page, aim):
        if _is_known(fixed, published):
            start, end = tokens[first].start, tokens[last - 1].end
            mentions.append(TimeMention(start, end, period_of(fixed, text[start:end])))
    return mentions


def _walk(page: Page, aim: Aim | None) -> Iterator[tuple[int, int, Fixed]]:
    """Every time with its first token and the one behind it; what is named is remembered."""
    tokens, index = page.tokens, 0
    may_begin = _holding_near(tokens)
    pages: dict[Aim, Page] = {}
    before: list[tuple[int, int, Fixed]] = []
    while index < len(tokens):
        found = _read_at(page, index, pages, aim) if may_begin[index] else None
        if found is None:
            index += 1
            continue
        value, after, near = found
        times = _mentions(value, index, after, before, near)
        yield from times
        before += [time for time in times if time[2].days]
        index = after


def _mentions(
    value: Fixed | Series | Beside, first: int, last: int, before: Series, page: Page
) -> Series:
    """The times of one reading: one, several in a row, or one counted from what was named."""
    if isinstance(value, Fixed):
        return ((first, last, value),)
    if not isinstance(value, Beside):
        return value
    if value.clock and _ends_between(page.tokens, before, first):
        # An hour is of the day that its own sentence names, or goes on with that of the last one.
        before = before[-1:] if _goes_on(page, before[-1], first) else ()
    told = (t for t in reversed(before) if value.clock or not _looks_back(page.tokens, t, first))
    # Looked for from the nearest on, and no farther than one is found.
    nearest = next(told, None)
    anchors = reversed(before) if nearest is None else chain((nearest,), told)
    fixed = next((f for t in anchors if (f := value.beside(t[2])) is not None), None)
    if fixed is None and (value.clock or (page.aim is Aim.FUTURE and value.count > 0)):
        fixed = value.beside(Fixed(page.anchor, page.anchor, relative=True))
    if fixed is None or _is_past_and_ahead(page, fixed):
        return ()
    return ((first, last, fixed),)


def _looks_back(tokens: Tokens, named: tuple[int, int, Fixed], first: int) -> bool:
    """Whether a sentence before a token only looks back to a day: "On Tuesday it had said 17."."""
    _, after, _ = named
    stop = next((at for at in range(after, first) if _is_stop(tokens, at)), None)
    return stop is not None and any(tokens.low(at) == "had" for at in range(after, stop))


def _goes_on(page: Page, named: tuple[int, int, Fixed], first: int) -> bool:
    """Whether a sentence that begins at a token follows one that names a day gone by."""
    stops = [at for at in range(named[1], first) if _is_stop(page.tokens, at)]
    day = named[2].first
    return stops == [first - 1] and day is not None and page.published and day <= page.anchor


def _is_past_and_ahead(page: Page, fixed: Fixed) -> bool:
    """Whether what is told as past would lie ahead of the published day: it stays open."""
    ahead = fixed.first is not None and fixed.first > page.anchor
    return page.published and page.aim is Aim.PAST and ahead


def _ends_between(tokens: Tokens, before: Series, first: int) -> bool:
    """Whether a sentence ends between the last time named and a token."""
    return bool(before) and any(_is_stop(tokens, at) for at in range(before[-1][1], first))


def _is_known(fixed: Fixed, published: date | None) -> bool:
    """Whether the time can be told, and tells anything."""
    if fixed.relative and published is None:
        return False
    if fixed.first is None or fixed.last is None:
        return fixed.first is not fixed.last
    return fixed.first <= fixed.last


# Where a time may begin


@cache
def _holding() -> frozenset[str]:
    """Every time in words holds one of these; without them and figures a text holds none."""
    named_days = members("month") | members("weekday") | members("weekdays")
    units = members("season") | members("time-unit") | members("today") | members("decade")
    parts = members("day-part") | {name.split()[0] for name in members("feast")}
    common = members("never-a-time-alone")
    return (named_days | units | parts | members("time-holding")) - common


def _may_hold_time(text: str) -> bool:
    lowered = text.lower()
    return not _holding().isdisjoint(_WORD.findall(lowered)) or bool(_FIGURES.search(lowered))


def _holding_near(tokens: Tokens) -> list[bool]:
    """For each token, whether it or one of the next is what every time holds one of."""
    near, ahead = [False] * len(tokens), _NEAR
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        ahead = 0 if token.kind == DIGITS or token.low in _holding() else ahead + 1
        near[at] = ahead < _NEAR
    return near


def _may_begin(tokens: Tokens, at: int) -> bool:
    """Whether a time may begin here: not inside a name or code ("P3pm"), nor after "every"."""
    word, before, after = tokens[at].low, tokens.low(at - 1), tokens.low(at + 1)
    inside = tokens.touches(at) and before[-1:].isalnum()
    if inside or before in members("each") or not _grammar().may_begin("WHOLE_TIME", word):
        return False
    known = word not in members("time-leading") or after in members("time-following")
    return known or after in _holding() or _grammar().may_begin("WHOLE_TIME", after)


def _read_at(
    page: Page, at: int, pages: dict[Aim, Page], aim: Aim | None
) -> tuple[Any, int, Page] | None:
    """The time that begins at this token, if one does, and the page it was read on."""
    tokens = page.tokens
    if not _may_begin(tokens, at):
        return None
    near = aim or _aim_at(tokens, at)
    if near not in pages:
        pages[near] = replace(page, aim=near, forced=aim is not None)
    page = pages[near]
    found = _grammar().read("WHOLE_TIME", tokens, at, page)
    return found and (*found, page)


# What the clause says of its direction


def _aim_at(tokens: Tokens, at: int) -> Aim:
    """What the nearest telling word before the time in its sentence says, else the first after it.

    "Will meet on Tuesday" looks ahead, and so does "On Tuesday the court will".
    """
    for back in range(at - 1, max(-1, at - 26), -1):
        aim = _direction(tokens, back)
        if aim is not None:
            return aim
        if _is_stop(tokens, back):
            break
    for ahead in range(at + 1, min(len(tokens), at + 13)):
        aim = _direction(tokens, ahead)
        if aim is not None:
            return aim
        if _is_stop(tokens, ahead):
            break
    return Aim.NEAR


def _is_stop(tokens: Tokens, at: int) -> bool:
    """True at the end of a sentence; the full stop of "Gov." or "3.5" is none."""
    if tokens[at].low != ".":
        return tokens[at].kind == SIGN and tokens[at].low in members("sentence-end")
    return not tokens.touches(at + 1) and len(tokens.low(at - 1)) > 3


@cache
def _telling() -> frozenset[str]:
    """Words that may say a direction, those in -ed and -'ll aside."""
    ahead = members("future") | members("future-to") | members("future-for")
    return ahead | members("past") | members("may-happen") | {"to", "ahead"}


def _direction(tokens: Tokens, at: int) -> Aim | None:
    low = tokens[at].low
    ended = len(low) > 4 and low[-2:] == "ed" and low not in members("no-participle")
    if not ended and low not in _telling() and low[-2:] != "ll":
        return None
    before, after = tokens.low(at - 1), tokens.low(at + 1)
    if low in members("may-happen") and _is_done(tokens, at):
        return None  # "may have died", "could hear the shots"
    month = low == "may" and tokens[at].raw[0].isupper()
    ahead = low in members("future") or (low in members("may-happen") and not month)
    ahead = ahead or low.endswith(("'ll", "’ll"))
    ahead = ahead or (low == "ahead" and after == "of")
    ahead = ahead or (low == "to" and before in members("future-to"))
    ahead = ahead or (after == "to" and low in members("future-to"))
    if ahead or (after == "for" and low in members("future-for")):
        return Aim.FUTURE
    past = ended or low in members("past")
    return Aim.PAST if past and before not in members("present-be") else None


def _is_done(tokens: Tokens, at: int) -> bool:
    """Whether what may have happened, may be so or could be seen stands behind a modal verb."""
    after = tokens.low(at + 1)
    able = tokens[at].low == "could" and after in members("could-once")
    state = tokens.low(at + 2) if after == "be" else after
    return able or state in members("state-there") or "have" in (after, tokens.low(at + 2))


# The grammar


_ACTIONS = named.ACTIONS | counted.ACTIONS | whole.ACTIONS


def read_rules(text: str) -> Grammar:
    """The grammar that rules for times make.

    Raises:
        ValueError: a line is no rule, or a rule asks for what nobody gave, its action among it.
    """
    grammar = Grammar(text, "times.rules", tests=TESTS, readers=READERS, begins=BEGINS, act=_act)
    for rule in chain.from_iterable(grammar.groups.values()):
        if _action_of(rule) not in _ACTIONS:
            raise ValueError(f"{rule.where}: no action is called {_action_of(rule)!r}")
    return grammar


@cache
def _grammar() -> Grammar:
    return read_rules((get_data("reportedly.text.times", "times.rules") or b"").decode())


def _action_of(rule: Rule) -> str:
    return rule.action.partition(" ")[0]


def _act(match: Match, page: Page) -> Any:
    """What a rule makes of its words; nothing beyond the years 1 to 9999."""
    try:
        return _ACTIONS[_action_of(match.rule)](page, match)
    except (ValueError, OverflowError):
        return None
