"""When the main event of a document was, as far as its own times tell.

The day must stand with the event: of a day that somebody spoke, mourned or warned on, the event is
not. Where no day stands with it a month may: "last month's raid".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.extract.dating import compared_scopes, is_of_saying
from reportedly.model import Period, Quantity, TimeMention
from reportedly.model.period import Precision, shift_day
from reportedly.text.lexicon import either, numbers
from reportedly.text.sentences import sentence_at

RECENT = timedelta(days=45)
"""So long before publication may the event be of which a document tells as new."""

_MONTHS_BACK = timedelta(days=100)
_FRESH = timedelta(days=6)
_MONTH = timedelta(days=31)
STOPS = tuple(".!?")
_BESIDE = 24  # code points between a time and what it dates
_ITS = re.compile(r"['’]s? (?:[\w-]+ ){0,2}")
_OF_EVENT = re.compile(
    rf"[\w-]+(?: [a-z-]+)?(?: (?:{either('at-a-place')}) (?:the )?(?:[a-z-]+ )*[A-Z][\w'’-]*"
    r"(?: [A-Z][\w'’-]*)*)? (?:on |of )?"
)
_BRIEF = (Precision.DAY, Precision.DAYS, Precision.WEEK)
_AFTER = re.compile(
    rf"\b({either('small-number')}|\d{{1,3}}) ({either('days-of')}) after\b", re.IGNORECASE
)
_LONG_AFTER = re.compile(
    rf",\s+(?:[\w-]+ (?:than )?)?"
    rf"(?:({either('small-number')}|\d{{1,3}}) )?({either('recalled-unit')}) after\b",
    re.IGNORECASE,
)
_BEHIND_AFTER = 40  # code points from "after" to the word for the event
_DISASTER = re.compile(rf" the (?:[\w'’-]+ ){{0,3}}(?:{either('disaster')})\b")
_IN_PHRASE = re.compile(r" (?:[\w'’-]+ ){0,5}")
_SINCE = re.compile(rf"\b(?:{either('upon-it')})\b", re.IGNORECASE)
_AS_OF = re.compile(
    rf"\b(?:{either('as-of')})(?:\s+(?:\d[\d:.]*|{either('between-as-of')}))*\s*$", re.IGNORECASE
)
_FROM_AS_OF = re.compile(rf"(?:{either('as-of')})\b", re.IGNORECASE)


def find_days_after(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Where a stretch says "a day after", "three weeks after"."""
    return list(_AFTER.finditer(text, start, end))


def days_told(after: re.Match[str]) -> int:
    """The days of a match of `find_days_after`."""
    number, unit = after[1].lower(), after[2].lower()
    return (numbers("small-number").get(number) or int(number)) * numbers("days-of")[unit]


