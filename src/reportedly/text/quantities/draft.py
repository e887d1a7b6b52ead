"""A figure being read: a number with its sign, currency, unit and bound words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from reportedly.model import Bound, Interval
from reportedly.text.quantities.number import Number


@dataclass(slots=True)
class Draft:
    """A figure being read.

    Attributes:
        first, last: tokens of the whole mention, bound words and unit included.
        core: first token of the number with its sign and currency.
        number: the number as read (of a range, the first one).
        low, high: the ends printed; equal for one number, both zero for a vague numeral.
        low_step, high_step: the places to which the ends are written.
        unit: name of the unit, None for a count or a bare number.
        bound, soft, lean: see `bounds.BoundWords`.
        bounded: True when bound words were written.
        low_open, high_open: for a range told by two bounds.
        moved: the ends in the order told, for a movement "from 75 to 45".
        ends: for a range, its two ends as they were read, in the order told.
        also: the same quantity in other units.
        hyphenated: the unit is tied by a hyphen ("three-year", "6.1-inch").
        core_last: the token behind number and unit, before bound words that follow.
        between: a range told with "between" or "from".
        tail: where bound words stand behind what is counted ("10 people or more"), else 0.
    """

    first: int
    last: int
    core: int
    number: Number
    low: Decimal
    high: Decimal
    low_step: Decimal
    high_step: Decimal
    unit: str | None = None
    bound: Bound = Bound.EXACT
    soft: bool = False
    lean: int = 0
    bounded: bool = False
    low_open: bool = False
    high_open: bool = False
    moved: tuple[Decimal, Decimal] | None = None
    ends: tuple[Draft, Draft] | None = None
    also: list[Draft] = field(default_factory=list)
    hyphenated: bool = False
    core_last: int = 0
    between: bool = False
    tail: int = 0

    @property
    def nominal(self) -> Interval:
        """The number or numbers printed."""
        return Interval(self.low, self.high, self.low_open, self.high_open)

    @property
    def is_point(self) -> bool:
        """True when one number is printed."""
        return self.low == self.high and self.number.vague is None

    def scale_by(self, factor: Decimal) -> None:
        """Multiply its ends, and the places to which they are written."""
        self.low *= factor
        self.high *= factor
        self.low_step *= abs(factor)
        self.high_step *= abs(factor)
