"""How long a ledger that stays loaded takes for an edit, a page and a search.

    python bench/live.py [--ledger FOLDER | --claims 100000] [--edits 20]

Works on a copy of the ledger, or on one that is made up. Prints one JSON line: claims, seconds to
load, milliseconds of bringing in one edit (of a claim, of a judgement, of events.yaml), of the page
of an event, of each list when it is first asked for and after that, of searches; megabytes of
memory, before the edits and after them.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from report import make_ledger
from reportedly.workflow.events import event_page
from reportedly.workflow.ledgers import Ledger
from reportedly.workflow.listing import (
    Shown,
    list_claims,
    list_documents,
    list_events,
    list_sources,
    list_subjects,
    select_conflicts,
)
from reportedly.workflow.live import Live
from reportedly.workflow.searching import search

_LISTS: dict[str, Callable[[Ledger], Any]] = {
    "events": list_events,
    "sources": list_sources,
    "subjects": list_subjects,
    "subjects by conflicts": lambda ledger: list_subjects(ledger, Shown(sort="conflicts")),
    "documents": list_documents,
    "conflicts": lambda ledger: select_conflicts(ledger, {"state": "unjudged"}),
    "claims": list_claims,
    "claims by time": lambda ledger: list_claims(ledger, Shown(sort="said", reverse=True)),
    "claims, half way": lambda ledger: list_claims(ledger, Shown(offset=50_000)),
    "claims in conflict": lambda ledger: list_claims(ledger, severity="conflict"),
    "claims with words": lambda ledger: list_claims(ledger, text="at least"),
}
_SEARCHES = ("at least", '"were killed"', "observ*", "nothing of the kind", "health OR police")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--edits", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ledger"
        if given.ledger is None:
            make_ledger(root, given.claims, given.claims // 20)
        else:
            shutil.copytree(given.ledger, root)
        print(json.dumps(measured(root, given.edits)))


def measured(root: Path, edits: int) -> dict[str, Any]:
    start = time.perf_counter()
    live = Live(root)
    loaded = time.perf_counter() - start
    event = next(iter(live.ledger.setting.events))
    found = {
        "claims": len(live.ledger.claim_index.items),
        "conflicts": len(live.ledger.conflicts()),
        "load_s": round(loaded, 2),
        "follow_ms": _ms(live.follow),
        "event_page_ms": _ms(lambda: event_page(live.ledger, event), 5),
        "first_ms": {name: _ms(lambda f=f: f(live.ledger)) for name, f in _LISTS.items()},
        "page_ms": {name: _ms(lambda f=f: f(live.ledger), 5) for name, f in _LISTS.items()},
        "first_search_ms": _ms(lambda: search(live.ledger, "zzz")),
        "search_ms": {w: _ms(lambda w=w: search(live.ledger, w), 5) for w in _SEARCHES},
        "memory_mb": _memory(),
    }
    found["edit_ms"] = _edits(live, edits)
    found["first_after_edit_ms"] = {
        name: _ms(lambda f=f: f(live.ledger)) for name, f in _LISTS.items()
    }
    found["search_after_edit_ms"] = _ms(lambda: search(live.ledger, "zzz"))
    return {**found, "memory_after_mb": _memory()}


def _edits(live: Live, count: int) -> dict[str, float]:
    """Milliseconds for an edit of a claim (half of them, and the slowest), and of other files."""
    names = sorted(path.name for path in (live.root / "claims").glob("d*.yaml"))
    taken = [
        _changed(live, f"claims/{names[n * 37 % len(names)]}", _other_figure(n))
        for n in range(count)
    ]
    conflict = live.ledger.conflicts()[0].id
    judgement = (
        "judgements:\n  - {id: j, conflict: '%s', verdict: explained, by: ada, on: 2031-03-09}\n"
    )
    judged = [
        _changed(live, "claims/judgements.yaml", lambda _, text=text: text)
        for text in (judgement % conflict, "judgements: []\n")
    ]
    event = "  - id: another-event\n    title: Another event\n    when: 2031-03-09\n"
    framed = _changed(live, "claims/events.yaml", lambda text: text + event)
    return {
        "claim": round(median(taken), 1),
        "claim_slowest": max(taken),
        "judgement": max(judged),
        "event": framed,
    }


def _other_figure(number: int) -> Callable[[str], str]:
    return lambda text: text.replace("at least", f"at least {number}", 1)


def _changed(live: Live, path: str, edit: Callable[[str], str]) -> float:
    file = live.root / path
    file.write_text(edit(file.read_text() if file.exists() else ""))
    return _ms(lambda: live.changed([path]))


def _ms(work: Callable[[], object], times: int = 1) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return round(median(taken) * 1000, 1)


def _memory() -> int:
    """Megabytes of memory now, where the system tells; else the most there was."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() >> 20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main()
