"""`reportedly review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.options import by_option, complete, load_ledger
from reportedly.errors import UsageError
from reportedly.export.tables import plain
from reportedly.model import Status
from reportedly.workflow import open_ledger
from reportedly.workflow.reviewing import FIELDS, around, edit_fields, review_claims, waiting

if TYPE_CHECKING:
    from reportedly.model import Claim
    from reportedly.workflow import Ledger


@click.command()
@click.option(
    "--accept", multiple=True, metavar="ID", shell_complete=complete("claim"), help="Accept it."
)
@click.option(
    "--reject", multiple=True, metavar="ID", shell_complete=complete("claim"), help="Reject it."
)
@click.option(
    "--set",
    "changes",
    multiple=True,
    nargs=3,
    metavar="ID FIELD VALUE",
    help="Change one field of one claim; an empty value removes it.",
)
@by_option("Who reviews; it is written beside the claim")
@click.pass_context
def review(
    ctx: click.Context,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    changes: tuple[tuple[str, str, str], ...],
    by: str | None,
) -> None:
    """Accept, edit or reject proposed claims, one by one, beside their words.

    Every decision is written at once, so leaving early loses nothing. With --accept, --reject or
    --set nothing is asked: what is accepted is accepted together, and so is what is rejected.
    """
    ledger = load_ledger(ctx)
    for claim, field, value in changes:
        edit_fields(ledger, claim, None, {field: value}, by)
        ledger = open_ledger(str(ledger.root))
    for claims, status in ((accept, Status.REVIEWED), (reject, Status.REJECTED)):
        if claims:
            review_claims(ledger, [(claim, None) for claim in claims], status, by)
            ledger = open_ledger(str(ledger.root))
    if not (accept or reject or changes):
        _ask(ledger, by)


def _ask(ledger: Ledger, by: str | None) -> None:
    ids = waiting(ledger)
    if not ids:
        click.echo("Nothing is waiting for review.", err=True)
        return
    for number, claim_id in enumerate(ids, 1):
        while True:
            claim = ledger.claim(claim_id)
            if claim is None:
                click.echo(f"{claim_id} no longer resolves; see: reportedly check", err=True)
                break
            _show(ledger, claim, f"{number} of {len(ids)}")
            answer = click.prompt(
                "[a]ccept, [e]dit, [r]eject, [s]kip, [q]uit",
                type=click.Choice(["a", "e", "r", "s", "q"]),
                show_choices=False,
            )
            if answer == "e":
                field = click.prompt("field", type=click.Choice(FIELDS))
                value = click.prompt("value (empty removes it)", default="", show_default=False)
                try:
                    edit_fields(ledger, claim_id, None, {field: value}, by)
                except UsageError as error:
                    click.echo(str(error), err=True)
                ledger = open_ledger(str(ledger.root))
                continue
            if answer in "ar":
                status = Status.REVIEWED if answer == "a" else Status.REJECTED
                review_claims(ledger, [(claim_id, None)], status, by)
            break
        if answer == "q":
            return


def _show(ledger: Ledger, claim: Claim, place: str) -> None:
    click.echo(f"\n{click.style(plain(claim.id), bold=True)}  ({place})")
    who = claim.source.name if claim.source else "open: " + " | ".join(claim.candidates)
    facts = {
        "source": who,
        "subject": claim.subject.title or claim.subject.id,
        "figure": claim.figure.as_written if claim.figure else None,
        "stance": claim.stance.value,
        "when": claim.when.iso() if claim.when else None,
        "said": claim.said.iso() if claim.said else None,
        "found by": f"{claim.rule}, score {claim.score}" if claim.rule and claim.score else None,
    }
    for name, value in facts.items():
        if value:
            click.echo(plain(f"  {name:<9}{value}"))
    pieces = around(ledger, claim)
    told = (
        click.style(plain(p.text), reverse=True)
        if p.span is not None
        else ("… " if p.is_cut else "") + plain(p.text)
        for p in pieces
    )
    if pieces:
        click.echo("  " + "".join(told))
