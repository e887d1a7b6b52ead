"""Numbers that are no quantities: dates, clock times, years, labels, addresses, scores, names.

`excluded.rules` holds the rules; here stand the order in which their groups are asked, and the
tests and questions that they name. A number with a unit of its own ("0.2%", "$30") is a quantity
almost wherever it stands; what is dismissed is mostly the bare number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from reportedly.model import Behaviour, Bound
from reportedly.text.lexicon import (
    counts_people,
    is_counted_measure,
    load,
    measure_of,
    measures,
    values,
    words,
)
from reportedly.text.nouns import singular
from reportedly.text.patterns import Rule
from reportedly.text.quantities.counted import find_counted, is_plural, is_verb_of_one, owns
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.spelled import HYPHENS
from reportedly.text.quantities.units import dimension_of
from reportedly.text.rules import Grammar
from reportedly.text.tokens import DIGITS, SIGN, WORD, Tokens

_OPENERS, _STREETS, _MONTHS = words("opener"), words("street"), words("month")
_ABBREVIATIONS = words("abbreviation")
_LABELS, _CLOCK_BEFORE = words("label"), words("clock-before")
_BEFORE_PLACES, _HARM, _PLAY = words("place-preposition"), words("harm"), words("play")
_WARMTH, _EMERGENCIES, _FEW = (
    words("warmth"),
    words("emergency-number"),
    frozenset(values("vague-head").values()),
)
_CENTURIES = values("century-number")
_PROPORTIONS, _ORDINAL_ENDS = words("proportion"), words("ordinal-end")
_SPEAKERS = words("speaker-pronoun")
_ZEROS = words("zero-of-people")
_LONGEST_OF = 8  # tokens of "of the old part of the district"
_ALONE = frozenset({"nobody", "none"})
_LISTS, _CLAUSE_ENDS = frozenset({"and", "or", ","}), frozenset(".;:!?)")
_OBJECTS, _PICTURE_LINES = words("object-begins"), words("picture-lines")


class Candidate(NamedTuple):
    """A number, and the tokens around it, of which rules ask whether it is a quantity."""

    tokens: Tokens
    draft: Draft

    @property
    def first(self) -> str:
        """The number's first word, in lower case."""
        return self.tokens[self.draft.number.first].low

    @property
    def sign(self) -> str:
        """The last token of number and unit, as written."""
        return self.tokens[self.draft.core_last - 1].raw

    def is_whole_upto(self, most: int) -> bool:
        """True for a whole number of at most `most`."""
        value = self.draft.number.value
        return value <= most and value == value.to_integral_value()


def is_quantity(tokens: Tokens, draft: Draft) -> bool:
    """True when a draft is a quantity, False when it only looks like a number."""
    return decide(tokens, draft)[0]


def decide(tokens: Tokens, draft: Draft) -> tuple[bool, str]:
    """Whether a draft is a quantity, and the name of the rule that says so, or ""."""
    number, form = draft.number, draft.number.form
    if form == "ordinal":
        return not draft.is_point, ""
    if form == "article":
        return draft.unit is not None and (draft.bound != Bound.EXACT or draft.low != 1), ""
    candidate, name = Candidate(tokens, draft), ""
    for group in _groups(candidate):
        last = draft.core_last if group in _BEHIND_UNIT else number.last
        found = _rules().around(group, tokens, draft.core, last, candidate)
        if found is not None:
            name = found.rule.name
            if found.rule.action != "next":
                return found.rule.action == "yes", name
    return True, name


def excluding_rules() -> list[Rule]:
    """All rules, with their examples."""
    return [rule for rules in _rules().groups.values() for rule in rules]


_BEHIND_UNIT = frozenset({"BEHIND", "CODE", "DAYS", "UNIT", "PLAY"})


