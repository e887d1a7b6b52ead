"""Numbers in running text: digits in any grouping, spelled numbers, fractions, vague numerals.

`read_number` reads the longest number that starts at a token; what it counts, how it is bounded
and whether it is a quantity at all is decided elsewhere. Everything is exact `Decimal`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, localcontext

from reportedly.text.lexicon import counts_people, numbers, words
from reportedly.text.quantities.number import Number, step_of
from reportedly.text.quantities.spelled import (
    HYPHENS,
    NUMBER_WORDS,
    SCALES,
    read_ordinal_words,
    read_words,
)
from reportedly.text.tokens import DIGITS, FRACTION, SIGN, WORD, Tokens

# A longer run of digits is an identifier, and beyond 28 digits arithmetic would round.
_MOST_DIGITS = 18
_MOST_UNGROUPED = 12

_DIGIT_SCALES = {word: Decimal(10) ** n for word, n in numbers("scale-short").items()} | SCALES
_DIGIT_SCALES["dozen"] = Decimal(12)
_LETTER_SCALES = {letter: Decimal(10) ** n for letter, n in numbers("scale-letter").items()}
_ORDINAL_ENDS = words("ordinal-end")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_ARABIC_MARKS = str.maketrans("٬٫", ",.")


def read_number(tokens: Tokens, at: int) -> Number | None:
    """The longest number that starts at token `at`, or None when none does."""
    token = tokens[at]
    if token.kind == DIGITS:
        return _read_digits(tokens, at)
    if token.kind == FRACTION:
        return _read_fraction_sign(tokens, at)
    if token.kind == WORD:
        return read_words(tokens, at) if token.low in NUMBER_WORDS else None
    if token.raw == "." and _is_leading_point(tokens, at):
        return _read_point(tokens, at)
    return None


def read_ordinal(tokens: Tokens, at: int) -> Number | None:
    """An ordinal ("tenth", "twenty-fifth", "10th") as the number of its place."""
    token = tokens[at]
    if token.kind == DIGITS and _glued(tokens, at + 1) and tokens[at + 1].low in _ORDINAL_ENDS:
        value = plain_digits(token.raw)
        return None if value is None else Number(at, at + 2, value, Decimal(1), "ordinal")
    return read_ordinal_words(tokens, at)


def _glued(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].glued


# Digits


def plain_digits(raw: str) -> Decimal | None:
    """A digit run with points and commas as a number, or None when it is none.

    Groups of three by comma or, twice or more, by point; Indian groups ("12,34,567"); a decimal
    point; a decimal comma before one, two or at least four digits, or after point groups.
    """
    if len(raw) <= _MOST_UNGROUPED and raw.isdecimal():
        return Decimal(raw)
    raw = raw.translate(_ARABIC_MARKS)
    if len(raw) > 2 * _MOST_DIGITS or sum(c.isdigit() for c in raw) > _MOST_DIGITS:
        return None
    if len(raw) > _MOST_UNGROUPED and raw.isdigit():
        return None
    if "," not in raw:
        points = raw.count(".")
        if points < 2:
            return Decimal(raw)
        groups = raw.split(".")
        return Decimal("".join(groups)) if _are_threes(groups) else None
    if "." not in raw:
        groups = raw.split(",")
        if _are_threes(groups) or _are_indian(groups):
            return Decimal("".join(groups))
        return Decimal(".".join(groups)) if len(groups) == 2 and len(groups[1]) != 3 else None
    decimal = max(raw.rfind("."), raw.rfind(","))
    mark = "," if raw[decimal] == "." else "."
    if raw[decimal] in raw[:decimal]:
        return None
    groups = raw[:decimal].split(mark)
    if not (_are_threes(groups) or _are_indian(groups)):
        return None
    return Decimal("".join(groups) + "." + raw[decimal + 1 :])


def _are_threes(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and len(groups) > 1 and all(len(g) == 3 for g in groups[1:])


def _are_indian(groups: list[str]) -> bool:
    return (
        1 <= len(groups[0]) <= 2
        and len(groups) > 2
        and len(groups[-1]) == 3
        and all(len(g) == 2 for g in groups[1:-1])
    )


def _scaled_step(mantissa: Decimal, scale: Decimal) -> Decimal:
    exponent = mantissa.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < 0:
        return Decimal(1).scaleb(exponent) * scale
    return step_of(mantissa * scale)


def _read_digits(tokens: Tokens, at: int) -> Number | None:
    value, after = _join_groups(tokens, at)
    if value is None:
        return None
    exponent = _read_power(tokens, after)
    if exponent is not None:
        power, after = exponent
        with localcontext() as context:
            context.prec = 60
            return Number(at, after, value.scaleb(power), step_of(value).scaleb(power), "digits")
    fraction = _read_fraction_tail(tokens, at, after, value)
    if fraction is not None:
        value, below, after = fraction
        scale, after = _read_scale(tokens, after)
        form = "fraction" if scale == 1 else "digits"
        return Number(at, after, value * scale, scale / below, form, scale=scale)
    scale, after_scale = _read_scale(tokens, after)
    if after_scale > after:
        value, after_scale = _add_half_scale(tokens, after_scale, value)
        return Number(
            at,
            after_scale,
            value * scale,
            _scaled_step(value, scale),
            "digits",
            scale=scale,
        )
    if after == at + 1 and _groups_people(tokens, at):
        value = (value * 1000).to_integral_value()
    return Number(at, after, value, step_of(value), "digits")


def _groups_people(tokens: Tokens, at: int) -> bool:
    """True for "12.000 people", whose point groups digits: nobody counts a thousandth of a man."""
    people = counts_people(tokens.low(at + 1)) and tokens.low(at + 2) != "per"
    return people and len(tokens[at].raw.partition(".")[2]) == 3


def _add_half_scale(tokens: Tokens, at: int, value: Decimal) -> tuple[Decimal, int]:
    """Reads the tail of "2 million and a half"."""
    if " ".join(t.low for t in tokens[at : at + 3]) == "and a half" and value % 1 == 0:
        return value + Decimal("0.5"), at + 3
    return value, at


def _join_groups(tokens: Tokens, at: int) -> tuple[Decimal | None, int]:
    """A digit run with the groups that spaces or apostrophes set apart: "10 000", "1'234'567"."""
    raw, after = tokens[at].raw, at + 1
    if _glued(tokens, after) and tokens[after].raw == "·" and _is_tail(tokens, after + 1):
        return plain_digits(f"{raw}.{tokens[after + 1].raw}"), after + 2  # "3·6"
    if len(raw) > 3 or not raw.isdigit():
        return plain_digits(raw), after
    if after == len(tokens) or tokens[after].kind == WORD:
        return Decimal(raw), after
    joined = raw
    while after < len(tokens) and len(joined) < _MOST_DIGITS:
        gap = 0
        if tokens[after].raw in "'’" and _glued(tokens, after) and _glued(tokens, after + 1):
            gap = 1
        elif tokens[after].start - tokens[after - 1].end != 1:
            break
        group = tokens[after + gap] if after + gap < len(tokens) else None
        if group is None or group.kind != DIGITS or raw == "0":
            break
        parts = _GROUP.fullmatch(group.raw)
        if parts is None:
            break
        joined += group.raw.replace(",", ".")
        after += gap + 1
        if parts[1]:
            break
    return plain_digits(joined), after


def _is_tail(tokens: Tokens, at: int) -> bool:
    return _glued(tokens, at) and tokens[at].raw.isdecimal() and tokens[at - 2].raw.isdecimal()


# Three digits, and perhaps decimals: "1 234,5"; but "1 234,567" may be a number and another.
_GROUP = re.compile(r"\d{3}(\.\d+|,\d{1,2})?")


def _read_power(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The power of ten in "×10⁸", "x 10^-6", "e-27" after a number, and the token behind it."""
    if _glued(tokens, at) and tokens[at].low == "e" and _glued(tokens, at + 1):
        return _read_exponent(tokens, at + 1)
    if at + 1 >= len(tokens) or tokens[at].raw not in "×x*·" or tokens[at + 1].raw != "10":
        return None
    after = at + 2
    if after < len(tokens) and tokens[after].raw == "^" and tokens[after].glued:
        after += 1
    return _read_exponent(tokens, after)


