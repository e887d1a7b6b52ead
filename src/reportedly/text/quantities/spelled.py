"""Numbers in words: "twenty-eight thousand six hundred and two", "half a million", "dozens"."""

from __future__ import annotations

from decimal import Decimal

from reportedly.text.lexicon import numbers, units, values, words
from reportedly.text.quantities.number import Number, step_of
from reportedly.text.tokens import WORD, Tokens

SMALL, TENS, ORDINALS = numbers("small"), numbers("ten"), numbers("ordinal")
SCALES = {word: Decimal(10) ** power for word, power in numbers("scale").items()}
_DENOMINATORS, _VAGUE_HEADS = numbers("denominator"), values("vague-head")
_VAGUE_PLURALS, _VAGUE_SCALES = words("vague-plural"), words("vague-scale")
_NONE, _COMPARED = words("none"), words("compared")
NUMBER_WORDS = words("opens-number").union(
    _NONE, SMALL, TENS, SCALES, _DENOMINATORS, _VAGUE_PLURALS, _VAGUE_HEADS
)
"""What a number in words begins with."""
PLACE_WORDS = frozenset([*ORDINALS, *TENS])
"""What an ordinal begins with."""
# "more than a week" is a quantity where "a week" alone is none.
_ONE_OF = frozenset(
    word for unit in units().values() if "one" in unit.flags for word in (unit.name, *unit.words)
)
_ONE_DOZEN, _PARTS_OPEN = words("one-dozen"), words("part-opens")
_ONE, _DOZEN, _SCORE = Decimal(1), Decimal(12), Decimal(20)
HYPHENS = frozenset("-‐‑‒–")


def read_words(tokens: Tokens, at: int) -> Number | None:
    """The number in words that starts at token `at`, or None."""
    readers = (_read_vague, _read_share, _read_none, _read_score, _read_article, _read_whole)
    return next((number for read in readers if (number := read(tokens, at)) is not None), None)


def read_ordinal_words(tokens: Tokens, at: int) -> Number | None:
    """An ordinal in words ("tenth", "twenty-fifth") as the number of its place."""
    low = tokens[at].low
    if low in ORDINALS:
        return Number(at, at + 1, Decimal(ORDINALS[low]), _ONE, "ordinal")
    after = _skip_hyphen(tokens, at + 1)
    if low in TENS and ORDINALS.get(_word(tokens, after), 99) < 10:
        value = TENS[low] + ORDINALS[_word(tokens, after)]
        return Number(at, after + 1, Decimal(value), _ONE, "ordinal")
    return None


def _word(tokens: Tokens, at: int) -> str:
    return tokens[at].low if at < len(tokens) and tokens[at].kind == WORD else ""


def _skip_hyphen(tokens: Tokens, at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].raw in HYPHENS else at


def _skip(tokens: Tokens, at: int, *skipped: str) -> int:
    return at + 1 if _word(tokens, at) in skipped else at


# What leaves the number open


def _read_vague(tokens: Tokens, at: int) -> Number | None:
    """Reads "hundreds", "tens of thousands", "several hundred", "a couple of hundred", "a few"."""
    head = at + (_word(tokens, at) == "a" and _word(tokens, at + 1) in _VAGUE_HEADS)
    word, after = _word(tokens, head), head + 1
    if word in _VAGUE_PLURALS:
        name, after = _vague_plural(tokens, head)
    elif word not in _VAGUE_HEADS or (head == at and word in _AFTER_ARTICLE):
        return None
    elif at > 0 and tokens[at - 1].low == "as":
        return None  # "as few as 30"
    else:
        name, scale_at = _VAGUE_HEADS[word], _skip(tokens, after, "of")
        scale = _word(tokens, scale_at)
        if scale in _VAGUE_SCALES:
            name, after = f"{name} {scale}", scale_at + 1
    return Number(at, after, Decimal(0), _ONE, "vague", vague=name)


_AFTER_ARTICLE = frozenset({"couple", "handful"})


def _vague_plural(tokens: Tokens, at: int) -> tuple[str, int]:
    word, link, larger = (_word(tokens, at + n) for n in range(3))
    if link == "of" and word in ("tens", "hundreds") and SCALES.get(larger[:-1], 0) >= 1000:
        return f"{word} of {larger}", at + 3
    again = link in ("upon", "and") and larger == word  # "thousands upon thousands"
    return word, at + 3 if again else at + 1


