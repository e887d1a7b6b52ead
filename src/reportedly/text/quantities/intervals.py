"""Which numbers a figure allows, by its bound and by the precision of its writing."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reportedly.model import Bound, Interval
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.units import COUNT, dimension_of, has_flag

_ZERO, _ONE, _TEN = Decimal(0), Decimal(1), Decimal(10)


class Stated(NamedTuple):
    """What decides which numbers a figure allows."""

    nominal: Interval
    bound: Bound
    lean: int
    unit: str | None


NO_STEPS = (_ZERO, _ZERO)


def measure(
    said: Stated, tolerance: Decimal, half: tuple[Decimal, Decimal]
) -> tuple[Interval, Interval]:
    """The numbers allowed, and those with the precision of the writing."""
    interval = _interval(said, tolerance)
    rounded = _rounded(said, interval, half)
    neat = interval if interval is said.nominal else tidy(interval)
    return neat, neat if rounded is interval else tidy(rounded)


def tidy(interval: Interval) -> Interval:
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


def _interval(figure: Stated, tolerance: Decimal) -> Interval:
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


def _floor(figure: Stated, high: Decimal) -> Decimal | None:
    """Zero where less than nothing cannot be counted, else nothing."""
    return None if high <= 0 or has_flag(figure.unit or "", "below-zero") else Decimal(0)


def half_steps(draft: Draft, unit: str | None) -> tuple[Decimal, Decimal]:
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


def _rounded(figure: Stated, interval: Interval, half: tuple[Decimal, Decimal]) -> Interval:
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
