"""How well a harm is corroborated, graded after Airwars, with the rule that gave the grade.

Airwars (airwars.org/about/methodology) grades an incident of harm to civilians: *confirmed* where a
belligerent accepts responsibility, *fair* with two or more credible sources, *weak* with one,
*contested* where responsibility is claimed of several, *discounted* where those killed were
combatants or the report was wrong. The rules here are of the same meaning, over positions: they
count voices of their own (`own_voices`), not documents, and a denial by the accused alone, who
names nobody else, changes no grade. A person's assessment wins over what is derived.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from reportedly.compare.corroboration import own_voices
from reportedly.compare.event_findings import held_responsible
from reportedly.compare.figures import is_zero
from reportedly.compare.judge import any_related
from reportedly.compare.voices import voice_key
from reportedly.compare.wording import first_names, listed, says, voice_name
from reportedly.model import (
    Aspect,
    Claim,
    Event,
    Grade,
    Grading,
    Position,
    Source,
    SourceKind,
    Stance,
    Statement,
    Status,
    Subject,
    Told,
    event_of,
)
from reportedly.text.lexicon import (
    COMBATANTS,
    VIOLENCE,
    event_kind,
    is_within,
    who,
    wider_kinds,
    words,
)

_OF_THE_WHOLE = (Aspect.HAPPENED, Aspect.RESPONSIBLE)


def grade_event(
    event: Event,
    claims: Iterable[Claim],
    positions: Mapping[str, Sequence[Position]],
    retracted: Iterable[Claim] = (),
) -> dict[str, Grading]:
    """The grades of an event by id of the subject: each count of harm, and `EVENT/happened`.

    What is no harm has none, and neither has what nobody asserts any more.

    Args:
        event: the event.
        claims: claims about it; rejected ones are left out.
        positions: subject → the positions on it, of which those of the event are graded.
        retracted: claims about it, not among `claims`, that their publishers took back.
    """
    live = [c for c in claims if c.status is not Status.REJECTED and event_of(c) == event.id]
    asserted, denied = held_responsible(live)
    admitted = _admissions(asserted)
    blamed = _against_each_other(asserted)
    divided = any(not any_related(a.actors, b.actors) for a, b in combinations(asserted, 2))
    subjects = {c.subject.id: c.subject for c in live}
    found: dict[str, Grading] = {}
    for name, subject in subjects.items():
        if is_harm(subject) and name in positions:
            of_it = _grade(name, subject, positions[name], admitted, blamed, divided=divided)
            if of_it is not None:
                found[name] = of_it
    found = {**_retracted(retracted, found), **found}
    whole = _whole(event, live, found, positions, admitted, blamed, denied, divided=divided)
    return {whole.subject: whole, **found} if whole is not None else found


def bears_on_harm(claim: Told) -> bool:
    """Whether a claim, or the outline of one, can change a grade of its event."""
    subject = claim.subject
    return event_of(claim) is not None and (
        is_harm(subject) or bool(claim.actors) or subject.aspect in _OF_THE_WHOLE
    )


def is_harm(subject: Subject) -> bool:
    """Whether a subject counts people who came to harm; of fish and villages it is not asked."""
    harmed = subject.population is None or who(subject.population) is not None
    return harmed and subject.event is not None and subject.measure in words("harm-measure")


def _grade(
    name: str,
    subject: Subject,
    positions: Sequence[Position],
    admitted: Sequence[Source],
    blamed: tuple[Claim, Claim] | None,
    *,
    divided: bool,
) -> Grading | None:
    """The grade of one count, by the first rule that fits."""
    held = [c for p in positions for c in _harm_told(p)]
    if not held:
        return _taken_back(name, positions)
    if subject.population and is_within(subject.population, COMBATANTS):
        why = f"{subject.population} are combatants: no harm to civilians is counted here"
        return Grading(name, Grade.DISCOUNTED, why)
    said = _ever_said(positions)
    tellers = [c.origin for c in held if c.origin is not None]
    party = next((a for a in admitted if any_related([a], tellers)), None)
    return _by_voices(name, held, said, party, blamed, divided=divided)


def _ever_said(positions: Iterable[Position]) -> list[Claim]:
    return [c for p in positions for s in p.statements for c in s.claims]


def _by_voices(
    name: str,
    held: Sequence[Claim],
    said: Sequence[Claim],
    party: Source | None,
    blamed: tuple[Claim, Claim] | None,
    *,
    divided: bool,
) -> Grading:
    """The grade of what voices tell, once it is known that there is something to grade.

    `divided` where they blame others, of whom one at least has no name.
    """
    voices = own_voices(held, said)
    names = tuple(origin.name for origin in voices.values())
    if party is not None:
        return Grading(
            name, Grade.CONFIRMED, f"{party.name} itself says that it was its doing", names
        )
    if blamed is not None:
        first, second = (f"{voice_name(c)} blames {_actors(c)}" for c in blamed)
        return Grading(name, Grade.CONTESTED, f"{first}, {second}", names)
    if len(names) > 1:
        told = listed(first_names(names))
        blame = "they do not blame the same" if divided else "nobody blames another party"
        why = f"{len(names)} voices of their own ({told}), and {blame}"
        return Grading(name, Grade.FAIR, why, names)
    return Grading(name, Grade.WEAK, _why_weak(names, held), names)


def _but_denied(denied: Sequence[Claim]) -> str:
    """Who denies that it was the party blamed, where somebody does."""
    if not denied:
        return ""
    return f"; {says(denied[0], 'denies', 'deny')} that it was {_actors(denied[0])}"


def _why_weak(names: Sequence[str], held: Sequence[Claim]) -> str:
    others = list(dict.fromkeys(n for c in held if (n := voice_name(c)) not in names))
    if not names:
        return f"no named voice of its own, only {listed(first_names(others))}"
    if not others:
        return f"one voice, {names[0]}"
    left = listed(first_names(others))
    return f"one voice of its own, {names[0]}; not counted beside it: {left}"


def _taken_back(name: str, positions: Sequence[Position]) -> Grading | None:
    """Discounted where whoever said so took it back and nobody else says so."""
    back = [p for p in positions if not (p.held or p.denies or p.reserves) or any(_harmed(p.past))]
    if not back:
        return None
    takers = listed(first_names([p.name for p in back]))
    why = f"{takers} took it back, and nobody else says so"
    return Grading(name, Grade.DISCOUNTED, why)


def _retracted(claims: Iterable[Claim], graded: Collection[str]) -> dict[str, Grading]:
    """Discounted where all reports that said so were taken back by their publishers."""
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        harm = is_harm(claim.subject) and claim.stance is Stance.ASSERTS
        if harm and claim.status is not Status.REJECTED and claim.subject.id not in graded:
            told.setdefault(claim.subject.id, []).append(claim)
    found = {}
    for name, own in told.items():
        # Nearest in the chain is who printed it.
        houses = listed(first_names([*dict.fromkeys(c.chain[0].name for c in own if c.chain)]))
        why = f"{houses or 'its publisher'} took it back, and nobody else says so"
        found[name] = Grading(name, Grade.DISCOUNTED, why)
    return found


def _harm_told(position: Position) -> Iterator[Claim]:
    """The claims by which a voice now says that there was harm, which a count of none does not.

    What a report tells of as its own earlier number ("an earlier version said 12") is none of them.
    """
    if position.is_past and all(c.narrated for s in position.held for c in s.claims):
        return
    yield from _harmed(position.held)


def _harmed(statements: Iterable[Statement]) -> Iterator[Claim]:
    """The claims of statements that somebody was harmed."""
    for statement in statements:
        if statement.figure is None or not is_zero(statement.figure):
            yield from statement.claims


def _admissions(asserted: Sequence[Claim]) -> list[Source]:
    """The parties that say of themselves that they did it; none where they are several.

    Two that both claim it contradict each other.
    """
    found = [c for c in asserted if c.origin is not None and any_related(c.actors, (c.origin,))]
    apart = any(not any_related(a.actors, b.actors) for a, b in combinations(found, 2))
    return [] if apart else [c.origin for c in found if c.origin is not None]


def _against_each_other(asserted: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Two claims of different voices that hold different parties responsible.

    Who is blamed under no name ("gunmen") may be anybody's.
    """
    naming = [c for c in asserted if all(a.kind is not SourceKind.UNNAMED for a in c.actors)]
    for a, b in combinations(naming, 2):
        if voice_key(a) != voice_key(b) and not any_related(a.actors, b.actors):
            return a, b
    return None


