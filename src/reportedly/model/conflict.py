"""Conflicts between claims, judgements on them, and faults in a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from html import escape

from reportedly.model.entry import Location
from reportedly.model.kind import ConflictKind, Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `judge(a, b)` says of two claims.

    `kind` is None when there is nothing to flag (they agree, or cannot be compared); `reason` says
    why in one sentence either way. `earlier` is the id of the claim that is superseded (revision,
    update, decrease). `ratio` ranks divergences: larger stated number over the smaller, at least 1.
    """

    kind: ConflictKind | None
    reason: str
    comparable: bool = True
    earlier: str | None = None
    ratio: Decimal | None = None


def conflict_id(kind: ConflictKind, claims: Iterable[str]) -> str:
    """The stable name of a conflict: its kind and a digest of the claims concerned."""
    digest = sha256("\0".join([kind, *sorted(claims)]).encode()).hexdigest()
    return f"{kind}-{digest[:8]}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A flagged disagreement (or note) between claims.

    `claims` are ids, in ledger order; `sources` names, each once; `origins` counts the independent
    voices among them. `judgements` are ids of standing (not withdrawn) judgements on it; `latest`
    is the last day that one of the claims was said or counts to. `id` is its stable name: the kind
    and a digest of the claims concerned (eight hex digits).
    """

    kind: ConflictKind
    subject: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    origins: int
    reason: str
    ratio: Decimal | None = None
    judgements: tuple[str, ...] = ()
    latest: date | None = None
    id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the name once: it is asked for again and again."""
        object.__setattr__(self, "id", conflict_id(self.kind, self.claims))

    @property
    def severity(self) -> Severity:
        """Severity follows the kind."""
        return self.kind.severity

    def _repr_html_(self) -> str:
        """How a notebook shows it: what it is, why, and who is concerned."""
        kind, id_ = escape(f"{self.severity}: {self.kind}"), escape(self.id)
        reason, sources = escape(self.reason), escape("; ".join(self.sources))
        return (
            f"<p><strong>{kind}</strong> <code>{id_}</code><br>{reason}<br>"
            f"<small>{sources}</small></p>"
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a conflict: who, when, why; withdrawn, never deleted."""

    id: str
    conflict: str
    verdict: str
    by: str
    on: date
    why: str
    claim: str | None = None
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the ledger: where, what is wrong, what would be right.

    `code` is a short stable name in kebab case (`unknown-key`, `dangling-source`).
    """

    code: str
    message: str
    location: Location

    def __str__(self) -> str:
        return f"{self.location}: {self.message} [{self.code}]"
