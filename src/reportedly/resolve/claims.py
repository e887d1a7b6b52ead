"""Every entry of a ledger to a claim, or to the problems that keep it from being one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from reportedly.errors import FigureError, UnitError
from reportedly.model import (
    Assessment,
    Claim,
    ClaimEntry,
    Credibility,
    DocumentEntry,
    Entries,
    Figure,
    Link,
    LinkKind,
    Location,
    Period,
    Problem,
    Role,
    Source,
    SourceEntry,
    SourceKind,
    Stance,
    Status,
    Subject,
    SubjectEntry,
    captures_of,
    relative_subject,
)
from reportedly.resolve.events import (
    events_about,
    join_ids,
    merge_events,
    read_assessments,
    read_event,
    read_links,
    standing_assessments,
    with_oldest,
)
from reportedly.resolve.figures import as_measured, read_entry_figure
from reportedly.resolve.quotes import Located, locate_quote
from reportedly.resolve.shares import imply_count
from reportedly.resolve.sources import OWN_VOICE, SourceIndex, build_chain, read_source
from reportedly.resolve.subjects import derived_subject, plain_subject
from reportedly.text.lexicon import measure
from reportedly.text.publishers import body_publishing, houses_of
from reportedly.text.subject_ids import EVENT_OPEN, described_by, split_subject_id
from reportedly.text.times import read_period

Entry = ClaimEntry | SourceEntry | SubjectEntry | DocumentEntry

Words = tuple[str, str | None]
"""The words of a figure, and the unit that goes with them."""

Voice = tuple[Source | None, tuple[Source, ...], bool]
"""Who says it, the chain by which it reached us, and whether it is a document's own voice."""

_STANCES: dict[str, Stance] = {stance.value: stance for stance in Stance}
_STATUSES: dict[str, Status] = {status.value: status for status in Status}
_DIGITS = frozenset(str(int(digit)) for digit in Credibility)
_ROLES: dict[str, Role] = {role.value: role for role in Role}
_NOWHERE = Located()
_TITLE = 60  # code points


class Outline(NamedTuple):
    """What a claim is known by before its figure and its words are read: enough to choose by.

    Fields that a claim has as well are those of `reportedly.model.Claim`.
    """

    id: str
    document: str
    source: Source | None
    chain: tuple[Source, ...]
    subject: Subject
    stance: Stance
    status: Status
    when: Period | None
    as_of: Period | None
    said: Period | None
    actors: tuple[Source, ...]
    event: str | None
    events: tuple[str, ...]
    narrated: bool
    entry: ClaimEntry

    @property
    def text(self) -> str:
        """The words as quoted."""
        return " … ".join(self.entry.quote)

    @property
    def candidates(self) -> tuple[str, ...]:
        """Between whom the source stays open."""
        return self.entry.candidates

    @property
    def whole(self) -> str | None:
        """What the claim is a share of, if its figure is a share and this a claim or subject."""
        return self.entry.of

    @property
    def origin(self) -> Source | None:
        """The last link of the chain: whose word it finally is; None while that is open."""
        if self.source is None and self.candidates:
            return None
        return self.chain[-1] if self.chain else self.source

    @property
    def role(self) -> Role:
        """What its figure is to the subject's count."""
        return _ROLES.get(self.entry.role or "", Role.TOTAL)

    @property
    def corrects(self) -> str | None:
        """The claim that its publisher had wrong and puts right by this one."""
        return self.entry.corrects


class _Setting(NamedTuple):
    """What a document gives its claims."""

    entry: DocumentEntry
    published: Period | None


