"""A part of a table of figures as a table of its own, and what a table names: each source once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from reportedly.model import DocumentEntry, Severity, Source, SourceKind, Subject
from reportedly.store import sql
from reportedly.store.figures import subject_of
from reportedly.store.tables import Cells, Engine, Figures

Thing = TypeVar("Thing", bound="Source | Subject | DocumentEntry")


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


class Named(NamedTuple, Generic[Thing]):
    """What a table names, with how many claims it has, and voices that may be independent."""

    thing: Thing
    claims: int
    voices: int


_TALLY = (
    "count(*) AS claims, "
    "count(DISTINCT CASE WHEN origin = '' THEN source ELSE origin END) AS voices"
)


def sources(figures: Figures) -> Iterator[Named[Source]]:
    """Every source and origin, each once, by name; one that is origin alone makes no claim."""
    rows = sql.given(figures.table)
    query = f"SELECT source AS name, {_TALLY} FROM ({rows}) AS s GROUP BY source"
    if "origin" in figures.table.columns:
        origins = f"SELECT DISTINCT origin, 0, 0 FROM ({rows}) AS o WHERE origin <> ''"
        query = (
            f"SELECT name, sum(claims) AS claims, sum(voices) AS voices "
            f"FROM ({query} UNION ALL {origins}) AS n GROUP BY name"
        )
    for name, claims, voices in figures.engine.run(f"{query} ORDER BY name"):
        yield Named(Source(name, name, SourceKind.ORGANISATION), int(claims), int(voices))


def subjects(figures: Figures) -> Iterator[Named[Subject]]:
    """Every subject, each once, by name."""
    # "a / b" of nothing and "a" of "b" have one name.
    named = (
        "SELECT *, CASE WHEN measure = '' THEN subject "
        "ELSE subject || ' / ' || measure END AS name "
        f"FROM ({sql.given(figures.table)}) AS g"
    )
    query = (
        f"SELECT name, min(subject) AS place, {_TALLY} FROM ({named}) AS n GROUP BY name "
        "ORDER BY place, name"
    )
    for name, place, claims, voices in figures.engine.run(query):
        measure = name.removeprefix(place).removeprefix(" / ")
        yield Named(subject_of(place, measure), int(claims), int(voices))


def documents(figures: Figures) -> Iterator[Named[DocumentEntry]]:
    """Every document, each once, by name; none where the table names neither them nor data sets."""
    if names_documents(figures):
        rows = sql.given(figures.table)
        query = f"SELECT document, {_TALLY} FROM ({rows}) AS g GROUP BY document ORDER BY document"
        for name, claims, voices in figures.engine.run(query):
            yield Named(DocumentEntry(name), int(claims), int(voices))


def names_documents(figures: Figures) -> bool:
    """True when the table has a column of documents or of data sets."""
    return not figures.table.columns.isdisjoint(("document", "dataset"))


def severities(
    figures: Figures, columns: Sequence[str], id_of: Callable[..., str]
) -> dict[str, Counter[Severity]]:
    """How many findings of each severity touch what has an id, which `id_of` makes of columns."""
    found: dict[str, Counter[Severity]] = {}
    for kind, first, second, count in figures.count_findings(*columns):
        if kind.severity is not Severity.NOTE:
            for touched in {id_of(*first), id_of(*second)}:
                found.setdefault(touched, Counter())[kind.severity] += count
    return found


def counts(figures: Figures) -> Iterator[tuple[str, Subject, int]]:
    """How many claims each source makes on each subject."""
    query = (
        f"SELECT source, subject, measure, count(*) AS claims FROM ({sql.given(figures.table)}) "
        "AS g GROUP BY source, subject, measure ORDER BY source, subject, measure"
    )
    for source, place, measure, count in figures.engine.run(query):
        yield source, subject_of(place, measure), int(count)
