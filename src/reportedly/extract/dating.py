"""Which of the times in its words dates a figure, and which date statements of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.model import Quantity, TimeMention
from reportedly.model.period import Precision
from reportedly.text.lexicon import either, words
from reportedly.text.times.timex import Fixed, period_of

_CLAUSE_EDGE = re.compile(rf"[,;:.—–]|\b(?:{either('clause-edge')})\b")
_SENTENCE_STOP = re.compile(r"[.!?;]\s")
_NEAR_WORDS = 60  # code points before a time
_EDGE_COST = 40
_FAR = 150
_DECADE = 10  # years

_OWNED = rf"(?:the|an?|{either('possessive-pronoun')}|\w+['’]s?)"
_SUPERLATIVE = rf"(\w{{2,}}est|{either('superlative')}|{either('once-only')})"
_RECORD = re.compile(
    rf"\b(?:{_OWNED}\s+(?:[\w-]+[\s-]+)?{_SUPERLATIVE}((?:\s+[\w-]+){{0,5}})"
    rf"|{_SUPERLATIVE})\s*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    rf"\b(?:(?P<moved>from|on)|{either('comparison')})\b|,\s+against\b(?=\s+(?:[a-z]+\s)?\d)",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\s+(?:[a-z]+\s+)?[$£€]?\d")
_MOVED = re.compile(rf"\b(?:{either('rise-or-fall')})\b", re.IGNORECASE)
_COMPARED_END = re.compile(r"[,:](?!\d)|[;—–]|[.!?](?=\s|$)|\bto\b")
_STILL = re.compile(r"(?:\s+[\w-]+){0,3}?\s+(?:(?:are|is)\s+still|remains?)\b")
_BACK_THEN = words("back-then") | words("origin") | words("reminder")
_OF_REPORT = rf"(?:{either('told-in')})"
_TOLD_BEFORE = re.compile(
    rf"\b(?:{either('given-out')}|{_OF_REPORT})(?:\s+(?:{either('before-its-day')}))*\s*$",
    re.IGNORECASE,
)
_PUT_OUT = re.compile(
    rf"\b(?:{either('puts-out')})\s+(?:[\w’'-]+\s+){{0,3}}?(?:{either('put-out')})"
    rf"(?:\s+(?:{either('about-what')})\s+[^.,;:]{{2,40}}?)?(?:\s+(?:{either('before-its-day')}))*\s*$",
    re.IGNORECASE,
)
_TOLD_TO = re.compile(
    rf"\b(?:{either('telling')})\s+(?:[\w’'-]+\s+){{1,8}}?(?:{either('before-its-day')})"
    rf"(?:\s+(?:{either('before-its-day')}))*\s*$|\bwhen\s+(?:[\w’'-]+\s+){{1,3}}?"
    rf"(?:{either('reached-for-comment')})\s+(?:[\w’'-]+\s+){{0,5}}?(?:{either('before-its-day')})\s*$",
    re.IGNORECASE,
)
_WHAT_IS_TOLD = re.compile(rf"\s+(?:{either('opens-what-is-told')})\b|\s*[,:.;“\"]")
_TOLD_BEHIND = re.compile(
    rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}{_OF_REPORT}\b"
    rf"|\s+(?:also\s+)?(?:{either('tells-on-a-day')})\b(?!\s+(?:{either('tally')}|dead)\b)",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(?:[A-Z][\w.'’-]*,? ?){1,6}\s*")
_DASH = re.compile(r"\s*(?:\([^)\n]{1,30}\)\s*)?[-–—]+\s")
_SUBJECT = re.compile(rf"[\w”\"’]\s+(?:late\s+)?(?:{either('before-its-day')})\s+$", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|/|(?:,\s*)?(?:and|or|&))\s*(?:on\s+|in\s+)?")
_NUMBER_BEFORE = re.compile(r"\d%?\s+and\s+$")


def date_figures(
    text: str, figures: Sequence[Quantity], times: Sequence[TimeMention]
) -> tuple[list[TimeMention | None], list[TimeMention]]:
    """The time of each figure, None where none stands near, and the times that no figure takes.

    One figure takes a whole list of days, from the first to the last ("on 27 and 28 February");
    a time with which is compared belongs to the figure it stands with and to no other.
    """
    times = [t for t in times if not (_is_of_a_record(text, t) or is_of_saying(text, t))]
    rows = list(_rows(text, times))
    near = [row for row in rows if not _is_of_a_thing(text, row[0])]
    compared = compared_scopes(text, figures, times)
    found: list[TimeMention | None] = []
    taken: set[TimeMention] = set()
    for figure in reversed(figures):
        row = _nearest(text, figure, near, compared)
        if row is not None:
            found.append(_within(text, figure, figures, row))
            taken.update(row)
        else:
            found.append(found[-1] if _shares_time(text, figure, figures, len(found)) else None)
    left = [row for row in rows if row[0] not in taken and not _scopes(row[0].start, compared)]
    return found[::-1], [_whole(text, row) for row in left]


def is_of_saying(text: str, mention: TimeMention) -> bool:
    """Whether a time is only that of a report: "our story on Monday", "on Monday confirmed".

    Nothing happened then but that it was told: "the 140 given on Wednesday", a dateline,
    "published a report on the attack on Friday", "told reporters on Friday that", "when we reached
    him on Friday".
    """
    before, behind = _shortly_before(text, mention.start), text[mention.end : mention.end + 40]
    line = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    if _PUT_OUT.search(text[max(0, mention.start - _FAR) : mention.start]):
        return True
    if _TOLD_BEFORE.search(before) or (_DATELINE.fullmatch(line) and _DASH.match(behind)):
        return True
    told = _TOLD_TO.search(text[max(0, mention.start - _FAR) : mention.start])
    if told is not None and _WHAT_IS_TOLD.match(behind) and "." not in told.group():
        return True
    found = _TOLD_BEHIND.match(behind)
    return found is not None and (behind[0] in "'’" or _SUBJECT.search(before) is not None)


def compared_scopes(
    text: str, figures: Sequence[Quantity], times: Sequence[TimeMention]
) -> list[tuple[int, int]]:
    """Where that stands with which is compared: "from 14 on Monday" of "rose to 21, from …"."""
    return list(_compared(text, figures, times)) if times and figures else []


def lone_far_days(
    text: str, times: Sequence[TimeMention], published: date | None
) -> frozenset[TimeMention]:
    """Every day far from publication that nothing else in the text looks back to.

    "On 5 March 2013 six people were killed", published in 2031, is likelier a slip than a fact: as
    the time of a figure it stays open. Another time of those years, "the fire of 5 March 2013" or
    "anniversary" make it one.
    """
    starts = [day.year for t in times if (day := t.period.start or t.period.end)]
    if published is None or not any(abs(year - published.year) > _DECADE for year in starts):
        return frozenset()
    named = Counter(starts)
    return frozenset(
        mention
        for mention in times
        if (day := mention.period.start)
        and abs(day.year - published.year) > _DECADE
        and mention.period.precision is Precision.DAY
        and sum(named[day.year + step] for step in range(-_DECADE, _DECADE + 1)) == 1
        and not _looks_back(text, mention)
    )


def _looks_back(text: str, mention: TimeMention) -> bool:
    """Whether a day is tied to a noun ("the fire of"), or a word of its sentence looks back."""
    stop = _SENTENCE_STOP.search(text, mention.end)
    before = text[max(0, mention.start - _FAR) : mention.start]
    behind = text[mention.end : stop.start() if stop else mention.end + _FAR]
    clause = re.findall(r"[a-z]+", f"{_SENTENCE_STOP.split(before)[-1]} {behind}".lower())
    return before.endswith("of ") or not _BACK_THEN.isdisjoint(clause)


# Lists of times

_Row = list[TimeMention]


def _rows(text: str, times: Sequence[TimeMention]) -> Iterator[_Row]:
    """Times that stand in one list together, the others by themselves."""
    row: _Row = []
    for mention in times:
        if row and not _goes_on(text, row[-1], mention):
            yield row
            row = []
        row.append(mention)
    if row:
        yield row


def _goes_on(text: str, before: TimeMention, mention: TimeMention) -> bool:
    low, high = before.period, mention.period
    alike = low.precision == high.precision and not (low.clock or high.clock)
    later = low.start and low.end and high.start and high.end and low.end < high.start
    return bool(alike and later and _LISTED.fullmatch(text, before.end, mention.start))


def _whole(text: str, row: _Row) -> TimeMention:
    """A list of times as one, from its first day to its last."""
    first, last = row[0], row[-1]
    if first is last:
        return first
    days = Fixed(first.period.start, last.period.end)
    return TimeMention(first.start, last.end, period_of(days, text[first.start : last.end]))


def _within(text: str, figure: Quantity, figures: Sequence[Quantity], row: _Row) -> TimeMention:
    """What of a list dates a figure: all of it, or its own day where there is one for each."""
    if len(row) == 1:
        return row[0]
    at = figures.index(figure)
    first, last = at, at
    while first and _is_listed(text, figures[first - 1], figures[first]):
        first -= 1
    while last + 1 < len(figures) and _is_listed(text, figures[last], figures[last + 1]):
        last += 1
    if last - first + 1 == len(row):
        return row[at - first]
    counted = _NUMBER_BEFORE.search(text, max(0, figure.start - 9), figure.start)
    return row[-1] if counted else _whole(text, row)


def _is_listed(text: str, figure: Quantity, after: Quantity) -> bool:
    return _LISTED.fullmatch(text, figure.end, after.start) is not None


# The nearest time


def _nearest(
    text: str, figure: Quantity, rows: Sequence[_Row], compared: Sequence[tuple[int, int]]
) -> _Row | None:
    own = _scopes(figure.start, compared)
    now = _STILL.match(text, figure.end) is not None  # "three came back on Tuesday, two are still
    rows = [row for row in rows if not now or row[0].start > figure.start]  # missing"
    open_to = [row for row in rows if _scopes(row[0].start, compared) == own]
    row = min(open_to, key=lambda row: _row_distance(text, row, figure), default=None)
    return None if row is None or _row_distance(text, row, figure) > _FAR else row


def _row_distance(text: str, row: _Row, figure: Quantity) -> int:
    return min(_distance(text, mention, figure) for mention in row)


def _distance(text: str, mention: TimeMention, quantity: Quantity) -> int:
    """Code points between the two; a clause's edge between them counts for many."""
    between = text[min(mention.end, quantity.end) : max(mention.start, quantity.start)]
    return len(between) + _EDGE_COST * len(_CLAUSE_EDGE.findall(between))


