"""Whose word counts where it is asked how many say a thing: voices of their own, never documents.

How many are independent is known at most (`tally`). Here more is left out, for what
corroborates must be known to be another's word: who is not named, who is held unreliable, and a
news outlet that gives in its own voice what somebody else says, for it may have it from him.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reportedly.compare.positions import same_value
from reportedly.model import Claim, Reliability, Source, SourceKind
from reportedly.text.publishers import names_body

_NOBODY = frozenset({SourceKind.UNNAMED, SourceKind.DOCUMENT})
"""Who is known by no name: of a document without a publisher nobody knows whose word it is."""

_NOT_RELIED_UPON = frozenset({Reliability.D, Reliability.E})


def own_voices(claims: Iterable[Claim], said: Iterable[Claim] = ()) -> dict[str, Source]:
    """The voices behind claims that are known to be their own, by the name under which they count.

    Sources of one origin, or that are decided to have one voice, are one. Of outlets that give one
    figure in their own voice one counts, and none where somebody else gives it.

    Args:
        claims: what is said to one effect, on one subject, in any order.
        said: what was ever said on it, earlier figures too, from which an outlet may have its own.
    """
    there, before = list(claims), list(said)
    cited = {c.origin.id for c in (*there, *before) if c.origin is not None and not c.narrated}
    quoted = [c for c in there if not _is_carried(c, cited)]
    carried = [c for c in there if _is_carried(c, cited)]
    found: dict[str, Source] = {}
    for claim in quoted:
        found |= _counted(claim)
    if carried:
        told = [*quoted, *(c for c in before if not _is_carried(c, cited))]
        for claim in sorted(carried, key=lambda c: (c.origin.id if c.origin else "", c.id)):
            if not any(same_value(claim, t) for t in told):
                told.append(claim)
                found = _counted(claim) | found
    return dict(sorted(found.items(), key=lambda pair: (pair[1].name.casefold(), pair[0])))


def _counted(claim: Claim) -> dict[str, Source]:
    """The origin of a claim under the name by which it counts; nothing where it does not count."""
    origin = claim.origin
    if origin is None or origin.kind in _NOBODY or origin.reliability in _NOT_RELIED_UPON:
        return {}
    if origin.kind is SourceKind.PERSON and origin.name.islower():
        return {}
    return {origin.voice or origin.id: origin}


def _is_carried(claim: Claim, cited: Collection[str]) -> bool:
    """Whether a claim in a document's own voice may be somebody else's word, which it passes on.

    A body that publishes speaks for itself, and so does who is cited elsewhere.
    """
    origin = claim.origin
    if not claim.narrated or origin is None or origin.id in cited:
        return False
    return not names_body(origin.name)
