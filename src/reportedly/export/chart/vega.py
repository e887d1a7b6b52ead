"""What all Vega-Lite specifications of pictures share: schema, look and shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from reportedly.export.chart.strip import Strip
from reportedly.export.chart.svg import GRID, INK, QUIET, RED, SHAPES, look_of

Json = dict[str, Any]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
SIZE = 144
"""Vega draws a path of its own at the half of the root of its size: 6 pixels, as the SVG has it."""
CROSS = "M-1-1L1 1M-1 1L1-1"
"""The mark of what is denied or taken back."""
TIP: list[Json] = [
    {"field": field, "title": title}
    for field, title in (
        *(("voice", "Source"), ("told", "Figure")),
        *(("day", "Day"), ("claims", "Claims")),
    )
]
"""What a mark says when one points at it."""

_UNIT = 6.0
# The flags of an arc are no lengths, so the circle is written out.
_CIRCLE = "M-0.833 0A0.833 0.833 0 1 0 0.833 0A0.833 0.833 0 1 0 -0.833 0Z"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CONFIG = {
    "view": {"stroke": None},
    "background": "#ffffff",
    "font": "Arial, Liberation Sans, Helvetica, sans-serif",
    "axis": {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "labelFontSize": 12,
        "titleFontSize": 12,
    },
    "legend": {"labelColor": INK, "labelFontSize": 12},
    "title": {
        "anchor": "start",
        "color": INK,
        "fontSize": 16,
        "subtitleColor": QUIET,
        "subtitleFontSize": 12,
        "offset": 12,
    },
}


def spec_of(panels: Sequence[Json], description: str, event: str) -> str:
    """Panels, one below the other, as a whole specification; the event's title above them."""
    spec = {
        "$schema": _SCHEMA,
        **({"title": {"text": event, "fontSize": 16}} if event else {}),
        "description": description,
        "vconcat": panels,
        "spacing": 28,
        "config": _CONFIG,
    }
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"


def title_of(strip: Strip, event: str) -> Json:
    """A panel's title, with what follows from the strip below it."""
    return {
        "text": strip.title_in(event),
        "subtitle": [strip.verdict_words] if strip.verdict else [],
        "subtitleColor": RED if strip.is_disputed else QUIET,
    }


def number_axis(ticks: Sequence[float], unit: str) -> Json:
    """An axis of numbers without a line of its own; of shares in percent."""
    axis: Json = {"values": list(ticks), "format": ",~f", "ticks": False, "domain": False}
    return axis | ({"labelExpr": "datum.label + '%'"} if unit == "%" else {})


def camp_look(camp: int) -> Json:
    """The camp of a figure, with its colour and shape."""
    _, colour, number = look_of(camp)
    return {"camp": camp if camp >= 0 else None, "colour": colour, "shape": path_of(number)}


def path_of(shape: int) -> str:
    """A shape of the SVG in the unit of Vega's own paths."""
    path = SHAPES[shape]
    if "a" in path:
        return _CIRCLE
    return _NUMBER.sub(lambda n: f"{float(n[0]) / _UNIT:.3f}".rstrip("0").rstrip("."), path)


def as_is(field: str) -> Json:
    """A channel whose values are what is drawn: a colour, a path."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def layer_of(mark: Json, values: list[Json], encoding: Json) -> Json:
    """A layer with its own data."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}
