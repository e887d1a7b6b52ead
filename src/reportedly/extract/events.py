"""The events that a document tells of: the main one, others, and which of them a figure is of.

What a document is about is told by its headline, lead and dateline: the kind of event most named
there, where, and on what day. A figure is of that event unless the words beside it say otherwise:
a time before it ("last year's flood"), or a word that sets an event apart ("another strike").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple, TypeVar

from reportedly.extract.event_time import (
    RECENT,
    STOPS,
    days_told,
    find_days_after,
    find_recalled,
    main_time,
)
from reportedly.extract.places import dateline_place, find_places, place_labels
from reportedly.model import EventEntry, Period, Quantity, Role, TimeMention
from reportedly.model.period import Precision, shift_day
from reportedly.text.happenings import Happening, find_happenings
from reportedly.text.lexicon import (
    PEOPLE,
    either,
    measure_of,
    measures,
    values,
    wider_kinds,
    words,
)
from reportedly.text.sentences import sentence_at
from reportedly.text.slug import free_name, slug
from reportedly.text.times import read_period

_STOPPAGE = "strike-action"
_LEAD = 3  # sentences, the title among them
_LEAD_WEIGHT = 3
_OF_OLD = (Precision.DAY, Precision.MONTH, Precision.YEAR)
_LONG = timedelta(days=31)
_NEAR = 24  # code points between "nationwide" and its figure
_APART = re.compile(rf"\b(?:{either('event-apart')})\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)
_NEW = re.compile(r"\ban? (?:[\w-]+ ){0,2}$", re.IGNORECASE)
_SAME_DAY = re.compile(rf"(?:{either('same-day')})\b", re.IGNORECASE)
_CARED_FOR = re.compile(rf"\b(?:{either('place-of-care')}) \w+ (?:the )?$")
_STRUCK = re.compile(r" of ([A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_THE = re.compile(r"\bthe (?:[\w-]+ ){0,2}$", re.IGNORECASE)
_INCIDENT = re.compile(
    rf"\b(?:{either('event-apart')})\s+(?:{either('incident')})\b", re.IGNORECASE
)
_THE_DAY_BEFORE = re.compile(
    rf"\b(?:{either('day-before-it')})\s+(?:{either('of-determiner')})\s+", re.IGNORECASE
)
_NEXT_WORDS = 24  # code points from "the night before the" to the event that it was before
_MAGNITUDE = "magnitude"
_ANOTHER_QUAKE = 1  # units of magnitude
_EVERYWHERE = "the whole country"
_COUNTRYWIDE = re.compile(rf"\b(?:{either('countrywide')})\b", re.IGNORECASE)
_TOLD = re.compile(rf"\b(?:{either('given-out')}|{either('put-at')})\b", re.IGNORECASE)
_OF_NOW = re.compile(
    rf"\b(?:{either('present-form')}|{either('tells-on-a-day')}|{either('given-out')}|says?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as one document tells of it.

    Attributes:
        kind: of the table of events, or None.
        place: a name, or None.
        when: the days, None where the text does not say.
        number: 0 for the document's main event.
    """

    kind: str | None
    place: str | None
    when: Period | None
    number: int = 0


class _Sentence:
    """What a sentence says of its events, read once for all the figures in it."""

    def __init__(
        self,
        text: str,
        bounds: tuple[int, int],
        happenings: Sequence[Happening],
        times: Sequence[TimeMention],
    ) -> None:
        self.text = text
        self.begin, self.end = bounds
        self.happenings = _begun_within(happenings, bounds)
        self.times = _begun_within(times, bounds)

    @cached_property
    def after(self) -> list[re.Match[str]]:
        """Where it says "a day after"."""
        return find_days_after(self.text, self.begin, self.end)

    @cached_property
    def recalled(self) -> list[re.Match[str]]:
        """Where it goes on with ", months after"."""
        return find_recalled(self.text, self.begin, self.end)

    @cached_property
    def told(self) -> list[re.Match[str]]:
        """Where it says that a figure was given out."""
        return list(_TOLD.finditer(self.text, self.begin, self.end))

    @cached_property
    def apart(self) -> int | None:
        """Where it ends to say that it is about another incident."""
        found = _INCIDENT.search(self.text, self.begin, self.end)
        return None if found is None else found.end()

    @cached_property
    def is_of_now(self) -> bool:
        """Whether it tells of the present, or who says something."""
        return _OF_NOW.search(self.text, self.begin, self.end) is not None

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """The places named in it."""
        return list(find_places(self.text, self.begin, self.end))

    def last_after(self, end: int) -> re.Match[str] | None:
        """The last "a day after" before a place, unless it says when a figure was given out."""
        return _last_before(self.after, end)

    def tells(self, start: int, end: int) -> bool:
        """Whether a figure is said to be given out between two places."""
        told = _last_before(self.told, end)
        return told is not None and told.start() >= start

    def recalls(self, start: int, end: int) -> bool:
        """Whether "a day after" or ", months after" stands between two places."""
        last = (_last_before(found, end) for found in (self.after, self.recalled))
        return any(found is not None and found.start() >= start for found in last)


