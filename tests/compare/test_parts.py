"""Parts against wholes, declared and found."""

from datetime import date

import pytest

from reportedly.compare import find_conflicts
from reportedly.compare.parts import find_parts
from reportedly.compare.populations import are_apart, populations_around
from reportedly.model import Period, Subject

S, M, U = "SOHR", "the ministry", "the UN"
ALL = Subject("all")
SOME = Subject("some", part_of=("all",))


def kinds(ledger):
    return [(c.kind.value, set(c.claims)) for c in find_conflicts(ledger)]


@pytest.mark.parametrize(
    ("part", "whole", "is_flagged"),
    [
        ("20", "15", True),
        ("15", "15", False),
        ("at least 20", "15", True),
        ("up to 20", "15", False),
        ("at most 20", "at least 15", False),
        ("20", "at least 15", False),
        ("20", "fewer than 20", True),
        ("15,100", "15,000", False),
    ],
)
@pytest.mark.parametrize("second", [S, M])
def test_a_part_cannot_exceed_its_whole(claim, part, whole, is_flagged, second):
    ledger = [claim(S, part, subject=SOME, id="p"), claim(second, whole, subject=ALL, id="w")]
    assert kinds(ledger) == [("part-exceeds-whole", {"p", "w"})] * is_flagged


def test_the_reason_names_both(claim):
    (found,) = find_conflicts([claim(S, "20", subject=SOME), claim(M, "15", subject=ALL)])
    assert found.subject == "all"
    assert found.reason == (
        'SOHR says "20" (some) and the ministry says "15" (all): a part cannot exceed its whole.'
    )


def test_a_voice_is_held_to_its_own_whole(claim):
    ledger = [
        claim(S, "20", subject=SOME), claim(S, "30", subject=ALL),
        claim(M, "5", subject=SOME), claim(M, "12", subject=ALL),
    ]  # fmt: skip
    assert {k for k, _ in kinds(ledger)} == {"contradiction"}


def test_parts_reach_through_levels(claim):
    ledger = [
        claim(S, "20", subject=Subject("inner", part_of=("middle",)), id="inner"),
        claim(M, "25", subject=Subject("middle", part_of=("outer",)), id="middle"),
        claim(U, "15", subject=Subject("outer", part_of=("middle",)), id="outer"),
    ]
    assert ("part-exceeds-whole", {"inner", "outer"}) in kinds(ledger)


def test_only_times_that_overlap(claim):
    ledger = [
        claim(S, "20", subject=SOME, as_of="2020-01-01", id="p1"),
        claim(S, "15", subject=ALL, as_of="2020-01-02", id="w2"),
        claim(M, "22", subject=SOME, as_of="2020-01-05", id="p5"),
        claim(M, "16", subject=ALL, as_of="2020-01-03/2020-01-31", id="w3"),
    ]
    assert kinds(ledger) == [("part-exceeds-whole", {"p5", "w3"})]


def killed(id_, population, place="Baghouz, Syria", **more):
    return Subject(id_, measure="killed", population=population, place=place, **more)


@pytest.mark.parametrize(
    ("inner", "outer", "is_part"),
    [
        (killed("a", "children"), killed("b", "civilians"), True),
        (killed("a", "children"), killed("b", None), True),
        (killed("a", "civilians"), killed("b", "people", "Syria"), True),
        (killed("a", "civilians"), killed("b", "journalists", "Homs, Syria"), False),
        (killed("a", "civilians"), killed("b", "fighters"), False),
        (killed("a", "civilians", "Raqqa, Syria"), killed("b", "civilians"), False),
        (killed("a", "children"), killed("b", "civilians", running_total=True), False),
        (Subject("a", measure="killed", population="children"), killed("b", None), False),
        (Subject("a", measure="wounded", place="Homs, Syria"), killed("b", None, "Syria"), False),
    ],
)  # fmt: skip
def test_parts_are_found_by_population_and_place(inner, outer, is_part):
    found = find_parts({"a": inner, "b": outer})
    assert found == ({"b": ["a"]} if is_part else {})


