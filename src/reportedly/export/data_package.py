"""CSV files with a Frictionless data package descriptor (https://datapackage.org/standard/)."""

from __future__ import annotations

import csv
import io
from typing import Any

from reportedly.export.content import Content
from reportedly.export.flat import Cell, Table, flat_tables
from reportedly.export.printable import printable
from reportedly.export.web_json import web_json

# Spreadsheets take a cell that starts so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_data_package(content: Content) -> dict[str, str]:
    """File name → text: a CSV file a table, and `datapackage.json` that describes them.

    Words that a spreadsheet would take for a formula get an apostrophe before them, and control
    characters become visible signs, in ids as well: what ties the tables together stays the same
    in all of them.
    """
    tables = flat_tables(content)
    descriptor = {
        "profile": "tabular-data-package",
        "name": "reportedly-ledger",
        "title": "Claims, their sources, and where they conflict",
        "resources": [_resource(table) for table in tables],
    }
    files = {f"{table.name}.csv": to_csv(table) for table in tables}
    return {"datapackage.json": web_json(descriptor), **files}


def to_csv(table: Table) -> str:
    """One table as CSV by RFC 4180, without the mark of byte order."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([f.name for f in table.fields])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(cell)
    guarded = f"'{cell}" if cell.startswith(_FORMULA) else cell
    # A lone CR would be read as the end of a line by some readers and not by others.
    return printable(guarded.replace("\r\n", "\n"), keep="\n\t")


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": f.name, "type": f.type, **({"description": f.what} if f.what else {})}
            for f in table.fields
        ],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = [table.key]
    keys = [
        {"fields": [f.name], "reference": {"resource": f.link, "fields": ["id"]}}
        for f in table.fields
        if f.link and f.type != "array"
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": schema,
    }
