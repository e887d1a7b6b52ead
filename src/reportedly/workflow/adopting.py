"""What is new takes the names of what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from reportedly.linking.sources import is_common_name
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
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


def join_entries(*parts: Entries) -> Entries:
    """All of them, each source and subject once; a source belongs to all bodies that one names."""
    sources: dict[str, SourceEntry] = {}
    for source in (s for part in parts for s in part.sources):
        known = sources.setdefault(source.id, source)
        if not set(source.part_of) <= set(known.part_of):
            bodies = tuple(dict.fromkeys((*known.part_of, *source.part_of)))
            sources[source.id] = replace(known, part_of=bodies)
    return Entries(
        tuple(d for part in parts for d in part.documents),
        tuple(c for part in parts for c in part.claims),
        tuple(sources.values()),
        tuple({s.id: s for part in reversed(parts) for s in part.subjects}.values()),
        tuple(j for part in parts for j in part.judgements),
        tuple({e.id: e for part in parts for e in part.events}.values()),
        tuple(link for part in parts for link in part.links),
    )


def adopt_entries(new: Entries, known: Entries) -> Entries:
    """Proposed entries with the ids of sources and subjects that are known already.

    A source is the same when exactly one known source bears its name or an alias. A new id that a
    different known entry holds gets a number.

    Args:
        new: as proposed.
        known: what is there already.
    """
    return Adopting(known).adopt(new)


class Adopting:
    """Takes in what documents propose, one after another, under the names known by then.

    What is known is looked at once, however many documents come.

    Attributes:
        documents, events: by id, those known and those taken in.
        claims: document → its claims.
    """

    def __init__(self, known: Entries) -> None:
        """Begin with what is there already."""
        self.documents: dict[str, DocumentEntry] = {}
        self.events: dict[str, EventEntry] = {}
        self.claims: dict[str, list[ClaimEntry]] = {}
        self._held = {s.id for s in known.sources}
        self._known_events = {e.id for e in known.events}
        self._names = _Names()
        self._subjects: dict[str, SubjectEntry] = {}
        self._claim_ids: set[str] = set()
        self._event_ids: set[str] = set()
        self._subject_ids: set[str] = set()
        self._links: list[LinkEntry] = []
        self._new: list[Entries] = []
        self._enter(known)

    @property
    def new(self) -> Entries:
        """All that was taken in."""
        return join_entries(*self._new)

    def is_new(self, event: str) -> bool:
        """Whether an event was taken in, and is not known."""
        return event in self.events and event not in self._known_events

    def take(self, new: Entries) -> None:
        """Take in entries under the ids that they have; an event stands for one of its id."""
        self._new.append(new)
        self._enter(new)

    def adopt(self, new: Entries) -> Entries:
        """Take in what is proposed; see `adopt_entries`. A source is new until it is known."""
        sources = self._names.rename(new.sources)
        # What is one event is for links to say.
        events = {e.id: free_name(e.id, self._event_ids) for e in new.events}
        subjects = _adopt_subjects(new.subjects, self._subjects, self._subject_ids)

        def renamed(entry: ClaimEntry) -> ClaimEntry:
            return replace(
                entry,
                source=sources.get(entry.source or "", entry.source),
                subject=_under(events, subjects.get(entry.subject or "", entry.subject)),
                event=tuple(events.get(e, e) for e in entry.event),
                actors=tuple(sources.get(a, a) for a in entry.actors),
                via=tuple(sources.get(v, v) for v in entry.via),
            )

        claims = rename_claims(new.claims, [renamed(c) for c in new.claims], self._claim_ids)
        ids = {old.id: now.id for old, now in zip(new.claims, claims, strict=True)}
        ids |= events | sources
        found = Entries(
            tuple(replace(d, event=events.get(d.event or "", d.event)) for d in new.documents),
            tuple(claims),
            tuple(
                replace(s, id=sources[s.id], part_of=tuple(sources.get(p, p) for p in s.part_of))
                for s in new.sources
                if sources[s.id] not in self._held
            ),
            tuple(
                replace(s, id=subjects[s.id])
                for s in new.subjects
                if subjects[s.id] not in self._subjects
            ),
            events=tuple(replace(e, id=events[e.id]) for e in new.events),
            links=_adopt_links(
                new.links,
                lambda end: ids.get(end) or _under(events, subjects.get(end, end)) or end,
                self._links,
            ),
        )
        self.take(found)
        return found

    def _enter(self, entries: Entries) -> None:
        self.documents |= {d.id: d for d in entries.documents}
        self.events |= {e.id: e for e in entries.events}
        for claim in entries.claims:
            self.claims.setdefault(claim.document, []).append(claim)
        self._names.add(entries.sources)
        for name, subject in {s.id: s for s in entries.subjects}.items():
            self._subjects.setdefault(name, subject)
        self._claim_ids.update(c.id for c in entries.claims)
        self._event_ids.update(e.id for e in entries.events)
        self._subject_ids.update(s.id for s in entries.subjects)
        self._links += entries.links


def _adopt_links(
    new: Sequence[LinkEntry], named: Callable[[str], str], known: Sequence[LinkEntry]
) -> tuple[LinkEntry, ...]:
    """Links between the ids that things have now, each under the id that follows from it."""
    if not new:
        return ()
    renamed = [replace(e, id="", a=named(e.a or ""), b=named(e.b or "")) for e in new]
    there = {(e.kind, frozenset((e.a, e.b))) for e in known}
    kept = [e for e in renamed if e.a != e.b and (e.kind, frozenset((e.a, e.b))) not in there]
    return tuple(name_links([*known, *kept])[len(known) :])


def _under(events: Mapping[str, str], subject: str | None) -> str | None:
    """The id of a subject under the new id of its event."""
    split = split_subject_id(subject or "")
    return subject if split is None else f"{events.get(split[0], split[0])}/{split[1]}"


def rename_claims(
    old: Sequence[ClaimEntry], new: Sequence[ClaimEntry], taken: set[str] | None = None
) -> list[ClaimEntry]:
    """Claims that were moved or renamed in part, with the ids that follow from that.

    Args:
        old: as they were; an id that followed from its place does so again.
        new: the same claims now, still with their old ids.
        taken: ids that others have; these are taken from then on.
    """
    used = set() if taken is None else taken
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
    names = _Names()
    names.add(known)
    return names.rename(new)


class _Names:
    """The names of sources that are known, each with the ids of those that bear it."""

    def __init__(self) -> None:
        self._bearers: dict[str, set[str]] = {}
        self._ids: set[str] = set()
        self._taken: set[str] = set()  # and those that new ones are called

    def add(self, sources: Iterable[SourceEntry]) -> None:
        """Take in sources; of an id that is known nothing more."""
        for source in sources:
            if source.id not in self._ids:
                self._ids.add(source.id)
                self._taken.add(source.id)
                for name in _telling_names(source):
                    self._bearers.setdefault(name.casefold(), set()).add(source.id)

    def rename(self, new: Iterable[SourceEntry]) -> dict[str, str]:
        """As `rename_sources`; the names given are taken from then on."""
        renamed = {}
        for source in new:
            named = (self._bearers.get(n.casefold(), ()) for n in _telling_names(source))
            same = set[str]().union(*named)
            if not same and source.name in self._taken:
                same = {source.name}  # written as the id that the ledger has
            if source.id in same:
                same = {source.id}  # several bear the name: it is the one of this id
            renamed[source.id] = same.pop() if len(same) == 1 else free_name(source.id, self._taken)
        return renamed


def _telling_names(source: SourceEntry) -> tuple[str, ...]:
    return (source.name or source.id, *(a for a in source.aliases if not is_common_name(a)))


def _adopt_subjects(
    new: Sequence[SubjectEntry], known: Mapping[str, SubjectEntry], taken: set[str]
) -> dict[str, str]:
    """New id → that of the known subject that is the same thing, else one that nobody has."""
    taken.update(s.id for s in new)
    renamed = {}
    for subject in new:
        other = known.get(subject.id)
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
