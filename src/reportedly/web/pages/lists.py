"""Everything of one kind in a table: what is asked for in the address, sorted by a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportedly.export.report.headline import label_of
from reportedly.model import Stance, version_of
from reportedly.web.listing import Paged
from reportedly.workflow.listing import (
    Page,
    Shown,
    list_claims,
    list_documents,
    list_events,
    list_sources,
    list_subjects,
)
from reportedly.workflow.showing import claim_entry, claim_subject, worst_of

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.export.rows import Row
    from reportedly.web.house import Visit
    from reportedly.workflow.ledgers import Ledger

_PER_PAGE = 100


class Column(NamedTuple):
    """A column: its key in a row, what it is called, and whether rows can be sorted by it."""

    key: str
    title: str
    is_number: bool = False
    sorts: bool = True


_SAID = Column("claims", "Claims", True)
_VOICES = Column("origins", "Voices", True)
_ODDS = (Column("conflicts", "Conflicts", True), Column("questions", "Questions", True))
_LEFT = Column("proposed", "To review", True)
_CLAIMS = (
    Column("source_name", "Source"),
    Column("subject", "Subject"),
    Column("figure", "Figure"),
    Column("stance", "Stance"),
    Column("said", "Said"),
    Column("document", "Document"),
    Column("status", "Status"),
)
_ASKED = ("source", "event", "subject", "document", "status", "severity")


def _shown(visit: Visit, first: str | None, columns: Sequence[Column]) -> Shown:
    """The page and the order that the address asks for; of counts the most come first."""
    by = visit.asked("sort") or first
    down = visit.asked("down") is not None
    most_first = any(c.key == by and c.is_number for c in columns)
    offset = (visit.number("page") - 1) * _PER_PAGE
    return Shown(sort=by, reverse=down != most_first, limit=_PER_PAGE, offset=offset)


def _paged(found: Page, shown: Shown) -> Paged[Row]:
    return Paged.of(found.rows, found.total, shown.offset // _PER_PAGE + 1, _PER_PAGE)


def claims(visit: Visit) -> Response:
    """The claims that the address asks for; one row may be open for editing."""
    asked = {k: visit.asked(k) for k in _ASKED}
    shown = _shown(visit, "source_name", _CLAIMS)
    found = list_claims(visit.ledger, shown, text=visit.asked("words"), **asked)
    return visit.page(
        "claims_bench.html",
        "Claims",
        found=_paged(found, shown),
        asked={**asked, **_order(visit, "source_name"), "words": visit.asked("words")},
        columns=_CLAIMS,
        items=[_claim(visit.ledger, row) for row in found.rows],
        editing=visit.asked("edit"),
        stances=[s.value for s in Stance],
    )


def _order(visit: Visit, first: str | None) -> dict[str, str | None]:
    return {"sort": visit.asked("sort") or first, "down": visit.asked("down")}


def _claim(ledger: Ledger, row: Row) -> Row:
    """A row with what a person calls its subject and document, and its entry for editing."""
    entry, subject = claim_entry(ledger, row["id"]), claim_subject(ledger, row["id"])
    document = ledger.document_entries.get(row["document"])
    event = ledger.setting.events.get((subject.event if subject else None) or "")
    return {
        **row,
        "severity": worst_of(ledger, row["id"]),
        "label": label_of(subject, event) if subject else row["subject"],
        "document_title": (document.title if document else None) or row["document"],
        "entry": entry,
        "version": version_of(entry) if entry else "",
    }


_List = Callable[["Ledger", Shown, "str | None"], Page]


def _list(
    visit: Visit, kind: str, columns: Sequence[Column], first: str | None, make: _List
) -> Response:
    """A list of one kind, filtered by words in names."""
    shown, words = _shown(visit, first, columns), visit.asked("words")
    found = make(visit.ledger, shown, words)
    return visit.page(
        "list.html",
        kind.capitalize(),
        kind=kind,
        found=_paged(found, shown),
        columns=columns,
        asked={**_order(visit, first), "words": words},
        words=words,
    )


def events(visit: Visit) -> Response:
    """Every event."""
    columns = (
        Column("title", "Event"),
        Column("kind", "Kind"),
        Column("place", "Place"),
        Column("when", "When"),
        _SAID,
        *_ODDS,
        _LEFT,
    )
    return _list(visit, "events", columns, None, list_events)


def documents(visit: Visit) -> Response:
    """Every document."""
    columns = (
        Column("title", "Document"),
        Column("publisher", "Publisher"),
        Column("published", "Published"),
        _SAID,
        *_ODDS,
        _LEFT,
    )
    return _list(visit, "documents", columns, "title", list_documents)


def sources(visit: Visit) -> Response:
    """Every source that says something or is written down."""
    columns = (
        Column("name", "Source"),
        Column("kind", "Kind"),
        Column("reliability", "Rated"),
        _SAID,
        *_ODDS,
    )
    return _list(visit, "sources", columns, "claims", list_sources)


def subjects(visit: Visit) -> Response:
    """Every subject that something is said on."""
    columns = (
        Column("title", "Subject"),
        _SAID,
        _VOICES,
        *_ODDS,
        Column("grade", "Corroborated", sorts=False),
    )
    return _list(visit, "subjects", columns, "conflicts", list_subjects)
