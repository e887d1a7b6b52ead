"""Measures of extraction against annotated text, for the bench and the tests.

A span covers the words it touches, so marks glued to a word never decide. Found and annotated
contents are paired one to one, best first, by Dice over their words:

- exact: the same words;
- overlap: a Dice of at least one half;
- joint: overlap, and the source right as well (the head of one source lies within the other, or
  neither names anybody).

They are the measures under which PolNeAR (Newell et al., LREC 2018) and PARC 3 are reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ENOUGH = 0.5
_TOKEN = re.compile(r"\S*\w\S*")
_NO_HEAD = frozenset(
    "of in for at from with on to by who whose which that and or near about against including "
    "where as".split()
)
Row = Mapping[str, Any]
"""One document in the span format: `{"id", "text", "quotes": [{"content", "cue", "source"}]}`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of one annotated or found attribution.

    Attributes:
        document: id of its document.
        gold: index of the annotated one, None for a spurious one.
        found: index of the found one, None for a missed one.
        dice: how much of the content they share, 0..1.
        source: True when the source is right.
    """

    document: str
    gold: int | None
    found: int | None
    dice: float = 0.0
    source: bool = False

    @property
    def outcome(self) -> str:
        """One of "right", "wrong source", "wrong extent", "missed", "spurious"."""
        if self.gold is None:
            return "spurious"
        if self.found is None:
            return "missed"
        if self.dice < ENOUGH:
            return "wrong extent"
        return "right" if self.source else "wrong source"


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 (0..1) of each measure, for all or one kind of attribution."""

    gold: int
    found: int
    exact: tuple[float, float, float]
    overlap: tuple[float, float, float]
    joint: tuple[float, float, float]


def align(gold: Iterable[Row], found: Mapping[str, Row]) -> Iterator[Pair]:
    """Pair annotated with found attributions, document by document.

    Args:
        gold: rows with their texts.
        found: rows by id; a document without a row has nothing found in it.
    """
    for row in gold:
        words = _Words(row["text"])
        wanted = [_read(words, quote) for quote in row["quotes"]]
        offered = [_read(words, quote) for quote in found.get(row["id"], {"quotes": []})["quotes"]]
        yield from _align(str(row["id"]), words, wanted, offered)


@dataclass(frozen=True, slots=True)
class _Roles:
    content: frozenset[int]
    source: frozenset[int]


class _Words:
    """The words of a text and which of them a span touches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _TOKEN.finditer(text)]
        self._ends = [end for _, end in self.spans]

    def touched(self, offsets: Iterable[Sequence[int]] | None) -> frozenset[int]:
        found = set()
        for start, end in offsets or ():
            at = bisect_right(self._ends, start)
            while at < len(self.spans) and self.spans[at][0] < end:
                begin, stop = self.spans[at]
                if re.search(r"\w", self.text[max(begin, start) : min(stop, end)]):
                    found.add(at)
                at += 1
        return frozenset(found)

    def head(self, source: frozenset[int]) -> int | None:
        """The last word before the first comma, preposition or relative pronoun."""
        ordered = sorted(source)
        head = ordered[0] if ordered else None
        for n, at in enumerate(ordered):
            begin, end = self.spans[at]
            word = self.text[begin:end]
            if n and re.sub(r"\W", "", word).lower() in _NO_HEAD:
                break
            head = at
            if word[-1] in ",;:(—–-" and n < len(ordered) - 1:
                break
        return head


def _read(words: _Words, quote: Row) -> _Roles:
    return _Roles(words.touched(quote["content"]), words.touched(quote.get("source")))


def _align(
    document: str, words: _Words, wanted: Sequence[_Roles], offered: Sequence[_Roles]
) -> Iterator[Pair]:
    candidates = sorted(
        (
            (-_dice(g.content, f.content), -len(g.source & f.source), i, j)
            for i, g in enumerate(wanted)
            for j, f in enumerate(offered)
            if g.content & f.content
        )
    )
    left = set(range(len(wanted)))
    free = set(range(len(offered)))
    for dice, _, i, j in candidates:
        if i in left and j in free:
            left.discard(i)
            free.discard(j)
            right = _same_source(words, wanted[i].source, offered[j].source)
            yield Pair(document, i, j, -dice, right)
    yield from (Pair(document, i, None) for i in sorted(left) if wanted[i].content)
    yield from (Pair(document, None, j) for j in sorted(free) if offered[j].content)


def same_source(
    text: str, wanted: Iterable[Sequence[int]], offered: Iterable[Sequence[int]]
) -> bool:
    """True where two sources of a text are the same: the head of one lies within the other."""
    words = _Words(text)
    return _same_source(words, words.touched(wanted), words.touched(offered))


def _dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _same_source(words: _Words, a: frozenset[int], b: frozenset[int]) -> bool:
    if not a or not b:
        return not a and not b
    return words.head(a) in b or words.head(b) in a


def score(pairs: Iterable[Pair]) -> Scores:
    """Precision, recall and F1 over pairs of any number of documents."""
    tally: Counter[str] = Counter()
    for pair in pairs:
        tally["gold"] += pair.gold is not None
        tally["found"] += pair.found is not None
        tally["exact"] += pair.dice == 1.0
        tally["overlap"] += pair.dice >= ENOUGH
        tally["joint"] += pair.dice >= ENOUGH and pair.source
    gold, found = tally["gold"], tally["found"]
    return Scores(
        gold,
        found,
        _prf(tally["exact"], found, gold),
        _prf(tally["overlap"], found, gold),
        _prf(tally["joint"], found, gold),
    )


def _prf(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0
