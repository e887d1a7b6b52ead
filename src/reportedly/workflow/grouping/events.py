"""What is one event in a corpus, by what each document is about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

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
from reportedly.linking.profiles import likeness, rarity_among, sharpen
from reportedly.model import Period
from reportedly.model.period import Precision
from reportedly.resolve.events import CERTAIN
from reportedly.store.sql import grouping
from reportedly.workflow.grouping.parts import (
    Told,
    count_of,
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

_HELD_PROFILES = 4096
"""Profiles that are kept in mind: each stands in many pairs."""

_EVENT = "id, kind, place, timed, first_day, last_day, precision_of, published"


def join_events_of(stages: Stages) -> None:
    """What is one event: `events_settled`, the pairs; `events_of`, ids with the first of theirs.

    Args:
        stages: with a table `docs` whose documents were read for their events.
    """
    documents = count_of(stages, "docs")
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
    stages.work("told", both, partial(_told, prior), _told_schema(), ("b", "a"))
    put_parts(stages, "event_parts", "SELECT a, b FROM told WHERE tied")
    within = grouping.with_both(f"({grouping.WITHIN})", "reports", "m", _EVENT)
    settle = partial(_settle_events, prior)
    stages.work("events_settled", within, settle, settled_schema(), ("part", "a", "b"))
    stages.make("events_of", first_of("events_settled"))


def _profile_schema() -> Any:
    import pyarrow as pa

    text = pa.string()
    return pa.schema([("m", pa.int64()), ("profile", text), ("heaviest", pa.list_(text))])


def _sharpened(documents: int, batches: Iterator[Any]) -> Iterator[Any]:
    """What documents are told by, weighed by how few of so many hold it."""

    def rows() -> Iterator[dict[str, Any]]:
        for row in rows_of(batches):
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

    yield from in_batches(rows(), _profile_schema())


def _told_schema() -> Any:
    import pyarrow as pa

    number = pa.int64()
    return pa.schema([("a", number), ("b", number), ("told", pa.string()), ("tied", pa.bool_())])


def _told(prior: float, batches: Iterator[Any]) -> Iterator[Any]:
    """What speaks for and against pairs being one event."""
    read = lru_cache(maxsize=_HELD_PROFILES)(json.loads)  # each stands in many pairs

    def rows() -> Iterator[dict[str, Any]]:
        for row in rows_of(batches):
            a, b = (_read_trace(row, side, read(row[f"{side}_profile"])) for side in "ab")
            if are_two(b, a):
                continue
            found = slots(b, a, likeness(b.profile, a.profile))
            tied = may_be_one(found, prior)
            yield {"a": row["a"], "b": row["b"], "told": json.dumps(found), "tied": tied}

    yield from in_batches(rows(), _told_schema())


def _settle_events(prior: float, batches: Iterator[Any]) -> Iterator[Any]:
    """Parts of a corpus as pairs → those that are one event or may be, and the first of each."""

    def rows() -> Iterator[dict[str, Any]]:
        for part in parts_in(batches):
            yield from _settled_events(prior, part)

    yield from in_batches(rows(), settled_schema())


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
    # What was asked of two, and again when one had grown, is asked once.
    for join in {(j.a, j.b): j for j in reversed(joins)}.values():
        yield {"is_pair": True, "a": join.a, "b": join.b, "score": join.score, "why": join.why}
    sure = [(of_id[j.a], of_id[j.b]) for j in joins if j.score >= CERTAIN]
    yield from first_rows(sure, {n: trace.id for n, trace in enumerate(there)})


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
