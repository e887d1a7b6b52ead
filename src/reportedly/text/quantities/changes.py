"""What rose or fell: "the toll rose from 90 to 112" states 112, and that it was 90 before.

A range leaves a number open; a change does not. So the figure of a change is the number reached,
and the number it came from is kept beside it as `Quantity.earlier`. Only what is told as a
movement is one: "prices range from $5 to $20" and "from 30 to 40 rebels" stay ranges.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.text.lexicon import words
from reportedly.text.quantities.draft import Draft
from reportedly.text.tokens import Token, Tokens

_MOVES = words("move")
_RANGES = words("range-word")
_BACK = 9  # tokens before "from" in which the verb stands: "fell for a third month running from"
_EARLIER, _ARTICLES = words("earlier-toll"), words("a-or-the")
_STOPS = frozenset(".;:!?—()")
_BY = words("step")
_BETWEEN_LEVELS = 8  # tokens between a level and the one it came from

_BETWEEN_CLAUSES = 30  # the same where "up from 90" stands: "112 died when …, police said, up from"


def is_change(tokens: Tokens, draft: Draft) -> bool:
    """True for a range told with "from" that says where something was and where it got to."""
    if draft.ends is None or tokens[draft.first].low != "from":
        return False
    if tokens.low(draft.last) == "to":
        return False  # "from 5 to 7 percent to 3 to 5 percent" changes a range
    return draft.moved is not None or moves_before(tokens, draft.first)


def moves_before(tokens: Tokens, at: int) -> bool:
    """True when the words before "from" at token `at` tell a movement; the nearest word wins."""
    for place in range(at - 1, max(-1, at - 1 - _BACK), -1):
        low = tokens[place].low
        if tokens[place].raw in _STOPS or low in _RANGES:
            return False
        if low in _MOVES:
            return True
    return False


def came_from(tokens: Tokens, level: Draft, other: Draft) -> bool:
    """True when `other` is what `level` came from, told behind it or before it.

    "rose to 112 from 90", "112, up from 90", "revised from 16 to at least 18".
    """
    if level.unit is not None and other.unit is not None and level.unit != other.unit:
        return False
    if other.first < level.first:
        between = tokens[other.last : level.first]
        start = other.first if tokens.low(other.first) == "from" else other.first - 1
        return (
            tokens.low(start) == "from"
            and between[-1:] != []
            and between[-1].low == "to"
            and _is_short(between)
            and moves_before(tokens, start)
        )
    at = _before_noun(tokens, other.first)
    if tokens.low(at) != "from":
        return False
    between = tokens[level.last : at]
    if tokens.low(at - 1) in ("up", "down"):
        return _is_short(between, _BETWEEN_CLAUSES)
    reached = tokens.low(level.first - 1) in ("to", "at") and moves_before(tokens, level.first)
    return reached and _is_short(between)


def _before_noun(tokens: Tokens, at: int) -> int:
    """The token before a level's own introduction: "from a previous toll of 90"."""
    before = at - 1
    if tokens.low(before) == "of":
        for place in range(before - 1, max(-1, before - 6), -1):
            if tokens.low(place) == "from":
                return place
    if tokens.low(before) in _EARLIER:
        before -= 1
        before -= tokens.low(before) in _ARTICLES
    return before


def is_step(tokens: Tokens, draft: Draft) -> bool:
    """True for how far something moved: "rose by 22 to 112", "112, up 22 from 90"."""
    return tokens.low(draft.first - 1) in _BY


def _is_short(between: Sequence[Token], most: int = _BETWEEN_LEVELS) -> bool:
    return len(between) <= most and not any(t.raw in _STOPS for t in between)
