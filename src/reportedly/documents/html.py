"""HTML → text: the article of a page, by trafilatura; fragments, by the standard library."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from reportedly.documents.content import Content, tidy
from reportedly.errors import DocumentError, MissingProgramError

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{1,40})", re.IGNORECASE
)
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,1000}?\blang\s*=\s*[\"']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)"
)
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head"))


def read_html(data: bytes) -> tuple[Content, ...]:
    """The article of a page, with its headline above it and what its metadata state.

    Dates are taken from metadata, markup and the address, never from the running text.

    Raises:
        MissingProgramError: trafilatura is not installed.
        DocumentError: no article was found in the page.
    """
    try:
        import trafilatura
    except ImportError:
        raise MissingProgramError(
            "reading HTML needs trafilatura; install it with: pip install 'reportedly[html]'"
        ) from None
    page = decode_html(data)
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    facts: dict[str, Any] = {}
    if found is not None:
        facts = found if isinstance(found, dict) else found.as_dict()
    text = tidy(facts.get("text") or "")
    if not text:
        raise DocumentError(
            "no article was found in the page; save its text as UTF-8 and read that"
        )
    title = facts.get("title")
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    language = _LANGUAGE.search(page[:10_000])
    return (
        Content(
            text,
            f"trafilatura {trafilatura.__version__}",
            title=title,
            byline=facts.get("author"),
            publisher=facts.get("sitename"),
            published=facts.get("date"),
            url=facts.get("url"),
            language=language[1] if language else None,
        ),
    )


def decode_html(data: bytes) -> str:
    """Bytes of a page as text: byte order mark, then UTF-8, then the charset named, then Latin.

    UTF-8 is tried before the name: pages that name another charset and are valid UTF-8 beyond ASCII
    are in UTF-8. Windows-1252 is what the HTML standard falls back to.
    """
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return _undeclared(data.decode())
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return _undeclared(data.decode(named[1].decode("ascii"), "replace"))
        except LookupError:
            pass
    return _undeclared(data.decode("windows-1252", "replace"))


def _undeclared(page: str) -> str:
    """The page without an XML declaration, whose encoding no longer holds."""
    return re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", page)


def fragment_text(markup: str) -> str:
    """The text of a small piece of HTML, a block a line, as in feeds and messages."""
    reader = _Fragment()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return tidy("\n".join(line for line in lines if line))


class _Fragment(HTMLParser):
    """Collects what a reader would see; keeps no tree, so depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            # Line breaks in the source mean nothing; only blocks break a line.
            self.parts.append(data.replace("\n", " "))
