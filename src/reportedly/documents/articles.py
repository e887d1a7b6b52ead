"""Many articles for bulk work, one after the other: JSON lines, Parquet, WARC, folders.

Nothing is held but the article at hand, so memory stays the same however long the input is. What
cannot be read is a `Problem` in its place.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.documents.limits import limited
from reportedly.documents.text import read_document
from reportedly.documents.warc import Page, read_page, stream_pages
from reportedly.errors import DocumentError, MissingProgramError, UsageError
from reportedly.model import Document, Location, Problem

MAX_CHARACTERS = 2_000_000
"""Longer texts are no article; a long novel has three million characters."""

MAX_LINE = 64 * 1024 * 1024
"""Bytes of one line; a longer one is passed over."""

_KEPT = 100_000
_MARK = b"\xef\xbb\xbf"


class Sort(StrEnum):
    """What a file of articles is, by its name."""

    LINES = "lines"
    TABLE = "table"
    TEXT = "text"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the input, or what is wrong with it.

    Attributes:
        item: the document, or the page that `read_article` makes one of, or why there is none.
        number: which article of the input it is: line, row, record or file, from 1.
        location: file and line (in Parquet the row, in WARC the record), from 1.
        record: for a problem, the input as it came, to be mended; else empty.
        done: how much of the input has been read so far, 0..1, or None where nobody can say.
        id: the id as the input has it, a whole number where it is one; "" for a problem.
    """

    item: Document | Page | Problem
    number: int
    location: Location
    record: str = ""
    done: float | None = None
    id: str | int = ""


def read_articles(where: str) -> Iterator[Article]:
    """The articles at `where`, in their order.

    Args:
        where: a file of JSON lines (`.gz` too), `-` for JSON lines on stdin, a `.parquet` file with
            the same fields for columns, a WARC archive, or a folder of files as `files_of` finds
            them.

    Raises:
        UsageError: there is nothing of that name.
        MissingProgramError: reading Parquet needs a package that is not there.
    """
    if where == "-":
        return _lines(sys.stdin.buffer, "stdin", None)
    path = Path(where)
    if path.is_dir():
        return _folder(path, files_of(path))
    if not path.is_file():
        raise UsageError(f"there is no file or folder {where}")
    return read_file(path, sort_of(path.name) or Sort.LINES)


def sort_of(name: str) -> Sort | None:
    """What a file of this name holds, or None for a name that tells nothing.

    >>> sort_of("2024-01.warc.gz"), sort_of("part-0.jsonl.gz"), sort_of("notes.md")
    (<Sort.ARCHIVE: 'archive'>, <Sort.LINES: 'lines'>, None)
    """
    plain = name.lower().removesuffix(".gz")
    if plain.endswith(".warc"):
        return Sort.ARCHIVE
    if plain.endswith((".jsonl", ".ndjson")):
        return Sort.LINES
    if plain.endswith(".parquet") and not name.lower().endswith(".gz"):
        return Sort.TABLE
    return Sort.TEXT if name.endswith(".txt") else None


def files_of(folder: Path) -> list[str]:
    """The files of articles in a folder and in those below it, by the order of their names.

    Every `.txt` is an article and every WARC archive holds some; a folder without either is one of
    parts, all its files of JSON lines and Parquet. So a table that stands beside texts is not taken
    for articles.
    """
    names = sorted(
        os.path.relpath(os.path.join(base, name), folder)  # noqa: PTH118
        for base, _, files in os.walk(folder)
        for name in files
        if sort_of(name)
    )
    return [n for n in names if sort_of(n) in (Sort.TEXT, Sort.ARCHIVE)] or names


def has_pages(where: str) -> bool:
    """True where some articles come from WARC archives, so that only a row can hold their text."""
    path = Path(where)
    names = files_of(path) if path.is_dir() else [where]
    return any(sort_of(name) is Sort.ARCHIVE for name in names)


def read_file(path: Path, sort: Sort, name: str | None = None) -> Iterator[Article]:
    """The articles of one file.

    Args:
        path: the file.
        sort: what it is.
        name: the id of a text; its file name without it.
    """
    if sort is Sort.ARCHIVE:
        return _archive(path)
    if sort is Sort.TABLE:
        return _parquet(path)
    if sort is Sort.TEXT and name is not None:
        return iter([_text(path, name)])
    return _file(path)


