"""`reportedly subjects`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_any, print_rows
from reportedly.export.counting import reports_in_words
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
        told = reports_in_words
        rows = ({**r, "reports": told(r.get("documents"), r.get("texts"))} for r in rows)
    print_rows(rows, form, COLUMNS)
