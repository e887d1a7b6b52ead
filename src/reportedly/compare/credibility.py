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
from types import MappingProxyType

from reportedly.compare.corroboration import own_voices
from reportedly.compare.figures import apart, below, comparable_figures
from reportedly.compare.judge import any_related
from reportedly.compare.positions import TOTALS, is_denied, same_value
from reportedly.compare.times import told_at
from reportedly.compare.voices import voice
from reportedly.compare.wording import first_names, listed, voice_name
from reportedly.model import (
    Behaviour,
    Claim,
    Conflict,
    Credibility,
    Fate,
    Later,
    Position,
    Question,
    Rating,
    Severity,
    Stance,
    Status,
)

_BETWEEN_SUBJECTS = frozenset({Question.UNIT, Question.QUOTE, Question.SUM, Question.RELATION})
"""What claims answer differently without one being said to be wrong by another."""

_PUT_RIGHT = "its publisher put it right"
_TAKEN_BACK = {Fate.CORRECTED: _PUT_RIGHT, Fate.RETRACTED: "its publisher took it back"}

_SIDES = (Stance.ASSERTS, Stance.DENIES)


def rate_claims(
    claims: Iterable[Claim],
    positions: Mapping[str, Sequence[Position]],
    conflicts: Iterable[Conflict],
    explained: frozenset[str] = frozenset(),
    fates: Mapping[str, Later] = MappingProxyType({}),
) -> dict[str, Rating]:
    """The credibility of every claim that was not rejected, by its id.

    Args:
        claims: the claims of a ledger.
        positions: subject → the positions on it.
        conflicts: what is found among them.
        explained: ids of conflicts of which a person judged that both can stand: they speak
            against nobody.
        fates: claim → what later captures of its page make of it.
    """
    live = [c for c in claims if c.status is not Status.REJECTED]
    contradicted = _Contradicted(live, [c for c in conflicts if c.id not in explained])
    backs = {name: why for name, later in fates.items() if (why := _TAKEN_BACK.get(later.fate))}
    backs |= {c.corrects: _PUT_RIGHT for c in live if c.corrects is not None}
    takers = frozenset((c.subject.id, voice(c)) for c in live if c.stance is Stance.RETRACTS)
    told = {name: _Told(on_it) for name, on_it in positions.items()}
    nothing = _Told(())
    return {
        c.id: _rate(c, told.get(c.subject.id, nothing), contradicted, takers, backs.get(c.id, ""))
        for c in live
    }


class _Contradicted:
    """Who contradicts a claim; of claims of one voice in the same camps it is looked up once."""

    def __init__(self, claims: Iterable[Claim], conflicts: Iterable[Conflict]) -> None:
        self._by_id = {c.id: c for c in claims}
        self._found: dict[tuple[object, ...], list[str]] = {}
        self._camps: dict[str, list[tuple[Conflict, frozenset[int]]]] = {}
        for conflict in conflicts:
            between = conflict.question in _BETWEEN_SUBJECTS or len(conflict.camps) < 2
            if conflict.severity is Severity.CONFLICT and not between:
                homes: dict[str, set[int]] = {}
                for number, camp in enumerate(conflict.camps):
                    for claim in camp:
                        homes.setdefault(claim, set()).add(number)
                for claim, own in homes.items():
                    self._camps.setdefault(claim, []).append((conflict, frozenset(own)))

    def by(self, claim: Claim) -> list[str]:
        """The names of the voices that contradict it, those of no name as one."""
        camps = self._camps.get(claim.id, [])
        key = (voice(claim), *((conflict.id, own) for conflict, own in camps))
        if key not in self._found:
            self._found[key] = self._names(claim, camps)
        return self._found[key]

    def _names(self, claim: Claim, camps: Iterable[tuple[Conflict, frozenset[int]]]) -> list[str]:
        opposed: dict[str, Claim] = {}
        for conflict, own in camps:
            with_it = {i for number in own for i in conflict.camps[number]}
            for i in conflict.claims:
                other = self._by_id.get(i)
                if other is not None and i not in with_it and voice(other) != voice(claim):
                    opposed[i] = other
        counted = [o.name for o in own_voices(opposed.values()).values()]
        return counted or list(dict.fromkeys(map(voice_name, opposed.values())))[:1]


