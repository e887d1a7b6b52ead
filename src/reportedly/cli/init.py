"""`reportedly init`."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.workflow import prepare_store


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
def init(folder: str) -> None:
    """Start a ledger: make FOLDER/claims/ with its files of sources and subjects.

    Given postgresql://… or FILE.duckdb it makes that store ready for `push`, or brings it up to
    date.
    """
    if folder.startswith(("postgresql://", "postgres://")) or folder.endswith(".duckdb"):
        steps = prepare_store(folder)
        click.echo(f"{steps} steps applied: ready" if steps else "ready already", err=True)
        return
    from reportedly.ledger import init as init_ledger

    for path in init_ledger(Path(folder)):
        click.echo(f"made {path}", err=True)
    click.echo("Next: reportedly read ARTICLE.txt --published DATE --save", err=True)
