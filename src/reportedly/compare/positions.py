"""What each voice holds on a subject: its latest statement, with its earlier ones behind it.

Claims of one voice are put in the order in which they were made, those that say the same are one
statement in several documents, and a later statement takes the place of the one before. A figure
told as an earlier one ("up from 14", "had said 22") joins the statement that it repeats, else it
is a statement made before its document; where nothing later follows it, it is past. What a
publisher corrects in its own report was never said; what a voice takes back it no longer holds.

Levels (missing, prices) hold for their own time alone, so of these a voice holds one statement
for each moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from types import MappingProxyType

from reportedly.compare.figures import CEILINGS, apart, below, comparable_figures
from reportedly.compare.judge import any_related
from reportedly.compare.times import counts_for, is_before, said_at, told_at
from reportedly.compare.voices import NO_TEXTS, house_of, text_key, voice_key
from reportedly.compare.wording import voice_name
from reportedly.model import (
    Behaviour,
    Claim,
    Figure,
    Interval,
    Moment,
    Position,
    Role,
    Stance,
    Statement,
    meeting,
    minute_of,
)
from reportedly.model.period import shift_day

TOTALS = frozenset({Role.TOTAL, Role.EARLIER})
"""Roles of figures that are compared as counts of their whole subject."""


def positions_of(claims: Iterable[Claim], texts: Mapping[str, str] = NO_TEXTS) -> list[Position]:
    """The positions on one subject, in the order of the voices' names.

    A voice that only told a part of the whole, or what may come, has none; one that took back what
    it said has an empty one.

    Args:
        claims: live claims on the subject, in any order, none of them corrected.
        texts: document → the document of which it is one text.
    """
    there = list(claims)
    # A text's own voice is the word of who printed it first, and goes on in what it prints later.
    homes = {
        text_key(c.document): c.origin.id
        for c in there
        if texts.get(c.document) == c.document and c.origin is not None and len(c.chain) == 1
    }
    voices: dict[str, list[Claim]] = {}
    for claim in there:
        key = voice_key(claim, texts)
        voices.setdefault(homes.get(key, key), []).append(claim)
    found = [_position(key, _in_order(own), texts) for key, own in voices.items()]
    found = [p for p in found if _says_anything(p) or _took_back(voices[p.voice])]
    return sorted(found, key=lambda p: (p.name.casefold(), p.voice))


def common_ground(positions: Iterable[Position]) -> list[Interval]:
    """The numbers on which all voices that hold one could agree; none where they cannot."""
    held = (
        [s.figure.interval for s in p.held if s.figure is not None and not s.figure.share]
        for p in positions
    )
    return meeting(own for own in held if own)


def _says_anything(position: Position) -> bool:
    return bool(position.statements or position.denies or position.reserves)


def _took_back(claims: Iterable[Claim]) -> bool:
    """Whether a voice withdrew something, or came round to what it had denied."""
    return any(c.stance in (Stance.RETRACTS, Stance.DENIES) for c in claims)


def without_corrected(claims: Iterable[Claim]) -> list[Claim]:
    """Claims without those whose own publisher put them right."""
    there = list(claims)
    gone = {c.corrects for c in there if c.corrects is not None}
    return [c for c in there if c.id not in gone] if gone else there


def same_value(a: Claim, b: Claim) -> bool:
    """True when both state the same number, whatever they say of its bounds."""
    pair = comparable_figures(a, b)
    if pair is None:
        return a.figure is None and b.figure is None
    first, second = pair
    return first.nominal == second.nominal and not apart(first.rounded, second.rounded)


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    """A voice's claims as it made them: by the time they count for, then by that of saying.

    A count that accumulates and has no hour comes before the first of its day that is higher.
    """
    if len(claims) == 1:
        return list(claims)
    hours: dict[date, list[tuple[int, Decimal]]] = {}
    for claim in claims:
        moment, low = told_at(claim), _growing(claim)
        if moment is not None and moment.clock and low is not None:
            hours.setdefault(moment.end, []).append((minute_of(moment), low))
    return sorted(claims, key=lambda claim: _order(claim, hours))


def _order(claim: Claim, hours: Mapping[date, Sequence[tuple[int, Decimal]]]) -> tuple[object, ...]:
    """Times, what is told as past first, then the number where it can only grow; then ids."""
    low = _growing(claim)
    return (
        *_key(counts_for(claim), low, hours),
        *_key(told_at(claim), low, hours),
        *_key(said_at(claim), low, hours),
        claim.role is not Role.EARLIER,
        low is not None,
        low or 0,
        claim.document,
        claim.spans[0].start if claim.spans else -1,
        claim.id,
    )


_DAY = 24 * 60


def _growing(claim: Claim) -> Decimal | None:
    """The number stated of what can only grow."""
    figure = claim.figure
    accumulates = claim.subject.behaves is Behaviour.ACCUMULATING
    return figure.nominal.low if accumulates and figure is not None else None


def _key(
    moment: Moment | None,
    low: Decimal | None = None,
    hours: Mapping[date, Sequence[tuple[int, Decimal]]] = MappingProxyType({}),
) -> tuple[date, int]:
    if moment is None:
        return date.min, 0
    there = hours.get(moment.end, ())
    if moment.clock or low is None or not there:
        days, minute = divmod(minute_of(moment), _DAY)
        return shift_day(moment.end, days), minute
    higher = [minute for minute, number in there if number >= low]
    return moment.end, min(higher) if higher else max(minute for minute, _ in there) + 1


def _position(key: str, claims: Sequence[Claim], texts: Mapping[str, str]) -> Position:
    first = claims[0]
    asserted = [
        c for c in claims if c.role in TOTALS and (c.stance is Stance.ASSERTS or is_put_right(c))
    ]
    asserted_once = _statements(asserted, texts)
    retracts = [c for c in claims if c.stance is Stance.RETRACTS and not is_put_right(c)]
    statements = _without_retracted(asserted_once, claims, retracts)
    kept = {s.ids for s in statements}
    standing = _standing(statements)
    is_level = first.subject.behaves is Behaviour.LEVEL and first.subject.event is not None
    denied = [c for c in claims if _denies(c) and not _came_round(c, statements)]
    held = _last(statements) if is_level else standing
    reserved = (Stance.CANNOT_VERIFY, Stance.DECLINES, Stance.ASKS)
    name = voice_name(first)
    return Position(
        first.subject.id,
        key,
        name,
        tuple(statements),
        tuple(s for s in held if not is_denied(s.lead, s.last, denied)),
        tuple(s for s in standing if not is_denied(s.lead, s.last, denied)),
        tuple(denied),
        tuple(c for c in claims if c.stance in reserved),
        bool(held) and all(_is_past(s) for s in held),
        tuple(c for c in claims if c.role not in TOTALS and c.stance is Stance.ASSERTS),
        tuple(s for s in asserted_once if s.ids not in kept),
        tuple(retracts),
    )


def is_put_right(claim: Claim) -> bool:
    """True for what its own voice calls wrong: the 13 of "12 children died, not 13 as we said"."""
    return claim.role is Role.EARLIER and claim.stance in (Stance.DENIES, Stance.RETRACTS)


def _denies(claim: Claim) -> bool:
    return claim.stance is Stance.DENIES and not is_put_right(claim)


@dataclass(slots=True)
class _Run:
    """Claims that carry one statement, while they are gathered."""

    claims: list[Claim] = field(default_factory=list)
    beside: bool = False

    def admits(self, claim: Claim) -> bool:
        """Whether the claim says the same again."""
        last = self.claims[-1]
        if claim.figure is None:
            return claim.text == last.text or {a.id for a in claim.actors} == {
                a.id for a in last.actors
            }
        return same_value(claim, last)


@dataclass(slots=True)
class _Now:
    """What a voice tells as current in one document, with the numbers and units told at hand."""

    claims: list[Claim] = field(default_factory=list)
    numbers: set[Interval] = field(default_factory=set)
    units: set[str | None] = field(default_factory=set)
    is_plain: bool = True

    def add(self, claim: Claim) -> None:
        """Take in one claim more."""
        self.claims.append(claim)
        figure = claim.figure
        if figure is None or figure.share:
            self.is_plain = False
        else:
            self.numbers.add(figure.nominal)
            self.units.add(figure.unit)

    def repeats(self, run: _Run) -> bool:
        """Whether one of the claims says again what a statement says."""
        figure = run.claims[-1].figure
        if (
            self.is_plain
            and figure is not None
            and not figure.share
            and self.units == {figure.unit}
        ):
            return figure.nominal in self.numbers and any(map(run.admits, self.claims))
        return any(map(run.admits, self.claims))


def _statements(claims: Sequence[Claim], texts: Mapping[str, str]) -> list[Statement]:
    runs: list[_Run] = []
    now: dict[str, _Now] = {}
    for claim in claims:
        if claim.role is Role.TOTAL:
            now.setdefault(claim.document, _Now()).add(claim)
    for claim in claims:
        home = _home(claim, runs)
        if home is None:
            beside = bool(runs) and _unordered(runs[-1].claims[-1], claim, texts)
            if beside and _meet(runs[-1].claims[-1], claim):
                home = runs[-1]
        if home is None:
            runs.insert(_place(claim, now, runs), _Run([claim], beside))
        else:
            home.claims.append(claim)
    return [_statement(run) for run in runs]


def _place(claim: Claim, now: Mapping[str, _Now], runs: Sequence[_Run]) -> int:
    """Where a new statement stands: last, but "up from 18" before what it rose to is first said."""
    if claim.role is Role.EARLIER and claim.document in now:
        for number, run in enumerate(runs):
            if now[claim.document].repeats(run):
                return number
    return len(runs)


def _home(claim: Claim, runs: Sequence[_Run]) -> _Run | None:
    """The statement that the claim repeats: the last, or for one told as earlier any before it."""
    if claim.role is Role.EARLIER:
        return next((r for r in reversed(runs) if r.admits(claim)), None)
    if not runs:
        return None
    last = len(runs) - 1
    held = (runs[n] for n in range(last, -1, -1) if n == last or runs[n + 1].beside)
    fitting = (r for r in islice(held, 2) if r.admits(claim) and _same_time(claim, r))
    return next(fitting, None)


def _same_time(claim: Claim, run: _Run) -> bool:
    """Of a level, whether both count for one moment; other counts are held until they change."""
    if claim.subject.behaves is not Behaviour.LEVEL:
        return True
    first, second = counts_for(claim), counts_for(run.claims[-1])
    return first is None or second is None or first.overlaps(second)


def _unordered(a: Claim, b: Claim, texts: Mapping[str, str]) -> bool:
    """True within one text whose words do not say which of two figures is the later.

    Two states of a text by one publisher follow on each other, whatever the hour.
    """
    later_state = (
        a.document != b.document and house_of(a) is not None and house_of(a) == house_of(b)
    )
    return (
        texts.get(a.document, a.document) == texts.get(b.document, b.document)
        and not later_state
        and a.role is b.role is Role.TOTAL
        and _key(counts_for(a)) == _key(counts_for(b))
        and _key(told_at(a)) == _key(told_at(b))
        and _key(said_at(a)) == _key(said_at(b))
    )


def _meet(a: Claim, b: Claim) -> bool:
    pair = comparable_figures(a, b)
    return pair is not None and not apart(pair[0].rounded, pair[1].rounded)


def _statement(run: _Run) -> Statement:
    told = [t for c in run.claims if c.role is not Role.EARLIER and (t := told_at(c)) is not None]
    counted = [t for c in run.claims if (t := counts_for(c)) is not None]
    return Statement(
        tuple(run.claims),
        _lead(run.claims),
        counted[0] if counted else None,
        told[0] if told else None,
        max(told, key=lambda m: (m.end, minute_of(m))) if told else None,
        run.beside,
    )


def _lead(claims: Sequence[Claim]) -> Claim:
    """The claim that stands for all.

    Of one number it is the one that leaves most open, so that no bound is lost on the way through a
    headline; of several that meet the one that says most.
    """
    best = claims[0]
    for claim in claims[1:]:
        pair = comparable_figures(best, claim)
        if pair is None:
            continue
        mine, its = pair
        if mine.nominal == its.nominal:
            # "About 14" and "at least 14": neither covers the other, and the second has no end.
            open_to = _open_sides(its) > _open_sides(mine) and not _covers(mine, its)
            wider = open_to or (_covers(its, mine) and not _covers(mine, its))
        else:
            wider = _covers(mine, its) and claim.role is not Role.EARLIER
        if wider:
            best = claim
    return best


def _open_sides(figure: Figure) -> int:
    return (figure.rounded.low is None) + (figure.rounded.high is None)


def _covers(a: Figure, b: Figure) -> bool:
    return a.interval.covers(b.interval)


def _without_retracted(
    statements: list[Statement], claims: Sequence[Claim], retracts: Sequence[Claim]
) -> list[Statement]:
    """Statements that the voice did not take back: all before a retraction, or those it names.

    What it took back for another figure stays behind that one.
    """
    revised = {c.revises for c in claims}
    for taken in retracts:
        when = told_at(taken)
        statements = [
            s
            for s in statements
            if (taken.figure is not None and not same_value(s.lead, taken))
            or is_before(when, s.first)
            or not revised.isdisjoint(s.ids)
        ]
    return statements


def _standing(statements: Sequence[Statement]) -> list[Statement]:
    if statements and statements[0].lead.subject.behaves is Behaviour.LEVEL:
        return [
            s
            for n, s in enumerate(statements)
            if not any(_replaces(later, s) for later in statements[n + 1 :])
        ]
    return _last(statements)


def _last(statements: Sequence[Statement]) -> list[Statement]:
    """The last statement, with those that stand beside it."""
    if not statements:
        return []
    held = [statements[-1]]
    for before, after in zip(reversed(statements[:-1]), reversed(statements), strict=False):
        if not after.beside:
            break
        held.insert(0, before)
    return held


def _replaces(later: Statement, earlier: Statement) -> bool:
    """True for a later figure of the same moment."""
    if later.beside:
        return False
    first, second = earlier.counts, later.counts
    return (first is None) == (second is None) and (
        first is None or second is None or first.overlaps(second)
    )


def _is_past(statement: Statement) -> bool:
    """True when the last document that tells of it tells of it as past."""
    last = max(statement.claims, key=lambda c: (_day_of(said_at(c)), c.role is Role.EARLIER))
    return last.role is Role.EARLIER


def _day_of(moment: Moment | None) -> date:
    return date.min if moment is None else moment.end


def _came_round(denial: Claim, statements: Sequence[Statement]) -> bool:
    """True when the voice later asserted what it had denied."""
    denied_at = told_at(denial)
    for statement in statements:
        later = is_before(denied_at, statement.first)
        if later and denial.figure is not None and _reaches(statement.lead, denial):
            return True
        if later and denial.actors and any_related(statement.lead.actors, denial.actors):
            return True
        if later and denial.figure is None and statement.figure is None and not denial.actors:
            return True
    return False


def is_denied(said: Claim, last: Moment | None, denied: Iterable[Claim]) -> bool:
    """Whether a voice denied since the figure that it had given last at that time."""
    return any(
        d.figure is not None and is_before(last, told_at(d)) and same_value(said, d) for d in denied
    )


def _reaches(claim: Claim, denial: Claim) -> bool:
    """Whether a claim says the number denied, or more of what only grows."""
    pair = comparable_figures(denial, claim)
    grows = claim.subject.behaves is Behaviour.ACCUMULATING and pair is not None
    more = grows and pair is not None and below(pair[0].nominal, pair[1].nominal)
    return more or same_value(claim, denial)


def rises(earlier: Statement, later: Statement) -> bool:
    """True when the later number stated is above the earlier one; a ceiling tells of no rise."""
    pair = comparable_figures(earlier.lead, later.lead)
    return (
        pair is not None
        and pair[1].bound not in CEILINGS
        and below(pair[0].nominal, pair[1].nominal)
    )
