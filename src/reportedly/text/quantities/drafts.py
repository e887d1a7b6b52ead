"""Drafts of figures: a number joined with its sign, currency, unit and bound words.

The steps are functions over one list of tokens. Each draft knows its tokens, so later steps
(ranges, pairs of units, what is counted) look only at what stands between and around drafts.
"""

from __future__ import annotations

from decimal import Decimal

from reportedly.model import Bound
from reportedly.text.lexicon import units, words
from reportedly.text.quantities.bounding import add_bounds
from reportedly.text.quantities.counted import is_plural
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.number import Number
from reportedly.text.quantities.numerals import read_number, read_ordinal
from reportedly.text.quantities.spelled import NUMBER_WORDS, PLACE_WORDS
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
from reportedly.text.tokens import DIGITS, FRACTION, SIGN, WORD, Tokens

MINUS = frozenset("-−‒–﹣－")
_MINUS_WORDS = frozenset({"minus", "negative"})
_HYPHENS = frozenset("-‐‑‒–")


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
        draft = _read_draft(tokens, number, floor)
        drafts.append(draft)
        at = floor = max(draft.last, number.last)
    return drafts


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


_BEFORE_PLACES = frozenset({"between", "than", "from", "and", "to"})


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
    _add_unit(tokens, draft)
    _add_smaller_unit(tokens, draft)
    draft.first, draft.core_last = draft.core, draft.last
    add_bounds(tokens, draft, floor)
    return draft


def _scale(draft: Draft, factor: Decimal) -> None:
    draft.low *= factor
    draft.high *= factor
    draft.low_step *= abs(factor)
    draft.high_step *= abs(factor)


def _add_sign(tokens: Tokens, draft: Draft, floor: int) -> None:
    at = draft.core - 1
    if at < floor:
        return
    sign = tokens[at]
    either = [t.low for t in tokens[max(floor, at - 2) : at]] == ["plus", "or"]
    if sign.low == "minus" and either:
        draft.core = at - 2  # a margin of error is a size
    elif sign.low in _MINUS_WORDS or (
        sign.raw in MINUS and tokens[draft.core].glued and _opens(tokens, at, floor)
    ):
        _scale(draft, Decimal(-1))
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


def _add_unit(tokens: Tokens, draft: Draft) -> None:
    number = draft.number
    at = number.last
    if at >= len(tokens):
        return
    if draft.unit is not None:
        _add_price_tail(tokens, draft)
        return
    if _reads_million(tokens, draft) or _reads_height(tokens, draft):
        return
    if tokens[at].raw == "+" and tokens[at].glued and find_unit(tokens, at + 1) is not None:
        draft.bound, draft.bounded, at = Bound.AT_LEAST, True, at + 1  # "50+ km"
    match = find_unit(tokens, at)
    if match is not None and _is_sign_of_next(tokens, match):
        match = None
    if match is None and number.form == "fraction":
        match = _find_unit_of_piece(tokens, at)
    elif match is not None and not (_is_unit_here(tokens, at, match) or _is_money(number, match)):
        match = None
    hyphen = tokens[at].raw in _HYPHENS and tokens[at].glued
    if match is None and hyphen and at + 1 < len(tokens) and tokens[at + 1].glued:
        match = find_unit(tokens, at + 1) or _find_tied_unit(tokens, at + 1)
        share = tokens[at + 1].low == "in" and at + 2 < len(tokens) and tokens[at + 2].raw == "-"
        if share:
            match = None  # "a 1-in-5 chance"
        elif match is not None and tokens[at + 1].kind == WORD and len(tokens[at + 1].raw) > 1:
            draft.hyphenated = True
            match = _find_tied_unit(tokens, at + 1) or match
        else:
            match = None
    if match is None:
        return
    name = match.name
    if name == "pound-mass" and number.scaled and "pound" in tokens[match.first].low:
        name = "pound sterling"
    draft.unit, draft.last = name, match.last
    _add_part(tokens, draft)
    if dimension_of(name) == "currency":
        _add_scale_behind(tokens, draft)


def _find_tied_unit(tokens: Tokens, at: int) -> UnitMatch | None:
    """The unit in "3,200-square-foot", whose words are tied by hyphens too."""
    if at + 2 >= len(tokens) or tokens[at + 1].raw not in _HYPHENS or not tokens[at + 2].glued:
        return None
    found = find_unit(Tokens([tokens[at], tokens[at + 2]]), 0)
    return UnitMatch(found.name, at, at + 3) if found is not None and found.last == 2 else None


