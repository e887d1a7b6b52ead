"""`reportedly export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import load_ledger
from reportedly.cli.output import opened_output, write_output
from reportedly.cli.progress import progress
from reportedly.cli.tables import load_figures

if TYPE_CHECKING:
    from reportedly.workflow import FigureLedger

# As in reportedly.export.formats, which a test compares: help must not load what writes them.
NAMES = (
    "graphml",
    "gexf",
    "dot",
    "cytoscape",
    "node-link",
    "neo4j",
    "parquet",
    "json-ld",
    "turtle",
    "shapes",
    "nanopub",
    "claimreview",
    "followthemoney",
    "stix",
    "xlsx",
    "csv",
    "markdown",
    "latex",
    "bibtex",
    "csl-json",
)
# As in reportedly.workflow.tables.
STREAMED = ("graphml", "neo4j", "parquet")
GRAPHS = NAMES[:7]


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(NAMES))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or the folder.")
@click.option(
    "--base",
    metavar="URL",
    default="",
    help="Where the ledger is published: begins the names in linked data.",
)
@click.pass_context
def export(ctx: click.Context, form: str, output: Path | None, base: str) -> None:
    """Write the ledger in a format that other programs read.

    \b
    Graphs:       graphml gexf dot cytoscape node-link neo4j parquet
    Linked data:  json-ld turtle shapes nanopub claimreview
    Case work:    followthemoney stix
    Tables:       xlsx csv markdown latex
    References:   bibtex csl-json

    neo4j, parquet, nanopub and csv are several files: -o names their folder, or a .zip that holds
    them. Without -o any other goes to stdout. A table of figures has the graphs; graphml, neo4j
    and parquet are written from one of any size. What each keeps and loses: docs/formats.md.
    """  # noqa: D301 - click wants the character that \b is
    from reportedly.workflow import draw_figures, export_ledger

    if table := load_figures(ctx):
        if form not in GRAPHS:
            raise click.UsageError(
                f"a table of figures has no {form}: give one of {', '.join(GRAPHS)}; "
                "its claims: reportedly claims --format jsonl"
            )
        if form in STREAMED:
            stream_to(table, form, output)
        else:
            write_output(draw_figures(table, form), output, form)
    else:
        write_output(export_ledger(load_ledger(ctx), form, base), output, form)
    if output is not None and str(output) != "-":
        click.echo(f"wrote {output}", err=True)


def stream_to(table: FigureLedger, form: str, output: Path | None) -> None:
    """Write the graph of a table of any size, with a progress bar on a terminal."""
    from reportedly.workflow import stream_figures
    from reportedly.workflow.tables import STEP

    with (
        opened_output(output, several=form != "graphml", what=form) as open_file,
        progress("claims", STEP) as advance,
    ):
        stream_figures(table, form, open_file, advance)
