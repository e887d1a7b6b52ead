"""What one voice denies and another asserts in other words."""

import pytest

from reportedly.linking.topics import Said, find_topics
from reportedly.model import Stance


def said(claim: str, voice: str, words: str, stance: Stance = Stance.ASSERTS) -> Said:
    return Said(claim, "e", voice, stance, words)


@pytest.mark.parametrize(
    ("denied", "asserted", "name"),
    [
        ("No tear gas was used.", "tear gas had been fired near the station", "tear-gas"),
        ("There was no overloading.", "the Sela was overloaded", "overloaded"),
        ("No tear gas was used.", "the ferry was overloaded", None),
        ("There is no typhus in the camp.", "an outbreak of typhus in the camp", "typhus-camp"),
        ("that its mill was the cause of the leak", "The mill is the source of it.", "mill-cause"),
        (
            "that its lorries had carried shells",
            "They carried shells for the fort, and no salt.",
            "carried-shells",
        ),
        ("that its mill was the cause of the leak", "a pipe was the cause of the leak", None),
        ("No money was lost.", "that money was lost", "money-lost"),
        # One word in common is not enough, nor what stands in a clause beside the denial.
        ("traffic to Halar is not affected", "bank trading could be affected by the cut", None),
        (
            "that no cable was cut, and that mail may be slow",
            "users complained of slow mail on Monday",
            None,
        ),
        # What is set aside is not asserted.
        ("There is no typhus in the camp.", "tests found measles, and no typhus", None),
        ("The wells hold no salt.", "They carried shells for the fort, and not salt.", None),
        # People, a name, and that something is false, are nothing in common.
        ("No inmate came back.", "The service gave bread to its inmates.", None),
        ("the Mira Sela was overloaded", "they were on the Mira Sela", None),
        ("The Sela Guard's report is false.", "the army on false reports", None),
    ],
)
def test_a_denial_meets_what_it_denies(denied: str, asserted: str, name: str | None) -> None:
    topics = find_topics(
        [said("a", "medics", asserted), said("b", "police", denied, Stance.DENIES)]
    )
    assert [(t.name, t.claims) for t in topics] == ([(name, ("b", "a"))] if name else [])


def test_one_voice_makes_no_topic() -> None:
    told = [
        said("a", "police", "tear gas was fired"),
        said("b", "police", "No tear gas was used", Stance.DENIES),
    ]
    assert find_topics(told) == []
