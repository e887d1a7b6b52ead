"""Quantities in running text and in ledgers, read from words into exact intervals.

`find_quantities` reads a text, `read_figure` one figure as a ledger states it, `under` reads a
figure again under another profile, and `figures_row` prints quantities in the `figures` format.
Everything is tokens and tables: no model is loaded, the time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from reportedly.errors import FigureError
from reportedly.model import Bound, Figure, Interval, Quantity
from reportedly.text.lexicon import measure_of, words
from reportedly.text.quantities.about import About, is_excepted, read_about
from reportedly.text.quantities.changes import came_from, is_change, is_step
from reportedly.text.quantities.codes import Codes, find_codes
from reportedly.text.quantities.counted import find_counted
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.excluded import is_quantity
from reportedly.text.quantities.profiles import PRESS, Profile
from reportedly.text.quantities.ranges import join_pairs, join_ranges
from reportedly.text.quantities.roles import read_role, read_whole
from reportedly.text.quantities.units import (
    COUNT,
    CURRENCY,
    SHARE,
    dimension_of,
    has_flag,
    same_dimension,
)
from reportedly.text.sentences import stretches
from reportedly.text.tokens import Tokens, split_tokens

_ZERO, _ONE, _TEN = Decimal(0), Decimal(1), Decimal(10)


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a running text, in order, none overlapping.

    Dates, clock times, years, ordinals, scores, phone numbers, addresses and numbers in names are
    no quantities. For every quantity `text[start:end] == figure.as_written`; the span holds bound
    words and unit, not the noun that is counted.

    Of a change ("rose from 90 to 112") the quantity is the number reached; the one before it is
    its `earlier` and no quantity by itself.
    """
    codes = find_codes(text)
    return [
        _moved(quantity, start)
        for start, end in stretches(text)
        for quantity in _read_stretch(text[start:end], codes, start)
    ]


def _moved(quantity: Quantity, by: int) -> Quantity:
    """The same quantity in a text that has so many code points before it."""
    earlier = quantity.earlier and _moved(quantity.earlier, by)
    whole = None if quantity.whole is None else quantity.whole + by
    start, end = quantity.start + by, quantity.end + by
    return replace(quantity, start=start, end=end, earlier=earlier, whole=whole)


def _read_stretch(text: str, codes: Codes, at: int) -> list[Quantity]:
    """The quantities of text that is read in one go, which stands at `at`."""
    tokens = split_tokens(text)
    drafts = [
        d
        for d in read_drafts(tokens)
        if not codes.touch(tokens[d.core].start + at, tokens[d.core_last - 1].end + at)
    ]
    drafts = join_ranges(tokens, drafts)
    drafts = join_pairs(tokens, [d for d in drafts if is_quantity(tokens, d)])
    abouts: list[tuple[Draft, About]] = []
    earlier: About | None = None
    for draft in drafts:
        if earlier is not None and draft.first < earlier.last and _holds_number(earlier):
            continue  # "two new 737 jets", "5 per 1,000": inside the name of what is counted
        earlier = read_about(text, tokens, draft, earlier)
        abouts.append((draft, earlier))
    _name_parts(tokens, abouts)
    _name_levels(tokens, abouts)
    return _with_earlier(text, tokens, abouts)


def _holds_number(about: About) -> bool:
    return about.population is not None or "per 1" in (about.unit or "")


def _with_earlier(
    text: str, tokens: Tokens, abouts: Sequence[tuple[Draft, About]]
) -> list[Quantity]:
    """Quantities, those that something came from put behind those that it got to."""
    read: list[Quantity] = []
    came: dict[int, int] = _changes(tokens, [draft for draft, _ in abouts])
    whole = {place: _quantity(text, tokens, *abouts[place]) for place in came.values()}
    for place, (draft, about) in enumerate(abouts):
        if place in whole:
            continue
        if draft.ends is not None and is_change(tokens, draft):
            before, after = (_quantity(text, tokens, end, about) for end in draft.ends)
            read.append(replace(after, earlier=before))
            continue
        quantity = _quantity(text, tokens, draft, about)
        quantity = replace(
            quantity,
            role=read_role(tokens, draft, about),
            whole=_whole(tokens, abouts, place),
        )
        if place in came:
            quantity = replace(quantity, earlier=_in_unit_of(quantity, whole[came[place]]))
        read.append(quantity)
    return read


