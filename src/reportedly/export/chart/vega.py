"""What all Vega-Lite specifications of pictures share: schema, look and shapes."""

from __future__ import annotations

import re
from typing import Any

from reportedly.export.chart.svg import GRID, INK, QUIET, SHAPES

Json = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
SIZE = 144
"""Vega draws a path of its own at the half of the root of its size: 6 pixels, as the SVG has it."""
CROSS = "M-1-1L1 1M-1 1L1-1"
"""The mark of what is denied or taken back."""

_UNIT = 6.0
# The flags of an arc are no lengths, so the circle is written out.
_CIRCLE = "M-0.833 0A0.833 0.833 0 1 0 0.833 0A0.833 0.833 0 1 0 -0.833 0Z"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
CONFIG = {
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
