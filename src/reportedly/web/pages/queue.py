"""The queue: the events, and what on them needs work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export.printable import period_words
from reportedly.web.listing import Paged
from reportedly.workflow.links import waiting_links
from reportedly.workflow.listing import Shown, list_events, work_in_all

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Visit

_PER_PAGE = 50


def queue(visit: Visit) -> Response:
    """The events, what needs work first."""
    page = visit.number("page")
    found = list_events(visit.ledger, Shown(limit=_PER_PAGE, offset=(page - 1) * _PER_PAGE))
    faults = visit.ledger.faults
    return visit.page(
        "queue.html",
        "Queue",
        found=Paged.of(found.rows, found.total, page, _PER_PAGE),
        items=[(row, _when(row["when"])) for row in found.rows],
        todo=work_in_all(visit.ledger),
        links=len(waiting_links(visit.ledger.entries.links)),
        faults=faults[:5],
        faults_more=max(0, len(faults) - 5),
        is_empty=not visit.ledger.entries.documents,
    )


def _when(days: list[str] | None) -> str:
    return period_words(*days) if days else ""
