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
        # What its source never said is nobody's.
        ("The mayor has never said that 31 drowned.", {"31 cannot-verify open"}),
        ("“I never claimed that 31 drowned,” Kell said.", {"31 cannot-verify open"}),
        ("The mayor denied having said that 31 drowned.", {"31 cannot-verify open"}),
        ("The mayor did not say whether 31 had drowned.", {"31 declines mayor"}),
        ("No one could explain why 31 boats had sunk.", {"31 asserts narrator"}),
        # What is said of a report.
        ("“Nonsense,” said the port of a report that 31 had died.", {"31 denies port"}),
        ("“No such boat sank,” the port said of reports that 31 drowned.", {"31 denies port"}),
        (
            "“We will look into it,” the port said of reports that 31 drowned.",
            {"31 asserts narrator"},
        ),
        ("“31 people drowned,” said the head of the port.", {"31 asserts head-of-the-port"}),
        ("Whoever says 31 drowned is lying, the owner said.", {"31 denies owner"}),
        ("There is no truth in reports that 31 drowned, the owner said.", {"31 denies owner"}),
        ("Reports of 31 deaths are without foundation.", {"31 denies narrator"}),
        ("Reports of 31 deaths were dismissed.", {"31 denies open"}),
        ("It is not true that 31 drowned.", {"31 denies narrator"}),
        ("The owner denied firing on the 31 people who drowned.", {"31 asserts narrator"}),
        ("The figure of 31 could not be confirmed, Kell said.", {"31 cannot-verify kell"}),
        ("The owner did not rule out that 31 had drowned.", {"31 cannot-verify owner"}),
        ("The admiral would not be drawn on whether 31 drowned.", {"31 declines admiral"}),
        ("The port stood by its denial that 31 men had been left behind.", {"31 denies port"}),
        ("“It wasn't thirty,” Kell said.", {"thirty denies kell"}),
        # Figures taken back.
        (
            "The port corrected its count from 36 to 31.",
            {"36 retracts port", "31 asserts port"},
        ),
        ("The port cut its staff from 36 to 31.", {"36 earlier narrator", "31 asserts narrator"}),
        ("The port revised the number of dead down to 31.", {"31 asserts port"}),
        (
            "The Courier deleted its post about 31 dead miners within the hour.",
            {"about 31 retracts courier"},
        ),
        ("The owner apologised for killing 31 dogs.", {"31 asserts owner"}),
        # Denials of what stands before.
        ("It never happened: 31 people did not drown.", {"31 denies narrator"}),
        (
            "Asked whether 31 had drowned, the mayor said that it was not so.",
            {"31 asks open", "31 denies mayor"},
        ),
        (
            "The Courier said 31 had drowned. The mayor said the report was untrue.",
            {"31 asserts courier", "31 denies mayor"},
        ),
        ("Kell said 31 had drowned. The port denied it.", {"31 asserts kell", "31 denies port"}),
        (
            "Kell said 31 had drowned and 12 swam. The port denied it.",
            {"31 asserts kell", "12 asserts kell"},
        ),
        ("“Were 31 men shot? No, they were not,” Kell said.", {"31 denies kell"}),
    ],
)
def test_a_figure_has_an_owner_and_a_standing(read: Read, text: str, said: set[str]) -> None:
    assert claims(read, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ines Kell: “We cannot say yet when the leak began.”",
            ["“We cannot say yet when the leak began.” cannot-verify"],
        ),
        (
            "“We are at peace. We did not shell the school,” the army said.",
            [
                "“We are at peace. We did not shell the school,” asserts",
                "We did not shell the school,” denies",
            ],
        ),
        (
            "Police said the port was shut. The mayor denied it.",
            ["the port was shut asserts", "the port was shut … it denies"],
        ),
        (
            "Kell said no more. The story of a gang fight is not true.",
            ["no more asserts", "The story of a gang fight is not true. denies"],
        ),
        (
            "It is not for us to say who sank it, the port said.",
            ["It is not for us to say who sank it declines"],
        ),
        (
            "The port said the police could not confirm the fire.",
            ["the police could not confirm the fire cannot-verify"],
        ),
    ],
)
def test_a_statement_without_a_figure_has_a_standing(
    read: Read, text: str, said: list[str]
) -> None:
    found = propose_entries(Document("d", text, "0" * 64), read(text)).claims
    assert [f"{' … '.join(c.quote)} {c.stance or 'asserts'}" for c in found] == said
