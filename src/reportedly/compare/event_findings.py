"""Where voices differ on an event itself: whether it happened, who did it, when, where and what.

Responsibility is kept apart from figures: who names an actor and who denies that one are told in
one finding of the event. "There was no strike" is one finding of the event, not one a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from reportedly.compare.figures import is_zero
from reportedly.compare.judge import any_related
from reportedly.compare.subject_findings import finding
from reportedly.compare.times import is_before, told_at
from reportedly.compare.voices import voice_key
from reportedly.compare.wording import listed, name_of, says
from reportedly.model import (
    Aspect,
    Claim,
    Conflict,
    ConflictKind,
    Period,
    Question,
    Role,
    Severity,
    Source,
    Stance,
)

SameWords = Callable[[str, str], bool]
"""Whether two answers ("air strike", "stray rocket") can be one."""

_TAKES_SIDES = (Stance.ASSERTS, Stance.DENIES, Stance.RETRACTS)


def happened_findings(event: str, claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Who denies that the event happened, against those who say or imply that it did.

    Args:
        event: its id.
        claims: all live claims about it.
    """
    about = [c for c in claims if c.subject.aspect is Aspect.HAPPENED]
    denials = _latest(c for c in about if c.stance in _TAKES_SIDES)
    denials = [
        d for d in denials if d.stance is Stance.DENIES and not any(_admits(c, d) for c in claims)
    ]
    if not denials:
        return
    deniers = {voice_key(c) for c in denials}
    others = [c for c in claims if voice_key(c) not in deniers and c.stance is Stance.ASSERTS]
    asserters = [c for c in others if c.subject.aspect is Aspect.HAPPENED] or [
        c for c in others if _implies(c)
    ]
    if asserters:
        yield finding(
            ConflictKind.DENIAL,
            f"{event}:{Question.HAPPENED}",
            f"{says(asserters[0])} that it happened and {says(denials[0], 'denies', 'deny')} it.",
            [asserters, denials],
            asked=Question.HAPPENED,
            subject=denials[0].subject.id,
        )


def _admits(claim: Claim, denial: Claim) -> bool:
    """Whether the voice that denied the event later says what could not be had it not happened."""
    return (
        claim.stance is Stance.ASSERTS
        and voice_key(claim) == voice_key(denial)
        and _implies(claim)
        and is_before(told_at(denial), told_at(claim))
    )


def _implies(claim: Claim) -> bool:
    """Whether what a claim asserts of an event could not be said had it not happened."""
    if claim.role not in (Role.TOTAL, Role.PART, Role.ADDITION):
        return False
    figure = claim.figure
    if figure is None:
        return bool(claim.actors) or claim.subject.aspect is Aspect.RESPONSIBLE
    return not is_zero(figure)