def _actors(claim: Claim) -> str:
    return listed([a.name for a in claim.actors])


def _whole(
    event: Event,
    live: Sequence[Claim],
    counts: Mapping[str, Grading],
    positions: Mapping[str, Sequence[Position]],
    admitted: Sequence[Source],
    blamed: tuple[Claim, Claim] | None,
    denied: Sequence[Claim],
    *,
    divided: bool,
) -> Grading | None:
    """The grade of the event itself, from all that tells of its harm."""
    name = f"{event.id}/{Aspect.HAPPENED}"
    violent = event.kind is not None and _is_violent(event.kind)
    if not counts and not violent:
        return None
    standing = [g for g in counts.values() if g.grade is not Grade.DISCOUNTED]
    if counts and not standing:
        first = next(iter(counts.values()))
        return Grading(name, Grade.DISCOUNTED, first.why)
    about = {c.subject.id for c in live if c.subject.aspect in _OF_THE_WHOLE}
    there = [p for g in standing for p in positions[g.subject]]
    none = {p.voice for p in there if p.held and not any(_harm_told(p))}
    # Who only says who did it does not say that anybody came to harm.
    if not standing or any(a.id not in none for a in admitted) or blamed is not None:
        there += [p for s in sorted(about) for p in positions.get(s, ())]
    told = [c for p in there if p.voice not in none for c in _harm_told(p)]
    if not told:
        return None
    party = next((a for a in admitted if a.id not in none), None)
    found = _by_voices(name, told, _ever_said(there), party, blamed, divided=divided)
    no = _but_denied(denied) if found.grade in (Grade.FAIR, Grade.WEAK) else ""
    return replace(found, why=f"{found.why}{no}")


def _is_violent(kind: str) -> bool:
    found = event_kind(kind)
    return found is not None and VIOLENCE in (found.name, *wider_kinds(found.name))
