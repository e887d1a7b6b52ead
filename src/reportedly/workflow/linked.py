"""What several documents tell of, joined where it is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.linking.events import Trace, join_events
from reportedly.linking.joins import Join
from reportedly.linking.profiles import read_profile
from reportedly.linking.sources import IN, Speaker, join_sources
from reportedly.linking.topics import Said, Topic, find_topics
from reportedly.model import (
    Claim,
    ClaimEntry,
    Document,
    DocumentEntry,
    Entries,
    EventEntry,
    Figure,
    LinkEntry,
    LinkKind,
)
from reportedly.resolve.events import join_ids, read_event, read_link
from reportedly.text.subject_ids import split_subject_id
from reportedly.workflow.adopting import rename_claims

_SMALL = 10


def link_entries(
    entries: Entries, documents: Sequence[Document], known: Entries
) -> list[LinkEntry]:
    """Links between what these documents tell of, and who speaks, where it is or may be one."""
    texts = {d.id: d for d in documents}
    traces = [*_known_traces(known), *_traces(entries, texts)]
    events = [_link("event", join) for join in join_events(traces)]
    links = [link for e in events if (link := read_link(e)) is not None]
    ids = [e.id for e in (*known.events, *entries.events)]
    same = join_ids(links, LinkKind.EVENT, ids)
    sources = [_link("source", join) for join in join_sources(_speakers(entries, same))]
    return [*events, *sources]


def with_links(entries: Entries, documents: Sequence[Document], known: Entries) -> Entries:
    """The entries with what is one in them and in what is known.

    Sources that stand for others come first.
    """
    links = link_entries(entries, documents, known)
    stood_for = {link.b for link in links if link.kind == LinkKind.SOURCE}
    sources = sorted(entries.sources, key=lambda s: s.id in stood_for)
    return replace(entries, links=tuple(links), sources=tuple(sources))


def meet_subjects(entries: Entries, claims: Sequence[Claim]) -> Entries:
    """The entries, claims that name no subject of their own meeting those of the other reports."""
    topics = _topics(claims)
    paths = {**_bare_figures(claims), **{c: t.name for t in topics for c in t.claims}}
    if not paths:
        return entries
    main = {d.id: d.event for d in entries.documents}

    def meet(claim: ClaimEntry) -> ClaimEntry:
        event = claim.event[0] if claim.event else main[claim.document]
        return replace(claim, subject=f"{event}/{paths[claim.id]}", event=())

    met = [meet(c) if c.id in paths else c for c in entries.claims]
    titles = {claim: (t.name, t.title) for t in topics for claim in t.claims}
    named: dict[str, dict[str, str]] = {}
    for old, new in zip(entries.claims, met, strict=True):
        if old.id in titles:
            name, title = titles[old.id]
            named.setdefault((new.subject or "").partition("/")[0], {})[name] = title
    events = [
        replace(e, topics=tuple({**named.get(e.id, {}), **dict(e.topics)}.items()))
        for e in entries.events
    ]
    renamed = rename_claims(entries.claims, met)
    return replace(entries, claims=tuple(renamed), events=tuple(events))


def _bare_figures(claims: Iterable[Claim]) -> dict[str, str]:
    """Claims of numbers that name nothing counted → what the other reports count by them.

    "We cannot confirm the figure of 27" is about the killed where another report of the event
    gives 27 of them, and no other count of it is 27.
    """
    told: dict[tuple[str | None, object], set[str]] = {}
    bare = []
    for claim in claims:
        figure, split = claim.figure, split_subject_id(claim.subject.id)
        if figure is None:
            continue
        if claim.subject.id == claim.id:
            bare += [(claim, figure)] if _is_bare(figure) and claim.part_of is None else []
        elif split is not None:
            told.setdefault((split[0], figure.nominal), set()).add(split[1])
    found = {claim.id: told.get((claim.event, figure.nominal), set()) for claim, figure in bare}
    return {claim: next(iter(paths)) for claim, paths in found.items() if len(paths) == 1}


def _topics(claims: Iterable[Claim]) -> list[Topic]:
    """What one voice denies and another asserts, among statements without a figure."""
    return find_topics(
        Said(c.id, c.event, c.origin.id if c.origin else c.id, c.stance, c.text)
        for c in claims
        if c.figure is None and c.subject.id == c.id and c.event is not None
    )


def _is_bare(figure: Figure) -> bool:
    """True for a number that names nothing counted, the small ones of any text aside."""
    return (
        figure.unit is None
        and not figure.share
        and figure.nominal.low is not None
        and figure.nominal.low >= _SMALL
    )


def _link(kind: str, join: Join) -> LinkEntry:
    return LinkEntry(
        kind=kind,
        a=join.a,
        b=join.b,
        status="proposed",
        why=join.why or None,
        score=str(join.score),
    )


def _speakers(entries: Entries, same: Mapping[str, str]) -> Iterator[Speaker]:
    """Every named source, with the events that its claims are about."""
    main = {d.id: d.event for d in entries.documents}
    about: dict[str, set[str]] = {}
    places = {e.id: e.place for e in entries.events}
    for claim in entries.claims:
        split = split_subject_id(claim.subject or "")
        events = (split[0],) if split else claim.event or (main.get(claim.document) or "",)
        events = (*events, *(f"{IN}{p}" for e in events if (p := places.get(e))))
        for voice in (claim.source, *claim.via):
            about.setdefault(voice or "", set()).update(same.get(e, e) for e in events)
    for source in entries.sources:
        if source.kind != "narrator":
            names = (source.name or source.id, *source.aliases)
            yield Speaker(source.id, names, frozenset(about.get(source.id, frozenset())))


def _known_traces(known: Entries) -> Iterator[Trace]:
    """The events that a ledger has, by what events.yaml and the titles of its documents say."""
    titles: dict[str, list[str]] = {}
    days: dict[str, date] = {}
    for document in known.documents:
        if document.event is not None:
            titles.setdefault(document.event, []).append(document.title or "")
            if document.day is not None:
                days.setdefault(document.event, date.fromisoformat(document.day))
    for event in known.events:
        told = (event.title, event.place, *event.aliases, *titles.get(event.id, ()))
        read = read_event(event)
        yield Trace(
            event.id,
            f"known {event.id}",
            True,
            read.kind,
            read.place,
            read.when,
            days.get(event.id),
            read_profile("\n".join(filter(None, told))),
            known=True,
        )


def _traces(entries: Entries, texts: dict[str, Document]) -> Iterator[Trace]:
    told: dict[str, list[ClaimEntry]] = {}
    document_of: dict[str, DocumentEntry] = {}
    documents = {d.id: d for d in entries.documents}
    main = {d.event: d for d in entries.documents if d.event is not None}
    for claim in entries.claims:
        split = split_subject_id(claim.subject or "")
        for name in (split[0],) if split else claim.event:
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
