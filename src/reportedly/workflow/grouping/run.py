"""The whole run: articles in, documents and pairs out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reportedly.documents.articles import read_articles
from reportedly.errors import UsageError
from reportedly.export.journal import load_arrow
from reportedly.store.sql import grouping
from reportedly.store.stages import stages_here, stages_on_spark
from reportedly.workflow.cluster import ASIDE, inputs_at, readers
from reportedly.workflow.grouping.events import join_events_of
from reportedly.workflow.grouping.parts import count_of
from reportedly.workflow.grouping.taken import TAKEN, reading, taken_rows, taken_schema
from reportedly.workflow.grouping.texts import join_texts_of

if TYPE_CHECKING:
    from reportedly.store.stages import Stages


@dataclass(frozen=True, slots=True)
class Groups:
    """What came of a corpus; read within `group_articles`.

    Attributes:
        documents: how many there are.
        texts, events: how many texts and events they are; no events where none were asked for.
        left_out: what could not be used, each `{"number", "code", "reason", "where", "record"}`.
        lines: the documents as JSON, where no file was named.
    """

    documents: int
    texts: int
    events: int | None
    left_out: Iterator[dict[str, Any]]
    lines: Iterator[str]


@contextmanager
def group_articles(
    where: str,
    out: str | None,
    *,
    pairs: str | None = None,
    events: bool = False,
    spark: str | None = None,
) -> Iterator[Groups]:
    """Find what is one text, and what reports one event, among articles.

    Args:
        where: as `documents.articles.read_articles` has it; with Spark as `extract_on_spark` has.
        out: JSON lines or `.parquet`, with Spark a folder of Parquet: each document `{"id",
            "text_of", "event"}`, the first of the documents of which it is one text (None where it
            is the first, or alone) and of those that report its event. None for lines to be read.
        pairs: likewise for the pairs that are joined, or that a person should be asked about:
            `{"kind": "text|event", "a", "b", "score", "older", "why"}`, the surest first here, in
            any order with Spark.
        events: also what each article reports, which takes much longer.
        spark: the master; on this machine without Spark if None.

    Raises:
        UsageError: there is nothing to read, an id stands twice, or an output cannot be written.
        MissingProgramError: pyarrow, or what the engine needs, is not installed.
    """
    load_arrow()
    if spark is None:
        with stages_here() as here:
            schema = taken_schema()
            here.take("everything", taken_rows(read_articles(where), events), schema)
            run = _grouped(here, events)
            if out is not None:
                here.save(_result(events, in_order=True), out)
            if pairs is not None:
                here.save(_pairs(events, in_order=True), pairs)
            yield replace(run, lines=here.lines(_result(events, in_order=True)))
        return
    assert out is not None
    with stages_on_spark(spark, [out, *([pairs] if pairs else [])]) as there:
        work = {kind: reading(read, events) for kind, read in readers().items()}
        there.read("everything", inputs_at(where, spark), work, taken_schema())
        run = _grouped(there, events)
        there.save(_result(events), out)
        if pairs is not None:
            there.save(_pairs(events), pairs)
        yield run


def _grouped(stages: Stages, events: bool) -> Groups:
    """All steps, one after the other."""
    stages.make("taken", f"SELECT {', '.join(TAKEN)} FROM everything WHERE code IS NULL")
    for (name,) in stages.rows(grouping.REPEATED):
        raise UsageError(f"the id {name!r} stands twice; each article needs one of its own")
    stages.make("numbers", grouping.numbers())
    stages.make("docs", grouping.DOCS)
    join_texts_of(stages)
    if events:
        join_events_of(stages)
    aside = (
        f"SELECT {', '.join(ASIDE[:3])}, found_at, record FROM everything WHERE code IS NOT NULL"
    )
    documents, copies = count_of(stages, "docs"), count_of(stages, "texts_of")
    return Groups(
        documents,
        documents - copies,
        documents - count_of(stages, "events_of") if events else None,
        (dict(zip(ASIDE, row, strict=True)) for row in stages.rows(aside)),
        iter(()),
    )


def _result(events: bool, *, in_order: bool = False) -> str:
    told = "COALESCE(e.first, d.id)" if events else "CAST(NULL AS STRING)"
    joined = "LEFT JOIN events_of AS e ON d.id = e.id" if events else ""
    by = " ORDER BY d.id" if in_order else ""
    return (
        f"SELECT d.id, t.first AS text_of, {told} AS event FROM (SELECT id FROM docs) AS d "
        f"LEFT JOIN texts_of AS t ON d.id = t.id {joined}{by}"
    )


def _pairs(events: bool, *, in_order: bool = False) -> str:
    tables = {"text": "texts_settled", **({"event": "events_settled"} if events else {})}
    told = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, a, b, score, older, why FROM {table} WHERE is_pair"
        for kind, table in tables.items()
    )
    by = " ORDER BY kind DESC, score DESC, a, b" if in_order else ""
    return f"SELECT kind, a, b, score, older, why FROM ({told}) AS p{by}"
