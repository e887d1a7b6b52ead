"""What comparing tables of figures costs: DuckDB, PostgreSQL, Spark, beside bare SQL and pandas.

    python bench/scale.py [--rows 1000000 10000000] [--table FILE.parquet]
                          [--postgres postgresql://…] [--spark local[2]] [--no-pandas]
                          [--repeat 2] [--memory 8GB]

Without `--table` a made-up one is used: seven sources on daily running totals, which differ in one
group of ten. A table is repeated, its subjects renamed, until it has so many rows. Every figure has
reading the Parquet file in it; `_s` of DuckDB and pandas is processor time over all threads, which
a busy machine distorts less than the clock, and typing ends with every finding in a table. Prints
one JSON line; ratios are to the bare SQL of the same run, `exponent` is that of the growth of
flagging and of typing from the fewest rows to the most.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import re
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from reportedly.store import sql
from reportedly.store.duck import DuckEngine, open_file
from reportedly.store.tables import Figures

BARE = (
    "SELECT count(*) FROM (SELECT subject, measure, unit, as_of FROM {} "
    "GROUP BY ALL HAVING max(value_low) > min(value_high)) AS g"
)
MADE_UP = """
    SELECT 'Source ' || s AS source, 'place-' || p AS subject, 'cumulative_deaths' AS measure,
           'people' AS unit, v AS value_low, v AS value_high,
           strftime(DATE '2020-01-01' + CAST(d AS INTEGER), '%Y-%m-%d') AS as_of
    FROM (SELECT s, p, d, CAST(d * (p % 97) + CASE WHEN hash(p, d) % 10 = 0 AND s = p % 7
          THEN hash(s, p, d) % 50 ELSE 0 END AS DOUBLE) AS v
          FROM range(7) AS a(s), range({places}) AS b(p), range(400) AS c(d))
"""


@dataclass(frozen=True)
class Run:
    """What some work took: processor seconds, seconds by the clock, megabytes, and its count."""

    processor: float
    clock: float
    count: int
    peak: int


def make_table(rows: int, given: Path | None, path: Path) -> None:
    """Write a Parquet file with so many rows."""
    connection = duckdb.connect()
    if given is None:
        source = MADE_UP.format(places=rows // 2800 + 1)
        query = f"SELECT * FROM ({source}) LIMIT {rows}"
    else:
        table = f"read_parquet({sql.literal(str(given))})"
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0]
        # Whole subjects, so that their groups stay whole.
        share = min(rows / count, 1) * 10_000
        query = (
            f"SELECT * EXCLUDE (k) REPLACE (CASE WHEN k = 0 THEN subject ELSE subject || '#' || k "
            f"END AS subject) FROM {table}, range({rows // count + 1}) AS t(k) "
            f"WHERE hash(subject) % 10000 < {share:.0f} LIMIT {rows}"
        )
    connection.execute(f"COPY ({query}) TO {sql.literal(str(path))} (FORMAT parquet)")


def worked(work: Callable[[], Any], repeat: int) -> tuple[tuple[float, float], Any]:
    """Processor seconds over all threads, and seconds on the clock, the least of some runs."""
    processor, clock, result = math.inf, math.inf, None
    for _ in range(repeat):
        start = time.process_time(), time.perf_counter()
        result = work()
        processor = min(processor, time.process_time() - start[0])
        clock = min(clock, time.perf_counter() - start[1])
    return (processor, clock), result


def timed(work: Callable[[], Any], repeat: int = 1) -> tuple[float, Any]:
    """Seconds on the clock of the fastest of some runs, and what it gave."""
    best, result = math.inf, None
    for _ in range(repeat):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def count_bare(figures: Figures) -> int:
    """The groups that do not meet, by hand."""
    return int(next(iter(figures.engine.run(BARE.format(figures.engine.relation))))[0])


def count_flagged(figures: Figures) -> int:
    """The same by us; opening the table (columns, units, what is known of its rows) is part."""
    query = f"SELECT count(*) FROM ({sql.flagged(Figures(figures.engine).known)}) AS f"
    return int(next(iter(figures.engine.run(query)))[0])


def write_findings(figures: Figures) -> int:
    """Work out every finding, with its words and in order, into a table; how many there are."""
    known = Figures(figures.engine).known
    query = sql.following(sql.steps_to_findings(known), sql.findings(known))
    assert isinstance(figures.engine, DuckEngine)
    connection = figures.engine.connection.cursor()
    connection.execute(f"CREATE OR REPLACE TEMP TABLE findings AS {query}")
    ((count,),) = connection.execute("SELECT count(*) FROM findings").fetchall()
    return int(count)


def alone(work: Callable[[Figures], int], path: Path, repeat: int, memory: str | None) -> Run:
    """Seconds and peak memory of work that had a process for itself."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        return pool.submit(_run, work, path, repeat, memory).result()


