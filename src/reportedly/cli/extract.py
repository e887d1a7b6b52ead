"""`reportedly extract`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reportedly.documents.articles import Article
    from reportedly.export.journal import Journal, Rejects
    from reportedly.model import Problem

    Results = Iterator[tuple[Article, dict[str, Any] | Problem]]

_SHOWN = 20
"""How many left-out articles are named on stderr; all of them go to --rejects."""


@click.command()
@click.argument("articles", metavar="IN")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="-",
    metavar="OUT",
    help="Where to write, JSON lines or .parquet; stdout without it.",
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
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes; all cores.")
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keep what could not be used there, with its reason, as JSON lines.",
)
@click.option("--restart", is_flag=True, help="Begin anew where an unfinished run stands.")
@click.pass_context
def extract(
    ctx: click.Context,
    articles: str,
    output: str,
    scope: str,
    min_score: float | None,
    workers: int | None,
    rejects: Path | None,
    restart: bool,
) -> None:
    """Find the attributions of many articles: spans, one JSON line an article.

    IN holds one article a line, {"id", "text"[, "published", "publisher", "url"]} (.gz too), or is
    a .parquet with these columns, or a folder of .txt files; "-" reads JSON lines from stdin.

    A run that was stopped or killed leaves its rows in OUT and a file OUT.resume beside it; the
    same command then goes on where it stopped. An article that cannot be used is reported with its
    line and left out, and the run goes on; exit code 1 then.
    """
    from reportedly.cli.read import acts_of
    from reportedly.documents.articles import read_articles
    from reportedly.export.journal import Journal, Rejects, load_arrow
    from reportedly.workflow import extract_articles

    acts = acts_of(scope)
    journal = None
    source = read_articles(articles)
    if output.endswith(".parquet"):
        load_arrow()
    if output != "-":
        run = {"in": _name(articles), "scope": sorted(acts), "min_score": min_score}
        journal = Journal(Path(output), run, restart=restart)
        if journal.resumed:
            click.echo(f"going on with {output}; --restart begins anew", err=True)
    aside = Rejects(rejects, resumed=bool(journal and journal.resumed)) if rejects else None
    results = extract_articles(
        source,
        acts=acts,
        min_score=min_score,
        workers=workers or _cores(),
        done=journal.done() if journal else None,
    )
    try:
        bad = _write(results, journal, aside)
    except KeyboardInterrupt:
        if journal:
            journal.stop()
            click.echo(
                f"stopped; the rows so far stand in {journal.rows}; run it again to go on", err=True
            )
        ctx.exit(130)
    if journal:
        journal.finish()
    if bad:
        click.echo(f"{bad:,} article{'s' * (bad > 1)} left out", err=True)
        ctx.exit(1)


def _write(results: Results, journal: Journal | None, aside: Rejects | None) -> int:
    """Write every row as it comes; the number of articles left out."""
    from reportedly.cli.progress import progress
    from reportedly.export.tables import to_json_text
    from reportedly.model import Problem

    bad = 0
    with progress("articles") as advance:
        for article, row in results:
            advance(article.done)
            if not isinstance(row, Problem):
                if journal:
                    journal.write(row)
                else:
                    click.echo(to_json_text(row))
                continue
            bad += 1
            if aside:
                where = f"{row.location.file}:{row.location.line}"
                aside.write(article.number, row.code, row.message, where, article.record)
            if bad <= _SHOWN:
                click.echo(f"{row.location.file}:{row.location.line}: {row.message}", err=True)
            elif bad == _SHOWN + 1:
                more = "" if aside else "; --rejects FILE keeps them all"
                click.echo(f"more are left out and not named here{more}", err=True)
    if aside:
        aside.close()
    return bad


def _name(articles: str) -> str:
    return articles if articles == "-" else str(Path(articles).resolve())


def _cores() -> int:
    """Cores that this process may use."""
    import os

    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS or Windows
        return os.cpu_count() or 1
