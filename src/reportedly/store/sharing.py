"""What shows in a table of figures that one source has its figures from another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportedly.store import sql
from reportedly.store.tables import Figures

VOICES = 4
"""Figures that fewer sources give say nothing: of two beside a pair, one may err."""

MOST = 50_000
"""So many ways of agreeing and differing are looked at, the most frequent."""

Camps = tuple[tuple[int, tuple[str, ...]], ...]
"""The values given for one moment: how telling each is, and which sources gave it."""


def votes(figures: Figures) -> dict[Camps, int]:
    """In which ways sources agree and differ on one figure, and how often."""
    table, run = figures.known, figures.engine.run
    names = [str(name) for (name,) in run(sql.voices(table))]
    found = run(sql.votes(table, MOST), sql.steps_to_votes(table, VOICES))
    return {sql.camps_of(way, names): int(n) for way, n in found}


def first_told(figures: Figures, a: str, b: str) -> tuple[int, int, int] | None:
    """How often `a` gave a number of `b` on an earlier day, `b` one of `a`, and both the same.

    None where the table does not say when things were said.
    """
    if "said" not in figures.table.columns:
        return None
    ((one, other, both),) = figures.engine.run(sql.first_told(figures.known, a, b))
    return int(one), int(other), int(both)


class SharedError(NamedTuple):
    """A figure of which two sources give one number, and others agree on another."""

    subject: str
    measure: str
    moment: str
    number: float
    others: float


def shared_error(figures: Figures, a: str, b: str) -> SharedError | None:
    """The farthest off that `a` and `b` share; None where others never agree."""
    steps = sql.steps_to_votes(figures.known, VOICES)
    for cells in figures.engine.run(sql.shared_error(figures.known, a, b), steps):
        return SharedError(*cells)
    return None


def taken_from(figures: Figures) -> Iterator[tuple[str, str, int, int]]:
    """Source, origin that its rows name, how many name it, and how many rows it has."""
    if "origin" in figures.table.columns:
        for source, origin, taken, given in figures.engine.run(sql.taken_from(figures.table)):
            yield str(source), str(origin), int(taken), int(given)
