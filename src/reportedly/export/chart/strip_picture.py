"""Strips → SVG: a line of numbers, one row a voice, what each may mean as a bar, its words beside.

Nothing rests on colour alone: camps differ by their shape and stand apart, what is past is a tick,
what is denied is crossed out, what may come or is a part is hollow. No definition of the picture
has an id, so that several stand in one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from textwrap import shorten, wrap

from reportedly.export.chart.scale import Scale, nice_ticks, short_number, value_range
from reportedly.export.chart.strip import SEVERAL, Row, Spot, SpotKind, Strip
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
from reportedly.export.counting import counted, counts_in_words

WIDTH = 720
PHONE = 340
_ROW, _NARROW_ROW = 30, 50
_CHARACTER = 6.8  # mean width of a character at 12 pixels, in the widest of usual fonts
_BOLD = 7.6  # of a bold one
_FADE = 8  # steps in which a bar without an end fades out
_LONGEST_NAME = 40  # characters of a voice's name
_PHONES = 500  # pixels below which names stand above their rows
_FEW = 30  # numbers up to this are drawn from zero
_MOST = 40  # rows; of more the rest is counted


def draw_strips(
    strips: Sequence[Strip],
    width: int = WIDTH,
    *,
    heading: bool = True,
    event: str = "",
    most: int = _MOST,
) -> str:
    """Strips as one SVG element, one below the other, each subject under its title.

    Args:
        strips: from `strips_of`, one at least.
        width: in pixels; below 500 names stand above their rows, for a phone.
        heading: write the subject above; without, the page is taken to say it.
        event: title of the event that all are of, written once above them.
        most: rows of one strip; of more those at both ends are drawn and the others counted.
    """
    body: list[str] = []
    y = 0.0
    if event:
        body.append(text(0, 18, _heading(event, width), INK, "ink", bold=True, size=16))
        y = 40.0
    shown = ""
    for strip in strips:
        if heading and strip.subject != shown:
            y += 14 if shown else 0
            title, size = strip.title.removesuffix(f": {event}"), 14 if event else 16
            body.append(text(0, y + 18, _heading(title, width), INK, "ink", bold=True, size=size))
            y += 28
        shown = strip.subject
        lines, height = draw_panel(strip, width, most)
        body.append(moved(lines, 0, y))
        y += height
    summary = " ".join(_summary(strip, most) for strip in strips)
    return picture(body, width, y, summary, "strip")


def _heading(words: str, width: int) -> str:
    return shorten(words, int(width / 8.6), placeholder=" …")


def draw_panel(strip: Strip, width: int, most: int = _MOST) -> tuple[list[str], float]:
    """The elements of a strip without its title, and its height."""
    body: list[str] = []
    top = 0.0
    if strip.verdict:
        colour, name = (RED, "ring") if strip.is_disputed else (QUIET, "quiet")
        for words in _wrapped(f"{'≠ ' if strip.is_disputed else ''}{strip.verdict}.", width):
            top += 18
            body.append(text(0, top - 4, words, colour, name, bold=strip.is_disputed))
    top += 8
    draw = _rows if strip.has_figures else _words
    rows = _shown(strip.rows, most)
    lines, bottom, left = draw(replace(strip, rows=rows), width, top)
    y = bottom + 16
    for note in _notes(strip, len(strip.rows) - len(rows)):
        for words in _wrapped(note, int(width - left)):
            lines.append(text(left, y, words, QUIET, "quiet", size=11))
            y += 16
    return [*body, *lines], y + 2


def _summary(strip: Strip, most: int) -> str:
    """The strip in words, as far as it is drawn."""
    rows = _shown(strip.rows, most)
    more = len(strip.rows) - len(rows)
    told = replace(strip, rows=rows).summary
    return f"{told} And {counted(more, 'more voice')}." if more else told


def _shown(rows: Sequence[Row], most: int) -> tuple[Row, ...]:
    """The rows where they are few; else those at both ends, so that how far apart is seen."""
    if len(rows) <= most:
        return tuple(rows)
    holding = sum(1 for row in rows if row.held)  # they stand first
    if holding <= most:
        return tuple(rows[:most])
    low = -(-most // 2)
    return (*rows[:low], *rows[holding - (most - low) : holding])


def _rows(strip: Strip, width: int, top: float) -> tuple[list[str], float, float]:
    """Rows over their axis; their height, and where what is written below begins."""
    narrow = width < _PHONES
    rows = strip.rows
    left = 12 if narrow else _name_column(rows, width)
    right = width - (14 if narrow else 104)
    step = _NARROW_ROW if narrow else _ROW
    places = _places(rows, top, step)
    bottom = top + places[-1] + step
    ticks = ticks_of([s for r in rows for s in r.spots], 3 if narrow else 5)
    scale = Scale(ticks[0], ticks[-1], left, right)
    body = list(_ground(strip, scale, top, bottom))
    begins = [top + p + 20 for p in places] if narrow else [top]
    ends = [*(b - 20 for b in begins[1:]), bottom]
    for tick in ticks:
        x = scale(tick)
        body += [line(x, a, x, b, GRID, "grid") for a, b in zip(begins, ends, strict=True)]
        words = f"{short_number(tick)}{strip.unit if strip.unit == '%' else ''}"
        at = min(x, width - _CHARACTER * len(words) / 2)
        body.append(text(at, bottom + 16, words, QUIET, "quiet", "middle"))
    for row, place in zip(rows, places, strict=True):
        body += _row(row, scale, top + place, step, left, right, width)
    return body, bottom + 18, 0 if narrow else left


def _words(strip: Strip, width: int, top: float) -> tuple[list[str], float, float]:
    """What voices hold in words alone, a row each."""
    narrow = width < _PHONES
    rows = strip.rows
    left = 12 if narrow else _name_column(rows, width)
    body, y = [], top
    for row in rows:
        name = shorten(row.name, _LONGEST_NAME, placeholder=" …")
        body.append(text(left - 12, y + 15, name, INK, "ink", "start" if narrow else "end"))
        y += 18 if narrow else 0
        wide = int(width - left - (0 if narrow else 104))
        for told in _wrapped(shorten(row.words, 240, placeholder=" …"), wide):
            body.append(text(left, y + 15, told, INK, "ink", bold=True))
            y += 17
        if not narrow:
            body.append(text(width - 90, y - 2, _reports(row), QUIET, "quiet", size=11))
        y += 5
    return body, y, left


def _name_column(rows: Sequence[Row], width: int) -> float:
    longest = max(min(_LONGEST_NAME, len(row.name)) for row in rows)
    return min(width * 0.36, 24 + _CHARACTER * longest)


def _reports(row: Row) -> str:
    count = counted(row.documents, "report") if row.documents else ""
    return count + (f", {counted(row.texts, 'text')}" if row.texts < row.documents else "")


def _places(rows: Sequence[Row], top: float, step: float) -> list[float]:
    """Where each row begins; camps stand apart."""
    y, places = 0.0, []
    for n, row in enumerate(rows):
        if n and row.camp != rows[n - 1].camp:
            y += 8
        places.append(y)
        y += step
    return places


def ticks_of(spots: Sequence[Spot], count: int) -> list[float]:
    """The numbers beside an axis that holds all these figures, about `count` steps."""
    ends = [end for s in spots for end in (s.low, s.high, s.at) if end is not None]
    if all(0 <= end <= _FEW for end in ends):
        ends.append(0.0)  # else three and four would seem as far apart as three and forty
    ticks = nice_ticks(*value_range(ends), count)
    if any(s.high is None for s in spots) and ticks[-1] <= max(ends):
        ticks.append(2 * ticks[-1] - ticks[-2])  # room for an end that is open
    whole = all(end.is_integer() for end in ends)
    return [t for t in ticks if t.is_integer()] if whole and len(ticks) > 2 else ticks


def _ground(strip: Strip, scale: Scale, top: float, bottom: float) -> Iterator[str]:
    """The numbers on which all could agree, shaded behind the rows."""
    for low, high in strip.ground:
        a = scale.start if low is None else scale(max(low, scale.low))
        b = scale.end if high is None else scale(min(high, scale.high))
        a, b = (a, b) if b - a >= 4 else ((a + b) / 2 - 2, (a + b) / 2 + 2)
        yield (
            f'<path d="M{a:.1f} {top:.1f}H{b:.1f}V{bottom:.1f}H{a:.1f}z" fill="{COLOURS[2]}" '
            'opacity="0.16" class="ground"/>'
        )


def _row(
    row: Row, scale: Scale, y: float, step: float, left: float, right: float, width: int
) -> Iterator[str]:
    narrow = width < _PHONES
    middle = y + (36 if narrow else step / 2)
    camp = max(row.camp, 0)
    colour = COLOURS[camp % len(COLOURS)] if row.camp >= 0 else QUIET
    if row.camp >= 0:
        x = 2 if not narrow else 1
        yield line(x, y + 3, x, y + step - 3, colour, f"l{camp % len(COLOURS)}", width=3)
    name = shorten(row.name, _LONGEST_NAME, placeholder=" …")
    count = _reports(row)
    bold = row.stands_out
    if narrow:
        yield text(8, y + 14, name, INK, "ink", bold=bold)
        yield text(width, y + 14, count, QUIET, "quiet", "end", size=11)
    else:
        yield text(left - 12, middle + 4, name, INK, "ink", "end", bold=bold)
        yield text(right + 14, middle + 4, count, QUIET, "quiet", size=11)
    yield from _past(row, scale, middle, colour)
    for spot in row.spots:
        if spot.kind is not SpotKind.FORMER:
            yield from _spot(row, spot, scale, middle, colour)
    yield from _labels(row, scale, middle, left, right)


def _past(row: Row, scale: Scale, y: float, colour: str) -> Iterator[str]:
    """Former figures as pale ticks, joined to what is held now."""
    former = [s for s in row.spots if s.kind is SpotKind.FORMER]
    for a, b in pairwise(_way(row, scale)):
        yield line(a, y, b, y, QUIET, "axis", dashes="2 3", opacity=0.8)
    for spot in former:
        x = scale(spot.at)
        tip = f"{row.name} before: {spot.words}{f', {spot.day}' if spot.day else ''}"
        yield (
            f"<g><title>{escape(tip)}</title>"
            + line(x, y - 7, x, y + 7, QUIET, "axis", width=2.5, opacity=0.55)
            + "</g>"
        )


def _way(row: Row, scale: Scale) -> list[float]:
    """Where the former figures of a row stand, oldest first, then the one held."""
    former = [s for s in row.spots if s.kind is SpotKind.FORMER]
    return [scale(s.at) for s in (*former, *row.held[-1:])] if former else []


def _spot(row: Row, spot: Spot, scale: Scale, y: float, colour: str) -> Iterator[str]:
    own = spot.camp if row.camp == SEVERAL and spot.camp >= 0 else row.camp
    camp = max(own, 0)
    css = f"l{camp % len(COLOURS)}" if own >= 0 else "axis"
    colour = COLOURS[camp % len(COLOURS)] if own >= 0 else colour
    x = scale(spot.at)
    tip = escape(f"{row.name}: {_told(spot)}{f', {spot.day}' if spot.day else ''}")
    parts: list[str] = []
    if spot.kind is SpotKind.HELD:
        parts += _bar(spot, scale, y, colour, css)
    hollow = spot.kind is not SpotKind.HELD or spot.is_range or own == SEVERAL
    number = camp % len(SHAPES) if own >= 0 else 0
    size = 1.0 if spot.kind is SpotKind.HELD else 0.8
    parts.append(shape(number, x, y, colour, css, hollow=hollow, size=size))
    if spot.kind is SpotKind.DENIED:
        parts += [
            line(x - 6, y - 6, x + 6, y + 6, INK, "ink-line", width=1.8),
            line(x - 6, y + 6, x + 6, y - 6, INK, "ink-line", width=1.8),
        ]
    faded = ' opacity="0.5"' if row.is_past else ""
    yield f"<g{faded}><title>{tip}</title>{''.join(parts)}</g>"


def _bar(spot: Spot, scale: Scale, y: float, colour: str, css: str) -> Iterator[str]:
    """What the words allow: a bar with ends, open on a side, or fading from the number."""
    x = scale(spot.at)
    for end, is_left_out, edge in (
        (spot.low, spot.low_open, scale.start),
        (spot.high, spot.high_open, scale.end),
    ):
        to = edge if end is None else scale(end)
        if abs(to - x) < 3:
            continue
        if end is None or spot.is_about:
            yield from _fading(x, to, y, colour, css)
            if end is None:
                turn = 1 if to > x else -1
                yield (
                    f'<path d="M{to - 6 * turn:.1f} {y - 5:.1f}L{to:.1f} {y:.1f}'
                    f'L{to - 6 * turn:.1f} {y + 5:.1f}" fill="none" stroke="{colour}" '
                    f'stroke-width="1.8" class="{css}"/>'
                )
        else:
            yield line(x, y, to, y, colour, css, width=5, opacity=0.5)
            yield line(
                to, y - 6, to, y + 6, colour, css, width=2, dashes="2 2" if is_left_out else ""
            )


def _fading(a: float, b: float, y: float, colour: str, css: str) -> Iterator[str]:
    step = (b - a) / _FADE
    for n in range(_FADE):
        opacity = 0.55 * (1 - n / _FADE) + 0.06
        yield line(a + n * step, y, a + (n + 1) * step, y, colour, css, width=5, opacity=opacity)


def _told(spot: Spot) -> str:
    return {
        SpotKind.DENIED: f"denies {spot.words}",
        SpotKind.PART: f"{spot.words} (a part)",
        SpotKind.PROJECTION: f"{spot.words} (may be)",
    }.get(spot.kind, spot.words)


def _labels(row: Row, scale: Scale, y: float, left: float, right: float) -> Iterator[str]:
    """The figures in words, each beside its mark where there is room, else all above the row."""
    spots = [s for s in row.spots if s.kind is not SpotKind.FORMER]
    if not spots:
        yield text(left + 6, y + 4, shorten(row.words, 60, placeholder=" …"), QUIET, "quiet")
        return
    taken = [_reach(s, scale) for s in row.spots]
    way = _way(row, scale)
    taken += [(min(way), max(way))] if len(way) > 1 else []
    found = []
    for words, spot in {_told(s): s for s in spots}.items():
        place = _free(_reach(spot, scale), _width(words), taken, left, right)
        if place is None:
            break
        taken.append(place)
        found.append((place[0], words))
    else:
        for x, words in found:
            yield text(x, y + 4, words, INK, "ink", bold=True)
        return
    words = shorten("; ".join(dict.fromkeys(_told(s) for s in spots)), 46, placeholder=" …")
    half = _width(words) / 2
    at = min(max(scale(spots[-1].at), left + half), right - half)
    yield text(at, y - 9, words, INK, "ink", "middle", bold=True)


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


def _width(words: str) -> float:
    return _BOLD * len(words)


def _notes(strip: Strip, more: int) -> Iterator[str]:
    """What a reader must know to read it, and what stands behind it."""
    if more > 0:
        yield f"and {counted(more, 'more voice')}"
    yield counts_in_words(strip.counts)
    spots = [s for row in strip.rows for s in row.spots]
    told = []
    if strip.ground:
        told.append("shaded: fits all")
    if strip.camps > 1 and strip.has_figures:
        told.append("one shape: can be right together")
    if any(row.camp == SEVERAL and not all(s.camp >= 0 for s in row.held) for row in strip.rows):
        told.append("hollow grey: fits more than one of these")
    if any(s.kind is SpotKind.FORMER for s in spots):
        told.append("pale tick: said before")
    if any(s.kind is SpotKind.DENIED for s in spots):
        told.append("crossed: denied")
    if any(row.is_past and row.held for row in strip.rows):
        told.append("faded: told as past")
    if told:
        yield "; ".join(told)
    if strip.left_out:
        yield f"{strip.left_out} in other units not shown"


def _wrapped(words: str, width: int) -> list[str]:
    return wrap(words, int(width / _CHARACTER)) or [""]
