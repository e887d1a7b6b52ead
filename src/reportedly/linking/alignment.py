"""Where two texts have the same words: passages that both hold, whatever their order.

Texts are compared as letters and digits in a row, so that words which scanning ran together or cut
still meet. Runs that both have once grow as far as they agree and are chained into passages, over
letters that scanning or typing spoiled and over small changes. What stands changed at one place of
both is kept by what it is, since a form filled in anew differs in other things than a copy does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportedly.text.lexicon import common_words, values, words

GRAM = 10
"""Letters and digits in a row, from the beginning of a word, by which texts find one another."""

_WORD = re.compile(r"\d(?:[\d.,:]*\d)?(?!\w)|\w+(?:['’]\w+)*")
_NUMBER = re.compile(r"\d[\d.,:]*")
_RUN_ON = re.compile(r"\d{2,}")
_OPENS, _CLOSES, _EITHER = "“«„", "”»", '"'
_FOLDED = str.maketrans("015689i", "olsbbgl", "'’")  # letters that scanning takes for one another
_DIGITS = str.maketrans("oOlIi|sSBbZgq", "0011115586299")
_GAP = 250  # letters on either side over which a passage goes on where they are alike
_GAP_SCANNED = 800
_SMALL = 36  # letters over which it goes on whatever they are
_LEAST = 30  # letters of a passage: fewer are a turn of phrase
_CHUNK = 64
_SHORT_GAP = 12  # letters: as many are held against one another in twos, more in threes
_LONG_GAP = 250  # and more in fives
_ALIKE = {2: 0.34, 3: 0.3, 5: 0.3}
_ALIKE_SCANNED = {2: 0.34, 3: 0.22, 5: 0.18}
_EDGES = 8  # ends of runs, of which so many must be there to tell
_CUT = (
    0.5  # of them within words, from which on a text counts as scanned: who rewrites cuts no word
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as its words.

    Attributes:
        raw: as written, in their order.
        row: their letters and digits in a row, in small letters.
        starts: where each begins in the row, and at last where the row ends.
        quoted: 1 for each that stands between quotation marks.
        places: a gram of the row → where it begins, -1 where it stands twice.
    """

    raw: tuple[str, ...]
    row: str
    starts: tuple[int, ...]
    quoted: bytes
    places: dict[str, int] = field(compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.raw)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie wholly in a stretch of the row."""
        first, last = bisect_left(self.starts, start), bisect_right(self.starts, end) - 1
        return first, max(first, last)

    def touching(self, start: int, end: int) -> Sequence[str]:
        """The words of which something lies in a stretch of the row."""
        if start >= end:
            return ()
        return self.raw[bisect_right(self.starts, start) - 1 : bisect_left(self.starts, end)]


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
    row, starts = _row(raw)
    places: dict[str, int] = {}
    for start in starts:
        gram = row[start : start + GRAM]
        places[gram] = -1 if gram in places else start
    return Words(tuple(raw), row, tuple(starts), bytes(quoted), places)


def grams(text: str) -> set[str]:
    """What a text is found by: its letters and digits in a row from the beginning of each word."""
    row, starts = _row(_WORD.findall(text))
    return {row[start : start + GRAM] for start in starts[:-1]}


def _row(raw: Sequence[str]) -> tuple[str, list[int]]:
    starts, at, parts = [], 0, []
    for word in raw:
        part = _folded(word)
        starts.append(at)
        at += len(part)
        parts.append(part)
    return "".join(parts), [*starts, at]


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    """A word in small letters, those that scanning mistakes as one; a number as it is."""
    low = word.casefold()
    return low.replace(",", "") if _NUMBER.fullmatch(low) else low.translate(_FOLDED)


class Run(NamedTuple):
    """Letters that two texts have in a row: where they begin in either, and how many."""

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
        stretches: the words at which what only spoiled letters interrupt begins and ends:
            `(a, end of a, b, end of b)`.
        longest: the words of the longest run.
        is_scanned: whether so many letters differ that a digit may be one that was misread.
        digits: how many different numbers in digits stand in passages, of the text that has fewer,
            and how many of them in both.
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
    stretches: tuple[tuple[int, int, int, int], ...]
    longest: str
    is_scanned: bool
    digits: tuple[int, int]
    same_numbers: frozenset[str]
    new_numbers: frozenset[tuple[str, str]]
    same_days: frozenset[str]
    new_days: frozenset[tuple[str, str]]
    same_names: frozenset[str]
    new_names: frozenset[tuple[str, str]]

    @property
    def stretch(self) -> int:
        """Words of the longest stretch."""
        return max((min(end - a, stop - b) for a, end, b, stop in self.stretches), default=0)

    @property
    def share(self) -> float:
        """The share of the shorter text that stands in the other."""
        length, held = min((self.length_a, self.a), (self.length_b, self.b))
        return held / length if length else 0.0

    @property
    def share_of_longer(self) -> float:
        """The share of the longer text that stands in the other."""
        length, held = max((self.length_a, self.a), (self.length_b, self.b))
        return held / length if length else 0.0

    @property
    def open_share(self) -> float:
        """As `share`, of words outside quotation marks alone."""
        pair = (self.length_a, self.a, *self.open_a), (self.length_b, self.b, *self.open_b)
        *_, held, length = min(pair)
        return held / length if length else 0.0


def align(a: Words, b: Words) -> Alignment:
    """What two texts have in common, in time that is linear in the two."""
    runs = sorted(_runs(a, b))
    is_scanned = _cuts_words(a, b, runs)
    least = _ALIKE_SCANNED if is_scanned else _ALIKE
    in_a, in_b = bytearray(len(a.row) + 1), bytearray(len(b.row) + 1)
    chains = _passages(a, b, runs, least)
    passages = [p for p in chains if sum(run.length for run in p) >= _LEAST]
    kept = [run for passage in passages for run in passage]
    slots = _Slots(is_scanned)
    for run in kept:
        _mark(in_a, run.a, run.a + run.length)
        _mark(in_b, run.b, run.b + run.length)
        slots.keep(a.raw[slice(*a.within(run.a, run.a + run.length))])
    stretches = []
    for passage in passages:
        begun = passage[0]
        for one, two in pairwise(passage):
            ours, its = (one.a + one.length, two.a), (one.b + one.length, two.b)
            slots.change(*_differing(a, b, ours, its))
            if _alike(a.row[slice(*ours)], b.row[slice(*its)], least):
                _mark(in_a, *ours)
                _mark(in_b, *its)
            else:
                stretches.append((begun, one))
                begun = two
        stretches.append((begun, passage[-1]))
    if kept and max(kept[0].a, kept[0].b) <= _SMALL:  # before it: of whom the first words are
        slots.change(*_differing(a, b, (0, kept[0].a), (0, kept[0].b)))
    longest = max(kept, key=lambda r: (r.length, -r.a), default=Run(0, 0, 0))
    at_a, at_b = _covered(in_a, a), _covered(in_b, b)
    there = min(len(_digits(a, at_a)), len(_digits(b, at_b)))
    both = len(slots.digits)
    return Alignment(
        sum(at_a),
        sum(at_b),
        len(a),
        len(b),
        _outside(at_a, a.quoted),
        _outside(at_b, b.quoted),
        tuple(
            (*a.within(first.a, last.a + last.length), *b.within(first.b, last.b + last.length))
            for first, last in stretches
        ),
        " ".join(a.raw[slice(*a.within(longest.a, longest.a + longest.length))]),
        is_scanned,
        (there, min(both, there)),
        *slots.told(0),
        *slots.told(1),
        *slots.told(2),
    )


def _mark(held: bytearray, start: int, end: int) -> None:
    held[start:end] = b"\1" * (end - start)


def _differing(
    a: Words, b: Words, ours: tuple[int, int], its: tuple[int, int]
) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a gap."""
    here, there = _whole(a, b, ours, its)
    return a.touching(*here), b.touching(*there)


