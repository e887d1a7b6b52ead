"""Quotes that are not in the document, not at their span, or in it more than once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from reportedly.ledger.read import mark_of
from reportedly.model import ClaimEntry, Problem

_MAX_HINTS = 20
"""How many missing quotes of one document get a hint; a changed document may lose them all."""

_MAX_WORDS = 50_000
"""Documents with more words are not searched for something similar."""

_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\xa0": " "}
)


def check_quotes(claims: Sequence[ClaimEntry], text: str) -> Iterator[Problem]:
    """Problems with the quotes of claims from a document with this text."""
    page = _Page(text)
    for claim in claims:
        if claim.at:
            pairs = zip(claim.quote, claim.at, strict=False)
            for piece, (start, end) in pairs:
                if not piece or text[start:end] != piece:
                    yield _not_at_span(claim, piece, start, end, page)
            continue
        for piece in claim.quote:
            first = text.find(piece) if piece else -1
            if first < 0:
                yield Problem("not-in-document", _missing(piece, page), mark_of(claim, "quote"))
            elif text.find(piece, first + 1) >= 0:
                yield _ambiguous(claim, piece, first, text)


class _Page:
    """A document's text, with what is needed only when a quote is missing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.hints = _MAX_HINTS

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Its words, with their places."""
        return list(re.finditer(r"\w+", self.text))

    @cached_property
    def matcher(self) -> SequenceMatcher[str]:
        """Finds runs of its words, whatever their case."""
        matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
        matcher.set_seq2([m[0].casefold() for m in self.words])
        return matcher


def _not_at_span(claim: ClaimEntry, piece: str, start: int, end: int, page: _Page) -> Problem:
    place = mark_of(claim, "at")
    if piece and (found := _nearest(piece, start, page.text)) >= 0:
        right = f"[{found}, {found + len(piece)}]"
        there = _short(page.text[start:end]) if start < len(page.text) else "nothing"
        return Problem(
            "not-at-span",
            f"the quote “{_short(piece)}” does not stand at [{start}, {end}], where the document"
            f" has “{there}”; it stands at {right}",
            place,
        )
    if end > len(page.text):
        size = len(page.text)
        return Problem(
            "not-in-document",
            f"[{start}, {end}] is beyond the document's end ({size} characters); "
            + _missing(piece, page),
            place,
        )
    return Problem("not-in-document", _missing(piece, page), mark_of(claim, "quote"))


def _nearest(piece: str, start: int, text: str) -> int:
    """Where `piece` stands, nearest to `start`; -1 when it does not."""
    before, after = text.rfind(piece, 0, start + len(piece)), text.find(piece, start)
    if before < 0 or after < 0:
        return max(before, after)
    return before if start - before <= after - start else after


def _ambiguous(claim: ClaimEntry, piece: str, first: int, text: str) -> Problem:
    places: list[str] = []
    found = first
    while found >= 0 and len(places) < 4:
        places.append(f"[{found}, {found + len(piece)}]")
        found = text.find(piece, found + 1)
    listed = ", ".join(places[:3]) + (", …" if len(places) > 3 else "")
    return Problem(
        "ambiguous-quote",
        f"the quote “{_short(piece)}” stands at {listed}; say which with `at:`, "
        "or quote more words",
        mark_of(claim, "quote"),
    )


def _missing(piece: str, page: _Page) -> str:
    """That a quote is not in the document, with the nearest thing that is."""
    message = f"the quote “{_short(piece)}” is not in the document"
    if not piece:
        return "the quote is empty"
    if page.hints == 0 or len(page.words) > _MAX_WORDS:
        return message
    page.hints -= 1
    near = _similar(piece, page)
    if near is None:
        return message
    start, end = near
    words = page.text[start:end]
    difference = _difference(piece, words)
    return f"{message}; nearest is “{_short(words, 120)}” at [{start}, {end}]{difference}"


def _difference(piece: str, words: str) -> str:
    """What alone makes two texts differ, where it is easily overlooked."""
    if piece.split() == words.split():
        return ", which differs in white space"
    plain = [" ".join(t.translate(_TYPOGRAPHY).split()) for t in (piece, words)]
    if plain[0] == plain[1]:
        return ", which differs in quotation marks or dashes"
    if plain[0].casefold() == plain[1].casefold():
        return ", which differs in capital letters"
    return ""


def _similar(piece: str, page: _Page) -> tuple[int, int] | None:
    """The stretch of the text that shares the longest run of words with `piece`, aligned to it.

    None when less than a third of its words run together there.
    """
    wanted = list(re.finditer(r"\w+", piece))
    if not wanted:
        return None
    page.matcher.set_seq1([m[0].casefold() for m in wanted])
    run = page.matcher.find_longest_match()
    if run.size == 0 or run.size * 3 < len(wanted):
        return None
    first = max(0, run.b - run.a)
    last = min(len(page.words) - 1, first + len(wanted) - 1)
    lead = wanted[0].start() if run.a <= run.b else 0
    tail = len(piece) - wanted[-1].end()
    start = max(0, page.words[first].start() - lead)
    end = min(len(page.text), page.words[last].end() + tail)
    return start, end


def _short(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
