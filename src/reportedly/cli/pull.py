"""`reportedly pull`."""

from __future__ import annotations

import click

from reportedly.cli.agree import agreement, new_store_option, yes_option
from reportedly.workflow import pull_ledger


@click.command()
@click.argument("where", metavar="WHERE")
@click.option(
    "--keep",
    type=click.Choice(["mine", "theirs"]),
    help="Which of an entry that both changed; without it nothing is written then.",
)
@new_store_option
@yes_option
@click.pass_context
def pull(ctx: click.Context, where: str, keep: str | None, new_store: bool, yes: bool) -> None:
    """Bring what a store holds into the ledger's folder.

    A table of figures is written to the file that --ledger names. Of a ledger only what changed
    in the store is written, all of it or nothing; a folder that is not there is made. What would
    be changed or removed is told, and you are asked; files that are not the ledger's are never
    touched. Where both changed one entry nothing is written, and the entry is named, until --keep
    decides.
    """
    done = pull_ledger(ctx.find_root().obj, where, keep, anew=new_store, agree=agreement(yes))
    for path in done:
        click.echo(f"{'wrote' if path.exists() else 'removed'} {path}", err=True)
    if not done:
        click.echo("nothing to take: the ledger has all of it", err=True)
