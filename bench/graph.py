"""What it costs to write the graph of a table of figures as GraphML, for Neo4j, and as Parquet.

    python bench/graph.py [--rows 1000000] [--table FILE.parquet] [--forms graphml neo4j parquet]

The table is made as `bench/scale.py` makes it: from `--table`, else made up. Each form is written
by a process of its own, as `reportedly --ledger TABLE export FORM` does. Prints one JSON
line: for each form seconds on the clock, processor seconds, the peak of memory of that process in
MB, the size of what was written in MB, and how many claims are written in a second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from scale import make_table


def written(table: Path, form: str, output: Path) -> dict[str, Any]:
    """Write one form, and what that took."""
    command = [sys.executable, "-m", "reportedly", "--ledger", str(table), "export"]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, form, "-o", str(output)], stderr=subprocess.PIPE, text=True
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(process.stderr.read() if process.stderr else f"{form} failed")
    files = [output] if output.is_file() else list(output.iterdir())
    return {
        "seconds": round(seconds, 1),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
        "peak_mb": usage.ru_maxrss // 1024,
        "written_mb": round(sum(file.stat().st_size for file in files) / 1e6),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--forms", nargs="+", default=["graphml", "neo4j", "parquet"])
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "graph", "rows": options.rows}
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "figures.parquet"
        make_table(options.rows, options.table, table)
        for form in options.forms:
            result[form] = found = written(table, form, Path(folder) / f"graph-{form}")
            found["claims_per_s"] = round(options.rows / found["seconds"])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
