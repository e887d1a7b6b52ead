"""Quotation marks of every style, paired; unbalanced ones never swallow more than a paragraph.

Curly, straight, doubled single (``''`` and ` `` `), low and angular marks are outer marks; single
marks count as outer ones only where no double mark is open and both ends can be told from an
apostrophe. A quotation that is left open at the end of a paragraph goes on in the next paragraph
when that one begins with an opening mark, as newspapers print it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_MARK = re.compile("``|''|[\"“”„‟«»‹›‘’']")
_DOUBLE_OPEN = "“„‟«‹"
_DOUBLE_CLOSE = "”»›"
_LONG_SINGLE = 400  # a single-quoted stretch longer than this is two apostrophes


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch of one paragraph, its marks included.

    Attributes:
        start, end: offsets into the document.
        closed: False when it runs to the end of the paragraph without a closing mark.
        single: True for single quotation marks.
        continued: True when the next quotation of the document goes on with this one.
    """

    start: int
    end: int
    closed: bool = True
    single: bool = False
    continued: bool = False


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All outermost quotations, in text order, none reaching over the end of its paragraph."""
    found: list[Quotation] = []
    for begin, end in paragraphs:
        inside = _in_paragraph(text, begin, end)
        if found and inside and not found[-1].closed and _opens_at(text, begin, inside[0]):
            found[-1] = replace(found[-1], continued=True)
        found.extend(inside)
    return [q for q in found if q.closed or q.continued or _may_stay_open(text, q)]


def _opens_at(text: str, begin: int, quotation: Quotation) -> bool:
    return not text[begin : quotation.start].strip()


def _may_stay_open(text: str, quotation: Quotation) -> bool:
    """A lone mark is believed where a quotation is announced or the paragraph begins with it."""
    before = text[max(0, quotation.start - 80) : quotation.start].rstrip(" \t")
    return not before or before[-1] in ":,\n"


def _in_paragraph(text: str, begin: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    style = ""
    for match in _MARK.finditer(text, begin, end):
        at, mark = match.start(), match.group()
        after = match.end()
        previous = text[at - 1] if at > begin else " "
        following = text[after] if after < end else " "
        if mark in "'‘’":
            if opened is None:
                if _opens_single(mark, previous, following):
                    close = _single_close(text, after, end)
                    if close is not None:
                        opened, style = at, "single"
            elif style == "single" and _closes_single(mark, previous, following):
                found.append(Quotation(opened, after, single=True))
                opened = None
            continue
        if opened is None or style == "single":
            if _is_inch(mark, previous, following) or (
                mark in _DOUBLE_CLOSE and not _german(mark, previous, following)
            ):
                continue
            if mark in "\"''" and following.isspace() and not previous.isspace():
                continue  # a closing mark whose opening mark is missing
            if opened is not None:
                continue  # double marks nested in single ones
            opened, style = at, mark
        elif _closes(style, mark, previous, following):
            found.append(Quotation(opened, after))
            opened = None
        elif mark in _DOUBLE_OPEN and style in _DOUBLE_OPEN and mark != "„":
            # A second opening mark: the first one was never closed.
            found.append(Quotation(opened, at, closed=False))
            opened, style = at, mark
    if opened is not None and style != "single":
        found.append(Quotation(opened, end, closed=False))
    return [q for q in found if text[q.start : q.end].strip("\"“”„‟«»‹›‘’'` \t\n")]


def _german(mark: str, previous: str, following: str) -> bool:
    """Marks used the other way round: »word« and ”word”."""
    return previous.isspace() and not following.isspace()


def _closes(style: str, mark: str, previous: str, following: str) -> bool:
    if style == '"' or style == "''":
        if mark not in "\"''”":
            return False
        # An opening mark inside an open quotation: nested, or the first was never closed.
        return not (previous.isspace() and following.isalnum())
    if style == "``":
        return mark in "''\"”"
    if style in "«»":
        return mark in "«»" and mark != style
    if style in "‹›":
        return mark in "‹›" and mark != style
    if style == "„":
        return mark in '“”"'
    return mark in "”\"''"


def _is_inch(mark: str, previous: str, following: str) -> bool:
    return mark in "\"''" and previous.isdigit() and not following.isalpha()


def _opens_single(mark: str, previous: str, following: str) -> bool:
    if not (previous.isspace() or previous in "([—–-:"):
        return False
    return mark in "'‘" and (following.isalpha() or following in '“"')


def _closes_single(mark: str, previous: str, following: str) -> bool:
    if mark == "‘":
        return False
    return not following.isalnum() and not previous.isspace()


def _single_close(text: str, start: int, end: int) -> int | None:
    """Where a single-quoted stretch ends.

    It ends at a mark after punctuation, or after a letter, but not after s (a plural possessive).
    """
    for match in re.finditer("['’]", text[start : min(end, start + _LONG_SINGLE)]):
        at = start + match.start()
        following = text[at + 1] if at + 1 < end else " "
        if following.isalnum():
            continue
        if text[at - 1] in ".,!?…;":
            return at
        if text[at - 1] != "s" and not text[at - 1].isspace():
            return at
    return None
