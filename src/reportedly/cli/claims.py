"""`reportedly claims`."""

from __future__ import annotations

from datetime import date

import click

from reportedly.cli.options import (
    complete,
    day_option,
    for_people,
    format_option,
    load_ledger,
    print_rows,
    shown_of,
    tell_more,
)
from reportedly.cli.tables import load_figures, print_claims_of

COLUMNS = ("who", "text", "figure", "when", "status", "id")


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
def claims(
    ctx: click.Context,
    source: str | None,
    subject: str | None,
    status: str | None,
    since: date | None,
    form: str,
) -> None:
    """List claims by source."""
    from reportedly.export.rows import claim_row
    from reportedly.workflow import select_claims

    if table := load_figures(ctx, count=False):
        print_claims_of(table, form, source=source, subject=subject, status=status, since=since)
        return
    ledger = load_ledger(ctx)
    found = select_claims(
        ledger.outlines, source=source, subject=subject, status=status, since=since
    )
    found.sort(key=lambda c: (c.source is None, c.source.name.casefold() if c.source else ""))
    page = found[: shown_of(form)]
    told = ledger.claims_told(page)
    rows = map(claim_row, told)
    print_rows(rows if form not in ("table", "markdown") else for_people(rows, told), form, COLUMNS)
    tell_more(len(found) - len(page))
