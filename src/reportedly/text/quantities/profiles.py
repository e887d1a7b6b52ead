"""Named conventions for words that leave a number open: "about 600", "dozens", "hundreds".

A profile is data. A figure keeps what was printed beside the interval, so the same figure can be
read again under another profile with `figures.under`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from reportedly.model import Interval


@dataclass(frozen=True, slots=True)
class Profile:
    """How far inexact words reach.

    Attributes:
        name: how the profile is asked for.
        tolerance: for "about N" the interval is N ± N × tolerance; "nearly N" reaches down only,
            "just over N" up only. Zero takes the printed number at its word.
        vague: vague numeral ("dozens", "several", "hundreds") → the numbers it stands for.
    """

    name: str
    tolerance: Decimal
    vague: Mapping[str, Interval]

    def reach(self, vague: str) -> Interval:
        """The numbers that a vague numeral stands for; "a few hundred" is 100 × "a few".

        Raises:
            KeyError: the numeral has no line in the table.
        """
        if vague in self.vague:
            return self.vague[vague]
        head, _, scale = vague.rpartition(" ")
        return self.vague[head].scaled(_SCALES[scale])


_SCALES: Mapping[str, Decimal] = {
    "dozen": Decimal(12),
    "score": Decimal(20),
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}


def _table(rows: Mapping[str, tuple[int, int]]) -> Mapping[str, Interval]:
    return MappingProxyType({k: Interval(Decimal(a), Decimal(b)) for k, (a, b) in rows.items()})


# The least that the plural forces: "dozens" is at least two dozen, and writers go up to the next
# word ("scores", "hundreds") when the number allows it.
_STRICT = _table(
    {
        "a couple": (2, 2),
        "a few": (3, 5),
        "several": (3, 9),
        "a handful": (3, 5),
        "tens": (20, 99),
        "dozens": (24, 99),
        "scores": (40, 99),
        "hundreds": (200, 999),
        "thousands": (2_000, 9_999),
        "tens of thousands": (20_000, 99_999),
        "hundreds of thousands": (200_000, 999_999),
        "lakhs": (200_000, 9_999_999),
        "crores": (20_000_000, 999_999_999),
        "millions": (2_000_000, 9_999_999),
        "tens of millions": (20_000_000, 99_999_999),
        "hundreds of millions": (200_000_000, 999_999_999),
        "billions": (2 * 10**9, 10**12 - 1),
        "tens of billions": (20 * 10**9, 10**11 - 1),
        "hundreds of billions": (200 * 10**9, 10**12 - 1),
        "trillions": (2 * 10**12, 10**15 - 1),
    }
)

# What a newspaper reader would still accept: from one of the named unit to ten of it.
_PRESS = _table(
    {
        "a couple": (2, 3),
        "a few": (2, 9),
        "several": (3, 12),
        "a handful": (2, 9),
        "tens": (10, 100),
        "dozens": (12, 120),
        "scores": (20, 200),
        "hundreds": (100, 1_000),
        "thousands": (1_000, 10_000),
        "tens of thousands": (10_000, 100_000),
        "hundreds of thousands": (100_000, 1_000_000),
        "lakhs": (100_000, 10_000_000),
        "crores": (10_000_000, 10**9),
        "millions": (1_000_000, 10_000_000),
        "tens of millions": (10_000_000, 100_000_000),
        "hundreds of millions": (100_000_000, 10**9),
        "billions": (10**9, 10**12),
        "tens of billions": (10**10, 10**11),
        "hundreds of billions": (10**11, 10**12),
        "trillions": (10**12, 10**15),
    }
)

# ACLED's answers on fatalities ("How does ACLED code fatalities?", FAQs of 2023): the most
# conservative reading as one number, 10 for "tens", 12 for "dozens", 100 for "hundreds" and so on;
# 3 for an unknown number outside active war zones, which "several" and "a few" amount to.
_ACLED = _table(
    {
        "a couple": (2, 2),
        "a few": (3, 3),
        "several": (3, 3),
        "a handful": (3, 3),
        "tens": (10, 10),
        "dozens": (12, 12),
        "scores": (20, 20),
        "hundreds": (100, 100),
        "thousands": (1_000, 1_000),
        "tens of thousands": (10_000, 10_000),
        "hundreds of thousands": (100_000, 100_000),
        "lakhs": (100_000, 100_000),
        "crores": (10_000_000, 10_000_000),
        "millions": (1_000_000, 1_000_000),
        "tens of millions": (10_000_000, 10_000_000),
        "hundreds of millions": (100_000_000, 100_000_000),
        "billions": (10**9, 10**9),
        "tens of billions": (10**10, 10**10),
        "hundreds of billions": (10**11, 10**11),
        "trillions": (10**12, 10**12),
    }
)

PRESS = Profile("press", Decimal("0.1"), _PRESS)
"""How newspapers are commonly read; the default. "About" reaches a tenth either way."""

STRICT = Profile("strict", Decimal(0), _STRICT)
"""Words at their word: "about 600" is 600, "dozens" is 24 to 99."""

ACLED = Profile("acled", Decimal(0), _ACLED)
"""The coding conventions of the Armed Conflict Location & Event Data project: the most
conservative single number."""

PROFILES: Mapping[str, Profile] = MappingProxyType({p.name: p for p in (STRICT, PRESS, ACLED)})
"""All profiles by name."""
