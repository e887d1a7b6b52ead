"""What happened to those who are counted."""

import pytest

from reportedly.text.vocabulary import BROADER, measure_of


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("killed", "killed"),
        ("Dead", "killed"),
        ("fatalities", "killed"),
        ("injured", "wounded"),
        ("wounding", "wounded"),
        ("casualties", "casualties"),
        ("uprooted", "displaced"),
        ("detained", "arrested"),
        ("captured", "captured"),
        ("missing", "missing"),
        ("kidnapped", "abducted"),
        ("fled", "fled"),
        ("said", None),
    ],
)
def test_one_measure_for_every_way_of_saying_it(word: str, measure: str | None) -> None:
    assert measure_of(word) == measure


def test_killed_is_not_casualties() -> None:
    assert measure_of("killed") != measure_of("casualties")
    assert BROADER["killed"] == BROADER["wounded"] == "casualties"
