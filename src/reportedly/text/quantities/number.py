"""A number as it is written, and the place to which it is written."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Number(NamedTuple):
    """A number as written, at tokens `first` … `last - 1`.

    Attributes:
        value: the number; for a vague numeral 0 (its reach depends on a profile).
        step: the place to which it is written: 0.1 for "99.5", 1000 for "20,000"; 1 for "16".
        vague: the vague numeral ("hundreds", "several hundred"), else None.
        form: "digits", "spelled", "fraction", "vague", "ordinal", or "article" for the one in
            "a week".
        scale: what the scale words or letters multiply by ("2 million", "3bn"), else 1; for
            "half a million" and the like too.
    """

    first: int
    last: int
    value: Decimal
    step: Decimal
    form: str
    vague: str | None = None
    scale: Decimal = Decimal(1)

    @property
    def scaled(self) -> bool:
        """True when a scale was written."""
        return self.scale != 1


def step_of(value: Decimal) -> Decimal:
    """The place to which a number is written.

    Decimals count as they stand. Trailing zeros of a whole number are taken as rounding, but two
    digits always count: 20,000 is to the thousand, 600 to ten, 10 and 16 to one.
    """
    written = str(value)
    if not written.isdecimal():
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        if exponent < 0:
            return Decimal(1).scaleb(exponent)
        written = str(int(abs(value)))
    if len(written) < 3 or written[-1] != "0":
        return Decimal(1)
    zeros = len(written) - len(written.rstrip("0"))
    return Decimal(1).scaleb(max(0, min(zeros, len(written) - 2)))
