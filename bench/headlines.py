"""How often the toll read from a headline lies inside what coders put down for the event.

`python bench/headlines.py GOLD.jsonl [--misses]` prints one JSON line. Each line of the gold file
holds `{"date", "low", "high", "headlines": […]}`: the coders' lowest and highest number of deaths
of one event, and headlines of reports that they used.

A headline counts as read when it states a figure of those killed; of several the first is taken.
It is inside when the numbers that its words allow meet the coders' interval. `alone` is the share
among headlines that stand under one event only, `any_or_sum` the share of which one of the figures
of killed, or their sum, is inside. One headline often tells of several events ("in the past 24
hours") or of a part of one, so no reader can reach 100; `--misses` prints what lies outside.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportedly.model import Figure, Interval
from reportedly.text.quantities.figures import find_quantities

Row = dict[str, Any]


def read_tolls(headline: str) -> list[Figure]:
    """The figures of those killed that a headline states."""
    figures = [quantity.figure for quantity in find_quantities(headline)]
    return [figure for figure in figures if figure.measure == "killed" and not figure.share]


def compare(figure: Figure, coded: Interval) -> str:
    """Where the figure lies: inside, below or above what was coded."""
    if figure.interval.meets(coded):
        return "inside"
    low = figure.interval.low
    assert low is not None and coded.high is not None
    return "above" if low > coded.high or figure.interval.high is None else "below"


def meets_any(figures: list[Figure], coded: Interval) -> bool:
    """Whether a figure, or the sum of all, meets what was coded."""
    total = figures[0].interval
    for figure in figures[1:]:
        total = total + figure.interval
    return total.meets(coded) or any(figure.interval.meets(coded) for figure in figures)


def measure(rows: list[Row], *, show: bool) -> dict[str, float]:
    """Shares in percent over all headlines, and how many were read."""
    events = Counter(headline for row in rows for headline in set(row["headlines"]))
    places: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    either = headlines = 0
    for row in rows:
        low, high = sorted((row["low"], row["high"]))  # a few are the wrong way round
        coded = Interval(Decimal(low), Decimal(high))
        for headline in row["headlines"]:
            headlines += 1
            figures = read_tolls(headline)
            if not figures:
                continue
            place = compare(figures[0], coded)
            places[place] += 1
            alone[place] += events[headline] == 1
            either += meets_any(figures, coded)
            if show and place != "inside":
                print(
                    place, f"coded {coded}", f"read “{figures[0].as_written}”", headline, sep="\t"
                )
    read = places.total()
    shares = {place: percent(places[place], read) for place in ("inside", "below", "above")}
    return {
        "headlines": headlines,
        "read": read,
        **shares,
        "alone": percent(alone["inside"], alone.total()),
        "any_or_sum": percent(either, read),
    }


def percent(part: int, whole: int) -> float:
    """A share in percent, to a tenth."""
    return round(100 * part / max(whole, 1), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what lies outside")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines()]
    print(json.dumps(measure(rows, show=arguments.misses)))


if __name__ == "__main__":
    main()