_Begun = TypeVar("_Begun", Happening, TimeMention)


def _begun_within(found: Sequence[_Begun], bounds: tuple[int, int]) -> Sequence[_Begun]:
    """Those of some in order that begin between two places."""
    first = bisect_left(found, bounds[0], key=_start)
    return found[first : bisect_left(found, bounds[1], first, key=_start)]


def _start(each: Happening | TimeMention) -> int:
    return each.start


def _last_before(found: Sequence[re.Match[str]], end: int) -> re.Match[str] | None:
    """The last of some matches in order that ends before a place."""
    number = bisect_right(found, end, key=re.Match.end)
    return found[number - 1] if number else None


class _SetApart(NamedTuple):
    """A happening that words set apart from the main one, for some only with a time of old."""

    happening: Happening
    if_old: bool = False


@dataclass(slots=True)
class DocumentEvents:
    """The events of one document, found as its figures ask for them.

    Attributes:
        lead: where its first sentences end.
        main: what the document is about.
        shocks: where magnitudes of other quakes stand, and sentences begin that tell of them alone.
        labels: where parts of it begin that open with another place than the main event's, and it.
        others: what it tells of beside that.
    """

    text: str
    published: date | None
    sentences: Sequence[tuple[int, int]]
    happenings: Sequence[Happening]
    times: Sequence[TimeMention]
    lead: int
    main: ToldEvent
    shocks: frozenset[int] = frozenset()
    labels: Sequence[tuple[int, str]] = ()
    others: list[ToldEvent] = field(default_factory=list)
    _apart: dict[int | None, ToldEvent] = field(default_factory=dict)
    _known: dict[tuple[int, Period | None], ToldEvent | None] = field(default_factory=dict)
    _read: dict[tuple[int, int], _Sentence] = field(default_factory=dict)
    _named: dict[tuple[int, int], list[_SetApart]] = field(default_factory=dict)
    _first: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for happening in self.happenings:
            self._first.setdefault(happening.kind, happening.start)

    def of(self, start: int, when: Period | None) -> ToldEvent | None:
        """The event that the words at a place are about; None for a time that is no event's.

        Args:
            start: where the figure or statement stands.
            when: the time that dates it, None without one.
        """
        if (start, when) not in self._known:
            self._known[start, when] = self._of(start, when)
        return self._known[start, when]

    def _of(self, start: int, when: Period | None) -> ToldEvent | None:
        after = self._days_after(start)
        kind = None if after is not None else self._set_apart(start, when)
        if kind is None and self._is_of_a_shock(start):
            kind = self.main.kind
        if kind is not None:
            sentence, _ = sentence_at(self.sentences, start) or (start, start)
            place = self._place_at(start, None if _is_of_a_year(when) else self.main.place)
            return self._other(kind or None, place, when or self.main.when, sentence)
        elsewhere = self._elsewhere(start)
        if elsewhere is not None:
            at, place, day = elsewhere
            if day is not None or when is None or self._is_main(when):
                return self._other(self._kind_from(at), place, day or when or self.main.when, at)
        if self._is_everywhere(start):
            return self._other(self.main.kind, _EVERYWHERE, self.main.when, None)
        if after is not None:
            at, day = after
            if day == self.main.when:
                return self.main
            return self._other(self._kind_at(at), self._place_at(at, self.main.place), day, None)
        if when is None:
            return self._carried(start) or self.main
        if self._is_main(when):
            return self.main
        if is_long(when):
            return None
        place = self._place_at(start, None if _is_of_a_year(when) else self.main.place)
        return self._other(self._kind_at(start), place, when, None)

    def _elsewhere(self, start: int) -> tuple[int, str, Period | None] | None:
        """Where the words begin that set what is told at another place, the place, and its day.

        A paragraph's label does, "Nur (Halar). …", up to the next, and "the same day" before
        another place: "The same day, rebels shelled the village of Nur".
        """
        label = self._label_of(start)
        if label is not None:
            return None if label[1] == self.main.place else (*label, None)
        begin, end = sentence_at(self.sentences, start) or (start, start)
        if not _SAME_DAY.match(self.text, begin, end):
            return None
        named = [name for _, name in find_places(self.text, begin, end)]
        if not named or self.main.place in (None, *named):
            return None
        return begin, named[0], next((t.period for t in self.times if begin <= t.start < end), None)

    def _label_of(self, start: int) -> tuple[int, str] | None:
        before = [label for label in self.labels if label[0] <= start]
        return before[-1] if before else None

    def _kind_from(self, start: int) -> str | None:
        """The kind that is named first from a place on, in one paragraph."""
        end = self.text.find("\n\n", start)
        near = (h.kind for h in self.happenings if h.start >= start and (end < 0 or h.start < end))
        return next(near, self.main.kind)

    def _is_main(self, when: Period) -> bool:
        """Whether a time is the main event's: from its first day on, or around it."""
        main = self.main.when
        if when.start is None:
            return True  # "until Thursday"
        if self.published is not None and when.start > self.published:
            return True
        if main is None or main.start is None:
            latest = self.published
            return latest is None or when.end is None or latest - when.end <= RECENT
        if when.end is None or when.end - when.start > _LONG:
            return when.start >= shift_day(main.start, -1)
        return when.end >= main.start

    def _set_apart(self, start: int, when: Period | None) -> str | None:
        """The kind of an event that the words set apart from the main one: "another strike".

        So does another kind than the main one's, named as a new one ("a fire broke out"), and a
        month or a year ("a fire in 2012").
        """
        is_old = (
            when is not None
            and when.precision in (Precision.MONTH, Precision.YEAR)
            and (self.main.when is None or when.start != self.main.when.start)
        )
        sentence = self._sentence(start)
        for named in self._set_apart_in(sentence):
            happening = named.happening
            if (is_old or not named.if_old) and not sentence.recalls(start, happening.start):
                return happening.kind
        is_other = sentence.apart is not None and sentence.apart <= start
        return self.main.kind or "" if is_other else None

    def _set_apart_in(self, sentence: _Sentence) -> list[_SetApart]:
        """The happenings of a sentence that its words set apart from the main one."""
        bounds = sentence.begin, sentence.end
        if bounds not in self._named:
            found = (self._read_apart(h, sentence.begin) for h in sentence.happenings)
            self._named[bounds] = [each for each in found if each is not None]
        return self._named[bounds]

    def _read_apart(self, happening: Happening, begin: int) -> _SetApart | None:
        before = self.text[max(begin, happening.start - 40) : happening.start]
        word = self.text[happening.start : happening.end].lower()
        if happening.kind != self.main.kind and word in words("event-of-its-own"):
            return _SetApart(happening)
        is_new = _NEW.search(before) is not None
        within = self.main.kind == _STOPPAGE and happening.kind in words("part-of-a-strike")
        if is_new and not (within or are_related(happening.kind, self.main.kind)):
            return _SetApart(happening)
        if not self._is_told_before(happening):
            return None
        if _APART.search(before):
            return _SetApart(happening)
        return _SetApart(happening, if_old=True) if is_new else None

    def _is_told_before(self, happening: Happening) -> bool:
        """Whether a happening of a kind related to that of one is named before it."""
        earlier = (kind for kind, first in self._first.items() if first < happening.start)
        return any(are_related(kind, happening.kind) for kind in earlier)

    def _sentence(self, at: int) -> _Sentence:
        """The sentence that holds a place, as read."""
        bounds = sentence_at(self.sentences, at) or (at, at)
        if bounds not in self._read:
            self._read[bounds] = _Sentence(self.text, bounds, self.happenings, self.times)
        return self._read[bounds]

    def _is_of_a_shock(self, start: int) -> bool:
        """Whether a figure is of another quake than the main one: it, or all its sentence."""
        begin, _ = sentence_at(self.sentences, start) or (start, start)
        return start in self.shocks or begin in self.shocks

    def _carried(self, start: int) -> ToldEvent | None:
        """The earlier event in the sentence before, where a sentence goes on with it.

        "In 1998 a train hit a rockfall here. Four people were killed." Who speaks, a time of its
        own, the present and the name of an event show that a sentence is about something else.
        """
        sentence, begin = self._sentence(start), self._sentence(start).begin
        first, last = sentence_at(self.sentences, max(0, begin - 2)) or (begin, begin)
        if "\n" in self.text[last:begin].strip(" ") or sentence.times or sentence.happenings:
            return None
        if first >= begin or sentence.is_of_now:
            return None
        above = self._sentence(first)
        before = above.times
        if len(before) != 1 or before[0].period.precision not in _OF_OLD:
            return None
        opening = self.text[first : before[0].start].rpartition(":")[2]
        opens = len(opening.split()) <= 1  # "In 1998", "For background: in 1998"
        if before[0].period.precision is Precision.DAY and not above.happenings:
            return None
        if not opens and not above.happenings:
            return None  # "The mill was built in 2012."
        event = None if self._is_main(before[0].period) else self.of(first, before[0].period)
        return event if event is not None and event.number else None

    def _is_everywhere(self, start: int) -> bool:
        """Whether words beside a figure tell of the whole country: "180,000 nationwide"."""
        begin, end = sentence_at(self.sentences, start) or (start, start)
        near = max(begin, start - _NEAR), min(end, start + 2 * _NEAR)
        return any(
            "," not in self.text[min(m.end(), start) : max(m.start(), start)]
            for m in _COUNTRYWIDE.finditer(self.text, *near)
        )

    def _days_after(self, start: int) -> tuple[int, Period | None] | None:
        """Where the words begin that tell of an event before another, and its day if known.

        In "a day after 21 died in a strike on the market" the 21 are of the day before the main
        event, or before the day that is named there; in ", police said, months after a strike
        killed 21" they are of some day before.
        """
        _, end = sentence_at(self.sentences, start) or (start, start)
        eve = self._day_before(start, end)
        if eve is not None:
            return eve
        sentence = self._sentence(start)
        after = sentence.last_after(start)
        opens = after is not None and after.start() == sentence.begin
        if after is not None and opens and "," in self.text[after.end() : start]:
            after = None  # "A day after the crash, 16 people are missing"
        later = None if after is None else self._later(sentence, after.start())
        if after is not None and later is not None and not sentence.tells(after.end(), start):
            return after.end(), Period.day(shift_day(later, -days_told(after)))
        recalled = self._recalled(sentence, start)
        if recalled is None or later is not None:
            return None  # "a day after she had given the toll as 40"
        main = None if self.main.when is None else self.main.when.start
        before = None if main is None else Period(None, shift_day(main, -1), vague=True)
        return recalled.end(), before

    def _day_before(self, start: int, end: int) -> tuple[int, Period | None] | None:
        """Where "on the night before the attack" stands behind a figure, and which day that was."""
        found = _THE_DAY_BEFORE.search(self.text, start, end)
        if found is None or not {",", ";"}.isdisjoint(self.text[start : found.start()]):
            return None
        near = (h for h in self.happenings if 0 <= h.start - found.end() <= _NEXT_WORDS)
        if not any(are_related(h.kind, self.main.kind) for h in near):
            return None
        main = None if self.main.when is None else self.main.when.start
        return found.start(), None if main is None else Period.day(shift_day(main, -1))

    def _later(self, sentence: _Sentence, end: int) -> date | None:
        """The day from which is counted back: one that is named there, else the main event's."""
        named = [t.period for t in sentence.times if t.end <= end]
        of = [p for p in named if p.precision is Precision.DAY][-1:]
        later = of[0] if of else self.main.when
        return None if later is None else later.start

    def _recalled(self, sentence: _Sentence, start: int) -> re.Match[str] | None:
        """What opens a clause at the end of a sentence about an event before the main one.

        Not where "the" says that it is the main one: "a month after the blast left 14 homeless".
        """
        found = _last_before(sentence.recalled, start)
        if found is None or sentence.tells(found.end(), start):
            return None
        if self.text.find(",", found.end(), start) >= 0:
            return None
        is_main = any(
            found.end() <= h.start < start
            and are_related(h.kind, self.main.kind)
            and _THE.search(self.text, found.end(), h.start)
            for h in sentence.happenings
        )
        return None if is_main else found

    def _kind_at(self, start: int) -> str | None:
        near = self._sentence(start).happenings
        return min(near, key=lambda h: abs(h.start - start)).kind if near else self.main.kind

    def _place_at(self, start: int, otherwise: str | None) -> str | None:
        near = self._sentence(start).places
        return min(near, key=lambda p: abs(p[0] - start))[1] if near else otherwise

    def _other(
        self, kind: str | None, place: str | None, when: Period | None, apart: int | None
    ) -> ToldEvent:
        if apart in self._apart:
            return self._apart[apart]
        for event in self.others:
            same_time = event.when is when or (
                event.when is not None and when is not None and event.when.overlaps(when)
            )
            same_place = _EVERYWHERE not in (event.place, place) or event.place == place
            if same_time and same_place and apart is None and are_related(event.kind, kind):
                return event
        event = ToldEvent(kind, place, when, len(self.others) + 1)
        self.others.append(event)
        if apart is not None:
            self._apart[apart] = event
        return event


