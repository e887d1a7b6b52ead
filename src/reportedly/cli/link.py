"""`reportedly link`."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import FORMATS, by_option, day_option, load_ledger, print_rows
from reportedly.errors import UsageError
from reportedly.export.tables import Column, plain, write_rows
from reportedly.model import Entries
from reportedly.resolve import read_links
from reportedly.workflow.links import (
    decide_link,
    evidence,
    link_rows,
    waiting_links,
    without_proposals,
)

if TYPE_CHECKING:
    from reportedly.model import Link
    from reportedly.workflow import Ledger

COLUMNS: tuple[Column | str, ...] = (
    *("kind", "a", "b", "verdict", "status"),
    *(Column(key, optional=True) for key in ("score", "why", "by", "on", "withdrawn")),
)
_ANSWERS = {"s": True, "d": False}


@click.command()
@by_option("Who decides")
@day_option("--on", "The day; today without it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Ask nothing and print all links, what waits for a decision first.",
)
@click.pass_context
def link(ctx: click.Context, by: str | None, on: date | None, form: str | None) -> None:
    """Decide what is one event, source, text or subject, proposal by proposal.

    Shows both sides of what is proposed, the surest first. Every decision is written at once, so
    leaving early loses nothing; `reportedly same A B --withdraw` takes one back. Until it is
    decided a proposal holds, unless somebody decided otherwise.
    """
    ledger = load_ledger(ctx)
    links = ledger.entries.links
    if form is not None:
        print_rows(link_rows(links), form, COLUMNS)
    elif not waiting_links(links):
        click.echo("Nothing is waiting for a decision.", err=True)
    else:
        _ask(ledger, by or click.prompt("by (who decides)"), on or date.today())


def _ask(ledger: Ledger, by: str, on: date) -> None:
    sides = without_proposals(ledger)
    links = ledger.entries.links
    passed: set[str] = set()
    while waiting := [e for e in waiting_links(links) if e.id not in passed]:
        entry = waiting[0]
        (proposal,) = read_links(Entries(links=(entry,)))
        passed.add(entry.id)
        _show(sides, proposal, len(waiting))
        answer = click.prompt(
            "[s]ame, [d]ifferent, s[k]ip, [q]uit",
            type=click.Choice(["s", "d", "k", "q"]),
            show_choices=False,
        )
        if answer == "q":
            return
        if answer in _ANSWERS:
            decided = replace(proposal, same=_ANSWERS[answer], decided=True, by=by, on=on, why=None)
            try:
                links = decide_link(ledger, decided).links
            except UsageError as error:
                click.echo(f"not decided: {plain(str(error))}", err=True)


def _show(ledger: Ledger, proposal: Link, left: int) -> None:
    verdict = "one" if proposal.same else "two"
    score = "" if proposal.score is None else f", score {proposal.score:g}"
    click.secho(f"\n{verdict} {proposal.kind}?", bold=True, nl=False)
    click.echo(f"  ({left} left{score})")
    if proposal.why:
        click.echo(plain(f"because: {proposal.why}"))
    a, b = (evidence(ledger, proposal.kind, name) for name in (proposal.a, proposal.b))
    rows = [{"what": key, "a": a.get(key), "b": b.get(key)} for key in {**a, **b}]
    columns = (Column("what", ""), Column("a", proposal.a), Column("b", proposal.b))
    write_rows(rows, "table", sys.stdout, columns=columns, empty="nothing is known of either")
