"""Which figures of one event count one thing, though their subjects do not say so.

Two documents that give one number of one noun ("seized seven rifles", "seven assault rifles were
found"), or one length or share beside one rare word ("150 nautical miles off Aden"), mean one
thing. What else stands on the two subjects comes along, unless a document sets them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import NamedTuple

from reportedly.linking.joins import Join
from reportedly.linking.profiles import rare_words
from reportedly.model import Figure, Interval, Role
from reportedly.text.lexicon import PEOPLE, event_kind, measures, values, who, words
from reportedly.text.nouns import plural
from reportedly.text.quantities.units import COUNT, dimension_of
from reportedly.text.slug import identify
from reportedly.text.subject_ids import split_subject_id
from reportedly.text.tokens import DIGITS, SIGN, Token, split_tokens

_SCORE = 0.9
_TELLING = 10  # a number from here on is seldom another's by chance
_NEAR = 12  # tokens on each side of a figure that tell what it counts
_RARE = 2.0  # the weight of a word that tells it
_LENGTH = "length"
_FROM_PLACE = re.compile(
    r"[\s,]+(?:[a-z][a-z-]*\s+){0,4}?(?:of|from|off)\s+(?:[Tt]he\s+)?([A-Z]\w+(?:\s[A-Z]\w+)*)"
)
_ABOUT = Decimal("1.5")  # how many times as far two voices may put one place
_MANY = 200  # subjects of one number and noun: of more none is joined


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one document gives it.

    Attributes:
        event: id of the event that it is about, as joined.
        subject: id of its subject, as joined.
        document: id.
        figure: itself.
        role: what it is to the count of its subject.
        words: of the statement that it stands in.
        named: False where the subject is the statement's own, which stands on nothing else.
        known: True for one that the ledger has already.
    """

    event: str
    subject: str
    document: str
    figure: Figure
    role: Role
    words: str
    named: bool = True
    known: bool = False


Thing = tuple[str, str, bool]
"""What is counted or measured: a noun or a unit with its dimension, and whether as a share."""


def join_figures(told: Iterable[Told]) -> list[Join]:
    """Subjects that are one, the one that stands for both in front."""
    by_event: dict[str, dict[str, list[Told]]] = {}
    for one in sorted(told, key=lambda t: (t.event, t.subject, t.document, t.figure.as_written)):
        by_event.setdefault(one.event, {}).setdefault(one.subject, []).append(one)
    return [join for subjects in by_event.values() for join in _of_event(subjects)]


def _of_event(subjects: dict[str, list[Told]]) -> Iterator[Join]:
    groups = {name: frozenset((name,)) for name in subjects}
    found: dict[str, str] = {}
    for meeting in _meetings(subjects):
        one, other = groups[meeting.a], groups[meeting.b]
        if one is not other and _fit(subjects, one, other, meeting.telling):
            groups |= dict.fromkeys(one | other, one | other)
            found |= dict.fromkeys((meeting.a, meeting.b), meeting.why)
    for group in dict.fromkeys(groups.values()):
        first, *others = sorted(group, key=lambda name: _rank(name, subjects[name]))
        there = subjects[first][0].known
        for other_name in others:
            if not (there and subjects[other_name][0].known):
                yield Join(first, other_name, _SCORE, found[other_name])


def _rank(name: str, told: Sequence[Told]) -> tuple[bool, bool, bool, int, str]:
    """What stands for others first: what is known, what a table measures, what many speak of."""
    return not told[0].known, _measured(name) is None, not told[0].named, -len(told), name


class _Meeting(NamedTuple):
    """Two subjects of which two documents give one number, and whether that is no small one."""

    a: str
    b: str
    sure: int
    telling: bool
    why: str


