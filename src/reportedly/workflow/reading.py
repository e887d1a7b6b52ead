"""Documents → claims proposed, compared, and added to a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256 as digest
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.compare import find_findings
from reportedly.compare.captures import fates_of
from reportedly.documents import document_from_bytes, is_missing, keep_capture, page_of
from reportedly.extract import load_extractor
from reportedly.extract.notices import find_retraction
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
    Setting,
    Tally,
    captures_of,
    event_of,
    name_links,
    tally,
)
from reportedly.resolve import Resolver
from reportedly.resolve.events import with_oldest
from reportedly.transaction import transaction
from reportedly.workflow.adopting import (
    NOTHING,
    Adopting,
    adopt_entries,
    join_entries,
    rename_claims,
)
from reportedly.workflow.captures import (
    CaptureNews,
    Shelf,
    TextOf,
    carry_over,
    events_before,
    no_text,
    put_right,
    tell_news,
)
from reportedly.workflow.changing import changing
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
    them; `unlisted` counts by act the attributions that the acts wanted leave out; `captures` tells
    what changed on pages that were captured before.
    """

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    entries: Entries
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    setting: Setting
    main: Mapping[str, str | None]
    unlisted: Mapping[Act, int]
    captures: tuple[CaptureNews, ...] = ()

    @property
    def pages(self) -> list[EventPage]:
        """Every event that the documents tell of, with what each voice holds on it."""
        return pages_of(self.claims, self.conflicts, self.setting)

    @property
    def behind(self) -> Tally:
        """How many documents, texts, sources and origins there are in all."""
        return tally(self.claims, self.setting, (d.id for d in self.documents))


def read_documents(
    documents: Sequence[Document],
    *,
    acts: Iterable[Act] = (Act.SPEECH, Act.DOCUMENT),
    min_score: float | None = None,
    explain: bool = False,
    known: Entries = NOTHING,
    extractor: str = "default",
    event: EventEntry | None = None,
    text_of: TextOf = no_text,
    on_step: Callable[[str], None] = lambda _what: None,
) -> Reading:
    """Extract, propose, resolve and compare; names already in `known` keep their ids.

    A person reviews what is proposed, so more is proposed than `extract` prints: everything that
    scores `min_score` or more, 0.25 without it. Below, down to `DOUBTFUL`, figures are proposed
    with their source open, so that none is taken for the document's own. `extractor` names one that
    an installed package announces (`reportedly.extract.load_extractor`). `event` is what all of the
    documents are about, where somebody has said so (`declared_event`). `text_of` gives the texts of
    documents in `known`, for pages that are captured or printed again. `on_step` is told in words
    what begins.
    """
    wanted, least = tuple(acts), PROPOSED if min_score is None else min_score
    extract = load_extractor(extractor)
    adopting = Adopting(known)
    if event is not None and event.id not in adopting.events:
        adopting.take(Entries(events=(event,)))
    extractions, unlisted = [], Counter[Act]()
    for number, document in enumerate(documents, 1):
        place = f"{number} of {len(documents)}: " if len(documents) > 1 else ""
        on_step(f"{place}reading who says what in {document.title or document.id}")
        extraction = extract(document, min_score=min(DOUBTFUL, least), explain=explain)
        on_step(f"{place}reading figures and times in {document.title or document.id}")
        before = adopting.documents.get(document.supersedes or "")
        # What the capture before was about the next one is about as well.
        declared = event or (adopting.events.get(before.event or "") if before else None)
        entries = propose_entries(
            document, extraction, acts=wanted, min_score=least, event=declared
        )
        if declared is not None:
            entries = _under_declared(entries, adopting, declared.id)
        entries = _as_captured(entries, document, before, adopting)
        adopting.adopt(entries)
        extractions.append(extraction)
        unlisted.update(_left_out(extraction, entries, least))
    texts = {d.id: d.text for d in documents}

    def read(name: str) -> str | None:
        return texts.get(name) or text_of(name)

    on_step("comparing what they say")
    proposed = with_links(adopting.new, documents, known, text_of)
    proposed = replace(proposed, links=tuple(name_links(proposed.links)))
    return _resolved(documents, extractions, proposed, known, unlisted, read)


