"""Options that several commands share, and the names that the shell completes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from inspect import cleandoc
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from reportedly.cli.pager import paged
from reportedly.errors import ReportedlyError
from reportedly.export.positions import stance_words
from reportedly.export.tables import write_rows
from reportedly.ledger import collector_off
from reportedly.model import SourceKind, Stance
from reportedly.workflow import open_any, open_ledger
from reportedly.workflow.checkouts import store_of

if TYPE_CHECKING:
    from reportedly.export.tables import Column
    from reportedly.model import Claim, Period
    from reportedly.resolve import Outline
    from reportedly.workflow import AnyLedger, Ledger

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Opened = TypeVar("Opened", bound="AnyLedger")

FORMATS = ("table", "json", "jsonl", "csv", "markdown")

PAGE = 500
"""So many rows are shown on a terminal as a table; a pipe, a file and the other formats get all."""


def day_option(name: str, what: str) -> Callable[[Decorated], Decorated]:
    """An option that takes a day as ISO 8601 writes it and gives a `date`."""
    return click.option(
        name,
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        callback=lambda _ctx, _param, value: value.date() if value else None,
        help=what,
    )


def by_option(what: str) -> Callable[[Decorated], Decorated]:
    """`--by`: who does it, also from the environment."""
    return click.option("--by", envvar="REPORTEDLY_BY", help=f"{what}; also from REPORTEDLY_BY.")


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


def engine_options(local: str) -> Callable[[Decorated], Decorated]:
    """`--engine` and `--spark`, of a command that Spark may run; `local` is what does it else."""

    def decorate(command: Decorated) -> Decorated:
        command = click.option(
            "--spark",
            "master",
            metavar="URL",
            default="local[*]",
            show_default=True,
            help="Spark's master: local[2], spark://HOST:7077, yarn, k8s://….",
        )(command)
        return click.option(
            "--engine",
            type=click.Choice(("local", "spark")),
            default="local",
            show_default=True,
            help=f"{local}, or executors of Spark.",
        )(command)

    return decorate


def add_help(command: click.Command, *paragraphs: str) -> None:
    """Add paragraphs, composed of a table, to the help that stands in the command's docstring."""
    command.help = "\n\n".join((cleandoc(command.help or ""), *paragraphs))


def listed(rows: Iterable[tuple[str, str]]) -> str:
    """Names with a line of help each, as a paragraph that click does not wrap."""
    rows = list(rows)
    wide = max(len(name) for name, _ in rows)
    return "\n".join(("\b", *(f"  {name:<{wide}}  {what}" for name, what in rows)))


def load_ledger(ctx: click.Context) -> Ledger:
    """The ledger in files that the command line asks for; see `load_any`."""
    return _loaded(ctx, open_ledger)


def load_any(ctx: click.Context, *, count: bool = True) -> AnyLedger:
    """The ledger or table of figures asked for; on stderr how much of it cannot be used."""
    ledger = _loaded(ctx, open_any)
    if count:
        tell_rejected(ledger)
    return ledger


def tell_rejected(ledger: AnyLedger, **filters: Any) -> None:
    """Say on stderr how many rows of a table make no claim."""
    if count := ledger.count_rejected(**filters):
        noun = "row makes" if count == 1 else "rows make"
        click.echo(
            f"{count:,} {noun} no claim: no source, subject or number, ends in the wrong order, or "
            "a time that is no day, month, year or FROM/TO",
            err=True,
        )


def _loaded(ctx: click.Context, opened: Callable[[str | None], Opened]) -> Opened:
    # Until the command ends: listing makes millions of rows that hold no cycles.
    ctx.with_resource(collector_off())
    ledger = opened(ctx.find_root().obj)
    if ledger.faults:
        count = len(ledger.faults)
        noun = "fault" if count == 1 else "faults"
        click.echo(f"{count} {noun} in the ledger's files; see: reportedly check", err=True)
    return ledger


def place_of_file(root: Path, path: Path) -> str:
    """Where a file of a ledger stands, in words; one of a store by its name there."""
    return str(path) if store_of(root) is None else f"{path.relative_to(root)} in the store"


