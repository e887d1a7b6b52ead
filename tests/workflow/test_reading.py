"""Reading a document: the text, and the claims and conflicts beside it."""

import pytest

from reportedly.documents import document_from_bytes
from reportedly.ledger import load
from reportedly.workflow import read_documents, save_reading

FERRY = """Ferry capsizes off Karsund; at least 40 dead
A passenger ferry capsized off the port of Karsund late Sunday, killing at least 40 people and \
leaving dozens more missing, the coast guard said.
"We have recovered 43 bodies so far," Capt. Lena Moritz, who heads the rescue operation, told \
reporters on Monday. "We do not expect to find many more survivors."
The Karsund Maritime Authority put the death toll at 38, while the opposition daily Morgenblad \
reported that 52 people had died.
Transport Minister Oskar Brandt denied that the vessel had been overloaded.
The International Maritime Bureau (IMB) says accidents of this kind have killed nearly 1,200 \
people in the region since 2010. The IMB believes that figure is an underestimate.
"""


def reading_of(text, **known):
    return read_documents([document_from_bytes(text.encode(), "a.txt", known)])


@pytest.fixture(scope="module")
def ferry():
    return reading_of(FERRY, published="2023-10-09")


def rows(reading):
    return [
        (c.source.name if c.source else c.candidates, c.figure.as_written)
        for c in reading.claims
        if c.figure
    ]


def test_every_figure_has_the_voice_that_gave_it(ferry):
    assert rows(ferry) == [
        ("coast guard", "at least 40"),  # the headline
        ("coast guard", "at least 40"),
        ("coast guard", "dozens"),
        ("Lena Moritz", "43"),
        ("Karsund Maritime Authority", "38"),
        ("Morgenblad", "52"),
        ("International Maritime Bureau", "nearly 1,200"),
    ]


def test_tolls_of_one_event_conflict_and_the_toll_of_ten_years_does_not(ferry):
    (found,) = [c for c in ferry.conflicts if c.severity == "conflict"]
    figures = {c.id: c.figure.as_written for c in ferry.claims if c.figure}
    assert [[figures[i] for i in camp] for camp in found.camps] == [
        ["38"],
        ["at least 40", "at least 40", "43", "52"],
    ]


def test_denials_keep_their_stance(ferry):
    (denied,) = [c for c in ferry.claims if c.stance == "denies"]
    assert denied.source.name == "Oskar Brandt"
    assert "overloaded" in denied.text


def test_documents_without_a_publisher_are_told_apart_by_their_titles():
    fell = "The Orlo bridge collapsed on March 5, 2024, killing"
    texts = {
        "a.txt": f"Bridge falls in Orlo\n\n{fell} nine people.",
        "b.txt": f"Orlo bridge collapse\n\n{fell} 14 people.",
    }
    day = {"published": "2024-03-06"}
    found = read_documents([document_from_bytes(t.encode(), n, day) for n, t in texts.items()])
    (conflict,) = [c for c in found.conflicts if c.severity == "conflict"]
    assert 'Bridge falls in Orlo says "nine"' in conflict.reason
    assert 'Orlo bridge collapse says "14"' in conflict.reason


def test_times_of_saying_and_of_the_event_are_kept_apart(ferry):
    moritz = next(c for c in ferry.claims if c.source.name == "Lena Moritz")
    assert (moritz.said.iso(), moritz.when.iso()) == ("2023-10-09", "2023-10-08")
    guard = next(c for c in ferry.claims if c.source.name == "coast guard")
    assert guard.when.iso() == "2023-10-08"


def test_the_narrators_own_figures_are_his_and_only_those():
    text = "Fire at Orlo\nThe fire burned 30 homes.\nTwo people died, the mayor said.\n"
    assert rows(reading_of(text)) == [
        ("the document's own voice", "30"),
        ("mayor", "Two"),
    ]


def test_two_sources_of_one_statement_make_two_claims():
    reading = reading_of("Activists and residents said 12 people had been arrested in Orlo.")
    assert {name.lower() for name, _ in rows(reading)} == {"activists", "residents"}


