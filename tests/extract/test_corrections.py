"""Which figure of a text takes the place of which, and who held both."""

import pytest

from reportedly.documents import document_from_bytes
from reportedly.extract.corrections import find_corrections
from reportedly.model import ConflictKind, Role
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.sentences import sentences
from reportedly.workflow import read_documents


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The aid group said that 5 had been taken, not 3 as it first said.", "3 > 5"),
        ("They pulled 33 people out, and not 36, as first reported.", "36 > 33"),
        ("The union corrected its count of strikers: 340 men struck, not 430.", "430 > 340"),
        ("We said on Monday that 7 carts burned. That was wrong: 9 carts burned.", "7 > 9"),
        ("We wrote that 3 of the 6 boats sank. The correct number is 2.", "3 > 2"),
        ("The Post wrongly said that the ward, where 17 died, has 80 beds; it has 60.", "80 > 60"),
        ("The Post wrongly reported that 14 died. It was 12.", "14 > 12"),
        ("The figure of 18 dead in our first bulletin was wrong; it should have been 8.", "18 > 8"),
        (
            "He withdrew his statement that 4 gunmen were shot. “One body was found, not 4.”",
            "4 > One",
        ),
        ("Correction. The correct number of dead is 12, not 14.", "14 > 12"),
        ("She corrected an earlier report that 12 had died; the number was 11.", "12 > 11"),
        ("Correction: At noon we wrote that 6 carts had burned. It was 4.", "6 > 4"),
        ("We list 21 people killed. An earlier version of this list had 23.", "23 > 21"),
        ("Log, update 4. Deaths so far: 41. Update 3 gave 43 deaths.", "43 > 41"),
        (
            "Log, update 4. Deaths: 41. Five of the dead were children. Update 3 gave 43 deaths.",
            "43 > 41",
        ),
        ("Correction: A Post report of 2 June said that 14 boats had sunk. It was 12.", "14 > 12"),
        ("Correction to Report No. 2: the hurt were given as 29. It is 26.", "29 > 26"),
        (
            "Correction: Bulletin No. 7 put the hurt at 29. Two had been listed twice. "
            "The correct number is 27.",
            "29 > 27",
        ),
        ("Fire\n\nCorrection: An earlier version had a slip. It was 16, not 17.", "17 > 16"),
        ("Police now say 14 people were held in Orlo on Friday, not nine.", "nine > 14"),
        ("Correction: We wrote that 5 boats sank. The coastguard says it is 4.", "5 > 4"),
        ("The mayor said 40 rockets hit Orlo, correcting the number of 36 he gave.", "36 > 40"),
        ("She said 14 carts burned, correcting the ministry's number of 12.", ""),
        ("He withdrew a claim that 12 men were shot, saying the number was eight.", "12 > eight"),
        ("He withdrew a claim that 12 men were shot, and 8 were freed.", ""),
        ("We said that 23 were trapped. The firm puts the number at 21.", ""),
        ("Police cited a report that said 14 boats had sunk. It was 12.", ""),
        # No correction of one's own, or of nobody knows which figure.
        ("It killed 12 people, not 14.", ""),
        ("We wrote that 14 hens and 30 ducks died. The correct number is 12.", ""),
        ("Police said that 14 died. It was wrong to send 40 men.", ""),
        ("That was not wrong: 14 died.", ""),
        ("In all 14 people died. The true number of guests, 40, is not known.", ""),
        ("We said that 14 died. The right number is not known.", ""),
    ],
)
def test_a_figure_in_the_place_of_another(text: str, said: str) -> None:
    figures = find_quantities(text)
    written = {q.start: q.figure.as_written for q in figures}
    found = find_corrections(text, list(sentences(text)), figures)
    assert ", ".join(f"{written[c.old]} > {written[c.new]}" for c in found) == said


