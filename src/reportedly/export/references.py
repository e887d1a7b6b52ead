"""The documents of a ledger as references: BibTeX and CSL-JSON."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from reportedly.export.content import Content, web_address
from reportedly.export.printable import printable
from reportedly.export.printed import tex
from reportedly.export.rdf.describe import documents_of
from reportedly.export.web_json import web_json
from reportedly.model import DocumentEntry
from reportedly.text.lexicon import full_names

_IN_NO_KEY = re.compile(r"[^A-Za-z0-9:._/+-]")


def to_bibtex(content: Content) -> str:
    """One `@misc` a document, keyed by its id; who reads it needs no package but `url`."""
    used: dict[str, int] = {}
    return "\n".join(_entry(d, _key(d.id, used)) for d in documents_of(content))


def _key(name: str, used: dict[str, int]) -> str:
    key = _IN_NO_KEY.sub("_", name) or "document"
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else f"{key}+{used[key]}"


def _entry(document: DocumentEntry, key: str) -> str:
    published = _day(document.day)
    address = web_address(document.url)
    fields = {
        # Twice in braces: a style must not lower its capitals.
        "title": f"{{{{{tex(document.title or document.id)}}}}}",
        "publisher": _braced(document.publisher),
        "year": f"{{{published.year:04}}}" if published else None,
        "month": full_names("month")[published.month - 1][:3] if published else None,
        "day": f"{{{published.day}}}" if published else None,
        "date": f"{{{published.isoformat()}}}" if published else _braced(document.published),
        "url": f"{{{address}}}" if address else None,
        "howpublished": None if address else _braced(document.url),
        "langid": _braced(document.language),
        "note": _braced(f"SHA-256 {document.sha256}" if document.sha256 else None),
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value is not None]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _braced(words: str | None) -> str | None:
    return f"{{{tex(words)}}}" if words else None


def to_csl_json(content: Content) -> str:
    """The documents as CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/)."""
    return web_json([_item(document) for document in documents_of(content)])


def _item(document: DocumentEntry) -> dict[str, Any]:
    published = _day(document.day)
    item: dict[str, Any] = {
        "id": printable(document.id),
        "type": "article-newspaper" if document.publisher else "webpage",
        "title": printable(document.title or document.id),
        "container-title": document.publisher and printable(document.publisher),
        "URL": web_address(document.url),
        "language": document.language and printable(document.language),
        "note": f"SHA-256 {printable(document.sha256)}" if document.sha256 else None,
    }
    if published:
        item["issued"] = {"date-parts": [[published.year, published.month, published.day]]}
    elif document.published:
        item["issued"] = {"raw": printable(document.published)}
    return {name: value for name, value in item.items() if value is not None}


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
