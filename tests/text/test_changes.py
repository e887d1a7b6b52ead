"""What rose or fell: the figure is the number reached, the one before it is kept beside it."""

from __future__ import annotations

import pytest

from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.rows import figures_row

CHANGES = [
    ("The death toll rose from 90 to 112.", "112", "90"),
    ("Deaths fell from 12 to 9 on Sunday.", "9", "12"),
    ("The toll was revised from 16 to at least 18.", "at least 18", "16"),
    ("The toll climbed from at least 90 to more than 112.", "more than 112", "at least 90"),
    ("The army raised the toll from 12 to 16 soldiers.", "16", "12"),
    ("Oats fell from $75 in late October to $45.", "$45", "$75"),
    ("The toll rose to 112 from 90.", "112", "90"),
    ("112 people were killed, up from 90 the day before.", "112", "90"),
    ("The toll rose to 112 from a previous toll of 90.", "112", "90"),
    ("The share fell to 3.5 percent from 3.7 percent.", "3.5 percent", "3.7 percent"),
]


@pytest.mark.parametrize(("text", "now", "before"), CHANGES)
def test_a_change_states_what_was_reached(text: str, now: str, before: str) -> None:
    (quantity,) = find_quantities(text)
    earlier = quantity.earlier
    assert earlier is not None
    assert (quantity.figure.as_written, earlier.figure.as_written) == (now, before)
    assert text[quantity.start : quantity.end] == now
    assert text[earlier.start : earlier.end] == before


def test_both_levels_of_a_change_count_the_same() -> None:
    (quantity,) = find_quantities("112 civilians were killed, up from 90 on Monday.")
    assert quantity.earlier is not None
    for figure in (quantity.figure, quantity.earlier.figure):
        assert (figure.unit, figure.measure) == ("civilian", "killed")


def test_the_scale_is_shared_by_both_levels() -> None:
    (quantity,) = find_quantities("Exports grew from 4 to 5 million tonnes.")
    assert quantity.earlier is not None
    assert str(quantity.earlier.figure.nominal) == "[4,000,000, 4,000,000]"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Prices range from $5 to $20.", ["from $5 to $20"]),
        ("It holds from 30 to 40 rebels.", ["from 30 to 40"]),
        ("Children aged from 5 to 12 fell ill.", ["from 5 to 12"]),
        ("Between 30 and 40 houses fell.", ["Between 30 and 40"]),
        ("They killed 16 people from 12 families.", ["16", "12"]),
    ],
)
def test_what_does_not_move_is_no_change(text: str, written: list[str]) -> None:
    found = find_quantities(text)
    assert [q.figure.as_written for q in found] == written
    assert all(q.earlier is None for q in found)


def test_how_far_it_moved_is_a_figure_of_its_own() -> None:
    found = find_quantities("The toll rose by 22 to 112 from 90.")
    assert [q.figure.as_written for q in found] == ["22", "112"]
    assert found[1].earlier is not None


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (
            "The toll rose from 90 to 112.",
            [("90 to 112", [90, 112], "range", {"from": 90, "to": 112})],
        ),
        (
            "The toll rose to 112 from 90.",
            [
                ("112", 112, "exact", {"from": 90, "to": 112}),
                ("90", 90, "exact", {"from": 90, "to": 112}),
            ],
        ),
        (
            "The toll rose from 16 to at least 18.",
            [
                ("16", 16, "exact", {"from": 16, "to": 18}),
                ("at least 18", 18, "at_least", {"from": 16, "to": 18}),
            ],
        ),
        ("It holds from 30 to 40 rebels.", [("from 30 to 40", [30, 40], "range", None)]),
    ],
)
def test_rows_tell_the_change(text: str, entries: list[tuple[object, ...]]) -> None:
    row = figures_row(text, find_quantities(text))
    found = row["quantities"]
    assert isinstance(found, list)
    told = [(text[e["start"] : e["end"]], e["value"], e["bound"], e.get("change")) for e in found]
    assert told == entries
