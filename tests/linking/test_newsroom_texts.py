"""Pairs as newsrooms have them, written before they were run: one text, or two."""

from datetime import date
from textwrap import wrap

import pytest

from reportedly.linking.texts import Text, find_copies

BLAST = """Mine owner blamed for gas blast that killed seven

KELM, May 2 (Rook Agency) - A gas explosion in the Ost coal mine near Kelm killed seven miners on Thursday night and left three missing, the mine rescue service said.

The blast happened 640 metres below ground shortly after the late shift had begun, its chief, Bram Telling, told Rook Agency. Rescuers reached the gallery at four in the morning.

"We found them close to the lift," Telling said. "They had nearly made it out."

The owner, Kelm Carbon, had been fined twice last year because methane sensors did not work, a labour inspector said. The company denied that sensors had failed this time.

The mine employs 1,150 people and has worked since 1961. Eleven miners died in a fire there in 1988.
"""  # noqa: E501
CAPTION = "Seven miners have died in an explosion near Kelm. Photo: Rook Agency. More soon."
SYNDICATED = """Seven dead in Kelm pit

Rook Agency

A gas explosion in the Ost coal mine near Kelm killed seven miners on Thursday night and left three missing, the mine rescue service said. The blast happened 640 metres below ground shortly after the late shift had begun, its chief, Bram Telling, said. Rescuers reached the gallery at four in the morning.

The owner, Kelm Carbon, had been fined twice last year because methane sensors did not work, a labour inspector said.
"""  # noqa: E501
NEW_LEAD = """What we know about the Kelm mine

Relatives wait at the gate and the town has hung out black flags. Three men have still not been found, and hope is fading with every hour that passes.

The blast happened 640 metres below ground shortly after the late shift had begun, its chief, Bram Telling, told Rook Agency. Rescuers reached the gallery at four in the morning.

"We found them close to the lift," Telling said. "They had nearly made it out."

The owner, Kelm Carbon, had been fined twice last year because methane sensors did not work, a labour inspector said. The company denied that sensors had failed this time.

The mine employs 1,150 people and has worked since 1961. Eleven miners died in a fire there in 1988.
"""  # noqa: E501
OWN_REPORT = """Explosion under Kelm: families wait for three men

Seven people are dead after methane exploded late on Thursday in the Ost pit, one of the oldest of the country. Three were still underground on Friday, the mine rescue service said.

"They had nearly made it out," said its chief, Bram Telling, who had been with the first team.

A union woman, Tilda Kroes, said that men had complained of headaches for weeks. Kelm Carbon did not answer questions of this paper.
"""  # noqa: E501
SECOND_BLAST = """Second blast at Kelm mine kills two rescuers

KELM, May 4 (Rook Agency) - A second explosion in the Ost coal mine near Kelm killed two rescuers on Saturday, the mine rescue service said.

They had been looking for three miners who were missing since Thursday, its chief, Bram Telling, told Rook Agency. The search was stopped.

The owner, Kelm Carbon, had been fined twice last year because methane sensors did not work, a labour inspector said. The company denied that sensors had failed this time.

The mine employs 1,150 people and has worked since 1961. Eleven miners died in a fire there in 1988.
"""  # noqa: E501
WARNING = """Weather warning for {where}

The weather office warns of {what} in {where} from {frm} to {to}. Gusts of up to {n} kilometres an hour are expected. Secure loose objects, stay away from trees and do not use the coast road. Ferries may be late. The warning is of level {lvl}. It will be renewed or lifted by the weather office at six in the evening."""  # noqa: E501
COURT = """{who}, {age}, of {town} was found guilty of {crime} at {court} court on {day} and fined {sum} crowns. The court heard that the defendant had no previous convictions and had told the police everything at the first interview. The judge said that the court had taken this into account. The defendant has two weeks to appeal against the decision and must pay the costs."""  # noqa: E501
RESULTS = """Quarterly results of {name}

{name} said its revenue {moved} {p} percent to {r} million crowns in the {q} quarter. Net profit was {np} million crowns, against {pp} million a year earlier. The company said that it expects growth to go on this year and confirmed its outlook. Shares of {name} {shm} {sp} percent in early trading. The company publishes its next results in three months."""  # noqa: E501
ROAD_WORKS = """Road works: the bridge over the Orr is closed on {d1} and {d2} from nine in the morning to four in the afternoon. Buses of line {l} stop at the mill instead. Cyclists can use the path below the railway. The city asks drivers for patience and thanks them for using the ring road. Questions are answered at the town hall."""  # noqa: E501

STORMS = WARNING.format(where="Murr", what="storms", frm="six", to="nine", n=95, lvl="two")
RAIN = WARNING.format(where="Tarn", what="heavy rain", frm="noon", to="midnight", n=70, lvl="one")
THIEF = COURT.format(
    who="Rolf Ahn", age=41, town="Murr", crime="theft", court="Orlo district", day="Monday", sum=900
)
DRIVER = COURT.format(
    who="Ines Polk", age=27, town="Tarn", crime="drunk driving", court="Orlo district",
    day="Monday", sum="1,200",
)  # fmt: skip
STEEL = RESULTS.format(
    name="Orlo Steel", moved="rose", p=4, r=310, q="second", np=22, pp=19, shm="gained", sp="1.2"
)
STEEL_LATER = RESULTS.format(
    name="Orlo Steel", moved="rose", p=5, r=326, q="third", np=25, pp=20, shm="gained", sp="0.4"
)
CHEMICALS = RESULTS.format(
    name="Tarn Chemicals", moved="fell", p=7, r=95, q="second", np=3, pp=11, shm="lost", sp="4.5"
)


def misread(text: str) -> str:
    for right, wrong in (("rn", "m"), ("e ", "c "), ("l", "1"), ("o", "0"), ("th", "tb")):
        text = text.replace(right, wrong)
    return text


def are_one(a: str, b: str) -> bool:
    day = date(2031, 5, 2)
    found = find_copies([Text("a", a, day, "Rook Agency"), Text("b", b, day, "Kelm Mail")])
    return any(copy.score >= 0.9 for copy in found)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BLAST, SYNDICATED),
        (BLAST, NEW_LEAD),
        (BLAST, misread(BLAST)),
        (BLAST, BLAST.replace("seven", "7").replace("three", "3").replace("Eleven", "11")),
        (BLAST, "\n".join(wrap(BLAST.upper(), 40))),
        (BLAST, BLAST[: len(BLAST) // 2]),
        # A later state of a running story.
        (BLAST, BLAST.replace("seven", "nine").replace("left three", "left one")),
        (STORMS, f"By our staff\n\n{STORMS}\n\nSource: weather office"),
    ],
)
def test_one_text(a, b):
    assert are_one(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BLAST, CAPTION),
        (BLAST, OWN_REPORT),
        # The agency's next story, over the background of the first.
        (BLAST, SECOND_BLAST),
        # Forms.
        (STORMS, RAIN),
        (THIEF, DRIVER),
        (STEEL, CHEMICALS),
        (STEEL, STEEL_LATER),
        (
            ROAD_WORKS.format(d1="Monday", d2="Tuesday", l=7),
            ROAD_WORKS.format(d1="Thursday", d2="Friday", l=7),
        ),
    ],
)
def test_two_texts(a, b):
    assert not are_one(a, b)
