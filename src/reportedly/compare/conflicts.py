"""Findings two by two, as of the rows of a table: pairs blocked by subject, never all pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.compare.groups import by_subject, conflicts_alone, conflicts_of_voices, live_claims
from reportedly.compare.links import links_between
from reportedly.compare.options import DEFAULTS, Options
from reportedly.model import Claim, Conflict, Judgement

WITHIN: tuple[Callable[[Sequence[Claim], Options], Iterable[Conflict]], ...] = (
    conflicts_alone,
    conflicts_of_voices,
)
"""What finds something among live claims on one subject."""

BETWEEN: tuple[Callable[[Mapping[str, Sequence[Claim]], Options], Iterable[Conflict]], ...] = (
    links_between,
)
"""What finds something between subjects: id → live claims on it."""


def find_conflicts(
    claims: Sequence[Claim],
    judgements: Sequence[Judgement] = (),
    options: Options = DEFAULTS,
) -> list[Conflict]:
    """Flag everything that claims are to each other, worst first.

    Args:
        claims: the claims of a ledger, in any order; rejected ones are left out.
        judgements: what people decided; those that stand are attached to their conflicts.
        options: how inexact words are read and what is let pass.

    Returns:
        Conflicts, then questions, then notes; among equals the larger ratio, the later day, the
        subject. The result does not depend on the order of the claims.
    """
    live = live_claims(claims, options)
    groups = by_subject(live)
    found = [c for group in groups.values() for find in WITHIN for c in find(group, options)]
    found += (c for find in BETWEEN for c in find(groups, options))
    return rank_conflicts(found, judgements)


def rank_conflicts(
    conflicts: Iterable[Conflict], judgements: Sequence[Judgement] = ()
) -> list[Conflict]:
    """Each conflict once, worst first, with the ids of the judgements that stand on it."""
    standing = judged_conflicts(judgements)
    unique = {(c.kind, c.claims, c.key): c for c in conflicts}
    ranked = sorted(unique.values(), key=rank_of)
    return [with_judgements(c, standing) for c in ranked] if standing else ranked


def judged_conflicts(judgements: Iterable[Judgement]) -> dict[str, list[str]]:
    """Id of a conflict → the ids of the judgements on it that stand."""
    standing: dict[str, list[str]] = {}
    for judgement in judgements:
        if judgement.withdrawn is None:
            standing.setdefault(judgement.conflict, []).append(judgement.id)
    return standing


def with_judgements(conflict: Conflict, standing: Mapping[str, Sequence[str]]) -> Conflict:
    """The conflict with the judgements on it; see `judged_conflicts`."""
    ids = standing.get(conflict.id)
    return conflict if ids is None else replace(conflict, judgements=tuple(sorted(ids)))


def rank_of(conflict: Conflict) -> tuple[object, ...]:
    """Its place among others: what is worse stands first, then the larger, the later."""
    return (
        conflict.severity.rank,
        -(conflict.ratio or 0),
        -(conflict.latest or date.min).toordinal(),
        conflict.subject,
        conflict.kind.rank,
        conflict.claims,
    )
