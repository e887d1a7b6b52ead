"""`reportedly extract`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.options import engine_options
from reportedly.cli.progress import progress
from reportedly.cli.read import acts_of
from reportedly.cli.rejects import LeftOut, is_read, rejects_option
from reportedly.documents.articles import has_pages, read_articles
from reportedly.export.journal import Journal, load_arrow, state_of
from reportedly.model import Problem
from reportedly.workflow import digest_of, extract_articles, extract_on_spark, run_of

if TYPE_CHECKING:
    from reportedly.documents.articles import Article
    from reportedly.model import Act

    Results = Iterator[tuple[Article, str | Problem]]


@click.command()
@click.argument("articles", metavar="IN")
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True),
    default="-",
    metavar="OUT",
    help="Where to write, JSON lines or .parquet, with Spark a folder; stdout without it.",
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
@rejects_option("Keep what could not be used there, with its reason, as JSON lines.")
@click.option("--restart", is_flag=True, help="Begin anew where an unfinished run stands.")
@engine_options("Processes of this machine")
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
    engine: str,
    master: str,
) -> None:
    """Find the attributions of many articles: spans, one JSON line an article.

    IN holds one article a line, {"id", "text"[, "published", "publisher", "url"]} (.gz too), or is
    a .parquet with these columns, or an archive of pages (.warc, .warc.gz), or a folder of .txt and
    of such archives, or else of such tables; "-" reads JSON lines from stdin. An id that is a
    number stays one, save in Parquet, where every id is text. Rows of pages also hold url, title,
    publisher, published and the text that was read.

    A run that was stopped or killed leaves its rows in OUT and a file OUT.resume beside it; the
    same command then goes on where it stopped. An article that cannot be used is reported with its
    line and left out, and the run goes on; exit code 1 then.

    --engine spark writes a folder of Parquet with the same rows in any order; it gets its name when
    all of them are there, and a run that was killed begins anew.
    """
    acts = acts_of(scope)
    if engine == "spark":
        _refuse(ctx, output)
        left_out = _on_spark(articles, output, master, acts, min_score, rejects)
    else:
        options = {"--scope": ",".join(sorted(acts)), "--min-score": str(min_score)}
        journal = _journal(articles, output, rejects, options, restart)
        left_out = _here(ctx, articles, journal, acts, min_score, workers, rejects)
    if left_out:
        click.echo(f"{left_out:,} article{'s' * (left_out > 1)} left out", err=True)
        ctx.exit(1)


def _journal(
    articles: str, output: str, rejects: Path | None, options: dict[str, str], restart: bool
) -> Journal | None:
    """The journal of a run that writes to a file; None where it writes to stdout.

    Raises:
        UsageError: the output cannot be written there, or an unfinished run of something else is.
    """
    for written in (output, str(rejects or "-")):
        if written != "-" and written != os.devnull and is_read(Path(written), Path(articles)):
            raise click.UsageError(f"{written} would be read as input; give another name")
    if output == "-":
        return None
    path = Path(output)
    if path.is_dir():
        raise click.UsageError(f"{output} is a folder; only --engine spark writes one")
    if output.endswith(".parquet"):
        load_arrow()
    before = state_of(path).exists() and not restart
    what = "checking that the input is unchanged" if before else "noting what the input holds"
    with progress(f"MB: {what}") as advance:
        run = run_of(articles, options, advance)
    journal = Journal(path, run, restart=restart)
    if journal.resumed:
        click.echo(f"going on with {output}; --restart begins anew", err=True)
    return journal


def _here(
    ctx: click.Context,
    articles: str,
    journal: Journal | None,
    acts: tuple[Act, ...],
    min_score: float | None,
    workers: int | None,
    rejects: Path | None,
) -> int:
    """Extract with processes of this machine; the number of articles left out."""
    source, pages = read_articles(articles), has_pages(articles)
    left_out = LeftOut(rejects, resumed=bool(journal and journal.resumed))
    results = extract_articles(
        source,
        acts=acts,
        min_score=min_score,
        workers=workers or _cores(),
        before=journal,
        apart=pages,
    )
    try:
        _write(results, journal, left_out, known=articles != "-")
    except KeyboardInterrupt:
        if journal:
            journal.stop()
            click.echo(
                f"stopped; the rows so far stand in {journal.rows}; run it again to go on", err=True
            )
        ctx.exit(130)
    if journal:
        journal.finish(pages=pages)
    return left_out.count


def _write(results: Results, journal: Journal | None, left_out: LeftOut, *, known: bool) -> None:
    """Write every row as it comes; `known` where the content of the input is pinned."""
    with progress("articles") as advance:
        for article, row in results:
            advance(article.done)
            if isinstance(row, Problem):
                if journal and article.item is not row:
                    journal.leave_out(article.number, row)
                left_out.add(article.number, row, article.record)
            elif journal:
                journal.write(row, None if known else digest_of(article))
            else:
                click.echo(row.encode())  # UTF-8 whatever the terminal's encoding is
    left_out.close()


def _refuse(ctx: click.Context, output: str) -> None:
    """Options that mean something else, or nothing, where Spark does the work.

    Raises:
        UsageError: one of them is given.
    """
    if output == "-":
        raise click.UsageError("--engine spark writes a folder: name it with -o")
    for name, option in (("workers", "--workers"), ("restart", "--restart")):
        if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option} has no meaning with --engine spark")


def _on_spark(
    articles: str,
    output: str,
    master: str,
    acts: tuple[Act, ...],
    min_score: float | None,
    rejects: Path | None,
) -> int:
    """Extract with Spark's executors; the number of articles left out."""
    out = output if "://" in output else str(Path(output).resolve())
    left_out = LeftOut(rejects)
    with extract_on_spark(articles, out, master=master, acts=acts, min_score=min_score) as run:
        for row in run.left_out:
            left_out.tell(**row)
    left_out.close()
    click.echo(f"{run.rows:,} articles in {output}", err=True)
    return left_out.count


def _cores() -> int:
    """Cores that this process may use."""
    import os

    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS or Windows
        return os.cpu_count() or 1
