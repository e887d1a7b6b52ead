"""Timelines → SVG: days along, numbers up, a step line for each voice with its name at the end.

A few voices share one drawing where it is wide. On a phone, or where they are more, each has a
small drawing of its own under its name, the others pale behind it (small multiples: Tufte, "The
Visual Display of Quantitative Information", 1983). Shapes and colours are those of the strip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import chain, pairwise
from textwrap import shorten, wrap

from reportedly.export.chart.scale import Scale, day_ticks, short_number
from reportedly.export.chart.strip import SEVERAL, Spot, SpotKind
from reportedly.export.chart.strip_layout import CHARACTER, PHONES, ticks_of
from reportedly.export.chart.strip_picture import WIDTH, draw_panel
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
from reportedly.export.chart.timeline import Course, Point, Step, StepKind, Timeline
from reportedly.export.counting import counted, counts_in_words

MOST_TOGETHER = 5
"""Voices in one drawing; more of them have a small one each."""
_MOST = 60  # voices drawn at all
_HEIGHT = 240  # pixels from the lowest number to the highest
_SMALL = 62  # the same of a small drawing
_LABEL = 32  # pixels that a name with its figure takes at a line's end
_BESIDE = 206  # pixels beside the lines, for these
_NAME = 27  # characters of a name there, in each of two lines
_BOLD = 7.0  # of a bold one at 11
_SIDE = 260  # pixels above which a small drawing has its figure beside the name
_LANE = 13.0  # pixels between two marks of one day
_REACH = 26.0  # pixels in which an open end fades out
_FADE = 6  # steps in which it does
_ASIDE = (-3.0, 3.0, -6.0, 6.0)  # pixels by which lines at one height move apart
_NOTES = 6  # of what has no day; of more the rest is counted


_PLAIN = (StepKind.FIRST, StepKind.UPDATE, StepKind.FELL)  # the way there is a whole line


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark of a course on its day: where it stands."""

    course: int
    item: Step | Point
    x: float
    y: float

    @property
    def group(self) -> int:
        """Number of the change of its voice; -1 of a figure that it did not hold."""
        return self.item.group if isinstance(self.item, Step) else -1


