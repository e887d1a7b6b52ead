"""`reportedly subjects`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_any, print_rows
from reportedly.export.tables import Column

COLUMNS = (
    "title",
    "place",
    "period",
    "claims",
    *(Column(name, optional=True) for name in ("documents", "texts", "sources")),
    Column("origins", "at most independent"),
    "conflicts",
    Column("grade", optional=True),
    "id",
)


@click.command()
@format_option
@click.pass_context
def subjects(ctx: click.Context, form: str) -> None:
    """List the subjects, with what stands behind each, its conflicts, and how well harm is corroborated."""
    rows = load_any(ctx).subject_rows()
    print_rows(rows, form, COLUMNS)