def _whole(tokens: Tokens, abouts: Sequence[tuple[Draft, About]], place: int) -> int | None:
    """Where the figure starts that the one at `place` is of, if it is of one."""
    other = place + read_whole(tokens, *abouts[place])
    if other == place or not 0 <= other < len(abouts):
        return None
    draft, about = abouts[other]
    counts = draft.unit is None and not about.share and about.unit != "year of age"
    return tokens[draft.first].start if counts else None


def _changes(tokens: Tokens, drafts: Sequence[Draft]) -> dict[int, int]:
    """Levels and what they came from, both by place: "rose to 112 from 90" is {0: 1}."""
    found: dict[int, int] = {}
    for place in range(1, len(drafts)):
        level = place - 1
        if is_step(tokens, drafts[level]) and level:
            level -= 1
        if level not in found.values() and came_from(tokens, drafts[level], drafts[place]):
            found[level] = place
        elif came_from(tokens, drafts[place], drafts[place - 1]):
            found[place] = place - 1
    return found


def _in_unit_of(level: Quantity, other: Quantity) -> Quantity:
    """`other` counting what `level` counts, where its own words name nothing."""
    if other.figure.unit is not None and other.figure.measure is not None:
        return other
    figure = replace(
        other.figure,
        unit=other.figure.unit or level.figure.unit,
        measure=level.figure.measure,
        population=other.figure.population or level.figure.population,
    )
    return replace(other, figure=figure, concept=level.concept)


def _name_parts(tokens: Tokens, abouts: list[tuple[Draft, About]]) -> None:
    """Give "35 of the 80 passengers" and "280 million of the 1.5 billion shekels" their unit."""
    for place in range(len(abouts) - 2, -1, -1):
        (draft, about), (behind, whole) = abouts[place], abouts[place + 1]
        between = [t.low for t in tokens[draft.last : behind.first]]
        named = about.unit is not None and (about.unit != "person" or about.population is not None)
        if named or about.share or draft.last > behind.first:
            continue
        told = [w for w in between if w not in _OF_LAST and not w.endswith(("'s", "’s"))]
        if between[:1] == ["of"] and len(told) < 3:
            unit = behind.unit or whole.unit
            happened = about.measure or whole.measure
            if is_excepted(tokens, draft.first):
                happened = None
            abouts[place] = (
                draft,
                about._replace(unit=unit, measure=happened, population=whole.population),
            )
            if happened == whole.measure and not _says_itself(tokens, behind, whole):
                abouts[place + 1] = behind, whole._replace(measure=None)
        elif tokens[draft.first - 1].low == "the" and between == [","]:
            continue  # "of the 16, four were women"
        elif between in _SHARES_UNIT and behind.bound == draft.bound:
            unit = behind.unit if behind.unit != "year of age" else None
            abouts[place] = draft, _with_listed(about, whole, unit or whole.unit)


def _with_listed(about: About, whole: About, unit: str | None) -> About:
    """What is told once for all of "three, four and five people were killed"."""
    people = about.population is None and whole.population is not None
    return about._replace(
        unit=unit,
        measure=about.measure or (whole.measure if people else None),
        population=whole.population if people else about.population,
    )


def _says_itself(tokens: Tokens, draft: Draft, whole: About) -> bool:
    """True for "two of the 16 killed": the whole's own words say what happened to it."""
    at = draft.last
    return at < len(tokens) and measure_of(tokens[at].low) == whole.measure


