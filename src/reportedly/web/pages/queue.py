"""The queue: the events, and what on them needs work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export.report.views import period
from reportedly.web.listing import paged
from reportedly.workflow.needs import needs

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Visit

_PER_PAGE = 50


def queue(visit: Visit) -> Response:
    """What needs work, the worst first; with `all` every event."""
    rows = visit.desk.once(visit.ledger, "needs", lambda: needs(visit.ledger))
    every = visit.asked("show") == "all"
    open_ = [row for row in rows if every or not row.is_done]
    shown = paged(open_, visit.number("page"), _PER_PAGE)
    links = visit.ledger.entries.links
    return visit.page(
        "queue.html",
        "Queue",
        found=shown,
        every=every,
        items=[(row, period(row.event.when) if row.event else "") for row in shown.items],
        done=len(rows) - len(open_),
        total={
            k: sum(getattr(row, k) for row in rows)
            for k in ("new", "conflicts", "questions", "stale")
        },
        unsure=sum(e.status == "proposed" and e.withdrawn is None for e in links),
        faults=visit.ledger.faults[:5],
        faults_more=max(0, len(visit.ledger.faults) - 5),
        is_empty=not visit.ledger.entries.documents,
    )
