"""Rows of other datasets → entries of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.importing import Found
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Problem,
    SourceEntry,
    SubjectEntry,
)
from reportedly.transaction import transaction
from reportedly.workflow.adopting import is_one, rename_sources, rename_subjects
from reportedly.workflow.checkouts import refuse_checkout
from reportedly.workflow.ledgers import Ledger

if TYPE_CHECKING:
    from reportedly.importing.formats import Result


def import_rows(
    ledger: Ledger, results: Iterable[Result], *, save: bool = True
) -> tuple[Counter[str], list[tuple[str, Problem]]]:
    """Add what the rows of a file say to the ledger, as proposed.

    A source that the ledger knows by that name keeps its id. What stands there already is left, so
    importing a file twice adds it once; so is a row that says what an earlier one of the same id
    says. Where it says something else, it is a problem.

    Args:
        ledger: where to; read before.
        results: from `importing.read_rows`.
        save: False to count only.

    Returns:
        How many rows, claims, sources and subjects there are, and the problems, each with its row
        as it came.
    """
    from reportedly.ledger import load, put_documents

    documents: dict[str, tuple[DocumentEntry, list[ClaimEntry]]] = {}
    sources: dict[str, SourceEntry] = {}
    subjects: dict[str, SubjectEntry] = {}
    problems: list[tuple[str, Problem]] = []
    counts: Counter[str] = Counter()
    first: dict[str, ClaimEntry] = {}
    for where, raw, outcome in results:
        counts["rows"] += 1
        for one in outcome:
            if not isinstance(one, Found):
                problems.append((raw, one))
                continue
            again = [c for c in one.claims if not _is_same(c, first.setdefault(c.id, c))]
            if again:
                message = f"an earlier row has the id {again[0].id!r} and says something else"
                problems.append((raw, Problem("double-id", message, where)))
            new = [c for c in one.claims if first[c.id] is c]
            if not new:
                continue
            if met := [s for s in one.subjects if not is_one(s, subjects.setdefault(s.id, s))]:
                message = f"two things would have the id {met[0].id!r}: give one another title"
                problems.append((raw, Problem("double-id", message, where)))
                continue
            documents.setdefault(one.document.id, (one.document, []))[1].extend(new)
            sources.update((s.id, s) for s in one.sources if s.id not in sources)
    given = [(d, claims) for d, claims in documents.values() if claims]
    counts.update(
        documents=len(given),
        claims=sum(len(claims) for _, claims in given),
        sources=len(sources),
        subjects=len(subjects),
    )
    held = {c.id for c in ledger.entries.claims}
    counts["known"] = sum(c.id in held for _, claims in given for c in claims)
    if save and given:
        refuse_checkout(ledger.root)
        with transaction(ledger.root) as change:
            # Under the writers' lock: others may have written since the ledger was read.
            now, _ = load(ledger.root)
            names = rename_sources(list(sources.values()), now.sources)
            things = rename_subjects(list(subjects.values()), now.subjects)
            put_documents(
                change,
                [(d, [_renamed(c, names, things) for c in claims]) for d, claims in given],
                [replace(s, id=names[s.id]) for s in sources.values()],
                [
                    replace(s, id=things[s.id], part_of=tuple(things.get(p, p) for p in s.part_of))
                    for s in subjects.values()
                ],
            )
    return counts, problems


def _is_same(claim: ClaimEntry, other: ClaimEntry) -> bool:
    """Whether both say the same, whatever their notes say of where they stand."""
    return claim is other or replace(claim, note=other.note) == other


def _renamed(claim: ClaimEntry, names: Mapping[str, str], things: Mapping[str, str]) -> ClaimEntry:
    """The claim with the ledger's ids of its sources and of its subject."""
    return replace(
        claim,
        subject=things.get(claim.subject or "", claim.subject),
        source=names.get(claim.source or "", claim.source),
        actor=names.get(claim.actor or "", claim.actor),
        via=tuple(names.get(v, v) for v in claim.via),
    )
