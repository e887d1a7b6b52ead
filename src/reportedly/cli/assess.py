"""`reportedly assess`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from reportedly.cli.event import print_assessments, print_subject
from reportedly.cli.options import by_option, complete, day_option, load_ledger, place_of_file
from reportedly.compare.positions import common_ground
from reportedly.errors import UsageError
from reportedly.export.positions import interval_words
from reportedly.model import GRADES, Assessment
from reportedly.workflow.assessing import (
    FILE,
    assessed_subject,
    counted_subjects,
    read_number,
    record_assessment,
)
from reportedly.workflow.events import find_event

if TYPE_CHECKING:
    from reportedly.model import Position, Subject
    from reportedly.workflow import Ledger

_FIGURES = ("low", "best", "high")


@click.command()
@click.argument("event", shell_complete=complete("event"))
@click.argument("subject", required=False, shell_complete=complete("of-event"))
@click.option("--low", metavar="NUMBER", help="The least that it was.")
@click.option("--best", metavar="NUMBER", help="What it most probably was.")
@click.option("--high", metavar="NUMBER", help="The most that it was.")
@click.option("--grounds", help="On what it is founded.")
@click.option(
    "--grade",
    type=click.Choice(GRADES),
    help="How sure it is: a grading of Airwars, or a digit of the Admiralty scale.",
)
@by_option("Who assesses")
@day_option("--on", "The day; today without it.")
@click.pass_context
def assess(
    ctx: click.Context,
    /,
    event: str,
    subject: str | None,
    grounds: str | None,
    grade: str | None,
    by: str | None,
    on: date | None,
    **figures: str | None,
) -> None:
    """Record what you hold after all on a subject of an event: low, best, high, and why.

    SUBJECT is relative to the event (`killed`, `killed/civilians`); it can be left out where one
    thing is counted; `happened` takes a grade of the event itself. Without figure and grade, what
    the voices hold is shown, and they are asked for. Of each person the latest assessment stands;
    earlier ones stay on file.
    """
    ledger = load_ledger(ctx)
    happened = find_event(ledger, event)
    counted = counted_subjects(ledger, happened)
    asked = not any(figures.values()) and grade is None
    name = subject or _only(list(counted), asked=asked)
    about = assessed_subject(ledger, happened, name)
    if asked:
        held = next((p for s, p in counted.items() if s.id == about.id), [])
        _show(ledger, about, held)
        figures = {key: _prompt(f"{key} (empty leaves it out)") for key in _FIGURES}
        grounds = grounds or _prompt("grounds")
        grade = grade or _prompt(f"grade ({', '.join(GRADES)}, or empty)")
    numbers = {key: read_number(key, figures[key]) for key in _FIGURES}
    by = by or click.prompt("by (who assesses)")
    made = Assessment(
        about.id, **numbers, grounds=grounds, grade=grade, by=by, on=on or date.today()
    )
    if record_assessment(ledger, happened, about, made):
        click.echo(f"wrote {place_of_file(ledger.root, ledger.root / FILE)}", err=True)
    else:
        click.echo(f"nothing changed, for {by} holds just that already", err=True)


def _only(counted: list[Subject], *, asked: bool) -> str:
    """The subject that is meant where none is named."""
    names = [s.id.partition("/")[2] for s in counted]
    if len(names) == 1:
        return names[0]
    if asked and names:
        return str(click.prompt("subject", type=click.Choice(names), default=names[0]))
    hint = f"one of {', '.join(names)}" if names else "such as killed"
    raise UsageError(f"say what is assessed: {hint}")


def _show(ledger: Ledger, subject: Subject, positions: list[Position]) -> None:
    """What the voices hold, on what they could agree, and what was held before."""
    if positions:
        print_subject(subject, positions)
        ground = common_ground(positions)
        words = " or ".join(interval_words(i) for i in ground)
        click.echo(
            f"all could agree on {words}" if words else "there is no number on which all agree"
        )
    else:
        click.echo("no voice holds anything on it")
    print_assessments(a for a in ledger.assessments if a.subject == subject.id)


def _prompt(what: str) -> str | None:
    return click.prompt(what, default="", show_default=False) or None
