"""What several documents tell of, joined where it is one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.linking.events import Trace, join_events, may_meet
from reportedly.linking.joins import Join
from reportedly.linking.profiles import read_profile
from reportedly.linking.sources import IN, Speaker, join_sources
from reportedly.model import (
    ClaimEntry,
    Document,
    DocumentEntry,
    Entries,
    EventEntry,
    LinkEntry,
    LinkKind,
)
from reportedly.resolve.events import events_about, join_ids, read_event, read_links
from reportedly.resolve.events import join_events as joined_events
from reportedly.workflow.adopting import join_entries, rename_claims

_FEW_NEW = 200  # events, each of which is held against every one that is known
_HEARD = 60  # quotes by which an event of a ledger is known


def link_entries(
    entries: Entries, documents: Sequence[Document], known: Entries
) -> list[LinkEntry]:
    """Links between what these documents tell of, and who speaks, where it is or may be one."""
    texts = {d.id: d for d in documents}
    new = list(_traces(entries, texts))
    events = [
        propose_link("event", join) for join in join_events([*_known_traces(known, new), *new])
    ]
    whole = join_entries(known, replace(entries, links=tuple(events)))
    same = join_ids(read_links(whole), LinkKind.EVENT, (e.id for e in whole.events))
    there = {s.id for s in known.sources}
    sources = join_sources(_speakers(whole, same))
    return [*events, *(propose_link("source", j) for j in sources if not {j.a, j.b} <= there)]


def with_links(entries: Entries, documents: Sequence[Document], known: Entries) -> Entries:
    """The entries with what is one in them and in what is known.

    Sources that stand for others come first, and events that a document is about. What a spokesman
    says is his body's, through him, also where only another document tells that he is one.
    """
    links = link_entries(entries, documents, known)
    stood_for = {link.b for link in links if link.kind == LinkKind.SOURCE}
    sources = sorted(entries.sources, key=lambda s: s.id in stood_for)
    main = {document.event for document in entries.documents}
    events = sorted(entries.events, key=lambda event: event.id not in main)
    linked = replace(entries, links=tuple(links), sources=tuple(sources), events=tuple(events))
    spoken = _through_spokesmen(linked, known, {d.id: d.text for d in documents})
    return replace(linked, claims=tuple(rename_claims(entries.claims, spoken)))


def _through_spokesmen(
    entries: Entries, known: Entries, texts: Mapping[str, str]
) -> list[ClaimEntry]:
    """The claims, those of a spokesman of one body that body's.

    Not where a document presents somebody of his name as something else: "John Kell, a fisherman".
    """
    whole = join_entries(known, entries)
    same = join_ids(read_links(whole), LinkKind.SOURCE, (s.id for s in whole.sources))
    belongs = {(s.id, body) for s in whole.sources for body in s.part_of}
    bodies: dict[str, dict[str, str]] = {}
    for claim in whole.claims:
        body = claim.source or ""
        for person in (v for v in claim.via if (v, body) in belongs):
            bodies.setdefault(same.get(person, person), {}).setdefault(same.get(body, body), body)

    names = {s.id: s.name or "" for s in whole.sources}

    def spoken(claim: ClaimEntry) -> ClaimEntry:
        person = claim.source or ""
        found = bodies.get(same.get(person, person), {})
        if len(found) != 1 or _is_presented(names.get(person, ""), texts.get(claim.document, "")):
            return claim
        body = next(iter(found.values()))
        return replace(claim, source=body, via=(*claim.via, person))

    return [spoken(claim) for claim in entries.claims]


def _is_presented(name: str, text: str) -> bool:
    """Whether a text says what somebody is: "John Kell, a fisherman", "the fisherman John Kell"."""
    behind = rf"\b{re.escape(name)}(?:,? \(?\d+\)?)?,\s+(?:an?|the|who|of|from)\b"
    before = rf"\b(?:[Aa]n?|[Tt]he)\s+(?:[a-z-]+\s+){{1,3}}{re.escape(name)}\b"
    return bool(name) and re.search(f"{behind}|{before}", text) is not None


def propose_link(kind: str, join: Join) -> LinkEntry:
    """The link that a join proposes, of events, sources or subjects."""
    return LinkEntry(
        kind=kind,
        a=join.a,
        b=join.b,
        status="proposed",
        why=join.why or None,
        score=str(join.score),
    )


def _speakers(entries: Entries, same: Mapping[str, str]) -> Iterator[Speaker]:
    """Every named source, with the events that its claims and their documents are about."""
    main = {d.id: d.event for d in entries.documents}
    about: dict[str, set[str]] = {}
    publishers = {(d.publisher or "").casefold() for d in entries.documents}
    places = {e.id: e.place for e in entries.events}
    for claim in entries.claims:
        context = main.get(claim.document)
        events = (*events_about(claim, context), *([context] if context else []))
        events = (*events, *(f"{IN}{p}" for e in events if (p := places.get(e))))
        for voice in (claim.source, *claim.via):
            about.setdefault(voice or "", set()).update(same.get(e, e) for e in events)
    for source in entries.sources:
        if source.kind != "narrator":
            names = (source.name or source.id, *source.aliases)
            told = frozenset(about.get(source.id, ()))
            publishes = not publishers.isdisjoint(n.casefold() for n in names)
            yield Speaker(source.id, names, told, frozenset(source.part_of), publishes)


def _known_traces(known: Entries, new: Sequence[Trace]) -> Iterator[Trace]:
    """The events that a ledger has, those that are one once, by what its files say of them.

    Those that meet nothing new, by their days, are left out.
    """
    same = join_ids(read_links(known), LinkKind.EVENT, (e.id for e in known.events))
    main = {d.id: d.event for d in known.documents}
    told: dict[str, list[str]] = {}
    days: dict[str, date] = {}
    for document in known.documents:
        name = same.get(document.event or "", document.event or "")
        told.setdefault(name, []).append(document.title or "")
        if document.day is not None:
            days.setdefault(name, date.fromisoformat(document.day))
    for claim in known.claims:
        for name in events_about(claim, main.get(claim.document)):
            quotes = told.setdefault(same.get(name, name), [])
            if len(quotes) < _HEARD:
                quotes.extend(claim.quote)
    events = joined_events([read_event(e) for e in known.events], same)
    for event in (e for name, e in events.items() if name == e.id):
        trace = Trace(
            event.id,
            f"known {event.id}",
            True,
            event.kind,
            event.place,
            event.when,
            days.get(event.id),
            {},
            known=True,
        )
        if len(new) > _FEW_NEW or any(may_meet(trace, other) for other in new):
            names = (event.title, event.place, *event.aliases, *told.get(event.id, ()))
            yield replace(trace, profile=read_profile("\n".join(filter(None, names))))


def claims_about(events: Collection[str], known: Entries) -> list[ClaimEntry]:
    """The claims of a ledger that are about some of these events."""
    main = {d.id: d.event for d in known.documents}
    return [
        c for c in known.claims if not set(events_about(c, main.get(c.document))).isdisjoint(events)
    ]


def _traces(entries: Entries, texts: dict[str, Document]) -> Iterator[Trace]:
    told: dict[str, list[ClaimEntry]] = {}
    document_of: dict[str, DocumentEntry] = {}
    documents = {d.id: d for d in entries.documents}
    main = {d.event: d for d in entries.documents if d.event is not None}
    for claim in entries.claims:
        for name in events_about(claim, None):
            told.setdefault(name, []).append(claim)
            document_of[name] = documents[claim.document]
    for event in entries.events:
        document = main.get(event.id) or document_of.get(event.id)
        if document is None or document.id not in texts:
            continue
        whole = texts[document.id]
        quotes = " ".join(q for c in told.get(event.id, ()) for q in c.quote)
        is_main = event.id in main
        yield _trace(event, whole, is_main, whole.text if is_main else quotes)


def _trace(event: EventEntry, document: Document, is_main: bool, text: str) -> Trace:
    read = read_event(event)
    published: date | None = document.published
    profile = read_profile(text, document.title if is_main else None)
    return Trace(
        event.id, document.id, is_main, read.kind, read.place, read.when, published, profile
    )
