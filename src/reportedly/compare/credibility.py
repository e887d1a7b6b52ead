"""How credible each claim is by itself: the second half of the Admiralty code (NATO AJP-2.1).

The digit says what others make of a claim, never who said it: how far its source is relied upon is
a letter of its own, and the two are never reckoned into one. What a person sets in the ledger wins.

The rules, for a claim that so many other voices of their own say too, and so many contradict:

| said by others | contradicted by | digit |
|---|---|---|
| two or more | nobody | 1 |
| one, or others with figures that fit | nobody | 2 |
| two or more | fewer | 2 |
| nobody | nobody | 3 |
| as many or more | some | 3 |
| fewer | some | 4 |
| nobody | one | 4 |
| nobody | two or more | 5 |

What its own source or its publisher took back is 5, and 4 where the source has a lower figure since
(of what never moves another one). Who stays open, cannot verify, declines or asks, what may come,
and a statement on which nobody else could agree are 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportedly.compare.corroboration import own_voices
from reportedly.compare.figures import apart, below, comparable_figures
from reportedly.compare.judge import any_related
from reportedly.compare.positions import TOTALS, same_value
from reportedly.compare.voices import voice
from reportedly.compare.wording import listed, voice_name
from reportedly.model import (
    Behaviour,
    Claim,
    Conflict,
    Credibility,
    Position,
    Question,
    Rating,
    Severity,
    Stance,
    Status,
)

_BETWEEN_SUBJECTS = frozenset({Question.UNIT, Question.QUOTE, Question.SUM, Question.RELATION})
"""What claims answer differently without one being said to be wrong by another."""

_SIDES = (Stance.ASSERTS, Stance.DENIES)
_MOST = 3  # names told in a sentence


def rate_claims(
    claims: Iterable[Claim],
    positions: Mapping[str, Sequence[Position]],
    conflicts: Iterable[Conflict],
    explained: frozenset[str] = frozenset(),
) -> dict[str, Rating]:
    """The credibility of every claim that was not rejected, by its id.

    Args:
        claims: the claims of a ledger.
        positions: subject → the positions on it.
        conflicts: what is found among them.
        explained: ids of conflicts of which a person judged that both can stand: they speak
            against nobody.
    """
    live = [c for c in claims if c.status is not Status.REJECTED]
    by_id = {c.id: c for c in live}
    against = _against([c for c in conflicts if c.id not in explained], by_id)
    corrected = {c.corrects for c in live if c.corrects is not None}
    takers = frozenset((c.subject.id, voice(c)) for c in live if c.stance is Stance.RETRACTS)
    rated = {c.id: _rate(c, positions.get(c.subject.id, ()), against, takers) for c in live}
    for name in corrected & rated.keys():
        if not rated[name].by_person:
            rated[name] = Rating(name, Credibility.IMPROBABLE, "its publisher put it right")
    return rated


def _against(
    conflicts: Iterable[Conflict], by_id: Mapping[str, Claim]
) -> dict[str, dict[str, Claim]]:
    """Claim → the claims that contradict it, each by its id."""
    found: dict[str, dict[str, Claim]] = {}
    for conflict in conflicts:
        if conflict.severity is not Severity.CONFLICT or conflict.question in _BETWEEN_SUBJECTS:
            continue
        for a, b in conflict.against:
            if a in by_id and b in by_id and voice(by_id[a]) != voice(by_id[b]):
                found.setdefault(a, {})[b] = by_id[b]
                found.setdefault(b, {})[a] = by_id[a]
    return found


def _rate(
    claim: Claim,
    positions: Sequence[Position],
    against: Mapping[str, Mapping[str, Claim]],
    takers: frozenset[tuple[str, str | None]],
) -> Rating:
    if claim.credibility is not None:
        return Rating(claim.id, Credibility(claim.credibility), "set by a person", by_person=True)
    unknown = _cannot_be_judged(claim)
    if unknown:
        return Rating(claim.id, Credibility.UNKNOWN, unknown)
    if _is_taken_back(claim, positions, takers):
        return Rating(claim.id, Credibility.IMPROBABLE, "its own source took it back")
    if _has_another_figure_now(claim, positions):
        return Rating(claim.id, Credibility.DOUBTFUL, "its own source gives another figure since")
    held = [c for p in positions for c in _told(p)]
    said = [c for p in positions for s in p.statements for c in s.claims]
    same = own_voices([claim, *(c for c in held if _says_the_same(c, claim))], said)
    mine = claim.origin.voice or claim.origin.id if claim.origin is not None else ""
    agree = [o.name for key, o in same.items() if key != mine]
    if mine not in same and agree:
        # Whoever is not counted himself may have it from one of those who are.
        agree = agree[1:]
    others = [] if agree else [c for c in held if not _says_the_same(c, claim)]
    fits = [c for c in others if _fits(c, claim)]
    fitting = [o.name for key, o in own_voices(fits, said).items() if key != mine]
    opposed = list(against.get(claim.id, {}).values())
    deny = [o.name for o in own_voices(opposed).values()] or _names(opposed)[:1]
    return _by_numbers(claim.id, agree, fitting, deny)


def _by_numbers(
    claim: str, agree: Sequence[str], fitting: Sequence[str], deny: Sequence[str]
) -> Rating:
    """The digit from who says the same, whose figures fit, and who contradicts."""
    if not deny:
        nobody = "nobody contradicts it"
        if len(agree) > 1:
            return Rating(claim, Credibility.CONFIRMED, f"{_say(agree)} the same, {nobody}")
        if agree:
            return Rating(claim, Credibility.PROBABLE, f"{_say(agree)} the same, {nobody}")
        if fitting:
            told = f"it fits what {_say(fitting)}, {nobody}"
            return Rating(claim, Credibility.PROBABLE, told)
        return Rating(claim, Credibility.POSSIBLE, f"no other voice of its own says so, {nobody}")
    no = f"{listed(_first(deny))} {'contradict' if len(deny) > 1 else 'contradicts'} it"
    if not agree:
        digit = Credibility.IMPROBABLE if len(deny) > 1 else Credibility.DOUBTFUL
        return Rating(claim, digit, f"{no}, and no other voice of its own says so")
    told = f"{_say(agree)} the same, {no}"
    if len(agree) > max(1, len(deny)):
        return Rating(claim, Credibility.PROBABLE, told)
    digit = Credibility.POSSIBLE if len(agree) >= len(deny) else Credibility.DOUBTFUL
    return Rating(claim, digit, told)


def _cannot_be_judged(claim: Claim) -> str:
    """Why nothing can be said of a claim, "" where something can."""
    if claim.origin is None:
        return "who says it stays open"
    if claim.stance not in _SIDES:
        return "its source does not stand behind it"
    if claim.role not in TOTALS and claim.figure is not None:
        return "it is no count of the whole that others could give too"
    if claim.figure is None and claim.subject.aspect is None and not claim.subject.topic:
        return "there is nothing to compare it with"
    return ""


def _is_taken_back(
    claim: Claim, positions: Sequence[Position], takers: frozenset[tuple[str, str | None]]
) -> bool:
    """Whether its voice took something back, and it is among that voice's statements no more."""
    if claim.stance is not Stance.ASSERTS or (claim.subject.id, voice(claim)) not in takers:
        return False
    return not any(claim.id in s.ids for p in positions for s in p.statements)