class _Told:
    """What voices hold on a subject, and held; who says what one figure says is looked up once."""

    def __init__(self, positions: Sequence[Position]) -> None:
        # One claim of each voice and figure says all that is asked of them.
        self.held = list({_key(c): c for p in positions for c in _standing(p)}.values())
        said = {
            (c.origin and c.origin.id, c.narrated, _figure_key(c)): c
            for p in positions
            for s in p.statements
            for c in s.claims
        }
        self.said = list(said.values())
        self.home = {c.id: p for p in positions for s in p.statements for c in s.claims}
        self._found: dict[tuple[object, ...], tuple[dict[str, str], dict[str, str]]] = {}

    def around(self, claim: Claim) -> tuple[dict[str, str], dict[str, str]]:
        """The voices that say the same, and those whose figures fit, by key and name."""
        key = _key(claim)
        if key not in self._found:
            same = [c for c in self.held if _says_the_same(c, claim)]
            ids = {c.id for c in same}
            fits = [c for c in self.held if c.id not in ids and _fits(c, claim)]
            self._found[key] = (
                {k: o.name for k, o in own_voices([claim, *same], self.said).items()},
                {k: o.name for k, o in own_voices(fits, self.said).items()},
            )
        return self._found[key]


def _key(claim: Claim) -> tuple[object, ...]:
    """What is the same of claims that say the same by the same voice."""
    origin = claim.origin
    return (
        _figure_key(claim),
        claim.stance,
        claim.answer,
        tuple(a.id for a in claim.actors),
        None if origin is None else (origin.id, origin.voice),
        claim.narrated,
    )


def _figure_key(claim: Claim) -> object:
    """What of its figure is compared."""
    figure = claim.figure
    if figure is None:
        return None
    return figure.nominal, figure.rounded, figure.unit, figure.share, claim.implied


def _rate(
    claim: Claim,
    told: _Told,
    contradicted: _Contradicted,
    takers: frozenset[tuple[str, str | None]],
    back: str,
) -> Rating:
    if claim.credibility is not None:
        return Rating(claim.id, Credibility(claim.credibility), "set by a person", by_person=True)
    if back:
        return Rating(claim.id, Credibility.IMPROBABLE, back)
    unknown = _cannot_be_judged(claim)
    if unknown:
        return Rating(claim.id, Credibility.UNKNOWN, unknown)
    own = told.home.get(claim.id)
    if own is None:
        taken = (claim.subject.id, voice(claim)) in takers
    else:
        taken = is_denied(claim, told_at(claim), own.denies)
    if taken and claim.stance is Stance.ASSERTS:
        return Rating(claim.id, Credibility.IMPROBABLE, "its own source took it back")
    if own is not None and _has_another_figure_now(claim, own):
        return Rating(claim.id, Credibility.DOUBTFUL, "its own source gives another figure since")
    same, fits = told.around(claim)
    mine = claim.origin.voice or claim.origin.id if claim.origin is not None else ""
    agree = [name for key, name in same.items() if key != mine]
    if mine not in same:
        # Whoever is not counted himself may have it from one of those who are.
        agree = agree[1:]
    fitting = [] if agree else [name for key, name in fits.items() if key != mine]
    return _by_numbers(claim.id, agree, fitting, contradicted.by(claim))


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
    no = f"{listed(first_names(deny))} {'contradict' if len(deny) > 1 else 'contradicts'} it"
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


def _has_another_figure_now(claim: Claim, own: Position) -> bool:
    """Whether its voice has gone back on its figure: a lower one, or of what never moves another.

    That a count has risen since says nothing against the one before.
    """
    behaves = claim.subject.behaves
    if behaves is Behaviour.LEVEL or any(claim.id in s.ids for s in own.held):
        return False
    pairs = [pair for s in own.held if (pair := comparable_figures(claim, s.lead)) is not None]
    if behaves is Behaviour.CONSTANT:
        return any(apart(was.rounded, now.rounded) for was, now in pairs)
    return any(below(now.rounded, was.rounded) for was, now in pairs)


def _standing(position: Position) -> list[Claim]:
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
    return f"{listed(first_names(names))} {'say' if len(names) > 1 else 'says'}"
