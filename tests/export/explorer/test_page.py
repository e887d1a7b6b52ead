"""The page to explore a ledger in, in a real browser: what it shows, and what its address keeps."""

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reportedly.compare import find_findings
from reportedly.export.explorer import to_html
from reportedly.export.explorer.page import data_of
from reportedly.model import NOWHERE, Claim, Conflict, DocumentEntry, Source, Span, Stance, Subject
from reportedly.text.quantities.figures import read_figure
from reportedly.workflow import draw_graph, open_ledger
from reportedly.workflow.plotting import frames_of

ROOT = Path(__file__).parents[3]
HTML = "{http://www.w3.org/1999/xhtml}"
HURT = Subject("hurt", "People hurt", measure="wounded")


def claim(name: str, words: str, **more: object) -> Claim:
    """What a source says on how many were hurt; its id is `NAME-WORDS`."""
    source, document = Source(name.lower(), name), f"by-{name.lower()}"
    made = Claim(
        f"{name}-{words}".replace(" ", "-").lower(), source, (source,), HURT, words, document
    )
    return replace(made, **({"figure": read_figure(words)} | more))


def written(claims: list[Claim], texts: dict[str, str] | None = None, **more: object) -> str:
    """The page of these claims."""
    found = find_findings(claims, setting=NOWHERE)
    frames = frames_of(claims, found, NOWHERE)
    return to_html(frames, claims, found, text_of=(texts or {}).get, **more)


def values(claims: list[Claim], conflicts: list[Conflict], **more: object) -> dict:
    return data_of(frames_of(claims, conflicts, NOWHERE), claims, conflicts, **more)


def test_the_words_stand_in_their_document() -> None:
    told = claim("Council", "at least 16", spans=(Span("by-council", 4, 15, "at least 16"),))
    entry = DocumentEntry("by-council", "Monday", url="https://pier.example")
    texts = {"by-council": "Saw at least 16 there."}
    (shown,) = values([told], [], documents=[entry], text_of=texts.get)["claims"]
    assert shown["words"] == [["Saw ", "at least 16", " there."]]
    assert (shown["document"], shown["url"]) == ("Monday", "https://pier.example")
    assert (shown["source"], shown["said"], shown["about"]) == (
        "Council",
        "at least 16",
        "People hurt",
    )


def test_camps_and_who_of_them_is_not_on_the_page() -> None:
    claims = [claim("Council", "16"), claim("Union", "30"), claim("Nurses", "30")]
    found = find_findings(claims, setting=NOWHERE)
    (conflict,) = values(claims, found)["conflicts"]
    assert [sorted(camp) for camp in conflict["camps"]] == [[0], [1, 2]]
    (cut,) = values(claims[:2], found)["conflicts"]
    assert (cut["camps"], cut["outside"]) == ([[0], [1]], 1)


def test_a_row_has_the_words_the_camp_and_the_claims_of_its_voice() -> None:
    claims = [claim("Council", "16"), claim("Union", "at least 30")]
    (event,) = values(claims, find_findings(claims, setting=NOWHERE))["events"]
    (strip,) = event["subjects"][0]["strips"]
    assert [(r["name"], r["words"], r["camp"], r["claims"]) for r in strip["rows"]] == [
        ("Council", "16", 0, [0]),
        ("Union", "at least 30", 1, [1]),
    ]
    assert (strip["verdict"], strip["odd"]) == ("No number fits all", True)
    assert event["subjects"][0]["range"] == "16 … at least 30"
    assert next(place["marks"][0][1] for place in strip["drawn"][0]["rows"]) == []  # a point


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "%data%", "<!--", "\u202e"])
def test_nothing_in_a_document_acts(evil: str) -> None:
    source = Source(evil, evil)
    hostile = Claim(evil, source, (source,), Subject(evil, evil), evil, "monday")
    other = replace(hostile, id=f"{evil}2", source=Source("b", evil), chain=(Source("b", evil),))
    frames = frames_of([hostile, other], [], NOWHERE)
    entry = DocumentEntry("monday", evil, url=evil)
    page = to_html(frames, [hostile, other], [], [entry], title=evil)
    tree = html5lib.HTMLParser(strict=True).parse(page)
    data, script = tree.iter(f"{HTML}script")
    assert data.get("type") == "application/json"
    shown = json.loads(data.text)["claims"][0]
    seen = evil.replace("\u202e", "<U+202E>")
    assert [shown[key] for key in ("source", "text", "about", "document")] == [seen] * 4
    assert evil == seen or evil not in page.replace("\\u202e", "")
    policy = next(m.get("content") for m in tree.iter(f"{HTML}meta") if m.get("http-equiv"))
    assert b64encode(sha256(script.text.encode()).digest()).decode() in policy
    assert "unsafe" not in policy


