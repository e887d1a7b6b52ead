"""Strips → SVG: a line of numbers, one row a voice, what each may mean as a bar, its words beside.

Nothing rests on colour alone: camps differ by their shape and stand apart, what is past is a tick,
what is denied is crossed out, what may come or is a part is hollow. No definition of the picture
has an id, so that several stand in one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from textwrap import shorten, wrap

from reportedly.export.chart.scale import Scale
from reportedly.export.chart.strip import NO_CAMP, SEVERAL, Row, Spot, SpotKind, Strip
from reportedly.export.chart.strip_layout import (
    CHARACTER,
    LONGEST_NAME,
    MOST,
    PHONES,
    Layout,
    camp_of,
    cut_rows,
    dated_words,
    ground_of,
    is_hollow,
    labels_of,
    layout_of,
    name_column,
    reports_of,
    sides_of,
    tick_words,
    way_of,
    wrapped,
)
from reportedly.export.chart.svg import (
    COLOURS,
    GRID,
    INK,
    QUIET,
    RED,
    crossed,
    line,
    look_of,
    moved,
    picture,
    shape,
    text,
)
from reportedly.export.counting import counted, counts_in_words

WIDTH = 720
PHONE = 340
_OPEN = 14  # pixels over which a former figure's open side fades
_FADE = 8  # steps in which a bar without an end fades out


def draw_strips(
    strips: Sequence[Strip],
    width: int = WIDTH,
    *,
    heading: bool = True,
    event: str = "",
    most: int = MOST,
) -> str:
    """Strips as one SVG element, one below the other, each subject under its title.

    Args:
        strips: from `strips_of`, one at least.
        width: in pixels; below 500 names stand above their rows, for a phone.
        heading: write the subject above; without, the page is taken to say it.
        event: title of the event that all are of, written once above them.
        most: rows of one strip; of more those at both ends are drawn and the others counted.
    """
    body, height = strips_drawn(strips, width, heading=heading, event=event, most=most)
    return picture(body, width, height, strips_in_words(strips, most, event), "strip")


def strips_in_words(strips: Sequence[Strip], most: int = MOST, event: str = "") -> str:
    """What the picture shows, for those who do not see it."""
    told = " ".join(_summary(replace(strip, title=strip.title_in(event)), most) for strip in strips)
    return f"{event}. {told}" if event else told


def strips_drawn(
    strips: Sequence[Strip],
    width: int,
    *,
    heading: bool = True,
    event: str = "",
    most: int = MOST,
) -> tuple[list[str], float]:
    """The elements of that picture and its height, for one that holds more."""
    panels = ((strip, draw_panel(strip, width, most)) for strip in strips)
    return stacked(panels, width, heading=heading, event=event)


def stacked(
    panels: Iterable[tuple[Strip, tuple[list[str], float]]],
    width: int,
    *,
    heading: bool,
    event: str,
) -> tuple[list[str], float]:
    """Drawings of strips, given with their heights, one below the other: elements and height.

    Args:
        panels: of one subject follow each other.
        width: in pixels.
        heading: write the subject above its first.
        event: title of the event that all are of, written once above them.
    """
    body: list[str] = []
    y = 0.0
    if event:
        body, y = heading_lines(event, width, 16)
        y += 14
    shown = ""
    for strip, (lines, height) in panels:
        if heading and strip.subject != shown:
            y += 14 if shown else 0
            title, room = heading_lines(strip.title_in(event), width, 14 if event else 16)
            body.append(moved(title, 0, y))
            y += room + 2
        shown = strip.subject
        body.append(moved(lines, 0, y))
        y += height
    return body, y


def heading_lines(words: str, width: int, size: int) -> tuple[list[str], float]:
    """A title over as many lines as it takes, two at most; their height."""
    told = wrap(words, int(width / 8.6), max_lines=2, placeholder=" …") or [""]
    lines = [
        text(0, 18 + 20 * n, line, INK, "ink", bold=True, size=size) for n, line in enumerate(told)
    ]
    return lines, 6.0 + 20 * len(told)


def verdict_lines(strip: Strip, width: int) -> tuple[list[str], float]:
    """What follows from a strip, in red where that is a conflict; the height that it takes."""
    body: list[str] = []
    if strip.verdict:
        colour, name = (RED, "ring") if strip.is_disputed else (QUIET, "quiet")
        for words in wrapped(strip.verdict_words, width):
            body.append(text(0, 18 * len(body) + 14, words, colour, name, bold=strip.is_disputed))
    return body, 18.0 * len(body)


def draw_panel(strip: Strip, width: int, most: int = MOST) -> tuple[list[str], float]:
    """The elements of a strip without its title, and its height."""
    body, top = verdict_lines(strip, width)
    top += 8
    draw = _rows if strip.has_figures else _words
    shown, left_out = cut_rows(strip, most)
    lines, bottom, left = draw(shown, width, top)
    y = bottom + 16
    for note in notes_of(shown, left_out):
        for words in wrapped(note, int(width - left)):
            lines.append(text(left, y, words, QUIET, "quiet", size=11))
            y += 16
    return [*body, *lines], y + 2


def _summary(strip: Strip, most: int) -> str:
    """The strip in words, as far as it is drawn."""
    shown, left_out = cut_rows(strip, most)
    if not left_out:
        return shown.summary
    return f"{shown.summary} And {counted(len(left_out), 'more voice')}."


def _rows(strip: Strip, width: int, top: float) -> tuple[list[str], float, float]:
    """Rows over their axis; their height, and where what is written below begins."""
    at = layout_of(strip.rows, width)
    tops = [top + place for place in at.places]
    bottom = top + at.height
    body = list(_ground(strip, at.scale, top, bottom))
    begins = [y + 20 for y in tops] if at.is_narrow else [top]
    ends = [*(y - 20 for y in begins[1:]), bottom]
    for tick in at.ticks:
        x = at.scale(tick)
        body += [line(x, a, x, b, GRID, "grid") for a, b in zip(begins, ends, strict=True)]
        words = tick_words(tick, strip.unit)
        x = min(x, width - CHARACTER * len(words) / 2)
        body.append(text(x, bottom + 16, words, QUIET, "quiet", "middle"))
    for number, row in enumerate(strip.rows):
        body += _row(row, at, tops[number], top + at.middle(number), width)
    return body, bottom + 18, 0 if at.is_narrow else at.left


def _words(strip: Strip, width: int, top: float) -> tuple[list[str], float, float]:
    """What voices hold in words alone, a row each."""
    narrow = width < PHONES
    rows = strip.rows
    left = 12 if narrow else name_column(rows, width)
    body, y = [], top
    for row in rows:
        name = shorten(row.name, LONGEST_NAME, placeholder=" …")
        body.append(text(left - 12, y + 15, name, INK, "ink", "start" if narrow else "end"))
        y += 18 if narrow else 0
        wide = int(width - left - (0 if narrow else 104))
        for told in wrapped(shorten(row.words, 240, placeholder=" …"), wide):
            body.append(text(left, y + 15, told, INK, "ink", bold=True))
            y += 17
        if not narrow:
            body.append(text(width - 90, y - 2, reports_of(row), QUIET, "quiet", size=11))
        y += 5
    return body, y, left


def _ground(strip: Strip, scale: Scale, top: float, bottom: float) -> Iterator[str]:
    """The numbers on which all could agree, shaded behind the rows."""
    for a, b in ground_of(strip, scale):
        yield (
            f'<path d="M{a:.1f} {top:.1f}H{b:.1f}V{bottom:.1f}H{a:.1f}z" fill="{COLOURS[2]}" '
            'opacity="0.16" class="ground"/>'
        )


def _row(row: Row, at: Layout, y: float, middle: float, width: int) -> Iterator[str]:
    scale = at.scale
    if row.camp >= 0:
        css, colour, _ = look_of(row.camp)
        x = 1 if at.is_narrow else 2
        yield line(x, y + 3, x, y + at.step - 3, colour, css, width=3)
    name = shorten(row.name, LONGEST_NAME, placeholder=" …")
    count = reports_of(row)
    bold = row.stands_out
    if at.is_narrow:
        yield text(8, y + 14, name, INK, "ink", bold=bold)
        yield text(width, y + 14, count, QUIET, "quiet", "end", size=11)
    else:
        yield text(at.left - 12, middle + 4, name, INK, "ink", "end", bold=bold)
        yield text(at.right + 14, middle + 4, count, QUIET, "quiet", size=11)
    yield from _past(row, scale, middle)
    for spot in row.marks:
        yield _spot(row, spot, scale, middle)
    if not row.marks:
        words = shorten(row.words, 60, placeholder=" …")
        yield text(at.left + 6, middle + 4, words, QUIET, "quiet")
    for label in labels_of(row, at):
        y = middle - 9 if label.is_above else middle + 4
        yield text(label.x, y, label.words, INK, "ink", label.anchor, bold=True)


def _past(row: Row, scale: Scale, y: float) -> Iterator[str]:
    """Former figures as pale ticks, joined to what is held now."""
    for a, b in pairwise(way_of(row, scale)):
        yield line(a, y, b, y, QUIET, "axis", dashes="2 3", opacity=0.8)
    for spot in row.former:
        x = scale(spot.at)
        tip = f"{row.name} before: {dated_words(spot)}"
        tick = line(x, y - 7, x, y + 7, QUIET, "axis", width=2.5, opacity=0.55)
        open_sides = [
            turn * _OPEN
            for turn, end in ((-1, spot.low), (1, spot.high))
            if end is None or spot.is_about
        ]
        fades = [part for by in open_sides for part in _fading(x, x + by, y, QUIET, "axis")]
        yield f"<g><title>{escape(tip)}</title>{''.join([*fades, tick])}</g>"


def _spot(row: Row, spot: Spot, scale: Scale, y: float) -> str:
    css, colour, number = look_of(camp_of(row, spot))
    x = scale(spot.at)
    tip = escape(f"{row.name}: {dated_words(spot)}")
    parts: list[str] = []
    if spot.kind is SpotKind.HELD:
        parts += _bar(spot, scale, y, colour, css)
    size = 1.0 if spot.kind is SpotKind.HELD else 0.8
    parts.append(shape(number, x, y, colour, css, hollow=is_hollow(row, spot), size=size))
    if spot.kind is SpotKind.DENIED:
        parts.append(crossed(x, y, 6))
    faded = ' opacity="0.5"' if row.is_past else ""
    return f"<g{faded}><title>{tip}</title>{''.join(parts)}</g>"


def _bar(spot: Spot, scale: Scale, y: float, colour: str, css: str) -> Iterator[str]:
    """What the words allow: a bar with ends, open on a side, or fading from the number."""
    x = scale(spot.at)
    for side in sides_of(spot, scale):
        to = side.to
        if side.is_fading:
            yield from _fading(x, to, y, colour, css)
        else:
            yield line(x, y, to, y, colour, css, width=5, opacity=0.5)
            dashes = "2 2" if side.is_left_out else ""
            yield line(to, y - 6, to, y + 6, colour, css, width=2, dashes=dashes)
        if side.is_open:
            turn = 1 if to > x else -1
            yield (
                f'<path d="M{to - 6 * turn:.1f} {y - 5:.1f}L{to:.1f} {y:.1f}'
                f'L{to - 6 * turn:.1f} {y + 5:.1f}" fill="none" stroke="{colour}" '
                f'stroke-width="1.8" class="{css}"/>'
            )


def _fading(a: float, b: float, y: float, colour: str, css: str) -> Iterator[str]:
    step = (b - a) / _FADE
    for n in range(_FADE):
        opacity = 0.55 * (1 - n / _FADE) + 0.06
        yield line(a + n * step, y, a + (n + 1) * step, y, colour, css, width=5, opacity=opacity)


def notes_of(strip: Strip, left_out: Sequence[Row] = ()) -> Iterator[str]:
    """What a reader must know to read it, and what stands behind it.

    Args:
        strip: as it is drawn.
        left_out: rows for which there was no room.
    """
    if left_out:
        held = sorted((s for row in left_out for s in row.held), key=lambda s: s.at)
        between = f", from {held[0].words} to {held[-1].words}" if held else ""
        more = f"and {counted(len(left_out), 'more voice')}{between}"
        yield f"{more}; all of them: reportedly claims --subject {strip.subject}"
    yield counts_in_words(strip.counts)
    spots = [s for row in strip.rows for s in row.spots]
    told = []
    if strip.ground:
        told.append("shaded: fits all")
    if strip.camps > 1 and strip.has_figures:
        told.append("one shape: can be right together")
    if any(row.camp == SEVERAL and not all(s.camp >= 0 for s in row.held) for row in strip.rows):
        told.append("hollow grey: fits more than one of these")
    if strip.camps > 1 and any(row.camp == NO_CAMP and row.held for row in strip.rows):
        told.append("filled grey: stands against nobody")
    if any(row.former for row in strip.rows):
        told.append("pale tick: said before")
    if any(s.kind is SpotKind.DENIED for s in spots):
        told.append("crossed: denied")
    if any(row.is_past and row.held for row in strip.rows):
        told.append("faded: told as past")
    if told:
        yield "; ".join(told)
    if strip.left_out:
        yield f"{strip.left_out} in other units not shown"
