"""`reportedly origins`."""

from __future__ import annotations

import click

from reportedly.cli.options import add_help, format_option, listed, load_any, print_rows
from reportedly.export.tables import Column

_KINDS = {
    "chain": "a body passes on another's word in most of what both tell of",
    "copy": "two documents are one text",
    "figures": "two sources share figures where chance does not explain it",
}
_COLUMNS = ("kind", "a", "b", "score", "evidence", Column("decision", optional=True))


@click.command()
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(list(_KINDS)),
    multiple=True,
    help="Only this kind.",
)
@click.option("--all", "decided", is_flag=True, help="List as well what is decided already.")
@format_option
@click.pass_context
def origins(ctx: click.Context, kinds: tuple[str, ...], decided: bool, form: str) -> None:
    """List sources and documents that may speak with one voice, best first, with the evidence.

    Nothing is joined by it. `reportedly same A B --kind voice` decides that two sources have one
    voice: they stay two, and count as one origin. `reportedly different` decides that they do not.
    Of documents it is `--kind text`.
    """
    from reportedly.workflow.origins import find_origins

    ledger = load_any(ctx)
    found = find_origins(ledger, kinds or tuple(_KINDS), decided=decided)
    if form == "table" and not found:
        click.echo("Nothing shows that any two speak with one voice.", err=True)
        return
    print_rows((proposal.row for proposal in found), form, _COLUMNS)
    if form != "table":
        return
    if not ledger.has_texts:
        click.echo(
            "A table keeps no decisions: they go into claims/links.yaml of a ledger in files, by\n"
            "`reportedly same A B --kind voice` there.",
            err=True,
        )
    else:
        ways = [
            f"reportedly same A B --kind {kind}"
            for kind, of in (("voice", ("chain", "figures")), ("text", ("copy",)))
            if any(proposal.kind in of for proposal in found)
        ]
        click.echo(f"Decide with: {' or '.join(ways)}; or with different.", err=True)


add_help(
    origins,
    "The kinds:",
    listed(_KINDS.items()),
)
