"""What happened to those who are counted, also where two measures are said as one.

"30 killed or wounded" counts neither the killed nor the wounded: nobody can say how many of the
30 are which. Such a union is a measure of its own. Killed and wounded together are `casualties`,
which is what casualty recorders call them (see `words/measures.tsv`); other unions are named by
their parts ("killed or missing"), in the order of that table, so that whoever counts the same names
the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.text.lexicon import measure_of, rank_of, words
from reportedly.text.tokens import WORD, Tokens

_FILLERS = words("filler")
# Two states that exclude each other are counted together by "and" as well; "abducted and killed"
# tells two things of the same people.
_EXCLUSIVE = (words("state-of-people"), words("state-of-things"))
# "wounded and died" is a course of events.
_OUTCOMES = words("outcome")
_COURSE = words("course")
_CASUALTIES = frozenset({"killed", "wounded"})


class Union(NamedTuple):
    """One measure, or the union of several, said at tokens `first` … `last - 1`."""

    measure: str
    first: int
    last: int


def read_union(tokens: Tokens, at: int) -> Union | None:
    """The union that token `at` is of, one measure or several; None when it says no measure.

    "killed or wounded" is one union, whichever of its words is asked for.
    """
    if not 0 <= at < len(tokens) or measure_of(tokens[at].low) is None:
        return None
    first = at
    while (before := _linked_before(tokens, first)) is not None:
        first = before
    places = [first]
    last = kept = first + 1
    while (found := _linked_behind(tokens, places[-1], last)) is not None:
        place, link = found
        places.append(place)
        last = place + 1
        kept = last if link else kept
    told = [p for p in places if p < kept]
    if not told[0] <= at < kept:
        told, kept = [at], at + 1
    return Union(_name(tokens, told), told[0], kept)


def _name(tokens: Tokens, places: Sequence[int]) -> str:
    measures = {measure_of(tokens[p].low) or "" for p in places}
    if measures >= _CASUALTIES:
        measures = (measures - _CASUALTIES) | {"casualties"}
    return " or ".join(sorted(measures, key=rank_of))


def _linked_behind(tokens: Tokens, place: int, at: int) -> tuple[int, bool] | None:
    """The next word of a union, and whether a conjunction (not a bare comma) links it."""
    comma = tokens.low(at) == ","
    at += comma
    link = _link(tokens, at)
    at += link
    if not (comma or link):
        return None
    either = (link and tokens.low(at - 1) != "and") or link > 1
    for step in range(3):
        low = tokens.low(at + step)
        if measure_of(low) is not None and low not in _FILLERS:
            joins = not link or either or _excludes(tokens[place].low, low)
            return (at + step, link > 0) if joins else None
        if not (low in _FILLERS or (low.endswith("ly") and low not in _COURSE)):
            return None
    return None


def _linked_before(tokens: Tokens, first: int) -> int | None:
    """The word of a union before token `first`, when the words between link the two."""
    for place in range(first - 1, max(-1, first - 6), -1):
        token = tokens[place]
        if measure_of(token.low) is not None and token.low not in _FILLERS:
            found = _linked_behind(tokens, place, place + 1)
            return place if found is not None and found[0] == first else None
        if token.kind != WORD and token.raw not in (",", "/"):
            return None
    return None


def _link(tokens: Tokens, at: int) -> int:
    """How many tokens link here: "or", "and", "and/or", "/"."""
    words = [t.low for t in tokens[at : at + 3]]
    if words == ["and", "/", "or"]:
        return 3
    return 1 if words[:1] in (["or"], ["and"], ["/"]) else 0


def _excludes(a: str, b: str) -> bool:
    """True when nobody counted under the one word is counted under the other."""
    first, second = measure_of(a), measure_of(b)
    return (
        b not in _OUTCOMES
        and first != second
        and any(first in states and second in states for states in _EXCLUSIVE)
    )
