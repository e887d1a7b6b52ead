"""Words that bound a number: "at least", "more than", "up to", "some", "or more", "≥".

Two tables, one for what stands before a number and one for what stands behind it; the longest
phrase wins, and several may stand together ("at least some", "more than an estimated").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.model import Bound
from reportedly.text.quantities.numerals import read_number
from reportedly.text.tokens import Token, split_tokens


class BoundWords(NamedTuple):
    """What a phrase says of the number beside it.

    Attributes:
        bound: the bound; None for a phrase that says nothing ("a total of") or an equality.
        soft: a ceiling or floor that surprises rather than contradicts ("up to", "as many as").
        lean: -1 when the number lies just below ("nearly", "just under"), 1 just above.
    """

    bound: Bound
    soft: bool = False
    lean: int = 0


class BoundMatch(NamedTuple):
    """A phrase found at tokens `first` … `last - 1`."""

    says: BoundWords
    first: int
    last: int


_AT_LEAST = BoundWords(Bound.AT_LEAST)
_MORE = BoundWords(Bound.MORE_THAN)
_JUST_MORE = BoundWords(Bound.MORE_THAN, lean=1)
_AT_MOST = BoundWords(Bound.AT_MOST)
_CEILING = BoundWords(Bound.AT_MOST, soft=True)
_FLOOR = BoundWords(Bound.AT_LEAST, soft=True)
_LESS = BoundWords(Bound.LESS_THAN)
_JUST_LESS = BoundWords(Bound.LESS_THAN, lean=-1)
_ABOUT = BoundWords(Bound.ABOUT)
_NEARLY = BoundWords(Bound.ABOUT, lean=-1)
_PLAIN = BoundWords(Bound.EXACT)

_UP = "more greater larger bigger higher older longer taller heavier further wider better".split()
_DOWN = "less fewer lower smaller younger shorter lighter cheaper narrower worse".split()

_BEFORE_ROWS: dict[BoundWords, str] = {
    _AT_LEAST: "at least|at the least|at the very least|at a minimum|at minimum|a minimum of|"
    "minimum of|minimum|not under|not below|no below|no under|at or above|≥|>=|> =|=>|⩾|"
    "at least or equal to|not fewer than|starting from|min.",
    _FLOOR: "as few as|as little as|as low as",
    _MORE: "over|above|upwards of|upward of|north of|in excess of|beyond|exceeding|exceed|exceeds|"
    "exceeded|surpassing|surpass|surpasses|surpassed|topping|topped|tops|passing|passes|"
    "well over|well above|"
    "far more than|well more than|over than|many more than|much more than|>|＞|past the",
    _JUST_MORE: "just over|just above|slightly over|slightly above|a little over|a bit over|"
    "a little more than|slightly more than|just more than|a bit more than|little more than|"
    "a shade over|barely over",
    _AT_MOST: "at most|at the most|at the very most|maximum of|a maximum of|max|max.|maximum|"
    "not over|not above|not exceeding|not to exceed|no over|no above|≤|<=|< =|=<|⩽|"
    "at or below|at or under|does not exceed|did not exceed|capped at|limited to",
    _CEILING: "up to|as many as|as much as|as high as|upto|as large as|as long as|as big as",
    _LESS: "under|below|south of|shy of|short of|well under|well below|sub-|sub|<|＜|"
    "far fewer than|far less than|much less than|well short of|beneath",
    _JUST_LESS: "just under|just below|just short of|just shy of|slightly under|slightly below|"
    "slightly less than|slightly fewer than|a little under|a little less than|a bit under|"
    "a bit less than|just less than|a shade under|not quite",
    _ABOUT: "about|around|approximately|approx|approx.|roughly|some|circa|ca.|c.|~|∼|≈|≃|≅|～|"
    "an estimated|estimated|estimated at|somewhere around|somewhere near|something like|"
    "in the region of|in the neighborhood of|in the neighbourhood of|in the vicinity of|"
    "on the order of|of the order of|in the order of|more or less|give or take|"
    "say|at about|an approximate|perhaps|±|reportedly around",
    _NEARLY: "nearly|almost|close to|approaching|nearing|virtually|near|near to|practically|"
    "the best part of|the better part of|towards|just about",
    _PLAIN: "equal to|equals|equals to|exactly|precisely|a total of|total of|just|only|"
    "a combined|an average of|averaging|a record|an additional|another|a further|as of|"
    "a whopping|a staggering|a mere|equal|=|the equivalent of|a full|no other than|merely",
}
_AFTER_ROWS: dict[BoundWords, str] = {
    _AT_LEAST: "or more|or above|or over|or higher|or greater|or better|or older|or longer|or up|"
    "and more|and above|and over|and up|and older|and upwards|and higher|or greater than|"
    "or more than|or larger|or bigger|or later|at least|at a minimum|at the least|minimum|"
    "at minimum|plus|-plus|+|or higher than|or larger than|or bigger than|or above it|and beyond|"
    "and counting|and rising|and climbing|if not more|or even more|or possibly more|"
    "or perhaps more|possibly more|perhaps more|maybe more|likely more|probably more|"
    "and possibly more|and perhaps more|and maybe more|and likely more|and probably more|"
    "and possibly many more|and perhaps many more|possibly many more|if not higher",
    _AT_MOST: "or less|or fewer|or under|or below|or lower|or younger|or smaller|or shorter|"
    "and under|and below|and less|and fewer|and younger|at most|at the most|maximum|tops|"
    "or less than|or smaller than|or lower than|or fewer than|at the very most|and lower|max",
    _PLAIN: "-strong",
    _ABOUT: "or so|or thereabouts|odd|ish|-odd|-ish|give or take|approximately|approx|more or less",
}
# "less than 5000 or equal": the equality is said afterwards.
_EQUALITY_AFTER = ("or equal to it", "or equal to", "or equal", "or equals", "or equal than")


def _comparatives() -> dict[str, BoundWords]:
    """Every comparison with its bound: "more than", "no fewer than", "equal to or less than"."""
    table = {}
    for words, strict, loose, negated in (
        (_UP, _MORE, _AT_LEAST, _AT_MOST),
        (_DOWN, _LESS, _AT_MOST, _AT_LEAST),
    ):
        for word in words:
            table[f"{word} than"] = strict
            table[f"no {word} than"] = negated
            table[f"not {word} than"] = negated
            table[f"never {word} than"] = negated
            table[f"nothing {word} than"] = negated
            for equality in ("or equal to", "or equal than", "or equals to", "or equals"):
                table[f"{word} than {equality}"] = loose
                table[f"{word} {equality}"] = loose
            table[f"{word} or equal than"] = loose
            for equality in ("equal to or", "equal or", "equals to or", "equals or"):
                table[f"{equality} {word} than"] = loose
    for adverb in ("just", "slightly", "a little", "a bit"):
        for word in ("higher", "greater", "larger", "bigger"):
            table[f"{adverb} {word} than"] = _JUST_MORE
        for word in ("lower", "smaller"):
            table[f"{adverb} {word} than"] = _JUST_LESS
    return table


def _keys(rows: dict[BoundWords, str]) -> dict[tuple[str, ...], BoundWords]:
    table = {}
    for says, phrases in rows.items():
        for phrase in phrases.split("|"):
            table[tuple(t.low for t in split_tokens(phrase))] = says
    return table


_BEFORE = _keys(_BEFORE_ROWS) | {
    tuple(phrase.split()): says for phrase, says in _comparatives().items()
}
_AFTER = _keys(_AFTER_ROWS)
_EQUALITIES = [tuple(phrase.split()) for phrase in _EQUALITY_AFTER]
_LAST_WORDS = frozenset(key[-1] for key in _BEFORE)
_FIRST_WORDS = frozenset(key[0] for key in _AFTER)
_LONGEST_BEFORE = max(map(len, _BEFORE))
_LONGEST_AFTER = max(map(len, _AFTER))


def find_bound_before(tokens: Sequence[Token], at: int, floor: int = 0) -> BoundMatch | None:
    """The longest bound phrase that ends right before token `at`, from token `floor` on."""
    if at <= floor or tokens[at - 1].low not in _LAST_WORDS:
        return None
    for length in range(min(_LONGEST_BEFORE, at - floor), 0, -1):
        says = _BEFORE.get(tuple(t.low for t in tokens[at - length : at]))
        if says is not None:
            return BoundMatch(says, at - length, at)
    return None


def find_bound_after(tokens: Sequence[Token], at: int) -> BoundMatch | None:
    """The longest bound phrase that starts at token `at`."""
    if at >= len(tokens) or tokens[at].low not in _FIRST_WORDS:
        return None
    for length in range(min(_LONGEST_AFTER, len(tokens) - at), 0, -1):
        says = _AFTER.get(tuple(t.low for t in tokens[at : at + length]))
        if says is not None and not _goes_on(tokens, at + length):
            return BoundMatch(says, at, at + length)
    return None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """True when the words bound a number still to come: "30 and less than 40"."""
    return at < len(tokens) and (
        tokens[at].low in ("than", "or", "equal") or read_number(tokens, at) is not None
    )


def find_equality_after(tokens: Sequence[Token], at: int) -> int:
    """The token behind an "or equal" that starts at `at`; `at` when there is none."""
    for key in _EQUALITIES:
        if tuple(t.low for t in tokens[at : at + len(key)]) == key:
            return at + len(key)
    return at
