"""Text cut into words, numbers and signs, and the small things read from them.

A reader is a function `(tokens, index) -> (value, next index) | None`. Every reader looks a bounded
number of tokens ahead, so reading is linear in the text whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.text.dates.words import CARDINALS, MONTHS, ORDINALS, VAGUE_NUMBERS

_TOKEN = re.compile(
    r"[0-9]+(?:st|nd|rd|th)(?![^\W_])|[0-9]+|[^\W\d_]+|[^\w\s]|[\d_]", re.IGNORECASE
)
_DASHES = dict.fromkeys("‐‑‒–—−~〜", "-")
_PADDING = ("",) * 12


@dataclass(frozen=True, slots=True)
class Tokens:
    """The text's tokens: lower-case words and where they stand, in code points.

    `words` is padded with empty strings beyond its `count` tokens, so that looking ahead is safe.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    count: int

    def touch(self, index: int) -> bool:
        """True when nothing stands between this token and the one before it."""
        return 0 < index < self.count and self.ends[index - 1] == self.starts[index]

    def is_capital(self, index: int) -> bool:
        """True when the token begins with a capital letter."""
        return index < self.count and self.text[self.starts[index]].isupper()

    def before(self, index: int) -> str:
        """The word before this token, or ""."""
        return self.words[index - 1] if index > 0 else ""


def cut(text: str) -> Tokens:
    """Cut text into tokens; dashes of every kind become "-"."""
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        words.append(_DASHES.get(word, word))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, (*words, *_PADDING), tuple(starts), tuple(ends), len(words))


def digits(word: str, most: int) -> int | None:
    """The number written in at most `most` ASCII digits, or None."""
    if 0 < len(word) <= most and word.isascii() and word.isdigit():
        return int(word)
    return None


def read_count(tokens: Tokens, index: int) -> tuple[int, bool, int] | None:
    """A small whole number in digits or words, and whether it is vague.

    "3", "a", "twenty-four", "a couple of", "the few".
    """
    words = tokens.words
    number = digits(words[index], 4)
    if number is not None:
        return number, False, index + 1
    if words[index] in ("a", "an"):
        if words[index + 1] in VAGUE_NUMBERS:
            return read_count(tokens, index + 1)
        return 1, False, index + 1
    if words[index] in VAGUE_NUMBERS:
        after = index + 2 if words[index + 1] == "of" else index + 1
        return VAGUE_NUMBERS[words[index]], True, after
    found = read_cardinal(tokens, index)
    return found and (found[0], False, found[1])


def read_cardinal(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A spelled number below a hundred: "three", "twenty-four"."""
    words = tokens.words
    tens = CARDINALS.get(words[index])
    if tens is None:
        return None
    after = index + 2 if words[index + 1] == "-" and tokens.touch(index + 1) else index + 1
    ones = CARDINALS.get(words[after], 0)
    if tens >= 20 and 0 < ones < 10:
        return tens + ones, after + 1
    return tens, index + 1


def read_ordinal(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Read "3rd", "third", "twenty-third"; up to 99."""
    words = tokens.words
    word = words[index]
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        number = digits(word[:-2], 2)
        return (number, index + 1) if number else None
    if word in ORDINALS:
        return ORDINALS[word], index + 1
    tens = CARDINALS.get(word, 0)
    if tens >= 20:
        after = index + 2 if words[index + 1] == "-" else index + 1
        ones = ORDINALS.get(words[after], 0)
        if 0 < ones < 10:
            return tens + ones, after + 1
    return None


def read_day_number(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A day of the month: "3", "03", "3rd", "third", "twenty five"."""
    number = digits(tokens.words[index], 2)
    found = (number, index + 1) if number is not None else read_ordinal(tokens, index)
    found = found or read_cardinal(tokens, index)
    return found if found and 1 <= found[0] <= 31 else None


def read_month(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A month's name, with the full stop of an abbreviation."""
    word = tokens.words[index]
    month = MONTHS.get(word)
    if month is None:
        return None
    after = index + 1
    short = len(word) <= 4 and word not in ("may", "june", "july")
    dotted = short and tokens.words[after] == "." and tokens.touch(after)
    return month, after + 1 if dotted else after


def read_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year in four digits, as '18, or spelled ("nineteen ninety-six")."""
    words = tokens.words
    word = words[index]
    if len(word) == 4:
        number = digits(word, 4)
        if number is not None:
            return (number, index + 1) if 1000 <= number <= 2999 else None
    if word in ("'", "’", "‘") and tokens.touch(index + 1):
        short = digits(words[index + 1], 2)
        if short is not None and len(words[index + 1]) == 2:
            return _century(short), index + 2
    return _spelled_year(tokens, index)


def _spelled_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    words = tokens.words
    if words[index] == "two" and words[index + 1] == "thousand":
        after = index + 2
        if words[after] == "and" and words[after + 1] in CARDINALS:
            after += 1
        rest = read_cardinal(tokens, after)
        return (2000 + rest[0], rest[1]) if rest else (2000, after)
    century = CARDINALS.get(words[index], 0)
    if not 11 <= century <= 20:
        return None
    after = index + 1
    if words[after] == "hundred":
        after += 2 if words[after + 1] == "and" else 1
        rest = read_cardinal(tokens, after)
        return (century * 100 + rest[0], rest[1]) if rest else (century * 100, after)
    if words[after] in ("oh", "o") and (rest := read_cardinal(tokens, after + 1)):
        return century * 100 + rest[0], rest[1]
    rest = read_cardinal(tokens, after)
    if rest and rest[0] >= 10:
        return century * 100 + rest[0], rest[1]
    return None


def _century(short: int) -> int:
    """Two digits stand for the years 1950 to 2049."""
    return short + (2000 if short < 50 else 1900)


def read_short_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year in two or four digits, where the place already says that it is a year."""
    number = digits(tokens.words[index], 4)
    if number is None or len(tokens.words[index]) not in (2, 4):
        return None
    if len(tokens.words[index]) == 2:
        return _century(number), index + 1
    return (number, index + 1) if number >= 1000 else None


def skip_word(tokens: Tokens, index: int, *skipped: str) -> int:
    """The index after any one of the given words, or the same index."""
    return index + 1 if tokens.words[index] in skipped else index


def skip_possessive(tokens: Tokens, index: int) -> int:
    """The index after an apostrophe and s, or the same index."""
    words = tokens.words
    if words[index] in ("'", "’") and tokens.touch(index):
        return index + 2 if words[index + 1] == "s" and tokens.touch(index + 1) else index + 1
    return index
