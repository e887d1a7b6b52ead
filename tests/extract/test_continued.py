"""Sentences of a report's own behind an attributed one: who may have said them."""

import pytest

from reportedly.model import tally
from reportedly.workflow import read_text

HEAD = "Blast in Orlo\n\n"


def own(text, publisher="Orlo Post"):
    """The figures of the report's own, with who may have said them."""
    found = read_text(HEAD + text, publisher=publisher).claims
    return [(c.figure.as_written, c.candidates) for c in found if c.figure and c.narrated]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine people died in Orlo, police said. Twelve are missing.", [("Twelve", ("police",))]),
        # Paragraphs go on with the one voice that has spoken so far.
        (
            "Nine people died in Orlo, police said.\n\nTwelve are missing.",
            [("Twelve", ("police",))],
        ),
        (
            "The mayor said four houses fell. Nine people died in Orlo, police said.\n\n"
            "Twelve are missing.",
            [("Twelve", ())],
        ),
        # Further down the text tells whose number a first sentence gives.
        (
            "At least nine people were killed in Orlo. The mayor is there. Nine died, police said.",
            [("At least nine", ("police",))],
        ),
        (
            "Nine people were killed in Orlo. Nine died, police said. Nine died, the clinic said.",
            [("Nine", ())],
        ),
        # Another event, several voices: nobody is named.
        (
            "Nine people died in Orlo, police said. In 2019 a flood in Tarn killed 61 people.",
            [("61", ())],
        ),
        (
            "Police said nine people died in Orlo and the clinic said ten had. Twelve are missing.",
            [("Twelve", ())],
        ),
    ],
)
def test_a_sentence_behind_an_attributed_one_names_who_may_have_said_it(text, told):
    assert own(text) == told


def test_a_report_is_no_witness_beside_whom_it_goes_on_with():
    text = "Nine people died in Orlo, police said. Twelve are missing."
    claims = [c for c in read_text(HEAD + text, publisher="Orlo Post").claims if c.figure]
    assert {c.origin.name for c in claims} == {"police", "Orlo Post"}
    assert tally(claims).origins == 1
