"""What a page shows of a part of a ledger, indexed as the report's pages need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportedly.compare import find_gradings, find_positions
from reportedly.export.report.site import Report, Site, make_site
from reportedly.model import Claim, Conflict, Status, event_of
from reportedly.resolve import Outline
from reportedly.workflow.ledgers import Ledger


def site_on(
    ledger: Ledger, claims: Sequence[Claim], conflicts: Iterable[Conflict], title: str
) -> Site:
    """The site of these claims and of what they are to each other."""
    about: dict[str, list[Claim]] = {}
    for claim in claims:
        about.setdefault(event_of(claim) or "", []).append(claim)
    gradings = {
        subject: grading
        for name, told in about.items()
        if name in ledger.setting.events
        for subject, grading in find_gradings(
            ledger.setting.events[name], told, ledger.setting
        ).items()
    }
    return make_site(
        Report(
            entries=ledger.entries,
            claims=claims,
            conflicts=list(conflicts),
            judgements=ledger.judgements,
            text_of=lru_cache(maxsize=32)(ledger.text_of),
            title=title,
            setting=ledger.setting,
            gradings=gradings,
            assessments=ledger.assessments,
            positions=find_positions(claims, ledger.setting),
        )
    )


def claims_of_event(ledger: Ledger, event: str) -> list[Claim]:
    """The claims about an event that were not rejected."""
    return _told(ledger, (o for o in ledger.outlines if event_of(o) == event))


def claims_of_subjects(ledger: Ledger, subjects: Iterable[str]) -> list[Claim]:
    """The claims on these subjects that were not rejected."""
    wanted = set(subjects)
    return _told(ledger, (o for o in ledger.outlines if o.subject.id in wanted))


def subjects_of_source(ledger: Ledger, source: str) -> list[str]:
    """The ids of the subjects that a source speaks on."""
    told = (o for o in ledger.outlines if any(s.id == source for s in o.chain))
    return list(dict.fromkeys(o.subject.id for o in told if o.status is not Status.REJECTED))


def claims_of_document(ledger: Ledger, document: str) -> list[Claim]:
    """The claims of a document, rejected ones too."""
    return ledger.claims_told(o for o in ledger.outlines if o.document == document)


def conflicts_on(ledger: Ledger, claims: Iterable[str]) -> list[Conflict]:
    """The conflicts that concern any of these claims, worst first."""
    wanted = set(claims)
    return [c for c in ledger.conflicts() if not wanted.isdisjoint(c.claims)]


def conflict_of(ledger: Ledger, name: str) -> Conflict | None:
    """The conflict of this id."""
    return next((c for c in ledger.conflicts() if c.id == name), None)


def _told(ledger: Ledger, outlines: Iterable[Outline]) -> list[Claim]:
    return ledger.claims_told(o for o in outlines if o.status is not Status.REJECTED)
