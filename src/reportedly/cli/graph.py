"""`reportedly graph`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli.options import load_ledger
from reportedly.cli.tables import load_figures

SUFFIXES = ("svg", "png", "pdf", "html", "mermaid", "dot", "json", "graphml", "gexf")


@click.command()
@click.option("--format", "form", type=click.Choice(SUFFIXES), help="Without it, by -o; else svg.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@click.option("--around", metavar="ID", help="Only what stands near this claim, source or subject.")
@click.option(
    "--depth", type=click.IntRange(1, 20), default=2, show_default=True, help="How near, in steps."
)
@click.option(
    "--group",
    type=click.Choice(["source", "subject"]),
    help="Fold the claims of each, for a large ledger.",
)
@click.option("--overview", is_flag=True, help="Sources and subjects only, with counts.")
@click.option("--title", help="Title of the picture.")
@click.pass_context
def graph(
    ctx: click.Context,
    form: str | None,
    output: Path | None,
    around: str | None,
    depth: int,
    group: str | None,
    overview: bool,
    title: str | None,
) -> None:
    """Render the attribution graph: sources, claims, subjects, conflicts in red.

    Without -o the picture goes to stdout when that is a file or a pipe, else to graph.svg.
    html is one file to explore offline: search, filters, and the words in the document on a click.
    """
    from reportedly.workflow import draw_figures, draw_graph

    suffix = output.suffix.lstrip(".").lower() if output else ""
    suffix = "mermaid" if suffix == "mmd" else suffix
    if form is None and suffix and suffix not in SUFFIXES:
        raise click.UsageError(f"no format for .{suffix}: name one of {', '.join(SUFFIXES)}")
    form = form or suffix or "svg"
    if group and (overview or form == "html"):
        raise click.UsageError("--group folds claims, and --overview and html need each of them")
    if output is None and sys.stdout.isatty():
        output = Path(f"graph.{form}")
    if table := load_figures(ctx):
        data = draw_figures(table, form, around=around, title=title)
    else:
        data = draw_graph(
            load_ledger(ctx),
            form,
            around=around,
            depth=depth,
            group=group,
            title=title,
            from_afar=overview,
        )
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(data)
    else:
        with click.open_file(str(output), "wb", atomic=True) as file:
            file.write(data)
        click.echo(f"wrote {output}", err=True)
