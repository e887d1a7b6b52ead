"""Rows of other datasets → entries of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Problem,
    SourceEntry,
    SubjectEntry,
)

if TYPE_CHECKING:
    from reportedly.importing.formats import Result

from reportedly.workflow.adopting import rename_sources
from reportedly.workflow.checkouts import refuse_checkout
from reportedly.workflow.ledgers import Ledger


def import_rows(
    ledger: Ledger, results: Iterable[Result], *, save: bool = True
) -> tuple[Counter[str], list[tuple[str, Problem]]]:
    """Add what the rows of a file say to the ledger, as proposed.

    A source that the ledger knows by that name keeps its id. What stands there already is left, so
    importing a file twice adds it once.

    Args:
        ledger: where to; read before.
        results: from `importing.read_rows`.
        save: False to count only.

    Returns:
        How many rows, claims, sources and subjects there are, and the problems, each with its row
        as it came.
    """
    from reportedly.importing import Found
    from reportedly.ledger import add_documents

    documents: dict[str, tuple[DocumentEntry, list[ClaimEntry]]] = {}
    sources: dict[str, SourceEntry] = {}
    subjects: dict[str, SubjectEntry] = {}
    problems: list[tuple[str, Problem]] = []
    counts: Counter[str] = Counter()
    for _, raw, outcome in results:
        counts["rows"] += 1
        for one in outcome:
            if not isinstance(one, Found):
                problems.append((raw, one))
                continue
            held = documents.setdefault(one.document.id, (one.document, []))
            held[1].extend(one.claims)
            sources.update((s.id, s) for s in one.sources if s.id not in sources)
            subjects.update((s.id, s) for s in one.subjects if s.id not in subjects)
    names = rename_sources(list(sources.values()), ledger.entries.sources)
    given = [
        (d, [_renamed(c, names) for c in claims]) for d, claims in documents.values() if claims
    ]
    counts.update(
        documents=len(given),
        claims=sum(len(claims) for _, claims in given),
        sources=len(sources),
        subjects=len(subjects),
    )
    if save and given:
        renamed = [replace(s, id=names[s.id]) for s in sources.values()]
        refuse_checkout(ledger.root)
        add_documents(ledger.root, given, renamed, list(subjects.values()))
    return counts, problems


def _renamed(claim: ClaimEntry, names: Mapping[str, str]) -> ClaimEntry:
    """The claim with the ledger's ids of its sources."""
    return replace(
        claim,
        source=names.get(claim.source or "", claim.source),
        actor=names.get(claim.actor or "", claim.actor),
        via=tuple(names.get(v, v) for v in claim.via),
    )
