"""`reportedly plot`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli.options import complete, load_ledger
from reportedly.cli.output import write_output
from reportedly.workflow.plotting import plot as draw

SUFFIXES = ("svg", "png", "vega")
_VEGA = (".json", ".vl", ".vega")


@click.command()
@click.argument("name", metavar="SUBJECT", shell_complete=complete("subject"))
@click.option("--over-time", is_flag=True, help="Figures along an axis of days, by source.")
@click.option("--format", "form", type=click.Choice(SUFFIXES), help="Without it, by -o; else svg.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@click.pass_context
def plot(
    ctx: click.Context, name: str, over_time: bool, form: str | None, output: Path | None
) -> None:
    """Draw what each voice holds on a subject: one row a voice on a line of numbers.

    A bar shows what the words allow: it fades where they leave a side open ("at least 16") or say
    "about". Pale ticks are what the voice said before; voices that can be right together share a
    shape; what all could agree on is shaded.

    SUBJECT is an id, or part of an id or title that fits only one; or an event, of which every
    count is drawn. Without -o the picture goes to stdout when that is a file or a pipe.
    """
    form = form or _form_of(output)
    if output is None and sys.stdout.isatty():
        output = Path(f"plot.{'vl.json' if form == 'vega' else form}")
    data = draw(load_ledger(ctx), name, form, over_time=over_time)
    write_output(data, output, form)
    if output is not None and str(output) != "-":
        click.echo(f"wrote {output}", err=True)


def _form_of(output: Path | None) -> str:
    suffix = output.suffix.lower() if output else ""
    if suffix in _VEGA:
        return "vega"
    return suffix.lstrip(".") if suffix.lstrip(".") in SUFFIXES else "svg"
