"""`reportedly check`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, print_rows
from reportedly.export.tables import plain
from reportedly.workflow import open_ledger


@click.command()
@format_option
@click.pass_context
def check(ctx: click.Context, form: str) -> None:
    """Find every fault in the ledger, with file and line.

    Exit code 1 when there is one.
    """
    ledger = open_ledger(ctx.find_root().obj)
    problems = ledger.problems
    if form == "table":
        for problem in problems:
            click.echo(plain(str(problem)))
        count = len(problems)
        documents, claims = len(ledger.entries.documents), len(ledger.entries.claims)
        click.echo(
            f"{claims:,} claim{'s' * (claims != 1)} in {documents:,} document"
            f"{'s' * (documents != 1)}: "
            + (f"{count:,} fault{'s' * (count > 1)}" if count else "no fault"),
            err=True,
        )
    else:
        rows = [
            {
                "file": p.location.file,
                "line": p.location.line,
                "column": p.location.column,
                "code": p.code,
                "message": p.message,
            }
            for p in problems
        ]
        print_rows(rows, form, ("file", "line", "column", "code", "message"))
    ctx.exit(1 if problems else 0)
