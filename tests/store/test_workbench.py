"""Two reviewers, each with a workbench of their own, over one PostgreSQL store."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from reportedly.workflow import prepare_store, push_ledger

CLAIMS = """\
document: {title: Flood in Orlo, path: flood.txt, publisher: Orlo Post, published: 2031-03-04}
claims:
  - id: governor-12
    source: governor
    subject: flood/killed
    figure: 12
    quote: The governor said 12 people had died.
    status: proposed  # by telephone
  - id: aid-9
    source: aid
    subject: flood/killed
    figure: 9
    quote: Open Hand counted 9 dead.
    status: proposed
"""


@contextmanager
def workbench(store: str, who: str, cache: Path) -> Iterator[httpx.Client]:
    """A process of its own, as on a machine of its own: it shares nothing but the store."""
    command = [sys.executable, "-m", "reportedly", "--ledger", store, "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--no-browser", "--by", who],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache / who)},
    )
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        address = re.search(r"http://\S+", told)
        assert address, told
        with httpx.Client(base_url=address[0], timeout=30) as client:
            yield client
    finally:
        process.kill()
        process.wait()


def form(client: httpx.Client, claim: str) -> dict[str, str]:
    page = client.get(f"/review?claim={claim}").text
    names = re.findall(
        r'<input[^>]* name="(\w+)" value="([^"]*)"', page[page.index('id="claim"') :]
    )
    return {name: html.unescape(value) for name, value in names}


def soon(client: httpx.Client, claim: str, words: str) -> None:
    for _ in range(60):
        if words in client.get(f"/review?claim={claim}").text:
            return
        time.sleep(0.1)
    raise AssertionError(f"{words!r} does not show")


def test_two_reviewers_see_each_other_and_lose_nothing(database: str, tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    (root / "claims").mkdir(parents=True)
    (root / "flood.txt").write_text(
        "The governor said 12 people had died. Open Hand counted 9 dead.\n"
    )
    (root / "claims/flood.yaml").write_text(CLAIMS)
    (root / "claims/sources.yaml").write_text(
        "sources:\n  - {id: governor, name: Ilan Mard}\n  - {id: aid, name: Open Hand}\n"
    )
    (root / "claims/events.yaml").write_text("events:\n  - {id: flood, when: 2031-03-03}\n")
    prepare_store(database)
    push_ledger(str(root), database)
    with workbench(database, "ann", tmp_path) as ann, workbench(database, "ben", tmp_path) as ben:
        seen_by_ben = form(ben, "governor-12")
        # Ann decides one claim, Ben the other of the same file.
        done = ann.post("/review", data={**form(ann, "governor-12"), "do": "accept"})
        assert done.status_code == 303, done.text
        assert ben.post("/review", data={**form(ben, "aid-9"), "do": "reject"}).status_code == 303
        # Each sees what the other did.
        soon(ben, "governor-12", "· reviewed")
        soon(ann, "aid-9", "· rejected")
        # What Ben had on his screen is not written over what Ann decided.
        late = ben.post("/review", data={**seen_by_ben, "note": "by letter", "do": "save"})
        assert late.status_code == 409
        assert "somebody changed this claim meanwhile" in late.text
        # History tells who did what, and goes back.
        past = ben.get("/history?claim=governor-12").text
        assert "Changed by ann" in past
        first = re.search(r'name="number" value="(\d+)"', past)
        assert first
        back = {"claim": "governor-12", "number": first[1], "token": seen_by_ben["token"]}
        assert ben.post("/history", data=back).status_code == 303
        soon(ann, "governor-12", "· proposed")
        # Undo takes back one's own edit.
        assert ben.post("/undo", data={"token": seen_by_ben["token"]}).status_code == 303
        soon(ann, "governor-12", "· reviewed")
