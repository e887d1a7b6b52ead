"""Units of figures: English names in the singular, and the spellings they come in.

`words/units.tsv` is the table. Every name that is not in it is the name of something counted
("civilian", "goal"). `conversion` converts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.text.lexicon import units, words
from reportedly.text.nouns import plural, singular
from reportedly.text.quantities.spelled import HYPHENS
from reportedly.text.tokens import WORD, Token, Tokens, split_tokens

CURRENCY, SHARE, COUNT = "currency", "share", "count"

_CURRENCY_BEHIND, _MIXED_CODES = words("currency-behind"), words("code-in-any-case")
_RATE_OF, _PIECES, _AFTER_PIECE = words("rate-of"), words("piece"), words("after-piece")
_TIME_REPORTED, _SHARE_KINDS = words("time-reported"), words("share-kind")
# Dimensions whose units a rate may be of behind an article: "$200 an acre".
_PRICED = words("priced-dimension")


class UnitMatch(NamedTuple):
    """A unit found at tokens `first` … `last - 1`."""

    name: str
    first: int
    last: int


Key = tuple[str, ...]


def _spellings() -> tuple[dict[Key, str], dict[Key, tuple[str, bool]]]:
    """Spellings in any case, and symbols with whether they touch their number."""
    spelled: dict[Key, str] = {}
    symbols: dict[Key, tuple[str, bool]] = {}
    for unit in units().values():
        for word in (unit.name, *(w.lstrip("^") for w in unit.words)):
            for form in (word, word + "s") if word[-1].isalpha() else (word,):
                spelled.setdefault(_key(form), unit.name)
        for symbol in unit.symbols:
            key = tuple(t.raw for t in split_tokens(symbol.lstrip("~")))
            symbols.setdefault(key, (unit.name, symbol.startswith("~")))
    # A plain name wins over somebody else's abbreviation; "p" and "s" are no plurals.
    return spelled | {_key(name): name for name in units()}, symbols


def _key(form: str) -> Key:
    return tuple(t.low for t in split_tokens(form))


_WORDS, _SYMBOLS = _spellings()
_IN_CAPITALS = frozenset(w[1:] for u in units().values() for w in u.words if w[0] == "^")
_REACHES: dict[str, int] = {}  # first word of a spelling → tokens of the longest that begins so
for _each in (*_WORDS, *_SYMBOLS):
    _REACHES[_each[0]] = max(len(_each), _REACHES.get(_each[0], 0))
_CURRENCY_WORDS = {k: v for k, v in _WORDS.items() if units()[v].dimension == CURRENCY}
_LETTER_CODES = {"ps": "pound sterling"}  # how "£" comes out of a transliteration to ASCII
# What a currency before a price ends with; most numbers have nothing like it before them.
_CURRENCY_ENDS = frozenset(key[-1] for key in _CURRENCY_WORDS) | _LETTER_CODES.keys()


def find_unit(tokens: Tokens, at: int) -> UnitMatch | None:
    """The unit that starts at token `at`, the longest spelling first, with what it is a rate of.

    Returns None when no unit starts there. "percent", "square kilometres", "km/h", "dollars a
    month" and "kV/cm" are units; "civilians" is not.
    """
    found = _match(tokens, at)
    if found is None:
        return None
    name, last = found
    rate = None if " per " in name else read_rate(tokens, last)
    return (
        UnitMatch(name, at, last)
        if rate is None
        else UnitMatch(f"{name} per {rate[0]}", at, rate[1])
    )


def _match(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The longest spelling at `at`: the unit's name and the token behind it."""
    if at >= len(tokens):
        return None
    first = tokens[at]
    reach = max(_REACHES.get(first.low, 0), _REACHES.get(first.raw, 0))
    window = tokens[at : at + reach]
    raws, lows = tuple(t.raw for t in window), tuple(t.low for t in window)
    for length in range(len(window), 0, -1):
        if raws[length - 1].isdecimal() and not window[length - 1].glued:
            continue  # "6ft 2in" is no area
        name, touching = _SYMBOLS.get(raws[:length], ("", False))
        if name and (first.glued or not touching or raws[1:2] == ("/",)):
            return name, at + length
        name = _WORDS.get(lows[:length], "")
        if name:
            return name, at + length
    return None


