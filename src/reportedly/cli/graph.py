"""`reportedly graph`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from reportedly.cli.export import STREAMED, stream_to
from reportedly.cli.options import complete, day_option, load_ledger
from reportedly.cli.output import write_output
from reportedly.cli.tables import load_figures

FORMS = (
    "svg", "png", "pdf", "html", "mermaid", "dot", "json", "graphml", "gexf", "neo4j", "parquet",
)  # fmt: skip


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), help="Without it, by -o; else svg.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or the folder.")
@click.option("--around", metavar="ID", help="Only what stands near this claim, source or subject.")
@click.option(
    "--depth", type=click.IntRange(1, 20), default=2, show_default=True, help="How near, in steps."
)
@click.option("--source", shell_complete=complete("source"), help="Only claims of this source.")
@click.option("--subject", shell_complete=complete("subject"), help="Only claims on such subjects.")
@day_option("--since", "Only claims about this day or later.")
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
    source: str | None,
    subject: str | None,
    since: date | None,
    group: str | None,
    overview: bool,
    title: str | None,
) -> None:
    """Render the attribution graph: sources, claims, subjects, conflicts in red.

    Without -o the picture goes to stdout when that is a file or a pipe, else to graph.svg.
    html is one file to explore offline: search, filters, and the words in the document on a click.
    neo4j and parquet are several files: -o names their folder, or a .zip. Of a table of figures
    these two and graphml are written whatever its size.
    """
    from reportedly.workflow import draw_figures, draw_graph, narrow_figures

    form = _form(form, output)
    if group and (overview or form == "html"):
        raise click.UsageError("--group folds claims, and --overview and html need each of them")
    if output is None and sys.stdout.isatty() and form not in ("neo4j", "parquet"):
        output = Path(f"graph.{form}")
    if table := load_figures(ctx):
        table = narrow_figures(table, source=source, subject=subject, since=since)
        if form in STREAMED and not (around or group or overview):
            stream_to(table, form, output)
        else:
            written = draw_figures(
                table, form, around=around, depth=depth, group=group, title=title,
                from_afar=overview,
            )  # fmt: skip
            write_output(written, output, form)
    else:
        written = draw_graph(
            load_ledger(ctx), form, around=around, depth=depth, group=group, title=title,
            from_afar=overview, source=source, subject=subject, since=since,
        )  # fmt: skip
        write_output(written, output, form)
    if output is not None and str(output) != "-":
        click.echo(f"wrote {output}", err=True)


def _form(form: str | None, output: Path | None) -> str:
    """The form that is asked for, or that the name of the file says; svg where nothing does.

    Raises:
        click.UsageError: no form has such a name.
    """
    suffix = output.suffix.lstrip(".").lower() if output else ""
    suffix = "mermaid" if suffix == "mmd" else suffix
    if form is None and suffix and suffix not in FORMS:
        raise click.UsageError(f"no format for .{suffix}: name one of {', '.join(FORMS)}")
    return form or suffix or "svg"
