"""Timelines as a Vega-Lite specification: for those who want to restyle or embed them.

Places, shapes and words are those of the SVG in which all voices share one drawing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from textwrap import wrap

from reportedly.export.chart.scale import Scale, day_ticks
from reportedly.export.chart.strip import SEVERAL
from reportedly.export.chart.strip_picture import WIDTH
from reportedly.export.chart.svg import INK
from reportedly.export.chart.timeline import Course, Step, Timeline
from reportedly.export.chart.timeline_layout import (
    CROSSED,
    MOST,
    Layout,
    Mark,
    chosen,
    end_words,
    is_ceiling,
    is_dashed,
    labels,
    layout_of,
    ways_of,
)
from reportedly.export.chart.timeline_picture import notes_of, timelines_in_words
from reportedly.export.chart.vega import (
    CROSS,
    SIZE,
    TIP,
    Json,
    as_is,
    camp_look,
    layer_of,
    number_axis,
    spec_of,
    title_of,
)

_WRAP = 100  # characters of a note in one line
_REACH = 24.0  # pixels of an open end
_ARROWS = {1: "M-0.85,-0.75L0,0.15L0.85,-0.75", -1: "M-0.85,0.75L0,-0.15L0.85,0.75"}


def timelines_to_vega(timelines: Sequence[Timeline], event: str = "") -> str:
    """Timelines, one below the other, as Vega-Lite JSON; those without a known day are left out.

    Each datum of the marks is a figure: `voice`, `kind` (what it is to its voice), `step` (what it
    is to the one before), `told` as written, `at` with `low` and `high` of what the words allow
    (null for an open side), `camp`, `day` and `until`, `claims`.
    """
    panels = [_panel(timeline, event) for timeline in timelines if timeline.days]
    return spec_of(panels, timelines_in_words(timelines), event)


def _panel(timeline: Timeline, event: str) -> Json:
    strip, days = timeline.strip, timeline.days
    courses = chosen(timeline.courses, MOST)
    at = layout_of(courses, WIDTH, 0, (days[0], days[-1]))
    notes = [line for note in notes_of(timeline, courses) for line in wrap(note, _WRAP)]
    layers = _layers(strip.unit, notes, courses, at, (days[0], days[-1]))
    return {
        "title": title_of(strip, event),
        "width": at.right - at.left,
        "height": at.bottom - at.top,
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _layers(
    unit: str, notes: list[str], courses: Sequence[Course], at: Layout, span: tuple[date, date]
) -> Iterator[Json]:
    where = _axes(unit, notes, at, span)
    ways = [
        (course, way)
        for course, own in zip(courses, at.marks, strict=True)
        for way in ways_of(own, at.x, at.right)
    ]
    marks = [
        _datum(course, mark, at)
        for course, own in zip(courses, at.marks, strict=True)
        for mark in own
    ]
    bands = [band for _, way in ways for band in _bands(way.mark, way.end, at)]
    yield layer_of(
        {"type": "rect", "opacity": 0.14},
        bands,
        {**where, "x2": {"field": "until"}, "y2": {"field": "to"}, "color": as_is("colour")},
    )
    flat = [
        {"x": _moment(at.x, a), "until": _moment(at.x, b), "y": at.y.value(way.mark.y)}
        | {
            "opacity": opacity * (0.5 if course.row.is_past else 1),
            **camp_look(way.mark.item.spot.camp),
        }
        for course, way in ways
        for a, b, opacity in ((way.mark.x, way.said, 1), (way.said, way.end, 0.5))
        if b > a
    ]
    yield layer_of(
        {"type": "rule", "strokeWidth": 2.2},
        flat,
        {**where, "x2": {"field": "until"}, "color": as_is("colour"), "opacity": as_is("opacity")},
    )
    for dashed in (False, True):
        up = [
            {"x": _moment(at.x, m.x), "y": at.y.value(way.mark.y), "to": at.y.value(m.y)}
            | camp_look(way.mark.item.spot.camp)
            for _, way in ways
            for m in way.onward
            if is_dashed(m) is dashed
        ]
        yield layer_of(
            {"type": "rule", "strokeWidth": 1.8, "strokeDash": [3, 2] if dashed else []},
            up,
            {**where, "y2": {"field": "to"}, "color": as_is("colour")},
        )
    for turn, path in _ARROWS.items():
        yield layer_of(
            {"type": "point", "shape": path, "size": SIZE, "strokeWidth": 1.6, "filled": False},
            [b | {"y": b["to"], "x": b["x"]} for b in bands if b["open"] == turn],
            {**where, "color": as_is("colour")},
        )
    yield layer_of(
        {"type": "point", "size": SIZE, "strokeWidth": 1.6},
        marks,
        {
            **where,
            "shape": as_is("shape"),
            "stroke": as_is("colour"),
            "fill": as_is("fill"),
            "opacity": as_is("opacity"),
            "tooltip": TIP,
        },
    )
    yield layer_of(
        {"type": "point", "shape": CROSS, "size": SIZE, "stroke": INK, "strokeWidth": 1.8},
        [m for m in marks if m["kind"] in CROSSED],
        where,
    )
    yield from _words(courses, at, where)


def _axes(unit: str, notes: list[str], at: Layout, span: tuple[date, date]) -> Json:
    """The channels of day and number, with the words and the notes of their axes."""
    days = dict(day_ticks(*span))
    words = {f"{day.isoformat()}": word for day, word in days.items()}
    x = {
        "field": "x",
        "type": "temporal",
        "title": notes,
        "scale": {
            "type": "utc",
            "domain": [_moment(at.x, at.left), _moment(at.x, at.right)],
            "nice": False,
        },
        "axis": {
            "values": [f"{day}T00:00:00Z" for day in words],
            "labelExpr": f"({json.dumps(words)})[utcFormat(datum.value, '%Y-%m-%d')]",
            "grid": False,
            "titleAnchor": "start",
            "titlePadding": 10,
        },
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [at.ticks[0], at.ticks[-1]], "nice": False, "zero": False},
        "axis": number_axis(at.ticks, unit),
    }
    return {"x": x, "y": y}


def _bands(mark: Mark, end: float, at: Layout) -> Iterator[Json]:
    """What the words allow, on each side of a figure's line."""
    spot = mark.item.spot
    base = {"x": _moment(at.x, mark.x), "until": _moment(at.x, end), "y": at.y.value(mark.y)}
    for limit, turn in ((spot.low, 1), (spot.high, -1)):
        is_open = limit is None or (turn > 0 and is_ceiling(spot))
        to = mark.y + turn * _REACH if is_open or limit is None else at.y(limit)
        if abs(to - mark.y) >= 3:
            yield base | {
                "to": at.y.value(to),
                "open": turn if is_open else 0,
                **camp_look(spot.camp),
            }