def _groups(candidate: Candidate) -> tuple[str, ...]:
    """The groups of rules that decide on a candidate, in their order."""
    draft, number = candidate.draft, candidate.draft.number
    if number.form in ("vague", "fraction"):
        return ("VAGUE",) if number.form == "vague" else ("SHARE",)
    around = ("NAME", "SHORT", "BEHIND", "CLOCK")
    dates = ("CODE", "DATE", "DAYS")
    if draft.unit is not None:
        return (*around, "UNIT")
    if candidate.tokens[number.first].kind == WORD:
        return (*around, "COMPOUND", "DATE", "SPELLED")
    if draft.bounded or number.scaled:
        strict = draft.bound not in (Bound.EXACT, Bound.ABOUT)
        return (*around, *dates) if strict else (*around, *dates, "YEAR")
    return (*around, *dates, "YEAR", "PLAY", "BARE")


# What rules ask of a token


def _is_wordlike(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind in (WORD, DIGITS)


def _is_capital(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind == WORD and tokens[at].raw[0].isupper()


def _is_named(tokens: Tokens, at: int) -> bool:
    """True for a word with a capital of its own that does not own what follows ("China's 260")."""
    return _is_capital(tokens, at) and tokens[at].low not in _OPENERS and not owns(tokens[at])


def _is_label(tokens: Tokens, at: int) -> bool:
    return tokens[at].low in _LABELS or singular(tokens[at].low) in _LABELS


def _is_hour(tokens: Tokens, at: int) -> bool:
    number = read_number(tokens, at)
    return number is not None and number.value <= 12 and not _counts(tokens, number.last)


def _has_two_figures(tokens: Tokens, at: int) -> bool:
    """True for the "eighty-six" of a year in words, unless a noun is joined to it."""
    number = read_number(tokens, at)
    alone = number is not None and tokens.low(number.last) not in HYPHENS
    return number is not None and alone and 10 <= number.value < 100


def _is_camel(tokens: Tokens, at: int) -> bool:
    """True for "iPhone"."""
    inner = tokens[at].kind == WORD and any(c.isupper() for c in tokens[at].raw[1:])
    return inner and not owns(tokens[at])


def _is_month(tokens: Tokens, at: int) -> bool:
    low = tokens[at].low
    return low in _MONTHS and (low != "may" or _is_capital(tokens, at))


def _is_measure(tokens: Tokens, at: int) -> bool:
    return measure_of(tokens[at].low) is not None


def _is_harm(tokens: Tokens, at: int) -> bool:
    return measure_of(tokens[at].low) in _HARM


def _counts(tokens: Tokens, at: int) -> bool:
    return find_counted(tokens, at) is not None


def _counts_one(tokens: Tokens, at: int) -> bool:
    return find_counted(tokens, at, one=True) is not None


def _counts_people(tokens: Tokens, at: int) -> bool:
    counted = find_counted(tokens, at)
    return counted is not None and counts_people(counted.head)


def _counts_people_only(tokens: Tokens, at: int) -> bool:
    """True for "doctors" but not for "deaths"."""
    counted = find_counted(tokens, at)
    people = counted is not None and counts_people(counted.head)
    return people and counted is not None and not is_counted_measure(counted.head)


def _counts_harmed(tokens: Tokens, at: int) -> bool:
    """True for "men were killed": people to whom something happened."""
    counted = find_counted(tokens, at)
    if counted is None or not counts_people(counted.head):
        return False
    return any(_is_harm(tokens, n) for n in _next(tokens, counted.last, 3))


def _next(tokens: Tokens, at: int, count: int) -> Iterator[int]:
    """The next tokens, up to the end of the clause."""
    near = range(at, min(len(tokens), at + count))
    return takewhile(lambda place: tokens[place].raw not in _CLAUSE_ENDS, near)


def _is_measured_ahead(tokens: Tokens, at: int) -> bool:
    """True when one of the next words says what happened to people."""
    return any(_says_measure(tokens, n) for n in _next(tokens, at, 3))


def _says_measure(tokens: Tokens, at: int) -> bool:
    return measure_of(tokens[at].low) not in (None, "departed", "lost")


def _behind_of(tokens: Tokens, at: int) -> int:
    """The token behind "of the old district" at a token: "no resident of the district was hurt"."""
    if tokens.low(at) != "of":
        return at
    ends = (n for n in range(at + 2, at + _LONGEST_OF) if tokens.low(n) in words("be-have"))
    return next(ends, at)


def _is_none_of_people(tokens: Tokens, at: int) -> bool:
    """True behind the zero of "nobody was killed", "no one died" and "no civilians"."""
    zero = tokens.low(at - 1)
    if zero in _ZEROS:
        return any(_says_measure(tokens, n) for n in _next(tokens, at, 5))
    if zero != "no":
        return False
    one = find_counted(tokens, at, one=True)
    person = one is not None and counts_people(one.head) and one.last == at + 1
    verb = _behind_of(tokens, at + 1)
    if person and any(_adds_up(tokens, n) for n in _next(tokens, verb, 3)):
        return True  # "no patient has died", "no inmate escaped"
    if tokens.low(at) == "one":
        return any(_is_harm(tokens, n) for n in _next(tokens, at + 1, 3))
    counted = find_counted(tokens, at)
    if counted is None or not counts_people(counted.head):
        return False
    inside = tokens[counted.first + 1 : counted.last - 1]
    return not any(t.low.endswith("ing") for t in inside)  # "no law requiring candidates"


def _adds_up(tokens: Tokens, at: int) -> bool:
    """True for a word of what is counted as it happens: "died", "escaped"; not "marched"."""
    said = measures().get(measure_of(tokens[at].low) or "")
    return said is not None and said.behaviour is Behaviour.ACCUMULATING


def _ends_place(tokens: Tokens, at: int) -> bool:
    """True for a name that a preposition introduces at the start of a clause: "In Orlo"."""
    while at > 0 and _is_capital(tokens, at) and tokens[at].low not in _BEFORE_PLACES:
        at -= 1
    if tokens[at].low not in _BEFORE_PLACES:
        return False
    return at == 0 or tokens[at - 1].raw in ".,;:—" or tokens[at].raw[0].isupper()


def _is_model(tokens: Tokens, at: int) -> bool:
    """True for the name in "the 737 MAX killed": capitals that are no people and count nothing."""
    last = at
    while last < len(tokens) and _is_capital(tokens, last):
        if is_plural(tokens[last]):
            return False
        last += 1
    behind = last < len(tokens) and (is_plural(tokens[last]) or tokens[last].low in _LISTS)
    return last > at and not behind


def _is_one_thing(tokens: Tokens, at: int) -> bool:
    """True for the singular noun in "the 737 hangar was"."""
    token = tokens[at]
    noun = token.raw.islower() and token.low not in _SPEAKERS
    return noun and not is_plural(token) and measure_of(token.low) is None


def _is_counted_before(tokens: Tokens, at: int) -> bool:
    """True for the "and" in "five in Nur and one in Orlo"."""
    near = range(max(0, at - 5), at - 1)
    return tokens[at].low in _LISTS and any(
        tokens[n + 1].low == "in" and read_number(tokens, n) is not None for n in near
    )


def _has_street_ahead(tokens: Tokens, at: int) -> bool:
    """True before "Orchard Road": names up to a word for a street."""
    for token in tokens[at : at + 5]:
        if token.low in _STREETS and token.raw[0].isupper():
            return True
        named = token.raw[0].isupper() or token.kind == DIGITS or token.low in _ORDINAL_ENDS
        if not named:
            return False
    return False


def _is_entry_colon(tokens: Tokens, at: int) -> bool:
    """True for the colon in "Number of dead: 16." and "Killed: 16."."""
    return tokens[at].raw == ":" and any(_is_measure(tokens, n) for n in range(max(0, at - 4), at))


def _names_things(tokens: Tokens, at: int) -> bool:
    """True for the colon in "Beds: 20." and "Patients today: 37.", a label of two words at most."""
    label = list(takewhile(lambda n: tokens[n].kind == WORD, range(at - 1, max(-1, at - 4), -1)))
    return 0 < len(label) < 3 and any(is_plural(tokens[n]) for n in label)


_TESTS: Mapping[str, Callable[[Tokens, int], bool]] = {
    "word": lambda tokens, at: tokens[at].kind == WORD,
    "digits": lambda tokens, at: tokens[at].kind == DIGITS,
    "day": lambda tokens, at: tokens[at].raw.isdecimal() and int(tokens[at].raw) <= 31,
    "hour": _is_hour,
    "two_figures": _has_two_figures,
    "letter": lambda tokens, at: tokens[at].kind == WORD and len(tokens[at].raw) == 1,
    "number": lambda tokens, at: read_number(tokens, at) is not None,
    "small_word": lambda tokens, at: tokens[at].kind == WORD and not tokens[at].raw[0].isupper(),
    "wordlike": _is_wordlike,
    "capital": _is_capital,
    "capitals": lambda tokens, at: tokens[at].raw.isupper() and len(tokens[at].raw) > 1,
    "named": _is_named,
    "label": _is_label,
    "plain_label": lambda tokens, at: tokens[at].raw.islower() and _is_label(tokens, at),
    "own_capital": lambda tokens, at: (
        tokens[at].raw[0].isupper() and tokens[at].low not in _OPENERS
    ),
    "camel": _is_camel,
    "month": _is_month,
    "short_month": lambda tokens, at: _is_month(tokens, at) and tokens[at].low in _ABBREVIATIONS,
    "capital_month": lambda tokens, at: _is_month(tokens, at) and _is_capital(tokens, at),
    "measure": _is_measure,
    "harm": _is_harm,
    "harm_ahead": lambda tokens, at: any(_is_harm(tokens, n) for n in _next(tokens, at, 3)),
    "counts": _counts,
    "counts_one": _counts_one,
    "counted_before": _is_counted_before,
    "counts_people": _counts_people,
    "counts_people_only": _counts_people_only,
    "counts_harmed": _counts_harmed,
    "measured_ahead": _is_measured_ahead,
    "none_of_people": _is_none_of_people,
    "verb_of_one": is_verb_of_one,
    "object_behind": lambda tokens, at: tokens[at].low in _OBJECTS or tokens[at].kind == DIGITS,
    "model": _is_model,
    "one_thing": _is_one_thing,
    "ends_place": _ends_place,
    "street_ahead": _has_street_ahead,
    "entry_colon": _is_entry_colon,
    "things_colon": lambda tokens, at: tokens[at].raw == ":" and _names_things(tokens, at),
    "small_noun": lambda tokens, at: tokens[at].kind == WORD and tokens[at].raw.islower(),
}


# What rules ask of the number


def _is_warm(c: Candidate) -> bool:
    """True when "45C" stands among words of temperature, or beside the same in "113F"."""
    near = [*c.tokens[max(0, c.draft.core - 12) : c.draft.core]]
    near += c.tokens[c.draft.core_last : c.draft.core_last + 12]
    return c.draft.low < 0 or any(t.low in _WARMTH for t in near)


def _is_cold_letter(c: Candidate) -> bool:
    """True for the "5C" of a seat: no words of warmth stand near."""
    touching = c.tokens[c.draft.core_last - 1].glued and _is_letter_unit(c)
    return touching and c.sign in ("C", "F") and not _is_warm(c)


_LONGEST_PHONE = 6  # groups of digits


def _is_phone_number(c: Candidate) -> bool:
    """Groups of digits of which the first begins with 0 or stands behind a "+"."""
    tokens = c.tokens
    first = last = at = c.draft.core_last - 1
    if tokens[at].kind != DIGITS:
        return False
    while first > 0 and tokens[first - 1].kind == DIGITS and at - first < _LONGEST_PHONE:
        first -= 1
    while last < len(tokens) and tokens[last].kind == DIGITS and last - at < _LONGEST_PHONE:
        last += 1
    groups = [t.raw for t in tokens[first:last]]
    if last - first < 2 or not all(map(str.isdecimal, groups)):
        return False
    # "+5 000 000" is a number: there every group behind the first has three digits.
    is_number = len(groups) < 4 and all(len(group) == 3 for group in groups[1:])
    is_dialled = tokens.low(first - 1) == "+" and not is_number
    return is_dialled or (groups[0][0] == "0" and len(groups[0]) > 2)


def _is_four_digits(c: Candidate) -> bool:
    raw, number = c.tokens[c.draft.number.first].raw, c.draft.number
    if len(raw) != 4 or not raw.isdecimal() or number.scaled:
        return False
    return not c.draft.is_point or number.last - number.first == 1


def _is_pair_of_scores(c: Candidate) -> bool:
    """Reads "won 3-1", "a 52-48 vote"; rising pairs are ranges unless somebody won or lost."""
    if c.draft.is_point or c.draft.between or c.draft.high >= 200:
        return False
    window = c.tokens[max(0, c.draft.core - 3) : c.draft.core]
    return any(t.low in _PLAY for t in [*window, *c.tokens[c.draft.core_last :][:2]])


def _is_score_with_to(c: Candidate) -> bool:
    """Reads "voted 5 to 4", "by 220 votes to 212", "45 to 42"."""
    tokens, at = c.tokens, c.draft.number.last
    if not c.draft.is_point:
        return False
    first = tokens.low(at) == "to" and tokens.low(at + 1).isdecimal()
    second = tokens.low(c.draft.core - 1) == "to" and tokens.low(c.draft.core - 2).isdecimal()
    if not first and not second:
        return False
    one, other = (at - 1, at + 1) if first else (c.draft.core - 2, c.draft.core)
    a, b = tokens.low(one), tokens.low(other)
    if a.isdecimal() and b.isdecimal() and len(a) < 4 and int(b) <= int(a) < 200:
        return True
    window = tokens[max(0, c.draft.core - 6) : c.draft.core]
    return any(t.low in _PLAY or t.low in _PROPORTIONS for t in window)


def _is_record_of_play(c: Candidate) -> bool:
    """Reads "4-5": small dashed numbers."""
    pair = c.tokens[c.draft.core : c.draft.core_last]
    kinds = [t.kind for t in pair] == [DIGITS, SIGN, DIGITS]
    small = not c.draft.is_point and not c.draft.between and c.draft.high < 200
    return small and kinds and pair[1].raw in "-‐‑–"


def _is_in_prose(c: Candidate) -> bool:
    """False in headlines that give most words a capital."""
    near = c.tokens[max(0, c.draft.core - 4) : c.draft.core_last + 5]
    return sum(t.raw.islower() and len(t.raw) > 2 for t in near) > 1


def _is_sure_share(c: Candidate) -> bool:
    plural = c.tokens[c.draft.number.last - 1].low.endswith("s")
    return c.draft.bounded or plural or c.draft.low != c.draft.number.value


def _is_prefixed(c: Candidate) -> bool:
    """True for "F-16" and "Covid-19"; "sub-$30" and "mid-5 percent" have a bound or a unit."""
    name = c.tokens[c.draft.core - 2].raw
    return not (c.draft.bounded or (c.draft.unit is not None and name.islower()))


def _vague(*numerals: str) -> Callable[[Candidate], bool]:
    return lambda c: c.draft.number.vague in numerals


def _is_letter_unit(c: Candidate) -> bool:
    return c.draft.core_last - 1 == c.draft.number.last


def _ends_in_k(c: Candidate) -> bool:
    return c.tokens[c.draft.number.last - 1].low == "k"


def _is_year_span(c: Candidate) -> bool:
    return (
        _is_four_digits(c) and not c.draft.is_point and 1400 <= c.draft.low <= c.draft.high <= 2100
    )


_ASKS: Mapping[str, Callable[[Candidate], bool]] = {
    "touching": lambda c: c.tokens[c.draft.core].glued,
    "two-digits": lambda c: len(c.tokens[c.draft.core].raw) == 2,
    "point": lambda c: c.draft.low == c.draft.high,
    "bare": lambda c: c.draft.unit is None,
    "with-unit": lambda c: c.draft.unit is not None,
    "prefixed": _is_prefixed,
    "ends-in-digits": lambda c: c.tokens[c.draft.core_last - 1].kind == DIGITS,
    "not-fraction": lambda c: c.draft.number.form != "fraction",
    "upto-2400": lambda c: c.draft.number.value <= 2400,
    "minutes": lambda c: (
        c.draft.number.value in (5, 10, 15, 20, 25)
        and c.tokens.low(c.draft.core - 1) in _CLOCK_BEFORE
    ),
    "upto-12": lambda c: c.draft.number.value <= 12,
    "in-so-many": lambda c: c.tokens.low(c.draft.number.first + 1) == "in",
    "range": lambda c: not c.draft.is_point,
    "century": lambda c: c.first in _CENTURIES,
    "two-figures": lambda c: 10 <= c.draft.number.value < 100,
    "upto-99": lambda c: c.draft.number.value <= 99,
    "day": lambda c: c.is_whole_upto(31),
    "digits": lambda c: c.tokens[c.draft.number.first].kind == DIGITS,
    "day-range": lambda c: not c.draft.is_point and c.draft.high <= 31 and c.draft.unit is None,
    "capital": lambda c: c.tokens[c.draft.number.first].raw[0].isupper(),
    "in-prose": _is_in_prose,
    "letter-scale": lambda c: (
        c.draft.number.scaled and len(c.sign) == 1 and "." not in c.tokens[c.draft.core].raw
    ),
    "alone": lambda c: c.first in _ALONE,
    "bounded": lambda c: c.draft.bounded,
    "inexact": lambda c: c.draft.bound != Bound.EXACT,
    "unbounded": lambda c: not c.draft.bounded,
    "one": lambda c: c.first == "one",
    "single": lambda c: c.draft.number.value == 1 and c.draft.is_point,
    "points": lambda c: c.draft.unit == "point",
    "days": lambda c: c.draft.unit == "day",
    "of-time": lambda c: dimension_of(c.draft.unit or "") == "time",
    "hyphened": lambda c: c.draft.hyphenated,
    "seconds": lambda c: c.draft.unit == "second",
    "grouped": lambda c: "," in c.tokens[c.draft.number.first].raw and c.draft.low >= 1000,
    "ends-in-h": lambda c: c.sign == "h",
    "letter-unit": lambda c: len(c.sign) == 1 and c.sign.isupper() and _is_letter_unit(c),
    "letter-degree": _is_cold_letter,
    "letter-s": lambda c: c.draft.unit == "second" and c.sign == "s",
    "thousand-seconds": lambda c: c.sign == "s" and c.draft.low >= 1000,
    "picture-lines": lambda c: c.sign == "p" and str(c.draft.low) in _PICTURE_LINES,
    "kilo-lines": lambda c: _ends_in_k(c) and c.draft.number.value < 10_000,
    "picture-lines-k": lambda c: _ends_in_k(c) and c.draft.number.value in (4000, 8000),
    "kilo-race": lambda c: _ends_in_k(c) and c.draft.number.value <= 50_000,
    "phone": _is_phone_number,
    "four-digits": _is_four_digits,
    "year": lambda c: _is_four_digits(c) and c.draft.is_point and 1900 <= c.draft.low <= 2100,
    "year-span": _is_year_span,
    "early-year": lambda c: _is_four_digits(c) and c.draft.is_point and 1000 <= c.draft.low < 1900,
    "score": _is_pair_of_scores,
    "told-score": _is_score_with_to,
    "record": _is_record_of_play,
    "emergency": lambda c: c.tokens[c.draft.number.first].raw in _EMERGENCIES,
    "unextended": lambda c: c.draft.last == c.draft.number.last,
    "both": lambda c: c.first == "both",
    "zero": lambda c: c.draft.number.value == 0 and c.first != "zero",
    "scaled": lambda c: c.draft.number.scaled,
    "few": lambda c: (c.draft.number.vague or "") in _FEW,
    "scores": _vague("scores", "tens"),
    "written": lambda c: c.tokens[c.draft.number.first].kind != WORD,
    "sure-share": _is_sure_share,
    "half": lambda c: c.first == "half",
    "of-one": lambda c: c.first == "one",
}


@cache
def _rules() -> Grammar:
    return Grammar(load("quantities/excluded.rules"), "excluded.rules", _TESTS, {}, _ASKS)