def test_reading_two_documents_ties_their_sources_and_subjects_together():
    first = document_from_bytes(
        b"The Orlo Watch Group (OWG) said 12 people were killed in Tarn.", "a"
    )
    second = document_from_bytes(b"Nine people were killed in Tarn, the ministry said.", "b")
    reading = read_documents([first, second])
    assert len({c.subject.id for c in reading.claims if c.figure}) == 1
    assert [c.kind for c in reading.conflicts] == ["contradiction"]


def test_what_a_spokesman_says_is_his_bodys_where_another_document_tells_that_he_is_one():
    texts = (
        "Nine people died in a fire in Orlo, said Petra Lund.",
        "Twelve people died in a fire in Orlo, said Petra Lund, spokeswoman of the fire service.",
    )
    reading = read_documents([document_from_bytes(t.encode(), t[:4]) for t in texts])
    chains = [[s.name for s in c.chain] for c in reading.claims]
    assert chains == [["Petra Lund", "fire service"]] * 2
    assert {c.source.id for c in reading.claims if c.source} == {"fire-service"}


@pytest.mark.parametrize(
    ("lead", "asserted", "denied"),
    [
        (
            "A riot broke out at Kessim prison on Monday.",
            "Three prisoners escaped, police said.",
            "The director denied any escape.",
        ),
        (
            "A riot broke out at Kessim prison on Monday.",
            "Three prisoners escaped, police said.",
            "The director denied that any prisoner had escaped.",
        ),
        (
            "An oil spill hit Orlo on Monday.",
            "The firm spilled 52,000 litres of oil, the agency said.",
            "It is not correct that 52,000 litres reached the river, the firm said.",
        ),
    ],
)
def test_a_denial_is_about_what_others_count(lead, asserted, denied):
    published = {"published": "2031-03-05"}
    text = f"{lead} {asserted} {denied}"
    reading = read_documents([document_from_bytes(text.encode(), "d", published)])
    assert [c.kind for c in reading.conflicts] == ["denial"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The dam was built in a three-year project.", "The terminal took a seven-year project."),
        ("5 people were killed, police said.", "40 people were killed, police said."),
        ("The flood covered 30 square kilometres.", "The airport covers 4 square kilometres."),
    ],
)
def test_figures_of_two_documents_are_compared_only_when_they_are_about_one_thing(first, second):
    documents = [document_from_bytes(t.encode(), n) for n, t in (("a", first), ("b", second))]
    assert read_documents(documents).conflicts == ()


def test_what_is_part_of_a_time_is_no_figure():
    text = "Three hikers went missing between 3 and 5 February, the governor said."
    assert rows(reading_of(text)) == [("governor", "Three")]


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "|", "« »", "“", "12", "على الأقل ١٦", "said " * 500, "\x00\x1b[31m", "🜁 said 🜂"],
)
def test_no_text_breaks_reading(text):
    reading = reading_of(text)
    for claim in reading.claims:
        for span in claim.spans:
            assert reading.documents[0].text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("The dam, built in 1974, had killed nine people", None),
        ("A flood that recalled the fire of March 2019 killed nine people", None),
        ("The bridge built in 1974 collapsed on Sunday, killing nine people", "2031-03-02"),
        (
            "Since the truce of 10 October 2030, nine people have been killed",
            "2030-10-10/2031-03-04",
        ),
        ("On 1 March, 1400 GMT, shells killed nine people", "2031-03-01"),
    ],
)
def test_a_time_dates_the_figure_of_its_own_event(sentence, when):
    reading = reading_of(f"Nine dead in Orlo\n{sentence}, police said.", published="2031-03-04")
    _, nine = [c for c in reading.claims if c.figure]
    assert (nine.when.iso() if nine.when else None) == when


def test_what_nobody_named_says_can_be_saved(tmp_path):
    (tmp_path / "claims").mkdir()
    reading = reading_of("Toll disputed\nReports of 31 deaths were dismissed.\n")
    assert [(c.source, c.candidates) for c in reading.claims] == [(None, ("nobody named",))]
    save_reading(reading, tmp_path)
    assert [p.code for p in load(tmp_path)[1]] == []
