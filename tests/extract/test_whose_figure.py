"""Whose figure it is, told as `figure: source (through whom)`; the writer's is `own`."""

from collections.abc import Mapping
from datetime import date

import pytest

from reportedly.extract import extract_attributions
from reportedly.extract.house import is_house_text
from reportedly.extract.propose import propose_entries
from reportedly.model import ClaimEntry, Document, Entries

_PUBLISHED = date(2031, 5, 9)


def _entries(text: str, title: str | None, publisher: str) -> Entries:
    whole = f"{title}\n\n{text}" if title else text
    document = Document(
        "d", whole, sha256="0" * 64, title=title, publisher=publisher, published=_PUBLISHED
    )
    return propose_entries(document, extract_attributions(document))


def _told(claim: ClaimEntry, names: Mapping[str, str]) -> str:
    source = "own" if claim.source == "narrator" else names.get(claim.source or "", "open")
    through = f" ({names[claim.via[0]]})" if claim.via else ""
    stance = f" {claim.stance}" if claim.stance else ""
    return f"{claim.figure}: {source}{through}{stance}"


def _figures(text: str, title: str | None = None, publisher: str = "Tarn Post") -> list[str]:
    entries = _entries(text, title, publisher)
    names = {s.id: s.name for s in entries.sources}
    return [_told(c, names) for c in entries.claims if c.figure]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (  # what somebody's number is made up of
            "Nine died, police said. The hospital's 12 does not include the driver.",
            ["Nine: police", "12: hospital"],
        ),
        (  # a verb of counting is left out the second time
            "The army speaks of 18 dead and the rebels of 40.",
            ["18: army", "40: rebels"],
        ),
        (
            "What I can tell you is that 12 people died, the nurse said.",
            ["12: nurse"],
        ),
        ("This reporter counted 19 coffins in the chapel.", ["19: own"]),
        (
            "The union told this paper that 12 men were hurt, and that three had fled.",
            ["12: union", "three: union"],
        ),
        (
            "Health Minister Odile Strand came late. Two clinics were shut, she said.",
            ["Two: Odile Strand"],
        ),
        (  # "its" is of the body that is told of, and not of those who spoke before
            "Two people died, police said. The clinic admitted 17, its manager Ora Pell said.",
            ["Two: police", "17: clinic (Ora Pell)"],
        ),
        (
            "Two men fled, police said. The museum lost 31 paintings, according to its director, "
            "Sven Aldo.",
            ["Two: police", "31: museum (Sven Aldo)"],
        ),
        (
            "Police made two arrests. The firm moved 220 workers, its chief executive, Mara Lint, "
            "told reporters.",
            ["two: own", "220: firm (Mara Lint)"],
        ),
        (  # it may as well be of who spoke last
            "Rivers Watch counted 14 dead. The army shelled the town and hit nine homes, its "
            "director Ina Korm said.",
            ["14: Rivers Watch", "nine: Ina Korm"],
        ),
        (  # "it said" goes on with the subject of its clause
            "Two people died, police said. The company will pay 14 families, it said.",
            ["Two: police", "14: company"],
        ),
        (  # a body tells what it undertakes, and another what it had done
            "Rivers Watch counted 14 dead. The ministry has sent 12 doctors, it said.",
            ["14: Rivers Watch", "12: ministry"],
        ),
        (
            "Rivers Watch counted 14 dead. The army had fired 30 shells, it said.",
            ["14: Rivers Watch", "30: open"],
        ),
        (  # what no body can have said goes on with who spoke
            "Nine lorries fell, the fire service said. The bridge carried 2,000 cars a day, it "
            "said.",
            ["Nine: fire service", "2,000: fire service"],
        ),
    ],
)
def test_a_pronoun_takes_up_the_body_that_is_told_of(text: str, figures: list[str]) -> None:
    assert _figures(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "A bus overturned, injuring 11, the ministry said, a week after a crash on the same "
            "road left nine dead.",
            ["11: ministry", "nine: own"],
        ),
        (
            "Five soldiers died, the army said, one day after it lost nine in an ambush.",
            ["Five: army", "nine: own"],
        ),
        (  # minutes before is what the speaker tells
            "Police shot two men, the mayor said, minutes after they had wounded four officers.",
            ["two: mayor", "four: mayor"],
        ),
        (
            "A third guard died in the night, Ana Korr said, bringing the number to three.",
            ["three: Ana Korr"],
        ),
        (
            "Four people were pulled out, rescuers said, leaving 11 missing.",
            ["Four: rescuers", "11: rescuers"],
        ),
        (
            "“Two more have died,” the mayor said, bringing the toll to 22.",
            ["Two: mayor", "22: own"],
        ),
    ],
)
def test_what_stands_behind_an_inquit(text: str, figures: list[str]) -> None:
    assert _figures(text) == figures


