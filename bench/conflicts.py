"""Time and check the comparing of claims; prints one JSON line.

    python bench/conflicts.py [--claims 100000] [--covid TABLE.parquet] [--vintages TABLE.parquet]

Without a table a made-up ledger is timed: five claims a subject, a fifth of the figures off.
`--covid` takes a table of figures by several sources and counts the groups (subject, measure, as
of) whose intervals do not meet, and those whose highest low exceeds the lowest high by more than
five percent of itself, twice over: in SQL by DuckDB, and by `judge` on claims made from the rows.
`--vintages` takes several states of one table, told apart by `said`, and judges what a restated
figure is. Needs duckdb and pandas with pyarrow for the tables.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any

from reportedly.compare import Options, find_conflicts, judge
from reportedly.model import (
    Bound,
    Claim,
    ConflictKind,
    Figure,
    Interval,
    Period,
    Source,
    SourceKind,
    Subject,
)

FIVE_PERCENT = Options(tolerance=Decimal("0.05"))
BATCH = 200_000


@cache
def source(name: str) -> Source:
    return Source(name.lower(), name, SourceKind.ORGANISATION)


@cache
def day(iso: str | None) -> Period | None:
    return Period.day(date.fromisoformat(iso)) if iso else None


@cache
def exactly(low: float, high: float) -> Figure:
    """A table's number: taken as it stands, no rounding implied."""
    interval = Interval(Decimal(repr(low)), Decimal(repr(high)))
    return Figure(f"{low:g}", interval, Bound.EXACT, interval, interval, unit="person")


def claim(
    id_: str, who: str, subject: Subject, figure: Figure, as_of: str | None, said: str | None = None
) -> Claim:
    voice = source(who)
    return Claim(
        id_, voice, (voice,), subject, "", said or "table", figure=figure, as_of=day(as_of),
        said=day(said),
    )  # fmt: skip


# A made-up ledger


