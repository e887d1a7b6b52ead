"""`reportedly event`."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import complete, format_option, load_ledger
from reportedly.cli.pager import paged
from reportedly.cli.side_by_side import print_conflict
from reportedly.export.positions import held_words, past_words, since_words, strip
from reportedly.export.rows import assessment_row, position_row
from reportedly.export.tables import Column, plain, write_rows
from reportedly.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.model import Assessment, Position, Subject
    from reportedly.workflow import Ledger
    from reportedly.workflow.events import EventPage

_COLUMNS = (
    "voice",
    Column("holds", style=lambda row: "bold"),
    Column("since", "told", optional=True),
    Column("reports", optional=True),
    Column("before", optional=True),
)
_ASSESSED: tuple[Column | str, ...] = (
    "subject",
    *(
        Column(key, optional=True)
        for key in ("low", "best", "high", "grade", "by", "on", "grounds")
    ),
)


@click.command()
@click.argument("event", shell_complete=complete("event"))
@click.option("--notes", is_flag=True, help="Show notes as well: updates, revisions, what is old.")
@format_option
@click.pass_context
def event(ctx: click.Context, event: str, notes: bool, form: str) -> None:
    """Show who holds what about one event, and where they differ.

    A voice is whoever speaks, under whatever names and through whatever documents; it holds its
    latest statement. Below each count stands a line of numbers: the higher the block, the more
    voices leave that number open. EVENT is an id, a title or an alias.
    """
    from reportedly.workflow.events import event_page

    ledger = load_ledger(ctx)
    page = event_page(ledger, event)
    if form == "json":
        write_rows([page.row], "json", sys.stdout)
    elif form == "table":
        with paged():
            _print(page, ledger, notes)
    else:
        rows = [position_row(p) for s in page.subjects for p in page.positions[s.id]]
        write_rows(rows, form, sys.stdout)


def _print(page: EventPage, ledger: Ledger, notes: bool) -> None:
    happened = page.event
    days = happened.when.iso().replace("/", " to ") if happened.when else ""
    about = (happened.kind, happened.place, days)
    click.secho(plain(happened.name), bold=True)
    click.echo(plain(" · ".join(filter(None, (happened.id, *about)))))
    click.echo(f"{_count(len(page.documents), 'document')}, {_count(page.texts, 'text')}")
    for subject in page.subjects:
        print_subject(subject, page.positions[subject.id])
    print_assessments(page.assessments)
    for claim in page.open:
        click.echo(
            f"\nof no subject: {plain(claim.text)}  {click.style(plain(claim.id), dim=True)}"
        )
    shown = [c for c in page.conflicts if notes or c.severity is not Severity.NOTE]
    if shown:
        click.echo()
    for conflict in shown:
        print_conflict(conflict, page.claims, ledger.text_of, explain=False)
    if left := len(page.conflicts) - len(shown):
        click.echo(f"{_count(left, 'note')} more: --notes", err=True)


def print_subject(subject: Subject, positions: list[Position]) -> None:
    """What each voice holds on a subject, and all of it on one line of numbers."""
    rows = [
        {
            "voice": p.name,
            "holds": held_words(p),
            "since": since_words(p),
            "reports": len({d for s in p.held for d in s.documents}) or None,
            "before": "; ".join(past_words(p)),
        }
        for p in positions
    ]
    click.echo()
    relative = subject.id.partition("/")[2] or subject.id
    write_rows(rows, "table", sys.stdout, columns=_COLUMNS, title=plain(relative))
    figures = [s.figure.interval for p in positions for s in p.held if s.figure is not None]
    wide = min(60, max(20, shutil.get_terminal_size((80, 24)).columns - 24))
    line = strip(figures, wide)
    if line:
        click.echo(f"  {line}")


def print_assessments(assessments: Iterable[Assessment]) -> None:
    """What is held after all, a line each."""
    rows = [{**assessment_row(a), "subject": a.subject.partition("/")[2]} for a in assessments]
    if rows:
        click.echo()
        write_rows(rows, "table", sys.stdout, columns=_ASSESSED, title="assessed")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
