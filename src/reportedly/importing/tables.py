"""Rows of CSV and XLSX files, each with its line, cells as text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from reportedly.errors import MissingProgramError, UsageError
from reportedly.importing.found import Row, problem
from reportedly.model import Location, Problem

_DELIMITERS = ",;\t|"
_LONGEST = 10_000_000
"""Characters of one cell; the standard library's own limit is lower than some articles."""


def read_table(path: Path, sheet: str | None = None) -> Iterator[tuple[Location, Row | Problem]]:
    """The rows of a table under the line of its heads.

    A row with more cells than heads, or in CSV with fewer, is a `Problem`: its cells may stand
    under the wrong heads.

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
    """The heads of a table's columns."""
    rows = _xlsx(path, sheet) if path.suffix.lower() == ".xlsx" else _csv(path)
    return [head.strip() for head in next(rows, (1, []))[1]]


def delimiter_of(path: Path) -> str:
    """The mark between the cells of a table in text."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return _delimiter(file.readline())


def _delimiter(head: str) -> str:
    return max(_DELIMITERS, key=head.count)


def _named(
    rows: Iterator[tuple[int, Sequence[str]]], path: Path, *, exact: bool
) -> Iterator[tuple[Location, Row | Problem]]:
    heads = [head.strip() for head in next(rows, (1, []))[1]]
    while heads and not heads[-1]:
        heads.pop()
    if not heads:
        raise UsageError(f"{path} is empty")
    double = sorted({h for h in heads if heads.count(h) > 1})
    if double:
        raise UsageError(f"{path} has two columns {double[0]!r}; rename one")
    for line, cells in rows:
        where = Location(str(path), line)
        extra = [c for c in cells[len(heads) :] if c.strip()]
        if not any(c.strip() for c in cells):
            continue
        if extra or (exact and len(cells) < len(heads)):
            yield where, problem(f"{len(cells)} cells under {len(heads)} heads", where)
        else:
            padded = [*cells, *[""] * len(heads)]
            yield where, {h: padded[n].strip() for n, h in enumerate(heads) if h}


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
            file.seek(0)
            reader = csv.reader(file, delimiter=_delimiter(head), strict=True)
            before = 0
            for cells in reader:
                yield before + 1, cells
                before = reader.line_num
    except UnicodeDecodeError:
        raise UsageError(
            f"{path} is not UTF-8; convert it first, for example with: "
            f"iconv -f WINDOWS-1252 -t UTF-8 {path}"
        ) from None
    except csv.Error as error:
        raise UsageError(f"{path}:{before + 1}: {error}; mend the quotation marks there") from None


def _xlsx(path: Path, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingProgramError(
            "reading XLSX needs openpyxl; install it with: pip install 'reportedly[xlsx]'"
        ) from None
    from zipfile import BadZipFile

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        formulas = load_workbook(path, read_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise UsageError(f"{path} is no XLSX file: {error}") from None
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise UsageError(f"{path} has no sheet {sheet!r}; it has: {', '.join(book.sheetnames)}")
        page = book[sheet] if sheet is not None else book.worksheets[0]
        both = (one.iter_rows(values_only=True) for one in (page, formulas[page.title]))
        for line, (cells, as_written) in enumerate(zip_longest(*both, fillvalue=()), 1):
            # A formula that nobody has worked out must not pass for an empty cell.
            pairs = zip_longest(cells, as_written)
            yield line, [_text(own if value is None else value) for value, own in pairs]
    finally:
        book.close()
        formulas.close()


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


def read_json(path: Path) -> Any:
    """A JSON file, or JSON lines as a list.

    Raises:
        UsageError: it is neither.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8") from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as whole:
        found = []
        for number, line in enumerate(text.split("\n"), 1):
            try:
                found += [json.loads(line)] if line.strip() else []
            except (ValueError, RecursionError) as error:
                if not found:
                    raise UsageError(f"{path} is not JSON: {whole}") from None
                raise UsageError(f"{path}:{number} is not JSON: {error}") from None
        return found
