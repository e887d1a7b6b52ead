"""Plain text files, with what a sidecar beside them says is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from reportedly.errors import DocumentError
from reportedly.model import Document, sidecar_of
from reportedly.text.encoding import how_to_convert, wide_encoding
from reportedly.text.slug import slug
from reportedly.text.times import read_period

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused: an article is a few kilobytes, a book about one megabyte."""

_KNOWN = ("title", "publisher", "published", "url", "language")
_SIDECAR_KEYS = frozenset(
    (*_KNOWN, "note", "byline", "original", "original_sha256", "captured", "reader")
)
_NOT_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "gzip",
}


def read_document(path: Path, known: Mapping[str, str | None] | None = None) -> Document:
    """Read a plain text file and its sidecar.

    The sidecar is a YAML mapping of the same name with `.yaml` for its suffix; its keys are
    `title`, `publisher`, `published` (ISO 8601, a day or a day and time), `url`, `language` and
    `note`. Where the text
    was made from another file, `byline`, `original`, `original_sha256`, `captured` and `reader`
    tell from which and how.

    Args:
        path: the file.
        known: the same keys; they win over the sidecar where they are not None.

    Raises:
        DocumentError: the file or its sidecar cannot be read, or is not what it should be.
    """
    facts = read_sidecar(path) | {k: v for k, v in (known or {}).items() if v is not None}
    return document_from_bytes(read_bytes(path), path.name, facts)


def document_from_bytes(
    data: bytes, name: str, known: Mapping[str, str | None] | None = None
) -> Document:
    """Make a document of captured bytes.

    Args:
        data: UTF-8 text; a byte order mark stays part of the hash and is not part of the text.
        name: file name, from which the id is made.
        known: what is known of it, as in `read_document`; the title falls back to the first line.

    Raises:
        DocumentError: the bytes are not UTF-8 text, or `published` is neither a day nor a moment.
    """
    known = known or {}
    for magic, what in _NOT_TEXT.items():
        if data.startswith(magic):
            raise DocumentError(f"{name} is {what}, not plain text; save its text as UTF-8 first")
    if encoding := wide_encoding(data):
        raise DocumentError(f"{name} is {encoding}, not UTF-8; {how_to_convert(data, name)}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} is not UTF-8 text: byte {error.start} is 0x{data[error.start]:02x}; "
            f"{how_to_convert(data, name)}"
        ) from None
    published, clock = read_published(known.get("published"), name)
    title = known.get("title") or first_line(text)
    return Document(
        id=document_id(published, title) or slug(Path(name).stem) or "document",
        text=text,
        sha256=sha256(data).hexdigest(),
        title=title,
        url=known.get("url"),
        publisher=known.get("publisher"),
        published=published,
        language=known.get("language"),
        clock=clock,
    )


def first_line(text: str) -> str | None:
    """The first line that says something, at most 200 characters of it."""
    match = re.search(r"\S[^\n\r]{0,199}", text)
    return match.group().strip() if match else None


def document_id(published: date | None, title: str | None) -> str | None:
    """A short readable id such as `2019-02-12-casualties-reported-as-coalition`, if both are known.

    The title's first words stand for it, as many as fit 40 characters.
    """
    if published is None or not title:
        return None
    short = slug(title, 40)
    return f"{published.isoformat()}-{short}" if short else None


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, at most `MAX_BYTES`.

    Raises:
        DocumentError: there is no such file, it cannot be read, or it is larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise DocumentError(f"there is no file {path}") from None
    except IsADirectoryError:
        raise DocumentError(f"{path} is a folder; name the files in it") from None
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{path} is larger than {MAX_BYTES // 2**20} MiB; split it")
    return data


def read_sidecar(path: Path) -> dict[str, str | None]:
    """What the sidecar of a file says of it: title, publisher, published, url, language.

    Raises:
        DocumentError: the sidecar is not a YAML mapping of known keys.
    """
    sidecar = Path(sidecar_of(path.as_posix()))
    if sidecar == path or not sidecar.is_file():
        return {}
    return sidecar_facts(read_bytes(sidecar), str(sidecar))


def sidecar_facts(data: bytes, sidecar: str) -> dict[str, str | None]:
    """What the bytes of a sidecar say; see `read_sidecar`.

    Raises:
        DocumentError: they are not a YAML mapping of known keys.
    """
    import yaml

    try:
        # BaseLoader builds nothing but strings, lists and mappings, so no input can run code.
        facts = yaml.load(data[:100_000], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise DocumentError(f"{sidecar} is not YAML: {error}") from None
    if not isinstance(facts, dict) or not all(isinstance(v, str) for v in facts.values()):
        raise DocumentError(f"{sidecar} must be a mapping of plain values")
    unknown = sorted(set(facts) - _SIDECAR_KEYS)
    if unknown:
        keys = ", ".join(sorted((*_KNOWN, "note")))
        raise DocumentError(f"{sidecar} has an unknown key {unknown[0]!r}; known: {keys}")
    return {key: facts[key] for key in _KNOWN if facts.get(key)}


def read_published(written: str | None, name: str) -> tuple[date | None, str | None]:
    """The day and, where it is written, the time of day at which a document was published.

    Raises:
        DocumentError: the words are neither a day nor a day and time in ISO 8601.
    """
    if written is None:
        return None, None
    with suppress(ValueError):
        return date.fromisoformat(written), None
    with suppress(ValueError):
        read = read_period(written)
        if read.clock is not None and written[:4].isdigit():
            return read.start, read.clock
    raise DocumentError(
        f"{name}: published must be a day like 2019-02-12, or a day and time like "
        f"2019-02-12T18:10+02:00, not {written!r}"
    )
