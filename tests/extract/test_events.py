"""Which event each figure of one document is of: the one it is about, or one it looks back to."""

from datetime import date

import pytest

from reportedly.extract.extractor import extract_attributions
from reportedly.extract.propose import propose_entries
from reportedly.model import Document

MILL = "A fire at a mill in Orlo killed 12 people on Monday, police said. The fire spread fast."


def subjects(text: str, title: str = "The mill fire") -> dict[str, str]:
    """From each figure to its subject."""
    whole = f"{title}\n\n{text}\n"
    document = Document("d", whole, "0" * 64, title=title, published=date(2031, 3, 4))
    made = propose_entries(document, extract_attributions(document))
    return {
        str(c.figure): str(c.subject)
        for c in made.claims
        if c.figure is not None and c.subject is not None
    }


@pytest.mark.parametrize(
    ("background", "figure", "subject"),
    [
        ("In 2012 a fire at a cotton works in Belt killed 24.", "24", "fire-belt-2012"),
        ("A fire at a cotton works killed 24 in 2012.", "24", "fire-2012"),
        ("Three people died in another fire in Nur on Sunday.", "Three", "fire-nur-2031-03-02"),
        ("A second fire in Nur killed three.", "three", "fire-nur-2031-03-03"),
        ("It was the worst since 24 died in a fire in Belt in 2012.", "24", "fire-belt-2012"),
        ("It was the worst since 2012, when 24 died in Belt.", "24", "fire-belt-2012"),
        ("In 2012 a train burned in Belt. Then 24 died.", "24", "fire-belt-2012"),
        ("The mill was built in 2012. At first 24 were thought hurt.", "24", "fire-orlo-2031"),
        ("In 2012 a train burned in Belt. Police said 24 were missing.", "24", "fire-orlo-2031"),
    ],
)
def test_another_event_has_its_own_place_and_day(
    background: str, figure: str, subject: str
) -> None:
    found = subjects(f"{MILL} {background}")
    assert found["12"] == "fire-orlo-2031-03-03/killed"
    assert found[figure].startswith(subject)


@pytest.mark.parametrize(
    ("lead", "event"),
    [
        ("Mourners met in Orlo on Tuesday after Sunday's fire, which killed 12.", "2031-03-02"),
        ("Shops in Orlo shut on Tuesday following Sunday's fire, which killed 12.", "2031-03-02"),
        ("The mayor spoke in Orlo on Tuesday, two days after a fire killed 12.", "2031-03-02"),
        ("A fire on Sunday in Orlo killed 12, police said on Tuesday.", "2031-03-02"),
        ("The report of 4 March says that a fire in Orlo killed 12 last month.", "2031-02"),
        ("As of 15:00 on 3 March, the fire in Orlo had killed 12.", ""),
        ("Work in Orlo went on on Tuesday after a fire killed 12.", ""),
    ],
)
def test_the_day_of_what_came_after_is_not_the_events(lead: str, event: str) -> None:
    found = subjects(f"{lead} The fire spread fast.", "Orlo after the fire")
    assert found["12"] == "-".join(filter(None, ("fire-orlo", event))) + "/killed"


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("It was followed by a 2.1-magnitude quake near Nur.", "2.1-magnitude", "earthquake-nur"),
        ("A second agency gave a magnitude of 4.6.", "4.6", "earthquake-orlo-2031-03-03"),
    ],
)
def test_a_magnitude_far_off_is_another_quakes(text: str, figure: str, subject: str) -> None:
    found = subjects(f"A 4.4-magnitude quake shook Orlo on Monday, near Orlo. {text}", "Quake")
    assert found["4.4-magnitude"].startswith("earthquake-orlo-2031-03-03/")
    assert found[figure].startswith(subject)


def test_paragraphs_that_open_with_their_place_are_of_what_happened_there() -> None:
    text = (
        "Belt (Halar). Nine people were wounded by shelling on 3 March, doctors said.\n\n"
        "Nur (Halar). Three people were wounded by shelling on 3 March, the mayor said."
    )
    found = subjects(text, "Daily report")
    assert found["Nine"] == "shelling-belt-2031-03-03/wounded"
    assert found["Three"] == "shelling-nur-2031-03-03/wounded"


@pytest.mark.parametrize(
    ("lead", "event"),
    [
        ("Shells killed 12 in the Halarian village of Belt on Sunday.", "belt-2031-03-02"),
        (
            "On 3 March the mission followed up reports of shelling in Belt on 2 March. "
            "It counted 12 dead.",
            "belt-2031-03-02",
        ),
        (
            "The number of people killed in last week's shelling of Belt has risen to 12. A group "
            "published a report on the attack on Monday.",
            "belt-2031-02-24-2031-03-02",
        ),
    ],
)
def test_the_place_and_day_of_a_shelling(lead: str, event: str) -> None:
    assert f"shelling-{event}/" in " ".join(subjects(lead, "Shelling").values())


def test_the_same_day_elsewhere_is_another_event() -> None:
    text = (
        "Shelling wounded nine people in Belt on Monday, doctors said. The same day, rebels "
        "shelled the Halarian village of Nur, wounding three people, the mayor said."
    )
    found = subjects(text, "Shelling of Belt")
    assert found["nine"].startswith("shelling-belt")
    assert found["three"].startswith("shelling-nur")


def test_a_strike_of_workers_is_no_attack() -> None:
    text = (
        "The union ended its strike in Orlo over redundancies on Monday. It said 800 of the "
        "firm's 1,200 drivers had walked out."
    )
    found = subjects(text, "Strike at Orlo Buses")
    assert found["800"] == "strike-action-orlo-2031-03-03/on-strike"


@pytest.mark.parametrize(
    ("lead", "event"),
    [
        # Published on Tuesday, 4 March 2031.
        ("Two days after the fire at a mill in Orlo, 12 people are dead.", "fire-orlo-2031-03-02"),
        ("A fire in Orlo killed 12, the mayor told reporters on Monday, she said.", "fire-orlo"),
        ("The mayor told the Post on Monday that a fire in Orlo had killed 12.", "fire-orlo"),
        (
            "A fire in Orlo killed 12, the mayor said when we reached her on Monday.",
            "fire-orlo",
        ),
        (
            "Witnesses told police that the fire in Orlo on Monday killed 12.",
            "fire-orlo-2031-03-03",
        ),
    ],
)
def test_a_day_on_which_somebody_was_told_is_not_the_events(lead: str, event: str) -> None:
    assert subjects(lead)["12"] == f"{event}/killed"


def test_who_is_missing_a_day_after_is_of_the_same_event() -> None:
    found = subjects("A day after the fire at a mill in Orlo, 12 people are missing.")
    assert found["12"] == "fire-orlo-2031-03-03/missing"
