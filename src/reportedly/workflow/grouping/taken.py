"""Articles as rows: what each is told from others by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from reportedly.documents.articles import read_article, reject_row
from reportedly.extract.events import read_events
from reportedly.linking.alignment import grams
from reportedly.linking.events import Trace
from reportedly.linking.profiles import read_profile
from reportedly.linking.texts import bare_words, can_be_copied, sketch
from reportedly.model import Document, Location, Problem
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.records import attempt
from reportedly.text.sentences import sentences
from reportedly.text.times import find_times
from reportedly.workflow.cluster import ASIDE
from reportedly.workflow.grouping.parts import in_batches

if TYPE_CHECKING:
    from reportedly.documents.articles import Article
    from reportedly.store.executors import Work

_NEVER = date.max.toordinal()

TAKEN = ("id", "day", "length", "same", "copied", "grams", "bands", "text", "published", "publisher", "kind", "place", "timed", "first_day", "last_day", "precision_of", "words", "weights")  # fmt: skip # noqa: E501


def taken_schema() -> Any:
    """Arrow schema of what is known of an article when it has been read, or why it is left out."""
    import pyarrow as pa

    number, text = pa.int64(), pa.string()
    sorts: dict[str, Any] = {
        **dict.fromkeys(("day", "length", "grams", "first_day", "last_day", "number"), number),
        **dict.fromkeys(("copied", "timed"), pa.bool_()),
        "bands": pa.list_(number),
        "words": pa.list_(text),
        "weights": pa.list_(pa.float64()),
    }
    names = (*TAKEN, *ASIDE[:3], "found_at", "record")
    return pa.schema([(name, sorts.get(name, text)) for name in names])


def reading(read: Callable[[Iterator[Any]], Iterator[Article]], events: bool) -> Work:
    """The function for executors that reads articles from their input."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        yield from taken_rows(read(batches), events)

    return work


def taken_rows(articles: Iterable[Article], events: bool) -> Iterator[Any]:
    """Articles as record batches of `taken_schema`.

    Args:
        articles: from `documents.articles`.
        events: also what each reports.
    """
    yield from in_batches(_taken(articles, events), taken_schema())


def _taken(articles: Iterable[Article], events: bool) -> Iterator[dict[str, Any]]:
    for article in articles:
        item = article.item
        if not isinstance(item, Document | Problem):
            item = _of_page(item, article.location)
        row = item if isinstance(item, Problem) else _attempted(item, events, article.location)
        if isinstance(row, Problem):
            yield reject_row(article, row, "found_at")
        else:
            yield row


def _of_page(page: Any, where: Location) -> Document | Problem:
    item, facts = read_article(page, where)
    if isinstance(item, Problem):
        return item
    try:
        day = date.fromisoformat((facts.get("published") or "")[:10])
    except ValueError:
        day = None
    return replace(item, title=facts["title"], publisher=facts["publisher"], published=day)


def _attempted(document: Document, events: bool, where: Location) -> dict[str, Any] | Problem:
    return attempt(lambda: taken(document, events=events), where)


def taken(document: Document, *, events: bool = False) -> dict[str, Any]:
    """What a document is told from others by, as a row.

    Args:
        document: its id, text, title, publisher and day count.
        events: also what it reports.
    """
    text, day = document.text, document.published
    words, found = bare_words(text), grams(text)
    row = {
        "id": document.id,
        "day": _NEVER if day is None else day.toordinal(),
        "length": len(text),
        "same": blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest(),
        "copied": can_be_copied(words),
        "grams": len(found),
        "bands": [band << 32 | least for band, least in sorted(sketch(found).items())],
        "text": text,
        "published": None if day is None else day.isoformat(),
        "publisher": document.publisher,
        "words": (),
        "weights": (),
    }
    return row | trace_row(_trace(document)) if events else row


def _trace(document: Document) -> Trace:
    """What a document is about."""
    text, day = document.text, document.published
    times = find_times(text, day)
    main = read_events(
        text, document.title, day, times, find_quantities(text), list(sentences(text))
    ).main
    profile = read_profile(text, document.title)
    name = document.id
    return Trace(name, name, True, main.kind or None, main.place, main.when, day, profile)


def trace_row(trace: Trace) -> dict[str, Any]:
    """The columns of an event."""
    when = trace.when
    row: dict[str, Any] = {
        "kind": trace.kind,
        "place": trace.place,
        "timed": when is not None,
        "words": list(trace.profile),
        "weights": list(trace.profile.values()),
    }
    if when is not None:
        row["first_day"] = None if when.start is None else when.start.toordinal()
        row["last_day"] = None if when.end is None else when.end.toordinal()
        row["precision_of"] = str(when.precision)
    return row