def read_rate(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """What a rate is of, told at token `at` behind its unit, and the token behind it.

    "per barrel", "a month", "each", "/cm", "-a-day", "a diluted share", "an episode".
    """
    if at + 1 >= len(tokens):
        return None
    link, thing = tokens[at].low, tokens[at + 1]
    tied = [t.raw in HYPHENS for t in tokens[at : at + 4]] == [True, False, True, False]
    if tied and thing.low in _ARTICLES:
        name = _rate_name(tokens[at + 3])
        return (name, at + 4) if name else None
    if link in _ARTICLES and (link != "a" or not tokens[at].glued):
        return _read_rate_behind_article(tokens, at + 1)
    if link != "per" and not (link == "/" and thing.glued and thing.kind == WORD):
        return None
    found = _match(tokens, at + 1)
    if found is not None and units()[found[0]].dimension not in (CURRENCY, SHARE):
        return found
    if link == "per" and thing.kind == WORD and thing.low not in _NO_RATE:
        return singular(thing.low), at + 2
    return None


_ARTICLES = words("rate-article")
_NO_RATE = frozenset({"cent"})


def _read_rate_behind_article(tokens: Tokens, at: int) -> tuple[str, int] | None:
    thing, behind = tokens[at], tokens[at + 1 : at + 3]
    if thing.low in _SHARE_KINDS and behind and behind[0].low == "share":
        return "share", at + 2
    name = _rate_name(thing)
    if name:
        return None if name in units() and _is_time_reported(name, behind) else (name, at + 1)
    ends = not behind or behind[0].raw in ".,;)!?" or behind[0].low in _AFTER_PIECE
    return (thing.low, at + 1) if ends and thing.raw in _PIECES else None


def _rate_name(thing: Token) -> str | None:
    """The name of what a rate may be of behind an article."""
    name = _WORDS.get((thing.low,), thing.low)
    if thing.low in _RATE_OF:
        return (
            "pound"
            if name == "pound-mass"
            else singular(thing.low)
            if name not in units()
            else name
        )
    priced = name in units() and units()[name].dimension in _PRICED and len(thing.low) > 1
    return name if priced else None


def _is_time_reported(name: str, behind: Sequence[Token]) -> bool:
    """True behind "$47.20 a year", when "ago" or "on," follows: that is no rate."""
    if units()[name].dimension != "time" or not behind:
        return False
    if behind[0].low == "on":
        return len(behind) < 2 or behind[1].low in (".", ",", "from", ";")
    return behind[0].low in _TIME_REPORTED


def find_currency_before(tokens: Tokens, at: int, floor: int = 0) -> UnitMatch | None:
    """The currency sign or code that ends right before token `at` ("US$", "A$", "HK $", "RM")."""
    if at <= floor or tokens[at - 1].low not in _CURRENCY_ENDS:
        return None
    for length in range(min(4, at - floor), 0, -1):
        window = tokens[at - length : at]
        name = _CURRENCY_WORDS.get(tuple(t.low for t in window))
        if length == 1:
            name = _currency_of(window[0], tokens[at], name)
        elif window[0].kind == WORD and len(window[0].raw) < 2:
            capital = window[0].raw.isupper() and not (window[0].raw == "A" and not window[1].glued)
            name = name if capital else None  # "A $1.5 billion package" is not Australian
        if name is not None:
            return UnitMatch(name, at - length, at)
    return None


def _currency_of(sign: Token, number: Token, name: str | None) -> str | None:
    """The currency of one sign or code before a number."""
    if sign.low in _LETTER_CODES and sign.raw.isupper():
        return _LETTER_CODES[sign.low] if number.glued else None
    if sign.low in _CURRENCY_BEHIND:
        return None
    code = sign.raw.isupper() or (sign.low in _MIXED_CODES and sign.raw[0].isupper())
    return name if code or sign.kind != WORD else None


def is_code_here(token: Token) -> bool:
    """False for a code of a currency that is a common word, unless in capitals: "they won"."""
    return token.low not in _IN_CAPITALS or token.raw.isupper()


def has_flag(name: str, flag: str) -> bool:
    """True when the table gives a unit this flag."""
    return name in units() and flag in units()[name].flags


def plural_name(name: str) -> str:
    """The name of a unit behind a number other than one.

    >>> plural_name("square foot"), plural_name("kilometre per hour"), plural_name("celsius")
    ('square feet', 'kilometres per hour', 'degrees celsius')
    """
    if name == "percentage":
        return "percent"
    above, per, below = name.partition(" per ")
    if above in ("celsius", "fahrenheit"):
        return f"degrees {above}{per}{below}"
    if above.endswith(" of age"):
        return f"{above.removesuffix(' of age')}s of age{per}{below}"
    return (above if has_flag(above, "no-plural") else plural(above)) + per + below


def dimension_of(name: str) -> str:
    """The dimension of a unit: "length", "currency", "length per time", … `COUNT` for a noun."""
    if name in units():
        return units()[name].dimension
    above, _, below = name.partition(" per ")
    if below and above in units():
        return f"{units()[above].dimension} per {dimension_of(below)}"
    return COUNT


def same_dimension(a: str | None, b: str | None) -> bool:
    """True when figures in units `a` and `b` can be compared as numbers.

    Lengths compare with lengths, counts with counts (None is a bare count), a currency only with
    itself. Units that are not converted (points, years of age) compare within their dimension.
    """
    if a == b:
        return True
    first, second = dimension_of(a or ""), dimension_of(b or "")
    return first == second and not first.startswith(CURRENCY)
