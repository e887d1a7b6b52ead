"""Tables of figures as ledgers: claims listed, findings typed, in any engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from reportedly.errors import LedgerError
from reportedly.model import Claim, ConflictKind
from reportedly.store import sql
from reportedly.store.figures import OPTIONAL, REQUIRED, FigureRow, claim_of, scales_of

Cells = tuple[Any, ...]
"""One row of a result."""


class Engine(Protocol):
    """What runs SQL: one connection to one table of figures."""

    dialect: sql.Dialect
    relation: str

    def columns(self) -> list[str]:
        """Names of the table's columns."""

    def units(self) -> list[str]:
        """The units that the table uses, each once; '' for none."""

    def run(self, query: str, steps: sql.Steps = ()) -> Iterator[Cells]:
        """The rows of a result, streamed in order; the query may read the relations of `steps`."""

    def close(self) -> None:
        """Let go of files and connections."""


_row = FigureRow._make
"""A row from its cells, in the order of `sql.FIELDS`."""

_KINDS = {kind.value: kind for kind in ConflictKind}


class Finding(NamedTuple):
    """Two rows of a table and what their claims are to each other, for a group or a series.

    Attributes:
        kind: as `judge` says it of the claims of `a` and `b`.
        a, b: the witnesses: of a group the extremes; of a series the one before and the one after.
        claims: of a group how many claims it has; of a series how many steps of this kind.
        voices: of a group how many voices it has; of a series 1.
    """

    kind: ConflictKind
    a: FigureRow
    b: FigureRow
    claims: int
    voices: int


@dataclass(frozen=True)
class Figures:
    """A table of figures in an engine. Nothing is read before it is asked for.

    Raises:
        LedgerError: a column that a table of figures must have is not there.
    """

    engine: Engine
    rules: sql.Rules = sql.DEFAULTS
    seen: sql.Table | None = None
    """What is known of the rows already."""

    @cached_property
    def table(self) -> sql.Table:
        """The table as SQL sees it, under `rules`; of its rows only the units are looked at."""
        if self.seen is not None:
            return replace(self.seen, rules=self.rules)
        columns = frozenset(self.engine.columns())
        missing = [name for name in REQUIRED if name not in columns]
        if missing:
            raise LedgerError(
                f"a table of figures has the columns {', '.join(REQUIRED)}; "
                f"{self.engine.relation} lacks {', '.join(missing)}"
            )
        known = columns & {*REQUIRED, *OPTIONAL}
        bare = sql.Table(self.engine.relation, known, self.engine.dialect, rules=self.rules)
        return replace(bare, scales=scales_of(self.engine.units()))

    @cached_property
    def known(self) -> sql.Table:
        """The table with what is to be known of its rows before they are compared."""
        table = self.table
        if self.seen is not None:
            return table
        ((count, complete, points, *filled),) = self.engine.run(sql.filled(table))
        whole = {name for name, n in zip(sorted(table.columns), filled, strict=True) if n == count}
        sound = complete == count and whole.issuperset(("source", "subject"))
        two_sided = "bound" not in table.columns and (sound or not self._one(sql.unbounded(table)))
        runs = {bool(row[0]) for row in self.engine.run(sql.accumulating(table))}
        return replace(
            table,
            whole=frozenset(whole),
            sound=sound,
            two_sided=two_sided,
            points=sound and two_sided and points == count and not table.scaled,
            days="said" not in table.columns and not self._one(sql.other_than_days(table)),
            running=runs.pop() if len(runs) == 1 else None,
        )

    def _one(self, query: str) -> int:
        ((number,),) = self.engine.run(query)
        return int(number)

    def under(self, rules: sql.Rules) -> Figures:
        """The same table under other rules; its rows are not looked at again."""
        return Figures(self.engine, rules, self.known)

    def claims(
        self,
        source: str | None = None,
        subject: str | None = None,
        since: date | None = None,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Claims in the order source, subject, measure, time.

        Args:
            source: name of a source or origin, in any case.
            subject: part of a subject or measure, in any case.
            since: only figures that count from this day on.
            limit: at most so many.
        """
        where = self._condition(source, subject, since)
        rows = self.engine.run(sql.listed(self.table, where, limit))
        return (self.claim(_row(cells)) for cells in rows)

    def count(
        self, source: str | None = None, subject: str | None = None, since: date | None = None
    ) -> int:
        """How many rows make a claim; of some rows only, as in `claims`."""
        rows = sql.given(self.table, self._condition(source, subject, since))
        return self._one(f"SELECT count(*) FROM ({rows}) AS g")

    def _condition(self, source: str | None, subject: str | None, since: date | None) -> str:
        day = since.isoformat() if since else None
        exact = source is not None and self._stands(source)
        return sql.condition(self.table, source, subject, day, exact)

    def _stands(self, source: str) -> bool:
        where = sql.condition(self.table, source, exact=True)
        return any(self.engine.run(f"SELECT 1 FROM {self.engine.relation} WHERE {where} LIMIT 1"))

    def claim(self, row: FigureRow) -> Claim:
        """The claim that a row makes."""
        return claim_of(row, self.table.scales, self.rules.about)

    def rejected(
        self, source: str | None = None, subject: str | None = None, since: date | None = None
    ) -> int:
        """How many rows make no claim; see `sql.rejected`. Of some rows only, as in `claims`."""
        where = self._condition(source, subject, since)
        if not where and self.known.sound and self.known.days:
            return 0
        return self._one(sql.rejected(self.table, where))

    def findings(self) -> Iterator[Finding]:
        """What the claims are to each other, worst first; witnesses and counts, never all pairs."""
        width = len(sql.FIELDS)
        for cells in self.engine.run(sql.findings(self.known), sql.steps_to_findings(self.known)):
            first, second = _row(cells[:width]), _row(cells[width : 2 * width])
            kind, claims, voices = cells[2 * width :]
            yield Finding(_KINDS[kind], first, second, int(claims), int(voices))

    def count_findings(self, *names: str) -> Iterator[tuple[ConflictKind, Cells, Cells, int]]:
        """How many findings of each kind have witnesses with the same cells of these `FIELDS`."""
        query = sql.counted_findings(self.known, names)
        width = len(names)
        for cells in self.engine.run(query, sql.steps_to_findings(self.known)):
            kind, count = cells[2 * width :]
            yield _KINDS[kind], cells[:width], cells[width : 2 * width], int(count)

    def pairs(self) -> Iterator[tuple[FigureRow, FigureRow, ConflictKind | None]]:
        """Every pair on one subject with its kind; quadratic in the claims on a subject."""
        width = len(sql.FIELDS)
        for cells in self.engine.run(sql.all_pairs(self.known)):
            kind = cells[2 * width]
            yield (
                _row(cells[:width]),
                _row(cells[width : 2 * width]),
                None if kind is None else _KINDS[kind],
            )
