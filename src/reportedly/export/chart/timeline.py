"""A subject's positions over time: what each voice held from which day to which.

The unit is the voice, as in the strip: a later statement of one voice takes the place of the one
before, so its figures are steps of one line, in the camp in which the strip shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reportedly.export.chart.strip import (
    Row,
    Spot,
    SpotKind,
    Strip,
    spots_beside,
    spots_of,
    spots_told,
)
from reportedly.export.chart.strip_layout import camp_of, told_of
from reportedly.model import (
    NOWHERE,
    Claim,
    Conflict,
    ConflictKind,
    Fate,
    Position,
    Role,
    Setting,
    Stance,
    Statement,
)


class StepKind(StrEnum):
    """What a figure is to the one that its voice gave before."""

    FIRST = "first"
    UPDATE = "update"
    REVISED = "revised"
    CORRECTED = "corrected"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class Step:
    """A figure that a voice held for a time.

    Attributes:
        spot: the figure.
        day: on which it was first told.
        told: the last day on which it was told as current.
        until: the day on which the voice left it, None while it holds it.
        kind: what it is to the one before.
        group: number of the voice's change; figures held side by side share one.
    """

    spot: Spot
    day: date
    told: date
    until: date | None
    kind: StepKind = StepKind.FIRST
    group: int = 0

    @property
    def words(self) -> str:
        """The figure as written, and what it did to the one before."""
        marked = (StepKind.REVISED, StepKind.CORRECTED, StepKind.FELL)
        return f"{self.spot.words} ({self.kind})" if self.kind in marked else self.spot.words


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that a voice did not hold: denied, a part, what may come, put right, taken back."""

    spot: Spot
    day: date

    @property
    def words(self) -> str:
        """The figure as written, and what it is."""
        if self.spot.kind is SpotKind.PUT_RIGHT:
            return f"{self.spot.words} (put right)"
        back = self.spot.kind is SpotKind.TAKEN_BACK
        return f"takes back {self.spot.words}" if back else told_of(self.spot)


