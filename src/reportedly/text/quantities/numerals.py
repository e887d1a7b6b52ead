"""Numbers in running text: digits in any grouping, spelled numbers, fractions, vague numerals.

`read_number` reads the longest number that starts at a token; what it counts, how it is bounded
and whether it is a quantity at all is decided elsewhere. Everything is exact `Decimal`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from reportedly.text.lexicon import units, words
from reportedly.text.tokens import DIGITS, FRACTION, SIGN, WORD, Token

# A longer run of digits is an identifier, and beyond 28 digits arithmetic would round.
_MOST_DIGITS = 18
_MOST_UNGROUPED = 12

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
} | {"fourty": 40}
_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(10) ** 3,
    "lakh": Decimal(10) ** 5,
    "lac": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
}
_DIGIT_SCALES = _SCALES | {
    "mn": Decimal(10) ** 6,
    "mln": Decimal(10) ** 6,
    "mio": Decimal(10) ** 6,
    "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9,
    "tn": Decimal(10) ** 12,
    "trn": Decimal(10) ** 12,
    "lakhs": Decimal(10) ** 5,
    "crores": Decimal(10) ** 7,
    "dozen": Decimal(12),
}
# Letters that are a scale only when they touch the digits; "m" is settled later, by what follows.
_GLUED_SCALES = {
    "k": Decimal(10) ** 3,
    "K": Decimal(10) ** 3,
    "M": Decimal(10) ** 6,
    "MM": Decimal(10) ** 6,
    "mil": Decimal(10) ** 6,
    "mill": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "B": Decimal(10) ** 9,
    "T": Decimal(10) ** 12,
}
_DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(),
        start=2,
    )
}
_PLURAL_SCALES = {
    "tens": "tens",
    "dozens": "dozens",
    "scores": "scores",
    "hundreds": "hundreds",
    "thousands": "thousands",
    "lakhs": "lakhs",
    "crores": "crores",
    "millions": "millions",
    "billions": "billions",
    "trillions": "trillions",
}
_VAGUE_HEADS = {"several": "several", "few": "a few", "couple": "a couple", "handful": "a handful"}
_VAGUE_SCALES = words("vague-scale")
NUMBER_WORDS = frozenset(
    [*_SMALL, *_TENS, *_SCALES, *_DENOMINATORS, *_PLURAL_SCALES, *_VAGUE_HEADS]
) | {"a", "an", "both", "dozen", "no", "nobody", "none", "half", "nil", "not"}
PLACE_WORDS = frozenset([*_ORDINALS, *_TENS])
"""What an ordinal begins with."""
COMPARED = words("compared")
"""Words that make "no" a comparison ("no fewer than 16") and not a zero."""
# "more than a week" is a quantity where "a week" alone is none.
_SINGLE_UNITS = frozenset(
    word for unit in units().values() if "one" in unit.flags for word in (unit.name, *unit.words)
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_HYPHENS = frozenset("-‐‑‒–")
_ARABIC_MARKS = str.maketrans("٬٫", ",.")


class Number(NamedTuple):
    """A number as written, at tokens `first` … `last - 1`.

    Attributes:
        value: the number; for a vague numeral 0 (its reach depends on a profile).
        step: the place to which it is written: 0.1 for "99.5", 1000 for "20,000"; 1 for "16".
        vague: the vague numeral ("hundreds", "several hundred"), else None.
        form: "digits", "spelled", "fraction", "vague", "ordinal", or "article" for the one in
            "a week".
        scale: what the scale words or letters multiply by ("2 million", "3bn"), else 1; for
            "half a million" and the like too.
    """

    first: int
    last: int
    value: Decimal
    step: Decimal
    form: str
    vague: str | None = None
    scale: Decimal = Decimal(1)

    @property
    def scaled(self) -> bool:
        """True when a scale was written."""
        return self.scale != 1


def read_number(tokens: Sequence[Token], at: int) -> Number | None:
    """The longest number that starts at token `at`, or None when none does."""
    token = tokens[at]
    if token.kind == DIGITS:
        return _read_digits(tokens, at)
    if token.kind == FRACTION:
        return _read_fraction_sign(tokens, at)
    if token.kind == WORD:
        return _read_words(tokens, at) if token.low in NUMBER_WORDS else None
    if token.raw == "." and _is_leading_point(tokens, at):
        return _read_point(tokens, at)
    return None


def read_ordinal(tokens: Sequence[Token], at: int) -> Number | None:
    """An ordinal ("tenth", "twenty-fifth", "10th") as the number of its place."""
    token = tokens[at]
    if token.kind == DIGITS and _glued(tokens, at + 1) and tokens[at + 1].low in _ORDINAL_ENDS:
        value = plain_digits(token.raw)
        return None if value is None else Number(at, at + 2, value, Decimal(1), "ordinal")
    if token.low in _ORDINALS:
        return Number(at, at + 1, Decimal(_ORDINALS[token.low]), Decimal(1), "ordinal")
    if token.low in _TENS:
        after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].raw in _HYPHENS else at + 1
        if after < len(tokens) and _ORDINALS.get(tokens[after].low, 99) < 10:
            value = Decimal(_TENS[token.low] + _ORDINALS[tokens[after].low])
            return Number(at, after + 1, value, Decimal(1), "ordinal")
    return None


_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


def _glued(tokens: Sequence[Token], at: int) -> bool:
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


def _step(value: Decimal) -> Decimal:
    """The place to which a number is written.

    Decimals count as they stand. Trailing zeros of a whole number are taken as rounding, but two
    digits always count: 20,000 is to the thousand, 600 to ten, 10 and 16 to one.
    """
    written = str(value)
    if not written.isdecimal():
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        if exponent < 0:
            return Decimal(1).scaleb(exponent)
        written = str(int(abs(value)))
    if len(written) < 3 or written[-1] != "0":
        return _ONE
    zeros = len(written) - len(written.rstrip("0"))
    return Decimal(1).scaleb(max(0, min(zeros, len(written) - 2)))


_ONE = Decimal(1)


def _scaled_step(mantissa: Decimal, scale: Decimal) -> Decimal:
    exponent = mantissa.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < 0:
        return Decimal(1).scaleb(exponent) * scale
    return _step(mantissa * scale)


def _read_digits(tokens: Sequence[Token], at: int) -> Number | None:
    value, after = _join_groups(tokens, at)
    if value is None:
        return None
    exponent = _read_power(tokens, after)
    if exponent is not None:
        power, after = exponent
        with localcontext() as context:
            context.prec = 60
            return Number(at, after, value.scaleb(power), _step(value).scaleb(power), "digits")
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
    return Number(at, after, value, _step(value), "digits")


def _add_half_scale(tokens: Sequence[Token], at: int, value: Decimal) -> tuple[Decimal, int]:
    """Reads the tail of "2 million and a half"."""
    if [t.low for t in tokens[at : at + 3]] == ["and", "a", "half"] and value % 1 == 0:
        return value + Decimal("0.5"), at + 3
    return value, at


def _join_groups(tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int]:
    """A digit run with the groups that spaces or apostrophes set apart: "10 000", "1'234'567"."""
    raw, after = tokens[at].raw, at + 1
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


# Three digits, and perhaps decimals: "1 234,5"; but "1 234,567" may be a number and another.
_GROUP = re.compile(r"\d{3}(\.\d+|,\d{1,2})?")


def _read_power(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The power of ten in "×10⁸", "x 10^-6", "×10−8" after a number, and the token behind it."""
    if at + 1 >= len(tokens) or tokens[at].raw not in "×x*·" or tokens[at + 1].raw != "10":
        return None
    after = at + 2
    if after < len(tokens) and tokens[after].raw == "^" and tokens[after].glued:
        after += 1
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
    return (power, after) if abs(power) <= 15 else None


