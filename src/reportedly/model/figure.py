"""Figures: a quantity as written and as the set of numbers it asserts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reportedly.model.interval import Interval


class Bound(StrEnum):
    """How the words bound the number, in the names of the `figures` format."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity read from words; nothing that was written is lost.

    Attributes:
        as_written: the words, exactly ("at least 16", "hundreds", "99.5 percent").
        nominal: the number or numbers printed, before any bound word is applied: 16 is a point,
            "16-18" a range; for a vague numeral the range that the table of vague numerals gives.
        bound: what the words say of `nominal`.
        interval: the numbers that the words allow: at least 16 → [16, ∞). About 600 → 600 ± the
            tolerance of the profile in force; recomputable from `nominal`, `bound` and a profile.
        rounded: `interval` widened by the precision that the writing implies ("99.5" is
            [99.45, 99.55), "20,000" is to the thousand); equals `interval` for a count of
            discrete things in full.
        unit: English name in the singular (`dollar`, `square kilometre`, `percentage`, for a
            count the counted noun: `civilian`), or None.
        measure: what is measured, from the verb or noun ("killed", "lost"), or None.
        population: who or what is counted ("civilians", "children"), or None.
        share: True when the quantity is a part of a whole; `interval` is then a fraction of one
            (half → 0.5, 99.5 percent → 0.995).
        of: for a share, the whole as written ("the dead", "its territory"), or None.
        soft: True for a soft ceiling ("up to 30") that a larger number does not contradict at once.
        vague: the vague numeral that was used ("hundreds", "dozens"), or None.
        also: the same quantity stated again in other units ("(one square mile)").
        lean: -1 when the words put the number just below `nominal` ("nearly", "just under"), 1
            just above ("just over"), else 0.
        moved: for a range told falling ("from 75 to 45"), the two numbers in the order told;
            `nominal` is then the range between them.
    """

    as_written: str
    nominal: Interval
    bound: Bound
    interval: Interval
    rounded: Interval
    unit: str | None = None
    measure: str | None = None
    population: str | None = None
    share: bool = False
    of: str | None = None
    soft: bool = False
    vague: str | None = None
    also: tuple[Figure, ...] = ()
    lean: int = 0
    moved: tuple[Decimal, Decimal] | None = None


class Role(StrEnum):
    """What a figure is to its subject's count."""

    TOTAL = "total"
    PART = "part"
    ADDITION = "addition"
    EARLIER = "earlier"
    PROJECTION = "projection"
    THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure found in running text: offsets in code points into that text.

    `concept` is what the quantity is about, in the words of the text, or None. `start` and `end`
    frame the number itself with its unit and bound words: `text[start:end] == figure.as_written`.
    `earlier` is what it was before, where the words tell a change: in "rose from 90 to 112" the
    quantity is 112, the earlier one 90. `role` is what it is to the count of its subject; `whole`
    is where the quantity starts that this one is said to be of: 22 in "22, including six children".
    """

    start: int
    end: int
    figure: Figure
    concept: str | None = None
    earlier: Quantity | None = None
    role: Role = Role.TOTAL
    whole: int | None = None
