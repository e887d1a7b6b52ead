"""What a page shows of a part of a ledger, indexed as the report's pages need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportedly.compare import find_gradings, find_positions
from reportedly.compare.conflicts import rank_of
from reportedly.export.report.site import Report, Site, make_site
from reportedly.model import (
    Claim,
    ClaimEntry,
    Conflict,
    Entries,
    Grading,
    Status,
    Subject,
    event_of,
)
from reportedly.resolve import Outline
from reportedly.workflow.ledgers import Ledger


def site_on(
    ledger: Ledger,
    claims: Sequence[Claim],
    conflicts: Iterable[Conflict] | None = None,
    *,
    positions: bool = True,
    sources: Iterable[str] = (),
) -> Site:
    """The site of these claims and of what they are to each other.

    Args:
        ledger: the ledger.
        claims: those to show; for positions all on their subjects.
        conflicts: between them; all that concern them where none are given.
        positions: whether what voices hold is shown, and how well harm is corroborated.
        sources: ids of sources that are shown whether they say something or not.
    """
    if conflicts is None:
        conflicts = conflicts_on(ledger, (c.id for c in claims))
    return make_site(
        Report(
            entries=_part(ledger, claims, sources),
            claims=claims,
            conflicts=list(conflicts),
            judgements=ledger.judgements,
            text_of=lru_cache(maxsize=32)(ledger.text_of),
            setting=ledger.setting,
            gradings=_gradings(ledger, claims) if positions else {},
            assessments=ledger.assessments,
            positions=find_positions(claims, ledger.setting) if positions else {},
        )
    )


def site_about(ledger: Ledger, claim: Claim) -> tuple[Site, list[Conflict]]:
    """The site of all that is said on a claim's subject and against it, and what concerns it."""
    found = conflicts_on(ledger, [claim.id])
    near = {c.id: c for c in claims_of_subjects(ledger, [claim.subject.id])} | {claim.id: claim}
    near |= claims_of(ledger, {i for x in found for i in x.claims} - near.keys())
    return site_on(ledger, list(near.values()), found), found


def _gradings(ledger: Ledger, claims: Iterable[Claim]) -> dict[str, Grading]:
    about: dict[str, list[Claim]] = {}
    for claim in claims:
        about.setdefault(event_of(claim) or "", []).append(claim)
    return {
        subject: grading
        for name, told in about.items()
        if (event := ledger.setting.events.get(name)) is not None
        for subject, grading in find_gradings(event, told, ledger.setting).items()
    }


def _part(ledger: Ledger, claims: Sequence[Claim], others: Iterable[str]) -> Entries:
    """The documents that these claims stand in, as they are written, and their sources."""
    documents = dict.fromkeys(c.document for c in claims)
    named = {s.id for c in claims for s in (*c.chain, c.source) if s is not None}
    named |= set(others)
    sources = ledger.source_entries
    return Entries(
        documents=tuple(d for i in documents if (d := ledger.document_entries.get(i)) is not None),
        sources=tuple(sources[i] for i in named if i in sources),
    )


def claims_of_event(ledger: Ledger, event: str) -> list[Claim]:
    """The claims about an event that were not rejected."""
    return _told(ledger, ledger.claim_index.by("event").get(event, ()))


def claims_of_subjects(ledger: Ledger, subjects: Iterable[str]) -> list[Claim]:
    """The claims on these subjects that were not rejected."""
    index = ledger.claim_index.by("subject")
    return _told(ledger, (o for s in dict.fromkeys(subjects) for o in index.get(s, ())))


def subjects_of_source(ledger: Ledger, source: str) -> list[str]:
    """The ids of the subjects that a source speaks on."""
    told = ledger.claim_index.by("source").get(source, ())
    return list(dict.fromkeys(o.subject.id for o in told if o.status is not Status.REJECTED))


def claims_of_document(ledger: Ledger, document: str) -> list[Claim]:
    """The claims of a document, rejected ones too."""
    return ledger.claims_told(ledger.claim_index.by("document").get(document, ()))


def conflicts_on(ledger: Ledger, claims: Iterable[str]) -> list[Conflict]:
    """The conflicts that concern any of these claims, worst first."""
    index = ledger.conflict_index.by("claim")
    found = {c.id: c for claim in claims for c in index.get(claim, ())}
    return sorted(found.values(), key=rank_of)


def worst_of(ledger: Ledger, claim: str) -> str:
    """The worst severity of what concerns a claim, judged or not; "" where nothing does."""
    found = ledger.conflict_index.by("claim").get(claim, ())
    return min(found, key=lambda c: c.severity.rank).severity.value if found else ""


def conflict_of(ledger: Ledger, name: str) -> Conflict | None:
    """The conflict of this id."""
    return next(iter(ledger.conflict_index.by("id").get(name, ())), None)


def claim_of(ledger: Ledger, name: str) -> Claim | None:
    """The claim of this id, with its figure and words."""
    return next(iter(ledger.claims_told(ledger.claim_index.by("id").get(name, ())[:1])), None)


def claims_of(ledger: Ledger, names: Iterable[str]) -> dict[str, Claim]:
    """The claims of these ids."""
    index = ledger.claim_index.by("id")
    return {c.id: c for c in ledger.claims_told(o for n in names for o in index.get(n, ())[:1])}


def claim_entry(ledger: Ledger, name: str) -> ClaimEntry | None:
    """The first claim of this id as it is written, where it resolves."""
    return next((o.entry for o in ledger.claim_index.by("id").get(name, ())), None)


def claim_subject(ledger: Ledger, name: str) -> Subject | None:
    """The subject of the claim of this id."""
    return next((o.subject for o in ledger.claim_index.by("id").get(name, ())), None)


def _told(ledger: Ledger, outlines: Iterable[Outline]) -> list[Claim]:
    return ledger.claims_told(o for o in outlines if o.status is not Status.REJECTED)
