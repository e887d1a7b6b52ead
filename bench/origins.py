"""Who copies whose figures: on a table, and on invented ones in which it is known.

    python bench/origins.py [TABLE] [--seeds 20]

Prints one JSON line. Of a table: how long `origins --kind figures` takes, the most memory, and the
pairs it proposes, best first. Of the invented tables (`copiers.py`): `right`, how many came out as
they should, of `tried`; `false`, in how many a pair was proposed that only looks alike; `missed`,
in how many a copier was not found. `first` are those on which the method was made, `fresh` those
written afterwards, on which two of its rules were mended too, `last` those written when it stood.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Sequence
from typing import Any

from copiers import FRESH, LAST, TABLES, Invented, figures_of
from reportedly.compare.copying import count_votes, find_copying


def of_table(where: str) -> dict[str, Any]:
    """What a table costs and gives."""
    from reportedly.workflow.origins import find_origins
    from reportedly.workflow.tables import table_at

    start = time.perf_counter()
    found = find_origins(table_at(where), ("figures",))
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "pairs": [[p.a, p.b, p.score] for p in found],
    }


def of_invented(tables: Sequence[Invented], seeds: int) -> dict[str, int]:
    """How many of the invented tables come out as they should."""
    counts = {"tried": 0, "right": 0, "false": 0, "missed": 0}
    for table in tables:
        for seed in range(seeds):
            told = (
                (place, day, name, number, None)
                for name, figures in figures_of(table, seed).items()
                for (place, day), number in figures.items()
            )
            found = {(p.a, p.b) for p in find_copying(count_votes(told))}
            wrong = bool(found - {*table.pairs, *table.open})
            right = table.right(found)
            counts["tried"] += 1
            counts["right"] += right
            counts["false"] += wrong
            counts["missed"] += not right and not wrong
    return counts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="?")
    parser.add_argument("--seeds", type=int, default=20)
    asked = parser.parse_args()
    found: dict[str, Any] = {"table": of_table(asked.table)} if asked.table else {}
    for name, tables in (("first", TABLES), ("fresh", FRESH), ("last", LAST)):
        found[name] = of_invented(tables, asked.seeds)
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
