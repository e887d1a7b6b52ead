"""The noun phrase that a number counts, found without a tagger.

English helps: what a number other than one counts is a plural, and a plural noun ends the phrase.
So the phrase runs from the number over words that can stand inside it to the last of the plurals
that follow one another; a preposition, verb, pronoun or punctuation before any plural means that
nothing was named.
"""

from __future__ import annotations

from typing import NamedTuple

from reportedly.text.lexicon import is_counted_measure, measure_of, who, words
from reportedly.text.nouns import singular
from reportedly.text.quantities.numerals import read_number
from reportedly.text.tokens import DIGITS, WORD, Token, Tokens

_STOP = frozenset(
    """
    a an the this that these those my your his her its our their whose which who whom what where
    when while why how if because since until unless although though whether as than then
    and or but nor yet so for of in on at by to from with without into onto over under above below
    between among amid against during after before about around across along through throughout
    toward towards up down off out per via near upon within beyond despite including versus vs
    i you he she it we they me him them us himself herself itself themselves everyone anyone
    is are was were be been being am has have had having do does did will would shall should can
    could may might must get gets got go goes went come comes came take takes took make makes made
    say says said tell tells told report reports reported show shows showed add adds added
    not no never only just also too very more most less least all both each every any some such
    ago later earlier away now today tomorrow yesterday here there again still already even
    monday tuesday wednesday thursday friday saturday sunday always perhaps across plus minus times
    became become remains remained rose fell began started continued according
    else apart respectively together alone overnight
    """.split()
) - {"times"}
_NOT_PLURAL = words("not-plural")
_IRREGULAR_PLURALS = words("irregular-plural")
_SAME = words("plural-as-one")
_PARTICIPLE_HEADS = words("state")
# Between the number and the phrase, saying nothing of what is counted.
_SKIPPED = words("skipped")
# "one of three men": the next number counts the men.
_COUNTS = words("counts-again")
_QUOTES = frozenset("'\"‘’“”")
_MOST_WORDS = 7


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
    if low in _IRREGULAR_PLURALS:
        return True
    if low.endswith("men") and len(low) > 5:
        return True
    if token.raw[:-1].isupper() and token.raw[-1] == "s" and len(low) > 2:
        return True  # "EVs", "RBIs"
    return (
        len(low) > 3
        and low[-1] == "s"
        and low[-2] not in "su'’"
        and not low.endswith("is")
        and low not in _NOT_PLURAL
    )


def find_counted(tokens: Tokens, at: int, *, one: bool = False) -> Counted | None:
    """What a number that ends before token `at` counts, or None.

    Args:
        tokens: the text's tokens.
        at: the token after the number.
        one: the number is one, so a singular is counted ("one civilian").
    """
    start, at = at, _skip_of(tokens, at)
    of = at > start
    if of and at + 1 < len(tokens) and tokens[at].low in _COUNTED_ALREADY:
        number = read_number(tokens, at + 1)
        at = number.last if number is not None else at + 1
    while at < len(tokens) and (tokens[at].low in _SKIPPED or tokens[at].raw in _QUOTES):
        at += 1
    if one and not of:
        return _find_singular(tokens, at) or _find_plural(tokens, at)
    return _find_plural(tokens, at)


def _skip_of(tokens: Tokens, at: int) -> int:
    if at >= len(tokens) or tokens[at].low != "of":
        return at
    at += 1
    while at < len(tokens) and tokens[at].low in _DETERMINERS:
        at += 1
    return at


_DETERMINERS = words("determiner")
# "eight of the past nine contests" counts contests.
_COUNTED_ALREADY = words("of-series")


def _find_plural(tokens: Tokens, at: int) -> Counted | None:
    words: list[Token] = []
    head = 0
    first = at
    while at < len(tokens) and len(words) < _MOST_WORDS:
        token = tokens[at]
        if token.kind == DIGITS and _is_amount(tokens, at):
            break
        inside = _is_tied(token, words) or _is_degree(tokens, at)
        noun = token.kind == WORD and (token.low not in _STOP or inside)
        if token.low in _COUNTS and not _is_compound(tokens, at):
            return None if not head else _phrase(words[:head], first)
        if token.low == "lives" and _follows(tokens, at + 1, _AFTER_VERB):
            break
        goes_on = noun and (not head or (is_plural(token) and not _owns(token)))
        if not goes_on and (head or not words or not _stands_inside(token, words)):
            break
        if _owns(token) and not head:
            words, first, at = [], at + 1, at + 1  # "Orlo's mosques" are mosques
            continue
        if not head and _acts(tokens, at):
            break
        words.append(token)
        if token.kind == DIGITS and _is_letter_s(tokens, at + 1):  # "80 737s", "20 F-16s"
            return _phrase(words, first)
        if noun and is_plural(token):
            state = token.low in _PARTICIPLE_HEADS
            if state and _goes_on(tokens, at + 1):
                head = 0
            elif not (state and head):
                head = len(words)
        at += 1
    return _phrase(words[:head], first) if head else None


def _owns(token: Token) -> bool:
    return token.low.endswith(("'s", "’s"))


