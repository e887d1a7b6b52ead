"""The one table of formats of documents: how each is recognised, read and kept.

A format is a row and two functions: one that knows it by its first bytes, and a reader (bytes →
`Content`), whose module is loaded when such a capture is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from reportedly.documents.content import Content

Reader = Callable[[bytes], tuple[Content, ...]]

_HEAD = 8192
"""So many bytes are looked at for the first element of markup."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents.

    Attributes:
        title: what people call it.
        suffixes: how its files end.
        kept: how the file ends in which a capture without a name is kept.
        types: its media types.
        reader: module and function, within this room; "" for plain text, which is cited as it is.
        help: what is read of it, in one line.
        extra: the extra that it needs, "" for none.
        begins: (data, name in lower case) → whether it is this, whatever the name says.
        root: the first element of markup that is this, where the name does not say.
    """

    title: str
    suffixes: tuple[str, ...]
    kept: str
    types: tuple[str, ...]
    reader: str
    help: str
    extra: str = ""
    begins: Callable[[bytes, str], bool] | None = None
    root: re.Pattern[bytes] | None = None


def _is_pdf(data: bytes, name: str) -> bool:
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and not name.endswith(".txt"))


def _is_docx(data: bytes, name: str) -> bool:
    return data.startswith(b"PK\x03\x04") and (name.endswith(".docx") or b"word/" in data)


def _is_warc(data: bytes, _name: str) -> bool:
    return data.startswith(b"WARC/")


# fmt: off
FORMATS: Mapping[str, Format] = {
    "text": Format(
        "plain text", (".txt",), ".txt", ("text/plain",), "",
        "as it is, in UTF-8"),
    "html": Format(
        "HTML", (".html", ".htm", ".xhtml"), ".html", ("text/html", "application/xhtml+xml"),
        "html:read_html", "headline and article, without what surrounds them", "html",
        root=re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)),
    "pdf": Format(
        "PDF", (".pdf",), ".pdf", ("application/pdf",), "pdf:read_pdf",
        "lines joined into paragraphs, with pages", "pdf", begins=_is_pdf),
    "docx": Format(
        "DOCX", (".docx",), ".docx", (), "docx:read_docx",
        "paragraphs, tables, boxes, notes", "xml", begins=_is_docx),
    "eml": Format(
        "messages (EML)", (".eml",), ".eml", ("message/rfc822",), "eml:read_eml",
        "subject and body"),
    "feed": Format(
        "feeds (RSS, Atom)", (".rss", ".atom"), ".xml",
        ("application/rss+xml", "application/atom+xml"), "feed:read_feed",
        "title and text of each entry, one document an entry", "xml",
        root=re.compile(rb"<(?:rss|feed)\b")),
    "warc": Format(
        "archives of pages (WARC)", (".warc", ".warc.gz"), ".warc", (), "warc:read_warc",
        "the article of each page, one document a page", "html", begins=_is_warc),
}
# fmt: on

_PROLOGUE = re.compile(
    rb"\s+|<!--.*?-->|<\?.*?\?>|<!doctype(?!\s+html\b)[^>]*>", re.IGNORECASE | re.DOTALL
)
"""A piece of what stands before the first element; nothing is gone over twice."""


def kind_of(data: bytes, name: str) -> str:
    """The format of captured bytes, a key of `FORMATS`.

    What begins like no other format and has no telling suffix is plain text.
    """
    name = name.lower()
    for kind, form in FORMATS.items():
        if form.begins is not None and form.begins(data, name):
            return kind
    for kind, form in FORMATS.items():
        if name.endswith(form.suffixes):
            return kind
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    start = 0
    # Piece by piece: Python before 3.11.5 matches possessive groups wrongly (gh-106052).
    while piece := _PROLOGUE.match(head, start):
        start = piece.end()
    for kind, form in FORMATS.items():
        if form.root is not None and form.root.match(head, start):
            return kind
    return "text"


def kind_of_type(media_type: str) -> str | None:
    """The format that a media type names, or None."""
    return next((kind for kind, form in FORMATS.items() if media_type in form.types), None)


def reader_of(kind: str) -> Reader:
    """The reader of a format, its module loaded."""
    module, _, function = FORMATS[kind].reader.partition(":")
    reader: Reader = getattr(import_module(f"reportedly.documents.{module}"), function)
    return reader
