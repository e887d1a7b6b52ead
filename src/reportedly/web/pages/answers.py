"""Small answers to what is being typed, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from reportedly.web.house import missing
from reportedly.workflow.reviewing import preview_figure, preview_time, suggest

if TYPE_CHECKING:
    from reportedly.web.house import Visit

_NAMES = 8


def figure(visit: Visit) -> Response:
    """What is read in the words of a figure."""
    found = preview_figure(
        visit.asked("words") or "", visit.asked("subject"), visit.asked("document")
    )
    return JSONResponse({"words": found.words, "wrong": found.wrong})


def time(visit: Visit) -> Response:
    """What is read in the words of a time."""
    found = preview_time(visit.asked("words") or "")
    return JSONResponse({"words": found.words, "wrong": found.wrong})


def names(visit: Visit) -> Response:
    """Names that may be meant: sources, events or subjects."""
    what = visit.request.path_params["what"]
    if what not in ("source", "event", "subject"):
        missing(f"{what!r} is none of source, event, subject")
    near = visit.asked("event") or visit.asked("near")
    rows = suggest(visit.ledger, what, visit.asked("words") or "", near, _NAMES)
    return JSONResponse({"rows": [{"id": r.id, "name": r.name, "about": r.about} for r in rows]})
