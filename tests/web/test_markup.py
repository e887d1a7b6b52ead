"""Nothing of a ledger or a document is ever HTML, whatever stands in it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from .conftest import Bench, serving
from .test_hostile import PAGES

HOSTILE = [
    "<zq-x onclick=alert(1)>",
    "</title></script></style></textarea><zq-x>",
    "\"><zq-x zq-y='",
    "' zq-y=1 onfocus=alert(1) autofocus='",
    "<!--zq--><![CDATA[<zq-x>]]>",
    "javascript:alert('zq')",
    "&lt;zq-x&gt;&#60;zq-x>",
    "{{ 7 * 7 }}{% raw %}<zq-x>",
    "\0<\0zq-x\0>\x08\x1b[31m\x7f\x9b",
    "\N{RIGHT-TO-LEFT OVERRIDE}x-qz<\N{ZERO WIDTH JOINER}\N{LINE SEPARATOR}\ufeff",
    "\ud83d<zq-x>\ude00",
    "＜zq-x＞\N{COMBINING LONG SOLIDUS OVERLAY}<\N{COMBINING LONG SOLIDUS OVERLAY}zq-x>",
    "]]><svg/onload=alert(1)><zq-x",
    "//evil.example/<zq-x>",
    "a\r\n\r\n<zq-x>",
    "data:text/html,<zq-x>",
]
TEXT = "Orlo, 4 March. The ministry said 14 people died. {0} The army said {0} nobody died. {0}\n"


def quoted(text: str) -> str:
    """A text as YAML has it, every odd character told by its number."""
    signs = (c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(signs)}"'


def files_of(other: Callable[[str], str]) -> dict[str, str]:
    """A small ledger; `other` gives what stands in a field in place of what usually does."""

    def f(usual: str) -> str:
        return quoted(other(usual))

    document, event, source, subject = f("d1"), f("e1"), f("s1"), f("e1/killed")
    claims = "".join(
        f"""
  - id: {f(f"c{n}")}
    document: {document}
    source: {source if n % 2 else f("s2")}
    via: [{f("s2")}]
    subject: {subject}
    event: {event}
    figure: {f(str(13 + n))}
    quote: [{f("14 people died")}]
    stance: {f("asserts")}
    role: {f("total")}
    when: {f("2031-03-03")}
    said: {f("2031-03-04")}
    actors: [{f("s1")}]
    answer: {f("yes")}
    status: {f("proposed")}
    rule: {f("verb")}
    score: {f("0.9")}
    note: {f("seen")}
    reviews:
      - {{by: {f("Mara")}, on: {f("2031-03-05")}, verdict: {f("accepted")}, figure: {f("15")}}}
"""
        for n in range(3)
    )
    return {
        "sources.yaml": "sources:"
        + "".join(
            f"""
  - id: {source if n == 1 else f("s2")}
    name: {f("Ministry")}
    kind: {f("organisation")}
    aliases: [{f("the ministry")}]
    reliability: {f("B")}
    note: {f("known")}
"""
            for n in (1, 2)
        ),
        "events.yaml": f"""events:
  - id: {event}
    title: {f("Blast at Orlo")}
    kind: {f("explosion")}
    place: {f("Orlo")}
    when: {f("2031-03-03")}
    aliases: [{f("the blast")}]
    topics: {{{f("warned")}: {f("they were warned")}}}
    assessments:
      - subject: {f("killed")}
        low: {f("1")}
        best: {f("14")}
        grounds: {f("lists")}
        grade: {f("fair")}
        by: {f("Mara")}
        on: {f("2031-03-05")}
""",
        "subjects.yaml": f"""subjects:
  - id: {f("topic-1")}
    title: {f("What was said")}
    place: {f("Orlo")}
    unit: {f("people")}
""",
        "links.yaml": f"""links:
  - id: {f("l1")}
    kind: {f("source")}
    a: {source}
    b: {f("s2")}
    status: {f("proposed")}
    why: {f("name")}
    score: {f("0.5")}
  - id: {f("l2")}
    kind: {f("source")}
    a: {f("s2")}
    b: {f("s3")}
    verdict: {f("different")}
    by: {f("Mara")}
    why: {f("seen")}
""",
        "judgements.yaml": f"""judgements:
  - id: {f("j1")}
    conflict: {f("e1/killed:how-many")}
    verdict: {f("holds")}
    by: {f("Mara")}
    on: {f("2031-03-05")}
    why: {f("hours")}
