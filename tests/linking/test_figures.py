"""Which figures of one event are joined, and which are kept apart."""

from __future__ import annotations

import pytest

from reportedly.linking.figures import Told, join_figures
from reportedly.model import Role
from reportedly.text.quantities.figures import find_quantities

EVENT = "orlo-raid"


def told(document: str, subject: str, words: str, *, role: Role = Role.TOTAL) -> Told:
    figure = find_quantities(words)[0].figure
    named = not subject.endswith("/statement")
    return Told(EVENT, subject, document, figure, role, words, named)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("orlo-raid/captured/rifles", "The navy seized seven rifles."),
            ("orlo-raid/assault-rifles", "Seven assault rifles were aboard."),
        ),
        (
            ("a/statement", "It happened about 150 nautical miles off Sarrow."),
            ("b/statement", "They were some 150 nautical miles from Sarrow."),
        ),
        (
            ("a/statement", "65 percent of traffic to Halar was down."),
            ("b/statement", "Traffic fell in Halar by 65 percent."),
        ),
        (
            ("orlo-raid/arrested", "The army took 23 people into custody."),
            ("orlo-raid/captured/pirates", "A ship took 23 people."),
        ),
        (
            ("a/statement", "The quake struck about 20 miles north of Sarrow."),
            ("b/statement", "The tremor began some 26 miles off Sarrow."),
        ),
        (("orlo-raid/mass", "It held 2,700 tonnes."), ("b/statement", "2,700 tonnes were there.")),
    ],
)
def test_one_number_of_one_thing_joins(one: tuple[str, str], other: tuple[str, str]) -> None:
    joins = join_figures([told("a", *one), told("b", *other)])
    assert [(j.a, j.b) for j in joins] == [(one[0], other[0])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Another number, another noun, another sort, another place, another measure.
        (("orlo-raid/boats", "They had two boats."), ("b/statement", "Three boats came.")),
        (("orlo-raid/boats", "They had two boats."), ("orlo-raid/ships", "Two ships came.")),
        (
            ("orlo-raid/pirate-vessels", "It boarded two pirate vessels."),
            ("orlo-raid/rescued/merchant-vessels", "Two merchant vessels are free."),
        ),
        (
            ("a/statement", "It was 15 miles off Sarrow."),
            ("b/statement", "It was 15 miles from Halar."),
        ),
        (
            ("orlo-raid/killed", "It killed 23 people."),
            ("orlo-raid/wounded", "It wounded 23 people."),
        ),
        (
            ("orlo-raid/killed/children", "It killed 23 children."),
            ("orlo-raid/killed", "It killed 23 people."),
        ),
        (("a/statement", "One boat came."), ("b/statement", "One boat was seen.")),
        # What was done to them differs, or one may be a part; a dam is no bridge.
        (("orlo-raid/tents-needed", "300 tents are"), ("orlo-raid/tents-sent", "300 tents came")),
        (("orlo-raid/destroyed/homes", "40 homes"), ("orlo-raid/homes-rebuilt", "40 homes are up")),
        (("orlo-raid/boats", "12 boats left"), ("orlo-raid/boats-sunk", "12 boats sank")),
        (
            ("a/statement", "The dam was 20 miles north of Sarrow."),
            ("b/statement", "The bridge was 26 miles from Sarrow."),
        ),
    ],
)
def test_what_may_be_two_things_stays_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert join_figures([told("a", *one), told("b", *other)]) == []


def test_what_else_stands_on_a_subject_comes_along_unless_a_document_sets_it_apart() -> None:
    rifles = told("a", "orlo-raid/rifles", "Seven rifles were found.")
    same = told("b", "orlo-raid/captured/rifles", "It seized seven rifles.")
    more = told("c", "orlo-raid/captured/rifles", "It seized 12 rifles.")
    apart = told("b", "orlo-raid/rifles", "Nine rifles lay there.")
    assert [(j.a, j.b) for j in join_figures([rifles, same, more])] == [
        ("orlo-raid/captured/rifles", "orlo-raid/rifles")
    ]
    assert join_figures([rifles, same, more, apart]) == []


def test_a_part_is_not_the_whole() -> None:
    whole = told("a", "orlo-raid/rifles", "Seven rifles were found.")
    part = told("b", "orlo-raid/guns/rifles", "seven rifles", role=Role.PART)
    assert join_figures([whole, part]) == []


def test_the_order_of_reading_makes_no_difference() -> None:
    all_told = [
        told("a", "orlo-raid/rifles", "Seven rifles were found."),
        told("b", "orlo-raid/captured/rifles", "It seized seven rifles."),
        told("c", "orlo-raid/hunting-rifles", "Seven hunting rifles were there."),
    ]
    assert join_figures(all_told) == join_figures(reversed(all_told))
