"""Where in a strip's picture each thing stands, whatever draws it: axis, rows, bars and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten, wrap
from typing import Literal

from reportedly.export.chart.scale import Scale, nice_ticks, short_number, value_range
from reportedly.export.chart.strip import SEVERAL, Row, Spot, SpotKind, Strip
from reportedly.export.counting import counted

MOST = 40
"""Rows that are drawn; of more the rest is counted."""
PHONES = 500
"""Pixels of width below which names stand above their rows."""
LONGEST_NAME = 40
"""Characters of a voice's name."""
CHARACTER = 6.8
"""Mean width of a character at 12 pixels, in the widest of usual fonts."""

_BOLD = 7.6  # of a bold one
_ROW, _NARROW_ROW = 30, 50
_FEW = 30  # counts up to this are drawn from zero


@dataclass(frozen=True, slots=True)
class Layout:
    """A strip's axis and its rows, in pixels.

    Attributes:
        scale: of the numbers. ticks: those that are written.
        places: the upper edge of each row. step: a row's height.
        left, right: between which the line of numbers runs. height: of all rows.
        is_narrow: names stand above their rows.
    """

    scale: Scale
    ticks: tuple[float, ...]
    places: tuple[float, ...]
    step: float
    left: float
    right: float
    is_narrow: bool

    @property
    def height(self) -> float:
        """Of all rows together."""
        return self.places[-1] + self.step

    def middle(self, number: int) -> float:
        """The height at which the marks of a row stand."""
        return self.places[number] + (36 if self.is_narrow else self.step / 2)


