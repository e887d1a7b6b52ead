"""`reportedly trace`."""

from __future__ import annotations

import json

import click

from reportedly.cli.options import complete, load_ledger


@click.command()
@click.argument("claim", shell_complete=complete("claim"))
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.pass_context
def trace(ctx: click.Context, claim: str, form: str) -> None:
    """Follow a claim back: from the document's publisher to its origin and its exact words."""
    from reportedly.export.tables import plain
    from reportedly.workflow import trace_claim

    steps = trace_claim(load_ledger(ctx), claim)
    if form == "json":
        click.echo(json.dumps(steps, ensure_ascii=False, indent=2))
        return
    for depth, step in enumerate(steps):
        lead = "   " * (depth - 1) + "└─ " if depth else ""
        click.echo(plain(f"{lead}{step['label']}"))
