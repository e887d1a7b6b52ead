"""`reportedly plot`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.cli.options import complete, load_ledger
from reportedly.cli.output import write_output
from reportedly.errors import UsageError
from reportedly.export.render import FORMATS as PICTURES
from reportedly.workflow.plotting import Use, plot_over_time
from reportedly.workflow.plotting import plot as draw

FORMS = (*PICTURES, "html", "vega")
_VEGA = (".json", ".vl", ".vega")


@click.command()
@click.argument("name", metavar="SUBJECT", shell_complete=complete("subject"))
@click.option("--over-time", is_flag=True, help="A step line a voice along an axis of days.")
@click.option(
    "--for",
    "use",
    type=click.Choice([u.value for u in Use]),
    help="For an article: with a caption that names its documents and their hashes.",
)
@click.option("--format", "form", type=click.Choice(FORMS), help="Without it, by -o; else svg.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@click.pass_context
def plot(
    ctx: click.Context,
    name: str,
    over_time: bool,
    use: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    r"""Draw what each voice holds on a subject: one row a voice on a line of numbers.

    A bar shows what the words allow: it fades where they leave a side open ("at least 16") or say
    "about". Pale ticks are what the voice said before; voices that can be right together share a
    shape; what all could agree on is shaded.

    SUBJECT is an id, or part of an id or title that fits only one; or an event, of which every
    count is drawn. Without -o the picture goes to stdout when that is a file or a pipe.

    \b
    --for print   180 mm wide, legible in grey
    --for web     as wide as its column, in the reader's theme
    -o x.html     a figure to paste into a page: wide, and narrow on a phone
    """
    form = form or _form_of(output)
    if over_time and (use or form == "html"):
        raise UsageError("--for and html draw one row a voice; leave out --over-time")
    if output is None and sys.stdout.isatty():
        output = Path(f"plot.{'vl.json' if form == 'vega' else form}")
    ledger = load_ledger(ctx)
    if over_time:
        drawn = plot_over_time(ledger, name, form)
    else:
        drawn = draw(ledger, name, form, use=Use(use) if use else None)
    write_output(drawn.data, output, form)
    if output is not None and str(output) != "-":
        click.echo(f"wrote {output}", err=True)
        if use:
            click.echo(f"alt text: {drawn.words}", err=True)


def _form_of(output: Path | None) -> str:
    suffix = output.suffix.lower() if output else ""
    if suffix in _VEGA:
        return "vega"
    form = suffix.lstrip(".") or "svg"
    if form not in FORMS:
        raise UsageError(f"no picture has the ending {suffix}: name one of {', '.join(FORMS)}")
    return form
