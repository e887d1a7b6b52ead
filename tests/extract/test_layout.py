from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.layout import find_paragraphs, is_title, readable


def paragraphs(text: str) -> list[str]:
    return [text[b:e] for b, e in find_paragraphs(text)]


def test_lines_are_paragraphs() -> None:
    assert paragraphs("A title\n\n One. Two. \nThree.\r\n") == ["A title", "One. Two.", "Three."]


def test_text_wrapped_at_a_width_is_parted_by_blank_lines() -> None:
    wrapped = (
        "The ministry said on Monday that the bridge over\n"
        "the river would stay shut until the end of May and\n"
        "that nobody had been hurt when it gave way under a\n"
        "train of eleven wagons.\n"
        "\n"
        "Residents said they had warned of cracks for years\n"
        "and had been told by the railway to put it all in a\n"
        "letter.\n"
    )
    assert len(paragraphs(wrapped)) == 2


def test_a_long_line_is_cut_where_a_sentence_ends() -> None:
    pieces = paragraphs("The road was shut again. " * 1000)
    assert all(len(piece) <= 3000 and piece.endswith("again.") for piece in pieces)


def test_a_headline_stands_over_a_longer_text() -> None:
    text = "Bridge shut after cracks found\nThe ministry said nobody was hurt. It was late."
    assert is_title(text, find_paragraphs(text))
    assert not is_title("One line only", find_paragraphs("One line only"))


@given(st.text(max_size=300))
def test_pieces_are_apart_in_order_and_hold_all_that_is_not_blank(text: str) -> None:
    pieces = find_paragraphs(text)
    assert all(a[1] <= b[0] for a, b in pairwise(pieces))
    assert all(b < e for b, e in pieces)
    kept = "".join(text[b:e] for b, e in pieces)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(max_size=300))
def test_what_is_read_is_as_long_as_the_text(text: str) -> None:
    assert len(readable(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # "said" and what was said stand on two lines
        (
            "Strike on Orlo\n\nAn air strike hit Orlo on Monday. Rivers Watch said\n"
            "15 people were killed.\n",
            2,
        ),
        ("An air strike hit Orlo on Monday, and the ministry in\nthe capital denied it.", 1),
        # a headline stands right above, and nothing shows where lines were broken
        ("Strike on Orlo\nAn air strike hit Orlo on Monday. It was loud and\nlong.", 3),
        # two headlines
        ("Ministry denies that its aircraft bombed the village\nOrlo mourns its dead", 2),
    ],
)
def test_a_short_text_is_wrapped_where_all_its_lines_break_in_mid_sentence(
    text: str, count: int
) -> None:
    assert len(paragraphs(text)) == count
