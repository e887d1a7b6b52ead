"""Options that several commands share, and the names that the shell completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from reportedly.model import Claim
    from reportedly.workflow import Ledger

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

FORMATS = ("table", "json", "jsonl", "csv", "markdown")


def day_option(name: str, what: str) -> Callable[[Decorated], Decorated]:
    """An option that takes a day as ISO 8601 writes it and gives a `date`."""
    return click.option(
        name,
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        callback=lambda _ctx, _param, value: value.date() if value else None,
        help=what,
    )


def format_option(command: Decorated) -> Decorated:
    """Add `--format` with the five forms that every listing has."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print.",
    )(command)


def load_ledger(ctx: click.Context) -> Ledger:
    """The ledger that the command line asks for; faults in its files are counted on stderr."""
    from reportedly.workflow import open_ledger

    ledger = open_ledger(ctx.find_root().obj)
    if ledger.faults:
        count = len(ledger.faults)
        noun = "fault" if count == 1 else "faults"
        click.echo(f"{count} {noun} in the ledger's files; see: reportedly check", err=True)
    return ledger


def print_rows(
    rows: Iterable[dict[str, Any]], form: str, columns: tuple[str, ...], title: str | None = None
) -> None:
    """Print rows to stdout: whole for machines, the given columns for tables and Markdown."""
    import sys

    from reportedly.export.tables import write_rows

    write_rows(rows, form, sys.stdout, columns=columns, title=title)


def with_when(row: dict[str, Any], claim: Claim) -> dict[str, Any]:
    """A claim's row with `when` in words: the event, else to when it counts, else when said.

    A time of saying that is only the day of publication says nothing new and is left out.
    """
    words = claim.event.iso() if claim.event else ""
    if not words and claim.as_of:
        words = f"as of {claim.as_of.iso()}"
    if not words and claim.said and not claim.said.vague:
        words = f"said {claim.said.iso()}"
    who = row["source_name"] or " or ".join(claim.candidates) + "?"
    return {**row, "when": words.replace("/", " to "), "who": who}


def complete(kind: str) -> Callable[..., list[CompletionItem]]:
    """A completer of the ledger's own names: `claim`, `source`, `subject` or `conflict`."""

    def names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from reportedly.errors import ReportedlyError
        from reportedly.workflow import open_ledger

        try:
            ledger = open_ledger(ctx.find_root().params.get("ledger"))
            found: list[tuple[str, str | None]]
            if kind == "claim":
                found = [(c.id, c.figure) for c in ledger.entries.claims]
            elif kind == "source":
                found = [(s.id, s.name) for s in ledger.entries.sources]
            elif kind == "subject":
                found = [(s.id, s.title) for s in ledger.entries.subjects]
            else:
                found = [(c.id, c.reason) for c in ledger.conflicts()]
        except ReportedlyError:
            return []
        return [CompletionItem(i, help=h) for i, h in found if i.startswith(incomplete)]

    return names
