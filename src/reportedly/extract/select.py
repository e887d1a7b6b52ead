"""Selection: among candidates that exclude one another, the best."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extract.candidates import Candidate

_SAME = 0.6  # contents that share this much (Dice) are the same statement


def select(candidates: Sequence[Candidate], threshold: float) -> list[Candidate]:
    """The candidates that count, best first: one content for each cue, one cue for each content.

    A content may lie within another (a nested attribution); it may not nearly equal one.
    """
    ranked = sorted(
        (c for c in candidates if c.score >= threshold), key=lambda c: (-c.score, c.cue)
    )
    chosen: list[Candidate] = []
    tokens: list[set[int]] = []
    cues: dict[int, int] = {}
    for candidate in ranked:
        own = candidate.tokens()
        if not own or candidate.cue in cues:
            continue
        if any(_dice(own, other) >= _SAME for other in tokens):
            continue
        cues[candidate.cue] = len(chosen)
        chosen.append(candidate)
        tokens.append(own)
    return chosen


def _dice(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))
