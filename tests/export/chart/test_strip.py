"""Strips: reports in a line each → what the picture of their positions shows."""

import json
from xml.etree import ElementTree

import pytest

from reportedly.compare import find_findings, find_positions
from reportedly.documents import document_from_bytes
from reportedly.export.chart import (
    PHONE,
    Frame,
    Line,
    Strip,
    Told,
    draw_for_print,
    draw_for_web,
    draw_page,
    draw_strips,
    draw_table,
    figure_for_web,
    references_of,
    strips_of,
    strips_to_vega,
)
from reportedly.export.chart.article import Reference
from reportedly.export.chart.strip_layout import layout_of
from reportedly.model import Claim, DocumentEntry, Source, Subject
from reportedly.text.quantities.figures import read_figure
from reportedly.workflow import read_documents, strips

SVG = "{http://www.w3.org/2000/svg}"


def strip(*reports: str, measure: str = "killed") -> Strip:
    """The strip of what reports of one strike say; each is `publisher: sentence`."""
    documents = []
    for number, report in enumerate(reports):
        publisher, _, said = report.partition(": ")
        title = f"Strike on Orlo, report {number}"
        text = f"{title}\n\nAn air strike hit Orlo on Monday. {said}\n"
        known = {"title": title, "publisher": publisher, "published": "2031-03-04"}
        documents.append(document_from_bytes(text.encode(), f"r{number}", known))
    reading = read_documents(documents)
    claims = [c for c in reading.claims if c.subject.measure == measure]
    subject = claims[0].subject
    positions = find_positions(claims, reading.setting)[subject.id]
    found = find_findings(claims, setting=reading.setting)
    return strips_of(subject, positions, found, reading.setting)[0]


APART = strip(
    "Orlo Post: The ministry said 12 people were killed.",
    "Tarn Mail: Rivers Watch said at least 14 people were killed.",
    "Kesh Star: The clinic said 15 people were killed.",
)


