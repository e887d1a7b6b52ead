"""Events, links and assessments as written → as they are meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from reportedly.model import (
    Assessment,
    ClaimEntry,
    Entries,
    Event,
    EventEntry,
    Link,
    LinkEntry,
    LinkKind,
    Period,
)
from reportedly.text.subject_ids import split_subject_id
from reportedly.text.times import read_period

CERTAIN = 0.9
"""A proposal as sure as this joins before anybody has looked at it; others wait to be asked."""

_KINDS = {kind.value: kind for kind in LinkKind}


def read_event(entry: EventEntry) -> Event:
    """The event that an entry describes; a time that does not read is left out."""
    return Event(
        id=entry.id,
        title=entry.title,
        kind=entry.kind,
        place=entry.place,
        when=_period(entry.when),
        part_of=entry.part_of,
        follows=entry.follows,
        overlaps=entry.overlaps,
        apart=entry.apart,
        aliases=entry.aliases,
        coordinates=entry.coordinates,
        precision=entry.precision,
        topics=entry.topics,
        relations=entry.relations,
    )


def read_link(entry: LinkEntry) -> Link | None:
    """The link that an entry describes; None where it names no two things of a known kind."""
    kind = _KINDS.get(entry.kind or "")
    if kind is None or not entry.a or not entry.b:
        return None
    return Link(
        kind=kind,
        a=entry.a,
        b=entry.b,
        same=entry.verdict != "different",
        decided=entry.status != "proposed",
        by=entry.by,
        on=_day(entry.on),
        why=entry.why,
        score=None if (score := _number(entry.score)) is None else float(score),
        # A day that does not read takes the link back all the same.
        withdrawn=None if entry.withdrawn is None else _day(entry.withdrawn) or date.max,
    )


def read_links(entries: Entries) -> list[Link]:
    """Every link of a ledger that names two things."""
    return [link for entry in entries.links if (link := read_link(entry)) is not None]


def read_assessments(entries: Entries, same: Mapping[str, str]) -> list[Assessment]:
    """What the recorder holds after all, each under the whole id of its subject.

    Args:
        entries: the ledger.
        same: ids of events → the id that stands for them.
    """
    found = []
    for event in entries.events:
        for pairs in event.assessments:
            given = dict(pairs)
            found.append(
                Assessment(
                    subject=f"{same.get(event.id, event.id)}/{given.get('subject', '')}",
                    low=_number(given.get("low")),
                    best=_number(given.get("best")),
                    high=_number(given.get("high")),
                    grounds=given.get("grounds"),
                    grade=given.get("grade"),
                    by=given.get("by"),
                    on=_day(given.get("on")),
                )
            )
    return found


def standing_assessments(assessments: Iterable[Assessment]) -> list[Assessment]:
    """The latest of each person on each subject, in the order in which they were made."""
    ordered = sorted(assessments, key=lambda a: a.on or date.min)
    return list({(a.subject, a.by): a for a in ordered}.values())


def join_ids(links: Iterable[Link], kind: LinkKind, oldest_first: Iterable[str]) -> dict[str, str]:
    """Ids that mean what an older id means → that id.

    What was decided joins first; a proposal joins only where it is certain enough and nobody
    decided otherwise, the surest first, whatever the order in which the links stand.

    Args:
        links: of any kinds; those withdrawn count for nothing.
        kind: which to follow.
        oldest_first: the ids in the order in which they came; others come after them, by name.
    """
    standing = [link for link in links if link.kind is kind and link.withdrawn is None]
    apart: dict[str, set[str]] = {}
    for link in standing:
        if link.decided and not link.same:
            apart.setdefault(link.a, set()).add(link.b)
            apart.setdefault(link.b, set()).add(link.a)
    same = [
        link
        for link in standing
        if link.same and (link.decided or (link.score is not None and link.score >= CERTAIN))
    ]
    groups: dict[str, set[str]] = {}
    torn: set[str] = set()  # in whose group people decided both that it is one and that it is not
    for link in sorted(same, key=lambda li: (not li.decided, -(li.score or 0), li.a, li.b)):
        small, large = sorted((groups.get(i, {i}) for i in (link.a, link.b)), key=len)
        if small is large:
            continue
        clash = any(not large.isdisjoint(apart[i]) for i in small if i in apart)
        if link.decided or not (clash or torn & small or torn & large):
            torn |= {link.a} if clash else set()
            # The larger takes up the smaller: a crowd of copies costs no more than it is long.
            large |= small
            groups |= dict.fromkeys((link.a, link.b, *small), large)
    rank = {name: n for n, name in enumerate(dict.fromkeys(oldest_first))}
    found: dict[str, str] = {}
    for group in {id(group): group for group in groups.values()}.values():
        oldest, *others = sorted(group, key=lambda i: (rank.get(i, len(rank)), i))
        found |= dict.fromkeys(others, oldest)
    return found


def with_oldest(joined: Mapping[str, str]) -> dict[str, str]:
    """Ids that mean an older one → that, as `join_ids` finds them, and each older one → itself."""
    return {**{oldest: oldest for oldest in joined.values()}, **joined}


def events_about(claim: ClaimEntry, main: str | None) -> tuple[str, ...]:
    """Ids of the events that a claim is about: its subject's, its own, else its document's."""
    split = split_subject_id(claim.subject or "")
    return (split[0],) if split else claim.event or ((main,) if main else ())


def merge_events(events: Sequence[Event], same: Mapping[str, str]) -> dict[str, Event]:
    """Each id of an event → the event, of those that are one the oldest with all their names.

    Args:
        events: as written.
        same: ids that mean what an older id means → that id.
    """
    found = {event.id: _over_oldest(event, same) for event in events if event.id not in same}
    for event in events:
        if event.id in same and (oldest := found.get(same[event.id])) is not None:
            names = (event.id, event.title, *event.aliases)
            found[oldest.id] = replace(
                oldest,
                aliases=tuple(dict.fromkeys((*oldest.aliases, *(n for n in names if n)))),
                topics=tuple({**dict(event.topics), **dict(oldest.topics)}.items()),
                relations=tuple(dict.fromkeys((*oldest.relations, *event.relations))),
                part_of=oldest.part_of or _over_oldest(event, same).part_of,
                kind=oldest.kind or event.kind,
                place=oldest.place or event.place,
                when=oldest.when or event.when,
            )
    return found | {a: found[b] for a, b in same.items() if b in found}


def _over_oldest(event: Event, same: Mapping[str, str]) -> Event:
    """The event with what it names under the ids that stand for them."""
    return replace(
        event,
        part_of=same.get(event.part_of or "", event.part_of),
        follows=same.get(event.follows or "", event.follows),
        overlaps=tuple(same.get(name, name) for name in event.overlaps),
        apart=tuple(same.get(name, name) for name in event.apart),
    )


def _period(written: str | None) -> Period | None:
    try:
        return None if written is None else read_period(written)
    except ValueError:
        return None


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        return None


def _number(written: str | None) -> Decimal | None:
    try:
        number = None if written is None else Decimal(written)
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
