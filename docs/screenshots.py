"""Pictures of every page of the workbench, in both themes, for the docs.

    python docs/screenshots.py

The six reports of `docs/example` are read into a new ledger, some of their claims reviewed and one
conflict judged, and each page is looked at with the system's Chromium. Bytes differ from machine to
machine with its fonts, so no test compares them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
PICTURES = ROOT / "docs" / "pictures"

from tests.web.conftest import Bench, serving  # noqa: E402

from reportedly.ledger import init  # noqa: E402
from reportedly.workflow import open_ledger  # noqa: E402
from reportedly.workflow.taking_in import take_in  # noqa: E402


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "halven"
        init(root)
        take_in(
            str(root), [(p.name, str(p)) for p in sorted((ROOT / "docs/example").glob("*.txt"))], {}
        )
        with serving(root) as bench, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            work(bench, browser.new_page())
            for theme in ("light", "dark"):
                context = browser.new_context(
                    color_scheme=theme, viewport={"width": 1120, "height": 760}
                )
                page = context.new_page()
                for name, address in pages(bench):
                    page.goto(f"{bench.address}{address}")
                    page.wait_for_timeout(250)
                    suffix = "" if theme == "light" else "-dark"
                    page.screenshot(path=PICTURES / f"workbench-{name}{suffix}.png")
                    print(f"wrote {name}{suffix}")
            browser.close()


def work(bench: Bench, page: Page) -> None:
    """Review some claims and judge a conflict, as a reviewer would."""
    page.goto(f"{bench.address}/review")
    for _ in range(3):
        held = page.locator("input[name=id]").input_value()
        page.keyboard.press("a")
        page.wait_for_function(
            "held => document.querySelector('input[name=id]')?.value !== held", arg=held
        )
    found = open_ledger(str(bench.root)).conflicts()[0]
    page.goto(f"{bench.address}/conflicts/{quote(found.id)}")
    page.keyboard.press("h")
    page.fill("textarea[name=why]", "The army speaks of its own dead only.")
    page.locator("textarea[name=why]").press("Control+Enter")
    page.wait_for_timeout(800)


def pages(bench: Bench) -> list[tuple[str, str]]:
    """The name of each page's picture, and its address."""
    ledger = open_ledger(str(bench.root))
    claim = next(c for c in ledger.claims if c.figure and c.event and c.source)
    waiting = next(c for c in ledger.claims if c.figure and c.status.value == "proposed")
    event = max(ledger.claim_index.by("event").items(), key=lambda pair: len(pair[1]))[0]
    conflict = ledger.conflicts()[0].id
    assert claim.source is not None
    return [
        ("queue", "/"),
        ("event", f"/events/{quote(event)}"),
        ("review", f"/review?claim={quote(waiting.id)}"),
        ("document", f"/documents/{quote(waiting.document)}"),
        ("make", f"/make?document={quote(waiting.document)}&start=0&end=40"),
        ("link", "/links"),
        ("conflicts", "/conflicts?state=any"),
        ("compare", f"/conflicts/{quote(conflict)}"),
        ("assess", f"/assess?event={quote(event)}"),
        ("agreement", "/agreement"),
        ("add", "/add"),
        ("claims", "/claims"),
        ("claim", f"/claims/{quote(claim.id)}"),
        ("sources", "/sources"),
        ("source", f"/sources/{quote(claim.source.id)}"),
        ("subjects", "/subjects"),
        ("documents", "/documents"),
        ("search", "/search?q=killed"),
        ("graph", "/graph"),
        ("changes", "/changes"),
    ]


if __name__ == "__main__":
    main()
