"""The page on figures says what the reader does: every row of its tables is read again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.text.quantities.figures import find_quantities, read_figure, under
from reportedly.text.quantities.profiles import PROFILES

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"


def rows(header: str) -> Iterator[list[str]]:
    """The cells of every row below the header row `header`, in all tables that have it."""
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line == header:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


READ = list(rows("| words | figure | allows | bound | unit |"))
ROUNDED = list(rows("| words | allows | rounded |"))
PROFILED = list(rows("| words | strict | press | acled |"))
ABOUT = list(rows("| words | figure | measure | population |"))
ROLES = rows("| words | figure | role | of |")
NOT_READ = [text for row in rows("| what | examples |") for text in row[1].split("; ")]


@pytest.mark.parametrize("row", READ, ids=lambda row: row[0])
def test_words_become_the_figure_beside_them(row: list[str]) -> None:
    (quantity,) = find_quantities(row[0])
    figure = quantity.figure
    bound = f"{figure.bound}, soft" if figure.soft else str(figure.bound)
    assert [figure.as_written, str(figure.interval), bound, figure.unit or ""] == row[1:]


@pytest.mark.parametrize("row", READ, ids=lambda row: row[0])
def test_the_words_of_a_figure_say_the_same_by_themselves(row: list[str]) -> None:
    (quantity,) = find_quantities(row[0])
    figure = read_figure(quantity.figure.as_written, quantity.figure.unit)
    assert str(figure.interval) == row[2]


@pytest.mark.parametrize("row", ROLES, ids=lambda row: row[0])
def test_a_figure_has_the_role_beside_it(row: list[str]) -> None:
    found = find_quantities(row[0])
    written = {q.start: q.figure.as_written for q in found}
    (quantity,) = (q for q in found if q.figure.as_written == row[1])
    of = "" if quantity.whole is None else written[quantity.whole]
    assert [str(quantity.role), of] == row[2:]


@pytest.mark.parametrize("row", ROUNDED, ids=lambda row: row[0])
def test_words_imply_the_precision_beside_them(row: list[str]) -> None:
    (quantity,) = find_quantities(row[0])
    assert [str(quantity.figure.interval), str(quantity.figure.rounded)] == row[1:]


@pytest.mark.parametrize("row", PROFILED, ids=lambda row: row[0])
def test_words_reach_what_each_profile_says(row: list[str]) -> None:
    (quantity,) = find_quantities(row[0])
    names = ("strict", "press", "acled")
    assert [str(under(quantity.figure, PROFILES[name]).interval) for name in names] == row[1:]


@pytest.mark.parametrize("row", ABOUT, ids=lambda row: row[0])
def test_words_say_who_is_counted(row: list[str]) -> None:
    figure = find_quantities(row[0])[0].figure
    assert [figure.as_written, figure.measure or "", figure.population or ""] == row[1:]


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_quantity_is_not_read(text: str) -> None:
    assert find_quantities(text) == []


def test_the_page_has_all_its_tables() -> None:
    assert all((READ, ROUNDED, PROFILED, ABOUT, NOT_READ))
