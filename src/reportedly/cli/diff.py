"""`reportedly diff`."""

from __future__ import annotations

import sys

import click

from reportedly.cli.options import format_option, load_ledger
from reportedly.export.changes import change_rows, sections, summary, to_comment
from reportedly.export.tables import write_rows
from reportedly.workflow import diff_ledger


@click.command()
@click.argument("revision", metavar="REV")
@click.option("--fail", is_flag=True, help="Exit with 1 when a conflict is new and not judged.")
@format_option
@click.pass_context
def diff(ctx: click.Context, revision: str, fail: bool, form: str) -> None:
    """Show claims gained, lost, changed and newly in conflict since a git revision.

    REV is whatever git takes for a commit: main, HEAD~3, a tag. What is compared is the ledger as
    it stands in its folder now. With --format markdown the whole is fit for a comment.
    """
    changes, commit = diff_ledger(load_ledger(ctx), revision)
    rows = change_rows(changes)
    if form == "markdown":
        sys.stdout.write(to_comment(changes, commit[:10]))
    elif form == "table":
        for heading, found, columns in sections(rows):
            write_rows(found, "table", sys.stdout, columns=columns, title=heading)
            sys.stdout.write("\n")
        click.echo(f"{summary(changes)} since {commit[:10]}", err=True)
    else:
        write_rows(rows, form, sys.stdout)
    new = [c for c in changes.conflicts if c.severity.value == "conflict" and not c.judgements]
    ctx.exit(1 if fail and new else 0)
