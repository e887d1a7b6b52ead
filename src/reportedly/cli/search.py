"""`reportedly search`."""

from __future__ import annotations

import click

from reportedly.cli.options import format_option, load_ledger, print_rows
from reportedly.export.tables import Column
from reportedly.workflow.searching import search as search_words

_COLUMNS = ("kind", "text", Column("document", optional=True), "id")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--in",
    "among",
    type=click.Choice(("claims", "documents", "all")),
    default="all",
    show_default=True,
    help="What to search.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many."
)
@format_option
@click.pass_context
def search(ctx: click.Context, words: tuple[str, ...], among: str, limit: int, form: str) -> None:
    """Find claims and documents by their words, best first.

    All WORDS must stand there, in whatever order; accents and capitals do not matter. "market
    strike" in quotes is a phrase (in a shell: '"market strike"'), evacuat* the beginning of a word,
    and OR between words gives what has either.
    """
    ledger = load_ledger(ctx)
    found = search_words(ledger, " ".join(words), limit, among=among)
    rows = (hit.row for hit in found.hits)
    if form in ("table", "markdown"):
        rows = ({**row, "text": " ".join(row["text"].split())} for row in rows)
    print_rows(rows, form, _COLUMNS)
    if (more := found.total - len(found.hits)) > 0:
        click.echo(f"… and {more:,} more: --limit gives them", err=True)
