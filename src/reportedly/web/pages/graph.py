"""The attribution graph to explore: all of a small ledger, of a large one what is asked for."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from starlette.responses import Response

from reportedly.errors import UsageError
from reportedly.export.explorer.page import Served, script_text, style_text
from reportedly.web.house import html
from reportedly.workflow.any_ledger import View
from reportedly.workflow.exploring import explore

if TYPE_CHECKING:
    from reportedly.web.house import Visit

_MOST = 6_000
"""Claims that a browser gets at once."""

_SERVED = Served("/graph/explorer.js", "/graph/explorer.css", "/")


def graph(visit: Visit) -> Response:
    """The explorer over what the address asks for; a form to narrow it where that is too much."""
    asked = {k: visit.asked(k) for k in ("around", "source", "subject", "since")}
    refused = None
    if any(asked.values()) or visit.ledger.count_claims() <= _MOST:
        try:
            view = View(
                around=asked["around"],
                source=asked["source"],
                subject=asked["subject"],
                since=_day(asked["since"]),
            )
            if len(visit.ledger.shown(view)[0]) <= _MOST:
                title = f"{visit.desk.name}: who said what"
                return html(explore(visit.ledger, view, title, _SERVED))
            refused = "that is still too much for one picture: narrow it further"
        except UsageError as error:
            refused = str(error)
    return visit.page("graph.html", "Graph", asked=asked, refused=refused, most=_MOST)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise UsageError(f"{written!r} is not a day such as 2031-03-04") from None


def script(_visit: Visit) -> Response:
    """The explorer's script."""
    return Response(_texts()[0], media_type="text/javascript")


def style(_visit: Visit) -> Response:
    """The explorer's stylesheet."""
    return Response(_texts()[1], media_type="text/css")


@cache
def _texts() -> tuple[str, str]:
    return script_text(), style_text()
