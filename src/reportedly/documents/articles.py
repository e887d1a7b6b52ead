"""Many articles for bulk work, one after the other: JSON lines, Parquet, folders of text.

Nothing is held but the article at hand, so memory stays the same however long the input is. What
cannot be read is a `Problem` in its place.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.documents.text import read_document
from reportedly.errors import DocumentError, MissingProgramError, UsageError
from reportedly.model import Document, Location, Problem

MAX_CHARACTERS = 2_000_000
"""Longer texts are no article; a long novel has three million characters."""

MAX_LINE = 64 * 1024 * 1024
"""Bytes of one line; a longer one is passed over."""

_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the input, or what is wrong with it.

    Attributes:
        item: the document, or why there is none.
        number: which article of the input it is: line, row or file, from 1.
        location: file and line (in Parquet the row), from 1.
        record: for a problem, the input as it came, to be mended; else empty.
        done: how much of the input has been read so far, 0..1, or None where nobody can say.
    """

    item: Document | Problem
    number: int
    location: Location
    record: str = ""
    done: float | None = None


def read_articles(where: str) -> Iterator[Article]:
    """The articles at `where`, in their order.

    Args:
        where: a file of JSON lines (`.gz` too), `-` for JSON lines on stdin, a `.parquet` file with
            the same fields for columns, or a folder, in which every `.txt` is an article by the
            order of their names, its path for an id.

    Raises:
        UsageError: there is nothing of that name.
        MissingProgramError: reading Parquet needs a package that is not there.
    """
    if where == "-":
        return _lines(sys.stdin.buffer, "stdin", None)
    path = Path(where)
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise UsageError(f"there is no file or folder {where}")
    return _parquet(path) if path.suffix.lower() == ".parquet" else _file(path)


def _file(path: Path) -> Iterator[Article]:
    size = path.stat().st_size
    with path.open("rb") as raw:
        if path.suffix.lower() == ".gz":
            with gzip.open(raw, "rb") as unpacked:
                yield from _lines(unpacked, str(path), (raw, size))
        else:
            yield from _lines(raw, str(path), (raw, size))


def _lines(file: Any, name: str, measure: tuple[BinaryIO, int] | None) -> Iterator[Article]:
    number = 0
    while line := file.readline(MAX_LINE):
        number += 1
        where = Location(name, number)
        done = min(1.0, measure[0].tell() / measure[1]) if measure and measure[1] else None
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (more := file.readline(MAX_LINE)) and not more.endswith(b"\n"):
                pass
            message = f"the line is longer than {MAX_LINE >> 20} MiB"
            yield Article(Problem("too-long", message, where), number, where, "", done)
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            message = f"byte {error.start} of the line is not UTF-8"
            record = line[:_KEPT].decode("utf-8", "backslashreplace").rstrip("\n")
            yield Article(Problem("not-text", message, where), number, where, record, done)
            continue
        if text.strip():
            yield _of_line(text, where, done)


def _of_line(line: str, where: Location, done: float | None) -> Article:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        item: Document | Problem = Problem("not-json", "the line is not a JSON object", where)
    else:
        item = article_of(record, where)
    kept = line[:_KEPT].rstrip("\n") if isinstance(item, Problem) else ""
    return Article(item, where.line, where, kept, done)


def article_of(record: Mapping[str, Any], where: Location) -> Document | Problem:
    """The article in one record, `{"id", "text"[, "published", "publisher", "url", "title"]}`.

    A `published` that begins with no day is passed over: times are then read without a reference.
    """
    name, text = record.get("id"), record.get("text")
    if isinstance(name, bool) or not isinstance(name, str | int) or not isinstance(text, str):
        return Problem("no-text", 'an article needs "id" and "text"', where)
    if len(text) > MAX_CHARACTERS:
        message = f"the text has {len(text):,} characters, over {MAX_CHARACTERS:,}; split it"
        return Problem("too-long", message, where)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"the text holds half a surrogate pair at {error.start}; decode it again"
        return Problem("not-text", message, where)
    return Document(str(name), text, "", published=_day(record.get("published")))


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def _parquet(path: Path) -> Iterator[Article]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingProgramError(
            "reading Parquet needs pyarrow; install it with: pip install 'reportedly[parquet]'"
        ) from None
    try:
        file = parquet.ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise UsageError(f"{path} is no Parquet file: {error}") from None
    with file:
        names = file.schema_arrow.names
        missing = [name for name in ("id", "text") if name not in names]
        if missing:
            raise UsageError(f"{path} has no column {missing[0]!r}; it has: {', '.join(names)}")
        wanted = [n for n in ("id", "text", "published") if n in names]
        total, number = file.metadata.num_rows, 0
        for batch in file.iter_batches(batch_size=256, columns=wanted):
            for record in batch.to_pylist():
                number += 1
                where = Location(str(path), number)
                item = article_of(record, where)
                kept = ""
                if isinstance(item, Problem):
                    kept = json.dumps(record, ensure_ascii=False, default=str)[:_KEPT]
                yield Article(item, number, where, kept, number / total)


def _folder(folder: Path) -> Iterator[Article]:
    """The texts of a folder and of those in it; names are held, and nothing else."""
    names = sorted(
        os.path.relpath(os.path.join(base, name), folder)  # noqa: PTH118
        for base, _, files in os.walk(folder)
        for name in files
        if name.endswith(".txt")
    )
    for number, name in enumerate(names, 1):
        where = Location(str(folder / name))
        try:
            document = read_document(folder / name)
            item = article_of(
                {
                    "id": Path(name).as_posix(),
                    "text": document.text,
                    "published": document.published,
                },
                where,
            )
        except DocumentError as error:
            item = Problem("unreadable", str(error), where)
        yield Article(item, number, where, "", number / len(names))
