"""Named conventions for words that leave a number open: "about 600", "dozens", "hundreds".

A profile is data: a column of `words/vague.tsv` and a tolerance. A figure keeps what was printed
beside the interval, so the same figure can be read again under another profile with
`figures.under`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from reportedly.model import Interval
from reportedly.text.lexicon import vague_numerals
from reportedly.text.quantities.spelled import SCALES

_OF_ONE = {"dozen": Decimal(12), "score": Decimal(20)}


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
        return self.vague[head].scaled(_OF_ONE.get(scale) or SCALES[scale])


def _profile(name: str, tolerance: str) -> Profile:
    reaches = vague_numerals(name).items()
    vague = {numeral: Interval(Decimal(a), Decimal(b)) for numeral, (a, b) in reaches}
    return Profile(name, Decimal(tolerance), MappingProxyType(vague))


PRESS = _profile("press", "0.1")
"""How newspapers are commonly read; the default. "About" reaches a tenth either way."""

STRICT = _profile("strict", "0")
"""Words at their word: "about 600" is 600, "dozens" is 24 to 99."""

ACLED = _profile("acled", "0")
"""The coding conventions of the Armed Conflict Location & Event Data project: the most
conservative single number."""

PROFILES: Mapping[str, Profile] = MappingProxyType({p.name: p for p in (STRICT, PRESS, ACLED)})
"""All profiles by name."""
