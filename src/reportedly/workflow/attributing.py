"""Where a document's attributions stand: found once, kept for as long as text and code stay."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportedly.extract import load_extractor
from reportedly.model import Document
from reportedly.store.cache import cache_of, code_stamp

if TYPE_CHECKING:
    from reportedly.model import Attribution
    from reportedly.workflow.ledgers import Ledger

Spans = tuple[tuple[int, int], ...]
"""Starts and ends, in code points of the text."""


class Attributed(NamedTuple):
    """Where one attribution stands: who says it, the words that report it, what is reported."""

    source: Spans
    cue: Spans
    contents: Spans


def kept_attributions(ledger: Ledger, document: str) -> list[Attributed] | None:
    """The attributions of a document, None where nobody has looked for them yet."""
    text = ledger.text_of(document)
    data = None if text is None else cache_of(ledger.root).get(_key(text))
    if data is None:
        return None
    return [
        Attributed(*(tuple((a, b) for a, b in part) for part in row)) for row in json.loads(data)
    ]


def find_attributions(ledger: Ledger, document: str) -> None:
    """Look for the attributions of a document and keep them; nothing where it has no text.

    It loads the extractor's model, some seconds and some hundred megabytes: for a process of its
    own.
    """
    text = ledger.text_of(document)
    if text is not None and kept_attributions(ledger, document) is None:
        found = load_extractor("default")(Document(id=document, text=text, sha256=""))
        keep_attributions(ledger.root, text, found.attributions)


def keep_attributions(root: Path, text: str, found: Iterable[Attribution]) -> None:
    """Keep what was found in a text for those who show it."""
    rows = [
        [[(s.start, s.end) for s in spans] for spans in (a.source, a.cue, a.contents)]
        for a in found
    ]
    cache_of(root).put(_key(text), json.dumps(rows).encode())


def _key(text: str) -> str:
    code = code_stamp("reportedly.extract", "reportedly.text")
    return f"attributions {code} {sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
