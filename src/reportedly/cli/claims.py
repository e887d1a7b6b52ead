"""`reportedly claims`."""

from __future__ import annotations

from itertools import tee
from typing import Any

import click

from reportedly.cli.options import (
    complete,
    day_option,
    for_people,
    format_option,
    load_any,
    print_rows,
    shown_of,
    tell_more,
    tell_rejected,
)
from reportedly.export.rows import claim_row

COLUMNS = ("who", "text", "figure", "when", "document", "status", "id")


@click.command()
@click.option("--source", shell_complete=complete("source"), help="Id, name, alias or acronym.")
@click.option("--subject", shell_complete=complete("subject"), help="Part of its id or title.")
@click.option(
    "--status",
    type=click.Choice(["proposed", "reviewed", "rejected"]),
    help="Only claims that have come so far.",
)
@day_option("--since", "Only claims about this day or later.")
@format_option
@click.pass_context
def claims(ctx: click.Context, /, form: str, **filters: Any) -> None:
    """List claims by source."""
    ledger, most = load_any(ctx, count=False), shown_of(form)
    found = ledger.find_claims(most, **filters)
    if form in ("table", "markdown"):
        shown, told = tee(found)
        print_rows(for_people(map(claim_row, shown), told), form, COLUMNS)
    else:
        print_rows(map(claim_row, found), form, COLUMNS)
    if most is not None:
        tell_more(ledger.count_claims(**filters) - most)
    # Last: it may have to look at many rows, and an index gives the first claims at once.
    tell_rejected(ledger, **filters)
