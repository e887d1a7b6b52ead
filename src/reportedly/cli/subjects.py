"""`reportedly subjects`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_ledger, print_rows


@click.command()
@format_option
@click.pass_context
def subjects(ctx: click.Context, form: str) -> None:
    """List the subjects, with how many claims, origins and conflicts each has."""
    from reportedly.export.rows import subject_rows

    ledger = load_ledger(ctx)
    rows = subject_rows(ledger.entries, ledger.outlines, ledger.conflicts())
    print_rows(rows, form, ("title", "place", "period", "claims", "origins", "conflicts", "id"))
