"""Conversion of units in `Decimal`; Pint, and only Pint, does it, loaded when first needed.

Currencies are never converted: a rate is a claim of its own.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from typing import Any

from reportedly.errors import UnitError
from reportedly.model import Figure, Interval
from reportedly.text.lexicon import units
from reportedly.text.quantities.units import COUNT, CURRENCY, dimension_of, same_dimension

_HUNDREDTH = Decimal("0.01")
# Conversion there and back must give the number again: Pint's last digits are noise.
_CONVERTED = Context(prec=20, rounding=ROUND_HALF_EVEN)


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


def in_unit_of(figure: Figure, unit: str | None) -> Figure | None:
    """The figure in `unit`, or None when the two do not measure the same.

    Things counted ("civilian", "person") keep their numbers: the subject says what is counted.
    """
    if figure.unit == unit:
        return figure
    if figure.share:
        return _as_fraction(figure)
    if not same_dimension(figure.unit, unit):
        return None
    if dimension_of(figure.unit or "") == COUNT:
        return figure
    source, target = figure.unit or "", unit or ""
    try:
        return replace(
            figure,
            nominal=settled(convert(figure.nominal, source, target)),
            interval=settled(convert(figure.interval, source, target)),
            rounded=settled(convert(figure.rounded, source, target)),
            unit=unit,
        )
    except (UnitError, ArithmeticError, ValueError):
        return None


def _as_fraction(figure: Figure) -> Figure:
    """A share with its printed number, too, as a fraction of one: 99.5 percent is 0.995."""
    if figure.unit != "percentage":
        return figure
    return replace(figure, nominal=figure.nominal.scaled(_HUNDREDTH), unit=None)


def settled(x: Interval) -> Interval:
    """The interval with its ends to 20 digits, as conversion leaves them."""
    low = None if x.low is None else _CONVERTED.plus(x.low)
    high = None if x.high is None else _CONVERTED.plus(x.high)
    return Interval(low, high, x.low_open, x.high_open)
