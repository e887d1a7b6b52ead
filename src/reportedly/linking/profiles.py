"""What a text is told by: its rare words, names above all, each with a weight.

A word weighs by how rarely it stands in our own corpus (`words/common.tsv`): one in five hundred or
more weighs nothing. Names and words of the title weigh double.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from reportedly.text.lexicon import common_words, full_names, units, words
from reportedly.text.tokens import WORD, split_tokens

Profile = Mapping[str, float]
"""Word → weight, of length one or less."""

_COMMON = 200  # per 100,000 words: from here on a word says nothing
_RARE = 1  # what is counted of a word that our corpus does not have
_DOUBLE = 2.0
_PRIOR = 50  # texts
_LEAST = 25.0  # the length of a profile of half a dozen rare words
_STEM = 4  # letters that are left at least
_FEW = 4  # words in common


@cache
def _of_any_text() -> frozenset[str]:
    """Names of days, months and units, which stand in texts about anything."""
    of_units = (_stem(word) for name in units() for word in name.split())
    return frozenset((*full_names("weekday"), *full_names("month"), *of_units))


def read_profile(text: str, title: str | None = None) -> Profile:
    """The rare words of a text with their weights.

    Args:
        text: all of it, or the sentences that tell of one event.
        title: its headline, whose words weigh double.
    """
    tokens = [t for t in split_tokens(text) if t.kind == WORD and len(t.low) > 1]
    lower = Counter(t.low for t in tokens if t.raw == t.low)
    head = {t.low for t in split_tokens(title or "")}
    counts = Counter(_stem(t.low) for t in tokens)
    named = {_stem(t.low) for t in tokens if t.raw[0].isupper() and not lower[t.low]}
    heads = {_stem(word) for word in head}
    weights = {}
    for word, n in counts.items():
        weight = _rarity(word)
        if weight <= 0 or word in _of_any_text():
            continue
        weight *= 1 + math.log(n)
        weight *= _DOUBLE if word in named else 1
        weight *= _DOUBLE if word in heads else 1
        weights[word] = weight
    return normed(weights)


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


def normed(weights: Mapping[str, float]) -> Profile:
    """The same weights at length one, or shorter where they are few: a name or two prove little."""
    length = max(_LEAST, _length(weights))
    return {word: w / length for word, w in weights.items()}


def likeness(a: Profile, b: Profile) -> float:
    """The cosine of two profiles, 0 to 1, lowered where it rests on a few words."""
    if len(b) < len(a):
        a, b = b, a
    shared = [w * b[word] for word, w in a.items() if word in b]
    return sum(shared) * len(shared) / (len(shared) + _FEW)


def sharpened(profiles: Iterable[Profile]) -> list[Profile]:
    """Profiles of one set of texts in which words that many of them share weigh less.

    How many texts hold a word is smoothed by `_PRIOR` others of which one in fifty does, so that a
    handful of texts about one event keep the words that they all have.
    """
    there = list(profiles)
    held = Counter(word for p in there for word in p)
    whole = len(there) + _PRIOR
    return [
        _rescaled({w: x * math.log(whole / (held[w] + _PRIOR / 50)) for w, x in p.items()}, p)
        for p in there
    ]


def _rescaled(weights: Profile, like: Profile) -> Profile:
    """Weights at the length of another profile."""
    now, then = _length(weights), _length(like)
    return {word: w * then / now for word, w in weights.items()} if now else weights


def _length(weights: Profile) -> float:
    return math.sqrt(sum(w * w for w in weights.values()))
