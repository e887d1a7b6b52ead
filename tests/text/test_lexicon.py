"""The tables of words: what is counted, who is counted, and of what kind of event."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text import lexicon
from reportedly.text.lexicon import (
    PEOPLE,
    are_apart,
    event_kind,
    event_kinds,
    is_within,
    measure,
    measure_of,
    measures,
    parse_events,
    parse_measures,
    parse_people,
    settles,
    who,
    whos,
    wider_kinds,
    wider_whos,
)
from reportedly.text.quantities.figures import find_quantities

MEASURES = st.sampled_from(list(measures().values()))
WHOS = st.sampled_from(list(whos().values()))
KINDS = st.sampled_from(list(event_kinds().values()))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("killed", "killed"),
        ("Dead", "killed"),
        ("fatalities", "killed"),
        ("martyred", "killed"),
        ("injured", "wounded"),
        ("wounding", "wounded"),
        ("casualties", "casualties"),
        ("uprooted", "displaced"),
        ("detained", "arrested"),
        ("captured", "captured"),
        ("missing", "missing"),
        ("kidnapped", "abducted"),
        ("fled", "fled"),
        ("marched", "took-part"),
        ("price", None),
        ("said", None),
    ],
)
def test_one_measure_for_every_word_that_says_it_by_itself(word: str, name: str | None) -> None:
    assert measure_of(word) == name


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("lost their lives", "killed"),
        ("Claimed the lives of", "killed"),
        ("killed or wounded", "casualties"),
        ("in hospital", "hospitalised"),
        ("received bodies", "bodies-received"),
        ("documented the names of", "names-documented"),
        ("on board", "aboard"),
        ("turned out", "took-part"),
        ("without electricity", "homes-without-power"),
        ("area-burnt", "area-burnt"),
        ("area burnt", "area-burnt"),
        ("the weather", None),
    ],
)
def test_one_measure_for_every_phrase_that_says_it(phrase: str, name: str | None) -> None:
    found = measure(phrase)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("behaviour", "names"),
    [
        ("constant", "aboard magnitude votes took-part seats depth sentence"),
        ("accumulating", "killed wounded rescued recovered destroyed arrested bodies-recovered"),
        ("level", "missing displaced price hospitalised trapped water-level hostages"),
    ],
)
def test_how_measures_move(behaviour: str, names: str) -> None:
    assert {measures()[name].behaviour for name in names.split()} == {behaviour}


def test_killed_and_wounded_are_among_the_casualties_and_partial_views_below_the_killed() -> None:
    assert measures()["killed"].wider == measures()["wounded"].wider == ("casualties",)
    floors = {m.name for m in measures().values() if m.floor_of == "killed"}
    assert {"bodies-received", "bodies-recovered", "names-documented"} <= floors


@given(MEASURES)
def test_every_word_of_a_measure_finds_it(entry) -> None:
    assert all(measure(word) is entry for word in (entry.name, *entry.words, *entry.phrases))
    assert all(measure_of(word.upper()) == entry.name for word in entry.words)
    assert not any(" " in word for word in entry.words)
    assert set(entry.counted) <= set(entry.words)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Aid-worker", "aid-workers"),
        ("aid workers", "aid-workers"),
        ("troops", "soldiers"),
        ("inmate", "prisoners"),
        ("minor", "children"),
        ("victims", "people"),
        ("HUMAN BEINGS", "people"),
        ("Martians", None),
    ],
)
def test_one_name_for_all_words_for_the_same_people(word: str, name: str | None) -> None:
    found = who(word)
    assert (found and found.name) == name


@given(WHOS)
def test_every_word_for_people_finds_them_and_everybody_is_among_people(entry) -> None:
    assert all(who(word) is entry for word in (entry.name, *entry.words))
    assert is_within(entry.name, PEOPLE) or not entry.wider
    assert not are_apart(entry.name, entry.name)


@given(WHOS, WHOS)
def test_whom_some_hold_is_among_them_and_never_the_other_way_round(a, b) -> None:
    assert is_within(a.name, b.name) == (a is b or b.name in wider_whos(a.name))
    assert not (is_within(a.name, b.name) and is_within(b.name, a.name)) or a is b
    assert not (is_within(a.name, b.name) and are_apart(a.name, b.name))


@given(WHOS, WHOS)
def test_who_is_apart_is_apart_both_ways_and_with_all_who_are_among_them(a, b) -> None:
    assert are_apart(a.name, b.name) == are_apart(b.name, a.name)
    whole = [name for name in wider_whos(a.name) if are_apart(name, b.name)]
    assert not whole or are_apart(a.name, b.name)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("boys", "soldiers", True),
        ("men", "women", True),
        ("girls", "men", True),
        ("civilians", "fighters", True),
        ("children", "journalists", False),
        ("police", "civilians", False),
        ("Martians", "civilians", False),
    ],
)
def test_who_cannot_be_both(a: str, b: str, apart: bool) -> None:
    assert are_apart(a, b) == apart


@given(KINDS)
def test_every_word_for_a_kind_of_event_finds_it(entry) -> None:
    assert all(event_kind(word) is entry for word in (entry.name, *entry.words))
    assert entry.name not in wider_kinds(entry.name)


@pytest.mark.parametrize(
    ("word", "name", "wider", "days"),
    [
        ("air strike", "air-strike", "attack", 2),
        ("shelled", "shelling", "attack", 2),
        ("aftershocks", "aftershock", "earthquake", 14),
        ("floods", "flood", None, 10),
        ("ferry capsized", "ferry-sinking", "ship-sinking", 7),
        ("pandemic", "outbreak", None, None),
        ("jail riot", "prison-riot", "riot", 2),
    ],
)
def test_kinds_of_events(word: str, name: str, wider: str | None, days: int | None) -> None:
    kind = event_kind(word)
    assert kind is not None and kind.name == name
    assert wider is None or wider in wider_kinds(word)
    assert settles(word) == days


MEASURE_COLUMNS = "measure\tbehaviour\tcounts\twider\tfloor_of\twords\tcounted\tphrases\n"
WHO_COLUMNS = "who\tsingular\tother\twider\tapart\n"
KIND_COLUMNS = "kind\twider\tsettles\twords\n"


@pytest.mark.parametrize(
    ("parse", "text", "fault"),
    [
        (
            parse_measures,
            MEASURE_COLUMNS + "killed\tgrowing\t-\t-\t-\tslain\t-\t-",
            "measures.tsv, line 2: behaviour 'growing' is not one of constant, accumulating, level",
        ),
        (
            parse_measures,
            MEASURE_COLUMNS + "hurt\tlevel\t-\t-\tpain\t-\t-\t-",
            "measures.tsv, line 2: floor_of names 'pain', which has no row",
        ),
        (
            parse_measures,
            MEASURE_COLUMNS + "hurt\tlevel",
            "measures.tsv, line 2: 2 cells for 8 columns",
        ),
        (
            parse_people,
            "% a comment\n" + WHO_COLUMNS + "Nurses\tnurse\t-\t-\t-",
            "people.tsv, line 3: the name 'Nurses' is not in lower case",
        ),
        (
            parse_people,
            WHO_COLUMNS + "nurses\tnurse\t-\tmedics\t-",
            "people.tsv, line 2: wider names 'medics', which has no row",
        ),
        (
            parse_people,
            WHO_COLUMNS + "men\tman\t-\tadults\t-\nadults\tadult\t-\tmen\t-",
            "people.tsv, line 2: wider leads from 'men' back to it",
        ),
        (
            parse_people,
            WHO_COLUMNS + "kids\tkid\tminor\t-\t-\nminors\tminor\t-\t-\t-",
            "people.tsv, line 3: 'minor' stands in another row too",
        ),
        (
            parse_people,
            WHO_COLUMNS + "kids\tkid\tunder-18s\t-\t-",
            "people.tsv, line 2: write 'under 18s' for 'under-18s'",
        ),
        (
            parse_events,
            KIND_COLUMNS + "flood\t-\tsoon\t-",
            'events.tsv, line 2: settles \'soon\' is not a number of days, "open" or "-"',
        ),
        (
            parse_events,
            KIND_COLUMNS + "flood\t-\t-\t-\nflood\t-\t-\t-",
            "events.tsv, line 3: 'flood' has a row already",
        ),
    ],
)
def test_a_fault_in_a_table_is_reported_with_its_line(parse, text: str, fault: str) -> None:
    with pytest.raises(ValueError) as error:
        parse(text)
    assert str(error.value) == fault


def test_the_examples_of_the_lexicon_hold() -> None:
    assert doctest.testmod(lexicon).failed == 0


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("No medics were killed.", ["No"]),
        ("Both nurses were killed.", ["Both"]),
        ("Several peacekeepers were hurt.", ["Several"]),
        ("There is no law requiring candidates to speak.", []),
        ("In 2013 doctors seemed eager.", []),
        ("The raids resulted in 2000 deaths.", ["2000"]),
        ("The union has 2000 doctors.", ["2000"]),
    ],
)
def test_people_of_the_table_are_counted(text: str, numbers: list[str]) -> None:
    assert [q.figure.as_written for q in find_quantities(text)] == numbers


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("About 5,000 people marched in Orlo.", "took-part"),
        ("Organisers said 12,000 attended.", "took-part"),
        ("14 civilians were martyred.", "killed"),
    ],
)
def test_words_of_the_table_are_read_in_sentences(text: str, measure: str) -> None:
    assert [q.figure.measure for q in find_quantities(text)] == [measure]
