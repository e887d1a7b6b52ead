"""`reportedly sources`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_any, print_rows
from reportedly.export.tables import Column

COLUMNS: tuple[Column | str, ...] = (
    "name",
    "kind",
    "part_of",
    "aliases",
    Column("reliability", "rated", optional=True),
    "claims",
    "conflicts",
    "id",
)
"""Who is rated is so on the Admiralty scale, A to F."""

_PAIRS = ("source_name", "other_name", "conflicts", "questions", "repeats")


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
        print_rows(ledger.pair_rows(), form, _PAIRS)
        return
    print_rows(ledger.source_rows(), form, COLUMNS)
