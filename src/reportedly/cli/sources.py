"""`reportedly sources`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_ledger, print_rows


@click.command()
@format_option
@click.pass_context
def sources(ctx: click.Context, form: str) -> None:
    """List the sources, with how many claims and conflicts each has."""
    from reportedly.export.rows import source_rows

    ledger = load_ledger(ctx)
    rows = source_rows(ledger.entries, ledger.claims, ledger.conflicts())
    print_rows(rows, form, ("name", "kind", "part_of", "aliases", "claims", "conflicts", "id"))