class Resolver:
    """Resolves entries of one ledger as they are asked for; the same words are read once.

    What an entry resolves to depends on the ledger, not on what was asked for before or with it;
    several threads may ask at once.

    Attributes:
        readable: figures known to be readable, which need not be read to know that a claim
            resolves.
        events: id → event; where several are one, the oldest stands under all their ids.
        same_events, same_subjects: ids that mean what an older id means → that id.
        texts: id of a document → the first document of which it is one text.
        captures: id of a document → the captures of its page, where there are several.
    """

    def __init__(
        self,
        entries: Entries,
        text_of: Callable[[str], str | None],
        tell: Callable[[Problem], object] = lambda _: None,
    ) -> None:
        """Take up the ledger.

        Args:
            entries: its entries.
            text_of: document id → its text, or None when it is missing.
            tell: is given every problem, again for each time that it is met.
        """
        self._tell = tell
        self.readable: set[Words] = set()
        self._entries = entries
        self._documents = {d.id: d for d in entries.documents}
        self._text_of = text_of
        links = read_links(entries)
        events = [read_event(e) for e in entries.events]
        self.same_events = join_ids(links, LinkKind.EVENT, (e.id for e in events))
        self.events = merge_events(events, self.same_events)
        about = [li for li in links if li.kind is LinkKind.SUBJECT and self._is_of_one_event(li)]
        self.same_subjects = join_ids(
            about, LinkKind.SUBJECT, (*(s.id for s in entries.subjects), *(li.a for li in about))
        )
        self.texts: Mapping[str, str] = join_ids(
            links, LinkKind.TEXT, (d.id for d in entries.documents)
        )
        self.captures = captures_of(entries.documents)
        known = described_by(entries)
        topics = {i: frozenset(dict(event.topics)) for i, event in self.events.items()}
        self._described = replace(known, topics=topics)
        sources = (*entries.sources, *_linked_houses(entries, links))
        same_sources = join_ids(links, LinkKind.SOURCE, (s.id for s in sources))
        self._voice_of = _voices_of(links, same_sources)
        self._sources = _index_of(sources, same_sources)
        self._in_one_text = {*self.texts, *self.texts.values()}
        self._written = {s.id: s for s in entries.subjects}
        self._unknown: dict[str, Source] = {}
        self._subjects: dict[str, Subject] = {}
        self._texts: dict[str, str | None] = {}
        self._figures: dict[Words, Figure | str] = {}
        self._periods: dict[tuple[str, date | None], Period | str] = {}
        self._settings: dict[str, _Setting] = {}
        self._voices: dict[tuple[str | None, tuple[str, ...], str | None, str | None], Voice] = {}

    def learn_from(self, other: Resolver, changed: Collection[str]) -> None:
        """Take over what another has read and this one would read alike, before it is asked.

        Args:
            other: of an earlier state of the ledger.
            changed: documents whose text is another now.
        """
        self.readable, self._figures, self._periods = other.readable, other._figures, other._periods
        self._texts = {name: text for name, text in other._texts.items() if name not in changed}
        before, now = other._entries, self._entries
        if before.links != now.links or (now.links and before.documents != now.documents):
            return  # a house that a link names may be another
        if before.sources == now.sources:
            self._voices = dict(other._voices)
        if before.subjects == now.subjects and self.same_subjects == other.same_subjects:
            names = self.events.keys() | other.events.keys()
            moved = {n for n in names if self.events.get(n) != other.events.get(n)}
            self._subjects = {
                name: known for name, known in other._subjects.items() if not _is_of(name, moved)
            }

    def after(
        self,
        gone: Sequence[ClaimEntry],
        claims: Mapping[str, Sequence[ClaimEntry]],
        texts: Collection[str],
        entries: Entries,
        text_of: Callable[[str], str | None],
    ) -> Resolver:
        """A resolver of the ledger as it is now that claims of some documents changed.

        It goes on with what this one has read, which stays as it is. Sources, subjects, events and
        links must be what they were, no changed claim may be an end of a link, and where there are
        links or captures no document may have changed.

        Args:
            gone: the claims that stood in the documents that changed.
            claims: document → the claims that stand there now, for each of these.
            texts: documents whose words changed.
            entries: the ledger.
            text_of: as before.
        """
        new = copy(self)
        new._entries, new._text_of = entries, text_of
        new._documents = {d.id: d for d in entries.documents}
        new._settings = {n: known for n, known in self._settings.items() if n not in claims}
        changed = {*claims, *texts}
        new._texts = {n: text for n, text in self._texts.items() if n not in changed}
        made = vars(self).keys() & {"_entry_of", "_claims_of", "_claims_called"}
        for name in made:
            del vars(new)[name]
        came = [c for told in claims.values() for c in told]
        if "_claims_of" in made:
            vars(new)["_claims_of"] = {**self._claims_of, **claims}
        if "_entry_of" in made:
            entry_of = dict(self._entry_of)
            for claim in gone:
                entry_of.pop(claim.id, None)
            vars(new)["_entry_of"] = entry_of | {c.id: c for c in came}
        if "_claims_called" in made:
            called = {n: self._claims_called.get(n, ()) for c in gone for n in self._names(c)}
            away = {id(c) for c in gone}
            called = {n: [c for c in told if id(c) not in away] for n, told in called.items()}
            for c in came:
                for name in self._names(c):
                    others = called.get(name, self._claims_called.get(name, ()))
                    called[name] = [*others, c]
            vars(new)["_claims_called"] = {**self._claims_called, **called}
        return new

    def entry(self, claim_id: str) -> ClaimEntry | None:
        """The entry of a claim."""
        return self._entry_of.get(claim_id)

    def resolve(self, wanted: Iterable[ClaimEntry]) -> list[Claim]:
        """The claims that these entries of the ledger make, in the order given.

        An entry whose figure, time, stance or status cannot be read makes none.
        """
        return self._with_shares([(entry, self._claim(entry)) for entry in wanted])

    def resolve_outlines(self, wanted: Iterable[Outline]) -> list[Claim]:
        """The claims that these outlines, made by this resolver, are of, in the order given."""
        return self._with_shares([(o.entry, self._claim_of(o)) for o in wanted])

    def _with_shares(self, tried: Sequence[tuple[ClaimEntry, Claim | None]]) -> list[Claim]:
        """The claims that there are, with what their shares come to."""
        of = {id(e): self.whole_of(e) for e, c in tried if e.of is not None and _is_share(c)}
        shares = set(of.values())
        if not shares:
            return [claim for _, claim in tried if claim is not None]
        known = {id(entry): claim for entry, claim in tried}
        meant = (e for name in shares for e in self._claims_called.get(name or "", ()))
        wholes = [known[id(e)] if id(e) in known else self._claim(e) for e in meant]
        given = [(of.get(id(entry)), claim) for entry, claim in tried]
        return _with_wholes(given, [claim for claim in wholes if claim is not None])

    def outlines(self, wanted: Iterable[ClaimEntry] | None = None) -> list[Outline]:
        """What these claims of the ledger, or all, are known by, in the order of their entries.

        There is one for each claim that `resolve` would give.
        """
        found = map(self._outline, self._entries.claims if wanted is None else wanted)
        return [outline for outline in found if outline is not None]

    def number_of(self, outline: Outline) -> Decimal | None:
        """The lowest number of a claim's figure, by which figures are put in order."""
        figure = self._figure_of(outline.entry, outline.subject)
        if figure is None:
            return None
        nominal = figure.nominal
        return nominal.low if nominal.low is not None else nominal.high

    def subjects(self) -> dict[str, Subject]:
        """Every subject that the ledger describes, by id."""
        for written in self._entries.subjects:
            self._subject_named(written.id)
        return self._subjects

    def subjects_met(self) -> dict[str, Subject]:
        """Every subject that the ledger describes or a claim is about, by id as joined."""
        for name in dict.fromkeys(c.subject for c in self._entries.claims):
            if name is not None and name not in self._subjects:
                self._subject_named(name)
        return {subject.id: subject for subject in self.subjects().values()}

    def assessments(self) -> list[Assessment]:
        """What the recorder holds after all, on subjects as joined; the latest of each person."""
        made = read_assessments(self._entries, self.same_events)
        return standing_assessments(replace(a, subject=self.subject_id(a.subject)) for a in made)

    def subject_id(self, name: str) -> str:
        """The id under which a subject stands once what is one is joined."""
        name = self.same_subjects.get(name, name)
        split = split_subject_id(name)
        if split is None or not self._described.is_of_event(name):
            return name
        events = dict.fromkeys(self.same_events.get(e, e) for e in split[0].split(EVENT_OPEN))
        joined = f"{EVENT_OPEN.join(events)}/{split[1]}"
        return self.same_subjects.get(joined, joined)

    def _is_of_one_event(self, link: Link) -> bool:
        """False where the two subjects are of events that nobody holds to be one."""
        a, b = (self._event_id(end) for end in (link.a, link.b))
        return a is None or b is None or a == b

    def _event_id(self, subject: str) -> str | None:
        """The event of a subject, of a statement its claim's; None where it is open."""
        claim = self._entry_of.get(subject)
        if claim is not None:
            document = self._documents.get(claim.document)
            named = events_about(claim, document.event if document else None)
            events = {self.same_events.get(e, e) for e in named}
            return events.pop() if len(events) == 1 else None
        split = split_subject_id(subject)
        known = split is not None and split[0] in self.events
        return self.same_events.get(split[0], split[0]) if split is not None and known else None

    def _report(self, entry: Entry, key: str, code: str, message: str) -> None:
        """Add a problem at the line of `key` in the entry."""
        place = entry.location
        line, column = entry.marks.get(key, (place.line, place.column))
        self._tell(Problem(code, message, Location(place.file, line, column)))

    def _outline(self, entry: ClaimEntry) -> Outline | None:
        faults: list[tuple[str, str, str]] = []
        document, published = self._settings.get(entry.document) or self._setting(entry.document)
        day = published.end if published is not None else None
        subject = self._subject(entry, document)
        event, events = self._event(entry, subject, document)
        if entry.figure is not None:
            words = (entry.figure, entry.unit or subject.unit)
            if words not in self.readable and isinstance(fault := self._figure(words), str):
                faults.append(("figure", "unreadable-figure", fault))
        when = self._period("when", entry.when, day, faults) if entry.when else self._when(event)
        as_of = self._period("as_of", entry.as_of, day, faults) if entry.as_of else None
        said = self._period("said", entry.said, day, faults) if entry.said else None
        stance = _STANCES.get(entry.stance or "asserts")
        status = _STATUSES.get(entry.status or "reviewed")
        if faults or stance is None or status is None:
            self._refuse(entry, faults)
            return None
        voice = self._voices.get((entry.source, entry.via, document.publisher, document.agency))
        source, chain, narrated = voice or self._voice(entry, document)
        return Outline(
            entry.id,
            entry.document,
            source,
            chain,
            subject,
            stance,
            status,
            when,
            as_of,
            said or published,
            tuple(a for n in entry.actors if (a := self._source(entry, "actors", n)) is not None),
            event,
            events,
            narrated,
            entry,
        )

    def _claim(self, entry: ClaimEntry) -> Claim | None:
        outline = self._outline(entry)
        return None if outline is None else self._claim_of(outline)

    def _claim_of(self, outline: Outline) -> Claim:
        entry = outline.entry
        located = self._locate(entry) if entry.quote else _NOWHERE
        figure = self._figure_of(entry, outline.subject)
        captures = self.captures.get(entry.document)
        return Claim(
            id=entry.id,
            source=outline.source,
            chain=outline.chain,
            subject=outline.subject,
            text=outline.text,
            document=entry.document,
            stance=outline.stance,
            figure=figure,
            event=outline.event,
            events=outline.events,
            role=outline.role,
            part_of=None if figure is None or figure.share else self._part_of(entry),
            corrects=entry.corrects,
            revises=entry.revises,
            answer=entry.answer,
            when=outline.when,
            as_of=outline.as_of,
            said=outline.said,
            actors=outline.actors,
            spans=located.spans,
            status=outline.status,
            rule=entry.rule,
            score=None if entry.score is None else _score(entry.score),
            candidates=entry.candidates,
            not_found=located.not_found,
            narrated=outline.narrated,
            capture_of=None if captures is None else captures.home,
            credibility=_digit(entry.credibility),
        )

    def _source(self, entry: ClaimEntry, key: str, name: str | None) -> Source | None:
        """The one source of that name; when there is not one it is reported and stands for itself.

        A name that leads nowhere is reported once, not for every claim.
        """
        if name is None:
            return None
        found = self._sources.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            names = " or ".join(s.id for s in found)
            message = f"{key} {name!r} may be {names}: write the id"
            self._report(entry, key, "ambiguous-source", message)
        elif name not in self._unknown:
            message = f"{key} {name!r} is not in sources.yaml: add it there"
            self._report(entry, key, "dangling-source", message)
        return self._unknown.setdefault(name, Source(name, name, SourceKind.UNNAMED))

    def _voice(self, entry: ClaimEntry, document: DocumentEntry) -> Voice:
        """The source of a claim, and the chain by which it came."""
        source = self._source(entry, "source", entry.source)
        via = [s for v in entry.via if (s := self._source(entry, "via", v)) is not None]
        chain = build_chain(source, via, document, self._sources)
        narrated = source is not None and source.kind is SourceKind.NARRATOR
        housed = narrated and source not in chain  # a document without a house speaks for itself
        chain = self._with_voices(chain, document, narrated=narrated)
        if narrated and (said := self._said_by(entry, document)) is not None:
            chain = (*chain[:-1], replace(chain[-1], voice=said))
        # A monitor's page speaks as the monitor, an account as itself.
        body = body_publishing(document.publisher or "", document.title or "") if housed else None
        own = narrated and (body is None or body.name.startswith("@"))
        voice = (chain[-1] if housed else source, chain, own)
        # A name in doubt is reported for each claim, and a document's own voice is its own.
        if not narrated and all(
            len(self._sources.find(name)) < 2 for name in (entry.source, *entry.via) if name
        ):
            self._voices[entry.source, entry.via, document.publisher, document.agency] = voice
        return voice

    def _said_by(self, entry: ClaimEntry, document: DocumentEntry) -> str | None:
        """The voice that a document's own sentence may go on with, where one is named for it."""
        found = self._sources.find(entry.candidates[0]) if len(entry.candidates) == 1 else []
        if len(found) != 1:
            return None
        chain = build_chain(found[0], (), document, self._sources)
        origin = self._with_voices(chain, document, narrated=False)[-1]
        return origin.voice or origin.id

    def _with_voices(
        self, chain: tuple[Source, ...], document: DocumentEntry, *, narrated: bool
    ) -> tuple[Source, ...]:
        """The chain, with the voices that its sources share with others.

        Who prints in his own voice what others print too has the voice of who printed it first.
        """
        if self._voice_of:
            chain = tuple(
                s if (one := self._voice_of.get(s.id)) is None else replace(s, voice=one)
                for s in chain
            )
        if narrated and document.id in self._in_one_text:
            first = self._documents.get(self.texts.get(document.id, document.id), document)
            house = build_chain(OWN_VOICE, (), first, self._sources)[-1]
            one = self._voice_of.get(house.id) or house.voice or house.id
            return (*chain[:-1], replace(chain[-1], voice=one))
        return chain

    def _subject(self, entry: ClaimEntry, document: DocumentEntry) -> Subject:
        """The subject named; a name that leads nowhere is reported once and stands for itself.

        A statement without one stands for itself, unless a link says what it is about, and so does
        one that is open between events.
        """
        name = entry.subject
        if name is None:
            if not entry.event and document.event is None:
                self._report(entry, "subject", "no-subject", "a claim needs a subject or an event")
            name = self.same_subjects.get(entry.id, entry.id)
            meant = entry if name == entry.id else self._entry_of.get(name)
            if meant is not None and meant.subject is None:
                return Subject(name, _title_of(meant))
        known = self._subjects.get(name)
        if known is None:
            known = self._subject_named(name, entry)
        if EVENT_OPEN in known.id:
            return replace(known, id=f"{known.id}#{entry.id}")
        return known

    def _subject_named(self, name: str, entry: ClaimEntry | None = None) -> Subject:
        """The subject of an id, each read once; `entry` is where it is met."""
        meant = self.subject_id(name)
        written = self._written.get(meant) or self._written.get(name)
        found: Subject | str
        if self._described.is_of_event(meant):
            found = derived_subject(meant, self._described, self.events, self._written)
        elif written is not None:
            found = replace(self._read_subject(written), id=meant)
        else:
            found = f"subject {name!r} is not in subjects.yaml: add it there"
        if isinstance(found, str):
            if entry is not None:
                self._report(entry, "subject", "dangling-subject", found)
            found = Subject(meant)
        self._subjects[name] = found
        return self._subjects.setdefault(meant, found)

    def _read_subject(self, entry: SubjectEntry) -> Subject:
        period = self._read_period(entry.period, None) if entry.period else None
        if isinstance(period, str):
            self._report(entry, "period", "unreadable-time", period)
            period = None
        return plain_subject(entry, period)

    def _event(
        self, entry: ClaimEntry, subject: Subject, document: DocumentEntry
    ) -> tuple[str | None, tuple[str, ...]]:
        """The event that a claim is about as joined, or those between which it stays open."""
        if subject.event is not None:
            return subject.event, ()
        if entry.subject is None and not entry.event and document.event is not None:
            return self.same_events.get(document.event, document.event), ()
        split = split_subject_id(entry.subject or "")
        open_between = split[0].split(EVENT_OPEN) if split and EVENT_OPEN in split[0] else ()
        met = tuple(
            dict.fromkeys(self.same_events.get(e, e) for e in (entry.event or open_between))
        )
        return (met[0], ()) if len(met) == 1 else (None, met)

    def _when(self, event: str | None) -> Period | None:
        known = self.events.get(event or "")
        return None if known is None else known.when

    @cached_property
    def _entry_of(self) -> dict[str, ClaimEntry]:
        return {c.id: c for c in self._entries.claims}

    @cached_property
    def _claims_called(self) -> Mapping[str, Sequence[ClaimEntry]]:
        """Id of a claim, or of a subject as joined → the claims that are meant by it."""
        found: dict[str, list[ClaimEntry]] = {}
        for c in self._entries.claims:
            for name in self._names(c):
                found.setdefault(name, []).append(c)
        return found

    def _names(self, entry: ClaimEntry) -> set[str]:
        return {entry.id, self.subject_id(entry.subject or entry.id)}

    @cached_property
    def _claims_of(self) -> Mapping[str, Sequence[ClaimEntry]]:
        """The claims of each document."""
        found: dict[str, list[ClaimEntry]] = {}
        for c in self._entries.claims:
            found.setdefault(c.document, []).append(c)
        return found

    def _called(self, document: str, source: str | None, short: str) -> str | None:
        """Id of the first claim in a document that is a source's on a subject by its short key."""
        told = (c for c in self._claims_of.get(document, ()) if c.source == source)
        return next((c.id for c in told if relative_subject(c) == short), None)

    def whole_of(self, entry: ClaimEntry) -> str | None:
        """What `of` names: the id of a claim, or of a subject as joined, else its words."""
        if entry.of is None or entry.of in self._entry_of:
            return entry.of
        if entry.of in self._written:
            return self.subject_id(entry.of)
        named = self._called(entry.document, entry.source, entry.of)
        if named is not None and named != entry.id:
            return named
        return self.subject_id(entry.of)

    def _part_of(self, entry: ClaimEntry) -> str | None:
        whole = self.whole_of(entry)
        return whole if whole is not None and whole in self._entry_of else None

    def _figure(self, words: Words) -> Figure | str:
        """The figure that the words say, or why they say none."""
        read = self._figures.get(words)
        if read is None:
            try:
                read = read_entry_figure(*words)
                self.readable.add(words)
            except (FigureError, UnitError) as fault:
                read = str(fault)
            self._figures[words] = read
        return read

    def _figure_of(self, entry: ClaimEntry, subject: Subject) -> Figure | None:
        """The figure of a claim that resolves."""
        if entry.figure is None:
            return None
        read = self._figure((entry.figure, entry.unit or subject.unit))
        if isinstance(read, str):
            return None
        known = None if subject.measure is None else measure(subject.measure)
        if known is not None and not known.is_counted:
            read = as_measured(read)
        if entry.population is not None:
            read = replace(read, population=entry.population)
        if read.of or not entry.of or (not read.share and self._part_of(entry)):
            return read
        return replace(read, of=entry.of)

    def _period(
        self, key: str, words: str, published: date | None, faults: list[tuple[str, str, str]]
    ) -> Period | None:
        read = self._periods.get((words, published)) or self._read_period(words, published)
        if isinstance(read, str):
            faults.append((key, "unreadable-time", read))
            return None
        return read

    def _read_period(self, words: str, published: date | None) -> Period | str:
        key = (words, published)
        if key not in self._periods:
            try:
                self._periods[key] = read_period(words, published)
            except ValueError as fault:
                self._periods[key] = str(fault)
        return self._periods[key]

    def _setting(self, name: str) -> _Setting:
        """A document with the day of its publication: `vague`, for it may have been said before.

        A day of publication that does not read is a fault of the document, which the ledger's
        checks report; it keeps no claim from resolving.
        """
        document = self._documents.get(name) or DocumentEntry(name)
        read = self._read_period(document.published, None) if document.published else ""
        said = None if isinstance(read, str) else replace(read, vague=True)
        return self._settings.setdefault(name, _Setting(document, said))

    def _refuse(self, entry: ClaimEntry, faults: Iterable[tuple[str, str, str]]) -> None:
        """Report all that leaves no claim of an entry."""
        for key, code, message in faults:
            self._report(entry, key, code, message)
        known: tuple[tuple[str, str | None, Iterable[str]], ...] = (
            ("stance", entry.stance, _STANCES),
            ("status", entry.status, _STATUSES),
        )
        for key, written, names in known:
            if written and written not in names:
                message = f"{key} {written!r} is none of {', '.join(names)}"
                self._report(entry, key, f"unknown-{key}", message)

    def _locate(self, entry: ClaimEntry) -> Located:
        """Where the words stand; those in another typography are reported."""
        name = entry.document
        if name not in self._texts:
            self._texts[name] = self._text_of(name)
        located = locate_quote(entry, self._texts[name])
        for piece, span in located.altered:
            message = (
                f"the quote is in the document in another typography: {span.quote!r}, not {piece!r}"
            )
            self._report(entry, "quote", "altered-quote", message)
        return located


