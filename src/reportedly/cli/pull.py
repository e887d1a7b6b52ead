"""`reportedly pull`."""

from __future__ import annotations

import click


@click.command()
@click.argument("where", metavar="WHERE")
@click.option(
    "--keep",
    type=click.Choice(["mine", "theirs"]),
    help="Which of an entry that both changed; without it nothing is written then.",
)
@click.pass_context
def pull(ctx: click.Context, where: str, keep: str | None) -> None:
    """Bring what a store holds into the ledger's folder.

    A table of figures is written to the file that --ledger names. Of a ledger only what changed
    in the store is written; a folder that is not there is made. Where both changed one entry
    nothing is written, and the entry is named, until --keep decides.
    """
    from reportedly.workflow import pull_ledger

    written = pull_ledger(ctx.find_root().obj, where, keep)
    for path in written:
        click.echo(f"wrote {path}", err=True)
    if not written:
        click.echo("nothing to take: the ledger has all of it", err=True)
