"""Sentences from a grammar that knows nothing of the reader: forms, numerals, units, bounds."""

from fractions import Fraction

from figure_grammar import Case, figure_cases
from hypothesis import given, settings

from reportedly.model import Bound
from reportedly.text.quantities.figures import find_quantities

BOUNDS = {
    "exactly": Bound.EXACT,
    "at least": Bound.AT_LEAST,
    "at most": Bound.AT_MOST,
    "more than": Bound.MORE_THAN,
    "less than": Bound.LESS_THAN,
    "about": Bound.ABOUT,
    "range": Bound.RANGE,
}
NAMES = {
    "percent": "percentage",
    "tonne": "metric ton",
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "degree Celsius": "celsius",
    None: None,
}


@settings(max_examples=400, deadline=None)
@given(figure_cases())
def test_what_the_grammar_says_is_read(case: Case) -> None:
    text, value, unit, bound = case
    found = find_quantities(text)
    assert len(found) == 1, (text, found)
    figure = found[0].figure
    low, high = value if isinstance(value, tuple) else (value, value)
    assert figure.nominal.low is not None and figure.nominal.high is not None
    assert abs(Fraction(figure.nominal.low) - low) <= abs(low) / 10**20, text
    assert abs(Fraction(figure.nominal.high) - high) <= abs(high) / 10**20, text
    assert figure.bound == BOUNDS[bound], text
    read = None if figure.unit == "person" else figure.unit
    assert read == NAMES.get(unit, unit), text
