"""Time to load and check a made-up ledger: cold, warm, and after one file changed.

    python bench/ledger.py [--claims 1000] [--files 100]

Every run is a process of its own, as a command is, with its start counted; it is held to one core
where the system allows. Prints one JSON line: seconds, claims, and megabytes of YAML.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

_RUN = """
import sys
from pathlib import Path
from reportedly import ledger
from reportedly.store.cache import cache_of
root = Path(sys.argv[1])
cache = cache_of(root)
entries, problems = ledger.load(root, cache)
problems += ledger.check_entries(entries, root, cache)
print(len(entries.claims), len(problems))
"""
_PLACES = ("Aldermere", "Brackwater", "Corvash", "Dunholt", "Eskerry", "Farrowgate")
_VERBS = ("killed", "wounded", "displaced", "missing", "arrested")
_WORDS = (
    "the river rose past the old bridge while officials counted those who had left their homes "
    "and relief workers carried blankets to a school where families waited for news of the road"
).split()


def make_ledger(root: Path, claims: int, files: int) -> None:
    """Write `claims` claims over `files` documents, every quote standing where it is said to."""
    chance = random.Random(claims)
    (root / "claims").mkdir(parents=True)
    (root / "texts").mkdir()
    names = [f"source-{i}" for i in range(max(5, claims // 200))]
    rows = "".join(f"  - id: {n}\n    name: Observer {n}\n    kind: organisation\n" for n in names)
    (root / "claims/sources.yaml").write_text("sources:\n" + rows)
    subjects = [
        f"{p.lower()}-{v}-{i}" for i in range(claims // 120 + 1) for p in _PLACES for v in _VERBS
    ]
    rows = "".join(
        f"  - id: {s}\n    measure: {s.split('-')[1]}\n    population: civilians\n"
        for s in subjects
    )
    (root / "claims/subjects.yaml").write_text("subjects:\n" + rows)
    for number in range(files):
        count = claims * (number + 1) // files - claims * number // files
        _make_document(root, number, count, chance, names, subjects)


def _make_document(
    root: Path,
    number: int,
    count: int,
    chance: random.Random,
    names: list[str],
    subjects: list[str],
) -> None:
    entries, sentences = [], []
    day = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    for i in range(count):
        subject = chance.choice(subjects)
        place, verb, _ = subject.split("-")
        figure = chance.choice(("at least ", "more than ", "", "about ")) + str(
            chance.randint(2, 4000)
        )
        quote = f"{figure} civilians were {verb} near {place.title()} in incident {number}.{i}"
        filler = " ".join(chance.choices(_WORDS, k=12))
        sentences.append(f"Observers said {quote}, as {filler}.\n")
        entries.append(
            f"  - id: claim-{number}-{i}\n"
            f"    source: {chance.choice(names)}\n"
            f"    subject: {subject}\n"
            f"    figure: {figure}\n"
            "    unit: person\n"
            f"    when: {day}\n"
            f"    said: {day}\n"
            f"    quote: {quote}\n"
            "    status: reviewed\n"
            "    note: entered by hand from the morning's summary and checked against the text\n"
        )
    text = "".join(sentences).encode()
    (root / f"texts/{number}.txt").write_bytes(text)
    head = (
        f"document:\n  title: Summary {number}\n  path: texts/{number}.txt\n"
        f"  sha256: {sha256(text).hexdigest()}\n  published: {day}\nclaims:\n"
    )
    (root / f"claims/{day}-summary-{number}.yaml").write_text(head + "".join(entries))


def _time_run(root: Path, cache: Path) -> tuple[float, float, str]:
    """Seconds by the clock, seconds of processor, and what the run printed."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(root)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    after = os.times()
    busy = after.children_user + after.children_system
    busy -= before.children_user + before.children_system
    return after.elapsed - before.elapsed, busy, done.stdout.strip()


def _best(runs: list[tuple[float, float, str]]) -> tuple[float, float]:
    return min(run[0] for run in runs), min(run[1] for run in runs)


def _measure(root: Path, cache: Path, repeat: int) -> Iterator[tuple[str, tuple[float, float]]]:
    yield "cold", _best([_time_run(root, cache)])
    # The first reading cannot trust files written a moment ago, so the index settles once.
    time.sleep(2.1)
    yield "settling", _best([_time_run(root, cache)])
    yield "warm", _best([_time_run(root, cache) for _ in range(repeat)])
    runs = []
    for path in sorted((root / "claims").glob("2024*.yaml"))[:repeat]:
        path.write_text(path.read_text().replace("status: reviewed", "status: rejected", 1))
        runs.append(_time_run(root, cache))
    yield "after_one_change", _best(runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ledger"
        make_ledger(root, given.claims, given.files)
        size = sum(p.stat().st_size for p in (root / "claims").iterdir())
        times = dict(_measure(root, Path(folder) / "cache", given.repeat))
        found = _time_run(root, Path(folder) / "cache")[2].split()
    print(
        json.dumps(
            {
                "bench": "ledger",
                "claims": int(found[0]),
                "problems": int(found[1]),
                "files": given.files,
                "yaml_mb": round(size / 1e6, 1),
                "seconds": {name: round(clock, 2) for name, (clock, _) in times.items()},
                "processor_seconds": {name: round(busy, 2) for name, (_, busy) in times.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
