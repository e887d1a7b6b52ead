"""`reportedly plot`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli.options import complete, load_ledger
from reportedly.cli.output import write_output
from reportedly.workflow import plot_subject

SUFFIXES = ("svg", "png", "vega")
_VEGA = (".json", ".vl", ".vega")


@click.command()
@click.argument("subject", shell_complete=complete("subject"))
@click.option("--format", "form", type=click.Choice(SUFFIXES), help="Without it, by -o; else svg.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@click.pass_context
def plot(ctx: click.Context, subject: str, form: str | None, output: Path | None) -> None:
    """Draw a subject's figures over time, by source, as the ranges that their words allow.

    An arrow says that the words leave a side open ("at least 16"), a ring that the figure is in
    conflict, a dotted line that a source revised its figure. SUBJECT is an id, or part of an id or
    title that fits only one. Without -o the picture goes to stdout when that is a file or a pipe.
    """
    form = form or _form_of(output)
    if output is None and sys.stdout.isatty():
        output = Path(f"plot.{'vl.json' if form == 'vega' else form}")
    data = plot_subject(load_ledger(ctx), subject, form)
    write_output(data, output, form)
    if output is not None and str(output) != "-":
        click.echo(f"wrote {output}", err=True)


def _form_of(output: Path | None) -> str:
    suffix = output.suffix.lower() if output else ""
    if suffix in _VEGA:
        return "vega"
    return suffix.lstrip(".") if suffix.lstrip(".") in SUFFIXES else "svg"
