"""What several documents tell of, joined where it is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.linking.events import Trace, join_events, may_meet
from reportedly.linking.figures import Told, join_figures
from reportedly.linking.joins import Join
from reportedly.linking.profiles import read_profile
from reportedly.linking.sources import IN, Speaker, join_sources
from reportedly.linking.topics import Said, Topic, counted_in_denial, find_topics
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
    Span,
    Stance,
    event_of,
    name_links,
)
from reportedly.resolve.events import CERTAIN, join_ids, read_event, read_links
from reportedly.resolve.events import join_events as joined_events
from reportedly.text.subject_ids import split_subject_id
from reportedly.workflow.adopting import join_entries, rename_claims

_SMALL = 10
_FEW_NEW = 200  # events, each of which is held against every one that is known
_HEARD = 60  # quotes by which an event of a ledger is known


def link_entries(
    entries: Entries, documents: Sequence[Document], known: Entries
) -> list[LinkEntry]:
    """Links between what these documents tell of, and who speaks, where it is or may be one."""
    texts = {d.id: d for d in documents}
    new = list(_traces(entries, texts))
    events = [_link("event", join) for join in join_events([*_known_traces(known, new), *new])]
    whole = join_entries(known, replace(entries, links=tuple(events)))
    same = join_ids(read_links(whole), LinkKind.EVENT, (e.id for e in whole.events))
    there = {s.id for s in known.sources}
    sources = join_sources(_speakers(whole, same))
    return [*events, *(_link("source", j) for j in sources if not {j.a, j.b} <= there)]


def with_links(entries: Entries, documents: Sequence[Document], known: Entries) -> Entries:
    """The entries with what is one in them and in what is known.

    Sources that stand for others come first. What a spokesman says is his body's, through him, also
    where only another document tells that he is one.
    """
    links = link_entries(entries, documents, known)
    stood_for = {link.b for link in links if link.kind == LinkKind.SOURCE}
    sources = sorted(entries.sources, key=lambda s: s.id in stood_for)
    linked = replace(entries, links=tuple(links), sources=tuple(sources))
    spoken = _through_spokesmen(linked, known)
    return replace(linked, claims=tuple(rename_claims(entries.claims, spoken)))


def _through_spokesmen(entries: Entries, known: Entries) -> list[ClaimEntry]:
    """The claims, those of a spokesman of one body that body's."""
    whole = join_entries(known, entries)
    same = join_ids(read_links(whole), LinkKind.SOURCE, (s.id for s in whole.sources))
    belongs = {(s.id, body) for s in whole.sources for body in s.part_of}
    bodies: dict[str, dict[str, str]] = {}
    for claim in whole.claims:
        body = claim.source or ""
        for person in (v for v in claim.via if (v, body) in belongs):
            bodies.setdefault(same.get(person, person), {}).setdefault(same.get(body, body), body)

    def spoken(claim: ClaimEntry) -> ClaimEntry:
        person = claim.source or ""
        found = bodies.get(same.get(person, person), {})
        if len(found) != 1:
            return claim
        body = next(iter(found.values()))
        return replace(claim, source=body, via=(*claim.via, person))

    return [spoken(claim) for claim in entries.claims]


