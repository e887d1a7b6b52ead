"""The unit behind a number: what it is, and what is written together with it.

"1.2m people", "$20 a barrel", "two hours and a half", "5 feet 2 inches", "3,200-square-foot".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reportedly.model import Bound
from reportedly.text.lexicon import load, units, words
from reportedly.text.patterns import Rule
from reportedly.text.quantities.counted import find_counted, is_plural
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.number import Number
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.spelled import HYPHENS, SCALES
from reportedly.text.quantities.units import (
    CURRENCY,
    UnitMatch,
    dimension_of,
    find_currency_before,
    find_unit,
    has_flag,
    is_code_here,
    read_rate,
)
from reportedly.text.rules import Grammar
from reportedly.text.tokens import DIGITS, FRACTION, SIGN, WORD, Token, Tokens

_WITHIN = words("within")
_FEET, _INCHES = "'′’", '"″”'
_DEGREES = frozenset("CFK")
_AMOUNTS = words("amount")
_LENGTHS = words("length-word")
_NOT_COUNTED = words("not-counted")
_COINS = words("coin")
_AFTER_COMMA = words("part-behind-comma")
_QUOTES = frozenset("′'\"″")


def add_unit(tokens: Tokens, draft: Draft) -> None:
    """Give a draft the unit behind its number, with all that is written with it."""
    if draft.number.last >= len(tokens):
        return
    if draft.unit is not None:
        _add_price_tail(tokens, draft)
    elif not (_reads_million(tokens, draft) or _reads_height(tokens, draft)):
        match = _unit_behind(tokens, draft)
        if match is not None:
            _take(tokens, draft, match)
    _add_smaller_unit(tokens, draft)


def _unit_behind(tokens: Tokens, draft: Draft) -> UnitMatch | None:
    at = draft.number.last
    if tokens[at].raw == "+" and tokens[at].glued and find_unit(tokens, at + 1) is not None:
        draft.bound, draft.bounded, at = Bound.AT_LEAST, True, at + 1  # "50+ km"
    match = find_unit(tokens, at)
    if match is not None and decide(tokens, match, draft.number)[0]:
        return match
    if draft.number.form == "fraction" and match is None:
        match = _find_unit_of_piece(tokens, at)
        if match is not None:
            return match
    tied = tokens[at].raw in HYPHENS and tokens[at].glued and tokens.touches(at + 1)
    if not tied or (tokens.low(at + 1) == "in" and tokens.low(at + 2) == "-"):
        return None  # "a 1-in-5 chance"
    match = find_unit(tokens, at + 1) or _find_tied_unit(tokens, at + 1)
    if match is None or tokens[at + 1].kind != WORD or len(tokens[at + 1].raw) < 2:
        return None
    draft.hyphenated = True
    return _find_tied_unit(tokens, at + 1) or match


def _take(tokens: Tokens, draft: Draft, match: UnitMatch) -> None:
    name = match.name
    if name == "pound-mass" and draft.number.scaled and "pound" in tokens[match.first].low:
        name = "pound sterling"
    draft.unit, draft.last = name, match.last
    _add_part(tokens, draft)
    if dimension_of(name) == CURRENCY:
        _add_scale_behind(tokens, draft)


def _find_tied_unit(tokens: Tokens, at: int) -> UnitMatch | None:
    """The unit in "3,200-square-foot", whose words are tied by hyphens too."""
    if at + 2 >= len(tokens) or tokens[at + 1].raw not in HYPHENS or not tokens[at + 2].glued:
        return None
    found = find_unit(Tokens([tokens[at], tokens[at + 2]]), 0)
    return UnitMatch(found.name, at, at + 3) if found is not None and found.last == 2 else None


class Candidate(NamedTuple):
    """What was read as a unit behind a number, of which rules ask whether it is one."""

    tokens: Tokens
    match: UnitMatch
    number: Number

    @property
    def word(self) -> Token:
        """Its only token, or an empty one where it has several."""
        alone = self.match.last - self.match.first == 1
        return self.tokens[self.match.first] if alone else _NOTHING


_NOTHING = Token(SIGN, 0, 0, "", "", True)


def decide(tokens: Tokens, match: UnitMatch, number: Number) -> tuple[bool, str]:
    """Whether what was read as a unit is one, and the name of the rule that says so, or ""."""
    candidate = Candidate(tokens, match, number)
    found = _rules().around("UNIT", tokens, match.first, match.last, candidate)
    return (True, "") if found is None else (found.rule.action == "yes", found.rule.name)


def unit_rules() -> list[Rule]:
    """All rules, with their examples."""
    return _rules().groups["UNIT"]


_ASKS: Mapping[str, Callable[[Candidate], bool]] = {
    "apart": lambda c: not c.tokens[c.match.first].glued,
    "sign-apart": lambda c: c.word.kind == SIGN and bool(c.word.raw) and not c.word.glued,
    "scaled": lambda c: c.number.scaled,
    "currency": lambda c: dimension_of(c.match.name) == CURRENCY,
    "code-as-word": lambda c: not is_code_here(c.word),
    "in": lambda c: c.word.raw == "in",
    "second": lambda c: c.word.low == "second",
    "capital-name": lambda c: c.word.raw.istitle() and has_flag(c.match.name, "name"),
    "material": lambda c: c.word.low == c.match.name and has_flag(c.match.name, "material"),
    "degree": lambda c: c.word.raw in _DEGREES,
    "quote": lambda c: c.tokens[c.match.first].raw in _QUOTES,
}


@cache
def _rules() -> Grammar:
    tests: Mapping[str, Callable[[Tokens, int], bool]] = {
        "digits": lambda tokens, at: tokens[at].kind == DIGITS,
        "plural": lambda tokens, at: is_plural(tokens[at]),
    }
    return Grammar(load("quantities/units.rules"), "units.rules", tests, {}, _ASKS)


def _find_unit_of_piece(tokens: Tokens, at: int) -> UnitMatch | None:
    """The unit in "1/16 of a US pint", "a quarter of a mile", "half an hour"."""
    words = [t.low for t in tokens[at : at + 3]]
    at += words[:1] == ["of"]
    if words[words[:1] == ["of"] :][:1] not in (["a"], ["an"], ["one"]):
        return None
    at += 1
    at += at < len(tokens) and tokens[at].low in ("us", "imperial")
    match = find_unit(tokens, at)
    return match if match is not None and match.name != "percentage" else None


def _reads_million(tokens: Tokens, draft: Draft) -> bool:
    """Reads "1.2m people": a touching m is million before something counted, else metres."""
    at = draft.number.last
    if tokens[at].raw != "m" or not tokens[at].glued or draft.number.scaled:
        return False
    behind = find_unit(tokens, at + 1)
    dimension = "" if behind is None else dimension_of(behind.name)
    if _ends_price(tokens, draft.core):
        draft.number = draft.number._replace(scale=SCALES["million"])
    elif _rises(tokens, draft.core) and dimension != "length":
        pass
    elif behind is not None and dimension in (CURRENCY, "volume"):
        draft.unit = behind.name
    elif not _counts(tokens, at + 1):
        return False
    draft.scale_by(SCALES["million"])
    draft.last = behind.last if behind is not None and draft.unit else at + 1
    return True


def _counts(tokens: Tokens, at: int) -> bool:
    """True where a plural follows, with one word before it at most: "people", "young people"."""
    near = tokens.low(at - 3) in _WITHIN or not _LENGTHS.isdisjoint(
        [t.low for t in tokens[at : at + 6]]
    )
    if tokens.low(at) == "of" and not near:
        counted = find_counted(tokens, at)  # "35m of the pumps"; not "within 35m of the pumps"
        return counted is not None
    first, second = tokens[at : at + 1], tokens[at + 1 : at + 2]
    if not first or first[0].kind != WORD or first[0].glued:
        return False
    plural_next = bool(second) and second[0].kind == WORD and is_plural(second[0])
    return is_plural(first[0]) or (plural_next and first[0].low not in _NOT_COUNTED)


def _ends_price(tokens: Tokens, at: int) -> bool:
    """True for the second number of "$20-30m", whose currency was said with the first."""
    if at < 3 or not (tokens[at - 1].raw in HYPHENS or tokens[at - 1].low in ("to", "and")):
        return False
    return tokens[at - 2].kind == DIGITS and find_currency_before(tokens, at - 2) is not None


def _reads_height(tokens: Tokens, draft: Draft) -> bool:
    """Reads 5'10" and 5′ 10″: feet and inches, which are fewer than twelve."""
    at = draft.number.last
    feet, behind = tokens[at], tokens[at + 1 : at + 4]
    if feet.raw not in _FEET or not feet.glued or not behind or draft.number.value >= 100:
        return False
    inches, fraction = behind[0], len(behind) > 1 and behind[1].kind == FRACTION
    signs = behind[1 + fraction : 3 + fraction]
    if not inches.raw.isdecimal() or int(inches.raw) > 11 or len(inches.raw) > 2:
        return False
    doubled = len(signs) > 1 and signs[0].raw in _FEET and signs[1].raw == signs[0].raw
    closed = bool(signs) and signs[0].glued and (signs[0].raw in _INCHES or doubled)
    if not closed and not (inches.glued and 3 <= draft.number.value <= 8 and not fraction):
        return False
    number = read_number(tokens, at + 1)
    if number is None:
        return False
    draft.unit, draft.last = "foot", number.last + (1 + doubled if closed else 0)
    draft.low = draft.high = draft.low + number.value / 12
    draft.low_step = draft.high_step = number.step / 12
    return True


