"""Whose word a claim finally is. Corroboration counts these, never documents."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import Claim, SourceKind


def voice(claim: Claim) -> str | None:
    """The id of the claim's origin, or None while its source stays open."""
    if claim.source is None and claim.candidates:
        return None
    origin = claim.origin
    return None if origin is None else origin.id


def same_voice(a: Claim, b: Claim) -> bool:
    """True when both claims are one voice's word, known to be so.

    "Activists" in two documents may be different people: an unnamed origin is the same voice only
    within one document.
    """
    first, second = a.origin, b.origin
    if first is None or second is None or first.id != second.id:
        return False
    if voice(a) is None or voice(b) is None:
        return False
    return first.kind is not SourceKind.UNNAMED or a.document == b.document


def count_origins(claims: Iterable[Claim]) -> int:
    """How many independent voices stand behind the claims.

    An origin counts once, however many documents carry it; an unnamed one ("activists") counts
    once as well, since nothing shows that two of them differ. Open sources count as one together.
    """
    return len({voice(c) for c in claims})
