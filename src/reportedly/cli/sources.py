"""`reportedly sources`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_ledger, print_rows


@click.command()
@click.option(
    "--pairs", is_flag=True, help="List pairs instead: who contradicts and who repeats whom."
)
@format_option
@click.pass_context
def sources(ctx: click.Context, pairs: bool, form: str) -> None:
    """List the sources, with how many claims and conflicts each has."""
    from reportedly.export.rows import source_rows

    ledger = load_ledger(ctx)
    if pairs:
        from reportedly.export.report.matrix import matrix_of, pair_rows

        found = pair_rows(matrix_of(ledger.outlines, ledger.conflicts(), most=None))
        print_rows(found, form, ("source_name", "other_name", "conflicts", "questions", "repeats"))
        return
    rows = source_rows(ledger.entries, ledger.outlines, ledger.conflicts())
    print_rows(rows, form, ("name", "kind", "part_of", "aliases", "claims", "conflicts", "id"))
