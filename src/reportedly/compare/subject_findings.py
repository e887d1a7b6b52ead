"""What positions on one subject are to each other, as findings that live on when reports are added.

One finding a subject and question, its camps the sets of positions that can hold together; besides,
what each voice did with its own figure, what is outdated, and who says the same in several places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from reportedly.compare.figures import CEILINGS, apart, comparable_figures, is_zero, lies_below
from reportedly.compare.groups import conflict_on, ledger_order
from reportedly.compare.judge import judge_numbers
from reportedly.compare.options import Options
from reportedly.compare.positions import is_put_right, rises, same_value
from reportedly.compare.standing import (
    Between,
    between,
    camps_of,
    falls_below,
    meets,
    pairs_across,
    pairs_worth_judging,
    ratio_between,
    told_as_past,
)
from reportedly.compare.times import is_before, told_at
from reportedly.compare.wording import (
    both_say,
    contradict,
    listed,
    measure_words,
    name_of,
    quoted,
    says,
    statement,
)
from reportedly.model import (
    Behaviour,
    Claim,
    Conflict,
    ConflictKind,
    Figure,
    Position,
    Question,
    Role,
    Severity,
    Stance,
    Statement,
    event_of,
)

Camp = Sequence[Claim]


def finding(
    kind: ConflictKind,
    key: str,
    reason: str,
    camps: Sequence[Camp],
    *,
    claims: Iterable[Claim] = (),
    ratio: Decimal | None = None,
    weight: Severity | None = None,
    asked: Question | None = None,
    explains: Iterable[str] = (),
    subject: str | None = None,
) -> Conflict:
    """A finding on these camps, or on these claims where nobody stands against anybody."""
    members = [sorted({c.id: c for c in camp}.values(), key=ledger_order) for camp in camps]
    concerned = [*(c for camp in members for c in camp), *claims]
    found = conflict_on(kind, concerned, reason, ratio)
    first = min(concerned, key=ledger_order)
    return replace(
        found,
        subject=subject or found.subject,
        event=event_of(first),
        camps=tuple(tuple(c.id for c in camp) for camp in members),
        explains=tuple(dict.fromkeys(explains)),
        weight=weight,
        asked=asked,
        key=key,
    )


def figure_findings(
    positions: Sequence[Position],
    options: Options,
    settled: date | None = None,
    floors: Sequence[Position] = (),
) -> Iterator[Conflict]:
    """Everything about the figures that voices hold on one subject.

    Args:
        positions: all on one subject.
        options: how inexact words are read and what is let pass.
        settled: the day from which the counts of its event no longer move, or None.
        floors: positions on partial views of what is counted.
    """
    stated = [p for p in positions if any(s.figure is not None for s in p.statements)]
    for position in stated:
        yield from _steps(position, options)
        yield from _echoes(position)
    found = [b for a in stated for b in _within(a, options)]
    found += [
        told for a, b in pairs_worth_judging(stated) for told in between(a, b, options, settled)
    ]
    found += [
        told
        for a, floor in pairs_across(stated, floors)
        if floor.voice != a.voice
        for told in falls_below(a, floor, options)
    ]
    yield from _apart(found, stated, options)
    yield from _outdated(found)


# How many?


def _within(position: Position, options: Options) -> Iterator[Between]:
    """Figures that a voice gives side by side and that exclude each other."""
    if len(position.held) < 2 or position.held[0].lead.subject.behaves is Behaviour.LEVEL:
        return
    for a, b in pairs_worth_judging(position.held):
        if not meets(a, b, options):
            low, high = (a, b) if rises(a, b) else (b, a)
            ratio = ratio_between(low, high)
            yield Between(ConflictKind.CONTRADICTION, position, low, position, high, ratio=ratio)


def _apart(
    found: Sequence[Between], stated: Sequence[Position], options: Options
) -> Iterator[Conflict]:
    """The one finding on how many: what cannot hold together now, else once, else lies far off."""
    now = [b for b in found if b.kind is ConflictKind.CONTRADICTION and not b.is_over]
    over = [b for b in found if b.kind is ConflictKind.CONTRADICTION and b.is_over]
    far = [b for b in found if b.kind is ConflictKind.DIVERGENCE]
    near = [b for b in found if b.kind is ConflictKind.ROUNDING]
    if now:
        yield _contradiction(now, options, [s for p in stated if not p.is_past for s in p.standing])
    told = {s.ids for b in now for s in (b.low, b.high)}
    far = [b for b in far if not {b.low.ids, b.high.ids} <= told]
    if far:
        yield _divergence(far, options, Question.HOW_MANY if not now else ConflictKind.DIVERGENCE)
    at_odds = {frozenset((b.lower.voice, b.higher.voice)) for b in now}
    yield from _once_apart([b for b in over if _is_of_its_own(b, at_odds)], options)
    if near and not now:
        yield _rounding(near)
    called = [b for b in found if b.kind is ConflictKind.STATUS]
    if called:
        yield _status(called)


def _is_of_its_own(over: Between, at_odds: Collection[frozenset[str]]) -> bool:
    """Whether a dispute that is over is told: of voices not at odds now, one of which stood by it.

    What every document tells as past is history that nobody disputes.
    """
    told = over.low.first is not None or over.high.first is not None
    return told and frozenset((over.lower.voice, over.higher.voice)) not in at_odds


def _statements_in(found: Sequence[Between]) -> list[Statement]:
    kept: dict[tuple[str, ...], Statement] = {}
    for b in found:
        kept.setdefault(b.low.ids, b.low)
        kept.setdefault(b.high.ids, b.high)
    return [kept[ids] for ids in sorted(kept)]


def _contradiction(
    found: Sequence[Between], options: Options, held: Sequence[Statement] = ()
) -> Conflict:
    """Camps of those who contradict somebody; what fits every camp accuses nobody.

    Whoever holds what one of them holds (`held`) stands in his camp.
    """
    is_over, is_settled = found[0].is_over, all(map(_has_ended, found))
    apart = _statements_in(found)
    values = {_value(s) for s in apart}
    there = {s.ids for s in apart}
    apart += [h for h in held if h.ids not in there and _value(h) in values]
    camps = camps_of(apart, options)
    everywhere = set.intersection(*({s.ids for s in camp} for camp in camps))
    camps = [tuple(s for s in camp if s.ids not in everywhere) for camp in camps]
    if not any(camps):  # "37" and "more than 37" of one voice, which a number between would fit
        camps = [tuple(_once(b.low for b in found)), tuple(_once(b.high for b in found))]
    members = [[c for s in camp for c in s.claims] for camp in camps]
    worst = max(found, key=lambda b: (b.ratio or 0, b.low.ids))
    subject = worst.low.lead.subject.id
    first, second = _in_order(worst)
    if len(camps) < 3:
        reason = contradict(
            statement(first.lead, first.figure), statement(second.lead, second.figure)
        )
        if first.lead.subject.id != second.lead.subject.id:
            floor = worst.high.lead
            counted = f"{quoted(floor.figure, floor)} counts {measure_words(floor.subject)}"
            reason = f"{reason[:-1]}, and {counted}."
    else:
        reason = f"{listed([_camp_says(c) for c in camps])}: no number satisfies all."
    key = f"{subject}:{Question.HOW_MANY}"
    if is_over:
        settled = "settled: " if is_settled else ""
        reason = f"{reason[:-1]}; {settled}since then they have come together."
        key = f"{key}@{_later_day(worst).isoformat()}"
    return finding(
        ConflictKind.CONTRADICTION,
        key,
        reason,
        members,
        ratio=worst.ratio,
        weight=_OVER[is_settled] if is_over else None,
        explains=_explained(found),
    )


def _once(statements: Iterable[Statement]) -> Iterable[Statement]:
    return {s.ids: s for s in statements}.values()


_OVER = {True: Severity.NOTE, False: Severity.QUESTION}


def _has_ended(over: Between) -> bool:
    """Whether both hold one number now, and came to it later than they said what was apart.

    Who gives two numbers on one day has taken back neither.
    """
    sides = ((over.lower, over.low), (over.higher, over.high))
    return _hold_one(over.lower, over.higher) and all(
        said in position.held
        or any(map(is_put_right, said.claims))
        or all(is_before(said.last, held.first) for held in position.held)
        for position, said in sides
    )


def _hold_one(a: Position, b: Position) -> bool:
    """Whether two voices hold one number now, whatever they held before."""
    mine, its = ([s.lead for s in p.held if s.figure] for p in (a, b))
    return bool(mine and its) and all(same_value(s, t) for s in mine for t in its)


def _value(statement: Statement) -> tuple[object, ...]:
    """What is one number for two statements: the number, its unit, of what it is a share."""
    return _value_of(statement.figure)


def _value_of(figure: Figure | None) -> tuple[object, ...]:
    return () if figure is None else (figure.nominal, figure.unit, figure.share)


def _camp_says(camp: Sequence[Statement]) -> str:
    """`"24" (the Observatory and the hospital; 1 other fits)`: the highest number names a camp."""
    lead = max(camp, key=lambda s: _least(s) or Decimal(0)).lead
    core = [s for s in camp if _value(s) == _value_of(lead.figure)]
    names = list(dict.fromkeys(name_of(s.lead) for s in core))
    told = names if len(names) < 4 else [*names[:2], f"{len(names) - 2} more"]
    others = len({name_of(s.lead) for s in camp} - set(names))
    fits = f"; {others} {'other fits' if others == 1 else 'others fit'}" if others else ""
    return f"{quoted(lead.figure, lead)} ({listed(told)}{fits})"


def _least(statement: Statement) -> Decimal | None:
    return None if statement.figure is None else statement.figure.rounded.low


def _in_order(b: Between) -> tuple[Statement, Statement]:
    """As a reader is told of two: the one made first, else by name."""
    pair = sorted((b.low, b.high), key=lambda s: (_day(s), name_of(s.lead), s.ids))
    return pair[0], pair[1]


def _day(s: Statement) -> date:
    moment = s.first or told_at(s.lead)
    return date.min if moment is None else moment.start


def _once_apart(over: Sequence[Between], options: Options) -> Iterator[Conflict]:
    """Disputes that are over: one finding for each day and circle of statements."""
    names: Counter[str] = Counter()
    for circle in _circles(over):
        told = _contradiction(circle, options)
        names[told.key] += 1
        count = names[told.key]
        yield told if count == 1 else replace(told, key=f"{told.key}-{count}")


def _circles(found: Iterable[Between]) -> list[list[Between]]:
    """Those of one day that share statements, directly or through others, together."""
    above: dict[_Told, _Told] = {}

    def top(name: _Told) -> _Told:
        while (higher := above.setdefault(name, name)) != name:
            above[name] = above[higher]
            name = higher
        return name

    ordered = sorted(found, key=lambda b: (_later_day(b), b.low.ids, b.high.ids))
    for b in ordered:
        day = _later_day(b)
        above[top((day, b.high.ids))] = top((day, b.low.ids))
    circles: dict[_Told, list[Between]] = {}
    for b in ordered:
        circles.setdefault(top((_later_day(b), b.low.ids)), []).append(b)
    return list(circles.values())


_Told = tuple[date, tuple[str, ...]]
"""A statement in a dispute of one day."""


def _later_day(b: Between) -> date:
    return max(_day(b.low), _day(b.high))


def _divergence(found: Sequence[Between], options: Options, name: str) -> Conflict:
    worst = max(found, key=lambda b: (b.ratio or 0, b.low.ids))
    low = {b.low.ids: b.low for b in found}
    high = {b.high.ids: b.high for b in found if b.high.ids not in low}
    pair = comparable_figures(worst.low.lead, worst.high.lead)
    assert pair is not None
    verdict = judge_numbers(worst.low.lead, pair[0], worst.high.lead, pair[1], options)
    return finding(
        ConflictKind.DIVERGENCE,
        f"{worst.low.lead.subject.id}:{name}",
        verdict.reason,
        [
            [c for _, s in sorted(low.items()) for c in s.claims],
            [c for _, s in sorted(high.items()) for c in s.claims],
        ],
        ratio=worst.ratio,
        explains=_explained(found),
    )


def _status(found: Sequence[Between]) -> Conflict:
    """Who calls the same people what they cannot both have been."""
    first = min(found, key=lambda b: (_day(b.low), b.low.ids, b.high.ids))
    kept: dict[str, dict[str, Claim]] = {}
    for b in found:
        for s in (b.low, b.high):
            kept.setdefault(_populations(s.lead) or "", {}).update({c.id: c for c in s.claims})
    told = " and ".join(
        f"{says(s.lead)} {quoted(s.figure, s.lead)} ({_populations(s.lead)})"
        for s in _in_order(first)
    )
    return finding(
        ConflictKind.STATUS,
        f"{first.low.lead.subject.id}:{ConflictKind.STATUS}",
        f"{told}: as many people, called what they cannot both have been.",
        [list(claims.values()) for _, claims in sorted(kept.items())],
        explains=("population",),
    )


def _rounding(found: Sequence[Between]) -> Conflict:
    first = min(found, key=lambda b: (_day(b.low), b.low.ids, b.high.ids))
    told = both_say(*(statement(s.lead, s.figure) for s in _in_order(first)))
    camps = [first.low.claims, first.high.claims]
    more = [c for b in found for s in (b.low, b.high) for c in s.claims]
    return finding(
        ConflictKind.ROUNDING,
        f"{first.low.lead.subject.id}:{ConflictKind.ROUNDING}",
        f"{told}: rounded as they are written, both can hold.",
        camps,
        claims=more,
    )


def _outdated(found: Sequence[Between]) -> Iterator[Conflict]:
    """For each voice whose lower count is the older one: what has been counted since."""
    older: dict[str, list[Between]] = {}
    for b in found:
        if b.kind is ConflictKind.OUTDATED:
            older.setdefault(b.lower.voice, []).append(b)
    for voice, own in older.items():
        low = own[0].low
        newest = max(own, key=lambda b: (_day(b.high), b.high.ids))
        # Nobody need ask how "hundreds" became 2,080.
        is_vague = low.figure is not None and low.figure.vague is not None
        is_note = is_vague or newest.is_told or own[0].lower.is_past
        before, after = (told_at(s.lead) for s in (low, newest.high))
        days = (after.start - before.end).days if before is not None and after is not None else 0
        age = f"{days} {'day' if days == 1 else 'days'} older" if days > 0 else "the earlier"
        a, b_ = statement(low.lead, low.figure), statement(newest.high.lead, newest.high.figure)
        yield finding(
            ConflictKind.OUTDATED,
            f"{low.lead.subject.id}:{ConflictKind.OUTDATED}:{_slug(voice)}",
            f"{a.says} {a.figure}{_on(a.when)}, which is {age}; {b_.says} {b_.figure}"
            f"{_on(b_.when)}.",
            [low.claims, [c for b in own for c in b.high.claims]],
            ratio=newest.ratio,
            weight=None if is_note else Severity.QUESTION,
            explains=("time",),
        )


def _on(when: str) -> str:
    return f" on {when}" if when else ""


def _slug(voice: str) -> str:
    return voice.replace("\0", "~")


def _explained(found: Iterable[Between]) -> Iterator[str]:
    """What might explain a difference, worked out from what the claims say."""
    for b in found:
        a, c = b.low.lead, b.high.lead
        first, second = told_at(a), told_at(c)
        if first is not None and second is not None and not first.overlaps(second):
            yield "time"
        if _populations(a) != _populations(c):
            yield "population"
        if any(f is not None and f.bound.value != "exact" for f in (a.figure, c.figure)):
            yield "bound"
        if a.figure is not None and c.figure is not None and a.figure.unit != c.figure.unit:
            yield "unit"
        if b.lower.voice == b.higher.voice:
            yield "origin"


def _populations(claim: Claim) -> str | None:
    return claim.figure.population if claim.figure is not None else None


# What a voice did with its own figure


def _steps(position: Position, options: Options) -> Iterator[Conflict]:
    """Updates, revisions and falls of one voice, each kind as one finding."""
    steps: dict[ConflictKind, list[tuple[Statement, Statement]]] = {}
    for a, b in pairwise(position.statements):
        kind = None if b.beside else _step(a, b, options)
        if kind is not None:
            steps.setdefault(kind, []).append((a, b))
    for kind, own in steps.items():
        told: dict[tuple[str, ...], Statement] = {}
        for a, b in own:
            told.setdefault(a.ids, a)
            told.setdefault(b.ids, b)
        yield finding(
            kind,
            f"{position.subject}:{kind}:{_slug(position.voice)}",
            _step_reason(position, kind, own[-1], len(own)),
            [s.claims for s in told.values()],
            ratio=ratio_between(*own[-1]) if kind is ConflictKind.DECREASE else None,
            explains=("time",),
        )


def _step(a: Statement, b: Statement, options: Options) -> ConflictKind | None:
    """What a voice's next statement is to the one before."""
    if same_value(a.lead, b.lead):
        return None
    pair = comparable_figures(a.lead, b.lead)
    if pair is None:
        return None
    behaves = a.lead.subject.behaves
    if any(c.revises is not None for c in b.claims):
        return ConflictKind.REVISION
    if behaves is Behaviour.ACCUMULATING:
        if rises(a, b):
            return ConflictKind.UPDATE
        if pair[1].bound in CEILINGS and not apart(pair[0].rounded, pair[1].rounded):
            return ConflictKind.REVISION
        if not lies_below(pair[1], pair[0], options):
            return None
        return ConflictKind.REVISION if _says_so(a, b) else ConflictKind.DECREASE
    if behaves is Behaviour.LEVEL:
        if a.counts is None or b.counts is None or a.counts.may_be(b.counts):
            return ConflictKind.REVISION
        return ConflictKind.UPDATE if a.lead.subject.event is not None else None
    return None if meets(a, b, options) else ConflictKind.REVISION


