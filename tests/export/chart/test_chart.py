import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import altair
import pytest
import vl_convert
from jsonschema import Draft7Validator

from reportedly.export.chart import Chart, chart_of, draw_chart, to_png, to_vega
from reportedly.export.chart.places import day_scale, places_of
from reportedly.export.chart.scale import Scale, day_ticks, nice_ticks, short_number
from reportedly.model import (
    Bound,
    Claim,
    Conflict,
    ConflictKind,
    Figure,
    Interval,
    Period,
    Source,
    Subject,
)

# The schema of Vega-Lite as Altair ships it.
SCHEMA = Draft7Validator(
    json.loads(
        (Path(altair.__file__).parent / "vegalite/v6/schema/vega-lite-schema.json").read_bytes()
    )
)
SVG = "{http://www.w3.org/2000/svg}"
QUAY = Subject("quay", "People hurt on the quay", unit="person")


def figure(low: str | None, high: str | None, nominal: str | None = None, **more: object) -> Figure:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    interval = Interval(*ends)
    said = Interval.point(Decimal(nominal)) if nominal else interval
    words = f"{low} to {high}"
    return Figure(words, said, Bound.RANGE, interval, interval, **more)  # type: ignore[arg-type]


def claim(id_: str, who: str, said: Figure | None, day: int = 4) -> Claim:
    source = Source(who.casefold(), who)
    time = Period.day(date(2031, 5, day))
    return Claim(id_, source, (source,), QUAY, "words", "d", figure=said, as_of=time)


COUNCIL = claim("c1", "Council", figure("16", None, "16", unit="person"))
WIRE = claim("c2", "Wire", figure("12", "12", "12", unit="person"))
CLASH = Conflict(ConflictKind.CONTRADICTION, "quay", ("c1", "c2"), (), 2, "cannot both hold")


def drawn(claims: list[Claim], conflicts: list[Conflict] | None = None) -> ElementTree.Element:
    chart = chart_of(QUAY, claims, conflicts or [])
    assert chart is not None
    return ElementTree.fromstring(draw_chart(chart))


