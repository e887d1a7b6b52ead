"""Where the marks of a chart over time stand: those of one day side by side, none upon another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportedly.export.chart.marks import Chart, Mark
from reportedly.export.chart.scale import Scale, nice_ticks, value_range

_LANE = 18.0  # pixels between two marks of one day that would cover each other
_NARROW = 7.0  # below this, only the shapes keep clear of each other, no longer their ranges
_CLEAR = 9.0  # pixels that a shape with its ring takes, to either side


@dataclass(frozen=True, slots=True)
class Place:
    """A mark and where it stands.

    Attributes:
        mark: the mark.
        x: pixels from the left.
        size: how large its shape may be: 1, or less in a crowd.
    """

    mark: Mark
    x: float
    size: float


def value_ticks(chart: Chart) -> list[float]:
    """The numbers beside the axis of values; its ends are the first and the last of them."""
    ends = [end for m in chart.marks for end in (m.low, m.high, m.at) if end is not None]
    return nice_ticks(*value_range(ends))


def day_scale(chart: Chart, start: float, end: float) -> Scale:
    """Days as ordinals → pixels, from the first day with a mark to the last.

    Raises:
        ValueError: no mark has a day.
    """
    days = [mark.day.toordinal() for mark in chart.marks if mark.day]
    return Scale(min(days), max(*days, min(days) + 1), start, end)


def places_of(chart: Chart, x: Scale, y: Scale) -> list[Place]:
    """Places of all marks that have a day.

    Args:
        chart: what to place.
        x: ordinal of a day → pixels.
        y: value → pixels.
    """
    by_day: dict[date, list[Mark]] = defaultdict(list)
    for mark in chart.marks:
        if mark.day:
            by_day[mark.day].append(mark)
    gaps = [x(b.toordinal()) - x(a.toordinal()) for a, b in pairwise(sorted(by_day))]
    room = max(12.0, min([90.0, *(gap * 0.8 for gap in gaps)]))
    found = []
    for day, marks in by_day.items():
        lanes = _lanes([_reach(mark, y) for mark in marks])
        if room / (max(lanes) + 1) < _NARROW:
            lanes = _lanes([(y(mark.at), y(mark.at)) for mark in marks])
        count = max(lanes) + 1
        step = min(_LANE, room / count)
        size = max(0.6, step / _LANE)
        for mark, lane in zip(marks, lanes, strict=True):
            aside = (lane - (count - 1) / 2) * step
            found.append(Place(mark, x(day.toordinal()) + aside, size))
    return found


def _reach(mark: Mark, y: Scale) -> tuple[float, float]:
    """The pixels that a mark covers with its range, an open side to the edge of the drawing."""
    ends = [
        y.end if mark.high is None else y(mark.high),
        y.start if mark.low is None else y(mark.low),
        y(mark.at),
    ]
    return min(ends), max(ends)


def _lanes(reaches: Sequence[tuple[float, float]]) -> list[int]:
    """For each reach the first lane in which it touches none before it."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for low, high in reaches:
        low, high = low - _CLEAR, high + _CLEAR
        free = (n for n, lane in enumerate(taken) if all(high < a or b < low for a, b in lane))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append((low, high))
        found.append(number)
    return found
