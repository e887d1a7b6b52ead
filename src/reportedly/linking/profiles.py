"""What a text is told by: its names, its words and its numbers, each with a weight.

A word weighs by how often it stands in the text and how rarely in others: in those that it is held
against, and in our own corpus (`words/common.tsv`), which stands in for the world where they are
few. Names, words and numbers are weighed apart, so that many words do not drown two names.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from reportedly.text.lexicon import common_words, full_names, units, words
from reportedly.text.tokens import WORD, split_tokens

Profile = Mapping[str, float]
"""A mark for names, words or numbers and the word itself → its weight."""

_COMMON = 200  # per 100,000 words: from here on a word says nothing by itself
_RARE = 1  # what is counted of a word that our corpus does not have
_STEM = 4  # letters that are left at least
_WORLD = 200  # texts that stand in for the world beside those that are compared
_LENGTH = 400  # words of one of them
_SELDOM = 0.005  # of these texts hold a word that our corpus does not have
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NAME, _PLAIN, _DIGITS = "@", "", "#"
_SHARES = {_NAME: 0.4, _PLAIN: 0.4, _DIGITS: 0.2}
_LEAST = {_NAME: 12.0, _PLAIN: 20.0, _DIGITS: 8.0}  # lengths of what a few words are told by


@cache
def _of_any_text() -> frozenset[str]:
    """Names of days, months and units, which stand in texts about anything."""
    of_units = (_stem(word) for name in units() for word in name.split())
    return frozenset((*full_names("weekday"), *full_names("month"), *of_units))


def read_profile(text: str, title: str | None = None) -> Profile:
    """The names, words and numbers of a text with how much each is spoken of.

    Args:
        text: all of it, or the sentences that tell of one event.
        title: its headline, whose words count twice.
    """
    told = (t for part in (text, title or "") for t in split_tokens(part))
    tokens = [t for t in told if t.kind == WORD and len(t.low) > 1]
    lower = {t.low for t in tokens if t.raw == t.low}
    stems = [_stem(t.low) for t in tokens]
    counts = Counter(_PLAIN + stem for stem in stems if stem not in _of_any_text())
    counts.update(
        _NAME + stem
        for t, stem in zip(tokens, stems, strict=True)
        if t.raw[0].isupper() and t.low not in lower
    )
    counts.update(_DIGITS + number for number in _NUMBER.findall(text))
    return {word: 1 + math.log(n) for word, n in counts.items()}


def rare_words(text: str) -> dict[str, float]:
    """The rare words of a statement, each once with its weight, in their order.

    >>> list(rare_words("Police said that tear gas had been fired near the station."))
    ['police', 'tear', 'gas', 'fired', 'near', 'station']
    """
    words = (_stem(t.low) for t in split_tokens(text) if t.kind == WORD and len(t.low) > 1)
    found = {word: _rarity(word) for word in words if word not in _of_any_text()}
    return {word: weight for word, weight in found.items() if weight > 0}


def _rarity(word: str) -> float:
    return math.log(_COMMON / common_words().get(word, _RARE))


def _stem(word: str) -> str:
    """The word without its possessive, plural or verb ending.

    >>> [_stem(word) for word in ("boxes", "overloaded", "overloading", "tanks", "guard's")]
    ['box', 'overload', 'overload', 'tank', 'guard']
    """
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in words("stem-ending"):
        if word.endswith(ending) and len(word) - len(ending) > _STEM:
            return word[: -len(ending)]
    if len(word) > _STEM and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]
    return word


def likeness(a: Profile, b: Profile) -> float:
    """The cosine of two sharpened profiles, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[word] for word, w in a.items() if word in b)


def sharpened(profiles: Iterable[Profile]) -> list[Profile]:
    """The profiles of one set of texts, each word weighed by how few of them hold it.

    Those of `_WORLD` others are counted in, so that a handful of texts about one event keep the
    words that they all have. Names, words and numbers have the length of their share, or less where
    they are few: a name or two prove little.
    """
    there = list(profiles)
    held = Counter(word for p in there for word in p)
    rarity = {word: rarity_among(word, n, len(there)) for word, n in held.items()}
    return [sharpen(p, rarity) for p in there]


def rarity_among(word: str, holders: int, texts: int) -> float:
    """How much a word tells that so many of so many texts hold."""
    return math.log((texts + _WORLD) / (holders + _WORLD * _held_anywhere(word)))


def sharpen(profile: Profile, rarity: Mapping[str, float]) -> Profile:
    """The profile of one text, each word weighed by its rarity among those it is held against."""
    return _scaled({word: x * max(0.0, rarity[word]) for word, x in profile.items()})


def _held_anywhere(word: str) -> float:
    """The share of texts about anything that hold a word."""
    seen = common_words().get(word.removeprefix(_NAME), 0) * _LENGTH / 100_000
    return max(_SELDOM, 1 - math.exp(-seen))


def _scaled(weights: Profile) -> Profile:
    squares = dict.fromkeys(_SHARES, 0.0)
    for word, weight in weights.items():
        squares[_mark(word)] += weight * weight
    by = {m: math.sqrt(_SHARES[m]) / max(_LEAST[m], math.sqrt(x)) for m, x in squares.items()}
    return {word: w * by[_mark(word)] for word, w in weights.items() if w}


def _mark(word: str) -> str:
    return word[0] if word[0] in (_NAME, _DIGITS) else _PLAIN
