"""Intervals over the rationals written in decimal: what a figure asserts about a number.

An end is `None` where nothing bounds it. The algebra (meet, hull, sum, scaling) is exact in
`Decimal`; nothing here rounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends, each closed, open, or absent (`None` = unbounded).

    >>> at_least_16 = Interval(Decimal(16), None)
    >>> at_least_16.meets(Interval.point(Decimal(12)))
    False
    >>> print(at_least_16)
    [16, ∞)
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.low == self.high and not (self.low_open or self.high_open):
            return  # one number, as most are
        if (self.low is not None and self.low.is_nan()) or (
            self.high is not None and self.high.is_nan()
        ):
            raise ValueError("an interval ends at a number or nowhere")
        if self.low is None and not self.low_open:
            object.__setattr__(self, "low_open", True)
        if self.high is None and not self.high_open:
            object.__setattr__(self, "high_open", True)
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"interval ends are in the wrong order: {self.low} > {self.high}")
            if self.low == self.high and (self.low_open or self.high_open):
                raise ValueError(f"interval at {self.low} is empty")

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval that holds one number."""
        return cls(value, value)

    @classmethod
    def unbounded(cls) -> Interval:
        """The interval that says nothing."""
        return cls(None, None)

    @property
    def is_point(self) -> bool:
        """True when exactly one number is in it."""
        return self.low is not None and self.low == self.high

    def contains(self, value: Decimal) -> bool:
        """True when `value` lies in the interval, open ends excluded."""
        if self.low is not None and (value < self.low or (value == self.low and self.low_open)):
            return False
        return not (
            self.high is not None and (value > self.high or (value == self.high and self.high_open))
        )

    def covers(self, other: Interval) -> bool:
        """True when every number of `other` is in this interval."""
        return self.meet(other) == other

    def meets(self, other: Interval) -> bool:
        """True when at least one number is in both."""
        return self.meet(other) is not None

    def meet(self, other: Interval) -> Interval | None:
        """The numbers in both, or `None` when there are none."""
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, 1)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, -1)
        if low is None or high is None or low < high:
            return Interval(low, high, low_open, high_open)
        return None if low > high or low_open or high_open else Interval(low, high)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that covers both."""
        low, low_open = _looser(self.low, self.low_open, other.low, other.low_open, 1)
        high, high_open = _looser(self.high, self.high_open, other.high, other.high_open, -1)
        return Interval(low, high, low_open, high_open)

    def __add__(self, other: Interval) -> Interval:
        """All sums of a number here and a number there."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        """All differences of a number here and a number there."""
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """All products of a number here and a number there.

        >>> print(Interval(Decimal("0.5"), Decimal(1)) * Interval(Decimal(16), None))
        [8.0, ∞)
        """
        zero = Interval.point(Decimal(0))
        if zero in (self, other):
            return zero
        corners = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        low, low_open = min(corners, key=lambda c: (c[0], c[1]))
        high, high_open = max(corners, key=lambda c: (c[0], not c[1]))
        return Interval(
            None if low == -_INFINITY else low,
            None if high == _INFINITY else high,
            low_open,
            high_open,
        )

    def scaled(self, factor: Decimal) -> Interval:
        """Every number times `factor`; a negative factor swaps the ends, zero gives the point 0."""
        if factor == 0:
            return Interval.point(Decimal(0))
        if factor < 0:
            return -self.scaled(-factor)
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )

    def __str__(self) -> str:
        low = "-∞" if self.low is None else f"{self.low:,f}"
        high = "∞" if self.high is None else f"{self.high:,f}"
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"


_INFINITY = Decimal("Infinity")


def meeting(held: Iterable[Sequence[Interval]]) -> list[Interval]:
    """The numbers that fit every voice; of one that holds several figures each may be right.

    >>> point = lambda n: Interval.point(Decimal(n))
    >>> [str(i) for i in meeting([[Interval(Decimal(14), None)], [point(12), point(16)]])]
    ['[16, 16]']
    """
    ground = [Interval.unbounded()]
    for own in held:
        met = (place.meet(interval) for place in ground for interval in own)
        found = list(dict.fromkeys(m for m in met if m is not None))
        ground = [i for i in found if not any(o is not i and o.covers(i) for o in found)]
    return ground


def _ends(x: Interval) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
    """Both ends as numbers, absent ones as infinities, each with whether it is open."""
    low = -_INFINITY if x.low is None else x.low
    high = _INFINITY if x.high is None else x.high
    return (low, x.low_open), (high, x.high_open)


def _times(a: tuple[Decimal, bool], b: tuple[Decimal, bool]) -> tuple[Decimal, bool]:
    """The product of two ends. Zero wins over infinity, and a closed zero over an open end."""
    if a[0] == 0 or b[0] == 0:
        return Decimal(0), all(e[1] for e in (a, b) if e[0] == 0)
    return a[0] * b[0], a[1] or b[1]


def _tighter(
    a: Decimal | None, a_open: bool, b: Decimal | None, b_open: bool, sign: int
) -> tuple[Decimal | None, bool]:
    """The end that leaves less; `sign` is 1 for low ends and -1 for high ends."""
    if a is None:
        return b, b_open
    if b is None:
        return a, a_open
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a > b) == (sign > 0) else (b, b_open)


def _looser(
    a: Decimal | None, a_open: bool, b: Decimal | None, b_open: bool, sign: int
) -> tuple[Decimal | None, bool]:
    """The end that leaves more."""
    if a is None or b is None:
        return None, True
    if a == b:
        return a, a_open and b_open
    return (a, a_open) if (a < b) == (sign > 0) else (b, b_open)
