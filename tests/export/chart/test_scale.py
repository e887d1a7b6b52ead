"""Axes: numbers and days → what is written beside them."""

from datetime import date
from itertools import pairwise

import pytest

from reportedly.export.chart.scale import Scale, day_ticks, nice_ticks, short_number


@pytest.mark.parametrize(
    ("low", "high"),
    [(0, 1), (0, 16), (95, 100), (0, 140), (-3, 8), (0, 2.4e7), (5, 5), (0, 0), (1e-13, 2e-13)],
)
def test_ticks_are_even_and_cover_the_range(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low and ticks[-1] >= high
    assert 2 <= len(ticks) <= 12
    steps = [b - a for a, b in pairwise(ticks)]
    assert steps == pytest.approx([steps[0]] * len(steps)) and steps[0] > 0


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 2, 9), date(2019, 2, 11), ["9 Feb 2019", "10 Feb", "11 Feb"]),
        (date(2018, 11, 20), date(2019, 3, 2), ["Dec 2018", "Jan 2019", "Feb 2019", "Mar 2019"]),
        (date(2011, 3, 15), date(2015, 6, 1), ["2012", "2013", "2014", "2015"]),
    ],
)
def test_days_are_written_as_finely_as_the_span_allows(
    first: date, last: date, words: list[str]
) -> None:
    assert [text for _, text in day_ticks(first, last)] == words


def test_a_span_of_all_years_has_days_too() -> None:
    assert day_ticks(date(2, 1, 1), date(9998, 12, 31))


def test_numbers_are_short() -> None:
    assert [short_number(n) for n in (0, 99.5, 20000, 2.5e6, 3e9)] == [
        "0",
        "99.5",
        "20,000",
        "2.5 m",
        "3 bn",
    ]


def test_a_scale_runs_between_its_pixels() -> None:
    assert [Scale(0, 10, 100, 300)(value) for value in (0, 5, 10)] == [100, 200, 300]