_OF_LAST = words("of-last")
# "rose 12 and 15 percent", "three or six months": the unit is said once.
_SHARES_UNIT = (["and"], ["or"], [","], [",", "and"], [",", "or"])


def _name_levels(tokens: Tokens, abouts: list[tuple[Draft, About]]) -> None:
    """Give the level in "14-18 mpg to 24" or "rose 64.06 points to 4,577.10" its unit."""
    points = False
    for place in range(1, len(abouts)):
        _name_ellipsis(tokens, abouts, place)
    for place, (draft, about) in enumerate(abouts):
        points = points or about.unit == "point"
        if about.unit is not None or about.share or not place or not draft.is_point:
            continue
        before, earlier = abouts[place - 1]
        reached = tokens[draft.first - 1].low in ("to", "at")
        follows = reached and before.last == draft.first - 1
        if follows and earlier.unit is not None and dimension_of(earlier.unit) not in _NO_LEVEL:
            abouts[place] = draft, about._replace(unit=earlier.unit)
        elif points and reached and draft.low_step < 1:
            abouts[place] = draft, about._replace(unit="point")


def _name_ellipsis(tokens: Tokens, abouts: list[tuple[Draft, About]], place: int) -> None:
    """Name what "187 by tender" counts in "435 homes by open sale and 187 by tender".

    A number that goes straight into a preposition or the end of its clause, joined by "and",
    "including" or a comparison to one that counts something, counts the same.
    """
    draft, about = abouts[place]
    before, earlier = abouts[place - 1]
    counts = earlier.population is not None or earlier.unit == "year of age"
    if about.unit is not None or about.share or not draft.is_point or not counts:
        return
    between = tokens[earlier.last : draft.first]
    if not between or len(between) > 7 or any(t.raw in ".;:!?()" for t in between):
        return
    follows = tokens[draft.last] if draft.last < len(tokens) else None
    if follows is not None and follows.low not in _AFTER_ELLIPSIS:
        return
    links = between[-1].low in _ELLIPSIS or [t.low for t in between[-2:]] in _COMPARISONS
    if links and (before.low >= 1) and draft.low == draft.low.to_integral_value():
        abouts[place] = draft, about._replace(unit=earlier.unit, population=earlier.population)


_ELLIPSIS = words("ellipsis")
_COMPARISONS = (["compared", "with"], ["compared", "to"], ["up", "from"], ["down", "from"])
_AFTER_ELLIPSIS = words("after-ellipsis")


# A change in these says nothing of the unit of the level reached.
_NO_LEVEL = frozenset({SHARE, COUNT, "time", "age", "percentage point"})


def read_figure(words: str, unit: str | None = None) -> Figure:
    """The figure that `words` state, as a ledger writes it.

    Args:
        words: the whole figure and nothing else: "at least 16", "hundreds", "99.5 percent",
            "fewer than 5 square kilometres (less than 2 square miles)"; the noun counted may
            follow.
        unit: the unit, where the words name none.

    Raises:
        FigureError: the words are no figure, or more than one, or their unit is not `unit`.
    """
    tokens = split_tokens(words)
    drafts = join_pairs(tokens, join_ranges(tokens, read_drafts(tokens)))
    if not drafts:
        raise FigureError(f"“{words}” states no quantity; {_RIGHT}")
    if len(drafts) > 1:
        listed = " and ".join(f"“{_written(words, tokens, d)}”" for d in drafts)
        raise FigureError(f"“{words}” states {len(drafts)} quantities, {listed}; give one")
    draft = drafts[0]
    about = read_about(words, tokens, draft)
    last = _end_of_figure(tokens, draft, about)
    left = [t.raw for t in [*tokens[: draft.first], *tokens[last:]]]
    if left:
        raise FigureError(f"“{words}”: “{' '.join(left)}” is no part of a figure; {_RIGHT}")
    figure = _figure(words, tokens, draft, about)
    if _means_million(words, figure.unit, unit):
        million = read_figure(f"{words.rstrip()[:-1]} million", unit)
        return replace(million, as_written=figure.as_written)
    return replace(figure, unit=_agreed_unit(words, figure.unit, unit))


