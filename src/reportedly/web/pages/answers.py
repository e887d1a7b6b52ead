"""Small answers to what is being typed, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.web.house import missing
from reportedly.workflow.ledgers import iso_day
from reportedly.workflow.reviewing import preview_figure, preview_time, suggest

if TYPE_CHECKING:
    from reportedly.export.rows import Row
    from reportedly.web.house import Visit

_NAMES = 8


def figure(visit: Visit) -> Row:
    """What is read in the words of a figure."""
    document = visit.asked("document")
    text = visit.ledger.text_of(document) if document else None
    found = preview_figure(visit.asked("words") or "", visit.asked("subject"), text)
    return _told(found.fault or found.hint, found.fault, found.told)


def time(visit: Visit) -> Row:
    """What is read in the words of a time."""
    entry = visit.ledger.document_entries.get(visit.asked("document") or "")
    found = preview_time(visit.asked("words") or "", iso_day(entry.day if entry else None))
    return _told(found.fault, found.fault, found.told)


def _told(note: str | None, fault: str | None, read: str) -> Row:
    words = fault or "; ".join(filter(None, (read, note)))
    return {"words": words, "wrong": fault is not None}


def names(visit: Visit) -> Row:
    """Names that may be meant: sources, events or subjects."""
    what = visit.request.path_params["what"]
    if what not in ("source", "event", "subject"):
        missing(f"{what!r} is none of source, event, subject")
    near = visit.asked("event") or visit.asked("near")
    found = suggest(visit.ledger, what, visit.asked("words") or "", near, _NAMES)
    rows = [
        {"id": s.value, "name": s.title, "about": s.value if s.title != s.value else ""}
        for s in found
    ]
    return {"rows": rows}
