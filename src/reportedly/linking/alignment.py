"""Where two texts have the same words: passages that both hold, whatever their order.

Runs of words that both have once grow as far as they agree and are chained into passages, over
words that scanning or typing spoiled and over small changes. What stands changed at one place of
both is kept by what it is, since a form filled in anew differs in other things than a copy does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from reportedly.text.lexicon import values, words

SHINGLE = 3
"""Words of one shingle."""

_WORD = re.compile(r"\d(?:[\d.,:]*\d)?(?!\w)|\w+(?:['’]\w+)*")
_NUMBER = re.compile(r"\d[\d.,:]*")
_OPENS, _CLOSES, _EITHER = "“«„", "”»", '"'
_GAP = 40  # words on either side over which a passage goes on where they are alike
_SMALL = 6  # words over which it goes on whatever they are
_LEAST = 6  # words of a passage: fewer are a turn of phrase
_BITS = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Words:
    """A text as its words.

    Attributes:
        raw: as written, in their order.
        marks: a number for each, the same for the same word in any text, by whatever case.
        quoted: 1 for each that stands between quotation marks.
        places: a shingle → where it begins, -1 where it stands twice.
    """

    raw: tuple[str, ...]
    marks: tuple[int, ...]
    quoted: bytes
    places: dict[int, int] = field(compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.raw)


def read_words(text: str) -> Words:
    """The words of a text, in time that is linear in it."""
    raw, quoted = [], bytearray()
    end, depth = 0, False
    for match in _WORD.finditer(text):
        for sign in text[end : match.start()]:
            if sign == "\n":
                depth = False  # marks that nobody closed reach no further than their paragraph
            elif sign in _OPENS:
                depth = True
            elif sign in _CLOSES:
                depth = False
            elif sign == _EITHER:
                depth = not depth
        raw.append(match.group())
        quoted.append(depth)
        end = match.end()
    memo: dict[str, int] = {}
    marks = []
    for word in raw:
        mark = memo.get(word)
        if mark is None:
            mark = memo[word] = mark_of(word)
        marks.append(mark)
    places: dict[int, int] = {}
    for at, shingle in enumerate(shingles(marks)):
        places[shingle] = -1 if shingle in places else at
    return Words(tuple(raw), tuple(marks), bytes(quoted), places)


def mark_of(word: str) -> int:
    """A number of 63 bits for a word, on any machine and in any run the same."""
    low = word.casefold().replace("’", "'")
    return int.from_bytes(blake2b(low.encode(errors="replace"), digest_size=8).digest()) & _BITS


def shingles(marks: Sequence[int]) -> list[int]:
    """A number of 63 bits for each three words in a row."""
    first, second, third = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
    return [
        (a * first + b * second + c * third ^ (a >> 7) ^ (b >> 13)) & _BITS
        for a, b, c in zip(marks, marks[1:], marks[2:], strict=False)
    ]


class Run(NamedTuple):
    """Words that two texts have in a row: where they begin in either, and how many."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts have in common.

    Attributes:
        a, b: how many words of either stand in passages that both have.
        length_a, length_b: how many words they have.
        open_a, open_b: of the words outside quotation marks how many stand there, and there are.
        passages: where passages begin and end in either: `(a, end of a, b, end of b)`.
        longest: the words of the longest run.
        stretch: words of the longest stretch that only spoiled letters interrupt.
        same_numbers, new_numbers: numbers that stand at one place of both, and pairs that differ.
        same_days, new_days: days of the week and months likewise.
        same_names, new_names: words with a capital likewise.
    """

    a: int
    b: int
    length_a: int
    length_b: int
    open_a: tuple[int, int]
    open_b: tuple[int, int]
    passages: tuple[tuple[int, int, int, int], ...]
    longest: str
    stretch: int
    same_numbers: frozenset[str]
    new_numbers: frozenset[tuple[str, str]]
    same_days: frozenset[str]
    new_days: frozenset[tuple[str, str]]
    same_names: frozenset[str]
    new_names: frozenset[tuple[str, str]]

    @property
    def share(self) -> float:
        """The share of the shorter text that stands in the other."""
        pair = (self.length_a, self.a), (self.length_b, self.b)
        length, held = min(pair)
        return held / length if length else 0.0

    @property
    def share_of_longer(self) -> float:
        """The share of the longer text that stands in the other."""
        pair = (self.length_a, self.a), (self.length_b, self.b)
        length, held = max(pair)
        return held / length if length else 0.0

    @property
    def open_share(self) -> float:
        """As `share`, of words outside quotation marks alone."""
        shorter = self.open_a if self.length_a <= self.length_b else self.open_b
        held, length = shorter
        return held / length if length else 0.0


def align(a: Words, b: Words) -> Alignment:
    """What two texts have in common, in time that is linear in the two."""
    runs = list(_runs(a, b))
    passages = [p for p in _passages(a, b, runs) if sum(r.length for r in p) >= _LEAST]
    in_a, in_b = bytearray(len(a)), bytearray(len(b))
    slots = _Slots()
    bounds = []
    stretch = 0
    for passage in passages:
        whole = passage[0].length
        first, last = passage[0], passage[-1]
        bounds.append((first.a, last.a + last.length, first.b, last.b + last.length))
        for run in passage:
            in_a[run.a : run.a + run.length] = b"\1" * run.length
            in_b[run.b : run.b + run.length] = b"\1" * run.length
            slots.keep(a.raw[run.a : run.a + run.length])
        for one, two in pairwise(passage):
            ours, its = (one.a + one.length, two.a), (one.b + one.length, two.b)
            if _alike(a.raw[slice(*ours)], b.raw[slice(*its)]):
                in_a[slice(*ours)] = b"\1" * (ours[1] - ours[0])
                in_b[slice(*its)] = b"\1" * (its[1] - its[0])
                whole += ours[1] - ours[0]
            else:
                stretch, whole = max(stretch, whole), 0
            whole += two.length
            slots.change(a.raw[slice(*ours)], b.raw[slice(*its)])
        stretch = max(stretch, whole)
    longest = max(runs, key=lambda r: (r.length, -r.a), default=Run(0, 0, 0))
    return Alignment(
        sum(in_a),
        sum(in_b),
        len(a),
        len(b),
        _outside(in_a, a.quoted),
        _outside(in_b, b.quoted),
        tuple(bounds),
        " ".join(a.raw[longest.a : longest.a + longest.length]),
        stretch,
        *slots.told(0),
        *slots.told(1),
        *slots.told(2),
    )


def _outside(held: bytes | bytearray, quoted: bytes) -> tuple[int, int]:
    there = sum(h and not q for h, q in zip(held, quoted, strict=True))
    return there, quoted.count(0)


def _runs(a: Words, b: Words) -> Iterator[Run]:
    """Words that both have in a row, grown from shingles that either has once."""
    turned = len(a) > len(b)
    short, long = (b, a) if turned else (a, b)
    end, diagonal = 0, None
    for shingle, i in short.places.items():
        if i < 0 or (i < end and i - long.places.get(shingle, -1) == diagonal):
            continue
        j = long.places.get(shingle, -1)
        if j < 0:
            continue
        start, there = i, j
        while start > end and there > 0 and short.marks[start - 1] == long.marks[there - 1]:
            start, there = start - 1, there - 1
        stop, back = i + SHINGLE, j + SHINGLE
        while stop < len(short) and back < len(long) and short.marks[stop] == long.marks[back]:
            stop, back = stop + 1, back + 1
        yield Run(there, start, stop - start) if turned else Run(start, there, stop - start)
        end, diagonal = stop, i - j


def _passages(a: Words, b: Words, runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs that go on in both texts at once, chained."""
    held: list[Run] = []
    for run in sorted(runs):
        if held:
            last = held[-1]
            ours, its = (last.a + last.length, run.a), (last.b + last.length, run.b)
            gap, other = ours[1] - ours[0], its[1] - its[0]
            near = min(gap, other) >= 0 and (
                max(gap, other) <= _SMALL
                or (max(gap, other) <= _GAP and _alike(a.raw[slice(*ours)], b.raw[slice(*its)]))
            )
            if not near:
                yield held
                held = []
        held.append(run)
    if held:
        yield held