@dataclass(frozen=True, slots=True)
class Course:
    """What one voice said over time.

    Attributes:
        row: its row in the strip.
        steps: what it held, in the order in which it said it.
        points: what it said of other figures.
    """

    row: Row
    steps: tuple[Step, ...]
    points: tuple[Point, ...] = ()

    @property
    def items(self) -> tuple[Step | Point, ...]:
        """All its figures, those of one day in the order in which they were said."""
        return tuple(sorted((*self.points, *self.steps), key=lambda item: item.day))

    @property
    def days(self) -> set[date]:
        """The days on which it said something else than before."""
        ends = {s.until for s in self.steps if s.until is not None}
        return {item.day for item in self.items} | ends

    @property
    def summary(self) -> str:
        """The course in words."""
        told = (f"{item.words} on {item.day.isoformat()}" for item in self.items)
        return f"{self.row.name}: {', '.join(told)}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A strip's positions over time.

    Attributes:
        strip: the same positions at one moment.
        courses: of the voices that gave a figure on a known day, in the order of the strip.
        untimed: what has no day or no figure, in words.
    """

    strip: Strip
    courses: tuple[Course, ...]
    untimed: tuple[str, ...] = ()

    @property
    def days(self) -> list[date]:
        """Those on which anything was said, in order."""
        return sorted({day for course in self.courses for day in course.days})

    @property
    def has_course(self) -> bool:
        """Whether there are several days, so that an axis of time says something."""
        return len(self.days) > 1


def timeline_of(
    strip: Strip,
    positions: Iterable[Position],
    conflicts: Iterable[Conflict] = (),
    claims: Iterable[Claim] = (),
    setting: Setting = NOWHERE,
) -> Timeline:
    """The positions of a strip over time.

    Args:
        strip: from `strips_of`, of these positions.
        positions: what each voice holds.
        conflicts: what was found, among it what voices did with their own figures.
        claims: all on the subject, those that their publisher put right among them.
        setting: what later captures made of claims.
    """
    held = {p.voice: p for p in positions}
    steps = [c for c in conflicts if c.subject == strip.subject and c.kind.is_step]
    wrong = {c.id: c for c in claims}
    courses, untimed = [], []
    for row in strip.rows:
        course, rest = _course(row, held[row.voice], strip.unit, steps, wrong, setting)
        if course.days:
            courses.append(course)
        untimed += rest
        if not course.days and not rest:
            untimed.append(f"{row.name}: {row.words}")
    return Timeline(strip, tuple(courses), tuple(dict.fromkeys(untimed)))


def _course(
    row: Row,
    position: Position,
    unit: str,
    found: Sequence[Conflict],
    claims: Mapping[str, Claim],
    setting: Setting,
) -> tuple[Course, list[str]]:
    """The course of a voice, and what it says without a day."""
    dated = [_dated(s, setting) for s in position.statements]
    taken = [_dated(s, setting) for s in position.withdrawn]
    left = _days(spots_told(position.denies, SpotKind.DENIED, unit))
    lost = [day for c in position.retracts if (day := _said_on(c)) is not None]
    camps = {i: s.camp for s in row.spots for i in s.claims}
    own = {c.id for c in position.claims} | {i for s in position.withdrawn for i in s.ids}
    found = [c for c in found if not own.isdisjoint(c.claims)]
    kept = list(_steps(dated, position, unit, found, left))
    gone = list(_steps(taken, position, unit, found, lost, first=len(kept) + 1))
    kept = [_left_for(step, gone) for step in kept]
    steps = [_in_camp(step, row, camps) for step in (*kept, *gone)]
    put_right = [
        claims[c.corrects]
        for s in (*position.statements, *position.withdrawn)
        for c in s.claims
        if c.corrects is not None and c.corrects in claims
    ]
    points = [
        *spots_beside(position, unit),
        *spots_told(put_right, SpotKind.PUT_RIGHT, unit),
    ]
    known = [Point(p, date.fromisoformat(p.day)) for p in points if p.day]
    known += [
        Point(replace(s.spot, kind=SpotKind.TAKEN_BACK), s.until)
        for s in gone
        if s.until in lost and s.until is not None and s.group == gone[-1].group
    ]
    rest = [f"{row.name}: {Point(p, date.min).words}, day not known" for p in points if not p.day]
    rest += _undated((*dated, *taken), row, unit)
    return Course(row, tuple(steps), tuple(known)), rest


def _left_for(step: Step, gone: Sequence[Step]) -> Step:
    """The step, ended where its voice gave a later figure that it took back afterwards."""
    later = [g.day for g in gone if g.day > step.day and (step.until or date.max) > g.day]
    if not later or step.spot.kind is SpotKind.HELD:
        return step
    return replace(step, until=min(later), told=min(step.told, *later))


def _dated(statement: Statement, setting: Setting) -> tuple[Statement, bool]:
    """A statement, and whether its day is that on which a page that it was taken from said it."""
    fates = (setting.fates.get(i) for i in statement.ids)
    return statement, any(f is not None and f.fate is Fate.SUPERSEDED for f in fates)


def _day(statement: Statement, unit: str, *, on_page: bool) -> tuple[Spot, date] | None:
    """Its figure and the day on which it was first told; None where one of them is missing."""
    spot = next(spots_of([statement], SpotKind.FORMER, unit), None)
    if spot is None:
        return None
    day = _said_on(statement.lead) if on_page else None
    day = date.fromisoformat(spot.day) if spot.day else day
    return None if day is None else (spot, day)


def _steps(
    statements: Sequence[tuple[Statement, bool]],
    position: Position,
    unit: str,
    found: Sequence[Conflict],
    leaving: Collection[date],
    *,
    first: int = 0,
) -> Iterator[Step]:
    """The figures of a voice on their days; those side by side end with the next of another time.

    Args:
        statements: oldest first, each with whether its day is its page's.
        position: of the voice.
        unit: of the strip.
        found: what the voice did with its own figures.
        leaving: days on which it left its last figure without giving another.
        first: number of the first change.
    """
    groups: list[list[tuple[Statement, Spot, date]]] = []
    for statement, on_page in statements:
        there = _day(statement, unit, on_page=on_page)
        if there is None:
            continue
        # Of two whose order nobody tells, the one first told on a later day is the later step.
        if not groups or not statement.beside or there[1] > groups[-1][0][2]:
            groups.append([])
        groups[-1].append((statement, *there))
    held, leaving = {s.ids for s in position.held}, sorted(leaving)
    for n, group in enumerate(groups):
        following = groups[n + 1][0][2] if groups[n + 1 :] else None
        for statement, spot, day in group:
            last = statement.last.end if statement.last is not None else day
            told = last if last != date.max else day
            is_held = statement.ids in held
            until = following or next((d for d in leaving if d >= told), None)
            if until is None and not is_held:
                until = told
            before = groups[n - 1][-1] if n else None
            yield Step(
                replace(spot, kind=SpotKind.HELD) if is_held else spot,
                day,
                max(day, told if following is None else min(told, following)),
                None if is_held else until,
                _kind(before, (statement, spot), found),
                first + n,
            )


def _kind(
    before: tuple[Statement, Spot, date] | None,
    after: tuple[Statement, Spot],
    found: Sequence[Conflict],
) -> StepKind:
    """What a figure is to the one before."""
    if before is None:
        return StepKind.FIRST
    earlier, old, _ = before
    later, new = after
    if old.at == new.at:
        return StepKind.UPDATE
    wrong = (Stance.DENIES, Stance.RETRACTS)
    told = any(c.revises or c.corrects for c in later.claims)
    if told or any(c.role is Role.EARLIER and c.stance in wrong for c in earlier.claims):
        return StepKind.CORRECTED
    kinds = {
        c.kind
        for c in found
        if not set(c.claims).isdisjoint(earlier.ids) and not set(c.claims).isdisjoint(later.ids)
    }
    rises = new.at > old.at
    if ConflictKind.UPDATE in kinds and (rises or len(kinds) == 1):
        return StepKind.UPDATE
    if ConflictKind.DECREASE in kinds:
        return StepKind.FELL
    return StepKind.REVISED if ConflictKind.REVISION in kinds else StepKind.UPDATE


def _in_camp(step: Step, row: Row, camps: Mapping[str, int]) -> Step:
    """The step in the shape that its row has in the strip; of two held each in its own."""
    own = camps.get(step.spot.claims[0], row.camp)
    spot = replace(step.spot, camp=own)
    return replace(step, spot=replace(spot, camp=camp_of(row, spot)))


def _said_on(claim: Claim) -> date | None:
    """The last day on which it may have been said."""
    return None if claim.said is None else claim.said.end or claim.said.start


def _days(spots: Iterable[Spot]) -> list[date]:
    return [date.fromisoformat(s.day) for s in spots if s.day]


def _undated(statements: Iterable[tuple[Statement, bool]], row: Row, unit: str) -> Iterator[str]:
    """What was said on a day that nobody tells: most often told as past by a later report."""
    for statement, on_page in statements:
        spot = next(spots_of([statement], SpotKind.FORMER, unit), None)
        if spot is None or _day(statement, unit, on_page=on_page) is not None:
            continue
        said = [day for c in statement.claims if (day := _said_on(c)) is not None]
        when = f"told as past on {min(said).isoformat()}" if said else "day not known"
        yield f"{row.name}: {spot.words}, {when}"