def _rises(tokens: Tokens, at: int) -> bool:
    """True when the words before speak of an amount and not of a length."""
    words = {t.low for t in tokens[max(0, at - 8) : at]}
    return bool(words & _AMOUNTS) and not words & _LENGTHS


def _add_price_tail(tokens: Tokens, draft: Draft) -> None:
    """After a currency sign: "m" for million, "a month", "per barrel", a second naming."""
    at = draft.last
    if tokens[at].glued and tokens[at].raw == "m" and not draft.number.scaled:
        draft.scale_by(Decimal(10) ** 6)
        at += 1
    elif tokens[at].glued and tokens[at].low in ("tr", "trl") and not draft.number.scaled:
        draft.scale_by(Decimal(10) ** 12)
        at += 1
    draft.last = at
    assert draft.unit is not None
    if at < len(tokens) and draft.unit == "dollar":
        at = _skip_country(tokens, at)
    match = find_unit(tokens, at)
    money = "" if match is None else match.name.split(" per ")[0]
    names_money = dimension_of(money) == CURRENCY and money not in _COINS
    if match is not None and names_money:
        draft.unit, draft.last = match.name, match.last
        return
    rate = read_rate(tokens, at)
    if rate is not None:
        draft.unit, draft.last = f"{draft.unit} per {rate[0]}", rate[1]
    elif at > draft.last:
        draft.last = at


