"""Type-ahead: the sources, events and subjects that words being typed may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reportedly.errors import UsageError
from reportedly.model import Aspect, ClaimEntry, Entries, EventEntry, SourceEntry, SubjectEntry
from reportedly.resolve.sources import acronym
from reportedly.text.lexicon import PEOPLE, counts_people, measures, rank_of, whos
from reportedly.text.subject_ids import EVENT_OPEN, split_subject_id

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger

_MIN_FUZZY = 4  # code points: of shorter words every slip is another word
_TWO_SLIPS = 7
_TRIED = 60  # names that share most with what was typed, which are compared sign by sign
_EXACT, _BEGINS, _WORDS, _WITHIN, _SLIP = range(5)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What typed words may mean.

    Attributes:
        value: what goes into the field: an id, or a subject relative to the event.
        title: what people call it.
        is_near: it is named in the document or the event already.
        claims: how many claims there name it.
    """

    value: str
    title: str
    is_near: bool = False
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be suggested, with every name that it answers to."""

    value: str
    title: str
    names: tuple[str, ...]


def suggest(
    ledger: Ledger, what: str, words: str, near: str | None = None, limit: int = 10
) -> list[Suggestion]:
    """What words being typed may mean, best first: what this document or event names before others.

    Args:
        ledger: the ledger.
        what: source, event or subject.
        words: as typed so far; nothing gives what is most used nearby.
        near: id of the document that is read, or of the event.
        limit: how many.

    Raises:
        UsageError: `what` is something else.
    """
    if what not in ("source", "event", "subject"):
        raise UsageError(f"{what!r} is not one of source, event, subject")
    entries = ledger.entries
    used = _used(entries, near)[what]
    if what == "source":
        names = _sources_named(entries.sources)
    elif what == "event":
        names = _events_named(entries.events)
    else:
        names = _subjects_named(entries.subjects, _topics_near(entries, near))
    typed = _fold(words)
    found = _best([*names.find(typed), *(_groups(typed) if what == "subject" else ())])
    if what == "subject":
        found |= {v: _WORDS for v in used if v not in names.by_value and typed and typed in v}
    if not typed:
        found = dict.fromkeys(used, _EXACT) or found
    order = nsmallest(
        limit,
        found,
        key=lambda v: (found[v] >= _SLIP, v not in used, found[v], -used[v], names.rank(v), v),
    )
    return [Suggestion(value, names.title(value), value in used, used[value]) for value in order]


class Names:
    """Things by their names, to be found by the first signs of words, and past a slip."""

    def __init__(self, named: Iterable[Named]) -> None:
        """Take in what can be found, in the order in which equals are given."""
        self.by_value = {n.value: n for n in named}
        self._ranks = {value: number for number, value in enumerate(self.by_value)}
        self._rows = [
            (name, n.value)
            for n in self.by_value.values()
            for name in dict.fromkeys(map(_fold, n.names))
        ]

    def title(self, value: str) -> str:
        """What people call it; of what is not known the value itself in words."""
        known = self.by_value.get(value)
        return known.title if known else _in_words(value)

    def rank(self, value: str) -> int:
        """Its place among all."""
        return self._ranks.get(value, len(self._ranks))

    def find(self, typed: str) -> Iterator[tuple[str, int]]:
        """Values whose names fit what is typed, each with how well; all for nothing typed."""
        if not typed:
            yield from ((value, _WITHIN) for value in self.by_value)
            return
        found = self._plain(typed)
        yield from found.items()
        if not found and len(typed) >= _MIN_FUZZY:
            yield from self._slipped(typed)

    def _plain(self, typed: str) -> dict[str, int]:
        words = typed.split()
        longest = max(words, key=len)
        found: dict[str, int] = {}
        for name, value in self._rows:
            if longest not in name:
                continue
            fit = _fit(typed, words, name)
            if fit is not None and fit < found.get(value, _SLIP):
                found[value] = fit
        return found

    def _slipped(self, typed: str) -> Iterator[tuple[str, int]]:
        shared: Counter[int] = Counter()
        for piece in _pieces(typed):
            shared.update(self._by_piece.get(piece, ()))
        words = typed.split()
        for row, _ in shared.most_common(_TRIED):
            name, value = self._rows[row]
            met = [[n for own in name.split() if (n := slips(w, own)) is not None] for w in words]
            if all(met):
                yield value, _SLIP + sum(map(min, met))

    @cached_property
    def _by_piece(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for row, (name, _) in enumerate(self._rows):
            for piece in _pieces(name):
                found.setdefault(piece, []).append(row)
        return found


def _best(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value, fit in pairs:
        found[value] = min(fit, found.get(value, fit))
    return found


def slips(typed: str, word: str) -> int | None:
    """By how many slips what is typed begins a word: a sign wrong, too many, missing, or swapped.

    None where there are more than the length of what is typed allows: none below four signs, one
    below seven, else two.

    >>> slips("minsitr", "ministry"), slips("police", "palace")
    (1, None)
    """
    most = 0 if len(typed) < _MIN_FUZZY else 1 if len(typed) < _TWO_SLIPS else 2
    if typed[:1] != word[:1] and typed[:2] != word[1::-1]:
        return None  # hardly anybody errs in the first sign, two swapped aside
    before: list[int] = []
    row = list(range(len(typed) + 1))
    best = row[-1]
    for n, sign in enumerate(word[: len(typed) + most], 1):
        now = [n]
        for k, own in enumerate(typed, 1):
            cost = min(row[k] + 1, now[k - 1] + 1, row[k - 1] + (own != sign))
            if before and k > 1 and own == word[n - 2] and typed[k - 2] == sign:
                cost = min(cost, before[k - 2] + 1)
            now.append(cost)
        before, row = row, now
        best = min(best, row[-1])
    return best if best <= most else None


def _fit(typed: str, words: Sequence[str], name: str) -> int | None:
    if name == typed:
        return _EXACT
    if name.startswith(typed):
        return _BEGINS
    padded = f" {name}"
    if all(f" {word}" in padded for word in words):
        return _WORDS
    return _WITHIN if typed in name else None


def _fold(words: str) -> str:
    """Words in one spelling: small, parted by single blanks."""
    plain = words.casefold().replace("’", "'").translate(_PARTS)
    return " ".join(plain.split()).removeprefix("the ")


_PARTS = str.maketrans("-_/.,", "     ")


def _pieces(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[n : n + 3] for n in range(len(padded) - 2)}


def _in_words(value: str) -> str:
    """A subject below its event as people say it.

    >>> _in_words("area-burnt"), _in_words("killed/children")
    ('area burnt', 'killed: children')
    """
    return value.replace("/", ": ").replace("-", " ")


def _sources_named(sources: tuple[SourceEntry, ...]) -> Names:
    return _kept("sources", sources, lambda: Names(_named(s, s.name) for s in sources))


def _events_named(events: tuple[EventEntry, ...]) -> Names:
    return _kept("events", events, lambda: Names(_named(e, e.title) for e in events))


def _named(entry: SourceEntry | EventEntry, title: str | None) -> Named:
    names = (title or entry.id, *entry.aliases)
    short = (a for n in names if (a := acronym(n)))
    return Named(entry.id, title or entry.id, (*names, entry.id, *short))


def _subjects_named(
    subjects: tuple[SubjectEntry, ...], topics: tuple[tuple[str, str], ...]
) -> Names:
    """What is asserted of the event, what is counted by the tables, and what subjects.yaml has."""

    def make() -> Names:
        told = [Named(name, words, (name, words)) for name, words in topics]
        told += [Named(a.value, _in_words(a.value), (a.value,)) for a in Aspect]
        own = [Named(s.id, s.title or _in_words(s.id), (s.id, s.title or s.id)) for s in subjects]
        return Names([*_measures_named(), *told, *own])

    return _kept("subjects", (subjects, topics), make)


def _measures_named() -> list[Named]:
    return [
        Named(m.name, _in_words(m.name), (m.name, *m.words, *m.counted))
        for m in sorted(measures().values(), key=lambda m: rank_of(m.name))
    ]


@cache
def _whos_named() -> Names:
    return Names(
        Named(w.name, _in_words(w.name), (w.name, *w.words))
        for w in whos().values()
        if w.name != PEOPLE
    )


@cache
def _measures_only() -> Names:
    return Names(_measures_named())


def _groups(typed: str) -> Iterator[tuple[str, int]]:
    """Measures of groups of people: `killed/children` for "killed chi" and "children dead"."""
    words = typed.split()
    for cut in range(1, len(words)):
        for left, right in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            counted = dict(_measures_only().find(" ".join(left)))
            who = dict(_whos_named().find(" ".join(right)))
            for name, fit in counted.items():
                if counts_people(name):
                    yield from ((f"{name}/{w}", max(fit, other)) for w, other in who.items())
    if len(words) == 1:
        first = [m.value for m in _measures_named() if counts_people(m.value)][:3]
        for w, fit in _whos_named().find(typed):
            if fit < _SLIP:
                yield from ((f"{name}/{w}", fit) for name in first)


def _topics_near(entries: Entries, near: str | None) -> tuple[tuple[str, str], ...]:
    event = _event_near(entries, near)
    return next((e.topics for e in entries.events if e.id == event), ())


def _event_near(entries: Entries, near: str | None) -> str | None:
    """The event that is near: the one named, or that of the document named."""
    return next((d.event for d in entries.documents if d.id == near), near)


def _used(entries: Entries, near: str | None) -> Mapping[str, Counter[str]]:
    """How often sources, events and subjects are named by the claims nearby, or by all."""

    def make() -> Mapping[str, Counter[str]]:
        claims: Iterable[ClaimEntry] = entries.claims
        event = _event_near(entries, near)
        if near is not None:
            begin = f"{event}/"
            claims = [
                c
                for c in entries.claims
                if c.document == near
                or (c.subject is not None and c.subject.startswith(begin))
                or event in c.event
            ]
        return _count(claims, {d.id: d.event for d in entries.documents} if near else {})

    return _kept(f"used {near}", entries.claims, make)


def _count(
    claims: Iterable[ClaimEntry], homes: Mapping[str, str | None]
) -> Mapping[str, Counter[str]]:
    there = list(claims)
    sources = Counter(c.source for c in there if c.source)
    sources.update(s for c in there if c.via or c.actors for s in (*c.via, *c.actors))
    events: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    for subject, number in Counter(c.subject for c in there if c.subject).items():
        split = split_subject_id(subject)
        subjects[split[1] if split else subject] += number
        for event in split[0].split(EVENT_OPEN) if split else ():
            events[event] += number
    for claim in there:
        if claim.subject is None or "/" not in claim.subject:
            events.update(claim.event)
            if not claim.event and (home := homes.get(claim.document)):
                events[home] += 1
    return {"source": sources, "event": events, "subject": subjects}


_Made = TypeVar("_Made")
_last: dict[str, tuple[Any, Any]] = {}


def _kept(name: str, of: Any, make: Callable[[], _Made]) -> _Made:
    """What was made of the same entries last, or what is made of them now.

    A ledger that was loaded anew shares most entries with the one before, so that to compare them
    costs less than to make it again.
    """
    found = _last.get(name)
    if found is not None and (found[0] is of or (name in _COMPARED and found[0] == of)):
        return cast("_Made", found[1])
    made = make()
    if len(_last) > _MAX_KEPT:
        _last.clear()
    _last[name] = (of, made)
    return made


_COMPARED = frozenset({"sources", "events", "subjects"})
_MAX_KEPT = 64
