"""`reportedly claims`."""

from __future__ import annotations

from itertools import tee
from typing import TYPE_CHECKING, Any

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
from reportedly.export.counting import counts_in_words
from reportedly.export.tables import Column
from reportedly.model import Claim, Later
from reportedly.workflow.telling import told_row

if TYPE_CHECKING:
    from reportedly.resolve import Outline

COLUMNS = ("who", "text", "figure", "when", Column("document", optional=True), "status", "id")
"""An id that is not written tells the document itself."""


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
    if form in ("table", "markdown"):
        shown, told = tee(ledger.list_claims(most, **filters))
        rows = (_listed(claim, ledger.fates.get(claim.id)) for claim in shown)
        print_rows(for_people(rows, told), form, COLUMNS)
    else:
        found, ratings = ledger.find_claims(most, **filters), ledger.ratings(most, **filters)
        rows = (told_row(c, ledger.fates.get(c.id), ratings.get(c.id)) for c in found)
        print_rows(rows, form, COLUMNS)
    if most is not None:
        tell_more(ledger.count_claims(**filters) - most)
    if filters["subject"] and (counts := ledger.counts(**filters)):
        click.echo(counts_in_words(counts), err=True)
    # Last: it may have to look at many rows, and an index gives the first claims at once.
    tell_rejected(ledger, **filters)


def _listed(claim: Claim | Outline, later: Later | None) -> dict[str, Any]:
    """What a table shows of a claim beside its words and its time."""
    if isinstance(claim, Claim):
        figure = claim.figure.as_written if claim.figure else None
    else:
        figure = claim.entry.figure
    return {
        "source_name": claim.source.name if claim.source else None,
        "figure": figure,
        "document": None if claim.id.startswith(f"{claim.document}/") else claim.document,
        "status": "; ".join(filter(None, (claim.status.value, later.words if later else None))),
        "id": claim.id,
    }
