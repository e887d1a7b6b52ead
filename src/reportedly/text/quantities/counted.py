"""The noun phrase that a number counts, found without a tagger.

English helps: what a number other than one counts is a plural, and a plural noun ends the phrase.
So the phrase runs from the number over words that can stand inside it to the last of the plurals
that follow one another; a preposition, verb, pronoun or punctuation before any plural means that
nothing was named.
"""

from __future__ import annotations

from typing import NamedTuple

from reportedly.text.lexicon import is_counted_measure, measure_of, values, who, words
from reportedly.text.nouns import singular
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.spelled import HYPHENS, NUMBER_WORDS
from reportedly.text.tokens import DIGITS, WORD, Token, Tokens

_STOP, _DETERMINERS, _OF_SERIES = words("phrase-stop"), words("of-determiner"), words("of-series")
_NOT_PLURAL, _IRREGULAR_PLURALS = words("not-plural"), words("irregular-plural")
_SINGULARS = values("singular-of")
_ONE_OR_MANY, _STATES, _SKIPPED = words("plural-as-one"), words("state"), words("skipped")
_COUNTS_AGAIN, _OBJECTS = words("counts-again"), words("object-begins")
_AFTER_LIVES, _NOUNS_LIKE_VERBS = words("after-lives"), words("noun-like-verb")
_DEGREES, _SUPERLATIVES, _NO_SUPERLATIVES = map(words, ("degree", "superlative", "no-superlative"))
_UTMOST, _SCALES = words("utmost"), words("scale") | {"%", "percent"}
_QUOTES, _JOINERS = frozenset("'\"‘’“”"), frozenset("-‐‑/&")
_MOST_WORDS, _MOST_OF_ONE = 7, 5


class Counted(NamedTuple):
    """What is counted, at tokens `first` … `last - 1`.

    `unit` is the phrase in the singular ("eligible pensioner"); `head` its last word as written.
    """

    first: int
    last: int
    unit: str
    head: str


def is_plural(token: Token) -> bool:
    """True when a word looks like the plural of a noun."""
    low = token.low
    if low in _IRREGULAR_PLURALS or (low.endswith("men") and len(low) > 5):
        return True
    if token.raw[:-1].isupper() and token.raw[-1] == "s" and len(low) > 2:
        return True  # "EVs", "RBIs"
    if low.endswith("is"):
        return low in _SINGULARS  # "Somalis", "taxis"
    ends = len(low) > 3 and low[-1] == "s" and low[-2] not in "su'’"
    return ends and low not in _NOT_PLURAL


def find_counted(tokens: Tokens, at: int, *, one: bool = False) -> Counted | None:
    """What a number that ends before token `at` counts, or None.

    Args:
        tokens: the text's tokens.
        at: the token after the number.
        one: the number is one, so a singular is counted ("one civilian").
    """
    start, at = at, _skip_of(tokens, at)
    of = at > start
    if of and tokens.low(at) in _OF_SERIES and at + 1 < len(tokens):
        number = read_number(tokens, at + 1)  # "eight of the past nine contests" counts contests
        at = number.last if number is not None else at + 1
    while at < len(tokens) and (tokens[at].low in _SKIPPED or tokens[at].raw in _QUOTES):
        at += 1
    found = _find_singular(tokens, at) if one and not of else None
    return found or _find_plural(tokens, at)


def _skip_of(tokens: Tokens, at: int) -> int:
    if tokens.low(at) != "of":
        return at
    at += 1
    while tokens.low(at) in _DETERMINERS:
        at += 1
    return at


def _find_plural(tokens: Tokens, at: int) -> Counted | None:
    """The words up to the last of the plurals that follow one another."""
    first, head = at, 0  # `head` words up to and with the last plural
    while at - first < _MOST_WORDS and at < len(tokens):
        if tokens[at].low in _COUNTS_AGAIN and not _is_compound(tokens, at):
            return _phrase(tokens, first, head)  # "one of three men": the next number counts them
        if not _goes_on(tokens, first, at, bool(head)):
            break
        token = tokens[at]
        if owns(token) and not head:
            first = at = at + 1  # "Orlo's mosques" are mosques
            continue
        if token.kind == DIGITS and tokens.touches(at + 1) and tokens.low(at + 1) == "s":
            return _phrase(tokens, first, at + 1 - first)  # "80 737s", "20 F-16s"
        if _is_noun(tokens, first, at) and is_plural(token):
            state = token.low in _STATES
            if state and at + 1 < len(tokens) and is_plural(tokens[at + 1]):
                head = 0  # "16 wounded soldiers" counts soldiers
            elif not (state and head):
                head = at + 1 - first
        at += 1
    return _phrase(tokens, first, head)


def _goes_on(tokens: Tokens, first: int, at: int, has_head: bool) -> bool:
    """True when the word at `at` may belong to the phrase that began at `first`."""
    token = tokens[at]
    if token.kind == DIGITS and _is_amount(tokens, at):
        return False
    if token.low == "lives" and tokens.low(at + 1) in _AFTER_LIVES:
        return False  # "a population of 350,000 lives there"
    if not has_head and _acts(tokens, at):
        return False
    if _is_noun(tokens, first, at):
        return not has_head or (is_plural(token) and not owns(token))
    return not has_head and at > first and _stands_inside(tokens, at)


