"""Claims as JSON with what others make of them: the rows of `claims`, and of `trace` the whole."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from reportedly.export.ratings import rated_row
from reportedly.export.rows import Row, claim_row, later_row

if TYPE_CHECKING:
    from reportedly.graph.trace import Trace
    from reportedly.model import Claim, Later, Rating


def told_row(claim: Claim, later: Later | None, rating: Rating | None) -> Row:
    """A claim, what later captures of its page make of it, and how credible it is."""
    return {**claim_row(claim), "later": later_row(later), **rated_row(claim, rating)}


def traced_row(found: Trace) -> Row:
    """A claim, the steps back to its origin, and its words where they stand."""
    return {
        "claim": claim_row(found.claim),
        "steps": [asdict(s) for s in found.steps],
        "words": [asdict(w) for w in found.words],
        "same_origin": list(found.same_origin),
        "whole": found.whole.id if found.whole else None,
        "later": later_row(found.later),
        **rated_row(found.claim, found.rating),
    }
