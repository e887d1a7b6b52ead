"""Documents → claims proposed, compared, and added to a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256 as digest
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.compare import Setting, find_findings
from reportedly.documents import document_from_bytes, is_missing, keep_capture, page_of
from reportedly.extract import load_extractor
from reportedly.extract.propose import propose_entries
from reportedly.model import (
    Act,
    Claim,
    ClaimEntry,
    Conflict,
    Document,
    DocumentEntry,
    Entries,
    EventEntry,
    Extraction,
    event_of,
    name_links,
)
from reportedly.resolve import Resolver
from reportedly.transaction import transaction
from reportedly.workflow.adopting import NOTHING, adopt_entries, join_entries, rename_claims
from reportedly.workflow.checkouts import refuse_checkout
from reportedly.workflow.events import EventPage, pages_of
from reportedly.workflow.linked import claims_about, with_links
from reportedly.workflow.meeting import meet_subjects

if TYPE_CHECKING:
    from reportedly.documents import Capture

PROPOSED = 0.25
"""From this score on an attribution is proposed for review."""

DOUBTFUL = 0.15
"""From this score on an attribution may be one: its figures are nobody's until a person decides."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading documents gives: found, proposed, resolved, compared.

    `entries` holds what was proposed for these documents only; `claims` what it resolves to;
    `setting` holds the events as joined, `main` for each document's id that of its main event among
    them; `unlisted` counts by act the attributions that the acts wanted leave out.
    """

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    entries: Entries
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    setting: Setting
    main: Mapping[str, str | None]
    unlisted: Mapping[Act, int]

    @property
    def pages(self) -> list[EventPage]:
        """Every event that the documents tell of, with what each voice holds on it."""
        return pages_of(self.claims, self.conflicts, self.setting)

    @property
    def texts(self) -> int:
        """How many texts the documents are; reprints of one are one."""
        return len({self.setting.texts.get(d.id, d.id) for d in self.documents})


def read_documents(
    documents: Sequence[Document],
    *,
    acts: Iterable[Act] = (Act.SPEECH, Act.DOCUMENT),
    min_score: float | None = None,
    explain: bool = False,
    known: Entries = NOTHING,
    text_of: Callable[[str], str | None] = lambda _: None,
    extractor: str = "default",
    event: EventEntry | None = None,
) -> Reading:
    """Extract, propose, resolve and compare; names already in `known` keep their ids.

    A person reviews what is proposed, so more is proposed than `extract` prints: everything that
    scores `min_score` or more, 0.25 without it. Below, down to `DOUBTFUL`, figures are proposed
    with their source open, so that none is taken for the document's own. `extractor` names one that
    an installed package announces (`reportedly.extract.load_extractor`). `event` is what all of the
    documents are about, where somebody has said so (`declared_event`). `text_of` gives the text of
    a document in `known`, so that what is printed again is known for it.
    """
    wanted, least = tuple(acts), PROPOSED if min_score is None else min_score
    extract = load_extractor(extractor)
    extractions, proposed, unlisted = [], Entries(), Counter[Act]()
    if event is not None and event.id not in {e.id for e in known.events}:
        proposed = Entries(events=(event,))
    for document in documents:
        extraction = extract(document, min_score=min(DOUBTFUL, least), explain=explain)
        entries = propose_entries(document, extraction, acts=wanted, min_score=least, event=event)
        if event is not None:
            entries, proposed = _under_declared(entries, proposed, event.id)
        own = {s.id for s in proposed.sources}
        adopted = adopt_entries(entries, join_entries(known, proposed), own)
        proposed = join_entries(proposed, adopted)
        extractions.append(extraction)
        unlisted.update(_left_out(extraction, entries, least))
    texts = {d.id: d.text for d in documents}
    proposed = with_links(proposed, documents, known, text_of)
    proposed = replace(proposed, links=tuple(name_links(proposed.links)))
    around = replace(known, claims=(), judgements=())
    resolver = Resolver(join_entries(around, proposed), texts.get)
    claims = resolver.resolve(proposed.claims)
    about = {event for event in map(event_of, claims) if event is not None}
    about |= {old for old, new in resolver.same_events.items() if new in about}
    there = resolver.resolve(claims_about(about, known))
    met = meet_subjects(proposed, claims, there)
    if met is not proposed:
        proposed, resolver = met, Resolver(join_entries(around, met), texts.get)
        claims = resolver.resolve(proposed.claims)
    told = {event_of(c) for c in claims}
    read = {d.id for d in documents}
    one = {d: first for d, first in resolver.texts.items() if d in read}
    setting = Setting(
        {n: e for n, e in resolver.events.items() if n == e.id and n in told},
        {**{first: first for first in one.values()}, **one},
    )
    return Reading(
        tuple(documents),
        tuple(extractions),
        proposed,
        tuple(claims),
        tuple(find_findings(claims, setting=setting)),
        setting,
        {d.id: resolver.same_events.get(d.event or "", d.event) for d in proposed.documents},
        unlisted,
    )


def _under_declared(new: Entries, proposed: Entries, event: str) -> tuple[Entries, Entries]:
    """A document's entries without its main event, which is declared, and what it says of that."""
    told = next(e for e in new.events if e.id == event)
    events = [_filled(e, told) if e.id == event else e for e in proposed.events]
    others = tuple(e for e in new.events if e is not told)
    return replace(new, events=others), replace(proposed, events=tuple(events))


