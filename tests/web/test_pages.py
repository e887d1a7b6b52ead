"""Every page of the workbench in a browser: accessible, no wider than a phone, valid, by keys."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reportedly.model import LinkKind

from .conftest import Bench, serving


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )


@pytest.fixture(scope="module")
def bench(halven: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Six reports of one shelling, read and not reviewed."""
    root = tmp_path_factory.mktemp("pages") / "halven"
    shutil.copytree(halven, root)
    with serving(root) as found:
        yield found


def addresses(bench: Bench) -> list[str]:
    """A page of each kind, and of each state that looks otherwise."""
    from reportedly.workflow import open_ledger

    ledger = open_ledger(str(bench.root))
    claim = next(c for c in ledger.claims if c.figure and c.event)
    conflict = ledger.conflicts()[0].id
    event = next(iter(ledger.setting.events))
    assert any(e.kind in set(LinkKind) for e in ledger.entries.links)
    return [
        *("/", "/review", "/links", "/conflicts", "/conflicts?state=any&severity=note", "/assess"),
        *("/add", "/events", "/claims", "/documents", "/sources", "/subjects", "/changes"),
        *("/graph?around=nobody", "/search?q=killed", "/search?q=", "/agreement", "/second"),
        f"/events/{quote(event)}",
        f"/assess?event={quote(event)}",
        f"/conflicts/{quote(conflict)}",
        f"/claims/{quote(claim.id)}",
        f"/claims?edit={quote(claim.id)}",
        f"/history?claim={quote(claim.id)}",
        f"/split?claim={quote(claim.id)}",
        f"/documents/{quote(claim.document)}",
        f"/make?document={quote(claim.document)}&start=0&end=20",
        f"/subjects/{quote(claim.subject.id)}",
        f"/sources/{quote(claim.source.id if claim.source else '')}",
        "/claims/nothing",
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_every_page_is_accessible_and_fits(
    bench: Bench, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for address in addresses(bench):
        page.goto(f"{bench.address}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (address, wide)
        found = Axe().run(page, options={"preload": False})
        assert not found.response["violations"], (address, found.generate_report())
    assert wrong == []
    context.close()


def test_every_page_is_valid_html(
    bench: Bench, tmp_path: Path, html_faults: Callable[..., list[str]]
) -> None:
    for number, address in enumerate(addresses(bench)):
        page = bench.get(address)
        assert page.status_code in (200, 404, 422), (address, page.text[-500:])
        (tmp_path / f"{number}.html").write_text(page.text, encoding="utf-8")
    assert html_faults(tmp_path) == []


def test_pages_of_things_link_to_pages_that_are_there(bench: Bench) -> None:
    seen: set[str] = set()
    for address in addresses(bench)[:-1]:
        found = re.findall(r'href="(/[^"#]*)', bench.get(address).text)
        seen |= {a.replace("&amp;", "&") for a in found}
    for address in sorted(seen)[:400]:
        answer = bench.get(address)
        assert answer.status_code in (200, 307), (address, answer.text[-300:])


def waits(page: Page) -> int:
    told = page.locator(".kicker").first.inner_text()
    return int(re.search(r"of (\d+)|(\d+) wait", told)[1] or 0)  # type: ignore[index]


def test_claims_are_reviewed_by_keys_alone(bench: Bench, browser: Browser) -> None:
    """Thirty in three minutes leave six seconds for reading each: the rest must be nothing."""
    page = browser.new_page()
    page.goto(f"{bench.address}/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.locator("form#claim")).to_be_visible()
    before, begun, decided = waits(page), time.perf_counter(), 0
    for key in "aaraaaraa":
        held = page.locator("input[name=id]").input_value()
        page.keyboard.press(key)
        expect(page.locator("input[name=id]")).not_to_have_value(held)
        decided += 1
    each = (time.perf_counter() - begun) / decided
    assert waits(page) == before - decided
    assert each < 2, each
    page.keyboard.press("u")
    expect(page.locator(".kicker").first).to_contain_text(f"of {before - decided + 1}")
    page.close()


def test_a_claim_is_decided_without_scripts(bench: Bench, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{bench.address}/review")
    held = page.locator("input[name=id]").input_value()
    page.get_by_role("button", name="Accept a", exact=True).click()
    expect(page.locator("#status")).to_contain_text(f"accepted {held}")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#status")).not_to_contain_text(f"accepted {held}")
    context.close()


def test_what_is_typed_is_answered(bench: Bench, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{bench.address}/review")
    page.fill("#f-source", "")
    page.locator("#f-source").press_sequentially("health")
    options = page.locator("#f-source-list [role=option]")
    expect(options.first).to_contain_text(re.compile("health", re.IGNORECASE))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#f-source")).not_to_have_value("health")
    page.fill("#f-figure", "between 12 and 15")
    expect(page.locator("#p-figure")).to_contain_text("12 to 15")
    page.fill("#f-figure", "a few or so of them")
    expect(page.locator("#p-figure")).to_have_class(re.compile("wrong"))
    page.close()


def test_scripts_are_small(bench: Bench) -> None:
    """The workbench's own scripts, compressed as a server may send them."""
    import gzip

    from reportedly.web.paper import HERE

    scripts = [p.read_bytes() for p in sorted((HERE / "static").glob("*.js"))]
    assert len(scripts) > 3
    assert sum(len(gzip.compress(s)) for s in scripts) < 20_000
