"""Which capture follows which document."""

from datetime import UTC, datetime

import pytest

from reportedly.documents import Capture, document_from_bytes
from reportedly.model import DocumentEntry
from reportedly.workflow import new_captures
from reportedly.workflow.captures import Shelf

PAGE = "https://nordwire.example/a"


def capture(text, day, url=PAGE, kind="warc"):
    document = document_from_bytes(text.encode(), "a.txt", {"url": url, "title": "Crash at Tarn"})
    return "a.warc", Capture(
        document, kind, b"", "a.warc", datetime(2031, 3, day, tzinfo=UTC), part=1
    )


def superseded(*given, known=()):
    new, _ = new_captures(given, known)
    ids = [c.document.id for _, c in new]
    names = dict(zip(ids, "abc", strict=False))
    return [names.get(c.document.supersedes, c.document.supersedes) for _, c in new]


def test_pages_of_an_archive_follow_one_another():
    assert superseded(capture("12 died.", 3), capture("14 died.", 4), capture("15 died.", 5)) == [
        None, "a", "b",
    ]  # fmt: skip


def test_an_archive_of_earlier_days_does_not_supersede_what_came_later():
    held = DocumentEntry(
        "later",
        title="Crash at Tarn",
        url=PAGE,
        sha256="0" * 64,
        captured="2031-03-09T10:00:00+00:00",
    )
    assert superseded(capture("12 died.", 3), known=[held]) == [None]
    assert superseded(capture("12 died.", 10), known=[held]) == ["later"]


@pytest.mark.parametrize("supersedes", [{"b": "a", "c": "b"}, {"b": "a", "c": "b", "a": "c"}])
def test_the_last_of_a_page_is_found_also_in_a_circle(supersedes):
    shelf = Shelf(DocumentEntry(name, supersedes=supersedes.get(name)) for name in "abc")
    assert shelf.last("a").id == "c"


def test_a_title_alone_tells_of_one_page_where_the_text_is_not_at_hand():
    held = [DocumentEntry("a", title="Crash at Tarn; 12 dead", url=PAGE)]
    assert superseded(capture("14 died.", 4), known=held) == ["a"]
    held = [DocumentEntry("a", title="Fish market reopens", url=PAGE)]
    assert superseded(capture("14 died.", 4), known=held) == [None]
