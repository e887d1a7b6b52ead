"""The page of one event, subject, source or claim: the report's, with what a reviewer can do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.export.report.build import claim_page, source_pages
from reportedly.export.report.events import event_pages
from reportedly.export.report.matrix import matrix_of
from reportedly.export.report.subjects import subject_pages
from reportedly.model import Source, SourceKind, event_of
from reportedly.web.house import missing
from reportedly.web.paper import printed
from reportedly.workflow.events import find_event
from reportedly.workflow.showing import site_on

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.model import Claim, Conflict
    from reportedly.web.house import Visit

_OF_SOURCE = 2000
"""Claims of a source that are looked at for its page; more are told in the table of claims."""


def event(visit: Visit) -> Response:
    """What the voices hold of an event, what does not fit, its documents, what waits on it."""
    try:
        found = find_event(visit.ledger, visit.id)
    except UsageError as error:
        return missing(str(error))
    index = visit.ledger.index
    claims = visit.ledger.claims_told(o for o in index.by_event(found.id) if counts(o))
    site = site_on(visit.ledger, claims, index.conflicts_of_event(found.id), found.name)
    if found.id not in site.events:
        return visit.page("event_empty.html", found.name, event=found)
    return visit.printed(printed(event_pages(visit.printer(site), site.events[found.id])))


def subject(visit: Visit) -> Response:
    """What each voice holds on a subject, over time, and every claim on it."""
    index = visit.ledger.index
    claims = visit.ledger.claims_told(o for o in index.by_subject(visit.id) if counts(o))
    if not claims:
        return missing(f"no claim is about {visit.id!r}")
    about = claims[0].subject
    site = site_on(visit.ledger, claims, index.conflicts_of(c.id for c in claims), about.name)
    return visit.printed(printed(subject_pages(visit.printer(site), about)))


def source(visit: Visit) -> Response:
    """What a source says, and how it stands to others on the same subjects."""
    index, ledger = visit.ledger.index, visit.ledger
    own = [o for o in index.by_source(visit.id) if counts(o)][:_OF_SOURCE]
    claims = ledger.claims_told(o for s in {o.subject.id for o in own} for o in index.by_subject(s) if counts(o))
    conflicts = index.conflicts_of(c.id for c in claims)
    site = site_on(ledger, claims, conflicts, visit.id)
    found = site.sources.get(visit.id)
    if found is None:
        return missing(f"no source has the id {visit.id!r}")
    matrix = matrix_of(claims, conflicts)
    return visit.printed(printed(source_pages(visit.printer(site), found, matrix)))


def claim(visit: Visit) -> Response:
    """A claim with its words where they stand, what stands against it, and where it came from."""
    index, ledger = visit.ledger.index, visit.ledger
    found = ledger.claim(visit.id)
    if found is None:
        return missing(f"no claim has the id {visit.id!r}, or it has faults that `check` names")
    near = [o for o in index.by_subject(found.subject.id) if counts(o) or o.id == found.id]
    conflicts = index.conflicts_of([found.id])
    others = {c for x in conflicts for c in x.claims} - {o.id for o in near}
    claims = [*ledger.claims_told(near), *ledger.claims_of(others).values()]
    site = site_on(ledger, claims, conflicts, found.subject.name)
    return visit.printed(printed([claim_page(visit.printer(site), site.by_id[found.id])]))
