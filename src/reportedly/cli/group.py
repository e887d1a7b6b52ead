"""`reportedly group`."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.cli.options import engine_options
from reportedly.cli.rejects import LeftOut, is_read, rejects_option
from reportedly.workflow import group_articles


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
    "--pairs",
    type=click.Path(),
    metavar="PAIRS",
    help="Where the pairs go that are joined or may be, with score and reason; likewise.",
)
@click.option("--events", is_flag=True, help="Also find which articles report one event; slower.")
@rejects_option("Keep what could not be used there, with its reason, as JSON lines.")
@engine_options("This machine")
@click.pass_context
def group(
    ctx: click.Context,
    articles: str,
    output: str,
    pairs: str | None,
    events: bool,
    rejects: Path | None,
    engine: str,
    master: str,
) -> None:
    """Find which of many articles are one text, and which report one event.

    IN holds articles as for `extract`; publisher, title and published count where they are there.
    OUT gets a row for each, {"id", "text_of", "event"}: the oldest article that has the same text,
    if that is another one, and with --events the first that reports the same event. Every id is
    text, and each article needs one of its own. PAIRS gets {"kind", "a", "b", "score", "older",
    "why"}: from a score of 0.9 on two are taken to be one, below that a person should look.

    What does not fit into memory waits on the disk, where TMPDIR says. --engine spark gives the
    same rows in any order, as folders of Parquet.
    """
    spark = master if engine == "spark" else None
    if spark is not None and output == "-":
        raise click.UsageError("--engine spark writes a folder: name it with -o")
    _refuse(articles, [w for w in (output, pairs, rejects) if w not in (None, "-")], spark)
    left_out = LeftOut(rejects)
    out = None if output == "-" else _place(output)
    to = None if pairs is None else _place(pairs)
    with group_articles(articles, out, pairs=to, events=events, spark=spark) as found:
        for row in found.left_out:
            left_out.tell(**row)
        for line in found.lines if out is None else ():
            click.echo(line.encode())  # UTF-8 whatever the terminal's encoding is
    left_out.close()
    told = [_count(found.documents, "article"), _count(found.texts, "text")]
    if found.events is not None:
        told.append(_count(found.events, "event"))
    click.echo(", ".join(told), err=True)
    if left_out.count:
        click.echo(f"{_count(left_out.count, 'article')} left out", err=True)
        ctx.exit(1)


def _refuse(articles: str, outputs: list[str | Path | None], spark: str | None) -> None:
    """Never write over what is read, nor two things to one place.

    Raises:
        UsageError: that would be.
    """
    places = [_place(str(written)) for written in outputs]
    if len(set(places)) < len(places):
        raise click.UsageError(f"{outputs[0]} is named twice; give each output a name of its own")
    for written in map(str, outputs):
        if "://" in written:
            continue
        if is_read(Path(written), Path(articles)):
            raise click.UsageError(f"{written} would be read as input; give another name")
        if spark is None and Path(written).is_dir():
            raise click.UsageError(f"{written} is a folder; only --engine spark writes one")


def _place(written: str) -> str:
    """A path as it is found from anywhere; a URL as it is."""
    return written if "://" in written else str(Path(written).resolve())


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
