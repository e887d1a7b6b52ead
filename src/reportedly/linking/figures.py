"""Which figures of one event count one thing, though their subjects do not say so.

Two documents that give one number of one noun ("seized seven AK-47s", "seven AK-47 rifles were
found"), or one length or share beside one rare word ("150 nautical miles off Aden"), mean one
thing. What else stands on the two subjects comes along, unless a document sets them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.linking.joins import Join
from reportedly.linking.profiles import rare_words
from reportedly.model import Figure, Interval, Role
from reportedly.text.lexicon import PEOPLE, measures, values, who, words
from reportedly.text.nouns import plural
from reportedly.text.quantities.units import COUNT, dimension_of
from reportedly.text.subject_ids import split_subject_id
from reportedly.text.tokens import DIGITS, SIGN, Token, split_tokens

_SCORE = 0.9
_TELLING = 10  # a number from here on is seldom another's by chance
_NEAR = 8  # tokens on each side of a figure that tell what it counts
_RARE = 2.5  # the weight of a word that tells it
_MANY = 200  # subjects of one number and noun: of more none is joined


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one document gives it.

    Attributes:
        event: id of the event that it is about, as joined.
        subject: id of its subject, as joined; that of its claim where it has none.
        document: id.
        figure: itself.
        role: what it is to the count of its subject.
        words: of the statement that it stands in.
        known: True for one that the ledger has already.
    """

    event: str
    subject: str
    document: str
    figure: Figure
    role: Role
    words: str
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
    for a, b, why in _meeting(subjects):
        one, other = groups[a], groups[b]
        if one is not other and _fit(subjects, one, other):
            groups |= dict.fromkeys(one | other, one | other)
            found |= dict.fromkeys((a, b), why)
    for group in dict.fromkeys(groups.values()):
        first, *others = sorted(group, key=lambda name: _rank(name, subjects[name]))
        there = subjects[first][0].known
        for other in others:
            if not (there and subjects[other][0].known):
                yield Join(first, other, _SCORE, found[other])


def _rank(name: str, told: Sequence[Told]) -> tuple[bool, bool, bool, int, str]:
    """What stands for others first: what is known, what a table measures, what many speak of."""
    named = split_subject_id(name) is not None
    return not told[0].known, _measured(name) is None, not named, -len(told), name


def _meeting(subjects: dict[str, list[Told]]) -> Iterator[tuple[str, str, str]]:
    """Subjects of which two documents give one number, the surest first, with the reason."""
    given: dict[tuple[Thing, Interval], dict[str, list[Told]]] = {}
    for name, told in subjects.items():
        for one in told if "@" not in name and _is_one_thing(name, told) else ():
            if one.role in (Role.TOTAL, Role.EARLIER) and not _is_of_one(one.figure):
                for thing, number in _numbers(one.figure):
                    given.setdefault((thing, number), {}).setdefault(name, []).append(one)
    found = {}
    for (thing, number), by_subject in given.items():
        for a, b in combinations(by_subject, 2) if len(by_subject) <= _MANY else ():
            sure = _sureness(thing, number, by_subject[a], by_subject[b])
            if sure:
                why = f'both give "{by_subject[a][0].figure.as_written}" of {thing[0]}'
                found[a, b] = max(found.get((a, b), (0, "")), (sure, why))
    for (a, b), (_, why) in sorted(found.items(), key=lambda item: (-item[1][0], item[0])):
        yield a, b, why


def _sureness(thing: Thing, number: Interval, a: Sequence[Told], b: Sequence[Told]) -> int:
    """How surely two subjects of one number are one; 0 where they may be two."""
    apart = [(x, y) for x in a for y in b if x.document != y.document]
    if not apart:
        return 0
    name, dimension, share = thing
    shared = any(_near(x).intersection(_near(y)) for x, y in apart)
    telling = number.low is not None and number.low >= _TELLING
    if dimension != COUNT or share:
        return 2 * shared + telling if shared else 0
    if name != PEOPLE and any(_are_alike(x.figure, y.figure) for x, y in apart):
        return 1 + shared + telling
    return shared + telling


def _are_alike(a: Figure, b: Figure) -> bool:
    """False for two sorts of one noun: "merchant vessels", "pirate vessels"."""
    ours, theirs = ({*(f.population or f.unit or "").split()[:-1]} for f in (a, b))
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _is_one_thing(name: str, told: Sequence[Told]) -> bool:
    """False for a name by which one document means two things, and no table says what it is."""
    given = {(one.document, one.figure.nominal) for one in told if one.role is Role.TOTAL}
    return _measured(name) is not None or len(given) == len({document for document, _ in given})


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
    noun = rare_words(told.figure.as_written).keys()
    weights = rare_words(" ".join(t.raw for t in tokens))
    return {word for word, weight in weights.items() if weight >= _RARE} - noun


def _until(tokens: Iterable[Token]) -> list[Token]:
    near = []
    for token in tokens:
        if len(near) == _NEAR or token.kind == DIGITS or (token.kind == SIGN and token.raw in ".;"):
            break
        near.append(token)
    return near


def _fit(subjects: dict[str, list[Told]], one: Iterable[str], other: Iterable[str]) -> bool:
    """False where a document gives the two different numbers, or tables measure two things."""
    measured = {m for name in (*one, *other) if (m := _measured(name)) is not None}
    if len(measured) > 1 and not _are_of_one_noun(measured):
        return False
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


def _are_of_one_noun(paths: Iterable[str]) -> bool:
    """True for one measure of things that only an adjective tells apart: rifles, assault rifles."""
    split = [path.partition("/") for path in paths]
    nouns = {who_.rpartition("-")[2] for _, _, who_ in split}
    one = len({name for name, _, _ in split}) == 1 and len(nouns) == 1
    return one and all(group and who(group) is None for _, _, group in split)
