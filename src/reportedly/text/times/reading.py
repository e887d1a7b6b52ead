"""What the rules for times read: tokens, numbers that are days, years or counts, and tests.

The tokens are those of the whole project, with three differences: every dash is "-", the "'s" of a
possessive stands apart, and so do the parts of a date with points ("11.2.2019").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from reportedly.text.lexicon import values
from reportedly.text.quantities.numerals import read_number, read_ordinal
from reportedly.text.rules import Reader
from reportedly.text.times.spans import meanings, members
from reportedly.text.times.timex import Aim
from reportedly.text.tokens import DIGITS, SIGN, WORD, Token, Tokens, split_tokens

Read = tuple[Any, int] | None
"""What a reader gives back: the value, and the index of the first token after it."""

_DASHES = frozenset("‐‑‒–—−~〜")
_APART = re.compile(r"\d{1,4}([.,])\d{1,2}\1\d{1,4}|\d{1,2},\d{4}")
_SPECIAL = re.compile(r"['’‘‐‑‒–—−~〜]|\d[.,]\d")
_PARTS = re.compile(r"\d+|[.,]")


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What a text's times are read against.

    Attributes:
        tokens: the text, cut.
        anchor: the published day.
        published: whether there is one, so that "since March" ends there.
        text: the text, whose other dates say whether 3/4 is the third of April.
        day_first: whether it is, where the caller says so.
        aim: which round of a recurring time is meant.
        forced: True where the caller said so, whatever the words around.
    """

    tokens: Tokens
    anchor: date
    published: bool
    text: str
    day_first: bool | None
    aim: Aim = Aim.NEAR
    forced: bool = False


class Count(NamedTuple):
    """How many units, and whether the words leave it open ("a few")."""

    value: Decimal
    vague: bool = False


class Hour(NamedTuple):
    """An hour and minute as written: "bare" (8), "pair" (8:30), "point" (8.30), "four" (0830)."""

    hour: int
    minute: int
    shape: str


def cut(text: str) -> Tokens:
    """Cut text into tokens, dashes alike, possessives and dates with points apart."""
    tokens, found = split_tokens(text), Tokens()
    if _SPECIAL.search(text) is None:
        return tokens
    for token in tokens:
        if token.kind == SIGN and token.raw in _DASHES:
            found.append(token._replace(low="-"))
        elif token.kind == SIGN and token.raw in members("apostrophe"):
            found.append(token._replace(low="'"))
        elif token.kind == WORD and token.low[-2:] in ("'s", "’s") and len(token.low) > 2:
            found += _pieces(token, (len(token.raw) - 2, len(token.raw) - 1, len(token.raw)))
        elif token.kind == DIGITS and _APART.fullmatch(token.raw):
            found += _pieces(token, tuple(m.end() for m in _PARTS.finditer(token.raw)))
        else:
            found.append(token)
    return found


def _pieces(token: Token, ends: tuple[int, ...]) -> list[Token]:
    """A token cut at some of its characters."""
    pieces, start = [], 0
    for end in ends:
        raw, glued = token.raw[start:end], token.glued if not start else True
        kind = token.kind if raw.isalnum() else SIGN
        low = "'" if raw in members("apostrophe") else raw.lower()
        pieces.append(Token(kind, token.start + start, token.start + end, raw, low, glued))
        start = end
    return pieces


# Numbers


def figure(tokens: Tokens, at: int, most: int = 4) -> int | None:
    """The number written in at most `most` plain digits, or None."""
    raw = tokens[at].raw if 0 <= at < len(tokens) else ""
    return int(raw) if 0 < len(raw) <= most and raw.isdecimal() else None


def _spelled(tokens: Tokens, at: int) -> tuple[int, int]:
    """A whole number in words and the token behind it; 0 where there is none."""
    found = read_number(tokens, at) if at < len(tokens) and tokens[at].kind == WORD else None
    whole = found is not None and found.form == "spelled" and found.value % 1 == 0
    return (int(found.value), found.last) if found is not None and whole else (0, at)


def read_place(tokens: Tokens, at: int, _: Any = None) -> Read:
    """The place that an ordinal names, up to 99: "3rd", "twenty-third"."""
    if tokens.low(at) == "twelvth":
        return 12, at + 1
    found = read_ordinal(tokens, at)
    return (int(found.value), found.last) if found and 0 < found.value < 100 else None


def _read_day(tokens: Tokens, at: int, _: Any) -> Read:
    """A day of the month: "3", "03", "3rd", "third", "twenty five"."""
    digits = figure(tokens, at, 2)
    found = read_place(tokens, at)
    found = found or (_spelled(tokens, at) if digits is None else (digits, at + 1))
    return found if 1 <= found[0] <= 31 else None


