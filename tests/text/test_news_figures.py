"""The shapes in which business, sport, science and general news write their figures."""

import time

import pytest

from reportedly.text.quantities.figures import find_quantities, read_figure


def found(text: str) -> list[tuple[str, str, str | None]]:
    """As written, interval and unit of every quantity in `text`."""
    return [
        (q.figure.as_written, str(q.figure.interval), q.figure.unit) for q in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "written", "interval", "unit"),
    [
        # a rate belongs to its unit
        ("It earned 85 cents a share on revenue.", "85 cents a share", "[85, 85]",
         "cent per share"),
        ("It made 45 cents a diluted share.", "45 cents a diluted share", "[45, 45]",
         "cent per share"),
        ("The series costs $15m an episode.", "$15m an episode", "[15,000,000, 15,000,000]",
         "dollar per episode"),
        ("A $15-an-hour wage.", "$15-an-hour", "[15, 15]", "dollar per hour"),
        ("It costs £25 a month on a contract.", "£25 a month", "[25, 25]",
         "pound sterling per month"),
        ("It cost $47 a year ago.", "$47", "[47, 47]", "dollar"),
        ("The clinic treats 400 patients a year.", "400", "[400, 400]", "patient per year"),
        ("The heart beats 100,000 times a day.", "100,000", "[100,000, 100,000]",
         "count per day"),
        ("She averages 6.2 rebounds per game.", "6.2 rebounds per game", "[6.2, 6.2]",
         "rebound per game"),
        ("A bag costs Sh4,500 there.", "Sh4,500", "[4,500, 4,500]", "shilling"),
        # what is counted, in dictionary form
        ("It is one of the best wireless speakers around.", "one", "[1, 1]",
         "wireless speaker"),
        ("One of the bank's largest branches closed.", "One", "[1, 1]", "branch"),
        ("It is one of Freedonia’s most treasured holidays.", "one", "[1, 1]",
         "treasured holiday"),
        ("He quoted one of his own books.", "one", "[1, 1]", "book"),
        ("They made all 32 three-pointers.", "32", "[32, 32]", "three-pointer"),
        ("The base has 12,000 F-150s.", "12,000", "[12,000, 12,000]", "F-150"),
        ("Two second-half goals decided it.", "Two", "[2, 2]", "second-half goal"),
        ("It allowed five hits.", "five", "[5, 5]", "hit"),
        ("A crowd of 54,321 saw it.", "54,321", "[54,321, 54,321]", "person"),
        ("A population of about 350,000 lives there.", "about 350,000", "[315,000, 385,000]",
         "person"),
        # ages
        ("Children under five should not use it.", "under five", "[0, 5)", "year of age"),
        ("Most of the voters were 45 or older.", "45 or older", "[45, ∞)", "year of age"),
        ("Volunteers as young as 17 came.", "17", "[17, 17]", "year of age"),
        ("The painter died at 43, an alcoholic.", "43", "[43, 43]", "year of age"),
        ("Adults between the ages of 18 and 29 agree.", "18 and 29", "[18, 29]", "year of age"),
        # tied by hyphens
        ("There is a 1-in-5 chance of rain.", "1-in-5", "[0.2, 0.2]", None),
        ("A 3,200-square-foot house.", "3,200-square-foot", "[3,200, 3,200]", "square foot"),
        ("He is a 6-foot-6 guard.", "6-foot-6", "[6.5, 6.5]", "foot"),
        # bounds and signs
        ("He was unemployed for over two years.", "over two years", "(2, ∞)", "year"),
        ("A margin of plus or minus 3 percentage points.", "plus or minus 3 percentage points",
         "[3, 3]", "percentage point"),
        ("It was minus 20C in the valley.", "minus 20C", "[-20, -20]", "celsius"),
        ("A decay energy of 125 GeV.", "125 GeV", "[125, 125]", "gigaelectronvolt"),
        ("It took about an hour and a half.", "about an hour and a half", "[1.35, 1.65]", "hour"),
        ("The rebel toll tops 30.", "tops 30", "(30, ∞)", "person"),
    ],
)  # fmt: skip
def test_one_figure(text: str, written: str, interval: str, unit: str | None) -> None:
    assert (written, interval, unit) in found(text)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Tuition will rise $500 to $12,400.", [("$500", "dollar"), ("$12,400", "dollar")]),
        ("It could cost £80m plus £10m in fees.",
         [("£80m", "pound sterling"), ("£10m", "pound sterling")]),
        ("Sales rose 12 and 15 percent.", [("12", "percentage"), ("15 percent", "percentage")]),
        ("It offers 435 homes by auction and 187 by tender.", [("435", "home"), ("187", "home")]),
        ("It has 14 sites in the north and 3 in the south.", [("14", "site"), ("3", "site")]),
        ("Police held two men, aged 24 and 31, on Friday.",
         [("two", "man"), ("24", "year of age"), ("31", "year of age")]),
        ("Eight of the past nine contests were close.", [("Eight", "contest")]),
        ("It leads in two of the five most populous counties.",
         [("two", "populous county"), ("five", "populous county")]),
        ("Millions of the country's 30 million voters came.",
         [("Millions", "voter"), ("30 million", "voter")]),
        ("The study followed 1,245 patients over 10 years.",
         [("1,245", "patient"), ("10 years", "year")]),
        ("The hall has 120 rooms from $250 a night.",
         [("120", "room"), ("$250 a night", "dollar per night")]),
    ],
)  # fmt: skip
def test_several_figures(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(written, unit) for written, _, unit in found(text)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "The film opened in the top 10.",
        "She won the 5K run.",
        "They are 12-4 at home and 8-10 on the road.",
        "The Rovers (6-3) host the Wanderers (4-5).",
        "She won 6-4 6-7 (5-7) 6-2.",
        "The court deadlocked 4 to 4.",
        "He leads (45 to 42).",
        "Members voted 311 to 302 in favour.",
        "A student-teacher ratio of 15 to 1.",
        "It lifted off from Launch Complex 39A.",
        "It fell on July 14, 1789.",
        "In the 1960s and 70s it was loved.",
        "It supports 4K and 1080p.",
        "Put it in your 401(k).",
        "Call 0800 123 456.",
        "Call 020 7946 0958 or +44 20 7946 0959.",
        "Two, it works.",
        "How one writes a brief is a question.",
        "What will be talked about: 1. WALLS. He spoke.",
        "In 2021 most people stayed.",
        "Formula 1 will return.",
    ],
)
def test_no_figure(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Five troops, civilian killed in the east: officials", ["Five"]),
        ("Three rebels, 2 civilians killed in assault", ["Three", "2"]),
        ("Five troops, 19 civilians, killed in the east", ["Five", "19"]),
        ("Rebel toll from raid tops 30: minister", ["tops 30"]),
        ("In the town, two militia killed", ["two"]),
        ("Two KIA, three WIA amid shelling", ["Two"]),
        ("Soldier killed, 7 injured: army", []),
    ],
)
def test_tolls_of_headlines(text: str, killed: list[str]) -> None:
    tolls = [q.figure for q in find_quantities(text) if q.figure.measure == "killed"]
    assert [figure.as_written for figure in tolls] == killed


