"""What each format's reader makes of a capture; what it refuses."""

import gzip

import pytest

from reportedly.documents.content import page_of, tidy
from reportedly.documents.docx import read_docx
from reportedly.documents.eml import read_eml
from reportedly.documents.feed import read_feed
from reportedly.documents.html import decode_html, fragment_text, read_html
from reportedly.documents.pdf import join_lines, join_pages, read_pdf
from reportedly.documents.warc import read_warc
from reportedly.errors import DocumentError

PAGE = """<!doctype html><html lang="en-GB"><head><title>Dam fails at Orlo | Orlo Post</title>
<meta name="author" content="Mira Holt"><meta property="og:site_name" content="Orlo Post">
<link rel="canonical" href="https://orlopost.example/dam">
<meta property="article:published_time" content="2021-03-04T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Dam fails at Orlo</h1>
<p>At least 12 people were killed when the dam failed, the mayor said on Thursday.
Residents had warned of cracks for months.</p>
<p>“We lost everything,” said a farmer in the valley below.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_states_of_itself():
    (found,) = read_html(PAGE.encode())
    assert found.text.splitlines() == [
        "Dam fails at Orlo",
        "At least 12 people were killed when the dam failed, the mayor said on Thursday. "
        "Residents had warned of cracks for months.",
        "“We lost everything,” said a farmer in the valley below.",
    ]
    assert (found.title, found.byline, found.publisher) == (
        "Dam fails at Orlo",
        "Mira Holt",
        "Orlo Post",
    )
    assert (found.published, found.url) == ("2021-03-04", "https://orlopost.example/dam")
    assert found.language == "en-GB"
    assert found.reader.startswith("trafilatura 2")


def test_a_day_in_the_words_is_not_taken_for_the_day_of_publication():
    page = PAGE.replace(
        '<meta property="article:published_time" content="2021-03-04T10:00:00Z">', ""
    )
    page = page.replace("on Thursday", "on 3 March 2020")
    assert read_html(page.encode())[0].published is None


def test_a_page_without_an_article_is_refused():
    with pytest.raises(DocumentError, match="no article was found"):
        read_html(b"<html><body><script>x()</script></body></html>")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>Größe".encode(), "<p>Größe"),
        (b"\xef\xbb\xbf<p>x", "<p>x"),
        ("<p>é".encode("utf-16"), "<p>é"),
        (b'<meta charset="iso-8859-2"><p>\xb3', '<meta charset="iso-8859-2"><p>ł'),
        (b"<p>\x93so\x94", "<p>“so”"),
        ('<meta charset="latin-1"><p>é'.encode(), '<meta charset="latin-1"><p>é'),
        (b'<?xml version="1.0" encoding="utf-8"?><p>x', "<p>x"),
        (b'<meta charset="nonsense"><p>\xe9', '<meta charset="nonsense"><p>é'),
    ],
)
def test_the_encoding_of_a_page(data, text):
    assert decode_html(data) == text


def test_a_fragment_keeps_blocks_apart_and_scripts_out():
    markup = "<p>One <b>dead</b>\nin Orlo.</p><script>x()</script><ul><li>Two &amp; three</ul>"
    assert fragment_text(markup) == "One dead in Orlo.\nTwo & three\n"


def test_a_fragment_may_be_as_deep_as_it_likes():
    assert fragment_text("<div>" * 100_000 + "deep") == "deep\n"


def test_pages_of_a_pdf_are_parted_by_form_feeds(pdf):
    data = pdf(
        [
            [
                "Report on the flood",
                "At least 12 people were killed when the dam above the town of Orlo",
                "failed, the mayor said.",
            ],
            ["The Red Lamp counted 30."],
        ]
    )
    (found,) = read_pdf(data)
    assert found.text == (
        "Report on the flood\n"
        "At least 12 people were killed when the dam above the town of Orlo "
        "failed, the mayor said.\n\fThe Red Lamp counted 30.\n"
    )
    assert page_of(found.text, found.text.index("mayor")) == 1
    assert page_of(found.text, found.text.index("Red Lamp")) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"%PDF-1.4 nothing", "damaged"), (b"%PDF-1.4\n" + b"\x00" * 5000, "damaged")],
)
def test_a_damaged_pdf_is_refused(data, message):
    with pytest.raises(DocumentError, match=message):
        read_pdf(data)


def test_a_pdf_of_pictures_is_refused(pdf):
    with pytest.raises(DocumentError, match="no text, only pictures"):
        read_pdf(pdf([[], []]))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ["A full line of the page that goes", "on below."],
            "A full line of the page that goes on below.",
        ),
        (
            ["It ended so.", "A long line that stands as a new one"],
            "It ended so.\nA long line that stands as a new one",
        ),
        (
            ["They counted the vic-", "tims of the flood here."],
            "They counted the victims of the flood here.",
        ),
        (["They are UK-", "based, as they have said."], "They are UK-based, as they have said."),
        (
            ["a well-", "known man; a well-known dam there"],
            "a well-known man; a well-known dam there",
        ),
        (
            ["Three dead and two hurt in the flood:", "• one", "• two"],
            "Three dead and two hurt in the flood:\n• one\n• two",
        ),
        (["One.", "", "Two."], "One.\nTwo."),
        (["A full line of the page that ends.", "12"], "A full line of the page that ends.\n12"),
    ],
)
def test_lines_of_a_page_are_joined_into_paragraphs(lines, text):
    assert join_lines(lines, "\n".join(lines)) == text


def test_an_empty_page_still_counts():
    assert join_pages(["One.", "", "Three."]) == "One.\n\f\n\fThree.\n"


def test_a_docx_gives_its_paragraphs_notes_and_title(docx):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deleted = "<w:del><w:r><w:delText>or more </w:delText></w:r></w:del>"
    note = "<w:p><w:r><w:t>As of Monday.</w:t></w:r></w:p>"
    data = docx(
        f"<w:p><w:r><w:t>Twelve </w:t></w:r>{deleted}<w:r><w:t>died.</w:t></w:r></w:p><w:p/>"
        "<w:p><w:r><w:t>So</w:t><w:tab/><w:t>far.</w:t></w:r></w:p>",
        word__footnotes_xml=f"<w:footnotes {w}>{note}</w:footnotes>",
        docProps__core_xml='<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Flood</dc:title>'
        "<dc:creator>Ines Varga</dc:creator></c>",
    )
    (found,) = read_docx(data)
    assert found.text == "Twelve died.\nSo far.\nAs of Monday.\n"
    assert (found.title, found.byline) == ("Flood", "Ines Varga")


def words(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_the_rows_of_a_table_are_lines(docx):
    cells = "<w:tc>" + words("Besh") + words("(town)") + "</w:tc><w:tc>" + words("7") + "</w:tc>"
    inner = (
        "<w:tbl><w:tr><w:tc>" + words("a") + "</w:tc><w:tc>" + words("b") + "</w:tc></w:tr></w:tbl>"
    )
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr><w:tc>{inner}</w:tc><w:tc/></w:tr></w:tbl>"
    (found,) = read_docx(docx(words("Dead") + table + words("End")))
    assert found.text == "Dead\nBesh (town)\t7\na\tb\nEnd\n"


def test_a_box_of_text_comes_once_and_what_was_moved_where_it_went(docx):
    box = f"<w:txbxContent>{words('In a box.')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    data = docx(
        f'<w:p><w:r><w:t>Before.</w:t><mc:AlternateContent xmlns:mc="{mc}">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Moved.</w:t></w:r></w:moveTo></w:p>"
    )
    assert read_docx(data)[0].text == "Before.\nIn a box.\nMoved.\n"


def test_a_docx_that_unpacks_without_measure_is_refused(docx):
    bomb = docx("<w:p>" + " " * (65 * 1024 * 1024) + "</w:p>")
    assert len(bomb) < 100_000
    with pytest.raises(DocumentError, match="unpacks to over 64 MiB"):
        read_docx(bomb)


def test_entities_are_refused(docx):
    bomb = '<!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><c>&b;</c>'
    with pytest.raises(DocumentError, match="entities"):
        read_docx(docx("<w:p/>", docProps__core_xml=bomb))
    with pytest.raises(DocumentError, match="entities"):
        read_feed(f"<?xml version='1.0'?>{bomb}".encode("utf-16"))


def test_an_archive_of_something_else_is_refused():
    with pytest.raises(DocumentError, match="DOCX file is damaged"):
        read_docx(b"PK\x03\x04nothing")


MESSAGE = b"""From: "Ines Varga" <ines@redlamp.example>
Date: Thu, 04 Mar 2021 23:30:00 -0500
Subject: =?utf-8?q?Toll_=E2=80=93_Orlo?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Twelve people died at the caf=E9.
--b
Content-Type: text/html

