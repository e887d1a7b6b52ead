"""`reportedly figures`."""

from __future__ import annotations

from typing import IO

import click


@click.command()
@click.argument("texts", type=click.File("r", encoding="utf-8"), default="-", metavar="[FILE]")
def figures(texts: IO[str]) -> None:
    """Read the quantities in texts: one JSON line a text.

    FILE (stdin without it) holds one text a line, plain or as {"id", "text"}. A line that begins
    with { and is no such object is an error.
    """
    from reportedly.export.tables import to_json_text
    from reportedly.workflow import figure_records

    for row in figure_records(texts, texts.name):
        click.echo(to_json_text(row))
