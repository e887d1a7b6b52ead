"""Entries proposed from a text in nobody's words: what its figures are about."""

import pytest

from reportedly.extract import extract_many
from reportedly.extract.propose import propose_entries
from reportedly.model import Document, Extraction


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("There were 23 casualties.", "people-casualties"),
        ("Police made 11 arrests.", "people-arrested"),
        ("Some 12,000 attended.", "people-took-part"),
        ("The fire destroyed 40 homes.", "homes-destroyed"),
        ("On Monday 16 people died in Castor Bay.", "people-killed-castor-bay"),
    ],
)
def test_what_a_figure_counts_names_its_subject(text: str, subject: str) -> None:
    found = propose_entries(Document("d", text, "0"), Extraction(()))
    assert [s.id for s in found.subjects] == [subject]


@pytest.mark.parametrize(
    ("share", "is_of_the_killed"),
    [
        ("25 percent of the dead were children", True),
        ("25 percent of the victims were children", True),
        ("25 percent of them were children", True),
        ("25 percent of the wounded were children", False),
        ("25 percent of the homes were empty", False),
    ],
)
def test_a_share_is_tied_to_the_count_of_its_whole(share: str, is_of_the_killed: bool) -> None:
    text = f"The fire killed 40 people. About {share}."
    whole, part = propose_entries(Document("d", text, "0"), Extraction(())).claims
    assert (part.of == whole.id) is is_of_the_killed


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("42 residents of Orlo refuse to go.", [("narrator", "42")]),
        ("The police estimated 15,000.", [("police", "estimated 15,000")]),
        ("Two officials said the bridge was shut.", [("two-officials", None)]),
    ],
)
def test_a_figure_beside_reported_words_is_not_lost(
    text: str, claims: list[tuple[str, str | None]]
) -> None:
    document = Document("d", text, "0")
    found = propose_entries(document, next(iter(extract_many([document]))))
    assert [(c.source, c.figure) for c in found.claims] == claims
