"""Reports called true or false: whoever calls them so denies or asserts what they tell."""

from collections.abc import Callable

import pytest

from reportedly.extract.parse import is_forest
from reportedly.extract.pipeline import pages_of
from reportedly.extract.propose import propose_entries
from reportedly.model import Document, Extraction

Read = Callable[[str], Extraction]


def told(read: Read, text: str) -> list[str]:
    """Figure, stance and source of every claim, those without a figure among them."""
    document = Document("d", text, "0" * 64)
    found = propose_entries(document, read(text)).claims
    return [" ".join((c.figure or "-", c.stance or "asserts", c.source or "open")) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army called reports that 12 villagers died in Orlo on Monday baseless.",
            "12 denies army",
        ),
        (
            "The army described reports that 12 people died in Orlo on Monday as false.",
            "12 denies army",
        ),
        (
            "The army labelled reports that 12 people died in the fire at Orlo a fabrication.",
            "12 denies army",
        ),
        (
            "The army termed allegations that 12 prisoners had died in Orlo pure fiction.",
            "12 denies army",
        ),
        ("The army dubbed rumours that 12 dockers drowned on Tuesday nonsense.", "12 denies army"),
        ("The army called the reports that 12 people died in Orlo true.", "12 asserts army"),
        (
            "The army described the report that counted 12 deaths in Orlo as accurate.",
            "12 asserts army",
        ),
        (
            "The governor described a fire that killed 12 people in Orlo as a tragedy.",
            "12 asserts governor",
        ),
    ],
)
def test_a_verdict_behind_what_a_report_tells(read: Read, text: str, expected: str) -> None:
    assert told(read, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Governor Ilm Tarek dismissed as baseless reports that 20 people had died.",
            ["20 denies ilm-tarek"],
        ),
        ("The army branded as lies reports that nine people died in Orlo.", ["nine denies army"]),
        (
            "Police denounced as fake news a claim that nine people died in Orlo.",
            ["nine denies police"],
        ),
        (
            "The army dismissed as enemy propaganda reports that nine soldiers had died.",
            ["nine denies army"],
        ),
        (
            "The council welcomed as accurate reports that six workers died in Orlo.",
            ["six asserts council"],
        ),
        (
            "The ministry rejected as propaganda claims by the Orlo Monitor that 12 people died.",
            ["12 denies ministry", "12 asserts orlo-monitor"],
        ),
    ],
)
def test_a_verdict_before_what_it_is_of(read: Read, text: str, expected: list[str]) -> None:
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said that the report that nine people died in Orlo was fake news.",
            "nine denies army",
        ),
        (
            "The army said that reports that 12 people were killed in Orlo were untrue.",
            "12 denies army",
        ),
        (
            "The army said that reports that 12 people were killed in Orlo lacked any basis.",
            "12 denies army",
        ),
        (
            "The navy said that allegations that 12 sailors drowned had no foundation.",
            "12 denies navy",
        ),
        (
            "The navy said claims that 22 sailors drowned off Orlo on Sunday were made up.",
            "22 denies navy",
        ),
        (
            "The army said there were no grounds for reports that nine people died.",
            "nine denies army",
        ),
        ("The army said there were no grounds for the arrest of nine people.", "nine asserts army"),
        (
            "The army said that reports that 12 people were killed in Orlo were accurate.",
            "12 asserts army",
        ),
        (
            "The navy said there was no substance to rumours that 22 sailors drowned.",
            "22 denies navy",
        ),
        ("The firm said it had no basis for payouts to 25 workers.", "25 asserts firm"),
        ("The army said it was not untrue that nine people had died.", "nine asserts army"),
        ("The army dismissed rumours that nine people had died.", "nine denies army"),
        ("The army said rumours that 30 dockers drowned were true.", "30 asserts army"),
        ("The army said rumours that 30 dockers drowned were false.", "30 denies army"),
        ("The army confirmed rumours that nine people had died.", "nine asserts army"),
    ],
)
def test_what_is_said_of_reports(read: Read, text: str, expected: str) -> None:
    assert told(read, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army accused the Orlo Monitor of inventing the deaths of nine people.",
            "nine denies army",
        ),
        (
            "The army accused the Orlo Monitor of fabricating reports that nine people died.",
            "nine denies army",
        ),
        (
            "The army accused the Orlo Monitor of spreading false reports that nine people died.",
            "nine denies army",
        ),
        (
            "The army accused the Orlo Monitor of hiding the deaths of nine people.",
            "nine asserts army",
        ),
        ("The army accused rebels of killing nine people.", "nine asserts army"),
    ],
)
def test_who_is_accused_of_inventing_deaths(read: Read, text: str, expected: str) -> None:
    assert told(read, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said it was investigating reports that nine people died.",
            "nine cannot-verify army",
        ),
        ("The army said it was aware of reports that nine people died.", "nine cannot-verify army"),
        (
            "Police said they were looking into reports that nine people died.",
            "nine cannot-verify police",
        ),
        ("Police said they were investigating the deaths of nine people.", "nine asserts police"),
        ("The navy said it was reviewing the case of 25 sailors.", "25 asserts navy"),
        ("Police said they were aware that nine people had died.", "nine asserts police"),
    ],
)
def test_who_looks_into_reports_asserts_nothing(read: Read, text: str, expected: str) -> None:
    assert told(read, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army was wrong to say that nobody died in Orlo, the Orlo Monitor said.",
            "nobody denies orlo-monitor",
        ),
        (
            "The army was right to say that nobody died in Orlo, the Orlo Monitor said.",
            "nobody asserts orlo-monitor",
        ),
        ("The Orlo Monitor dismissed reports that no one died in Orlo.", "no denies orlo-monitor"),
    ],
)
def test_nobody_is_denied_as_a_number_is(read: Read, text: str, expected: str) -> None:
    assert told(read, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Officials said claims that 20 drowned were made up.",
        "No truth to rumours that nine died.",
        "Rumours to rumours that rumours that nine died were rumours called reports that lies.",
        "Reports called claims that reports called claims that nine died false lies.",
    ],
)
def test_no_sentence_is_put_right_in_a_circle(text):
    (page,) = pages_of([text], [0])
    for passage in page.passages:
        assert is_forest(passage.parse.heads)
