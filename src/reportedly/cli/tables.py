"""Listings of tables of figures: streamed for machines, a page of them for people."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice, tee
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.options import for_people, print_rows, shown_of, tell_more

if TYPE_CHECKING:
    from reportedly.compare import Options
    from reportedly.workflow import FigureLedger
    from reportedly.workflow.found import FoundConflict


def load_figures(ctx: click.Context, *, count: bool = True) -> FigureLedger | None:
    """The table of figures that `--ledger` names, or None; rows without a claim are counted."""
    from reportedly.workflow import open_figures

    table = open_figures(ctx.find_root().obj)
    if table is not None and count:
        _tell_rejected(table)
    return table


def _tell_rejected(table: FigureLedger, **filters: Any) -> None:
    if count := table.figures.rejected(**filters):
        noun = "row makes" if count == 1 else "rows make"
        click.echo(
            f"{count:,} {noun} no claim: no source, subject or number, ends in the wrong order, or "
            "a time that is no day, month, year or FROM/TO",
            err=True,
        )


def print_claims_of(
    table: FigureLedger,
    form: str,
    *,
    source: str | None,
    subject: str | None,
    status: str | None,
    since: date | None,
) -> None:
    """Print the claims of a table as `claims` does; those of a table are all reviewed."""
    from reportedly.export.rows import claim_row

    if status not in (None, "reviewed"):
        return
    found = table.claims(source=source, subject=subject, since=since)
    columns = ("who", "text", "figure", "when", "status", "id")
    if form in ("table", "markdown"):
        shown, told = tee(islice(found, shown_of(form)))
        print_rows(for_people(map(claim_row, shown), told), form, columns)
        tell_more(sum(1 for _ in found))
    else:
        print_rows(map(claim_row, found), form, columns)
    # Last: it may have to look at many rows, and an index gives the first claims at once.
    _tell_rejected(table, source=source, subject=subject, since=since)


def print_conflicts_of(
    table: FigureLedger, form: str, options: Options, kinds: Iterable[str], all_pairs: bool
) -> bool:
    """Print the findings of a table as `conflicts` does; True when one of them is a conflict."""
    from reportedly.cli.pager import paged
    from reportedly.cli.side_by_side import print_conflict, print_summary
    from reportedly.export.tables import write_lines

    wanted = frozenset(kinds)
    counts: Counter[str] = Counter()
    found = (
        found
        for found in table.conflicts(options, all_pairs=all_pairs)
        if found.finding.kind in wanted
    )
    watched = _counted(found, counts)
    if form == "table":
        with paged():
            for shown in islice(watched, shown_of(form)):
                print_conflict(shown.conflict, shown.claims, lambda _: None, False)
        left = sum(1 for _ in watched)
        print_summary(counts)
        tell_more(left)
    elif form == "jsonl":
        write_lines((shown.line for shown in watched), sys.stdout)
    else:
        rows = (shown.row for shown in watched)
        columns = ("severity", "kind", "subject", "sources", "reason", "id")
        print_rows(rows, form, columns)
    return counts["conflict"] > 0


def _counted(found: Iterable[FoundConflict], counts: Counter[str]) -> Iterator[FoundConflict]:
    for shown in found:
        counts[shown.finding.kind.severity.value] += 1
        yield shown
