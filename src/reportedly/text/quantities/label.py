"""Labels before a figure: "Killed: 9", "Houses destroyed: 418", "Wounded – 30", "Wounded (30)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportedly.text.lexicon import (
    counts_people,
    either,
    is_counted_measure,
    measure,
    measure_of,
)
from reportedly.text.lexicon import words as classed
from reportedly.text.nouns import singular
from reportedly.text.quantities.counted import is_plural
from reportedly.text.tokens import DIGITS, SIGN, WORD, Tokens

_WARDS = classed("ward")
_DASHES = frozenset("-–—")
_ENDS = _DASHES | set(":(→⇒")
_LONGEST_ASIDE = 14  # tokens
_LONGEST = 8  # words
_LONGEST_LABEL = 4  # words of a label that ends with a dash and in a measure
_LINE = re.compile(r"[^\W\d][^\n.;:!?]*:\s*$")
_ENDS_LINE = re.compile(r"[^\s.;]+\s*(?:[.;]\s|$)", re.MULTILINE)
_COUNTS = re.compile(rf"\b(?:{either('count-word')})\b", re.IGNORECASE)
_LONGEST_THING = 3  # words of a label that names no measure: "New schools: 4"


class Label(NamedTuple):
    """What a label says of the figure behind it; each None where it says nothing."""

    unit: str | None
    measure: str | None
    population: str | None


def read_label(tokens: Tokens, at: int) -> Label | None:
    """The label that ends right before token `at`, or None when none does.

    It ends with a colon; where it is a measure, with a bracket, where it ends in one, with a dash.
    """
    if end := _before_bracket(tokens, at):
        outside = read_label(Tokens([*tokens[:end], tokens[at - 1]]), end + 1)
        if outside is not None and outside.measure is not None:
            return outside
    words = label_words(tokens, at)
    dashed = tokens.low(at - 1) in _DASHES
    core = words[-1:] if dashed and len(words) <= _LONGEST_LABEL else words
    if not words or (tokens.low(at - 1) != ":" and measure(" ".join(core)) is None):
        return None
    spans = [words[a:b] for a in range(len(words)) for b in range(len(words), a, -1)]
    said = next((m.name for span in spans if (m := measure(" ".join(span)))), None)
    if said is None and not _WARDS.isdisjoint(words):
        said = "hospitalised"  # "Burns unit: 16"
    named = tokens[_label_start(tokens, at) : at - 1]
    nouns = [t for t in named if t.kind == WORD and is_plural(t)]
    things = [t.low for t in nouns if not is_counted_measure(t.low)]
    if said is None and (not things or len(words) > _LONGEST_THING):
        return None
    who = next((t for t in things if counts_people(t) and measure_of(t) is None), None)
    return Label(singular(things[0]) if things else None, said, who)


def _before_bracket(tokens: Tokens, at: int) -> int:
    """The token that opens the bracket in "Injured (all hospitals, provisional): ", else 0."""
    if tokens.low(at - 1) != ":" or tokens.low(at - 2) != ")":
        return 0
    near = range(at - 3, max(0, at - _LONGEST_ASIDE), -1)
    return next((n for n in near if tokens.low(n) == "("), 0)


def opens_label(tokens: Tokens, at: int) -> bool:
    """True before the label of the next figure: "Killed: 9 Houses destroyed: 418"."""
    for token in tokens[at : at + _LONGEST_THING + 1]:
        if token.raw == ":":
            return True
        if token.kind != WORD:
            return False
    return False


def label_words(tokens: Tokens, at: int) -> list[str]:
    """The words, in lower case, of the label that ends right before token `at`."""
    end = tokens.low(at - 1)
    if end not in _ENDS or (end in _DASHES and tokens[at - 1].glued):
        return []
    if end == ":" and at > 1 and tokens[at - 2].kind == DIGITS:
        return []  # "killed 29: 20 in Dor"
    return [t.low for t in tokens[_label_start(tokens, at) : at - 1] if t.kind == WORD]


def _label_start(tokens: Tokens, at: int) -> int:
    first = at - 1
    while first > 0 and at - first <= _LONGEST and not _ends_label(tokens, first - 1):
        first -= 1
    return first


def _ends_label(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind == SIGN and tokens[at].raw in ".;:!?,-–—•*"


def is_labelled(text: str, start: int) -> bool:
    """True for a number behind a label of its line that says in words what is counted.

    >>> is_labelled("Lost their sight, or part of it: 12", 33)
    True
    >>> is_labelled("The count at noon: 12", 19)
    False
    """
    label = _LINE.search(text, text.rfind("\n", 0, start) + 1, start)
    ends = (
        _ENDS_LINE.match(text, start) is not None
    )  # "The magnitudes differ: 6.1 in Arvan" goes on
    return label is not None and ends and _COUNTS.search(label[0]) is None
