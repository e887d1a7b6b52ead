"""A ledger as an XLSX workbook: one sheet a table, and links from each id to its row.

openpyxl is loaded when a workbook is written.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportedly.errors import MissingProgramError
from reportedly.export.content import Content, web_address
from reportedly.export.flat import Cell, Field, Table, flat_tables
from reportedly.export.printable import xml_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_767  # characters in a cell, and
_LINKS = 65_000  # links on a sheet: limits of Excel, past which it repairs or refuses a file
_WIDE = {"text": 60, "quote": 60, "reason": 60, "title": 40, "id": 28, "why": 40, "name": 30}


def to_workbook(content: Content) -> bytes:
    """The workbook's bytes.

    Text is always text: a cell that begins with `=` is no formula. What is longer than a cell can
    hold is cut, and ends in a sign that says how much is missing.

    Raises:
        MissingProgramError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingProgramError(
            "writing XLSX needs openpyxl: pip install 'reportedly[xlsx]'"
        ) from error
    tables = flat_tables(content)
    rows = {t.name: {row[0]: n for n, row in enumerate(t.rows, 2)} for t in tables if t.key}
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _fill(book.create_sheet(table.name), table, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table, rows: dict[str, dict[Cell, int]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold, blue = Font(bold=True), Font(color="0563C1", underline="single")
    for column, field in enumerate(table.fields, 1):
        sheet.cell(1, column, field.name).font = bold
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDE.get(field.name, 14)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.fields))}{len(table.rows) + 1}"
    links = 0
    for number, row in enumerate(table.rows, 2):
        for column, (field, value) in enumerate(zip(table.fields, row, strict=True), 1):
            if value is None:
                continue
            cell = sheet.cell(number, column)
            _put(cell, value)
            target = _target(field, value, rows)
            if target is not None and links < _LINKS:
                cell.hyperlink, cell.font = target, blue
                links += 1


def _put(cell: Any, value: Cell) -> None:
    if isinstance(value, str):
        text = xml_text(value).replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > _LONGEST:
            sign = f"… [{len(text):,} characters]"
            text = text[: _LONGEST - len(sign)] + sign
        cell.value = text
        cell.data_type = "s"
    else:
        cell.value = value


def _target(field: Field, value: Cell, rows: dict[str, dict[Cell, int]]) -> str | None:
    """Where a cell leads: an id to its row, an address of the web to that page."""
    if field.name == "url":
        return web_address(str(value))
    row = rows.get(field.link or "", {}).get(value)
    return None if row is None else f"#{field.link}!A{row}"
