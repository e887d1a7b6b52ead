"""`reportedly history`."""

from __future__ import annotations

import click

from reportedly.cli.options import by_option, complete, format_option, load_ledger, print_rows
from reportedly.workflow.history import history as edits
from reportedly.workflow.history import restore as write_back

COLUMNS = ("number", "when", "who", "did", "what")


@click.command()
@click.argument("claim", shell_complete=complete("claim"))
@click.option(
    "--restore", type=int, metavar="N", help="Let the claim say what it said after edit N."
)
@by_option("Who restores it")
@format_option
@click.pass_context
def history(ctx: click.Context, claim: str, restore: int | None, by: str | None, form: str) -> None:
    """Show who changed a claim, when, and what; bring an earlier version back.

    A store keeps every version. Of a folder it is told from the last 300 commits of Git that
    touched the claim's file. --restore is a new edit, itself in the history.
    """
    ledger = load_ledger(ctx)
    if restore is not None:
        write_back(ledger, claim, restore, by)
        click.echo(f"{claim} says again what it said after edit {restore}", err=True)
        return
    rows = [edit.row for edit in edits(ledger, claim)]
    if not rows:
        click.echo("Nothing is kept of its edits: Git does not keep this folder.", err=True)
    if form not in ("json", "jsonl"):
        rows = [{key: row[key] for key in COLUMNS} for row in rows]
    print_rows(rows, form, COLUMNS)
