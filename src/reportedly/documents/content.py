"""What a reader of one format makes of captured bytes, before it becomes a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

PAGE_BREAK = "\f"
"""Stands in a text between two pages, so that an offset tells its page (see `page_of`)."""


@dataclass(frozen=True, slots=True)
class Content:
    """The text in a capture and what the capture itself says of it.

    Attributes:
        text: paragraphs as lines, blank lines between parts, a form feed between pages.
        title, byline, publisher, url, language: as stated, or None; never guessed from the words.
        published: ISO 8601 day, or None.
        captured: ISO 8601 time at which an archive says that it was captured, or None.
        reader: what made the text, with its version, since another version may make another text.
    """

    text: str
    reader: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    captured: str | None = None


def page_of(text: str, offset: int) -> int:
    r"""The page, from 1, on which the character at `offset` stands.

    >>> page_of("First.\n\fSecond.", 10)
    2
    """
    return text.count(PAGE_BREAK, 0, offset) + 1


def tidy(text: str) -> str:
    r"""Lines ended by line feeds, without trailing blanks, controls or more than one empty line.

    >>> tidy("One \r\n\r\n\r\n\r\nTwo\x00")
    'One\n\nTwo\n'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]", "", text)
    text = re.sub(r"[ \t\xa0]+$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\n{3,}", "\n\n", text).strip(" \n")
    return text + "\n" if text else ""
