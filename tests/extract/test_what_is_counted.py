"""On which subjects the figures of a document stand, told as `figure: path`."""

from datetime import date

import pytest

from reportedly.extract import extract_attributions
from reportedly.extract.propose import propose_entries
from reportedly.model import Document
from reportedly.text.subject_ids import split_subject_id


def _told(text: str, title: str = "Raid in Orlo") -> list[str]:
    document = Document(
        "d",
        f"{title}\n\n{text}",
        sha256="0" * 64,
        title=title,
        publisher="Tarn Post",
        published=date(2031, 5, 9),
    )
    entries = propose_entries(document, extract_attributions(document))
    split = [(c.figure, split_subject_id(c.subject or "")) for c in entries.claims if c.figure]
    return [f"{figure}: {told[1] if told else '-'}" for figure, told in split]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # those who guard, and those whom they guard
            "Three guards were killed and seven were wounded in the raid. No inmate was hurt.",
            ["Three: killed/guards", "seven: wounded/guards", "No: wounded/prisoners"],
        ),
        (
            "No resident of the old town was injured in the raid. Wounded residents: 22.",
            ["No: wounded/residents", "22: wounded/residents"],
        ),
        (  # parts of those to whom something happened
            "The raid killed 12, police said. Two of those killed were children. Nine of the dead "
            "were miners.",
            ["12: killed", "Two: killed/children", "Nine: killed/miners"],
        ),
        (
            "The raid killed 12. Two of the missing were found dead. Among those hurt were four "
            "children.",
            ["12: killed", "Two: -", "four: wounded/children"],
        ),
        (  # what befell things, in several words for it
            "Five of its nine wagons jumped the tracks. Six lorries were set on fire.",
            ["Five: wagons-derailed", "nine: wagons", "Six: trucks-burned"],
        ),
        ("Three lorries left the road.", ["Three: trucks-off-the-road"]),
        (
            "The tram entered a 60 km/h bend at 140.",
            ["60 km/h: speed-limit", "140: speed"],
        ),
        ("The tram was doing 88 mph and not 112 as it was told.", ["88 mph: speed", "112: speed"]),
        (  # what is found once does not grow, and a bare number takes it up
            "Twelve guns were shown. Ida Lenz gave the amount of heroin as 388 kilos. "
            "The army had announced 410.",
            ["Twelve: guns", "388 kilos: mass-seized", "410: mass-seized"],
        ),
        (
            "Ida Lenz gave the number of guns as nine. The army had announced 14.",
            ["nine: guns", "14: guns"],
        ),
        (  # a label counts what it says, and no wells
            "Water from 14 wells was tested.\nLost a limb, or part of one: 14",
            ["14: wells-tested", "14: -"],
        ),
        (
            "Police arrested 80 people in the raid.\nStill being held: 30",
            ["80: arrested", "30: in-custody"],
        ),
        ("The toll of the police raid is 13.", ["13: killed"]),
        ("Three rescue boats came.", ["Three: boats"]),
        (
            "Gunmen abducted 30 people in the raid.\nStill held: 12",
            ["30: abducted", "12: hostages"],
        ),
    ],
)
def test_what_is_counted(text: str, told: list[str]) -> None:
    assert _told(text) == told


def test_numbers_of_issues_and_ages_of_those_listed_count_nothing() -> None:
    text = "Update 3 gave 43 deaths.\n\n1. Ada Kell, 31, teacher\n2. Girl, 12, name withheld"
    assert _told(text, "Names of the dead, list 7") == ["43: killed"]