def print_rows(
    rows: Iterable[dict[str, Any]],
    form: str,
    columns: tuple[Column | str, ...],
    title: str | None = None,
) -> None:
    """Print rows to stdout: whole for machines, the given columns for tables and Markdown."""
    if form != "table":
        write_rows(rows, form, sys.stdout, columns=columns)
        return
    rest = iter(rows)
    with paged():
        write_rows(islice(rest, shown_of(form)), form, sys.stdout, columns=columns, title=title)
    tell_more(sum(1 for _ in rest))


def shown_of(form: str) -> int | None:
    """So many rows are printed: `PAGE` for a table on a terminal, else None for all of them."""
    return PAGE if form == "table" and sys.stdout.isatty() else None


def tell_more(count: int) -> None:
    """Say on stderr that so many rows, if any, are not in the table."""
    if count > 0:
        click.echo(
            f"… and {count:,} more: a pipe, a file and --format jsonl get them all", err=True
        )


def for_people(
    rows: Iterable[dict[str, Any]], claims: Iterable[Claim | Outline]
) -> Iterator[dict[str, Any]]:
    """Rows of claims with `who` and `text` shown once for neighbours, and `when` in words.

    A figure that its source does not assert is told with what the source does: "denies 21".

    A claim that quotes nothing is shown by its subject. `when` is the event, else to when a total
    counts, else when it was said. A time of saying that is only the day of publication says nothing
    new and is left out.
    """
    last, words = None, None
    for row, claim in zip(rows, claims, strict=True):
        when = ""
        if claim.when:
            when = _in_words(claim.when)
        elif claim.as_of:
            when = f"as of {_in_words(claim.as_of)}"
        elif claim.said and not claim.said.vague:
            when = f"said {_in_words(claim.said)}"
        who = _who(claim)
        text = claim.text or f"({claim.subject.title or claim.subject.id})"
        if (who, claim.text) == (last, words):
            text = "(the same words)"
        figure = row["figure"]
        if claim.stance is not Stance.ASSERTS:
            written = figure["as_written"] if isinstance(figure, dict) else figure
            figure = stance_words(claim.stance, written)
        yield {
            **row,
            "who": "" if who == last else who,
            "text": text,
            "figure": figure,
            "when": when,
        }
        last, words = who, claim.text or None


def _who(claim: Claim | Outline) -> str:
    """Whose claim it is, a body with who spoke for it: "Orlo army (Rustam Kell)"."""
    if claim.source is None:
        return " or ".join(claim.candidates) + "?"
    name, body = claim.source.name, claim.source.id
    spoke = [s.name for s in claim.chain if s.kind is SourceKind.PERSON and body in s.part_of]
    return f"{name} ({', '.join(spoke)})" if spoke else name


def _in_words(period: Period) -> str:
    """A year or month where the period is just that, else its days."""
    start, end = period.start, period.end
    if start and end and start.day == 1 and (end + timedelta(days=1)).day == 1:
        if (start.month, end.month, start.year) == (1, 12, end.year):
            return f"{start.year}"
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
    return period.in_words()


def complete(kind: str) -> Callable[..., list[CompletionItem]]:
    """A completer of the ledger's own names: of claims, sources, documents, events and others.

    Of kind "linkable" it completes everything that can be one with something, of kind "of-event"
    what is counted of the event that is named before.
    """

    def names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            ledger = open_ledger(ctx.find_root().params.get("ledger"))
            found: list[tuple[str, str | None]]
            if kind == "claim":
                found = [(c.id, c.figure) for c in ledger.entries.claims]
            elif kind == "source":
                found = [(s.id, s.name) for s in ledger.entries.sources]
            elif kind == "document":
                found = [(d.id, d.title) for d in ledger.entries.documents]
            elif kind == "event":
                found = [(e.id, e.title) for e in ledger.setting.events.values()]
            elif kind == "of-event":
                event = f"{ctx.params.get('event')}/"
                ids = dict.fromkeys(o.subject.id for o in ledger.outlines if o.subject.measure)
                found = [(i.removeprefix(event), None) for i in ids if i.startswith(event)]
            elif kind == "linkable":
                from reportedly.workflow.links import linkable_ids

                found = [(name, None) for name in linkable_ids(ledger)]
            elif kind == "subject":
                found = [(s.id, s.title) for s in ledger.entries.subjects]
            else:
                found = [(c.id, c.reason) for c in ledger.conflicts()]
        except ReportedlyError:
            return []
        return [CompletionItem(i, help=h) for i, h in found if i.startswith(incomplete)]

    return names
