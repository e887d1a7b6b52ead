"""What holds the words that somebody looks for, in claims and in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.web.listing import Paged
from reportedly.workflow.searching import PLACES, search
from reportedly.workflow.showing import claim_subject

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Visit
    from reportedly.workflow.ledgers import Ledger
    from reportedly.workflow.searching import Hit

_PER_PAGE = 30


def find(visit: Visit) -> Response:
    """The hits, best first; nothing that may be typed is an error."""
    words, among = visit.asked("q") or "", visit.asked("in") or "all"
    among = among if among in PLACES else "all"
    page = visit.number("page")
    found = search(visit.ledger, words, _PER_PAGE, (page - 1) * _PER_PAGE, among)
    return visit.page(
        "search.html",
        "Search",
        words_sought=words,
        among=among,
        found=Paged.of(found.hits, found.total, page, _PER_PAGE),
        items=[_shown(visit.ledger, hit) for hit in found.hits],
    )


def _shown(ledger: Ledger, hit: Hit) -> dict[str, Any]:
    document = ledger.document_entries.get(hit.document)
    about = claim_subject(ledger, hit.id) if hit.kind == "claim" else None
    title = (document.title if document else None) or hit.document
    return {
        "kind": hit.kind,
        "id": hit.id,
        "name": about.name if about else title,
        "document": hit.document,
        "title": title,
        "publisher": (document.publisher if document else None) or "",
        "pieces": list(enumerate(hit.pieces)),
    }