# Parts


def _read_share(tokens: Tokens, at: int) -> Number | None:
    """Reads "half", "a third", "two-thirds", "three quarters", "half a million", "half a dozen"."""
    word = _word(tokens, at)
    if word == "half":
        return _read_half(tokens, at)
    above = 1 if word in ("a", "an") else SMALL.get(word, 0)
    below_at = _skip_hyphen(tokens, at + 1)
    below = _word(tokens, below_at)
    part = _DENOMINATORS.get(below.removesuffix("s"), 0)
    if not above < part or (above == 1) != (below == below.removesuffix("s")):
        return None
    value, after = Decimal(above) / part, below_at + 1
    whole = _skip_hyphen(tokens, after) if part == 2 else _skip(tokens, after, "of")
    if whole > after or part == 2:
        scale_at = _skip(tokens, whole, "a", "an")
        scale = SCALES.get(_word(tokens, scale_at), _DOZEN if part == 2 else _ONE)
        if _word(tokens, scale_at) in SCALES or (part == 2 and _word(tokens, scale_at) == "dozen"):
            step = _ONE if scale == _DOZEN else scale / 10 if part == 2 else scale / 20
            return Number(at, scale_at + 1, value * scale, step, "spelled", scale=scale)
    return Number(at, after, value, Decimal("0.05"), "fraction")


def _read_half(tokens: Tokens, at: int) -> Number:
    after = _skip(tokens, _skip_hyphen(tokens, at + 1), "a", "of")
    after = _skip(tokens, after, "a", "one")
    word = _word(tokens, after)
    scale = _DOZEN if word == "dozen" else SCALES.get(word)
    if scale is None:
        return Number(at, at + 1, Decimal("0.5"), Decimal("0.05"), "fraction")
    step = _ONE if word == "dozen" else scale / 10
    return Number(at, after + 1, scale / 2, step, "spelled", scale=scale)


# Whole numbers


def _read_none(tokens: Tokens, at: int) -> Number | None:
    """Reads "no", "none", "not one", "not a single"; and "both"."""
    word, behind = _word(tokens, at), _word(tokens, at + 1)
    if word == "both":
        return Number(at, at + 1, Decimal(2), _ONE, "spelled")
    if word in _NONE:
        compared = word == "no" and behind in _COMPARED
        return None if compared else Number(at, at + 1, Decimal(0), _ONE, "spelled")
    single = behind == "a" and _word(tokens, at + 2) == "single"
    if word == "not" and (single or behind == "one"):
        return Number(at, at + (3 if single else 2), Decimal(0), _ONE, "spelled")
    return None


def _read_score(tokens: Tokens, at: int) -> Number | None:
    """Reads "a score of people", "two score of them"; "by a score of 3-1" counts nothing."""
    count = 1 if _word(tokens, at) in ("a", "half") else SMALL.get(_word(tokens, at), 0)
    of = (_word(tokens, at + 1), _word(tokens, at + 2)) == ("score", "of")
    if not count or not of or _word(tokens, at + 3) in NUMBER_WORDS | {""}:
        return None
    return Number(at, at + 2, _SCORE * count, _ONE, "spelled", scale=_SCORE)


def _read_article(tokens: Tokens, at: int) -> Number | None:
    """Reads the one in "a week", and "a dozen", "dozen"."""
    article = _word(tokens, at) in _ONE_DOZEN
    if _word(tokens, at + article) == "dozen":
        return Number(at, at + article + 1, _DOZEN, _ONE, "spelled", scale=_DOZEN)
    if _word(tokens, at) in ("a", "an") and _word(tokens, at + 1) in _ONE_OF:
        return Number(at, at + 1, _ONE, _ONE, "article")
    return None


