"""`reportedly graph`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from reportedly.cli.graphs import graph_options, write_graph
from reportedly.cli.options import add_help, listed
from reportedly.export.formats import FORMATS, GRAPH_FORMS, GRAPHS, PICTURES

# Files that `graph` wrote before `export` did: they still work, and say where they are now.
_MOVED = {
    old: name
    for name, form in FORMATS.items()
    if form.group == GRAPHS and name not in PICTURES
    for old in (name, form.also)
    if old
}


class _Form(click.Choice[str]):
    """Offers the pictures, and takes the names of files too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value if value in _MOVED else super().convert(value, param, ctx)


@click.command()
@click.option("--format", "form", type=_Form([*PICTURES]), help="Without it, by -o; else svg.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file.")
@graph_options
@click.option("--title", help="Title of the picture.")
@click.pass_context
def graph(
    ctx: click.Context, /, form: str | None, output: Path | None, title: str | None, **asked: Any
) -> None:
    """Draw the attribution graph: sources, claims, subjects, conflicts in red.

    Without -o the picture goes to stdout when that is a file or a pipe, else to graph.svg. Files of
    the graph for other programs: reportedly export.
    """
    form = form or _form_of(output)
    if form in _MOVED:
        click.echo(f"graph --format {form} is now: reportedly export {_MOVED[form]}", err=True)
        form = _MOVED[form]
    if form == "html" and (asked["group"] or asked["overview"]):
        raise click.UsageError("html shows each claim: leave out --group and --overview")
    if asked["group"] and asked["overview"]:
        raise click.UsageError("--group folds claims, and --overview needs each of them")
    chosen = GRAPH_FORMS[form]
    if output is None and sys.stdout.isatty() and not chosen.several:
        output = Path(f"graph{chosen.suffix}")
    write_graph(ctx, form, output, title, **asked)
    if output is not None and str(output) != "-":
        click.echo(f"wrote {output}", err=True)


add_help(graph, listed((name, form.help) for name, form in PICTURES.items()))


def _form_of(output: Path | None) -> str:
    """The form that the name of the file says; svg where it says nothing.

    Raises:
        click.UsageError: no form has such a name.
    """
    suffix = output.suffix.lower() if output else ""
    if suffix in ("", "."):
        return "svg"
    by_suffix = {form.suffix: name for name, form in GRAPH_FORMS.items()}
    by_name = {f".{name}": name for name in (*PICTURES, *_MOVED)}
    if found := (by_name | by_suffix).get(suffix):
        return found
    raise click.UsageError(
        f"no format for {suffix}: name one of {', '.join(PICTURES)}, or see: reportedly export"
    )
