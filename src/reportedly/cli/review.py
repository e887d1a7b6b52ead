"""`reportedly review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.cli.options import complete, load_ledger
from reportedly.export.tables import plain
from reportedly.model import Status
from reportedly.workflow import edit_claim, open_ledger, set_status

if TYPE_CHECKING:
    from reportedly.model import Claim
    from reportedly.workflow import Ledger

FIELDS = (
    "source", "subject", "event", "figure", "unit", "of", "population", "role", "stance", "when",
    "as_of", "said", "actors", "answer", "corrects", "revises", "credibility", "note",
)  # fmt: skip
_CONTEXT = 160


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
@click.pass_context
def review(
    ctx: click.Context,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    changes: tuple[tuple[str, str, str], ...],
) -> None:
    """Accept, edit or reject proposed claims, one by one, beside their words.

    Every decision is written at once, so leaving early loses nothing. With --accept, --reject or
    --set nothing is asked.
    """
    ledger = load_ledger(ctx)
    for claim_id, field, value in changes:
        _known_field(field)
        edit_claim(ledger, claim_id, {field: value or None})
        ledger = open_ledger(str(ledger.root))
    for claim_id in accept:
        set_status(ledger, claim_id, Status.REVIEWED)
    for claim_id in reject:
        set_status(ledger, claim_id, Status.REJECTED)
    if not (accept or reject or changes):
        _ask(ledger)


def _ask(ledger: Ledger) -> None:
    waiting = [o.id for o in ledger.outlines if o.status is Status.PROPOSED]
    if not waiting:
        click.echo("Nothing is waiting for review.", err=True)
        return
    for number, claim_id in enumerate(waiting, 1):
        while True:
            claim = ledger.claim(claim_id)
            if claim is None:
                click.echo(f"{claim_id} no longer resolves; see: reportedly check", err=True)
                break
            _show(ledger, claim, f"{number} of {len(waiting)}")
            answer = click.prompt(
                "[a]ccept, [e]dit, [r]eject, [s]kip, [q]uit",
                type=click.Choice(["a", "e", "r", "s", "q"]),
                show_choices=False,
            )
            if answer == "e":
                field = click.prompt("field", type=click.Choice(FIELDS))
                value = click.prompt("value (empty removes it)", default="", show_default=False)
                edit_claim(ledger, claim_id, {field: value or None})
                ledger = open_ledger(str(ledger.root))
                continue
            if answer in "ar":
                set_status(ledger, claim_id, Status.REVIEWED if answer == "a" else Status.REJECTED)
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
    text = ledger.text_of(claim.document) or ""
    for span in claim.spans:
        before = text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + _CONTEXT].partition("\n")[0]
        click.echo(
            "  " + plain(before) + click.style(plain(span.quote), reverse=True) + plain(after)
        )


def _known_field(field: str) -> None:
    if field not in FIELDS:
        raise click.UsageError(f"no field {field!r}; fields are {', '.join(FIELDS)}")
