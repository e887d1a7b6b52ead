"""Figures and times while they are typed."""

from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Bound
from reportedly.workflow.reviewing import preview_figure, preview_time


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("16", "16"),
        ("at least 16", "16 or more"),
        ("more than 20,000", "more than 20,000"),
        ("up to 30", "0 to 30"),
        ("between 30 and 40", "30 to 40"),
        ("half", "50 percent"),
        ("99.5 percent", "99.5 percent"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_a_figure_in_words(words: str, told: str) -> None:
    found = preview_figure(words, "killed")
    assert (found.told, found.fault) == (told, None)


def test_what_a_figure_is_made_of() -> None:
    found = preview_figure("at least 5 km²", "area-burnt")
    assert (found.low, found.high, found.bound) == (Decimal(5), None, Bound.AT_LEAST)
    assert (found.unit, found.high_open, found.is_share) == ("square kilometre", True, False)
    assert preview_figure("dozens").vague == "dozens"


@pytest.mark.parametrize(
    ("words", "subject", "fault"),
    [
        ("at lea", "killed", "“at lea” states no quantity"),
        ("12 and 30", "killed", "states 2 quantities"),
        ("9" * 201, "killed", "longer than 200 characters"),
        ("16", "market/responsible", "`responsible` takes no figure"),
    ],
)
def test_why_it_cannot_be_read(words: str, subject: str, fault: str) -> None:
    found = preview_figure(words, subject)
    assert fault in (found.fault or "")
    assert found.told == ""


def test_what_is_worth_a_second_look() -> None:
    assert preview_figure("2.5", "market/killed/children").hint == "`killed` counts whole things"
    assert preview_figure("2.5", "magnitude").hint is None
    text = "The clinic counted at\nleast 16 dead."
    assert preview_figure("At least 16", "killed", text).hint is None
    hint = "these words do not stand in the document"
    assert preview_figure("at least 17", "killed", text).hint == hint


@pytest.mark.parametrize(
    ("words", "told", "written"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("2031-03", "2031-03-01 to 2031-03-31", "2031-03-01/2031-03-31"),
        ("Monday", "2031-03-03", "2031-03-03"),
        ("", "", ""),
    ],
)
def test_a_time_in_words(words: str, told: str, written: str) -> None:
    found = preview_time(words, date(2031, 3, 4))
    assert (found.told, found.written, found.fault) == (told, written, None)


def test_why_a_time_cannot_be_read() -> None:
    assert "may be" in (preview_time("03/04/2031").fault or "")
    assert "needs the day it was published" in (preview_time("Monday").fault or "")
    assert preview_time("2031-02-30").told == ""


SIGNS = st.text() | st.text("0123456789.,- %½²e+/to and at least half km $", max_size=60)


@given(SIGNS, st.sampled_from([None, "killed", "area-burnt", "a/responsible"]))
def test_no_text_is_too_much_for_it(words: str, subject: str | None) -> None:
    found = preview_figure(words, subject)
    assert not (found.told and found.fault)
    time = preview_time(words)
    assert not (time.told and time.fault)


def test_it_keeps_up_with_whoever_types() -> None:
    typed = "between 1,200 and 1,500 square kilometres"
    preview_figure(typed, "area-burnt")
    begin = perf_counter()
    for n in range(len(typed)):
        preview_figure(typed[: n + 1], "area-burnt")
    assert (perf_counter() - begin) / len(typed) < 0.05  # 5 ms, on a machine with time for it