def meet_subjects(entries: Entries, claims: Sequence[Claim], known: Sequence[Claim]) -> Entries:
    """The entries, claims that name no subject of their own meeting those of the other reports.

    Args:
        entries: as proposed.
        claims: what they resolve to.
        known: claims of a ledger about the same events.
    """
    new = {claim.id for claim in claims}
    topics = [t for t in _topics(claims, known) if not new.isdisjoint(t.claims)]
    paths = {**_bare_figures(claims, known), **_denied_counts(claims, known)}
    paths |= {c: t.name for t in topics for c in t.claims if c in new}
    main = {d.id: d.event for d in entries.documents}

    def meet(claim: ClaimEntry) -> ClaimEntry:
        (event,) = _events_of(claim, main[claim.document])[:1]
        return replace(claim, subject=f"{event}/{paths[claim.id]}", event=())

    met = [meet(c) if c.id in paths else c for c in entries.claims]
    titles = {claim: (t.name, t.title) for t in topics for claim in t.claims}
    named: dict[str, dict[str, str]] = {}
    for old, now in zip(entries.claims, met, strict=True):
        if old.id in titles:
            name, title = titles[old.id]
            named.setdefault((now.subject or "").partition("/")[0], {})[name] = title
    events = [
        replace(e, topics=tuple({**named.get(e.id, {}), **dict(e.topics)}.items()))
        for e in entries.events
    ]
    renamed = rename_claims(entries.claims, met)
    joins = [
        *join_figures((*_figures(known, known=True), *_figures(claims))),
        *_topic_joins(topics, {c.id for c in known if c.subject.id == c.id}, met),
    ]
    names = {old.id: now.id for old, now in zip(entries.claims, renamed, strict=True)}
    links = [
        _link("subject", join._replace(a=names.get(join.a, join.a), b=names.get(join.b, join.b)))
        for join in joins
    ]
    return replace(
        entries,
        claims=tuple(renamed),
        events=tuple(events),
        links=tuple(name_links((*entries.links, *links))),
    )


def _topic_joins(
    topics: Iterable[Topic], known: Collection[str], met: Iterable[ClaimEntry]
) -> Iterator[Join]:
    """Statements that a ledger has without a subject, each with the topic that they now are on."""
    subjects = {claim.id: claim.subject for claim in met}
    for topic in topics:
        about = next(s for c in topic.claims if (s := subjects.get(c)) is not None)
        for claim in topic.claims:
            if claim in known:
                yield Join(about, claim, CERTAIN, "one denies what another asserts")


def _figures(claims: Iterable[Claim], *, known: bool = False) -> Iterator[Told]:
    for c in claims:
        if c.figure is not None and c.event is not None:
            named = c.subject.id != c.id
            yield Told(c.event, c.subject.id, c.document, c.figure, c.role, c.text, named, known)


def _bare_figures(claims: Sequence[Claim], known: Iterable[Claim]) -> dict[str, str]:
    """Claims of numbers that name nothing counted → what the other reports count by them.

    "We cannot confirm the figure of 27" is about the killed where another report of the event
    gives 27 of them, and no other count of it is 27. So are a share and a number with a fraction
    about what another report gives as the same: "6.1 in Arvan" about the magnitude; a number that
    somebody denies, with its unit, about what another counts by it; and one that takes the place of
    another about the same: "it was 12, not 14".
    """
    revised = {c.revises: c.id for c in claims if c.revises is not None}
    told: dict[tuple[str | None, object, bool], set[tuple[str, str | None]]] = {}
    bare = []
    new = {claim.id for claim in claims}
    for claim in (*known, *claims):
        figure, split = claim.figure, split_subject_id(claim.subject.id)
        if figure is None:
            continue
        denied = claim.stance is Stance.DENIES and figure.unit is not None
        says_nothing = _is_bare(figure) or claim.id in revised
        unnamed = claim.subject.id == claim.id and says_nothing
        if (denied or unnamed) and claim.part_of is None and claim.id in new:
            bare.append((claim, figure))
        elif split is not None and claim.subject.id != claim.id:
            number = (split[0], figure.nominal, figure.share)
            told.setdefault(number, set()).add((split[1], figure.unit))
    paths = {c.id: path for c, f in bare if (path := _counted_by(c, f, told)) is not None}
    return {**{revised[old]: path for old, path in paths.items() if old in revised}, **paths}


def _counted_by(
    claim: Claim,
    figure: Figure,
    told: Mapping[tuple[str | None, object, bool], Collection[tuple[str, str | None]]],
) -> str | None:
    """What a number is a count of in the other reports, where that is one thing."""
    same = told.get((event_of(claim), figure.nominal, figure.share), ())
    paths = {path for path, unit in same if figure.share or figure.unit in (None, unit)}
    return paths.pop() if len(paths) == 1 else None


