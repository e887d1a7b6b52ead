"""Numbers read from words and digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.quantities.numerals import read_number, read_ordinal
from reportedly.text.tokens import split_tokens


def read(words: str) -> Decimal | str | None:
    """The number that starts `words`, which it must fill; the name of a vague numeral."""
    tokens = split_tokens(words)
    number = read_number(tokens, 0)
    if number is None or number.last != len(tokens):
        return None
    return number.vague or number.value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("16", "16"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("12,34,567", "1234567"),  # Indian groups
        ("1.234.567", "1234567"),  # European groups
        ("1.234.567,89", "1234567.89"),
        ("3,5", "3.5"),  # decimal comma
        ("1'234'567", "1234567"),  # Swiss groups
        ("10 000", "10000"),
        ("10\u202f000\u202f000", "10000000"),
        (".534", "0.534"),
        ("٤٢", "42"),
        ("1.2 million", "1200000"),
        ("3bn", "3000000000"),
        ("25k", "25000"),
        ("5 lakh crore", "5000000000000"),
        ("2-million", "2000000"),
        ("½", "0.5"),
        ("3½", "3.5"),
        ("7 3/4", "7.75"),
        ("1/16", "0.0625"),
        ("1⁄32", "0.03125"),
        ("2.998×10−8", "0.00000002998"),
        ("6 x 10^23", None),  # no quantity in the news
        ("zero", "0"),
        ("twenty-eight", "28"),
        ("a hundred", "100"),
        ("a hundred and one", "101"),
        ("six hundred forty-two", "642"),
        ("twenty-eight thousand six hundred and forty-two", "28642"),
        ("two million three hundred thousand and five", "2300005"),
        ("one point five million", "1500000"),
        ("two and a half", "2.5"),
        ("two and a half million", "2500000"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("half a dozen", "6"),
        ("a half-dozen", "6"),
        ("two-thirds", None),  # tested as a share
        ("hundreds", "hundreds"),
        ("hundreds of thousands", "hundreds of thousands"),
        ("several hundred", "several hundred"),
        ("a couple of hundred", "a couple hundred"),
        ("1.2.3", None),
        ("1,23,4", None),
        ("1234567890123456", None),  # an identifier
    ],
)
def test_a_number_is_read(words: str, value: str | None) -> None:
    found = read(words)
    if words == "two-thirds":
        assert found is not None and found == Decimal(2) / 3
    elif value is not None and value[0].isalpha():
        assert found == value
    else:
        assert found == (None if value is None else Decimal(value))


@pytest.mark.parametrize("words", ["two three", "nineteen eighty", "ten a hundred"])
def test_neighbours_stay_apart(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "place"),
    [("tenth", 10), ("the", None), ("21st", 21), ("twenty-fifth", 25), ("ninetieth", 90)],
)
def test_an_ordinal_is_a_place(words: str, place: int | None) -> None:
    number = read_ordinal(split_tokens(words), 0)
    assert (None if number is None else number.value) == place


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("16", "1"),
        ("600", "10"),
        ("20,000", "1000"),
        ("22,500", "100"),
        ("99.5", "0.1"),
        ("1.2 million", "100000"),
        ("2 million", "100000"),
        ("1.25 million", "10000"),
    ],
)
def test_the_writing_implies_a_place(words: str, step: str) -> None:
    number = read_number(split_tokens(words), 0)
    assert number is not None
    assert number.step == Decimal(step)


SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")]


def spell(value: int) -> str:
    """`value` in English words."""
    if value < 20:
        return SMALL[value]
    if value < 100:
        tens = TENS[value // 10 - 2]
        return tens if value % 10 == 0 else f"{tens}-{SMALL[value % 10]}"
    if value < 1000:
        rest = "" if value % 100 == 0 else f" and {spell(value % 100)}"
        return f"{SMALL[value // 100]} hundred{rest}"
    for scale, name in SCALES:
        if value >= scale:
            rest = "" if value % scale == 0 else f" {spell(value % scale)}"
            return f"{spell(value // scale)} {name}{rest}"
    raise AssertionError(value)


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_spelled_numbers_come_back(value: int) -> None:
    assert read(spell(value)) == value


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_grouped_digits_come_back(value: int) -> None:
    assert read(f"{value:,}") == value
