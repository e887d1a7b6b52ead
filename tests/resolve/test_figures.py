"""Figures with the unit beside them."""

from decimal import Decimal

import pytest

from reportedly.errors import FigureError
from reportedly.resolve.figures import name_unit, read_entry_figure


@pytest.mark.parametrize(
    ("words", "unit", "name", "rounded"),
    [
        ("4", "square kilometre", "square kilometre", ("3.5", "4.5")),
        ("4", "km²", "square kilometre", ("3.5", "4.5")),
        ("four", "square kilometres", "square kilometre", ("3.5", "4.5")),
        ("4 km²", "square kilometres", "square kilometre", ("3.5", "4.5")),
        ("4 square kilometres (1.5 square miles)", "km²", "square kilometre", ("3.5", "4.5")),
        ("16", "person", "person", ("16", "16")),
        ("16", "civilians", "civilians", ("16", "16")),
        ("16", None, None, ("16", "16")),
        ("99.5", "percent", "percentage", ("0.9945", "0.9955")),
        ("99.5", "%", "percentage", ("0.9945", "0.9955")),
        ("99.5 percent", "percentage", "percentage", ("0.9945", "0.9955")),
        ("1.2 million", "dollar", "dollar", ("1150000", "1250000")),
    ],
)
def test_the_unit_takes_part_in_the_reading(words, unit, name, rounded):
    figure = read_entry_figure(words, unit)
    assert figure.as_written == words
    assert figure.unit == name
    assert (figure.rounded.low, figure.rounded.high) == tuple(map(Decimal, rounded))
    assert figure.share == (name == "percentage")


def test_the_words_own_unit_must_agree():
    with pytest.raises(FigureError):
        read_entry_figure("4 square kilometres", "kilograms")


@pytest.mark.parametrize("unit", ["civilians", "", "umpteen", "km per"])
def test_what_is_no_unit_is_counted(unit):
    assert name_unit(unit) == unit
