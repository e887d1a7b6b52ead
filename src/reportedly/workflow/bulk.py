"""Streams of articles and texts, of any length."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportedly.errors import UsageError
from reportedly.model import (
    Act,
    Document,
    Problem,
)

if TYPE_CHECKING:
    from reportedly.documents.articles import Article


def extract_articles(
    articles: Iterable[Article],
    *,
    acts: Iterable[Act] = tuple(Act),
    min_score: float | None = None,
    workers: int = 1,
    done: Iterator[str] | None = None,
) -> Iterator[tuple[Article, dict[str, Any] | Problem]]:
    """Each article with its row of spans, or what is wrong with it, in their order.

    Args:
        articles: from `documents.articles`, read as they are needed.
        acts: the acts wanted.
        min_score: leaves out attributions below it.
        workers: processes that share the work.
        done: ids of the first articles' rows, which an earlier run wrote; those are passed over.

    Raises:
        UsageError: `done` has rows that the input has not.
    """
    from reportedly.extract.parallel import extract_rows

    under_way: deque[Article] = deque()

    def items() -> Iterator[Document | Problem]:
        for article in _not_done(articles, done or iter(())):
            under_way.append(article)
            yield article.item

    for row in extract_rows(items(), acts=tuple(acts), min_score=min_score, workers=workers):
        article = under_way.popleft()
        if isinstance(row, Problem):
            yield article, replace(row, location=article.location)
        else:
            yield article, row


def _not_done(articles: Iterable[Article], done: Iterator[str]) -> Iterator[Article]:
    """What stands after the rows written already; problems before that are told again."""
    awaited = next(done, None)
    for article in articles:
        if awaited is None or isinstance(article.item, Problem):
            yield article
        elif article.item.id == awaited:
            awaited = next(done, None)
    if awaited is not None:
        raise UsageError(
            f"the output has a row for {awaited!r} where the input has none; begin anew: --restart"
        )


def figure_records(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Quantities for each text, in the format of `figures`.

    A line that is a JSON object with a `text` is read as such; any other line is itself the text.
    """
    from reportedly.text.figures import figures_row, find_quantities

    for line in lines:
        stripped = line.rstrip("\n")
        if not stripped.strip():
            continue
        record = _object(stripped)
        text = record.get("text") if record else None
        if record and isinstance(text, str):
            yield figures_row(text, find_quantities(text), record.get("id"))
        else:
            yield figures_row(stripped, find_quantities(stripped))


def _object(line: str) -> dict[str, Any] | None:
    import json

    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
