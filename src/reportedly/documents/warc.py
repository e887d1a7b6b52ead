"""WARC archives (ISO 28500), packed or not → the pages that were captured, one after the other.

An archive is read as a stream, so its size does not matter. A record that is damaged is told as a
`Problem`, and reading goes on with the next: at its `WARC/` line, or, in an archive packed record
by record as the standard recommends, at the next packed member (RFC 1952).
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO

from reportedly.documents.content import Content, tidy
from reportedly.documents.html import decode_html, read_html
from reportedly.documents.packed import Members
from reportedly.errors import DocumentError
from reportedly.model import Location, Problem
from reportedly.text.records import DAMAGED, reason_of

MAX_PAGE = 20 * 1024 * 1024
"""Bytes of one page, unpacked; a longer one is not read."""

_MAX_HEADS = 64 * 1024
_PIECE = 1 << 16
_MOST_DIGITS = 18
_MARKUP = ("text/html", "application/xhtml+xml")
# An archiver that undid a page's encoding may have left the encoding's name.
_MARKUP_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}<[A-Za-z!?]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was captured, its transfer encodings undone, its text not yet read.

    Attributes:
        number: which record of the archive it is, from 1.
        id: the record's `WARC-Record-ID` without its angle brackets, or "" where it has none.
        url: its address, or None.
        kind: content type in lower case, without parameters.
        body: the bytes.
        captured: when, as its `WARC-Date` has it, or None.
    """

    number: int
    id: str
    url: str | None
    kind: str
    body: bytes
    captured: str | None = None


def read_warc(data: bytes) -> tuple[Content, ...]:
    """The articles of the pages in an archive; pages without one (lists, errors) are passed over.

    Raises:
        MissingProgramError: trafilatura is not installed.
        DocumentError: it is no WARC archive, is damaged, or holds no article.
    """
    found = []
    for page in stream_pages(io.BytesIO(data), ""):
        if isinstance(page, Problem):
            if page.code == DAMAGED:
                raise DocumentError(f"the WARC archive is damaged: {page.message}")
            continue
        try:
            found.append(read_page(page))
        except DocumentError:
            continue
    if not found:
        raise DocumentError("the WARC archive holds no page with an article")
    return tuple(found)


def read_page(page: Page) -> Content:
    """The article of a page, as `read` makes it of HTML; plain text as it is.

    Raises:
        MissingProgramError: trafilatura is not installed.
        DocumentError: no article was found in the page.
    """
    if page.kind in _MARKUP:
        content = read_html(page.body)[0]
    else:
        text = tidy(decode_html(page.body))
        if not text:
            raise DocumentError("the page is empty")
        content = Content(text, "reportedly warc 1")
    return replace(content, url=content.url or page.url, captured=page.captured)


def stream_pages(file: IO[bytes], name: str) -> Iterator[Page | Problem]:
    """Every page of HTML or plain text that was answered with status 200, and every damaged record.

    Requests, pictures, other answers and the archive's own records are passed over.

    Args:
        file: the archive, at its beginning; it is read forwards only, after its first bytes.
        name: of the archive, for the location of problems; their line is the record's number.
    """
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    members = Members(file, lambda plain: plain.startswith(b"WARC/"))
    stream = _Stream(members.more if packed else lambda: file.read(_PIECE))
    number = 0
    while True:
        number += 1
        where = Location(name, number)
        try:
            record = _next_record(stream, number)
        except OSError:
            raise  # of the disk, not of the archive
        except Exception as error:
            yield Problem(DAMAGED, _reason(error), where)
            if not stream.find_next():
                return
            continue
        if record is None:
            return
        try:
            page = _page(number, *record)
        except _UnreadError as error:
            yield Problem(error.code, str(error), where)
        except Exception as error:
            yield Problem(DAMAGED, _reason(error), where)
        else:
            if page is not None:
                yield page


def _reason(error: Exception) -> str:
    ours = isinstance(error, EOFError | ValueError | zlib.error)
    return str(error) if ours else reason_of(error)


