"""Which events of several documents are one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.linking.events import Trace, join_events
from reportedly.linking.profiles import likeness, read_profile, sharpened
from reportedly.model import Period

CERTAIN = 0.9


def trace(name: str, text: str, kind=None, place=None, day=None, published="2031-03-05") -> Trace:
    when = None if day is None else Period.day(date.fromisoformat(day))
    told = None if published is None else date.fromisoformat(published)
    return Trace(name, name, True, kind, place, when, told, read_profile(text, text))


MARKET = "Jets struck the vegetable market of Nur in Orlo, the Halar Observatory said."
WIRE = "A raid on the vegetable market in Orlo's Nur district, state television said."
DEPOT = "Jets struck the bus depot of Orlo, the Halar Observatory said."
FERRY = "The ferry Sela sank off Cape Tarn, the harbour office said."


def joined(traces: list[Trace]) -> set[frozenset[str]]:
    """Pairs that are taken to be one event."""
    return {frozenset((j.a, j.b)) for j in join_events(traces) if j.score >= CERTAIN}


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        # One place and day, in other words.
        (
            trace("a", MARKET, "air-strike", "Orlo", "2031-03-03"),
            trace("b", WIRE, "attack", "Orlo"),
            True,
        ),
        # The next day's strike on the same town is another one, whatever the words.
        (
            trace("a", MARKET, "air-strike", "Orlo", "2031-03-03"),
            trace("b", DEPOT, "air-strike", "Orlo", "2031-03-04"),
            False,
        ),
        (trace("a", MARKET, "air-strike", "Orlo"), trace("b", FERRY, "ferry-sinking"), False),
        # A year later it takes more than the place.
        (
            trace("a", MARKET, "air-strike", "Orlo", "2031-03-03"),
            trace("b", WIRE, "air-strike", "Orlo", None, "2032-04-01"),
            False,
        ),
        # What says nothing of its own is of nothing known.
        (
            trace("a", "5 people died.", published=None),
            trace("b", "9 died.", published=None),
            False,
        ),
    ],
)
def test_two_reports(a: Trace, b: Trace, one: bool) -> None:
    assert joined([a, b]) == ({frozenset(("a", "b"))} if one else set())


def test_a_day_that_differs_keeps_whole_groups_apart() -> None:
    monday = [trace(f"m{n}", MARKET, "air-strike", "Orlo", "2031-03-03") for n in range(2)]
    tuesday = [trace(f"t{n}", MARKET, "air-strike", "Orlo", "2031-03-04") for n in range(2)]
    between = trace("x", MARKET, "air-strike", "Orlo")
    pairs = joined([*monday, *tuesday, between])
    groups = {frozenset("mt" if {"m", "t"} <= {n[0] for n in p} else "-") for p in pairs}
    assert groups <= {frozenset("-")}


@given(st.permutations(range(5)))
def test_the_order_of_reading_makes_no_difference(order: list[int]) -> None:
    texts = (MARKET, WIRE, DEPOT, FERRY, MARKET)
    traces = [trace(f"d{n}", text) for n, text in enumerate(texts)]
    assert join_events([traces[n] for n in order]) == join_events(traces)


def test_the_likeness_of_a_text_with_itself_is_the_highest() -> None:
    market, depot, ferry = sharpened(map(read_profile, (MARKET, DEPOT, FERRY)))
    assert likeness(market, market) > likeness(market, depot) > 2 * likeness(market, ferry)


def test_many_reports_are_weighed_where_they_share_a_rare_word() -> None:
    names = [f"Ma{chr(97 + n % 26)}{chr(97 + n // 26)}or" for n in range(100)]
    told = [f"{name} harbour burnt, the {name} guard said in {name}." for name in names]
    traces = [trace(f"{n}{copy}", told[n]) for n in range(100) for copy in "ab"]
    assert joined(traces) == {frozenset((f"{n}a", f"{n}b")) for n in range(100)}
