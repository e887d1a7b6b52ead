"""`reportedly documents`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_any, print_rows


@click.command()
@format_option
@click.pass_context
def documents(ctx: click.Context, form: str) -> None:
    """List the documents, with how many claims and conflicts each has."""
    rows = load_any(ctx).document_rows()
    print_rows(rows, form, ("published", "publisher", "title", "claims", "conflicts", "id"))
