"""Everything that the claims on one subject are to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from reportedly.compare.figures import under_profile
from reportedly.compare.judge import verdicts
from reportedly.compare.options import Options
from reportedly.compare.pairing import (
    claim_order,
    neighbours_of_voice,
    pairs_across,
    pairs_of_voice,
)
from reportedly.compare.single import judge_alone
from reportedly.compare.times import latest_day
from reportedly.compare.voices import voice_key
from reportedly.compare.wording import name_of, voice_name
from reportedly.model import Claim, Conflict, ConflictKind, Status, Verdict, tally


def live_claims(claims: Iterable[Claim], options: Options) -> list[Claim]:
    """Claims that count, under the profile asked for and in `claim_order`; rejected ones do not."""
    kept = (under_profile(c, options) for c in claims if c.status is not Status.REJECTED)
    return sorted(kept, key=claim_order)


def conflicts_alone(claims: Sequence[Claim], _options: Options) -> Iterator[Conflict]:
    """What is wrong with each of the live claims by itself."""
    for claim in claims:
        for verdict in judge_alone(claim):
            yield conflict_of(verdict, (claim,), claim.subject.id)


def conflicts_of_voices(claims: Sequence[Claim], options: Options) -> list[Conflict]:
    """What live claims on one subject are to each other, within a voice and between voices."""
    if len(claims) < 2:
        return []
    voices = _Voices(claims, options)
    return voices.conflicts() + _across(voices, options)


def standing_claims(claims: Sequence[Claim], options: Options) -> list[Claim]:
    """Live claims on one subject without those superseded or repeated by their own voice."""
    return _Voices(claims, options).standing if len(claims) > 1 else list(claims)


def by_subject(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the id of their subject, in the order in which they come."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.subject.id, []).append(claim)
    return groups


def conflict_of(verdict: Verdict, claims: Iterable[Claim], subject: str) -> Conflict:
    """The verdict as a finding on these claims.

    Raises:
        ValueError: the verdict flags nothing.
    """
    if verdict.kind is None:
        raise ValueError("a verdict without a kind flags nothing")
    found = conflict_on(verdict.kind, claims, verdict.reason, verdict.ratio)
    return replace(found, subject=subject)


def conflict_on(
    kind: ConflictKind, claims: Iterable[Claim], reason: str, ratio: Decimal | None = None
) -> Conflict:
    """A finding on these claims, about the subject and event of the first of them."""
    ordered = sorted({c.id: c for c in claims}.values(), key=ledger_order)
    days = [d for c in ordered if (d := latest_day(c)) is not None]
    return Conflict(
        kind,
        ordered[0].subject.id,
        tuple(c.id for c in ordered),
        tuple(dict.fromkeys(name_of(c) for c in ordered)),
        tally(ordered).origins,
        reason,
        ratio,
        latest=max(days, default=None),
        event=ordered[0].subject.event,
    )


def ledger_order(claim: Claim) -> tuple[str, int, str]:
    """The order of documents, and of places in them."""
    return claim.document, claim.spans[0].start if claim.spans else -1, claim.id


Judged = tuple[Claim, Claim, Verdict]


@dataclass
class _Voices:
    """One subject's claims by voice: what each voice's claims are to each other, and what stands.

    `chain` tells a claim's voice and its place among that voice's claims, `near` which of these
    follow each other.
    """

    claims: Sequence[Claim]
    options: Options
    chain: dict[str, tuple[str, int]] = field(default_factory=dict)
    near: set[tuple[str, str]] = field(default_factory=set)
    judged: list[Judged] = field(default_factory=list)
    standing: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        by_voice: dict[str, list[Claim]] = {}
        for claim in self.claims:
            by_voice.setdefault(voice_key(claim), []).append(claim)
        for name, own in by_voice.items():
            for place, claim in enumerate(own):
                self.chain[claim.id] = (name, place)
            if len(own) > 1:
                self.near |= {(a.id, b.id) for a, b in neighbours_of_voice(own)}
                self.judged += _judge_pairs(pairs_of_voice(own, self.options.pairs), self.options)
        gone = {v.earlier for _, _, v in self.judged if v.kind is ConflictKind.REVISION}
        gone |= {b.id for a, b, v in self.judged if v.kind is ConflictKind.ECHO and a.id != b.id}
        self.standing = [c for c in self.claims if c.id not in gone]

    def conflicts(self) -> list[Conflict]:
        echoes = [j for j in self.judged if j[2].kind is ConflictKind.ECHO]
        others = [j for j in self.judged if j[2].kind is not ConflictKind.ECHO]
        steps = _one_for_each_later(_single_steps(others), self)
        found = [conflict_of(v, (a, b), a.subject.id) for a, b, v in steps]
        return found + _echo_conflicts(echoes)


def _judge_pairs(pairs: Iterable[tuple[Claim, Claim]], options: Options) -> list[Judged]:
    return [
        (a, b, verdict)
        for a, b in pairs
        for verdict in verdicts(a, b, options)
        if verdict.kind is not None
    ]


def _single_steps(judged: Sequence[Judged]) -> list[Judged]:
    """Without revisions that others lead through: 12 → 16 → 20 is told as two steps."""
    after: dict[str, set[str]] = {}
    for j in judged:
        if j[2].kind is ConflictKind.REVISION:
            first, second = _earlier_first(j)
            after.setdefault(first, set()).add(second)
    kept = []
    for j in judged:
        first, second = _earlier_first(j)
        is_revision = j[2].kind is ConflictKind.REVISION
        if not is_revision or not any(second in after.get(m, ()) for m in after[first]):
            kept.append(j)
    return kept


def _earlier_first(judged: Judged) -> tuple[str, str]:
    a, b, verdict = judged
    return (b.id, a.id) if verdict.earlier == b.id else (a.id, b.id)


def _echo_conflicts(echoes: Sequence[Judged]) -> list[Conflict]:
    """One finding for all documents that carry the same words of one voice."""
    root: dict[str, str] = {}
    members: dict[str, dict[str, Claim]] = {}
    reasons: dict[str, Verdict] = {}
    for a, b, verdict in echoes:
        first, second = root.get(a.id, a.id), root.get(b.id, b.id)
        group = members.setdefault(first, {a.id: a})
        group.update(members.pop(second, {b.id: b}) if second != first else {})
        root.update(dict.fromkeys(group, first))
        reasons.setdefault(first, verdict)
    return [_echo_conflict(list(members[r].values()), reasons[r]) for r in members]


def _echo_conflict(claims: Sequence[Claim], verdict: Verdict) -> Conflict:
    documents = sorted({c.home for c in claims})
    if len(documents) > 2:
        name = voice_name(claims[0])
        reason = (
            f"{len(documents)} documents ({', '.join(documents[:3])}"
            f"{', …' if len(documents) > 3 else ''}) carry what {name} says: one voice, not "
            f"{len(documents)}."
        )
        verdict = Verdict(verdict.kind, reason)
    return conflict_of(verdict, claims, claims[0].subject.id)


def _across(voices: _Voices, options: Options) -> list[Conflict]:
    """Findings between different voices, of what each lets stand."""
    pairs = (
        (a, b)
        for a, b in pairs_across(voices.standing, options.pairs)
        if voices.chain[a.id][0] != voices.chain[b.id][0]
    )
    judged = _judge_pairs(pairs, options)
    kept = _one_for_each_later(judged, voices)
    return [conflict_of(v, (a, b), a.subject.id) for a, b, v in kept]


def _one_for_each_later(judged: Sequence[Judged], voices: _Voices) -> list[Judged]:
    """Over time each claim is told of once: how it rose, how it fell.

    A rise is told from the voice's own figure before or, where it said nothing earlier, from
    the last figure of another; a fall from the figure that it falls most below.
    """
    kept: list[Judged] = []
    rises: dict[str, Judged] = {}
    falls: dict[str, Judged] = {}
    for j in judged:
        a, b, verdict = j
        later = a if verdict.earlier == b.id else b
        if verdict.kind is ConflictKind.UPDATE:
            if voices.chain[later.id][1] == 0 or (a.id, b.id) in voices.near:
                rises[later.id] = max(rises.get(later.id, j), j, key=_recency)
        elif verdict.kind is ConflictKind.DECREASE:
            falls[later.id] = max(falls.get(later.id, j), j, key=_depth)
        else:
            kept.append(j)
    return [*kept, *rises.values(), *falls.values()]


def _recency(judged: Judged) -> tuple[object, ...]:
    a, b, verdict = judged
    return claim_order(b if verdict.earlier == b.id else a)


def _depth(judged: Judged) -> tuple[object, ...]:
    return (judged[2].ratio or 0, *_recency(judged))
