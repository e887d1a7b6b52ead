"""Quotation marks of every style, paired; unbalanced ones never swallow more than a paragraph.

Curly, straight, doubled single (``''`` and ` `` `), low and angular marks are outer marks; single
marks count as outer ones only where no double mark is open and both ends can be told from an
apostrophe. A quotation that is left open at the end of a paragraph goes on in the next paragraph
when that one begins with an opening mark, as newspapers print it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

_MARK = re.compile("``|''|[\"“”„‟«»‹›‘’']")
_SINGLE = frozenset("'‘’")
_OPENING = frozenset("“„‟«‹")
_CLOSING = frozenset("”»›")
_STRAIGHT = frozenset(('"', "''"))
_CLOSERS = {"„": '“”"', "«": "»", "»": "«", "‹": "›", "›": "‹"}
"""What closes a quotation behind its opening mark; behind others a straight mark or ” does."""
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


class _Mark(NamedTuple):
    """A quotation mark at offsets `start` … `end`, and the characters beside it."""

    start: int
    end: int
    sign: str
    before: str
    behind: str


def _marks(text: str, begin: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, begin, end):
        at, after = match.span()
        before = text[at - 1] if at > begin else " "
        yield _Mark(at, after, match.group(), before, text[after] if after < end else " ")


def _in_paragraph(text: str, begin: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: _Mark | None = None
    for mark in _marks(text, begin, end):
        if opened is None:
            opens = _opens_single(text, mark, end) if mark.sign in _SINGLE else _opens(mark)
            opened = mark if opens else None
        elif (opened.sign in _SINGLE) != (mark.sign in _SINGLE):
            continue  # nested
        elif _closes(opened.sign, mark):
            found.append(Quotation(opened.start, mark.end, single=mark.sign in _SINGLE))
            opened = None
        elif {opened.sign, mark.sign} <= _OPENING and mark.sign != "„":
            # A second opening mark: the first one was never closed.
            found.append(Quotation(opened.start, mark.start, closed=False))
            opened = mark
    if opened is not None and opened.sign not in _SINGLE:
        found.append(Quotation(opened.start, end, closed=False))
    return [q for q in found if text[q.start : q.end].strip("\"“”„‟«»‹›‘’'` \t\n")]


def _opens(mark: _Mark) -> bool:
    """True for a double mark that opens a quotation."""
    if mark.sign in _CLOSING:
        # Marks used the other way round: »word« and ”word”.
        return mark.before.isspace() and not mark.behind.isspace()
    if mark.sign not in _STRAIGHT:
        return True
    is_inch = mark.before.isdigit() and not mark.behind.isalpha()
    closes = mark.behind.isspace() and not mark.before.isspace()
    return not (is_inch or closes)


def _closes(opened: str, mark: _Mark) -> bool:
    """True for a mark of the same kind that closes what another opened."""
    if mark.sign in _SINGLE:
        return mark.sign != "‘" and not mark.behind.isalnum() and not mark.before.isspace()
    if opened in _CLOSERS:
        return mark.sign in _CLOSERS[opened]
    # A straight mark before a word is nested, or the first one was never closed.
    opens = opened in _STRAIGHT and mark.before.isspace() and mark.behind.isalnum()
    return (mark.sign in _STRAIGHT or mark.sign == "”") and not opens


def _opens_single(text: str, mark: _Mark, end: int) -> bool:
    """True for a single mark before a word, where a closing one follows within reach."""
    outside = mark.before.isspace() or mark.before in "([—–-:"
    before_word = mark.behind.isalpha() or mark.behind in '“"'
    opens = outside and before_word and mark.sign != "’"
    return opens and _single_close(text, mark.end, end) is not None


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