<p>Twelve people died at the cafe.</p>
--b--
"""


def test_a_message_gives_its_plain_body_under_its_subject():
    (found,) = read_eml(MESSAGE)
    assert found.text == "Toll – Orlo\n\nTwelve people died at the café.\n"
    assert (found.title, found.byline, found.published) == (
        "Toll – Orlo",
        "Ines Varga",
        "2021-03-04",
    )


def test_what_a_message_answers_is_not_more_than_something():
    data = b"Subject: Re: Toll\n\nYou wrote:\n> 22 people died.\n>> > 12 so far.\n>\nThen > 30."
    assert read_eml(data)[0].text == (
        "Re: Toll\n\nYou wrote:\n| 22 people died.\n|| | 12 so far.\n|\nThen > 30.\n"
    )


def test_a_message_in_html_only_gives_its_words():
    data = b"Subject: Toll\nContent-Type: text/html\n\n<p>Twelve died.<p>So far."
    assert read_eml(data)[0].text == "Toll\n\nTwelve died.\nSo far.\n"


def test_a_message_without_words_is_refused():
    with pytest.raises(DocumentError, match="no body of text"):
        read_eml(b"Subject: x\nContent-Type: image/png\n\nxx")


def test_the_entries_of_a_feed():
    rss = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Orlo Post</title>
    <language>en</language>
    <item><title>Dam fails</title><link>https://orlopost.example/1</link>
    <pubDate>Thu, 04 Mar 2021 10:00:00 GMT</pubDate>
    <description>&lt;p&gt;Twelve died, the mayor said.&lt;/p&gt;</description></item>
    <item><title>No words</title></item></channel></rss>"""
    (item,) = read_feed(rss)
    assert item.text == "Dam fails\n\nTwelve died, the mayor said.\n"
    assert (item.publisher, item.published, item.url, item.language) == (
        "Orlo Post",
        "2021-03-04",
        "https://orlopost.example/1",
        "en",
    )
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Red Lamp</title>
    <entry><title>Toll</title><link href="https://redlamp.example/t"/>
    <updated>2021-03-05T01:00:00Z</updated><author><name>Ines Varga</name></author>
    <content type="html">Thirty died.</content></entry></feed>"""
    (entry,) = read_feed(atom)
    assert (entry.text, entry.byline, entry.published, entry.url) == (
        "Toll\n\nThirty died.\n",
        "Ines Varga",
        "2021-03-05",
        "https://redlamp.example/t",
    )


def record(kind, url, block):
    return (
        b"WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (kind, url, len(block), block)
    )


def answer(body, heads=b"Content-Type: text/html; charset=utf-8", status=b"200 OK"):
    return b"HTTP/1.1 %s\r\n%s\r\n\r\n%s" % (status, heads, body)


def test_the_pages_of_an_archive():
    page = PAGE.replace('<link rel="canonical" href="https://orlopost.example/dam">', "").encode()
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, page[:9], len(page) - 9, page[9:])
    packed = gzip.compress(page.replace(b"Orlo", b"Besh"))
    html = b"Content-Type: text/html\r\n"
    archive = b"".join(
        (
            record(b"warcinfo", b"", b"software: x"),
            record(b"request", b"http://a.example/", b"GET / HTTP/1.1\r\n\r\n"),
            record(
                b"response",
                b"http://a.example/1",
                answer(chunked, html + b"Transfer-Encoding: chunked"),
            ),
            record(b"response", b"http://a.example/no", answer(page, status=b"404 Not Found")),
            record(b"response", b"http://a.example/pic", answer(b"x", b"Content-Type: image/png")),
            record(
                b"response",
                b"<http://a.example/2>",
                answer(packed, html + b"Content-Encoding: gzip"),
            ),
        )
    )
    for data in (archive, gzip.compress(archive)):
        first, second = read_warc(data)
        assert (first.title, first.url) == ("Dam fails at Orlo", "http://a.example/1")
        assert "the mayor said" in first.text
        assert (second.title, second.url) == ("Dam fails at Besh", "http://a.example/2")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GET / HTTP/1.1", "damaged: not WARC"),
        (record(b"response", b"http://a.example/", b"x"), "holds no page"),
        (b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\nshort", "ends within a record"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\nshort", "negative length"),
        (b"\x1f\x8bnot", "damaged"),
    ],
)
def test_an_archive_that_gives_nothing_is_refused(data, message):
    with pytest.raises(DocumentError, match=message):
        read_warc(data)


def test_a_page_that_unpacks_without_measure_is_passed_over():
    bomb = gzip.compress(b"<p>" + b" " * (21 * 1024 * 1024))
    heads = b"Content-Type: text/html\r\nContent-Encoding: gzip"
    archive = record(b"response", b"http://a.example/", answer(bomb, heads))
    with pytest.raises(DocumentError, match="holds no page"):
        read_warc(archive)


def test_xml_that_is_no_feed_is_refused():
    with pytest.raises(DocumentError, match="neither RSS nor Atom"):
        read_feed(b"<a/>")


def test_tidy_is_done_after_once():
    text = tidy("\n\nOne \t\r\n\r\n\r\n\r\nTwo\x00\ud800")
    assert text == "One\n\nTwo\n"
    assert tidy(text) == text
