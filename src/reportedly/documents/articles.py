"""Many articles for bulk work, one after the other: JSON lines, Parquet, WARC, folders.

Nothing is held but the article at hand, so memory stays the same however long the input is. What
cannot be read is a `Problem` in its place.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from reportedly.documents.limits import limited
from reportedly.documents.packed import Members
from reportedly.documents.text import read_document
from reportedly.documents.warc import Page, read_page, stream_pages
from reportedly.errors import DocumentError, MissingProgramError, UsageError
from reportedly.model import Document, Location, Problem
from reportedly.text.records import (
    UNREADABLE,
    Line,
    attempt,
    escaped,
    half_pair,
    line_of,
    read_lines,
    read_object,
    reason_of,
    until_damage,
)

MAX_CHARACTERS = 2_000_000
"""Longer texts are no article; a long novel has three million characters."""

COLUMNS = ("id", "text", "published", "publisher", "title")
"""Columns of a table of articles that are read."""

_KEPT = 100_000
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f]")


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


def reject_row(article: Article, problem: Problem, place: str = "where") -> dict[str, Any]:
    """What is kept of an article that could not be used; `place` names the column of its place."""
    at = problem.location
    return {
        "number": article.number or None,
        "code": problem.code,
        "reason": escaped(problem.message),
        place: escaped(f"{at.file}:{at.line}" if at.line else at.file),
        "record": escaped(article.record),
    }


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
        return _lines(read_lines(sys.stdin.buffer.readline, "stdin"), None)
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


def content_digest(where: str, advance: Callable[[float | None], None]) -> str:
    """SHA-256 of a file's bytes, or of the names and bytes of the files in a folder.

    Args:
        where: the file or folder.
        advance: called for each MiB that was read, with its share of the whole.

    Raises:
        UsageError: there is nothing of that name.
    """
    path = Path(where)
    if not path.exists():
        raise UsageError(f"there is no file or folder {where}")
    files = [path / name for name in files_of(path)] if path.is_dir() else [path]
    total = sum(file.stat().st_size for file in files if file.is_file()) or 1
    seal, read = sha256(), 0
    for file in files:
        own = sha256()
        if file.is_file():  # what cannot be opened is told when its turn comes
            with suppress(PermissionError), file.open("rb") as opened:
                while block := opened.read(1 << 20):
                    own.update(block)
                    read += len(block)
                    advance(min(1.0, read / total))
        name = os.fsencode(file.relative_to(path) if path.is_dir() else "")
        seal.update(name + b"\0" + own.digest())
    return seal.hexdigest()


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
    facts = {
        "url": content.url,
        "title": content.title,
        "publisher": content.publisher,
        "published": content.published,
        "text": content.text,
    }
    return document, {name: fact and escaped(fact) for name, fact in facts.items()}


def _file(path: Path) -> Iterator[Article]:
    size = path.stat().st_size
    with path.open("rb") as raw:
        packed = path.suffix.lower() == ".gz"
        readline = Members(raw, _is_text).readline if packed else raw.readline
        yield from _lines(read_lines(readline, str(path), goes_on=packed), (raw, size))


def _is_text(begin: bytes) -> bool:
    """Whether a member that begins so may hold lines of JSON."""
    text = begin[:1024].decode("utf-8", "replace")
    return bool(text) and text.count("\ufffd") <= 1 and not _CONTROLS.search(text)


def _lines(lines: Iterable[Line], measure: tuple[IO[bytes], int] | None) -> Iterator[Article]:
    for line in lines:
        done = min(1.0, measure[0].tell() / measure[1]) if measure and measure[1] else None
        yield _of_line(line, done)


def _of_line(line: Line, done: float | None = None) -> Article:
    where = line.where

    def read() -> Article | Problem:
        if isinstance(line.text, Problem):
            return line.text
        try:
            record = read_object(line.text)
        except ValueError as error:
            return Problem("not-json", f"the line is not a JSON object: {error}", where)
        item = article_of(record, where)
        if isinstance(item, Problem):
            return item
        return Article(item, where.line, where, done=done, id=record["id"])

    article = attempt(read, where)
    if isinstance(article, Problem):
        return Article(article, where.line, where, escaped(line.raw), done)
    return article


def article_of(record: Mapping[str, Any], where: Location) -> Document | Problem:
    """The article in one record, `{"id", "text"[, "published", "publisher", "title"]}`.

    A `published` that begins with no day is passed over: times are then read without a reference.
    """
    name, text = record.get("id"), record.get("text")
    if isinstance(name, bool) or not isinstance(name, str | int) or not isinstance(text, str):
        message = 'an article needs "id", text or a whole number, and "text"'
        return Problem("no-text", message, where)
    if len(text) > MAX_CHARACTERS:
        message = f"the text has {len(text):,} characters, over {MAX_CHARACTERS:,}; split it"
        return Problem("too-long", message, where)
    for what, written in (("id", str(name)), ("text", text)):
        if fault := half_pair(written):
            return Problem("not-text", f"the {what} holds {fault}", where)
    return Document(
        str(name),
        text,
        "",
        title=_told(record.get("title")),
        publisher=_told(record.get("publisher")),
        published=_day(record.get("published")),
    )


def _told(written: object) -> str | None:
    """What a record says in words; what is none, or cannot be written, is passed over."""
    return written if isinstance(written, str) and not half_pair(written) else None


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10])
    except (ValueError, RecursionError):
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
        names = file.schema_arrow.names
    except (ArrowException, OSError, ValueError) as error:
        raise UsageError(f"{path} is no Parquet file: {error}") from None
    with file:
        missing = [name for name in ("id", "text") if name not in names]
        if missing:
            raise UsageError(f"{path} has no column {missing[0]!r}; it has: {', '.join(names)}")
        wanted = [n for n in COLUMNS if n in names]
        number = 0
        for group in range(file.metadata.num_row_groups):
            end = number + file.metadata.row_group(group).num_rows
            for article in _row_group(file, group, wanted, Location(str(path), number + 1)):
                yield replace(article, done=article.number / file.metadata.num_rows)
            number = end


def _row_group(file: Any, group: int, wanted: list[str], first: Location) -> Iterator[Article]:
    """The articles of a row group; where it is damaged, a problem in the place of its rest."""
    number = first.line
    batches = file.iter_batches(batch_size=256, row_groups=[group], columns=wanted)
    for batch in until_damage(batches, first):
        if isinstance(batch, Problem):
            where = Location(first.file, number)
            message = f"row {number} and the rest of its row group: {batch.message}"
            yield Article(replace(batch, message=message, location=where), number, where)
            return
        for record in records_of(batch):
            yield of_record(record, Location(first.file, number))
            number += 1


def records_of(batch: Any) -> Iterator[dict[str, Any] | Exception]:
    """The rows of a record batch; one that Python cannot hold is the error that it raises."""
    try:
        rows: list[dict[str, Any] | Exception] = batch.to_pylist()
    except Exception as error:  # a day in the year 99999, bytes in a column of text: whose is it?
        if batch.num_rows < 2:
            yield error
            return
        for index in range(batch.num_rows):
            yield from records_of(batch.slice(index, 1))
    else:
        yield from rows


def of_record(record: Mapping[str, Any] | Exception, where: Location) -> Article:
    """The article in one row of a table; `where.line` is the row."""
    if isinstance(record, Exception):
        message = f"the row cannot be read: {reason_of(record)}"
        return Article(Problem(UNREADABLE, message, where), where.line, where)
    item = attempt(lambda: article_of(record, where), where)
    if isinstance(item, Problem):
        kept = attempt(lambda: json.dumps(record, ensure_ascii=False, default=str), where)
        raw = "" if isinstance(kept, Problem) else escaped(kept[:_KEPT])
        return Article(item, where.line, where, raw)
    return Article(item, where.line, where, id=record["id"])


def of_bytes(data: bytes, where: Location) -> Article | None:
    """The article in one JSON line, or None where the line is empty."""
    line = line_of(data, where)
    return None if line is None else _of_line(line)


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
        for article in read_part(folder / name, sort, Path(name).as_posix()):
            number += 1
            done = (before + (1.0 if article.done is None else article.done)) / len(names)
            yield replace(article, number=number, done=done)


def read_part(path: Path, sort: Sort, name: str) -> Iterator[Article]:
    """As `read_file`; a file that cannot be read, or not to its end, is a problem in its place."""
    where = Location(str(path), 0)
    if path.exists() and not path.is_file():
        yield Article(Problem("unreadable", "it is no file that can be read", where), 1, where)
        return
    last = 0
    for article in until_damage(read_file(path, sort, name), where):
        if isinstance(article, Problem):
            article = Article(article, last + 1, where)
        last = article.number
        yield article


def _text(path: Path, name: str) -> Article:
    where = Location(str(path))

    def read() -> Document | Problem:
        try:
            document = read_document(path)
        except DocumentError as error:
            return Problem("unreadable", str(error), where)
        facts = {"id": name, "text": document.text, "published": document.published}
        return article_of(facts, where)

    return Article(attempt(read, where), 1, where, id=name)