def _shares_time(text: str, figure: Quantity, figures: Sequence[Quantity], behind: int) -> bool:
    """Whether "and" alone ties a figure to the next one: "4 died and 9 were hurt on Monday"."""
    if not behind:
        return False
    between = text[figure.end : figures[len(figures) - behind].start]
    return _CLAUSE_EDGE.findall(between) == ["and"]


# Times of something else


def _is_of_a_thing(text: str, mention: TimeMention) -> bool:
    """Whether a time says when something was made, or of what an event reminds.

    In "the dam, built in 1974, had killed nine" and "a flood that recalled the fire of March 2019"
    it dates no event of the figure.
    """
    clause = re.findall(r"[a-z]+|[0-9]+|,", _shortly_before(text, mention.start).lower())
    if not words("origin").isdisjoint(clause[-3:]):
        return True
    reminded = [n for n, word in enumerate(clause) if word in words("reminder")]
    return bool(reminded) and "," not in clause[reminded[-1] :]


def _is_of_a_record(text: str, mention: TimeMention) -> bool:
    """Whether a time says for how long nothing was like it: "the heaviest rain since 1987"."""
    if mention.period.as_written.split()[0].lower() not in words("bound-since"):
        return False
    found = _RECORD.search(_shortly_before(text, mention.start))
    if found is None:
        return False
    ordinary = (found[1] or found[3]).lower() in words("no-superlative")
    behind = (found[2] or "").lower().split()
    return not ordinary and words("perfect-auxiliary").isdisjoint(behind)


