"""`reportedly init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument(
    "folder", default=".", type=click.Path(file_okay=False, path_type=Path), metavar="[FOLDER]"
)
def init(folder: Path) -> None:
    """Start a ledger: make FOLDER/claims/ with its files of sources and subjects."""
    from reportedly.ledger import init as init_ledger

    for path in init_ledger(folder):
        click.echo(f"made {path}", err=True)
    click.echo("Next: reportedly read ARTICLE.txt --published DATE --save", err=True)
