"""Rows of CSV and XLSX files, each with its line, cells as text."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from reportedly.errors import MissingProgramError, UsageError
from reportedly.importing.found import Record, problem
from reportedly.model import Location, Problem
from reportedly.text.encoding import how_to_convert
from reportedly.text.records import attempt, half_pair, until_damage

Cells = tuple[int, str, list[str] | Problem]
"""The line of a row, and its cells; or the row as it came and why it cannot be read."""

_DELIMITERS = ",;\t|"
_MOST_HELD = 512 * 1024 * 1024
_LONGEST = 10_000_000
"""Characters of one cell; the standard library's own limit is lower than some articles."""


def read_table(path: Path, sheet: str | None = None) -> Iterator[Record]:
    """The rows of a table under the line of its heads, each a `Row` or a `Problem`.

    A row with more cells than heads, or in CSV with fewer, is a `Problem`: its cells may stand
    under the wrong heads. So is a row that cannot be read; the next one is read all the same.

    Args:
        path: `.xlsx`, or text with cells parted by comma, semicolon, tab or bar, as the heads are.
        sheet: of an XLSX file; the first without it.

    Raises:
        UsageError: the file is not such a table.
    """
    if path.suffix.lower() == ".xlsx":
        yield from _named(_xlsx(path, sheet), path, exact=False)
    else:
        yield from _named(_csv(path), path, exact=True)


def heads_of(path: Path, sheet: str | None = None) -> list[str]:
    """The heads of a table's columns.

    Raises:
        UsageError: their line cannot be read.
    """
    return _heads(_xlsx(path, sheet) if path.suffix.lower() == ".xlsx" else _csv(path), path)


def _how_to_convert(path: Path) -> str:
    with path.open("rb") as file:
        return how_to_convert(file.read(4096), str(path))


def _heads(rows: Iterator[Cells], path: Path) -> list[str]:
    _, _, heads = next(rows, (1, "", []))
    if isinstance(heads, Problem):
        raise UsageError(f"{path}: the heads of its columns cannot be read: {heads.message}")
    if half_pair("".join(heads)):
        raise UsageError(f"{path} is not UTF-8; {_how_to_convert(path)}")
    return [head.strip() for head in heads]


def delimiter_of(path: Path) -> str:
    """The mark between the cells of a table in text."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return _delimiter(file.readline())


def _delimiter(head: str) -> str:
    return max(_DELIMITERS, key=head.count)


def _named(rows: Iterator[Cells], path: Path, *, exact: bool) -> Iterator[Record]:
    heads = _heads(rows, path)
    while heads and not heads[-1]:
        heads.pop()
    if not heads:
        raise UsageError(f"{path} is empty")
    double = sorted({h for h in heads if heads.count(h) > 1})
    if double:
        raise UsageError(f"{path} has two columns {double[0]!r}; rename one")
    for line, raw, cells in rows:
        where = Location(str(path), line)
        if isinstance(cells, Problem):
            yield where, raw, replace(cells, location=where)
            continue
        if not any(c.strip() for c in cells):
            continue
        extra = [c for c in cells[len(heads) :] if c.strip()]
        if extra or (exact and len(cells) < len(heads)):
            raw = json.dumps(cells, ensure_ascii=False)
            yield where, raw, problem(f"{len(cells)} cells under {len(heads)} heads", where)
        elif exact and half_pair("".join(cells)):
            raw = json.dumps(cells, ensure_ascii=False)
            yield (
                where,
                raw,
                problem(f"a byte is not UTF-8; {_how_to_convert(path)}", where, "not-text"),
            )
        else:
            padded = [*cells, *[""] * len(heads)]
            row = {h: padded[n].strip() for n, h in enumerate(heads) if h}
            yield where, json.dumps(row, ensure_ascii=False), row


class _Lines:
    """The lines of a file for the reader of CSV, which can be given some of them once more."""

    def __init__(self, file: Iterator[str]) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._file)
        self.taken.append(line)
        return line

    def put_back(self) -> None:
        """Give all that were taken once more, but for the first."""
        self._again.extendleft(reversed(self.taken[1:]))


def _csv(path: Path) -> Iterator[Cells]:
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        delimiter = _delimiter(file.readline())
        file.seek(0)
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number = 1
        while True:
            lines.taken.clear()
            try:
                yield number, "", next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                # A quotation mark that nobody closed must not swallow the rows behind it.
                lines.put_back()
                raw = lines.taken[0] if lines.taken else ""
                message = f"{error}; mend the quotation marks there"
                yield number, raw, problem(message, Location(str(path), number), "not-csv")
                number += 1
            else:
                number += len(lines.taken)


def _xlsx(path: Path, sheet: str | None) -> Iterator[Cells]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingProgramError(
            "reading XLSX needs openpyxl; install it with: pip install 'reportedly[xlsx]'"
        ) from None
    from zipfile import BadZipFile

    try:
        _refuse_bomb(path)
        book = load_workbook(path, read_only=True, data_only=True)
        formulas = load_workbook(path, read_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise UsageError(f"{path} is no XLSX file: {error}") from None
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise UsageError(f"{path} has no sheet {sheet!r}; it has: {', '.join(book.sheetnames)}")
        page = book[sheet] if sheet is not None else book.worksheets[0]
        both = (one.iter_rows(values_only=True) for one in (page, formulas[page.title]))
        pairs = until_damage(zip_longest(*both, fillvalue=()), Location(str(path)))
        for line, pair in enumerate(pairs, 1):
            if isinstance(pair, Problem):
                yield line, "", pair
            else:
                yield line, "", attempt(partial(_cells, *pair), Location(str(path), line))
    finally:
        book.close()
        formulas.close()


def _refuse_bomb(path: Path) -> None:
    """Sheets are read row by row; all else in a workbook is held at once.

    Raises:
        ValueError: that would be too much.
    """
    from zipfile import ZipFile

    with ZipFile(path) as packed:
        held = sum(
            part.file_size
            for part in packed.infolist()
            if not part.filename.startswith("xl/worksheets/")
        )
    if held > _MOST_HELD:
        raise ValueError(f"its texts and styles unpack to more than {_MOST_HELD >> 20} MiB")


def _cells(values: Sequence[Any], as_written: Sequence[Any]) -> list[str]:
    # A formula that nobody has worked out must not pass for an empty cell.
    pairs = zip_longest(values, as_written)
    return [_text(own if value is None else value) for value, own in pairs]


def _text(value: Any) -> str:
    """A cell of a workbook as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.isoformat(sep=" ") if value.time() != datetime.min.time() else str(value.date())
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