def _is_sign_of_next(tokens: Tokens, match: UnitMatch) -> bool:
    """True for the sign in "three $5 notes": it touches the number behind it."""
    sign, at = tokens[match.last - 1], match.last
    return (
        sign.kind == SIGN
        and not tokens[match.first].glued
        and at < len(tokens)
        and tokens[at].kind == DIGITS
        and tokens[at].glued
    )


def _is_money(number: Number, match: UnitMatch) -> bool:
    """True for the won of "2.1 billion won"."""
    return number.scaled and dimension_of(match.name) == CURRENCY


def _is_unit_here(tokens: Tokens, at: int, match: UnitMatch) -> bool:
    """Rule out words that are units only elsewhere: "5 won", "in" after a space."""
    token = tokens[at]
    if match.last - match.first == 1:
        if not is_code_here(token):
            return False
        if token.raw == "in" and not token.glued:
            return at + 1 < len(tokens) and tokens[at + 1].low in _SIZES
        tied = at + 1 < len(tokens) and tokens[at + 1].raw in _HYPHENS and tokens[at + 1].glued
        if token.low == "second" and not token.glued and tied:
            return False  # "two second-half goals"
        if token.raw.istitle() and has_flag(match.name, "name"):
            return False
        material = has_flag(match.name, "material") and token.low == match.name
        if material and at + 1 < len(tokens) and is_plural(tokens[at + 1]):
            return False  # "30 barrel bombs"
        if token.low in ("min", "max") and at + 1 < len(tokens) and tokens[at + 1].raw == ".":
            return True
        if token.raw in _DEGREES and not token.glued:
            return at + 1 >= len(tokens) or tokens[at + 1].raw in ".,;)"  # "at 30 C."
    return not (token.raw in "′'\"″" and not token.glued)


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
    token = tokens[at]
    if token.raw != "m" or not token.glued or draft.number.scaled:
        return False
    if _ends_price(tokens, draft.core):
        _scale(draft, Decimal(10) ** 6)
        draft.number = draft.number._replace(scale=Decimal(10) ** 6)
        draft.last = at + 1
        return True
    behind = find_unit(tokens, at + 1)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if _rises(tokens, draft.core) and (behind is None or dimension_of(behind.name) != "length"):
        _scale(draft, Decimal(10) ** 6)
        draft.last = at + 1
        return True
    counted = (
        following is not None
        and following.kind == WORD
        and not following.glued
        and (
            is_plural(following)
            or (
                at + 2 < len(tokens)
                and tokens[at + 2].kind == WORD
                and is_plural(tokens[at + 2])
                and following.low not in _NOT_COUNTED
            )
        )
    )
    if counted or (behind is not None and dimension_of(behind.name) in ("currency", "volume")):
        _scale(draft, Decimal(10) ** 6)
        draft.last = at + 1
        if behind is not None:
            draft.unit, draft.last = behind.name, behind.last
        return True
    return False


def _ends_price(tokens: Tokens, at: int) -> bool:
    """True for the second number of "$20-30m", whose currency was said with the first."""
    if at < 3 or not (tokens[at - 1].raw in _HYPHENS or tokens[at - 1].low in ("to", "and")):
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


_FEET, _INCHES = "'′’", '"″”'


def _rises(tokens: Tokens, at: int) -> bool:
    """True when the words before speak of an amount and not of a length."""
    words = {t.low for t in tokens[max(0, at - 8) : at]}
    return bool(words & _AMOUNTS) and not words & _LENGTHS


_DEGREES = frozenset("CFK")
_SIZES = words("size-word")
_AMOUNTS = words("amount")
_LENGTHS = words("length-word")
_NOT_COUNTED = words("not-counted")


def _add_price_tail(tokens: Tokens, draft: Draft) -> None:
    """After a currency sign: "m" for million, "a month", "per barrel", a second naming."""
    at = draft.last
    if tokens[at].glued and tokens[at].raw == "m" and not draft.number.scaled:
        _scale(draft, Decimal(10) ** 6)
        at += 1
    elif tokens[at].glued and tokens[at].low in ("tr", "trl") and not draft.number.scaled:
        _scale(draft, Decimal(10) ** 12)
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


_COINS = frozenset({"cent", "penny", "sen"})


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
    scales = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
    if draft.last < len(tokens) and not draft.number.scaled:
        power = scales.get(tokens[draft.last].low)
        if power is not None:
            _scale(draft, Decimal(10) ** power)
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
    if len(tied) < 2 or tied[0].raw not in _HYPHENS or not (tied[0].glued and tied[1].glued):
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


_AFTER_COMMA = frozenset({"minute", "second", "inch"})
