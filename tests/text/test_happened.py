"""What happened to those who are counted, where its words stand far from the number."""

import pytest

from reportedly.text.quantities.figures import find_quantities


def measured(text: str) -> list[tuple[str, str | None]]:
    return [(q.figure.as_written, q.figure.measure) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three members of a climbing party lost their lives.", [("Three", "killed")]),
        ("14 workers who had been asleep in a shed were burned to death.", [("14", "killed")]),
        ("Six men, all of them from Tal, have still not been heard from.", [("Six", "missing")]),
        ("260 residents of the low town have been moved to a hall.", [("260", "evacuated")]),
        ("1,900 people are in 18 evacuation centres.", [("1,900", "sheltered"), ("18", None)]),
        ('The dead were few: "no more than 8" have died.', [("no more than 8", "killed")]),
        ('Three of its soldiers were "martyred".', [("Three", "killed")]),
        ("Police: three of them children, and the guards were convicted.", [("three", None)]),
        ("No patient has died.", [("No", "killed")]),
        ("No inmate escaped.", [("No", "escaped")]),
        ("No teacher said so.", []),
        ("Eight people from the low town died on Monday.", [("Eight", "killed")]),
        ("Nine of those who had slept in the church perished.", [("Nine", "killed")]),
        ("Three members of a group of climbers died.", [("Three", "killed")]),
        ("Three villagers in Orlo said a boy died.", [("Three", None)]),
        ("Three villagers found that one of their goats died.", [("Three", None)]),
        # Words on both sides of those counted.
        ("It has driven 300 people from their homes.", [("300", "displaced")]),
        ("The slide cost nine villagers their lives.", [("nine", "killed")]),
        ("Crews pulled 18 people alive from a pit.", [("18", "rescued")]),
        ("It has driven 300 tanks from their homes.", [("300", None)]),
        # Nouns that say it with a word beside them, or by themselves.
        ("At least 130 homes are gone.", [("At least 130", "destroyed")]),
        ("2,350 jobs would go by March.", [("2,350", "laid-off")]),
        ("They reported 58 cholera cases.", [("58", "infected")]),
        ("We registered 26 killings of villagers.", [("26", "killed")]),
        ("26 people are gone.", [("26", None)]),
        ("4 million physical sales of a book were counted.", [("4 million", None)]),
        ("61 people were being treated for wounds.", [("61", "hospitalised")]),
        # Counts of a kind that was named before its number.
        ("It gave the number of children hurt as 30.", [("30", "wounded")]),
        ("It gave its figure for those on board as 187.", [("187", "aboard")]),
        ("Arrests to date 17", [("17", "arrested")]),
        ("Fatalities → 6", [("6", "killed")]),
        ("Injured (all hospitals, so far): 48", [("48", "wounded")]),
        ("The toll may go up to 60.", [("up to 60", "killed")]),
        ("Detained: 29, incl. 4 minors", [("29", "arrested"), ("4", "arrested")]),
        ("Two hundred (200) men were killed.", [("Two hundred (200)", "killed")]),
    ],
)
def test_measures_far_from_their_number(text: str, found: list[tuple[str, str | None]]) -> None:
    assert measured(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ward | Dead\nEast | 12\nWest | 9", [("12", "killed"), ("9", "killed")]),
        ("Dead by ward\n\nWard | Mon | Tue\nEast | 12 | 9", [("12", "killed"), ("9", "killed")]),
        ("Dead by ward\n\nWard | Hurt\nEast | 12", [("12", "wounded")]),
        (
            "Ward | Dead\nEast | 12\nWest | more than 9",
            [("12", "killed"), ("more than 9", "killed")],
        ),
        ("The wards of Orlo\n\nWard | Mon\nEast | 12", [("12", None)]),
    ],
)
def test_a_caption_says_what_the_heads_of_a_table_do_not(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert measured(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("310 cases of cholera, 22 of them children", [("310", "infected"), ("22", "infected")]),
        ("The morgue has 46 bodies, of which 28 are identified.", [("46", "bodies-recovered")]),
        (
            "The morgue has 84 bodies, 17 unidentified.",
            [("84", "bodies-recovered"), ("17", "unidentified")],
        ),
        ("A car with 11 aboard falls", [("11", "aboard")]),
        ("Five others were lifted out.", [("Five", "rescued")]),
        ("Militants detained: 44, incl. 2 cell leaders", [("44", "arrested"), ("2", "arrested")]),
        ("A quake of magnitude 6.3 hits towns", [("6.3", "magnitude")]),
        (
            "A 4.6 quake rattles the coast; a 3.0 tremor followed",
            [("4.6", "magnitude"), ("3.0", "magnitude")],
        ),
        ("Among them were 12 Somalis", [("12", None)]),
        ("A quake measuring 4.6 was felt", [("4.6", "magnitude")]),
        ("61 bailed, the rest held", [("61", "in-custody")]),
        ("61 bailed friends", [("61", None)]),
    ],
)
def test_what_stands_right_beside_a_number(text: str, found: list[tuple[str, str | None]]) -> None:
    read = [(q.figure.as_written, q.figure.measure) for q in find_quantities(text)]
    assert read[: len(found)] == found


@pytest.mark.parametrize(
    "table",
    [
        "Ward | Adults | Children\nBurns | 14 | 3",
        "Area      Adults   Under 16\nSurgery  14       3",
        "Burns unit: 14\nPaediatrics: 3",
    ],
)
def test_patients_are_counted_by_ward(table: str) -> None:
    found = {q.figure.as_written: q.figure.measure for q in find_quantities(table)}
    assert (found["14"], found["3"]) == ("hospitalised", "hospitalised")
