"""`reportedly conflicts`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import (
    add_help,
    format_option,
    listed,
    load_any,
    print_rows,
    shown_of,
    tell_more,
)
from reportedly.cli.pager import paged
from reportedly.cli.side_by_side import print_conflict, print_summary
from reportedly.compare import options_of
from reportedly.export.tables import write_lines
from reportedly.model import ConflictKind, Severity

if TYPE_CHECKING:
    from decimal import Decimal

    from reportedly.workflow.any_ledger import Listed

COLUMNS = ("severity", "kind", "subject", "sources", "reason", "id")


@click.command()
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in ConflictKind]),
    metavar="KIND",
    multiple=True,
    help="Only this kind.",
)
@click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.NOTE.value,
    show_default=True,
    help="Leave out what is milder than this.",
)
@click.option(
    "--profile",
    type=click.Choice(["strict", "press", "acled"]),
    default="press",
    show_default=True,
    help='How "about" and "dozens" are read.',
)
@click.option("--tolerance", metavar="PERCENT", help="Let figures differ by so much; none without.")
@click.option("--pairs", is_flag=True, help="Two by two, every pair of claims that differ.")
@click.option("--explain", is_flag=True, help="Show each claim's words in its document.")
@click.option("--fail", is_flag=True, help="Exit with 1 when a conflict is left to judge.")
@format_option
@click.pass_context
def conflicts(
    ctx: click.Context,
    kinds: tuple[str, ...],
    severity: str,
    profile: str,
    tolerance: str | None,
    pairs: bool,
    explain: bool,
    fail: bool,
    form: str,
) -> None:
    """Flag figures that conflict, and everything else that claims are to each other.

    A conflict cannot hold; a question should not be passed over; a note is good to know.
    """
    options = options_of(profile=profile, tolerance=_share(tolerance))
    asked = [ConflictKind(kind) for kind in kinds] or (*ConflictKind,)
    ledger, most = load_any(ctx), shown_of(form)
    counts: Counter[str] = Counter()
    found = _counted(
        ledger.find_conflicts(options, asked, severity=Severity(severity), pairs=pairs, limit=most),
        counts,
    )
    if form == "table":
        explain = explain and ledger.has_texts
        with paged():
            for shown in islice(found, most):
                print_conflict(
                    shown.conflict, shown.claims, ledger.text_of, explain, ledger.setting
                )
        left = sum(1 for _ in found)
        print_summary(counts)
        tell_more(left)
    elif form == "jsonl":
        write_lines((conflict.line for conflict in found), sys.stdout)
    else:
        print_rows((conflict.row for conflict in found), form, COLUMNS)
    ctx.exit(1 if fail and counts[_OPEN] else 0)


_OPEN = "conflicts that nobody judged"


def _counted(found: Iterable[Listed], counts: Counter[str]) -> Iterator[Listed]:
    for conflict in found:
        severity = conflict.severity
        counts[severity.value] += 1
        if severity is Severity.CONFLICT and not conflict.judgements:
            counts[_OPEN] += 1
        yield conflict


add_help(
    conflicts,
    "The kinds, worst first:",
    listed((kind, f"{kind.severity:<8}  {kind.help}") for kind in ConflictKind),
)


def _share(percent: str | None) -> Decimal | None:
    if percent is None:
        return None
    from decimal import Decimal, InvalidOperation

    try:
        value = Decimal(percent.removesuffix("%").strip()) / 100
    except InvalidOperation:
        raise click.UsageError(f"--tolerance: {percent!r} is not a percentage like 5") from None
    if not value.is_finite() or not 0 <= value < 1:
        raise click.UsageError("--tolerance must be at least 0 and less than 100 percent")
    return value
