"""`reportedly conflicts`."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import (
    add_help,
    format_option,
    listed,
    load_ledger,
    print_rows,
    shown_of,
    tell_more,
)
from reportedly.cli.tables import load_figures, print_conflicts_of
from reportedly.model import ConflictKind, Severity

if TYPE_CHECKING:
    from decimal import Decimal


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
@click.option("--all-pairs", is_flag=True, help="Judge every pair on a subject, however many.")
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
    all_pairs: bool,
    explain: bool,
    fail: bool,
    form: str,
) -> None:
    """Flag figures that conflict, and everything else that claims are to each other.

    A conflict cannot hold; a question should not be passed over; a note is good to know.
    """
    from reportedly.compare import options_of
    from reportedly.export.rows import conflict_row

    options = options_of(profile=profile, tolerance=_share(tolerance))
    asked = [ConflictKind(kind) for kind in kinds] or ConflictKind
    wanted = {kind for kind in asked if kind.severity.rank <= Severity(severity).rank}
    if table := load_figures(ctx):
        left = print_conflicts_of(table, form, options, wanted, all_pairs)
        ctx.exit(1 if fail and left else 0)
    ledger = load_ledger(ctx)
    found = ledger.conflicts(replace(options, pairs=sys.maxsize) if all_pairs else options)
    shown = [c for c in found if c.kind in wanted]
    page = shown[: shown_of(form)]
    claims = ledger.claims_of(i for c in page for i in c.claims)
    if form == "table":
        from reportedly.cli.pager import paged
        from reportedly.cli.side_by_side import print_conflict, print_summary

        with paged():
            for conflict in page:
                print_conflict(conflict, claims, ledger.text_of, explain)
        print_summary(Counter(c.severity.value for c in shown))
        tell_more(len(shown) - len(page))
    else:
        rows = [conflict_row(c, claims) for c in shown]
        print_rows(rows, form, ("severity", "kind", "subject", "sources", "reason", "id"))
    open_ones = [c for c in shown if c.severity is Severity.CONFLICT and not c.judgements]
    ctx.exit(1 if fail and open_ones else 0)


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