def _resolved(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    proposed: Entries,
    known: Entries,
    unlisted: Mapping[Act, int],
    text_of: TextOf,
) -> Reading:
    """What is proposed, resolved beside what is known, and compared."""
    around = replace(known, claims=(), judgements=())
    resolver = Resolver(join_entries(around, proposed), text_of)
    claims = resolver.resolve(proposed.claims)
    about = {event for event in map(event_of, claims) if event is not None}
    about |= {old for old, new in resolver.same_events.items() if new in about}
    there = resolver.resolve(claims_about(about, known))
    met = meet_subjects(proposed, claims, there)
    if met is not proposed:
        proposed, resolver = met, Resolver(join_entries(around, met), text_of)
        claims = resolver.resolve(proposed.claims)
    captured = join_entries(around, proposed).documents
    captures = captures_of(captured)
    own = {d.id for d in proposed.documents}
    before = {name for d in own if d in captures for name in captures[d].ids} - own
    earlier = resolver.resolve([c for c in known.claims if c.document in before])
    news = _news(captured, own, [*earlier, *claims], text_of)
    if news:
        proposed = _settled(proposed, news, text_of, known)
        resolver = Resolver(join_entries(around, proposed), text_of)
        claims = resolver.resolve(proposed.claims)
        news = _news(captured, own, [*earlier, *claims], text_of)
    told = {event_of(c) for c in claims}
    here = {d.id for d in documents}
    one = {d: first for d, first in resolver.texts.items() if d in here}
    setting = Setting(
        {n: e for n, e in resolver.events.items() if n == e.id and n in told},
        with_oldest(one),
        fates_of([*earlier, *claims], captures, text_of),
        {name: c.home for name, c in captures.items()},
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
        tuple(news),
    )


def _as_captured(
    entries: Entries, document: Document, before: DocumentEntry | None, adopting: Adopting
) -> Entries:
    """A document's entries, those events left out that the capture before told of already.

    Where its publisher takes all of it back, that is written down.
    """
    if before is not None:
        named = events_before(before, adopting.claims)
        entries = replace(entries, events=tuple(e for e in entries.events if e.id not in named))
    if find_retraction(document.text) is None:
        return entries
    day = (document.captured or document.published_at or "")[:10] or "yes"
    return replace(entries, documents=tuple(replace(d, withdrawn=day) for d in entries.documents))


def _news(
    documents: Sequence[DocumentEntry],
    own: AbstractSet[str],
    claims: Iterable[Claim],
    text_of: TextOf,
) -> list[CaptureNews]:
    """What changed on each page of which one of our `own` documents is a later capture."""
    before = {d.supersedes for d in documents if d.id in own and d.supersedes}
    if not before:
        return []
    by_document: dict[str, list[Claim]] = {d.id: [] for d in documents if d.id in own | before}
    for claim in claims:
        if claim.document in by_document:
            by_document[claim.document].append(claim)
    told = tell_news(documents, by_document, text_of)
    return [news for news in told if news.document in own]


def _settled(
    proposed: Entries, news: Iterable[CaptureNews], text_of: TextOf, known: Entries
) -> Entries:
    """With what is known from the captures before: what was decided, what is put right."""
    entries = list(proposed.claims)
    told = {c.id: c for c in (*known.claims, *proposed.claims)}
    for each in news:
        text = text_of(each.document)
        right = put_right(each.pairs, text or "")
        entries = [replace(e, corrects=e.corrects or right.get(e.id)) for e in entries]
        entries = carry_over(entries, each, told, text_of(each.before), text)
    return replace(proposed, claims=tuple(entries))


