"""Running text on a terminal is broken between words, in a pipe not at all."""

import sys

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cli.flowing import columns_of, flowing

REASON = "The council says 16 and the wire says 12: no number satisfies both."


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_a_pipe_gets_one_line():
    assert flowing([(REASON, {})], "  ") == f"  {REASON}"


def test_a_terminal_gets_whole_words_set_in(terminal):
    assert flowing([(REASON, {})], "  ").splitlines() == [
        "  The council says 16 and the wire says",
        "  12: no number satisfies both.",
    ]


def test_styles_go_on_in_the_next_line_and_touch_nothing_else(terminal):
    shown = flowing([("x" * 30, {}), (" in bold type", {"bold": True}), (" and on", {})], "- ", 4)
    assert click.unstyle(shown).splitlines() == [f"- {'x' * 30} in", "    bold type and on"]
    assert shown.splitlines()[1] == f"    {click.style('bold type', bold=True)} and on"


def test_nothing_is_still_a_line(terminal):
    assert flowing([("", {})], "  ") == "  "


def broken(text, width):
    from reportedly.cli import flowing as room

    return [text[a:b] for a, b in room._broken(text, width)]


@given(st.text(st.sampled_from("ab 人e\u0301"), max_size=80), st.integers(4, 30))
def test_no_line_is_too_long_and_no_word_is_lost(text, width):
    lines = broken(text, width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
