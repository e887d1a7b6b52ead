"""Time and size of the report of a made-up ledger of events.

    python bench/report.py [--claims 10000] [--events 200] [--keep DIR]

Every event has counts of its dead, wounded and missing by several voices on several days, who
revise, deny and blame. Prints one JSON line: claims, files, seconds by the clock and of processor
(of the report alone, findings made before), megabytes of memory, and the heaviest page.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from reportedly.workflow import open_ledger, write_report

_PLACES = ("Aldermere", "Brackwater", "Corvash", "Dunholt", "Eskerry", "Farrowgate")
_MEASURES = ("killed", "killed/children", "wounded", "missing", "arrested")
_BOUNDS = ("at least ", "more than ", "about ", "", "", "")


def make_ledger(root: Path, claims: int, events: int) -> None:
    """Write `claims` claims on `events` events, ten a document, their quotes where they stand."""
    chance = random.Random(claims)
    (root / "claims").mkdir(parents=True)
    (root / "texts").mkdir()
    voices = [f"voice-{n}" for n in range(max(6, min(200, claims // 20)))]
    rows = "".join(
        f"  - id: {v}\n    name: Observer {v[6:]}\n    kind: organisation\n" for v in voices
    )
    (root / "claims/sources.yaml").write_text(f"sources:\n{rows}")
    places = [f"{_PLACES[n % len(_PLACES)]} {n}" for n in range(events)]
    rows = "".join(
        f"  - id: event-{n}\n    title: Market strike, {place}\n    kind: air-strike\n"
        f"    place: {place}\n    when: 2031-03-0{1 + n % 5}\n"
        for n, place in enumerate(places)
    )
    (root / "claims/events.yaml").write_text(f"events:\n{rows}")
    for number in range(-(-claims // 10)):
        event = number % events
        lines = list(_claims(chance, voices, min(10, claims - 10 * number)))
        _write_document(root, number, event, lines)


def _claims(chance: random.Random, voices: list[str], count: int) -> Iterator[tuple[str, str]]:
    """The lines of each claim, and its words."""
    for _ in range(count):
        voice, measure = chance.choice(voices), chance.choice(_MEASURES)
        figure = f"{chance.choice(_BOUNDS)}{chance.randint(8, 60)}"
        stance = chance.choice(("", "", "", "", "", "", "", "    stance: denies\n"))
        if chance.random() < 0.1:
            party = chance.choice(voices[:4])
            yield f"  - source: {voice}\n    responsible: {party}\n", f"{party} did it in the night"
        else:
            words = f"{figure} people were {measure.replace('/', ' ')} when the market was hit"
            yield f"  - source: {voice}\n    {measure}: {figure}\n    unit: person\n{stance}", words


def _write_document(root: Path, number: int, event: int, lines: list[tuple[str, str]]) -> None:
    day = f"2031-03-{6 + number // 7 % 20:02}"
    text = "".join(
        f"In statement {number}.{n} on that morning the observers wrote that {words}, and that the "
        f"road to the clinic was closed.\n\n"
        for n, (_, words) in enumerate(lines)
    )
    (root / f"texts/{number}.txt").write_text(text)
    place, entries = 0, []
    for head, words in lines:
        start = text.index(words, place)
        place = start + len(words)
        entries.append(f"{head}    quote: {words}\n    at: [{start}, {place}]\n")
    (root / f"claims/{day}-{number}.yaml").write_text(
        f"document:\n  title: Morning summary {number}\n  path: texts/{number}.txt\n"
        f"  sha256: {sha256(text.encode()).hexdigest()}\n  publisher: House {number % 40}\n"
        f"  published: {day}\nevent: event-{event}\nclaims:\n{''.join(entries)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = given.keep or Path(folder)
        make_ledger(root / "ledger", given.claims, given.events)
        ledger = open_ledger(str(root / "ledger"))
        ledger.conflicts()
        clock, processor = time.perf_counter(), time.process_time()
        files = write_report(ledger, root / "site")
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        pages = [p for p in (root / "site").rglob("*.html") if p.name != "graph.html"]
        heaviest = max(pages, key=lambda page: page.stat().st_size)
        print(
            json.dumps(
                {
                    "claims": len(ledger.claims),
                    "files": files,
                    "seconds": round(clock, 1),
                    "processor": round(processor, 1),
                    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                    "heaviest": str(heaviest.relative_to(root / "site")),
                    "kilobytes": heaviest.stat().st_size // 1000,
                }
            )
        )


if __name__ == "__main__":
    main()
