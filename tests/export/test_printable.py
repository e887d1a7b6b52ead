import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.printable import period_words, printable, xml_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at least 16", "at least 16"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x9b31m", "<U+009B>31m"),
        ("title\x07", "title␇"),
        ("gone\x7f", "gone␡"),
        ("one\ntwo\tthree\r\n", "one two three  "),
        ("\u202e61 tsael ta", "<U+202E>61 tsael ta"),
        ("\ud800", "<U+D800>"),
        ("دمشق\u200f, 中文, Київ, 👩‍🚒", "دمشق\u200f, 中文, Київ, 👩‍🚒"),
    ],
)
def test_what_would_act_becomes_visible_and_the_rest_stays(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_kept_characters_stay() -> None:
    assert printable("a\nb\x1b", keep="\n") == "a\nb␛"


@given(st.text())
def test_nothing_printable_acts_and_doing_it_twice_changes_nothing(text: str) -> None:
    shown = printable(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert printable(shown) == shown


def test_xml_keeps_line_ends_and_shows_what_it_cannot_hold() -> None:
    assert xml_text("a\n\tb\x00\ufffe") == "a\n\tb␀<U+FFFE>"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-05-04", "2031-05-04", "2031-05-04"),
        ("2031-05-04", "2031-05-06", "2031-05-04 – 2031-05-06"),
        ("2031-02-01", "2031-02-28", "2031-02"),
        ("2032-02-01", "2032-02-28", "2032-02-01 – 2032-02-28"),  # a leap year
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-01-01", "2031-03-31", "2031-01-01 – 2031-03-31"),
        ("2030-01-01", "2031-12-31", "2030-01-01 – 2031-12-31"),
        (None, "2031-05-04", "until 2031-05-04"),
        ("2031-05-04", "..", "since 2031-05-04"),
        (None, None, ""),
    ],
)
def test_a_period_is_written_as_people_say_it(
    first: str | None, last: str | None, words: str
) -> None:
    assert period_words(first, last) == words
