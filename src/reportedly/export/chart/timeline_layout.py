"""Where in a timeline's picture each thing stands, whatever draws it: marks, lines and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from textwrap import wrap

from reportedly.export.chart.scale import Scale
from reportedly.export.chart.strip import Spot, SpotKind
from reportedly.export.chart.strip_layout import ticks_of
from reportedly.export.chart.timeline import Course, Point, Step, StepKind

CROSSED = (SpotKind.DENIED, SpotKind.PUT_RIGHT, SpotKind.TAKEN_BACK)
"""Kinds of figures that are crossed out."""
MOST = 60
"""Voices that are drawn; of more the rest is counted."""

BESIDE = 206
"""Pixels beside the lines, for names with their figures."""

_HEIGHT = 240  # pixels from the lowest number to the highest
_LABEL = 32  # pixels that a name with its figure takes
_NAME = 27  # characters of a name, in each of two lines
_LANE = 13.0  # pixels between two marks of one day
_ASIDE = (-3.0, 3.0, -6.0, 6.0)  # pixels by which lines at one height move apart
_PLAIN = (StepKind.FIRST, StepKind.UPDATE, StepKind.FELL)  # the way there is a whole line


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a course on its day: where it stands."""

    course: int
    item: Step | Point
    x: float
    y: float

    @property
    def group(self) -> int:
        """Number of the change of its voice; -1 of a figure that it did not hold."""
        return self.item.group if isinstance(self.item, Step) else -1


@dataclass(frozen=True, slots=True)
class Way:
    """The line of a figure for its time: from its mark to `end`, said again until `said`.

    Attributes:
        mark: where it begins.
        said: up to where it was said. end: up to where it was held.
        onward: the marks of what took its place.
    """

    mark: Mark
    said: float
    end: float
    onward: tuple[Mark, ...]


def chosen(courses: Sequence[Course], most: int) -> list[Course]:
    """The courses, of too many those that stand out, are in dispute or changed most often."""
    if len(courses) <= most:
        return list(courses)

    def order(course: Course) -> tuple[bool, bool, bool, int]:
        marked = any(s.kind not in (StepKind.FIRST, StepKind.UPDATE) for s in course.steps)
        return course.row.stands_out, course.row.camp >= 0, marked, len(course.steps)

    best = sorted(courses, key=order, reverse=True)[:most]
    names = {c.row.voice for c in best}
    return [c for c in courses if c.row.voice in names]


def ends_of(course: Course) -> list[Spot]:
    """What stands at the end of a voice's line: what it holds, else what it said last."""
    held = [s.spot for s in course.steps if s.spot.kind is SpotKind.HELD]
    if held:
        return held
    return [course.items[-1].spot]


def end_words(course: Course, spot: Spot) -> str:
    """What stands at a line's end: all that a voice holds; of several lines the figure of each."""
    return spot.words if len(ends_of(course)) > 1 else course.row.words


@dataclass(frozen=True, slots=True)
class Layout:
    """Where several courses stand in one drawing, in pixels.

    Attributes:
        x: days as ordinals. y: numbers. ticks: those that are written.
        left, right, top, bottom: of the lines; names stand beyond `right`.
        marks: of all courses, each moved aside with its course.
        ends: number of a course and what stands at its end, as they follow downwards.
        heights: where the line of each ends. names: each one's in lines. places: where they stand.
    """

    x: Scale
    y: Scale
    ticks: tuple[float, ...]
    left: float
    right: float
    top: float
    bottom: float
    marks: tuple[tuple[Mark, ...], ...]
    ends: tuple[tuple[int, Spot], ...]
    heights: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]
    places: tuple[float, ...]


def layout_of(courses: Sequence[Course], width: int, top: float, span: tuple[date, date]) -> Layout:
    """All courses in one drawing, with room beside it for their names."""
    right, left = width - BESIDE, 52
    ends = [(n, spot) for n, course in enumerate(courses) for spot in ends_of(course)]
    bottom = top + max(_HEIGHT, (_LABEL + 8) * len(ends))
    ticks = ticks_of(spots_in(courses), 5)
    y = Scale(ticks[0], ticks[-1], bottom, top)
    x = day_scale(span, left, right - 8)
    aside = asides_of(courses, y)
    marks = placed(courses, x, y)
    own = [
        tuple(replace(m, y=m.y + aside[n]) for m in marks if m.course == n)
        for n, _ in enumerate(courses)
    ]
    ends.sort(key=lambda end: (y(end[1].at) + aside[end[0]], end[0]))
    heights = [y(spot.at) + aside[n] for n, spot in ends]
    names = [wrap(courses[n].row.name, _NAME, max_lines=2, placeholder=" …") for n, _ in ends]
    steps = [_LABEL + 12 * (len(name) - 1) for name in names]
    places = spread(heights, steps, top, bottom)
    return Layout(
        x,
        y,
        tuple(ticks),
        left,
        right,
        top,
        bottom,
        tuple(own),
        tuple(ends),
        tuple(heights),
        tuple(map(tuple, names)),
        tuple(places),
    )


def ways_of(marks: Sequence[Mark], x: Scale, right: float) -> Iterator[Way]:
    """The lines of a course, from its marks up to the edge where it is held."""
    for mark in marks:
        step = mark.item
        if isinstance(step, Point):
            continue
        later = [m for m in marks if m.group == step.group + 1 and m.item.day == step.until]
        left = [
            m
            for m in marks
            if m.group < 0 and m.item.day == step.until and m.item.spot.at == step.spot.at
        ]
        far = right if step.until is None else max(mark.x + 14, x(step.until.toordinal()))
        end = min((m.x for m in later or left), default=far)
        said = end
        if step.until is None:
            said = mark.x if step.told == step.day else min(end, x(step.told.toordinal()))
        yield Way(mark, max(mark.x, said), end, tuple(later))


