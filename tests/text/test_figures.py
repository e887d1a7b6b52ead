"""Quantities in running text: the words beside what becomes of them."""

from decimal import Decimal

import pytest

from reportedly.errors import FigureError
from reportedly.model import Bound, Interval
from reportedly.text.quantities.figures import find_quantities, read_figure
from reportedly.text.quantities.rows import figures_row


def found(text: str) -> list[tuple[str, str, str | None]]:
    """As written, interval and unit of every quantity in `text`."""
    return [
        (q.figure.as_written, str(q.figure.interval), q.figure.unit) for q in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "written", "interval", "unit"),
    [
        # counts and bounds
        ("Shelling killed 16 civilians.", "16", "[16, 16]", "civilian"),
        ("Shelling killed at least 16 civilians.", "at least 16", "[16, ∞)", "civilian"),
        ("More than 20,000 civilians left.", "More than 20,000", "(20,000, ∞)", "civilian"),
        ("No fewer than 25 soldiers fled.", "No fewer than 25", "[25, ∞)", "soldier"),
        ("Up to 30 people were trapped.", "Up to 30", "[0, 30]", "person"),
        ("As many as 12 homes burned.", "As many as 12", "[0, 12]", "home"),
        ("Fewer than 40 fighters remain.", "Fewer than 40", "[0, 40)", "fighter"),
        ("Over 1,500 tents were pitched.", "Over 1,500", "(1,500, ∞)", "tent"),
        ("Some 600 villagers fled.", "Some 600", "[540, 660]", "villager"),
        ("About 30 militants died.", "About 30", "[27, 33]", "militant"),
        ("Nearly 2,000 families fled.", "Nearly 2,000", "[1,800, 2,000]", "family"),
        ("There were 500 tents or more.", "500 tents or more", "[500, ∞)", "tent"),
        ("It holds 500 or more.", "500 or more", "[500, ∞)", None),
        ("It is ≥ 40 today.", "≥ 40", "[40, ∞)", None),
        # ranges
        ("Between 30 and 40 rebels died.", "Between 30 and 40", "[30, 40]", "rebel"),
        ("It counted 16-18 victims.", "16-18", "[16, 18]", "victim"),
        ("Four to five thousand people came.", "Four to five thousand", "[4,000, 5,000]", "person"),
        ("It is more than 20 and at most 35.", "more than 20 and at most 35", "(20, 35]", None),
        ("It costs $2.5-3 million.", "$2.5-3 million", "[2,500,000, 3,000,000]", "dollar"),
        ("between the tenth and the fifteenth", "between the tenth and the fifteenth",
         "[10, 15]", None),
        ("A margin of 5 ± 0.2 kg.", "5 ± 0.2 kg", "[4.8, 5.2]", "kilogram"),
        # vague numerals
        ("Hundreds fled overnight.", "Hundreds", "[100, 1,000]", "person"),
        ("Dozens of people were hurt.", "Dozens", "[12, 120]", "person"),
        ("Tens of thousands were displaced.", "Tens of thousands", "[10,000, 100,000]", "person"),
        ("A couple of hundred people came.", "A couple of hundred", "[200, 300]", "person"),
        ("Several people were killed.", "Several", "[3, 12]", "person"),
        # none
        ("No civilians were killed.", "No", "[0, 0]", "civilian"),
        ("Nobody was injured.", "Nobody", "[0, 0]", "person"),
        # scales, groups, signs
        ("A city of 1.2m people.", "1.2m", "[1,200,000, 1,200,000]", "person"),
        ("The wall is 37m long.", "37m", "[37, 37]", "metre"),
        ("It cost £3bn.", "£3bn", "[3,000,000,000, 3,000,000,000]", "pound sterling"),
        ("A $1.5 billion deal.", "$1.5 billion", "[1,500,000,000, 1,500,000,000]", "dollar"),
        ("It cost A$20 in all.", "A$20", "[20, 20]", "australian dollar"),
        ("Oil fell to $71.50 a barrel.", "$71.50 a barrel", "[71.50, 71.50]", "dollar per barrel"),
        ("It was −5 °C.", "−5 °C", "[-5, -5]", "celsius"),
        ("It was minus 387 Fahrenheit.", "minus 387 Fahrenheit", "[-387, -387]", "fahrenheit"),
        ("It took 3½ hours.", "3½ hours", "[3.5, 3.5]", "hour"),
        ("He is 6ft 3in tall.", "6ft 3in", "[6.25, 6.25]", "foot"),
        ("It took two hours, 20 minutes and 24 seconds.", "two hours, 20 minutes and 24 seconds",
         "[2.34, 2.34]", "hour"),
        ("After more than a week they left.", "more than a week", "(1, ∞)", "week"),
        ("It is nearly a mile away.", "nearly a mile", "[0.9, 1]", "mile"),
        ("They sold 200 EVs.", "200", "[200, 200]", "EV"),
        ("It shoots 60fps.", "60fps", "[60, 60]", "frame per second"),
        ("The 6.1-inch screen broke.", "6.1-inch", "[6.1, 6.1]", "inch"),
        ("A 45-year-old was held.", "45-year-old", "[45, 45]", "year of age"),
        ("Ann Example, 66, was held.", "66", "[66, 66]", "year of age"),
        ("Rates rose 0.5 percentage points.", "0.5 percentage points", "[0.5, 0.5]",
         "percentage point"),
    ],
)  # fmt: skip
def test_a_quantity_is_read(text: str, written: str, interval: str, unit: str | None) -> None:
    assert found(text) == [(written, interval, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "The G7 met again.",
        "An F-16 was lost.",
        "Covid-19 spread.",
        "They met on March 3, 2021.",
        "They met on 12 May.",
        "It opened on 2019-05-10.",
        "It was 10:30 a.m. when they met.",
        "They left at 5 p.m. on Monday.",
        "They escaped at one in the morning.",
        "It has stood since 1969.",
        "The war of 2014-15 was short.",
        "It was the 2nd time, in 10th place.",
        "The first and the third were late.",
        "They won 3-1.",
        "The bill passed 52-48.",
        "Call 555-123-4567 now.",
        "He lives at 49 Orchard Road.",
        "See page 5 and Article 50.",
        "The S&P 500 closed.",
        "A 787 Dreamliner landed.",
        "The 1990s were calm.",
        "It runs 24/7.",
        "It goes back to 9/11.",
        "Version 1.2.3 is out.",
        "The second half was dull, the third quarter too.",
        "This one is the best one yet; no one knows another.",
        "The id is 760428498989289472.",
        "1. Read. 2. Write.",
        "It has a four-cylinder engine.",
        "It shoots 4K video.",
        "They meet twice a week, a day later, an hour a day.",
        "Visit example.org/2019/05/10 today.",
        "",
    ],
)
def test_what_only_looks_like_a_quantity_is_left(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The strike killed at least 16 civilians.", [("16", "killed", "civilians")]),
        ("In all 16 civilians were killed.", [("16", "killed", "civilians")]),
        ("In the end 600 civilians escaped.", [("600", "escaped", "civilians")]),
        ("More than 20,000 civilians have left the area.", [("20,000", "departed", "civilians")]),
        ("There hundreds fled.", [("hundreds", "fled", None)]),
        ("Two soldiers and one civilian were killed.",
         [("Two", "killed", "soldiers"), ("one", "killed", "civilian")]),
        ("Officials said 16 (including 8 children) were killed.",
         [("16", "killed", None), ("8", "killed", "children")]),
        ("At least 16 people, among them eight children, were killed.",
         [("16", "killed", "people"), ("eight", "killed", "children")]),
        ("The toll rose to 16, with 30 wounded and 5 missing.",
         [("16", "killed", None), ("30", "wounded", None), ("5", "missing", None)]),
        ("Then 12 gunmen killed 30 people.",
         [("12", None, "gunmen"), ("30", "killed", "people")]),
        ("Police arrested 90 protesters, including 30 women.",
         [("90", "arrested", "protesters"), ("30", "arrested", "women")]),
        ("At least one killed, three injured", [("one", "killed", None),
         ("three", "wounded", None)]),
        ("There were 23 casualties.", [("23", "casualties", None)]),
        ("Of the 16 killed, eight were children.",
         [("16", "killed", None), ("eight", "killed", "children")]),
        ("In all 90 women and children were displaced.",
         [("90", "displaced", "women and children")]),
    ],
)  # fmt: skip
def test_who_is_counted_and_what_happened(
    text: str, people: list[tuple[str, str | None, str | None]]
) -> None:
    got = find_quantities(text)
    assert [(q.figure.measure, q.figure.population) for q in got] == [p[1:] for p in people]
    assert all(p[0] in q.figure.as_written for q, p in zip(got, people, strict=True))


