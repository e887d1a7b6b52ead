"""`reportedly export`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import click

from reportedly.cli.graphs import graph_options, narrowed, streamed, write_graph
from reportedly.cli.options import add_help, listed, load_ledger
from reportedly.cli.output import write_output
from reportedly.export.formats import FORMATS, GRAPHS
from reportedly.workflow import export_ledger


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice([*FORMATS]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or the folder.")
@click.option(
    "--base",
    metavar="URL",
    default="",
    help="Where the ledger is published: begins the names in linked data.",
)
@graph_options
@click.pass_context
def export(ctx: click.Context, /, form: str, output: Path | None, base: str, **asked: Any) -> None:
    """Write the ledger in a format that other programs read."""
    if FORMATS[form].group == GRAPHS:
        write_graph(ctx, form, output, **asked)
    elif narrowed(asked):
        raise click.UsageError(f"a part can be chosen of graphs only, and {form} is none")
    else:
        write_output(export_ledger(load_ledger(ctx), form, base), output, form)
    if output is not None and str(output) != "-":
        click.echo(f"wrote {output}", err=True)


_SEVERAL = ", ".join(name for name, form in FORMATS.items() if form.several)
add_help(
    export,
    *(
        paragraph
        for group, rows in groupby(FORMATS.items(), key=lambda row: row[1].group)
        for paragraph in (f"{group}:", listed((name, form.help) for name, form in rows))
    ),
    f"Of several files ({_SEVERAL}) -o names the folder, or a .zip that holds them; without -o any "
    "other goes to stdout. Graphs can be narrowed as in `reportedly graph`. A table of figures has "
    f"the graphs; {streamed()} are written from one of any size. What each keeps and loses: "
    "docs/formats.md.",
)
