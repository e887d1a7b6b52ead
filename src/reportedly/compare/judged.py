"""Whether what people decided still stands: over the same words, and over all that there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.model import Conflict, Judgement


def with_standing(
    conflicts: Iterable[Conflict], judgements: Sequence[Judgement], words: Mapping[str, str]
) -> list[Conflict]:
    """Findings with the judgements that went stale set apart, and what came after the others.

    A judgement is stale when the words of a claim that it was made over are others now, or gone;
    its finding is then open again. Claims that came later do not undo it and are counted.

    Args:
        conflicts: findings with the ids of the judgements that were not withdrawn.
        judgements: what people decided, with hashes of the claims' words as they were.
        words: id of a claim → the hash of its words now, for all that judgements name.
    """
    by_id = {judgement.id: judgement for judgement in judgements}
    return [_standing(c, by_id, words) if c.judgements else c for c in conflicts]


def _standing(
    conflict: Conflict, by_id: Mapping[str, Judgement], words: Mapping[str, str]
) -> Conflict:
    stale = tuple(
        j for j in conflict.judgements if any(words.get(i) != h for i, h in by_id[j].claims)
    )
    kept = tuple(j for j in conflict.judgements if j not in stale)
    over = {claim for j in kept for claim, _ in by_id[j].claims}
    later = sum(claim not in over for claim in conflict.claims) if over else 0
    if not stale and not later:
        return conflict
    return replace(conflict, judgements=kept, stale=stale, overtaken=later)