def _means_million(words: str, written: str | None, given: str | None) -> bool:
    """True for "1.2m" of people or dollars, which are not measured in metres."""
    counted = given is not None and dimension_of(given) in (COUNT, CURRENCY)
    return counted and written == "metre" and words.rstrip().endswith("m")


_RIGHT = "write it as 16, at least 16, between 30 and 40, some 600, hundreds or 99.5 percent"


def _written(text: str, tokens: Tokens, draft: Draft) -> str:
    return text[tokens[draft.first].start : tokens[draft.last - 1].end]


def _end_of_figure(tokens: Tokens, draft: Draft, about: About) -> int:
    """The token behind a figure and what it counts or is a share of."""
    if about.of is not None:
        return about.last
    counted = find_counted(tokens, draft.last, one=draft.number.value == 1)
    return counted.last if counted is not None and draft.unit is None else draft.last


def _agreed_unit(words: str, written: str | None, given: str | None) -> str | None:
    if given is None or written is None or dimension_of(written) == COUNT:
        return given or written
    if given == written or same_dimension(written, given):
        return written
    if given.startswith(f"{written} per "):
        return given  # "from $75 a barrel to $45": what it is the price of was said before
    if dimension_of(given) == COUNT and dimension_of(written) == SHARE:
        return written
    raise FigureError(f"“{words}” is in {written}, not in {given}; give the unit that is written")


def under(figure: Figure, profile: Profile) -> Figure:
    """The same figure with "about" and vague numerals read under `profile`.

    Nothing printed is lost, so `under(under(f, a), b) == under(f, b)`.
    """
    also = tuple(under(other, profile) for other in figure.also)
    nominal = figure.nominal if figure.vague is None else profile.reach(figure.vague)
    if figure.vague is None and figure.bound != Bound.ABOUT and not figure.lean:
        return replace(figure, also=also)
    nominal = _tidy(nominal)
    said = _Said(nominal, figure.bound, figure.lean, figure.unit)
    interval, rounded = _measure(said, profile.tolerance, _half_step_of(figure))
    return replace(figure, nominal=nominal, interval=interval, rounded=rounded, also=also)


def _half_step_of(figure: Figure) -> tuple[Decimal, Decimal]:
    """How far rounding moves each end, told again from the words."""
    if figure.vague is not None:
        return _NO_STEPS
    drafts = _drafts_of(figure.as_written)
    return _half_steps(drafts[0], figure.unit) if drafts else _NO_STEPS


def _drafts_of(words: str) -> list[Draft]:
    """The drafts in a figure's own words."""
    tokens = split_tokens(words)
    return join_ranges(tokens, read_drafts(tokens))


# From a draft to a figure


def _quantity(text: str, tokens: Tokens, draft: Draft, about: About) -> Quantity:
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    figure = _figure(text, tokens, draft, about)
    return Quantity(start, end, figure, _concept(about))


def _concept(about: About) -> str | None:
    """What the quantity is about, the measure only where the noun does not say it already."""
    thing = about.of or about.population or ""
    said = {measure_of(word) for word in thing.split()}
    measure = "" if about.measure in said else about.measure or ""
    return " ".join(w for w in (thing, measure) if w) or None


def _figure(text: str, tokens: Tokens, draft: Draft, about: About) -> Figure:
    vague = draft.number.vague
    nominal = _tidy(draft.nominal if vague is None else PRESS.reach(vague))
    bound = draft.bound
    if vague is not None and bound in (Bound.EXACT, Bound.ABOUT):
        bound = Bound.RANGE
    unit = about.unit if draft.unit is None else draft.unit
    half = _NO_STEPS if vague else _half_steps(draft, unit)
    said = _Said(nominal, bound, draft.lean, unit)
    interval, rounded = _measure(said, PRESS.tolerance, half)
    return Figure(
        as_written=_written(text, tokens, draft),
        nominal=nominal,
        bound=bound,
        interval=interval,
        rounded=rounded,
        unit=unit,
        measure=about.measure,
        population=about.population,
        share=about.share,
        of=about.of,
        soft=draft.soft,
        vague=vague,
        also=tuple(_figure(text, tokens, d, About(d.unit)) for d in draft.also)
        if draft.also
        else (),
        lean=draft.lean,
        moved=draft.moved,
    )


