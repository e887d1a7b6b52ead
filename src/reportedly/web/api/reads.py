"""What can be asked: rows as the command line prints them, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from reportedly.errors import UsageError
from reportedly.export.rows import Row, assessment_row, conflict_row
from reportedly.model import Severity, version_of
from reportedly.web.api.table import ShapeError
from reportedly.web.house import missing
from reportedly.workflow import trace_claim
from reportedly.workflow.events import event_page
from reportedly.workflow.links import link_rows
from reportedly.workflow.listing import (
    Page,
    Shown,
    find_document,
    list_documents,
    list_sources,
    list_subjects,
    list_told,
    select_conflicts,
)
from reportedly.workflow.reviewing import FIELDS
from reportedly.workflow.reviewing.fields import words_of
from reportedly.workflow.searching import search as search_words
from reportedly.workflow.showing import claim_entry, conflict_of
from reportedly.workflow.telling import traced_row

if TYPE_CHECKING:
    from reportedly.model import Conflict
    from reportedly.web.api.table import Ask
    from reportedly.web.desk import Desk, Step
    from reportedly.workflow.ledgers import Ledger


Item = TypeVar("Item")


def _shown(ask: Ask) -> Shown:
    limit = ask.query["limit"]
    return Shown(limit=Shown().limit if limit is None else limit, offset=ask.query["offset"] or 0)


def _listed(page: Page) -> Row:
    return {"total": page.total, "rows": page.rows}


def _cut(ask: Ask, found: Sequence[Item], row: Callable[[Item], Row]) -> Row:
    """The rows of those that stand on the page that is asked for."""
    return {"total": len(found), "rows": [row(one) for one in _shown(ask).cut(found)]}


def _filters(ask: Ask) -> dict[str, Any]:
    return {k: v for k, v in ask.query.items() if k not in ("limit", "offset")}


def day(name: str, written: str | None) -> date | None:
    """A day of the address.

    Raises:
        ShapeError: it is none.
    """
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        words = "is no day such as 2031-03-04"
        raise ShapeError(f"{name} {words}", {name: words}) from None


def events(ask: Ask) -> Row:
    """The events, in the order of their file."""
    ledger = ask.visit.ledger
    return _cut(ask, list(ledger.setting.events), lambda name: event_page(ledger, name).listed)


def event(ask: Ask) -> Row:
    """One event with all that is held on it."""
    try:
        return event_page(ask.visit.ledger, ask.visit.id).row
    except UsageError as error:
        missing(str(error))


def claims(ask: Ask) -> Row:
    """The claims by source."""
    filters = {**_filters(ask), "since": day("since", ask.query["since"])}
    return _listed(list_told(ask.visit.ledger, _shown(ask), **filters))


def claim(ask: Ask) -> Row:
    """One claim with the way back to its origin."""
    return claim_row_of(ask.visit.ledger, ask.visit.id) or missing(
        f"no claim has the id {ask.visit.id!r}, or it has faults that `check` names"
    )


def claim_row_of(ledger: Ledger, name: str) -> Row | None:
    """A claim as one answers it; None where there is none."""
    entry = claim_entry(ledger, name)
    if entry is None:
        return None
    fields = {f: words for f in FIELDS if (words := words_of(entry, f))}
    found = traced_row(trace_claim(ledger, name))
    return {**found, "version": version_of(entry), "fields": fields}


def sources(ask: Ask) -> Row:
    """The sources, those that are written down first."""
    return _listed(list_sources(ask.visit.ledger, _shown(ask), **_filters(ask)))


def subjects(ask: Ask) -> Row:
    """The subjects, those that are written down first."""
    return _listed(list_subjects(ask.visit.ledger, _shown(ask), **_filters(ask)))


def documents(ask: Ask) -> Row:
    """The documents, without their texts."""
    page = list_documents(ask.visit.ledger, _shown(ask), **_filters(ask))
    return _listed(Page([_document(row) for row in page.rows], page.total))


def _document(row: Row) -> Row:
    return {k: v for k, v in row.items() if k != "proposed"}


def document(ask: Ask) -> Row:
    """One document and its text."""
    name = ask.visit.id
    row = find_document(ask.visit.ledger, name)
    if row is None:
        missing(f"no document has the id {name!r}")
    return {"document": _document(row), "text": ask.visit.ledger.text_of(name)}


def conflicts(ask: Ask) -> Row:
    """What claims are to each other, worst first."""
    ledger, kinds = ask.visit.ledger, ask.query["kind"]
    where = {k: v for k, v in _filters(ask).items() if v and k not in ("kind", "severity")}
    found = select_conflicts(ledger, where, Severity(ask.query["severity"] or Severity.NOTE))
    if kinds:
        found = [c for c in found if c.kind.value in kinds]
    return {"total": len(found), "rows": conflict_rows(ledger, _shown(ask).cut(found))}


def conflict(ask: Ask) -> Row:
    """One conflict."""
    found = conflict_of(ask.visit.ledger, ask.visit.id)
    if found is None:
        missing(f"no conflict has the id {ask.visit.id!r}; it may have gone with an edit")
    return conflict_rows(ask.visit.ledger, [found])[0]


def conflict_rows(ledger: Ledger, found: Sequence[Conflict]) -> list[Row]:
    """Conflicts as the command line prints them, with what their claims say."""
    claims = ledger.claims_of(i for c in found for i in c.claims)
    return [conflict_row(c, claims, ledger.setting) for c in found]


def links(ask: Ask) -> Row:
    """What is one and what is not, what waits for a decision first."""
    asked = {k: v for k, v in _filters(ask).items() if v}
    rows = link_rows(ask.visit.ledger.entries.links)
    found = [r for r in rows if all(r[k] == v for k, v in asked.items())]
    return _cut(ask, found, dict)


def assessments(ask: Ask) -> Row:
    """What people hold after all on the events."""
    event, by = ask.query["event"], ask.query["by"]
    found = [
        a
        for a in ask.visit.ledger.assessments
        if event in (None, a.subject.partition("/")[0]) and by in (None, a.by)
    ]
    return _cut(ask, found, assessment_row)


def search(ask: Ask) -> Row:
    """Claims and documents by their words, best first."""
    shown = _shown(ask)
    found = search_words(
        ask.visit.ledger, ask.query["words"], shown.limit, shown.offset, ask.query["in"] or "all"
    )
    return {"total": found.total, "rows": [hit.row for hit in found.hits]}


def changes(ask: Ask) -> Row:
    """The edits made since the workbench was started, the latest first."""
    desk, who = ask.visit.desk, ask.query["who"]
    found = [s for s in desk.steps if who in (None, s.who)]
    return _cut(ask, found, lambda step: change_row(desk, step))


def change_row(desk: Desk, step: Step) -> Row:
    """One edit."""
    return {
        "number": step.number,
        "who": step.who,
        "did": step.did,
        "at": step.at.isoformat(timespec="milliseconds"),
        "undoes": step.undoes,
        "undone": step.number in desk.undone,
        "files": [{"path": path, "lines": list(lines)} for path, lines in step.lines],
    }


def session(ask: Ask) -> Row:
    """Who asks, and the token of their session."""
    visit = ask.visit
    return {"name": visit.person.name, "role": visit.person.role.value, "token": visit.token}
