"""Kappa and alpha against the examples that their authors published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare.coders import alpha_of_names, alpha_of_numbers, bootstrap, cohens_kappa

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): example A of two people and two
# values, B of five values, C of four people and readings that are missing.
A = list(zip("0100000010", "1110010000", strict=True))
B = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
FOUR = ("123321412   ", "1233224125 3", " 3332342251 ", "12332441251 ")
C = [[int(v) for v in column if v != " "] for column in zip(*FOUR, strict=True)]


def table(*counts: int) -> list[tuple[int, int]]:
    """The pairs that a square table counts, row by row."""
    size = int(len(counts) ** 0.5)
    return [divmod(n, size) for n, count in enumerate(counts) for _ in range(count)]


def test_alpha_of_the_examples_of_its_author() -> None:
    assert alpha_of_names(A) == pytest.approx(0.095, abs=0.0005)
    assert alpha_of_names(B) == pytest.approx(0.692, abs=0.0005)
    assert alpha_of_names(C) == pytest.approx(0.743, abs=0.0005)
    assert alpha_of_numbers(C) == pytest.approx(0.849, abs=0.0005)


def test_kappa_of_published_tables() -> None:
    # Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), table 18.1.
    assert cohens_kappa(table(75, 1, 4, 5, 4, 1, 0, 0, 10)) == pytest.approx(0.68, abs=0.005)
    # Viera and Garrett (2005).
    assert cohens_kappa(table(15, 5, 10, 70)) == pytest.approx(0.57, abs=0.005)


@pytest.mark.parametrize("pairs", [[], [("a", "a")], [("a", "a")] * 9])
def test_where_nothing_varies_agreement_tells_nothing(pairs: list[tuple[str, str]]) -> None:
    assert cohens_kappa(pairs) is None
    assert alpha_of_names(pairs) is None
    assert alpha_of_numbers([(1, 1) for _ in pairs]) is None
    assert bootstrap(pairs, alpha_of_names) is None


def test_what_one_person_alone_read_counts_for_nothing() -> None:
    assert alpha_of_names([*B, ("e",), ()]) == alpha_of_names(B)


def test_an_interval_is_the_same_each_time_and_holds_the_measure() -> None:
    low, high = bootstrap(B, alpha_of_names) or (0, 0)
    assert (low, high) == bootstrap(B, alpha_of_names)
    assert low < 0.692 < high <= 1
    assert bootstrap(B, alpha_of_names, seed=5) != (low, high)


PAIRS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), max_size=30)


@given(PAIRS, st.integers(-5, 5), st.integers(1, 9))
def test_laws_of_both(pairs: list[tuple[int, int]], shift: int, times: int) -> None:
    alpha, kappa = alpha_of_numbers(pairs), cohens_kappa(pairs)
    swapped = [(b, a) for a, b in pairs]
    assert alpha_of_numbers(swapped) == pytest.approx(alpha)
    assert cohens_kappa(swapped) == pytest.approx(kappa)
    moved = [(times * a + shift, times * b + shift) for a, b in pairs]
    assert alpha_of_numbers(moved) == pytest.approx(alpha)
    agreed = [(a, a) for a, _ in pairs]
    assert alpha_of_names(agreed) in (None, 1)
    assert cohens_kappa(agreed) in (None, 1)