def _read_exponent(tokens: Tokens, after: int) -> tuple[int, int] | None:
    written = ""
    while after < len(tokens) and tokens[after].glued and len(written) < 4:
        part = tokens[after].raw.translate(_SUPERSCRIPTS).replace("−", "-")
        if not (part.isdecimal() or (part == "-" and not written)):
            break
        written += part
        after += 1
    if not written.lstrip("-").isdecimal() or len(written) > 4:
        return None
    power = int(written)
    return (power, after) if -30 <= power <= 15 else None


def _read_fraction_tail(
    tokens: Tokens, at: int, after: int, whole: Decimal
) -> tuple[Decimal, Decimal, int] | None:
    """Reads "3½", "7 3/4", "1/16" and "1⁄32": the value and the token behind it."""
    if after < len(tokens) and tokens[after].kind == FRACTION:
        above, below = _sign_parts(tokens[after].raw)
        return whole + above / below, below, after + 1
    parts = _read_slash(tokens, at)
    if parts is not None and after == at + 1:
        return parts[0] / parts[1], parts[1], at + 3
    if after < len(tokens) and tokens[after].raw == "-" and tokens[after].glued:
        after += _glued(tokens, after + 1)  # "11-3/4"
    apart = after < len(tokens) and tokens[after].start - tokens[after - 1].end <= 1
    if apart and tokens[after].kind == DIGITS and whole == whole.to_integral_value():
        parts = _read_slash(tokens, after)
        if parts is not None:
            return whole + parts[0] / parts[1], parts[1], after + 3
    return None


