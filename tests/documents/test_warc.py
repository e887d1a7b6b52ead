"""Archives as streams: which pages come out, and how reading goes on behind damage."""

import gzip
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.documents.limits import limited
from reportedly.documents.warc import MAX_PAGE, Page, stream_pages
from reportedly.errors import DocumentError
from reportedly.model import Problem


def record(number, body, heads=b"", length=None, kind=b"text/plain", status=b"200 OK"):
    block = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n%s" % (status, kind, heads, body)
    return (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/%d\r\n"
        b"WARC-Record-ID: <urn:uuid:%d>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (number, number, len(block) if length is None else length, block)
    )


def read(data):
    """(id, body) of a page, (number, code) of a problem."""
    return [
        (found.id, found.body)
        if isinstance(found, Page)
        else (found.location.line, found.code, found.message)
        for found in stream_pages(io.BytesIO(data), "a.warc")
    ]


FIRST, SECOND, THIRD = (record(n, b"Flood %d" % n) for n in (1, 2, 3))
PAGES = [(f"urn:uuid:{n}", b"Flood %d" % n) for n in (1, 2, 3)]
WRONG = "a record whose length is not what it says"


def test_pages_come_one_by_one_before_the_archive_is_at_its_end():
    class Torn(io.BytesIO):
        def read(self, size=-1):
            data = super().read(size)
            if self.tell() > len(FIRST) + (1 << 16):
                raise AssertionError("read too far ahead")
            return data

    pages = stream_pages(Torn(FIRST + record(2, b"x" * (1 << 20)) + THIRD), "a.warc")
    assert next(pages).id == "urn:uuid:1"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_records_packed_one_by_one_or_not_at_all_are_the_same(pack):
    assert read(pack(FIRST) + pack(SECOND) + pack(THIRD)) == PAGES
    assert read(pack(FIRST + SECOND + THIRD)) == PAGES


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (b"torn off\r\n", "no record where one should begin"),
        (record(2, b"Flood 2", length=20), WRONG),
        (record(2, b"Flood 2", length=len(THIRD)), WRONG),
        (record(2, b"Flood 2", length=10**9), "it ends within a record"),
        (record(2, b"Flood 2", length=-4), "a record of negative length"),
        (
            b"WARC/1.1\r\nContent-Length: some\r\n\r\nx\r\n\r\n",
            "a record whose length is no number",
        ),
        (b"x" * 140_000 + b"\r\n", "a line without end where a record"),
        (b"WARC/1.1\r\n" + b"x" * 70_000 + b"\r\n\r\n", "a record with heads out of measure"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_behind_a_damaged_record_reading_goes_on(second, message, pack):
    first, (number, code, told), *rest = read(pack(FIRST) + pack(second) + pack(THIRD))
    assert first == PAGES[0]
    assert (number, code) == (2, "damaged-record")
    assert told.startswith(message)
    assert rest == PAGES[2:]


def test_a_record_cut_off_in_the_middle_does_not_take_the_next_with_it():
    cut = record(2, b"Flood and rain " * 100)[:-800]
    assert [p[0] for p in read(FIRST + cut + b"\r\n" + THIRD)] == ["urn:uuid:1", 2, "urn:uuid:3"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_record_without_its_block_does_not_take_the_next_with_it(pack):
    bare = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n"
    for length in (9_999, len(SECOND) + 5):
        found = read(pack(FIRST) + pack(bare % length) + pack(SECOND) + pack(THIRD))
        assert [p[0] for p in found] == ["urn:uuid:1", 2, "urn:uuid:2", "urn:uuid:3"]


@pytest.mark.parametrize("broken", [30, 60, -6, -2])
def test_behind_a_damaged_member_reading_goes_on(broken):
    second = bytearray(gzip.compress(SECOND))
    second[broken] ^= 0xFF
    first, (number, code, _), *rest = read(gzip.compress(FIRST) + second + gzip.compress(THIRD))
    assert (first, number, code, rest) == (PAGES[0], 2, "damaged-record", PAGES[2:])


def test_an_archive_that_ends_too_soon_gives_what_it_has():
    packed = gzip.compress(FIRST) + gzip.compress(SECOND)[:-20]
    assert read(packed) == [PAGES[0], (2, "damaged-record", "it ends within a packed record")]
    assert read(FIRST + SECOND[:-20]) == [
        PAGES[0],
        (2, "damaged-record", "it ends within a record"),
    ]


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_no_damage_makes_it_fail_or_loses_the_pages_before(data):
    pack = data.draw(st.sampled_from([bytes, gzip.compress]))
    before = pack(FIRST)
    rest = bytearray(pack(SECOND) + pack(THIRD))
    for place in data.draw(st.lists(st.integers(0, len(rest) - 1), min_size=1, max_size=4)):
        rest[place] = data.draw(st.integers(0, 255))
    found = list(stream_pages(io.BytesIO(before + rest), "a.warc"))
    assert isinstance(found[0], Page | Problem)
    if pack is gzip.compress:
        assert found[0].id == "urn:uuid:1"
    numbers = [f.number if isinstance(f, Page) else f.location.line for f in found]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (record(2, b"\x8b\x02\x80Orlo", b"Content-Encoding: br\r\n"), "unread-encoding"),
        (record(2, b"x" * (MAX_PAGE + 1)), "too-long"),
        (
            record(2, gzip.compress(b" " * (MAX_PAGE + 1)), b"Content-Encoding: gzip\r\n"),
            "too-long",
        ),
        (record(2, b"no gzip", b"Content-Encoding: gzip\r\n"), "damaged-record"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_told(second, code):
    first, told, last = read(FIRST + second + THIRD)
    assert (first, told[:2], last) == (PAGES[0], (2, code), PAGES[2])


def test_what_is_no_page_is_passed_over():
    others = (
        record(2, b"x", kind=b"image/png", heads=b"Content-Encoding: br\r\n"),
        record(3, b"x" * (MAX_PAGE + 1), kind=b"video/mp4"),
        record(4, b"gone", status=b"404 Not Found"),
        b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n",
    )
    assert read(FIRST + b"".join(others)) == PAGES[:1]


def test_a_page_whose_encoding_an_archiver_undid_is_read():
    page = b"<html><p>Flood</p></html>"
    found = read(record(1, page, b"Content-Encoding: br\r\n", kind=b"text/html"))
    assert found == [("urn:uuid:1", page)]


def test_reading_that_takes_too_long_is_given_up():
    with pytest.raises(DocumentError, match=r"took over 0\.1 seconds"), limited(0.1):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                sum(range(1000))
            except Exception:
                continue


def test_reading_that_takes_too_much_memory_is_given_up():
    with pytest.raises(DocumentError, match="more memory"), limited(memory=1 << 26):
        bytearray(1 << 30)
    assert len(bytearray(1 << 28)) == 1 << 28