def test_rows_of_a_table_are_passed_over_and_the_prose_around_them_is_read() -> None:
    row = " ".join(f"{number}.5%" for number in range(60))
    assert found(f"Rates by district {row} were given to 12 officials.") == [
        ("12", "[12, 12]", "official")
    ]


@pytest.mark.parametrize("cell", ["7 ", "$45.20 ", "12% ", "two million ", "30-40, ", "1,234 "])
def test_a_file_of_nothing_but_numbers_takes_a_moment(cell: str) -> None:
    text = cell * (300_000 // len(cell))
    start = time.process_time()
    find_quantities(text)
    assert time.process_time() - start < 2, "0.2 to 0.6 s on an idle machine"


@pytest.mark.parametrize(
    ("text", "written", "interval", "unit"),
    [
        ("A million and a half people fled.", "A million and a half", "[1,500,000, 1,500,000]",
         "person"),
        ("2 million and a half people fled.", "2 million and a half", "[2,500,000, 2,500,000]",
         "person"),
        ("2½ million people fled.", "2½ million", "[2,500,000, 2,500,000]", "person"),
        ("2 1/2 million people fled.", "2 1/2 million", "[2,500,000, 2,500,000]", "person"),
        ("The siege lasted a year and a half.", "a year and a half", "[1.5, 1.5]", "year"),
        ("A score of people drowned.", "A score", "[20, 20]", "person"),
        ("The gate is 5'6\" high.", "5'6\"", "[5.5, 5.5]", "foot"),
        ("The gate is 5′ 6″ high.", "5′ 6″", "[5.5, 5.5]", "foot"),
        ("The boy is 5'6 now.", "5'6", "[5.5, 5.5]", "foot"),
        ("The boy is 5 ft 6 in.", "5 ft 6 in", "[5.5, 5.5]", "foot"),
    ],
)  # fmt: skip
def test_halves_scores_and_heights(text: str, written: str, interval: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    figure = quantity.figure
    assert (figure.as_written, str(figure.interval), figure.unit) == (written, interval, unit)


@pytest.mark.parametrize(
    "text",
    [
        "She made a 911 call.",
        "They dialled 112.",
        "Two-storey towers fell on 9/11.",
        "It is open 24/7 on Route 66.",
        "A Boeing 747 and an F-16 flew off.",
        "It won by a score of 3-1.",
    ],
)
def test_numbers_that_name_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


def test_what_a_share_is_of_is_told_once() -> None:
    concepts = [q.concept for q in find_quantities("Half the dead and a third of those killed.")]
    assert concepts == ["the dead", "those killed"]


OPEN_UPWARDS = [
    ("30 dead, at least", "30 dead, at least"),
    ("30, at least, were killed", "30, at least"),
    ("30 killed or more", "30 killed or more"),
    ("30 police officers or more were killed", "30 police officers or more"),
    ("30 people were killed, possibly more.", "30 people were killed, possibly more"),
    ("30 people, if not more, were killed.", "30 people, if not more"),
    ("30 and possibly more people were killed.", "30 and possibly more"),
    ("30 dead and counting", "30 dead and counting"),
    ("30 dead and rising", "30 dead and rising"),
    ("Thirty-plus people were killed.", "Thirty-plus"),
    ("At least thirty (30) people were killed.", "At least thirty (30)"),
    ("At least another 30 people were killed.", "At least another 30"),
    ("At\u00a0least\u00a030\u00a0people were killed.", "At\u00a0least\u00a030"),
    ("AT LEAST\nTHIRTY PEOPLE KILLED", "AT LEAST\nTHIRTY"),
    ("At least 30-40 people were killed.", "At least 30-40"),
    ("At least ３０ people were killed.", "At least ３０"),
]


@pytest.mark.parametrize(("text", "written"), OPEN_UPWARDS)
def test_no_at_least_is_lost(text: str, written: str) -> None:
    (quantity,) = find_quantities(text)
    figure = quantity.figure
    assert (figure.as_written, str(figure.interval)) == (written, "[30, ∞)")
    assert (figure.unit, figure.measure) in (("person", "killed"), ("police officer", "killed"))
    assert read_figure(written).interval == figure.interval


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("30 dead, at least 12 of them children.", ["[30, 30]", "[12, ∞)"]),
        ("30 people, more than half of them women", ["[30, 30]", "(0.5, ∞)"]),
        ("More than 16 and possibly as many as 30 people died.", ["(16, 30]"]),
        ("between 16 and possibly 30 people", ["[16, 30]"]),
        ("up to 16-20 people", ["[0, 20]"]),
        ("The toll has passed 16.", ["(16, ∞)"]),
        ("The toll crossed 16.", ["(16, ∞)"]),
        ("The bill passed 16 committees.", ["[16, 16]"]),
        ("The toll surpassed the 5,000 mark.", ["(5,000, ∞)"]),
        ("The toll crossed the 5,000 mark.", ["(5,000, ∞)"]),
        ("It may be at least as high as 30.", ["[30, ∞)"]),
        ("It ended at 16h30, says para. 5, and paras. 5-7.", []),
        ("It raised $20-30m.", ["[20,000,000, 30,000,000]"]),
        ("It is 1 234,5 km long.", ["[1,234.5, 1,234.5]"]),
        ("١٬٢٣٤ people came.", ["[1,234, 1,234]"]),
        ("Thousands upon thousands of people fled.", ["[1,000, 10,000]"]),
    ],
)
def test_bounds_reach_their_own_number(text: str, intervals: list[str]) -> None:
    assert [str(q.figure.interval) for q in find_quantities(text)] == intervals


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("16 people were killed, 4 of them children.",
         [("16", "person", "killed"), ("4", "child", "killed")]),
        ("16 killed (4 children)", [("16", "person", "killed"), ("4", "child", "killed")]),
        ("16 killed, 4 houses destroyed",
         [("16", "person", "killed"), ("4", "house", "destroyed")]),
        ("3, 4 and 5 soldiers were killed in Orlo, Besh and Tarn respectively.",
         [("3", "soldier", "killed"), ("4", "soldier", "killed"), ("5", "soldier", "killed")]),
        ("Three, four and five soldiers were killed.",
         [("Three", "soldier", "killed"), ("four", "soldier", "killed"),
          ("five", "soldier", "killed")]),
        ("16 of 30 hostages died.", [("16", "hostage", "killed"), ("30", "hostage", None)]),
        ("Two of the three men died.", [("Two", "man", "killed"), ("three", "man", None)]),
        ("Both men were killed.", [("Both", "man", "killed")]),
        ("Both sides agreed.", []),
        ("A boy aged 16 was killed.", [("16", "year of age", None)]),
        ("The number of people killed was 16.", [("16", "person", "killed")]),
        ("All but two of the men died.", [("two", "man", None)]),
        ("16 feared dead", [("16", "person", "killed")]),
        ("Sixteen people, seven of them children, died.",
         [("Sixteen", "person", "killed"), ("seven", "child", "killed")]),
        ("Two brothers, aged 9 and 14, were killed.",
         [("Two", "brother", "killed"), ("9", "year of age", None), ("14", "year of age", None)]),
        ("13 million people need help, of whom 5 million are ill.",
         [("13 million", "person", None), ("5 million", "person", None)]),
        ("Of the 16, four were women.", [("16", "person", None), ("four", "woman", None)]),
        ("It claimed the lives of at least 16.", [("at least 16", "person", "killed")]),
        ("It cost the lives of 16 people.", [("16", "person", "killed")]),
        ("They dropped 30 barrel bombs.", [("30", "barrel bomb", None)]),
        ("The camp holds over 41,000 people.", [("over 41,000", "person", None)]),
    ],
)  # fmt: skip
def test_what_happened_to_whom(text: str, told: list[tuple[str, str, str | None]]) -> None:
    found = [q.figure for q in find_quantities(text)]
    assert [(f.as_written, f.unit, f.measure) for f in found] == told


