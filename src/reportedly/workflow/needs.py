"""What needs work, event by event: new claims, unsure links, open conflicts, stale judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Event, LinkKind, Severity, Status, Tally, tally
from reportedly.workflow.links import waiting_links

if TYPE_CHECKING:
    from reportedly.model import Conflict
    from reportedly.resolve import Outline
    from reportedly.workflow.ledgers import Ledger


@dataclass(frozen=True, slots=True)
class Needs:
    """What needs work on one event.

    Attributes:
        event: None for what is of no event.
        behind: the documents, texts, sources and origins that tell of it.
        claims: that were not rejected.
        new: claims that nobody reviewed.
        unsure: links that nobody decided, between it or its subjects and others.
        conflicts, questions: that nobody judged.
        stale: judged before something changed.
    """

    event: Event | None
    behind: Tally
    claims: int
    new: int
    unsure: int
    conflicts: int
    questions: int
    stale: int

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.new or self.unsure or self.conflicts or self.questions or self.stale)

    @property
    def order(self) -> tuple[int, ...]:
        """What is worst comes first."""
        counts = (self.stale, self.conflicts, self.unsure, self.questions, self.new)
        return (self.is_done, *(-n for n in counts))


def needs(ledger: Ledger) -> list[Needs]:
    """Every event of a ledger with what needs work, the worst first; then what is of none."""
    told = ledger.claim_index.work_out("event", "needs", lambda g: _claims(ledger, g))
    found = ledger.conflict_index.work_out("event", "needs", _conflicts)
    links = _links(ledger)
    rows = [
        _row(event, told.get(name, _NO_CLAIMS), found.get(name, _NONE), links[name])
        for name, event in ledger.setting.events.items()
    ]
    rows.sort(key=lambda row: row.order)
    apart = [o for o in ledger.outlines if o.event is None and o.subject.event is None]
    if apart:
        free = [c for c in ledger.conflicts() if c.event is None]
        rows.append(_row(None, _claims(ledger, apart), _conflicts(free), 0))
    return rows


def needs_of(ledger: Ledger, event: str) -> Needs:
    """What needs work on one event, by its id."""
    claims = ledger.claim_index.by("event").get(event, ())
    found = _conflicts(ledger.conflict_index.by("event").get(event, ()))
    return _row(ledger.setting.events[event], _claims(ledger, claims), found, _links(ledger)[event])


_NO_CLAIMS = (Tally(0, 0, 0, 0), 0, 0)
_NONE: Mapping[str, int] = {}


def _row(
    event: Event | None, told: tuple[Tally, int, int], found: Mapping[str, int], unsure: int
) -> Needs:
    behind, claims, new = told
    return Needs(
        event,
        behind,
        claims,
        new,
        unsure,
        found.get(Severity.CONFLICT.value, 0),
        found.get(Severity.QUESTION.value, 0),
        found.get("stale", 0),
    )


def _claims(ledger: Ledger, outlines: Iterable[Outline]) -> tuple[Tally, int, int]:
    held = [o for o in outlines if o.status is not Status.REJECTED]
    new = sum(o.status is Status.PROPOSED for o in held)
    return tally(held, ledger.setting), len(held), new


def _conflicts(found: Iterable[Conflict]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for conflict in found:
        if conflict.stale or conflict.overtaken:
            counts["stale"] += 1
        elif not conflict.judgements:
            counts[conflict.severity.value] += 1
    return counts


def _links(ledger: Ledger) -> Counter[str]:
    """How many links wait by id of an event that they are on."""
    counts: Counter[str] = Counter()
    for entry in waiting_links(ledger.entries.links):
        if entry.kind in (LinkKind.EVENT, LinkKind.SUBJECT):
            names = {(end or "").partition("/")[0] for end in (entry.a, entry.b)}
            counts.update(ledger.setting.events[n].id for n in names if n in ledger.setting.events)
    return counts