@pytest.mark.parametrize(
    ("text", "low", "of", "population", "measure"),
    [
        ("At least half the dead are children.", "0.5", "the dead", "children", "killed"),
        ("It has lost 99.5 percent of its territory.", "0.995", "its territory", None, "lost"),
        ("One in five children is hungry.", "0.2", "children", None, None),
        ("Three-quarters of homes were destroyed.", "0.75", "homes", None, "destroyed"),
        ("About 40% of the 1,200 workers left.", "0.360", "the 1,200 workers", None, "departed"),
        ("It fell by half.", "0.5", None, None, None),
    ],
)
def test_a_share_keeps_its_whole(
    text: str, low: str, of: str | None, population: str | None, measure: str | None
) -> None:
    figure = find_quantities(text)[0].figure
    assert figure.share
    assert figure.interval.low == Decimal(low)
    assert (figure.of, figure.population, figure.measure) == (of, population, measure)


def test_a_restatement_in_another_unit_belongs_to_its_quantity() -> None:
    text = "a patch of four square kilometres (one square mile)."
    (quantity,) = find_quantities(text)
    figure = quantity.figure
    assert figure.as_written == "four square kilometres (one square mile)"
    assert figure.rounded == Interval(Decimal("3.5"), Decimal("4.5"), high_open=True)
    (other,) = figure.also
    assert (other.as_written, other.unit) == ("one square mile", "square mile")
    rows = figures_row(text, [quantity], id=7)
    assert rows["id"] == 7
    assert rows["quantities"] == [
        {"start": 11, "end": 51, "value": 4, "unit": "square kilometre", "bound": "exact",
         "concept": None},
        {"start": 35, "end": 50, "value": 1, "unit": "square mile", "bound": "exact",
         "concept": None},
    ]  # fmt: skip


