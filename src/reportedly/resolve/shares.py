"""Shares of a known whole: at least half of at least 16 are at least 8."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reportedly.model import Bound, Figure, Interval

_HUNDREDTH = Decimal("0.01")
_ALL = Interval(Decimal(0), Decimal(1))


def imply_count(share: Figure, whole: Figure, *, countable: bool) -> Figure | None:
    """The count that a share of a whole comes to, or None when nothing follows.

    Args:
        share: a figure with `share` true, its intervals fractions of one.
        whole: the figure of the whole, in its own unit.
        countable: True where only whole numbers can be meant (people): ends are drawn inwards,
            so that half of 15 people, at least, is at least 8.
    """
    if whole.share:
        return None
    interval = _part(share.interval, whole.interval, countable=countable)
    rounded = _part(share.rounded, whole.rounded, countable=countable)
    stated = share.nominal.scaled(_HUNDREDTH) if share.unit == "percentage" else share.nominal
    nominal = _part(stated, whole.nominal, countable=False)
    if interval is None or nominal is None:
        return None
    return Figure(
        as_written=f"{share.as_written} of {whole.as_written}",
        nominal=nominal,
        bound=_bound(interval),
        interval=interval,
        rounded=interval if rounded is None else rounded.hull(interval),
        unit=whole.unit,
        measure=share.measure or whole.measure,
        population=share.population,
        of=share.of,
        soft=share.soft or whole.soft,
    )


def _part(share: Interval, whole: Interval, *, countable: bool) -> Interval | None:
    fraction = share.meet(_ALL)
    if fraction is None:
        return None
    product = fraction * whole
    return _inwards(product) if countable else product


def _inwards(x: Interval) -> Interval:
    """The whole numbers in `x` as an interval, or `x` itself when there are none."""
    low = None if x.low is None else x.low.to_integral_value(ROUND_CEILING)
    high = None if x.high is None else x.high.to_integral_value(ROUND_FLOOR)
    if low is not None and x.low_open and low == x.low:
        low += 1
    if high is not None and x.high_open and high == x.high:
        high -= 1
    return x if low is not None and high is not None and low > high else Interval(low, high)


def _bound(x: Interval) -> Bound:
    if x.is_point:
        return Bound.EXACT
    if x.high is None:
        return Bound.MORE_THAN if x.low_open else Bound.AT_LEAST
    if not x.low:
        return Bound.LESS_THAN if x.high_open else Bound.AT_MOST
    return Bound.RANGE
