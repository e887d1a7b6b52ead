"""How each figure stands: its own stance and owner, whatever stands beside it."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from reportedly.extract.propose import propose_entries
from reportedly.extract.standing import Word, parse_standing
from reportedly.model import Document, Extraction

Read = Callable[[str], Extraction]
WORDS = parse_standing(files("reportedly.extract").joinpath("standing.txt").read_text("utf-8"))


def claims(read: Read, text: str) -> set[str]:
    """Figure, stance and source of every claim with a figure."""
    document = Document("d", text, "0" * 64)
    found = propose_entries(document, read(text)).claims
    return {
        " ".join((c.figure, c.stance or c.role or "asserts", c.source or "open"))
        for c in found
        if c.figure is not None
    }


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.word}-{word.pos}")
def test_a_word_says_what_its_example_shows(read: Read, word: Word) -> None:
    said = claims(read, word.example.replace("[", "").replace("]", ""))
    stances = {each.split()[1] for each in said if each.split()[0] == "31"}
    assert stances == {word.stance.value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Local authorities estimate that 60 people were killed in Orem.",
            {"60 asserts local-authorities"},
        ),
        (
            "The clinic said nine had drowned, not 31.",
            {"nine asserts clinic", "31 denies clinic"},
        ),
        (
            "Nobody at the port authority said that 31 had drowned.",
            {"31 cannot-verify open"},
        ),
        ("The navy denied sinking the boat on which 31 drowned.", {"31 asserts narrator"}),
        (
            "The ministry would neither acknowledge nor dispute that 31 had drowned.",
            {"31 declines ministry"},
        ),
        ("Marn refused to withdraw her claim that 31 had drowned.", {"31 asserts marn"}),
        ("The owner made no attempt to deny that 31 had drowned.", {"31 asserts owner"}),
        ("“Thirty-one dead? That number is invented,” Kell said.", {"Thirty-one denies kell"}),
        ("The toll could rise to 31, doctors said.", {"31 projection doctors"}),
        ("The toll is sure to climb to 31, doctors said.", {"31 projection doctors"}),
        ("The health office lists 19 dead.", {"19 asserts health-office"}),
        ("The army put the toll at 12.", {"12 asserts army"}),
        (
            "Kell said 30 were on board while local media reported as many as 400.",
            {"30 asserts kell", "as many as 400 asserts local-media"},
        ),
        (
            "The union claimed in a letter that nine men had died.",
            {"nine asserts union"},
        ),
        ("As Marr told the Courier, nine men died.", {"nine asserts marr"}),
        ("Nine men died, per the hospital.", {"Nine asserts hospital"}),
        (
            "At least 31 drowned late on Monday, the coastguard said, up from 22.",
            {"At least 31 asserts coastguard", "22 earlier coastguard"},
        ),
        (
            "Police said 12 died; rescuers said 14 died.",
            {"12 asserts police", "14 asserts rescuers"},
        ),
        (
            "Nine people died, the army said. The charity said three people died.",
            {"Nine asserts army", "three asserts charity"},
        ),
    ],
)
def test_a_figure_has_an_owner_and_a_standing(read: Read, text: str, said: set[str]) -> None:
    assert claims(read, text) == said
