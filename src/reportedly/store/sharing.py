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


class Way(NamedTuple):
    """A way in which sources agree and differ: how often, and one figure told so."""

    times: int
    subject: str
    measure: str
    moment: str


def ways(figures: Figures) -> dict[Camps, Way]:
    """The ways in which sources agree and differ on one figure."""
    table, run = figures.known, figures.engine.run
    names = [str(name) for (name,) in run(sql.voices(table))]
    if len(names) < VOICES:
        return {}
    found = run(sql.votes(table, MOST), sql.steps_to_votes(table, VOICES))
    return {
        sql.camps_of(way, names): Way(int(n), *example.split(sql.BETWEEN)[:3])
        for way, n, example in found
    }


def first_told(figures: Figures, a: str, b: str) -> tuple[int, int, int] | None:
    """How often `a` gave a number of `b` on an earlier day, `b` one of `a`, and both the same.

    None where the table does not say when things were said.
    """
    if "said" not in figures.table.columns:
        return None
    ((one, other, both),) = figures.engine.run(sql.first_told(figures.known, a, b))
    return int(one), int(other), int(both)


def told_at(figures: Figures, way: Way) -> list[tuple[str, float]]:
    """Who gives which number for the figure by which a way is shown."""
    table = figures.known
    named = (("subject", way.subject), ("measure", way.measure))
    where = " AND ".join(f"{name} = {sql.literal(value)}" for name, value in named)
    steps = sql.steps_to_votes(table, VOICES, where)[:1]
    found = figures.engine.run(sql.told_at(way.subject, way.measure, way.moment), steps)
    return [(str(voice), float(number)) for voice, number in found]


def taken_from(figures: Figures) -> Iterator[tuple[str, str, int, int]]:
    """Source, origin that its rows name, how many name it, and how many rows it has."""
    if "origin" in figures.table.columns:
        for source, origin, taken, given in figures.engine.run(sql.taken_from(figures.table)):
            yield str(source), str(origin), int(taken), int(given)
