"""A chart → SVG: rows one below the other for one moment, a time axis where there are several."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from html import escape
from textwrap import shorten

from reportedly.export.chart.marks import Chart, Mark
from reportedly.export.chart.places import day_scale, places_of, value_ticks
from reportedly.export.chart.scale import Scale, day_ticks, short_number

WIDTH = 720
WIDE = 1000
_CROWD = 24  # marks over time, beyond which a chart is drawn wide
_KEYS = 16  # more sources than this are not named in the key
_CHARACTER = 6.3  # mean width of a character of the key's type, in pixels
# Each has three to one on white (WCAG 2.2, 1.4.11); a dark page recolours them by class.
COLOURS = (
    *("#0b62a4", "#c2570c", "#1b7f4d", "#8446a8"),
    *("#0e7c86", "#7a4b16", "#c0347f", "#4d5a66"),
)
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",  # circle
    "M-4.5-4.5h9v9h-9z",  # square
    "M0-5.8L5.4 4.2H-5.4z",  # triangle
    "M0-6.2L6.2 0L0 6.2L-6.2 0z",  # diamond
    "M0 5.8L5.4-4.2H-5.4z",  # triangle that points down
    "M-2-5.5h4v3.5h3.5v4H2v3.5h-4V2h-3.5v-4H-2z",  # plus
    "M-5.5-2.5L0-6l5.5 3.5L3.5 5h-7z",  # pentagon
    "M-5.8-1.6h11.6v3.2H-5.8z",  # bar
)
_INK, _QUIET, _GRID, _RED = "#1d1f22", "#565c63", "#d9d8d3", "#b3261e"
_STYLE = 'font-family="Arial, Liberation Sans, Helvetica, sans-serif"'


def draw_chart(chart: Chart, *, heading: bool = True) -> str:
    """The chart as one SVG element, `WIDTH` units wide, or `WIDE` where many figures need it.

    Figures of one day stand in rows, each with its source and its words beside it. Figures of
    several days stand on a time axis, with a key of the sources below.

    Args:
        chart: from `chart_of`.
        heading: write the subject above; without, the page is taken to say it.
    """
    width = WIDE if is_wide(chart) else WIDTH
    body, height = _over_time(chart, width) if has_course(chart) else _in_rows(chart)
    top = 34 if heading else 0
    title = (
        f'<text x="0" y="20" font-size="16" font-weight="bold" fill="{_INK}" class="ink">'
        f"{escape(shorten(chart.title, 80, placeholder=' …'))}</text>"
        if heading
        else ""
    )
    lines = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + top:g}" '
        f'width="{width}" height="{height + top:g}" role="img" '
        f'class="{"chart" if width == WIDTH else "chart wide"}" '
        f'aria-label="{escape(chart.summary)}" {_STYLE} font-size="12">\n{title}\n'
        f'<g transform="translate(0 {top})">\n{lines}\n</g>\n</svg>\n'
    )


def has_course(chart: Chart) -> bool:
    """Whether the figures are of several days, so that an axis of time says something."""
    return chart.days > 1


def is_wide(chart: Chart) -> bool:
    """Whether so many figures stand along an axis of time that it needs more room."""
    return has_course(chart) and len(chart.marks) > _CROWD


# --- rows


def _in_rows(chart: Chart) -> tuple[list[str], float]:
    left, right, row, top = 190, WIDTH - 170, 30, 12
    height = top + row * len(chart.marks)
    ticks = value_ticks(chart)
    scale = Scale(ticks[0], ticks[-1], left, right)
    body = [
        _line(scale(tick), top, scale(tick), height, _GRID, "grid")
        + _text(scale(tick), height + 18, short_number(tick), _QUIET, "quiet", "middle")
        for tick in ticks
    ]
    places = {m.claim: (scale(m.at), top + row * (n + 0.5)) for n, m in enumerate(chart.marks)}
    body += _successions(chart, places)
    for mark in chart.marks:
        x, y = places[mark.claim]
        name = shorten(mark.source, 28, placeholder=" …")
        body += [
            _text(left - 14, y + 4, name, _INK, "ink", "end"),
            *_span(mark, scale, y, sideways=True),
            _symbol(mark, x, y),
            _text(
                right + 14, y + 4, shorten(mark.words, 26, placeholder=" …"), _INK, "ink", bold=1
            ),
        ]
    # Beside the last number, which stands half behind the axis.
    beside = right + max(14, 8 + 4 * len(short_number(ticks[-1])))
    body.append(_text(beside, height + 18, chart.counted, _QUIET, "quiet"))
    notes = [*notes_of(chart)]
    body += [_text(left, height + 38 + 16 * n, x, _QUIET, "quiet") for n, x in enumerate(notes)]
    return body, height + 28 + 16 * len(notes)


# --- over time


def _over_time(chart: Chart, width: int) -> tuple[list[str], float]:
    left, right, top, bottom = 64, width - 28, 26, 300 if width == WIDTH else 380
    ticks = value_ticks(chart)
    y = Scale(ticks[0], ticks[-1], bottom, top)
    days = sorted({mark.day for mark in chart.marks if mark.day}) or [date.min]
    body = [
        _line(left, y(tick), right, y(tick), _GRID, "grid")
        + _text(left - 10, y(tick) + 4, short_number(tick), _QUIET, "quiet", "end")
        for tick in ticks
    ]
    body.append(_text(0, 12, chart.counted, _QUIET, "quiet"))
    margin = 34
    x = day_scale(chart, left + margin, right - margin)
    for day, words in day_ticks(days[0], days[-1]):
        body.append(_text(x(day.toordinal()), bottom + 20, words, _QUIET, "quiet", "middle"))
    body.append(_line(left, bottom, right, bottom, _QUIET, "axis"))
    places = places_of(chart, x, y)
    body += _successions(chart, {p.mark.claim: (p.x, y(p.mark.at)) for p in places})
    for place in places:
        body += _span(place.mark, y, place.x, sideways=False)
    # Shapes last, so that no line of another figure crosses them out.
    body += [_symbol(p.mark, p.x, y(p.mark.at), p.size) for p in places]
    key, height = _key(chart, bottom + 50, width)
    return [*body, *key], height


def _key(chart: Chart, top: float, width: int) -> tuple[list[str], float]:
    """The sources with their shapes, in as many lines as they need."""
    body, x, y = [], 0.0, top
    for series, name in enumerate(chart.sources[:_KEYS]):
        words = shorten(name, 40, placeholder=" …")
        wide = 26 + _CHARACTER * len(words) + 14
        if x and x + wide > width:
            x, y = 0.0, y + 22
        body += [_shape(series, x + 8, y - 4, hollow=False), _text(x + 20, y, words, _INK, "ink")]
        x += wide
    rest = len(chart.sources) - _KEYS
    more = [f"and {rest} more {'source' if rest == 1 else 'sources'}"] if rest > 0 else []
    for note in [*more, *notes_of(chart)]:
        y += 22
        body.append(_text(0, y, note, _QUIET, "quiet"))
    return body, y + 12


# --- parts


_TOLD = 3
"""So many of those who give no figure are told in words."""


def notes_of(chart: Chart) -> Iterator[str]:
    """What a reader must be told to read the chart, a sentence each."""
    undated = sum(mark.day is None for mark in chart.marks)
    if undated and has_course(chart):
        yield f"{undated} without a known day not shown."
    if any(mark.in_conflict for mark in chart.marks):
        yield "Ringed: in conflict, or far from another figure."
    if chart.succession:
        yield "Dotted lines join a source’s figure with the one that supersedes it."
    if chart.crowd:
        yield f"{len(chart.marks):,} of {len(chart.marks) + chart.crowd:,} figures shown."
    if chart.withheld:
        more = len(chart.withheld) - _TOLD
        rest = f" and {more} more" if more > 0 else ""
        yield f"Without a mark: {'; '.join(chart.withheld[:_TOLD])}{rest}."
    if chart.left_out:
        yield f"{chart.left_out} in other units not shown."


def _span(mark: Mark, scale: Scale, across: float, *, sideways: bool) -> Iterator[str]:
    """The bar of what the words allow, with an arrow on a side they leave open."""
    colour = COLOURS[mark.series % len(COLOURS)]
    low = scale(mark.low) if mark.low is not None else scale.start
    high = scale(mark.high) if mark.high is not None else scale.end
    if abs(high - low) < 0.5:
        return
    ends = (low, across, high, across) if sideways else (across, low, across, high)
    # A thin line to the edge of the drawing says "or more": how much more, nobody said.
    thick = 5 if mark.low is not None and mark.high is not None else 2
    yield _line(*ends, colour, f"l{mark.series % len(COLOURS)}", width=thick, opacity=0.45)
    for end, is_open in ((low, mark.low is None), (high, mark.high is None)):
        if is_open:
            x, y = (end, across) if sideways else (across, end)
            turn = 0 if sideways else -90
            turn += 180 if end == low else 0
            yield (
                f'<path d="M-7-5L1 0L-7 5" transform="translate({x:.1f} {y:.1f}) rotate({turn})" '
                f'fill="none" stroke="{colour}" stroke-width="2" '
                f'class="l{mark.series % len(COLOURS)}"/>'
            )


def _symbol(mark: Mark, x: float, y: float, size: float = 1) -> str:
    when = f", {mark.when}" if mark.when else ""
    ring = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{10 * size:g}" fill="none" stroke="{_RED}" '
        'stroke-width="2.2" class="ring"/>'
        if mark.in_conflict
        else ""
    )
    tip = escape(f"{mark.source}: {mark.words}{when}")
    shape = _shape(mark.series, x, y, hollow=mark.is_range, size=size)
    return f"<g><title>{tip}</title>{ring}{shape}</g>"


def looks(series: int) -> tuple[int, int]:
    """Numbers of the colour and the shape of a series.

    They shift against each other, so that 64 sources look different.
    """
    return series % len(COLOURS), (series + series // len(COLOURS)) % len(SHAPES)


def _shape(series: int, x: float, y: float, *, hollow: bool, size: float = 1) -> str:
    colour, number = looks(series)
    shape = SHAPES[number]
    larger = f" scale({size:.2f})" if size < 1 else ""
    fill = "#ffffff" if hollow else COLOURS[colour]
    return (
        f'<path d="{shape}" transform="translate({x:.1f} {y:.1f}){larger}" fill="{fill}" '
        f'stroke="{COLOURS[colour]}" stroke-width="1.6" '
        f'class="l{colour} {"hollow" if hollow else f"s{colour}"}"/>'
    )


def _successions(chart: Chart, places: dict[str, tuple[float, float]]) -> Iterator[str]:
    for earlier, later in chart.succession:
        if earlier in places and later in places:
            yield _line(*places[earlier], *places[later], _QUIET, "axis", dashes="2 4", width=1.6)


def _line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    colour: str,
    name: str,
    *,
    width: float = 1,
    opacity: float = 1,
    dashes: str = "",
) -> str:
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    more += f' opacity="{opacity}"' if not math.isclose(opacity, 1) else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}" fill="none"{more} class="{name}"/>'
    )


def _text(
    x: float, y: float, words: str, colour: str, name: str, anchor: str = "start", bold: int = 0
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"{weight} '
        f'class="{name}">{escape(words)}</text>'
    )
