"""Feeds, RSS 2.0 and Atom (RFC 4287) → one text an entry."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from reportedly.documents.content import Content, tidy
from reportedly.documents.html import fragment_text
from reportedly.documents.xml import parse_xml
from reportedly.errors import DocumentError

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_READER = "reportedly feed 1"


def read_feed(data: bytes) -> tuple[Content, ...]:
    """The entries of a feed that hold text, in its order.

    Raises:
        MissingProgramError: defusedxml is not installed.
        DocumentError: it is no feed, or none of its entries holds text.
    """
    root = parse_xml(data)
    if root.tag == "rss":
        found = list(_rss(root))
    elif root.tag == f"{_ATOM}feed":
        found = list(_atom(root))
    else:
        raise DocumentError("the XML is neither RSS nor Atom")
    entries = tuple(entry for entry in found if entry.text)
    if not entries:
        raise DocumentError("the feed has no entry with text")
    return entries


def _rss(root: Any) -> Iterator[Content]:
    channel = root.find("channel")
    publisher = _text(channel, "title")
    language = _text(channel, "language")
    for item in root.iter("item"):
        title = _text(item, "title")
        body = item.findtext(_CONTENT) or item.findtext("description") or ""
        yield Content(
            _whole(title, body),
            _READER,
            title=title,
            byline=_text(item, f"{_DC}creator") or _text(item, "author"),
            publisher=publisher,
            published=_mail_day(item.findtext("pubDate")) or _day(item.findtext(f"{_DC}date")),
            url=_text(item, "link"),
            language=language,
        )


def _atom(root: Any) -> Iterator[Content]:
    publisher = _text(root, f"{_ATOM}title")
    for entry in root.iter(f"{_ATOM}entry"):
        title = _text(entry, f"{_ATOM}title")
        body = entry.find(f"{_ATOM}content")
        if body is None:
            body = entry.find(f"{_ATOM}summary")
        links = {k.get("rel", "alternate"): k.get("href") for k in entry.iter(f"{_ATOM}link")}
        yield Content(
            _whole(title, "" if body is None else " ".join(body.itertext())),
            _READER,
            title=title,
            byline=_text(entry.find(f"{_ATOM}author"), f"{_ATOM}name"),
            publisher=publisher,
            published=_day(
                entry.findtext(f"{_ATOM}published") or entry.findtext(f"{_ATOM}updated")
            ),
            url=links.get("alternate"),
            language=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        )


def _whole(title: str | None, body: str) -> str:
    text = fragment_text(body)
    return tidy(f"{title}\n\n{text}") if title and text else text


def _text(node: Any, tag: str) -> str | None:
    found = None if node is None else node.findtext(tag)
    return " ".join(fragment_text(found).split()) or None if found else None


def _mail_day(written: str | None) -> str | None:
    try:
        return parsedate_to_datetime(written or "").date().isoformat()
    except (TypeError, ValueError):
        return None


def _day(written: str | None) -> str | None:
    day = (written or "").strip()[:10]
    return day if len(day) == 10 and day[4] == day[7] == "-" else None
