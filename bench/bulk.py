"""Bulk extraction: speed of two workers over one, and memory by the number of articles.

`python bench/bulk.py [ARTICLES.jsonl] [--runs N] [--size N] [--many N…]` prints one JSON line.
Without a file the articles are short invented ones. Every figure is the best of the runs, which
take turns, without what a run of 64 articles takes, that is, without loading. Memory is the peak of
all processes together.

On a machine that does other work at the time, seconds say little; processor time says more. On two
free cores two workers are `2 / processor_time_two_over_one` times as fast as one, as long as the
parent keeps up: it can hand out `workers_that_the_parent_feeds` times what one worker does.
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
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

FEW = 64
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, processor seconds of all processes and of the parent, peak bytes."""

    clock: float
    work: float
    parent: float
    peak: int

    def without(self, few: Run) -> Run:
        """This run without loading."""
        return Run(
            self.clock - few.clock, self.work - few.work, self.parent - few.parent, self.peak
        )


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
        write(folder / "few.jsonl", texts, FEW)
        write(folder / "in.jsonl", texts, arguments.size)
        runs: dict[int, list[Run]] = {1: [], 2: []}
        pairs = []
        for _ in range(arguments.runs):
            for workers, made in runs.items():
                few = run(folder, "few.jsonl", workers)
                made.append(run(folder, "in.jsonl", workers).without(few))
            pairs.append(round(runs[1][-1].clock / runs[2][-1].clock, 2))
        memory = {}
        for count in arguments.many:
            write(folder / "many.jsonl", map(invented, range(count)), count)
            memory[count] = round(run(folder, "many.jsonl", 2).peak / 1e6)
    made_count = arguments.size - FEW
    clock, work = (
        {w: min(getattr(r, f) for r in runs[w]) for w in runs} for f in ("clock", "work")
    )
    parent = min(r.parent for r in runs[2])
    print(
        json.dumps(
            {
                "bench": "bulk",
                "articles_per_second": {w: round(made_count / s, 1) for w, s in clock.items()},
                "two_over_one": round(clock[1] / clock[2], 2),
                "two_over_one_by_run": pairs,
                "processor_milliseconds_an_article": {
                    w: round(1000 * s / made_count, 2) for w, s in work.items()
                },
                "processor_time_two_over_one": round(work[2] / work[1], 3),
                "parent_milliseconds_an_article": round(1000 * parent / made_count, 3),
                "workers_that_the_parent_feeds": round(work[1] / max(parent, 1 / TICKS)),
                "peak_megabytes_by_articles": memory,
            }
        )
    )


def given(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def invented(number: int) -> str:
    """Words that no other article has: what a process remembers of them would show in memory."""
    town, name = word(number), word(number * 7 + 3)
    return (
        f"Floods in {town}\nAt least {number} people drowned in {town}, the mayor said. "
        f"Aid groups said {number + 2} had died, and {name} {town}son denied it."
    )


def word(number: int) -> str:
    parts = []
    while number or not parts:
        number, rest = divmod(number, 60)
        parts.append("bdfgklmnprtv"[rest % 12] + "aeiou"[rest // 12])
    return "".join(parts).capitalize()


def write(path: Path, texts: Iterable[str], count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), count)):
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")


def run(folder: Path, name: str, workers: int) -> Run:
    """One run of the command in a process group of its own."""
    command = [sys.executable, "-m", "reportedly", "extract", name, "-o", "out.jsonl", "--restart"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin, peak, parent = time.perf_counter(), 0, 0.0
    running = subprocess.Popen(
        [*command, "--workers", str(workers)], cwd=folder, start_new_session=True
    )
    while running.poll() is None:
        peak = max(peak, resident(running.pid))
        parent = max(parent, processor_time(running.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, work, parent, peak)


def processor_time(process: int) -> float:
    """Seconds that a process itself has used so far, 0 when it is gone (Linux)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


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
