"""A number that takes up what a count before it counts: measure, unit and who is counted.

"140 people were killed. The governor puts it at 95." A number alone counts what was counted
before only where an anaphor, a comparison or a verb with nothing but the number says so: a wrong
measure would make two figures of different things contradict one another. Rules are those of
`taken_up.rules`. An anaphor takes up what is in focus, the last clause that counts (Grosz, Joshi &
Weinstein 1995); where that counts several things, nothing is taken up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import groupby

from reportedly.model import Figure, Quantity
from reportedly.text.lexicon import PEOPLE, load, measure, measures, words
from reportedly.text.patterns import Rule
from reportedly.text.quantities.about import About
from reportedly.text.quantities.counted import is_plural
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.happened import find_verb
from reportedly.text.quantities.shared import Read
from reportedly.text.quantities.units import COUNT, dimension_of
from reportedly.text.rules import Grammar
from reportedly.text.tokens import DIGITS, SIGN, WORD, Tokens

_FARTHEST = 80  # tokens
_LARGE = 100  # such a number written twice without a noun is the same count
_TELLING = 10  # such a number, where it is taken up, is the one that was given before
_PASSING = words("time-dimension")
_NO_AMOUNT = words("of-anything") | {COUNT}
_FURTHER, _COUNT_WORDS = words("further"), words("count-word")
_STOPS = frozenset(".!?")
_CLAUSE_ENDS = frozenset(".!?;")


@dataclass(slots=True)
class Met:
    """What the figures of a text counted so far: those of the lines before, and each by number."""

    last: Sequence[About] = ()
    numbers: dict[Decimal, About] = field(default_factory=dict)

    def add(self, quantities: Iterable[Quantity]) -> None:
        """Add the quantities of the next lines."""
        self.last = [_about(q.figure) for q in quantities]
        for about, quantity in zip(self.last, quantities, strict=True):
            low = quantity.figure.nominal.low
            if about.measure is not None and low is not None:
                self.numbers[low] = about


def _about(figure: Figure) -> About:
    return About(figure.unit, figure.measure, figure.population, figure.of, figure.share)


def take_up(text: str, tokens: Tokens, read: list[Read], met: Met) -> None:
    """Give each number that takes up a count before it what that counts, in place."""
    for place, (draft, about) in enumerate(read):
        if about.measure is not None or about.last > draft.last:
            continue  # it says itself what happened, or has a noun of its own
        action = deciding_rule(tokens, draft)[1]
        if not action:
            continue
        first = _paragraph(text, tokens, draft.first) if action == "here" else 0
        before = [each for each in read[:place] if each[0].first >= first]
        found = _counted_before(tokens, [*before, read[place]], met, action)
        if found is not None and _agree(about, found):
            unit = about.unit if about.unit not in (None, "person") else found.unit
            population = None if about.share else found.population
            named = about._replace(unit=unit, measure=found.measure, population=population)
            read[place] = draft, named


def _paragraph(text: str, tokens: Tokens, at: int) -> int:
    """The token with which the paragraph of token `at` begins."""
    for place in range(at, max(0, at - _FARTHEST), -1):
        between = text[tokens[place - 1].end : tokens[place].start]
        if "\n" in between and tokens[place - 1].kind == SIGN:
            return place
    return 0


def _agree(about: About, found: About) -> bool:
    """True where a number may count what another counts, by the units that both name."""
    if about.unit in (None, "person"):
        kind = dimension_of(found.unit or "")
        return not found.share and kind not in _PASSING and (about.unit is None or kind == COUNT)
    return about.unit == found.unit


def _counted_before(tokens: Tokens, read: Sequence[Read], met: Met, action: str) -> About | None:
    """What the count counts that the last figure of `read` takes up."""
    draft, about = read[-1]
    alike = (a for d, a in read[-2::-1] if a.measure is not None and d.low == draft.low)
    same = next(alike, met.numbers.get(draft.low))
    if action == "same":
        few = tokens[draft.core].kind != DIGITS and draft.low < _LARGE  # "the two"
        return None if few else same
    if action == "count" and draft.low >= _TELLING and same is not None:
        return same  # "22 died. Three bodies were counted twice. The figure is 22."
    if action == "near":
        return read[-2][1] if len(read) > 1 else None
    if len(read) > 1 and _is_unnamed(tokens, *read[-2], draft.first):
        return None  # "More than 4,000 are out; management says 2,000"
    clauses = [_focus(clause, about) for clause in _clauses_before(tokens, read)]
    asked = _asked_for(tokens, draft.first) or _tallied(tokens, draft.first)
    if asked and not any(named for named, _ in clauses):
        return About("person" if about.unit is None else about.unit, asked)
    if action == "count":
        clauses.append(_focus(met.last, about))
    return next((named[0] if one else None for named, one in clauses if named), None)


def _is_unnamed(tokens: Tokens, before: Draft, about: About, at: int) -> bool:
    """Whether the number before token `at` in its sentence does not say what it counts either."""
    named = about.measure or about.unit or about.population
    return not named and not any(tokens[n].raw in _STOPS for n in range(before.last, at))


def _asked_for(tokens: Tokens, at: int) -> str | None:
    """The measure of people that a question before token `at` asks for: "How many marched?"."""
    for place in range(at - 1, max(0, at - _FARTHEST), -1):
        if tokens[place].low == "many" and tokens.low(place - 1) == "how":
            return find_verb(tokens, place + 1, _is_of_people)
    return None


def _tallied(tokens: Tokens, at: int) -> str | None:
    """The measure of people of whose number is spoken before token `at`: "number of arrests"."""
    for place in range(at - 1, max(1, at - _FARTHEST), -1):
        if tokens[place].low == "of" and tokens.low(place - 1) in _COUNT_WORDS:
            said = measure(tokens.low(place + 1))
            return said.name if said is not None and said.counts == PEOPLE else None
    return None


def _is_of_people(name: str) -> bool:
    return measures()[name].counts == PEOPLE


def _clauses_before(tokens: Tokens, read: Sequence[Read]) -> Iterator[list[About]]:
    """What the figures of each clause before the last figure are about, the nearest first."""
    at = read[-1][0].first
    ends = [n for n in range(max(0, at - _FARTHEST), at) if tokens[n].raw in _CLAUSE_ENDS]
    near = [(d, a) for d, a in read[-2::-1] if at - d.first <= _FARTHEST]
    for _, group in groupby(near, lambda each: sum(end < each[0].first for end in ends)):
        yield [about for _, about in group][::-1]


def _focus(clause: Sequence[About], about: About) -> tuple[list[About], bool]:
    """The counts of a clause that may be meant, and whether they are of one thing."""
    fitting = [a for a in clause if _agree(about, a) and a.unit != "year of age"]
    measured = [a for a in fitting if a.measure is not None]
    counted = [a for a in fitting if a.population is not None]
    named = measured or counted or [a for a in fitting if _is_amount(a)]
    return named, len({a.measure if measured else a.unit for a in named}) == 1


def _is_amount(about: About) -> bool:
    """True for a mass or a volume, of which an event is told as of a count; not for a length."""
    return about.unit is not None and dimension_of(about.unit) not in _NO_AMOUNT


def deciding_rule(tokens: Tokens, draft: Draft) -> tuple[str, str]:
    """The name and the action of the rule by which a number takes up a count; empty for none."""
    match = _rules().around("TAKEN", tokens, draft.first, draft.last, (tokens, draft))
    return ("", "") if match is None else (match.rule.name, match.rule.action)


def taking_rules() -> list[Rule]:
    """All rules, with their examples."""
    return _rules().rules()


def _is_no_stop(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return token.kind in (WORD, DIGITS) and token.low not in _COUNT_WORDS


_OWNS = re.compile(r"['’]s?$")

_TESTS: Mapping[str, Callable[[Tokens, int], bool]] = {
    "plural": lambda tokens, at: is_plural(tokens[at]),
    "any_word": lambda tokens, at: tokens[at].kind == WORD,
    "no_stop": _is_no_stop,
    "no_by": lambda tokens, at: _is_no_stop(tokens, at) and tokens[at].low != "by",
    "an_owner": lambda tokens, at: _OWNS.search(tokens[at].low) is not None,
    "digits": lambda tokens, at: tokens[at].kind == DIGITS,
}


@cache
def _rules() -> Grammar:
    asks: Mapping[str, Callable[[tuple[Tokens, Draft]], bool]] = {
        "large": lambda each: each[1].low >= _LARGE,
        "further": lambda each: each[0].low(each[1].first) in _FURTHER,
    }
    return Grammar(load("quantities/taken_up.rules"), "taken_up.rules", _TESTS, {}, asks)
