"""A chart → SVG: rows one below the other for one moment, a time axis where there are several."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from textwrap import shorten

from reportedly.export.chart.marks import Chart, Mark
from reportedly.export.chart.places import day_scale, places_of, value_ticks
from reportedly.export.chart.scale import Scale, day_ticks, short_number
from reportedly.export.chart.svg import (
    COLOURS,
    GRID,
    INK,
    QUIET,
    RED,
    SHAPES,
    line,
    moved,
    picture,
    shape,
    text,
)

WIDTH = 720
WIDE = 1000
_HEADING = 34  # pixels that a heading takes
_CROWD = 24  # marks over time, beyond which a chart is drawn wide
_KEYS = 16  # more sources than this are not named in the key
_CHARACTER = 6.3  # mean width of a character of the key's type, in pixels


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
    if heading:
        title = shorten(chart.title, 80, placeholder=" …")
        body = [text(0, 20, title, INK, "ink", bold=True, size=16), moved(body, 0, _HEADING)]
        height += _HEADING
    name = "chart" if width == WIDTH else "chart wide"
    return picture(body, width, height, chart.summary, name)


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
        line(scale(tick), top, scale(tick), height, GRID, "grid")
        + text(scale(tick), height + 18, short_number(tick), QUIET, "quiet", "middle")
        for tick in ticks
    ]
    places = {m.claim: (scale(m.at), top + row * (n + 0.5)) for n, m in enumerate(chart.marks)}
    body += _successions(chart, places)
    for mark in chart.marks:
        x, y = places[mark.claim]
        name = shorten(mark.source, 28, placeholder=" …")
        body += [
            text(left - 14, y + 4, name, INK, "ink", "end"),
            *_span(mark, scale, y, sideways=True),
            _symbol(mark, x, y),
            text(
                right + 14, y + 4, shorten(mark.words, 26, placeholder=" …"), INK, "ink", bold=True
            ),
        ]
    # Beside the last number, which stands half behind the axis.
    beside = right + max(14, 8 + 4 * len(short_number(ticks[-1])))
    body.append(text(beside, height + 18, chart.counted, QUIET, "quiet"))
    notes = [*notes_of(chart)]
    body += [text(left, height + 38 + 16 * n, x, QUIET, "quiet") for n, x in enumerate(notes)]
    return body, height + 28 + 16 * len(notes)


# --- over time


def _over_time(chart: Chart, width: int) -> tuple[list[str], float]:
    left, right, top, bottom = 64, width - 28, 26, 300 if width == WIDTH else 380
    ticks = value_ticks(chart)
    y = Scale(ticks[0], ticks[-1], bottom, top)
    days = sorted({mark.day for mark in chart.marks if mark.day}) or [date.min]
    body = [
        line(left, y(tick), right, y(tick), GRID, "grid")
        + text(left - 10, y(tick) + 4, short_number(tick), QUIET, "quiet", "end")
        for tick in ticks
    ]
    body.append(text(0, 12, chart.counted, QUIET, "quiet"))
    margin = 34
    x = day_scale(chart, left + margin, right - margin)
    for day, words in day_ticks(days[0], days[-1]):
        body.append(text(x(day.toordinal()), bottom + 20, words, QUIET, "quiet", "middle"))
    body.append(line(left, bottom, right, bottom, QUIET, "axis"))
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
        body += [_shape(series, x + 8, y - 4, hollow=False), text(x + 20, y, words, INK, "ink")]
        x += wide
    rest = len(chart.sources) - _KEYS
    more = [f"and {rest} more {'source' if rest == 1 else 'sources'}"] if rest > 0 else []
    for note in [*more, *notes_of(chart)]:
        y += 22
        body.append(text(0, y, note, QUIET, "quiet"))
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
    yield line(*ends, colour, f"l{mark.series % len(COLOURS)}", width=thick, opacity=0.45)
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
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{10 * size:g}" fill="none" stroke="{RED}" '
        'stroke-width="2.2" class="ring"/>'
        if mark.in_conflict
        else ""
    )
    tip = escape(f"{mark.source}: {mark.words}{when}")
    sign = _shape(mark.series, x, y, hollow=mark.is_range, size=size)
    return f"<g><title>{tip}</title>{ring}{sign}</g>"


def looks(series: int) -> tuple[int, int]:
    """Numbers of the colour and the shape of a series.

    They shift against each other, so that 64 sources look different.
    """
    return series % len(COLOURS), (series + series // len(COLOURS)) % len(SHAPES)


def _shape(series: int, x: float, y: float, *, hollow: bool, size: float = 1) -> str:
    colour, number = looks(series)
    return shape(number, x, y, COLOURS[colour], f"l{colour}", hollow=hollow, size=size)


def _successions(chart: Chart, places: dict[str, tuple[float, float]]) -> Iterator[str]:
    for earlier, later in chart.succession:
        if earlier in places and later in places:
            yield line(*places[earlier], *places[later], QUIET, "axis", dashes="2 4", width=1.6)
