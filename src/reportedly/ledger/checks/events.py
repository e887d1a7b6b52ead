"""Events that cannot be told apart, topics without words, assessments upside down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from reportedly.ledger.read import mark_of
from reportedly.model import GRADES, Entries, EventEntry, LinkEntry, Problem


def check_events(entries: Entries) -> list[Problem]:
    """Faults of events by themselves: names of topics, assessments, two that look the same."""
    return [
        *_alike(entries.events, _homes(k for k in entries.links if not k.withdrawn)),
        *(p for event in entries.events for p in _topics(event)),
        *(p for event in entries.events for p in _assessments(event)),
        *(
            p
            for link in entries.links
            if link.a is not None and link.a == link.b
            for p in _one(link)
        ),
        *_against_one_another(entries.links),
    ]


def _against_one_another(links: Sequence[LinkEntry]) -> Iterator[Problem]:
    """Decisions that two things are different, and others by which they are one."""
    standing = [k for k in links if k.status != "proposed" and not k.withdrawn and k.a and k.b]
    home = _homes(standing)
    for link in standing:
        if link.verdict == "different" and link.b in home.get((link.kind, link.a), ()):
            yield Problem(
                "links-contradict",
                f"`{link.a}` and `{link.b}` are decided to be different here, and to be one by "
                "other links; withdraw one of them (`withdrawn: DAY`)",
                mark_of(link, "verdict"),
            )


_Homes = Mapping[tuple[str | None, str | None], AbstractSet[str]]
"""Kind and id → the ids that links join with it."""


def _homes(standing: Iterable[LinkEntry]) -> _Homes:
    home: dict[tuple[str | None, str | None], set[str]] = {}
    for link in standing:
        if link.verdict != "different":
            ends = [(link.kind, name) for name in (link.a, link.b)]
            joined = set().union(*(home.get(end, {end[1] or ""}) for end in ends))
            home |= {(link.kind, name): joined for name in joined}
    return home


def _alike(events: tuple[EventEntry, ...], home: _Homes) -> Iterator[Problem]:
    """Two events equal in kind, place and day, that neither titles nor links tell apart."""
    first: dict[tuple[str | None, ...], EventEntry] = {}
    for event in events:
        told = (event.kind, event.place and event.place.casefold(), event.when)
        if None in told:
            continue
        other = first.setdefault(told, event)
        joined = event.id in home.get(("event", other.id), ())
        if (
            not joined
            and other is not event
            and (None in (other.title, event.title) or other.title == event.title)
        ):
            yield Problem(
                "same-event",
                f"`{event.id}` is of the kind, place and day of `{other.id}` in line "
                f"{other.location.line}; give both a title that tells them apart, or keep one",
                mark_of(event, "id"),
            )


def _topics(event: EventEntry) -> Iterator[Problem]:
    for name, words in event.topics:
        if not name or any(c.isspace() or c in "/@|" for c in name):
            yield Problem(
                "bad-value",
                f"the topic `{name}` is not a name without blanks, `/`, `@` and `|`",
                mark_of(event, "topics"),
            )
        elif not words:
            yield Problem(
                "missing-field",
                f"the topic `{name}` says nothing; write what is asserted after it",
                mark_of(event, "topics"),
            )


def _assessments(event: EventEntry) -> Iterator[Problem]:
    for pairs in event.assessments:
        given = dict(pairs)
        subject = given.get("subject", "")
        if not subject:
            yield _assessed(event, "an assessment needs `subject`, relative to its event")
        grade = given.get("grade")
        if grade and grade not in GRADES:
            wanted = ", ".join(GRADES)
            yield _assessed(event, f"`grade: {grade}` of `{subject}` is not one of {wanted}")
        ends = []
        for key in ("low", "best", "high"):
            if written := given.get(key):
                try:
                    ends.append((key, Decimal(written)))
                except InvalidOperation:
                    yield _assessed(event, f"`{key}: {written}` of `{subject}` is not a number")
        for (less, a), (more, b) in pairwise(ends):
            if a > b:
                yield _assessed(event, f"`{less}: {a}` of `{subject}` is above `{more}: {b}`")


def _assessed(event: EventEntry, message: str) -> Problem:
    return Problem("bad-assessment", message, mark_of(event, "assessments"))


def _one(link: LinkEntry) -> Iterator[Problem]:
    yield Problem("bad-value", f"`a` and `b` are one: `{link.a}`", mark_of(link, "b"))
