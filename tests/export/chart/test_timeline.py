"""Timelines: who said what on which day → what the picture shows of it."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import altair
import pytest
import vl_convert
from jsonschema import Draft7Validator

from reportedly.compare import find_findings, find_positions
from reportedly.export.chart import (
    PHONE,
    Timeline,
    draw_timelines,
    strips_of,
    timeline_of,
    timelines_in_words,
    timelines_to_vega,
    to_png,
)
from reportedly.model import Behaviour, Claim, Period, Role, Source, SourceKind, Stance, Subject
from reportedly.resolve.figures import read_entry_figure

SVG = "{http://www.w3.org/2000/svg}"
KILLED = Subject(
    "velora/killed",
    "killed: Velora strike",
    "killed",
    unit="person",
    event="velora",
    behaviour=Behaviour.ACCUMULATING,
)
# The schema of Vega-Lite as Altair ships it.
SCHEMA = Draft7Validator(
    json.loads(
        (Path(altair.__file__).parent / "vegalite/v6/schema/vega-lite-schema.json").read_bytes()
    )
)


def said(voice: str, day: int | None, words: str, id_: str = "", **more: object) -> Claim:
    """What a voice said on that day of March 2031."""
    source = Source(voice.casefold(), voice, SourceKind.ORGANISATION)
    paper = Source("post", "Orlo Post", SourceKind.ORGANISATION)
    when = None if day is None else Period.day(date(2031, 3, day))
    figure = read_entry_figure(words, "percent" if "percent" in words else "person")
    name = id_ or f"{voice}-{day}-{words}"
    return Claim(
        name, source, (paper, source), KILLED, words, f"d-{name}", figure=figure, said=when, **more
    )  # type: ignore[arg-type]


def timelines(*claims: Claim) -> list[Timeline]:
    positions, found = find_positions(claims)[KILLED.id], find_findings(claims)
    strips = strips_of(KILLED, positions, found)
    return [timeline_of(strip, positions, found, claims) for strip in strips]


def summary(*claims: Claim) -> list[str]:
    """What each voice said over time, as the picture reads itself."""
    return [course.summary for course in timelines(*claims)[0].courses]


def words_of(svg: str) -> list[str]:
    return ["".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]


MINISTRY = (said("Ministry", 3, "at least 14"), said("Ministry", 4, "17"))


def test_a_later_figure_of_a_voice_is_a_step() -> None:
    (course,) = timelines(*MINISTRY)[0].courses
    assert [(s.spot.words, s.day.day, s.until and s.until.day, s.kind) for s in course.steps] == [
        ("at least 14", 3, 4, "first"),
        ("17", 4, None, "update"),
    ]


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        (
            (said("M", 3, "14", "a"), said("M", 5, "12", revises="a")),
            "M: 14 on 2031-03-03, 12 (corrected) on 2031-03-05",
        ),
        (
            (said("M", 3, "14"), said("M", 5, "12")),
            "M: 14 on 2031-03-03, 12 (fell) on 2031-03-05",
        ),
        (
            (said("M", 3, "14"), said("M", 5, "14", stance=Stance.RETRACTS)),
            "M: 14 on 2031-03-03, takes back 14 on 2031-03-05",
        ),
        (
            (said("M", 3, "41", "a"), said("M", 4, "14", corrects="a"), said("M", 5, "15")),
            "M: 41 (put right) on 2031-03-03, 14 on 2031-03-04, 15 on 2031-03-05",
        ),
        (
            (said("M", 3, "14"), said("M", 5, "20", stance=Stance.DENIES)),
            "M: 14 on 2031-03-03, denies 20 on 2031-03-05",
        ),
        (
            (said("M", 3, "14"), said("M", 5, "30", role=Role.PROJECTION)),
            "M: 14 on 2031-03-03, 30 (may be) on 2031-03-05",
        ),
        (
            (said("M", 3, "14"), said("M", 5, "5", role=Role.PART)),
            "M: 14 on 2031-03-03, 5 (a part) on 2031-03-05",
        ),
    ],
)
def test_what_a_voice_did_with_its_figure_is_told(claims: tuple[Claim, ...], told: str) -> None:
    assert summary(*claims) == [told]
    (timeline,) = timelines(*claims)
    shown = " ".join(words_of(draw_timelines([timeline])))
    assert re.search(r"\((corrected|fell|put right|may be|a part)\)|takes back|denies", shown)


def test_a_figure_without_a_day_is_told_below() -> None:
    (timeline,) = timelines(*MINISTRY, said("Clinic", None, "12"))
    assert timeline.untimed == ("Clinic: 12, day not known",)
    assert "not drawn: Clinic: 12, day not known" in words_of(draw_timelines([timeline]))


def test_a_figure_told_as_past_has_no_day_of_its_own() -> None:
    (timeline,) = timelines(*MINISTRY, said("Clinic", 4, "12", role=Role.EARLIER))
    assert timeline.untimed == ("Clinic: 12, told as past on 2031-03-04",)


def test_shares_have_a_timeline_of_their_own() -> None:
    shares = said("Ministry", 3, "40 percent"), said("Ministry", 4, "55 percent")
    assert [t.strip.unit for t in timelines(*MINISTRY, *shares)] == ["person", "%"]


def test_of_one_day_the_strip_is_drawn_and_it_says_so() -> None:
    (timeline,) = timelines(said("Ministry", 3, "14"), said("Army", 3, "6"))
    assert not timeline.has_course
    shown = words_of(draw_timelines([timeline]))
    assert {"Ministry", "Army", "All of one day, 2031-03-03: no course to draw."} <= {*shown}


def test_a_voice_has_the_shape_and_colour_of_its_strip() -> None:
    (timeline,) = timelines(*MINISTRY, said("Army", 4, "6 to 8"))
    assert [c.row.camp for c in timeline.courses] == [r.camp for r in timeline.strip.rows]
    (army, ministry) = timeline.courses
    assert {s.spot.camp for s in army.steps}.isdisjoint(s.spot.camp for s in ministry.steps)


def test_the_picture_reads_itself() -> None:
    (timeline,) = timelines(*MINISTRY, said("Army", 4, "6 to 8"))
    label = ElementTree.fromstring(draw_timelines([timeline])).get("aria-label")
    assert label == (
        "killed: Velora strike. No number fits all. Over time: Army: 6 to 8 on 2031-03-04; "
        "Ministry: at least 14 on 2031-03-03, 17 on 2031-03-04."
    )


def many(count: int) -> Timeline:
    claims = [said(f"Voice {n}", 3 + n % 7, str(10 + n)) for n in range(count)]
    return timelines(*claims, *MINISTRY)[0]


@pytest.mark.parametrize("width", [720, PHONE])
@pytest.mark.parametrize("count", [2, 4, 20])
def test_no_name_is_cut_off_and_none_is_missing(width: int, count: int) -> None:
    picture = ElementTree.fromstring(draw_timelines([many(count)], width))
    texts = list(picture.iter(f"{SVG}text"))
    assert all(0 <= float(t.get("x", 0)) <= width for t in texts)
    assert all(float(t.get("font-size", 12)) >= 11 for t in texts)
    assert {"Ministry", *(f"Voice {n}" for n in range(count))} <= {t.text for t in texts}


def test_names_beside_the_lines_do_not_overlap() -> None:
    claims = [said(f"Voice {n}", 3, "14") for n in range(4)]
    (timeline,) = timelines(*claims, *MINISTRY)
    texts = ElementTree.fromstring(draw_timelines([timeline])).iter(f"{SVG}text")
    heights = sorted(float(t.get("y", 0)) for t in texts if (t.text or "").startswith("Voice"))
    assert all(b - a >= 24 for a, b in pairwise(heights))


def test_of_too_many_voices_the_rest_is_counted_with_the_command_that_lists_them() -> None:
    svg = draw_timelines([many(20)], most=12)
    assert "and 9 more voices: reportedly claims --subject velora/killed" in words_of(svg)
    assert "Ministry" in words_of(svg)  # it changed its figure


@pytest.mark.parametrize("evil", ["<script>", '"><b>', "\x1b[31m\u202e", "&amp;"])
def test_names_are_only_words(evil: str) -> None:
    (timeline,) = timelines(said(evil, 3, "14"), said(evil, 4, "17"))
    svg = draw_timelines([timeline])
    assert not list(ElementTree.fromstring(svg).iter(f"{SVG}script"))
    assert "\x1b" not in svg


def test_a_picture_comes_without_network() -> None:
    assert to_png(draw_timelines(timelines(*MINISTRY))).startswith(b"\x89PNG")


def test_vega_lite_holds_the_same_figures() -> None:
    drawn = timelines(*MINISTRY, said("Army", 4, "6 to 8"))
    spec = json.loads(timelines_to_vega(drawn))
    SCHEMA.validate(spec)
    altair.VConcatChart.from_dict(spec)
    rows = [r for layer in spec["vconcat"][0]["layer"] for r in layer["data"]["values"]]
    assert [
        (r["voice"], r["told"], r["low"], r["high"], r["day"], r["until"])
        for r in rows
        if "kind" in r
    ] == [
        ("Army", "6 to 8", 6, 8, "2031-03-04", None),
        ("Ministry", "at least 14", 14, None, "2031-03-03", "2031-03-04"),
        ("Ministry", "17", 17, 17, "2031-03-04", None),
    ]
    assert spec["description"] == timelines_in_words(drawn)
    shown = words_of(vl_convert.vegalite_to_svg(spec))
    assert {"Army", "Ministry", "17", "at least 14", "3 Mar 2031"} <= {*shown}
