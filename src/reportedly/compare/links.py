"""Findings between claims on different subjects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from reportedly.compare.derived import declared_relations, judge_relations
from reportedly.compare.groups import standing_claims
from reportedly.compare.options import Options
from reportedly.compare.parts import event_parts, find_parts, judge_parts
from reportedly.compare.relations import Relation, RelationError, parse_relation, within
from reportedly.compare.standing import Between, falls_below, precedes
from reportedly.compare.subject_findings import finding
from reportedly.compare.wording import name_of, plain, quoted, said_of, says, title_of
from reportedly.model import (
    Claim,
    Conflict,
    ConflictKind,
    Event,
    Position,
    Question,
    Severity,
    Statement,
    Subject,
)


def links_between(groups: Mapping[str, Sequence[Claim]], options: Options) -> list[Conflict]:
    """Parts against wholes, sums of parts, and declared relations.

    Args:
        groups: subject id → live claims on it.
        options: the tolerance asked for.
    """
    subjects = {name: claims[0].subject for name, claims in groups.items() if claims}
    parts = find_parts(subjects)
    relations = declared_relations(subjects.values())
    linked = {name for whole, names in parts.items() for name in (whole, *names)}
    linked.update(name for relation in relations for name in relation.names)
    standing = {
        name: standing_claims(claims, options) for name, claims in groups.items() if name in linked
    }
    return [*judge_parts(standing, parts, options), *judge_relations(relations, standing)]


def links_of_positions(
    positions: Mapping[str, Sequence[Position]], events: Mapping[str, Event], options: Options
) -> list[Conflict]:
    """As `links_between`, of what each voice holds, over the hierarchy of measures and people too.

    Args:
        positions: subject id → the positions on it.
        events: the events by id, with the relations that they declare.
        options: the tolerance asked for.
    """
    standing = {
        name: [_timeless(s.lead) for p in on_it for s in p.held if s.figure is not None]
        for name, on_it in positions.items()
    }
    standing = {name: claims for name, claims in standing.items() if claims}
    subjects = {name: claims[0].subject for name, claims in standing.items()}
    parts = find_parts(subjects)
    for whole, names in event_parts(subjects, events).items():
        known = parts.setdefault(whole, [])
        known += (n for n in names if n not in known)
    relations = [*declared_relations(subjects.values()), *_of_events(events.values())]
    about = {c.id: c.subject for claims in standing.values() for c in claims}
    said = {s.lead.id: s for on_it in positions.values() for p in on_it for s in p.held}
    found = [
        conflict
        for conflict in (
            *judge_parts(standing, parts, options),
            *judge_relations(relations, standing),
        )
        if about[conflict.claims[0]].event is None or _is_timely(conflict, said)
    ]
    of_events = (
        _exceeding(positions[whole], positions[part], options)
        for whole, names in parts.items()
        for part in names
        if subjects[whole].event is not None
    )
    return [
        *(_named(conflict, about) for conflict in found),
        *filter(None, of_events),
        *_shortfalls(c for claims in standing.values() for c in claims),
    ]


def _shortfalls(claims: Iterable[Claim]) -> Iterator[Conflict]:
    """Three or more parts that a voice tells of one figure of its own, and that do not reach it.

    "12 dead: three children, two nurses and six soldiers": somebody is left out, or a number is
    wrong. A question, for nobody says that these are all.
    """
    by_id = {c.id: c for c in claims}
    parts: dict[str, list[Claim]] = {}
    for claim in by_id.values():
        if claim.part_of in by_id and claim.document == by_id[claim.part_of].document:
            parts.setdefault(claim.part_of, []).append(claim)
    for whole_id, told in parts.items():
        whole = by_id[whole_id]
        highs = [c.figure.rounded.high if c.figure else None for c in told]
        low = whole.figure.rounded.low if whole.figure else None
        if len(told) < _SEVERAL or low is None:
            continue
        total = sum((h for h in highs if h is not None), Decimal(0))
        if None in highs or total >= low:
            continue
        told.sort(key=lambda c: c.id)
        figures = [(c, c.figure) for c in told if c.figure is not None]
        yield finding(
            ConflictKind.SUM_MISMATCH,
            f"{whole.subject.id}:{Question.SUM}:{whole_id}",
            f"{said_of(figures)}, together {plain(total, 12)}, fewer than the "
            f"{quoted(whole.figure, whole)} that they are told as parts of.",
            [told, (whole,)],
            weight=Severity.QUESTION,
            explains=("part",),
            subject=whole.subject.id,
        )


_SEVERAL = 3
"""So many parts of one figure look like all of it."""


def _is_timely(conflict: Conflict, said: Mapping[str, Statement]) -> bool:
    """Whether a finding between subjects of an event is one in spite of the times told.

    Single parts are told by `_exceeding`; a whole that was told before its parts is only older.
    """
    if conflict.kind is ConflictKind.PART_EXCEEDS_WHOLE:
        return False
    if conflict.kind is not ConflictKind.SUM_MISMATCH:
        return True
    told = [said[c] for c in conflict.claims if c in said]
    wholes = [s for s in told if s.lead.subject.id == conflict.subject]
    return not any(precedes(w, s) for w in wholes for s in told if s not in wholes)


def _exceeding(
    wholes: Sequence[Position], parts: Sequence[Position], options: Options
) -> Conflict | None:
    """The one finding on a part and a whole: which voices' parts exceed which voices' wholes.

    Each voice's part is held against every voice's whole, its own among them. Within one event it
    is held against its own; against those of others where none is large enough, for that wholes
    differ is a finding of its own.
    """
    found: list[Between] = []
    same_event = _event_id(wholes[0]) == _event_id(parts[0])
    counted = [w for w in wholes if any(s.figure is not None for s in w.held)]
    for part in parts:
        short = {w.voice: falls_below(w, part, options) for w in counted}
        if same_event and (part.voice in short or not all(short.values())):
            short = {voice: bs for voice, bs in short.items() if voice == part.voice}
        found += (b for bs in short.values() for b in bs)
    if not found:
        return None
    worst = max(found, key=lambda b: (b.ratio or 0, b.low.ids))
    small, large = worst.low.lead, worst.high.claims[0]
    speaker = "" if name_of(small) == name_of(large) else f"{says(small)} "
    subject = small.subject.id
    return finding(
        ConflictKind.PART_EXCEEDS_WHOLE,
        f"{subject}:{Question.SUM}:{large.subject.id.removeprefix(f'{small.subject.event}/')}",
        f"{says(large)} {quoted(large.figure, large)} ({title_of(large.subject)}) and {speaker}"
        f"{quoted(small.figure, small)} ({title_of(small.subject)}): a part cannot exceed its "
        "whole.",
        [
            [c for b in found for c in b.high.claims],
            [c for b in found for c in b.low.claims],
        ],
        ratio=worst.ratio,
        explains=("part",),
        subject=subject,
    )


def _event_id(position: Position) -> str:
    return position.subject.partition("/")[0]


def _timeless(claim: Claim) -> Claim:
    """Of an event, what is held counts for it, on whatever day it was said."""
    if claim.subject.event is None:
        return claim
    return replace(claim, when=None, as_of=None, said=None)


def _of_events(events: Iterable[Event]) -> list[Relation]:
    """The relations that events declare; those that do not read are a fault of the ledger."""
    found: list[Relation] = []
    for event in events:
        for text in event.relations:
            try:
                found.append(within(parse_relation(text), event.id))
            except RelationError:
                continue
    return found


def _named(conflict: Conflict, about: Mapping[str, Subject]) -> Conflict:
    """The finding under a name that lives on while its subjects are the same, with its camps."""
    whole = conflict.subject
    names = sorted({about[c].id for c in conflict.claims if c in about})
    digest = sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    of_whole = tuple(c for c in conflict.claims if c in about and about[c].id == whole)
    others = tuple(c for c in conflict.claims if c not in of_whole)
    is_sum = conflict.kind is not ConflictKind.DERIVED
    return replace(
        conflict,
        key=f"{whole}:{conflict.kind.question}:{digest}",
        event=about[conflict.claims[0]].event,
        camps=(others, of_whole) if is_sum and others and of_whole else (),
        explains=("part",) if is_sum else (),
    )