def _has_another_figure_now(claim: Claim, positions: Sequence[Position]) -> bool:
    """Whether its voice has gone back on its figure: a lower one, or of what never moves another.

    That a count has risen since says nothing against the one before.
    """
    behaves = claim.subject.behaves
    own = next((p for p in positions if any(claim.id in s.ids for s in p.statements)), None)
    if own is None or behaves is Behaviour.LEVEL or any(claim.id in s.ids for s in own.held):
        return False
    pairs = [pair for s in own.held if (pair := comparable_figures(claim, s.lead)) is not None]
    if behaves is Behaviour.CONSTANT:
        return any(apart(was.rounded, now.rounded) for was, now in pairs)
    return any(below(now.rounded, was.rounded) for was, now in pairs)


def _told(position: Position) -> list[Claim]:
    """What a voice holds now, and what it denies."""
    return [*(c for s in position.held for c in s.claims), *position.denies]


def _says_the_same(other: Claim, claim: Claim) -> bool:
    if other.stance is not claim.stance or not same_value(other, claim):
        return False
    if other.answer is not None and claim.answer is not None:
        return other.answer.casefold() == claim.answer.casefold()
    if claim.figure is None and (claim.actors or other.actors):
        return any_related(claim.actors, other.actors)
    return True


def _fits(other: Claim, claim: Claim) -> bool:
    """Whether both can hold, though they do not say the same."""
    if other.stance is not Stance.ASSERTS or claim.stance is not Stance.ASSERTS:
        return False
    pair = comparable_figures(other, claim)
    return pair is not None and not apart(pair[0].rounded, pair[1].rounded)


def _say(names: Sequence[str]) -> str:
    return f"{listed(_first(names))} {'say' if len(names) > 1 else 'says'}"


def _first(names: Sequence[str]) -> list[str]:
    more = len(names) - _MOST
    return [*names[:_MOST], f"{more} more"] if more > 0 else list(names)


def _names(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(voice_name(c) for c in claims))