def _meetings(subjects: dict[str, list[Told]]) -> list[_Meeting]:
    """Subjects that may be one, the surest first."""
    given: dict[tuple[Thing, Interval], dict[str, list[Told]]] = {}
    for name, told in subjects.items():
        for one in told if "@" not in name else ():
            if one.role in (Role.TOTAL, Role.EARLIER) and not _is_of_one(one.figure):
                for thing, number in _numbers(one.figure):
                    given.setdefault((thing, number), {}).setdefault(name, []).append(one)
    near = cache(_near)
    found: dict[tuple[str, str], _Meeting] = {}
    for (thing, number), by_subject in given.items():
        for a, b in combinations(by_subject, 2) if len(by_subject) <= _MANY else ():
            ours, theirs = by_subject[a], by_subject[b]
            telling = is_telling(number)
            sure = _sureness(thing, telling, ours, theirs, near)
            if sure and (telling or (_is_one_thing(subjects[a]) and _is_one_thing(subjects[b]))):
                why = f'both give "{ours[0].figure.as_written}" of {thing[0]}'
                meeting = _Meeting(a, b, sure, telling, why)
                found[a, b] = max(found.get((a, b), meeting), meeting, key=lambda m: m.sure)
    for meeting in _distances(subjects):
        found.setdefault((meeting.a, meeting.b), meeting)
    return sorted(found.values(), key=lambda m: (-m.sure, m.a, m.b))


def _distances(subjects: dict[str, list[Told]]) -> Iterator[_Meeting]:
    """Statements of about one distance to one place: "20 miles north of Orlo", "26 miles"."""
    to: dict[tuple[str, str], list[Told]] = {}
    for one in (t for told in subjects.values() for t in told if not t.named):
        place = _distant_from(one)
        if place is not None:
            to.setdefault((place, one.figure.unit or ""), []).append(one)
    for (place, _), there in to.items():
        for a, b in combinations(there, 2) if len(there) <= _MANY else ():
            as_far = _are_about_as_far(a.figure, b.figure)
            if a.document != b.document and as_far and _is_of_event(a) and _is_of_event(b):
                yield _Meeting(a.subject, b.subject, 1, True, f"both give a distance to {place}")


def _is_of_event(told: Told) -> bool:
    """True where the words before a distance name what happened, and no second of its kind."""
    before = split_tokens(told.words.partition(told.figure.as_written)[0])
    low = {token.low for token in before}
    return low.isdisjoint(words("another")) and any(event_kind(word) for word in low)


def _are_about_as_far(a: Figure, b: Figure) -> bool:
    near, far = sorted((a.nominal.low or Decimal(0), b.nominal.low or Decimal(0)))
    return 0 < far <= _ABOUT * near


def _distant_from(told: Told) -> str | None:
    """The place that a length is measured from: Orlo of "about 20 miles north of Orlo"."""
    if dimension_of(told.figure.unit or "") != _LENGTH:
        return None
    behind = told.words.partition(told.figure.as_written)[2]
    found = _FROM_PLACE.match(behind)
    return found[1] if found else None


def is_telling(number: Interval) -> bool:
    """True for a number that is seldom another's by chance: no small one without a fraction."""
    low = number.low
    return low is not None and (low >= _TELLING or low != low.to_integral_value())


def _sureness(
    thing: Thing,
    telling: bool,
    a: Sequence[Told],
    b: Sequence[Told],
    near: Callable[[Told], set[str]],
) -> int:
    """How surely two subjects of one number are one; 0 where they may be two."""
    apart = [(x, y) for x in a for y in b if x.document != y.document]
    if not apart:
        return 0
    name, dimension, share = thing
    shared = any(near(x).intersection(near(y)) for x, y in apart)
    if dimension == COUNT and not share and name != PEOPLE:
        alike = any(_are_alike(x.figure, y.figure) for x, y in apart)
        one_sided = (_done_to(a[0]) is None) != (_done_to(b[0]) is None)
        return 0 if one_sided and not shared else alike + shared + telling
    by_itself = telling and not share and dimension not in words("of-anything")
    return 2 * shared + telling if shared or by_itself else 0


def _are_alike(a: Figure, b: Figure) -> bool:
    """False for two sorts of one noun: "merchant vessels", "pirate vessels"."""
    ours, theirs = ({*(f.population or f.unit or "").split()[:-1]} for f in (a, b))
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _is_one_thing(told: Sequence[Told]) -> bool:
    """False for a name by which one document means two things, and no table says what it is."""
    given = {(one.document, one.figure.nominal) for one in told if one.role is Role.TOTAL}
    one_each = len(given) == len({document for document, _ in given})
    return one_each or _measured(told[0].subject) is not None