def _read_count(tokens: Tokens, at: int, _: Any) -> Read:
    """How many: any number of the project's reader, an article, or a vague one with "of"."""
    number, low = read_number(tokens, at), tokens.low(at)
    if number is not None and number.form == "fraction" and tokens[at].kind == WORD:
        number = read_number(Tokens(tokens[at : at + 1]), 0)  # "two quarters" are units here
        number = number and number._replace(first=at, last=at + 1)
    if number is None:
        single = low in members("time-article") and tokens.low(at + 1) in members("time-unit")
        guess = 1 if single else meanings("vague-count").get(low)
        return (Count(Decimal(guess), vague=not single), at + 1) if guess else None
    if number.vague is not None:
        guess = meanings("vague-count").get(number.vague)
        after = number.last + (tokens.low(number.last) == "of")
        return (Count(Decimal(guess), vague=True), after) if guess else None
    if number.form == "fraction" and number.last == at + 1 and tokens[at].kind == WORD:
        return None
    none = number.value == 0 and number.form != "digits"
    return None if none or number.value > 10**6 else (Count(number.value), number.last)


def _read_year(tokens: Tokens, at: int, _: Any) -> Read:
    """A year in four digits, as '18, or spelled ("nineteen ninety-six")."""
    low, year = tokens.low(at), figure(tokens, at)
    if year is not None and len(low) == 4:
        return (year, at + 1) if 1000 <= year <= 2999 and not is_clock(tokens, at) else None
    if low == "'" and tokens.touches(at + 1) and len(tokens.low(at + 1)) == 2:
        short = figure(tokens, at + 1)
        return None if short is None else (century_of(short), at + 2)
    head, after = _spelled(tokens, at)
    if 1000 <= head <= 2999:
        rest, last = _spelled(tokens, after)
        return (head + rest, last) if head % 100 == 0 and 0 < rest < 100 else (head, after)
    after += tokens.low(after) == "-"
    oh = tokens.low(after) in ("oh", "o")
    after += oh + (oh and tokens.low(after + 1) == "-")
    rest, last = _spelled(tokens, after)
    known = 11 <= head <= 20 and (0 < rest < 10 if oh else 10 <= rest < 100)
    return (head * 100 + rest, last) if known else None


def century_of(short: int) -> int:
    """Two digits stand for the years 1950 to 2049."""
    return short + (2000 if short < 50 else 1900)


def _read_hour(tokens: Tokens, at: int, _: Any) -> Read:
    """An hour: "8", "8:30", "8.30", "8:30:15", "0830"; the minutes of one are none."""
    raw = tokens[at].raw
    if tokens.touches(at) and tokens.low(at - 1) == ":":
        return None
    hour, minute, after, shape = figure(tokens, at, 2), 0, at + 1, "bare"
    if is_hour_minute(tokens, at):
        hour, minute, shape = int(raw[:2]), int(raw[2:]), "four"
    elif _HOUR_POINT.fullmatch(raw):
        hour, minute, shape = int(raw[:-3]), int(raw[-2:]), "point"
    elif hour is not None and tokens.low(at + 1) == ":" and tokens.touches(at + 1):
        pair = tokens.low(at + 2)
        if not tokens.touches(at + 2) or len(pair) != 2 or not pair.isdecimal():
            return None
        minute, after, shape = int(pair), at + 3, "pair"
        seconds = tokens.low(after) == ":" and figure(tokens, after + 1, 2) is not None
        after += 2 if seconds else 0
    if hour is None or hour > 24 or minute > 59:
        return None
    return Hour(hour, minute, shape), after


def _read_feast(tokens: Tokens, at: int, _: Any) -> Read:
    """The name of a feast, as the class `feast` has it: no apostrophes, hyphens or stops."""
    best: Read = None
    name, after = "", at
    for _step in range(5):
        low = tokens.low(after)
        if after >= len(tokens) or tokens[after].kind != WORD:
            break
        owned = low == "s" and tokens.low(after - 1) == "'"
        name = f"{name}s" if owned else f"{name} {low}".strip()
        after += 1
        if name in values("feast"):
            best = name, after
        after += tokens.low(after) in members("name-joint") and tokens.touches(after)
    return best


# Tests

_HOUR_POINT = re.compile(r"\d{1,2}\.\d{2}")
_SHAPES = {
    "figure": r"\d{1,4}",
    "short": r"\d{1,2}",
    "four": r"[12]\d{3}",
    "eight": r"(?:19|20)\d{6}",
    "group": r"\d{6}",
    "pointed": r"\d{1,2}\.\d{1,2}",
}


