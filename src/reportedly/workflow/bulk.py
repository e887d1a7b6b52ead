"""Streams of articles and texts, of any length."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.documents.articles import content_digest, read_article
from reportedly.errors import UsageError
from reportedly.export.journal import Run
from reportedly.export.tables import to_json_text
from reportedly.extract.parallel import Wanted, rows_of, spread
from reportedly.extract.version import extractor_version
from reportedly.model import Act, Document, Location, Problem
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.rows import figures_row
from reportedly.text.records import Line, attempt, half_pair, read_object

if TYPE_CHECKING:
    from reportedly.documents.articles import Article
    from reportedly.documents.warc import Page
    from reportedly.export.journal import Journal
    from reportedly.extract.parallel import Row

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
    before: Journal | None = None,
    apart: bool = False,
) -> Iterator[tuple[Article, str | Problem]]:
    """Each article with its row of spans as JSON, or what is wrong with it, in their order.

    The processes read pages, extract and write JSON; this one hands out texts and takes in lines.

    Args:
        articles: from `documents.articles`, read as they are needed.
        acts: the acts wanted.
        min_score: leaves out attributions below it.
        workers: processes that share the work.
        before: what an earlier run did is passed over, and what it could not do is told again.
        apart: work in other processes even with one worker, as for pages by strangers.

    Raises:
        UsageError: `before` has rows that the input has not.
    """
    under_way: deque[Article] = deque()

    def given() -> Iterator[Given]:
        for article in _not_done(articles, before) if before else articles:
            under_way.append(article)
            yield _given(article)

    lines = spread(
        given(),
        partial(_lines, wanted=Wanted(frozenset(acts), min_score)),
        _failed,
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


def _failed(given: Given, what: str) -> str | Problem:
    if given is None:
        return ""
    return Problem("not-extracted", f"extraction of {given[0]!r} failed: {what}", Location(""))


def _lines(batch: list[Given], wanted: Wanted) -> list[str | Problem]:
    """The work of a process: rows as JSON. A problem among what is given gives an empty line."""
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


def _not_done(articles: Iterable[Article], before: Journal) -> Iterator[Article]:
    """What stands after the rows written already; problems before that are told again.

    Raises:
        UsageError: a row is not of the article that stands in its place.
    """
    ids, made_of = before.done(), iter(before.made_of)
    awaited, row = next(ids, None), 0
    for article in articles:
        if isinstance(article.item, Problem):
            yield article
        elif article.number in before.left_out:
            yield replace(article, item=before.left_out[article.number])
        elif awaited is None:
            yield article
        else:
            row += 1
            made = next(made_of, None)
            if str(article.id) != awaited or (made and made != digest_of(article)):
                raise _changed(before.path, row)
            awaited = next(ids, None)
    if awaited is not None:
        raise _changed(before.path, row + 1)


def _changed(path: Path, row: int) -> UsageError:
    return UsageError(
        f"{path} is an unfinished run, and the input changed since: its row {row} is not of the "
        "article that stands there now; begin anew with --restart"
    )


def digest_of(article: Article) -> str:
    """What tells an article from any other: a digest of its id and its text."""
    assert isinstance(article.item, Document)
    return sha256(f"{article.id!r} {article.item.text}".encode()).hexdigest()[:16]


def run_of(
    where: str,
    options: Mapping[str, str],
    advance: Callable[[float | None], None] = lambda _share: None,
) -> Run:
    """What determines the rows of an extraction; it reads the input to its end.

    Args:
        where: as in `documents.articles.read_articles`.
        options: option → value, of those that change rows.
        advance: called for each MiB that was read, with its share of the whole.

    Raises:
        UsageError: there is nothing of that name.
    """
    content = "" if where == "-" else content_digest(where, advance)
    name = where if where == "-" else str(Path(where).resolve())
    return Run(name, content, options, extractor_version())


def figure_records(
    lines: Iterable[Line],
) -> Iterator[tuple[Line, dict[str, Any] | Problem]]:
    """Each line with the quantities in its text, in the format of `figures`, or what is wrong.

    A line that begins with `{` is a JSON object with a `text`; any other line is itself the text.

    Args:
        lines: from `text.records`.
    """
    for line in lines:
        yield line, attempt(partial(_figures_in, line), line.where)


def _figures_in(line: Line) -> dict[str, Any] | Problem:
    if isinstance(line.text, Problem):
        return line.text
    text, given = line.text, None
    if text.lstrip("\ufeff \t").startswith("{"):
        try:
            text, given = _text_of(text.lstrip("\ufeff"))
        except ValueError as error:
            right = 'write {"id": "a", "text": "16 people were killed"}, or a text that begins '
            return Problem("not-json", f"{error}; {right}otherwise", line.where)
    return figures_row(text, find_quantities(text), given)


def _text_of(line: str) -> tuple[str, str | int | None]:
    """The text and id in a line that is a JSON object.

    Raises:
        ValueError: it is none with a text.
    """
    record = read_object(line)
    text, given = record.get("text"), record.get("id")
    if "text" not in record:
        raise ValueError("the object has no `text`")
    if not isinstance(text, str):
        raise ValueError(f"`text` is {json.dumps(text)[:40]}, not a string")
    if not (given is None or isinstance(given, str | int)):
        raise ValueError(f"`id` is {json.dumps(given)[:40]}, not a string")
    for name, written in (("text", text), ("id", str(given))):
        if fault := half_pair(written):
            raise ValueError(f"`{name}` holds {fault}")
    return text, given