_USUAL_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 128, 1000})


def _read_slash(tokens: Tokens, at: int) -> tuple[Decimal, Decimal] | None:
    """The parts of a fraction written with a slash, below one, of a usual denominator."""
    if at + 2 >= len(tokens) or tokens[at + 1].raw not in "/⁄" or tokens[at + 2].kind != DIGITS:
        return None
    if at + 3 < len(tokens) and tokens[at + 3].raw == "/" and tokens[at + 3].glued:
        return None
    above, below = tokens[at].raw, tokens[at + 2].raw
    if len(above) > 3 or len(below) > 4 or not (above.isdecimal() and below.isdecimal()):
        return None
    if above[0] == "0" or int(below) not in _USUAL_DENOMINATORS or not 0 < int(above) < int(below):
        return None
    return Decimal(int(above)), Decimal(int(below))


def _sign_parts(sign: str) -> tuple[Decimal, Decimal]:
    parts = unicodedata.normalize("NFKC", sign).split("⁄")
    above, below = [*parts, "1"][:2] if len(parts) > 1 else ("0", "3")
    return Decimal(above or "0"), Decimal(below or "1")


def _read_fraction_sign(tokens: Tokens, at: int) -> Number:
    above, below = _sign_parts(tokens[at].raw)
    scale, after = _read_scale(tokens, at + 1)
    form = "fraction" if scale == 1 else "digits"
    return Number(at, after, above / below * scale, Decimal("0.05") * scale, form, scale=scale)


def _read_scale(tokens: Tokens, at: int) -> tuple[Decimal, int]:
    """The scale words and letters behind digits ("million", "bn", "lakh crore", "k")."""
    scale, after = Decimal(1), at
    while after < len(tokens) and tokens[after].kind in (WORD, SIGN) and after < at + 4:
        word = tokens[after]
        hyphen = word.raw in HYPHENS and after == at and after + 1 < len(tokens)
        if hyphen and tokens[after + 1].glued and word.glued:
            factor = SCALES.get(tokens[after + 1].low)
            if factor is None:
                break
            after += 1
        elif after == at and word.glued and word.raw in _LETTER_SCALES:
            factor = _LETTER_SCALES[word.raw] if _takes_letter(tokens, at) else None
        else:
            factor = _DIGIT_SCALES.get(word.low)
        if factor is None or scale * factor > Decimal(10) ** 18:
            break
        scale *= factor
        after += 1
    return scale, after


def _takes_letter(tokens: Tokens, at: int) -> bool:
    """False for "573.15K" and "1500b": a number cut by a letter is written short."""
    whole, _, decimals = tokens[at - 1].raw.partition(".")
    price = at > 1 and tokens[at - 2].kind == SIGN and tokens[at - 1].glued
    return price or (len(whole) < 4 and not (len(whole) == 3 and decimals))


def _is_leading_point(tokens: Tokens, at: int) -> bool:
    """True for the point of ".534": digits touch it, and no word or digit stands before it."""
    if not _glued(tokens, at + 1) or tokens[at + 1].kind != DIGITS:
        return False
    before = tokens[at - 1] if at and tokens[at].glued else None
    return tokens[at + 1].raw.isdigit() and (
        before is None or (before.kind == SIGN and before.raw not in ".)]/@#")
    )


def _read_point(tokens: Tokens, at: int) -> Number | None:
    raw = tokens[at + 1].raw
    if len(raw) > _MOST_DIGITS:
        return None
    value = Decimal("0." + raw)
    scale, after = _read_scale(tokens, at + 2)
    return Number(at, after, value * scale, _scaled_step(value, scale), "digits", scale=scale)
