"""Findings over a ledger: per subject and question, and at the event.

`find_findings` is what a ledger shows; `find_conflicts` says two by two what the rows of a table of
figures are to each other. Both keep to one rule for numbers (`judge`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from reportedly.compare.captures import as_captured
from reportedly.compare.conflicts import rank_conflicts
from reportedly.compare.copies import altered_copies, without_altered
from reportedly.compare.credibility import rate_claims
from reportedly.compare.event_findings import (
    answer_findings,
    happened_findings,
    responsible_findings,
)
from reportedly.compare.grades import grade_event
from reportedly.compare.groups import by_subject, conflicts_alone, live_claims
from reportedly.compare.judge import judge
from reportedly.compare.links import links_of_positions
from reportedly.compare.options import DEFAULTS, Options
from reportedly.compare.positions import positions_of, without_corrected
from reportedly.compare.subject_findings import (
    denial_findings,
    figure_findings,
    finding,
)
from reportedly.compare.wording import listed, quoted, says
from reportedly.model import (
    NOWHERE,
    Claim,
    Conflict,
    Event,
    Fate,
    Grading,
    Judgement,
    Position,
    Rating,
    Setting,
    Stance,
    Subject,
    conflict_id,
    event_of,
)
from reportedly.model.period import shift_day
from reportedly.text.lexicon import event_kind, measures, settles, wider_kinds


def find_findings(
    claims: Iterable[Claim],
    judgements: Sequence[Judgement] = (),
    options: Options = DEFAULTS,
    setting: Setting = NOWHERE,
) -> list[Conflict]:
    """Everything that voices are to each other, worst first.

    Args:
        claims: the claims of a ledger, in any order; rejected ones are left out.
        judgements: what people decided; those that stand are attached to their findings.
        options: how inexact words are read and what is let pass.
        setting: events and texts.

    Returns:
        Conflicts, then questions, then notes. The result does not depend on the order of the
        claims, and ids depend on subject and question alone.
    """
    live = _standing(claims, options, setting)
    return rank_conflicts(
        (found for find in FINDERS for found in find(live, options, setting)), judgements
    )


def find_positions(
    claims: Iterable[Claim], setting: Setting = NOWHERE
) -> dict[str, list[Position]]:
    """Subject → the positions on it, in the order of the voices' names."""
    return _positions(by_subject(_held(claims, setting)), setting)


def find_gradings(
    event: Event, claims: Iterable[Claim], setting: Setting = NOWHERE
) -> dict[str, Grading]:
    """How well the harm of an event is corroborated, by id of the subject; see `grade_event`.

    Args:
        event: the event.
        claims: claims about it, others perhaps among them.
        setting: events and texts.
    """
    about = [c for c in claims if event_of(c) == event.id]
    live = _held(about, setting)
    back = [c for c in about if _is_retracted(c, setting)]
    return grade_event(event, live, _positions(by_subject(live), setting), back)


def find_ratings(
    claims: Iterable[Claim],
    conflicts: Collection[Conflict],
    judgements: Iterable[Judgement] = (),
    setting: Setting = NOWHERE,
) -> dict[str, Rating]:
    """How credible every claim is that was not rejected, by its id; see `rate_claims`.

    Args:
        claims: claims of a ledger, with all that stand on their subjects.
        conflicts: what is found among them, with the judgements that stand.
        judgements: what people decided.
        setting: events and texts.
    """
    there = list(claims)
    explained = {j.id for j in judgements if j.verdict == "explained"}
    settled = frozenset(c.id for c in conflicts if not explained.isdisjoint(c.judgements))
    positions = find_positions(there, setting)
    return rate_claims(there, positions, conflicts, settled, setting.fates)


def _is_retracted(claim: Claim, setting: Setting) -> bool:
    later = setting.fates.get(claim.id)
    return later is not None and later.fate is Fate.RETRACTED


def _standing(claims: Iterable[Claim], options: Options, setting: Setting) -> list[Claim]:
    """Claims that count, without what their publishers put right, changed or took back."""
    return without_corrected(as_captured(live_claims(claims, options), setting.fates))


def _held(claims: Iterable[Claim], setting: Setting) -> list[Claim]:
    """Claims that count, without those of copies that have a number wrong."""
    return without_altered(_standing(claims, DEFAULTS, setting), setting.texts)


def _positions(
    groups: Mapping[str, Sequence[Claim]], setting: Setting
) -> dict[str, list[Position]]:
    return {name: positions_of(group, setting.texts) for name, group in groups.items()}


def two_by_two(found: Conflict, claims: Mapping[str, Claim]) -> list[Conflict]:
    """The finding as pairs of claims of different camps, each with what `judge` says of the two.

    A finding without camps is one of its own.

    Args:
        found: the finding.
        claims: its claims by id.
    """
    if len(found.camps) < 2:
        return [found]
    return [_pair(found, claims[a], claims[b]) for a, b in found.against]


