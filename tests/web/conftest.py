"""A workbench that really listens, on loopback, and what speaks to it as a browser would."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from reportedly.ledger import init
from reportedly.web import Access, make_app


class Bench:
    """A workbench and a browser's session with it."""

    def __init__(self, address: str, root: Path) -> None:
        self.address = address
        self.root = root
        self.http = httpx.Client(base_url=address, timeout=30)

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.http.get(path, **given)

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.get("/changes").text)
        assert found
        return found[1]

    def post(self, path: str, **form: Any) -> httpx.Response:
        return self.http.post(path, data={"token": self.token, **form})


@contextmanager
def serving(root: Path, **access: Any) -> Iterator[Bench]:
    # With its protocol said, as `serving` does: else asyncio leaves Nagle's algorithm on.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(512)
    port = listening.getsockname()[1]
    app = make_app(root, Access(port=port, owner="Mara Lind", **access))
    config = uvicorn.Config(app, log_level="error", proxy_headers=False, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    bench = Bench(f"http://127.0.0.1:{port}", root)
    try:
        yield bench
    finally:
        bench.http.close()
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """Starts a workbench over a ledger of these files, below `claims/` unless they say where."""
    running = []

    def begin(files: dict[str, str] | None = None, **access: Any) -> Bench:
        init(tmp_path)
        for name, text in (files or {}).items():
            path = tmp_path / ("claims" if name.endswith(".yaml") else ".") / name
            path.write_text(text)
        context = serving(tmp_path, **access)
        running.append(context)
        return context.__enter__()

    yield begin
    for context in running:
        context.__exit__(None, None, None)


@pytest.fixture(scope="session")
def halven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the six reports of the shelling of Halven; copy it before it is changed."""
    root = tmp_path_factory.mktemp("halven")
    init(root)
    reports = sorted(map(str, (Path(__file__).parents[2] / "docs" / "example").glob("*.txt")))
    command = [sys.executable, "-m", "reportedly", "--ledger", str(root), "read", "--save"]
    subprocess.run([*command, *reports], check=True, capture_output=True)
    return root


@pytest.fixture
def halven_bench(halven: Path, tmp_path: Path) -> Iterator[Bench]:
    root = tmp_path / "ledger"
    shutil.copytree(halven, root)
    with serving(root) as bench:
        yield bench


@pytest.fixture(scope="session")
def seen(halven: Path) -> Iterator[Bench]:
    """A workbench over it for those who change nothing."""
    with serving(halven) as bench:
        yield bench
