"""How well and how fast figures are read, beside quantulum3 when it is at hand.

`python bench/figures.py GOLD.jsonl… [--peer PYTHON]` prints one JSON line a file. Each line of a
gold file holds `{"id", "text", "quantities": [{"start", "value": number | [low, high] | null,
"unit", "bound"}]}`; quantities whose value is null are left out.

A quantity found matches a gold one when the values agree to 1e-5 (both ends of a range), one to
one; among several the one with the same unit is taken, then the nearest. Units agree when their
names do, in lower case and the singular, with common synonyms folded. Directions are exact, above,
below, about and range; `bounds_found` is the share of the gold's quantities that are not exact and
were found with their direction.

`--peer` names a Python that has quantulum3 (`bench/quantulum3.txt` lists what to install there; it
is no dependency of this project). It reads the same texts in the same run, so that `ratio`, our
texts a second over its, means something on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.rows import figures_row

Row = dict[str, Any]
ABOVE, BELOW = ("at_least", "more_than"), ("at_most", "less_than")
SYNONYMS = {
    "%": "percentage",
    "percent": "percentage",
    "$": "dollar",
    "us dollar": "dollar",
    "united states dollar": "dollar",
    "people": "person",
    "tonne": "metric ton",
    "degree celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "degree angle": "degree",
    "dimensionless": "",
    "-": "",
}
RUNS = 3
PEER = Path(__file__).with_name("quantulum3_peer.py")


def fold_unit(name: str | None) -> str:
    """A unit's name in the form that is compared."""
    folded = (name or "").lower().strip()
    folded = SYNONYMS.get(folded, folded).replace("meter", "metre").replace("liter", "litre")
    if folded.endswith("s") and not folded.endswith("ss"):
        folded = re.sub(r"s\b", "", folded)
    return SYNONYMS.get(folded, folded)


def fold_bound(bound: str | None) -> str:
    """The direction of a bound."""
    if bound in ABOVE:
        return "above"
    if bound in BELOW:
        return "below"
    return bound or "exact"


def agree(a: Any, b: Any) -> bool:
    """Whether two values are the same number, or the same two in order."""
    if isinstance(a, list) or isinstance(b, list):
        both = isinstance(a, list) and isinstance(b, list) and len(a) == len(b)
        return both and all(map(agree, a, b))
    return a is not None and abs(a - b) <= 1e-5 * max(abs(a), abs(b), 1e-9)


def pair_quantities(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """Gold quantities with what was found for them, one to one, in text order."""
    left, pairs = list(found), []
    for wanted in gold:
        hits = [hit for hit in left if agree(wanted["value"], hit["value"])]
        if not hits:
            continue
        unit, start = fold_unit(wanted.get("unit")), wanted.get("start") or 0
        hit = min(hits, key=lambda h: (fold_unit(h["unit"]) != unit, abs(h["start"] - start)))
        left.remove(hit)
        pairs.append((wanted, hit))
    return pairs


def score(gold: list[Row], found: list[Row]) -> dict[str, float]:
    """Accuracy over all texts, in percent."""
    wanted = [[q for q in row["quantities"] if q["value"] is not None] for row in gold]
    pairs = [
        pair
        for quantities, row in zip(wanted, found, strict=True)
        for pair in pair_quantities(quantities, row["quantities"])
    ]
    total = sum(map(len, wanted)) + sum(len(row["quantities"]) for row in found)
    units = sum(fold_unit(a.get("unit")) == fold_unit(b["unit"]) for a, b in pairs)
    inexact = sum(fold_bound(q.get("bound")) != "exact" for row in wanted for q in row)
    directed = sum(
        fold_bound(a.get("bound")) == fold_bound(b["bound"]) != "exact" for a, b in pairs
    )
    five_way = sum((a.get("bound") or "exact") == b["bound"] for a, b in pairs)
    return {
        "value_f1": percent(2 * len(pairs), total),
        "value_unit_f1": percent(2 * units, total),
        "bounds_found": percent(directed, inexact),
        "bound_five_way": percent(five_way, len(pairs)),
    }


def percent(part: int, whole: int) -> float:
    """A share in percent, to a tenth."""
    return round(100 * part / max(whole, 1), 1)


def read_ours(texts: list[str]) -> tuple[list[Row], float]:
    """Our rows, and texts a second: the best of a few runs."""
    best = float("inf")
    rows: list[Row] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = [figures_row(text, find_quantities(text)) for text in texts]
        best = min(best, time.perf_counter() - start)
    return rows, len(texts) / best


def read_peer(python: str, texts: list[str]) -> tuple[list[Row], float]:
    """The peer's rows, and its texts a second."""
    done = subprocess.run(
        [python, "-W", "ignore", str(PEER)],
        input=json.dumps({"texts": texts, "runs": RUNS}),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    return answer["rows"], len(texts) / answer["seconds"]


def measure(path: Path, peer: str | None) -> Row:
    """The line printed for one gold file."""
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in gold]
    rows, speed = read_ours(texts)
    line: Row = {"file": path.name, "texts": len(texts), **score(gold, rows)}
    line["texts_per_second"] = round(speed)
    if peer is not None:
        theirs, peer_speed = read_peer(peer, texts)
        line["quantulum3"] = {**score(gold, theirs), "texts_per_second": round(peer_speed)}
        line["ratio"] = round(speed / peer_speed, 1)
    return line


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--peer", help="a Python interpreter that has quantulum3")
    arguments = parser.parse_args()
    for path in arguments.gold:
        print(json.dumps(measure(path, arguments.peer)))


if __name__ == "__main__":
    main()