def _filled(event: EventEntry, told: EventEntry) -> EventEntry:
    """The event with what is not said of it as a document tells it."""
    return replace(
        event,
        kind=event.kind or told.kind,
        place=event.place or told.place,
        when=event.when or told.when,
    )


def _left_out(extraction: Extraction, entries: Entries, least: float) -> Iterator[Act]:
    """The acts of attributions of which no claim is proposed."""
    listed = {claim.at for claim in entries.claims}
    for attribution in extraction.attributions:
        at = tuple((span.start, span.end) for span in attribution.contents)
        if attribution.score >= least and at not in listed:
            yield attribution.act


def read_text(text: str, *, published: date | None = None, publisher: str | None = None) -> Reading:
    """Read a text into attributions, proposed claims and the conflicts between them.

    Args:
        text: an article or report.
        published: the day it was published, against which "on Monday" is read.
        publisher: who published it.

    Raises:
        MissingProgramError: no language model is installed.
    """
    day = None if published is None else published.isoformat()
    known = {"published": day, "publisher": publisher}
    return read_documents([document_from_bytes(text.encode(), "text", known)])


Files = Mapping[str, Mapping[str, bytes]]
"""SHA-256 of a document → path below the ledger's root → the bytes of a file to be written."""


def new_captures(
    given: Iterable[tuple[str, Capture]], known: Sequence[DocumentEntry] = ()
) -> tuple[list[tuple[str, Capture]], list[tuple[str, str]]]:
    """Captures that are documents of their own, each with an id that no other document has.

    Two outlets with one headline on one day are two documents, and so is one text under two
    publishers' names.

    Args:
        given: each with the words that named it: a file, an address, `-`.
        known: the documents that are there already.

    Returns:
        The new ones; and of the others the words that named them and the id they are known by.
    """
    held = {d.id: d for d in known}
    new, others = [], []
    for name, capture in given:
        document = capture.document
        if same := next((d for d in held.values() if _is_one(d, document)), None):
            others.append((name, same.id))
            continue
        if document.id in held:
            document = replace(document, id=_other_id(document.id, document))
        held[document.id] = DocumentEntry(
            document.id, sha256=document.sha256, publisher=document.publisher
        )
        new.append((name, replace(capture, document=document)))
    return new, others


def _is_one(a: DocumentEntry, b: DocumentEntry | Document) -> bool:
    """True of the same text, unless two publishers are named for it."""
    return a.sha256 == b.sha256 and (
        a.publisher == b.publisher or None in (a.publisher, b.publisher)
    )


def _other_id(taken: str, document: DocumentEntry | Document) -> str:
    """An id for a document whose own is another's: the same whenever it is read."""
    told = f"{document.publisher}\n{document.sha256}"
    return f"{taken}-{digest(told.encode()).hexdigest()[:8]}"