class _UnreadError(Exception):
    """A page that is whole and is not read; `code` is the problem's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Stream:
    """Bytes of an archive, read forwards, that can go on behind damage."""

    def __init__(self, more: Callable[[], bytes]) -> None:
        """Read what `more` gives piece by piece, empty at the end."""
        self.more = more
        self.plain = b""
        self.at = 0

    def find_next(self) -> bool:
        """Go to the line that begins the next record; False where there is none."""
        held = self.plain[self.at :]
        self.plain, self.at = b"", 0
        while (found := held.find(b"\nWARC/")) < 0:
            try:
                piece = self.more()
            except (EOFError, zlib.error):
                continue  # then it is the member after
            if not piece:
                return False
            held = held[-5:] + piece
        self.plain, self.at = held, found + 1
        return True

    def readline(self) -> bytes:
        """The next line with its end, empty at the end of the archive.

        Raises:
            ValueError: it is longer than any line of a head.
        """
        while (end := self.plain.find(b"\n", self.at)) < 0:
            if len(self.plain) - self.at > _MAX_HEADS:
                raise ValueError("a line without end where a record should begin")
            if not self._fill():
                end = len(self.plain) - 1
                break
        line = self.plain[self.at : end + 1]
        self.at = end + 1
        return line

    def read(self, size: int, most: int) -> bytes:
        """That many bytes, of which only the first `most` are kept.

        Raises:
            EOFError: the archive ends before; what was kept is put back.
        """
        parts: list[bytes] = []
        kept = 0
        while size > 0:
            if self.at == len(self.plain) and not self._fill():
                self.put_back(b"\n" + b"".join(parts))
                raise EOFError("it ends within a record")
            part = self.plain[self.at : self.at + size]
            self.at += len(part)
            size -= len(part)
            if kept < most:
                parts.append(part[: most - kept])
                kept += len(parts[-1])
        return b"".join(parts)

    def put_back(self, data: bytes) -> None:
        """Let these bytes be the next ones: a record may have begun within them."""
        self.plain, self.at = data + self.plain[self.at :], 0

    def _fill(self) -> bool:
        piece = self.more()
        self.plain, self.at = self.plain[self.at :] + piece, 0
        return bool(piece)


def _next_record(stream: _Stream, number: int) -> tuple[dict[str, str], bytes, bool] | None:
    """Heads and block of the next record, and whether the block is whole; None at the end."""
    while not (line := stream.readline()).strip():
        if not line:
            return None
    if not line.startswith(b"WARC/"):
        stream.put_back(line)
        raise ValueError("not WARC" if number == 1 else "no record where one should begin")
    heads = _heads(stream.readline)
    length = _length(heads)
    whole = length <= MAX_PAGE
    block = stream.read(length, MAX_PAGE if whole else _MAX_HEADS)
    following = stream.readline()
    if following.startswith(b"WARC/"):
        stream.put_back(following)
    elif following.strip():
        stream.put_back(b"\n" + block + following)
        raise ValueError("a record whose length is not what it says")
    return heads, block, whole


def _length(heads: Mapping[str, str]) -> int:
    written = heads.get("content-length", "0")
    if written.startswith("-"):
        raise ValueError("a record of negative length")
    if not (written.isascii() and written.isdecimal()):
        raise ValueError("a record whose length is no number")
    if len(written) > _MOST_DIGITS:
        raise ValueError("a record whose length is out of measure")
    return int(written)


def _page(number: int, heads: Mapping[str, str], block: bytes, whole: bool) -> Page | None:
    if heads.get("warc-type") == "resource":
        fields, body = heads, block
    elif heads.get("warc-type") == "response" and (answer := _answer(block)):
        fields, body = answer
    else:
        return None
    kind = fields.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _MARKUP and kind != "text/plain":
        return None
    if not whole:
        raise _too_long()
    if fields is not heads:
        body = _decoded(fields, body)
    name = heads.get("warc-record-id", "").strip("<>")
    url = heads.get("warc-target-uri", "").strip("<>") or None
    return Page(number, name, url, kind, body, heads.get("warc-date"))


def _answer(block: bytes) -> tuple[dict[str, str], bytes] | None:
    """Heads and body of an HTTP answer with status 200."""
    file = io.BytesIO(block)
    status = file.readline(_MAX_HEADS).split(None, 2)
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
        return None
    return _heads(lambda: file.readline(_MAX_HEADS)), file.read()


def _decoded(heads: Mapping[str, str], body: bytes) -> bytes:
    """The body of an answer with its encodings undone."""
    if "chunked" in heads.get("transfer-encoding", "").lower():
        body = _joined(body)
    encoding = heads.get("content-encoding", "").lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        # 47: the header, of gzip or of zlib, says which it is.
        body = zlib.decompressobj(47).decompress(body, MAX_PAGE + 1)
        if len(body) > MAX_PAGE:
            raise _too_long()
    elif encoding not in ("", "identity") and not _MARKUP_BEGINS.match(body):
        raise _UnreadError("unread-encoding", f"its content encoding {encoding!r} is not read")
    return body


def _too_long() -> _UnreadError:
    return _UnreadError("too-long", f"the page is longer than {MAX_PAGE >> 20} MiB")


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
        if size > MAX_PAGE:
            raise ValueError(f"a chunk that says it is longer than {MAX_PAGE >> 20} MiB")
        if size <= 0:
            return b"".join(parts)
        parts.append(file.read(size))
        file.readline(1024)


def _heads(readline: Callable[[], bytes]) -> dict[str, str]:
    """Named fields up to the empty line, names in lower case."""
    heads: dict[str, str] = {}
    size = 0
    while (line := readline()).strip():
        size += len(line)
        if size > _MAX_HEADS:
            raise ValueError("a record with heads out of measure")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        heads[name.strip().lower()] = value.strip()
    return heads
