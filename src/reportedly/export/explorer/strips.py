"""Strips → numbers for the page: what a row says, and where on it things stand, wide and narrow.

Figures are laid out here as in a picture, by `strip_layout`; in the browser what is words alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportedly.export.chart.strip import Row, SpotKind, Strip
from reportedly.export.chart.strip_layout import (
    Layout,
    camp_of,
    dated_words,
    ground_of,
    is_hollow,
    labels_of,
    layout_of,
    reports_of,
    sides_of,
    tick_words,
    way_of,
)
from reportedly.export.counting import counts_in_words

WIDTHS = (540, 340)
"""Pixels of a strip on a screen and on a phone."""


def strip_values(strip: Strip, numbers: Mapping[str, int]) -> dict[str, Any]:
    """A strip as JSON values.

    Args:
        strip: the strip.
        numbers: id of a claim → its number on the page; others are left out.
    """
    return {
        "verdict": strip.verdict,
        "odd": strip.is_disputed,
        "counts": counts_in_words(strip.counts),
        "left": f"{strip.left_out} in other units not shown" if strip.left_out else "",
        "rows": [_row(row, numbers) for row in strip.rows],
        "drawn": [_layout(strip, width) for width in WIDTHS] if strip.has_figures else [],
    }


def known(claims: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    """The numbers of the claims that the page has, each once."""
    return list(dict.fromkeys(numbers[c] for c in claims if c in numbers))


def _row(row: Row, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "voice": row.voice,
        "name": row.name,
        "words": row.words,
        "camp": row.camp,
        "past": row.is_past,
        "out": row.stands_out,
        "reports": reports_of(row),
        "claims": known(row.claims, numbers),
        "spots": [[s.kind.value, camp_of(row, s), is_hollow(row, s)] for s in row.marks],
        "before": [dated_words(s) for s in row.former],
    }


def _layout(strip: Strip, width: int) -> dict[str, Any]:
    at = layout_of(strip.rows, width)
    return {
        "left": round(at.left),
        "right": round(at.right),
        "step": at.step,
        "high": at.height,
        "ticks": [[_px(at.scale(tick)), tick_words(tick, strip.unit)] for tick in at.ticks],
        "ground": [[_px(a), _px(b)] for a, b in ground_of(strip, at.scale)],
        "rows": [_placed(row, number, at) for number, row in enumerate(strip.rows)],
    }


def _placed(row: Row, number: int, at: Layout) -> dict[str, Any]:
    return {
        "top": at.places[number],
        "y": at.middle(number),
        "marks": [
            [
                _px(at.scale(s.at)),
                [
                    [_px(side.to), side.is_fading, side.is_open, side.is_left_out]
                    for side in (sides_of(s, at.scale) if s.kind is SpotKind.HELD else ())
                ],
            ]
            for s in row.marks
        ],
        "way": [_px(x) for x in way_of(row, at.scale)],
        "labels": [[_px(x.x), x.words, x.anchor] for x in labels_of(row, at)],
    }


def _px(number: float) -> float:
    return round(number, 1)
