"""`reportedly events`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_ledger, print_rows

COLUMNS = ("when", "kind", "place", "reports", "texts", "voices", "open", "id")


@click.command()
@format_option
@click.pass_context
def events(ctx: click.Context, form: str) -> None:
    """List the events, with their reports and what is open.

    `open` counts the conflicts and questions that nobody has judged.
    """
    from reportedly.workflow.events import event_pages

    rows = (page.listed for page in event_pages(load_ledger(ctx)))
    print_rows(rows, form, COLUMNS)