def draw_timelines(
    timelines: Sequence[Timeline],
    width: int = WIDTH,
    *,
    heading: bool = True,
    event: str = "",
    most: int = _MOST,
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
    body: list[str] = []
    y = 0.0
    if event:
        body, y = _heading(event, width, 16)
    days = [day for t in timelines if t.has_course for day in t.days]
    shown = ""
    for timeline in timelines:
        strip = timeline.strip
        if heading and strip.subject != shown:
            y += 14 if shown else 0
            title, size = strip.title.removesuffix(f": {event}"), 14 if event else 16
            lines, height = _heading(title, width, size)
            body.append(moved(lines, 0, y))
            y += height
        shown = strip.subject
        span = (min(days), max(days)) if timeline.has_course else None
        lines, height = _panel(timeline, width, span, most, verdict=heading)
        body.append(moved(lines, 0, y))
        y += height + 6
    return picture(body, width, y, " ".join(timeline_words(t, most) for t in timelines), "strip")


def timeline_words(timeline: Timeline, most: int = _MOST) -> str:
    """A timeline in words, for those who do not see it."""
    if not timeline.has_course:
        return timeline.strip.summary
    strip, courses = timeline.strip, _chosen(timeline.courses, most)
    told = "; ".join(course.summary for course in courses)
    more = len(timeline.courses) - len(courses)
    parts = [strip.title, strip.verdict.rstrip("."), f"Over time: {told}"]
    parts += [f"And {counted(more, 'more voice')}"] if more else []
    return ". ".join([*filter(None, parts), *timeline.untimed[:_NOTES]]) + "."


def _heading(words: str, width: int, size: int) -> tuple[list[str], float]:
    """A title in two lines at most, and their height."""
    lines = wrap(words, int(width / (size * 0.54)), max_lines=2, placeholder=" …")
    step = size + 4
    drawn = [
        text(0, size + 2 + n * step, told, INK, "ink", bold=True, size=size)
        for n, told in enumerate(lines)
    ]
    return drawn, step * len(lines) + 8.0


def _chosen(courses: Sequence[Course], most: int) -> list[Course]:
    """The courses, of too many those that stand out, are in dispute or changed most often."""
    if len(courses) <= most:
        return list(courses)

    def order(course: Course) -> tuple[bool, bool, bool, int]:
        marked = any(s.kind not in (StepKind.FIRST, StepKind.UPDATE) for s in course.steps)
        return course.row.stands_out, course.row.camp >= 0, marked, len(course.steps)

    best = sorted(courses, key=order, reverse=True)[:most]
    names = {c.row.voice for c in best}
    return [c for c in courses if c.row.voice in names]


def _panel(
    timeline: Timeline, width: int, span: tuple[date, date] | None, most: int, *, verdict: bool
) -> tuple[list[str], float]:
    """The elements of a timeline without its title, and its height."""
    strip = timeline.strip
    if span is None:
        lines, height = draw_panel(strip, width)
        day = timeline.days[0].isoformat() if timeline.days else ""
        told = f"All of one day, {day}: no course to draw." if day else "No day is known."
        return [*lines, text(0, height + 10, told, QUIET, "quiet", size=11)], height + 18
    body, top = [], 0.0
    if verdict and strip.verdict:
        colour, name = (RED, "ring") if strip.is_disputed else (QUIET, "quiet")
        for words in _wrapped(f"{'≠ ' if strip.is_disputed else ''}{strip.verdict}.", width):
            top += 18
            body.append(text(0, top - 4, words, colour, name, bold=strip.is_disputed))
    courses = _chosen(timeline.courses, most)
    together = width >= PHONES and len(courses) <= MOST_TOGETHER
    draw = _together if together else _apart
    lines, bottom = draw(timeline, courses, width, top + 10, span)
    y = bottom + 14
    for note in _notes(timeline, courses):
        for words in _wrapped(note, width, 6.2):
            lines.append(text(0, y, words, QUIET, "quiet", size=11))
            y += 15
    return [*body, *lines], y


# --- all in one drawing


def _together(
    timeline: Timeline, courses: Sequence[Course], width: int, top: float, span: tuple[date, date]
) -> tuple[list[str], float]:
    right, left = width - _BESIDE, 52
    ends = [(n, spot) for n, course in enumerate(courses) for spot in _ends(course)]
    bottom = top + max(_HEIGHT, (_LABEL + 8) * len(ends))
    ticks = ticks_of(_spots(courses), 5)
    y = Scale(ticks[0], ticks[-1], bottom, top)
    x = _days(span, left, right - 8)
    body = list(_axes(timeline.strip.unit, ticks, x, y, span, left, right))
    marks = _placed(courses, x, y)
    taken = [_box(m) for m in marks]
    aside = _aside(courses, y)
    for n, course in enumerate(courses):
        own = [replace(m, y=m.y + aside[n]) for m in marks if m.course == n]
        body += _lines(course, own, x, y, aside[n], right)
        taken += _covered(own, right)
    for n, course in enumerate(courses):
        own = [replace(m, y=m.y + aside[n]) for m in marks if m.course == n]
        body += [_sign(course, m) for m in own]
        body += _told(course, own, taken, (left, top - 12, right, bottom), ends, named=True)
    body += _named(courses, ends, marks, aside, y, right, (top, bottom))
    return body, bottom + 22


def _ends(course: Course) -> list[Spot]:
    """What stands at the end of a voice's line: what it holds, else what it said last."""
    held = [s.spot for s in course.steps if s.spot.kind is SpotKind.HELD]
    if held:
        return held
    return [course.items[-1].spot]


def _named(
    courses: Sequence[Course],
    ends: Sequence[tuple[int, Spot]],
    marks: Sequence[_Mark],
    aside: Mapping[int, float],
    y: Scale,
    right: float,
    room: tuple[float, float],
) -> Iterator[str]:
    """Voices with their figures beside the drawing, each near its line, none on another."""
    order = sorted(ends, key=lambda end: (y(end[1].at) + aside[end[0]], end[0]))
    names = [wrap(courses[n].row.name, _NAME, max_lines=2, placeholder=" …") for n, _ in order]
    steps = [_LABEL + 12 * (len(name) - 1) for name in names]
    places = _spread([y(s.at) + aside[n] for n, s in order], steps, *room)
    for (n, spot), name, place in zip(order, names, places, strict=True):
        row = courses[n].row
        at = y(spot.at) + aside[n]
        begin = right
        if spot.kind is not SpotKind.HELD:
            begin = max((m.x for m in marks if m.course == n), default=right) + 8
        css, colour, number = _look(spot.camp)
        fade = 1.0 if spot.kind is SpotKind.HELD else 0.5
        yield line(begin, at, right, at, QUIET, "axis", dashes="1 3") if begin < right else ""
        yield line(right, at, right + 14, place, colour, css, opacity=0.6 * fade)
        hollow = spot.is_range or spot.kind is not SpotKind.HELD or spot.camp == SEVERAL
        yield shape(number, right + 22, place, colour, css, hollow=hollow, size=0.8)
        several = sum(1 for other, _ in ends if other == n) > 1
        words = spot.words if several else row.words
        told = shorten(words, int((_BESIDE - 34) / 7.2), placeholder=" …")
        yield text(right + 33, place - 2, told, INK, "ink", bold=True)
        for k, part in enumerate(name):
            yield text(right + 33, place + 11 + 12 * k, part, INK, "ink", size=11)


def _spread(
    wanted: Sequence[float], steps: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Places as near to those wanted as leaves each its step to the next; in order."""
    places: list[float] = []
    for n, place in enumerate(wanted):
        places.append(max(place, places[-1] + steps[n - 1] if places else top))
    limit = max(bottom, top + sum(steps[:-1]))
    for n in range(len(places) - 1, -1, -1):
        places[n] = min(places[n], limit)
        limit = places[n] - steps[n - 1]
    return places


# --- a small drawing each


def _apart(
    timeline: Timeline, courses: Sequence[Course], width: int, top: float, span: tuple[date, date]
) -> tuple[list[str], float]:
    columns = 1 if width < PHONES else 3
    gap = 24
    wide = (width - gap * (columns - 1)) / columns
    step = _SMALL + (60 if columns == 1 else 80)
    ticks = ticks_of(_spots(courses), 3)
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
    css, colour, number = _look(row.camp)
    is_wide = wide > _SIDE
    top = 34.0 if is_wide else 50.0
    left, right, bottom = 40.0, wide - 6, top + _SMALL
    y = Scale(ticks[0], ticks[-1], bottom, top)
    x = _days(span, left, right)
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
    marks = _placed([course], x, y)
    body += _lines(course, marks, x, y, 0, right)
    body += [_sign(course, m) for m in marks]
    taken = [_box(m) for m in marks] + _covered(marks, right)
    body += _told(course, marks, taken, (left, top - 16, right + 6, bottom - 1))
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
        'opacity="0.35" class="axis"/>'
    )


# --- parts of both


def _spots(courses: Iterable[Course]) -> list[Spot]:
    return [i.spot for c in courses for i in c.items]


def _days(span: tuple[date, date], left: float, right: float) -> Scale:
    """Days as ordinals → pixels, with room at both ends for what is of one day."""
    first, last = span[0].toordinal(), span[1].toordinal()
    pad = min(30.0, (right - left) / (last - first + 1) / 2)
    pad = max(pad, 10.0)
    return Scale(first, last, left + pad, right - pad)


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
        words = f"{short_number(tick)}{unit if unit == '%' else ''}"
        yield line(left, y(tick), right, y(tick), GRID, "grid")
        yield text(left - 8, y(tick) + 4, words, QUIET, "quiet", "end", size=11)
    end = -100.0
    for day, words in day_ticks(*span, count):
        at, half = x(day.toordinal()), 3.2 * len(words)
        middle = min(max(at, left - 20 + half), right + 6 - half)
        if middle - half < end + 6:
            continue
        end = middle + half
        yield line(at, y.start, at, y.start + 4, QUIET, "axis")
        yield text(middle, y.start + 17, words, QUIET, "quiet", "middle", size=11)


def _placed(courses: Sequence[Course], x: Scale, y: Scale) -> list[_Mark]:
    """The marks of all courses; those of one day side by side, where one would cover another."""
    by_day: dict[date, list[tuple[int, Step | Point]]] = {}
    for n, course in enumerate(courses):
        for item in course.items:
            by_day.setdefault(item.day, []).append((n, item))
    gaps = [x(b.toordinal()) - x(a.toordinal()) for a, b in pairwise(sorted(by_day))]
    band = min([120.0, *(gap * 0.75 for gap in gaps)])
    found = []
    for day, items in by_day.items():
        lanes = _lanes([(n, item, y(item.spot.at)) for n, item in items])
        count = max(lanes) + 1
        step = min(_LANE, band / count)
        for (n, item), lane in zip(items, lanes, strict=True):
            aside = (lane - (count - 1) / 2) * step
            at = max(x.start - 8, min(x.end + 14, x(day.toordinal()) + aside))
            found.append(_Mark(n, item, at, y(item.spot.at)))
    return found


def _lanes(items: Sequence[tuple[int, Step | Point, float]]) -> list[int]:
    """For each mark of one day its lane: later ones of one voice to the right, none on another."""
    taken: list[tuple[int, float, int]] = []
    after: dict[int, tuple[int, int]] = {}
    found = []
    for n, item, y in items:
        group = item.group if isinstance(item, Step) else -1
        lane, last = after.get(n, (0, group))
        first = lane + 1 if n in after and group != last else lane
        number = next(
            k
            for k in range(first, first + len(items) + 1)
            if all(k != other or abs(y - at) > 11 for other, at, _ in taken)
        )
        taken.append((number, y, n))
        after[n] = (number, group)
        found.append(number)
    return found


def _aside(courses: Sequence[Course], y: Scale) -> dict[int, float]:
    """How far each course moves up or down, so that no line lies upon another."""
    places = [{round(y(s.spot.at) / 3) for s in course.steps} for course in courses]
    found: dict[int, float] = {}
    for n, own in enumerate(places):
        near = {found[k] for k in range(n) if own & places[k]}
        found[n] = next(a for a in (0, *_ASIDE, 9.0) if a not in near or a == 9.0)
    return found


def _look(camp: int) -> tuple[str, str, int]:
    """Class, colour and number of the shape of a camp, as in the strip."""
    if camp < 0:
        return "axis", QUIET, 0
    return f"l{camp % len(COLOURS)}", COLOURS[camp % len(COLOURS)], camp % len(SHAPES)


def _lines(
    course: Course, marks: Sequence[_Mark], x: Scale, y: Scale, aside: float, right: float
) -> Iterator[str]:
    """What the words allow, the line of each figure for its time, and the way to the next."""
    faded = 0.5 if course.row.is_past else 1.0
    for mark in marks:
        step = mark.item
        if isinstance(step, Point):
            continue
        css, colour, _ = _look(step.spot.camp)
        later = [m for m in marks if m.group == step.group + 1 and m.item.day == step.until]
        far = right if step.until is None else max(mark.x + 14, x(step.until.toordinal()))
        end = min((m.x for m in later), default=far)
        said = end if step.until or step.told == step.day else x(step.told.toordinal())
        said = mark.x if step.until is None and step.told == step.day else min(said, end)
        yield from _allowed(step.spot, mark, end, y, aside, css, colour)
        if said > mark.x:
            yield line(mark.x, mark.y, said, mark.y, colour, css, width=2.4, opacity=faded)
        if end > said:
            yield line(said, mark.y, end, mark.y, colour, css, width=1.6, opacity=0.5 * faded)
        for m in later if not step.taken_back else ():
            is_plain = isinstance(m.item, Step) and m.item.kind in _PLAIN
            dashes = "" if is_plain else "3 2"
            yield line(m.x, mark.y, m.x, m.y, colour, css, width=1.8, dashes=dashes, opacity=faded)
        if step.taken_back or _denied_since(step, course):
            yield _crossed(end, mark.y)


def _denied_since(step: Step, course: Course) -> bool:
    """Whether a voice left its figure by denying it."""
    return step.until is not None and any(
        p.spot.kind is SpotKind.DENIED and p.day == step.until and p.spot.at == step.spot.at
        for p in course.points
    )


def _crossed(x: float, y: float) -> str:
    return line(x - 5, y - 5, x + 5, y + 5, INK, "ink-line", width=1.8) + line(
        x - 5, y + 5, x + 5, y - 5, INK, "ink-line", width=1.8
    )


def _allowed(
    spot: Spot, mark: _Mark, end: float, y: Scale, aside: float, css: str, colour: str
) -> Iterator[str]:
    """What the words allow as a band: with edges, fading for "about", open where no end is said."""
    for low, is_left_out, turn in ((spot.low, spot.low_open, 1), (spot.high, spot.high_open, -1)):
        if low is None or (turn > 0 and _is_ceiling(spot)):
            yield from _fading(mark, end, mark.y + turn * _REACH, css, colour)
            tip = mark.y + turn * 22
            yield line(mark.x, mark.y, mark.x, tip, colour, css, width=1.4)
            yield (
                f'<path d="M{mark.x - 4:.1f} {tip - turn * 5:.1f}L{mark.x:.1f} {tip:.1f}'
                f'L{mark.x + 4:.1f} {tip - turn * 5:.1f}" fill="none" stroke="{colour}" '
                f'stroke-width="1.6" class="{css}"/>'
            )
            continue
        to = y(low) + aside
        if abs(to - mark.y) < 3:
            continue
        if spot.is_about:
            yield from _fading(mark, end, to, css, colour)
        else:
            middle, high = (mark.y + to) / 2, abs(mark.y - to)
            yield line(mark.x, middle, end, middle, colour, css, width=high, opacity=0.16)
            dashes = "3 3" if is_left_out else ""
            yield line(mark.x, to, end, to, colour, css, width=1, opacity=0.7, dashes=dashes)


def _is_ceiling(spot: Spot) -> bool:
    """Whether the words say no more than "up to"; a band down to none would hide what is there."""
    return spot.low == 0 and spot.at == spot.high and spot.at > 0


def _fading(mark: _Mark, end: float, to: float, css: str, colour: str) -> Iterator[str]:
    step = (to - mark.y) / _FADE
    for n in range(_FADE):
        y = mark.y + (n + 0.5) * step
        opacity = 0.26 * (1 - n / _FADE) + 0.02
        yield line(mark.x, y, end, y, colour, css, width=abs(step), opacity=opacity)


def _sign(course: Course, mark: _Mark) -> str:
    item = mark.item
    spot = item.spot
    css, colour, number = _look(spot.camp if isinstance(item, Step) else course.row.camp)
    is_point = isinstance(item, Point)
    hollow = is_point or spot.is_range or spot.camp == SEVERAL
    tip = escape(f"{course.row.name}: {item.words}, {item.day.isoformat()}")
    size = 0.75 if is_point else 0.9
    sign = shape(number, mark.x, mark.y, colour, css, hollow=hollow, size=size)
    if spot.kind in (SpotKind.DENIED, SpotKind.PUT_RIGHT):
        sign += _crossed(mark.x, mark.y)
    faded = ' opacity="0.5"' if course.row.is_past else ""
    return f"<g{faded}><title>{tip}</title>{sign}</g>"


_Box = tuple[float, float, float, float]


def _box(mark: _Mark) -> _Box:
    """What a mark covers, with the arrow of an open side."""
    spot, is_step = mark.item.spot, isinstance(mark.item, Step)
    up = 23 if is_step and spot.high is None else 7
    down = 23 if is_step and (spot.low is None or _is_ceiling(spot)) else 7
    return mark.x - 7, mark.y - up, mark.x + 7, mark.y + down


def _covered(marks: Sequence[_Mark], right: float) -> list[_Box]:
    """Where lines lie, on which no words should stand."""
    steps = sorted((m for m in marks if isinstance(m.item, Step)), key=lambda m: m.x)
    ways = [(a.x, a.y, b.x) for a, b in pairwise(steps)]
    ways += [(steps[-1].x, steps[-1].y, right)] if steps else []
    flat = [(a, y - 2, b, y + 2) for a, y, b in ways]
    up = [(b.x - 1, min(a.y, b.y), b.x + 1, max(a.y, b.y)) for a, b in pairwise(steps)]
    return [*flat, *up]


def _told(
    course: Course,
    marks: Sequence[_Mark],
    taken: list[_Box],
    room: _Box,
    ends: Sequence[tuple[int, Spot]] = (),
    *,
    named: bool = False,
) -> Iterator[str]:
    """Figures as written beside their marks where there is room; the last stand elsewhere."""
    last = {id(spot) for _, spot in ends}
    for mark in marks:
        item = mark.item
        is_plain = isinstance(item, Step) and item.kind in (StepKind.FIRST, StepKind.UPDATE)
        if id(item.spot) in last and is_plain:
            continue
        words = f"{course.row.name} {item.words}" if named and mark.group < 0 else item.words
        wide = 6.6 * len(words)
        for a, b in _around(mark, wide):
            box = (a, b - 9, a + wide, b + 2)
            inside = room[0] <= a and a + wide <= room[2] and room[1] <= b - 9 and b <= room[3]
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield text(a, b, words, INK, "ink", bold=True, size=11)
                break


def _around(mark: _Mark, wide: float) -> Iterator[tuple[float, float]]:
    """Where words may stand beside a mark: above, below, to the right, to the left."""
    for b in (mark.y - 10, mark.y + 18):
        yield mark.x - wide / 2, b
        yield mark.x - 4, b
        yield mark.x + 5 - wide, b
    yield mark.x + 10, mark.y - 5
    yield mark.x + 10, mark.y + 13
    yield mark.x - 10 - wide, mark.y + 4


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _notes(timeline: Timeline, courses: Sequence[Course]) -> Iterator[str]:
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
        yield f"without a place on it: {words}"
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
    if any(s.spot.low is None or s.spot.high is None or _is_ceiling(s.spot) for s in steps):
        yield "arrow: or more, or less"
    if {StepKind.REVISED, StepKind.CORRECTED} & kinds:
        yield "dashed: revised or corrected"
    crossed = [
        *(["denied"] if SpotKind.DENIED in spots else []),
        *(["put right by its publisher"] if SpotKind.PUT_RIGHT in spots else []),
        *(["taken back"] if any(s.taken_back for s in steps) else []),
    ]
    if crossed:
        yield f"crossed: {' or '.join(crossed)}"
    if {SpotKind.PART, SpotKind.PROJECTION} & spots:
        yield "small and hollow: a part, or what may come"
    if any(c.row.is_past for c in courses):
        yield "faded: told as past"


def _wrapped(words: str, width: int, character: float = CHARACTER) -> list[str]:
    return wrap(words, int(width / character)) or [""]