def made_up(count: int, per_subject: int = 5) -> list[Claim]:
    """Claims of 200 sources on three days; running totals on every third subject."""
    chance = random.Random(2019)
    subjects = [
        Subject(f"subject-{n}", running_total=n % 3 == 0 or None)
        for n in range(max(1, count // per_subject))
    ]
    return [
        _made_up_claim(n, chance, chance.randrange(len(subjects)), subjects) for n in range(count)
    ]


def _made_up_claim(n: int, chance: random.Random, at: int, subjects: list[Subject]) -> Claim:
    value = Decimal(10 + at % 50 + chance.choice((0, 0, 0, 0, 30)))
    floor = chance.random() < 1 / 3
    interval = Interval(value, None) if floor else Interval.point(value)
    figure = Figure(
        f"at least {value}" if floor else str(value),
        Interval.point(value),
        Bound.AT_LEAST if floor else Bound.EXACT,
        interval,
        interval,
        unit="person",
    )
    first = date(2020, 1, 1)
    as_of = (first + timedelta(chance.randrange(3))).isoformat()
    said = (first + timedelta(4 + chance.randrange(30))).isoformat()
    return claim(f"c{n}", f"Source {chance.randrange(200)}", subjects[at], figure, as_of, said)


def time_ledger(count: int) -> dict[str, Any]:
    ledger = made_up(count)
    started = time.perf_counter()
    found = find_conflicts(ledger)
    return {
        "claims": count,
        "seconds": round(time.perf_counter() - started, 3),
        "found": dict(Counter(c.kind.value for c in found)),
    }


# Figures by several sources


def covid_by_sql(path: str) -> dict[str, int]:
    import duckdb

    row = duckdb.execute(
        """
        with groups as (
            select max(value_low) as low, min(value_high) as high
            from read_parquet(?) group by subject, measure, as_of
        )
        select count(*) filter (low > high), count(*) filter (20 * (low - high) > abs(low))
        from groups
        """,
        [path],
    ).fetchone()
    assert row is not None
    return {"apart": row[0], "apart_by_5_percent": row[1]}


def covid_by_judge(path: str) -> dict[str, int]:
    """Judge, of every group, the claim with the highest low against that with the lowest high."""
    counts = Counter({"apart": 0, "apart_by_5_percent": 0})
    contradiction = ConflictKind.CONTRADICTION
    for a, b in _extremes(path):
        if judge(a, b).kind is contradiction:
            counts["apart"] += 1
            counts["apart_by_5_percent"] += judge(a, b, FIVE_PERCENT).kind is contradiction
    return dict(counts)


def _extremes(path: str) -> Iterator[tuple[Claim, Claim]]:
    import pandas as pd

    columns = ["source", "subject", "measure", "as_of", "value_low", "value_high"]
    table = pd.read_parquet(path, columns=columns)
    for name in columns[:4]:
        table[name] = table[name].astype("category")
    keys = table.groupby(["subject", "measure", "as_of"], observed=True, sort=False).ngroup()
    table["group"] = keys
    tops = table.sort_values("value_low", kind="stable").drop_duplicates("group", keep="last")
    lows = table.sort_values("value_high", kind="stable").drop_duplicates("group", keep="first")
    pairs = tops.merge(lows, on="group", suffixes=("", "_other"))
    wanted = ["subject", "measure", "as_of", "source", "value_low", "value_high",
              "source_other", "value_low_other", "value_high_other"]  # fmt: skip
    for start in range(0, len(pairs), BATCH):
        batch = pairs.iloc[start : start + BATCH][wanted].astype(object)
        for row in batch.itertuples(index=False, name=None):
            place, measure, as_of, who, low, high, other, low2, high2 = row
            subject = _subject(place, measure)
            yield (
                claim("high", who, subject, exactly(low, high), as_of),
                claim("low", other, subject, exactly(low2, high2), as_of),
            )


@cache
def _subject(place: str, measure: str) -> Subject:
    return Subject(f"{place} {measure}", measure=measure, place=place, running_total=True)


# Several states of one table


def judge_vintages(path: str) -> dict[str, Any]:
    """What the states of each figure are to each other, pair by pair and over the ledger."""
    import pandas as pd

    table = pd.read_parquet(path)
    key = ["source", "subject", "measure", "as_of"]
    distinct = table.drop_duplicates([*key, "value_low", "value_high"])
    figures = len(table.drop_duplicates(key))
    restated = distinct[distinct.duplicated(key, keep=False)]
    columns = [*key, "value_low", "value_high", "said"]
    states = table.merge(restated[key].drop_duplicates(), on=key)[columns]
    pairs: Counter[str] = Counter()
    revised = 0
    ledger: list[Claim] = []
    for number, (_, group) in enumerate(states.groupby(key, observed=True)):
        own = list(_states(number, group.itertuples(index=False, name=None)))
        kinds = [str(judge(a, b).kind) for a, b in combinations(own, 2)]
        pairs.update(kinds)
        revised += ConflictKind.REVISION in kinds
        ledger += own
    found = Counter(c.kind.value for c in find_conflicts(ledger))
    return {"figures": figures, "restated": revised, "pairs": dict(pairs), "found": dict(found)}


def _states(number: int, rows: Iterable[tuple[Any, ...]]) -> Iterator[Claim]:
    for who, place, measure, as_of, low, high, said in rows:
        yield claim(
            f"{number}-{said}", who, _subject(place, measure), exactly(low, high), as_of, said
        )


def timed(work: Any, *arguments: Any) -> dict[str, Any]:
    started = time.perf_counter()
    result = work(*arguments)
    return {**result, "seconds": round(time.perf_counter() - started, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="*", default=[1_000, 100_000])
    parser.add_argument("--covid", metavar="PARQUET")
    parser.add_argument("--vintages", metavar="PARQUET")
    arguments = parser.parse_args()
    result: dict[str, Any] = {"ledgers": [time_ledger(n) for n in arguments.claims]}
    if arguments.covid:
        result["covid_sql"] = timed(covid_by_sql, arguments.covid)
        result["covid_judge"] = timed(covid_by_judge, arguments.covid)
    if arguments.vintages:
        result["vintages"] = timed(judge_vintages, arguments.vintages)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
