"""What the layout of a document says of who speaks, by examples of each rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.conftest import Read

from reportedly.extract.blocks import read_layout
from reportedly.model import Stance


def turns(text: str) -> list[tuple[str, str]]:
    """Who speaks, and what is theirs, of every turn."""
    return [
        (text[slice(*t.speaker)], " … ".join(text[b:e] for b, e in t.body))
        for t in read_layout(text).turns
    ]


REPORTS_BY_A_SOURCE = {
    "Ministry of Defence: 23 drones": ["Ministry of Defence"],
    "61 deaths (Ministry of Health)": ["Ministry of Health"],
    "61 deaths (per the hospital)": ["hospital"],
    "6 killed - mayor Pavlo Hrenko": ["Pavlo Hrenko"],
    "MoD of Kastria: 23 drones": ["MoD of Kastria"],
    "2 huts lost - Pavlo Bay": [],
    "Sites of Kastria: 23 huts": [],
}


@pytest.mark.parametrize(("text", "sources"), REPORTS_BY_A_SOURCE.items())
def test_a_report_form_names_its_whole_source_once(
    text: str, sources: list[str], read: Read
) -> None:
    assert [a.speaker for a in read(text).attributions] == sources


TRANSCRIPTS = {
    "Q: How many boats came back?\nA: Three.": [
        ("Q", "How many boats came back?"),
        ("A", "Three"),
    ],
    "THE CORONER: Were they locked?\n\nMRS YARDLEY: Both of them.\n\nI looked.\n\n(Laughter.)": [
        ("THE CORONER", "Were they locked?"),
        ("MRS YARDLEY", "Both of them. … I looked"),
    ],
    "Q 12. SENATOR PRAY: How many?\nMS HOLM: I can't say.": [
        ("SENATOR PRAY", "How many?"),
        ("MS HOLM", "I can't say"),
    ],
    "MR. KIRBY:  Good day.\n\nQ    How many?  The ministry says 30.\n\nMR. KIRBY:  Fourteen.": [
        ("MR. KIRBY", "Good day"),
        ("Q", "How many?  The ministry says 30"),
        ("MR. KIRBY", "Fourteen"),
    ],
    "[10:41] Jaro: two down\n[10:42] Nessa: who says\n[10:44] Jaro: police radio": [
        ("Jaro", "two down"),
        ("Nessa", "who says"),
        ("Jaro", "police radio"),
    ],
    "Petra Annis, chief executive: It is wider.\nMarwah: How wide?\nAnnis: Very.": [
        ("Petra Annis, chief executive", "It is wider"),
        ("Marwah", "How wide?"),
        ("Annis", "Very"),
    ],
}
POSTS = {
    "Ilse Marek (@ilsemarek) · 2h\nThe tape runs to the chapel.\n\nNine were taken away.": [
        ("Ilse Marek (@ilsemarek)", "The tape runs to the chapel. … Nine were taken away"),
    ],
    "u/tolver_guy · 3 hr. ago\nHeard two blasts, then sirens.": [
        ("u/tolver_guy", "Heard two blasts, then sirens"),
    ],
    "Ana Holt\nMarch 3 at 10:12 AM ·\nTwo are missing.": [("Ana Holt", "Two are missing")],
    "@portwatch: Tanker is listing.\n\n@portwatch: 11 are off now.": [
        ("@portwatch", "Tanker is listing"),
        ("@portwatch", "11 are off now"),
    ],
    "Jaro P.\nanyone near the mill?\n\nnessa_91\nits the transformer\n\nJaro P.\nthree hurt": [
        ("Jaro P.", "anyone near the mill?"),
        ("nessa_91", "its the transformer"),
        ("Jaro P.", "three hurt"),
    ],
    "Forwarded from: Ilse Marek\nThe bridge is down.": [("Ilse Marek", "The bridge is down")],
    "On 3 May, Ilse Marek wrote:\n> Nobody was hurt.\nThank you for that.": [
        ("Ilse Marek", "> Nobody was hurt"),
    ],
    "Ostap Velin | Head of the region\nThree people are gone.": [
        ("Ostap Velin", "Three people are gone"),
    ],
}
TABLES = {
    "Source | Dead | Hurt\nArmy | 12 | 30\nRed Crescent | 19 | 55": [
        ("Army", "12 … 30"),
        ("Red Crescent", "19 … 55"),
    ],
    "Source   Dead  Hurt\nArmy     12   30\nRed Crescent     19   55": [
        ("Army", "12 … 30"),
        ("Red Crescent", "19 … 55"),
    ],
    "Item | Government | Opposition\nArrested | 41 | 200\nReleased | 30 | 12": [
        ("Government", "41 … 30"),
        ("Opposition", "200 … 12"),
    ],
}
REPORTS = {
    "• Interior ministry: 31 dead, 90 missing": [("Interior ministry", "31 dead, 90 missing")],
    "Rescuers: 16 killed": [("Rescuers", "16 killed")],
    "• 17 villages without power – grid operator": [
        ("grid operator", "17 villages without power"),
    ],
    "Tram derails, killing six - fire brigade": [("fire brigade", "Tram derails, killing six")],
    "The boat sank. Manifest: 87 passengers. It was late.": [("Manifest", "87 passengers")],
    "18 shelters gone (drone count; camp office: 22)": [
        ("drone count", "18 shelters gone"),
        ("camp office", "22"),
    ],
    "14 dead in the raid - army command": [("army command", "14 dead in the raid")],
    "9 bodies have been found — UN": [("UN", "9 bodies have been found")],
    "Toll rises to 14: officials": [("officials", "Toll rises to 14")],
    "Dead: 22 (Red Crescent)\nDisplaced: 4,000 (IOM)": [("Red Crescent", "22"), ("IOM", "4,000")],
    "Eleven are confirmed dead: road authority. Villagers speak of 30": [
        ("road authority", "Eleven are confirmed dead"),
    ],
    "4,000 flee overnight – chief: 'hundreds more could go'": [
        ("chief", "'hundreds more could go'")
    ],
    "Cable car with 11 aboard falls; rescue of 11 under way — resort": [
        ("resort", "Cable car with 11 aboard falls; rescue of 11 under way"),
    ],
    "Police loudspeaker: leave now or we act": [("Police loudspeaker", "leave now or we act")],
    "1. Army: 14 killed. 2. Police: 9 killed.": [("Army", "14 killed. 2"), ("Police", "9 killed")],
    "Killed: 6 (police), 11 (hospital)": [("police", "6"), ("hospital", "11")],
    "Two bridges are down (18 villages cut off — Svetlynenergo)": [
        ("Svetlynenergo", "18 villages cut off"),
    ],
}
NOTHING = (
    "Killed: 9",
    "Burns unit: 16",
    "School: 14 hurt",
    "Women: 9 injured",
    "Location: Ferin market\nTime: 07:40\nCause: unknown",
    "Officers injured: 2, neither seriously",
    "Ministry of Transport\nStatement: closure of the tunnel",
    "Director: Ana Holt",
    "Editor: Ana Holt. Reporting by Bo Lim.",
    "From: Ana Holt <ana@tolver.example>\nTo: desk@lantern.example\n\nThe hospital took in 14.",
    "Ingredients: 2 eggs\nMethod: beat the eggs.\nChef: Ana Holt",
    "Attendance: 14,200\nReferee: B. Lim\nMan of the match: Ana Holt (Tolver)",
    "The mayor, Ada Crane (Unity), spoke of three more (two of them children).",
    "A long day - she was tired and so were the police",
    "If asked about the captain: he is under arrest.",
    "Water per person: 4 litres",
    "Update – Port Osmer",
    "Patients | Men | Women\nCritical | 9 | 3",
    "They published a list (police) on Monday.",
    "PORT ELDA, March 3 (KNA) — The navy said it had sunk two boats.",
)


@pytest.mark.parametrize(
    ("text", "expected"), [*TRANSCRIPTS.items(), *POSTS.items(), *TABLES.items(), *REPORTS.items()]
)
def test_layout_names_who_speaks(text: str, expected: list[tuple[str, str]]) -> None:
    assert turns(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_labels_places_and_headings_are_no_sources(text: str) -> None:
    assert turns(text) == []


def test_bullets_numbers_and_times_stand_in_no_sentence() -> None:
    text = "• Two bridges are down\n14:25 The mayor says\n1/ It is late.\n(a) So it is.\n2. All out"
    assert [text[b.begin : b.end] for b in read_layout(text).blocks] == [
        "Two bridges are down",
        "The mayor says",
        "It is late.",
        "So it is.",
        "All out",
    ]


@given(st.text(alphabet="Ab1 :.|@-–()\n", max_size=200))
def test_blocks_and_turns_lie_within_the_text(text: str) -> None:
    layout = read_layout(text)
    spans = [(b.begin, b.end) for b in layout.blocks]
    spans += [s for t in layout.turns for s in (t.speaker, *t.body)]
    assert all(0 <= b < e <= len(text) for b, e in spans)


def test_a_question_asks_and_what_is_reported_in_it_stays_its_own(read: Read) -> None:
    text = "REPORTER: The hospital says 40 died. Is that right?\nMR KOVEL: I think 14 died."
    question, hospital, answer = read(text).attributions
    assert (question.speaker, question.stance) == ("reporter", Stance.ASKS)
    assert hospital.speaker == "hospital"
    assert hospital.parent == 0
    assert answer.speaker == "Mr Kovel"


@pytest.mark.parametrize(
    ("line", "voices"),
    [
        ("Note: 14 people died, the army said", [("army",)]),
        ("Brief on strike: union says 31 fired", [("union",)]),
        # It names the document and says nothing.
        ("Statement no. 2", []),
        ("Statement on the protest of 4 June", []),
    ],
)
def test_a_line_that_names_the_document_says_nothing(
    read: Read, line: str, voices: list[tuple[str, ...]]
) -> None:
    found = read(line + "\n\nThe road was shut.").attributions
    assert [a.voices for a in found] == voices
