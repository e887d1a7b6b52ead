"""The page of one event, subject, source or claim: the report's, with what a reviewer can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from reportedly.errors import UsageError
from reportedly.export.report.build import claim_page, source_pages
from reportedly.export.report.events import event_pages
from reportedly.export.report.matrix import matrix_of
from reportedly.export.report.subjects import subject_pages
from reportedly.model import SourceKind, version_of
from reportedly.web.house import missing, then
from reportedly.web.paper import address_of, printed, with_query
from reportedly.workflow.events import find_event
from reportedly.workflow.listing import work_on
from reportedly.workflow.reviewing import remove_claim
from reportedly.workflow.showing import (
    claim_entry,
    claim_of,
    claims_of_event,
    claims_of_subjects,
    conflicts_on,
    site_about,
    site_on,
    subjects_of_source,
)

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Form, Visit

_SUBJECTS = 400
"""Subjects of a source that its page looks at; all of its claims stand in the table of claims."""


def event(visit: Visit) -> Response:
    """What the voices hold of an event, what does not fit, its documents, what waits on it."""
    try:
        found = find_event(visit.ledger, visit.id)
    except UsageError as error:
        missing(str(error))
    claims = claims_of_event(visit.ledger, found.id)
    site = site_on(visit.ledger, claims)
    if found.id not in site.events:
        return visit.page("event_empty.html", found.name, event=found)
    todo = work_on(visit.ledger, found.id)
    printer = visit.printer(site, id=found.id, todo=todo)
    return visit.printed(printed(event_pages(printer, site.events[found.id])))


def subject(visit: Visit) -> Response:
    """What each voice holds on a subject, over time, and every claim on it."""
    claims = claims_of_subjects(visit.ledger, [visit.id])
    if not claims:
        missing(f"no claim is about {visit.id!r}")
    about = claims[0].subject
    site = site_on(visit.ledger, claims)
    return visit.printed(printed(subject_pages(visit.printer(site), about)))


def source(visit: Visit) -> Response:
    """What a source says, and how it stands to others on the same subjects."""
    if visit.id == SourceKind.NARRATOR.value:
        return RedirectResponse(
            with_query("/claims", source=visit.id)
        )  # it is as many as documents
    subjects = subjects_of_source(visit.ledger, visit.id)[:_SUBJECTS]
    claims = claims_of_subjects(visit.ledger, subjects)
    conflicts = conflicts_on(visit.ledger, (c.id for c in claims))
    site = site_on(visit.ledger, claims, conflicts, sources=[visit.id])
    found = site.sources.get(visit.id)
    if found is None:
        missing(f"no source has the id {visit.id!r}")
    return visit.printed(
        printed(source_pages(visit.printer(site), found, matrix_of(claims, conflicts)))
    )


def claim(visit: Visit) -> Response:
    """A claim with its words where they stand, what stands against it, and where it came from."""
    ledger = visit.ledger
    found = claim_of(ledger, visit.id)
    if found is None:
        missing(f"no claim has the id {visit.id!r}, or it has faults that `check` names")
    site, _ = site_about(ledger, found)
    entry = claim_entry(ledger, found.id)
    assert entry is not None
    printer = visit.printer(
        site,
        id=found.id,
        version=version_of(entry),
        status=found.status.value,
        by_hand=not entry.rule,
        reviews=[dict(r) for r in entry.reviews],
        place=entry.location,
    )
    return visit.printed(printed([claim_page(printer, found)]))


def remove(visit: Visit, form: Form) -> Response:
    """Take out a claim that was made by hand."""
    name = form.get("id", "")
    entry = claim_entry(visit.ledger, name)
    visit.desk.edit(
        visit.person,
        f"took out {name}",
        lambda ledger: remove_claim(ledger, name, form.get("version") or None),
    )
    return then(form, address_of("documents", entry.document) if entry else "/claims")