def read_article(page: Page, where: Location) -> tuple[Document | Problem, dict[str, str | None]]:
    """The document of a page, and what stands with its row.

    That is above all the text that offsets count in, since nobody else has it. Reading is given up
    after a minute, or where it takes 3 GiB.
    """
    try:
        with limited():
            content = read_page(page)
    except DocumentError as error:
        return Problem("no-article", f"{page.url or page.id}: {error}", where), {}
    document = article_of({"id": page.id, "text": content.text}, where)
    return document, {
        "url": content.url,
        "title": content.title,
        "publisher": content.publisher,
        "published": content.published,
        "text": content.text,
    }


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
    while line := file.readline(MAX_LINE + 1):
        number += 1
        where = Location(name, number)
        done = min(1.0, measure[0].tell() / measure[1]) if measure and measure[1] else None
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            while (more := file.readline(MAX_LINE)) and not more.endswith(b"\n"):
                pass
        if number == 1:
            line = line.removeprefix(_MARK)
        article = of_bytes(line, where, done)
        if article is not None:
            yield article


def _of_line(line: str, where: Location, done: float | None) -> Article:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        item: Document | Problem = Problem("not-json", "the line is not a JSON object", where)
    else:
        item = article_of(record, where)
    if isinstance(item, Problem):
        return Article(item, where.line, where, line[:_KEPT].rstrip("\n"), done)
    return Article(item, where.line, where, done=done, id=record["id"])


def article_of(record: Mapping[str, Any], where: Location) -> Document | Problem:
    """The article in one record, `{"id", "text"[, "published", "publisher", "url", "title"]}`.

    A `published` that begins with no day is passed over: times are then read without a reference.
    """
    name, text = record.get("id"), record.get("text")
    if isinstance(name, bool) or not isinstance(name, str | int) or not isinstance(text, str):
        message = 'an article needs "id", text or a whole number, and "text"'
        return Problem("no-text", message, where)
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
                yield of_record(record, where, number / total)


def of_record(record: Mapping[str, Any], where: Location, done: float | None = None) -> Article:
    """The article in one row of a table; `where.line` is the row."""
    item = article_of(record, where)
    if isinstance(item, Problem):
        kept = json.dumps(record, ensure_ascii=False, default=str)[:_KEPT]
        return Article(item, where.line, where, kept, done)
    return Article(item, where.line, where, done=done, id=record["id"])


def of_bytes(line: bytes, where: Location, done: float | None = None) -> Article | None:
    """The article in one JSON line, or None where the line is empty."""
    if len(line) - line.endswith(b"\n") > MAX_LINE:
        message = f"the line is longer than {MAX_LINE >> 20} MiB"
        return Article(Problem("too-long", message, where), where.line, where, "", done)
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        message = f"byte {error.start} of the line is not UTF-8"
        record = line[:_KEPT].decode("utf-8", "backslashreplace").rstrip("\n")
        return Article(Problem("not-text", message, where), where.line, where, record, done)
    return _of_line(text, where, done) if text.strip() else None


def _archive(path: Path) -> Iterator[Article]:
    size = path.stat().st_size
    with path.open("rb") as file:
        for page in stream_pages(file, str(path)):
            done = min(1.0, file.tell() / size) if size else None
            if isinstance(page, Problem):
                yield Article(page, page.location.line, page.location, "", done)
                continue
            where = Location(str(path), page.number)
            name = page.id or f"{path.name}#{page.number}"
            yield Article(replace(page, id=name), page.number, where, done=done, id=name)


def _folder(folder: Path, names: list[str]) -> Iterator[Article]:
    """The articles of a folder's files, numbered through; names are held, and nothing else."""
    number = 0
    for before, name in enumerate(names):
        sort = sort_of(name)
        assert sort is not None
        for article in read_file(folder / name, sort, Path(name).as_posix()):
            number += 1
            done = (before + (1.0 if article.done is None else article.done)) / len(names)
            yield replace(article, number=number, done=done)


def _text(path: Path, name: str) -> Article:
    where = Location(str(path))
    try:
        document = read_document(path)
    except DocumentError as error:
        return Article(Problem("unreadable", str(error), where), 1, where)
    item = article_of({"id": name, "text": document.text, "published": document.published}, where)
    return Article(item, 1, where, id=name)