def resolve_entries(
    entries: Entries, text_of: Callable[[str], str | None]
) -> tuple[list[Claim], list[Problem]]:
    """Resolve a ledger's entries.

    Args:
        entries: the ledger as written.
        text_of: document id → its text, or None when it is missing.

    Returns:
        The claims in the order of their entries, and every problem met. An entry whose figure,
        time, stance or status cannot be read gives problems and no claim, since the claim would
        say something else than was written; a name that leads nowhere is reported and stands as
        itself. A quote that is not in its document is kept in `Claim.not_found`.
    """
    problems: list[Problem] = []
    resolver = Resolver(entries, text_of, problems.append)
    resolver.subjects()
    return resolver.resolve(entries.claims), problems


def read_subjects(entries: Iterable[SubjectEntry]) -> dict[str, Subject]:
    """Subjects by id, without looking at claims; a period that does not read is left out."""
    return Resolver(Entries(subjects=tuple(entries)), lambda _: None).subjects()


def _voices_of(links: Iterable[Link], same_sources: Mapping[str, str]) -> dict[str, str]:
    """Ids of sources that speak with one voice → a name of that voice."""
    meant = [
        replace(li, a=same_sources.get(li.a, li.a), b=same_sources.get(li.b, li.b))
        for li in links
        if li.kind is LinkKind.VOICE
    ]
    return with_oldest(join_ids(meant, LinkKind.VOICE, ()))


