"""Drafts: claims on their way from the words of a document to the ledger, before they have ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.model import (
    Attribution,
    ClaimEntry,
    Deed,
    Document,
    Quantity,
    Span,
    TimeMention,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a statement, and where its words stand.

    Attributes:
        source: the id of who says it, None where that is open.
        via: the ids of those through whom it came, nearest to the document first.
        pieces: the words.
        attribution: by which it was found.
        inner: the attributions within its words.
    """

    source: str | None
    via: tuple[str, ...]
    pieces: tuple[Span, ...]
    attribution: Attribution
    inner: Sequence[Attribution] = ()

    def within(self, figures: Sequence[Quantity]) -> Sequence[Quantity]:
        """Those figures, in order, that stand between its first and its last words.

        So a long text takes no longer than its parts.
        """
        pieces = (*self.pieces, *self.attribution.denied)
        first = min((s.start for s in pieces), default=0)
        return placed_between(figures, first, max((s.end for s in pieces), default=0))


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it has an id.

    Attributes:
        entry: the claim.
        quantity: its figure, kept to tie shares to their wholes.
        start: where it stands.
        deed: who did what, where it says so.
    """

    entry: ClaimEntry
    quantity: Quantity | None
    start: int
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read.

    Attributes:
        document: as captured.
        figures, times: what stands in it, in order.
        lone: those of the times that date no figure.
        sentences: where they begin and end.
    """

    document: Document
    figures: Sequence[Quantity]
    times: Sequence[TimeMention]
    lone: frozenset[TimeMention]
    sentences: Sequence[tuple[int, int]]


_Placed = TypeVar("_Placed", Quantity, TimeMention)


def _start(placed: Quantity | TimeMention) -> int:
    return placed.start


def placed_between(found: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    """Those that end behind `start` and begin before `end`; they are in order and apart."""
    first = bisect_right(found, start, key=lambda each: each.end)
    return found[first : bisect_left(found, end, first, key=_start)]


def ending_in(found: Sequence[Quantity], spans: Sequence[Span]) -> list[Quantity]:
    """The quantities that end within some span; a bound may open before it."""
    return [q for q in found if any(s.start < q.end <= s.end for s in spans)]


def lies_in(spans: Iterable[Span], offset: int) -> bool:
    """Whether a place lies in one of some spans."""
    return any(s.holds(offset) for s in spans)


def says_again(one: Draft, other: Draft) -> bool:
    """Whether two figures are one number of one thing, as far as both say of what."""
    if one.quantity is None or other.quantity is None:
        return False
    a, b = one.quantity.figure, other.quantity.figure
    return a.nominal == b.nominal and (None in (a.measure, b.measure) or a.measure == b.measure)


def told_by(draft: Draft, voice: str | None, role: str | None = None) -> Draft:
    """The draft as one that somebody tells, in a role if that is another."""
    entry = draft.entry
    return replace(draft, entry=replace(entry, source=voice, role=role or entry.role))
