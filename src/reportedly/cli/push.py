"""`reportedly push`."""

from __future__ import annotations

import click

from reportedly.cli.agree import agreement, new_store_option, yes_option
from reportedly.workflow import push_ledger


@click.command()
@click.argument("where", metavar="WHERE")
@click.option("--by", envvar="REPORTEDLY_BY", help="Who changes it; also from REPORTEDLY_BY.")
@click.option(
    "--over",
    is_flag=True,
    help="Make the store as the ledger is, whatever others changed; the history keeps it.",
)
@new_store_option
@yes_option
@click.pass_context
def push(
    ctx: click.Context, where: str, by: str | None, over: bool, new_store: bool, yes: bool
) -> None:
    """Bring the ledger into a store.

    WHERE is a .duckdb file, or postgresql://… made ready by `reportedly init`. All of it is
    written, or nothing: where others changed the store since, pull first. What would be changed or
    removed there is told, and you are asked. A table of figures goes to a .duckdb, .parquet or
    .csv file, postgresql://… or spark-local:FOLDER.
    """
    done = push_ledger(
        ctx.find_root().obj, where, who=by, over=over, anew=new_store, agree=agreement(yes)
    )
    click.echo(f"{where.partition('@')[2] or where}: {done}", err=True)
