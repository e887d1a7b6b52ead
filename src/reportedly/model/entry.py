"""Entries: the ledger as written, before names, times and figures are resolved.

Every scalar is kept as the string that stands in the file, so that nothing is rewritten by reading
(`no`, `010` and `12:30` are what they look like). A resolved claim is another type,
`reportedly.model.Claim`, and is never printed back into a ledger.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from itertools import count

NAMES_A_DAY = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:[T ].*)?(?:/.*)?|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
)
"""What stands under `event` in files written before `when` had a name of its own."""

EVENT_IS_NO_DAY = "`event` names what happened (an id of events.yaml); put the day under `when`"


VERDICTS = ("accepted", "rejected")
"""What a person makes of a claim in a review."""

NO_SUBJECT = "statement"
"""What stands for the subject in the id of a claim that has none."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a ledger file; line and column count from 1, file is relative to the ledger."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """The `document:` mapping of a claims file; `id` is the stem of that file.

    Attributes:
        title: its headline.
        path: the captured file, from the ledger's folder down, with forward slashes.
        sha256: hex digest of the bytes of that file.
        url: where it was published.
        publisher: who published it.
        agency: the news agency whose text it prints, by its dateline or credit.
        published: the day it was published, as 2019-02-12, or day and time, as
            2019-02-12T18:10+02:00.
        language: BCP 47 tag, such as en.
        captured: when it was captured, in the form of `published`.
        supersedes: id of the document that is the capture of the same page before this one.
        withdrawn: the day since which its publisher stands by none of it, or `yes`.
        event: id of the event that its claims are about unless one says another.
        note: anything worth knowing.
    """

    id: str
    title: str | None = None
    path: str | None = None
    sha256: str | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: str | None = None
    language: str | None = None
    captured: str | None = None
    supersedes: str | None = None
    withdrawn: str | None = None
    event: str | None = None
    note: str | None = None
    location: Location = Location("")
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)

    @property
    def day(self) -> str | None:
        """The day it was published, without the time of day; words that are none as they stand."""
        moment = self.published or ""
        return moment[:10] if moment[10:11] in ("T", " ") else self.published


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim as written.

    Attributes:
        id: unique in the ledger; where none is written it follows from the place (`name_claims`).
        document: id of the document entry of its file.
        source: id of a source; None only where `candidates` leaves it open.
        subject: id of a subject, whole (`EVENT/killed`) though relative in the file; None for a
            statement that fits none.
        via: ids of the sources through which it came, nearest to the publisher first, without
            publisher and without `source` itself.
        figure, unit, of: the figure's words ("at least 16"), what is counted or its unit
            ("person", "square kilometre"), and for a share or a part the whole: id of a claim or
            subject, the short key of a claim of the same source in the same file, for a share
            else words.
        population: a word that only describes who is counted ("inmates").
        role: total | part | addition | earlier | projection | threshold.
        corrects: id of the claim that the publisher had wrong and puts right by this one.
        revises: id of the voice's own earlier claim that it withdraws for this one.
        stance: asserts | denies | cannot-verify | declines | asks | retracts.
        event: ids of the events that it may be about; empty for its document's.
        when, as_of, said: a day, `FROM/TO`, a month or a year (ISO 8601), as written.
        actors: ids of the source-like parties held responsible.
        answer: on `where` and `what` of an event, the place or thing said.
        quote: the exact words, in one piece or several.
        at: offsets `(start, end)` of each piece, empty when the quote is found by search.
        status: proposed | reviewed | rejected.
        act, rule, score: what extraction found it by; None when a person wrote it.
        candidates: names among which the source stays open; of a document's own voice who may have
            said it, as the sentence before is attributed to them.
        credibility: how credible a person holds it, a digit of the Admiralty scale from 1
            (confirmed by others) to 5 (improbable), 6 where it cannot be judged.
        note: anything worth knowing.
        reviews: what people made of it, each with by, on and verdict (accepted or rejected) and the
            fields that they read otherwise; of each person the latest stands.
        marks: key → (line, column) of each key, for error messages.
    """

    id: str
    document: str
    source: str | None = None
    subject: str | None = None
    via: tuple[str, ...] = ()
    figure: str | None = None
    unit: str | None = None
    of: str | None = None
    population: str | None = None
    role: str | None = None
    corrects: str | None = None
    revises: str | None = None
    stance: str | None = None
    event: tuple[str, ...] = ()
    when: str | None = None
    as_of: str | None = None
    said: str | None = None
    actors: tuple[str, ...] = ()
    answer: str | None = None
    quote: tuple[str, ...] = ()
    at: tuple[tuple[int, int], ...] = ()
    status: str | None = None
    act: str | None = None
    rule: str | None = None
    score: str | None = None
    candidates: tuple[str, ...] = ()
    credibility: str | None = None
    note: str | None = None
    reviews: tuple[tuple[tuple[str, str], ...], ...] = ()
    location: Location = Location("")
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source as written in `sources.yaml`; `part_of` names the body it speaks for.

    Attributes:
        id: unique among the sources.
        name: what it is called in a list.
        aliases: other names under which it is cited.
        kind: person | organisation | group | unnamed | document | narrator.
        part_of: ids of the bodies it belongs to or speaks for, nearest first.
        reliability: how far it is relied upon, a letter of the Admiralty scale from A (always)
            to E (never), F where it cannot be judged.
        note: anything worth knowing.
    """

    id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    part_of: tuple[str, ...] = ()
    reliability: str | None = None
    note: str | None = None
    location: Location = Location("")
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class SubjectEntry:
    """One subject as written in `subjects.yaml`, or a measure of its own.

    Of a subject of an event, whose id is derived, it keeps what is known beyond the id. `relations`
    are sentences such as `lost + held = whole`, over ids of subjects.

    Attributes:
        id: unique among the subjects; of an own measure its name, or the whole id.
        title: what it is called in a list.
        measure: what is measured, such as killed.
        population: who or what is counted, such as civilians.
        place: where.
        period: when: a day, `FROM/TO`, a month or a year (ISO 8601), as written.
        unit: English name in the singular, such as person or square kilometre.
        running_total: true for a count that only accumulates, false for one that does not.
        behaviour: constant | accumulating | level, of a measure that the tables do not know.
        part_of: ids of subjects whose figure cannot be smaller than this one's.
        relations: equations over ids of subjects that must hold.
        note: anything worth knowing.
    """

    id: str
    title: str | None = None
    measure: str | None = None
    population: str | None = None
    place: str | None = None
    period: str | None = None
    unit: str | None = None
    running_total: str | None = None
    behaviour: str | None = None
    part_of: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    note: str | None = None
    location: Location = Location("")
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class JudgementEntry:
    """What a person decided about a conflict, as written in `judgements.yaml`.

    `verdict` is one of `holds` (the conflict is real), `explained` (both can stand, see `why`),
    `prefer` (with `claim`: the one to rely on). `withdrawn` is the day it was taken back.

    Attributes:
        id: unique among the judgements.
        conflict: id of the conflict, as `reportedly conflicts` prints it.
        verdict: holds | explained | prefer.
        claim: with `prefer`, id of the claim to rely on.
        by: who decided.
        on: the day it was decided, as 2019-02-12.
        why: the reason, for those who come later.
        claims: id of each claim it was made over → hash of that claim's words (`words_hash`).
        withdrawn: the day it was taken back, else absent.
    """

    id: str
    conflict: str | None = None
    verdict: str | None = None
    claim: str | None = None
    by: str | None = None
    on: str | None = None
    why: str | None = None
    claims: tuple[tuple[str, str], ...] = ()
    withdrawn: str | None = None
    location: Location = Location("")
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One event as written in `events.yaml`: something that happened, was held or measured once.

    Attributes:
        id: the name given once, without blanks and slashes; it stays whatever turns out.
        title: what it is called in a list.
        kind: a kind of the table of events, such as air-strike, or a word of its own.
        place: where, widest part last.
        when: a day, `FROM/TO`, a month or a year (ISO 8601), as written.
        part_of: id of the event that it is a part of.
        follows: id of the event that it came after.
        overlaps: ids of events of which counts may hold the same people.
        apart: ids of events that have no count in common with it.
        aliases: other names.
        coordinates: latitude and longitude in degrees, such as 36.2, 37.1.
        precision: UCDP's codes of place (1 to 7) and date (1 to 5).
        topics: name of each statement without a figure → what is asserted.
        relations: equations over subjects of the event, with names relative to it.
        assessments: what is held after all, each with subject (relative to the event), low, best,
            high, grounds, grade, by, on.
        note: anything worth knowing.
    """

    id: str
    title: str | None = None
    kind: str | None = None
    place: str | None = None
    when: str | None = None
    part_of: str | None = None
    follows: str | None = None
    overlaps: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    coordinates: str | None = None
    precision: str | None = None
    topics: tuple[tuple[str, str], ...] = ()
    relations: tuple[str, ...] = ()
    assessments: tuple[tuple[tuple[str, str], ...], ...] = ()
    note: str | None = None
    location: Location = Location("")
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """Two ids that mean the same, or do not, as written in `links.yaml`.

    Attributes:
        id: unique among the links.
        kind: event | source | text | subject | voice.
        a, b: the ids; of texts, those of documents, of voices those of sources.
        verdict: same | different; same when absent.
        status: proposed | decided; decided when absent.
        by: who decided.
        on: the day it was decided, as 2019-02-12.
        why: the reasons.
        score: of a proposal, from 0 to 1.
        withdrawn: the day it was taken back, else absent.
    """

    id: str = ""
    kind: str | None = None
    a: str | None = None
    b: str | None = None
    verdict: str | None = None
    status: str | None = None
    by: str | None = None
    on: str | None = None
    why: str | None = None
    score: str | None = None
    withdrawn: str | None = None
    location: Location = Location("")
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)


AnyEntry = (
    DocumentEntry
    | ClaimEntry
    | SourceEntry
    | SubjectEntry
    | JudgementEntry
    | EventEntry
    | LinkEntry
)
"""One entry of any sort."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything a ledger holds, as written and in file order."""

    documents: tuple[DocumentEntry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    subjects: tuple[SubjectEntry, ...] = ()
    judgements: tuple[JudgementEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    links: tuple[LinkEntry, ...] = ()


_NOT_CONTENT = frozenset({"location", "marks"})


def content_of(entry: AnyEntry) -> str:
    """What is written in an entry as JSON, wherever it stands; absent and empty fields are not."""
    values = ((f.name, getattr(entry, f.name)) for f in fields(entry))
    told = {n: v for n, v in values if n not in _NOT_CONTENT and v is not None and v != ()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def version_of(entry: AnyEntry) -> str:
    """SHA-256 (hex) of an entry's content: it changes when anything does that the entry says."""
    return sha256(content_of(entry).encode("utf-8", "surrogatepass")).hexdigest()


def relative_subject(claim: ClaimEntry) -> str:
    """What a claim is about, relative to its event: `killed/children`, a plain id, `statement`."""
    subject = claim.subject or NO_SUBJECT
    return subject.partition("/")[2] or subject


def name_claims(claims: Iterable[ClaimEntry], written: Collection[str] = ()) -> list[str]:
    """The ids that claims have where none is written: `DOCUMENT/SOURCE/SUBJECT`, `-2`, `-3`.

    Claims are counted within their document, in its order and whether or not an id is written, so
    that neither another document nor an id given later renames anything.

    Args:
        claims: of one document or several.
        written: ids that stand in the files, which nothing else is called.
    """
    met: Counter[str] = Counter()
    taken = set(written)
    names = []
    for claim in claims:
        base = f"{claim.document}/{claim.source or 'open'}/{relative_subject(claim)}"
        base = "-".join(base.split())
        met[base] += 1
        numbers = count(met[base])
        free = (n for i in numbers if (n := base if i == 1 else f"{base}-{i}") not in taken)
        first = base if met[base] == 1 else f"{base}-{met[base]}"
        name = first if claim.id == first else next(free)
        taken.add(name)
        names.append(name)
    return names


def name_links(links: Iterable[LinkEntry]) -> list[LinkEntry]:
    """Links whose id is not written with the one that follows: `event-A-is-B`, `-2`, `-3`."""
    there = list(links)
    taken = {link.id for link in there if link.id}
    named = []
    for link in there:
        name = link.id
        if not name:
            word = "not" if link.verdict == "different" else "is"
            base = f"{link.kind}-{link.a}-{word}-{link.b}"
            name = next(
                n for i in count(1) if (n := base if i == 1 else f"{base}-{i}") not in taken
            )
            taken.add(name)
        named.append(link if link.id else replace(link, id=name))
    return named


_JUDGED = (
    "quote", "figure", "unit", "of", "role", "stance", "source", "candidates", "via", "when",
    "as_of", "actors", "answer", "population", "corrects", "revises",
)  # fmt: skip
"""Fields of a claim over which a judgement is made, subject and event aside."""


def words_hash(claim: ClaimEntry) -> str:
    """Eight hex digits that change when anything does over which a judgement was made.

    What the claim says, of what and whom, and who says it; not its id, status or note. The long and
    the short form of a claim have one hash, and so have a key with its usual value and none.
    """
    event = claim.event or tuple((claim.subject or "").partition("/")[0].split("|"))
    said = {key: value for key in _JUDGED if (value := getattr(claim, key))}
    for key, usual in (("stance", "asserts"), ("role", "total")):
        if said.get(key) == usual:
            del said[key]
    told = repr((claim.subject, event, sorted(said.items())))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
