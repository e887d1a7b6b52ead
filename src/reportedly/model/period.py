"""Times as intervals of days, with how precisely they are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How precisely a time is known, after the date precision codes of the UCDP GED codebook."""

    DAY = "day"
    DAYS = "days"  # two to six days
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"  # more than a month, up to a year or more


def shift_day(day: date, days: int) -> date:
    """The day so many days later, or earlier; at the ends of the calendar the last there is.

    >>> shift_day(date(2031, 3, 4), -4), shift_day(date.max, 1)
    (datetime.date(2031, 2, 28), datetime.date(9999, 12, 31))
    """
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included.

    Attributes:
        start, end: first and last day; None where the words leave that side open ("since
            January" said without a published date has no end).
        precision: the width in which the true day is known to lie.
        vague: True when the words draw no sharp ends ("in recent weeks", "in the coming days").
        clock: the hour said, as ISO `HH:MM`, with its offset from UTC where that is said
            (`18:10+02:00`), or None ("at one in the morning" → "01:00").
        as_written: the words, or "" when the period was not read from words.
    """

    start: date | None
    end: date | None
    precision: Precision = Precision.DAY
    vague: bool = False
    clock: str | None = None
    as_written: str = ""

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"period ends before it starts: {self.start} > {self.end}")

    @classmethod
    def day(cls, day: date, as_written: str = "") -> Period:
        """One whole day."""
        return cls(day, day, as_written=as_written)

    def overlaps(self, other: Period) -> bool:
        """True when a day lies in both; an open side reaches any day."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )

    def before(self, other: Period) -> bool:
        """True when every day here is earlier than every day there."""
        return self.end is not None and other.start is not None and self.end < other.start

    def iso(self) -> str:
        """`2019-02-11`, or `2019-01-29/2019-02-12`; an open side is `..` (ISO 8601-2)."""
        if self.start == self.end and self.start is not None:
            return self.start.isoformat()
        return "/".join(".." if d is None else d.isoformat() for d in (self.start, self.end))

    def in_words(self) -> str:
        """`2019-02-11`, or `2019-01-29 to 2019-02-12`, as a reader is shown it."""
        return self.iso().replace("/", " to ")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time found in running text: offsets in code points, and what it resolves to."""

    start: int
    end: int
    period: Period
