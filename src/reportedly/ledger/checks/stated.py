"""Figures that the quoted words do not state: a lost "at least", a digit too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from operator import attrgetter

from reportedly.errors import FigureError, UnitError
from reportedly.ledger.checks.known import Known
from reportedly.ledger.read import mark_of
from reportedly.model import ClaimEntry, Entries, Problem
from reportedly.text.quantities.figures import find_quantities, read_figure

# A figure that stands in the quote word for word is sound at once, unless one of these is near:
# then the words may say more than the entry took from them.
_NEARBY = re.compile(
    r"\b(?:least|most|more|less|fewer|over|under|above|below|about|around|some|nearly|almost|up|"
    r"roughly|approximately|estimated|exceed\w*|between|from|to|than|minimum|maximum|or|and|half)\b"
    r"|[-–~≈<>≥≤+±/,.]$|^[-–+,./%]",
    re.IGNORECASE,
)
_REACH = 28  # code points before and after, about four words


def vet_stated(entries: Entries, known: Known) -> Iterator[Problem]:
    """Problems for figures that say something else than the words they are taken from.

    A claim with a `note` is left alone: there a person says how the figure follows.
    """
    for _, group in groupby(entries.claims, key=attrgetter("document")):
        claims = [c for c in group if c.figure is not None and c.quote and not c.note]
        # All claims of a document are remembered at once: one name for each would cost as much
        # to keep as to look at it again.
        said = repr([(c.figure, c.unit, c.quote) for c in claims])
        name = sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if not claims or known.was_sound("stated", name):
            continue
        problems = [problem for claim in claims for problem in _problems(claim)]
        if not problems:
            known.is_sound("stated", name)
        yield from problems


def _problems(claim: ClaimEntry) -> Iterator[Problem]:
    words = " … ".join(claim.quote)
    if _stands_alone(claim.figure or "", words):
        return
    stated = _stated(claim, words)
    if stated is not None:
        yield Problem(
            "altered-figure",
            f"`figure: {claim.figure}` is not what the quote says, which is {stated}; write it as"
            " it stands there, or add a `note` that says how it follows",
            mark_of(claim, "figure"),
        )


def _stands_alone(figure: str, words: str) -> bool:
    """True when the words hold the figure and nothing near it could bound it."""
    at = words.casefold().find(figure.casefold())
    if at < 0 or len(words.casefold()) != len(words):
        return False
    before, after = words[max(0, at - _REACH) : at], words[at + len(figure) :][:_REACH]
    return not _NEARBY.search(before) and not _NEARBY.search(after)


def _stated(claim: ClaimEntry, words: str) -> str | None:
    """What the words say instead of the claim's figure, or None when they do say it."""
    try:
        figure = read_figure(claim.figure or "", claim.unit)
    except (FigureError, UnitError):
        return None  # reported as such
    quantities = find_quantities(words)
    found = [q.figure for q in quantities]
    found += [q.earlier.figure for q in quantities if q.earlier is not None]
    found += [f for q in found for f in q.also]
    if any(f.interval == figure.interval and f.bound == figure.bound for f in found):
        return None
    return " and ".join(f"“{f.as_written}”" for f in found[:3]) or "no figure"
