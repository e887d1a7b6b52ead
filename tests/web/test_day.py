"""The day of a reviewer, in a real browser: five reports of one event, from dropping to judging."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from .conftest import Bench, serving
from .test_guard import AS_READER, PROXY

REPORTS = {
    "wire-1.txt": """Blast at Orlo depot kills at least 14

ORLO, March 3 (Wire Nord) - An explosion at a fuel depot in Orlo on Tuesday killed at least 14
people, the health ministry said. The interior ministry said 31 people were wounded.
""",
    "herald.txt": """Orlo depot blast: 19 dead, rescuers say

March 4. Nineteen people were killed in the explosion at the Orlo fuel depot on March 3, the Rescue
League said. The health ministry said on Wednesday that 16 people had died.
""",
    "post.txt": """Explosion at Orlo fuel depot

The Orlo Post, 4 March. Rivers Watch said 22 people were killed in the explosion at the Orlo depot
on Tuesday. The governor, Ilan Mard, said that 16 had died.
""",
    "note.txt": """Rivers Watch on the Orlo depot explosion of 3 March

We counted 22 people killed in the explosion at the fuel depot in Orlo on 3 March, among them five
children. The depot's operator denied that anyone was warned.
""",
    "later.txt": """Orlo toll

5 March. The toll of the blast at the depot rose to 23, the Rescue League said on Thursday.
""",
}


@pytest.fixture
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                *("--no-sandbox", "--disable-gpu"),
                "--host-resolver-rules=MAP bench.example.org 127.0.0.1",
            ],
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.wrong: list[str] = []  # type: ignore[attr-defined]
        page.on("console", lambda m: m.type == "error" and page.wrong.append(m.text))  # type: ignore[attr-defined]
        page.on("pageerror", lambda e: page.wrong.append(str(e)))  # type: ignore[attr-defined]
        yield page
        browser.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    from reportedly.ledger import init

    root = tmp_path / "orlo"
    init(root)
    with serving(root) as found:
        yield found


def test_a_day(bench: Bench, browser_page: Page, tmp_path: Path) -> None:
    page, claims = browser_page, bench.root / "claims"
    files = []
    for name, text in REPORTS.items():
        files.append(tmp_path / name)
        files[-1].write_text(text)

    # Five reports are dropped, and read while one waits.
    page.goto(bench.address)
    page.get_by_role("link", name="Add documents").first.click()
    page.set_input_files("#files", files)
    page.get_by_text("What is known of them").click()
    page.fill("#published", "2031-03-05")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("5 new documents")).to_be_visible(timeout=120_000)

    # They meet.
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    row = page.locator("table.queue tbody tr").first
    expect(row).to_contain_text(re.compile("explosion|blast", re.IGNORECASE))

    # One that was unsure is linked.
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name=re.compile("One .*\\?"))).to_be_visible()
    before = (claims / "links.yaml").read_text()
    page.keyboard.press("s")
    expect(page.locator("#status")).to_contain_text("are one")
    assert "status: decided" in (claims / "links.yaml").read_text()
    assert "by: Mara Lind" in (claims / "links.yaml").read_text()
    assert before != (claims / "links.yaml").read_text()

    # Review by keys; a figure is fixed, and told as it is typed.
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Accept a", exact=True)).to_be_visible()
    first = page.locator("input[name=id]").input_value()
    page.keyboard.press("a")
    expect(page.locator("#status")).to_contain_text(f"accepted {first}")
    page.keyboard.press("u")
    expect(page.locator("#status")).not_to_contain_text(f"accepted {first}")
    page.goto(f"{bench.address}/review?claim={first}")
    page.keyboard.press("e")
    page.keyboard.type("more than 14")
    expect(page.locator("#p-figure")).to_have_text(re.compile("more than 14"))
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("is not what the quote says")
    page.get_by_text("More fields").click()
    page.fill("#f-note", "The ministry put it right by telephone.")
    page.locator("#f-note").press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("(figure, note)")
    assert "more than 14" in "".join(f.read_text() for f in claims.glob("*.yaml"))

    # The file's difference.
    page.get_by_role("link", name="diff").click()
    expect(page.locator(".diff .come").first).to_contain_text("more than 14")

    # A claim is made of selected words.
    page.goto(f"{bench.address}/documents?words=rivers")
    page.get_by_role("link", name=re.compile("Rivers Watch")).first.click()
    expect(page.locator(".reading [data-start]").first).to_be_visible()
    page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll('[data-start]')];
          const piece = pieces.find((p) => /five\\s/.test(p.textContent));
          const node = piece.firstChild, at = node.data.indexOf('five');
          getSelection().setBaseAndExtent(node, at, node, node.data.indexOf('children') + 8);
        }"""
    )
    page.get_by_role("button", name="Make a claim of it").click()
    expect(page.locator("mark").first).to_have_text(re.compile("five\\s+children"))
    page.fill("#f-source", "rivers-watch")
    page.fill("#f-subject", "killed/children")
    page.fill("#f-figure", "five")
    page.get_by_role("button", name="Make the claim").click()
    expect(page.locator("#status")).to_contain_text("made a claim")
    assert re.search(
        r"killed/children: five", "".join(f.read_text() for f in claims.glob("*.yaml"))
    )

    # The conflict is seen, and judged.
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.locator("section.finding.conflict h2 a").first.click()
    expect(page.get_by_text("Against").first).to_be_visible()
    name = page.locator("input[name=conflict]").first.input_value()
    page.keyboard.press("h")
    page.keyboard.press("w")
    page.keyboard.type("They counted at different hours.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("judge")
    judged = (claims / "judgements.yaml").read_text()
    assert name in judged
    assert "They counted at different hours." in judged

    # Somebody changes the file outside: what was seen is not written over.
    page.goto(f"{bench.address}/review")
    claim = page.locator("input[name=id]").input_value()
    file = next(f for f in claims.glob("2*.yaml") if f.stem in claim or claim.startswith(f.stem))
    text = file.read_text()
    page.get_by_text("More fields").click()
    page.fill("#f-note", "mine")
    outside = re.sub(
        r"(?m)^(\s+)status: proposed", r"\1note: seen by hand\n\1status: proposed", text
    )
    file.write_text(outside)
    page.locator("#f-note").press("Control+Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("somebody changed this claim meanwhile")
    expect(alert).to_contain_text("now “seen by hand”, in your form “mine”")
    assert file.read_text() == outside
    refused = [m for m in page.wrong if "422" in m or "409" in m]  # type: ignore[attr-defined]
    assert page.wrong == refused  # type: ignore[attr-defined]


def test_a_reader_is_shown_everything_and_changes_nothing(
    tmp_path: Path, browser_page: Page
) -> None:
    from reportedly.ledger import init

    init(tmp_path)
    with serving(tmp_path, proxy=PROXY) as bench:
        page, port = browser_page, bench.address.rpartition(":")[2]
        browser_page.context.set_extra_http_headers(
            {k: v for k, v in AS_READER.items() if k != "host"}
        )
        page.goto(f"http://bench.example.org:{port}/changes")
        expect(page.locator(".who-am-i")).to_contain_text("Ilan reader")
        expect(page.get_by_role("link", name="Add documents")).to_have_count(0)
        page.goto(f"http://bench.example.org:{port}/add")
        page.fill("#text", "A ministry said 3 people died.")
        page.get_by_role("button", name="Read them").click()
        expect(page.get_by_role("alert")).to_contain_text("ask for the role of reviewer")
        assert not [*(tmp_path / "claims").glob("2*.yaml")]
