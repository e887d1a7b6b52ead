"""What a user waits for: the help, the seed, and whole commands over a ledger.

    python bench/commands.py [--claims 1000] [--files 100]

Every command is a process of its own, its start counted. Prints one JSON line, in seconds:
`help_over_python` is `reportedly --help` less `python -c pass` (medians of nine pairs in turn),
`seed` is reading the seed article with the language model loaded (median of five).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ledger import make_ledger

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_a457734bdebef904.txt"
REPORTEDLY = [sys.executable, "-m", "reportedly"]


def time_command(command: Sequence[str], **environment: str) -> float:
    """Wall seconds of one run, whatever it finds."""
    start = time.perf_counter()
    subprocess.run(
        command,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - start


def time_help() -> float:
    """Median of `reportedly --help` less that of an empty Python, run in turn."""
    pairs = [
        (time_command([*REPORTEDLY, "--help"]), time_command([sys.executable, "-c", "pass"]))
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


def time_ledger(claims: int, files: int) -> dict[str, dict[str, float]]:
    """`check` and `conflicts`, each cold, warm, and after one file changed."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ledger"
        root.mkdir()
        make_ledger(root, claims, files)
        changing = min(p for p in (root / "claims").iterdir() if p.stem not in _SHARED)
        for name in ("check", "conflicts"):
            command = [*REPORTEDLY, "--ledger", str(root), name]
            cache = {"XDG_CACHE_HOME": str(Path(folder) / f"cache-{name}")}
            time.sleep(2.1)  # files written within a clock's tick are never taken for settled
            cold = time_command(command, **cache)
            warm = min(time_command(command, **cache) for _ in range(3))
            changing.write_text(changing.read_text() + "# looked at\n")
            found[name] = {
                "cold": round(cold, 2),
                "warm": round(warm, 2),
                "after_one_change": round(time_command(command, **cache), 2),
            }
    return found


_SHARED = ("sources", "subjects", "judgements")


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--files", type=int, default=100)
    options = parser.parse_args()
    figures = {
        "bench": "commands",
        "help_over_python": round(time_help(), 3),
        "seed": round(time_seed(), 3),
        "claims": options.claims,
        "files": options.files,
        **time_ledger(options.claims, options.files),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