@dataclass(frozen=True, slots=True)
class Side:
    """A half of a bar: from the mark to pixel `to`.

    Attributes:
        is_fading: it has no sharp end.
        is_open: the words leave that side open.
        is_left_out: the number at its end is itself left out.
    """

    to: float
    is_fading: bool
    is_open: bool
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A figure in words, after or before its mark, or with its middle at `x` above the row."""

    x: float
    words: str
    anchor: Literal["start", "end", "middle"]

    @property
    def is_above(self) -> bool:
        """Whether it stands over the marks of its row."""
        return self.anchor == "middle"


def layout_of(rows: Sequence[Row], width: int) -> Layout:
    """Where rows with figures stand in a picture of this width."""
    narrow = width < PHONES
    left = 12 if narrow else name_column(rows, width)
    right = width - (14 if narrow else 104)
    step = _NARROW_ROW if narrow else _ROW
    ticks = ticks_of([s for row in rows for s in row.spots], 3 if narrow else 5)
    scale = Scale(ticks[0], ticks[-1], left, right)
    return Layout(scale, tuple(ticks), _places(rows, step), step, left, right, narrow)


def name_column(rows: Sequence[Row], width: int) -> float:
    """Pixels that the names take before the line."""
    longest = max(min(LONGEST_NAME, len(row.name)) for row in rows)
    return min(width * 0.36, 24 + CHARACTER * longest)


def _places(rows: Sequence[Row], step: float) -> tuple[float, ...]:
    """Where each row begins; camps stand apart."""
    y, places = 0.0, []
    for n, row in enumerate(rows):
        if n and row.camp != rows[n - 1].camp:
            y += 8
        places.append(y)
        y += step
    return tuple(places)


def ticks_of(spots: Sequence[Spot], count: int) -> list[float]:
    """The numbers beside an axis that holds all these figures, in about `count` steps."""
    ends = [end for s in spots for end in (s.low, s.high, s.at) if end is not None]
    whole = all(end.is_integer() for end in ends)
    if whole and all(0 <= end <= _FEW for end in ends):
        ends.append(0.0)  # else three and four would seem as far apart as three and forty
    ticks = nice_ticks(*value_range(ends), count)
    if whole and len(ticks) > 2:
        ticks = [t for t in ticks if t.is_integer()]
    if any(s.high is None for s in spots) and ticks[-1] <= max(ends):
        ticks.append(2 * ticks[-1] - ticks[-2])  # room for an end that is open
    return ticks


def cut_rows(strip: Strip, most: int = MOST) -> tuple[Strip, tuple[Row, ...]]:
    """The strip with its rows where they are few, else with those at both ends, and the others.

    At both ends, so that how far apart they are is seen.
    """
    rows = strip.rows
    holding = sum(1 for row in rows if row.held)  # they stand first
    if holding <= most:
        return replace(strip, rows=rows[:most]), rows[most:]
    low = -(-most // 2)
    high = holding - (most - low)
    shown = (*rows[:low], *rows[high:holding])
    return replace(strip, rows=shown), (*rows[low:high], *rows[holding:])


def wrapped(words: str, width: int, character: float = CHARACTER) -> list[str]:
    """Words in lines of a width in pixels, one at least."""
    return wrap(words, int(width / character)) or [""]


def ground_of(strip: Strip, scale: Scale) -> Iterator[tuple[float, float]]:
    """The stretches of the axis on which all could agree, wide enough to be seen."""
    for low, high in strip.ground:
        a = scale.start if low is None else scale(max(low, scale.low))
        b = scale.end if high is None else scale(min(high, scale.high))
        yield (a, b) if b - a >= 4 else ((a + b) / 2 - 2, (a + b) / 2 + 2)


def tick_words(tick: float, unit: str) -> str:
    """A number below the axis; of shares in percent."""
    return f"{short_number(tick)}{unit if unit == '%' else ''}"


def camp_of(row: Row, spot: Spot) -> int:
    """The camp by which a figure is drawn: that of its row, of several its own."""
    return spot.camp if row.camp == SEVERAL and spot.camp >= 0 else row.camp


def is_hollow(row: Row, spot: Spot) -> bool:
    """Whether its mark is an outline: what is not held, no single number, of several camps."""
    return spot.kind is not SpotKind.HELD or spot.is_range or camp_of(row, spot) == SEVERAL


def sides_of(spot: Spot, scale: Scale) -> Iterator[Side]:
    """What the words allow, at each side of the mark on which something is to be seen."""
    x = scale(spot.at)
    for end, is_left_out, edge in (
        (spot.low, spot.low_open, scale.start),
        (spot.high, spot.high_open, scale.end),
    ):
        to = edge if end is None else scale(end)
        if abs(to - x) >= 3:
            yield Side(to, end is None or spot.is_about, end is None, is_left_out)


def way_of(row: Row, scale: Scale) -> list[float]:
    """Where the former figures of a row stand, oldest first, then the one held."""
    return [scale(s.at) for s in (*row.former, *row.held[-1:])] if row.former else []


def told_of(spot: Spot) -> str:
    """A figure as written, with what it is to its voice."""
    return f"denies {spot.words}" if spot.kind is SpotKind.DENIED else spot.words


def dated_words(spot: Spot) -> str:
    """That, with its day where it is known."""
    return f"{told_of(spot)}{f', {spot.day}' if spot.day else ''}"


def reports_of(row: Row) -> str:
    """`3 reports, 2 texts`: how many carry what a row holds."""
    count = counted(row.documents, "report") if row.documents else ""
    return count + (f", {counted(row.texts, 'text')}" if row.texts < row.documents else "")


def labels_of(row: Row, layout: Layout) -> list[Label]:
    """The figures in words, each beside its mark where there is room, else all above the row."""
    spots = row.marks
    scale, left, right = layout.scale, layout.left, layout.right
    if not spots:
        return []
    taken = [_reach(s, scale) for s in row.spots]
    way = way_of(row, scale)
    taken += [(min(way), max(way))] if len(way) > 1 else []
    found = []
    for words, spot in {told_of(s): s for s in spots}.items():
        place = _free(_reach(spot, scale), _BOLD * len(words), taken, left, right)
        if place is None:
            break
        taken.append(place)
        is_after = place[0] > scale(spot.at)
        found.append(Label(place[not is_after], words, "start" if is_after else "end"))
    else:
        return found
    words = shorten("; ".join(dict.fromkeys(told_of(s) for s in spots)), 46, placeholder=" …")
    half = _BOLD * len(words) / 2
    return [Label(min(max(scale(spots[-1].at), left + half), right - half), words, "middle")]


def _reach(spot: Spot, scale: Scale) -> tuple[float, float]:
    """The pixels that a mark takes with its bar."""
    x = scale(spot.at)
    if spot.kind is not SpotKind.HELD:
        return x - 8, x + 8
    low = scale.start if spot.low is None else scale(spot.low)
    high = scale.end if spot.high is None else scale(spot.high)
    return min(low, x) - 8, max(high, x) + 8


def _free(
    reach: tuple[float, float],
    wide: float,
    taken: Sequence[tuple[float, float]],
    left: float,
    right: float,
) -> tuple[float, float] | None:
    """Where words of a width stand beside a mark and on nothing else, or None."""
    for begin in (reach[1] + 3, reach[0] - 3 - wide):
        end = begin + wide
        if left <= begin and end <= right + 8 and all(end < a or b < begin for a, b in taken):
            return begin, end
    return None