def _says_so(earlier: Statement, later: Statement) -> bool:
    """True when a document that carries the later figure tells of the earlier one as past."""
    return bool(told_as_past(earlier) & set(later.documents)) or all(
        c.role is Role.EARLIER for c in later.claims
    )


def _step_reason(
    position: Position, kind: ConflictKind, step: tuple[Statement, Statement], count: int
) -> str:
    a, b = (statement(s.lead, s.figure) for s in step)
    before = "" if count == 1 else f", the last of {count} steps"
    told = f"{position.name} gave {a.figure}{_on(a.when)} and then {b.figure}{_on(b.when)}"
    if kind is ConflictKind.UPDATE and step[0].lead.subject.behaves is Behaviour.LEVEL:
        return f"{told}{before}: the later is of a later time."
    if kind is ConflictKind.UPDATE:
        return f"{told}{before}: its count goes on."
    if kind is ConflictKind.REVISION:
        return f"{told}{before}: the later takes the place of the earlier."
    return f"{told}{before}: a count of this kind cannot fall, and nothing says that it was wrong."


def _echoes(position: Position) -> Iterator[Conflict]:
    """What one voice says in several documents: one voice."""
    claims = [c for s in position.held if len(s.documents) > 1 for c in s.claims]
    if not claims:
        return
    documents = tuple(dict.fromkeys(c.home for c in claims))
    shown = listed(documents) if len(documents) < 4 else f"{len(documents)} documents"
    yield finding(
        ConflictKind.ECHO,
        f"{position.subject}:{ConflictKind.ECHO}:{_slug(position.voice)}",
        f"{shown} carry what {position.name} says: one voice, not {len(documents)}.",
        (),
        claims=claims,
    )