def _read_fraction_tail(
    tokens: Sequence[Token], at: int, after: int, whole: Decimal
) -> tuple[Decimal, Decimal, int] | None:
    """Reads "3½", "7 3/4", "1/16" and "1⁄32": the value and the token behind it."""
    if after < len(tokens) and tokens[after].kind == FRACTION and tokens[after].glued:
        above, below = _sign_parts(tokens[after].raw)
        return whole + above / below, below, after + 1
    parts = _read_slash(tokens, at)
    if parts is not None and after == at + 1:
        return parts[0] / parts[1], parts[1], at + 3
    if (
        after < len(tokens)
        and tokens[after].kind == DIGITS
        and whole == whole.to_integral_value()
        and tokens[after].start - tokens[after - 1].end == 1
    ):
        parts = _read_slash(tokens, after)
        if parts is not None:
            return whole + parts[0] / parts[1], parts[1], after + 3
    return None


_USUAL_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 128, 1000})


def _read_slash(tokens: Sequence[Token], at: int) -> tuple[Decimal, Decimal] | None:
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


def _read_fraction_sign(tokens: Sequence[Token], at: int) -> Number:
    above, below = _sign_parts(tokens[at].raw)
    scale, after = _read_scale(tokens, at + 1)
    form = "fraction" if scale == 1 else "digits"
    return Number(at, after, above / below * scale, Decimal("0.05") * scale, form, scale=scale)


