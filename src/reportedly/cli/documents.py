"""`reportedly documents`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_ledger, print_rows


@click.command()
@format_option
@click.pass_context
def documents(ctx: click.Context, form: str) -> None:
    """List the documents, with how many claims and conflicts each has."""
    from reportedly.export.rows import document_rows

    ledger = load_ledger(ctx)
    rows = document_rows(ledger.entries, ledger.outlines, ledger.conflicts())
    print_rows(rows, form, ("published", "publisher", "title", "claims", "conflicts", "id"))
