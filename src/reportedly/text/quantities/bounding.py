"""The bounds of a figure being read: which of the words around it bound it, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from reportedly.model import Bound
from reportedly.text.lexicon import BoundWords, load, words
from reportedly.text.patterns import Rule
from reportedly.text.quantities.bounds import (
    BoundMatch,
    find_bound_after,
    find_bound_before,
    find_equality_after,
)
from reportedly.text.quantities.counted import is_plural
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.spelled import HYPHENS
from reportedly.text.quantities.units import dimension_of
from reportedly.text.rules import Grammar
from reportedly.text.tokens import DIGITS, WORD, Tokens

_PASSES, _TALLIES, _MARKS = words("pass"), words("tally"), words("mark")
_NOT_EVER, _REACHES = words("not-ever"), words("reach")
_TAILS, _MORE_OR_LESS, _AFTER_TAIL = words("tail"), words("more-or-less"), words("after-tail")
_ENDS_PHRASE, _PERIODS = words("ends-phrase"), words("played-period")
_LASTS, _AMOUNTS = words("lasts"), words("amount-over-time")
_OF_OTHERS, _RANGE_LINKS = words("of-others"), words("range-link")
_TOUCH, _SUFFIXES, _MAY_GO_ON = words("must-touch"), words("suffix"), words("may-go-on")
_MOST_BEHIND = 7  # words: "senior police officers were killed, at least"
_CLAUSE_ENDS = frozenset('.,;:)!?—–]”"')


class Candidate(NamedTuple):
    """A phrase that may bound a number."""

    tokens: Tokens
    found: BoundMatch
    draft: Draft

    @property
    def word(self) -> str:
        """The phrase's only word, in lower case, or ""."""
        return "" if self.found.last - self.found.first > 1 else self.first

    @property
    def first(self) -> str:
        """Its first word."""
        return self.tokens[self.found.first].low


def add_bounds(tokens: Tokens, draft: Draft, floor: int) -> None:
    """Let the bound words around a draft, none before token `floor`, act on it."""
    found = find_bound_before(tokens, _over_article(tokens, draft.first, floor), floor)
    while found is not None and _is_bound("BEFORE", tokens, found, draft):
        _apply(draft, found.says)
        draft.first = found.first
        found = find_bound_before(tokens, found.first, floor)
    passed = _passed(tokens, draft) if draft.bound == Bound.EXACT else None
    if passed is not None:
        draft.bound, draft.first = passed
        draft.bounded = True
    if tokens.low(draft.last) in _MARKS and draft.bounded:
        draft.last += 1
    _add_bound_behind(tokens, draft)
    if draft.bound in (Bound.MORE_THAN, Bound.LESS_THAN):
        _add_equality(tokens, draft)


def _add_bound_behind(tokens: Tokens, draft: Draft) -> None:
    after = find_bound_after(tokens, draft.last)
    behind_noun = None if after is not None else _bound_behind_noun(tokens, draft)
    found = after or behind_noun
    if found is not None and _is_bound("BEHIND", tokens, found, draft):
        _apply(draft, found.says)
        draft.last = found.last
        draft.tail = found.first if behind_noun is not None else 0


def _add_equality(tokens: Tokens, draft: Draft) -> None:
    """Reads "more than 50 or equal"."""
    behind = find_equality_after(tokens, draft.last)
    goes_on = behind < len(tokens) and read_number(tokens, behind) is not None
    if behind > draft.last and not goes_on:
        more = draft.bound == Bound.MORE_THAN
        draft.bound, draft.last = (Bound.AT_LEAST if more else Bound.AT_MOST), behind


def _apply(draft: Draft, says: BoundWords) -> None:
    """Let one phrase act; a direction wins over "about", the phrase nearest the number first."""
    draft.bounded = True
    if says.bound == Bound.EXACT:
        return
    # "at least as many as 30" says the least.
    floored = draft.soft and says.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    about = draft.bound == Bound.ABOUT and says.bound != Bound.ABOUT
    if draft.bound == Bound.EXACT or about or floored:
        draft.bound, draft.soft, draft.lean = says.bound, says.soft, says.lean


def _passed(tokens: Tokens, draft: Draft) -> tuple[Bound, int] | None:
    """The bound behind "the toll has passed", "never passed", "never reached", and its first token.

    Elsewhere passing, crossing and reaching bound nothing: "aid never reached 30 villages".
    """
    at = _over_article(tokens, draft.first, 0)
    verb, before = tokens.low(at - 1), [t.low for t in tokens[max(0, at - 3) : at - 1]]
    negated = [n for n in range(1, len(before) + 1) if " ".join(before[-n:]) in _NOT_EVER]
    first = at - 1 - max(negated, default=0)
    alone = first == 0 and draft.last == len(tokens)  # the words of a figure, by themselves
    if verb in _REACHES and negated and (alone or _is_tally(tokens, at)):
        return Bound.LESS_THAN, first
    if verb not in _PASSES or not (alone or _is_passed(tokens, draft, at)):
        return None
    return (Bound.AT_MOST if negated else Bound.MORE_THAN), first