def words_of(svg: str) -> list[str]:
    return ["".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_each_voice_has_a_row_lowest_first():
    assert [row.name for row in APART.rows] == ["ministry", "Rivers Watch", "clinic"]
    assert [row.words for row in APART.rows] == ["12", "at least 14", "15"]


def test_a_bound_is_an_open_end():
    (spot,) = APART.rows[1].spots
    assert (spot.low, spot.high, spot.at) == (14, None, 14)


def test_who_stands_out_is_named():
    assert APART.verdict == "No number fits all; 15 fits all but ministry"
    assert [row.stands_out for row in APART.rows] == [True, False, False]
    assert APART.is_disputed
    assert APART.ground == ()


def test_the_numbers_on_which_all_could_agree_are_the_ground():
    found = strip(
        "Orlo Post: The ministry said at least 12 people were killed.",
        "Tarn Mail: Rivers Watch said 14 people were killed.",
    )
    assert (found.verdict, found.ground) == ("14 fits all", ((14, 14),))
    assert not found.is_disputed


def test_those_that_can_be_right_together_stand_in_one_camp():
    camps = [row.camp for row in APART.rows]
    assert camps[1] == camps[2] != camps[0]


def test_a_picture_says_the_figures_as_written_and_reads_itself():
    svg = draw_strips([APART])
    told = words_of(svg)
    assert {"12", "at least 14", "15", "≠ No number fits all; 15 fits all but ministry."} <= {*told}
    label = ElementTree.fromstring(svg).get("aria-label")
    assert "Rivers Watch: at least 14" in label


@pytest.mark.parametrize("width", [720, PHONE])
def test_nothing_stands_outside_of_the_picture(width):
    picture = ElementTree.fromstring(draw_strips([APART], width))
    assert float(picture.get("width")) == width
    assert all(-1 <= float(t.get("x")) <= width for t in picture.iter(f"{SVG}text"))


def test_a_page_frames_events_and_a_hostile_name_is_only_words():
    line = Line("missing", "<script>alert(1)</script>", "two")
    frame = Frame(
        "Strike", "attack", "3 documents", "reportedly event e", (("killed", (APART,)),), (line,)
    )
    svg = draw_page([frame], "Who said what")
    told = words_of(svg)
    assert {"Strike", "killed", "by one voice alone", "<script>alert(1)</script>: two"} <= {*told}
    assert float(ElementTree.fromstring(svg).get("width")) <= 2400


def test_a_table_has_subjects_down_and_figures_in_its_cells():
    told = words_of(draw_table([Told("Strike", "killed", APART)] * 70, "Who said what"))
    assert {"Strike", "≠ killed", "ministry", "12", "at least 14"} <= {*told}
    assert any(words.startswith("60 of 70 subjects") for words in told)


HASH = "0123456789abcdef" * 4
BEHIND = references_of(
    [
        DocumentEntry("b", title="Later", published="2031-03-05", sha256=HASH),
        DocumentEntry(
            "a",
            title="<b>Strike</b>",
            publisher="Orlo Post",
            published="2031-03-04T18:10",
            url="https://example.org/a",
        ),
        DocumentEntry("c", url="javascript:alert(1)"),
    ]
)


def test_a_caption_names_documents_oldest_first_with_hash_and_web_address():
    assert [
        Reference("Orlo Post, “<b>Strike</b>”, 2031-03-04", "https://example.org/a", None),
        Reference("“Later”, 2031-03-05", None, HASH),
        Reference("c", None, None),
    ] == BEHIND


@pytest.mark.parametrize("draw", [draw_for_print, draw_for_web])
def test_a_picture_for_an_article_has_live_text_caption_and_alt_text(draw):
    picture = ElementTree.fromstring(draw([APART], BEHIND))
    told = words_of(draw([APART], BEHIND))
    assert "at least 14" in told
    assert any(words.startswith("1. Orlo Post, “<b>Strike</b>”") for words in told)
    assert any(words.endswith("SHA-256\u00a00123456789ab…") for words in told)
    assert "Rivers Watch: at least 14" in picture.findtext(f"{SVG}desc")
    assert f"sha256:{HASH} “Later”" in picture.findtext(f"{SVG}metadata")


def test_for_print_it_is_as_wide_as_two_columns_for_the_web_as_its_own():
    paper, page = (
        ElementTree.fromstring(draw([APART], BEHIND)) for draw in (draw_for_print, draw_for_web)
    )
    assert paper.get("width") == "180mm"
    assert (page.get("width"), page.get("height")) == ("100%", None)


def test_a_figure_for_a_page_links_its_documents_and_takes_nothing_as_markup():
    figure = figure_for_web([APART], BEHIND)
    assert '<a href="https://example.org/a">Orlo Post, “&lt;b&gt;Strike' in figure
    assert f'<code title="{HASH}">0123456789ab…</code>' in figure
    assert "javascript:" not in figure
    assert figure.count("<svg") == 2  # wide, and for a phone


def test_a_vega_lite_specification_holds_the_rows_that_the_svg_draws():
    spec = json.loads(strips_to_vega([APART]))
    marks = [
        (row["voice"], row["told"], row["low"], row["high"], row["camp"])
        for layer in spec["vconcat"][0]["layer"]
        for row in layer["data"]["values"]
        if "kind" in row
    ]
    assert marks == [
        ("ministry", "12", 12, 12, 0),
        ("Rivers Watch", "at least 14", 14, None, 1),
        ("clinic", "15", 15, 15, 1),
    ]
    assert spec["description"] == ElementTree.fromstring(draw_strips([APART])).get("aria-label")
    assert pytest.importorskip("vl_convert").vegalite_to_svg(spec).count("at least 14")


def test_an_axis_of_what_is_measured_begins_where_the_numbers_do():
    close = strip(
        "Orlo Post: The institute said the quake measured magnitude 6.1.",
        "Tarn Mail: The seismic service said the quake measured magnitude 6.3.",
        measure="magnitude",
    )
    assert "0" not in words_of(draw_strips([close]))


@pytest.mark.parametrize("width", [720, 540, PHONE])
@pytest.mark.parametrize(("low", "high"), [(31, 32), (9, 12), (1, 1), (20, 23), (97, 100)])
def test_an_open_end_has_room_beyond_its_number(width, low, high):
    near = strip(
        f"Orlo Post: The ministry said {low} people were killed.",
        f"Tarn Mail: Rivers Watch said at least {high} people were killed.",
    )
    at = layout_of(near.rows, width)
    (spot,) = (s for row in near.rows for s in row.held if s.high is None)
    assert at.scale(spot.at) + 10 < at.scale.end


def test_a_document_with_a_name_without_end_has_a_caption_that_ends():
    (made,) = references_of([DocumentEntry("a", title="words " * 100_000)])
    assert len(made.words) <= 240


def test_strips_in_a_notebook_tell_nothing_of_claims_that_are_not_given():
    source, other = Source("a", "Ada Okoro"), Source("b", "Ben Tarn")
    hurt = Subject("hurt", "People hurt", measure="wounded")
    one, two = (
        Claim(s.id, s, (s,), hurt, words, s.id, figure=read_figure(words))
        for s, words in ((source, "12"), (other, "15"))
    )
    found = find_findings([one, two])
    assert "Ben Tarn" in strips([one, two], found)._repr_svg_()
    assert "Ben Tarn" not in strips([one], found)._repr_svg_()


def test_past_eight_camps_nobody_is_given_a_shape():
    reports = [f"Paper {n}: The {who} said {5 + 4 * n} people were killed."
               for n, who in enumerate(("ministry", "clinic", "mayor", "police", "army", "church",
                                        "governor", "hospital", "union"))]  # fmt: skip
    many = strip(*reports)
    assert len(many.rows) == 9
    assert {row.camp for row in many.rows} == {-1}
    assert not any("one shape" in words for words in words_of(draw_strips([many])))


def test_who_has_no_row_is_counted_with_what_they_say():
    told = words_of(draw_strips([APART], most=2))
    assert "and 1 more voice, from at least 14 to at least 14; all of them: reportedly claims" in (
        " ".join(told)
    )


def test_people_are_whole():
    near = strip(
        "Orlo Post: The ministry said about 19 people were killed.",
        "Tarn Mail: Rivers Watch said more than 20 people were killed.",
    )
    assert near.ground == ()
    assert near.verdict.startswith("No number fits all")


def test_a_share_of_the_dead_is_no_other_number_of_dead():
    found = strip(
        "Orlo Post: The union said 21 people were killed. "
        "60 percent of the dead were temporary workers, the union said.",
        "Tarn Mail: The company said 21 people were killed.",
    )
    assert (found.verdict, found.is_disputed) == ("21 fits all", False)