FIRST = "Fire at Orlo hotel\n\nThe hotel in Orlo that burned on Sunday has 80 rooms."
RIGHT = (
    "Correction: Orlo hotel fire\n\nThe Orlo Post wrongly reported on Monday that the hotel in "
    "Orlo that burned on Sunday has 80 rooms; it has 60."
)


def test_a_paper_that_was_wrong_holds_the_new_figure_and_disputes_nothing() -> None:
    known = ({"publisher": "Orlo Post", "published": day} for day in ("2031-05-05", "2031-05-07"))
    documents = [
        document_from_bytes(text.encode(), text[:4], about)
        for text, about in zip((FIRST, RIGHT), known, strict=True)
    ]
    reading = read_documents(documents)
    rooms = [c for c in reading.claims if c.subject.id.endswith("/rooms") and c.figure]
    assert [(c.figure.as_written, c.role) for c in rooms if c.figure] == [
        ("80", Role.TOTAL),
        ("80", Role.EARLIER),
        ("60", Role.TOTAL),
    ]
    assert rooms[2].revises == rooms[1].id
    assert [c.kind for c in reading.conflicts] == [ConflictKind.REVISION]


def test_what_another_voice_calls_wrong_is_still_its_own() -> None:
    text = (
        "The firm said that 40 were aboard. That number is wrong, the guard said: 62 were aboard."
    )
    reading = read_documents([document_from_bytes(text.encode(), "a")])
    assert [c.kind for c in reading.conflicts] == [ConflictKind.CONTRADICTION]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "By noon police had arrested 58 people. By evening the number had risen to 71.",
            "58 earlier arrested; 71 total arrested",
        ),
        (
            "A tank leaked. The spill came to 480 litres, twice the 200 it had first given.",
            "480 litres total volume; 200 earlier volume",
        ),
        (
            "Correction. A fire on Monday destroyed 30 homes, not 300.",
            "30 total destroyed/homes; 300 earlier destroyed/homes",
        ),
    ],
)
def test_what_its_own_voice_tells_of_as_past(text: str, said: str) -> None:
    about = {"published": "2031-05-07"}
    claims = read_documents([document_from_bytes(text.encode(), "a", about)]).claims
    told = ((c, c.subject.id.partition("/")[2]) for c in claims if c.figure)
    assert "; ".join(f"{c.figure.as_written} {c.role} {p}" for c, p in told if c.figure) == said


def told_in(text: str, publisher: str, day: str = "2031-05-07") -> list[str]:
    """Who holds which figure of a text, how, and whether it takes another's place."""
    about = {"publisher": publisher, "published": day}
    found = read_documents([document_from_bytes(text.encode(), "a", about)]).claims
    return [
        " ".join(
            (
                c.source.name if c.source else "?",
                c.figure.as_written,
                c.role.value,
                c.stance.value,
                "revises" if c.revises else "",
            )
        ).rstrip()
        for c in found
        if c.figure is not None
    ]


@pytest.mark.parametrize(
    ("text", "publisher", "told"),
    [
        (
            "Strike bulletin No. 2\n\nCorrection: Bulletin No. 1 said that 60 cranes stood idle. "
            "It should have said 54.",
            "Dockers Union",
            [
                "Dockers Union 60 earlier asserts",
                "Dockers Union 54 total asserts revises",
            ],
        ),
        (
            "Raid in Orlo\n\nPolice now say 14 people were held on Friday, not nine. Five held at "
            "the harbour had not been counted, said Inspector Ada Kell.",
            "Orlo Post",
            [
                "police 14 total asserts revises",
                "police nine earlier denies",
                "police Five part asserts",
            ],
        ),
        (
            "Storm in Orlo\n\nCORRECTION: In an earlier entry we said that 5 boats had sunk in the "
            "storm at Orlo. The coastguard says it is 4.",
            "Radio Orlo",
            ["Radio Orlo 5 total retracts", "coastguard 4 total asserts"],
        ),
        (
            "Raid in Orlo\n\nPolice said six people were arrested. The union now says ten people "
            "were arrested, not six.",
            "Orlo Post",
            ["police six total asserts", "union ten total asserts", "union six total denies"],
        ),
    ],
)
def test_who_puts_what_right(text: str, publisher: str, told: list[str]) -> None:
    assert told_in(text, publisher) == told


