import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare import find_positions
from reportedly.errors import UsageError
from reportedly.export.report import Report, build_report, write_pages
from reportedly.export.report.addresses import page_name
from reportedly.export.report.matrix import Cell, matrix_of, pair_rows
from reportedly.export.report.passages import pages_of, paragraphs_of
from reportedly.model import (
    Bound,
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Entries,
    Figure,
    Interval,
    Judgement,
    Period,
    Source,
    SourceKind,
    Span,
    Status,
    Subject,
)

HTML = "{http://www.w3.org/1999/xhtml}"
TEXT = "The Council said at least 16 were hurt.\n\nCoast Wire said 12 were hurt. <b>x</b>\n"
COUNCIL = Source("council", "Harbour Council", SourceKind.ORGANISATION, reliability="B")
WIRE = Source("wire", "Coast Wire", SourceKind.ORGANISATION)
PAPER = Source("paper", "The Daily Pier", SourceKind.DOCUMENT)
HURT = Subject("hurt", "People hurt on the quay", "hurt", "people", unit="person")


def claim(id_: str, source: Source, words: str, low: int, high: int | None, text: str) -> Claim:
    interval = Interval(Decimal(low), None if high is None else Decimal(high))
    bound = Bound.AT_LEAST if high is None else Bound.EXACT
    start = TEXT.index(text)
    return Claim(
        id_,
        source,
        (PAPER, source),
        HURT,
        text,
        "monday",
        figure=Figure(words, Interval.point(Decimal(low)), bound, interval, interval, "person"),
        as_of=Period.day(date(2031, 5, 4)),
        spans=(Span("monday", start, start + len(text), text),),
        status=Status.REVIEWED,
    )


CLAIMS = [
    claim("c1", COUNCIL, "at least 16", 16, None, "at least 16 were hurt"),
    claim("c2", WIRE, "12", 12, 12, "12 were hurt"),
]
CLASH = Conflict(
    ConflictKind.CONTRADICTION,
    "hurt",
    ("c1", "c2"),
    ("Harbour Council", "Coast Wire"),
    2,
    "“at least 16” and “12” cannot both hold",
)
JUDGED = Judgement(
    "j1", CLASH.id, "prefer", "A. Reader", date(2031, 6, 1), "The Council counts.", "c1"
)
MONDAY = DocumentEntry(
    "monday", "Crane falls", url="https://pier.example/1", publisher="The Daily Pier", language="en"
)


def site(**changes: object) -> dict[str, str]:
    """The pages of a small ledger by address."""
    report = Report(
        Entries(documents=(MONDAY,)), CLAIMS, [CLASH], [JUDGED], {"monday": TEXT}.get, "The crane"
    )
    report = replace(report, **changes)  # type: ignore[arg-type]
    held = find_positions(report.claims, report.setting)
    return dict(build_report(replace(report, positions=held)))


def parsed(page: str):  # type: ignore[no-untyped-def]
    """The tree of a page that breaks no rule of HTML's syntax; else an error."""
    return html5lib.HTMLParser(strict=True).parse(page)


def words(page: str) -> str:
    return " ".join("".join(parsed(page).find(f".//{HTML}main").itertext()).split())


def test_there_is_a_page_for_everything() -> None:
    assert {
        "index.html",
        "conflicts.html",
        "events/index.html",
        "judgements.html",
        "method.html",
        "subjects/index.html",
        "subjects/hurt.html",
        "sources/index.html",
        "sources/council.html",
        "sources/paper.html",
        "documents/index.html",
        "documents/monday.html",
        "claims/c1.html",
        "style.css",
    } <= set(site())


def test_every_link_leads_somewhere() -> None:
    pages = site()
    trees = {path: parsed(page) for path, page in pages.items() if path.endswith(".html")}
    anchors = {path: {e.get("id") for e in tree.iter()} for path, tree in trees.items()}
    followed = 0
    for path, tree in trees.items():
        for link in [*tree.iter(f"{HTML}a"), *tree.iter(f"{HTML}link")]:
            target, _, anchor = unquote(link.get("href")).partition("#")
            if target.startswith("https:"):
                continue
            parts: list[str] = []
            for part in (PurePosixPath(path).parent / target).parts if target else [path]:
                parts = parts[:-1] if part == ".." else [*parts, part]
            found = "/".join(parts)
            assert found in pages, (path, link.get("href"))
            assert not anchor or anchor in anchors[found], (path, link.get("href"))
            followed += 1
    assert followed > 100