def is_dashed(mark: Mark) -> bool:
    """Whether the way to a figure is that of a revision or a correction."""
    return isinstance(mark.item, Step) and mark.item.kind not in _PLAIN


def spread(
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


def spots_in(courses: Iterable[Course]) -> list[Spot]:
    """All figures of courses."""
    return [i.spot for c in courses for i in c.items]


def day_scale(span: tuple[date, date], left: float, right: float) -> Scale:
    """Days as ordinals → pixels, with room at both ends for what is of one day."""
    first, last = span[0].toordinal(), span[1].toordinal()
    pad = min(30.0, (right - left) / (last - first + 1) / 2)
    pad = max(pad, 10.0)
    return Scale(first, max(last, first + 1), left + pad, right - pad)


def placed(courses: Sequence[Course], x: Scale, y: Scale) -> list[Mark]:
    """The marks of all courses; those of one day side by side, where one would cover another."""
    by_day: dict[date, list[tuple[int, Step | Point]]] = {}
    for n, course in enumerate(courses):
        for item in course.items:
            by_day.setdefault(item.day, []).append((n, item))
    gaps = [x(b.toordinal()) - x(a.toordinal()) for a, b in pairwise(sorted(by_day))]
    band = min([120.0, *(gap * 0.75 for gap in gaps)])
    found = []
    for day, items in sorted(by_day.items()):
        lanes = _lanes([(n, item, y(item.spot.at)) for n, item in items])
        count = max(lanes) + 1
        step = min(_LANE, band / count)
        for (n, item), lane in zip(items, lanes, strict=True):
            aside = (lane - (count - 1) / 2) * step
            at = max(x.start - 8, min(x.end + 14, x(day.toordinal()) + aside))
            found.append(Mark(n, item, at, y(item.spot.at)))
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


def asides_of(courses: Sequence[Course], y: Scale) -> dict[int, float]:
    """How far each course moves up or down, so that no line lies upon another."""
    places = [{round(y(s.spot.at) / 3) for s in course.steps} for course in courses]
    found: dict[int, float] = {}
    for n, own in enumerate(places):
        near = {found[k] for k in range(n) if own & places[k]}
        found[n] = next(a for a in (0, *_ASIDE, 9.0) if a not in near or a == 9.0)
    return found


def is_ceiling(spot: Spot) -> bool:
    """Whether the words say no more than "up to"; a band down to none would hide what is there."""
    return spot.low == 0 and spot.at == spot.high and spot.at > 0


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what is taken."""


def labels(courses: Sequence[Course], at: Layout) -> Iterator[tuple[float, float, str]]:
    """Figures as written beside their marks, where there is room; the last stand at line's ends."""
    last = {id(spot) for _, spot in at.ends}
    taken = [box_of(m) for own in at.marks for m in own]
    taken += [way for own in at.marks for way in covered(own, at.right)]
    told = []
    for course, own in zip(courses, at.marks, strict=True):
        for mark in own:
            item = mark.item
            plain = isinstance(item, Step) and item.kind in (StepKind.FIRST, StepKind.UPDATE)
            if id(item.spot) not in last or not plain:
                who = "" if isinstance(item, Step) else f"{course.row.name} "
                told.append((mark, f"{who}{item.words}"))
    yield from beside(told, taken, (at.left, at.top - 12, at.right, at.bottom))


def beside(
    told: Iterable[tuple[Mark, str]], taken: list[Box], room: Box
) -> Iterator[tuple[float, float, str]]:
    """Words beside their marks, on nothing that is taken; those without room are left out."""
    for mark, words in told:
        wide = 6.6 * len(words)
        for a, b in _around(mark, wide):
            box = (a, b - 9, a + wide, b + 2)
            inside = room[0] <= a and a + wide <= room[2] and room[1] <= b - 9 and b <= room[3]
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield a, b, words
                break


def _around(mark: Mark, wide: float) -> Iterator[tuple[float, float]]:
    """Where words may stand beside a mark: above, below, to the right, to the left."""
    for b in (mark.y - 10, mark.y + 18):
        yield mark.x - wide / 2, b
        yield mark.x - 4, b
        yield mark.x + 5 - wide, b
    yield mark.x + 10, mark.y - 5
    yield mark.x + 10, mark.y + 13
    yield mark.x - 10 - wide, mark.y + 4


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def box_of(mark: Mark) -> Box:
    """What a mark covers, with the arrow of an open side."""
    spot, is_step = mark.item.spot, isinstance(mark.item, Step)
    up = 23 if is_step and spot.high is None else 7
    down = 23 if is_step and (spot.low is None or is_ceiling(spot)) else 7
    return mark.x - 7, mark.y - up, mark.x + 7, mark.y + down


def covered(marks: Sequence[Mark], right: float) -> list[Box]:
    """Where lines lie, on which no words should stand."""
    steps = sorted((m for m in marks if isinstance(m.item, Step)), key=lambda m: m.x)
    ways = [(a.x, a.y, b.x) for a, b in pairwise(steps)]
    ways += [(steps[-1].x, steps[-1].y, right)] if steps else []
    flat = [(a, y - 2, b, y + 2) for a, y, b in ways]
    up = [(b.x - 1, min(a.y, b.y), b.x + 1, max(a.y, b.y)) for a, b in pairwise(steps)]
    return [*flat, *up]
