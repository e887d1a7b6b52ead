"""A document's text in paragraphs, with the words of its claims marked in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from reportedly.model import Claim

Item = TypeVar("Item")

# A page of this many code points stays far below 300 KB, marks and notes included.
PAGE = 40_000
_LONG_LINE = 160  # a text with lines longer than this has one paragraph a line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; `claims` are the ids of those whose words it belongs to."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, and the ids of the claims whose words begin in it."""

    start: int
    pieces: tuple[Piece, ...]
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    claim: str


def paragraphs_of(text: str, claims: Iterable[Claim]) -> list[Paragraph]:
    r"""The text in paragraphs, none left out but the blank ones.

    >>> [p.pieces for p in paragraphs_of("One.\n\nTwo.", [])]
    [(Piece(text='One.', claims=()),), (Piece(text='Two.', claims=()),)]
    """
    marks = _marks(claims, len(text))
    begins: dict[str, int] = {}
    for mark in marks:
        begins.setdefault(mark.claim, mark.start)
    found = []
    for start, end in bounds_of(text):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        here = [c for c in dict.fromkeys(m.claim for m in inside) if start <= begins[c] < end]
        found.append(Paragraph(start, tuple(_pieces(text, start, end, inside)), tuple(here)))
    return found


def pages_of(paragraphs: Sequence[Paragraph], size: int = PAGE) -> list[list[Paragraph]]:
    """Paragraphs in pages of about `size` code points, at least one page."""

    def wide(paragraph: Paragraph) -> int:
        # What a claim adds to a page counts too: its note is longer than most paragraphs.
        return sum(len(p.text) for p in paragraph.pieces) + 600 * len(paragraph.begins)

    return in_pages(paragraphs, wide, size)


def in_pages(items: Iterable[Item], wide: Callable[[Item], int], most: int) -> list[list[Item]]:
    """Things in pages that hold at most so much, at least one page, on each one thing at least.

    >>> in_pages([3, 4, 9, 1], lambda n: n, 8)
    [[3, 4], [9], [1]]
    """
    pages: list[list[Item]] = [[]]
    held = 0
    for item in items:
        own = wide(item)
        if pages[-1] and held + own > most:
            pages.append([])
            held = 0
        pages[-1].append(item)
        held += own
    return pages


def context(text: str, start: int, end: int, around: int = 280) -> tuple[str, str]:
    """The words before and after `text[start:end]`, in its paragraph, cut at a word."""
    before = text[max(0, start - around) : start].rpartition("\n")[2]
    after = text[end : end + around].partition("\n")[0]
    if len(before) == around:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == around:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after


def bounds_of(text: str) -> Iterator[tuple[int, int]]:
    """Where its paragraphs begin and end, blank ones left out."""
    by_line = any(len(line) > _LONG_LINE for line in text.split("\n"))
    separator = r"\n" if by_line else r"\n[ \t]*\n"
    start = 0
    for found in [*re.finditer(separator, text), None]:
        end = found.start() if found else len(text)
        # One paragraph that is longer than a page is broken, at a space where there is one.
        while end - start > PAGE:
            cut = text.rfind(" ", start, start + PAGE) + 1 or start + PAGE
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end
        start = found.end() if found else end


def _marks(claims: Iterable[Claim], length: int) -> list[_Mark]:
    marks = [
        _Mark(span.start, span.end, claim.id)
        for claim in claims
        for span in claim.spans
        if span.start < span.end <= length and span.document == claim.document
    ]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Piece]:
    edges = {start, end, *(e for m in marks for e in (m.start, m.end) if start < e < end)}
    cuts = sorted(edges)
    for a, b in pairwise(cuts):
        yield Piece(text[a:b], tuple(m.claim for m in marks if m.start <= a and b <= m.end))