def _whole(
    a: Words, b: Words, ours: tuple[int, int], its: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """A gap grown to whole words: of "114" and "124" only the middle differs.

    Where a side has nothing in the gap, the words on its edges are looked at if they are cut.
    """
    reach = max(_into(a, ours[0]), _into(b, its[0]))
    ahead = max(_left(a, ours[1]), _left(b, its[1]))
    return (ours[0] - reach, ours[1] + ahead), (its[0] - reach, its[1] + ahead)


def _into(text: Words, at: int) -> int:
    """How far a place lies in a word."""
    return at - text.starts[max(0, bisect_right(text.starts, at) - 1)]


def _left(text: Words, at: int) -> int:
    """How much of the word in which a place lies is left, none at its beginning."""
    n = bisect_left(text.starts, at)
    return text.starts[n] - at if n < len(text.starts) else 0


def _covered(held: bytearray, text: Words) -> bytes:
    """1 for each word whose middle is held."""
    return bytes(held[(s + e) // 2] for s, e in pairwise(text.starts))


def _digits(text: Words, held: bytes) -> set[str]:
    """The numbers in digits among the words that are held."""
    there = (word for word, h in zip(text.raw, held, strict=True) if h and not word.isalpha())
    return {_said(_AMOUNT, word) for word in there if _sort(word) == _AMOUNT}


def _outside(held: bytes, quoted: bytes) -> tuple[int, int]:
    there = sum(h and not q for h, q in zip(held, quoted, strict=True))
    return there, quoted.count(0)


def _runs(a: Words, b: Words) -> Iterator[Run]:
    """Letters that both have in a row, grown from grams that either has once."""
    turned = len(a.row) > len(b.row)
    short, long = (b, a) if turned else (a, b)
    end, diagonal = 0, None
    for gram, i in short.places.items():
        j = long.places.get(gram, -1)
        if i < 0 or j < 0 or (i < end and i - j == diagonal) or len(gram) < GRAM:
            continue
        back = _common_end(short.row, i, long.row, j, max(0, i - end))
        length = back + _common_start(short.row, i, long.row, j)
        start, there = i - back, j - back
        yield Run(there, start, length) if turned else Run(start, there, length)
        end, diagonal = start + length, i - j


def _common_start(a: str, i: int, b: str, j: int) -> int:
    """How many letters are the same from two places on."""
    n = 0
    while (part := a[i + n : i + n + _CHUNK]) and part == b[j + n : j + n + _CHUNK]:
        n += len(part)
    while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
        n += 1
    return n


def _common_end(a: str, i: int, b: str, j: int, most: int) -> int:
    """How many letters are the same before two places, at most so many."""
    n = 0
    while n < most and n < j and a[i - n - 1] == b[j - n - 1]:
        n += 1
    return n


def _cuts_words(a: Words, b: Words, runs: Sequence[Run]) -> bool:
    """Whether what two texts share ends within words, as where single letters differ."""
    cut = [
        any(_into(text, at) and at < len(text.row) for text, at in ((a, at_a), (b, at_b)))
        for run in runs
        for at_a, at_b in ((run.a, run.b), (run.a + run.length, run.b + run.length))
    ]
    return len(cut) >= _EDGES and sum(cut) >= _CUT * len(cut)


def _passages(
    a: Words, b: Words, runs: Sequence[Run], least: Mapping[int, float]
) -> Iterator[list[Run]]:
    """Runs that go on in both texts at once, chained."""
    held: list[Run] = []
    reach = _GAP_SCANNED if least is _ALIKE_SCANNED else _GAP
    for run in runs:
        if held:
            last = held[-1]
            ours, its = (last.a + last.length, run.a), (last.b + last.length, run.b)
            gap, other = ours[1] - ours[0], its[1] - its[0]
            near = min(gap, other) >= 0 and (
                max(gap, other) <= _SMALL
                or (
                    max(gap, other) <= reach
                    and _alike(a.row[slice(*ours)], b.row[slice(*its)], least)
                )
            )
            if not near:
                yield held
                held = []
        held.append(run)
    if held:
        yield held


def _alike(one: str, two: str, least: Mapping[int, float] = _ALIKE) -> bool:
    """Whether letters in a row are each other's but for single ones."""
    if not one or not two:
        return len(one) + len(two) <= 2
    if abs(len(one) - len(two)) > 2 + max(len(one), len(two)) // 5:
        return False
    length = min(len(one), len(two))
    size = 2 if length <= _SHORT_GAP else 3 if length <= _LONG_GAP else 5
    parts, others = (
        {word[n : n + size] for n in range(max(1, len(word) - size + 1))} for word in (one, two)
    )
    return 2 * len(parts & others) >= least[size] * (len(parts) + len(others))


class _Slots:
    """Numbers, days and names at places that two texts share: those that stay, and that change."""

    def __init__(self, is_scanned: bool) -> None:
        self._scanned = is_scanned
        self.digits: set[str] = set()
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
                self._stays(sort, word)

    def _stays(self, sort: int, word: str) -> None:
        self._same[sort].add(_said(sort, word))
        if sort == _AMOUNT and not word.isalpha():
            self.digits.add(_said(sort, word))

    def change(self, a: Sequence[str], b: Sequence[str]) -> None:
        """What differs between two runs, sort by sort; what may be misread is left open."""
        for sort, new in enumerate(self._new):
            ours, its = ([w for w in side if _sort(w) == sort] for side in (a, b))
            said = [_said(sort, w) for w in its]
            for word in list(ours):
                if (meant := _said(sort, word)) in said:
                    self._stays(sort, word)
                    ours.remove(word)
                    del its[said.index(meant)]
                    said.remove(meant)
            if len(ours) == len(its) or (sort == _NAME and not self._scanned):
                pairs = ((_said(sort, w), s) for w, s in zip(ours, said, strict=False))
                new.update(p for p in pairs if not self._may_be_one(sort, *p))

    def _may_be_one(self, sort: int, one: str, two: str) -> bool:
        if sort == _DAY:
            return False
        if self._scanned and _is_near(one, two):
            return True
        is_name = sort == _NAME
        return is_name and (
            _alike(one, two) or one in two or two in one or min(len(one), len(two)) < 3
        )

    def told(self, sort: int) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        return frozenset(self._same[sort]), frozenset(self._new[sort])


def _is_near(one: str, two: str) -> bool:
    """Whether a sign that was lost, added or misread makes one number of two."""
    if abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < 2:
        return False
    start = _common_start(one, 0, two, 0)
    end = _common_end(one, len(one), two, len(two), min(len(one), len(two)) - start)
    return start + end >= max(len(one), len(two)) - 1


_AMOUNT, _DAY, _NAME = range(3)


@lru_cache(maxsize=1 << 16)
def _sort(word: str) -> int | None:
    """Whether a word is a number, a day or month, or a name, which no common word is."""
    low = word.casefold()
    written = _as_number(low)
    number = _NUMBER.match(written)
    if number is not None and (
        not (rest := written[number.end() :]) or rest in words("ordinal-end")
    ):
        return _AMOUNT
    if low in _numerals():
        return _AMOUNT
    if word[0].isupper():
        return _DAY if low in _days() else None if low in common_words() else _NAME
    return None


def _as_number(low: str) -> str:
    """A word of digits of which some were misread as letters, or that runs on: "3l4", "of37"."""
    digits = sum(sign.isdigit() for sign in low)
    if 2 * digits >= len(low):
        return low.translate(_DIGITS)
    within = _RUN_ON.search(low)
    return within.group() if within is not None else low


def _said(sort: int, word: str) -> str:
    """A number or a day by its value: "nine" is 9, "6:00" is 6, "Tues" is Tuesday."""
    low = word.casefold()
    if sort == _AMOUNT:
        return _numerals().get(low) or _as_number(low).replace(",", "").removesuffix(":00")
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
