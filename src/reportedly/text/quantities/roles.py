"""What a figure is to the count of its subject: all of it, an addition, a part, a projection.

"a further six died", "six of the dead", "could rise to 30", "it had earlier said 22", "22,
including six children". Rules are those of `roles.rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reportedly.model import Behaviour, Role
from reportedly.text.lexicon import counts_people, is_counted_measure, load, measures, words
from reportedly.text.patterns import Rule
from reportedly.text.quantities.about import About
from reportedly.text.quantities.counted import owns
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.happened import state_including
from reportedly.text.quantities.label import label_words
from reportedly.text.quantities.numerals import read_number
from reportedly.text.quantities.shared import Read, find_opened
from reportedly.text.quantities.units import dimension_of
from reportedly.text.rules import Grammar
from reportedly.text.tokens import WORD, Tokens

_BE_HAVE, _HARM = words("be-have"), words("harm")
_STOPS = frozenset(".!?;:•")
_FURTHER, _NEW, _CLIMBS = words("further"), words("new"), words("climb-to")
_EARLIER = words("earlier-toll")
_TOTAL, _ADVERBS = words("total-in-label"), words("adverb-of-time")
_NO_LIMIT_PHRASE = words("limit") | {"is", "was"}
_LISTS = ([","], ["and"], [",", "and"])
_OPENS_LIST = frozenset(":(—–")
_REMAINS, _FARTHEST_STILL = words("remains-so"), 3  # tokens
FARTHEST_WHOLE = 3  # figures
_NOW_REACH = 2  # tokens behind "another 25 people" up to "still"
_VICTIMS, _DEAD = words("victims"), "killed"
_DETERMINERS, _STATES = words("of-determiner"), words("state") | {"victims", "casualties"}


class Candidate(NamedTuple):
    """A figure, what it is about, and what the one before it is about."""

    tokens: Tokens
    draft: Draft
    about: About
    before: About | None = None

    @property
    def last(self) -> int:
        """The token behind the figure and the noun that it counts."""
        return max(self.draft.last, self.about.last)


def read_role(tokens: Tokens, draft: Draft, about: About) -> Role:
    """The role of a figure; `Role.TOTAL` where nothing says otherwise."""
    name = deciding_action("ROLE", Candidate(tokens, draft, about))
    return Role.TOTAL if name is None else Role(name[1])


def find_wholes(tokens: Tokens, read: Sequence[Read]) -> list[int | None]:
    """The figure that each figure is said to be of, by its place; None where it is of none."""
    wholes: list[int | None] = []
    for place, opened in enumerate(find_opened(tokens, read)):
        named = _named_wholes(tokens, read, place, opened)
        if not named and place and wholes[-1] is not None and _is_listed(tokens, read, place):
            named = [wholes[-1]]
        wholes.append(next((n for n in named if _may_hold(read, n, place)), None))
    for place in range(len(read)):
        for part in _addends(tokens, read, place):
            wholes[part] = place if wholes[part] is None else wholes[part]
    return wholes


def _addends(tokens: Tokens, read: Sequence[Read], place: int) -> Sequence[int]:
    """The figures of a list that add up to the people before it, by their places.

    "14 people were treated after Monday's clashes: nine fans, three guards and two officers."
    """
    draft, about = read[place]
    if draft.low != draft.high or place + 1 >= len(read) or not _counts_people(about):
        return ()
    opening = tokens[max(draft.last, about.last) : read[place + 1][0].first]
    if not any(t.raw in _OPENS_LIST for t in opening) or any(t.raw in ".!?;" for t in opening):
        return ()
    last = place + 2
    while last < len(read) and _is_listed(tokens, read, last):
        last += 1
    parts = range(place + 1, last)
    summed = sum(read[part][0].low for part in parts)
    all_people = all(_counts_people(read[part][1]) for part in parts)
    return parts if len(parts) > 1 and all_people and summed == draft.low else ()


def is_what_remains(tokens: Tokens, draft: Draft, about: About) -> bool:
    """True for a level that is told beside other counts: "another 25 people are still missing"."""
    known = measures().get(about.measure or "")
    if known is None or known.behaviour is not Behaviour.LEVEL:
        return False
    last = max(draft.last, about.last)
    return any(tokens.low(at) in _REMAINS for at in range(last, last + _FARTHEST_STILL))


def _named_wholes(
    tokens: Tokens, read: Sequence[Read], place: int, opened: int | None
) -> Sequence[int]:
    """The places of the figures that the one at `place` may be of, the likeliest first."""
    before = read[place - 1][1] if place else None
    found = deciding_action("WHOLE", Candidate(tokens, *read[place], before))
    if found is not None and found[1] == "next":
        return range(place + 1, min(place + 2, len(read)))
    if found is not None:
        near = range(place - 1, max(-1, place - 1 - FARTHEST_WHOLE), -1)
        return _included_in(tokens, read, place, near)
    return () if opened is None else (opened,)


def _included_in(
    tokens: Tokens, read: Sequence[Read], place: int, near: Sequence[int]
) -> Sequence[int]:
    """Of the figures before a part those whose state its words name: "the dead include two women".

    The victims are the dead where any were counted.
    """
    first = read[place][0].first
    named = state_including(tokens, first)
    if named is not None:
        return [n for n in near if read[n][1].measure == named]
    if tokens.low(first - 2) in _VICTIMS:
        return [n for n in near if read[n][1].measure == _DEAD] or near
    return near


def _is_listed(tokens: Tokens, read: Sequence[Read], place: int) -> bool:
    """True for the women of "31 died, including 5 children and 3 women"."""
    (before, earlier), (draft, about) = read[place - 1], read[place]
    between = [t.low for t in tokens[max(before.last, earlier.last) : draft.first]]
    return _counts_people(about) and between in _LISTS


def _may_hold(read: Sequence[Read], whole: int, part: int) -> bool:
    """True for a figure of the same things, or also of people, that is no smaller."""
    (draft, about), (other, also) = read[whole], read[part]
    counts = draft.unit is None and not about.share and about.unit != "year of age"
    alike = about.unit in (None, also.unit) or (_counts_people(about) and _counts_people(also))
    vague = {draft.number.vague, other.number.vague} != {None}
    return counts and alike and (other.low <= draft.high or vague)


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
    return not _FURTHER.isdisjoint(bound) and not _is_level_now(c)


def _is_level_now(c: Candidate) -> bool:
    """True for "another 25 people are still missing": beside the dead, and of no missing more."""
    measure = measures().get(c.about.measure or "")
    if measure is None or measure.behaviour is not Behaviour.LEVEL:
        return False
    behind = {t.low for t in c.tokens[c.draft.last : c.last + _NOW_REACH]}
    return not behind.isdisjoint(words("is-so-now"))


def _is_more_behind(c: Candidate) -> bool:
    more = c.tokens.low(c.draft.core_last) in _FURTHER | {"more"}
    return more and c.tokens.low(c.draft.core_last + 1) != "than"


def _has_new_label(c: Candidate) -> bool:
    said = set(label_words(c.tokens, c.draft.first))
    in_hours = "hours" in said and not said.isdisjoint(("last", "past"))  # the last 24 hours
    return _TOTAL.isdisjoint(said) and (in_hours or not _NEW.isdisjoint(said))


def _counts_people(about: About) -> bool:
    return counts_people((about.population or about.unit or "").rpartition(" ")[2])


def _is_of_the_dead(c: Candidate) -> bool:
    """True for "six of the dead", whose noun is read with the figure."""
    of = c.tokens.low(c.draft.last) == "of" and c.tokens.low(c.draft.last + 1) in _DETERMINERS
    return of and c.tokens.low(c.last - 1) in _STATES


def _breaks_down(c: Candidate) -> bool:
    """True behind the colon of "mourns the nine people who died on Monday: six drivers"."""
    if c.before is None or c.before.measure not in _HARM or not _counts_people(c.about):
        return False
    same = c.about.measure in (None, c.before.measure)
    between = c.tokens[c.before.last : c.draft.first - 1]
    return same and not any(t.raw in _STOPS for t in between)


def _may_be_of_them(c: Candidate) -> bool:
    """False for the missing beside others: no one of the dead or the hurt is missing."""
    known = measures().get(c.about.measure or "")
    if known is None or c.before is None or c.before.measure in (None, known.name):
        return True
    return known.behaviour is not Behaviour.LEVEL


_ASKS: Mapping[str, Callable[[Candidate], bool]] = {
    "bounded": lambda c: c.draft.bounded,
    "previous-label": lambda c: not _EARLIER.isdisjoint(label_words(c.tokens, c.draft.first)),
    "further": _is_further,
    "more-behind": _is_more_behind,
    "new-behind": lambda c: (
        c.tokens.low(c.draft.last) in _NEW and is_counted_measure(c.tokens.low(c.last - 1))
    ),
    "new-label": _has_new_label,
    "people": lambda c: _counts_people(c.about),
    "may-be-of-them": _may_be_of_them,
    "unnamed": lambda c: c.about.population is None,
    "alone": lambda c: c.last == c.draft.last,
    "alike": lambda c: c.before is not None and c.about.measure == c.before.measure,
    "breaks-down": _breaks_down,
    "of-the-dead": _is_of_the_dead,
    "unmeasured": lambda c: c.draft.unit is None,
    "said": lambda c: c.about.measure is not None,
    "time": lambda c: dimension_of(c.draft.unit or "") == "time",
    "exceeds": lambda c: c.tokens[c.draft.first].low in _CLIMBS,
}


def _other_than(these: Collection[str]) -> Callable[[Tokens, int], bool]:
    """A test for a word that is none of these."""
    return lambda tokens, at: tokens[at].kind == WORD and tokens[at].low not in these


@cache
def _rules() -> Grammar:
    tests: Mapping[str, Callable[[Tokens, int], bool]] = {
        "adverb": lambda tokens, at: tokens[at].low.endswith("ly") or tokens[at].low in _ADVERBS,
        "number": lambda tokens, at: read_number(tokens, at) is not None,
        "any_word": lambda tokens, at: tokens[at].kind == WORD,
        "owning_word": lambda tokens, at: owns(tokens[at]),
        "no_owning_word": lambda tokens, at: tokens[at].kind == WORD and not owns(tokens[at]),
        "no_limit": _other_than(_NO_LIMIT_PHRASE),
        "no_had": _other_than(("had", "who")),
        "no_given": _other_than(words("given-word")),
        "no_version": _other_than(("version",)),
        "no_twice": _other_than(("twice",)),
        "be_have": lambda tokens, at: tokens[at].low in _BE_HAVE,
        "no_be": _other_than(_BE_HAVE),
        "no_should": _other_than(("should",)),
    }
    return Grammar(load("quantities/roles.rules"), "roles.rules", tests, {}, _ASKS)
