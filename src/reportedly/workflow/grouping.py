"""Which of many articles are one text, and which report one event: here or on a Spark cluster.

Candidates are found by SQL (`store.sql.grouping`), pairs are decided by `linking` as everywhere
else, and groups grow within the parts of the corpus that pairs tie together. Every step is a table
that is made from those before it, the same on either engine; so is the result.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from reportedly.documents.articles import read_article, read_articles
from reportedly.errors import UsageError
from reportedly.export.journal import load_arrow
from reportedly.extract.events import read_events
from reportedly.linking import texts as one
from reportedly.linking.alignment import align, grams, read_words
from reportedly.linking.events import (
    ALL,
    HELD,
    Trace,
    are_two,
    grow_events,
    heaviest,
    may_be_one,
    prior_of,
    slots,
)
from reportedly.linking.profiles import likeness, rarity_among, read_profile, sharpen
from reportedly.linking.texts import Copy, Text
from reportedly.model import Document, Location, Period, Problem
from reportedly.model.period import Precision
from reportedly.resolve.events import CERTAIN
from reportedly.store.sql import grouping
from reportedly.store.stages import stages_here, stages_on_spark
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.records import attempt, escaped
from reportedly.text.sentences import sentences
from reportedly.text.times import find_times
from reportedly.workflow.cluster import ASIDE, inputs_at, readers

if TYPE_CHECKING:
    from reportedly.documents.articles import Article
    from reportedly.store.executors import Work
    from reportedly.store.stages import Stages
    from reportedly.store.tables import Cells

_ROWS = 256
_HELD_WORDS = 512  # texts whose words are kept in mind
_HELD_PROFILES = 4096
_NEVER = date.max.toordinal()

Told = Mapping[str, Any]
"""A row by its columns."""


@dataclass(frozen=True, slots=True)
class Groups:
    """What came of a corpus; read within `group_articles`.

    Attributes:
        documents: how many there are.
        texts, events: how many texts and events they are; no events where none were asked for.
        left_out: what could not be used, each `{"number", "code", "reason", "where", "record"}`.
        lines: the documents as JSON, where no file was named.
    """

    documents: int
    texts: int
    events: int | None
    left_out: Iterator[dict[str, Any]]
    lines: Iterator[str]


@contextmanager
def group_articles(
    where: str,
    out: str | None,
    *,
    pairs: str | None = None,
    events: bool = False,
    spark: str | None = None,
) -> Iterator[Groups]:
    """Find what is one text, and what reports one event, among articles.

    Args:
        where: as `documents.articles.read_articles` has it; with Spark as `extract_on_spark` has.
        out: JSON lines or `.parquet`, with Spark a folder of Parquet: each document `{"id",
            "text_of", "event"}`, the first of the documents of which it is one text (None where it
            is the first, or alone) and of those that report its event. None for lines to be read.
        pairs: likewise for the pairs that are joined, or that a person should be asked about:
            `{"kind": "text|event", "a", "b", "score", "older", "why"}`, the surest first here, in
            any order with Spark.
        events: also what each article reports, which takes much longer.
        spark: the master; on this machine without Spark if None.

    Raises:
        UsageError: there is nothing to read, an id stands twice, or an output cannot be written.
        MissingProgramError: pyarrow, or what the engine needs, is not installed.
    """
    load_arrow()
    if spark is None:
        with stages_here() as here:
            schema = taken_schema()
            here.take("everything", _batches(_taken(read_articles(where), events), schema), schema)
            run = _grouped(here, events)
            if out is not None:
                here.save(_result(events, in_order=True), out)
            if pairs is not None:
                here.save(_pairs(events, in_order=True), pairs)
            yield replace(run, lines=here.lines(_result(events, in_order=True)))
        return
    assert out is not None
    with stages_on_spark(spark, [out, *([pairs] if pairs else [])]) as there:
        work = {kind: _reading(read, events) for kind, read in readers().items()}
        there.read("everything", inputs_at(where, spark), work, taken_schema())
        run = _grouped(there, events)
        there.save(_result(events), out)
        if pairs is not None:
            there.save(_pairs(events), pairs)
        yield run


def _grouped(stages: Stages, events: bool) -> Groups:
    """All steps, one after the other."""
    stages.make("taken", f"SELECT {', '.join(_TAKEN)} FROM everything WHERE code IS NULL")
    for (name,) in stages.rows(grouping.REPEATED):
        raise UsageError(f"the id {name!r} stands twice; each article needs one of its own")
    stages.make("numbers", grouping.numbers())
    stages.make("docs", grouping.DOCS)
    join_texts_of(stages)
    if events:
        join_events_of(stages)
    aside = (
        f"SELECT {', '.join(ASIDE[:3])}, found_at, record FROM everything WHERE code IS NOT NULL"
    )
    (documents,) = _counts(stages, "SELECT COUNT(*) FROM docs")
    (copies,) = _counts(stages, "SELECT COUNT(*) FROM texts_of")
    others = _counts(stages, "SELECT COUNT(*) FROM events_of") if events else (None,)
    return Groups(
        documents,
        documents - copies,
        None if others[0] is None else documents - others[0],
        (dict(zip(ASIDE, row, strict=True)) for row in stages.rows(aside)),
        iter(()),
    )


def _counts(stages: Stages, query: str) -> tuple[int, ...]:
    return next(tuple(int(n) for n in row) for row in stages.rows(query))


def _result(events: bool, *, in_order: bool = False) -> str:
    told = "COALESCE(e.first, d.id)" if events else "CAST(NULL AS STRING)"
    joined = "LEFT JOIN events_of AS e ON d.id = e.id" if events else ""
    by = " ORDER BY d.id" if in_order else ""
    return (
        f"SELECT d.id, t.first AS text_of, {told} AS event FROM (SELECT id FROM docs) AS d "
        f"LEFT JOIN texts_of AS t ON d.id = t.id {joined}{by}"
    )


def _pairs(events: bool, *, in_order: bool = False) -> str:
    tables = {"text": "texts_settled", **({"event": "events_settled"} if events else {})}
    told = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, a, b, score, older, why FROM {table} WHERE is_pair"
        for kind, table in tables.items()
    )
    by = " ORDER BY kind DESC, score DESC, a, b" if in_order else ""
    return f"SELECT kind, a, b, score, older, why FROM ({told}) AS p{by}"


# --- reading

_TAKEN = ("id", "day", "length", "same", "copied", "grams", "bands", "text", "published", "publisher", "kind", "place", "timed", "first_day", "last_day", "precision_of", "words", "weights")  # fmt: skip # noqa: E501


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
    names = (*_TAKEN, *ASIDE[:3], "found_at", "record")
    return pa.schema([(name, sorts.get(name, text)) for name in names])


def _reading(read: Callable[[Iterator[Any]], Iterator[Article]], events: bool) -> Work:
    def work(batches: Iterator[Any]) -> Iterator[Any]:
        yield from _batches(_taken(read(batches), events), taken_schema())

    return work


def _batches(rows: Iterable[Told], schema: Any) -> Iterator[Any]:
    import pyarrow as pa

    there = iter(rows)
    while held := list(islice(there, _ROWS)):
        yield pa.RecordBatch.from_pylist(held, schema)


def _taken(articles: Iterable[Article], events: bool) -> Iterator[dict[str, Any]]:
    for article in articles:
        item = article.item
        if not isinstance(item, Document | Problem):
            item = _of_page(item, article.location)
        row = item if isinstance(item, Problem) else _attempted(item, events, article.location)
        if isinstance(row, Problem):
            place = row.location
            yield {
                "number": article.number or None,
                "code": row.code,
                "reason": escaped(row.message),
                "found_at": escaped(f"{place.file}:{place.line}" if place.line else place.file),
                "record": escaped(article.record),
            }
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
    words, found = one.bare_words(text), grams(text)
    row = {
        "id": document.id,
        "day": _NEVER if day is None else day.toordinal(),
        "length": len(text),
        "same": blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest(),
        "copied": one.can_be_copied(words),
        "grams": len(found),
        "bands": [band << 32 | least for band, least in sorted(one.sketch(found).items())],
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


def _read_trace(row: Told, side: str, profile: Mapping[str, float]) -> Trace:
    def told(name: str) -> Any:
        return row[f"{side}_{name}"]

    def day(name: str) -> date | None:
        return None if (number := told(name)) is None else date.fromordinal(number)

    when = None
    if told("timed"):
        when = Period(day("first_day"), day("last_day"), Precision(told("precision_of")))
    name = told("id")
    published = _day(told("published"))
    return Trace(name, name, True, told("kind"), told("place"), when, published, profile)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


# --- texts


def join_texts_of(stages: Stages) -> None:
    """What is one text: `texts_settled`, the pairs, and `texts_of`, ids with the first of theirs.

    Args:
        stages: with a table `docs`.
    """
    stages.make("firsts", grouping.FIRSTS)
    stages.make("reprints", grouping.REPRINTS)
    stages.make("bands_of", grouping.bands_of(one.BESIDE))
    stages.make("copies", grouping.copies(one.CROWD, one.BESIDE, one.RARE, one.MEETINGS, one.SCRAP))
    both = grouping.with_both("copies", "docs", "n", "id, text, published, publisher")
    stages.work("weighed", both, weigh_copies, _weighed_schema(), ("a", "b"))
    _put_parts(stages, "text_parts", "SELECT a, b FROM weighed")
    stages.work("texts_settled", _MEMBERS, settle_copies, _settled_schema(), _IN_PARTS)
    stages.make("texts_of", _FIRST_OF.format("texts_settled"))


_IN_PARTS = ("part", "is_pair", "a", "b")
_FIRST_OF = "SELECT b AS id, a AS first FROM {} WHERE NOT is_pair"

# A part of the corpus is its texts, and after them its pairs; a reprint stands with its first text.
_TEXT_PART = "COALESCE(g.part, p.a)"
_MEMBERS = (
    "SELECT d.part, FALSE AS is_pair, d.n AS a, CAST(0 AS BIGINT) AS b, x.id AS a_id, "
    "CAST(NULL AS STRING) AS b_id, CAST(NULL AS DOUBLE) AS score, "
    "CAST(NULL AS DOUBLE) AS share, x.published AS a_published, "
    "CAST(NULL AS STRING) AS b_published, CAST(NULL AS STRING) AS longest, x.text "
    "FROM (SELECT number AS n, part FROM text_parts UNION SELECT r.a, r.a FROM reprints AS r "
    "LEFT JOIN text_parts AS g ON r.a = g.number WHERE g.number IS NULL) AS d JOIN docs AS x ON d.n = x.n "
    f"UNION ALL SELECT {_TEXT_PART}, TRUE, p.a, p.b, p.a_id, p.b_id, p.score, p.share, "
    "p.a_published, p.b_published, p.longest, CAST(NULL AS STRING) FROM weighed AS p "
    "LEFT JOIN text_parts AS g ON p.a = g.number "
    f"UNION ALL SELECT {_TEXT_PART}, TRUE, p.a, p.b, CAST(NULL AS STRING), p.b_id, "
    "CAST(1 AS DOUBLE), CAST(1 AS DOUBLE), CAST(NULL AS STRING), p.b_published, "
    "CAST(NULL AS STRING), CAST(NULL AS STRING) FROM reprints AS p "
    "LEFT JOIN text_parts AS g ON p.a = g.number"
)


def _weighed_schema() -> Any:
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("a", pa.int64()),
            ("b", pa.int64()),
            *((name, text) for name in ("a_id", "b_id")),
            ("score", pa.float64()),
            ("share", pa.float64()),
            *((name, text) for name in ("a_published", "b_published", "longest")),
        ]
    )


def _settled_schema() -> Any:
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("is_pair", pa.bool_()),
            ("a", text),
            ("b", text),
            ("score", pa.float64()),
            ("older", text),
            ("why", text),
        ]
    )


def weigh_copies(batches: Iterator[Any]) -> Iterator[Any]:
    """Pairs of texts → those that are one or may be; for executors."""
    words_of = lru_cache(maxsize=_HELD_WORDS)(read_words)

    def rows() -> Iterator[dict[str, Any]]:
        for row in _rows(batches):
            a, b = (_read_text(row, side) for side in "ab")
            copy = one.weigh(a, b, lambda text: words_of(text.text))
            if copy is not None:
                kept = ("a", "b", "a_id", "b_id", "a_published", "b_published")
                told = {"score": copy.score, "share": copy.share, "longest": copy.longest}
                yield {name: row[name] for name in kept} | told

    yield from _batches(rows(), _weighed_schema())


def _read_text(row: Told, side: str) -> Text:
    day = _day(row[f"{side}_published"])
    return Text(row[f"{side}_id"], row[f"{side}_text"], day, row[f"{side}_publisher"])


def settle_copies(batches: Iterator[Any]) -> Iterator[Any]:
    """Parts of a corpus, texts and then pairs → the pairs that stand, and who has whose text."""

    def rows() -> Iterator[dict[str, Any]]:
        for _, part in groupby(_rows(batches), key=lambda row: row["part"]):
            yield from _settled_texts(part)

    yield from _batches(rows(), _settled_schema())


def _settled_texts(part: Iterable[Told]) -> Iterator[dict[str, Any]]:
    texts: dict[str, str] = {}  # of reprints that of the first, whose words they have
    members: dict[int, Told] = {}
    rank: dict[str, int] = {}
    weighed: dict[tuple[str, str], Copy] = {}
    found: list[Copy] = []
    for row in part:
        if not row["is_pair"]:
            members[row["a"]] = row
            texts[row["a_id"]] = row["text"]
            rank[row["a_id"]] = row["a"]
        elif row["a_id"] is not None:
            copy = _read_copy(row, row["longest"])
            weighed[copy.a, copy.b] = copy
        else:
            first = members[row["a"]]
            named = {**row, "a_id": first["a_id"], "a_published": first["a_published"]}
            copy = _read_copy(named, " ".join(first["text"].split()))
            texts[copy.b] = first["text"]
            rank[copy.b] = row["b"]
            found.append(copy)
    words_of = lru_cache(maxsize=_HELD_WORDS)(read_words)
    found += one.untied(weighed, lambda a, b: weighed[a, b])
    kept = one.without_bridges(
        found, lambda a, b: align(words_of(texts[a]), words_of(texts[b])).share
    )
    for copy in kept:
        yield {
            "is_pair": True,
            "a": copy.a,
            "b": copy.b,
            "score": copy.score,
            "older": copy.older,
            "why": copy.why,
        }
    sure = [(rank[c.a], rank[c.b]) for c in kept if c.score >= CERTAIN]
    names = {number: name for name, number in rank.items()}
    yield from _first_rows(sure, names)


def _read_copy(row: Told, longest: str) -> Copy:
    days = row["a_published"], row["b_published"]
    older = row["a_id"] if None not in days and days[0] != days[1] else None
    return Copy(row["a_id"], row["b_id"], row["score"], row["share"], longest, older)


def _first_rows(
    pairs: Iterable[tuple[int, int]], names: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    """Each of a group but the first, with the first."""
    for number, first in sorted(parts_of(pairs).items()):
        if number != first:
            yield {"is_pair": False, "a": names[first], "b": names[number]}


# --- events

_EVENT = "id, kind, place, timed, first_day, last_day, precision_of, published"


def join_events_of(stages: Stages) -> None:
    """What is one event: `events_settled`, the pairs; `events_of`, ids with the first of theirs.

    Args:
        stages: with a table `docs` whose documents were read for their events.
    """
    import pyarrow as pa

    (documents,) = _counts(stages, "SELECT COUNT(*) FROM docs")
    prior = prior_of(documents)
    stages.make("holders", grouping.HOLDERS)
    stages.work(
        "profiles", grouping.WITH_HOLDERS, partial(_sharpened, documents), _profile_schema()
    )
    if documents > ALL:
        stages.make("placed", grouping.placed(HELD))
    stages.make("near", grouping.near(documents, ALL, HELD))
    stages.make("reports", f"SELECT m, {_EVENT} FROM docs")
    stages.make("told_by", grouping.TOLD_BY)
    both = grouping.with_both("near", "told_by", "m", f"{_EVENT}, profile")
    schema = pa.schema(
        [("a", pa.int64()), ("b", pa.int64()), ("told", pa.string()), ("tied", pa.bool_())]
    )
    stages.work("told", both, partial(_told, prior), schema, ("b", "a"))
    _put_parts(stages, "event_parts", "SELECT a, b FROM told WHERE tied")
    within = grouping.with_both(f"({grouping.WITHIN})", "reports", "m", _EVENT)
    settle = partial(_settle_events, prior)
    stages.work("events_settled", within, settle, _settled_schema(), ("part", "a", "b"))
    stages.make("events_of", _FIRST_OF.format("events_settled"))


def _profile_schema() -> Any:
    import pyarrow as pa

    text = pa.string()
    return pa.schema([("m", pa.int64()), ("profile", text), ("heaviest", pa.list_(text))])


def _sharpened(documents: int, batches: Iterator[Any]) -> Iterator[Any]:
    """What documents are told by, weighed by how few of so many hold it."""

    def rows() -> Iterator[dict[str, Any]]:
        for row in _rows(batches):
            counts = (told.split(" ", 1) for told in row["counts"] or ())
            holders = {word: int(count) for count, word in counts}
            rarity = {
                word: rarity_among(word, holders.get(word, 1), documents) for word in row["words"]
            }
            whole = dict(zip(row["words"], row["weights"], strict=True))
            profile = sharpen(whole, rarity)
            yield {
                "m": row["m"],
                "profile": json.dumps(profile, ensure_ascii=False),
                "heaviest": heaviest(profile),
            }

    yield from _batches(rows(), _profile_schema())


def _told(prior: float, batches: Iterator[Any]) -> Iterator[Any]:
    """What speaks for and against pairs being one event."""
    import pyarrow as pa

    read = lru_cache(maxsize=_HELD_PROFILES)(json.loads)  # each stands in many pairs

    schema = pa.schema(
        [("a", pa.int64()), ("b", pa.int64()), ("told", pa.string()), ("tied", pa.bool_())]
    )

    def rows() -> Iterator[dict[str, Any]]:
        for row in _rows(batches):
            a, b = (_read_trace(row, side, read(row[f"{side}_profile"])) for side in "ab")
            if are_two(b, a):
                continue
            found = slots(b, a, likeness(b.profile, a.profile))
            tied = may_be_one(found, prior)
            yield {"a": row["a"], "b": row["b"], "told": json.dumps(found), "tied": tied}

    yield from _batches(rows(), schema)


def _settle_events(prior: float, batches: Iterator[Any]) -> Iterator[Any]:
    """Parts of a corpus as pairs → those that are one event or may be, and the first of each."""

    def rows() -> Iterator[dict[str, Any]]:
        for _, part in groupby(_rows(batches), key=lambda row: row["part"]):
            yield from _settled_events(prior, part)

    yield from _batches(rows(), _settled_schema())


def _settled_events(prior: float, part: Iterable[Told]) -> Iterator[dict[str, Any]]:
    traces: dict[int, Trace] = {}
    told: dict[tuple[int, int], Mapping[str, float]] = {}
    for row in part:
        for side in "ab":
            if row[side] not in traces:
                traces[row[side]] = _read_trace(row, side, {})
        told[row["a"], row["b"]] = json.loads(row["told"])
    numbers = sorted(traces)
    place = {number: n for n, number in enumerate(numbers)}
    there = [traces[number] for number in numbers]
    found = {(place[b], place[a]): slots_ for (a, b), slots_ in told.items()}
    joins = grow_events(there, found, prior)
    of_id = {trace.id: n for n, trace in enumerate(there)}
    for join in joins:
        yield {"is_pair": True, "a": join.a, "b": join.b, "score": join.score, "why": join.why}
    sure = [(of_id[j.a], of_id[j.b]) for j in joins if j.score >= CERTAIN]
    yield from _first_rows(sure, {n: trace.id for n, trace in enumerate(there)})


# --- parts


def _put_parts(stages: Stages, name: str, query: str) -> None:
    import pyarrow as pa

    parts = sorted(parts_of(stages.rows(query)).items())
    number = pa.int64()
    columns = {"number": [n for n, _ in parts], "part": [p for _, p in parts]}
    stages.put(name, pa.table(columns, pa.schema([("number", number), ("part", number)])))


def parts_of(pairs: Iterable[Cells | tuple[int, int]]) -> dict[int, int]:
    """What pairs of numbers tie together: each number → the least of its part.

    Held in memory, some 200 bytes for each number that stands in a pair.

    >>> parts_of([(4, 7), (2, 4), (5, 6)])
    {4: 2, 7: 2, 2: 2, 5: 5, 6: 5}
    """
    above: dict[int, int] = {}

    def top(number: int) -> int:
        while (over := above.setdefault(number, number)) != number:
            above[number] = above[over]
            number = above[number]
        return number

    for a, b in pairs:
        first, second = sorted((top(int(a)), top(int(b))))
        above[second] = first
    return {number: top(number) for number in list(above)}


def _rows(batches: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()