""",
        "d1.yaml": f"""document:
  id: {document}
  title: {f("Fourteen dead")}
  publisher: {f("Orlo Post")}
  published: {f("2031-03-04")}
  url: {f("https://orlo.example/1")}
  path: {f("d1.txt")}
  language: {f("en")}
  event: {event}
  agency: {f("Wire Nord")}
  note: {f("kept")}
claims:{claims}""",
        "d1.txt": TEXT.format(other("It rained.")),
    }


def ways(tree: Element) -> Iterator[str]:
    """Where the links of a page lead."""
    yield from (a.get("href", "/") for a in tree.iter("a"))


def check(page: str, text: str) -> None:
    """What may stand in a page: no element, attribute or address that the templates do not make."""
    assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text), page
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):  # a comment
            assert "zq" not in (element.text or ""), page
            continue
        assert "zq" not in element.tag, page
        assert element.tag not in ("iframe", "object", "embed", "base", "applet"), page
        for name in map(str, element.keys()):
            assert not name.startswith("on"), page
            assert name != "style", page
            assert "zq" not in name, page
        if element.tag == "script" and (element.get("type") or "").endswith("json"):
            json.loads(element.text or "")  # data, and all of it
        elif element.tag == "script":
            assert is_own(element.get("src") or ""), page
        if element.tag in ("form", "script", "link", "img", "button"):
            for name in ("action", "src", "href", "formaction"):
                assert is_own(element.get(name) or "/"), (page, element.get(name))
    for address in ways(tree):
        split = urlsplit(address)
        assert is_own(address) or split.scheme in ("http", "https"), (page, address)


def is_own(address: str) -> bool:
    return address.startswith(("/", "#", "?")) and not address.startswith(("//", "/\\"))


def crawl(bench: Bench, most: int = 120) -> set[str]:
    """Every page that there is a way to, each looked at."""
    seen: set[str] = set()
    ahead = [*PAGES, "/conflicts?state=any&severity=note", "/search?q=died", "/links?number=1"]
    ahead += [f"/assess?event={quote('e1')}", "/graph?source=s1"]
    while ahead and len(seen) < most:
        page = ahead.pop(0)
        key = unquote(page)
        if key in seen:
            continue
        seen.add(key)
        answer = bench.get(page)
        assert answer.status_code in (200, 404), (page, answer.text[-2000:])
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.headers["content-type"].startswith("text/html"):
            check(page, answer.text)
            tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
            kinds = {urlsplit(p).path.split("/")[1] for p in ahead}
            new = [a.partition("#")[0] for a in ways(tree) if is_own(a) and a[0] == "/"]
            # Kinds of pages that wait already come later.
            ahead = sorted(
                dict.fromkeys([*ahead, *new]), key=lambda p: urlsplit(p).path.split("/")[1] in kinds
            )
    return seen


def look(files: dict[str, str]) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "claims").mkdir()
        for name, text in files.items():
            path = root / ("claims" if name.endswith(".yaml") else ".") / name
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        with serving(root) as bench:
            seen = crawl(bench)
            for kind in ("events", "claims", "sources", "subjects", "documents", "conflicts"):
                answer = bench.get(f"/api/{kind}")
                assert answer.status_code == 200
                assert answer.headers["content-type"] == "application/json"
                for row in answer.json()["rows"]:
                    if kind not in ("sources", "subjects"):
                        path = f"/api/{kind}/{quote(row['id'], safe='', errors='replace')}"
                        assert bench.get(path).status_code in (200, 404)
    return seen


def test_a_ledger_that_is_well_has_all_pages() -> None:
    seen = look(files_of(str))
    kinds = {page.split("/")[1].partition("?")[0] for page in seen}
    assert {"events", "claims", "documents", "sources", "conflicts", "subjects"} <= kinds
    assert len(seen) > 40


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@settings(max_examples=2, phases=[Phase.generate])
@given(chance=st.integers())
def test_no_text_of_a_ledger_is_markup(text: str, chance: int) -> None:
    """Some of the fields hold it, so that the others still lead to every page."""
    random = Random(chance)
    look(files_of(lambda usual: random.choice([usual, usual, usual, text, usual + text])))


@settings(max_examples=4, phases=[Phase.generate])
@given(text=st.sampled_from(HOSTILE) | st.text(max_size=30), alone=st.booleans())
def test_no_text_is_markup_where_all_are_of_one_kind(text: str, alone: bool) -> None:
    look(files_of(lambda usual: text if alone else usual + text))
