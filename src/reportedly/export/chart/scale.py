"""Axes: where a number or a day stands, and which of them are written beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from `low` to `high`, drawn from pixel `start` to pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel at which `value` stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """What stands at `pixel`."""
        return self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers that cover `low` to `high`, about `count` steps of 1, 2 or 5 times a power.

    After Heckbert, "Nice Numbers for Graph Labels" (Graphics Gems, 1990).

    >>> nice_ticks(0, 16)
    [0.0, 5.0, 10.0, 15.0, 20.0]
    """
    span = high - low or abs(high) or 1.0
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(f * power for f in (1, 2, 5, 10) if f * power >= rough * 0.75)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    digits = max(12, 3 - math.floor(math.log10(step)))
    return [round(n * step, digits) for n in range(first, max(last, first + 1) + 1)]


def value_range(ends: Sequence[float]) -> tuple[float, float]:
    """What an axis must cover: from zero, unless all the numbers lie far from it."""
    low, high = min(ends), max(ends)
    if low > 0 and low < high * 0.6:
        low = 0.0
    elif low == high:
        low, high = (0.0, high) if high > 0 else (low, 0.0) if low < 0 else (0.0, 1.0)
    # Room beyond the outermost number for an arrow.
    return low, high + (high - low) * 0.06


def short_number(value: float) -> str:
    """A tick's words: 20,000 in full, millions shortened.

    >>> short_number(20000), short_number(1.5e6), short_number(0.25)
    ('20,000', '1.5 m', '0.25')
    """
    for size, sign in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {sign}"
    return f"{value:,.10g}"


def day_ticks(first: date, last: date, count: int = 6) -> list[tuple[date, str]]:
    """Days to write below an axis, with their words: days, else first days of months or years.

    >>> day_ticks(date(2019, 2, 9), date(2019, 2, 12))[0]
    (datetime.date(2019, 2, 9), '9 Feb 2019')
    """
    days = (last - first).days
    if days <= 60:
        step = max(1, math.ceil(days / count))
        ticks = [first + timedelta(n) for n in range(0, days + 1, step)]
        return [(day, _day_words(day, n == 0)) for n, day in enumerate(ticks)]
    months = (last.year - first.year) * 12 + last.month - first.month
    steps = (1, 2, 3, 6, 12, 24, 60, 120, 240, 1200, 12000)
    step = next((n for n in steps if months / n <= count), 24000)
    start = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step) * step
    end = last.year * 12 + last.month - 1
    ticks = [date(n // 12, n % 12 + 1, 1) for n in range(start, end + 1, step)]
    return [(day, f"{day.year}" if step >= 12 else f"{day:%b} {day.year}") for day in ticks]


def _day_words(day: date, with_year: bool) -> str:
    return f"{day.day} {day:%b} {day.year}" if with_year else f"{day.day} {day:%b}"
