"""Sentence bounds: the text, and its sentences beside it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.sentences import paragraphs, sentence_at, sentences

CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("Maj. Gen. Ode Harl spoke. He left.", ["Maj. Gen. Ode Harl spoke.", "He left."]),
    ("It fell 3.5 percent. It rose.", ["It fell 3.5 percent.", "It rose."]),
    ("They met at 9 a.m. The talks failed.", ["They met at 9 a.m.", "The talks failed."]),
    ("They met at 9 a.m. on Friday.", ["They met at 9 a.m. on Friday."]),
    ("“Go.” He went.", ["“Go.”", "He went."]),
    ('"Is it?" she asked. No.', ['"Is it?" she asked.', "No."]),
    ("J. Orlo won. Good.", ["J. Orlo won.", "Good."]),
    ("A title without a stop\nThen a line.", ["A title without a stop", "Then a line."]),
    ("Four killed\nPolice said so.", ["Four killed", "Police said so."]),
    ("Police said 4 died\non Monday. It rained.", ["Police said 4 died\non Monday.", "It rained."]),
    ("Four died in\nOrlo.\nIt rained.", ["Four died in\nOrlo.", "It rained."]),
    ("Dead: 4\non Monday", ["Dead: 4", "on Monday"]),
    ("", []),
    (" \n\t\n", []),
    ("…", ["…"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in sentences(text)] == expected


@given(st.text())
def test_sentences_are_in_order_inside_paragraphs_and_hold_every_word(text):
    bounds = list(sentences(text))
    assert all(0 <= a < b <= len(text) for a, b in bounds)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(bounds))
    joined = "".join("".join(text[a:b].split()) for a, b in bounds)
    assert joined == "".join("".join(text[a:b].split()) for a, b in paragraphs(text))


@given(st.text(alphabet="ab. \nC"), st.integers(0, 60))
def test_sentence_at_finds_the_sentence_that_holds_an_offset(text, offset):
    bounds = list(sentences(text))
    expected = next(((a, b) for a, b in bounds if a <= offset < b), None)
    assert sentence_at(bounds, offset) == expected


def test_a_megabyte_without_a_stop_is_cut_and_not_scanned_for_ever():
    assert len(list(sentences("word " * 200_000))) > 1
