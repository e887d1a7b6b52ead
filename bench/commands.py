"""What a user waits for: the help, the seed, and whole commands over a ledger.

    python bench/commands.py [--claims 1000] [--files 100] [--only claims]
    python bench/commands.py --table FILE.parquet

Every command is a process of its own, its start counted. Prints one JSON line, in seconds:
`help_over_python` is `reportedly --help` less `python -c pass` (medians of nine pairs in turn),
`seed` is reading the seed article with the language model loaded (median of five). For each
command over the ledger it gives the time by the clock and the time of the processor: `cold` with
nothing kept, `warm`, and `after_one_change` of a claim in one file; the latter two are the best of
three. With `--table` it times `conflicts --format jsonl` on a table of figures instead, in turn
with processes that count the groups that do not meet by bare SQL, and fetch them; three of each,
the least processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ledger import make_ledger
from scale import BARE

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_a457734bdebef904.txt"
REPORTEDLY = [sys.executable, "-m", "reportedly"]


def time_command(command: Sequence[str], **environment: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor of one run, whatever it finds."""
    before = os.times()
    subprocess.run(
        command,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = os.times()
    busy = after.children_user + after.children_system
    return after.elapsed - before.elapsed, busy - before.children_user - before.children_system


def time_help() -> float:
    """Median of `reportedly --help` less that of an empty Python, run in turn."""
    pairs = [
        (time_command([*REPORTEDLY, "--help"])[0], time_command([sys.executable, "-c", "pass"])[0])
        for _ in range(9)
    ]
    return statistics.median(a for a, _ in pairs) - statistics.median(b for _, b in pairs)


def time_seed() -> float:
    """Median of reading the seed, the model loaded."""
    from reportedly.documents import read_document
    from reportedly.workflow import read_documents

    document = read_document(SEED, {"published": "2019-02-12"})
    read_documents([document])
    times = []
    for _ in range(5):
        start = time.perf_counter()
        read_documents([document])
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def time_ledger(claims: int, files: int, only: str) -> dict[str, dict[str, list[float]]]:
    """Commands over a ledger, each cold, warm, and after one file changed: clock, processor."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ledger"
        root.mkdir()
        make_ledger(root, claims, files)
        changing = sorted(p for p in (root / "claims").iterdir() if p.stem not in _SHARED)
        claim = re.findall(r"- id: (\S+)", changing[-1].read_text())[-1]
        subject = re.findall(r"subject: (\S+)", changing[-1].read_text())[-1]
        time.sleep(2.1)  # files written within a clock's tick are never taken for settled
        for line in COMMANDS:
            if only not in line:
                continue
            words = [word.format(claim=claim, subject=subject) for word in line.split()]
            command = [*REPORTEDLY, "--ledger", str(root), *words]
            cache = {"XDG_CACHE_HOME": str(Path(folder) / f"cache-{len(found)}")}
            cold = time_command(command, **cache)
            warm = [time_command(command, **cache) for _ in range(3)]
            changed = []
            for path in changing[:3]:
                path.write_text(_turned(path.read_text()))
                changed.append(time_command(command, **cache))
            found[line] = {
                "cold": _best([cold]),
                "warm": _best(warm),
                "after_one_change": _best(changed),
            }
    return found


ALONE = """
import sys, duckdb
print(len(duckdb.connect().execute(sys.argv[1]).fetchall()))
"""


def time_table(path: str) -> dict[str, float]:
    """Processor seconds of listing a table's conflicts, of bare SQL, and the ratio to each."""
    count = BARE.format(f"read_parquet('{path}')")
    fetch = count.removeprefix("SELECT count(*) FROM (").removesuffix(") AS g")
    runs = {
        "count": [sys.executable, "-c", ALONE, count],
        "fetch": [sys.executable, "-c", ALONE, fetch],
        "conflicts": [*REPORTEDLY, "--ledger", path, "conflicts", "--format", "jsonl"],
    }
    turns = [{name: time_command(run)[1] for name, run in runs.items()} for _ in range(3)]
    least = {name: round(min(turn[name] for turn in turns), 2) for name in runs}
    ratios = {f"over_{n}": round(least["conflicts"] / least[n], 1) for n in ("count", "fetch")}
    return {**least, **ratios}


def _turned(text: str) -> str:
    """The text with the status of its first claim changed, there and back."""
    old, new = "status: reviewed", "status: proposed"
    return text.replace(new, old, 1) if new in text else text.replace(old, new, 1)


def _best(runs: Sequence[tuple[float, float]]) -> list[float]:
    return [round(min(kind), 2) for kind in zip(*runs, strict=True)]


_SHARED = ("sources", "subjects", "judgements")

COMMANDS = (
    "check",
    "conflicts",
    "claims",
    "claims --source source-3",
    "claims --subject {subject}",
    "claims --status proposed",
    "sources",
    "sources --pairs",
    "subjects",
    "documents",
    "trace {claim}",
    "review",
    "review --accept {claim}",
    "plot {subject}",
    "graph --format dot --around {claim}",
    "graph --format dot --around source-3",
)
"""What people run, in the words that they type; a claim and a subject of the ledger are put in."""


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--only", default="", help="Only commands with these words in them.")
    parser.add_argument("--table", help="A table of figures, in Parquet.")
    options = parser.parse_args()
    if options.table:
        print(json.dumps({"bench": "commands", "table": time_table(options.table)}))
        return
    figures = {
        "bench": "commands",
        "help_over_python": round(time_help(), 3),
        "seed": round(time_seed(), 3),
        "claims": options.claims,
        "files": options.files,
        "commands": time_ledger(options.claims, options.files, options.only),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
