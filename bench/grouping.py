"""What grouping a corpus costs, on this machine and on Spark in local mode.

    python bench/grouping.py [--articles 2500 10000] [--events] [--master 'local[2]']

Articles of about 500 words from `copies.tsv`, a quarter copies of others, go through `reportedly
group` as JSON lines: seconds by the clock, all of them from file to file, and documents a second,
for either engine; with Spark the start of a session, which is paid once, is given apart. The most
memory that this process held is for the engine without Spark.

Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from copies import Writer
from reportedly.store.spark import session_of
from reportedly.workflow import group_articles


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", nargs="+", type=int, default=[2500, 10000])
    parser.add_argument("--events", action="store_true")
    parser.add_argument("--master", default="local[2]")
    asked = parser.parse_args()
    row: dict[str, object] = {"events": asked.events}
    with TemporaryDirectory() as folder:
        here = {n: took(Path(folder), n, asked.events, None) for n in asked.articles}
        row["here"] = told(here)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        row["peak_mb"] = round(peak / 1024)
        began = time.perf_counter()
        session = session_of(asked.master)
        row["spark_start_s"] = round(time.perf_counter() - began, 1)
        there = {n: took(Path(folder), n, asked.events, asked.master) for n in asked.articles}
        row[asked.master] = told(there)
        session.stop()
    print(json.dumps(row))


def told(seconds: dict[int, float]) -> dict[str, object]:
    """Seconds by number of articles, the rate of the most, and how the seconds grow."""
    first, last = min(seconds), max(seconds)
    row: dict[str, object] = {
        "seconds": {n: round(s, 1) for n, s in seconds.items()},
        "documents_s": round(last / seconds[last]),
    }
    if first < last:
        grown = math.log(seconds[last] / seconds[first]) / math.log(last / first)
        row["exponent"] = round(grown, 2)
    return row


def took(folder: Path, articles: int, events: bool, master: str | None) -> float:
    """Seconds from a file of articles to the files of documents and pairs."""
    source = folder / f"{articles}.jsonl"
    if not source.exists():
        source.write_text("".join(f"{line}\n" for line in made(articles)), encoding="utf-8")
    out = str(folder / f"out{articles}{'' if master else '.parquet'}")
    began = time.perf_counter()
    with group_articles(str(source), out, pairs=f"{out}.pairs", events=events, spark=master):
        return time.perf_counter() - began


def made(articles: int) -> list[str]:
    """Articles as JSON."""
    writer = Writer(7)
    texts: list[str] = []
    while len(texts) < articles:
        cast = writer.cast()
        story = writer.story(cast, 10)
        texts.append("\n\n".join(story))
        if len(texts) % 3 == 0:
            texts.append("\n\n".join(writer.print_again(story, cast)))
    return [
        json.dumps({"id": str(n), "text": text, "published": "2031-03-05"})
        for n, text in enumerate(texts[:articles])
    ]


if __name__ == "__main__":
    main()
