"""What claims of several documents are about, where only all of them together say it.

A bare number, a denial, a statement and a thing under two names meet what the other reports count
or assert.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from reportedly.compare.voices import voice
from reportedly.linking.figures import Told, is_telling, join_figures
from reportedly.linking.joins import Join
from reportedly.linking.topics import Said, Topic, counted_in_denial, find_topics
from reportedly.model import (
    Claim,
    ClaimEntry,
    Entries,
    EventEntry,
    Figure,
    LinkEntry,
    Span,
    Stance,
    event_of,
    name_links,
)
from reportedly.resolve.events import CERTAIN, events_about
from reportedly.text.lexicon import PEOPLE, is_within, measures, who, words
from reportedly.text.quantities.label import is_labelled
from reportedly.text.subject_ids import split_subject_id
from reportedly.workflow.adopting import rename_claims
from reportedly.workflow.linked import propose_link


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
    paths |= _groups_apart(claims, known)
    paths |= {c: t.name for t in topics for c in t.claims if c in new}
    figures = join_figures((*_figures(known, known=True), *_figures(claims)))
    late = [
        Join(f"{event_of(c)}/{paths[c.id]}", c.id, CERTAIN, "what it counts another report says")
        for c in known
        if c.id in paths
    ]
    if not paths and not figures:
        return entries
    main = {d.id: d.event for d in entries.documents}

    def meet(claim: ClaimEntry) -> ClaimEntry:
        (event,) = events_about(claim, main[claim.document])[:1]
        return replace(claim, subject=f"{event}/{paths[claim.id]}", event=())

    met = [meet(c) if c.id in paths else c for c in entries.claims]
    renamed = rename_claims(entries.claims, met)
    statements = {c.id for c in known if c.subject.id == c.id}
    joins = [*figures, *_topic_joins(topics, statements, met), *late]
    names = {old.id: now.id for old, now in zip(entries.claims, renamed, strict=True)}
    return replace(
        entries,
        claims=tuple(renamed),
        events=_with_topics(entries.events, topics, met),
        links=tuple(name_links((*entries.links, *_subject_links(joins, names)))),
    )


def _with_topics(
    events: Iterable[EventEntry], topics: Iterable[Topic], met: Iterable[ClaimEntry]
) -> tuple[EventEntry, ...]:
    """The events with the topics that claims on them need."""
    titles = {claim: (t.name, t.title) for t in topics for claim in t.claims}
    named: dict[str, dict[str, str]] = {}
    for claim in met:
        if claim.id in titles:
            name, title = titles[claim.id]
            named.setdefault((claim.subject or "").partition("/")[0], {})[name] = title
    return tuple(
        replace(e, topics=tuple({**named.get(e.id, {}), **dict(e.topics)}.items())) for e in events
    )


def _subject_links(joins: Iterable[Join], names: Mapping[str, str]) -> Iterator[LinkEntry]:
    """Links between subjects, statements under the ids that their claims have now."""
    for join in joins:
        a, b = (names.get(name, name) for name in (join.a, join.b))
        yield propose_link("subject", join._replace(a=a, b=b))


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
        own = split is None or split[1].partition("/")[0] not in measures()
        denied = claim.stance is Stance.DENIES and figure.unit is not None and own
        says_nothing = claim.id in revised or (
            _is_bare(figure) and not is_labelled(claim.text, claim.text.find(figure.as_written))
        )
        unnamed = claim.subject.id == claim.id and says_nothing
        if ((denied and claim.id in new) or unnamed) and claim.part_of is None:
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


def _denied_counts(claims: Sequence[Claim], known: Sequence[Claim]) -> dict[str, str]:
    """Denials that there was anything to count → what others count: "denied any escape".

    Those of a ledger among them: which report is read first makes no difference.
    """
    told: dict[tuple[str | None, str], Counter[str]] = {}
    denials = []
    for claim in (*known, *claims):
        split = split_subject_id(claim.subject.id)
        if claim.figure is not None and split is not None and claim.subject.id != claim.id:
            told.setdefault((split[0], split[1].partition("/")[0]), Counter())[split[1]] += 1
    for claim in (*known, *claims):
        if claim.figure is None and claim.stance is Stance.DENIES and claim.subject.id == claim.id:
            measure = counted_in_denial(claim.text)
            if measure is not None:
                denials.append((claim, told.get((claim.event, measure), Counter[str]())))
    return {c.id: min(paths, key=lambda p: (-paths[p], p)) for c, paths in denials if paths}


def _groups_apart(claims: Sequence[Claim], known: Iterable[Claim]) -> dict[str, str]:
    """Counts of one group → a subject of its own, where the other reports speak of it or of others.

    "No resident was injured" is about the 22 residents of another report, whose report may name
    nobody else; and "four officers" are no count of the residents whom another report counts.
    """
    there = [(c, *told) for c in (*known, *claims) if (told := _harmed(c)) is not None]
    denied = {(e, m, g) for c, e, m, g in there if c.figure and c.figure.nominal.high == 0}
    others = {(e, m) for _, e, m, g in there if g is not None and not _are_office(g)}
    new = {claim.id for claim in claims}
    return {
        c.id: f"{measure}/{group}"
        for c, event, measure, group in there
        if group is not None and c.id in new and c.subject.id == f"{event}/{measure}"
        if (event, measure, group) in denied or (_are_office(group) and (event, measure) in others)
    }


def _harmed(claim: Claim) -> tuple[str, str, str | None] | None:
    """The event, the measure and the group of a count of people who were hit."""
    split = split_subject_id(claim.subject.id)
    if split is None or claim.figure is None or claim.subject.id == claim.id:
        return None
    measure = split[1].partition("/")[0]
    if measure not in words("harm"):
        return None
    group = who(claim.figure.population or claim.figure.unit or "")
    return split[0], measure, None if group is None or group.name == PEOPLE else group.name


def _are_office(group: str) -> bool:
    return any(is_within(group, office) for office in words("people-by-office"))


def _topics(claims: Sequence[Claim], known: Sequence[Claim]) -> list[Topic]:
    """What one voice denies and another asserts, among statements without a figure.

    What somebody reports of another's words is the other's.
    """
    told: dict[str, list[tuple[int, str, Span]]] = {}
    there = (*known, *claims)
    for claim in there:
        own = ((span.start, _voice(claim), span) for span in claim.spans)
        told.setdefault(claim.document, []).extend(own)
    for spans in told.values():
        spans.sort(key=itemgetter(0))
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
    return voice(claim) or claim.id


def _cites(claim: Claim, told: Sequence[tuple[int, str, Span]]) -> bool:
    """Whether the words of others stand within those of a claim; a denial holds what it denies.

    Args:
        claim: the claim.
        told: where each span of its document begins, whose words it has, and the span, in order.
    """
    return any(
        voice != _voice(claim)
        and own.holds(other.start, other.end)
        and not other.holds(own.start, own.end)
        for own in claim.spans
        for _, voice, other in told[
            bisect_left(told, own.start, key=itemgetter(0)) : bisect_right(
                told, own.end, key=itemgetter(0)
            )
        ]
    )


def _is_bare(figure: Figure) -> bool:
    """True for a number that names nothing counted, the small ones of any text aside."""
    low = figure.nominal.low
    if low is None or (figure.unit is not None and not figure.share):
        return False
    return figure.share or is_telling(figure.nominal)
