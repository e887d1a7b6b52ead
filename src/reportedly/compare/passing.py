"""Who passes on what another says: bodies whose claims come through others, or from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from reportedly.compare.copying import at_least
from reportedly.model import Source, SourceKind, Told

FEWEST = 3
"""Fewer claims passed on show no habit, and neither do those of one document."""

MOST = 0.4
"""A pair matters where surely more of the one's claims than this come from the other."""

_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.GROUP})
"""A spokesman speaks for his body, and who has no name cannot be paired with anybody."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A body that passes on what another says.

    Attributes:
        by: who passes it on. of: whose word it is, or through whom it came.
        passed: how many claims; `told`: how many it brings on the same subjects, from anybody.
        score: which part of them surely.
        example: id of a claim passed on.
    """

    by: Source
    of: Source
    passed: int
    told: int
    score: float
    example: str


def find_passing(claims: Iterable[Told]) -> list[Passing]:
    """Bodies that pass on another's word in most of what both tell of, the surest first.

    Args:
        claims: those that count, in the order of the ledger.
    """
    told = list(claims)
    bodies = {c.id: [s for s in c.chain if s.kind in _BODIES] for c in told}
    home = {c.id: c.document for c in told}
    about: dict[str, Counter[str]] = {}
    passed: dict[tuple[str, str], list[str]] = {}
    known: dict[str, Source] = {}
    for claim in told:
        for body in bodies[claim.id]:
            known.setdefault(body.id, body)
            about.setdefault(body.id, Counter())[claim.subject.id] += 1
        for by, of in combinations(bodies[claim.id], 2):
            passed.setdefault((by.id, of.id), []).append(claim.id)
    found = []
    for (by_id, of_id), ids in passed.items():
        count = sum(n for subject, n in about[by_id].items() if subject in about[of_id])
        score = at_least(len(ids), count)
        documents = {home[i] for i in ids}
        if len(ids) >= FEWEST and len(documents) > 1 and score > MOST:
            found.append(
                Passing(known[by_id], known[of_id], len(ids), count, round(score, 3), ids[0])
            )
    return sorted(found, key=lambda p: (-p.score, -p.passed, p.by.id, p.of.id))
