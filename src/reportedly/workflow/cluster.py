"""Bulk extraction on a Spark cluster: the same rows as on one machine, as a folder of Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.documents.articles import (
    Sort,
    files_of,
    of_bytes,
    of_record,
    read_part,
    records_of,
    reject_row,
    sort_of,
)
from reportedly.errors import UsageError
from reportedly.export.journal import columned, load_arrow, row_schema
from reportedly.model import Act, Location, Problem
from reportedly.store.executors import Inputs, files_below, local_path, mapped
from reportedly.store.spark import session_of
from reportedly.workflow.bulk import extract_articles

if TYPE_CHECKING:
    from reportedly.documents.articles import Article
    from reportedly.store.executors import Outcome

_ROWS = 256
"""Rows of one batch that goes back to Spark."""

ASIDE = ("number", "code", "reason", "where", "record")
"""What is told of an article that is left out."""


@contextmanager
def extract_on_spark(
    where: str,
    out: str,
    *,
    master: str = "local[*]",
    acts: Iterable[Act] = tuple(Act),
    min_score: float | None = None,
) -> Iterator[Outcome]:
    """Extract with Spark's executors; `out` is a folder of Parquet with the local engine's columns.

    Args:
        where: JSON lines, Parquet, WARC, or a folder, as `documents.articles` reads them; JSON
            lines and Parquet also at any URL that Spark reads (`s3a://…`, `hdfs://…`).
        out: a path or such a URL.
        master: `local[2]`, or a cluster's URL.
        acts: the acts wanted.
        min_score: leaves out attributions below it.

    Yields:
        How many rows there are, and what was left out, each `{"number", "code", "reason", "where",
        "record"}`; the number is None for lines and rows, which Spark does not count.

    Raises:
        UsageError: there is nothing to read, or `out` is something else already.
        MissingProgramError: PySpark, pyarrow or Java is not installed.
    """
    pa, _ = load_arrow()
    session_of(master)
    inputs = inputs_at(where, master)
    rows = row_schema(pages=any(_is_archive(name) for name, _ in inputs.opened))
    text = pa.string()
    schema = pa.schema(
        [*rows, ("number", pa.int64()), *((name, text) for name in ASIDE if name != "number")]
    )
    options = {"acts": tuple(acts), "min_score": min_score}
    work = {kind: _work(read, options, schema) for kind, read in readers().items()}
    with mapped(master, inputs, work, schema, tuple(rows.names), out) as outcome:
        yield outcome


def inputs_at(where: str, master: str) -> Inputs:
    """The files at a place by what they are.

    Raises:
        UsageError: there is nothing, or what Spark cannot read there.
    """
    far = "://" in where
    if where == "-":
        raise UsageError("Spark reads files, not stdin; leave --engine spark out")
    if far:
        files = [(url, url) for url in files_below(master, where)]
    elif Path(where).is_dir():
        root = Path(where).resolve()
        files = [(str(root / name), Path(name).as_posix()) for name in files_of(root)]
    elif Path(where).is_file():
        files = [(str(Path(where).resolve()), "")]
    else:
        raise UsageError(f"there is no file or folder {where}")
    by_sort: dict[Sort, list[tuple[str, str]]] = {sort: [] for sort in Sort}
    for path, name in files:
        sort = sort_of(path)
        if sort is None and (far and len(files) > 1):
            continue  # marks such as _SUCCESS
        if sort is Sort.TEXT and not name:
            sort = None
        by_sort[sort or Sort.LINES].append((path, name))
    opened = (*by_sort[Sort.TEXT], *by_sort[Sort.ARCHIVE])
    if far and opened:
        raise UsageError(
            f"{opened[0][0]}: texts and archives are opened by the executors themselves; put them "
            "where every machine has them, as JSON lines or Parquet anywhere"
        )
    read = [path for path, _ in (*by_sort[Sort.LINES], *by_sort[Sort.TABLE])]
    if not read and not opened:
        raise UsageError(f"there are no articles in {where}")
    for path in read:
        if Path(path).name.startswith(("_", ".")):
            raise UsageError(f"{path}: Spark passes over names that begin with _ or .; rename it")
    return Inputs(
        tuple(path for path, _ in by_sort[Sort.LINES]),
        tuple(path for path, _ in by_sort[Sort.TABLE]),
        opened,
    )


def readers() -> dict[str, Callable[[Iterator[Any]], Iterator[Article]]]:
    """By the kind of input, what reads articles from its record batches; for executors."""
    return {"lines": _of_lines, "tables": _of_table, "opened": _of_files}


def _is_archive(path: str) -> bool:
    return sort_of(path) is Sort.ARCHIVE


def _work(
    read: Callable[[Iterator[Any]], Iterator[Article]], options: dict[str, Any], schema: Any
) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The function for executors: it stands in this module, which they import."""

    def extract(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        rows = _rows(read(batches), options)
        while held := list(islice(rows, _ROWS)):
            yield pa.RecordBatch.from_pylist(held, schema)

    return extract


def _rows(articles: Iterator[Article], options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for article, line in extract_articles(articles, **options):
        if isinstance(line, Problem):
            yield reject_row(article, line)
        else:
            yield columned(json.loads(line))


def _of_lines(batches: Iterator[Any]) -> Iterator[Article]:
    for batch in batches:
        for row in batch.to_pylist():
            article = of_bytes(row["value"], Location(local_path(row["path"]), 0))
            if article is not None:
                yield article


def _of_table(batches: Iterator[Any]) -> Iterator[Article]:
    for batch in batches:
        paths = batch.column("path").to_pylist()
        for path, row in zip(paths, records_of(batch.drop_columns(["path"])), strict=True):
            yield of_record(row, Location(local_path(path), 0))


def _of_files(batches: Iterator[Any]) -> Iterator[Article]:
    for batch in batches:
        for row in batch.to_pylist():
            sort = sort_of(row["path"])
            assert sort is not None
            yield from read_part(Path(row["path"]), sort, row["name"])
