"""`reportedly judge`."""

from __future__ import annotations

from datetime import date

import click

from reportedly.cli.options import by_option, complete, day_option, load_ledger, place_of_file
from reportedly.model import JudgementEntry
from reportedly.workflow import record_judgement, withdraw_judgement


@click.command()
@click.argument("conflict", shell_complete=complete("conflict"))
@click.option(
    "--verdict",
    type=click.Choice(["holds", "explained", "prefer"]),
    help="It holds; it is explained and both can stand; or one claim is to be relied on.",
)
@click.option("--claim", shell_complete=complete("claim"), help="With prefer: which claim.")
@click.option("--why", help="The reason, for those who read it later.")
@by_option("Who decides")
@day_option("--on", "The day; today without it.")
@click.option(
    "--withdraw",
    is_flag=True,
    help="Take standing judgements back, with --by one person's; they stay on file.",
)
@click.pass_context
def judge(
    ctx: click.Context,
    conflict: str,
    verdict: str | None,
    claim: str | None,
    why: str | None,
    by: str | None,
    on: date | None,
    withdraw: bool,
) -> None:
    """Record what a person decides about a conflict: who, when, why."""
    ledger = load_ledger(ctx)
    day = on or date.today()
    if withdraw:
        withdrawn = withdraw_judgement(ledger, conflict, day, by)
        click.echo(f"withdrawn, and kept on file: {', '.join(withdrawn)}", err=True)
        return
    if verdict == "prefer" and not claim:
        raise click.UsageError("--verdict prefer needs --claim: the claim to rely on")
    if not verdict:
        raise click.UsageError("--verdict is needed: holds, explained or prefer")
    by = by or click.prompt("by (who decides)")
    why = why or click.prompt("why")
    entry = JudgementEntry(
        id="", conflict=conflict, verdict=verdict, claim=claim, by=by, on=day.isoformat(), why=why
    )
    path = record_judgement(ledger, entry)
    click.echo(f"wrote {place_of_file(ledger.root, path)}", err=True)
