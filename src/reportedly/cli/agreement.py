"""`reportedly agreement`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_ledger, print_rows
from reportedly.errors import UsageError
from reportedly.export.tables import Column
from reportedly.workflow.reviewing.agreement import reading_agreement, reviewers

_PEOPLE = ("by", "claims", "accepted", "rejected", "otherwise", "assessments", "first", "last")
_FIELDS = ("of", "field", "both", "equal", Column("kappa", optional=True), "alpha", "low", "high")
_DIFFERING = ("of", "id", "field", "a", "b")


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--differing", is_flag=True, help="List what they read differently, one by one.")
@format_option
@click.pass_context
def agreement(ctx: click.Context, a: str | None, b: str | None, differing: bool, form: str) -> None:
    """Show who reviewed how much, or how far two people, A and B, agree.

    Counted is what both reviewed or assessed, by their latest word. `equal` is the share that both
    read alike; `kappa` is Cohen's; `alpha` is Krippendorff's, of figures by their distances, with
    95 percent between `low` and `high`. Both are 1 where all agree and 0 where they agree as by
    chance; they are left out where everything read is the same.
    """
    ledger = load_ledger(ctx)
    if a is None or b is None:
        if a is not None or differing:
            raise UsageError("name two people, or nobody for a list of all")
        rows = reviewers(ledger)
        if not rows and form == "table":
            click.echo("Nobody has put a name to a review: reportedly review --by NAME", err=True)
            return
        print_rows(rows, form, _PEOPLE)
        return
    found = reading_agreement(ledger, a, b)
    if differing:
        print_rows((d.row for d in found.differing), form, _DIFFERING)
        return
    print_rows((f.row for f in found.fields), form, _FIELDS)
    if found.differing and form == "table":
        click.echo(
            f"What they read differently: reportedly agreement {a} {b} --differing", err=True
        )
