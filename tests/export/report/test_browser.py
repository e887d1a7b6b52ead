"""The repository's own ledger as a site, looked at with a browser: readable, accessible, quiet."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from reportedly.workflow import open_ledger, write_report

ROOT = Path(__file__).parents[3]
PAGES = (
    "index.html",
    "conflicts.html",
    "subjects/is-territory-held.html",
    "sources/index.html",
    "sources/bali.html",
    "documents/2019-02-12-baghouz.html",
    "claims/sohr-children-killed-baghouz.html",
    "method.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "site"
    write_report(open_ledger(str(ROOT)), folder, title="Baghouz")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "the pages are tested in Chromium: see .ci/system-packages"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 390)])
def test_pages_are_accessible_and_fit_the_screen(
    site: Path, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    for name in PAGES:
        page.goto((site / name).as_uri())
        found = Axe().run(page, options={"preload": False})
        assert not found.response["violations"], (name, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    context.close()


def test_pages_need_no_script_and_load_nothing_from_elsewhere(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for name in PAGES:
        page.goto((site / name).as_uri())
        assert page.locator("h1").inner_text()
    assert all(url.startswith("file:") for url in asked)
    assert said == []  # nor does the policy of the pages forbid what they need themselves
    context.close()


def test_the_keyboard_reaches_the_content_first(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.close()