def _read_whole(tokens: Tokens, at: int) -> Number | None:
    """A whole or mixed number of any size, grown group by group under falling scales.

    "two three" is two numbers, "nineteen eighty" too.
    """
    total, ceiling, after, groups, scale = Decimal(0), Decimal(10) ** 18, at, 0, _ONE
    while (group := _read_group(tokens, after, first=not groups)) is not None:
        value, behind = group
        factor, end = _read_scales(tokens, behind)
        if factor >= ceiling or (end == behind and value >= ceiling):
            break
        total, after, scale, groups = total + value * factor, end, factor, groups + 1
        ceiling = factor
        if end == behind:
            break
    if not groups:
        return None
    if _word(tokens, after) == "dozen":
        return Number(at, after + 1, total * 12, _ONE, "spelled", scale=_DOZEN)
    scale = scale if groups == 1 else _ONE
    tail = _read_half_behind(tokens, after, total, scale) or _read_point(tokens, after, total)
    value, step, after = tail or (total, step_of(total), after)
    return Number(at, after, value, step, "spelled", scale=scale)


def _read_scales(tokens: Tokens, at: int) -> tuple[Decimal, int]:
    scale, after = _ONE, at
    while True:
        behind = _skip_hyphen(tokens, after)
        factor = SCALES.get(_word(tokens, behind), Decimal(100))
        if factor == 100 or scale * factor > Decimal(10) ** 15:
            return scale, after
        scale, after = scale * factor, behind + 1


def _read_group(tokens: Tokens, at: int, *, first: bool) -> tuple[Decimal, int] | None:
    """A number below a thousand ("six hundred and two", "a hundred", "twenty-eight")."""
    if not first:
        at = _skip(tokens, at, "and")
    hundreds, after = 0, at
    opening = _skip(tokens, at, "a", "an") if first else at
    if first and _word(tokens, opening) in SCALES:
        if _word(tokens, opening) != "hundred":
            return _ONE, opening
        hundreds, after = 1, opening + 1
        if opening == at:
            return Decimal(100), after
    else:
        below = _read_below_hundred(tokens, at)
        if below is None:
            return None
        hundred = _skip_hyphen(tokens, below[1])
        if _word(tokens, hundred) != "hundred":
            return Decimal(below[0]), below[1]
        hundreds, after = below[0], hundred + 1
    rest = _read_below_hundred(tokens, _skip(tokens, after, "and"))
    if rest is not None and rest[0]:
        return Decimal(hundreds * 100 + rest[0]), rest[1]
    return Decimal(hundreds * 100), after


def _read_below_hundred(tokens: Tokens, at: int) -> tuple[int, int] | None:
    word = _word(tokens, at)
    if word in SMALL:
        return SMALL[word], at + 1
    if word not in TENS:
        return None
    behind = _skip_hyphen(tokens, at + 1)
    ones = SMALL.get(_word(tokens, behind), 0)
    return (TENS[word] + ones, behind + 1) if 0 < ones < 10 else (TENS[word], at + 1)


_Tail = tuple[Decimal, Decimal, int]  # value, step and the token behind


def _read_half_behind(tokens: Tokens, at: int, total: Decimal, scale: Decimal) -> _Tail | None:
    """What may follow a spelled whole: "and a half", "and a half million", "and half a million"."""
    if _word(tokens, at) != "and" or _word(tokens, at + 1) not in _PARTS_OPEN:
        return None
    part = _read_share(tokens, at + 1)
    if part is None:
        return None
    if total < 1000 and part.form == "fraction":
        factor, after = _read_scales(tokens, part.last)
        return (total + part.value) * factor, factor / 10, after
    if total < 1000 and part.scaled:
        return total * part.scale + part.value, part.scale / 10, part.last
    if part.form == "fraction" and scale >= 1000 and total / scale < 1000:
        return total + part.value * scale, scale / 10, part.last  # "two million and a half"
    return None


def _read_point(tokens: Tokens, at: int, total: Decimal) -> _Tail | None:
    """Reads "point five" behind a spelled whole."""
    if _word(tokens, at) != "point":
        return None
    decimals, after = "", at + 1
    while SMALL.get(_word(tokens, after), 10) < 10 and len(decimals) < 9:
        decimals += str(SMALL[_word(tokens, after)])
        after += 1
    if not decimals:
        return None
    scale, after = _read_scales(tokens, after)
    value = total + Decimal("0." + decimals)
    return value * scale, Decimal(1).scaleb(-len(decimals)) * scale, after
