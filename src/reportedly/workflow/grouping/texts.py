"""What is one text in a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportedly.linking.alignment import align, read_words
from reportedly.linking.texts import (
    BESIDE,
    CROWD,
    MEETINGS,
    RARE,
    SCRAP,
    Copy,
    Text,
    untied,
    weigh,
    without_bridges,
)
from reportedly.resolve.events import CERTAIN
from reportedly.store.sql import grouping
from reportedly.workflow.grouping.parts import (
    Told,
    first_of,
    first_rows,
    in_batches,
    parts_in,
    put_parts,
    rows_of,
    settled_schema,
)

if TYPE_CHECKING:
    from reportedly.store.stages import Stages

_HELD_WORDS = 512
"""Texts whose words are kept in mind."""

_IN_PARTS = ("part", "is_pair", "a", "b")


def join_texts_of(stages: Stages) -> None:
    """What is one text: `texts_settled`, the pairs, and `texts_of`, ids with the first of theirs.

    Args:
        stages: with a table `docs`.
    """
    stages.make("firsts", grouping.FIRSTS)
    stages.make("reprints", grouping.REPRINTS)
    stages.make("bands_of", grouping.bands_of(BESIDE))
    stages.make("copies", grouping.copies(CROWD, BESIDE, RARE, MEETINGS, SCRAP))
    both = grouping.with_both("copies", "docs", "n", "id, text, published, publisher")
    stages.work("weighed", both, weigh_copies, _weighed_schema(), ("a", "b"))
    put_parts(stages, "text_parts", "SELECT a, b FROM weighed")
    stages.work(
        "texts_settled", grouping.TEXTS_IN_PARTS, settle_copies, settled_schema(), _IN_PARTS
    )
    stages.make("texts_of", first_of("texts_settled"))


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


def weigh_copies(batches: Iterator[Any]) -> Iterator[Any]:
    """Pairs of texts → those that are one or may be; for executors."""
    words_of = lru_cache(maxsize=_HELD_WORDS)(read_words)

    def rows() -> Iterator[dict[str, Any]]:
        for row in rows_of(batches):
            a, b = (_read_text(row, side) for side in "ab")
            copy = weigh(a, b, lambda text: words_of(text.text))
            if copy is not None:
                kept = ("a", "b", "a_id", "b_id", "a_published", "b_published")
                told = {"score": copy.score, "share": copy.share, "longest": copy.longest}
                yield {name: row[name] for name in kept} | told

    yield from in_batches(rows(), _weighed_schema())


def _read_text(row: Told, side: str) -> Text:
    day = _day(row[f"{side}_published"])
    return Text(row[f"{side}_id"], row[f"{side}_text"], day, row[f"{side}_publisher"])


def settle_copies(batches: Iterator[Any]) -> Iterator[Any]:
    """Parts of a corpus, texts and then pairs → the pairs that stand, and who has whose text."""

    def rows() -> Iterator[dict[str, Any]]:
        for part in parts_in(batches):
            yield from _settled_texts(part)

    yield from in_batches(rows(), settled_schema())


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
    found += untied(weighed, lambda a, b: weighed[a, b])
    kept = without_bridges(found, lambda a, b: align(words_of(texts[a]), words_of(texts[b])).share)
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
    yield from first_rows(sure, names)


def _read_copy(row: Told, longest: str) -> Copy:
    days = row["a_published"], row["b_published"]
    older = row["a_id"] if None not in days and days[0] != days[1] else None
    return Copy(row["a_id"], row["b_id"], row["score"], row["share"], longest, older)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
