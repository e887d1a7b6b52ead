"""A chart as a Vega-Lite specification: for those who want to restyle or embed it.

https://vega.github.io/vega-lite/; the data stand in it, so it is whole by itself. Altair reads it
with `altair.Chart.from_dict`. It shows all that the SVG shows, by the same colours, shapes, axes
and places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from reportedly.export.chart.draw import has_course, is_wide, looks, notes_of
from reportedly.export.chart.marks import Chart, Mark
from reportedly.export.chart.places import day_scale, places_of, value_ticks
from reportedly.export.chart.scale import Scale, day_ticks
from reportedly.export.chart.svg import COLOURS, SHAPES

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_WIDTH, _HEIGHT, _MARGIN = 640, 300, 24
_WIDE = 920
_ROW = 30  # height of a row
_INK, _QUIET, _GRID, _RED = "#1d1f22", "#565c63", "#d9d8d3", "#b3261e"
# Vega draws a path of its own at the half of the root of its size: 6 pixels, as the SVG has it.
_SIZE, _UNIT = 144, 6.0
_RING = 400
# The flags of an arc are no lengths, so the circle is written out.
_CIRCLE = "M-0.833 0A0.833 0.833 0 1 0 0.833 0A0.833 0.833 0 1 0 -0.833 0Z"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ARROWS = {
    # channel, upwards → path
    ("y", True): "M-0.85,0.75L0,-0.15L0.85,0.75",
    ("y", False): "M-0.85,-0.75L0,0.15L0.85,-0.75",
    ("x", True): "M-0.75,-0.85L0.15,0L-0.75,0.85",
    ("x", False): "M0.75,-0.85L-0.15,0L0.75,0.85",
}
_Spot = tuple[Any, float]  # where along its axis a mark stands, and how large it may be
_POINT = {"type": "point", "filled": False, "opacity": 1}
_TIP = (("source", "Source"), ("words", "Figure"), ("when", "Time"), ("claim", "Claim"))
CONFIG = {
    "view": {"stroke": None},
    "background": "#ffffff",
    "font": "Arial, Liberation Sans, Helvetica, sans-serif",
    "axis": {
        "labelColor": _QUIET,
        "titleColor": _QUIET,
        "titleFontWeight": "normal",
        "gridColor": _GRID,
        "domainColor": _QUIET,
        "tickColor": _QUIET,
        "labelFontSize": 12,
        "titleFontSize": 12,
    },
    "legend": {"labelColor": _INK, "labelFontSize": 12},
    "title": {
        "anchor": "start",
        "color": _INK,
        "fontSize": 16,
        "subtitleColor": _QUIET,
        "subtitleFontSize": 12,
        "offset": 12,
    },
}


def to_vega(chart: Chart) -> str:
    """The chart as Vega-Lite JSON.

    Figures of several days stand on an axis of time, others one below the other with source and
    words beside them. A bar is a range, an arrow an open side, a ring a conflict, a dotted line a
    revision; each source has a colour and a shape, hollow where no single number was printed.
    """
    over_time = has_course(chart)
    places = _over_time(chart) if over_time else _in_rows(chart)
    spec = {
        "$schema": SCHEMA,
        "title": {"text": chart.title, "subtitle": [*notes_of(chart)]},
        "description": chart.summary,
        "width": _width(chart),
        "height": _HEIGHT if over_time else _ROW * len(chart.marks),
        "data": {"values": [_row(mark, places[mark.claim]) for mark in _shown(chart, over_time)]},
        "layer": [*_layers(chart, places, over_time)],
        "config": CONFIG,
    }
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"


# --- places


def _width(chart: Chart) -> int:
    return _WIDE if is_wide(chart) else _WIDTH


def _over_time(chart: Chart) -> dict[str, _Spot]:
    """Moment at which each claim is drawn: its day, moved aside for others of that day."""
    ticks = value_ticks(chart)
    y = Scale(ticks[0], ticks[-1], _HEIGHT, 0)
    x = day_scale(chart, _MARGIN, _width(chart) - _MARGIN)
    return {p.mark.claim: (_moment(x.value(p.x)), p.size) for p in places_of(chart, x, y)}


def _moment(day: float) -> str:
    start = datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=day - 1)
    return start.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _in_rows(chart: Chart) -> dict[str, _Spot]:
    return {mark.claim: (number, 1.0) for number, mark in enumerate(chart.marks)}


def _shown(chart: Chart, over_time: bool) -> list[Mark]:
    return [mark for mark in chart.marks if mark.day or not over_time]


def _row(mark: Mark, place: _Spot) -> dict[str, Any]:
    return {
        "claim": mark.claim,
        "source": mark.source,
        "words": mark.words,
        "when": mark.when,
        "place": place[0],
        "at": mark.at,
        "low": mark.low,
        "high": mark.high,
        "is_range": mark.is_range,
        "in_conflict": mark.in_conflict,
        "area": round(_SIZE * place[1] ** 2, 1),
        "ring": round(_RING * place[1] ** 2, 1),
    }


# --- layers


def _layers(chart: Chart, places: dict[str, _Spot], over_time: bool) -> Iterator[dict[str, Any]]:
    value, place = ("y", "x") if over_time else ("x", "y")
    ticks = value_ticks(chart)
    at = _value("at", chart, over_time)
    where = {place: _along(chart, over_time), value: at}
    colour = _scaled(chart, [COLOURS[looks(n)[0]] for n, _ in enumerate(chart.sources)])
    rule = {"type": "rule", "opacity": 0.45}
    yield _layer(
        {**rule, "strokeWidth": 5},
        "datum.low != null && datum.high != null",
        {
            **where,
            value: {**at, "field": "low"},
            f"{value}2": {"field": "high"},
            "color": colour,
        },
    )
    for side, other, edge in (("high", "low", ticks[-1]), ("low", "high", ticks[0])):
        yield _layer(
            {**rule, "strokeWidth": 2},
            f"datum.{side} == null",
            {
                **where,
                value: {**at, "field": other},
                f"{value}2": {"datum": edge},
                "color": colour,
            },
        )
        yield _layer(
            {**_POINT, "shape": _ARROWS[value, side == "high"], "size": _SIZE, "strokeWidth": 2},
            f"datum.{side} == null",
            {**where, value: {"datum": edge}, "color": colour},
        )
    if chart.succession:
        yield _successions(chart, places, where)
    yield _layer(
        {**_POINT, "stroke": _RED, "strokeWidth": 2.2},
        "datum.in_conflict",
        {**where, "size": _as_is("ring")},
    )
    yield _layer(
        {"type": "point", "strokeWidth": 1.6, "opacity": 1},
        "",
        {
            **where,
            "size": _as_is("area"),
            "stroke": colour,
            "fill": {
                "condition": {"test": "datum.is_range", "value": "#ffffff"},
                **colour,
            },
            "shape": _scaled(chart, [path_of(looks(n)[1]) for n, _ in enumerate(chart.sources)]),
            "tooltip": [{"field": field, "title": title} for field, title in _TIP],
        },
    )
    if not over_time:
        yield _beside("source", -14, "right")
        yield _beside("words", _WIDTH + 14, "left")


def _along(chart: Chart, over_time: bool) -> dict[str, Any]:
    """The channel along which the figures stand."""
    if not over_time:
        return {"field": "place", "type": "ordinal", "axis": None}
    x = day_scale(chart, _MARGIN, _width(chart) - _MARGIN)
    return {
        "field": "place",
        "type": "temporal",
        "title": None,
        "scale": {
            "type": "utc",
            "domain": [_moment(x.value(0)), _moment(x.value(_width(chart)))],
            "nice": False,
        },
        "axis": {**_day_axis(chart), "labelOverlap": True, "grid": False},
    }


def _day_axis(chart: Chart) -> dict[str, Any]:
    """The days that the SVG writes, in its words."""
    days = [mark.day for mark in chart.marks if mark.day]
    ticks = day_ticks(min(days), max(days))
    words = " ".join(word for _, word in ticks)
    shown = {"values": [f"{day.isoformat()}T00:00:00Z" for day, _ in ticks]}
    if not any(character.isalpha() for character in words):
        return {**shown, "format": "%Y"}
    if not any(word[0].isdigit() for _, word in ticks):
        return {**shown, "format": "%b %Y"}
    first = "datum.index == 0 ? utcFormat(datum.value, '%-d %b %Y')"
    return {**shown, "labelExpr": f"{first} : utcFormat(datum.value, '%-d %b')"}


def _value(field: str, chart: Chart, over_time: bool) -> dict[str, Any]:
    ticks = value_ticks(chart)
    axis: dict[str, Any] = {"values": ticks, "format": ",~f", "ticks": False, "domain": False}
    if over_time:
        axis |= {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -50}
        axis |= {"titleY": -12}
    return {
        "field": field,
        "type": "quantitative",
        "title": chart.counted or None,
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False},
        "axis": axis,
    }


def _scaled(chart: Chart, values: list[str]) -> dict[str, Any]:
    """A channel of sources with values of its own, and one key for all such channels."""
    legend = {
        "orient": "bottom",
        "columns": 4 if is_wide(chart) else 3,
        "labelLimit": 190,
        "symbolOpacity": 1,
    }
    return {
        "field": "source",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(chart.sources), "range": values},
        "legend": legend if has_course(chart) else None,
    }


def _as_is(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": None, "legend": None}


def path_of(shape: int) -> str:
    """A shape of the SVG in the unit of Vega's own paths."""
    path = SHAPES[shape]
    if "a" in path:
        return _CIRCLE
    return _NUMBER.sub(lambda n: f"{float(n[0]) / _UNIT:.3f}".rstrip("0").rstrip("."), path)


def _successions(chart: Chart, places: dict[str, _Spot], where: dict[str, Any]) -> dict[str, Any]:
    """A dotted line between a source's figure and the one that supersedes it."""
    at = {mark.claim: mark.at for mark in chart.marks}
    rows = [
        {"pair": number, "place": places[claim][0], "at": at[claim]}
        for number, pair in enumerate(chart.succession)
        for claim in pair
        if places.keys() >= set(pair)
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "stroke": _QUIET, "strokeWidth": 1.6, "strokeDash": [2, 4]},
        "encoding": {**where, "detail": {"field": "pair", "type": "nominal"}},
    }


def _beside(field: str, x: float, align: str) -> dict[str, Any]:
    bold = {"fontWeight": "bold"} if field == "words" else {}
    return {
        "mark": {"type": "text", "align": align, "color": _INK, "limit": 220, **bold},
        "encoding": {
            "x": {"value": x},
            "y": {"field": "place", "type": "ordinal", "axis": None},
            "text": {"field": field},
        },
    }


def _layer(mark: dict[str, Any], only: str, encoding: dict[str, Any]) -> dict[str, Any]:
    layer: dict[str, Any] = {"mark": mark, "encoding": encoding}
    return layer | ({"transform": [{"filter": only}]} if only else {})
