"""Search the words of documents and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from reportedly.errors import UsageError
from reportedly.store.fulltext import FullText, Match, Part, Text

if TYPE_CHECKING:
    from reportedly.export.rows import Row
    from reportedly.model import ClaimEntry, DocumentEntry
    from reportedly.workflow.ledgers import Ledger

PLACES: Mapping[str, tuple[str, ...]] = {
    "all": ("claims", "documents"),
    "claims": ("claims",),
    "documents": ("documents",),
}
"""What is searched, under the names by which it is asked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim or a document that holds what was searched for.

    Attributes:
        kind: claim or document.
        id: of it.
        document: id of the document, or of the one that the claim stands in.
        pieces: words around what was found: before, hit, between, hit … after, so that every second
            one was searched for.
        place: where it stands in the document's text, in code points: of a claim all its words, of
            a document the pieces; None where that is not known.
        score: how well it fits, more is better; of claims and of documents each by itself.
    """

    kind: str
    id: str
    document: str
    pieces: tuple[str, ...]
    place: tuple[int, int] | None
    score: float

    @property
    def row(self) -> Row:
        """As JSON."""
        return {
            "kind": self.kind,
            "id": self.id,
            "document": self.document,
            "text": "".join(self.pieces),
            "pieces": list(self.pieces),
            "place": None if self.place is None else list(self.place),
            "score": round(self.score, 3),
        }


class Hits(NamedTuple):
    """The first hits, best first, and how many there are."""

    hits: list[Hit]
    total: int


def search(
    ledger: Ledger, words: str, limit: int = 20, offset: int = 0, among: str = "all"
) -> Hits:
    """What holds all of some words, best first; accents and capitals do not matter.

    Args:
        ledger: the ledger.
        words: separate words, "phrases in quotes", beginnings of words (`evacuat*`), and OR between
            them. Nothing that may stand here is an error.
        limit: how many hits.
        offset: after how many.
        among: all, claims or documents.

    Raises:
        UsageError: there is no such place to search.
    """
    if among not in PLACES:
        raise UsageError(f"no {among!r} to search: give one of {', '.join(PLACES)}")
    index = FullText(ledger.cache)
    found = index.search(
        words,
        _state(ledger),
        partial(_parts, ledger),
        PLACES[among],
        max(0, limit),
        max(0, offset),
    )
    hit_by = {"claims": _claim_hit, "documents": _document_hit}
    hits = (hit_by[match.table](ledger, match) for match in found.matches)
    # What another program brought up meanwhile may be of another state.
    return Hits([hit for hit in hits if hit is not None], found.total)


def _claim_hit(ledger: Ledger, match: Match) -> Hit | None:
    entry = ledger.resolver.entry(match.id)
    if entry is None:
        return None
    spans = [span for claim in ledger.resolver.resolve([entry]) for span in claim.spans]
    place = (spans[0].start, spans[-1].end) if spans else None
    return Hit("claim", match.id, entry.document, match.pieces, place, match.score)


def _document_hit(ledger: Ledger, match: Match) -> Hit | None:
    if ledger.document(match.id) is None:
        return None
    said = "".join(match.pieces)
    start = (ledger.text_of(match.id) or "").find(said)
    place = (start, start + len(said)) if start >= 0 and said else None
    return Hit("document", match.id, match.id, match.pieces, place, match.score)


def _state(ledger: Ledger) -> str:
    """What changes when anything does that is searched."""
    told = ledger.worked_out.get("words")
    if told is None:
        lines = [
            *(f"c {name} {digest}" for name, digest in ledger.quoted.items()),
            *(f"d {name} {stamp}" for name, stamp in ledger.text_stamps.items()),
        ]
        whole = "\n".join(sorted(lines)).encode("utf-8", "surrogatepass")
        told = ledger.worked_out["words"] = sha256(whole).hexdigest()
    return str(told)


def _parts(ledger: Ledger) -> Iterator[Part]:
    told: dict[str, list[ClaimEntry]] = {}
    for entry in ledger.entries.claims:
        told.setdefault(entry.document, []).append(entry)
    for name, digest in ledger.quoted.items():
        yield Part("claims", name, digest, partial(_claim_texts, told[name]))
    for cited in ledger.entries.documents:
        stamp = ledger.text_stamps[cited.id]
        yield Part("documents", cited.id, stamp, partial(_document_text, ledger, cited))


def _claim_texts(claims: Iterable[ClaimEntry]) -> Iterator[Text]:
    for claim in claims:
        about = (claim.source, claim.subject, *claim.event, claim.figure, claim.note)
        yield Text(claim.id, " … ".join(claim.quote), " ".join(word for word in about if word))


def _document_text(ledger: Ledger, document: DocumentEntry) -> Iterator[Text]:
    about = (document.title, document.publisher, document.id, document.note)
    text = ledger.text_of(document.id) or ""
    yield Text(document.id, text, " ".join(word for word in about if word))
