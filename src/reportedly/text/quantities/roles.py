"""What a figure is to the count of its subject: all of it, an addition, a part, a projection.

"a further six died", "six of the dead", "could rise to 30", "it had earlier said 22", "22,
including six children". Rules are those of `roles.rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from reportedly.model import Role
from reportedly.text.lexicon import counts_people, load, words
from reportedly.text.patterns import Rule
from reportedly.text.quantities.about import About
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.happened import is_of_them
from reportedly.text.quantities.label import label_words
from reportedly.text.quantities.numerals import read_number
from reportedly.text.rules import Grammar
from reportedly.text.tokens import Tokens

_FURTHER, _NEW, _CLIMBS = words("further"), words("new-in-label"), words("climb-to")
_DETERMINERS, _STATES = words("of-determiner"), words("state") | {"victims", "casualties"}


class Candidate(NamedTuple):
    """A figure, and what it is about, of which rules ask for its role."""

    tokens: Tokens
    draft: Draft
    about: About

    @property
    def last(self) -> int:
        """The token behind the figure and the noun that it counts."""
        return max(self.draft.last, self.about.last)


def read_role(tokens: Tokens, draft: Draft, about: About) -> Role:
    """The role of a figure; `Role.TOTAL` where nothing says otherwise."""
    name = deciding_action("ROLE", Candidate(tokens, draft, about))
    return Role.TOTAL if name is None else Role(name[1])


def read_whole(tokens: Tokens, draft: Draft, about: About) -> int:
    """Where the figure that this one is of stands: -1 the one before, 1 the next, 0 nowhere."""
    found = deciding_action("WHOLE", Candidate(tokens, draft, about))
    return 0 if found is None else -1 if found[1] == "before" else 1


def deciding_action(group: str, candidate: Candidate) -> tuple[str, str] | None:
    """The name and the action of the rule that applies around a figure, or None."""
    match = _rules().around(
        group, candidate.tokens, candidate.draft.first, candidate.last, candidate
    )
    return None if match is None else (match.rule.name, match.rule.action)


def role_rules() -> list[Rule]:
    """All rules, with their examples."""
    return [rule for rules in _rules().groups.values() for rule in rules]


def _is_further(c: Candidate) -> bool:
    bound = (t.low for t in c.tokens[c.draft.first : c.draft.core])
    return not _FURTHER.isdisjoint(bound)


def _is_more_behind(c: Candidate) -> bool:
    more = c.tokens.low(c.draft.core_last) in _FURTHER | {"more"}
    return more and c.tokens.low(c.draft.core_last + 1) != "than"


def _is_of_people(c: Candidate) -> bool:
    return counts_people((c.about.population or c.about.unit or "").rpartition(" ")[2])


def _is_of_the_dead(c: Candidate) -> bool:
    """True for "six of the dead", whose noun is read with the figure."""
    of = c.tokens.low(c.draft.last) == "of" and c.tokens.low(c.draft.last + 1) in _DETERMINERS
    return of and c.tokens.low(c.last - 1) in _STATES


def _is_of_them(c: Candidate) -> bool:
    """True for "six of them children", whose noun is read with the figure."""
    return is_of_them(c.tokens, c.draft.last)


_ASKS: Mapping[str, Callable[[Candidate], bool]] = {
    "bounded": lambda c: c.draft.bounded,
    "further": _is_further,
    "more-behind": _is_more_behind,
    "new-label": lambda c: not _NEW.isdisjoint(label_words(c.tokens, c.draft.first)),
    "people": _is_of_people,
    "of-them": _is_of_them,
    "of-the-dead": _is_of_the_dead,
    "exceeds": lambda c: c.tokens[c.draft.first].low in _CLIMBS,
}


@cache
def _rules() -> Grammar:
    tests: Mapping[str, Callable[[Tokens, int], bool]] = {
        "adverb": lambda tokens, at: tokens[at].low.endswith("ly") or tokens[at].low == "well",
        "number": lambda tokens, at: read_number(tokens, at) is not None,
    }
    return Grammar(load("quantities/roles.rules"), "roles.rules", tests, {}, _ASKS)