def test_the_overview_counts_and_shows_the_conflict() -> None:
    page = site()["index.html"]
    said = words(page)
    assert "2 sources made 2 claims on 1 subject in 1 document. 1 conflict cannot all hold" in said
    assert "≠ No number fits all" in page
    assert "Coast Wire: 12; Harbour Council: at least 16" in page
    assert "Judged: One is to be relied on (c1). The Council counts. A. Reader, 2031-06-01" in said


def test_a_document_shows_the_words_of_its_claims_marked() -> None:
    tree = parsed(site()["documents/monday.html"])
    marks = ["".join(mark.itertext()) for mark in tree.iter(f"{HTML}mark")]
    assert marks == ["at least 16 were hurt", "12 were hurt"]


def test_a_claim_is_described_for_machines() -> None:
    tree = parsed(site(base="https://quay.example/crane")["claims/c1.html"])
    (script,) = tree.iter(f"{HTML}script")
    assert script.get("type") == "application/ld+json"
    item, review = json.loads(script.text)["@graph"]
    assert item["@type"] == "Claim"
    assert item["url"] == "https://quay.example/crane/claims/c1.html"
    assert item["author"] == {"@type": "Organization", "name": "Harbour Council"}
    assert item["appearance"]["url"] == "https://pier.example/1"
    assert review["@type"] == "ClaimReview"
    assert review["itemReviewed"] == {"@type": "Claim", "@id": item["@id"], "text": item["text"]}
    assert review["url"] == item["url"]
    assert review["reviewRating"]["alternateName"] == "Relied upon"
    assert review["author"]["name"] == "A. Reader"


def test_who_has_not_been_judged_is_not_reviewed() -> None:
    tree = parsed(site(judgements=[])["claims/c1.html"])
    (script,) = tree.iter(f"{HTML}script")
    assert [thing["@type"] for thing in json.loads(script.text)["@graph"]] == ["Claim"]


EVIL = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7*7 }} {% raw %}",
    "]]><!-- \u202e \x00\x1b[31m &amp;",
    "../../etc/passwd",
    "",
]


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_in_a_document_acts(evil: str) -> None:
    source = Source(evil, evil, SourceKind.PERSON, (evil,))
    subject = Subject(evil, evil, evil, evil, evil, unit=evil)
    hostile = replace(
        CLAIMS[0],
        id=evil,
        source=source,
        chain=(source,),
        subject=subject,
        text=evil,
        document=evil,
        spans=(Span(evil, 0, len(evil), evil),),
        candidates=(evil,),
    )
    entry = DocumentEntry(evil, evil, url="javascript:alert(1)", publisher=evil, language=evil)
    clash = Conflict(ConflictKind.DENIAL, evil, (evil, "c2"), (evil,), 2, evil)
    pages = site(
        entries=Entries(documents=(entry, MONDAY)),
        claims=[hostile, CLAIMS[1]],
        conflicts=[clash],
        judgements=[replace(JUDGED, id=evil, conflict=clash.id, by=evil, why=evil, claim=evil)],
        text_of={evil: f"{evil} and more", "monday": TEXT}.get,
        title=evil,
    )
    for path, page in pages.items():
        assert ".." not in path
        if not path.endswith(".html"):
            continue
        for element in parsed(page).iter():
            tag = str(element.tag).removeprefix(HTML)
            assert tag not in ("img", "iframe", "object", "form", "style")
            assert tag != "script" or element.get("type") == "application/ld+json"
            assert not [name for name in element.attrib if str(name).startswith("on")]
            assert not element.get("href", "").startswith("javascript:")
        assert "default-src 'none'" in page
        assert "\x1b" not in page and "\u202e" not in page