def _shortly_before(text: str, at: int) -> str:
    """The words of its sentence that stand shortly before a place."""
    return _SENTENCE_STOP.split(text[max(0, at - _NEAR_WORDS) : at])[-1]


def _scopes(at: int, compared: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The comparisons that a place in the text is inside of."""
    return [(start, end) for start, end in compared if start <= at < end]


def _compared(
    text: str, figures: Sequence[Quantity], times: Sequence[TimeMention]
) -> Iterator[tuple[int, int]]:
    """Where that stands with which is compared: "up from 14 on Monday", "than in 2029"."""
    marks: list[Quantity | TimeMention] = [*figures, *times]
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    for opener in _COMPARED.finditer(text, max(0, first - _NEAR_WORDS), last):
        start, end = opener.span()
        if any(m.start < end and start < m.end for m in marks):
            continue
        if opener["moved"] is None or _is_level_before(text, opener, times):
            stop = _COMPARED_END.search(text, end)
            yield start, stop.start() if stop else len(text)


def _is_level_before(text: str, opener: re.Match[str], times: Sequence[TimeMention]) -> bool:
    """Whether "from" or "on" stands before what there was before a rise or fall."""
    start, end = opener.span()
    behind = next((t for t in times if t.start >= end), None)
    if behind is not None and text[end : behind.start].strip() not in ("", "the"):
        behind = None
    if opener["moved"].lower() == "on":
        period = behind and behind.period
        fits = bool(period and period.start and period.end and period.precision is Precision.YEAR)
    else:
        fits = behind is not None or _LEVEL.match(text, end) is not None
    return fits and _MOVED.search(_shortly_before(text, start)) is not None
