"""From text to chosen candidates: the order of the steps, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.extract.cues import cue_forms
from reportedly.extract.layout import find_paragraphs, is_title, readable
from reportedly.extract.parse import Parse, parse_texts
from reportedly.extract.passage import Passage, build_passage
from reportedly.extract.quotes import Quotation, find_quotations

_LETTER = re.compile(r"(?:Q|A|Question|Answer)[.:]\s")
_SIGNS = frozenset('"“”„«»‘`')
_LETTERS = str.maketrans(dict.fromkeys("’'.,;:!?()[]\"“”„«»‘`—–-/…", " "))


def may_hold_attribution(text: str, *, title: bool = False) -> bool:
    """True for text with a cue word or a quotation mark in it; anything else need not be parsed."""
    if not _SIGNS.isdisjoint(text) or "''" in text or (title and ":" in text):
        return True
    if text[:1] in "QA" and _LETTER.match(text):
        return True
    return not cue_forms().isdisjoint(text.lower().translate(_LETTERS).split())


def plan_pieces(text: str) -> tuple[list[tuple[int, int]], list[bool], list[Quotation]]:
    """Paragraphs of a text, whether each is worth parsing, and all quotations."""
    paragraphs = find_paragraphs(text)
    titled = is_title(text, paragraphs)
    quotations = find_quotations(text, paragraphs)
    wanted = [
        may_hold_attribution(text[b:e], title=titled and n == 0)
        for n, (b, e) in enumerate(paragraphs)
    ]
    return paragraphs, wanted, quotations


def passages_of(texts: Sequence[str]) -> list[list[Passage]]:
    """Parse several texts in one go, which is what makes bulk work fast."""
    plans = [plan_pieces(text) for text in texts]
    pieces: list[tuple[int, str]] = []
    for text, (paragraphs, wanted, _) in zip(texts, plans, strict=True):
        for (begin, end), wish in zip(paragraphs, wanted, strict=True):
            if wish:
                pieces.append((begin, readable(text[begin:end])))
    parses = iter(parse_texts(pieces)) if pieces else iter(())
    out: list[list[Passage]] = []
    for text, (paragraphs, wanted, quotations) in zip(texts, plans, strict=True):
        chosen = [n for n, wish in enumerate(wanted) if wish]
        titled = is_title(text, paragraphs)
        out.append(
            lay_out([next(parses) for _ in chosen], quotations, titled and chosen[:1] == [0])
        )
    return out


def lay_out(
    parses: Iterable[Parse], quotations: Sequence[Quotation], titled: bool
) -> list[Passage]:
    """Passages from parses, with the quotations that fall into each."""
    return [
        build_passage(parse, quotations, title=titled and n == 0) for n, parse in enumerate(parses)
    ]
