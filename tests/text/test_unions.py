"""Two measures said as one: nobody can say how many of the 30 are which."""

from __future__ import annotations

import pytest

from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.unions import read_union
from reportedly.text.tokens import split_tokens

UNIONS = [
    ("Shelling killed or wounded 30 people.", "30", "casualties"),
    ("30 killed or wounded in the attack.", "30", "casualties"),
    ("Some 30 civilians were killed or wounded.", "Some 30", "casualties"),
    ("Some 1,200 children were killed or maimed.", "Some 1,200", "casualties"),
    ("Killing or seriously injuring 14 soldiers.", "14", "casualties"),
    ("The army lost 300 dead and wounded.", "300", "casualties"),
    ("The number of dead and wounded rose to 300.", "300", "casualties"),
    ("The clash left 30 people dead or injured.", "30", "casualties"),
    ("There were 30 deaths and injuries.", "30", "casualties"),
    ("30 killed/injured", "30", "casualties"),
    ("30 killed and/or injured", "30", "casualties"),
    ("The casualty toll rose to 30.", "30", "casualties"),
    ("Dozens were killed and injured.", "Dozens", "casualties"),
    ("At least 58 people are dead or missing.", "At least 58", "killed or missing"),
    ("30 were killed, wounded or captured.", "30", "casualties or captured"),
    ("Floods damaged or destroyed 100 homes.", "100", "destroyed or damaged"),
    ("100 homes were completely or partially destroyed.", "100", "destroyed"),
]


@pytest.mark.parametrize(("text", "written", "measure"), UNIONS)
def test_a_union_is_a_measure_of_its_own(text: str, written: str, measure: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.figure.as_written, quantity.figure.measure) == (written, measure)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The clashes killed 16 people and wounded 30.", ["killed", "wounded"]),
        ("16 people were killed and 30 wounded.", ["killed", "wounded"]),
        ("16 were killed and wounded 30 others.", ["killed", "wounded"]),
        ("30 killed and 5 missing", ["killed", "missing"]),
        ("12 killed, 30 injured", ["killed", "wounded"]),
        ("12 gunmen killed and wounded 30 people.", [None, "casualties"]),
        ("30 people were abducted and killed.", ["abducted"]),
        ("Two soldiers were wounded and died.", ["wounded"]),
        ("The injury toll rose to 12.", ["wounded"]),
    ],
)
def test_what_is_told_apart_stays_apart(text: str, measures: list[str | None]) -> None:
    assert [q.figure.measure for q in find_quantities(text)] == measures


@pytest.mark.parametrize("at", [2, 4, 6])
def test_a_union_is_the_same_from_whichever_word(at: int) -> None:
    tokens = split_tokens("were either killed, wounded or missing")
    told = read_union(tokens, at)
    assert told is not None
    assert (told.measure, told.first, told.last) == ("casualties or missing", 2, 7)


def test_a_word_that_says_nothing_is_no_measure() -> None:
    assert read_union(split_tokens("they said so"), 1) is None
