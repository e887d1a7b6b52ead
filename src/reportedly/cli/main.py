"""The `reportedly` command: its group, its global options, and how errors leave it."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Any

import click

from reportedly.cli.check import check
from reportedly.cli.claims import claims
from reportedly.cli.completion import completion
from reportedly.cli.conflicts import conflicts
from reportedly.cli.documents import documents
from reportedly.cli.extract import extract
from reportedly.cli.figures import figures
from reportedly.cli.graph import graph
from reportedly.cli.init import init
from reportedly.cli.judge import judge
from reportedly.cli.read import read
from reportedly.cli.review import review
from reportedly.cli.sources import sources
from reportedly.cli.subjects import subjects
from reportedly.cli.trace import trace
from reportedly.errors import ReportedlyError


class Shell(click.Group):
    """A group that lists its commands in the order of work, and prints our errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error raised on purpose becomes one line and exit code 2."""
        try:
            return super().invoke(ctx)
        except ReportedlyError as error:
            click.echo(f"{click.style('Error:', fg='red', bold=True)} {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            # The reader (`head`, a pager) has seen enough; a traceback would be noise.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"reportedly {version('reportedly')}")
        ctx.exit()


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--ledger",
    metavar="WHERE",
    envvar="REPORTEDLY_LEDGER",
    help="Folder of the ledger; without it, the nearest one at or above this folder.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def main(ctx: click.Context, ledger: str | None) -> None:
    """Plain-text accounting for who said what.

    Read documents into claims tied to their sources and exact words, keep them in a ledger of text
    files, list them, draw them, and see where they conflict.

    Exit codes: 0 fine, 1 findings (check, conflicts --fail), 2 wrong use.
    """
    ctx.obj = ledger


for command in (
    init,
    read,
    review,
    claims,
    sources,
    subjects,
    documents,
    conflicts,
    judge,
    graph,
    trace,
    check,
    extract,
    figures,
    completion,
):
    main.add_command(command)
