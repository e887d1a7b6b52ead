"""What became of a claim, edit by edit, with any state to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.web.house import missing, number_of, then
from reportedly.web.paper import address_of
from reportedly.workflow.history import history, restore

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Form, Visit


def past(visit: Visit) -> Response:
    """The edits of a claim, the latest first."""
    name = visit.asked("claim") or ""
    try:
        edits = history(visit.ledger, name)
    except UsageError as error:
        missing(str(error))
    return visit.page("history.html", "History", id=name, edits=[e.row for e in reversed(edits)])


def go_back(visit: Visit, form: Form) -> Response:
    """Write an earlier state of a claim as a new edit."""
    name, number = form.get("claim", ""), form.get("number", "")
    chosen = number_of(number)
    if chosen is None:
        raise UsageError(f"{number!r} is no number of an edit")
    visit.desk.edit(
        visit.person,
        f"restored {name} as of edit {number}",
        lambda ledger: restore(ledger, name, chosen, visit.person.name),
    )
    return then(form, address_of("claims", name))
