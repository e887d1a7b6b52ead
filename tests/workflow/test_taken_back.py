"""What nobody stands behind any more: it has no source, no credit, and is discounted."""

import pytest

from reportedly.compare import find_ratings
from reportedly.documents import document_from_bytes
from reportedly.workflow import read_documents

BLAST = "Blast in Velm kills nine\n\nNine people were killed in an explosion in Velm on Tuesday"
HOSPITAL = f"{BLAST}, Velm Hospital said.\n"


def read(*reports):
    """Sources, origins and grade of the killed in Velm; and the digits of "nine"."""
    documents = [
        document_from_bytes(text.encode(), "report", {"publisher": house, "published": day})
        for house, day, text in reports
    ]
    reading = read_documents(documents)
    (page,) = reading.pages
    nine = {c.id for c in reading.claims if c.figure and c.figure.as_written.lower() == "nine"}
    asserted = {c.id for c in reading.claims if c.stance == "asserts"}
    ratings = find_ratings(reading.claims, reading.conflicts, setting=reading.setting)
    digits = {int(r.digit) for name, r in ratings.items() if name in nine & asserted}
    grading = next((g for name, g in page.gradings.items() if name.endswith("/killed")), None)
    grade = None if grading is None else grading.grade.value
    return page.behind.sources, page.behind.origins, grade, digits


def test_the_number_of_a_correction_note_has_no_source():
    note = "\nCorrection: An earlier version of this article said twelve people had been killed.\n"
    gazette = ("Orlo Gazette", "2031-03-05", f"{BLAST}, police said.\n{note}")
    assert read(gazette) == (1, 1, "weak", {3})


@pytest.mark.parametrize(
    "notice",
    [
        "Retraction: The Orlo Gazette has retracted this article.",
        "This article has been withdrawn after an inquiry.",
        "The Orlo Gazette has withdrawn this article.",
    ],
)
def test_a_retracted_article_is_no_source(notice):
    gazette = ("Orlo Gazette", "2031-03-05", f"{BLAST}.\n\n{notice}\n")
    other = (
        "Explosion in Velm\n\nSeven people were killed in Velm on Tuesday, Rivers Monitor said.\n"
    )
    assert read(gazette) == (0, 0, "discounted", {5})
    assert read(gazette, ("Lake Post", "2031-03-05", other)) == (1, 1, "weak", {5})


@pytest.mark.parametrize(
    "text",
    [
        "Velm Hospital has retracted its report that nine people were killed in Velm.",
        "The hospital later retracted the figure of nine dead in Velm.",
        "Velm Hospital said its report that nine people had been killed in Velm was wrong.",
    ],
)
def test_what_its_own_source_took_back_is_discounted(text):
    told = ("Orlo Gazette", "2031-03-05", HOSPITAL)
    back = ("Lake Post", "2031-03-06", f"Explosion in Velm\n\n{text}\n")
    assert read(told, back) == (1, 1, "discounted", {5})


def test_who_says_now_that_nobody_died_took_it_back():
    told = ("Orlo Gazette", "2031-03-05", HOSPITAL)
    text = (
        "Explosion in Velm\n\nVelm Hospital withdrew an earlier statement that nine people had "
        "been killed in Tuesday's explosion in Velm, saying nobody had died.\n"
    )
    assert read(told, ("Lake Post", "2031-03-06", text)) == (1, 1, "discounted", {4})


def test_a_statement_that_its_body_retracted_on_its_own_page_is_discounted():
    page = f"{BLAST}.\n\nThis statement has been retracted.\n"
    assert read(("Velm Hospital", "2031-03-05", page)) == (0, 0, "discounted", {5})
