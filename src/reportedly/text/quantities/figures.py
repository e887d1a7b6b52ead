"""Quantities in running text and in ledgers, read from words into exact intervals.

`find_quantities` reads a text, `read_figure` one figure as a ledger states it, `under` reads a
figure again under another profile, and `figures_row` prints quantities in the `figures` format.
Everything is tokens and tables: no model is loaded, the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportedly.errors import FigureError
from reportedly.model import Bound, Figure, Quantity, Role
from reportedly.text.lexicon import measure_of, words
from reportedly.text.quantities.about import About, is_excepted, read_about
from reportedly.text.quantities.changes import came_from, is_change, is_step
from reportedly.text.quantities.codes import Codes, find_codes
from reportedly.text.quantities.counted import find_counted
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.excluded import is_quantity
from reportedly.text.quantities.happened import is_of_them
from reportedly.text.quantities.intervals import NO_STEPS, Stated, half_steps, measure, tidy
from reportedly.text.quantities.profiles import PRESS, Profile
from reportedly.text.quantities.ranges import join_pairs, join_ranges
from reportedly.text.quantities.roles import FARTHEST_WHOLE, find_wholes, is_what_remains, read_role
from reportedly.text.quantities.shared import share_names
from reportedly.text.quantities.tables import Cell, Table, find_tables
from reportedly.text.quantities.taken_up import Met, take_up
from reportedly.text.quantities.units import (
    COUNT,
    CURRENCY,
    SHARE,
    dimension_of,
    same_dimension,
)
from reportedly.text.sentences import stretches
from reportedly.text.tokens import WORD, Tokens, split_tokens

# The marks of quoted mail before words: "> 14 people died"; "> 14" by itself is a bound.
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)*>[ \t]+(?=\S+(?:[ \t]+[^\W\d]\S*){2})", re.MULTILINE)
# Words in capitals throughout, as in a bulletin's headings: "THEY HAVE SACKED 22 OF US."
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?: (?:[A-Z]+|\d[\d,]*)){4,}(?=[.!?\n]|$)")


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a running text, in order, none overlapping.

    Dates, clock times, years, ordinals, scores, phone numbers, addresses and numbers in names are
    no quantities. For every quantity `text[start:end] == figure.as_written`; the span holds bound
    words and unit, not the noun that is counted.

    Of a change ("rose from 90 to 112") the quantity is the number reached; the one before it is
    its `earlier` and no quantity by itself.
    """
    text = _QUOTED.sub(lambda mark: " " * len(mark[0]), text)
    written, text = text, _CAPITALS.sub(lambda line: line[0].lower(), text)
    codes = find_codes(text)
    tables = list(find_tables(text))
    found = [q for table in tables for cell in table.cells for q in _read_cell(text, cell)]
    met = Met()
    met.add(found)
    for begin, stop in _between(text, tables):
        for start, end in stretches(text[begin:stop]):
            lines = text[begin + start : begin + end]
            quantities = _read_stretch(lines, codes, begin + start, met)
            met.add(quantities)
            found += [_moved(quantity, begin + start) for quantity in quantities]
    return sorted((_as_in(written, q) for q in found), key=lambda quantity: quantity.start)


def _as_in(text: str, quantity: Quantity) -> Quantity:
    """A quantity with its words as they stand in a text: "NINE"."""
    words_there = text[quantity.start : quantity.end]
    if words_there == quantity.figure.as_written:
        return quantity
    return replace(quantity, figure=replace(quantity.figure, as_written=words_there))


