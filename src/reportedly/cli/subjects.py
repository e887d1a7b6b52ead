"""`reportedly subjects`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_any, print_rows
from reportedly.export.counting import reports_in_words
from reportedly.export.rows import Row
from reportedly.export.tables import Column

COLUMNS: tuple[Column | str, ...] = (
    "title",
    "place",
    "period",
    "claims",
    Column("reports", optional=True),
    Column("sources", optional=True),
    Column("origins"),
    "conflicts",
    Column("grade", optional=True),
    "id",
)


@click.command()
@format_option
@click.pass_context
def subjects(ctx: click.Context, form: str) -> None:
    """List the subjects, with what stands behind each, its conflicts and its grade."""
    rows = load_any(ctx).subject_rows()
    if form in ("table", "markdown"):
        rows = ({**row, "reports": _reports(row)} for row in rows)
    print_rows(rows, form, COLUMNS)


def _reports(row: Row) -> int | str | None:
    """How many documents speak of it, and how many texts they are where those are fewer."""
    documents, texts = row.get("documents"), row.get("texts")
    if not documents or texts is None or texts >= documents:
        return documents
    return reports_in_words(documents, texts)
