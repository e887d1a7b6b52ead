"""What a body says in its own statement is its claim; what a newspaper writes is not."""

import pytest

from reportedly.extract.extractor import extract_attributions
from reportedly.extract.own import publishing_body
from reportedly.extract.propose import propose_entries
from reportedly.model import Document


def document(publisher: str, headline: str, text: str = "") -> Document:
    whole = f"{headline}\n\n{text}\n"
    return Document("d", whole, "0" * 64, title=headline, publisher=publisher)


def said(publisher: str, headline: str, text: str) -> list[str]:
    """Stance, actors and words of the claims without a figure in the document's own voice."""
    paper = document(publisher, headline, text)
    made = propose_entries(paper, extract_attributions(paper))
    return [
        " ".join((c.stance or "asserts", *c.actors, f"“{c.quote[0]}”"))
        for c in made.claims
        if c.source == "narrator" and c.figure is None
    ]


@pytest.mark.parametrize(
    ("publisher", "headline", "body"),
    [
        ("Health Ministry", "Water in Lower Orlo", "Health Ministry"),
        ("Colortek", "Colortek statement on the leak", "Colortek"),
        ("Open Road", "Open Road / Orlo / Wednesday", "Open Road"),
        ("Harbour Pilots, social media", "Our answer to the port", "Harbour Pilots"),
        ("Orlo Tram Works", "OTW notice, 4 September", "Orlo Tram Works"),
        ("Orlo Gazette", "Statement of the Health Ministry", None),
        ("Daily Press Network", "Network fails", None),
        ("Meridian", "Storm hits Orlo", None),
        ("Meridian", "Rebels release 40 hostages", None),
        ("Halar Agency", "Storm hits Orlo", None),
        ("", "Statement of the Health Ministry", None),
    ],
)
def test_a_statement_is_its_publishers_own(publisher: str, headline: str, body: str | None) -> None:
    found = publishing_body(document(publisher, headline))
    assert (found and found.name) == body


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("We did not attack the school.", ["denies red-front “We did not attack the school.”"]),
        ("No tear gas was used.", ["denies “No tear gas was used.”"]),
        ("There is no typhus in the camp.", ["denies “There is no typhus in the camp.”"]),
        (
            "The lorries carried salt, and not shells.",
            ["asserts “The lorries carried salt, and not shells.”"],
        ),
        (
            "The mill is the source of the leak.",
            ["asserts “The mill is the source of the leak.”"],
        ),
        (
            "We attacked the convoy on the road.",
            ["asserts red-front “We attacked the convoy on the road.”"],
        ),
        (
            "The Red Front had no part in the raid.",
            ["denies red-front “The Red Front had no part in the raid.”"],
        ),
        (
            "The Front did not shell the school.",
            ["denies red-front “The Front did not shell the school.”"],
        ),
        (
            "They were killed by other prisoners.",
            ["asserts other-prisoners “They were killed by other prisoners.”"],
        ),
        (
            "The mayor's statement that there is no typhus in the camp is false.",
            ["asserts “The mayor's statement that there is no typhus in the camp is false.”"],
        ),
        (
            "The truth is that the army shelled the village.",
            ["asserts army “that the army shelled the village”"],
        ),
        # Neither asserted nor denied, or somebody else's word.
        ("We thank the people of Orlo.", []),
        ("We would not attack a school.", []),
        ("Was no gas used?", []),
        ("- Fighters killed: nine of the village", []),
        ("No gas was used, a doctor said.", []),
    ],
)
def test_a_body_says_what_was_not_so_who_did_it_and_why(text: str, claims: list[str]) -> None:
    assert said("Red Front", "Statement of the Red Front", text) == claims


def test_a_newspapers_sentence_is_no_such_claim() -> None:
    assert said("Orlo Herald", "Raid in Orlo", "No tear gas was used.") == []