@pytest.mark.parametrize(
    ("text", "publisher", "told"),
    [
        # A part that the parser hangs on who speaks.
        (
            "Fire in Orlo\n\nOrlo hospital has treated 40 people since Monday, six of them "
            "children, its director, Ada Kell, says.",
            "Radio Orlo",
            ["Orlo hospital 40 total asserts", "Orlo hospital six total asserts"],
        ),
        # Who has published a study counts in the sentences behind it.
        (
            "Study\n\nThe rights group River Watch published a study of the fire in Orlo. It "
            "recorded 22 deaths, among them six children. It counted 40 houses.",
            "Orlo Post",
            [
                "River Watch 22 total asserts",
                "River Watch six total asserts",
                "River Watch 40 total asserts",
            ],
        ),
        # What a body measures has no voice beside it.
        (
            "Statement on the outage\n\n"
            "According to meter readings, 4,300 homes lost power in Orlo.",
            "Orlo Power Company",
            ["Orlo Power Company 4,300 total asserts"],
        ),
        # What shelling did is denied with the deed, and not as a number.
        (
            "Border\n\nIn March shelling of the town of Velm killed nine; Halar denied that too.",
            "Orlo Post",
            ["Orlo Post nine total asserts"],
        ),
        # A number cited in a quotation is his who is cited.
        (
            "Flood in Orlo\n\n“The minister says 37. We have been to every house, and it is 52,” "
            "Ada Kell told the Post.",
            "Orlo Post",
            ["minister 37 total asserts", "Ada Kell 52 total asserts"],
        ),
    ],
)
def test_whose_number_it_is(text: str, publisher: str, told: list[str]) -> None:
    assert told_in(text, publisher) == told


def test_a_denial_is_of_the_other_event_that_the_sentence_before_tells_of() -> None:
    text = (
        "Shells kill nine in Velm\n\nShells killed nine people in the village of Velm on Tuesday."
        "\n\nThe army rejected Halar's claim that 20 gunmen were killed on the night before the "
        "attack. “There was no strike and there were no gunmen,” said Colonel Ada Kell."
    )
    document = document_from_bytes(text.encode(), "a", {"published": "2031-05-07"})
    reading = read_documents([document])
    denied = [c for c in reading.claims if c.subject.aspect is not None]
    killed = [c for c in reading.claims if c.figure and c.figure.as_written == "20"]
    assert {c.event for c in denied} == {c.event for c in killed}
    assert not {c.event for c in denied} & {
        c.event for c in reading.claims if c.figure and c.figure.as_written == "nine"
    }


def test_a_denial_of_a_denial_is_quoted_whole() -> None:
    text = (
        "Situation report No. 3\n\nA warning to leave was sent at 23:40 on Monday. Reports that no "
        "warning was issued are incorrect."
    )
    document = document_from_bytes(text.encode(), "a", {"publisher": "Orlo Fire Directorate"})
    told = [(c.stance.value, c.text) for c in read_documents([document]).claims]
    assert told == [("asserts", "Reports that no warning was issued are incorrect.")]


def test_a_day_beside_one_of_two_numbers_dates_both() -> None:
    text = (
        "Shells kill nine in Velm\n\nShells killed nine people in Velm on Tuesday. General Oder "
        "said that no more than five people had died. He also withdrew an earlier claim that 12 "
        "militants had been killed on 2 May, saying the number was eight."
    )
    document = document_from_bytes(text.encode(), "a", {"published": "2031-05-07"})
    reading = read_documents([document])
    events = {c.figure.as_written: c.event for c in reading.claims if c.figure is not None}
    assert events["12"] == events["eight"] != events["nine"]
    assert not [c for c in reading.conflicts if c.kind is ConflictKind.PART_EXCEEDS_WHOLE]
