"""Conflicts between claims, judgements on them, and faults in a ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from html import escape
from itertools import combinations, product

from reportedly.model.entry import Location
from reportedly.model.kind import ConflictKind, Question, Severity


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
    """A finding: claims that cannot all hold, or that should not be passed over.

    Attributes:
        kind: the gravest of what its camps are to each other.
        subject: id of the subject (of parts and sums that of the whole).
        claims: ids, in ledger order.
        sources: names, each once.
        origins: how many voices among them are independent at most.
        reason: one sentence.
        ratio: ranks divergences: larger stated number over the smaller, at least 1.
        judgements: ids of standing (not withdrawn) judgements on it.
        latest: the last day that one of the claims was said or counts to.
        event: id of the event concerned, or None.
        camps: ids of claims, for each maximal set of positions that can hold together; empty where
            nobody stands against anybody.
        explains: what might explain the difference: time, population, bound, place, part, unit,
            origin.
        weight: its severity where that is not its kind's.
        asked: its question where that is not its kind's.
        key: its stable name; without one the kind and a digest of the claims (eight hex digits).
        stale: ids of judgements over words that changed since.
        overtaken: how many claims of it were not there when it was last judged.
        id: its stable name.
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
    event: str | None = None
    camps: tuple[tuple[str, ...], ...] = ()
    explains: tuple[str, ...] = ()
    weight: Severity | None = None
    asked: Question | None = None
    key: str = ""
    stale: tuple[str, ...] = ()
    overtaken: int = 0
    id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the name once: it is asked for again and again."""
        object.__setattr__(self, "id", self.key or conflict_id(self.kind, self.claims))

    @property
    def severity(self) -> Severity:
        """How much a reader must care; as a rule it follows the kind."""
        return self.weight or self.kind.severity

    @property
    def is_stale(self) -> bool:
        """Whether somebody judged it before its words changed or some of its claims came."""
        return bool(self.stale or self.overtaken)

    @property
    def question(self) -> Question:
        """What is answered differently; as a rule it follows the kind."""
        return self.asked or self.kind.question

    @property
    def against(self) -> tuple[tuple[str, str], ...]:
        """Pairs of claims that stand against each other: of different camps, and of no common one.

        Without camps every pair.
        """
        camps = self.camps
        if len(camps) < 2:
            return tuple(combinations(self.claims, 2))
        within: dict[str, set[int]] = {}
        for number, camp in enumerate(camps):
            for claim in camp:
                within.setdefault(claim, set()).add(number)
        return tuple(
            dict.fromkeys(
                (a, b)
                for one, other in combinations(camps, 2)
                for a, b in product(one, other)
                if within[a].isdisjoint(within[b])
            )
        )

    def _repr_html_(self) -> str:
        """How a notebook shows it: what it is, why, and who is concerned."""
        kind, id_ = escape(f"{self.severity}: {self.kind}"), escape(self.id)
        reason, sources = escape(self.reason), escape("; ".join(self.sources))
        return (
            f"<p><strong>{kind}</strong> <code>{id_}</code><br>{reason}<br>"
            f"<small>{sources}</small></p>"
        )


def among(conflicts: Iterable[Conflict], claims: Collection[str]) -> list[Conflict]:
    """The conflicts between these claims, by their ids, without those that need another."""
    return [c for c in conflicts if all(claim in claims for claim in c.claims)]


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
    claims: tuple[tuple[str, str], ...] = ()


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