def _alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether words are each other's but for single letters, wherever words were cut or run on."""
    if not a or not b:
        return not a and not b
    one, two = "".join(a).casefold(), "".join(b).casefold()
    if abs(len(one) - len(two)) > 2 + max(len(one), len(two)) // 4:
        return False
    size, least = (2, 0.34) if min(len(one), len(two)) <= 12 else (4, 0.36)
    parts, others = (
        {word[n : n + size] for n in range(max(1, len(word) - size + 1))} for word in (one, two)
    )
    return 2 * len(parts & others) >= least * (len(parts) + len(others))


class _Slots:
    """Numbers, days and names at places that two texts share: those that stay, and that change."""

    def __init__(self) -> None:
        self._same: tuple[set[str], set[str], set[str]] = (set(), set(), set())
        self._new: tuple[set[tuple[str, str]], set[tuple[str, str]], set[tuple[str, str]]] = (
            set(),
            set(),
            set(),
        )

    def keep(self, raw: Sequence[str]) -> None:
        for word in raw:
            sort = _sort(word)
            if sort is not None:
                self._same[sort].add(_said(sort, word))

    def change(self, a: Sequence[str], b: Sequence[str]) -> None:
        """What differs between two runs, sort by sort, as far as both say as much."""
        for sort, new in enumerate(self._new):
            ours, its = ([_said(sort, w) for w in side if _sort(w) == sort] for side in (a, b))
            gone, come = [w for w in ours if w not in its], [w for w in its if w not in ours]
            if sort == _NAME or len(gone) == len(come):
                pairs = zip(gone, come, strict=False)
                new.update(p for p in pairs if sort != _NAME or not _alike(p[:1], p[1:]))

    def told(self, sort: int) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        return frozenset(self._same[sort]), frozenset(self._new[sort])


_AMOUNT, _DAY, _NAME = range(3)


@lru_cache(maxsize=1 << 16)
def _sort(word: str) -> int | None:
    """Whether a word is a number, a day or month, or a name."""
    low = word.casefold()
    number = _NUMBER.match(low)
    if number is not None and (not (rest := low[number.end() :]) or rest in words("ordinal-end")):
        return _AMOUNT
    if low in _numerals():
        return _AMOUNT
    if word[0].isupper():
        return _DAY if low in _days() else _NAME
    return None


def _said(sort: int, word: str) -> str:
    """A number or a day by its value: "nine" is 9, "6:00" is 6, "Tues" is Tuesday."""
    low = word.casefold()
    if sort == _AMOUNT:
        return _numerals().get(low) or low.replace(",", "").removesuffix(":00")
    return _days().get(low, low) if sort == _DAY else low


@cache
def _numerals() -> dict[str, str]:
    return {word: number for name in ("small", "ten") for word, number in values(name).items()}


@cache
def _days() -> dict[str, str]:
    return {
        word: f"{name}{number}"
        for name in ("weekday", "month")
        for word, number in values(name).items()
    }
