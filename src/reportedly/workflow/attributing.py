"""Where a document's attributions stand: found once, kept for as long as text and code stay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reportedly.model import Document, Span
from reportedly.store.cache import cache_of, code_stamp

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger


class Attributed:
    """The spans of one attribution: who says it, the words that report it, what is reported."""

    __slots__ = ("contents", "cue", "source")

    def __init__(
        self, source: tuple[Span, ...], cue: tuple[Span, ...], contents: tuple[Span, ...]
    ) -> None:
        self.source, self.cue, self.contents = source, cue, contents


def kept_attributions(ledger: Ledger, document: str) -> list[Attributed] | None:
    """The attributions of a document, None where nobody has looked for them yet."""
    text = ledger.text_of(document)
    data = None if text is None else cache_of(ledger.root).get(_key(ledger, document))
    if data is None or text is None:
        return None
    return [
        Attributed(*(tuple(Span(document, a, b, text[a:b]) for a, b in row[k]) for k in _SPANS))
        for row in json.loads(data)
    ]


def find_attributions(ledger: Ledger, document: str) -> list[Attributed] | None:
    """The attributions of a document, looked for where they are not kept; None without a text.

    It loads the extractor's model, some seconds and some hundred megabytes: for a process of its
    own.
    """
    if (kept := kept_attributions(ledger, document)) is not None:
        return kept
    text = ledger.text_of(document)
    if text is None:
        return None
    from reportedly.extract import load_extractor

    entry = next(d for d in ledger.entries.documents if d.id == document)
    found = load_extractor("default")(
        Document(id=document, text=text, sha256=entry.sha256 or "", title=entry.title)
    )
    rows: list[dict[str, Any]] = [
        {k: [(s.start, s.end) for s in getattr(a, k)] for k in _SPANS} for a in found.attributions
    ]
    cache_of(ledger.root).put(_key(ledger, document), json.dumps(rows).encode())
    return kept_attributions(ledger, document)


_SPANS = ("source", "cue", "contents")


def _key(ledger: Ledger, document: str) -> str:
    entry = next(d for d in ledger.entries.documents if d.id == document)
    code = code_stamp("reportedly.extract", "reportedly.text")
    return f"attributions {code} {entry.sha256} {document}"
