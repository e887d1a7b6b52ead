"""`reportedly extract`."""

from __future__ import annotations

from typing import IO

import click


@click.command()
@click.argument("articles", type=click.File("r", encoding="utf-8"), metavar="IN.jsonl")
@click.option(
    "-o",
    "--output",
    type=click.File("w", encoding="utf-8", atomic=True),
    default="-",
    help="Where to write; stdout without it.",
)
@click.option(
    "--scope",
    default="all",
    show_default=True,
    metavar="ACTS",
    help="Acts wanted, by comma: speech, belief, plan, stance, document; or all.",
)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="Leave out attributions below this score."
)
@click.pass_context
def extract(
    ctx: click.Context, articles: IO[str], output: IO[str], scope: str, min_score: float | None
) -> None:
    """Find the attributions of many articles: spans, one JSON line an article.

    IN.jsonl holds one article a line, {"id", "text"[, "published", "publisher", "url"]}; "-" reads
    stdin. A line that cannot be read is reported with its number and left out; exit code 1 then.
    """
    from reportedly.cli.progress import progress
    from reportedly.cli.read import acts_of
    from reportedly.export.tables import to_json_text
    from reportedly.model import Problem
    from reportedly.workflow import extract_records

    bad = 0
    with progress(articles, "articles") as lines:
        for row in extract_records(lines, acts=acts_of(scope), min_score=min_score):
            if isinstance(row, Problem):
                bad += 1
                click.echo(f"{articles.name}:{row.location.line}: {row.message}", err=True)
            else:
                output.write(to_json_text(row) + "\n")
    if bad:
        click.echo(f"{bad:,} line{'s' * (bad > 1)} left out", err=True)
        ctx.exit(1)
