"""A part of a table of figures as a table of its own, and what a table names: each source once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.model import Source, SourceKind, Subject
from reportedly.store import sql
from reportedly.store.figures import subject_of
from reportedly.store.tables import Cells, Engine, Figures


@dataclass
class PartEngine:
    """Some rows of an engine's table, seen through the same connection."""

    whole: Engine
    relation: str
    dialect: sql.Dialect

    def columns(self) -> list[str]:
        """Names of the table's columns."""
        return self.whole.columns()

    def units(self) -> list[str]:
        """The units that the table uses, each once; '' for none."""
        return [str(unit) for (unit,) in self.run(sql.units(self.relation, self.dialect))]

    def run(self, query: str, steps: sql.Steps = ()) -> Iterator[Cells]:
        """The rows of a result, streamed in order."""
        return self.whole.run(query, steps)

    def close(self) -> None:
        """Let go of the whole."""
        self.whole.close()


def part(
    figures: Figures,
    source: str | None = None,
    subject: str | None = None,
    since: date | None = None,
) -> Figures:
    """The rows that fit every filter given, as `Figures.claims` takes them."""
    day = since.isoformat() if since else None
    return _where(figures, sql.condition(figures.table, source, subject, day))


def shared(figures: Figures, source: str) -> Figures:
    """All that anybody says on the subjects on which a source or origin says something."""
    said = sql.condition(figures.table, source)
    found = f"SELECT subject FROM {figures.engine.relation} WHERE {said}"
    return _where(figures, f"subject IN ({found})")


def _where(figures: Figures, condition: str) -> Figures:
    if not condition:
        return figures
    engine = figures.engine
    # PostgreSQL before 16 wants a name for what stands in brackets.
    relation = f"(SELECT * FROM {engine.relation} WHERE {condition}) AS part"
    return Figures(PartEngine(engine, relation, engine.dialect), figures.rules)


def count_claims(figures: Figures) -> int:
    """How many rows make a claim."""
    ((count,),) = figures.engine.run(f"SELECT count(*) FROM ({sql.given(figures.table)}) AS g")
    return int(count)


def sources(figures: Figures) -> Iterator[Source]:
    """Every source and origin, each once, by name."""
    rows = sql.given(figures.table)
    named = f"SELECT source AS name FROM ({rows}) AS s"
    if "origin" in figures.table.columns:
        named += f" UNION SELECT origin AS name FROM ({rows}) AS o WHERE origin <> ''"
    for (name,) in figures.engine.run(f"SELECT DISTINCT name FROM ({named}) AS n ORDER BY name"):
        yield Source(name, name, SourceKind.ORGANISATION)


def subjects(figures: Figures) -> Iterator[Subject]:
    """Every subject, each once, by name."""
    # "a / b" of nothing and "a" of "b" have one name.
    named = (
        "SELECT DISTINCT subject, measure, CASE WHEN measure = '' THEN subject "
        f"ELSE subject || ' / ' || measure END AS name FROM ({sql.given(figures.table)}) AS g"
    )
    numbered = (
        "SELECT *, row_number() OVER (PARTITION BY name ORDER BY subject, measure) AS n "
        f"FROM ({named}) AS d"
    )
    first = f"SELECT subject, measure FROM ({numbered}) AS s WHERE n = 1 ORDER BY subject, measure"
    for place, measure in figures.engine.run(first):
        yield subject_of(place, measure)


def documents(figures: Figures) -> Iterator[str]:
    """Every document, each once, by name; none where the table names neither them nor data sets."""
    if names_documents(figures):
        rows = sql.given(figures.table)
        found = f"SELECT DISTINCT document FROM ({rows}) AS g ORDER BY document"
        for (name,) in figures.engine.run(found):
            yield name


def names_documents(figures: Figures) -> bool:
    """True when the table has a column of documents or of data sets."""
    return not figures.table.columns.isdisjoint(("document", "dataset"))


def counts(figures: Figures) -> Iterator[tuple[str, Subject, int]]:
    """How many claims each source makes on each subject."""
    query = (
        f"SELECT source, subject, measure, count(*) AS claims FROM ({sql.given(figures.table)}) "
        "AS g GROUP BY source, subject, measure ORDER BY source, subject, measure"
    )
    for source, place, measure, count in figures.engine.run(query):
        yield source, subject_of(place, measure), int(count)