def _words(courses: Sequence[Course], at: Layout, where: Json) -> Iterator[Json]:
    """Names with their figures at the lines' ends, other figures above their marks."""
    ends = [
        {"y": at.y.value(place), "told": end_words(courses[n], spot), "voice": courses[n].row.name}
        | {"from": at.y.value(height), **camp_look(spot.camp)}
        for (n, spot), place, height in zip(at.ends, at.places, at.heights, strict=True)
    ]
    right = at.right - at.left
    yield layer_of(
        {"type": "rule", "opacity": 0.6},
        ends,
        {"x": {"value": right}, "x2": {"value": right + 12}, "color": as_is("colour")}
        | {"y": {**where["y"], "field": "from"}, "y2": {"field": "y"}},
    )
    yield layer_of(
        {"type": "point", "filled": True, "size": SIZE * 0.64, "opacity": 1},
        ends,
        {"x": {"value": right + 20}, "y": where["y"]}
        | {"shape": as_is("shape"), "color": as_is("colour")},
    )
    for field, dy, weight, size in (("told", -6, "bold", 12), ("voice", 7, "normal", 11)):
        yield layer_of(
            {"type": "text", "align": "left", "dy": dy, "color": INK, "limit": 190}
            | {"fontWeight": weight, "fontSize": size},
            ends,
            {"x": {"value": right + 30}, "y": where["y"], "text": {"field": field}},
        )
    told: list[Json] = [
        {"x": _moment(at.x, x), "y": at.y.value(y), "told": words}
        for x, y, words in labels(courses, at)
    ]
    yield layer_of(
        {"type": "text", "align": "left", "baseline": "alphabetic", "color": INK}
        | {"fontWeight": "bold", "fontSize": 11},
        told,
        {**where, "text": {"field": "told"}},
    )


def _datum(course: Course, mark: Mark, at: Layout) -> Json:
    item, spot = mark.item, mark.item.spot
    is_step = isinstance(item, Step)
    hollow = not is_step or spot.is_range or spot.camp == SEVERAL
    look = camp_look(spot.camp if is_step else course.row.camp)
    return {
        "x": _moment(at.x, mark.x),
        "y": at.y.value(mark.y),
        "voice": course.row.name,
        "kind": spot.kind.value,
        "step": item.kind.value if isinstance(item, Step) else None,
        "told": item.words,
        "at": spot.at,
        "low": spot.low,
        "high": spot.high,
        "day": item.day.isoformat(),
        "until": item.until.isoformat() if isinstance(item, Step) and item.until else None,
        "claims": ", ".join(spot.claims),
        **look,
        "fill": "#ffffff" if hollow else look["colour"],
        "opacity": 0.5 if course.row.is_past else 1,
    }


def _moment(x: Scale, pixel: float) -> str:
    """The time at which a pixel stands, as ISO 8601."""
    day = min(max(x.value(pixel), 1), date.max.toordinal())
    start = datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=day - 1)
    return start.replace(microsecond=0).isoformat().replace("+00:00", "Z")
