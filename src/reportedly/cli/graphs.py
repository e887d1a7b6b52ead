"""What `graph` and `export` share: which claims a graph shows, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from reportedly.cli.options import Decorated, complete, day_option, load_any
from reportedly.cli.output import opened_output, write_output
from reportedly.cli.progress import progress
from reportedly.export.formats import FORMATS, GRAPH_FORMS, GRAPHS
from reportedly.workflow import View, draw_graph
from reportedly.workflow.tables import STEP

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--around", metavar="ID", help="Only what is near this claim, source or subject."),
    click.option(
        "--depth", type=click.IntRange(1, 20), default=2, show_default=True, help="How near."
    ),
    click.option("--source", shell_complete=complete("source"), help="Only claims of this source."),
    click.option(
        "--subject", shell_complete=complete("subject"), help="Only claims on such subjects."
    ),
    day_option("--since", "Only claims about this day or later."),
    click.option(
        "--group",
        type=click.Choice(["source", "subject"]),
        help="Fold the claims of each, for a large ledger.",
    ),
    click.option("--overview", is_flag=True, help="Sources and subjects only, with counts."),
)


def graph_options(command: Decorated) -> Decorated:
    """Add the options that choose what is in a graph."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def narrowed(asked: dict[str, Any]) -> bool:
    """Whether any of the `graph_options` leaves something out."""
    return any(value for name, value in asked.items() if name != "depth")


def write_graph(
    ctx: click.Context, form: str, output: Path | None, title: str | None = None, **asked: Any
) -> None:
    """Write the attribution graph, or the part of it that the `graph_options` leave.

    That of a table of any size is streamed, with a progress bar on a terminal.
    """
    ledger, view = load_any(ctx), View(**asked)
    stream = ledger.stream(view, form)
    if stream is None:
        write_output(draw_graph(ledger, form, view, title=title), output, form)
        return
    several = GRAPH_FORMS[form].several
    with (
        opened_output(output, several=several, what=form) as open_file,
        progress("claims", STEP) as advance,
    ):
        stream(open_file, advance)


def streamed() -> str:
    """The names of the formats that are written from tables of figures of any size."""
    return ", ".join(n for n, f in FORMATS.items() if f.group == GRAPHS and f.stream)