# Is it so? Denials of a figure, an event or a topic


def denial_findings(
    positions: Sequence[Position], subject_claims: Sequence[Claim]
) -> Iterator[Conflict]:
    """Each number, or thing, that a voice denies and another asserts: one finding.

    A denial without a figure denies the figure of another told before it in its document; else
    what its own voice contradicts by its own figure; else whatever others assert.
    """
    disputes: dict[str, tuple[list[Claim], list[Claim], Severity | None]] = {}
    live = {id(c) for p in positions for c in p.denies}
    speakers, carriers = _speakers(positions), _carriers(positions)
    said_by_others: dict[int | None, list[Claim]] = {}
    for denial in subject_claims:
        if denial.stance is not Stance.DENIES or is_put_right(denial):
            continue
        voice = None if denial.origin is None else denial.origin.id
        its = [n for n in (speakers.get(id(denial)), speakers.get(voice)) if n is not None]
        at = min(its, default=None)
        own = None if at is None else positions[at]
        if at not in said_by_others:
            apart = [s for n, p in enumerate(positions) if n != at for s in p.statements]
            said_by_others[at] = [c for s in apart for c in s.claims]
        others = said_by_others[at]
        denied, said = _denied(denial, own, others)
        if not denied:
            continue
        number = _number(said)
        weight = None if id(denial) in live else Severity.QUESTION
        if _is_settled(denied, own, carriers):
            weight = Severity.NOTE
        deniers, asserters, known = disputes.get(number, ([], [], weight))
        deniers.append(denial)
        there = {c.id for c in asserters}
        asserters += [c for c in denied if c.id not in there]
        disputes[number] = deniers, asserters, min(known, weight, key=_WEIGHTS.index)
    for number, (deniers, asserters, weight) in sorted(disputes.items()):
        yield _denial(number, deniers, asserters, weight)