def place_captures(
    given: Iterable[tuple[str, Capture]], root: Path
) -> tuple[list[Document], Files]:
    """Where a ledger keeps captures: the documents as it cites them, and the files still to write.

    A file that stands in the ledger's folder stays where it is; what came from elsewhere goes into
    `captures/`.

    Raises:
        DocumentError: a file of that name says something else.
    """
    documents, files = [], dict[str, dict[str, bytes]]()
    for name, capture in given:
        path = None if _is_far(name) else Path(name).resolve()
        inside = path is not None and path.is_relative_to(root.resolve())
        document, missing = keep_capture(capture, root, path if inside else None)
        documents.append(document)
        files[document.sha256] = missing
    return documents, files


def _is_far(name: str) -> bool:
    """True of stdin and addresses."""
    return name == "-" or name.startswith(("http://", "https://"))


def save_reading(reading: Reading, root: Path, files: Files | None = None) -> list[Path]:
    """Add what a reading proposed to the ledger, with the captures it cites, all of it or nothing.

    What others wrote since the ledger was read is looked at again under the writers' lock: a
    document that they added is left out, and what is new takes the names of what is known now.

    Args:
        reading: of documents that the ledger did not hold.
        root: the ledger's root.
        files: from `place_captures`.

    Returns:
        The files written.

    Raises:
        LedgerError: the ledger cannot be written without losing something.
        WriteError: the disk does not take it; nothing was changed.
    """
    from reportedly.ledger import load, put_documents
    from reportedly.store.cache import cache_of

    refuse_checkout(root)
    with transaction(root) as change:
        now, _ = load(root, cache_of(root))
        entries = adopt_entries(_still_new(reading.entries, now.documents), now)
        for document in entries.documents:
            for path, data in (files or {}).get(document.sha256 or "", {}).items():
                if is_missing(root / path, data):
                    change.put(path, data)
        texts = {d.sha256: d.text for d in reading.documents}
        claims: dict[str, list[ClaimEntry]] = {d.id: [] for d in entries.documents}
        for claim in entries.claims:
            claims[claim.document].append(claim)
        given = [
            (d, [_paged(c, texts[d.sha256 or ""]) for c in claims[d.id]]) for d in entries.documents
        ]
        put_documents(
            change, given, entries.sources, entries.subjects, entries.events, entries.links
        )
        return change.changed


def _still_new(entries: Entries, held: Sequence[DocumentEntry]) -> Entries:
    """Without documents that are there by now; one whose id was taken meanwhile gets another."""
    taken = {d.id for d in held}
    new = [d for d in entries.documents if not any(_is_one(h, d) for h in held)]
    ids = {d.id: _other_id(d.id, d) if d.id in taken else d.id for d in new}
    claims = [c for c in entries.claims if c.document in ids]
    moved = rename_claims(claims, [replace(c, document=ids[c.document]) for c in claims])
    about = {d.event for d in new}
    about |= {e for c in claims for e in (*c.event, (c.subject or "").partition("/")[0])}
    gone = {e.id for e in entries.events if e.id not in about}
    names = {old.id: now.id for old, now in zip(claims, moved, strict=True)}
    lost = gone | {c.id for c in entries.claims if c.id not in names}
    lost |= {d.id for d in entries.documents if d.id not in ids}
    names |= ids

    def stands(end: str | None) -> bool:
        return end not in lost and (end or "").partition("/")[0] not in gone

    return replace(
        entries,
        documents=tuple(replace(d, id=ids[d.id]) for d in new),
        claims=tuple(moved),
        events=tuple(e for e in entries.events if e.id not in gone),
        links=tuple(
            replace(k, a=names.get(k.a or "", k.a), b=names.get(k.b or "", k.b))
            for k in entries.links
            if stands(k.a) and stands(k.b)
        ),
    )


def _paged(claim: ClaimEntry, text: str) -> ClaimEntry:
    """The claim with the page of its words for a note, where its document has pages."""
    if not claim.at or "\f" not in text:
        return claim
    first, last = page_of(text, claim.at[0][0]), page_of(text, claim.at[-1][1])
    page = f"page {first}" if first == last else f"pages {first}-{last}"
    return replace(claim, note=f"{claim.note}; {page}" if claim.note else page)
