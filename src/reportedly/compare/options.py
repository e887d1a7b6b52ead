"""What a comparison may be told: how to read inexact words, and what to let pass."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

DEFAULT_PROFILE = "press"
PROFILES = ("strict", "press", "acled")


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a comparison.

    Attributes:
        profile: how "about" and "dozens" are read: `strict`, `press` or `acled`
            (`reportedly.text.quantities.profiles`). `strict` also takes "up to 30" at its word.
        tolerance: the part of the higher figure by which two figures may differ and still count
            as agreeing; zero unless asked for, since a tolerance hides.
        divergence_ratio: figures that can both hold are questioned when one stated number is at
            least so many times the other.
        pairs: up to so many voices on one subject every pair is looked at; past it each claim is
            held against the extremes of the others, so that output stays linear.

    Raises:
        ValueError: a setting is out of range.
    """

    profile: str = DEFAULT_PROFILE
    tolerance: Decimal = Decimal(0)
    divergence_ratio: Decimal = Decimal(2)
    pairs: int = 12

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise ValueError(f"profile {self.profile!r} is none of {', '.join(PROFILES)}")
        if not 0 <= self.tolerance < 1:
            raise ValueError("tolerance is a part of one: at least 0 and less than 1")
        if self.divergence_ratio <= 1:
            raise ValueError("divergence_ratio must be more than 1")


DEFAULTS = Options()
"""Nothing asked for."""


def options_of(
    profile: str | None = None,
    tolerance: Decimal | None = None,
    divergence_ratio: Decimal | None = None,
) -> Options:
    """Options with defaults where nothing is given.

    Raises:
        ValueError: a setting is out of range.
    """
    return Options(
        profile or DEFAULTS.profile,
        DEFAULTS.tolerance if tolerance is None else tolerance,
        DEFAULTS.divergence_ratio if divergence_ratio is None else divergence_ratio,
    )
