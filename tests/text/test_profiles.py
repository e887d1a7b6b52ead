"""Profiles: what inexact words reach."""

from decimal import Decimal

import pytest

from reportedly.model import Interval
from reportedly.text.quantities.figures import read_figure, under
from reportedly.text.quantities.profiles import PROFILES


@pytest.mark.parametrize(
    ("words", "profile", "low", "high"),
    [
        ("about 600", "strict", 600, 600),
        ("about 600", "press", 540, 660),
        ("about 600", "acled", 600, 600),
        ("nearly 2,000", "press", 1800, 2000),
        ("nearly 2,000", "strict", 2000, 2000),
        ("dozens", "strict", 24, 99),
        ("dozens", "press", 12, 120),
        ("dozens", "acled", 12, 12),
        ("hundreds", "acled", 100, 100),
        ("several hundred", "acled", 300, 300),
        ("several hundred", "press", 300, 1200),
        ("at least several hundred", "press", 300, None),
        ("16", "strict", 16, 16),
    ],
)
def test_a_figure_under_a_profile(words: str, profile: str, low: int, high: int | None) -> None:
    figure = under(read_figure(words), PROFILES[profile])
    assert figure.interval.low == low
    assert figure.interval.high == high
    assert figure.as_written == words


def test_just_under_has_a_floor_by_profile() -> None:
    figure = read_figure("just under 20")
    assert figure.interval == Interval(Decimal(18), Decimal(20), high_open=True)
    strict = under(figure, PROFILES["strict"])
    assert strict.interval == Interval(Decimal(0), Decimal(20), high_open=True)


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_profile_reads_the_same_numerals(name: str) -> None:
    assert PROFILES[name].vague.keys() == PROFILES["press"].vague.keys()
