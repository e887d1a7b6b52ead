"""Drafts of figures: a number joined with its sign, currency, unit and bound words.

The steps are functions over one list of tokens. Each draft knows its tokens, so later steps
(ranges, pairs of units, what is counted) look only at what stands between and around drafts.
"""

from __future__ import annotations

from decimal import Decimal

from reportedly.text.lexicon import words
from reportedly.text.quantities.bounding import add_bounds
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.number import Number
from reportedly.text.quantities.numerals import read_number, read_ordinal
from reportedly.text.quantities.spelled import NUMBER_WORDS, PLACE_WORDS
from reportedly.text.quantities.unit_behind import add_unit
from reportedly.text.quantities.units import (
    find_currency_before,
)
from reportedly.text.tokens import WORD, Tokens

MINUS = frozenset("-−‒–﹣－")
_MINUS_WORDS = frozenset({"minus", "negative"})


def read_drafts(tokens: Tokens) -> list[Draft]:
    """Every number of the tokens as a draft with unit and bounds, in order, none overlapping."""
    drafts: list[Draft] = []
    at = floor = 0
    tables = _find_tables(tokens)
    while at < len(tokens):
        if at in tables:
            at = floor = tables[at]
            continue
        token = tokens[at]
        if token.kind == WORD and token.low not in NUMBER_WORDS and token.low not in PLACE_WORDS:
            at += 1
            continue
        number = read_number(tokens, at) or _read_place(tokens, at)
        if number is None:
            at += 1
            continue
        draft = _read_draft(tokens, _with_digits(tokens, number), floor)
        drafts.append(draft)
        at = floor = max(draft.last, number.last)
    return drafts


def _with_digits(tokens: Tokens, number: Number) -> Number:
    """The number in words with the same in digits: "two hundred (200) men"."""
    at = number.last
    spelled = tokens[number.first].kind == WORD
    if not spelled or tokens.low(at) != "(" or tokens.low(at + 2) != ")":
        return number
    again = read_number(tokens, at + 1)
    same = again is not None and again.last == at + 2 and again.value == number.value
    return number._replace(last=at + 3) if same else number


# No sentence lists as many numbers and signs without a word between them.
_LONGEST_ROW = 48


def _find_tables(tokens: Tokens) -> dict[int, int]:
    """Rows of a table in the text: where each begins, and the token behind it.

    A table says what its numbers are in its heading, so nothing can be read from a row; passing
    over them also bounds the time that a file of nothing but numbers takes.
    """
    tables = {}
    begins = 0
    for at, token in enumerate(tokens):
        if token.kind == WORD and token.low not in NUMBER_WORDS:
            if at - begins > _LONGEST_ROW:
                tables[begins] = at
            begins = at + 1
    if len(tokens) - begins > _LONGEST_ROW:
        tables[begins] = len(tokens)
    return tables


def _read_place(tokens: Tokens, at: int) -> Number | None:
    """An ordinal that may end a range of places: "between the tenth and the fifteenth"."""
    if at < 2 or tokens[at - 1].low != "the" or tokens[at - 2].low not in _BEFORE_PLACES:
        return None
    return read_ordinal(tokens, at)


_BEFORE_PLACES = words("before-the-tenth")


def _bare(number: Number) -> Draft:
    return Draft(
        first=number.first,
        last=number.last,
        core=number.first,
        number=number,
        low=number.value,
        high=number.value,
        low_step=number.step,
        high_step=number.step,
        core_last=number.last,
    )


def _read_draft(tokens: Tokens, number: Number, floor: int) -> Draft:
    draft = _bare(number)
    _add_sign(tokens, draft, floor)
    _add_currency(tokens, draft, floor)
    _add_sign(tokens, draft, floor)
    add_unit(tokens, draft)
    draft.first, draft.core_last = draft.core, draft.last
    add_bounds(tokens, draft, floor)
    return draft


def _add_sign(tokens: Tokens, draft: Draft, floor: int) -> None:
    at = draft.core - 1
    if at < floor:
        return
    sign = tokens[at]
    either = [t.low for t in tokens[max(floor, at - 2) : at]] == ["plus", "or"]
    tied = sign.raw in MINUS and tokens.touches(at) and tokens.low(at - 1) in _MINUS_WORDS
    if tied and at > floor:
        draft.scale_by(Decimal(-1))  # "minus-40 degrees"
        draft.core = at - 1
    elif sign.low == "minus" and either:
        draft.core = at - 2  # a margin of error is a size
    elif sign.low in _MINUS_WORDS or (
        sign.raw in MINUS and tokens[draft.core].glued and _opens(tokens, at, floor)
    ):
        draft.scale_by(Decimal(-1))
        draft.core = at
    elif sign.raw == "+" and tokens[draft.core].glued and (at == 0 or not sign.glued):
        draft.core = at


def _opens(tokens: Tokens, at: int, floor: int) -> bool:
    """True when the sign at `at` belongs to what follows: a space or an opening stands before."""
    return (
        at == 0 or not tokens[at].glued or (at > floor - 1 and tokens[at - 1].raw in "([{<>=~≈$£€:")
    )


def _add_currency(tokens: Tokens, draft: Draft, floor: int) -> None:
    if draft.unit is not None:
        return
    found = find_currency_before(tokens, draft.core, floor)
    if found is not None:
        draft.unit, draft.core = found.name, found.first
        if draft.core > floor and tokens[draft.core - 1].low == "us" and found.name == "dollar":
            draft.core -= 1