def _between(text: str, tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """Bounds of the text before, between and behind tables."""
    edges = [0, *(edge for table in tables for edge in (table.start, table.end)), len(text)]
    return zip(edges[::2], edges[1::2], strict=True)


def _read_cell(text: str, cell: Cell) -> Iterator[Quantity]:
    """The quantities of a cell, read behind its heads as behind a label."""
    label = f"{cell.label}: " if cell.label else ""
    for quantity in _read_stretch(label + text[cell.start : cell.end], find_codes(""), 0, Met()):
        if quantity.start >= len(label):
            role = Role.PART if cell.part and quantity.role is Role.TOTAL else quantity.role
            yield _moved(replace(quantity, role=role, whole=None), cell.start - len(label))


def _moved(quantity: Quantity, by: int) -> Quantity:
    """The same quantity in a text that has so many code points before it."""
    earlier = quantity.earlier and _moved(quantity.earlier, by)
    whole = None if quantity.whole is None else quantity.whole + by
    start, end = quantity.start + by, quantity.end + by
    return replace(quantity, start=start, end=end, earlier=earlier, whole=whole)


def _read_stretch(text: str, codes: Codes, at: int, met: Met) -> list[Quantity]:
    """The quantities of text that is read in one go, which stands at `at`, behind those `met`."""
    tokens = split_tokens(text)
    drafts = [
        d
        for d in read_drafts(tokens)
        if not codes.touch(tokens[d.core].start + at, tokens[d.core_last - 1].end + at)
    ]
    drafts = join_ranges(tokens, drafts)
    drafts = join_pairs(tokens, [d for d in drafts if is_quantity(tokens, d)])
    abouts: list[tuple[Draft, About]] = []
    for draft in drafts:
        if abouts and draft.first < abouts[-1][1].last and _holds_number(abouts[-1][1]):
            continue  # "two new 737 jets", "5 per 1,000": inside the name of what is counted
        abouts.append((draft, read_about(text, tokens, draft, _taken_up(tokens, draft, abouts))))
    share_names(tokens, abouts)
    take_up(text, tokens, abouts, met)
    return _with_earlier(text, tokens, abouts)


def _taken_up(tokens: Tokens, draft: Draft, abouts: Sequence[tuple[Draft, About]]) -> About | None:
    """What the figure before is about; of "three of them" the nearest that is no smaller.

    Of "14 more" the nearest that counts something.
    """
    few = abouts[-FARTHEST_WHOLE:][::-1]
    if is_of_them(tokens, draft.last):
        few = [(d, about) for d, about in few if d.low >= draft.low] or few
    elif tokens.low(draft.last) == "of" and tokens.low(draft.last + 2) == "victims":
        few = [(d, about) for d, about in abouts[::-1] if about.measure == "killed"] or few
    elif tokens.low(draft.last) == "more":
        few = [(d, about) for d, about in few if about.population is not None] or few
    return few[0][1] if few else None


def _holds_number(about: About) -> bool:
    return about.population is not None or "per 1" in (about.unit or "")


def _with_earlier(
    text: str, tokens: Tokens, abouts: Sequence[tuple[Draft, About]]
) -> list[Quantity]:
    """Quantities, those that something came from put behind those that it got to."""
    read: list[Quantity] = []
    came: dict[int, int] = _changes(tokens, [draft for draft, _ in abouts])
    earlier = {place: _quantity(text, tokens, *abouts[place]) for place in came.values()}
    wholes = find_wholes(tokens, abouts)
    for place, (draft, about) in enumerate(abouts):
        if place in earlier:
            continue
        if draft.ends is not None and is_change(tokens, draft):
            before, after = (_quantity(text, tokens, end, about) for end in draft.ends)
            read.append(replace(after, earlier=before))
            continue
        whole = wholes[place]
        if whole is not None and about.measure is None and not is_excepted(tokens, draft.first):
            about = about._replace(measure=abouts[whole][1].measure)
        role = read_role(tokens, draft, about)
        if role is Role.ADDITION and is_what_remains(tokens, draft, about):
            told = (also.measure for _, also in abouts[:place])
            role = role if about.measure in told else Role.TOTAL
        quantity = replace(
            _quantity(text, tokens, draft, about),
            role=role,
            whole=None if whole is None else tokens[abouts[whole][0].first].start,
        )
        if place in came:
            quantity = replace(quantity, earlier=_in_unit_of(quantity, earlier[came[place]]))
        read.append(quantity)
    return read


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
    if left and (draft.first > 0 or not _is_qualified(tokens, last)):
        raise FigureError(f"“{words}”: “{' '.join(left)}” is no part of a figure; {_RIGHT}")
    figure = _figure(words, tokens, draft, about)
    if _means_million(words, figure.unit, unit):
        million = read_figure(f"{words.rstrip()[:-1]} million", unit)
        return replace(million, as_written=figure.as_written)
    return replace(figure, unit=_agreed_unit(words, figure.unit, unit))


def _is_qualified(tokens: Tokens, at: int) -> bool:
    """True for "including debt" and "of the votes counted", which say what exactly is counted."""
    rest = tokens[at:]
    least = 3 if tokens.low(at) == "of" else 1  # not "nine of them"
    words_only = all(t.kind == WORD for t in rest) and least <= len(rest) <= _LONGEST_QUALIFIER
    return words_only and (rest[0].low in _QUALIFIERS or rest[0].low.endswith("ed"))


_QUALIFIERS = words("qualifier")
_LONGEST_QUALIFIER = 6  # words


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
    nominal = tidy(nominal)
    said = Stated(nominal, figure.bound, figure.lean, figure.unit)
    interval, rounded = measure(said, profile.tolerance, _half_step_of(figure))
    return replace(figure, nominal=nominal, interval=interval, rounded=rounded, also=also)


def _half_step_of(figure: Figure) -> tuple[Decimal, Decimal]:
    """How far rounding moves each end, told again from the words."""
    if figure.vague is not None:
        return NO_STEPS
    drafts = _drafts_of(figure.as_written)
    return half_steps(drafts[0], figure.unit) if drafts else NO_STEPS


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
    nominal = tidy(draft.nominal if vague is None else PRESS.reach(vague))
    bound = draft.bound
    if vague is not None and bound in (Bound.EXACT, Bound.ABOUT):
        bound = Bound.RANGE
    unit = about.unit if draft.unit is None else draft.unit
    half = NO_STEPS if vague else half_steps(draft, unit)
    said = Stated(nominal, bound, draft.lean, unit)
    interval, rounded = measure(said, PRESS.tolerance, half)
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
