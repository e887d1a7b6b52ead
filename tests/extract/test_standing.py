"""How each figure stands: its own stance and owner, whatever stands beside it."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from reportedly.extract.propose import propose_entries
from reportedly.extract.verdicts import Word, parse_standing
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
            "A blast killed 12 people on Tuesday, not 14 as rebels first said, the mayor said.",
            {"12 asserts mayor", "14 denies mayor"},
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
        ("The army insisted that 31 people had not died.", {"31 denies army"}),
        ("The army said 31 people were not killed.", {"31 denies army"}),
        ("Police said 31 people had not been found.", {"31 asserts police"}),
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
        # One "not" is counted once.
        ("Kell said the toll was not 31.", {"31 denies kell"}),
        ("Kell said it was not 31.", {"31 denies kell"}),
        ("Kell said the toll was never 31.", {"31 denies kell"}),
        ("Kell: “The toll is not 31.”", {"31 denies kell"}),
        ("The army said it had not lost 31 men.", {"31 denies army"}),
        ("Kell said the toll was not 31 but 41.", {"31 denies kell", "41 asserts kell"}),
        (
            "The army said it had not killed 31 people but 12.",
            {"12 asserts army", "31 denies army"},
        ),
        ("The toll was not 31.", {"31 denies narrator"}),
        ("Kell said the toll was 31, not 41.", {"31 asserts kell", "41 denies kell"}),
        ("Kell said not 31 but 41 had died.", {"31 denies kell", "41 asserts kell"}),
        ("Kell said the school does not have 31 pupils.", {"31 denies kell"}),
        ("Kell denied that the toll was not 31.", {"31 asserts kell"}),
        ("Kell said the toll was not 31, but 41.", {"31 denies kell", "41 asserts kell"}),
        # Who keeps silent asserts nothing.
        ("The owner refused to confirm that 31 had drowned.", {"31 declines owner"}),
        ("The owner refused to accept that 31 had drowned.", {"31 denies owner"}),
        ("The owner refused to admit that 31 had drowned.", {"31 declines owner"}),
        ("The owner failed to confirm that 31 had drowned.", {"31 cannot-verify owner"}),
        ("The owner avoided saying that 31 had drowned.", {"31 declines owner"}),
        ("The owner was reluctant to say that 31 had drowned.", {"31 declines owner"}),
        ("The owner would neither confirm nor deny 31 deaths.", {"31 declines owner"}),
        ("The owner did not confirm 31 deaths.", {"31 cannot-verify owner"}),
        ("The owner no longer denied that 31 had drowned.", {"31 asserts owner"}),
        ("The owner failed to deny that 31 had drowned.", {"31 asserts owner"}),
        ("The owner stopped denying that 31 had drowned.", {"31 asserts owner"}),
        ("The owner did not retract the claim that 31 had drowned.", {"31 asserts owner"}),
        ("The owner refused to say that 31 had drowned.", {"31 declines owner"}),
        ("The owner refused to deny that 31 had drowned.", {"31 declines owner"}),
        ("The owner declined to confirm that 31 had drowned.", {"31 declines owner"}),
        ("The owner confirmed 31 deaths.", {"31 asserts owner"}),
        ("The owner refused to pay and said that 31 had drowned.", {"31 asserts owner"}),
        ("The owner did not retract his statement that 31 had drowned.", {"31 asserts owner"}),
        ("The owner did not hesitate to confirm that 31 had drowned.", {"31 asserts owner"}),
        # Only what speaks of truth denies what stands before.
        ("Kell said 31 had drowned. The port said it never rains here.", {"31 asserts kell"}),
        ("Kell said 31 had drowned. The port said nobody slept.", {"31 asserts kell"}),
        ("Kell said 31 had drowned. The port said it was not insured.", {"31 asserts kell"}),
        (
            "Kell said 31 had drowned. The port said this must never happen again.",
            {"31 asserts kell"},
        ),
        ("31 people drowned. The owner said the toll was not final.", {"31 asserts narrator"}),
        ("Asked whether 31 had drowned, the mayor said nobody knew.", {"31 asks open"}),
        (
            "Kell said 31 had drowned. The port said it was not so.",
            {"31 asserts kell", "31 denies port"},
        ),
        (
            "Kell said 31 had drowned. The port said it did not happen.",
            {"31 asserts kell", "31 denies port"},
        ),
        (
            "Kell said 31 had drowned. The port said that was false.",
            {"31 asserts kell", "31 denies port"},
        ),
        ("Kell said 31 had drowned. “No,” the port said.", {"31 asserts kell", "31 denies port"}),
        ("Kell said 31 had drowned. The port said that was not its fault.", {"31 asserts kell"}),
        ("Kell said 31 had drowned. The port said this was not secret.", {"31 asserts kell"}),
        (
            "Kell said 31 had drowned. The port said that never happened.",
            {"31 asserts kell", "31 denies port"},
        ),
        ("Kell said 31 had drowned. The port said this should not happen.", {"31 asserts kell"}),
        (
            "Kell said 31 had drowned. The port said that was not true.",
            {"31 asserts kell", "31 denies port"},
        ),
        # Who denies a denial asserts.
        (
            "The army denied that 31 had died. The mayor denied it.",
            {"31 denies army", "31 asserts mayor"},
        ),
        ("Kell said 31 had died. The mayor denied it.", {"31 asserts kell", "31 denies mayor"}),
        (
            "The army denied that 31 had died. The mayor said that was a lie.",
            {"31 denies army", "31 asserts mayor"},
        ),
        # "No" and "hardly" before a word for what is so or not.
        ("The owner said it was no lie that 31 had died.", {"31 asserts owner"}),
        ("The owner said it was no mistake that 31 had died.", {"31 asserts owner"}),
        ("The owner said it was no exaggeration that 31 had died.", {"31 asserts owner"}),
        ("The owner said there was no doubt that 31 had died.", {"31 asserts owner"}),
        ("The owner said there was no question that 31 had died.", {"31 asserts owner"}),
        ("The owner said it was hardly a lie that 31 had died.", {"31 asserts owner"}),
        ("The owner said it was hardly true that 31 had died.", {"31 denies owner"}),
        ("The owner said it was a lie that 31 had died.", {"31 denies owner"}),
        ("The owner said there was doubt that 31 had died.", {"31 cannot-verify owner"}),
        ("The owner had no doubt that 31 had died.", {"31 asserts owner"}),
        ("There is no truth in the report that 31 had died.", {"31 denies narrator"}),
        ("The figure of 31 is no invention, the owner said.", {"31 asserts owner"}),
        # What is bad is not untrue, and things are no reports.
        ("The owner said it is wrong that 31 people share a room.", {"31 asserts owner"}),
        ("The owner said it was a mistake to send 31 men.", {"31 asserts owner"}),
        ("The owner admitted it was wrong to kill 31 dogs.", {"31 asserts owner"}),
        ("The owner said 31 calls were a hoax.", {"31 asserts owner"}),
        ("The owner said 31 of the reports were false.", {"31 asserts owner"}),
        ("The owner said it was ridiculous that we still have 31 teachers.", {"31 asserts owner"}),
        ("The owner said killing 31 dogs was a mistake.", {"31 asserts owner"}),
        ("The owner said the report that 31 had died was wrong.", {"31 denies owner"}),
        ("The owner said the figure of 31 was ridiculous.", {"31 denies owner"}),
        ("The owner said it is false that 31 people share a room.", {"31 denies owner"}),
        ("The owner said 31 is wrong.", {"31 denies owner"}),
        ("The owner said 31 was false.", {"31 denies owner"}),
        ("The owner said reports of 31 deaths were false.", {"31 denies owner"}),
        ("The owner said it was absurd that 31 men share a cell.", {"31 asserts owner"}),
        # Of whoever says so.
        ("Whoever says 31 drowned is wrong, the owner said.", {"31 denies owner"}),
        ("Anyone who says 31 drowned is right, the owner said.", {"31 asserts owner"}),
        ("Anyone who said 31 drowned was right, the owner said.", {"31 asserts owner"}),
        ("Whoever says 31 drowned is lying, the owner said.", {"31 denies owner"}),
        ("Whoever says 31 drowned is a liar, the owner said.", {"31 denies owner"}),
        # Quoted words said of reports.
        ("“We did not sleep,” the port said of reports that 31 drowned.", {"31 asserts narrator"}),
        (
            "“It never should have happened,” the port said of reports that 31 drowned.",
            {"31 asserts narrator"},
        ),
        ("“We have no doubt,” the port said of reports that 31 drowned.", {"31 asserts narrator"}),
        ("“It never happened,” the port said of reports that 31 drowned.", {"31 denies port"}),
        ("“That is false,” the port said of reports that 31 drowned.", {"31 denies port"}),
        ("“Not true,” the port said of reports that 31 drowned.", {"31 denies port"}),
        # Told late, or of things.
        ("The army did not announce the 31 arrests until Friday.", {"31 asserts army"}),
        ("The army did not report the 31 deaths for a week.", {"31 asserts army"}),
        ("The army did not announce that 31 had died until Friday.", {"31 asserts army"}),
        ("The army did not say that 31 had died.", {"31 cannot-verify open"}),
        ("The army has not reported 31 deaths.", {"31 cannot-verify open"}),
        # Cases beside them.
        ("The owner refused to release the 31 men, the union said.", {"31 asserts union"}),
        ("The mayor would not confirm the 31 deaths.", {"31 cannot-verify mayor"}),
        ("The mayor was not reluctant to say that 31 had drowned.", {"31 asserts mayor"}),
        ("The army failed to rescue 31 miners, the union said.", {"31 asserts union"}),
        ("It is no longer true that 31 men live there, the owner said.", {"31 denies owner"}),
        ("It was wrong to claim that 31 had died, the owner said.", {"31 denies owner"}),
        ("Saying that 31 had died was a mistake, the owner said.", {"31 denies owner"}),
        ("The 31 dead are an invention, the owner said.", {"31 denies owner"}),
        (
            "Anyone who claims 31 drowned does not know the port, the owner said.",
            {"31 denies owner"},
        ),
        ("Whoever said 31 drowned was mistaken, the owner said.", {"31 denies owner"}),
        ("“We deny this,” the port said of reports that 31 drowned.", {"31 denies port"}),
        (
            "“That is not our job,” the port said of reports that 31 drowned.",
            {"31 asserts narrator"},
        ),
        ("Kell said 31 had drowned. The port said it was not clear.", {"31 asserts kell"}),
        (
            "Kell said 31 had drowned. The port said that could not be true.",
            {"31 asserts kell", "31 denies port"},
        ),
        (
            "The mayor retracted his claim that 31 had died. The army denied it.",
            {"31 denies army", "31 retracts mayor"},
        ),
        ("The army has not reported the 31 deaths to the court.", {"31 asserts narrator"}),
        ("Kell said not 31 had died but 41.", {"31 denies kell", "41 asserts kell"}),
        (
            "The fire did not kill 31 people but injured 12, the mayor said.",
            {"12 asserts mayor", "31 denies mayor"},
        ),
        ("The owner said the school does not have 31 pupils.", {"31 denies owner"}),
        ("The mayor stopped to say that 31 had drowned.", {"31 asserts mayor"}),
        ("The mayor stopped, saying that 31 had drowned.", {"31 asserts mayor"}),
        ("The mayor stopped saying that 31 had drowned.", {"31 retracts mayor"}),
        ("The mayor hesitated to confirm 31 deaths.", {"31 declines mayor"}),
    ],
)
def test_what_denies_and_what_does_not(read: Read, text: str, said: set[str]) -> None:
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
            ["the port was shut asserts", "the port was shut … The mayor denied it denies"],
        ),
        (
            "Kell said no more. The story of a gang fight is not true.",
            ["no more asserts", "The story of a gang fight is not true. denies"],
        ),
        (
            "The army said its guns had shelled the school by mistake.",
            ["its guns had shelled the school by mistake asserts"],
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("There were no immediate reports of injuries or damage.", set()),
        ("Police have not received any reports of injuries.", set()),
        ("The mayor said it was not clear who had fired.", {"cannot-verify mayor"}),
        ("The firm does not know what happened, a clerk said.", {"cannot-verify clerk"}),
        ("The firm said it did not know that the tank was full.", {"denies firm"}),
        ("Observers cannot verify the reports of stuffing.", {"cannot-verify observers"}),
    ],
)
def test_what_nobody_knows_or_heard_of_is_neither_said_nor_denied(
    read: Read, text: str, said: set[str]
) -> None:
    document = Document("d", text, "0" * 64)
    found = propose_entries(document, read(text)).claims
    assert {f"{c.stance or 'asserts'} {c.source}" for c in found} == said