def _linked_houses(entries: Entries, links: Iterable[Link]) -> list[SourceEntry]:
    """Publishers without an entry of their own of which it is said whom else they are."""
    ends = {end for li in links if li.kind is LinkKind.SOURCE for end in (li.a, li.b)}
    if not (ends := ends.difference(s.id for s in entries.sources)):
        return []
    return [SourceEntry(i, n) for i, n in houses_of(entries.documents).items() if i in ends]


def _index_of(entries: Iterable[SourceEntry], same: Mapping[str, str]) -> SourceIndex:
    """Sources by their names; those that are one under the oldest, which has all their names."""
    sources = {s.id: read_source(s) for s in entries}
    for name, oldest in same.items():
        if name in sources and (known := sources.get(oldest)) is not None:
            names = (sources[name].name, *sources[name].aliases)
            aliases = tuple(dict.fromkeys((*known.aliases, *names)))
            sources[oldest] = replace(known, aliases=aliases)
    for name, source in sources.items():
        if source.part_of:
            bodies = tuple(dict.fromkeys(same.get(body, body) for body in source.part_of))
            sources[name] = replace(source, part_of=bodies)
    index = SourceIndex((OWN_VOICE,))
    for name, source in sources.items():
        index.add(source, sources.get(same.get(name, name)))
    return index


