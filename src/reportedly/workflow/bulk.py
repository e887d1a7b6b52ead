"""Streams of articles and texts, of any length."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from reportedly.errors import UsageError
from reportedly.model import Act, Document, Location, Problem

if TYPE_CHECKING:
    from reportedly.documents.articles import Article
    from reportedly.documents.warc import Page
    from reportedly.extract.parallel import Row, Wanted

    # What a process is given to work on: an id with a text or a page; None for a problem.
    Given = tuple[str | int, str | Page] | None


_NOTHING: Document | Problem = Problem("nothing", "", Location(""))
"""Holds the place of what was a problem before."""


def extract_articles(
    articles: Iterable[Article],
    *,
    acts: Iterable[Act] = tuple(Act),
    min_score: float | None = None,
    workers: int = 1,
    done: Iterator[str] | None = None,
    apart: bool = False,
) -> Iterator[tuple[Article, str | Problem]]:
    """Each article with its row of spans as JSON, or what is wrong with it, in their order.

    The processes read pages, extract and write JSON; this one hands out texts and takes in lines.

    Args:
        articles: from `documents.articles`, read as they are needed.
        acts: the acts wanted.
        min_score: leaves out attributions below it.
        workers: processes that share the work.
        done: ids of the first articles' rows, which an earlier run wrote; those are passed over.
        apart: work in other processes even with one worker, as for pages by strangers.

    Raises:
        UsageError: `done` has rows that the input has not.
    """
    from reportedly.extract.parallel import Wanted, spread

    under_way: deque[Article] = deque()

    def given() -> Iterator[Given]:
        for article in _not_done(articles, done or iter(())):
            under_way.append(article)
            yield _given(article)

    lines = spread(
        given(),
        partial(_lines, wanted=Wanted(frozenset(acts), min_score)),
        _died,
        workers=workers,
        size=_size,
        apart=apart,
    )
    for line in lines:
        article = under_way.popleft()
        if isinstance(article.item, Problem):
            yield article, article.item
        elif isinstance(line, Problem):
            yield article, replace(line, location=article.location)
        else:
            yield article, line


def _given(article: Article) -> Given:
    if isinstance(article.item, Problem):
        return None
    return article.id, article.item.text if isinstance(article.item, Document) else article.item


def _size(given: Given) -> int:
    if given is None:
        return 0
    return len(given[1]) if isinstance(given[1], str) else len(given[1].body)


def _died(given: Given) -> Problem:
    from reportedly.extract.parallel import DIED

    name = given[0] if given else None
    return Problem("not-extracted", f"extraction of {name!r} failed: {DIED}", Location(""))


def _lines(batch: list[Given], wanted: Wanted) -> list[str | Problem]:
    """The work of a process: rows as JSON. A problem among what is given gives an empty line."""
    from reportedly.export.tables import to_json_text

    return [
        row if isinstance(row, Problem) else to_json_text(row) if row else ""
        for row in extract_given(batch, wanted)
    ]


def extract_given(batch: list[Given], wanted: Wanted) -> list[Row | Problem]:
    """The rows of a batch, with the ids as they were given; a page's holds its text as well.

    Args:
        batch: an id with a text or a page; None gives an empty row.
        wanted: what is to be found.

    Raises:
        MissingProgramError: no language model, or no reader of HTML, is installed.
    """
    from reportedly.documents.articles import read_article
    from reportedly.extract.parallel import rows_of

    documents: list[Document | Problem] = []
    beside: list[dict[str, str | None]] = []
    for given in batch:
        document, facts = _NOTHING, dict[str, str | None]()
        if given is not None:
            name, item = given
            if isinstance(item, str):
                document = Document(str(name), item, "")
            else:
                document, facts = read_article(item, Location(""))
        documents.append(document)
        beside.append(facts)
    rows: list[Row | Problem] = []
    for given, facts, row in zip(batch, beside, rows_of(documents, wanted), strict=True):
        if given is None:
            rows.append({})
        elif isinstance(row, Problem):
            rows.append(row)
        else:
            rows.append({"id": given[0], **facts, "quotes": row["quotes"]})
    return rows


def _not_done(articles: Iterable[Article], done: Iterator[str]) -> Iterator[Article]:
    """What stands after the rows written already; problems before that are told again."""
    awaited = next(done, None)
    for article in articles:
        if awaited is None or isinstance(article.item, Problem):
            yield article
        elif str(article.id) == awaited:
            awaited = next(done, None)
    if awaited is not None:
        raise UsageError(
            f"the output has a row for {awaited!r} where the input has none; begin anew: --restart"
        )


def figure_records(lines: Iterable[str], name: str = "-") -> Iterator[dict[str, Any]]:
    """Quantities for each text, in the format of `figures`.

    A line that begins with `{` is a JSON object with a `text`; any other line is itself the text.

    Args:
        lines: the texts, one a line; empty lines are passed over.
        name: of the file they are from, for messages.

    Raises:
        UsageError: a line is meant as an object and is none that can be read; the message says
            where, what is wrong and what would be right.
    """
    from reportedly.text.figures import figures_row, find_quantities

    for number, line in enumerate(lines, start=1):
        stripped = line.rstrip("\n")
        if not stripped.strip():
            continue
        text, given = stripped, None
        if stripped.lstrip("\ufeff \t").startswith("{"):
            text, given = _text_of(stripped, f"{name}:{number}")
        yield figures_row(text, find_quantities(text), given)


def _text_of(line: str, place: str) -> tuple[str, str | int | None]:
    """The text and id in a line that is a JSON object.

    Raises:
        UsageError: it is none with a text.
    """
    import json

    right = 'write {"id": "a", "text": "16 people were killed"}, or a text that begins otherwise'
    try:
        record = json.loads(line.lstrip("\ufeff"))
    except RecursionError:
        raise UsageError(f"{place}: JSON nested too deeply; {right}") from None
    except json.JSONDecodeError as error:
        fault = f"{error.msg} at character {error.pos + 1}"
        raise UsageError(f"{place}: not JSON: {fault}; {right}") from None
    text, given = record.get("text"), record.get("id")
    if "text" not in record:
        raise UsageError(f"{place}: the object has no `text`; {right}")
    if not isinstance(text, str):
        raise UsageError(f"{place}: `text` is {json.dumps(text)[:40]}, not a string; {right}")
    if not (given is None or isinstance(given, str | int)):
        raise UsageError(f"{place}: `id` is {json.dumps(given)[:40]}, not a string; {right}")
    return text, given
