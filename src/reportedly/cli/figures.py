"""`reportedly figures`."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from reportedly.cli.rejects import LeftOut, refuse_source, rejects_option
from reportedly.export.tables import to_json_text
from reportedly.model import Problem
from reportedly.text.records import read_lines
from reportedly.workflow import figure_records


@click.command()
@click.argument("texts", type=click.File("rb"), default="-", metavar="[FILE]")
@rejects_option("Keep the lines that could not be used there, with their reason, as JSON lines.")
@click.pass_context
def figures(ctx: click.Context, texts: IO[bytes], rejects: Path | None) -> None:
    """Read the quantities in texts: one JSON line a text.

    FILE (stdin without it) holds one text a line, plain or as {"id", "text"}. A line that begins
    with { and is no such object is reported with its number and left out, and the run goes on; exit
    code 1 then.
    """
    name = getattr(texts, "name", "<stdin>")
    refuse_source(rejects, name)
    left_out = LeftOut(rejects)
    for line, row in figure_records(read_lines(texts.readline, name)):
        if isinstance(row, Problem):
            left_out.add(line.where.line, row, line.raw)
        else:
            click.echo(to_json_text(row).encode())
    left_out.close()
    if left_out.count:
        ctx.exit(1)
