"""A chart as a Vega-Lite specification: for those who want to restyle or embed it.

https://vega.github.io/vega-lite/; the data stand in it, so it is whole by itself. Altair reads it
with `altair.Chart.from_dict`.
"""

from __future__ import annotations

import json
from typing import Any

from reportedly.export.chart.marks import Chart, Mark

_DAYS = {"format": "%-d %b %Y", "tickMinStep": 86_400_000, "labelOverlap": True}
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def to_vega(chart: Chart) -> str:
    """The chart as Vega-Lite JSON: ranges as rules, open sides as arrows, sources as shapes."""
    over_time = chart.days > 1
    # One figure below the other, or a time axis: as the SVG has it.
    along = (
        {"field": "day", "type": "temporal", "title": None, "axis": _DAYS}
        if over_time
        else {"field": "row", "type": "ordinal", "sort": None, "title": None}
    )
    value, place = ("y", "x") if over_time else ("x", "y")
    colour = {"field": "source", "type": "nominal", "title": "Source", "sort": list(chart.sources)}
    where = {place: along, "color": colour}
    unit = {"%": "percent", "person": "people"}.get(chart.unit, chart.unit)
    spec = {
        "$schema": _SCHEMA,
        "title": chart.title,
        "description": chart.summary,
        "width": 620,
        "data": {"values": [_row(chart, mark, over_time) for mark in chart.marks]},
        "layer": [
            _layer(
                {"type": "rule", "strokeWidth": 3, "opacity": 0.45},
                {**where, value: _value("from", unit), f"{value}2": {"field": "to"}},
            ),
            _layer(
                {"type": "point", "shape": "triangle-up" if over_time else "triangle-right"},
                {**where, value: _value("to", unit)},
                "datum.open_above",
            ),
            _layer(
                {"type": "point", "filled": True, "size": 90, "tooltip": True},
                {**where, value: _value("at", unit), "shape": colour},
            ),
            _layer(
                {"type": "point", "size": 340, "stroke": "#b3261e", "strokeWidth": 2},
                {place: along, value: _value("at", unit)},
                "datum.in_conflict",
            ),
        ],
    }
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"


def _value(field: str, unit: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": unit or None}


def _layer(mark: dict[str, Any], encoding: dict[str, Any], only: str = "") -> dict[str, Any]:
    layer: dict[str, Any] = {"mark": mark, "encoding": encoding}
    return layer | ({"transform": [{"filter": only}]} if only else {})


def _row(chart: Chart, mark: Mark, over_time: bool) -> dict[str, Any]:
    ends = [end for m in chart.marks for end in (m.low, m.high, m.at) if end is not None]
    return {
        "claim": mark.claim,
        "source": mark.source,
        "words": mark.words,
        "day": mark.day.isoformat() if over_time and mark.day else None,
        "row": f"{mark.source}: {mark.words} [{mark.claim}]",
        "at": mark.at,
        "from": min(ends) if mark.low is None else mark.low,
        "to": max(ends) * 1.06 if mark.high is None else mark.high,
        "open_above": mark.high is None,
        "in_conflict": mark.in_conflict,
    }