def test_the_page_loads_nothing() -> None:
    page = written([claim("Council", "16")])
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://(?!www\.w3)", page)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("explorer") / "graph.html"
    file.write_bytes(draw_graph(open_ledger(str(ROOT)), "html", title="Baghouz"))
    return file


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of forty subjects; on each the council and the union differ, and the nurses join."""
    claims = []
    for n in range(40):
        about = Subject(f"hurt-{n}", f"hurt in ward {n}", measure="wounded")
        told = [claim("Council", "16"), claim("Union", "30"), claim("Nurses", "at least 29")]
        claims += [replace(c, id=f"{c.id}-{n}", subject=about) for c in told[: 3 if n < 30 else 1]]
    file = tmp_path_factory.mktemp("explorer") / "disputed.html"
    file.write_text(written(claims), encoding="utf-8")
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


def picture(page: Page) -> str:
    """What is drawn, pixel by pixel."""
    page.wait_for_timeout(100)
    return str(page.evaluate("() => document.getElementById('graph').toDataURL()"))


def test_search_and_filters_narrow_the_claims(page: Page) -> None:
    assert count(page) == "21 of 21 claims, 1 conflict"
    page.fill("#search", "observatory 16 killed")
    expect(page.locator("#list li")).to_have_count(1)
    assert count(page).startswith("1 of 21 claims")
    assert page.inner_text("#list").startswith("Syrian Observatory for Human Rights: at least 16\n")
    page.click("button[type=reset]")
    expect(page.locator("#list li")).to_have_count(21)
    page.click("summary")
    page.select_option("#odds", "conflict")
    page.fill("#since", "2030-01-01")
    expect(page.locator("#list li")).to_have_count(0)
    page.click("button[type=reset]")
    expect(page.locator("#list li")).to_have_count(21)


def test_claims_are_narrowed_by_event_kind_of_source_and_kind_of_conflict(page: Page) -> None:
    page.click("summary")
    page.select_option("#event", label="the strikes near Baghouz")
    expect(page.locator("#list li")).to_have_count(2)
    page.click("button[type=reset]")
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


def test_lists_begin_with_the_worst(page: Page) -> None:
    assert page.inner_text("#list li >> nth=0").endswith("≠ in conflict: conversion")
    assert page.locator("#event option").all_text_contents()[1] == "≠ of no event"


def test_the_picture_answers_to_clicks_and_keys(page: Page) -> None:
    whole = picture(page)
    page.locator("#graph").focus()
    page.keyboard.press("PageDown")  # the first event, the worst
    assert page.inner_text("#details h2") == "of no event"
    page.keyboard.press("PageDown")
    assert page.inner_text("#details h2") == "the battle for Baghouz"
    assert picture(page) != whole
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    assert picture(page) == whole
    box = page.locator("#graph").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 3, box["y"] + 3)  # nothing stands in the corner
    assert page.inner_text("#details") == ""
    page.mouse.click(box["x"] + 40, box["y"] + 30)  # the name of an event
    assert page.inner_text("#details h2") == "of no event"


def test_the_address_opens_the_same_view_and_back_works(page: Page, browser: Browser) -> None:
    page.fill("#search", "Coalition")
    page.wait_for_url("**search=Coalition")
    page.click("#list button >> nth=0")
    page.wait_for_url("**claim=**")
    page.locator("#graph").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    other = browser.new_page(viewport={"width": 1300, "height": 800})
    other.goto(page.url)
    assert other.inner_text("#details") == page.inner_text("#details")
    assert other.input_value("#search") == "Coalition"
    seen = picture(other)
    other.click("#fit")
    assert picture(other) != seen
    other.go_back()
    other.wait_for_url(page.url)
    assert picture(other) == seen
    other.close()
    page.go_back()
    assert page.inner_text("#details") == ""
    assert page.input_value("#search") == "Coalition"
    page.go_back()
    assert (page.input_value("#search"), count(page)) == ("", "21 of 21 claims, 1 conflict")
    page.go_forward()
    assert page.input_value("#search") == "Coalition"


def test_an_address_of_something_else_opens_the_whole(page: Page, file: Path) -> None:
    page.goto(f"{file.as_uri()}#claim=nobody&at=nowhere&view=1,x,3&odds=none&search=")
    page.reload()
    assert page.inner_text("#details") == ""


def test_who_is_contradicted_says_so_however_it_is_filtered(page: Page, disputed: Path) -> None:
    page.goto(disputed.as_uri())
    first = "#list li >> nth=0"
    assert page.inner_text(first) == "Council: 16\nhurt in ward 0\n≠ contradicted by 2"
    page.fill("#search", "Nurses")
    expect(page.locator("#list li")).to_have_count(30)
    assert page.inner_text(first).endswith("≠ contradicted by 1 not shown")
    page.fill("#search", "Council ward 35")
    expect(page.locator("#list li")).to_have_count(1)
    assert "≠" not in page.inner_text(first)


def test_one_list_has_all_claims_for_those_who_do_not_see_the_picture(
    page: Page, disputed: Path
) -> None:
    page.goto(disputed.as_uri())
    expect(page.locator("#list li")).to_have_count(100)
    names = page.locator("#graph").get_attribute("aria-label")
    assert names is not None
    assert "list of claims" in names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_hangs_over_the_edge(browser: Browser, file: Path, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
    page.click("#list button >> nth=0")
    found = Axe().run(page)
    page.close()
    assert not found.response["violations"], found.generate_report()


def test_the_page_is_accessible(page: Page) -> None:
    page.click("summary")
    page.click("#list button >> nth=0")
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


def test_claims_of_no_event_stand_at_their_places_where_they_are_many() -> None:
    claims = [
        replace(claim("Council", "16"), id=f"c{n}", subject=Subject(f"s{n}", f"hurt {n}", place=at))
        for n, at in enumerate(["Orlo"] * 15 + ["Brix"] * 15)
    ]
    assert [e["title"] for e in values(claims, [])["events"]] == ["Orlo", "Brix"]
    assert [e["title"] for e in values(claims[:16], [])["events"]] == ["of no event"]


def test_words_that_are_denied_are_listed_as_denied() -> None:
    denied = claim("Brisa", "9", stance=Stance.DENIES, text="that it had caused the fire")
    told = replace(denied, figure=None)
    (shown,) = values([told], [])["claims"]
    assert shown["said"] == "denies: that it had caused the fire"