_STOP = " .,;"
_WEIGHTS = (None, Severity.QUESTION, Severity.NOTE)


def _is_settled(
    denied: Sequence[Claim],
    own: Position | None,
    carriers: Mapping[str, Sequence[tuple[Position, Statement]]],
) -> bool:
    """Whether all who said what is denied have put it right, or say now what the denier says."""
    said = [each for c in denied for each in carriers.get(c.id, ())]
    standing = [p for p, s in said if not any(map(is_put_right, s.claims))]
    others = {id(p): p for p in standing}.values()
    return all(own is not None and _hold_one(own, other) for other in others)


def _carriers(
    positions: Iterable[Position],
) -> dict[str, list[tuple[Position, Statement]]]:
    """Claim → the statements that it carries, with the positions that they are of."""
    found: dict[str, list[tuple[Position, Statement]]] = {}
    for position in positions:
        for said in position.statements:
            for name in said.ids:
                found.setdefault(name, []).append((position, said))
    return found


def _speakers(positions: Iterable[Position]) -> dict[int | str | None, int]:
    """Voices, and denials by their identity → the number of the first position that is theirs."""
    found: dict[int | str | None, int] = {}
    for n, position in enumerate(positions):
        found.setdefault(position.voice, n)
        for denial in (*position.denies, *position.reserves):
            found.setdefault(id(denial), n)
    return found