def test_children_among_civilians(claim):
    ledger = [
        claim(S, "20", subject=killed("a", "children"), id="a"),
        claim(M, "16", subject=killed("b", "civilians"), id="b"),
    ]
    assert kinds(ledger) == [("part-exceeds-whole", {"a", "b"})]


NORTH, SOUTH, EAST = (Subject(n, part_of=("all",)) for n in ("north", "south", "east"))


@pytest.mark.parametrize(
    ("north", "south", "whole", "is_flagged"),
    [
        ("10", "8", "15", True),
        ("10", "8", "18", False),
        ("10", "8", "20", False),  # there may be other parts
        ("at least 10", "at least 8", "17", True),
        ("at least 10", "at least 8", "at least 15", False),
        ("9", "9", "fewer than 18", True),
        ("10", "8", "up to 15", False),
    ],
)
def test_parts_together_cannot_exceed_the_whole(claim, north, south, whole, is_flagged):
    ledger = [
        claim(S, north, subject=NORTH, id="n"),
        claim(S, south, subject=SOUTH, id="s"),
        claim(S, whole, subject=ALL, id="w"),
    ]
    assert kinds(ledger) == [("sum-mismatch", {"n", "s", "w"})] * is_flagged


def test_a_sum_names_the_fewest_parts_and_the_total(claim):
    ledger = [
        claim(S, "1", subject=EAST, id="e"), claim(S, "10", subject=NORTH, id="n"),
        claim(S, "8", subject=SOUTH, id="s"), claim(S, "15", subject=ALL, id="w"),
    ]  # fmt: skip
    (found,) = find_conflicts(ledger)
    assert set(found.claims) == {"n", "s", "w"}
    assert found.reason == (
        'SOHR says "10" (north) and "8" (south), together 18, more than the "15" that '
        "SOHR gives for all."
    )


def test_many_parts_are_added_and_counted(claim):
    ledger = [
        claim(S, "2", subject=killed(f"d{n:03d}", None, f"District {n}, Syria"), id=f"d{n:03d}")
        for n in range(300)
    ]
    (found,) = find_conflicts([*ledger, claim(S, "598", subject=killed("all", None, "Syria"))])
    assert len(found.claims) == 301
    assert '"2" (d004) and 295 more, together 600, more than the "598"' in found.reason


def test_parts_that_may_overlap_are_not_added(claim):
    ledger = [
        claim(S, "10", subject=Subject("c", population="children", part_of=("all",))),
        claim(S, "8", subject=Subject("j", population="journalists", part_of=("all",))),
        claim(S, "15", subject=ALL),
    ]
    assert find_conflicts(ledger) == []


def test_parts_that_are_apart_by_the_table_are_added(claim):
    ledger = [
        claim(S, "10", subject=killed("c", "civilians")),
        claim(S, "8", subject=killed("f", "fighters")),
        claim(S, "15", subject=killed("p", None)),
    ]
    assert [k for k, _ in kinds(ledger)] == ["sum-mismatch"]


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("civilians", "fighters", True),
        ("children", "women", True),
        ("boys", "soldiers", True),
        ("children", "civilians", False),
        ("journalists", "children", False),
        ("Martians", "civilians", False),
    ],
)
def test_who_cannot_be_both(a, b, apart):
    assert are_apart(a, b) == are_apart(b, a) == apart


def test_who_is_among_whom():
    around = populations_around("Schoolchildren")
    assert around[0] == "schoolchildren" and {"children", "civilians", "people"} < set(around)
    assert populations_around(None) == populations_around("victims") == ("people",)
    assert populations_around("Martians") == ("martian",)


def test_who_died_on_one_day_of_two_events_is_no_part_of_one_another() -> None:
    day = Period(date(2031, 3, 4), date(2031, 3, 4))
    children, march = (
        Subject(f"{event}/{path}", measure="killed", population=who, period=day, event=event)
        for event, path, who in (
            ("siege", "killed/children@2031-03-04", "children"),
            ("march", "killed@2031-03-04", None),
        )
    )
    assert find_parts({s.id: s for s in (children, march)}) == {}
    of_no_event = Subject("dead", measure="killed", period=day)
    assert find_parts({s.id: s for s in (children, of_no_event)}) == {"dead": [children.id]}