def _under_declared(new: Entries, adopting: Adopting, event: str) -> Entries:
    """A document's entries without its main event, which is declared; it adds what it says of it.

    What is known of an event is left as it stands.
    """
    told = next(e for e in new.events if e.id == event)
    if adopting.is_new(event):
        adopting.take(Entries(events=(_filled(adopting.events[event], told),)))
    return replace(new, events=tuple(e for e in new.events if e is not told))


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
    given: Iterable[tuple[str, Capture]],
    known: Sequence[DocumentEntry] = (),
    root: Path | None = None,
    after: str | None = None,
    text_of: TextOf = no_text,
) -> tuple[list[tuple[str, Capture]], list[tuple[str, str]]]:
    """Captures that are documents of their own, each with an id that no other document has.

    Two outlets with one headline on one day are two documents, and so is one text under two
    publishers' names. Another text at an address, or in a file of the ledger, that one of the
    documents has is the next capture of that document, and supersedes it.

    Args:
        given: each with the words that named it: a file, an address, `-`.
        known: the documents that are there already.
        root: the ledger's root, for files below it.
        after: id of the document of which each is a later capture, where somebody has said so.
        text_of: id of a document that is there → its text.

    Returns:
        The new ones; and of the others the words that named them and the id they are known by.
    """
    shelf = Shelf(known, text_of, root)
    new, others = [], []
    for name, capture in given:
        if same := shelf.same(capture.document):
            others.append((name, same.id))
            continue
        document = _placed(name, capture, shelf, after)
        entry = DocumentEntry(
            document.id,
            title=document.title,
            sha256=document.sha256,
            url=document.url,
            publisher=document.publisher,
            captured=document.captured,
            supersedes=document.supersedes,
        )
        shelf.add(entry, document.text)
        new.append((name, replace(capture, document=document)))
    return new, others


def _placed(name: str, capture: Capture, shelf: Shelf, after: str | None) -> Document:
    """The document of a capture, under an id of its own, behind the capture that it supersedes."""
    document = capture.document
    if after is not None:
        before: DocumentEntry | None = shelf.last(after)
    else:
        asked = name if _is_far(name) else None
        asked = document.url if capture.part is not None else asked
        before = shelf.before(document, name, asked)
        if before is not None and _was_before(capture, before):
            before = None
    if document.id in shelf.documents:
        document = replace(document, id=_other_id(document.id, document))
    if before is None and not _is_far(name) and capture.kind != _ARCHIVE:
        return document
    when = capture.when.isoformat(timespec="seconds")
    return replace(document, captured=when, supersedes=before.id if before else None)


_ARCHIVE = "warc"  # says when each page was captured


def _was_before(capture: Capture, held: DocumentEntry) -> bool:
    """Whether an archive says that it captured a page before the ledger did."""
    try:
        known = datetime.fromisoformat(held.captured or "")
    except ValueError:
        return False
    known = known if known.tzinfo else known.replace(tzinfo=UTC)
    return capture.kind == _ARCHIVE and capture.when < known


def _other_id(taken: str, document: DocumentEntry | Document) -> str:
    """An id for a document whose own is another's: the same whenever it is read."""
    told = f"{document.publisher}\n{document.sha256}"
    return f"{taken}-{digest(told.encode()).hexdigest()[:8]}"


def place_captures(
    given: Iterable[tuple[str, Capture]], root: Path, known: Sequence[DocumentEntry] = ()
) -> tuple[list[Document], Files]:
    """Where a ledger keeps captures: the documents as it cites them, and the files still to write.

    A file that stands in the ledger's folder stays where it is; what came from elsewhere goes into
    `captures/`, and so does what stands now in a file from which one of the documents `known`
    cited something else.

    Raises:
        DocumentError: a file of that name says something else.
    """
    documents, files = [], dict[str, dict[str, bytes]]()
    shelf = Shelf(known, root=root)
    for name, capture in given:
        path = None if _is_far(name) else Path(name).resolve()
        inside = path is not None and path.is_relative_to(root.resolve())
        if path is not None and shelf.cited(path) is not None:
            inside = False  # what an earlier capture cites from there is to be put back
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

    with changing(root), transaction(root) as change:
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
    shelf = Shelf(held)
    new = [d for d in entries.documents if shelf.same(d) is None]
    ids = {d.id: _other_id(d.id, d) if d.id in shelf.documents else d.id for d in new}
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