class _Said(NamedTuple):
    """What decides which numbers a figure allows."""

    nominal: Interval
    bound: Bound
    lean: int
    unit: str | None


_NO_STEPS = (_ZERO, _ZERO)


def _measure(
    said: _Said, tolerance: Decimal, half: tuple[Decimal, Decimal]
) -> tuple[Interval, Interval]:
    """The numbers allowed, and those with the precision of the writing."""
    interval = _interval(said, tolerance)
    rounded = _rounded(said, interval, half)
    tidy = interval if interval is said.nominal else _tidy(interval)
    return tidy, tidy if rounded is interval else _tidy(rounded)


def _tidy(interval: Interval) -> Interval:
    """The same numbers without the zeros that arithmetic leaves behind the point."""
    low = _tidy_end(interval.low)
    high = low if interval.high is interval.low else _tidy_end(interval.high)
    if low is interval.low and high is interval.high:
        return interval
    return Interval(low, high, interval.low_open, interval.high_open)


def _tidy_end(end: Decimal | None) -> Decimal | None:
    if end is None:
        return None
    exponent = end.as_tuple().exponent
    if exponent == 0:
        return end
    whole = end.to_integral_value()
    if whole == end:
        return whole
    return end.normalize() if isinstance(exponent, int) and exponent < -12 else end


_SCALES = {"percentage": Decimal("0.01"), "per mille": Decimal("0.001")}


def _scaled(interval: Interval, unit: str | None) -> Interval:
    factor = _SCALES.get(unit or "")
    return interval if factor is None else interval.scaled(factor)


def _interval(figure: _Said, tolerance: Decimal) -> Interval:
    """The numbers that bound and nominal allow, percent as fractions of one."""
    nominal = figure.nominal
    if figure.bound in (Bound.EXACT, Bound.RANGE):
        return _scaled(nominal, figure.unit)
    low, high = nominal.low, nominal.high
    assert low is not None and high is not None
    reach = max(abs(low), abs(high)) * tolerance
    match figure.bound:
        case Bound.AT_LEAST:
            found = Interval(low, None)
        case Bound.MORE_THAN:
            found = Interval(low, low + reach if figure.lean and reach else None, low_open=True)
        case Bound.AT_MOST:
            found = Interval(_floor(figure, high), high)
        case Bound.LESS_THAN:
            below = high - reach if figure.lean and reach else _floor(figure, high)
            found = Interval(below, high, high_open=True)
        case _:
            found = Interval(
                low if figure.lean > 0 else low - reach, high if figure.lean < 0 else high + reach
            )
    return _scaled(found, figure.unit)


def _floor(figure: _Said, high: Decimal) -> Decimal | None:
    """Zero where less than nothing cannot be counted, else nothing."""
    return None if high <= 0 or has_flag(figure.unit or "", "below-zero") else Decimal(0)


def _half_steps(draft: Draft, unit: str | None) -> tuple[Decimal, Decimal]:
    """Half the place to which each end is written, zero for a count in full."""
    discrete = draft.number.form != "fraction" and dimension_of(unit or "") == COUNT
    low = _half_step(draft.low, draft.low_step, discrete=discrete)
    if draft.high == draft.low and draft.high_step == draft.low_step:
        return low, low
    return low, _half_step(draft.high, draft.high_step, discrete=discrete)