def read_events(
    text: str,
    title: str | None,
    published: date | None,
    times: Sequence[TimeMention],
    figures: Sequence[Quantity],
    sentences: Sequence[tuple[int, int]],
) -> DocumentEvents:
    """The main event of a text, and what it takes to find its others.

    Args:
        text: the document.
        title: its headline.
        published: the day of publication, against which its times were read.
        times: the times in it.
        figures: the figures in it.
        sentences: where its sentences begin and end.
    """
    happenings = [
        h
        for h in find_happenings(text)
        if _names_event(text[h.start : h.end].lower(), h.kind)
        and not any(t.start < h.end and h.start < t.end for t in times)
    ]
    lead = _end_of_lead(text, sentences)
    harmed = [q.start for q in figures if q.figure.measure in _harms() and q.role is Role.TOTAL]
    headline = "" if not title or text.startswith(title) else f"{title}\n"
    both = find_happenings(headline + text) if headline else ()  # a text tells what a strike is
    titled = [h for h in both if h.end <= len(headline)]
    kind = _main_kind(happenings, titled, lead, is_harm=any(start < lead for start in harmed))
    named = [h.start for h in happenings if kind is not None and are_related(h.kind, kind)]
    when = main_time(text, times, figures, named, harmed, published, sentences, lead)
    labelled = place_labels(text)
    labels = _several(labelled)
    leading = [h for h in happenings if h.start < lead]
    place = _main_place(text, title or "", lead, leading, labelled)
    main = ToldEvent(kind, place or (labels[0][1] if labels else None), when)
    shocks = frozenset(_other_shocks(figures, sentences))
    return DocumentEvents(text, published, sentences, happenings, times, lead, main, shocks, labels)


