"""Quoted words to spans of the document: exactly, or not at all.

A quote whose words are there in another typography (curly quotation marks, dashes, line breaks) is
located, and the span bears the document's own characters; the difference is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.model import ClaimEntry, Span

_SHAPES = str.maketrans("‘’‚“”„«»–—‐‑−\u00a0", '\'\'\'"""""----- ')


@dataclass(frozen=True, slots=True)
class Located:
    """Spans of the pieces found, the pieces that are not there, and those written otherwise."""

    spans: tuple[Span, ...] = ()
    not_found: tuple[str, ...] = ()
    altered: tuple[tuple[str, Span], ...] = ()


def locate_quote(entry: ClaimEntry, text: str | None) -> Located:
    """Find each piece of an entry's quote in its document's text.

    A piece is looked for where `at` says, and only there; without `at`, after the piece before
    it, else anywhere. With no text (`None`) nothing can be said: `at` is taken at its word.
    """
    if text is None:
        fitting = zip(entry.at, entry.quote, strict=False)
        return Located(
            tuple(Span(entry.document, s, e, q) for (s, e), q in fitting if 0 <= s == e - len(q))
        )
    spans: list[Span] = []
    missing: list[str] = []
    altered: list[tuple[str, Span]] = []
    begin = 0
    for number, piece in enumerate(entry.quote):
        at = entry.at[number] if number < len(entry.at) else None
        found = _find(piece, text, at, begin)
        if found is None:
            missing.append(piece)
            continue
        start, begin = found
        span = Span(entry.document, start, begin, text[start:begin])
        spans.append(span)
        if span.quote != piece:
            altered.append((piece, span))
    return Located(tuple(spans), tuple(missing), tuple(altered))


def _find(piece: str, text: str, at: tuple[int, int] | None, begin: int) -> tuple[int, int] | None:
    """Where `piece` stands, or None."""
    if not piece.strip():
        return None
    if at is not None:
        start, end = at
        if not 0 <= start <= end <= len(text):
            return None
        words = text[start:end]
        return at if words == piece or _plain(words) == _plain(piece) else None
    start = text.find(piece, begin)
    if start < 0 and begin:
        start = text.find(piece)
    if start >= 0:
        return start, start + len(piece)
    match = _pattern(piece).search(_straight(text))
    return match.span() if match else None


def _plain(words: str) -> str:
    return " ".join(words.translate(_SHAPES).split())


@lru_cache(maxsize=8)
def _straight(text: str) -> str:
    """The text with one shape for each quotation mark and dash; offsets stay the same."""
    return text.translate(_SHAPES)


def _pattern(piece: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, piece.translate(_SHAPES).split())))