def _run(work: Callable[[Figures], int], path: Path, repeat: int, memory: str | None) -> Run:
    figures = Figures(open_file(path))
    if memory is not None:
        assert isinstance(figures.engine, DuckEngine)
        figures.engine.connection.execute(f"SET memory_limit = {sql.literal(memory)}")
    (processor, clock), count = worked(lambda: work(figures), repeat)
    # Not ru_maxrss, which a process takes over from the one that starts it.
    (peak,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return Run(processor, clock, count, int(peak) // 1024)


def in_duckdb(path: Path, repeat: int, memory: str | None) -> dict[str, Any]:
    """Bare, flagged, typed, each in a process of its own."""
    bare, flag, typed = (
        alone(work, path, repeat, memory) for work in (count_bare, count_flagged, write_findings)
    )
    if bare.count != flag.count:
        raise SystemExit(f"{flag.count} groups flagged, {bare.count} by bare SQL")
    return {
        "groups": bare.count,
        "findings": typed.count,
        "bare_s": round(bare.processor, 2),
        "flag_s": round(flag.processor, 2),
        "typed_s": round(typed.processor, 2),
        "flag_ratio": round(flag.processor / bare.processor, 2),
        "typed_ratio": round(typed.processor / bare.processor, 2),
        "flag_clock_s": round(flag.clock, 2),
        "typed_clock_s": round(typed.clock, 2),
        "flag_clock_ratio": round(flag.clock / bare.clock, 2),
        "typed_clock_ratio": round(typed.clock / bare.clock, 2),
        "peak_mb": {"bare": bare.peak, "flag": flag.peak, "typed": typed.peak},
    }


def in_pandas(path: Path) -> tuple[tuple[float, float], int]:
    """The same flags with pandas, once."""
    import pandas

    def flag() -> int:
        frame = pandas.read_parquet(
            path, columns=["subject", "measure", "unit", "as_of", "value_low", "value_high"]
        )
        groups = frame.groupby(["subject", "measure", "unit", "as_of"], sort=False).agg(
            top=("value_low", "max"), bottom=("value_high", "min")
        )
        return int((groups.top > groups.bottom).sum())

    return worked(flag, 1)


def in_postgres(path: Path, url: str) -> dict[str, Any]:
    """Loading, flagging and paging in a database, whose table of figures is made anew."""
    from reportedly.store import postgres, schema

    connection = postgres.connect(url)
    schema.prepare(connection)
    connection.execute("TRUNCATE reportedly.figures")
    source = open_file(path)
    names = source.columns()
    load, _ = timed(
        lambda: postgres.add_figures(
            connection, names, source.run(f"SELECT {', '.join(names)} FROM {source.relation}")
        ),
        1,
    )
    connection.execute("VACUUM ANALYZE reportedly.figures")
    figures = Figures(postgres.PostgresEngine(connection))
    bare_sql = BARE.format(figures.engine.relation).replace(
        "GROUP BY ALL", "GROUP BY subject, measure, unit, as_of"
    )
    bare, groups = timed(lambda: next(iter(figures.engine.run(bare_sql)))[0], 2)
    flag, flagged = timed(lambda: count_flagged(figures), 2)
    if groups != flagged:
        raise SystemExit(f"{flagged} groups flagged, {groups} by bare SQL")
    first = next(iter(figures.claims(limit=1)))
    name = first.source.name if first.source else ""
    page, _ = timed(lambda: list(figures.claims(source=name, limit=100)), 5)
    connection.execute("TRUNCATE reportedly.figures")
    return {
        "load_s": round(load, 1),
        "bare_s": round(bare, 2),
        "flag_ratio": round(flag / bare, 2),
        "page_by_source_ms": round(page * 1000, 1),
    }


def in_spark(path: Path, master: str, expected: int) -> dict[str, Any]:
    """Flagging and typing in Spark, start of the session apart; the groups must be as many."""
    from reportedly.store.spark import open_spark, session_of

    start, _ = timed(lambda: session_of(master), 1)
    figures = Figures(open_spark(master, str(path)))
    flag, groups = timed(lambda: count_flagged(figures))
    typed, findings = timed(lambda: sum(1 for _ in figures.findings()))
    return {
        "start_s": round(start, 1),
        "flag_s": round(flag, 1),
        "typed_s": round(typed, 1),
        "findings": findings,
        "same": groups == expected,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--table", type=Path)
    parser.add_argument("--postgres")
    parser.add_argument("--spark")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--memory", help="what DuckDB may take, such as 8GB")
    parser.add_argument("--no-pandas", action="store_true")
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "scale"}
    with tempfile.TemporaryDirectory() as folder:
        for rows in sorted(options.rows):
            path = Path(folder) / f"{rows}.parquet"
            make_table(rows, options.table, path)
            found = in_duckdb(path, options.repeat, options.memory)
            if not options.no_pandas:
                (seconds, clock), groups = in_pandas(path)
                found["pandas_ratio"] = round(seconds / found["flag_s"], 1)
                found["pandas_clock_ratio"] = round(clock / found["flag_clock_s"], 1)
                found["pandas_same"] = groups == found["groups"]
            result[str(rows)] = found
        fewest, most = min(options.rows), max(options.rows)
        if fewest < most:
            result["exponent"] = {
                what: round(
                    math.log(result[str(most)][what] / result[str(fewest)][what])
                    / math.log(most / fewest),
                    2,
                )
                for what in ("flag_s", "typed_s")
            }
        smallest = Path(folder) / f"{fewest}.parquet"
        if options.postgres:
            result["postgresql"] = in_postgres(smallest, options.postgres)
        if options.spark:
            result["spark"] = in_spark(smallest, options.spark, result[str(fewest)]["groups"])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