def _is_noun(tokens: Tokens, first: int, at: int) -> bool:
    """True for a word that is no stop word, or is one in a compound or before an adjective."""
    token = tokens[at]
    tied = at > first and tokens.touches(at) and tokens[at - 1].raw in HYPHENS
    return token.kind == WORD and (token.low not in _STOP or tied or _is_degree(tokens, at))


def owns(token: Token) -> bool:
    """True for "China's", which owns what follows."""
    return token.low.endswith(("'s", "’s"))


def _acts(tokens: Tokens, at: int) -> bool:
    """True for the verb in "610 crashed and killed 189 people", which has an object of its own."""
    behind = tokens.low(at + 1)
    has_object = behind[:1].isdigit() or behind in _OBJECTS or behind in NUMBER_WORDS
    return has_object and not is_plural(tokens[at]) and measure_of(tokens[at].low) is not None


def _is_compound(tokens: Tokens, at: int) -> bool:
    """True for the number in "three-pointers"."""
    return tokens.low(at + 1) in HYPHENS and tokens.touches(at + 1)


def _stands_inside(tokens: Tokens, at: int) -> bool:
    """True for what may stand inside a noun phrase beside words: "737", "and", a hyphen."""
    token, before = tokens[at], tokens[at - 1]
    if token.kind == DIGITS:
        return before.raw in HYPHENS if token.glued else before.low not in ("and", "or")
    return token.low in ("and", "or") or (token.raw in _JOINERS and token.glued)


def _is_amount(tokens: Tokens, at: int) -> bool:
    """True for a count of its own inside a phrase: "the country's 30 million voters"."""
    return "," in tokens[at].raw or tokens.low(at + 1) in _SCALES


def _is_degree(tokens: Tokens, at: int) -> bool:
    """True for "most" before an adjective: "five most populous counties"."""
    if tokens[at].low not in _UTMOST or at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    return behind.kind == WORD and behind.low not in _STOP and not is_plural(behind)


def _find_singular(tokens: Tokens, at: int) -> Counted | None:
    """The words that one thing is named by: up to a verb, a stop word, or a person."""
    first = at
    while at < len(tokens) and at - first < _MOST_OF_ONE:
        token = tokens[at]
        if at > first and token.raw in HYPHENS and token.glued and _is_tied_word(tokens, at + 1):
            at += 2
            continue
        if _ends_singular(tokens, first, at):
            break
        at += 1
        if owns(token):
            first = at
        elif (person := who(token.low)) is not None and person.singular == token.low:
            break
    return _phrase(tokens, first, at - first)


def _is_tied_word(tokens: Tokens, at: int) -> bool:
    return tokens.touches(at) and tokens[at].kind == WORD


def _ends_singular(tokens: Tokens, first: int, at: int) -> bool:
    token = tokens[at]
    if token.kind != WORD or token.low in _STOP:
        return True
    like_verb = token.low.endswith(("ed", "ing")) or token.low.endswith("ly")
    if like_verb and token.low not in _NOUNS_LIKE_VERBS:
        return True
    if measure_of(token.low) is not None and not is_counted_measure(token.low):
        return True
    clause = at > first and is_plural(token) and token.raw[0].isupper()
    return clause and tokens[at - 1].raw.islower()  # "one reason Democrats came"


def is_verb_of_one(tokens: Tokens, at: int) -> bool:
    """True behind the pronoun in "how one writes a brief"; "one sports team" counts a team."""
    low = tokens.low(at)
    verb = low.endswith("s") and not low.endswith("is") and low[-2:] not in ("ss", "us")
    ends = at + 1 >= len(tokens) or tokens[at + 1].low in _STOP
    return verb and low not in _ONE_OR_MANY and ends


def _says_nothing(word: Token) -> bool:
    """True for degrees and superlatives, which say nothing of what is counted: "latest victims"."""
    if word.low in _DEGREES or word.low in _SUPERLATIVES:
        return True
    ends = word.low.endswith("est") and len(word.low) > 4
    return ends and word.raw.islower() and word.low not in _NO_SUPERLATIVES


def _phrase(tokens: Tokens, first: int, length: int) -> Counted | None:
    words, parts = tokens[first : first + length], list[str]()
    while len(words) > 1 and _says_nothing(words[0]):
        first, length, words = first + 1, length - 1, words[1:]  # "the latest victims" are victims
    for word in words:
        if word.low in ("and", "or") or (_says_nothing(word) and word is not words[-1]):
            continue
        if parts and (word.raw in _JOINERS or (parts[-1][-1] in _JOINERS and word.glued)):
            parts[-1] += word.raw
        else:
            parts.append(word.raw)
    if not parts:
        return None
    return Counted(first, first + length, singular(" ".join(parts)), words[-1].low)
