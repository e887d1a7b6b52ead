"""Documents that are missing or changed, and quotes that do not stand where they are said to."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from reportedly.ledger.checks.known import Known
from reportedly.ledger.checks.quotes import check_quotes
from reportedly.ledger.files import stamp_of
from reportedly.ledger.read import mark_of
from reportedly.model import ClaimEntry, DocumentEntry, Entries, Problem

MAX_BYTES = 64 * 1024 * 1024
"""Larger documents are not read as text."""

_CHUNK = 1024 * 1024

_NOT_PLAIN = frozenset(
    (
        ".pdf",
        ".html",
        ".htm",
        ".xhtml",
        ".mhtml",
        ".warc",
        ".gz",
        ".zip",
        ".docx",
        ".doc",
        ".odt",
        ".xlsx",
    )
)


def documents_text(entry: DocumentEntry, root: Path) -> str | None:
    """The text of a document that was captured as plain UTF-8 text.

    A byte order mark is not part of it. Offsets of spans count its code points.

    Returns:
        None when the document names no file, or one that is missing, outside the ledger, not
        text, or captured in another form (HTML, PDF), which is not read here.
    """
    data = document_bytes(entry, root)
    return None if data is None else decode_text(entry, data)


def document_bytes(entry: DocumentEntry, root: Path) -> bytes | None:
    """The bytes of a cited file; None where it is missing, outside the ledger or too large."""
    if entry.path is None or _path_fault(entry, root) is not None:
        return None
    try:
        with (root / entry.path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    return None if len(data) > MAX_BYTES else data


def decode_text(entry: DocumentEntry, data: bytes) -> str | None:
    """The text in the bytes of a document; None for what `documents_text` does not read."""
    if len(data) > MAX_BYTES or PurePosixPath(entry.path or "").suffix.lower() in _NOT_PLAIN:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def vet_documents(
    entries: Entries,
    root: Path,
    known: Known,
    read_text: Callable[[DocumentEntry, bytes], str | None],
) -> Iterator[Problem]:
    """Problems with each document and the quotes from it; sound ones are looked at once."""
    claims: dict[str, list[ClaimEntry]] = defaultdict(list)
    for claim in entries.claims:
        if claim.quote:
            claims[claim.document].append(claim)
    base = root.resolve()
    for document in entries.documents:
        quoting = claims.get(document.id, [])
        name = _name(document, base, quoting)
        if name is not None and known.was_sound("document", name):
            continue
        problems = list(check_document(document, quoting, base, read_text))
        if not problems and name is not None:
            known.is_sound("document", name)
        yield from problems


def check_document(
    document: DocumentEntry,
    claims: Sequence[ClaimEntry],
    root: Path,
    read_text: Callable[[DocumentEntry, bytes], str | None] = decode_text,
) -> Iterator[Problem]:
    """Problems with one document and with the claims that quote it.

    A document that gives a `url` and no `path` was not captured: its quotes cannot be checked.
    """
    if document.path is None:
        if claims and document.url is None:
            yield Problem(
                "document-missing",
                "`path` is missing: the captured file, from which the claims quote",
                document.location,
            )
        return
    fault = _path_fault(document, root)
    if fault is not None:
        yield fault
        return
    try:
        # A dataset that is only cited may be larger than memory.
        data, digest = _read_and_hash(root / document.path, keep=bool(claims))
    except OSError as error:
        message = f"`path: {document.path}` cannot be read: {error.strerror}"
        yield Problem("document-unreadable", message, mark_of(document, "path"))
        return
    if document.sha256 is None:
        yield Problem(
            "missing-field",
            f"`sha256` is missing: what the claims cite must be pinned; the file's is {digest}",
            document.location,
        )
    elif document.sha256.lower() != digest:
        yield Problem(
            "document-changed",
            f"the file has changed since it was cited: its sha256 is {digest}",
            mark_of(document, "sha256"),
        )
    if claims:
        yield from _check_words(document, claims, data, read_text)


def _read_and_hash(path: Path, *, keep: bool) -> tuple[bytes, str]:
    """A file's bytes (none unless they are to be kept) and its SHA-256."""
    digest, kept = sha256(), []
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if keep:
                kept.append(chunk)
    return b"".join(kept), digest.hexdigest()


def _check_words(
    document: DocumentEntry,
    claims: Sequence[ClaimEntry],
    data: bytes,
    read_text: Callable[[DocumentEntry, bytes], str | None],
) -> Iterator[Problem]:
    """Problems with what is quoted, or that nothing can be looked up in the document."""
    text = read_text(document, data)
    if text is not None:
        yield from check_quotes(claims, text)
        return
    path = PurePosixPath(document.path or "")
    if path.suffix.lower() in _NOT_PLAIN:
        return
    if len(data) > MAX_BYTES:
        fault = (
            f"is {len(data) / 2**20:,.0f} MiB long, and quotes are looked up in up to "
            f"{MAX_BYTES >> 20} MiB; cite the part that is quoted as a document of its own"
        )
    else:
        fault = "is not UTF-8 text; capture its text as UTF-8"
    message = f"`path: {document.path}` {fault}"
    yield Problem("document-unreadable", message, mark_of(document, "path"))


def _path_fault(document: DocumentEntry, root: Path) -> Problem | None:
    """Why the path of a document cannot be followed, or None."""
    written = document.path or ""
    parts = PurePosixPath(written).parts
    place = mark_of(document, "path")
    if not written or written.startswith("/") or ".." in parts or "\0" in written:
        return Problem(
            "outside-ledger",
            f"`path: {written}` must lead from the ledger's folder down to a file in it",
            place,
        )
    base = _real(root) if root.is_absolute() else os.path.realpath(root)
    path = os.path.realpath(f"{base}/{written}")
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 (ten thousand of these count)
    except OSError:
        hint = "; separate folders with `/`" if "\\" in written else ""
        return Problem("document-missing", f"there is no file {written} in the ledger{hint}", place)
    if not path.startswith(base.rstrip(os.sep) + os.sep):
        return Problem(
            "outside-ledger", f"`path: {written}` leads out of the ledger's folder", place
        )
    if not stat.S_ISREG(mode):
        return Problem("document-unreadable", f"`path: {written}` is not a file", place)
    return None


@lru_cache
def _real(root: Path) -> str:
    """The folder that a ledger's absolute root names: the same for each of its documents."""
    return os.path.realpath(root)


def _name(document: DocumentEntry, root: Path, claims: Sequence[ClaimEntry]) -> str | None:
    """What stands for a document, its file as it is now, and everything quoted from it."""
    if document.path is None:
        return None
    try:
        stamp = stamp_of((root / document.path).stat())
    except (OSError, ValueError):
        return None
    said = (document.path, document.sha256, stamp, [(c.quote, c.at) for c in claims])
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]