def _denied(
    denial: Claim, own: Position | None, others: Sequence[Claim]
) -> tuple[list[Claim], Figure | None]:
    """The claims of other voices that a denial stands against, and the figure that it names."""
    if denial.figure is not None:
        return [c for c in others if _says_it(c, denial)], denial.figure
    stated = [c for c in others if c.figure is not None]
    if not stated:
        return list(others), None
    nearest = _nearest_before(denial, stated)
    if nearest is not None:
        return [c for c in stated if same_value(c, nearest)], nearest.figure
    mine = own.held if own is not None else ()
    apart = [c for c in stated if mine and all(_apart_from(c, s.lead) for s in mine)]
    some = [c for c in stated if c.figure is not None and not is_zero(c.figure)]
    return apart or ([] if mine else some), None


def _says_it(claim: Claim, denial: Claim) -> bool:
    """Whether a claim says the number, or one among the numbers, that the denial names."""
    pair = comparable_figures(claim, denial)
    if pair is None:
        return False
    said, denied = pair
    return denied.nominal == said.nominal or denied.interval.covers(said.rounded)


def _nearest_before(denial: Claim, stated: Sequence[Claim]) -> Claim | None:
    """The figure told last before the denial in its document."""
    at = denial.spans[0].start if denial.spans else None
    if at is None:
        return None
    before = [c for c in stated if c.document == denial.document and c.spans]
    before = [c for c in before if c.spans[0].start <= at]
    return max(before, key=lambda c: (c.spans[0].start, c.id), default=None)


