"""The repository's own ledger as a site, looked at with a browser: readable, accessible, quiet."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from reportedly.compare import find_positions
from reportedly.export.content import Content
from reportedly.export.report import Report, build_report, write_pages
from reportedly.workflow import open_ledger, write_report

HtmlFaults = Callable[..., list[str]]

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
def large(tmp_path_factory: pytest.TempPathFactory, thousand: Content) -> Path:
    """A site of a thousand claims, most of them at odds, with words that mean to do harm."""
    folder = tmp_path_factory.mktemp("large") / "site"
    write_pages(
        build_report(
            Report(
                thousand.entries,
                thousand.claims,
                thousand.conflicts,
                (),
                thousand.text_of,
                positions=find_positions(thousand.claims),
            )
        ),
        folder,
    )
    return folder


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory, struck: Report) -> Path:
    """A site of one event, with twenty voices on its dead and words that mean to do harm."""
    folder = tmp_path_factory.mktemp("happened") / "site"
    write_pages(build_report(struck), folder)
    return folder


def kinds_of_page(site: Path) -> list[str]:
    """Of each folder of pages the heaviest, and those that show all."""
    heaviest = [
        max((site / folder).glob("*.html"), key=lambda path: path.stat().st_size)
        for folder in ("subjects", "sources", "documents", "claims")
    ]
    return ["index.html", "conflicts.html", *(str(path.relative_to(site)) for path in heaviest)]


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


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 390)])
def test_pages_of_a_large_ledger_are_accessible_and_fit_the_screen(
    large: Path, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    for name in kinds_of_page(large):
        page.goto((large / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        found = Axe().run(page, options={"preload": False})
        assert not found.response["violations"], (name, found.generate_report())
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_page_of_an_event_is_accessible_with_all_its_words_open(
    happened: Path, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    for name in ("index.html", "events/index.html", "events/velora.html"):
        page.goto((happened / name).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        found = Axe().run(page, options={"preload": False})
        assert not found.response["violations"], (name, found.generate_report())
    context.close()


@pytest.mark.parametrize(("width", "shown"), [(1280, "wide-strip"), (360, "narrow-strip")])
def test_a_strip_is_drawn_for_the_screen_it_is_on(
    happened: Path, browser: Browser, width: int, shown: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((happened / "events/velora.html").as_uri())
    drawn = page.locator("svg.strip:visible")
    assert drawn.count() == 2  # the strip, and the same over time
    for picture in drawn.all():
        assert picture.evaluate("e => e.parentElement.className") == shown
    page.close()


def test_words_open_without_scripts(happened: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((happened / "events/velora.html").as_uri())
    words = page.get_by_text("20 people were killed").first
    assert not words.is_visible()
    page.locator("summary", has_text="the words of Voice 0").first.click()
    assert words.is_visible()
    context.close()


def test_no_page_of_a_large_ledger_is_heavy(large: Path) -> None:
    assert max(path.stat().st_size for path in large.rglob("*.html")) < 300_000


def test_the_checker_finds_faults(tmp_path: Path, html_faults: HtmlFaults) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><title>x</title><p id=a><p id=a>", encoding="utf-8")
    assert any("Duplicate ID" in fault for fault in html_faults(bad))


def test_every_page_is_valid_html(
    site: Path, large: Path, happened: Path, html_faults: HtmlFaults
) -> None:
    claims = sorted((large / "claims").iterdir())[:60]
    others = [path for path in large.rglob("*.html") if path.parent.name != "claims"]
    assert html_faults(*site.rglob("*.html"), *happened.rglob("*.html"), *claims, *others) == []


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