def _denied_counts(claims: Iterable[Claim], known: Iterable[Claim]) -> dict[str, str]:
    """Denials that there was anything to count → what others count: "denied any escape"."""
    told: dict[tuple[str | None, str], Counter[str]] = {}
    denials = []
    for claim in (*known, *claims):
        split = split_subject_id(claim.subject.id)
        if claim.figure is not None and split is not None and claim.subject.id != claim.id:
            told.setdefault((split[0], split[1].partition("/")[0]), Counter())[split[1]] += 1
    for claim in claims:
        if claim.figure is None and claim.stance is Stance.DENIES and claim.subject.id == claim.id:
            measure = counted_in_denial(claim.text)
            if measure is not None:
                denials.append((claim, told.get((claim.event, measure), Counter[str]())))
    return {c.id: min(paths, key=lambda p: (-paths[p], p)) for c, paths in denials if paths}


def _topics(claims: Sequence[Claim], known: Sequence[Claim]) -> list[Topic]:
    """What one voice denies and another asserts, among statements without a figure.

    What somebody reports of another's words is the other's.
    """
    told: dict[str, list[tuple[str, Span]]] = {}
    there = (*known, *claims)
    for claim in there:
        told.setdefault(claim.document, []).extend((_voice(claim), span) for span in claim.spans)
    return find_topics(
        Said(c.id, c.event, _voice(c), c.stance, c.text, _topic_of(c))
        for c in there
        if c.figure is None and c.event is not None
        if c.subject.id == c.id or c.subject.topic
        if c.stance is not Stance.ASSERTS or not _cites(c, told[c.document])
    )


def _topic_of(claim: Claim) -> str:
    return claim.subject.id.partition("/")[2] if claim.subject.topic else ""


def _voice(claim: Claim) -> str:
    return claim.origin.id if claim.origin else claim.id


def _cites(claim: Claim, told: Iterable[tuple[str, Span]]) -> bool:
    """Whether the words of others stand within those of a claim."""
    others = [span for voice, span in told if voice != _voice(claim)]
    return any(own.start <= s.start and s.end <= own.end for own in claim.spans for s in others)


def _is_bare(figure: Figure) -> bool:
    """True for a number that names nothing counted, the small ones of any text aside."""
    low = figure.nominal.low
    if low is None or (figure.unit is not None and not figure.share):
        return False
    return figure.share or low >= _SMALL or low != low.to_integral_value()


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
    """Every named source, with the events that its claims and their documents are about."""
    main = {d.id: d.event for d in entries.documents}
    about: dict[str, set[str]] = {}
    publishers = {(d.publisher or "").casefold() for d in entries.documents}
    places = {e.id: e.place for e in entries.events}
    for claim in entries.claims:
        context = main.get(claim.document)
        events = (*_events_of(claim, context), *([context] if context else []))
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
        for name in _events_of(claim, main.get(claim.document)):
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
        c for c in known.claims if not set(_events_of(c, main.get(c.document))).isdisjoint(events)
    ]


def _events_of(claim: ClaimEntry, main: str | None) -> tuple[str, ...]:
    """Ids of the events that a claim is about: its subject's, its own, else its document's."""
    split = split_subject_id(claim.subject or "")
    return (split[0],) if split else claim.event or ((main,) if main else ())


def _traces(entries: Entries, texts: dict[str, Document]) -> Iterator[Trace]:
    told: dict[str, list[ClaimEntry]] = {}
    document_of: dict[str, DocumentEntry] = {}
    documents = {d.id: d for d in entries.documents}
    main = {d.event: d for d in entries.documents if d.event is not None}
    for claim in entries.claims:
        for name in _events_of(claim, None):
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