def test_a_restatement_takes_the_bound() -> None:
    (quantity,) = find_quantities("Moths fly more than 100 kilometres (60 miles).")
    assert quantity.figure.also[0].bound == Bound.MORE_THAN


def test_a_range_told_falling_keeps_its_order() -> None:
    figure = read_figure("from $75 to $45")
    assert figure.interval == Interval(Decimal(45), Decimal(75))
    assert figure.moved == (Decimal(75), Decimal(45))


@pytest.mark.parametrize(
    ("words", "rounded"),
    [
        ("16 people", "[16, 16]"),
        ("130 people", "[130, 130]"),
        ("600 people", "[595, 605)"),
        ("20,000 people", "[19,500, 20,500)"),
        ("at least 1,200 people", "[1,150, ∞)"),
        ("four miles", "[3.5, 4.5)"),
        ("99.5 percent", "[0.9945, 0.9955)"),
        ("1.2 million people", "[1,150,000, 1,250,000)"),
        ("no people", "[0, 0]"),
    ],
)
def test_the_writing_implies_a_precision(words: str, rounded: str) -> None:
    assert str(read_figure(words).rounded) == rounded


@pytest.mark.parametrize(
    ("words", "unit", "interval", "read_unit"),
    [
        ("at least 16", "person", "[16, ∞)", "person"),
        ("hundreds", None, "[100, 1,000]", None),
        ("99.5 percent", None, "[0.995, 0.995]", "percentage"),
        ("at least half", None, "[0.5, ∞)", None),
        ("half the dead", None, "[0.5, 0.5]", None),
        ("one in five", None, "[0.2, 0.2]", None),
        ("16 civilians", None, "[16, 16]", "civilian"),
        ("fewer than 5 square kilometres (less than 2 square miles)", "square kilometre",
         "[0, 5)", "square kilometre"),
        ("  30-40 ", "person", "[30, 40]", "person"),
        ("no", "person", "[0, 0]", "person"),
        ("2019", "person", "[2,019, 2,019]", "person"),
    ],
)  # fmt: skip
def test_a_ledger_figure(words: str, unit: str | None, interval: str, read_unit: str) -> None:
    figure = read_figure(words, unit)
    assert (str(figure.interval), figure.unit) == (interval, read_unit)


@pytest.mark.parametrize(
    ("words", "unit", "message"),
    [
        ("", None, "states no quantity"),
        ("many", None, "write it as 16, at least 16"),
        ("16 and 30", None, "2 quantities, “16” and “30”"),
        ("roughly speaking 16", None, "“roughly speaking” is no part of a figure"),
        ("5 miles", "kilogram", "is in mile, not in kilogram"),
        ("1.2.3", None, "states no quantity"),
    ],
)
def test_what_is_no_figure_says_what_is_wrong(words: str, unit: str | None, message: str) -> None:
    with pytest.raises(FigureError, match=message):
        read_figure(words, unit)