def _several(labels: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """Labels of two places at least; one alone is a dateline."""
    return labels if len({name for _, name in labels}) > 1 else ()


def _other_shocks(
    figures: Sequence[Quantity], sentences: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Where magnitudes of another quake than the first stand, and sentences about it begin.

    Agencies that measure one quake differ by tenths (USGS, "Why do the magnitudes differ?").
    """
    sizes = (q for q in figures if _MAGNITUDE in (q.figure.measure, q.figure.unit))
    told = [q for q in sizes if q.figure.nominal.low]
    main = told[0].figure.nominal.low if told else None
    if main is None:
        return
    of_main, others = set[int](), list[int]()
    for q in told:
        size = q.figure.nominal.high or q.figure.nominal.low
        if size is None or abs(size - main) < _ANOTHER_QUAKE:
            of_main.add(_begin(sentences, q.start))
        else:
            others.append(q.start)
    yield from others
    yield from {_begin(sentences, at) for at in others} - of_main


def _begin(sentences: Sequence[tuple[int, int]], at: int) -> int:
    return (sentence_at(sentences, at) or (at, at))[0]


def _names_event(word: str, kind: str) -> bool:
    """Whether a word tells of an event, and not of what came of one: "rescued", "freed"."""
    said = measure_of(word)
    usual = values("usual-measure")
    return said is None or said in (usual.get(k) for k in (kind, *wider_kinds(kind)))


@cache
def _harms() -> frozenset[str]:
    """Measures of people."""
    return frozenset(name for name, known in measures().items() if known.counts == PEOPLE)


def are_related(a: str | None, b: str | None) -> bool:
    """True for kinds that are of one wider kind, and where one is not known.

    >>> are_related("air-strike", "attack"), are_related("air-strike", "flood")
    (True, False)
    """
    if a is None or b is None:
        return True
    return not {a, *wider_kinds(a)}.isdisjoint((b, *wider_kinds(b)))


def _is_of_a_year(when: Period | None) -> bool:
    """True for a year: what happened then need not have been where this did."""
    return when is not None and when.precision is Precision.YEAR


def is_long(when: Period) -> bool:
    """True for more than a month, which a figure covers as a whole: "since 2010"."""
    if when.start is None or when.end is None:
        return True
    years = when.start.month == when.start.day == 1 and (when.end.month, when.end.day) == (12, 31)
    return when.end - when.start > _LONG and not (years and when.start.year == when.end.year)


def _end_of_lead(text: str, sentences: Sequence[tuple[int, int]]) -> int:
    """Where the first sentences end, the first line among them; further headings do not count."""
    told = [
        end
        for n, (begin, end) in enumerate(sentences)
        if not n or text[begin:end].rstrip("\"'”’) \n").endswith(STOPS)
    ]
    return told[_LEAD - 1] if len(told) >= _LEAD else len(text)


def _main_kind(
    happenings: Sequence[Happening], titled: Sequence[Happening], lead: int, *, is_harm: bool
) -> str | None:
    """The kind most named, in the lead above all; what is named once and far down is not it.

    Args:
        happenings: the words that name kinds.
        titled: those of a headline that stands outside the text.
        lead: where the lead ends.
        is_harm: whether people are hurt there, as nobody is by a sale.
    """
    weights = Counter[str]()
    for h, weight in (
        *((h, _LEAD_WEIGHT) for h in titled),
        *((h, _LEAD_WEIGHT if h.start < lead else 1) for h in happenings),
    ):
        if not is_harm or h.kind not in words("calm-kind"):
            weights[h.kind] += weight
    best = max(weights, key=lambda k: (weights[k], len(wider_kinds(k))), default=None)
    return best if best is not None and weights[best] > 1 else None


def _main_place(
    text: str,
    title: str,
    lead: int,
    happenings: Sequence[Happening],
    labelled: Sequence[tuple[int, str]],
) -> str | None:
    """The place most named in a text of those in its dateline, title and lead.

    What strikes a place is told with it: "the shelling of Orlo".
    """
    first = [
        name
        for at, name in find_places(text, 0, lead)
        if not _CARED_FOR.search(text, max(0, at - _NEAR), at)
    ]
    struck = (_STRUCK.match(text, h.end) for h in happenings if h.kind in words("strikes-a-place"))
    head = dateline_place(text[:lead])
    titled = [name for _, name in find_places(title)]
    opening = [name for _, name in labelled[:1]]
    named = [*opening, *first, *(m[1] for m in struck if m), *titled, *([head] if head else [])]
    if not named:
        return None
    return max(named, key=lambda name: (text.count(name) + (name == head), -named.index(name)))


def as_declared(event: ToldEvent, declared: EventEntry) -> ToldEvent:
    """A main event with what somebody has declared of it; the document says the rest."""
    when = read_period(declared.when) if declared.when else event.when
    return replace(
        event, kind=declared.kind or event.kind, place=declared.place or event.place, when=when
    )


def event_entry(event: ToldEvent, title: str | None, taken: set[str]) -> EventEntry:
    """The entry of an event, under an id proposed from its kind, place and day.

    Args:
        event: as told.
        title: what it is called.
        taken: ids that are others'; the new one is added.
    """
    day = _as_written(event.when)
    told = [part for part in (event.kind, event.place) if part]
    known = "" if ".." in day else day.replace("/", " ")
    dated = " ".join((*told, known)) if told else ""
    name = slug(dated, 60) or slug(title or "", 40) or "event"
    title = title or ", ".join(
        filter(None, (_kind_in_words(event.kind), event.place, _when(event.when)))
    )
    return EventEntry(
        id=free_name(name, taken),
        title=title or None,
        kind=event.kind,
        place=event.place,
        when=day or None,
    )


def _as_written(when: Period | None) -> str:
    """A time as a ledger writes it, the months and years among them in short: "2031-03"."""
    if when is None:
        return ""
    long, start = when.iso(), when.start
    short = {Precision.YEAR: 4, Precision.MONTH: 7}.get(when.precision) if start else None
    brief = long[:short]
    return brief if short and read_period(brief).iso() == long else long


def _kind_in_words(kind: str | None) -> str | None:
    return None if kind is None else kind.replace("-", " ")


def _when(when: Period | None) -> str | None:
    """A time in words: a day, a month or a year, else from when to when."""
    if when is None or when.end is None:
        return None if when is None else when.iso()
    if when.start is None:
        return f"by {when.end.isoformat()}"
    if when.precision is Precision.MONTH:
        return f"{when.start:%B} {when.start.year}"
    if when.precision is Precision.YEAR and when.start.year == when.end.year:
        return str(when.start.year)
    return when.in_words()
