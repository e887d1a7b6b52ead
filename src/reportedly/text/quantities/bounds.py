"""Words that bound a number: "at least", "more than", "up to", "some", "or more", "≥".

The longest phrase of `words/bounds.tsv` wins, and several may stand together ("at least some",
"more than an estimated").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportedly.text.lexicon import BoundWords, bounds_before, bounds_behind, words
from reportedly.text.quantities.numerals import read_number
from reportedly.text.tokens import Tokens, split_tokens

Key = tuple[str, ...]


class BoundMatch(NamedTuple):
    """A phrase found at tokens `first` … `last - 1`."""

    says: BoundWords
    first: int
    last: int


def _key(phrase: str) -> Key:
    return tuple(t.low for t in split_tokens(phrase))


def _keys(phrases: Mapping[str, BoundWords]) -> dict[Key, BoundWords]:
    return {_key(phrase): says for phrase, says in phrases.items()}


_BEFORE, _BEHIND = _keys(bounds_before()), _keys(bounds_behind())
_EQUALITIES = sorted(map(_key, words("equality")), key=len, reverse=True)
_LAST_WORDS, _FIRST_WORDS = frozenset(k[-1] for k in _BEFORE), frozenset(k[0] for k in _BEHIND)
_LONGEST_BEFORE, _LONGEST_BEHIND = max(map(len, _BEFORE)), max(map(len, _BEHIND))


def find_bound_before(tokens: Tokens, at: int, floor: int = 0) -> BoundMatch | None:
    """The longest bound phrase that ends right before token `at`, from token `floor` on."""
    if at <= floor or tokens[at - 1].low not in _LAST_WORDS:
        return None
    for length in range(min(_LONGEST_BEFORE, at - floor), 0, -1):
        says = _BEFORE.get(tuple(t.low for t in tokens[at - length : at]))
        if says is not None:
            return BoundMatch(says, at - length, at)
    return None


def find_bound_after(tokens: Tokens, at: int) -> BoundMatch | None:
    """The longest bound phrase that starts at token `at`."""
    if at >= len(tokens) or tokens[at].low not in _FIRST_WORDS:
        return None
    for length in range(min(_LONGEST_BEHIND, len(tokens) - at), 0, -1):
        says = _BEHIND.get(tuple(t.low for t in tokens[at : at + length]))
        if says is not None and not _goes_on(tokens, at + length):
            return BoundMatch(says, at, at + length)
    return None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """True when the words bound a number still to come: "30 and less than 40"."""
    return at < len(tokens) and (
        tokens[at].low in _BOUND_GOES_ON or read_number(tokens, at) is not None
    )


_BOUND_GOES_ON = words("bound-goes-on")


def find_equality_after(tokens: Tokens, at: int) -> int:
    """The token behind an "or equal" that starts at `at`; `at` when there is none."""
    for key in _EQUALITIES:
        if tuple(t.low for t in tokens[at : at + len(key)]) == key:
            return at + len(key)
    return at
