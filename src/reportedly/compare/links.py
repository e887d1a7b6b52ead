"""Findings between claims on different subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.compare.derived import declared_relations, judge_relations
from reportedly.compare.groups import standing_claims
from reportedly.compare.options import Options
from reportedly.compare.parts import find_parts, judge_parts
from reportedly.model import Claim, Conflict


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