def test_what_is_recalled_behind_an_inquit_is_another_event() -> None:
    entries = _entries(
        "Nine people drowned when a ferry sank off Lisk on Thursday, the coastguard said, less "
        "than a year after 58 people drowned off the same island.",
        "Ferry sinks off Lisk",
        "Tarn Post",
    )
    events = {c.figure: c.subject for c in entries.claims}

    assert events["Nine"] == "ferry-sinking-2031-05-08/killed"
    assert events["58"] == "ferry-sinking/killed"


@pytest.mark.parametrize(
    ("title", "text", "figures"),
    [
        ("Orvan mourns 21 dead", "Bells rang.", ["21: own"]),
        (
            "Orvan mourns 21 dead",
            "The blast killed 21 people, police said.",
            ["21: police", "21: police"],
        ),
        ("Families remember 52 victims", "Bells rang.", ["52: own"]),
        ("The gate", "Survivors remember 52 guards at the gate.", ["52: survivors"]),
        ("Regrets", "The ministry regretted the deaths of 12 people.", ["12: ministry"]),
    ],
)
def test_ceremony_reports_nothing(title: str, text: str, figures: list[str]) -> None:
    assert _figures(text, title) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Our attendance records show 40 pupils inside.", ["40: own"]),
        ("“Our logs show 90 calls,” said the mayor, Tove Rask.", ["90: Tove Rask"]),
        (
            "The blast killed 14 people. An earlier version of this report said 12.",
            ["14: own", "12: own"],
        ),
        (
            "Sixteen died, the mayor said. An earlier Tarn Post report said 13 people had died.",
            ["Sixteen: mayor", "13: own"],
        ),
    ],
)
def test_a_house_and_its_records_have_one_voice(text: str, figures: list[str]) -> None:
    assert _figures(text) == figures


def test_what_another_version_said_is_earlier() -> None:
    text = "The blast killed 14 people. An earlier version of this report said 12 had died."
    entries = _entries(text, None, "Tarn Post")

    assert [(c.figure, c.role) for c in entries.claims] == [("14", None), ("12", "earlier")]
    assert not is_house_text("earlier police report", "Tarn Post")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Dr Mila Korr of the Lisk hospital said 14 people came.", ["14: Mila Korr"]),
        ("Surgeon Anton Pryce of the Lisk clinic said 21 came.", ["21: Anton Pryce"]),
        ("Rena Tolk of the Lisk coastguard said 14 came.", ["14: Lisk coastguard (Rena Tolk)"]),
        ("Vera Dahl, once the director of the agency, said 200 left.", ["200: Vera Dahl"]),
        (
            "Joss Hain, head of the mining authority from 2011 to 2016, said 40 shafts were shut.",
            ["40: Joss Hain"],
        ),
        (
            "Mara Stell, the head of the agency since 2019, said 30 sites were shut.",
            ["30: agency (Mara Stell)"],
        ),
    ],
)
def test_who_speaks_for_a_body(text: str, figures: list[str]) -> None:
    assert _figures(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Police said 14 people were killed. The mayor corrected its figure: 12, not 14.",
            ["14: police", "12: mayor", "14: mayor denies"],
        ),
        (
            "The airline said 90 people were aboard. It later corrected its figure: 92 people, "
            "not 90.",
            ["90: airline", "92: airline", "90: airline denies"],
        ),
        ("Rescuers pulled 12 from the water, the hospital said.", ["12: hospital"]),
    ],
)
def test_corrections_and_what_only_looks_like_one(text: str, figures: list[str]) -> None:
    assert _figures(text) == figures


def test_a_figure_of_another_is_no_earlier_one_of_who_corrects_it() -> None:
    text = "Police said 14 people were killed. The mayor corrected its figure: 12, not 14."
    claims = _entries(text, None, "Tarn Post").claims

    assert [c.role for c in claims] == [None, None, None]
    assert [c.revises for c in claims] == [None, None, None]


def test_a_participle_that_opens_a_sentence_is_part_of_no_name() -> None:
    text = "Told Orsic had counted 14, Mayor Ana Korr said 12 people had died. Orsic said nine."

    assert [s.name for s in _entries(text, None, "Tarn Post").sources] == ["Ana Korr", "Orsic"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Police counted 12 injured, more than the hospital's 10.",
            ["12: police", "10: hospital"],
        ),
        (
            "Police gave 66 injured. Five nurses had been included in the fire service's 71.",
            ["66: police", "Five: own", "71: fire service"],
        ),
        ("Police gave 66 injured, and called the union's 71 invented.", ["66: police"]),
        ("The hospital's 12 beds were full.", ["12: own"]),
    ],
)
def test_a_figure_that_is_anothers_is_so_wherever_it_is_compared(
    text: str, figures: list[str]
) -> None:
    assert set(figures) <= set(_figures(text))
    assert "71: union" not in _figures(text)
