"""`reportedly diff`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import (
    add_help,
    complete,
    format_option,
    listed,
    load_ledger,
    print_rows,
)
from reportedly.errors import LedgerError, UsageError
from reportedly.export.captures import COLUMNS, marked, pair_rows, told_rows
from reportedly.export.captures import change_rows as sentence_rows
from reportedly.export.changes import change_rows, sections, summary, to_comment
from reportedly.export.tables import plain, to_json_text, write_rows
from reportedly.workflow import diff_ledger

if TYPE_CHECKING:
    from reportedly.workflow import Ledger
    from reportedly.workflow.versions import Versions

_HEADINGS = (
    ("changed", "Changed"),
    ("reworded", "Said in other words"),
    ("new", "New"),
    ("gone", "Gone"),
)
_MOST = 200  # sentences shown to people


@click.command()
@click.argument("what", metavar="REV|DOCUMENT|FILE", shell_complete=complete("document"))
@click.argument("other", metavar="[DOCUMENT|FILE]", required=False)
@click.option("--fail", is_flag=True, help="Exit with 1 when a conflict is new and not judged.")
@format_option
@click.pass_context
def diff(ctx: click.Context, what: str, other: str | None, fail: bool, form: str) -> None:
    """Show what changed: in the ledger since a git revision, or on a page since it was captured.

    Of the ledger: claims gained, lost, changed and newly in conflict. With --format markdown the
    whole is fit for a comment. Of a page: claims that changed, are said in other words, are new
    and are gone, and the sentences that changed. Claims whose words only moved are unchanged.
    """
    if other is not None:
        found = _two(ctx, what, other)
    elif _is_document(ledger := load_ledger(ctx), what):
        from reportedly.workflow.versions import compare_captures

        found = compare_captures(ledger, what)
    else:
        ctx.exit(_since_or_none(ledger, what, form, fail=fail))
    if fail:
        raise click.UsageError("--fail is for revisions")
    _print(found, form)


_WAYS = (
    ("diff REV", "the ledger as it stands against a commit: main, HEAD~3, a tag"),
    ("diff DOCUMENT", "the last capture of a page against the one before it"),
    ("diff A B", "two captures, or any two documents or files, A being the earlier"),
)
add_help(diff, listed(_WAYS))


def _since_or_none(ledger: Ledger, what: str, form: str, *, fail: bool) -> int:
    """The same; of what is no revision it is said that it is no document either."""
    if Path(what).is_file():
        raise click.UsageError(f"no document {what} in the ledger: give two files to compare")
    try:
        return _since(ledger, what, form, fail=fail)
    except (LedgerError, UsageError) as error:
        raise UsageError(f"no document {what} in the ledger, and no revision: {error}") from None


def _is_document(ledger: Ledger, name: str) -> bool:
    return any(d.id == name for d in ledger.entries.documents)


def _two(ctx: click.Context, before: str, now: str) -> Versions:
    from reportedly.workflow.versions import compare_captures, compare_files

    if Path(before).is_file() and Path(now).is_file():
        return compare_files(Path(before), Path(now))
    return compare_captures(load_ledger(ctx), before, now)


def _since(ledger: Ledger, revision: str, form: str, *, fail: bool) -> int:
    """Show what changed since a revision; the exit code."""
    changes, commit = diff_ledger(ledger, revision)
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
    return 1 if fail and new else 0


def _print(found: Versions, form: str) -> None:
    from reportedly.workflow.captures import count

    if form in ("json", "jsonl"):
        whole = {
            "before": found.before,
            "now": found.now,
            "withdrawn": found.withdrawn,
            "claims": pair_rows(found.pairs),
            "sentences": sentence_rows(found.changes),
        }
        click.echo(to_json_text(whole, indent=2 if form == "json" else None))
        return
    rows = told_rows(found.pairs)
    if form != "table":
        print_rows([r for r in rows if r["how"] != "same"], form, ("how", *COLUMNS))
        return
    for how, heading in _HEADINGS:
        told = [row for row in rows if row["how"] == how]
        if told:
            write_rows(told, "table", sys.stdout, columns=COLUMNS, title=heading)
            sys.stdout.write("\n")
    if found.changes:
        click.secho("Sentences", bold=True)
    for change in found.changes[:_MOST]:
        click.echo(f"  {plain(marked(change))}")
    if (left := len(found.changes) - _MOST) > 0:
        click.echo(f"  … and {left:,} more: --format json")
    told_all = f"{count(found.pairs)} from {found.before} to {found.now}"
    if found.withdrawn:
        told_all += "; its publisher takes it back"
    click.echo(plain(told_all), err=True)
