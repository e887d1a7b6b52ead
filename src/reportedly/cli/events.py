"""`reportedly events`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.options import format_option, load_ledger, print_rows

if TYPE_CHECKING:
    from reportedly.workflow.events import EventPage

COLUMNS = ("when", "kind", "place", "reports", "texts", "voices", "open", "id")


@click.command()
@format_option
@click.pass_context
def events(ctx: click.Context, form: str) -> None:
    """List the events, with their reports and what is open.

    `open` counts the conflicts and questions that nobody has judged.
    """
    from reportedly.workflow.events import event_pages

    print_rows(map(_row, event_pages(load_ledger(ctx))), form, COLUMNS)


def _row(page: EventPage) -> dict[str, Any]:
    from reportedly.export.rows import event_row
    from reportedly.workflow.events import open_questions

    voices = {p.voice for on_it in page.positions.values() for p in on_it}
    return {
        **event_row(page.event, page.documents, page.behind),
        "reports": len(page.documents),
        "voices": len(voices),
        "claims": len(page.claims),
        "open": open_questions(page),
    }
