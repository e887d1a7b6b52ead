"""Sources by sources: who contradicts whom, and who repeats whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from reportedly.model import Conflict, ConflictKind, Severity, Told


@dataclass(frozen=True, slots=True)
class Cell:
    """What the source of a row has to do with the source of a column.

    Attributes:
        conflicts: conflicts between their claims.
        questions: questions between their claims.
        repeats: claims of the column's source that the row's source passed on or told again.
    """

    conflicts: int = 0
    questions: int = 0
    repeats: int = 0

    def __bool__(self) -> bool:
        return bool(self.conflicts or self.questions or self.repeats)


@dataclass(frozen=True)
class Matrix:
    """Names by source id, in the order of rows and columns, and the cells that hold anything."""

    sources: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, row: str, column: str) -> Cell:
        """The cell of two source ids, an empty one where nothing was found."""
        return self.cells.get((row, column), Cell())

    def near(self, source: str) -> list[str]:
        """Ids of the sources with which one has to do, those it contradicts most first."""
        return [other for other, _ in self._near.get(source, ())]

    @cached_property
    def _near(self) -> Mapping[str, list[tuple[str, int]]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for (a, b), cell in self.cells.items():
            weight = 1000 * cell.conflicts + 10 * cell.questions + cell.repeats
            found[a][b] += weight
            found[b][a] += weight
        return {source: others.most_common() for source, others in found.items()}


def matrix_of(claims: Sequence[Told], conflicts: Iterable[Conflict]) -> Matrix:
    """The sources that have to do with others, those with most first, and what they have.

    Conflicts and questions count in both directions; a repetition counts for the one who repeats.
    """
    voice = {claim.id: claim.source for claim in claims if claim.source is not None}
    names = {source.id: source.name for source in voice.values()}
    found = _counted(
        (conflict.kind, conflict.severity, a, b, 1)
        for conflict in conflicts
        for a, b in dict.fromkeys(
            (voice[a].id, voice[b].id)
            for a, b in conflict.against
            if a in voice and b in voice and voice[a].id != voice[b].id
        )
    )
    for claim in claims:
        # The first link is the document's publisher, who stands before everything in it.
        for nearer, farther in pairwise(claim.chain[1:]):
            if nearer.id != farther.id:
                names |= {nearer.id: nearer.name, farther.id: farther.name}
                found[nearer.id, farther.id]["repeats"] += 1
    return _matrix(names, found)


def matrix_between(met: Iterable[tuple[ConflictKind, str, str, int]]) -> Matrix:
    """The matrix of all sources where it is known how often two of them meet in which kind."""
    found = _counted((kind, kind.severity, a, b, n) for kind, a, b, n in met)
    return _matrix({name: name for pair in found for name in pair}, found)


def _counted(
    met: Iterable[tuple[ConflictKind, Severity, str, str, int]],
) -> dict[tuple[str, str], Counter[str]]:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for kind, severity, a, b, count in met:
        if kind is ConflictKind.ECHO:
            found[b, a]["repeats"] += count
        elif severity is not Severity.NOTE:
            found[a, b][f"{severity}s"] += count
            found[b, a][f"{severity}s"] += count
    return found


def _matrix(names: Mapping[str, str], found: Mapping[tuple[str, str], Counter[str]]) -> Matrix:
    weight: Counter[str] = Counter()
    for (a, b), counts in found.items():
        weight[a] += counts.total()
        weight[b] += counts.total()
    cells = {
        pair: Cell(counts["conflicts"], counts["questions"], counts["repeats"])
        for pair, counts in found.items()
    }
    return Matrix({source: names[source] for source, _ in weight.most_common()}, cells)


def pair_rows(matrix: Matrix) -> list[dict[str, Any]]:
    """Each pair of sources with anything between them, those that contradict most first."""
    rows = [
        {
            "source": a,
            "source_name": matrix.sources[a],
            "other": b,
            "other_name": matrix.sources[b],
            "conflicts": cell.conflicts,
            "questions": cell.questions,
            "repeats": cell.repeats,
        }
        for (a, b), cell in matrix.cells.items()
        if cell
    ]
    return sorted(rows, key=lambda r: (-r["conflicts"], -r["questions"], -r["repeats"]))
