"""Runs inside the peer's environment: texts on stdin as JSON, quantities and seconds on stdout.

quantulum3 says ranges and approximations by an uncertainty around a middle value; a quantity with
one is a range here.
"""

import json
import sys
import time

from quantulum3 import parser


def find(text: str) -> list[dict[str, object]]:
    found = []
    for quantity in parser.parse(text):
        reach = quantity.uncertainty
        ranged = reach is not None and reach > 0
        value = (
            [quantity.value - reach, quantity.value + reach] if ranged else float(quantity.value)
        )
        found.append(
            {
                "start": quantity.span[0],
                "end": quantity.span[1],
                "value": value,
                "unit": quantity.unit.name,
                "bound": "range" if ranged else "exact",
            }
        )
    return found


def main() -> None:
    task = json.load(sys.stdin)
    find("16 miles and 3 pounds")  # loads the tables and the classifier, untimed
    seconds = float("inf")
    rows = []
    for _ in range(task["runs"]):
        start = time.perf_counter()
        rows = [{"quantities": find(text)} for text in task["texts"]]
        seconds = min(seconds, time.perf_counter() - start)
    json.dump({"rows": rows, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
