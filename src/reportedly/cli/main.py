"""The `reportedly` command: its group, its global options, and how errors leave it."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from reportedly.errors import ReportedlyError

# In the order of work. Each stands in the module of its name, loaded when it is called: the help
# of the whole must not pay for fifteen modules. A test compares these lines with the commands'.
COMMANDS = {
    "init": "Start a ledger: make FOLDER/claims/ with its files.",
    "read": "Read documents: who says what, and what does not agree.",
    "review": "Accept, edit or reject proposed claims.",
    "agreement": "Show who reviewed how much, and how far two people agree.",
    "events": "List the events, with their reports and what is open.",
    "event": "Show who holds what about one event, and where they differ.",
    "origins": "List sources and documents that may speak with one voice.",
    "link": "Decide what is one event, source, text or subject.",
    "same": "Decide that two events, sources, texts or subjects are one.",
    "different": "Decide that two events, sources, texts or subjects are not one.",
    "assess": "Record what you hold after all on a subject of an event.",
    "claims": "List claims by source.",
    "sources": "List the sources, with their claims and conflicts.",
    "subjects": "List the subjects, with their claims and conflicts.",
    "documents": "List the documents, with their claims and conflicts.",
    "search": "Find claims and documents by their words, best first.",
    "conflicts": "Flag figures that conflict.",
    "judge": "Record what a person decides about a conflict.",
    "graph": "Draw the attribution graph.",
    "plot": "Draw what each voice holds on a subject, now or over time.",
    "serve": "Open the ledger in a browser: queue, review, link, compare, assess.",
    "report": "Write a static site to publish.",
    "trace": "Follow a claim back to its origin and its words.",
    "history": "Show who changed a claim, and bring an earlier version back.",
    "diff": "Show claims gained, lost, changed and newly in conflict since a git revision.",
    "export": "Write the ledger in a format that other programs read.",
    "push": "Bring the ledger into a store.",
    "pull": "Bring what a store holds into the ledger's folder.",
    "check": "Find every fault in the ledger, with file and line.",
    "extract": "Find the attributions of many articles, as JSON lines.",
    "group": "Find which of many articles are one text, and which report one event.",
    "figures": "Read the quantities in texts, as JSON lines.",
    "import": "Add other people's tables to the ledger, as proposed.",
    "completion": "Print the script that completes commands and names.",
}


class Shell(click.Group):
    """A group that loads its commands when called, and prints our errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from the module of its name; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module
        from keyword import iskeyword

        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"reportedly.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error raised on purpose becomes one line and exit code 2."""
        try:
            return super().invoke(ctx)
        except ReportedlyError as error:
            self._tell(ctx, str(error))
        except BrokenPipeError:
            # The reader (`head`, a pager) has seen enough; a traceback would be noise.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except UnicodeDecodeError as error:
            self._tell(ctx, f"the input is not UTF-8 text: {error}")
        except OSError as error:
            self._tell(ctx, f"{error.filename or 'output'}: {error.strerror or error}")

    def _tell(self, ctx: click.Context, message: str) -> NoReturn:
        from reportedly.export.printable import printable

        shown = printable(message, keep="\n")  # it may quote a document
        click.echo(f"{click.style('Error:', fg='red', bold=True)} {shown}", err=True)
        ctx.exit(2)


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

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
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        ctx.color = False
