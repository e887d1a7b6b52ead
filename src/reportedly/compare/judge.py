"""What two claims are to each other: the one place that decides it.

`judge` is pure and total: any two claims get a verdict, in either order the same. Everything that
finds conflicts faster (sweeps, SQL) only proposes pairs and must agree with it. Reasons are put
into words only where something is flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportedly.compare.figures import (
    apart,
    below,
    bracket,
    is_zero,
    lies_below,
    one_unit,
    ratio_of,
    same_words,
    under_profile,
)
from reportedly.compare.options import DEFAULTS, Options
from reportedly.compare.times import compare_moments, compare_said, events_apart
from reportedly.compare.voices import same_voice
from reportedly.compare.wording import (
    Statement,
    both_say,
    contradict,
    fell,
    name_of,
    quoted,
    rose,
    says,
    statement,
    times,
)
from reportedly.model import Bound, Claim, ConflictKind, Figure, Source, Stance, Verdict
from reportedly.text.quantities.conversion import in_unit_of

__all__ = ["Options", "judge", "verdicts"]

_SAME = Verdict(None, "It is one and the same claim.")
_AGREE = Verdict(None, "Both can hold.")
_REPEATED = Verdict(None, "One voice says the same twice in one document.")
_BOTH_DENY = Verdict(None, "Both deny it.")
_SUBJECTS = Verdict(None, "They are about different subjects.", comparable=False)
_NO_FIGURES = Verdict(None, "Neither states a figure.", comparable=False)
_ONE_FIGURE = Verdict(None, "Only one of them states a figure.", comparable=False)
_SHARE = Verdict(
    None, "One states a share, the other a number, and the whole is not known.", comparable=False
)
_UNITS = Verdict(None, "Their units measure different things.", comparable=False)
_TIMES = Verdict(None, "They count for different times.", comparable=False)
_TIMES_OPEN = Verdict(
    None,
    "They count for different times, and the subject does not say whether it is a running total.",
    comparable=False,
)
_EVENTS = Verdict(None, "They are about happenings of different times.", comparable=False)
_DAILY = Verdict(
    None, "One is a running total, the other counts one period alone.", comparable=False
)
_OTHER_ACTOR = Verdict(
    None, "What one denies of one party, the other asserts of another.", comparable=False
)
_DENIAL_LEAVES = Verdict(None, "What one denies leaves room for what the other says.")

_PLAIN = frozenset({Bound.EXACT, Bound.ABOUT})
_NEUTRAL = {
    Stance.CANNOT_VERIFY: "cannot verify it",
    Stance.DECLINES: "declines to comment",
    Stance.ASKS: "only asks",
    Stance.RETRACTS: "takes it back",
}


def judge(a: Claim, b: Claim, options: Options = DEFAULTS) -> Verdict:
    """Say what two claims are to each other.

    Compared are claims on the same subject, in the same dimension, for the same or overlapping
    times. The kinds are those of `ConflictKind` that two claims can have; where two fit, the
    graver is told (`verdicts` tells both).

    Args:
        a: any claim.
        b: any other; their order does not matter.
        options: how inexact words are read and what is let pass.

    Returns:
        The kind, or None when there is nothing to flag; the reason either way; `comparable` false
        when the claims do not bear on each other. Never raises.
    """
    return min(
        verdicts(under_profile(a, options), under_profile(b, options), options), key=_gravity
    )


def verdicts(a: Claim, b: Claim, options: Options) -> tuple[Verdict, ...]:
    """Everything that two claims are to each other: figures first, then responsibility.

    The claims must have been brought under the profile of the options.
    """
    if a.id == b.id and a == b:
        return (_SAME,)
    if a.subject.id != b.subject.id:
        return (_different_subjects(a, b),)
    if a.stance is not Stance.ASSERTS or b.stance is not Stance.ASSERTS:
        return (_judge_stances(a, b),)
    verdict = _judge_figures(a, b, options)
    if not a.actors or not b.actors:
        return (verdict,)
    responsibility = _judge_actors(a, b)
    return (verdict,) if responsibility is None else (verdict, responsibility)


def _gravity(verdict: Verdict) -> int:
    return len(ConflictKind) if verdict.kind is None else verdict.kind.rank


def _different_subjects(a: Claim, b: Claim) -> Verdict:
    first, second = a.subject, b.subject
    if _daily_and_total(a, b) and (
        (first.measure, first.population, first.place)
        == (second.measure, second.population, second.place)
    ):
        return _DAILY
    return _SUBJECTS


def _daily_and_total(a: Claim, b: Claim) -> bool:
    return {a.subject.running_total, b.subject.running_total} == {True, False}


# Figures


def _judge_figures(a: Claim, b: Claim, options: Options) -> Verdict:
    fa, fb = a.figure, b.figure
    if fa is None or fb is None:
        return _judge_words(a, b)
    if fa.share != fb.share:
        fa, fb = (a.implied, fb) if fa.share else (fa, b.implied)
        if fa is None or fb is None:
            return _SHARE
    if a.subject is not b.subject and _daily_and_total(a, b):
        return _DAILY
    if fa.unit != fb.unit:
        pair = one_unit(fa, fb)
        if pair is None:
            return _UNITS
        fa, fb = pair
    order = compare_moments(a, b)
    if order:
        return (
            _judge_later(a, fa, b, fb, options)
            if order < 0
            else _judge_later(b, fb, a, fa, options)
        )
    if same_voice(a, b):
        verdict = _judge_voice(a, fa, b, fb)
        if verdict is not None:
            return verdict
    return judge_numbers(a, fa, b, fb, options)


def _judge_words(a: Claim, b: Claim) -> Verdict:
    """Claims of which one or both state no figure."""
    if a.figure is not None or b.figure is not None:
        return _ONE_FIGURE
    repeated = same_voice(a, b) and a.home != b.home and not events_apart(a, b)
    return _echo(a, b) if repeated else _NO_FIGURES


def _judge_later(earlier: Claim, fe: Figure, later: Claim, fl: Figure, options: Options) -> Verdict:
    """Figures that count for different times: only of a running total is one bound by the other."""
    if not earlier.subject.running_total:
        if _only_said(earlier) and _only_said(later) and same_voice(earlier, later):
            return _judge_voice(earlier, fe, later, fl) or _AGREE
        return _TIMES_OPEN if earlier.subject.running_total is None else _TIMES
    if lies_below(fl, fe, options):
        return Verdict(
            ConflictKind.DECREASE,
            fell(statement(earlier, fe), statement(later, fl)),
            earlier=earlier.id,
            ratio=ratio_of(fe, fl),
        )
    if below(fe.nominal, fl.nominal):
        return Verdict(
            ConflictKind.UPDATE,
            rose(statement(earlier, fe), statement(later, fl)),
            earlier=earlier.id,
        )
    return _AGREE


def _only_said(claim: Claim) -> bool:
    return claim.as_of is None and claim.when is None and claim.subject.period is None


def _judge_voice(a: Claim, fa: Figure, b: Claim, fb: Figure) -> Verdict | None:
    """One voice on one moment: the same again, or a later figure that replaces the earlier.

    None when the figures differ and nothing says which is the later.
    """
    if same_words(fa, fb):
        return _REPEATED if a.home == b.home else _echo(a, b)
    order = compare_said(a, b)
    if order == 0:
        return None
    earlier, fe, later, fl = (a, fa, b, fb) if order < 0 else (b, fb, a, fa)
    return _revision(earlier, quoted(fe, earlier), later, quoted(fl, later))


def _revision(earlier: Claim, before: str, later: Claim, after: str) -> Verdict:
    name = later.origin.name if later.origin is not None else name_of(later)
    days = [c.said.iso() if c.said else "an unknown day" for c in (earlier, later)]
    return Verdict(
        ConflictKind.REVISION,
        f"{name} gave {before} by {days[0]} and {after} by {days[1]}: the later replaces the "
        "earlier.",
        earlier=earlier.id,
    )


def _echo(a: Claim, b: Claim) -> Verdict:
    first, second = sorted((a.document, b.document))
    name = a.origin.name if a.origin is not None else name_of(a)
    return Verdict(
        ConflictKind.ECHO,
        f"{first} and {second} both carry what {name} says: one voice, not two.",
    )


def judge_numbers(a: Claim, fa: Figure, b: Claim, fb: Figure, options: Options) -> Verdict:
    """What figures for one moment, in one unit, are to each other, whoever gives them."""
    if fa.interval == fb.interval and fa.nominal == fb.nominal:
        return _AGREE
    low_first = lies_below(fa, fb, options)
    if low_first or lies_below(fb, fa, options):
        return Verdict(
            ConflictKind.CONTRADICTION,
            contradict(*_in_order(a, fa, b, fb)),
            ratio=ratio_of(fa, fb),
        )
    if apart(fa.interval, fb.interval):
        return _judge_near(a, fa, b, fb)
    return _judge_compatible(a, fa, b, fb, options)


def _judge_near(a: Claim, fa: Figure, b: Claim, fb: Figure) -> Verdict:
    """Figures that cannot both hold as written, yet rounding, softness or tolerance allows."""
    told = both_say(*_in_order(a, fa, b, fb))
    if not apart(fa.rounded, fb.rounded):
        return Verdict(
            ConflictKind.ROUNDING,
            f"{told}: rounded as they are written, both can hold.",
        )
    lower = fa if below(fa.interval, fb.interval) else fb
    if lower.soft:
        ratio = ratio_of(fa, fb)
        return Verdict(
            ConflictKind.DIVERGENCE,
            f"{told}: the ceiling is a loose one, yet the other is above it.",
            ratio=ratio,
        )
    return Verdict(
        ConflictKind.ROUNDING,
        f"{told}: they differ by no more than the tolerance asked for.",
    )


def _judge_compatible(a: Claim, fa: Figure, b: Claim, fb: Figure, options: Options) -> Verdict:
    """Figures that can both hold: agreement, a question, or a note on rounding."""
    if not apart(fa.nominal, fb.nominal):
        return _AGREE
    ratio = ratio_of(fa, fb)
    if ratio is not None and ratio >= options.divergence_ratio and not bracket(fa, fb):
        told = both_say(*_in_order(a, fa, b, fb))
        return Verdict(
            ConflictKind.DIVERGENCE,
            f"{told}: both can hold, but one number is {times(ratio)} times "
            f"the other (asked about from {times(options.divergence_ratio)}).",
            ratio=ratio,
        )
    if fa.bound in _PLAIN and fb.bound in _PLAIN:
        told = both_say(*_in_order(a, fa, b, fb))
        return Verdict(
            ConflictKind.ROUNDING,
            f"{told}: rounded as they are written, both can hold.",
        )
    return _AGREE


def _in_order(a: Claim, fa: Figure, b: Claim, fb: Figure) -> tuple[Statement, Statement]:
    """The pair as it is told: the one said first, first; otherwise by name, words and id."""
    first, second = statement(a, fa), statement(b, fb)
    return (first, second) if _is_told_first(a, b) else (second, first)


def _is_told_first(a: Claim, b: Claim) -> bool:
    """Whether `a` is named before `b`; of two claims under one id whatever differs decides."""
    first, second = _telling_order(a), _telling_order(b)
    return first < second if first != second else repr(a) <= repr(b)


def _telling_order(claim: Claim) -> tuple[date, str, str, str, str]:
    """A key that puts claims in the order in which a reason names them."""
    said = claim.said.start if claim.said and claim.said.start else date.min
    words = claim.figure.as_written if claim.figure else claim.text
    return said, name_of(claim), claim.id, claim.document, words


# Stances and responsibility


def _judge_stances(a: Claim, b: Claim) -> Verdict:
    """A pair of which at least one does not assert."""
    for claim in (a, b) if _is_told_first(a, b) else (b, a):
        if claim.stance in _NEUTRAL:
            return Verdict(
                None,
                f"{name_of(claim)} {_NEUTRAL[claim.stance]}, which asserts nothing.",
                comparable=False,
            )
    if a.stance is b.stance:
        return _BOTH_DENY
    asserts, denies = (a, b) if a.stance is Stance.ASSERTS else (b, a)
    if events_apart(asserts, denies):
        return _EVENTS
    if asserts.actors and denies.actors and not any_related(asserts.actors, denies.actors):
        return _OTHER_ACTOR
    if not _is_denied(asserts, denies):
        return _DENIAL_LEAVES
    order = compare_said(asserts, denies)
    if order and same_voice(asserts, denies):
        earlier, later = (asserts, denies) if order < 0 else (denies, asserts)
        return _revision(earlier, _stand(earlier), later, _stand(later))
    denied = "it" if denies.figure is None else quoted(denies.figure, denies)
    return Verdict(
        ConflictKind.DENIAL,
        f"{says(asserts)} {quoted(asserts.figure, asserts)} and "
        f"{says(denies, 'denies', 'deny')} {denied}.",
    )


def _stand(claim: Claim) -> str:
    """What a voice that went back on its word said then."""
    prefix = "a denial of " if claim.stance is Stance.DENIES else ""
    return prefix + quoted(claim.figure, claim)


def _is_denied(asserts: Claim, denies: Claim) -> bool:
    """True when what the one asserts lies within what the other denies.

    A denial without a figure denies that anything happened, so it leaves room for "none" only.
    """
    said = asserts.figure
    if denies.figure is None:
        return said is None or not is_zero(said)
    if said is None:
        return False
    if said.share != denies.figure.share:
        return False
    denied = in_unit_of(denies.figure, said.unit)
    if denied is None:
        return False
    return denied.nominal == said.nominal or denied.interval.covers(said.rounded)


def _judge_actors(a: Claim, b: Claim) -> Verdict | None:
    """Different parties held responsible for one event, or None."""
    if any_related(a.actors, b.actors) or events_apart(a, b):
        return None
    order = compare_said(a, b)
    if order and same_voice(a, b):
        earlier, later = (a, b) if order < 0 else (b, a)
        return _revision(earlier, _blame(earlier), later, _blame(later))
    if not _is_told_first(a, b):
        a, b = b, a
    return Verdict(
        ConflictKind.RESPONSIBILITY,
        f"{says(a, 'holds', 'hold')} {_blame(a)} responsible and {says(b, 'holds', 'hold')} "
        f"{_blame(b)}.",
    )


def _blame(claim: Claim) -> str:
    return " and ".join(actor.name for actor in claim.actors) or "nobody"


def any_related(some: Sequence[Source], others: Sequence[Source]) -> bool:
    """True when one of the parties is among the others, or a part of one, or one a part of it."""
    return any(a.id == b.id or a.id in b.part_of or b.id in a.part_of for a in some for b in others)
