import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import combinations
from math import dist
from pathlib import Path

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reportedly.export.explorer import to_html
from reportedly.export.explorer.page import data_of
from reportedly.export.explorer.places import places_of
from reportedly.graph.build import build_graph
from reportedly.model import Claim, Conflict, ConflictKind, DocumentEntry, Source, Span, Subject
from reportedly.workflow import draw_graph, open_ledger

ROOT = Path(__file__).parents[3]
HTML = "{http://www.w3.org/1999/xhtml}"
COUNCIL = Source("council", "Harbour Council")
CLAIM = Claim(
    "c1",
    COUNCIL,
    (COUNCIL,),
    Subject("hurt", "People hurt"),
    "at least 16",
    "monday",
    spans=(Span("monday", 4, 15, "at least 16"),),
)


def test_the_words_stand_in_their_document() -> None:
    graph = build_graph(
        [CLAIM], [], [DocumentEntry("monday", "Monday", url="https://pier.example")]
    )
    data = data_of(graph, {"monday": "Saw at least 16 there."}.get)
    claim = next(node for node in data["nodes"] if node["type"] == "claim")
    assert claim["words"] == [["Saw ", "at least 16", " there."]]
    assert (claim["document"], claim["url"]) == ("Monday", "https://pier.example")
    assert {edge[2] for edge in data["edges"]} == {"asserts", "about"}


def test_a_conflict_of_many_claims_is_one_with_all_its_claims() -> None:
    claims = [replace(CLAIM, id=f"c{n}") for n in range(4)]
    ids = tuple(c.id for c in claims)
    found = [Conflict(ConflictKind.SUM_MISMATCH, "hurt", ids, (), 1, "does not add up")]
    data = data_of(build_graph(claims, found))
    (conflict,) = data["conflicts"]
    assert [data["nodes"][n]["id"] for n in conflict["claims"]] == ["c0", "c1", "c2", "c3"]


@pytest.mark.parametrize("counts", [[], [0], [1], [3, 0, 40], [500], [2] * 200])
def test_no_two_nodes_stand_on_one_place(counts: list[int]) -> None:
    clusters = {f"s{n}": [f"c{n}-{m}" for m in range(many)] for n, many in enumerate(counts)}
    places = places_of(clusters, [f"v{n}" for n in range(30)])
    assert len(places) == 30 + len(counts) + sum(counts)
    near = sorted(places.values())[:600]
    assert all(dist(a, b) > 20 for a, b in combinations(near, 2))


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "%data%", "<!--", "\u202e"])
def test_nothing_in_a_document_acts(evil: str) -> None:
    source = Source(evil, evil)
    hostile = replace(CLAIM, id=evil, source=source, subject=Subject(evil, evil), text=evil)
    page = to_html(
        build_graph([hostile], [], [DocumentEntry("monday", evil, url=evil)]), title=evil
    )
    tree = html5lib.HTMLParser(strict=True).parse(page)
    data, script = tree.iter(f"{HTML}script")
    assert data.get("type") == "application/json"
    nodes = json.loads(data.text)["nodes"]
    assert [node["label"] for node in nodes] == [evil.replace("\u202e", "<U+202E>")] * 3
    policy = next(m.get("content") for m in tree.iter(f"{HTML}meta") if m.get("http-equiv"))
    assert b64encode(sha256(script.text.encode()).digest()).decode() in policy
    assert "unsafe" not in policy


def test_the_page_loads_nothing() -> None:
    page = to_html(build_graph([CLAIM], []))
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://(?!www\.w3)", page)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("explorer") / "graph.html"
    file.write_bytes(draw_graph(open_ledger(str(ROOT)), "html", title="Baghouz"))
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "the page is tested in Chromium: see .ci/system-packages"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])


@pytest.fixture
def page(file: Path, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    yield page
    page.close()
    assert said == []


def count(page: Page) -> str:
    return str(page.inner_text("#count"))


def test_search_and_filters_narrow_the_claims(page: Page) -> None:
    assert count(page).startswith("21 of 21 claims")
    page.fill("#search", "observatory 16 civilians")
    expect(page.locator("#list li")).to_have_count(1)
    assert count(page).startswith("1 of 21 claims")
    assert page.inner_text("#list") == "Syrian Observatory for Human Rights: at least 16"
    page.click("button[type=reset]")
    expect(page.locator("#list li")).to_have_count(21)
    page.select_option("#odds", "conflict")
    page.fill("#since", "2030-01-01")
    expect(page.locator("#list li")).to_have_count(0)
    page.click("button[type=reset]")
    expect(page.locator("#list li")).to_have_count(21)


def test_claims_are_narrowed_by_kinds_of_source_and_of_conflict(page: Page) -> None:
    page.select_option("#kind", "unnamed")
    expect(page.locator("#list li")).to_have_count(5)
    page.click("button[type=reset]")
    page.select_option("#odds", label="conflict: conversion")
    expect(page.locator("#list li")).to_have_count(1)
    assert "four square kilometres" in page.inner_text("#list")
    assert count(page) == "1 of 21 claims, 1 conflict"


def test_a_click_shows_the_words_in_their_document(page: Page) -> None:
    page.click("#list button >> text=at least half")
    assert page.inner_text("#details mark") == "at least half the dead are children"
    assert len(page.inner_text("#details blockquote")) > 200  # with what stands around them
    page.click("#details .link")  # on to its subject
    assert "children killed: the strikes near Baghouz" in page.inner_text("#details h2")
    page.keyboard.press("Escape")
    assert page.inner_text("#details") == ""


def test_the_picture_is_drawn_and_its_nodes_answer(page: Page) -> None:
    drawn = page.evaluate(
        "() => { const c = document.getElementById('graph');"
        " return new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size; }"
    )
    assert drawn > 20
    box = page.locator("#graph").bounding_box()
    assert box is not None
    page.click("#list button >> text=600")  # its neighbourhood fills the picture
    page.mouse.click(box["x"] + 3, box["y"] + 3)  # nothing stands in the corner
    assert page.inner_text("#details") == ""


def test_the_page_is_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
