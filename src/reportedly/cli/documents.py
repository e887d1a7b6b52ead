"""`reportedly documents`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from reportedly.cli.options import format_option, load_any, print_rows
from reportedly.export.tables import Column

COLUMNS = (
    "published",
    "publisher",
    "title",
    Column("capture", optional=True),
    "claims",
    "conflicts",
    "id",
)


@click.command()
@format_option
@click.pass_context
def documents(ctx: click.Context, form: str) -> None:
    """List the documents, with how many claims and conflicts each has.

    Of a page that was captured several times, each capture is told with its number, day and hash.
    """
    rows = load_any(ctx).document_rows()
    if form in ("table", "markdown"):
        rows = ({**row, "capture": _capture(row)} for row in rows)
    print_rows(rows, form, COLUMNS)


def _capture(row: Mapping[str, Any]) -> str:
    """Which capture of its page a document is, when it was made, its hash: `2 of 2, …`."""
    withdrawn = row.get("withdrawn")
    told = f"withdrawn {withdrawn}".removesuffix(" yes") if withdrawn else ""
    if row.get("captures", 1) == 1:
        return told
    facts = (f"{row['capture']} of {row['captures']}", (row["captured"] or "")[:10])
    return ", ".join(filter(None, (*facts, (row["sha256"] or "")[:12], told)))