def _half_step(value: Decimal, step: Decimal, *, discrete: bool) -> Decimal:
    exact = discrete and step <= _TEN and _counts_in_full(value, step)
    return _ZERO if exact else step / 2


def _counts_in_full(value: Decimal, step: Decimal) -> bool:
    """True for a count with fewer than two zeros at its end: 16, 130, 1,250; not 600."""
    return step >= 1 and (value == 0 or value % 100 != 0)


def _rounded(figure: _Said, interval: Interval, half: tuple[Decimal, Decimal]) -> Interval:
    """`interval` widened by the precision of the writing."""
    if not (half[0] or half[1]):
        return interval
    nominal, scale = figure.nominal, _SCALES.get(figure.unit or "", _ONE)
    assert nominal.low is not None and nominal.high is not None
    written = Interval(
        (nominal.low - half[0]) * scale,
        (nominal.high + half[1]) * scale,
        high_open=half[1] > 0,
    )
    if interval is nominal and not (nominal.low_open or nominal.high_open):
        return written
    hull = interval.hull(written)
    low, high = interval.low, interval.high
    return Interval(
        None if low is None else hull.low,
        None if high is None else hull.high,
        hull.low_open if low is not None else True,
        hull.high_open if high is not None else True,
    )


# The `figures` format


def figures_row(
    text: str,
    quantities: Iterable[Quantity],
    id: str | int | None = None,  # noqa: A002
) -> dict[str, object]:
    """Quantities in the `figures` format: one JSON object a text.

    A restatement in another unit ("(one square mile)") is an entry of its own. A change told with
    both its ends ("from 75 to 45") is one entry from end to end, whose value holds the two in the
    order told; `change` says in every entry of a change where it came from and where it got to.
    """
    entries = [entry for q in quantities for entry in _entries(text, q)]
    entries.sort(key=lambda entry: entry["start"])
    row: dict[str, object] = {} if id is None else {"id": id}
    return row | {"text": text, "quantities": entries}


def _entries(text: str, quantity: Quantity) -> Iterator[dict[str, Any]]:
    """What one quantity gives: itself, what it was before, and its restatements."""
    entry = _entry(quantity.figure, quantity.start, quantity.end, quantity.concept)
    before = quantity.earlier
    if before is not None:
        change = {"change": {"from": _value(before.figure), "to": entry["value"]}}
        if _are_told_as_span(text, before, quantity):
            value = [_value(before.figure), entry["value"]]
            entry |= {"start": before.start, "value": value, "bound": str(Bound.RANGE)}
        else:
            yield _entry(before.figure, before.start, before.end, before.concept) | change
        entry |= change
    yield entry
    at = quantity.start
    for other in quantity.figure.also:
        start = text.index(other.as_written, at)
        at = start + len(other.as_written)
        yield _entry(other, start, at, quantity.concept)


def _are_told_as_span(text: str, before: Quantity, after: Quantity) -> bool:
    """True for "from 90 to 112", where both are single numbers and nothing stands between."""
    told = (
        before.end <= after.start
        and len(text[before.end : after.start].split()) <= _LONGEST_LINK
        and all(_is_single(q.figure) for q in (before, after))
    )
    head = text[max(0, before.start - _HEAD) : before.start]
    return told and head.rstrip().casefold().endswith("from")


_LONGEST_LINK = 5  # words: "from $75 in late October to $45"
_HEAD = 20  # code points before a number in which its "from" stands


def _is_single(figure: Figure) -> bool:
    return figure.bound in (Bound.EXACT, Bound.ABOUT) and figure.nominal.is_point


def _entry(figure: Figure, start: int, end: int, concept: str | None) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "value": _value(figure),
        "unit": figure.unit,
        "bound": str(figure.bound),
        "concept": concept,
    }


def _value(figure: Figure) -> int | float | list[int | float]:
    low, high = figure.moved or (figure.nominal.low, figure.nominal.high)
    assert low is not None and high is not None
    return _number(low) if low == high else [_number(low), _number(high)]


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
