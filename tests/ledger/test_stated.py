"""A figure must be what its quote says: figure and quote beside what is found wrong."""

import pytest

from reportedly.ledger.checks.known import Known
from reportedly.ledger.checks.stated import vet_stated
from reportedly.model import ClaimEntry, Entries

SOUND = [
    ("at least 16", "the coalition killed at least 16 civilians near Orlo"),
    ("At Least 16", "the coalition killed at least 16 civilians near Orlo"),
    ("16", "the coalition killed 16 civilians near Orlo"),
    ("sixteen", "the coalition killed 16 civilians"),
    ("hundreds", "hundreds fled overnight"),
    ("between 30 and 40", "between 30 and 40 homes burned"),
    (
        "four square kilometres (one square mile)",
        "a patch of four square kilometres (one square mile)",
    ),
    ("99.5 percent", "IS has lost 99.5 percent of its territory"),
]
ALTERED = [
    ("16", "the coalition killed at least 16 civilians", "“at least 16”"),
    ("at least 16", "the coalition killed 16 civilians", "“16”"),
    ("more than 16", "the coalition killed at least 16 civilians", "“at least 16”"),
    ("61", "the coalition killed 16 civilians", "“16”"),
    ("30", "between 30 and 40 homes burned", "“between 30 and 40”"),
    ("30", "up to 30 homes burned", "“up to 30”"),
    ("12", "nobody counted the homes", "no figure"),
]


def faults(figure, quote, note=None):
    claim = ClaimEntry("c", "d", figure=figure, quote=(quote,), note=note)
    return list(vet_stated(Entries(claims=(claim,)), Known(None)))


@pytest.mark.parametrize(("figure", "quote"), SOUND)
def test_a_figure_that_the_quote_states_is_sound(figure, quote):
    assert faults(figure, quote) == []


@pytest.mark.parametrize(("figure", "quote", "stated"), ALTERED)
def test_an_altered_figure_is_a_fault_that_says_what_stands_there(figure, quote, stated):
    (fault,) = faults(figure, quote)
    assert fault.code == "altered-figure"
    assert stated in fault.message


def test_a_note_says_how_the_figure_follows():
    assert faults("15", "a dozen men and three women died", note="12 men and 3 women") == []