@given(st.text(st.sampled_from("ab \n\té."), max_size=60), st.data())
def test_no_word_of_a_text_is_lost_or_moved(text: str, data: st.DataObject) -> None:
    spans = [
        Span("monday", start, end, text[start:end])
        for start, end in data.draw(
            st.lists(st.tuples(*[st.integers(0, len(text))] * 2).map(sorted), max_size=4)
        )
    ]
    claims = [replace(CLAIMS[0], id=f"c{n}", spans=(span,)) for n, span in enumerate(spans)]
    paragraphs = paragraphs_of(text, claims)
    kept = "".join(p.text for x in paragraphs for p in x.pieces)
    assert "".join(kept.split()) == "".join(text.split())
    for number, span in enumerate(spans):
        marked = [p.text for x in paragraphs for p in x.pieces if f"c{number}" in p.claims]
        assert "".join("".join(marked).split()) == "".join(span.quote.split())


def test_a_long_text_fills_several_pages() -> None:
    pages = pages_of(paragraphs_of("word " * 100_000, []))
    assert len(pages) > 5
    assert "".join(p.text for page in pages for x in page for p in x.pieces) == "word " * 100_000


def many(count: int) -> list[Claim]:
    return [
        replace(CLAIMS[n % 2], id=f"c{n}", as_of=Period.day(date(2031, 1, 1 + n % 28)))
        for n in range(count)
    ]


def test_no_page_is_heavy() -> None:
    claims = many(1500)
    clashes = [replace(CLASH, claims=(a.id, b.id)) for a, b in pairwise(claims)]
    pages = site(claims=claims, conflicts=clashes, judgements=[])
    heaviest = max(pages, key=lambda path: len(pages[path].encode()))
    assert len(pages[heaviest].encode()) < 300_000, heaviest


def test_equal_ledgers_give_equal_pages() -> None:
    assert site() == site()


@pytest.mark.parametrize(("one", "other"), [("A", "a"), ("a b", "a-b"), ("é", "e"), ("", "-")])
def test_two_ids_never_share_a_page(one: str, other: str) -> None:
    assert page_name(one).casefold() != page_name(other).casefold()


@pytest.mark.parametrize("id_", ["con", "index", "../x", "a/b", "x" * 300, "a.page-2", "NUL", "."])
def test_page_names_are_safe_on_every_system(id_: str) -> None:
    name = page_name(id_)
    assert name != id_
    assert len(name) < 120
    assert not set(name) & set("./\\: ")


def test_the_matrix_says_who_contradicts_and_who_repeats() -> None:
    echo = Conflict(ConflictKind.ECHO, "hurt", ("c1", "c3"), (), 1, "one wrote it from the other")
    residents = Source("residents", "residents")
    told = replace(CLAIMS[0], id="c3", source=residents, chain=(PAPER, WIRE, residents))
    matrix = matrix_of([*CLAIMS, told], [CLASH, echo])
    assert matrix.cell("council", "wire") == Cell(conflicts=1)
    assert matrix.cell("wire", "council") == Cell(conflicts=1)
    assert matrix.cell("residents", "council") == Cell(repeats=1)
    assert matrix.cell("wire", "residents") == Cell(repeats=1)
    assert not matrix.cell("council", "residents")
    assert matrix.near("council") == ["wire", "residents"]
    first, *_ = pair_rows(matrix)
    assert (first["source_name"], first["other"], first["conflicts"]) == (
        "Harbour Council",
        "wire",
        1,
    )


def test_a_report_overwrites_nothing_but_a_report(tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "site"
    assert write_pages([("index.html", "one"), ("claims/old.html", "x")], folder) == 3
    assert write_pages([("index.html", "two")], folder) == 2
    assert (folder / "index.html").read_text() == "two"
    assert not (folder / "claims/old.html").exists()
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(UsageError, match="something else"):
        write_pages([("index.html", "one")], tmp_path)
    listed = {"form": "reportedly-report", "files": ["../mine.txt"]}
    (folder / "report.json").write_text(json.dumps(listed))
    write_pages([("index.html", "three")], folder)
    assert (tmp_path / "mine.txt").read_text() == "keep"