def texts(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def classes(root: ElementTree.Element, name: str) -> int:
    return sum(name in (element.get("class") or "").split() for element in root.iter())


def test_without_figures_there_is_no_chart() -> None:
    assert chart_of(QUAY, [claim("c", "Council", None)], []) is None


def test_a_mark_is_what_the_words_allow() -> None:
    chart = chart_of(QUAY, [COUNCIL, claim("c3", "Wire", figure("18", "24"))], [])
    assert chart is not None
    assert [(m.low, m.high, m.at, m.is_range) for m in chart.marks] == [
        (16, None, 16, False),
        (18, 24, 21, True),
    ]
    assert chart.unit == "person"


def test_shares_are_drawn_as_percent_and_other_units_are_counted_out() -> None:
    share = claim("c3", "Wire", figure("0.5", "1", "0.5", share=True))
    chart = chart_of(QUAY, [share], [])
    assert chart is not None
    assert (chart.unit, chart.marks[0].low, chart.marks[0].at) == ("%", 50, 50)
    mixed = chart_of(QUAY, [COUNCIL, WIRE, share], [])
    assert mixed is not None
    assert (mixed.unit, mixed.left_out) == ("person", 1)


def test_figures_of_one_day_stand_in_rows_with_their_words() -> None:
    shown = texts(drawn([COUNCIL, WIRE]))
    assert {"Council", "Wire", "16 to None", "12 to 12"} <= set(shown)
    assert not any("May" in text for text in shown)


def test_figures_of_several_days_stand_on_an_axis_of_time() -> None:
    shown = texts(drawn([COUNCIL, claim("c2", "Wire", WIRE.figure, day=6)]))
    assert {"4 May 2031", "5 May", "6 May", "Council", "Wire"} <= set(shown)


def test_a_conflict_is_ringed_and_said_in_words() -> None:
    root = drawn([COUNCIL, WIRE], [CLASH])
    assert classes(root, "ring") == 2
    assert "Ringed: in conflict, or far from another figure." in texts(root)
    note = replace(CLASH, kind=ConflictKind.UPDATE)
    assert classes(drawn([COUNCIL, WIRE], [note]), "ring") == 0


def test_revisions_of_one_source_are_joined_and_no_others() -> None:
    later = claim("c3", "Council", figure("21", None, "21"), day=5)
    last = claim("c4", "Council", figure("27", "27", "27"), day=6)
    other = claim("c5", "Wire", figure("30", "30", "30"), day=6)
    found = [
        Conflict(ConflictKind.REVISION, "quay", pair, (), 1, "revised")
        for pair in [("c1", "c3"), ("c1", "c4"), ("c3", "c4"), ("c1", "c5")]
    ]
    chart = chart_of(QUAY, [other, last, later, COUNCIL], found)
    assert chart is not None
    assert chart.succession == (("c1", "c3"), ("c3", "c4"))


def test_many_sources_differ_in_colour_or_shape() -> None:
    claims = [claim(f"c{n}", f"Source {n}", figure("5", "5", "5")) for n in range(40)]
    shapes = [
        (element.get("d"), element.get("fill"))
        for element in drawn(claims).iter(f"{SVG}path")
        if any(name.startswith("s") for name in (element.get("class") or "").split())
    ]
    assert len(shapes) == len(set(shapes)) == 40


def test_a_crowd_is_thinned_evenly_and_says_so() -> None:
    claims = [claim(f"c{n}", "Council", figure(str(n), str(n)), 1 + n // 40) for n in range(1000)]
    root = drawn(claims)
    assert "240 of 1,000 figures shown." in texts(root)
    assert len(ElementTree.tostring(root)) < 150_000


@pytest.mark.parametrize("evil", ["<script>", '"><b>', "\x1b[31m\u202e", "&amp;"])
def test_names_and_words_are_escaped(evil: str) -> None:
    source = Source("s", evil)
    subject = replace(QUAY, title=evil)
    said = replace(COUNCIL.figure, as_written=evil)  # type: ignore[type-var]
    chart = chart_of(subject, [replace(COUNCIL, source=source, figure=said)], [])
    assert chart is not None
    svg = draw_chart(chart)
    assert not list(ElementTree.fromstring(svg).iter(f"{SVG}script"))
    assert "\x1b" not in svg


def test_the_chart_says_itself_in_words() -> None:
    label = drawn([COUNCIL, WIRE]).get("aria-label")
    assert label == (
        "People hurt on the quay. Council: 16 to None (2031-05-04); Wire: 12 to 12 (2031-05-04)."
    )


def test_a_picture_comes_without_network() -> None:
    chart = chart_of(QUAY, [COUNCIL, WIRE], [CLASH])
    assert chart is not None
    assert to_png(draw_chart(chart)).startswith(b"\x89PNG")


def vega(claims: list[Claim], conflicts: list[Conflict]) -> tuple[dict, ElementTree.Element]:
    """The specification, accepted by its own schema and by Altair, and the picture of it."""
    chart = chart_of(QUAY, claims, conflicts)
    assert chart is not None
    spec = json.loads(to_vega(chart))
    SCHEMA.validate(spec)
    altair.Chart.from_dict(spec)
    return spec, ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))


def strokes(picture: ElementTree.Element, colour: str) -> int:
    return sum(element.get("stroke") == colour for element in picture.iter(f"{SVG}path"))


def test_vega_lite_shows_rows_with_source_and_words_and_no_key() -> None:
    spec, picture = vega([COUNCIL, WIRE], [CLASH])
    assert {"People hurt on the quay", "Council", "Wire", "16 to None"} <= set(texts(picture))
    assert sum(text == "Council" for text in texts(picture)) == 1
    assert strokes(picture, "#b3261e") == 2
    assert spec["title"]["subtitle"] == ["Ringed: in conflict, or far from another figure."]


def test_vega_lite_shows_over_time_all_that_the_svg_shows() -> None:
    later = claim("c3", "Council", figure("18", "24"), day=6)
    below = claim("c4", "Wire", figure(None, "9", "9"), day=7)
    revised = Conflict(ConflictKind.REVISION, "quay", ("c1", "c3"), (), 1, "revised")
    claims = [COUNCIL, WIRE, later, below]
    spec, picture = vega(claims, [CLASH, revised])
    assert {"Council", "Wire", "4 May 2031", "6 May", "7 May"} <= set(texts(picture))
    assert strokes(picture, "#b3261e") == 2  # rings
    dotted = [p for p in picture.iter(f"{SVG}path") if p.get("stroke-dasharray") == "2,4"]
    assert len(dotted) == 1
    rows = {row["claim"]: row for row in spec["data"]["values"]}
    assert (rows["c1"]["low"], rows["c1"]["high"], rows["c4"]["low"]) == (16, None, None)
    assert rows["c3"]["is_range"]
    # Colours as in the SVG, and both kinds of arrow.
    used = {element.get("stroke") for element in picture.iter(f"{SVG}path")}
    assert {"#0b62a4", "#c2570c"} <= used
    arrows = [layer["mark"]["shape"] for layer in spec["layer"] if "shape" in layer["mark"]]
    assert len(set(arrows)) == 2


def test_the_specification_has_one_key_of_sources() -> None:
    later = claim("c2", "Wire", WIRE.figure, 6)
    chart = chart_of(QUAY, [COUNCIL, later], [])
    assert chart is not None
    (key,) = vl_convert.vegalite_to_vega(to_vega(chart))["legends"]
    assert {"fill", "stroke", "shape"} <= set(key)


def test_figures_of_one_day_that_would_cover_each_other_stand_side_by_side() -> None:
    day = [claim(f"c{n}", f"Source {n}", figure("5", "5")) for n in range(3)]
    apart = claim("c9", "Other", figure("50", "50"))
    chart = chart_of(QUAY, [*day, apart, claim("c10", "Last", figure("5", "5"), day=9)], [])
    assert chart is not None
    x, y = day_scale(chart, 0, 600), Scale(0, 60, 300, 0)
    places = {p.mark.claim: p.x for p in places_of(chart, x, y)}
    assert len({places[c.id] for c in day}) == 3
    assert places["c9"] == places["c0"]  # far above: it needs no room of its own


@pytest.mark.parametrize(
    ("unit", "many"),
    [
        ("person", "people"),
        ("%", "percent"),
        ("family", "families"),
        ("square kilometre", "square kilometres"),
        ("metre per second", "metre per second"),
        ("child", "children"),
        ("strike", "strikes"),
        ("day", "days"),
        ("wounded", "wounded"),
        ("", ""),
    ],
)
def test_an_axis_says_what_is_counted(unit: str, many: str) -> None:
    assert Chart("t", unit, (), ()).counted == many


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0, 16), (95, 100), (0, 140), (-3, 8), (0, 2.4e7), (5, 5), (0, 0)]
)
def test_ticks_are_even_and_cover_the_range(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low and ticks[-1] >= high
    assert 2 <= len(ticks) <= 12
    steps = {round(b - a, 9) for a, b in pairwise(ticks)}
    assert len(steps) == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 2, 9), date(2019, 2, 11), ["9 Feb 2019", "10 Feb", "11 Feb"]),
        (date(2018, 11, 20), date(2019, 3, 2), ["Dec 2018", "Jan 2019", "Feb 2019", "Mar 2019"]),
        (date(2011, 3, 15), date(2015, 6, 1), ["2012", "2013", "2014", "2015"]),
    ],
)
def test_days_are_written_as_finely_as_the_span_allows(
    first: date, last: date, words: list[str]
) -> None:
    assert [text for _, text in day_ticks(first, last)] == words


def test_numbers_are_short() -> None:
    assert [short_number(n) for n in (0, 99.5, 20000, 2.5e6, 3e9)] == [
        "0",
        "99.5",
        "20,000",
        "2.5 m",
        "3 bn",
    ]


def test_a_scale_runs_between_its_pixels() -> None:
    assert [Scale(0, 10, 100, 300)(value) for value in (0, 5, 10)] == [100, 200, 300]
