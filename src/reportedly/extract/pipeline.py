"""From text to chosen candidates: the order of the steps, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportedly.extract.blocks import Block, Turn, read_layout
from reportedly.extract.counting import gives_figure
from reportedly.extract.cues import cue_forms, may_hold_cue
from reportedly.extract.layout import in_title_case, readable
from reportedly.extract.parse import parse_texts
from reportedly.extract.passage import Passage, build_passage
from reportedly.extract.quotes import find_quotations
from reportedly.extract.standing import may_turn_number
from reportedly.text.lexicon import counts_people, measure_of, words

_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_SET_APART = frozenset("|#:")  # in a line that names a document, or who speaks
_SIGNS = frozenset('"“”„«»‘`')
_OPENING = frozenset('"“')
_INTRODUCTION = 200  # code points of a line that introduces a quotation
_LETTERS = str.maketrans(dict.fromkeys("’'.,;:!?()[]\"“”„«»‘`—–-/…", " "))


def may_hold_attribution(text: str, *, title: bool = False) -> bool:
    """True for text that need be parsed: it holds a cue, a quotation mark, or a number denied."""
    if not _SIGNS.isdisjoint(text) or "''" in text or (title and ":" in text):
        return True
    lowered = text.lower().translate(_LETTERS).split()
    return may_hold_cue(lowered) or may_turn_number(lowered) or gives_figure(lowered)


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it is read: its passages, and the turns of its layout with their speakers.

    A speaker's passage holds the name and nothing else.
    """

    passages: list[Passage]
    turns: list[tuple[Turn, Passage]]


def passages_of(texts: Sequence[str]) -> list[list[Passage]]:
    """The passages of several texts."""
    return [page.passages for page in pages_of(texts)]


def pages_of(texts: Sequence[str], whole: Collection[int] = ()) -> list[Page]:
    """Parse several texts in one go, which is what makes bulk work fast.

    Paragraphs that hold no attribution are left out, but for those of the texts whose numbers are
    in `whole`.
    """
    layouts = [read_layout(text) for text in texts]
    wanted = [
        [
            b
            for b in _with_introductions(text, layout.blocks)
            if n in whole or may_hold_attribution(text[b.begin : b.end], title=b.title)
        ]
        for n, (text, layout) in enumerate(zip(texts, layouts, strict=True))
    ]
    pieces: list[tuple[int, str]] = []
    for text, blocks, layout in zip(texts, wanted, layouts, strict=True):
        pieces += [(b.begin, readable(_plain(text[b.begin : b.end], b.title))) for b in blocks]
        pieces += [(t.speaker[0], _named(text, t)) for t in layout.turns]
    parses = iter(parse_texts(pieces) if pieces else ())
    pages = []
    for text, blocks, layout in zip(texts, wanted, layouts, strict=True):
        quotations = find_quotations(text, layout.paragraphs)
        own = [build_passage(next(parses), quotations, title=b.title) for b in blocks]
        turns = [(turn, build_passage(next(parses), ())) for turn in layout.turns]
        pages.append(Page(own, turns))
    return pages


def _plain(line: str, title: bool) -> str:
    """A headline as a sentence is written: verbs and nouns with capitals read as names.

    "Health Minister Disputes Count" → "Health Minister disputes count"; as long as it was.
    """
    if not title or not in_title_case(line) or not _SET_APART.isdisjoint(line):
        return line
    first, *_ = line.split(" ")
    rest = line[len(first) :]
    return first + _CAPITAL.sub(lambda m: m[0].lower() if _is_plain(m[0].lower()) else m[0], rest)


def _is_plain(word: str) -> bool:
    """True for a word that is no name by itself: a cue, a word of a measure or for people."""
    known = word in cue_forms() or word in words("content-noun") or word in words("auxiliary")
    return known or measure_of(word) is not None or counts_people(word)


def _with_introductions(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a quotation joined to the line above that introduces it: "Holt wrote:"."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if (
            above is not None
            and not above.title
            and text[block.begin] in _OPENING
            and text[above.begin : above.end].endswith(":")
            and above.end - above.begin <= _INTRODUCTION
            and text[above.end : block.begin].isspace()
        ):
            joined[-1] = Block(above.begin, block.end)
        else:
            joined.append(block)
    return joined


def _named(text: str, turn: Turn) -> str:
    """A name as it is written outside of a transcript: "MR KOVEL" → "Mr Kovel"; as long as it."""
    name = text[slice(*turn.speaker)]
    plain = name.title() if name.isupper() and turn.rule == "turn" else name
    return readable(plain if len(plain) == len(name) else name)
