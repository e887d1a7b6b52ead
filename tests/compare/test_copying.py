"""Who copies whose figures: invented tables in which it is known."""

import pytest

from copiers import FRESH, LAST, TABLES, Invented, copies, figures_of, honest
from reportedly.compare.copying import (
    CLOSE,
    FAR,
    LATE,
    NEAR,
    Copying,
    Told,
    count_votes,
    find_copying,
)


def _told(table: Invented, seed: int) -> list[Told]:
    said = figures_of(table, seed)
    return [
        (place, day, name, number, None)
        for name, figures in said.items()
        for (place, day), number in figures.items()
    ]


def _found(table: Invented, seed: int) -> list[Copying]:
    return find_copying(count_votes(_told(table, seed)))


@pytest.mark.parametrize("table", [*TABLES, *FRESH, *LAST], ids=lambda table: table.name)
def test_who_copies_is_found_and_who_is_honest_is_not(table: Invented) -> None:
    """Mirrors of a registry, rounding, lags and small numbers are no copying."""
    for seed in range(3):
        found = [(pair.a, pair.b) for pair in _found(table, seed)]
        assert table.right(found), (seed, found)


def test_what_is_counted() -> None:
    """The errors that both share, those that each has alone, and who had it from whom."""
    table = Invented(
        "a copier with some errors of its own",
        {
            "Nur Post": honest(0.15),
            "Vela News": copies("Nur Post", changes=0.1),
            "Halar TV": honest(0.05),
            "Orlo Monitor": honest(0.05),
            "Ministry": honest(0.05),
        },
    )
    (pair,) = _found(table, 1)
    assert (pair.a, pair.b, pair.original) == ("Nur Post", "Vela News", "Nur Post")
    assert pair.errors > 5 * pair.apart
    assert pair.own[0] < pair.errors < pair.figures
    assert 0.5 < pair.score < 1
    assert pair.rivals == ()


def test_two_against_two_may_stay_open() -> None:
    """Where both pairs are as much alike, both are told, each with the other, and half as sure."""
    votes = {
        ((FAR, ("A", "B")), (FAR, ("C", "D"))): 60,
        ((FAR, ("A", "B", "C", "D")),): 500,
        ((FAR, ("A", "B")), (FAR, ("C",)), (FAR, ("D",))): 3,
    }
    found = {(p.a, p.b): p for p in find_copying(votes)}
    assert {pair: p.rivals for pair, p in found.items()} == {
        ("A", "B"): (("C", "D"),),
        ("C", "D"): (("A", "B"),),
    }
    assert all(p.score < 0.5 for p in found.values())


def test_order_of_the_figures_does_not_matter() -> None:
    """Nor do the names of those who give them."""
    told = _told(TABLES[0], 0)
    assert find_copying(count_votes(told)) == find_copying(count_votes(reversed(told)))
    names = {name: f"z{9 - n}" for n, name in enumerate(TABLES[0].sources)}
    renamed = find_copying(count_votes((w, m, names[v], n, r) for w, m, v, n, r in told))
    assert [{p.a, p.b} for p in renamed] == [{names["C"], names["S"]}]


@pytest.mark.parametrize(
    ("numbers", "weights"),
    [
        # 1,200 may be 1,187 rounded; 7 and 9 are soon met by chance
        ((1200, 1200, 1187, 1187), (NEAR, FAR)),
        ((7, 7, 9, 9), (NEAR, NEAR)),
        ((1314, 1314, 1187, 1187), (FAR, FAR)),
        ((1314, 1314, 1311, 1311), (CLOSE, CLOSE)),
        ((12.4, 12.4, 12.38, 12.38), (NEAR, CLOSE)),
    ],
)
def test_how_telling_a_value_is(numbers: tuple[float, ...], weights: tuple[int, int]) -> None:
    """What is round or small says little, and what lies far off much."""
    votes = count_votes(("toll", 1, v, n, None) for v, n in zip("ABCD", numbers, strict=True))
    ((vote, count),) = votes.items()
    assert count == 1
    assert {names: weight for weight, names in vote} == {
        ("A", "B"): weights[0],
        ("C", "D"): weights[1],
    }


def test_three_sources_show_nothing() -> None:
    """Of two against one nobody can tell who errs."""
    assert not count_votes(("toll", 1, v, n, None) for v, n in zip("ABC", (9, 9, 5), strict=True))


def test_late_figures_are_told_apart() -> None:
    """What others gave the day before is late, and no error of its own."""
    told = [
        ("toll", day, name, n, None)
        for day, numbers in ((1, (1314, 1314, 1187, 1187)), (2, (1423, 1423, 1314, 1314)))
        for name, n in zip("ABCD", numbers, strict=True)
    ]
    second = [vote for vote in count_votes(told) if (LATE, ("C", "D")) in vote]
    assert len(second) == 1
