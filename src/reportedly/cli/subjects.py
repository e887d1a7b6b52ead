"""`reportedly subjects`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_any, print_rows


@click.command()
@format_option
@click.pass_context
def subjects(ctx: click.Context, form: str) -> None:
    """List the subjects, with how many claims, origins and conflicts each has."""
    rows = load_any(ctx).subject_rows()
    print_rows(rows, form, ("title", "place", "period", "claims", "origins", "conflicts", "id"))