def _skip_country(tokens: Tokens, at: int) -> int:
    if tokens[at].raw == "US":
        return at + 1
    if [t.raw for t in tokens[at : at + 4]] == ["U", ".", "S", "."]:
        return at + 4
    return at


def _add_part(tokens: Tokens, draft: Draft) -> None:
    """Reads "an hour and a half", "a mile and a quarter"."""
    if [t.low for t in tokens[draft.last : draft.last + 2]] != ["and", "a"]:
        return
    part = read_number(tokens, draft.last + 1)
    if part is None or part.form != "fraction" or find_unit(tokens, part.last) is not None:
        return
    share = part.value * draft.number.scale
    draft.low, draft.high = draft.low + share, draft.high + share
    draft.low_step = draft.high_step = share
    draft.last = part.last


def _add_scale_behind(tokens: Tokens, draft: Draft) -> None:
    """Reads "75 USD million": the scale word stands behind the code."""
    scale = SCALES.get(tokens.low(draft.last))
    if scale is not None and not draft.number.scaled:
        draft.scale_by(scale)
        draft.last += 1


def _add_smaller_unit(tokens: Tokens, draft: Draft) -> None:
    """Reads "5 feet 2 inches", "two hours, one minute and nine seconds" in the largest unit."""
    unit, parts = draft.unit or "", Decimal(1)
    if draft.hyphenated and unit == "foot":
        _add_tied_inches(tokens, draft)
    sign = -1 if draft.low < 0 else 1
    while unit in units() and (made_of := units()[unit].parts) is not None:
        count, unit = Decimal(made_of[0]), made_of[1]
        parts *= count
        piece = _read_piece(tokens, draft.last, unit, count)
        if piece is None:
            return
        number, draft.last = piece
        draft.low = draft.high = draft.low + sign * number.value / parts
        draft.low_step = draft.high_step = number.step / parts


def _add_tied_inches(tokens: Tokens, draft: Draft) -> None:
    """Reads "6-foot-4"."""
    tied = tokens[draft.last : draft.last + 2]
    if len(tied) < 2 or tied[0].raw not in HYPHENS or not (tied[0].glued and tied[1].glued):
        return
    if tied[1].raw.isdecimal() and int(tied[1].raw) < 12:
        draft.low = draft.high = draft.low + Decimal(tied[1].raw) / 12
        draft.low_step = draft.high_step = 1 / Decimal(12)
        draft.last += 2


def _read_piece(tokens: Tokens, at: int, unit: str, count: Decimal) -> tuple[Number, int] | None:
    """A number of a smaller unit, fewer than make a larger one, and the token behind it."""
    if at >= len(tokens):
        return None
    if tokens[at].low == "and" or (tokens[at].raw == "," and unit in _AFTER_COMMA):
        at += 1
    number = read_number(tokens, at) if at < len(tokens) else None
    if number is None or number.form not in ("digits", "spelled"):
        return None
    match = find_unit(tokens, number.last) or _find_loose_inch(tokens, number.last)
    if match is None or match.name != unit or not 0 < number.value < count:
        return None
    loose = tokens[match.first].raw == "in" and not tokens[match.first].glued
    if loose and match.last < len(tokens) and tokens[match.last].kind == WORD:
        return None  # "6 feet, 2 in all"
    return number, match.last


def _find_loose_inch(tokens: Tokens, at: int) -> UnitMatch | None:
    """The inch in "5 ft 10 in."; with words behind it "in" is a preposition."""
    if at >= len(tokens) or tokens[at].raw != "in":
        return None
    ends = at + 1 >= len(tokens) or tokens[at + 1].raw in ".,;)"
    return UnitMatch("inch", at, at + 1) if ends else None
