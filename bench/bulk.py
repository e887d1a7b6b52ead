"""Bulk extraction: speed of two workers over one, and memory by the number of articles.

`python bench/bulk.py [ARTICLES.jsonl] [--runs N] [--many N]` prints one JSON line. Without a file
the articles are short invented ones. Each speed is the best of the runs, taken in turns, without
the time that the processes take to load; memory is the peak of all processes together.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--size", type=int, default=500)
    parser.add_argument("--many", type=int, nargs="*", default=[1_000, 10_000])
    arguments = parser.parse_args()
    texts = given(arguments.articles) if arguments.articles else [invented(n) for n in range(97)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write(folder / "few.jsonl", texts, 64)
        write(folder / "in.jsonl", texts, arguments.size)
        best = {1: float("inf"), 2: float("inf")}
        work = {1: float("inf"), 2: float("inf")}
        for _ in range(arguments.runs):
            for workers in best:
                few, _, few_work = run(folder, "few.jsonl", workers)
                all_, _, all_work = run(folder, "in.jsonl", workers)
                best[workers] = min(best[workers], all_ - few)
                work[workers] = min(work[workers], all_work - few_work)
        memory = {}
        for count in arguments.many:
            write(folder / "many.jsonl", [invented(n) for n in range(97)], count)
            memory[count] = round(run(folder, "many.jsonl", 2)[1] / 1e6)
    made = arguments.size - 64
    print(
        json.dumps(
            {
                "bench": "bulk",
                "articles_per_second": {w: round(made / s, 1) for w, s in best.items()},
                "two_over_one": round(best[1] / best[2], 2),
                # What two workers spend over one: on two free cores the ratio is 2 / this.
                "processor_time_two_over_one": round(work[2] / work[1], 3),
                "peak_megabytes_by_articles": memory,
            }
        )
    )


def given(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def invented(number: int) -> str:
    return (
        f"Floods in Orlo\nAt least {number} people drowned in Orlo, the mayor said. "
        f"Aid groups said {number + 2} had died."
    )


def write(path: Path, texts: list[str], count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), count)):
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")


def run(folder: Path, name: str, workers: int) -> tuple[float, int, float]:
    """Seconds, the highest sum of the processes' resident bytes, and seconds of processor time."""
    command = [sys.executable, "-m", "reportedly", "extract", name, "-o", "out.jsonl", "--restart"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin, peak = time.perf_counter(), 0
    running = subprocess.Popen(
        [*command, "--workers", str(workers)], cwd=folder, start_new_session=True
    )
    while running.poll() is None:
        peak = max(peak, resident(running.pid))
        time.sleep(0.2)
    seconds = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, peak, work


def resident(group: int) -> int:
    """Bytes that the processes of a group hold together (Linux)."""
    page, total = os.sysconf("SC_PAGE_SIZE"), 0
    for entry in Path("/proc").glob("[0-9]*/statm"):
        try:
            if os.getpgid(int(entry.parent.name)) == group:
                total += int(entry.read_text().split()[1]) * page
        except (OSError, ValueError):
            continue
    return total


if __name__ == "__main__":
    main()
