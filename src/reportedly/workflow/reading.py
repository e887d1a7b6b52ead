"""Documents → claims proposed, compared, and added to a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportedly.model import (
    Act,
    Claim,
    ClaimEntry,
    Conflict,
    Document,
    Entries,
    Extraction,
)
from reportedly.workflow.adopting import NOTHING, adopt_entries, join_entries
from reportedly.workflow.checkouts import refuse_checkout

PROPOSED = 0.25
"""From this score on an attribution is proposed for review."""

DOUBTFUL = 0.15
"""From this score on an attribution may be one: its figures are nobody's until a person decides."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading documents gives: found, proposed, resolved, compared.

    `entries` holds what was proposed for these documents only; `claims` what it resolves to.
    """

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    entries: Entries
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]


def read_documents(
    documents: Sequence[Document],
    *,
    acts: Iterable[Act] = (Act.SPEECH, Act.DOCUMENT),
    min_score: float | None = None,
    explain: bool = False,
    known: Entries = NOTHING,
    extractor: str = "default",
) -> Reading:
    """Extract, propose, resolve and compare; names already in `known` keep their ids.

    A person reviews what is proposed, so more is proposed than `extract` prints: everything that
    scores `min_score` or more, 0.25 without it. Below, down to `DOUBTFUL`, figures are proposed
    with their source open, so that none is taken for the document's own. `extractor` names one that
    an installed package announces (`reportedly.extract.load_extractor`).
    """
    from reportedly.compare import find_conflicts
    from reportedly.extract import load_extractor
    from reportedly.extract.propose import propose_entries
    from reportedly.resolve import resolve_entries

    wanted, least = tuple(acts), PROPOSED if min_score is None else min_score
    extract = load_extractor(extractor)
    extractions, proposed = [], Entries()
    for document in documents:
        extraction = extract(document, min_score=min(DOUBTFUL, least), explain=explain)
        entries = propose_entries(document, extraction, acts=wanted, min_score=least)
        proposed = join_entries(proposed, adopt_entries(entries, join_entries(known, proposed)))
        extractions.append(extraction)
    texts = {d.id: d.text for d in documents}
    complete = join_entries(Entries(sources=known.sources, subjects=known.subjects), proposed)
    claims, _ = resolve_entries(complete, texts.get)
    return Reading(
        tuple(documents),
        tuple(extractions),
        proposed,
        tuple(claims),
        tuple(find_conflicts(claims)),
    )


def read_text(text: str, *, published: date | None = None, publisher: str | None = None) -> Reading:
    """Read a text into attributions, proposed claims and the conflicts between them.

    Args:
        text: an article or report.
        published: the day it was published, against which "on Monday" is read.
        publisher: who published it.

    Raises:
        MissingProgramError: no language model is installed.
    """
    from reportedly.documents import document_from_bytes

    day = None if published is None else published.isoformat()
    known = {"published": day, "publisher": publisher}
    return read_documents([document_from_bytes(text.encode(), "text", known)])


def save_reading(reading: Reading, root: Path) -> list[Path]:
    """Add what a reading proposed to the ledger; returns the files written.

    Raises:
        LedgerError: the ledger cannot be written without losing something.
    """
    from reportedly.errors import LedgerError
    from reportedly.ledger import load

    refuse_checkout(root)
    entries, tries = reading.entries, 0
    while True:
        try:
            return _save(replace(reading, entries=entries), root)
        except LedgerError:
            # Another writer may have taken an id since the ledger was read: look again.
            tries += 1
            now, _ = load(root)
            sound = {d.sha256 for d in now.documents}.isdisjoint(
                d.sha256 for d in entries.documents
            )
            if tries > _TRIES or not sound:
                raise
            entries = adopt_entries(reading.entries, now)


_TRIES = 20


def _save(reading: Reading, root: Path) -> list[Path]:
    from reportedly.ledger import add_documents

    texts = {d.id: d.text for d in reading.documents}
    given = [
        (d, [_paged(c, texts.get(d.id, "")) for c in reading.entries.claims if c.document == d.id])
        for d in reading.entries.documents
    ]
    return add_documents(root, given, reading.entries.sources, reading.entries.subjects)


def _paged(claim: ClaimEntry, text: str) -> ClaimEntry:
    """The claim with the page of its words for a note, where its document has pages."""
    from reportedly.documents import page_of

    if not claim.at or "\f" not in text:
        return claim
    first, last = page_of(text, claim.at[0][0]), page_of(text, claim.at[-1][1])
    page = f"page {first}" if first == last else f"pages {first}-{last}"
    return replace(claim, note=f"{claim.note}; {page}" if claim.note else page)
