"""What is new takes the names of what is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from reportedly.linking.sources import is_common_name
from reportedly.model import (
    ClaimEntry,
    Entries,
    EventEntry,
    LinkEntry,
    Period,
    SourceEntry,
    SubjectEntry,
    name_claims,
    name_links,
)
from reportedly.model.period import shift_day
from reportedly.text.slug import free_name
from reportedly.text.subject_ids import split_subject_id
from reportedly.text.times import read_period

NOTHING = Entries()


def join_entries(a: Entries, b: Entries) -> Entries:
    """Both, each source and subject once; a source belongs to the bodies that either names."""
    sources = {s.id: s for s in a.sources}
    for source in b.sources:
        known = sources.setdefault(source.id, source)
        if not set(source.part_of) <= set(known.part_of):
            bodies = tuple(dict.fromkeys((*known.part_of, *source.part_of)))
            sources[source.id] = replace(known, part_of=bodies)
    subjects = {s.id: s for s in (*b.subjects, *a.subjects)}
    return Entries(
        (*a.documents, *b.documents),
        (*a.claims, *b.claims),
        tuple(sources.values()),
        tuple(subjects.values()),
        (*a.judgements, *b.judgements),
        tuple({e.id: e for e in (*a.events, *b.events)}.values()),
        (*a.links, *b.links),
    )


def adopt_entries(new: Entries, known: Entries, own: Collection[str] = ()) -> Entries:
    """Proposed entries with the ids of sources and subjects that are known already.

    A source is the same when exactly one known source bears its name or an alias. A new id that a
    different known entry holds gets a number.

    Args:
        new: as proposed.
        known: what is there already.
        own: ids of known sources that are proposed too; what is new of them is kept.
    """
    sources = rename_sources(new.sources, known.sources)
    events = _free_events(new.events, known.events)
    subjects = _adopt_subjects(new.subjects, known.subjects)

    def renamed(entry: ClaimEntry) -> ClaimEntry:
        return replace(
            entry,
            source=sources.get(entry.source or "", entry.source),
            subject=_under(events, subjects.get(entry.subject or "", entry.subject)),
            event=tuple(events.get(e, e) for e in entry.event),
            actors=tuple(sources.get(a, a) for a in entry.actors),
            via=tuple(sources.get(v, v) for v in entry.via),
        )

    found = [renamed(c) for c in new.claims]
    claims = rename_claims(new.claims, found, (c.id for c in known.claims))
    ids = {old.id: now.id for old, now in zip(new.claims, claims, strict=True)} | events | sources
    known_sources = {s.id for s in known.sources}.difference(own)
    known_subjects = {s.id for s in known.subjects}
    return Entries(
        tuple(replace(d, event=events.get(d.event or "", d.event)) for d in new.documents),
        tuple(claims),
        tuple(
            replace(s, id=sources[s.id], part_of=tuple(sources.get(p, p) for p in s.part_of))
            for s in new.sources
            if sources[s.id] not in known_sources
        ),
        tuple(
            replace(s, id=subjects[s.id])
            for s in new.subjects
            if subjects[s.id] not in known_subjects
        ),
        events=tuple(replace(e, id=events[e.id]) for e in new.events),
        links=_adopt_links(
            new.links,
            lambda end: ids.get(end) or _under(events, subjects.get(end, end)) or end,
            known.links,
        ),
    )


def _adopt_links(
    new: Sequence[LinkEntry], named: Callable[[str], str], known: Sequence[LinkEntry]
) -> tuple[LinkEntry, ...]:
    """Links between the ids that things have now, each under the id that follows from it."""
    renamed = [replace(e, id="", a=named(e.a or ""), b=named(e.b or "")) for e in new]
    there = {(e.kind, frozenset((e.a, e.b))) for e in known}
    kept = [e for e in renamed if e.a != e.b and (e.kind, frozenset((e.a, e.b))) not in there]
    return tuple(name_links([*known, *kept])[len(known) :])


def _free_events(new: Sequence[EventEntry], known: Sequence[EventEntry]) -> dict[str, str]:
    """Id of a new event → one that no other event has: what is one event is for links to say."""
    taken = {e.id for e in known}
    return {e.id: free_name(e.id, taken) for e in new}


def _under(events: Mapping[str, str], subject: str | None) -> str | None:
    """The id of a subject under the new id of its event."""
    split = split_subject_id(subject or "")
    return subject if split is None else f"{events.get(split[0], split[0])}/{split[1]}"


def rename_claims(
    old: Sequence[ClaimEntry], new: Sequence[ClaimEntry], taken: Iterable[str] = ()
) -> list[ClaimEntry]:
    """Claims that were moved or renamed in part, with the ids that follow from that.

    Args:
        old: as they were; an id that followed from its place does so again.
        new: the same claims now, still with their old ids.
        taken: ids that others have.
    """
    used = set(taken)
    names = {
        claim.id: free_name(after if claim.id == before else claim.id, used)
        for claim, before, after in zip(old, name_claims(old), name_claims(new), strict=True)
    }

    def renamed(claim: ClaimEntry) -> ClaimEntry:
        fields = {k: v for k in ("of", "corrects", "revises") if (v := getattr(claim, k))}
        return replace(claim, id=names[claim.id], **{k: names.get(v, v) for k, v in fields.items()})

    return [renamed(claim) for claim in new]


def rename_sources(new: Sequence[SourceEntry], known: Sequence[SourceEntry]) -> dict[str, str]:
    """New id → the id to use: that of the one known source of the same name, else a free one.

    An alias of common words counts for nothing: "police" of one report may be "police in Orlo", and
    are others where the next one speaks of them.
    """
    names: dict[str, set[str]] = {}
    for source in known:
        for name in _telling_names(source):
            names.setdefault(name.casefold(), set()).add(source.id)
    taken = {s.id for s in known}
    renamed = {}
    for source in new:
        same = set[str]().union(*(names.get(n.casefold(), ()) for n in _telling_names(source)))
        if not same and source.name in taken:
            same = {source.name}  # written as the id that the ledger has
        if source.id in same:
            same = {source.id}  # several bear the name: it is the one of this id
        renamed[source.id] = same.pop() if len(same) == 1 else free_name(source.id, taken)
    return renamed


def _telling_names(source: SourceEntry) -> tuple[str, ...]:
    return (source.name or source.id, *(a for a in source.aliases if not is_common_name(a)))


def _adopt_subjects(new: Sequence[SubjectEntry], known: Sequence[SubjectEntry]) -> dict[str, str]:
    """New id → that of the known subject that is the same thing, else one that nobody has."""
    by_id = {s.id: s for s in known}
    taken = {*by_id, *(s.id for s in new)}
    renamed = {}
    for subject in new:
        other = by_id.get(subject.id)
        free = other is None or _is_same(other, subject)
        renamed[subject.id] = subject.id if free else free_name(subject.id, taken)
    return renamed


def rename_subjects(new: Sequence[SubjectEntry], known: Sequence[SubjectEntry]) -> dict[str, str]:
    """Id in another's table → id in the ledger: the same, unless another thing has it there.

    The other id comes from what the subject says, so that the next version of the table finds it.
    """
    by_id = {s.id: s for s in known}
    return {
        s.id: s.id
        if s.id not in by_id or is_one(by_id[s.id], s)
        else f"{s.id}__{sha256('|'.join(map(str, _slots(s))).encode()).hexdigest()[:8]}"
        for s in new
    }


def is_one(a: SubjectEntry, b: SubjectEntry) -> bool:
    """True when two entries of one id are about one thing: nothing that both say of it differs."""
    return all(None in (x, y) or x == y for x, y in zip(_slots(a), _slots(b), strict=True))


def _slots(subject: SubjectEntry) -> tuple[str | None, ...]:
    return subject.measure, subject.population, subject.place, subject.period


def _is_same(a: SubjectEntry, b: SubjectEntry) -> bool:
    """True when two documents speak of one thing: same measure, population and place, one time.

    Where no place is named the times must meet, and without a measure nothing says that it is one:
    two things counted in years are not. A measure of an event's own is one wherever it is counted.
    """
    if _is_measure(a) and _is_measure(b):
        return (a.id, a.unit) == (b.id, b.unit)
    if a.measure is None or (a.measure, a.population, a.place) != (
        b.measure,
        b.population,
        b.place,
    ):
        return False
    if a.period is None or b.period is None:
        return a.place is not None and a.period == b.period
    return _read_days(a.period).overlaps(_read_days(b.period))


def _is_measure(subject: SubjectEntry) -> bool:
    """True for a measure that subjects of events name: "boats" of "ferry-orlo/boats"."""
    return subject.id.partition("/")[0] == subject.measure and subject.period is None


def _read_days(written: str) -> Period:
    """The period written, with a day to either side: accounts differ on which night it was."""
    try:
        found = read_period(written)
    except ValueError:
        return Period(None, None)
    first, last = found.start and shift_day(found.start, -1), found.end and shift_day(found.end, 1)
    return Period(first, last, found.precision)