def _is_passed(tokens: Tokens, draft: Draft, at: int) -> bool:
    if at < draft.first:
        return tokens.low(draft.last) in _MARKS
    return _is_tally(tokens, at)


def _is_tally(tokens: Tokens, at: int) -> bool:
    """True where a tally is named before the verb in front of token `at`."""
    return not _TALLIES.isdisjoint([t.low for t in tokens[max(0, at - 8) : at - 1]])


def _bound_behind_noun(tokens: Tokens, draft: Draft) -> BoundMatch | None:
    """The "or more" of "10 people or more" and of "10 people were killed, possibly more".

    Who is counted and what happened to them may stand before it, and a comma. What bounds a
    number still to come ("30 dead, at least 12 of them children") does not bound this one.
    """
    before = tokens.low(draft.first - 1)
    if before in HYPHENS or before in _RANGE_LINKS:
        return None  # the far end of a range
    for at in range(draft.last, min(len(tokens), draft.last + _MOST_BEHIND)):
        comma = tokens[at].raw == ","
        if (comma or tokens[at].low in _TAILS) and _is_tail(tokens, at + comma):
            return find_bound_after(tokens, at + comma)
        if not tokens[at].raw.isalpha() or tokens[at].low in _ENDS_PHRASE:
            return None
    return None


def _is_tail(tokens: Tokens, at: int) -> bool:
    """True where words stand that bound what was said before them, up to the end of a clause."""
    found = find_bound_after(tokens, at)
    if found is None or tokens[at].low not in _TAILS:
        return False
    if tokens[at].low == "or" and found.last - at == 2:
        return tokens[found.last - 1].low in _MORE_OR_LESS
    ends = found.last >= len(tokens) or tokens[found.last].raw in _CLAUSE_ENDS
    return ends or tokens[found.last].low in _AFTER_TAIL


def _over_article(tokens: Tokens, at: int, floor: int) -> int:
    """Step back over an article between bound and number: "just a 100 metres"."""
    article = tokens.low(at - 1) if at - 1 > floor else ""
    than = tokens.low(at - 2) == "than" and tokens.low(at + 1) not in _OF_OTHERS
    the = article == "the" and (than or tokens.low(at + 1) in _MARKS)
    return at - 1 if the or article in ("a", "an") else at


def _is_bound(group: str, tokens: Tokens, found: BoundMatch, draft: Draft) -> bool:
    return deciding_rule(group, tokens, found, draft) is None


def deciding_rule(group: str, tokens: Tokens, found: BoundMatch, draft: Draft) -> str | None:
    """The name of the rule by which a phrase does not bound a draft, or None where it does."""
    candidate = Candidate(tokens, found, draft)
    match = _rules().around(group, tokens, found.first, found.last, candidate)
    return None if match is None else match.rule.name


def bounding_rules() -> list[Rule]:
    """All rules, with their examples."""
    return [rule for rules in _rules().groups.values() for rule in rules]


def _is_of_time(c: Candidate) -> bool:
    """True where "over" may mean during: "over 10 years", "over 9 innings"."""
    timed = c.draft.unit is not None and dimension_of(c.draft.unit) == "time"
    return (timed or c.tokens.low(c.draft.last) in _PERIODS) and not c.draft.hyphenated


def _is_amount(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    if token.kind != WORD or token.low in _LASTS:
        return False
    return is_plural(token) or token.low in _AMOUNTS


_TESTS: Mapping[str, Callable[[Tokens, int], bool]] = {
    "digits": lambda tokens, at: tokens[at].kind == DIGITS,
    "any": lambda tokens, at: True,
    "amount": _is_amount,
}

_ASKS: Mapping[str, Callable[[Candidate], bool]] = {
    "touching": lambda c: c.tokens.touches(c.found.first),
    "say": lambda c: c.tokens[c.found.last - 1].low == "say",
    "tilde": lambda c: c.word in frozenset("~∼～"),
    "must-touch": lambda c: c.word in _TOUCH and not c.tokens[c.draft.first].glued,
    "whole-number": lambda c: c.draft.number.form != "fraction",
    "over": lambda c: c.word == "over",
    "under-or-over": lambda c: c.tokens[c.found.last - 1].low in ("under", "over"),
    "up-to": lambda c: c.first == "up" and c.tokens.low(c.found.last - 1) == "to",
    "of-time": _is_of_time,
    "near-bare": lambda c: c.tokens[c.found.last - 1].low == "near" and c.draft.unit is None,
    "suffix-apart": lambda c: c.first in _SUFFIXES and not c.tokens[c.found.first].glued,
    "max-capital": lambda c: (
        c.tokens[c.found.last - 1].low == "max" and not c.tokens[c.found.last - 1].raw.islower()
    ),
    "up": lambda c: c.tokens[c.found.last - 1].low == "up",
    "may-go-on": lambda c: c.first in _MAY_GO_ON,
}


@cache
def _rules() -> Grammar:
    return Grammar(load("quantities/bounding.rules"), "bounding.rules", _TESTS, {}, _ASKS)
