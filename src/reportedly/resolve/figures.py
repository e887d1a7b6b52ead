"""The figure of an entry: its words together with its unit, however the unit is spelled."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportedly.errors import FigureError
from reportedly.model import Figure, Interval
from reportedly.text.quantities.figures import read_figure
from reportedly.text.quantities.units import COUNT, SHARE, dimension_of, find_unit
from reportedly.text.tokens import split_tokens


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


def as_measured(figure: Figure) -> Figure:
    """A number without a unit as a measurement: a magnitude of 5 is one from 4.5 up to 5.5."""
    if figure.unit is not None or figure.share or figure.rounded != figure.interval:
        return figure
    low, high = figure.nominal.low, figure.nominal.high
    if low is None or high is None:
        return figure
    below, above = _half_place(low), _half_place(high)
    interval = figure.interval
    return replace(
        figure,
        rounded=Interval(
            None if interval.low is None else interval.low - below,
            None if interval.high is None else interval.high + above,
            interval.low_open,
            interval.high is not None,
        ),
    )


def _half_place(number: Decimal) -> Decimal:
    """Half the place of the last digit written."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) / 2 if isinstance(exponent, int) else Decimal(0)