def responsible_findings(event: str, claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Who is held responsible by some, and denied or held otherwise by others.

    Disjoint actors, and a denial of one whom others name, conflict; a set beside its subset is a
    question. Claims on other subjects that name an actor ("the army killed 14") count as well.

    Args:
        event: its id.
        claims: all live claims about it.
    """
    asserted, denied = held_responsible(claims)
    if not asserted:
        return
    camps = _camps_of_actors(asserted)
    disputed = [d for d in denied if any(_lays_on(a, d) for a in asserted)]
    others = [(a, b) for a, b in combinations(asserted, 2) if voice_key(a) != voice_key(b)]
    disjoint = any(not any_related(a.actors, b.actors) for a, b in others)
    uneven = any(_ids(a.actors) != _ids(b.actors) for a, b in others)
    if not disputed and not disjoint and not uneven:
        return
    if not disputed and not disjoint:
        yield _responsibility(event, camps, _reason(asserted, ()), Severity.QUESTION)
        return
    for denial in disputed:
        own = voice_key(denial)
        home = next((c for c in camps if any(voice_key(a) == own for a in c)), None)
        if home is not None and not any(_lays_on(a, denial) for a in home):
            home.append(denial)
        else:
            alike = next((c for c in camps if all(_same_denial(a, denial) for a in c)), None)
            if alike is None:
                camps.append([denial])
            else:
                alike.append(denial)
    if len(camps) > 1:
        yield _responsibility(event, camps, _reason(asserted, disputed), None)


def held_responsible(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """What each voice holds on who did it: claims that name a party, and claims that deny one.

    Args:
        claims: all live claims about an event, on whatever subject.
    """
    standing = _latest(c for c in claims if c.actors and c.stance in _TAKES_SIDES)
    asserted = [c for c in standing if c.stance is Stance.ASSERTS]
    denied = [c for c in standing if c.stance is Stance.DENIES]
    return asserted, _without_admitted(denied, asserted)


def _responsibility(
    event: str, camps: Sequence[Sequence[Claim]], reason: str, weight: Severity | None
) -> Conflict:
    return finding(
        ConflictKind.RESPONSIBILITY,
        f"{event}:{Question.RESPONSIBLE}",
        reason,
        camps,
        weight=weight,
        asked=Question.RESPONSIBLE,
        subject=f"{event}/{Aspect.RESPONSIBLE}",
    )


def _camps_of_actors(asserted: Sequence[Claim]) -> list[list[Claim]]:
    """Maximal sets of claims that have an actor in common."""
    actors = {a.id: a for c in asserted for a in c.actors}
    return _maximal([c for c in asserted if any_related(c.actors, (a,))] for a in actors.values())


def _lays_on(asserts: Claim, denies: Claim) -> bool:
    return asserts.stance is Stance.ASSERTS and any_related(asserts.actors, denies.actors)


def _same_denial(claim: Claim, denial: Claim) -> bool:
    return claim.stance is Stance.DENIES and _ids(claim.actors) == _ids(denial.actors)


def _ids(actors: Iterable[Source]) -> frozenset[str]:
    return frozenset(a.id for a in actors)


def _without_admitted(denials: Sequence[Claim], asserted: Sequence[Claim]) -> list[Claim]:
    """Denials that their own voice did not give up later."""
    return [
        d
        for d in denials
        if not any(
            voice_key(a) == voice_key(d)
            and any_related(a.actors, d.actors)
            and is_before(told_at(d), told_at(a))
            for a in asserted
        )
    ]


def _reason(asserted: Sequence[Claim], denied: Sequence[Claim]) -> str:
    by_actors: dict[str, dict[str, Claim]] = {}
    for claim in asserted:
        actors = listed([a.name for a in claim.actors])
        by_actors.setdefault(actors, {}).setdefault(name_of(claim), claim)
    sentences = []
    for actors, voices in by_actors.items():
        first, *others = voices
        alone = says(voices[first], "holds", "hold")
        hold = f"{listed([first, *others[:2]])} hold" if others else alone
        sentences.append(f"{hold} {actors} responsible")
    for denial in denied[:1]:
        actors = listed([a.name for a in denial.actors])
        sentences.append(f"{says(denial, 'denies', 'deny')} that it was {actors}")
    return f"{'; '.join(sentences)}."


def answer_findings(
    event: str, claims: Sequence[Claim], same_words: SameWords
) -> Iterator[Conflict]:
    """When, where or what it was, where voices answer differently.

    Args:
        event: its id.
        claims: all live claims about it.
        same_words: whether two answers can be one.
    """
    for aspect, question in (
        (Aspect.WHEN, Question.WHEN),
        (Aspect.WHERE, Question.WHERE),
        (Aspect.WHAT, Question.WHAT),
    ):
        on_it = [c for c in claims if c.subject.aspect is aspect]
        answers = [c for c in _latest(c for c in on_it if c.stance is Stance.ASSERTS) if _answer(c)]
        camps = _camps_of_answers(answers, same_words)
        if len(camps) > 1:
            told = [f"{says(c[0])} {_answer(c[0])}" for c in camps]
            yield finding(
                ConflictKind.CONTRADICTION,
                f"{event}:{question}",
                f"{listed(told)}: it cannot be both.",
                camps,
                asked=question,
            )


def _camps_of_answers(answers: Sequence[Claim], same_words: SameWords) -> list[list[Claim]]:
    """Sets of claims that agree two by two, none within another."""
    alike: dict[str, list[Claim]] = {}
    for claim in answers:
        alike.setdefault(_answer(claim), []).append(claim)
    groups = list(alike.values())
    sets: list[list[Claim]] = []
    for first in groups:
        agreed = [first]
        for group in groups:
            if group is not first and all(_agree(group[0], a[0], same_words) for a in agreed):
                agreed.append(group)
        sets.append([claim for group in agreed for claim in group])
    return _maximal(sets)


def _maximal(sets: Iterable[list[Claim]]) -> list[list[Claim]]:
    """The sets that lie in no other, the largest first."""
    kept: list[list[Claim]] = []
    for camp in sorted(sets, key=len, reverse=True):
        ids = {c.id for c in camp}
        if not any(ids <= {c.id for c in k} for k in kept):
            kept.append(camp)
    return kept


def _answer(claim: Claim) -> str:
    if claim.subject.aspect is Aspect.WHEN:
        return claim.when.iso() if claim.when is not None else ""
    return claim.answer or ""


def _agree(a: Claim, b: Claim, same_words: SameWords) -> bool:
    if a.subject.aspect is Aspect.WHEN:
        return _overlap(a.when, b.when)
    if a.subject.aspect is Aspect.WHERE:
        return _within(_answer(a), _answer(b)) or _within(_answer(b), _answer(a))
    return same_words(_answer(a), _answer(b))


def _overlap(a: Period | None, b: Period | None) -> bool:
    return a is None or b is None or a.overlaps(b)


def _within(place: str, wider: str) -> bool:
    """`Nur, Orlo` lies within `Orlo`: the steps of the wider place end those of the other."""
    here = [" ".join(p.casefold().split()) for p in place.split(",")]
    there = [" ".join(p.casefold().split()) for p in wider.split(",")]
    return here[-len(there) :] == there


def _latest(claims: Iterable[Claim]) -> list[Claim]:
    """What each voice says last on each thing; all of it where no time tells."""
    by_voice: dict[str, list[Claim]] = {}
    for claim in claims:
        by_voice.setdefault(voice_key(claim), []).append(claim)
    return [c for own in by_voice.values() for c in own if not _superseded(c, own)]


def _superseded(claim: Claim, own: Sequence[Claim]) -> bool:
    """True when the same voice later says something else."""
    return any(
        other is not claim
        and _takes_the_place(other, claim)
        and is_before(told_at(claim), told_at(other))
        for other in own
    )


def _takes_the_place(later: Claim, claim: Claim) -> bool:
    """Whether the one, said later, leaves nothing of the other.

    Another answer or actor asserted takes the place of the one before; a denial or a retraction
    only of what it is about, and a denial of one thing leaves that of another.
    """
    related = any_related(later.actors, claim.actors)
    if later.stance is not claim.stance:
        return related or not (later.actors and claim.actors)
    if claim.stance is not Stance.ASSERTS:
        return False
    return _answer(later) != _answer(claim) or (not related and bool(claim.actors))
