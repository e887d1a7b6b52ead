"""Captures: a file or a page as it came, the text made of it, and both kept side by side.

Plain text is cited as it is. Of every other format the ledger cites the text that a reader made,
kept beside the capture as `NAME.txt`; its sidecar `NAME.yaml` names the original, its SHA-256, when
it was captured and what read it. So offsets always count in a file that anybody can open, and the
original stays as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from reportedly.documents.content import Content
from reportedly.documents.formats import FORMATS, kind_of
from reportedly.documents.isolated import read_isolated
from reportedly.documents.text import (
    document_from_bytes,
    document_id,
    first_line,
    read_bytes,
    read_published,
    read_sidecar,
)
from reportedly.errors import DocumentError
from reportedly.model import Document, sidecar_of
from reportedly.text.slug import slug

FOLDER = "captures"
"""Where captures that came from no file of the ledger are kept, below its root."""

_NAMES = {kind: form.kept for kind, form in FORMATS.items()}


@dataclass(frozen=True, slots=True)
class Capture:
    """A document and the bytes that it was read from.

    Attributes:
        document: its text is what claims cite; `sha256` is that of the text's own bytes.
        kind: a key of `reportedly.documents.formats.FORMATS`.
        data: the bytes as captured.
        name: file name of the capture, or one made for it.
        when: when it was captured, in UTC.
        reader: what made the text, or None for plain text.
        byline: who signs it, or None.
        part: number of the entry within a feed or archive, from 1, else None.
    """

    document: Document
    kind: str
    data: bytes
    name: str
    when: datetime
    reader: str | None = None
    byline: str | None = None
    part: int | None = None


def read_captures(path: Path, known: Mapping[str, str | None] | None = None) -> list[Capture]:
    """The documents in a file: one, or one an entry of a feed or a page of a WARC archive.

    Args:
        path: a file in one of the `FORMATS`; what it is follows from its first bytes, else from its
            suffix.
        known: title, publisher, published, url, language; they win over the sidecar beside the
            file, and that over what the file says of itself.

    Raises:
        DocumentError: the file or its sidecar cannot be read.
        MissingProgramError: an optional package is needed; the text names it.
    """
    data = read_bytes(path)
    facts = read_sidecar(path) | {k: v for k, v in (known or {}).items() if v is not None}
    when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return captures_from_bytes(data, path.name, facts, when)


def captures_from_bytes(
    data: bytes,
    name: str,
    known: Mapping[str, str | None] | None = None,
    when: datetime | None = None,
    kind: str | None = None,
) -> list[Capture]:
    """The documents in captured bytes; see `read_captures`.

    Args:
        data: the bytes.
        name: a file name, for its suffix and for an id.
        known: what is known of it, keys as in `read_captures`.
        when: when it was captured; now without it.
        kind: the format, where something better than the bytes tells it.
    """
    when = when or datetime.now(UTC)
    kind = kind or kind_of(data, name)
    if kind == "text":
        return [Capture(document_from_bytes(data, name, known), kind, data, name, when)]
    try:
        contents = read_isolated(kind, data)
    except DocumentError as error:
        raise DocumentError(f"{name}: {error}") from None
    several = len(contents) > 1
    facts = {
        k: v for k, v in (known or {}).items() if not several or k in ("publisher", "language")
    }
    captures, taken = [], set[str]()
    for part, content in enumerate(contents, 1):
        document = _document(content, name, facts, part if several else None)
        if document.id in taken:
            document = replace(document, id=f"{document.id}-{part}")
        taken.add(document.id)
        number = part if several else None
        captures.append(
            Capture(
                document,
                kind,
                data,
                name,
                _time(content.captured) or when,
                content.reader,
                content.byline,
                number,
            )
        )
    return captures


def fetch_captures(url: str, known: Mapping[str, str | None] | None = None) -> list[Capture]:
    """The documents at an address of the web; see `fetch` for the limits.

    Raises:
        DocumentError: it cannot be fetched or read.
    """
    from reportedly.documents.fetch import fetch  # TLS is loaded when a page is asked for

    data, final, kind = fetch(url)
    if kind in (None, "text"):
        kind = None if kind_of(data, "") != "text" else kind
    facts = dict(known or {})
    name = PurePosixPath(urlsplit(final).path).name or urlsplit(final).hostname or "page"
    captures = captures_from_bytes(data, name, facts, kind=kind)
    return [
        c if c.document.url else replace(c, document=replace(c.document, url=final))
        for c in captures
    ]


def keep_capture(
    capture: Capture, root: Path, beside: Path | None = None
) -> tuple[Document, dict[str, bytes]]:
    """How a capture's text, original and sidecar are kept in the ledger's folder.

    Nothing is written here, and nothing that stands there is ever to be overwritten.

    Args:
        capture: what was read.
        root: the ledger's root.
        beside: the captured file, when it stands in the ledger's folder already; without it the
            capture goes into `captures/`.

    Returns:
        The document with the path of its text, relative to `root`; and the files that are not
        there yet, by their paths.

    Raises:
        DocumentError: a file of that name says something else.
    """
    document = capture.document
    if beside is not None and capture.kind == "text":
        return replace(document, path=_below(beside, root)), {}
    original = beside or _new_place(capture, root / FOLDER)
    files = {} if beside else {original: capture.data}
    text = original
    if capture.kind != "text":
        # Entries move down a feed as new ones come: their text names them, not their place.
        part = "" if capture.part is None else f".{document.sha256[:8]}"
        text = original.with_name(f"{original.name}{part}.txt")
        files[text] = document.text.encode()
    read_sidecar(text)  # one that says nothing readable is a fault, not one to be kept for ever
    files[Path(sidecar_of(text.as_posix()))] = _sidecar(capture, original).encode()
    missing = {_below(p, root): data for p, data in files.items() if is_missing(p, data)}
    return replace(document, path=_below(text, root)), missing


def is_missing(path: Path, data: bytes) -> bool:
    """True when a file of a capture is still to be written; False when it stands there.

    Raises:
        DocumentError: a file of that name says something else.
    """
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror}") from None
    if there != data and path.suffix != ".yaml":
        raise DocumentError(
            f"{path} exists and says something else; move it away, or cite it by itself"
        )
    return False


def _document(
    content: Content, name: str, known: Mapping[str, str | None], part: int | None
) -> Document:
    def fact(key: str) -> str | None:
        return known.get(key) or getattr(content, key, None)

    title = fact("title") or first_line(content.text)
    published, clock = read_published(fact("published"), name)
    stem = slug(Path(name).stem) or "document"
    return Document(
        id=document_id(published, title) or (f"{stem}-{part}" if part else stem),
        text=content.text,
        sha256=sha256(content.text.encode()).hexdigest(),
        title=title,
        url=fact("url"),
        publisher=fact("publisher"),
        published=published,
        language=fact("language"),
        clock=clock,
    )


def _time(written: str | None) -> datetime | None:
    """The time that an archive states; None where it states none that can be read."""
    try:
        time = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


def _new_place(capture: Capture, folder: Path) -> Path:
    suffix = _NAMES.get(capture.kind, f".{capture.kind}")
    stem = capture.document.id
    if capture.part is not None:
        stem = f"{slug(Path(capture.name).stem) or 'feed'}-{sha256(capture.data).hexdigest()[:8]}"
    return folder / f"{stem}{suffix}"


def _sidecar(capture: Capture, original: Path) -> str:
    """The sidecar's YAML, every value in quotation marks so that none is read as a number."""
    import json

    document = capture.document
    made = capture.kind != "text"
    facts = {
        "title": document.title,
        "byline": capture.byline,
        "publisher": document.publisher,
        "published": document.published_at,
        "url": document.url,
        "language": document.language,
        "original": original.name if made else None,
        "original_sha256": sha256(capture.data).hexdigest() if made else None,
        "captured": capture.when.isoformat(timespec="seconds"),
        "reader": capture.reader,
    }
    # A JSON string is a YAML string in double quotation marks.
    return "".join(f"{k}: {json.dumps(v)}\n" for k, v in facts.items() if v)


def _below(path: Path, root: Path) -> str:
    return path.resolve().relative_to(root.resolve()).as_posix()
