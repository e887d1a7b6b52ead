"""Many documents by several processes: order, faults, and processes that die."""

import os
from functools import partial

import pytest

from reportedly.extract import parallel
from reportedly.model import Act, Document, Location, Problem

WORDS = "The mayor of Orlo said that {} people had drowned."


def documents(count):
    return [Document(f"d{n}", WORDS.format(n), "") for n in range(count)]


def extract_rows(documents, workers=1):
    """The row of each document, or what is wrong with it."""
    work = partial(parallel.rows_of, wanted=parallel.Wanted(frozenset(Act)))
    return parallel.spread(documents, work, failed, workers=workers)


def failed(item, what):
    return Problem("not-extracted", f"{item.id!r} failed: {what}", Location(""))


class Deadly(str):
    """A text that ends the process that it arrives in."""

    def __reduce__(self):
        return (os.abort, ())


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_come_in_the_order_of_the_documents(workers):
    bad = Problem("x", "was bad before", Location("in", 3))
    given = documents(200)
    given.insert(70, bad)
    rows = list(extract_rows(iter(given), workers=workers))
    assert rows[70] is bad or rows[70] == bad
    assert [r["id"] for r in rows if isinstance(r, dict)] == [f"d{n}" for n in range(200)]
    assert sum(bool(r["quotes"]) for r in rows if isinstance(r, dict)) > 100


def test_a_document_whose_process_dies_is_a_problem_and_the_run_goes_on():
    given = documents(70)
    given[40] = Document("deadly", Deadly("boom"), "")
    rows = list(extract_rows(iter(given), workers=2))
    assert isinstance(rows[40], Problem)
    assert "'deadly' failed: its process died" in rows[40].message
    assert [r["id"] for r in rows if isinstance(r, dict)] == [f"d{n}" for n in range(70) if n != 40]


def test_a_document_that_fails_does_not_cost_the_others_their_rows():
    given = documents(3)
    given = [given[0], Document("odd", Odd("x"), ""), given[2]]
    rows = list(extract_rows(given))
    assert isinstance(rows[1], Problem)
    assert "'odd' failed: ValueError: unreadable" in rows[1].message
    assert [rows[0]["id"], rows[2]["id"]] == ["d0", "d2"]


class Odd(str):
    """A text that cannot be looked at."""

    def __iter__(self):
        raise ValueError("unreadable")

    def lower(self):
        raise ValueError("unreadable")

    def __getitem__(self, where):
        raise ValueError("unreadable")


def test_the_documents_are_read_only_a_few_batches_ahead():
    taken = []

    def endless():
        for document in documents(100_000):
            taken.append(document.id)
            yield document

    rows = extract_rows(endless(), workers=2)
    next(rows)
    assert len(taken) <= 32 * 2 * 4
    rows.close()
