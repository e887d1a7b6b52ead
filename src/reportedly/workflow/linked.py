"""What several documents tell of, joined where it is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from reportedly.linking.events import Trace, join_events, may_meet
from reportedly.linking.joins import Join
from reportedly.linking.profiles import read_profile
from reportedly.linking.sources import (
    IN,
    Speaker,
    heads_of_bodies,
    is_common_name,
    join_sources,
)
from reportedly.linking.texts import Text, join_texts
from reportedly.model import (
    Captures,
    ClaimEntry,
    Document,
    DocumentEntry,
    Entries,
    EventEntry,
    LinkEntry,
    LinkKind,
    SourceEntry,
    SourceKind,
    captures_of,
)
from reportedly.resolve.events import (
    CERTAIN,
    events_about,
    join_ids,
    merge_events,
    read_event,
    read_links,
)
from reportedly.resolve.sources import SourceIndex, read_source
from reportedly.text.publishers import body_publishing
from reportedly.text.slug import free_name, identify
from reportedly.workflow.adopting import join_entries, rename_claims

_FEW_NEW = 200  # events, each of which is held against every one that is known
_BODIES = (SourceKind.ORGANISATION.value, SourceKind.GROUP.value)
_PERSONS = {SourceKind.PERSON.value: True, **dict.fromkeys(_BODIES, False)}
"""Kinds of sources → whether they are people; of others nobody knows."""

_HEARD = 60  # quotes by which an event of a ledger is known
_REPRINTED = timedelta(days=14)  # within which a text is printed again


def with_links(
    entries: Entries,
    documents: Sequence[Document],
    known: Entries,
    text_of: Callable[[str], str | None] = lambda _: None,
) -> Entries:
    """The entries with what is one in them and in what is known.

    Sources that stand for others come first, and events that a document is about. What a spokesman
    says is his body's, through him, also where only another document tells that he is one.

    Args:
        entries: as proposed for the documents.
        documents: those read.
        known: the ledger.
        text_of: id of a document of the ledger → its text, or None where it is not to be had.
    """
    texts = {d.id: d for d in documents}
    new = list(_traces(entries, texts))
    events = [
        propose_link("event", join) for join in join_events([*_known_traces(known, new), *new])
    ]
    told = replace(entries, links=tuple(events))
    whole = join_entries(known, told)
    same = join_ids(read_links(whole), LinkKind.EVENT, (e.id for e in whole.events))
    parted, parts = part_bare_sources(
        _with_publishers(told, known), same, [s.id for s in known.sources]
    )
    speakers = list(_speakers(join_entries(known, parted), same))
    parted = _headed(parted, heads_of_bodies(speakers))
    joins = join_sources(speakers)
    meant = {end for j in joins if j.score >= CERTAIN for end in (j.a, j.b)}
    back = {part: whole for part, whole in parts.items() if meant.isdisjoint((part, whole))}
    there = frozenset(s.id for s in known.sources)
    links = _source_links(joins, back, there)
    linked = _used_alone(rename_voices(parted, back), links, entries)
    stood_for = {link.b for link in links}
    sources = sorted(linked.sources, key=lambda s: s.id in stood_for)
    main = {document.event for document in entries.documents}
    ordered = sorted(entries.events, key=lambda event: event.id not in main)
    pages = captures_of((*known.documents, *entries.documents))
    joined = _text_joins(documents, known, text_of)
    copies = [propose_link("text", join) for join in joined if not _of_one_page(join, pages)]
    linked = replace(
        linked, links=(*events, *links, *copies), sources=tuple(sources), events=tuple(ordered)
    )
    spoken = _through_spokesmen(linked, known, {d.id: d.text for d in documents})
    return replace(linked, claims=tuple(rename_claims(entries.claims, spoken)))


def _text_joins(
    documents: Sequence[Document],
    known: Entries,
    text_of: Callable[[str], str | None],
) -> list[Join]:
    """What is one text among the documents, and with those of the ledger that may be.

    A text is printed again within days: those of other weeks are not looked at, unless a day is
    not known.
    """
    new = [Text(d.id, d.text, d.published, d.publisher) for d in documents]
    days = [d.published for d in documents if d.published is not None]
    is_dated = len(days) == len(documents)
    there = []
    for document in known.documents if documents else ():
        day = _day(document.day)
        if day is not None and is_dated and not _is_near(day, days):
            continue
        text = text_of(document.id)
        if text is not None:
            there.append(Text(document.id, text, day, document.publisher, known=True))
    return join_texts([*new, *there])


def _of_one_page(join: Join, pages: Mapping[str, Captures]) -> bool:
    """Whether two documents are captures of one page, which are one without a link."""
    a, b = pages.get(join.a), pages.get(join.b)
    return a is not None and b is not None and a.home == b.home


def _is_near(day: date, days: Sequence[date]) -> bool:
    return min(days) - _REPRINTED <= day <= max(days) + _REPRINTED


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def _source_links(
    joins: Iterable[Join], back: Mapping[str, str], there: frozenset[str]
) -> list[LinkEntry]:
    """The links that joins of sources propose, none between two that were there already."""
    named = (j._replace(a=back.get(j.a, j.a), b=back.get(j.b, j.b)) for j in joins)
    links = {(j.a, j.b): propose_link("source", j) for j in named if j.a != j.b}
    return [link for pair, link in links.items() if not there.issuperset(pair)]


def part_bare_sources(
    entries: Entries, same: Mapping[str, str], taken: Iterable[str] = ()
) -> tuple[Entries, dict[str, str]]:
    """The entries with "the police" of one event apart from "the police" of another.

    A name that every place has a body of says nothing of which it is: who it is in a document is
    told by who else speaks of its event.

    Args:
        entries: as proposed.
        same: ids of events that mean what an older id means → that id.
        taken: ids of other sources.

    Returns:
        The entries, a body with a bare name being one source for each event that a document is
        about; and the new ids → those that they had.
    """
    main = {d.id: same.get(d.event or "", d.event or "") for d in entries.documents}
    bare = {s.id for s in entries.sources if s.kind in _BODIES and is_common_name(s.name or s.id)}
    used = {*taken, *(s.id for s in entries.sources)}
    first: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    for claim in entries.claims:
        event = main[claim.document]
        for voice in (claim.source, *claim.via, *claim.actors):
            other = voice in bare and first.setdefault(voice, event) != event
            if voice is not None and other and (voice, event) not in names:
                names[voice, event] = free_name(voice, used)
    if not names:
        return entries, {}
    parts = {part: voice for (voice, _), part in names.items()}

    def meant(claim: ClaimEntry) -> ClaimEntry:
        event = main[claim.document]
        return _renamed(claim, {v: part for (v, e), part in names.items() if e == event})

    by_id = {s.id: s for s in entries.sources}
    own = tuple(replace(by_id[voice], id=part) for part, voice in parts.items())
    whose: dict[str, list[str]] = {}
    for part, voice in parts.items():
        whose.setdefault(voice, [voice]).append(part)
    belonging = (
        replace(s, part_of=tuple(p for body in s.part_of for p in whose.get(body, [body])))
        for s in entries.sources
    )
    claims = tuple(map(meant, entries.claims))
    return replace(entries, claims=claims, sources=(*belonging, *own)), parts


def rename_voices(entries: Entries, names: Mapping[str, str]) -> Entries:
    """The entries with other ids for some sources, those that are left without a claim gone."""
    if not names:
        return entries
    sources = tuple(
        replace(s, part_of=tuple(dict.fromkeys(names.get(p, p) for p in s.part_of)))
        for s in entries.sources
        if s.id not in names
    )
    claims = tuple(_renamed(claim, names) for claim in entries.claims)
    return replace(entries, claims=claims, sources=sources)


def _renamed(claim: ClaimEntry, names: Mapping[str, str]) -> ClaimEntry:
    return replace(
        claim,
        source=names.get(claim.source or "", claim.source),
        via=tuple(names.get(v, v) for v in claim.via),
        actors=tuple(names.get(a, a) for a in claim.actors),
    )


def _headed(entries: Entries, heads: Mapping[str, str]) -> Entries:
    """The entries, people being of the bodies that their titles say they head."""
    return replace(
        entries,
        sources=tuple(
            replace(s, part_of=(heads[s.id],)) if s.id in heads else s for s in entries.sources
        ),
    )


def _with_publishers(entries: Entries, known: Entries) -> Entries:
    """The entries with the bodies that publish their own statements among the sources."""
    index = SourceIndex(map(read_source, (*known.sources, *entries.sources)))
    added: dict[str, SourceEntry] = {}
    ids = {s.id for s in (*known.sources, *entries.sources)}
    for document in entries.documents:
        body = body_publishing(document.publisher or "", document.title or "")
        if body is not None and not index.find(document.publisher or ""):
            name = identify(document.publisher or "")
            written = () if body.written == body.name else (body.name,)
            if name not in ids:
                added[name] = SourceEntry(name, body.written, written, "organisation")
    return replace(entries, sources=(*entries.sources, *added.values()))


def _used_alone(entries: Entries, links: Iterable[LinkEntry], before: Entries) -> Entries:
    """The entries without publishers that are nobody else's other name."""
    linked = {end for link in links for end in (link.a, link.b)} | {s.id for s in before.sources}
    used = {v for c in entries.claims for v in (c.source, *c.via, *c.actors)}
    kept = tuple(s for s in entries.sources if s.id in linked or s.id in used)
    return replace(entries, sources=kept)


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
    """Every named source, with the events that its claims and their documents are about.

    What a body publishes in its own voice is its word. Who "the navy" is that speaks of an old raid
    is told by the document, not by the raid: of a bare name its documents' events count alone.
    """
    main = {d.id: d.event for d in entries.documents}
    index = SourceIndex(map(read_source, entries.sources))
    own: dict[str, str] = {}
    publishers: set[str] = set()
    for document in entries.documents:
        written = document.publisher or ""
        if body_publishing(written, document.title or "") is None:
            publishers.add(written.casefold())
        elif len(found := index.find(written)) == 1:
            own[document.id] = found[0].id
    about: dict[str, set[str]] = {}
    places = {e.id: e.place for e in entries.events}
    bare = {s.id for s in entries.sources if is_common_name(s.name or s.id)}
    for claim in entries.claims:
        context = main.get(claim.document)
        around = (context,) if context else ()
        spoken_of = (*events_about(claim, context), *around)
        narrated = claim.source == SourceKind.NARRATOR.value
        for voice in (own.get(claim.document) if narrated else claim.source, *claim.via):
            events = (around if voice in bare else ()) or spoken_of
            placed = (f"{IN}{p}" for e in events if (p := places.get(e)))
            about.setdefault(voice or "", set()).update(same.get(e, e) for e in (*events, *placed))
    for source in entries.sources:
        if source.kind != SourceKind.NARRATOR.value:
            names = (source.name or source.id, *source.aliases)
            told = frozenset(about.get(source.id, ()))
            publishes = not publishers.isdisjoint(n.casefold() for n in names)
            by_form = source.kind == SourceKind.PERSON.value and names[0][:1].isupper()
            person = None if by_form else _PERSONS.get(source.kind or "")  # "Orlo General"
            yield Speaker(source.id, names, told, frozenset(source.part_of), publishes, person)


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
    events = merge_events([read_event(e) for e in known.events], same)
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