def _acts(tokens: Tokens, at: int) -> bool:
    """True for the verb in "610 crashed and killed 189 people", which has an object of its own."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    has_object = behind is not None and (behind.kind == DIGITS or behind.low in _OBJECTS)
    return has_object and not is_plural(tokens[at]) and measure_of(tokens[at].low) is not None


_OBJECTS = words("object-begins")


def _follows(tokens: Tokens, at: int, words: frozenset[str]) -> bool:
    return at < len(tokens) and tokens[at].low in words


# "a population of 350,000 lives there": the word is a verb.
_AFTER_VERB = words("after-lives")


def _is_compound(tokens: Tokens, at: int) -> bool:
    """True for the number in "three-pointers"."""
    return at + 1 < len(tokens) and tokens[at + 1].raw in "-‐‑" and tokens[at + 1].glued


def _is_letter_s(tokens: Tokens, at: int) -> bool:
    """True for the plural of a name in digits: "80 Boeing 737s"."""
    return at < len(tokens) and tokens[at].raw == "s" and tokens[at].glued


def _stands_inside(token: Token, words: list[Token]) -> bool:
    """True for what may stand inside a noun phrase beside words: "737", "and", a hyphen."""
    if token.kind == DIGITS:
        tied = words[-1].raw in "-‐‑"
        return tied if token.glued else words[-1].low not in ("and", "or")
    return token.low in ("and", "or") or (token.raw in "-‐‑/&" and token.glued)


def _is_amount(tokens: Tokens, at: int) -> bool:
    """True for a count of its own inside a phrase: "the country's 30 million voters"."""
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return "," in tokens[at].raw or behind in ("thousand", "million", "billion", "%", "percent")


def _is_degree(tokens: Tokens, at: int) -> bool:
    """True for "most" before an adjective: "five most populous counties"."""
    if tokens[at].low not in ("most", "least", "very") or at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    return behind.kind == WORD and behind.low not in _STOP and not is_plural(behind)


def _is_tied(token: Token, words: list[Token]) -> bool:
    """True for the end of a compound: "gas-only"."""
    return token.glued and bool(words) and words[-1].raw in "-‐‑"


def _goes_on(tokens: Tokens, at: int) -> bool:
    """True when a plural follows at once: "16 wounded soldiers" counts soldiers."""
    return at < len(tokens) and tokens[at].kind == WORD and is_plural(tokens[at])


def _find_singular(tokens: Tokens, at: int) -> Counted | None:
    words: list[Token] = []
    first = at
    while at < len(tokens) and len(words) < 5:
        token = tokens[at]
        if words and token.raw in "-‐‑" and token.glued and _is_glued_word(tokens, at + 1):
            words += [token, tokens[at + 1]]
            at += 2
            continue
        if token.kind != WORD or token.low in _STOP:
            break
        if token.low.endswith(("ed", "ing", "ly")) and token.low not in _NOUNS_ALL_THE_SAME:
            break
        if measure_of(token.low) is not None and not is_counted_measure(token.low):
            break
        if _owns(token):
            words, first, at = [], at + 1, at + 1
            continue
        if words and is_plural(token) and token.raw[0].isupper() and words[-1].raw.islower():
            break  # "one reason Democrats came"
        words.append(token)
        if (person := who(token.low)) is not None and person.singular == token.low:
            break
        at += 1
    return _phrase(words, first) if words else None


def is_verb_of_one(tokens: Tokens, at: int) -> bool:
    """True behind the pronoun in "how one writes a brief"; "one sports team" counts a team."""
    if at >= len(tokens) or tokens[at].kind != WORD:
        return False
    low = tokens[at].low
    verb = low.endswith("s") and not low.endswith(("ss", "us", "is")) and low not in _SAME
    return verb and (at + 1 >= len(tokens) or tokens[at + 1].low in _STOP)


def _is_glued_word(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == WORD and tokens[at].glued


# Nouns that end like verbs and adverbs.
_NOUNS_ALL_THE_SAME = words("noun-like-verb")


# "the most treasured holidays" are counted as treasured holidays, "his own quotes" as quotes.
_DEGREES, _SUPERLATIVES, _NO_SUPERLATIVES = map(words, ("degree", "superlative", "no-superlative"))


def _says_nothing(word: Token) -> bool:
    """True for degrees and superlatives, which say nothing of what is counted: "latest victims"."""
    if word.low in _DEGREES or word.low in _SUPERLATIVES:
        return True
    ends = word.low.endswith("est") and len(word.low) > 4
    return ends and word.raw.islower() and word.low not in _NO_SUPERLATIVES


def _phrase(words: list[Token], first: int) -> Counted:
    parts: list[str] = []
    for word in words:
        if word.low in ("and", "or") or (_says_nothing(word) and word is not words[-1]):
            continue
        if parts and (word.raw in "-‐‑/&" or (parts[-1][-1] in "-‐‑/&" and word.glued)):
            parts[-1] += word.raw
        else:
            parts.append(word.raw)
    return Counted(first, first + len(words), singular(" ".join(parts)), words[-1].low)
