"""`reportedly sources`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_any, print_rows


@click.command()
@click.option(
    "--pairs", is_flag=True, help="List pairs instead: who contradicts and who repeats whom."
)
@format_option
@click.pass_context
def sources(ctx: click.Context, pairs: bool, form: str) -> None:
    """List the sources, with how many claims and conflicts each has."""
    ledger = load_any(ctx)
    if pairs:
        columns: tuple[str, ...] = "source_name", "other_name", "conflicts", "questions", "repeats"
        print_rows(ledger.pair_rows(), form, columns)
        return
    columns = "name", "kind", "part_of", "aliases", "claims", "conflicts", "id"
    print_rows(ledger.source_rows(), form, columns)