def _read_scale(tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    """The scale words and letters behind digits ("million", "bn", "lakh crore", "k")."""
    scale, after = Decimal(1), at
    while after < len(tokens) and tokens[after].kind in (WORD, SIGN) and after < at + 4:
        word = tokens[after]
        hyphen = word.raw in _HYPHENS and after == at and after + 1 < len(tokens)
        if hyphen and tokens[after + 1].glued and word.glued:
            factor = _SCALES.get(tokens[after + 1].low)
            if factor is None:
                break
            after += 1
        elif after == at and word.glued and word.raw in _GLUED_SCALES:
            factor = _GLUED_SCALES[word.raw]
        else:
            factor = _DIGIT_SCALES.get(word.low)
        if factor is None or scale * factor > Decimal(10) ** 18:
            break
        scale *= factor
        after += 1
    return scale, after


def _is_leading_point(tokens: Sequence[Token], at: int) -> bool:
    """True for the point of ".534": digits touch it, and no word or digit stands before it."""
    if not _glued(tokens, at + 1) or tokens[at + 1].kind != DIGITS:
        return False
    before = tokens[at - 1] if at and tokens[at].glued else None
    return tokens[at + 1].raw.isdigit() and (
        before is None or (before.kind == SIGN and before.raw not in ".)]/@#")
    )


def _read_point(tokens: Sequence[Token], at: int) -> Number | None:
    raw = tokens[at + 1].raw
    if len(raw) > _MOST_DIGITS:
        return None
    value = Decimal("0." + raw)
    scale, after = _read_scale(tokens, at + 2)
    return Number(at, after, value * scale, _scaled_step(value, scale), "digits", scale=scale)


# Words


def _read_words(tokens: Sequence[Token], at: int) -> Number | None:
    for reader in (_read_vague, _read_share_words, _read_spelled):
        number = reader(tokens, at)
        if number is not None:
            return number
    return None


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if at < len(tokens) and tokens[at].kind == WORD else ""


def _read_vague(tokens: Sequence[Token], at: int) -> Number | None:
    """Reads "hundreds", "tens of thousands", "several hundred", "a couple of hundred", "a few"."""
    start = at
    if _word(tokens, at) == "a" and _word(tokens, at + 1) in ("few", "couple", "handful"):
        at += 1
    elif _word(tokens, at) in ("couple", "handful"):
        return None
    word = _word(tokens, at)
    if word in _PLURAL_SCALES:
        after, name = at + 1, word
        larger = _word(tokens, at + 2)
        if (
            word in ("tens", "hundreds")
            and _word(tokens, at + 1) == "of"
            and larger in ("thousands", "millions", "billions")
        ):
            after, name = at + 3, f"{word} of {larger}"
        elif _word(tokens, at + 1) in ("upon", "and") and larger == word:
            after = at + 3  # "thousands upon thousands"
        return Number(start, after, Decimal(0), Decimal(1), "vague", vague=name)
    as_few = start > 0 and tokens[start - 1].low == "as"
    if word not in _VAGUE_HEADS or as_few:
        return None
    name, after = _VAGUE_HEADS[word], at + 1
    scale_at = after + 1 if _word(tokens, after) == "of" else after
    scale = _word(tokens, scale_at)
    if scale in _VAGUE_SCALES:
        return Number(start, scale_at + 1, Decimal(0), Decimal(1), "vague", f"{name} {scale}")
    return Number(start, after, Decimal(0), Decimal(1), "vague", vague=name)


def _skip_hyphen(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].raw in _HYPHENS else at


def _read_share_words(tokens: Sequence[Token], at: int) -> Number | None:
    """Reads "half", "a third", "two-thirds", "three quarters", "half a million", "half a dozen"."""
    word = _word(tokens, at)
    if word == "half":
        return _read_half(tokens, at)
    above = 1 if word in ("a", "an") else _SMALL.get(word, 0)
    after = _skip_hyphen(tokens, at + 1)
    below = _word(tokens, after)
    singular = below.removesuffix("s")
    if not above or singular not in _DENOMINATORS or (above == 1) != (below == singular):
        return None
    value = Decimal(above) / Decimal(_DENOMINATORS[singular])
    if value >= 1:
        return None
    after += 1
    if singular == "half":
        name = _skip_hyphen(tokens, after)
        name += _word(tokens, name) == "a"
        whole = _SCALES.get(_word(tokens, name), Decimal(12))
        if _word(tokens, name) in _SCALES or _word(tokens, name) == "dozen":
            step = Decimal(1) if whole == 12 else whole / 10
            return Number(at, name + 1, whole / 2, step, "spelled", scale=whole)
    if _word(tokens, after) in ("of", "") or above == 1:
        scale_at = after + 2 if _word(tokens, after + 1) in ("a", "an") else after + 1
        scale = _SCALES.get(_word(tokens, scale_at))
        if _word(tokens, after) == "of" and scale is not None:
            value, after = value * scale, scale_at + 1
            return Number(at, after, value, scale / 20, "spelled", scale=scale)
    return Number(at, after, value, Decimal("0.05"), "fraction")


def _read_half(tokens: Sequence[Token], at: int) -> Number:
    after = _skip_hyphen(tokens, at + 1)
    after = after + 1 if _word(tokens, after) in ("a", "of") else after
    if _word(tokens, after) in ("a", "one"):
        after += 1
    scale = _SCALES.get(_word(tokens, after))
    if _word(tokens, after) == "dozen":
        return Number(at, after + 1, Decimal(6), Decimal(1), "spelled", scale=Decimal(12))
    if scale is not None:
        return Number(at, after + 1, scale / 2, scale / 10, "spelled", scale=scale)
    return Number(at, at + 1, Decimal("0.5"), Decimal("0.05"), "fraction")


def _read_spelled(tokens: Sequence[Token], at: int) -> Number | None:
    """A spelled whole or mixed number of any size: "twenty-eight thousand six hundred and two".

    Grown group by group: below a hundred, then hundreds, then falling scales. "two three" is two
    numbers, "nineteen eighty" too.
    """
    word = _word(tokens, at)
    if word == "no" and _word(tokens, at + 1) in COMPARED:
        return None
    if word == "both":
        return Number(at, at + 1, Decimal(2), Decimal(1), "spelled")
    if word in ("no", "nobody", "none", "nil"):
        return Number(at, at + 1, Decimal(0), Decimal(1), "spelled")
    if word == "not":
        single = _word(tokens, at + 1) == "a" and _word(tokens, at + 2) == "single"
        if not single and _word(tokens, at + 1) != "one":
            return None
        return Number(at, at + (3 if single else 2), Decimal(0), Decimal(1), "spelled")
    score = _read_score(tokens, at)
    if score is not None:
        return score
    if word in ("a", "an") and _word(tokens, at + 1) in _SINGLE_UNITS:
        return Number(at, at + 1, Decimal(1), Decimal(1), "article")
    if word in ("a", "an", "one") and _word(tokens, at + 1) == "dozen":
        return Number(at, at + 2, Decimal(12), Decimal(1), "spelled", scale=Decimal(12))
    if word == "dozen":
        return Number(at, at + 1, Decimal(12), Decimal(1), "spelled", scale=Decimal(12))
    total, ceiling, after = Decimal(0), Decimal(10) ** 18, at
    written, groups, last_scale = False, 0, Decimal(1)
    while True:
        group, behind = _read_group(tokens, after, first=not written)
        if group is None:
            break
        scale, behind, seen = _read_word_scales(tokens, behind)
        if scale >= ceiling or (not seen and written and group >= ceiling):
            break
        total += group * scale
        ceiling, after, written, last_scale = scale, behind, True, scale
        groups += 1
        if not seen:
            break
    if not written:
        return None
    if _word(tokens, after) == "dozen":
        return Number(at, after + 1, total * 12, Decimal(1), "spelled", scale=Decimal(12))
    scale = last_scale if groups == 1 else Decimal(1)
    total, step, after = _read_spelled_tail(tokens, after, total, scale)
    return Number(at, after, total, step, "spelled", scale=scale)


def _read_score(tokens: Sequence[Token], at: int) -> Number | None:
    """Reads "a score of people", "two score of them"; "by a score of 3-1" counts nothing."""
    count = 1 if _word(tokens, at) in ("a", "half") else _SMALL.get(_word(tokens, at), 0)
    if not count or _word(tokens, at + 1) != "score" or _word(tokens, at + 2) != "of":
        return None
    if _word(tokens, at + 3) in ("", *NUMBER_WORDS):
        return None
    return Number(at, at + 2, Decimal(20 * count), Decimal(1), "spelled", scale=Decimal(20))


def _read_word_scales(tokens: Sequence[Token], at: int) -> tuple[Decimal, int, bool]:
    scale, after = Decimal(1), at
    while True:
        behind = _skip_hyphen(tokens, after)
        factor = _SCALES.get(_word(tokens, behind))
        if factor is None or factor == 100 or scale * factor > Decimal(10) ** 15:
            return scale, after, after > at
        scale *= factor
        after = behind + 1


def _read_group(tokens: Sequence[Token], at: int, *, first: bool) -> tuple[Decimal | None, int]:
    """A number below a thousand ("six hundred and two", "a hundred", "twenty-eight")."""
    if not first and _word(tokens, at) == "and":
        at += 1
    if first and _word(tokens, at) in ("a", "an"):
        scale = _word(tokens, at + 1)
        if scale == "hundred":
            rest, behind = _read_below_hundred(tokens, _skip_and(tokens, at + 2))
            return Decimal(100) + (rest or 0), (behind if rest else at + 2)
        return (Decimal(1), at + 1) if scale in _SCALES else (None, at)
    if first and _word(tokens, at) in _SCALES:
        return (Decimal(100), at + 1) if _word(tokens, at) == "hundred" else (Decimal(1), at)
    value, after = _read_below_hundred(tokens, at)
    if value is None:
        return None, at
    hundred = _skip_hyphen(tokens, after)
    if _word(tokens, hundred) != "hundred":
        return Decimal(value), after
    rest, behind = _read_below_hundred(tokens, _skip_and(tokens, hundred + 1))
    if rest:
        return Decimal(value * 100 + rest), behind
    return Decimal(value * 100), hundred + 1


def _skip_and(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if _word(tokens, at) == "and" else at


def _read_below_hundred(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    word = _word(tokens, at)
    if word in _SMALL:
        return _SMALL[word], at + 1
    if word not in _TENS:
        return None, at
    behind = _skip_hyphen(tokens, at + 1)
    unit = _SMALL.get(_word(tokens, behind), 0)
    if 0 < unit < 10:
        return _TENS[word] + unit, behind + 1
    return _TENS[word], at + 1


def _is_one_scale(total: Decimal, scale: Decimal) -> bool:
    """True for "two million", of which a half can be told: "two million and a half"."""
    return scale >= 1000 and total / scale < 1000


def _read_spelled_tail(
    tokens: Sequence[Token], at: int, total: Decimal, scale: Decimal
) -> tuple[Decimal, Decimal, int]:
    """What may follow a spelled whole: "and a half", "and a half million", "point five"."""
    step = _step(total)
    if _word(tokens, at) == "and" and _word(tokens, at + 1) in ("a", "one", "three"):
        fraction = _read_share_words(tokens, at + 1)
        if fraction is not None and fraction.form == "fraction" and total < 1000:
            scale, after, _ = _read_word_scales(tokens, fraction.last)
            return (total + fraction.value) * scale, scale / 10, after
        if fraction is not None and fraction.form == "fraction" and _is_one_scale(total, scale):
            return total + fraction.value * scale, scale / 10, fraction.last
        if fraction is not None and fraction.scaled and total < 1000:
            return total * fraction.scale + fraction.value, fraction.scale / 10, fraction.last
    if _word(tokens, at) == "point":
        decimals, after = "", at + 1
        while _SMALL.get(_word(tokens, after), 10) < 10 and len(decimals) < 9:
            decimals += str(_SMALL[_word(tokens, after)])
            after += 1
        if decimals:
            scale, after, _ = _read_word_scales(tokens, after)
            value = total + Decimal("0." + decimals)
            return value * scale, Decimal(1).scaleb(-len(decimals)) * scale, after
    return total, step, at
