"""Strips as a Vega-Lite specification: for those who want to restyle or embed them.

https://vega.github.io/vega-lite/; the data stand in it, so it is whole by itself, and Altair reads
it with `altair.Chart.from_dict`. Places, shapes and words are those of the SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.export.chart.strip import Row, Spot, SpotKind, Strip
from reportedly.export.chart.strip_layout import (
    Layout,
    camp_of,
    cut_rows,
    is_hollow,
    labels_of,
    layout_of,
    reports_of,
    sides_of,
    told_of,
    way_of,
)
from reportedly.export.chart.strip_picture import WIDTH, notes_of, strips_in_words
from reportedly.export.chart.svg import COLOURS, INK, QUIET
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

_ARROWS = {False: "M0.75,-0.85L-0.15,0L0.75,0.85", True: "M-0.75,-0.85L0.15,0L-0.75,0.85"}


def strips_to_vega(strips: Sequence[Strip], event: str = "") -> str:
    """Strips, one below the other, as Vega-Lite JSON; those of words alone are left out.

    Each datum is a figure: `voice`, `kind` (held, former, denied, part, projection), `told` as
    written, `at` with `low` and `high` of what the words allow (null for an open side), `camp`,
    `day`, `claims`.
    """
    panels = [_panel(strip, event) for strip in strips if strip.has_figures]
    return spec_of(panels, strips_in_words(strips, event=event), event)


def _panel(strip: Strip, event: str) -> Json:
    shown, left_out = cut_rows(strip)
    at = layout_of(shown.rows, WIDTH)
    notes = [*notes_of(shown, left_out)]
    return {
        "title": title_of(strip, event),
        "width": at.right - at.left,
        "height": at.height,
        "layer": [layer for layer in _layers(shown, at, notes) if layer["data"]["values"]],
    }


def _layers(strip: Strip, at: Layout, notes: list[str]) -> Iterator[Json]:
    axis = number_axis(at.ticks, strip.unit) | {"titleAnchor": "start", "titlePadding": 10}
    x = {
        "field": "at",
        "type": "quantitative",
        "title": notes,
        "scale": {"domain": [at.scale.low, at.scale.high], "nice": False, "zero": False},
        "axis": axis,
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [at.height, 0], "nice": False, "zero": False},
        "axis": None,
    }
    where: Json = {"x": x, "y": y}
    rows = list(enumerate(strip.rows))
    held = [(n, row, spot) for n, row in rows for spot in row.marks]
    if strip.ground:
        low, high = at.scale.low, at.scale.high
        spans = [
            {"at": low if a is None else a, "to": high if b is None else b} for a, b in strip.ground
        ]
        yield layer_of(
            {"type": "rect", "color": COLOURS[2], "opacity": 0.16, "stroke": COLOURS[2]},
            spans,
            {"x": x, "x2": {"field": "to"}},
        )
    sides = [
        {"y": at.middle(n), "at": spot.at, "to": at.scale.value(side.to), **_look(row, spot)}
        | {"fading": side.is_fading, "open": side.is_open, "right": side.to > at.scale(spot.at)}
        for n, row, spot in held
        if spot.kind is SpotKind.HELD
        for side in sides_of(spot, at.scale)
    ]
    for fading, dashes in ((False, []), (True, [6, 3])):
        yield layer_of(
            {"type": "rule", "strokeWidth": 5, "opacity": 0.45, "strokeDash": dashes},
            [s for s in sides if s["fading"] is fading],
            {**where, "x2": {"field": "to"}, "color": as_is("colour")},
        )
    yield layer_of(
        {"type": "tick", "orient": "vertical", "thickness": 2, "size": 12},
        [s | {"at": s["to"]} for s in sides if not s["fading"]],
        {**where, "color": as_is("colour")},
    )
    for right, path in _ARROWS.items():
        yield layer_of(
            {"type": "point", "shape": path, "size": SIZE, "strokeWidth": 2, "filled": False},
            [s | {"at": s["to"]} for s in sides if s["open"] and s["right"] is right],
            {**where, "color": as_is("colour")},
        )
    yield layer_of(
        {"type": "rule", "color": QUIET, "strokeDash": [2, 3]},
        [
            {"y": at.middle(n), "at": at.scale.value(a), "to": at.scale.value(b)}
            for n, row in rows
            for a, b in pairwise(way_of(row, at.scale))
        ],
        {**where, "x2": {"field": "to"}},
    )
    former = [(n, row, spot) for n, row in rows for spot in row.former]
    yield layer_of(
        {"type": "tick", "orient": "vertical", "color": QUIET, "opacity": 0.55}
        | {"thickness": 2.5, "size": 14},
        [_datum(at.middle(n), row, spot) for n, row, spot in former],
        {**where, "tooltip": TIP},
    )
    yield layer_of(
        {"type": "point", "size": SIZE, "strokeWidth": 1.6},
        [_datum(at.middle(n), row, spot) for n, row, spot in held],
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
        [_datum(at.middle(n), r, spot) for n, r, spot in held if spot.kind is SpotKind.DENIED],
        where,
    )
    yield from _words(rows, at, y, where)


def _words(rows: Sequence[tuple[int, Row]], at: Layout, y: Json, where: Json) -> Iterator[Json]:
    """Names before the rows, figures in words beside the marks, reports after."""
    names = [
        {"y": at.middle(n), "voice": row.name, "reports": reports_of(row)}
        | {"weight": "bold" if row.stands_out else "normal"}
        for n, row in rows
    ]
    for field, x, align, colour, weight in (
        ("voice", -12, "right", INK, {"expr": "datum.weight"}),
        ("reports", at.right - at.left + 14, "left", QUIET, "normal"),
    ):
        yield layer_of(
            {"type": "text", "align": align, "color": colour, "limit": 280, "fontWeight": weight},
            names,
            {"x": {"value": x}, "y": y, "text": {"field": field}},
        )
    labels = [
        {"y": at.middle(n), "at": at.scale.value(label.x), "told": label.words}
        | {"anchor": label.anchor}
        for n, row in rows
        for label in labels_of(row, at)
    ]
    for anchor, align, dy in (("start", "left", 0), ("end", "right", 0), ("middle", "center", -13)):
        yield layer_of(
            {"type": "text", "align": align, "dy": dy, "color": INK, "fontWeight": "bold"},
            [label for label in labels if label["anchor"] == anchor],
            {**where, "text": {"field": "told"}},
        )


def _datum(y: float, row: Row, spot: Spot) -> Json:
    return {
        "y": y,
        "voice": row.name,
        "kind": spot.kind.value,
        "told": told_of(spot),
        "at": spot.at,
        "low": spot.low,
        "high": spot.high,
        "day": spot.day,
        "claims": ", ".join(spot.claims),
        **_look(row, spot),
    }


def _look(row: Row, spot: Spot) -> Json:
    look = camp_look(camp_of(row, spot))
    fill = "#ffffff" if is_hollow(row, spot) else look["colour"]
    return look | {"fill": fill, "opacity": 0.5 if row.is_past else 1}