def test_a_share_of_them_says_who_they_are() -> None:
    (_, share) = find_quantities("Some 37,000 people, 60 per cent of them children, have come.")
    assert (share.figure.of, share.figure.population) == ("them", "children")


@pytest.mark.parametrize(
    ("text", "written", "unit"),
    [
        ("Mortality was 5 per 1,000 live births.", "5", "per 1,000 live birth"),
        ("It saw 30 deaths per 100,000 people.", "30", "death per 100,000 person"),
        ("It rose to 4.5 per 10,000.", "4.5", "per 10,000"),
    ],
)
def test_rates_of_many(text: str, written: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.figure.as_written, quantity.figure.unit) == (written, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The toll has passed 16.",
        "The toll crossed 1,000.",
        "The toll crossed the 5,000 mark.",
        "The toll surpassed the 5,000 mark.",
        "The index: +0.2% since May.",
        "It fell from $75 a barrel to $45.",
        "16 people were killed, possibly more.",
        "The number of displaced rose from 4 to 5 million.",
        "At least sixteen (16) people were killed.",
    ],
)
def test_the_words_of_a_figure_say_the_same_by_themselves(text: str) -> None:
    (quantity,) = find_quantities(text)
    figure = quantity.figure
    assert read_figure(figure.as_written, figure.unit).interval == figure.interval