def _shape(pattern: str) -> Callable[[Tokens, int], bool]:
    full = re.compile(pattern).fullmatch
    return lambda tokens, at: full(tokens[at].raw) is not None


def _begins(pattern: str) -> Callable[[str], bool]:
    full = re.compile(pattern).fullmatch
    return lambda word: full(word) is not None


def is_clock(tokens: Tokens, at: int) -> bool:
    """Whether four digits are an hour and minute: a zone, "hours" or "at" stands beside them."""
    if not is_hour_minute(tokens, at):
        return False
    after, before = tokens.low(at + 1), tokens.low(at - 1)
    if after in members("zone") or after in members("hours"):
        return True
    cued = tokens.low(at - 2) == "at" and f"at {before}" in members("clock-cues")
    return cued or before == "at"


def is_hour_minute(tokens: Tokens, at: int) -> bool:
    """Four digits that may be an hour and minute: "0630"."""
    number = figure(tokens, at)
    return number is not None and len(tokens[at].raw) == 4 and number < 2400 and number % 100 < 60


def _is_inside(tokens: Tokens, at: int) -> bool:
    """True in the middle of a longer figure or a price; a free-standing dash is neither."""
    before = tokens.low(at - 1)
    if not tokens.touches(at) or before not in members("figure-joint"):
        return False
    return before != "-" or (tokens.touches(at - 1) and tokens.low(at + 1) not in ("/", "."))


def goes_on(tokens: Tokens, at: int) -> bool:
    """True when figures run on past what was read: "1/2/3/4", "15:50"."""
    joint = tokens.low(at) in members("figure-joint") and tokens.low(at) != "-"
    return joint and tokens.touches(at) and tokens.touches(at + 1) and tokens[at + 1].kind == DIGITS


def is_open(tokens: Tokens, at: int) -> bool:
    """False at the end, and where a stop that does not go on in figures closes what is before."""
    inside = at < len(tokens)
    return inside and (tokens.low(at) not in members("stop") or tokens.touches(at + 1))


def is_word(tokens: Tokens, at: int) -> bool:
    """A word."""
    return at < len(tokens) and tokens[at].kind == WORD


def is_capital(tokens: Tokens, at: int) -> bool:
    """True when the token begins with a capital letter."""
    return 0 <= at < len(tokens) and tokens[at].raw[0].isupper()


def is_plural(tokens: Tokens, at: int) -> bool:
    """A small-letter plural, which digits before it count."""
    return is_word(tokens, at) and tokens.low(at).endswith("s") and not is_capital(tokens, at)


TESTS = {name: _shape(pattern) for name, pattern in _SHAPES.items()} | {
    "inside": _is_inside,
    "goes-on": goes_on,
    "uncued": lambda tokens, at: tokens.low(at - 1) not in members("day-number-cue"),
    "digits": lambda tokens, at: tokens[at].kind == DIGITS,
    "open": is_open,
    "word": is_word,
    "text": lambda tokens, at: tokens[at].kind != SIGN,
    "plural": is_plural,
    "capital": is_capital,
}


def _kept(name: str, read: Reader) -> Reader:
    """The same reader, asked once a token."""

    def kept(tokens: Tokens, at: int, context: Any) -> Read:
        if (name, at) not in tokens.memo:
            tokens.memo[name, at] = read(tokens, at, context)
        found: Read = tokens.memo[name, at]
        return found

    return kept


READERS: dict[str, Reader] = {
    "PLACE": _kept("PLACE", read_place),
    "DAY": _kept("DAY", _read_day),
    "COUNT": _kept("COUNT", _read_count),
    "YEAR": _kept("YEAR", _read_year),
    "HOUR": _read_hour,
    "FEAST": _read_feast,
}


@cache
def _feast_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in values("feast"))


BEGINS: dict[str, Callable[[str], bool]] = {
    **{name: _begins(pattern) for name, pattern in _SHAPES.items()},
    "HOUR": _begins(r"\d{1,2}(?:\.\d\d)?|\d{4}"),
    "PLACE": lambda word: word.isdecimal() or word in members("numeral"),
    "DAY": lambda word: (word.isdecimal() and len(word) < 3) or word in members("numeral"),
    "COUNT": lambda word: word[:1].isnumeric() or word in members("numeral"),
    "YEAR": lambda word: word in members("century-number") or word[:1] in ("'", "1", "2"),
    "FEAST": lambda word: word in _feast_words(),
}
"""What a word must be for a test or reader to take anything that begins with it."""
