"""`reportedly trace`."""

from __future__ import annotations

import click

from reportedly.cli.flowing import flowing
from reportedly.cli.options import complete, format_option, load_ledger, print_rows
from reportedly.export.ratings import rated_lines
from reportedly.export.tables import plain, to_json_text
from reportedly.text.marks import in_marks
from reportedly.workflow import trace_claim
from reportedly.workflow.telling import traced_row


@click.command()
@click.argument("claim", shell_complete=complete("claim"))
@format_option
@click.pass_context
def trace(ctx: click.Context, claim: str, form: str) -> None:
    """Follow a claim back: from the document to its origin, and to its exact words.

    JSON has all; CSV and Markdown have the steps of the way, a row each.
    """
    from dataclasses import asdict

    found = trace_claim(load_ledger(ctx), claim)
    if form in ("csv", "markdown"):
        print_rows((asdict(s) for s in found.steps), form, ("role", "kind", "name", "detail"))
        return
    if form != "table":
        whole = traced_row(found)
        click.echo(to_json_text(whole, indent=2 if form == "json" else None))
        return
    for depth, step in enumerate(found.steps):
        lead = "   " * (depth - 1) + "└─ " if depth else ""
        kind = f"{step.kind}, {step.role}" if step.role != step.kind else step.kind
        detail = f"; {step.detail}" if step.detail else ""
        named = (plain(step.name), {"bold": True})
        click.echo(flowing([named, (f" ({kind}{plain(detail)})", {})], lead))
        if step.words:
            below = "   " * depth
            click.echo(flowing([(in_marks(plain(step.words), curly=True), {"dim": True})], below))
    if lines := rated_lines(found.claim, found.rating):
        click.echo()
    for line in lines:
        click.echo(flowing([(plain(line), {})], "", 2))
    if found.later is not None and (became := found.later.words):
        other = found.later.other
        by = f": {other}" if other and other != found.claim.id else ""
        click.echo(flowing([(f"\n{plain(became)}{plain(by)}", {"fg": "yellow"})]))
    for words in found.words:
        place = f"line {words.line}, characters {words.start}–{words.end}"
        marked = (plain(words.quote), {"reverse": True})
        around = [(f"{plain(words.before)}[", {}), marked, (f"]{plain(words.after)}", {})]
        click.echo(f"\n{place}:")
        click.echo(flowing(around, "  "))
        if words.verified is False:
            click.echo("  These words are not there: the document changed.", err=True)
    if found.whole:
        click.echo(
            f"\nA share of {plain(found.whole.id)}: {in_marks(plain(found.whole.text), curly=True)}"
        )
    if found.same_origin:
        click.echo(f"\nThe same origin also says: {plain(', '.join(found.same_origin))}")