def _pair(found: Conflict, a: Claim, b: Claim) -> Conflict:
    verdict = judge(a, b)
    return finding(
        found.kind,
        conflict_id(found.kind, (a.id, b.id)),
        verdict.reason if verdict.kind is found.kind else f"{_says(a)}, {_says(b)}.",
        [(a,), (b,)],
        ratio=verdict.ratio,
        weight=found.weight,
        asked=found.asked,
        explains=found.explains,
        subject=found.subject,
    )


def _alone(claims: Sequence[Claim], options: Options, _setting: Setting) -> Iterator[Conflict]:
    """What is wrong with each claim by itself."""
    return conflicts_alone(claims, options)


def _between_voices(
    claims: Sequence[Claim], options: Options, setting: Setting
) -> Iterator[Conflict]:
    """What voices are to each other, on subjects and at events; wrong copies are nobody's word."""
    held = without_altered(claims, setting.texts)
    yield from _on_subjects(held, options, setting)
    yield from _at_events(held)


def _on_subjects(claims: Sequence[Claim], options: Options, setting: Setting) -> Iterator[Conflict]:
    """What voices are to each other on each subject, and on parts and wholes."""
    groups = by_subject(claims)
    positions = _positions(groups, setting)
    for name, group in groups.items():
        floors = [p for f in _floors(group[0].subject, positions) for p in positions[f]]
        yield from _on_subject(positions[name], group, floors, options, setting)
    yield from links_of_positions(positions, setting.events, options)


def _at_events(claims: Sequence[Claim]) -> Iterator[Conflict]:
    """What voices answer differently about each event."""
    for event, about in _by_event(claims).items():
        yield from happened_findings(event, about)
        yield from responsible_findings(event, about)
        yield from answer_findings(event, about, same_kind)


def _in_copies(claims: Sequence[Claim], _options: Options, setting: Setting) -> Iterator[Conflict]:
    """Where copies of one text differ."""
    return altered_copies(claims, setting.texts)


FINDERS: tuple[Callable[[Sequence[Claim], Options, Setting], Iterable[Conflict]], ...] = (
    _alone,
    _between_voices,
    _in_copies,
)
"""What finds something among all live claims of a ledger."""


def _says(claim: Claim) -> str:
    """`the army denies "22"`, for a pair of which `judge` has nothing to say."""
    if claim.actors:
        actors = listed([a.name for a in claim.actors])
        denies = claim.stance is Stance.DENIES
        verb = says(claim, "denies", "deny") if denies else says(claim, "holds", "hold")
        return f"{verb} that it was {actors}" if denies else f"{verb} {actors} responsible"
    verb = says(claim, "denies", "deny") if claim.stance is Stance.DENIES else says(claim)
    return f"{verb} {quoted(claim.figure, claim)}"


def _floors(subject: Subject, positions: Mapping[str, Sequence[Position]]) -> list[str]:
    """Ids of the subjects that are partial views of what one counts."""
    if subject.event is None or subject.measure is None:
        return []
    path = subject.id.removeprefix(f"{subject.event}/{subject.measure}")
    views = (m.name for m in measures().values() if m.floor_of == subject.measure)
    return [name for v in views if (name := f"{subject.event}/{v}{path}") in positions]


def _on_subject(
    positions: Sequence[Position],
    claims: Sequence[Claim],
    floors: Sequence[Position],
    options: Options,
    setting: Setting,
) -> Iterator[Conflict]:
    subject = claims[0].subject
    event = setting.events.get(subject.event or "")
    yield from figure_findings(positions, options, settled_from(event), floors)
    if subject.aspect is None:
        yield from denial_findings(positions, claims)


def settled_from(event: Event | None) -> date | None:
    """The day from which the counts of an event no longer move, None while it may go on."""
    if event is None or event.when is None or event.when.end is None:
        return None
    days = settles(event.kind or "")
    return None if days is None else shift_day(event.when.end, days)


def same_kind(a: str, b: str) -> bool:
    """True when one answer names what the other does, or a kind of it.

    >>> same_kind("air strike", "airstrike"), same_kind("air strike", "earthquake")
    (True, False)
    """
    first, second = event_kind(a), event_kind(b)
    if first is None or second is None:
        return " ".join(a.casefold().split()) == " ".join(b.casefold().split())
    return (
        first is second
        or first.name in wider_kinds(second.name)
        or second.name in wider_kinds(first.name)
    )


def _by_event(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        event = event_of(claim)
        if event is not None:
            found.setdefault(event, []).append(claim)
    return found