def find_recalled(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Where a stretch goes on with ", months after", ", more than two years after"."""
    return list(_LONG_AFTER.finditer(text, start, end))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a time stands.

    Attributes:
        begin: where its sentence begins.
        near: where its sentence names the main event.
        hurt: whether its sentence counts people who were hurt.
        told: whether it stands in a whole sentence of the lead.
    """

    begin: int
    near: list[int]
    hurt: bool
    told: bool


def main_time(
    text: str,
    times: Sequence[TimeMention],
    figures: Sequence[Quantity],
    named: Sequence[int],
    harmed: Sequence[int],
    published: date | None,
    sentences: Sequence[tuple[int, int]],
    lead: int,
) -> Period | None:
    """The day of the main event: in the first sentence that names it, right before it at best.

    "In Orlo on 3 May" behind its name is as good. Of a week that names it ("last week's flood") a
    day is wanted that the text gives within it. A day in a whole sentence of the lead will do if it
    is fresh, unless it is that of publication; else the month of a sentence that names the event.

    Args:
        text: the document.
        times: the times in it.
        figures: the figures in it.
        named: where the main event is named.
        harmed: where people are counted who were hurt.
        published: the day of publication.
        sentences: where they begin and end.
        lead: where the lead ends.
    """
    past = compared_scopes(text, figures, times)
    own = [
        t
        for t in times
        if not any(first <= t.start < last for first, last in past)
        and not is_of_saying(text, t)
        and not _AS_OF.search(text[max(0, t.start - 40) : t.start])
        and not _FROM_AS_OF.match(text, t.start)
    ]

    def place(mention: TimeMention) -> _Place:
        begin, end = sentence_at(sentences, mention.start) or (0, 0)
        near = [at for at in named if begin <= at < end]
        hurt = any(begin <= at < end for at in harmed)
        told = mention.start < lead and text[begin:end].rstrip().endswith(STOPS)
        return _Place(begin, near, hurt, told)

    def rank(mention: TimeMention) -> tuple[bool, int, bool, int] | None:
        day, at = mention.period.start, place(mention)
        fresh = day != published and (published is None or _is_within(mention, published, _FRESH))
        if not at.near and not (at.hurt and day != published) and not (at.told and fresh):
            return None
        back = [n for n in at.near if _SINCE.search(text, mention.end, max(n, mention.end))]
        if at.near and at.near == back and _days_between(text, mention, at.near[0]) is None:
            return None  # "gathered on Tuesday after the fire"
        is_week = mention.period.precision is Precision.WEEK
        beside = any(
            _ITS.fullmatch(text, mention.end, n)
            if is_week and mention.end < n
            else mention.start <= n <= mention.end + _BESIDE
            or (n < mention.start and _OF_EVENT.fullmatch(text, n, mention.start))
            for n in at.near
            if n not in back
        )
        if is_week and not beside:
            return None
        return (not at.near and not at.hurt, at.begin, not beside, mention.start)

    days = (t for t in own if t.period.precision in _BRIEF and _is_within(t, published))
    ranked = [(found, t) for t in days if (found := rank(t)) is not None]
    if not ranked:
        back = _days_back(text, named, published, lead)
        if back is not None:
            return Period.day(back)
        told = ((t, place(t)) for t in own if t.start < lead and _is_month_of(t, published))
        return next((_plain(t.period) for t, at in told if at.near or at.hurt), None)
    _, first = min(ranked, key=lambda each: each[0])
    if first.period.precision is Precision.WEEK:
        within = [r for r in ranked if r[1].period.overlaps(first.period) and not r[0][2]]
        _, first = min(within, key=lambda each: each[0], default=(None, first))
    near = place(first).near
    told_behind = near and all(first.end < at for at in near)
    shift = _days_between(text, first, near[0]) if told_behind else None
    if shift is not None and first.period.start is not None:
        return Period.day(shift_day(first.period.start, -shift))
    return _plain(first.period)


def _days_back(text: str, named: Sequence[int], published: date | None, lead: int) -> date | None:
    """The day of an event from which the lead counts: "Two days after the crash"."""
    for after in find_days_after(text, 0, lead):
        line = text[text.rfind("\n", 0, after.start()) + 1 : after.start()]
        opens = not line.strip() or line.rstrip().endswith(STOPS)
        near = [n for n in named if 0 <= n - after.end() <= _BEHIND_AFTER]
        is_named = any(_IN_PHRASE.fullmatch(text, after.end(), n) for n in near)
        if published and opens and (is_named or _DISASTER.match(text, after.end())):
            return shift_day(published, -days_told(after))
    return None


def _plain(when: Period) -> Period:
    return replace(when, as_written="", clock=None)


def _is_within(mention: TimeMention, published: date | None, reach: timedelta = RECENT) -> bool:
    day = mention.period.start
    return day is not None and (published is None or timedelta() <= published - day <= reach)


def _is_month_of(mention: TimeMention, published: date | None) -> bool:
    """Whether a time is a month shortly before publication: "last month", not "this month"."""
    first, last = mention.period.start, mention.period.end
    if mention.period.precision is not Precision.MONTH or first is None or last is None:
        return False
    whole = first.day == 1 and last.month == first.month and last - first < _MONTH
    return whole and (published is None or (published - first <= _MONTHS_BACK and last < published))


def _days_between(text: str, mention: TimeMention, at: int) -> int | None:
    """How many days before a time the event behind it was: "on Tuesday, a day after a fire"."""
    found = _AFTER.search(text, mention.end, max(at, mention.end))
    return None if found is None else days_told(found)