def _apart_from(claim: Claim, own: Claim) -> bool:
    pair = comparable_figures(claim, own)
    if pair is None:
        return False
    return pair[0].rounded.meet(pair[1].rounded) is None


def _number(figure: Figure | None) -> str:
    """What is denied, as a part of an id: the number written plainly, or nothing."""
    if figure is None:
        return ""
    low, high = figure.nominal.low, figure.nominal.high
    ends = [f"{n.normalize():f}" for n in dict.fromkeys((low, high)) if n is not None]
    return "-".join(ends)


def _denial(
    number: str, deniers: Sequence[Claim], asserters: Sequence[Claim], weight: Severity | None
) -> Conflict:
    a, d = asserters[0], deniers[0]
    if d.figure is None and len(d.text) < len(a.text) and d.text.rstrip(_STOP) in a.text:
        a, d = d, a  # "Nobody was warned", which the other calls false
    denied = "it" if d.figure is None else quoted(d.figure, d)
    reason = f"{says(a)} {quoted(a.figure, a)} and {says(d, 'denies', 'deny')} {denied}."
    if weight is Severity.QUESTION:
        reason = f"{reason[:-1]}; it has said otherwise since."
    if weight is Severity.NOTE:
        reason = f"{reason[:-1]}; settled since."
    key = f"{a.subject.id}:{Question.HAPPENED}"
    return finding(
        ConflictKind.DENIAL,
        f"{key}:{number}" if number else key,
        reason,
        [asserters, deniers],
        weight=weight,
        asked=Question.HAPPENED,
    )