def _is_of_one(figure: Figure) -> bool:
    """True for a single thing or person, of which there are many."""
    return figure.nominal.low == figure.nominal.high == 1 and not figure.share


def _numbers(figure: Figure) -> Iterator[tuple[Thing, Interval]]:
    """What a figure counts with its number, in each unit that it is given in; none if bare."""
    for one in (figure, *figure.also):
        thing = _thing(one)
        if thing is not None:
            yield thing, one.nominal


def _thing(figure: Figure) -> Thing | None:
    if figure.share:
        return "share", COUNT, True
    if figure.unit is None:
        return None
    dimension = dimension_of(figure.unit)
    if dimension != COUNT:
        return figure.unit, dimension, False
    noun = plural(figure.population or figure.unit)
    noun = values("same-thing").get(noun, noun).rpartition(" ")[2]
    return PEOPLE if noun in words("everybody") else noun, COUNT, False


def _near(told: Told) -> set[str]:
    """The rare words beside a figure, as far as the next number or the end of its sentence."""
    before, found, behind = told.words.partition(told.figure.as_written)
    if not found:
        return set()
    tokens = [*_until(reversed(split_tokens(before))), *_until(split_tokens(behind))]
    figure = told.figure
    noun = rare_words(f"{figure.as_written} {figure.unit} {figure.population}").keys()
    weights = rare_words(" ".join(t.raw for t in tokens))
    return {word for word, weight in weights.items() if weight >= _RARE} - noun


def _until(tokens: Iterable[Token]) -> list[Token]:
    near: list[Token] = []
    for token in tokens:
        if len(near) == _NEAR or token.kind == DIGITS or (token.kind == SIGN and token.raw in ".;"):
            break
        near.append(token)
    return near


def _fit(
    subjects: dict[str, list[Told]], one: Iterable[str], other: Iterable[str], telling: bool
) -> bool:
    """False where a document gives the two different numbers, or tables measure two things."""
    measured = {m for name in (*one, *other) if (m := _measured(name)) is not None}
    if len(measured) > 1 and not _may_be_one(measured, telling):
        return False
    first = {d for name in one if (d := _done_to(subjects[name][0])) is not None}
    second = {d for name in other if (d := _done_to(subjects[name][0])) is not None}
    if first and second and first.isdisjoint(second):
        return False  # "300 tents were needed", "300 tents were delivered"
    ours, theirs = _given(subjects, one), _given(subjects, other)
    return all(ours[d] == theirs[d] for d in ours.keys() & theirs.keys())


def _given(
    subjects: dict[str, list[Told]], group: Iterable[str]
) -> dict[str, set[tuple[Thing | None, Interval]]]:
    given: dict[str, set[tuple[Thing | None, Interval]]] = {}
    for one in (t for name in group for t in subjects[name]):
        given.setdefault(one.document, set()).add((_thing(one.figure), one.figure.nominal))
    return given


def _measured(name: str) -> str | None:
    """The path of a subject whose measure is in the table."""
    split = split_subject_id(name)
    return split[1] if split and split[1].partition("/")[0] in measures() else None


def _done_to(told: Told) -> str | None:
    """What was done to things, as their subject names it: "sunk" of `boats-sunk`."""
    thing = _thing(told.figure)
    split = split_subject_id(told.subject)
    if thing is None or split is None or not told.named:
        return None
    return split[1].partition(f"{identify(thing[0])}-")[2] or None


def _may_be_one(paths: Iterable[str], telling: bool) -> bool:
    """Whether measures of tables may be one: of "captured/rifles" and "captured/assault-rifles".

    By a telling number so may be those of "arrested" and "captured/pirates".
    """
    split = [path.partition("/") for path in paths]
    names = {name for name, _, _ in split}
    groups = {group for _, _, group in split}
    if any(who(group) is not None for group in groups):
        return False
    like = {values("like-measure").get(name, name) for name in names} if telling else names
    nouns = {group.rpartition("-")[2] for group in groups if group or not telling}
    return len(like) == 1 and len(nouns) <= 1 and (telling or "" not in groups)
