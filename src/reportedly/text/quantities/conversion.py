"""Conversion of units in `Decimal`; Pint, and only Pint, does it, loaded when first needed.

Currencies are never converted: a rate is a claim of its own.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from reportedly.errors import UnitError
from reportedly.model import Interval
from reportedly.text.lexicon import units
from reportedly.text.quantities.units import COUNT, CURRENCY, dimension_of, same_dimension


def convert(interval: Interval, source_unit: str, target_unit: str) -> Interval:
    """The same quantity in another unit; open and closed ends stay so.

    Arithmetic is Pint's on `Decimal`, 28 digits: exact where the definition is (an inch is
    2.54 cm by definition). US measures are meant by gallon, pint, quart and fluid ounce.

    Raises:
        UnitError: the units measure different things, or one is never converted.
    """
    if source_unit == target_unit:
        return interval
    if not same_dimension(source_unit, target_unit):
        raise UnitError(_mismatch(source_unit, target_unit))
    if dimension_of(source_unit) == COUNT:
        raise UnitError(
            f"“{source_unit}” and “{target_unit}” are things counted: there is no rate between them"
        )
    low, high = (
        None if end is None else _convert_value(end, source_unit, target_unit)
        for end in (interval.low, interval.high)
    )
    if low is not None and high is not None and low > high:
        return Interval(high, low, interval.high_open, interval.low_open)
    return Interval(low, high, interval.low_open, interval.high_open)


def _mismatch(source: str, target: str) -> str:
    first, second = dimension_of(source), dimension_of(target)
    if first == second == CURRENCY:
        return f"currencies are never converted: “{source}” cannot become “{target}”"
    return f"“{source}” ({first}) cannot become “{target}” ({second})"


def _convert_value(value: Decimal, source: str, target: str) -> Decimal:
    (factor, unit), (divisor, goal) = _as_pint(source), _as_pint(target)
    quantity = _registry().Quantity(value * factor, unit).to(goal)
    return Decimal(quantity.magnitude) / divisor


def _as_pint(name: str) -> tuple[Decimal, str]:
    """A unit as a multiple of one that Pint knows by name."""
    if name in units():
        written = units()[name].written
        if name == "ton":
            raise UnitError("“ton” is ambiguous: write metric ton, short ton or long ton")
        if written is None:
            raise UnitError(f"“{name}” is not converted to other units")
        times, _, known = written.rpartition(" ")
        return Decimal(times or 1), known
    above, _, below = name.partition(" per ")
    (factor, unit), (divisor, per) = _as_pint(above), _as_pint(below)
    return factor / divisor, f"({unit})/({per})"


@cache
def _registry() -> Any:  # Pint ships no usable types for a registry of Decimals
    import pint  # 350 ms and 270 ms for the registry: only when something must be converted

    return pint.UnitRegistry(non_int_type=Decimal, cache_folder=None)
