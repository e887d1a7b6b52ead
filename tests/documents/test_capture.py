"""Captures: what a file is taken for, and how text and original are kept."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest

from reportedly.documents import Capture, captures_from_bytes, kind_of, read_captures
from reportedly.documents import keep_capture as planned
from reportedly.documents.isolated import read_isolated
from reportedly.errors import DocumentError
from reportedly.model import Document

MAIL = b"Subject: Toll at Orlo\nDate: Thu, 04 Mar 2021 10:00:00 +0000\n\nTwelve people died.\n"
TEXT = "Toll at Orlo\n\nTwelve people died.\n"


def keep_capture(capture: Capture, root: Path, beside: Path | None = None) -> Document:
    """As the ledger keeps it, its files written."""
    document, files = planned(capture, root, beside)
    for path, data in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(data)
    return document


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7", "a", "pdf"),
        (b"junk %PDF-1.7", "a.bin", "pdf"),
        (b"%PDF-1.7", "a.html", "pdf"),
        (b"It says %PDF-1.7", "a.txt", "text"),
        (b"PK\x03\x04 word/document.xml", "a", "docx"),
        (b"<p>Hello", "a.HTML", "html"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", "stdin", "html"),
        (b"<?xml version='1.0'?><!-- x --><html>", "a", "html"),
        (b"<html> is a tag", "a.txt", "text"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "a.xml", "feed"),
        (b"<feed xmlns='x'>", "stdin", "feed"),
        (MAIL, "a.eml", "eml"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"\x1f\x8b", "a.warc.gz", "warc"),
        (MAIL, "a", "text"),
        (b"", "a", "text"),
    ],
)
def test_what_a_file_is_taken_for(data, name, kind):
    assert kind_of(data, name) == kind


def test_the_text_of_a_capture_is_cited_and_the_original_kept_beside_it(tmp_path):
    path = tmp_path / "mail" / "toll.eml"
    path.parent.mkdir()
    path.write_bytes(MAIL)
    (capture,) = read_captures(path)
    document = keep_capture(capture, tmp_path, path)
    assert document.path == "mail/toll.eml.txt"
    assert (tmp_path / document.path).read_text() == document.text == TEXT
    assert document.sha256 == sha256(TEXT.encode()).hexdigest()
    assert (document.title, document.published) == ("Toll at Orlo", date(2021, 3, 4))
    assert path.read_bytes() == MAIL
    sidecar = (path.parent / "toll.eml.yaml").read_text()
    assert f'original: "toll.eml"\noriginal_sha256: "{sha256(MAIL).hexdigest()}"\n' in sidecar
    assert 'captured: "20' in sidecar
    # The text reads back as the same document, by its sidecar.
    (again,) = read_captures(tmp_path / document.path)
    assert (again.document.sha256, again.document.published) == (document.sha256, date(2021, 3, 4))


def test_what_came_from_no_file_is_kept_in_captures(tmp_path):
    when = datetime(2021, 3, 5, 12, tzinfo=UTC)
    (capture,) = captures_from_bytes(MAIL, "stdin", {"url": "https://a.example"}, when, "eml")
    document = keep_capture(capture, tmp_path)
    assert document.path == "captures/2021-03-04-toll-at-orlo.eml.txt"
    kept = tmp_path / "captures"
    assert (kept / "2021-03-04-toll-at-orlo.eml").read_bytes() == MAIL
    sidecar = (kept / "2021-03-04-toll-at-orlo.eml.yaml").read_text()
    assert 'captured: "2021-03-05T12:00:00+00:00"' in sidecar
    assert 'url: "https://a.example"' in sidecar


def test_nothing_is_overwritten(tmp_path):
    path = tmp_path / "toll.eml"
    path.write_bytes(MAIL)
    (capture,) = read_captures(path)
    keep_capture(capture, tmp_path, path)
    assert planned(capture, tmp_path, path)[1] == {}
    (tmp_path / "toll.eml.txt").write_text("Another text")
    with pytest.raises(DocumentError, match="exists and says something else"):
        keep_capture(capture, tmp_path, path)
    assert (tmp_path / "toll.eml.txt").read_text() == "Another text"


def test_a_torn_sidecar_is_a_fault_and_not_kept(tmp_path):
    path = tmp_path / "toll.eml"
    path.write_bytes(MAIL)
    (tmp_path / "toll.eml.yaml").write_text('title: "Toll at O')
    (capture,) = read_captures(path)
    with pytest.raises(DocumentError, match=r"toll\.eml\.yaml is not YAML"):
        keep_capture(capture, tmp_path, path)


def test_the_sidecar_wins_over_the_file_and_the_caller_over_both(tmp_path):
    path = tmp_path / "toll.eml"
    path.write_bytes(MAIL)
    (tmp_path / "toll.yaml").write_text("published: 2021-03-06\ntitle: Sidecar")
    (capture,) = read_captures(path, {"title": "Caller"})
    assert (capture.document.title, capture.document.published) == ("Caller", date(2021, 3, 6))


def test_the_entries_of_a_feed_are_documents_of_their_own(tmp_path):
    item = "<item><title>Toll</title><description>Twelve died.</description></item>"
    feed = (
        f"<rss><channel><title>Post</title>{item}{item.replace('Twelve', 'Thirty')}</channel></rss>"
    )
    captures = captures_from_bytes(feed.encode(), "feed.xml")
    documents = [keep_capture(c, tmp_path) for c in captures]
    assert [d.text for d in documents] == ["Toll\n\nTwelve died.\n", "Toll\n\nThirty died.\n"]
    assert len({d.id for d in documents}) == len({d.path for d in documents}) == 2
    assert len(list((tmp_path / "captures").glob("*.xml"))) == 1


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2021-03-05T10:00:00Z", "2021-03-05T10:00:00+00:00"),
        ("last spring", "2022-01-01T00:00:00+00:00"),
    ],
)
def test_an_archive_says_when_its_pages_were_captured(tmp_path, written, when):
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nTwelve died in Orlo."
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: {written}\r\n"
    data = f"{head}Content-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n"
    (capture,) = captures_from_bytes(data, "a.warc", when=datetime(2022, 1, 1, tzinfo=UTC))
    document = keep_capture(capture, tmp_path)
    assert f'captured: "{when}"' in (tmp_path / document.path).with_suffix(".yaml").read_text()


def test_a_reader_that_hangs_is_given_up():
    with pytest.raises(DocumentError, match=r"took over 0\.05 seconds"):
        read_isolated("html", b"<p>x", seconds=0.05)


def test_a_fault_in_a_capture_names_the_file():
    with pytest.raises(DocumentError, match=r"toll\.pdf: the PDF is damaged"):
        captures_from_bytes(b"%PDF-1.4 nothing", "toll.pdf")


@pytest.mark.parametrize(
    "piece", [b"<!---->", b"<!-- -->\n ", b"<?x?>", b"<!doctype rss>", b" ", b"<!--", b"<!x "]
)
def test_what_a_file_is_is_found_in_time_that_grows_with_its_bytes(piece):
    def seconds(times):
        data = piece * times + b"x"
        found = []
        for _ in range(5):
            start = perf_counter()
            assert kind_of(data, "a") == "text"
            found.append(perf_counter() - start)
        return min(found)

    assert seconds(26) < 0.01
    assert seconds(800) < 100 * seconds(100) + 0.001


def test_the_first_element_is_found_behind_comments_and_declarations():
    before = b"<?xml version='1.0'?>\n<!-- a > b -->" + b"<!---->" * 26
    assert kind_of(before + b"<!DOCTYPE html>", "a") == "html"
    assert kind_of(before + b"<!DOCTYPE rss PUBLIC 'x'><!-- c --><rss>", "a") == "feed"
