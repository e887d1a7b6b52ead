"""From text to chosen candidates: the order of the steps, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.extract.cues import cue_forms
from reportedly.extract.layout import find_paragraphs, is_title, readable
from reportedly.extract.parse import parse_texts
from reportedly.extract.passage import Passage, build_passage
from reportedly.extract.quotes import Quotation, find_quotations
from reportedly.extract.standing import may_turn_number

_LETTER = re.compile(r"(?:Q|A|Question|Answer)[.:]\s")
_SIGNS = frozenset('"“”„«»‘`')
_LETTERS = str.maketrans(dict.fromkeys("’'.,;:!?()[]\"“”„«»‘`—–-/…", " "))


def may_hold_attribution(text: str, *, title: bool = False) -> bool:
    """True for text that need be parsed: it holds a cue, a quotation mark, or a number denied."""
    if not _SIGNS.isdisjoint(text) or "''" in text or (title and ":" in text):
        return True
    if text[:1] in "QA" and _LETTER.match(text):
        return True
    lowered = text.lower().translate(_LETTERS).split()
    return not cue_forms().isdisjoint(lowered) or may_turn_number(lowered)


def passages_of(texts: Sequence[str]) -> list[list[Passage]]:
    """Parse several texts in one go, which is what makes bulk work fast.

    Paragraphs that hold no attribution are left out.
    """
    plans = [_wanted_paragraphs(text) for text in texts]
    pieces = [
        (begin, readable(text[begin:end]))
        for text, (paragraphs, _) in zip(texts, plans, strict=True)
        for begin, end, _ in paragraphs
    ]
    parses = iter(parse_texts(pieces) if pieces else ())
    return [
        [build_passage(next(parses), quotations, title=title) for _, _, title in paragraphs]
        for paragraphs, quotations in plans
    ]


def _wanted_paragraphs(text: str) -> tuple[list[tuple[int, int, bool]], list[Quotation]]:
    """The paragraphs worth parsing, each with whether it is the headline, and all quotations."""
    paragraphs = find_paragraphs(text)
    titled = is_title(text, paragraphs)
    numbered = [(begin, end, titled and n == 0) for n, (begin, end) in enumerate(paragraphs)]
    wanted = [p for p in numbered if may_hold_attribution(text[p[0] : p[1]], title=p[2])]
    return wanted, find_quotations(text, paragraphs)
