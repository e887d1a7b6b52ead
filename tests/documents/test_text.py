"""Plain text documents: bytes in, document or clear error out."""

from datetime import date
from hashlib import sha256

import pytest

from reportedly.documents import document_from_bytes, read_document
from reportedly.errors import DocumentError


def test_a_document_is_pinned_by_its_bytes_and_takes_its_title_from_the_first_line(tmp_path):
    path = tmp_path / "flood.txt"
    path.write_bytes("Dam fails at Orlo\nTwo died — so far.".encode())
    document = read_document(path)
    assert document.id == "flood"
    assert document.title == "Dam fails at Orlo"
    assert document.sha256 == sha256(path.read_bytes()).hexdigest()


def test_the_sidecar_tells_what_is_known_and_the_caller_wins(tmp_path):
    path = tmp_path / "flood.txt"
    path.write_text("Dam fails at Orlo")
    (tmp_path / "flood.yaml").write_text("publisher: Orlo Post\npublished: 2021-03-04\nnote: scan")
    document = read_document(path, {"publisher": None, "published": "2021-03-05"})
    assert (document.publisher, document.published) == ("Orlo Post", date(2021, 3, 5))
    assert document.id == "2021-03-05-dam-fails-at-orlo"


def test_a_byte_order_mark_is_hashed_but_not_read():
    document = document_from_bytes(b"\xef\xbb\xbfHigh water", "a.txt")
    assert document.text == "High water"
    assert document.sha256 == sha256(b"\xef\xbb\xbfHigh water").hexdigest()


@pytest.mark.parametrize(
    ("data", "known", "message"),
    [
        (b"caf\xe9", {}, "a.txt is not UTF-8 text: byte 3 is 0xe9; convert it first"),
        (b"%PDF-1.7 ...", {}, "a.txt is a PDF, not plain text"),
        (
            "High water".encode("utf-16"),
            {},
            "a.txt is UTF-16, not UTF-8; convert it first, for "
            "example with: iconv -f UTF-16 -t UTF-8 a.txt",
        ),
        ("High water".encode("utf-16-le"), {}, "iconv -f UTF-16LE"),
        ("High water".encode("utf-16-be"), {}, "iconv -f UTF-16BE"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", {}, "it holds NUL bytes, so it is no text"),
        (b"caf\xe9", {}, "iconv -f WINDOWS-1252"),
        (
            b"ok",
            {"published": "12 Feb"},
            "published must be a day like 2019-02-12, or a day and time like "
            "2019-02-12T18:10+02:00, not '12 Feb'",
        ),
        (b"ok", {"published": "2019-02-12T25:10"}, "published must be a day like 2019-02-12"),
    ],
)
def test_what_is_not_text_is_refused_with_what_to_do(data, known, message):
    with pytest.raises(DocumentError) as error:
        document_from_bytes(data, "a.txt", known)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("publishd: 2021-03-04", "unknown key 'publishd'; known: language, note, published"),
        ("- a\n- b", "must be a mapping of plain values"),
        ("title: [a, b]", "must be a mapping of plain values"),
        ("title: 'open", "is not YAML"),
    ],
)
def test_a_wrong_sidecar_is_refused(tmp_path, sidecar, message):
    (tmp_path / "a.txt").write_text("Text")
    (tmp_path / "a.yaml").write_text(sidecar)
    with pytest.raises(DocumentError, match=message):
        read_document(tmp_path / "a.txt")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(DocumentError, match="there is no file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="is a folder"):
        read_document(tmp_path)


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("2024-06-11T10:05", "10:05"),
        ("2024-06-11 10:05:31", "10:05"),
        ("2024-06-11T10:05Z", "10:05+00:00"),
        ("2024-06-11T10:05+0230", "10:05+02:30"),
        ("2024-06-11", None),
    ],
)
def test_a_document_is_published_on_a_day_or_at_a_time(tmp_path, written, clock):
    path = tmp_path / "flood.txt"
    path.write_text("Flood at Orlo\n")
    (tmp_path / "flood.yaml").write_text(f"published: {written}\n")
    document = read_document(path)
    assert (document.published, document.clock) == (date(2024, 6, 11), clock)
    assert document.published_at == f"2024-06-11{f'T{clock}' if clock else ''}"
    assert document.id == "2024-06-11-flood-at-orlo"
