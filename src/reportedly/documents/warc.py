"""WARC archives (ISO 28500), packed or not → the article of each page that was captured."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, cast

from reportedly.documents.content import Content, tidy
from reportedly.documents.html import decode_html, read_html
from reportedly.errors import DocumentError

_MAX_PAGE = 20 * 1024 * 1024
"""Bytes of one page, unpacked; a longer one is passed over."""

_MAX_HEADS = 64 * 1024
_MARKUP = ("text/html", "application/xhtml+xml")


def read_warc(data: bytes) -> tuple[Content, ...]:
    """The articles of the pages in an archive; pages without one (lists, errors) are passed over.

    Raises:
        MissingProgramError: trafilatura is not installed.
        DocumentError: it is no WARC archive, is damaged, or holds no article.
    """
    file: IO[bytes] = io.BytesIO(data)
    if data.startswith(b"\x1f\x8b"):
        file = cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    found = []
    try:
        for url, kind, body in _pages(file):
            try:
                content = _content(kind, body)
            except DocumentError:
                continue
            if content is not None:
                found.append(replace(content, url=content.url or url))
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise DocumentError(f"the WARC archive is damaged: {error}") from None
    if not found:
        raise DocumentError("the WARC archive holds no page with an article")
    return tuple(found)


def _content(kind: str, body: bytes) -> Content | None:
    if kind in _MARKUP:
        return read_html(body)[0]
    text = tidy(decode_html(body)) if kind == "text/plain" else ""
    return Content(text, "reportedly warc 1") if text else None


def _pages(file: IO[bytes]) -> Iterator[tuple[str | None, str, bytes]]:
    """Address, content type and body of every page that was answered with status 200."""
    first = True
    while (line := file.readline(_MAX_HEADS)) != b"":
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise ValueError("no record where one should begin" if not first else "not WARC")
        first = False
        heads = _heads(file)
        length = int(heads.get("content-length", "0"))
        if length < 0:
            raise ValueError("a record of negative length")
        block = file.read(min(length, _MAX_PAGE))
        _pass_over(file, length - len(block))
        if length > _MAX_PAGE:
            continue
        url = heads.get("warc-target-uri", "").strip("<>") or None
        if heads.get("warc-type") == "resource":
            yield url, _kind(heads), block
        elif heads.get("warc-type") == "response":
            page = _answer(block)
            if page is not None:
                yield url, *page


def _answer(block: bytes) -> tuple[str, bytes] | None:
    """Content type and body of an HTTP answer with status 200, its encodings undone."""
    file = io.BytesIO(block)
    status = file.readline(_MAX_HEADS).split(None, 2)
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
        return None
    heads = _heads(file)
    body = file.read()
    if "chunked" in heads.get("transfer-encoding", "").lower():
        body = _joined(body)
    if heads.get("content-encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
        # 47: the header, of gzip or of zlib, says which it is.
        unpacked = zlib.decompressobj(47).decompress(body, _MAX_PAGE + 1)
        if len(unpacked) > _MAX_PAGE:
            return None
        body = unpacked
    return _kind(heads), body


def _joined(body: bytes) -> bytes:
    """The chunks of a body as one (RFC 9112); a body that some archiver joined already stays."""
    file = io.BytesIO(body)
    parts: list[bytes] = []
    while True:
        line = file.readline(1024).split(b";")[0].strip()
        try:
            size = int(line, 16)
        except ValueError:
            return b"".join(parts) if parts else body
        if size <= 0:
            return b"".join(parts)
        parts.append(file.read(size))
        file.readline(1024)


def _heads(file: IO[bytes]) -> dict[str, str]:
    """Named fields up to the empty line, names in lower case."""
    heads: dict[str, str] = {}
    size = 0
    while (line := file.readline(_MAX_HEADS)).strip():
        size += len(line)
        if size > _MAX_HEADS:
            raise ValueError("a record with heads out of measure")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        heads[name.strip().lower()] = value.strip()
    return heads


def _kind(heads: dict[str, str]) -> str:
    return heads.get("content-type", "").partition(";")[0].strip().lower()


def _pass_over(file: IO[bytes], size: int) -> None:
    while size > 0:
        block = file.read(min(size, 1 << 20))
        if not block:
            raise EOFError("it ends within a record")
        size -= len(block)