def _is_of(subject: str, events: Collection[str]) -> bool:
    """Whether a subject is of one of these events, or open between one of them and others."""
    split = split_subject_id(subject)
    return split is not None and any(event in events for event in split[0].split(EVENT_OPEN))


def _score(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        return None


def _digit(words: str | None) -> int | None:
    """A digit of the Admiralty scale; what is none is reported by `check`."""
    return int(words) if words in _DIGITS else None


def _title_of(statement: ClaimEntry) -> str | None:
    """What a statement that is about nothing else is called: its words, from its figure on."""
    words = " ".join(" … ".join(statement.quote).split())
    return words[max(0, words.find(statement.figure or "")) :][:_TITLE] or None


def _is_share(claim: Claim | None) -> bool:
    return claim is not None and claim.figure is not None and claim.figure.share


def _with_wholes(
    tried: Sequence[tuple[str | None, Claim | None]], wholes: Sequence[Claim]
) -> list[Claim]:
    """Claims with `whole` and `implied` filled in for shares of a claim or subject.

    Args:
        tried: what each claim is a share of, and the claim where there is one.
        wholes: the claims of which some are shares.
    """
    by_id = {c.id: c for c in wholes}
    by_subject: dict[str, list[Claim]] = {}
    for claim in wholes:
        by_subject.setdefault(claim.subject.id, []).append(claim)
    return [
        claim if claim.figure is None or of is None else _with_whole(of, claim, by_id, by_subject)
        for of, claim in tried
        if claim is not None
    ]


def _with_whole(
    of: str, claim: Claim, by_id: Mapping[str, Claim], by_subject: Mapping[str, list[Claim]]
) -> Claim:
    """`claim` with the count that its share comes to, where `of` names a claim or a subject.

    Of a subject's claims the whole is taken from one of the same origin, in the same document
    where there is one; if these state several figures the whole stays open.
    """
    if claim.figure is None or not claim.figure.share or (of not in by_id and of not in by_subject):
        return claim
    whole = by_id[of].figure if of in by_id else _own_whole(claim, by_subject[of])
    # "60 percent of the dead were guards" counts guards: it is no other count of the dead.
    is_own = claim.subject.id == (by_id[of].subject.id if of in by_id else of)
    if whole is None or is_own:
        return replace(claim, whole=of)
    countable = whole.rounded == whole.interval and _is_whole(whole)
    return replace(claim, whole=of, implied=imply_count(claim.figure, whole, countable=countable))


def _own_whole(claim: Claim, candidates: Iterable[Claim]) -> Figure | None:
    own = [c for c in candidates if c.figure and c.origin and c.origin == claim.origin]
    same_document = [c for c in own if c.document == claim.document]
    one_voice = [] if claim.narrated else own  # another document speaks with a voice of its own
    figures = {c.figure for c in same_document or one_voice}
    return figures.pop() if len(figures) == 1 else None


def _is_whole(figure: Figure) -> bool:
    """True for a count of discrete things: its ends are whole numbers."""
    ends = (figure.nominal.low, figure.nominal.high)
    return all(e is None or e == e.to_integral_value() for e in ends)
