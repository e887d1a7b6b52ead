"""Timelines → SVG: days along, numbers up, a step line for each voice with its name at the end.

A few voices share one drawing where it is wide. On a phone, or where they are more, each has a
small drawing of its own under its name, the others pale behind it (small multiples: Tufte, "The
Visual Display of Quantitative Information", 1983). Shapes and colours are those of the strip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import chain
from textwrap import shorten

from reportedly.export.chart.scale import Scale, day_ticks
from reportedly.export.chart.strip import SEVERAL, Spot, SpotKind
from reportedly.export.chart.strip_layout import PHONES, tick_words, ticks_of, wrapped
from reportedly.export.chart.strip_picture import (
    WIDTH,
    draw_panel,
    stacked,
    strips_in_words,
    verdict_lines,
)
from reportedly.export.chart.svg import (
    GRID,
    INK,
    QUIET,
    crossed,
    line,
    look_of,
    moved,
    picture,
    shape,
    text,
)
from reportedly.export.chart.timeline import Course, Point, Step, StepKind, Timeline
from reportedly.export.chart.timeline_layout import (
    BESIDE,
    CROSSED,
    MOST,
    Layout,
    Mark,
    beside,
    box_of,
    chosen,
    covered,
    day_scale,
    end_words,
    is_ceiling,
    is_dashed,
    labels,
    layout_of,
    placed,
    spots_in,
    ways_of,
)
from reportedly.export.counting import counted, counts_in_words

MOST_TOGETHER = 5
"""Voices in one drawing; more of them have a small one each."""

_SMALL = 62  # pixels from the lowest number of a small drawing to the highest
_BOLD = 7.0  # mean width of a bold character at 11 pixels
_SIDE = 260  # pixels above which a small drawing has its figure beside the name
_REACH = 26.0  # pixels in which an open end fades out
_CROWD = 16  # voices that are paler behind another
_FADE = 6  # steps in which it does
_NOTES = 6  # of what has no day; of more the rest is counted


def draw_timelines(
    timelines: Sequence[Timeline],
    width: int = WIDTH,
    *,
    heading: bool = True,
    event: str = "",
    most: int = MOST,
) -> str:
    """Timelines as one SVG element, one below the other along the same days.

    Where all of one is of one day, its strip stands in its place and says so.

    Args:
        timelines: from `timeline_of`, one at least.
        width: in pixels; below 500 each voice has a drawing of its own, for a phone.
        heading: write the subject above; without, the page is taken to say it.
        event: title of the event that all are of, written once above them.
        most: voices of one timeline; of more those that changed or differ most are drawn.
    """
    days = [day for t in timelines if t.has_course for day in t.days]
    panels = (
        (t.strip, _panel(t, width, _span(days) if t.has_course else None, most, verdict=heading))
        for t in timelines
    )
    body, y = stacked(panels, width, heading=heading, event=event)
    return picture(body, width, y, timelines_in_words(timelines, most, event), "strip")


def _span(days: Sequence[date]) -> tuple[date, date]:
    return min(days), max(days)


def timelines_in_words(timelines: Iterable[Timeline], most: int = MOST, event: str = "") -> str:
    """What the picture shows, for those who do not see it."""
    told = " ".join(_in_words(timeline, most, event) for timeline in timelines)
    return f"{event}. {told}" if event else told


def _in_words(timeline: Timeline, most: int, event: str) -> str:
    if not timeline.has_course:
        return strips_in_words([timeline.strip], most)
    strip, courses = timeline.strip, chosen(timeline.courses, most)
    told = "; ".join(course.summary for course in courses)
    more = len(timeline.courses) - len(courses)
    parts = [
        strip.title_in(event),
        strip.verdict.rstrip("."),
        f"Over time: {told}",
    ]
    parts += [f"And {counted(more, 'more voice')}"] if more else []
    return ". ".join([*filter(None, parts), *timeline.untimed[:_NOTES]]) + "."


def _panel(
    timeline: Timeline, width: int, span: tuple[date, date] | None, most: int, *, verdict: bool
) -> tuple[list[str], float]:
    """The elements of a timeline without its title, and its height."""
    strip = timeline.strip
    if span is None:
        lines, height = draw_panel(strip, width, most)
        day = timeline.days[0].isoformat() if timeline.days else ""
        told = f"All of one day, {day}: no course to draw." if day else "No day is known."
        return [*lines, text(0, height + 10, told, QUIET, "quiet", size=11)], height + 24
    body, top = verdict_lines(strip, width) if verdict else ([], 0.0)
    courses = chosen(timeline.courses, most)
    together = width >= PHONES and len(courses) <= MOST_TOGETHER
    draw = _together if together else _apart
    lines, bottom = draw(timeline, courses, width, top + 10, span)
    y = bottom + 14
    for note in notes_of(timeline, courses):
        for words in wrapped(note, width, 6.2):
            lines.append(text(0, y, words, QUIET, "quiet", size=11))
            y += 15
    return [*body, *lines], y + 6


# --- all in one drawing


def _together(
    timeline: Timeline, courses: Sequence[Course], width: int, top: float, span: tuple[date, date]
) -> tuple[list[str], float]:
    at = layout_of(courses, width, top, span)
    body = list(_axes(timeline.strip.unit, at.ticks, at.x, at.y, span, at.left, at.right))
    for course, own in zip(courses, at.marks, strict=True):
        body += _lines(course, own, at.x, at.y, at.right)
    body += [_sign(c, m) for c, own in zip(courses, at.marks, strict=True) for m in own]
    body += [_label(*place) for place in labels(courses, at)]
    body += _named(courses, at)
    return body, at.bottom + 22


def _named(courses: Sequence[Course], at: Layout) -> Iterator[str]:
    """Voices with their figures beside the drawing, each near its line, none on another."""
    room, right = int((BESIDE - 34) / 7.2), at.right
    for (n, spot), name, height, place in zip(
        at.ends, at.names, at.heights, at.places, strict=True
    ):
        css, colour, number = look_of(spot.camp)
        is_held = spot.kind is SpotKind.HELD
        if not is_held:
            begin = max(m.x for m in at.marks[n]) + 8
            yield line(begin, height, right, height, QUIET, "axis", dashes="1 3")
        opacity = 0.6 if is_held else 0.3
        yield line(right, height, right + 14, place, colour, css, opacity=opacity)
        hollow = spot.is_range or not is_held or spot.camp == SEVERAL
        yield shape(number, right + 22, place, colour, css, hollow=hollow, size=0.8)
        told = shorten(end_words(courses[n], spot), room, placeholder=" …")
        yield text(right + 33, place - 2, told, INK, "ink", bold=True)
        for k, part in enumerate(name):
            yield text(right + 33, place + 11 + 12 * k, part, INK, "ink", size=11)


# --- a small drawing each


def _apart(
    timeline: Timeline, courses: Sequence[Course], width: int, top: float, span: tuple[date, date]
) -> tuple[list[str], float]:
    columns = 1 if width < PHONES else 3
    gap = 24
    wide = (width - gap * (columns - 1)) / columns
    step = _SMALL + (60 if columns == 1 else 80)
    ticks = ticks_of(spots_in(courses), 3)
    body: list[str] = []
    for n, course in enumerate(courses):
        place = (n % columns * (wide + gap), top + n // columns * step)
        lines = _small(timeline.strip.unit, courses, course, ticks, wide, span)
        body.append(moved(lines, *place))
    return body, top + -(-len(courses) // columns) * step - 8


def _small(
    unit: str,
    courses: Sequence[Course],
    course: Course,
    ticks: Sequence[float],
    wide: float,
    span: tuple[date, date],
) -> list[str]:
    """One voice: its name and figure, its line, and those of the others pale behind."""
    row = course.row
    css, colour, number = look_of(row.camp)
    is_wide = wide > _SIDE
    top = 34.0 if is_wide else 50.0
    left, right, bottom = 40.0, wide - 6, top + _SMALL
    y = Scale(ticks[0], ticks[-1], bottom, top)
    x = day_scale(span, left, right)
    told = shorten(row.words, int(wide * (0.6 if is_wide else 0.92) / _BOLD), placeholder=" …")
    room = int((wide - 24 - (_BOLD * len(told) if is_wide else 0)) / 6.3)
    sign = shape(number, 7, 9, colour, css, hollow=row.camp == SEVERAL, size=0.8)
    body = [
        # Who holds two figures of two camps has the shape of neither.
        "" if row.camp == SEVERAL and all(s.camp >= 0 for s in row.held) else sign,
        text(18, 13, shorten(row.name, max(10, room), placeholder=" …"), INK, "ink"),
        text(wide, 13, told, INK, "ink", "end", bold=True)
        if is_wide
        else text(18, 28, told, INK, "ink", bold=True),
        *_axes(unit, ticks, x, y, span, left, right, count=3 if is_wide else 2),
        _ghosts([c for c in courses if c is not course], x, y, right),
    ]
    marks = placed([course], x, y)
    body += _lines(course, marks, x, y, right)
    body += [_sign(course, m) for m in marks]
    taken = [box_of(m) for m in marks] + covered(marks, right)
    within = (left, top - 16, right + 6, bottom - 1)
    figures = [(m, m.item.words) for m in marks]
    body += [_label(*place) for place in beside(figures, taken, within)]
    return [element for element in body if element]


def _ghosts(others: Sequence[Course], x: Scale, y: Scale, right: float) -> str:
    """The lines of the other voices as one pale path."""
    way = []
    for course in others:
        last = -1
        for step in course.steps:
            end = right if step.until is None else x(step.until.toordinal())
            joined = (
                "V" if step.group == last + 1 and last >= 0 else f"M{x(step.day.toordinal()):.0f} "
            )
            way.append(f"{joined}{y(step.spot.at):.0f}H{end:.0f}")
            last = step.group
    if not way:
        return ""
    return (
        f'<path d="{"".join(way)}" stroke="{QUIET}" stroke-width="1.2" fill="none" '
        f'opacity="{0.35 if len(others) < _CROWD else 0.15}" class="axis"/>'
    )


# --- parts of both


def _axes(
    unit: str,
    ticks: Sequence[float],
    x: Scale,
    y: Scale,
    span: tuple[date, date],
    left: float,
    right: float,
    *,
    count: int = 6,
) -> Iterator[str]:
    """Numbers with their lines, days below."""
    for tick in ticks:
        yield line(left, y(tick), right, y(tick), GRID, "grid")
        yield text(left - 8, y(tick) + 4, tick_words(tick, unit), QUIET, "quiet", "end", size=11)
    end = -100.0
    for day, words in day_ticks(*span, count):
        at, half = x(day.toordinal()), 3.2 * len(words)
        middle = min(max(at, left - 20 + half), right + 6 - half)
        if middle - half < end + 6:
            continue
        end = middle + half
        yield line(at, y.start, at, y.start + 4, QUIET, "axis")
        yield text(middle, y.start + 17, words, QUIET, "quiet", "middle", size=11)


def _lines(
    course: Course, marks: Sequence[Mark], x: Scale, y: Scale, right: float
) -> Iterator[str]:
    """What the words allow, the line of each figure for its time, and the way to the next."""
    faded = 0.5 if course.row.is_past else 1.0
    for way in ways_of(marks, x, right):
        mark, spot = way.mark, way.mark.item.spot
        css, colour, _ = look_of(spot.camp)
        yield from _allowed(spot, mark, way.end, y, css, colour)
        for a, b, wide, opacity in ((mark.x, way.said, 2.4, 1.0), (way.said, way.end, 1.6, 0.5)):
            if b > a:
                yield line(a, mark.y, b, mark.y, colour, css, width=wide, opacity=opacity * faded)
        for m in way.onward:
            dashes = "3 2" if is_dashed(m) else ""
            yield line(m.x, mark.y, m.x, m.y, colour, css, width=1.8, dashes=dashes, opacity=faded)


def _label(x: float, y: float, words: str) -> str:
    return text(x, y, words, INK, "ink", bold=True, size=11)


def _allowed(spot: Spot, mark: Mark, end: float, y: Scale, css: str, colour: str) -> Iterator[str]:
    """What the words allow as a band: with edges, fading for "about", open where no end is said."""
    for low, is_left_out, turn in ((spot.low, spot.low_open, 1), (spot.high, spot.high_open, -1)):
        if low is None or (turn > 0 and is_ceiling(spot)):
            yield from _fading(mark, end, mark.y + turn * _REACH, css, colour)
            tip = mark.y + turn * 22
            yield line(mark.x, mark.y, mark.x, tip, colour, css, width=1.4)
            yield (
                f'<path d="M{mark.x - 4:.1f} {tip - turn * 5:.1f}L{mark.x:.1f} {tip:.1f}'
                f'L{mark.x + 4:.1f} {tip - turn * 5:.1f}" fill="none" stroke="{colour}" '
                f'stroke-width="1.6" class="{css}"/>'
            )
            continue
        to = y(low) + mark.y - y(spot.at)
        if abs(to - mark.y) < 3:
            continue
        if spot.is_about:
            yield from _fading(mark, end, to, css, colour)
        else:
            middle, high = (mark.y + to) / 2, abs(mark.y - to)
            yield line(mark.x, middle, end, middle, colour, css, width=high, opacity=0.16)
            dashes = "3 3" if is_left_out else ""
            yield line(mark.x, to, end, to, colour, css, width=1, opacity=0.7, dashes=dashes)


def _fading(mark: Mark, end: float, to: float, css: str, colour: str) -> Iterator[str]:
    step = (to - mark.y) / _FADE
    for n in range(_FADE):
        y = mark.y + (n + 0.5) * step
        opacity = 0.26 * (1 - n / _FADE) + 0.02
        yield line(mark.x, y, end, y, colour, css, width=abs(step), opacity=opacity)


def _sign(course: Course, mark: Mark) -> str:
    item = mark.item
    spot = item.spot
    css, colour, number = look_of(spot.camp if isinstance(item, Step) else course.row.camp)
    is_point = isinstance(item, Point)
    hollow = is_point or spot.is_range or spot.camp == SEVERAL
    tip = escape(f"{course.row.name}: {item.words}, {item.day.isoformat()}")
    size = 0.75 if is_point else 0.9
    sign = shape(number, mark.x, mark.y, colour, css, hollow=hollow, size=size)
    if spot.kind in CROSSED:
        sign += crossed(mark.x, mark.y, 5)
    faded = ' opacity="0.5"' if course.row.is_past else ""
    return f"<g{faded}><title>{tip}</title>{sign}</g>"


def notes_of(timeline: Timeline, courses: Sequence[Course]) -> Iterator[str]:
    """What a reader must know to read it, and what is not on it."""
    strip = timeline.strip
    more = len(timeline.courses) - len(courses)
    if more > 0:
        yield f"and {counted(more, 'more voice')}: reportedly claims --subject {strip.subject}"
    yield counts_in_words(strip.counts)
    if told := "; ".join(_keys(timeline, courses)):
        yield told
    if timeline.untimed:
        rest = len(timeline.untimed) - _NOTES
        words = "; ".join(timeline.untimed[:_NOTES]) + (f"; and {rest} more" if rest > 0 else "")
        yield f"not drawn: {words}"
    if strip.left_out:
        yield f"{strip.left_out} in other units not shown"


def _keys(timeline: Timeline, courses: Sequence[Course]) -> Iterator[str]:
    steps = [*chain.from_iterable(c.steps for c in courses)]
    kinds = {s.kind for s in steps}
    spots = {p.spot.kind for c in courses for p in c.points}
    last = timeline.days[-1]
    if timeline.strip.camps > 1:
        yield "one shape: can be right together"
    if any(s.until is None and s.told < last for s in steps):
        yield "pale line: not said again"
    if any(s.spot.low is None or s.spot.high is None or is_ceiling(s.spot) for s in steps):
        yield "arrow: or more, or less"
    if {StepKind.REVISED, StepKind.CORRECTED} & kinds:
        yield "dashed: revised or corrected"
    marks = [
        *(["denied"] if SpotKind.DENIED in spots else []),
        *(["put right by its publisher"] if SpotKind.PUT_RIGHT in spots else []),
        *(["taken back"] if SpotKind.TAKEN_BACK in spots else []),
    ]
    if marks:
        yield f"crossed: {' or '.join(marks)}"
    if {SpotKind.PART, SpotKind.PROJECTION} & spots:
        yield "small and hollow: a part, or what may come"
    if any(c.row.is_past for c in courses):
        yield "faded: told as past"
