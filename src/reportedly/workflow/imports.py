"""Rows of other datasets → entries of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.importing import Found
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Location,
    Problem,
    SourceEntry,
    SubjectEntry,
)
from reportedly.transaction import transaction
from reportedly.workflow.adopting import is_one, rename_sources, rename_subjects
from reportedly.workflow.changing import changing
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
    rows: dict[str, tuple[str, Location]] = {}
    for where, raw, outcome in results:
        counts["rows"] += 1
        for one in outcome:
            if not isinstance(one, Found):
                problems.append((raw, one))
                continue
            if met := [s for s in one.subjects if not is_one(s, subjects.get(s.id, s))]:
                message = f"two things would have the id {met[0].id!r}: give one another title"
                problems.append((raw, Problem("double-id", message, where)))
                continue
            if again := [c for c in one.claims if not _is_same(c, first.get(c.id, c))]:
                message = f"an earlier row has the id {again[0].id!r} and says something else"
                problems.append((raw, Problem("double-id", message, where)))
            new = [c for c in one.claims if c.id not in first]
            if not new:
                continue
            first.update((c.id, c) for c in new)
            rows.update((c.id, (raw, where)) for c in new)
            documents.setdefault(one.document.id, (one.document, []))[1].extend(new)
            sources.update((s.id, s) for s in one.sources if s.id not in sources)
            subjects.update((s.id, s) for s in one.subjects if s.id not in subjects)
    given = [*documents.values()]
    counts.update(
        documents=len(given),
        claims=len(first),
        sources=len(sources),
        subjects=len(subjects),
    )
    with ExitStack() as writing:
        change = None
        if save:
            writing.enter_context(changing(ledger.root))
            change = writing.enter_context(transaction(ledger.root))
        # Under the writers' lock: others may have written since the ledger was read.
        now = load(ledger.root)[0] if save else ledger.entries
        names = rename_sources(list(sources.values()), now.sources)
        things = rename_subjects(list(subjects.values()), now.subjects)
        renamed = [(d, [_renamed(c, names, things) for c in claims]) for d, claims in given]
        held = {c.id: c for c in now.claims}
        for claim in (c for d, claims in renamed for c in claims if _is_other(c, held, d)):
            raw, where = rows[claim.id]
            message = f"the ledger has the id {claim.id!r} and says something else; left as it is"
            problems.append((raw, Problem("double-id", message, where)))
        counts["known"] = sum(name in held for name in first)
        fresh = [(d, [c for c in claims if c.id not in held]) for d, claims in renamed]
        if change is not None and any(claims for _, claims in fresh):
            put_documents(
                change,
                [(d, claims) for d, claims in fresh if claims],
                [replace(s, id=names[s.id]) for s in sources.values()],
                [
                    replace(s, id=things[s.id], part_of=tuple(things.get(p, p) for p in s.part_of))
                    for s in subjects.values()
                ],
            )
    return counts, problems


def _is_other(claim: ClaimEntry, held: Mapping[str, ClaimEntry], document: DocumentEntry) -> bool:
    """True where the ledger has another claim of that id.

    What was imported from this very file is the same claim, whatever a person made of it since.
    """
    known = held.get(claim.id)
    if known is None:
        return False
    if known.document != document.id:
        return True
    return document.sha256 is None and _words(known) != _words(claim)


def _words(claim: ClaimEntry) -> tuple[object, ...]:
    return claim.source, claim.subject, claim.figure, claim.quote, claim.stance


def _is_same(claim: ClaimEntry, other: ClaimEntry) -> bool:
    """Whether both say the same, whatever their notes say of where they stand."""
    return claim is other or replace(claim, note=other.note) == other


def _renamed(claim: ClaimEntry, names: Mapping[str, str], things: Mapping[str, str]) -> ClaimEntry:
    """The claim with the ledger's ids of its sources and of its subject."""
    return replace(
        claim,
        subject=things.get(claim.subject or "", claim.subject),
        source=names.get(claim.source or "", claim.source),
        actors=tuple(names.get(a, a) for a in claim.actors),
        via=tuple(names.get(v, v) for v in claim.via),
    )
