"""How fast the workbench answers, and whether it stays so while people edit.

    python bench/serve.py [--claims 100000] [--events 5000] [--readers 20] [--writers 0]
                          [--seconds 20]

A made-up ledger is served by a process of its own on loopback; readers ask for one page after the
other, without a pause, each page with its part of a fixed mix; writers accept, edit and undo
claims. Prints one JSON line: milliseconds (median, 95th percentile) by page and in all, answers a
second, errors, and the server's memory at the beginning, in the middle and at the end. With
`--think` readers pause as people do between pages.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from report import make_ledger
from reportedly.workflow import open_ledger

_SERVE = """
import sys
from pathlib import Path
from reportedly.web import Access, serve
serve(Path(sys.argv[1]), Access(port=0, owner="Bench"), lambda at: print(at, flush=True))
"""
MIX: tuple[tuple[str, int, str], ...] = (
    ("first", 6, "/"),
    ("event", 20, "/events/{event}"),
    ("review", 20, "/review?claim={claim}"),
    ("document", 12, "/documents/{document}"),
    ("claims", 8, "/claims?page={page}"),
    ("claims of a source", 4, "/claims?source={source}&sort=subject"),
    ("claim", 8, "/claims/{claim}"),
    ("conflicts", 6, "/conflicts?page={page}"),
    ("subject", 4, "/subjects/{subject}"),
    ("search", 6, "/search?q={word}"),
    ("events", 2, "/events?page={page}"),
    ("sources", 2, "/sources"),
    ("subjects", 2, "/subjects?page={page}"),
)
"""What readers ask for: name, how often of a hundred, address."""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_ledger(root, options.claims, options.events)
        names = _names(root)
        server = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(root)], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            begun = time.perf_counter()
            address = server.stdout.readline().strip()
            started = time.perf_counter() - begun
            port = int(address.rstrip("/").rpartition(":")[2])
            figures = asyncio.run(_load(port, names, options, server.pid))
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    print(json.dumps({"bench": "serve", "start_s": round(started, 1), **figures}))


def _names(root: Path) -> dict[str, list[str]]:
    """Ids to ask for, by what they are of."""
    ledger = open_ledger(str(root))
    chance = random.Random(7)
    quotes = [quote for claim in ledger.entries.claims[:200] for quote in claim.quote]
    return {
        "event": [e.id for e in ledger.entries.events],
        "claim": chance.sample([c.id for c in ledger.entries.claims], 5000),
        "document": [d.id for d in ledger.entries.documents],
        "source": [s.id for s in ledger.entries.sources],
        "subject": chance.sample(sorted({o.subject.id for o in ledger.outlines}), 2000),
        "word": sorted({w for q in quotes for w in q.split() if len(w) > 3}),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("claims", 100_000), ("events", 5_000), ("readers", 20), ("writers", 0)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--think", type=float, default=0.0, help="seconds between pages")
    return parser.parse_args()


class Browser:
    """One connection with one session, as lean as can be: what is measured is the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookie = ""

    async def open(self) -> Browser:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page."""
        return await self._ask("GET", path, b"")

    async def post(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        """Send a form."""
        return await self._ask("POST", path, urlencode(form).encode())

    async def _ask(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        head = (
            f"{method} {quote(path, safe='/?=&%+:@')} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
        )
        if self._cookie:
            head += f"Cookie: {self._cookie}\r\n"
        if body:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(body)}\r\n"
        self._writer.write(f"{head}\r\n".encode() + body)
        told = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(re.findall(r"(?m)^([\w-]+): (.*?)\r?$", told))
        if "set-cookie" in fields:
            self._cookie = fields["set-cookie"].partition(";")[0]
        return int(told.split()[1]), await self._reader.readexactly(int(fields["content-length"]))


async def _load(
    port: int, names: dict[str, list[str]], options: argparse.Namespace, pid: int
) -> dict[str, Any]:
    took: dict[str, list[float]] = defaultdict(list)
    errors: dict[str, int] = defaultdict(int)
    first = await Browser(port).open()
    for name, _, path in MIX:  # what is made once for all is made before
        await first.get(_filled(path, names, random.Random(name)))
    memory = [_megabytes(pid)]
    until = time.perf_counter() + options.seconds
    people = [_read(port, names, until, took, errors, n, options) for n in range(options.readers)]
    people += [_write(port, names, until, took, errors, n) for n in range(options.writers)]
    people.append(_watch(pid, until, memory))
    await asyncio.gather(*people)
    read = [t for name, times in took.items() if name != "edit" for t in times]
    return {
        "claims": options.claims,
        "readers": options.readers,
        "writers": options.writers,
        "think_s": options.think,
        "seconds": options.seconds,
        "ms": {name: _told(times) for name, times in took.items()},
        "ms_all": _told(read),
        "answers_per_s": round(len(read) / options.seconds, 1),
        "errors": dict(errors),
        "memory_mb": memory,
    }


async def _read(
    port: int,
    names: dict[str, list[str]],
    until: float,
    took: dict[str, list[float]],
    errors: dict[str, int],
    number: int,
    options: argparse.Namespace,
) -> None:
    chance = random.Random(number)
    browser = await Browser(port).open()
    await asyncio.sleep(chance.random() * options.think)
    while time.perf_counter() < until:
        name, _, path = chance.choices(MIX, [weight for _, weight, _ in MIX])[0]
        begun = time.perf_counter()
        status, _ = await browser.get(_filled(path, names, chance))
        took[name].append(time.perf_counter() - begun)
        if status != 200:
            errors[f"{name} {status}"] += 1
        if options.think:
            await asyncio.sleep(chance.expovariate(1 / options.think))


async def _write(
    port: int,
    names: dict[str, list[str]],
    until: float,
    took: dict[str, list[float]],
    errors: dict[str, int],
    number: int,
) -> None:
    """Change the note of a claim and accept it; one edit after the other, with a breath."""
    chance = random.Random(f"writer {number}")
    browser = await Browser(port).open()
    while time.perf_counter() < until:
        _, page = await browser.get(f"/review?claim={chance.choice(names['claim'])}")
        fields = dict(re.findall(r'name="(token|version|id)" value="([^"]*)"', page.decode()))
        note = f"seen {chance.randrange(10**9)}"
        begun = time.perf_counter()
        status, _ = await browser.post("/review", {**fields, "do": "accept", "note": note})
        took["edit"].append(time.perf_counter() - begun)
        if status not in (303, 409):
            errors[f"edit {status}"] += 1
        await asyncio.sleep(0.2)


async def _watch(pid: int, until: float, memory: list[int]) -> None:
    step = (until - time.perf_counter()) / 4
    while time.perf_counter() + step / 2 < until:
        await asyncio.sleep(step)
        memory.append(_megabytes(pid))


def _filled(path: str, names: dict[str, list[str]], chance: random.Random) -> str:
    def chosen(field: re.Match[str]) -> str:
        key = field[1]
        return str(chance.randrange(1, 40)) if key == "page" else chance.choice(names[key])

    return re.sub(r"\{(\w+)\}", chosen, path)


def _told(times: list[float]) -> dict[str, Any]:
    ordered = sorted(times)
    if not ordered:
        return {}

    def at(share: float) -> float:
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

    return {"n": len(ordered), "median": at(0.5), "p95": at(0.95), "max": at(1.0)}


def _megabytes(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024 // 1024


if __name__ == "__main__":
    main()
