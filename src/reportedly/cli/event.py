"""`reportedly event`."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reportedly.cli.flowing import flowing
from reportedly.cli.options import complete, format_option, load_ledger
from reportedly.cli.pager import paged
from reportedly.cli.side_by_side import print_conflict
from reportedly.export.counting import counted, counts_in_words, reports_in_words
from reportedly.export.positions import (
    graded_words,
    held_words,
    past_words,
    since_words,
    strip,
    subject_words,
)
from reportedly.export.rows import assessment_row, position_row
from reportedly.export.tables import Column, plain, write_rows
from reportedly.model import NOWHERE, Severity, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportedly.export.rows import Row
    from reportedly.model import Assessment, Grading, Position, Setting, Subject
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
            print_event(page, ledger.text_of, notes)
    else:
        rows = [position_row(p, page.setting) for s in page.subjects for p in page.positions[s.id]]
        write_rows(rows, form, sys.stdout)


def print_event(
    page: EventPage, text_of: Callable[[str], str | None], notes: bool, open_: bool = True
) -> None:
    """An event, what each voice holds on its subjects, and where they differ.

    Args:
        page: the event.
        text_of: document id → its text.
        notes: whether to show notes as well.
        open_: whether to list what it says on no subject.
    """
    happened = page.event
    days = happened.when.in_words() if happened.when else ""
    about = (happened.kind, happened.place, days)
    click.secho(plain(happened.name), bold=True)
    click.echo(plain(" · ".join(filter(None, (happened.id, *about)))))
    click.echo(counts_in_words(page.behind))
    if page.grading is not None:
        click.echo(flowing([(plain(_graded(page, page.grading)), {})]))
    several, counts = [s for s in page.subjects if len(page.positions[s.id]) > 1], page.counts
    for subject in several:
        print_subject(subject, page.positions[subject.id], page.setting)
        for line in (counts_in_words(counts[subject.id]), *_grade(page, subject)):
            click.echo(flowing([(plain(line), {})], "  "))
    _print_alone(page, [s for s in page.subjects if s not in several])
    print_assessments(page.assessments)
    if open_ and page.open:
        click.echo()
    for claim in page.open if open_ else ():
        click.echo(f"of no subject: {plain(claim.text)}  {click.style(plain(claim.id), dim=True)}")
    shown = [c for c in page.conflicts if notes or c.severity is not Severity.NOTE]
    if shown:
        click.echo()
    for conflict in shown:
        print_conflict(conflict, page.claims, text_of, explain=False, setting=page.setting)
    if left := len(page.conflicts) - len(shown):
        click.echo(f"{counted(left, 'note')} more: --notes", err=True)


def _graded(page: EventPage, grading: Grading) -> str:
    """How well it is corroborated: what a person holds, then what the rules give, and why."""
    held = [a for a in page.assessments if a.subject == grading.subject]
    return graded_words(grading, held)


def _grade(page: EventPage, subject: Subject) -> list[str]:
    """The grade of a subject, where it has one; why, where that is not told of the event."""
    grading = page.gradings.get(subject.id)
    if grading is None:
        return []
    whole = page.grading
    same = whole is not None and whole.grade is grading.grade and whole.why.startswith(grading.why)
    return [_graded(page, replace(grading, why="") if same else grading)]


def _print_alone(page: EventPage, subjects: Sequence[Subject]) -> None:
    """What one voice alone speaks of, a line each."""
    rows = [
        {"what": subject_words(s), **row, "grade": grading.grade.value if grading else None}
        for s in subjects
        for grading in [page.gradings.get(s.id)]
        for row in _rows(page.positions[s.id], page.setting)
    ]
    if rows:
        click.echo()
        columns = ("what", *_COLUMNS, Column("grade", optional=True))
        write_rows(rows, "table", sys.stdout, columns=columns, title="by one voice alone")


def print_subject(subject: Subject, positions: list[Position], setting: Setting = NOWHERE) -> None:
    """What each voice holds on a subject, and all of it on one line of numbers."""
    click.echo()
    name = plain(subject_words(subject))
    write_rows(_rows(positions, setting), "table", sys.stdout, columns=_COLUMNS, title=name)
    figures = [s.figure.interval for p in positions for s in p.held if s.figure is not None]
    wide = min(60, max(20, shutil.get_terminal_size((80, 24)).columns - 24))
    line = strip(figures, wide)
    if line:
        click.echo(f"  {line}")


def _rows(positions: Sequence[Position], setting: Setting) -> list[Row]:
    return [
        {
            "voice": p.name,
            "holds": held_words(p),
            "since": since_words(p),
            "reports": _reports(p, setting),
            "before": "; ".join(past_words(p)),
        }
        for p in positions
    ]


def _reports(position: Position, setting: Setting) -> int | str | None:
    """How many documents tell what is held: `3`, `3 in 2 texts`."""
    told = tally((c for s in position.held for c in s.claims), setting)
    return reports_in_words(told.documents, told.texts)


def print_assessments(assessments: Iterable[Assessment]) -> None:
    """What is held after all, a line each."""
    rows = [{**assessment_row(a), "subject": a.subject.partition("/")[2]} for a in assessments]
    if rows:
        click.echo()
        write_rows(rows, "table", sys.stdout, columns=_ASSESSED, title="assessed")
