"""The figure of an entry: its words together with its unit, however the unit is spelled."""

from __future__ import annotations

from dataclasses import replace

from reportedly.errors import FigureError
from reportedly.model import Figure
from reportedly.text.figures import read_figure
from reportedly.text.tokens import split_tokens
from reportedly.text.units import COUNT, SHARE, dimension_of, find_unit


def read_entry_figure(words: str, unit: str | None) -> Figure:
    """Read `figure: 4` with `unit: km²` as "4 square kilometres" would be read.

    A measured quantity is rounded as it is written and 99.5 with `unit: percent` is a share, so
    the unit's name takes part in the reading; the words stay what they were.

    Raises:
        FigureError: the words are no figure, or name another unit.
    """
    name = name_unit(unit)
    dimension = COUNT if name is None else dimension_of(name)
    ends_in_digit = words.rstrip()[-1:].isdigit()
    if dimension != COUNT and (dimension != SHARE or ends_in_digit):
        try:
            return replace(read_figure(f"{words} {name}"), as_written=words)
        except FigureError:
            pass  # the words name their unit themselves
    return read_figure(words, name)


def name_unit(unit: str | None) -> str | None:
    """The unit's own name for any spelling of it; what is no known unit is something counted.

    >>> name_unit("km²"), name_unit("square miles"), name_unit("civilians")
    ('square kilometre', 'square mile', 'civilians')
    """
    if unit is None:
        return None
    tokens = split_tokens(unit)
    found = find_unit(tokens, 0)
    return found.name if found is not None and found.last == len(tokens) else unit
