"""What is said once for several figures: units and nouns that a neighbour names.

"35 of the 80 passengers", "three, four and five people", "14-18 mpg to 24", "435 homes by open sale
and 187 by tender", "Of 164 households interviewed, 91 left".
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.text.lexicon import counts_people, measure_of, words
from reportedly.text.quantities.about import About, is_excepted
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.happened import read_group, read_those, skip_aside
from reportedly.text.quantities.units import COUNT, SHARE, dimension_of
from reportedly.text.tokens import Token, Tokens

Read = tuple[Draft, About]
"""A figure, and what it is about."""

_OF_SERIES, _ELLIPSIS, _AFTER_ELLIPSIS = (
    words("of-series"),
    words("ellipsis"),
    words("after-ellipsis"),
)
# "rose 12 and 15 percent", "three or six months": the unit is said once.
_LISTS = (["and"], ["or"], [","], [",", "and"], [",", "or"])
_COMPARISONS = (["compared", "with"], ["compared", "to"], ["up", "from"], ["down", "from"])
# A change in these says nothing of the unit of the level reached.
_NO_LEVEL = words("no-level") | {SHARE, COUNT}
_FARTHEST_ELLIPSIS, _FARTHEST_PART = 7, 40  # tokens
_SPEED, _BESIDE_SPEED = "speed", words("beside-a-speed")
_AFTER_SPEED = words("ends-clause") | words("clause-opens") | {"", "as"}
_FARTHEST_SPEED, _MOST_TIMES = 30, 5  # tokens; how many times as fast
_DETERMINERS, _SENTENCE_ENDS = words("of-determiner"), frozenset(("", ".", "!", "?"))


def share_names(tokens: Tokens, read: list[Read]) -> None:
    """Give each figure that names nothing what a neighbour says of both, in place."""
    for place in range(len(read) - 2, -1, -1):
        _name_part(tokens, read, place)
    for place, opened in enumerate(find_opened(tokens, read)):
        _name_ellipsis(tokens, read, place)
        if opened is not None:
            _name_of_whole(read, place, opened)
    _name_levels(tokens, read)
    _name_speeds(tokens, read)


def _is_named(about: About) -> bool:
    return about.unit is not None and (about.unit != "person" or about.population is not None)


def _name_part(tokens: Tokens, read: list[Read], place: int) -> None:
    """Give "35 of the 80 passengers" and "280 million of the 1.5 billion shekels" their unit."""
    (draft, about), (behind, whole) = read[place], read[place + 1]
    if about.share or draft.last > behind.first:
        return
    between = [t.low for t in tokens[draft.last : behind.first]]
    named = [w for w in between if w not in _OF_SERIES and not w.endswith(("'s", "’s"))]
    if between[:1] == ["of"] and len(named) < 3:
        excepted = is_excepted(tokens, draft.first)
        measure = None if excepted else about.measure or whole.measure
        part = about._replace(measure=measure)
        if not _is_named(about):
            unit = behind.unit or whole.unit
            part = part._replace(unit=unit, population=whole.population)
        read[place] = draft, part
        if whole.unit is None and counts_people(about.unit or ""):
            whole = whole._replace(unit="person")  # "six of the 22 were children"
            read[place + 1] = behind, whole
        if excepted or (
            measure == whole.measure and not _says_itself(tokens, draft, *read[place + 1])
        ):
            read[place + 1] = behind, whole._replace(measure=None)
    elif (
        not _is_named(about)
        and between in _LISTS
        and behind.bound == draft.bound
        and not _opens(tokens, draft, between)
    ):
        unit = behind.unit if behind.unit != "year of age" else None
        read[place] = draft, _with_listed(about, whole, unit or whole.unit)


def _opens(tokens: Tokens, draft: Draft, between: list[str]) -> bool:
    """True for the 16 of "of the 16, four were women"."""
    return tokens.low(draft.first - 1) == "the" and between == [","]


def _with_listed(about: About, whole: About, unit: str | None) -> About:
    """What is said once for all of "three, four and five people were killed"."""
    people = about.population is None and whole.population is not None
    return about._replace(
        unit=unit,
        measure=about.measure or (whole.measure if people else None),
        population=whole.population if people else about.population,
    )


def _says_itself(tokens: Tokens, part: Draft, draft: Draft, whole: About) -> bool:
    """True for "two of the 16 killed", "two of the 16 people still missing are women".

    The words of the whole say themselves what happened to it, in front of what is said of the part.
    """
    if measure_of(tokens.low(draft.last)) == whole.measure:
        return True
    those = read_group(tokens, part.last) if read_those(tokens, part.last) else None
    return those is not None and those.measure == whole.measure


def _name_ellipsis(tokens: Tokens, read: list[Read], place: int) -> None:
    """Name what "187 by tender" counts in "435 homes by open sale and 187 by tender".

    A number that goes straight into a preposition or the end of its clause, joined by "and",
    "including" or a comparison to one that counts something, counts the same.
    """
    (draft, about), other = read[place], place - 1
    other -= other > 0 and read[other][1].share  # "Ald 640 votes (62%), Beren 390 (38%)"
    if other < 0 or about.unit is not None or about.share or not draft.is_point:
        return
    before, earlier = read[other]
    counts = earlier.population is not None or earlier.unit in ("year of age", "person")
    between = tokens[skip_aside(tokens, earlier.last) : draft.first]
    after = tokens.low(draft.last)
    ends = not after or after in _AFTER_ELLIPSIS
    if not (counts and ends and before.low >= 1 and draft.low == draft.low.to_integral_value()):
        return
    tie = _tie(between, after)
    if tie:
        measure = about.measure or (earlier.measure if tie == "alike" else None)
        named = about._replace(unit=earlier.unit, population=earlier.population, measure=measure)
        read[place] = draft, named


def _tie(between: Sequence[Token], after: str) -> str:
    """How the words between tie a number to the one before: not at all, "same" things, or "alike".

    What happened is said once for those alike: "killed 29: 20 in Dor and 9 in Pell".
    """
    if [t.raw for t in between] == [":"]:
        return "alike"
    if not 0 < len(between) <= _FARTHEST_ELLIPSIS or _ends_clause(between):
        return ""
    link = between[-1].low
    places = after == "in" and link in (",", "and") and any(t.low == "in" for t in between)
    if places or [t.raw in ",;" or t.raw.istitle() for t in between] == [True, True]:
        return "alike"
    compared = [t.low for t in between[-2:]] in _COMPARISONS
    return "same" if link in _ELLIPSIS or compared else ""


def _ends_clause(between: Sequence[Token]) -> bool:
    return any(t.raw in ".:!?()" for t in between) or any(t.raw == ";" for t in between[1:])


def find_opened(tokens: Tokens, read: Sequence[Read]) -> list[int | None]:
    """For each figure the place of the one with which "Of N …" opens its sentence, if one does."""
    found, opened = list[int | None](), None
    for place, (draft, _) in enumerate(read):
        if opened is not None:
            behind = read[opened][0].last
            far = draft.first - behind > _FARTHEST_PART
            if far or any(t.raw in ".!?" for t in tokens[behind : draft.first]):
                opened = None
        found.append(opened)
        at = draft.first - 1
        at -= tokens.low(at) in _DETERMINERS
        if tokens.low(at) in ("of", "among") and tokens.low(at - 1) in _SENTENCE_ENDS:
            opened = place
    return found


def _name_of_whole(read: list[Read], place: int, opened: int) -> None:
    """Name what 91 counts in "Of 164 households interviewed, 91 left"."""
    (draft, about), (whole, named) = read[place], read[opened]
    if named.unit is None and counts_people(about.unit or ""):
        read[opened] = whole, named._replace(unit="person")  # "of the 22, six were children"
    if _is_named(about) or about.share or not draft.is_point or named.population is None:
        return
    read[place] = draft, about._replace(unit=named.unit, population=named.population)


def _name_levels(tokens: Tokens, read: list[Read]) -> None:
    """Give the level in "14-18 mpg to 24" or "rose 64.06 points to 4,577.10" its unit."""
    points = False
    for place, (draft, about) in enumerate(read):
        points = points or about.unit == "point"
        if about.unit is not None or about.share or not place or not draft.is_point:
            continue
        before, earlier = read[place - 1]
        reached = tokens.low(draft.first - 1) in ("to", "at")
        follows = reached and before.last == draft.first - 1
        if follows and earlier.unit is not None and dimension_of(earlier.unit) not in _NO_LEVEL:
            read[place] = draft, about._replace(unit=earlier.unit)
        elif points and reached and draft.low_step < 1:
            read[place] = draft, about._replace(unit="point")


def _name_speeds(tokens: Tokens, read: list[Read]) -> None:
    """Give the 137 of "entered an 80 km/h curve at 137" the unit of the speed beside it."""
    for place, (draft, about) in enumerate(read):
        before, after = tokens.low(draft.first - 1), tokens.low(draft.last)
        alone = about.unit is None and about.measure is None and not about.share
        if not (alone and before in _BESIDE_SPEED and after in _AFTER_SPEED):
            continue
        unit = _speed_beside(tokens, read, place)
        if unit is not None:
            read[place] = draft, about._replace(unit=unit)


def _speed_beside(tokens: Tokens, read: Sequence[Read], place: int) -> str | None:
    """The unit of the speed in the same sentence that a number may be another of."""
    draft, _ = read[place]
    # Each figure takes a token or more, so none farther away can be near enough.
    before = read[max(0, place - _FARTHEST_SPEED) : place]
    for other, about in (*reversed(before), *read[place + 1 : place + 1 + _FARTHEST_SPEED]):
        first, last = sorted((draft, other), key=lambda d: d.first)
        far = last.first - first.last > _FARTHEST_SPEED
        if far or any(t.raw in ".!?" for t in tokens[first.last : last.first]):
            continue
        low, high = sorted((draft.low, other.low))
        if dimension_of(about.unit or "") == _SPEED and 0 < high <= _MOST_TIMES * low:
            return about.unit
    return None
