"""What was changed since the workbench was started: who, when, line by line, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.web.house import number_of, then
from reportedly.web.listing import paged

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Form, Visit

_PER_PAGE = 30


def changes(visit: Visit) -> Response:
    """The edits, the latest first, each with the lines of its files."""
    undone = visit.desk.undone
    shown = paged(visit.desk.steps, visit.number("page"), _PER_PAGE)
    return visit.page(
        "changes.html",
        "Changes",
        found=shown,
        items=[
            {
                "number": s.number,
                "who": s.who,
                "did": s.did,
                "at": s.at.isoformat(timespec="seconds"),
                "is_undone": s.number in undone,
                "is_undo": s.undoes is not None,
                "files": s.lines,
            }
            for s in shown.items
        ],
    )


def undo(visit: Visit, form: Form) -> Response:
    """Take an edit back, where nobody changed the same words since."""
    number = form.get("number", "")
    if number and number_of(number) is None:
        raise UsageError(f"{number!r} is no number of a change")
    visit.desk.undo(visit.person, number_of(number))
    return then(form, "/changes")
