"""What changed between two states of a ledger: claims gained, lost, changed, newly in conflict."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportedly.model import Claim, Conflict, Period, Severity


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """A claim that says something else; `fields` holds (name, before, now), all in words."""

    old: Claim
    new: Claim
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed; conflicts are those that ask for attention: conflicts and questions.

    Attributes:
        gained: claims that were not there, in ledger order.
        lost: claims that are gone.
        changed: claims under the same id that say something else.
        broken: claims that are still written but no longer resolve; `check` says why.
        conflicts: newly there.
        settled: there no longer.
    """

    gained: tuple[Claim, ...] = ()
    lost: tuple[Claim, ...] = ()
    changed: tuple[ChangedClaim, ...] = ()
    broken: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    settled: tuple[Conflict, ...] = ()

    def __bool__(self) -> bool:
        return any((self.gained, self.lost, self.changed, self.broken, *self._conflicts()))

    def _conflicts(self) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
        return self.conflicts, self.settled


def find_changes(
    old: Sequence[Claim],
    new: Sequence[Claim],
    old_conflicts: Sequence[Conflict],
    new_conflicts: Sequence[Conflict],
    written: Collection[str] = (),
) -> Changes:
    """What is in one state and not in the other.

    Args:
        old: the claims before.
        new: the claims now.
        old_conflicts: the conflicts between `old`.
        new_conflicts: the conflicts between `new`.
        written: ids of every claim that is written now, those that do not resolve included.
    """
    before, now = {c.id: c for c in old}, {c.id: c for c in new}
    gone = [c for c in old if c.id not in now]
    return Changes(
        gained=tuple(c for c in new if c.id not in before),
        lost=tuple(c for c in gone if c.id not in written),
        changed=tuple(
            ChangedClaim(before[c.id], c, fields)
            for c in new
            if c.id in before and (fields := changed_fields(before[c.id], c))
        ),
        broken=tuple(c for c in gone if c.id in written),
        conflicts=_only_in(new_conflicts, old_conflicts),
        settled=_only_in(old_conflicts, new_conflicts),
    )


def changed_fields(old: Claim, new: Claim) -> tuple[tuple[str, str, str], ...]:
    """(name, before, now) of every field in which two claims differ, in words."""
    pairs = zip(_words(old), _words(new), strict=True)
    return tuple((name, a, b) for (name, a), (_, b) in pairs if a != b)


def _words(claim: Claim) -> tuple[tuple[str, str], ...]:
    return (
        ("source", _source(claim)),
        ("came by", " ← ".join(s.name for s in claim.chain)),
        ("subject", claim.subject.title or claim.subject.id),
        ("text", claim.text),
        ("stance", claim.stance.value),
        ("figure", _figure(claim)),
        ("share of", claim.whole or ""),
        ("when", _period(claim.when)),
        ("as of", _period(claim.as_of)),
        ("said", _period(claim.said)),
        ("held responsible", ", ".join(a.name for a in claim.actors)),
        ("document", claim.document),
        ("words at", ", ".join(f"{s.start}-{s.end}" for s in claim.spans)),
        ("not in document", " … ".join(claim.not_found)),
        ("status", claim.status.value),
    )


def _source(claim: Claim) -> str:
    return claim.source.name if claim.source else " or ".join((*claim.candidates, "?"))


def _figure(claim: Claim) -> str:
    figure = claim.figure
    if figure is None:
        return ""
    unit = f" {figure.unit}" if figure.unit else ""
    return f"{figure.as_written} ({figure.interval}{unit})"


def _period(period: Period | None) -> str:
    return "" if period is None else period.iso()


def _only_in(some: Sequence[Conflict], others: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Findings not there in the other state, or there as something milder or of another kind."""
    known = {(c.id, c.kind, c.severity) for c in others}
    return tuple(
        c
        for c in some
        if (c.id, c.kind, c.severity) not in known and c.severity is not Severity.NOTE
    )
