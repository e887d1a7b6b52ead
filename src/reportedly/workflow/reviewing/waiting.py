"""What review asks next, and the words of the document around a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Claim, Status
from reportedly.resolve.quotes import locate_quote

if TYPE_CHECKING:
    from reportedly.resolve import Outline
    from reportedly.workflow.ledgers import Ledger


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a document as they are shown.

    Attributes:
        text: the words; "" where the paragraph goes on behind them.
        start: where they stand, in code points of the document's text.
        span: number of the claim's span that they are, from 0; None of what stands around.
        is_cut: the document goes on between this piece and the one before, or before the first.
    """

    text: str
    start: int
    span: int | None = None
    is_cut: bool = False


def waiting(
    ledger: Ledger,
    *,
    event: str | None = None,
    document: str | None = None,
    source: str | None = None,
) -> list[str]:
    """Ids of the claims that are proposed, as a person reads: by day, document and place in it.

    Documents without a day come last.

    Args:
        ledger: the ledger.
        event: only those about the event of this id.
        document: only those of this document.
        source: only those of this source, or through it.
    """
    if event is not None and event in ledger.setting.events:
        event = ledger.setting.events[event].id
    found = [
        o
        for o in ledger.outlines
        if o.status is Status.PROPOSED
        and document in (None, o.document)
        and (event is None or event == o.event or event in o.events)
        and (source is None or (o.source is not None and o.source.id == source)
             or any(s.id == source for s in o.chain))
    ]  # fmt: skip
    days = {d.id: (d.published or "9999", n) for n, d in enumerate(ledger.entries.documents)}
    found.sort(key=lambda o: (days.get(o.document, ("9999", 0)), _place(ledger, o)))
    return [o.id for o in found]


def _place(ledger: Ledger, claim: Outline) -> int:
    if claim.entry.at or not claim.entry.quote:
        return claim.entry.at[0][0] if claim.entry.at else 0
    spans = locate_quote(claim.entry, ledger.text_of(claim.document)).spans
    return spans[0].start if spans else 0


def around(ledger: Ledger, claim: Claim, code_points: int = 160) -> list[Piece]:
    """The words of a claim where they stand: what is before, its spans, what is between and after.

    Nothing is shown beyond the paragraph; where that is longer than `code_points` on a side, it is
    cut between words. Without its document's text the words alone are shown.
    """
    text = ledger.text_of(claim.document)
    spans = sorted(claim.spans, key=lambda s: s.start)
    if not claim.text:
        return []
    if text is None or not spans:
        return [Piece(words, 0, n, is_cut=True) for n, words in enumerate(claim.text.split(" … "))]
    pieces = [_before(text, spans[0].start, code_points)]
    at = spans[0].start
    for number, span in enumerate(spans):
        if span.start > at:
            pieces += _between(text, at, span.start, code_points)
        pieces.append(Piece(text[max(at, span.start) : span.end], max(at, span.start), number))
        at = max(at, span.end)
    after = _after(text, at, code_points)
    end = after.start + len(after.text)
    rest = text[end : end + 1]
    pieces += [after, Piece("", end, is_cut=bool(rest) and rest != "\n")]
    return [p for p in pieces if p.text or p.is_cut]


def _before(text: str, end: int, code_points: int) -> Piece:
    first = max(0, end - code_points)
    breaks = [m.end() for m in _break_of(text).finditer(text, first, end)]
    start = breaks[-1] if breaks else first
    is_cut = start == first > 0 and text[first - 1] != "\n"
    if is_cut and not text[start - 1].isspace():
        start = next((n + 1 for n in range(start, end) if text[n].isspace()), start)
    return Piece(text[start:end], start, is_cut=is_cut)


def _after(text: str, start: int, code_points: int) -> Piece:
    last = min(len(text), start + code_points)
    found = _break_of(text).search(text, start, last)
    end = found.start() if found else last
    if end == last < len(text) and not text[last].isspace():
        end = next((n for n in range(last, start, -1) if text[n - 1].isspace()), last)
    return Piece(text[start:end].rstrip(), start)


def _break_of(text: str) -> re.Pattern[str]:
    """What parts paragraphs: blank lines, where there are any; single lines may be cut by width."""
    return _BLANK_LINE if _BLANK_LINE.search(text) else _LINE_BREAK


_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK = re.compile(r"\n\s*")


def _between(text: str, start: int, end: int, code_points: int) -> Sequence[Piece]:
    """What stands between two spans; of much of it only what touches them."""
    if end - start <= 2 * code_points:
        return [Piece(text[start:end], start)]
    before = _before(text, end, code_points)
    return [_after(text, start, code_points), Piece(before.text, before.start, is_cut=True)]
