"""`reportedly report`."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli.options import load_ledger
from reportedly.workflow import write_report


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder: a new one, an empty one, or that of an earlier report.",
)
@click.option("--title", help="Title of the site.")
@click.option(
    "--base", metavar="URL", default="", help="Where it will be published, for permanent links."
)
@click.option(
    "--status",
    type=click.Choice(["reviewed", "proposed"]),
    default="proposed",
    show_default=True,
    help="Publish only claims that have come so far.",
)
@click.pass_context
def report(ctx: click.Context, output: Path, title: str | None, base: str, status: str) -> None:
    """Write the ledger as a static site to publish: disagreements, events, sources, documents.

    The pages need no script and no server: open DIR/index.html.
    """
    ledger = load_ledger(ctx)
    reviewed = status == "reviewed"
    count = write_report(ledger, output, title=title, base=base, reviewed=reviewed)
    click.echo(f"wrote {count:,} files; open {output / 'index.html'}", err=True)
