"""The workbench as an ASGI application: which address is which page, and how errors are told."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from reportedly.errors import LedgerError, ReportedlyError, StaleEntryError, UsageError, WriteError
from reportedly.web import desk as desks
from reportedly.web.api import ENDPOINTS, routes_of, told_error
from reportedly.web.guard import Guard, TooLargeError, TooSlowError
from reportedly.web.house import html, reads, visit_of, writes
from reportedly.web.pages import (
    adding,
    assess,
    changes,
    coders,
    compare,
    graph,
    linking,
    lists,
    looks,
    past,
    queue,
    reading,
    review,
    searching,
    things,
)
from reportedly.web.paper import HERE, render
from reportedly.workflow.live import Live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from reportedly.web.access import Access

_THREADS = 4
"""Requests that are worked on at once."""

_STATUS: dict[type[Exception], int] = {
    StaleEntryError: 409,
    UsageError: 422,
    WriteError: 503,
    LedgerError: 409,
    ReportedlyError: 500,
}
"""What went wrong → how HTTP says it; the first that fits."""

_TITLES = {
    401: "Who are you?",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "This changed meanwhile",
    413: "Too much at once",
    421: "Wrong address",
    422: "Not done",
    503: "Not written",
}


def routes() -> list[Route | Mount]:
    """Which address is which page."""
    return [
        Route("/", reads(queue.queue)),
        Route("/events", reads(lists.events)),
        Route("/claims", reads(lists.claims)),
        Route("/documents", reads(lists.documents)),
        Route("/sources", reads(lists.sources)),
        Route("/subjects", reads(lists.subjects)),
        Route("/events/{id:path}", reads(things.event)),
        Route("/subjects/{id:path}", reads(things.subject)),
        Route("/sources/{id:path}", reads(things.source)),
        Route("/claims/{id:path}", reads(things.claim)),
        Route("/conflicts", reads(compare.conflicts)),
        Route("/conflicts/{id:path}", reads(compare.conflict)),
        Route("/judge", writes(compare.judge), methods=["POST"]),
        Route("/withdraw", writes(compare.withdraw), methods=["POST"]),
        Route("/links", reads(linking.links)),
        Route("/links", writes(linking.decide), methods=["POST"]),
        Route("/links/apart", writes(linking.take_apart), methods=["POST"]),
        Route("/documents/{id:path}", reads(reading.document)),
        Route("/search", reads(searching.find)),
        Route("/history", reads(past.past)),
        Route("/history", writes(past.go_back), methods=["POST"]),
        Route("/agreement", reads(coders.agreement)),
        Route("/second", reads(coders.second)),
        Route("/second", writes(coders.read), methods=["POST"]),
        Route("/graph", reads(graph.graph)),
        Route("/graph/explorer.js", reads(graph.script)),
        Route("/graph/explorer.css", reads(graph.style)),
        Route("/changes", reads(changes.changes)),
        Route("/undo", writes(changes.undo), methods=["POST"]),
        Route("/remove", writes(things.remove), methods=["POST"]),
        Route("/review", reads(review.review)),
        Route("/review", writes(review.decide), methods=["POST"]),
        Route("/review/all", writes(review.decide_all), methods=["POST"]),
        Route("/split", reads(review.split)),
        Route("/split", writes(review.split_up), methods=["POST"]),
        Route("/make", reads(review.make)),
        Route("/make", writes(review.made), methods=["POST"]),
        Route("/assess", reads(assess.assess)),
        Route("/assess", writes(assess.assessed), methods=["POST"]),
        Route("/add", reads(adding.add)),
        Route("/add", adding.added, methods=["POST"]),
        Route("/add/{number}", reads(adding.job)),
        *routes_of(ENDPOINTS),
        Route("/style.css", reads(looks.style)),
        Route("/theme", writes(looks.theme), methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]


def make_app(root: Path, access: Access) -> Guard:
    """The workbench over the ledger in a folder.

    Raises:
        LedgerError: there is no ledger.
    """
    live = Live(root)
    desk = desks.Desk(live)

    @asynccontextmanager
    async def following(_app: Starlette) -> AsyncIterator[None]:
        # More threads than cores only get in each other's way.
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        with live.following():
            yield
        desk.jobs.close()

    app = Starlette(
        routes=routes(),
        exception_handlers={
            HTTPException: _told,
            TooLargeError: _told,
            TooSlowError: _told,
            ReportedlyError: _told,
            Exception: _broken,
        },
        lifespan=following,
    )
    app.state.desk = desk
    return Guard(app, access, _refused)


def _told(request: Request, error: Exception) -> Response:
    """An error as a page, or as JSON for a script; what it says is for people."""
    if isinstance(error, HTTPException):
        status, words = error.status_code, str(error.detail)
    elif isinstance(error, TooLargeError):
        status, words = 413, "more was sent than the workbench takes"
    elif isinstance(error, TooSlowError):
        status, words = 408, "what was sent came too slowly"
    else:
        status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
        words = str(error)
    answer = _refused(request, status, words, error)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


def _broken(request: Request, error: Exception) -> Response:
    words = "this is a fault of the workbench; its log tells more"
    return told_error(error, 500, words) if _is_api(request) else PlainTextResponse(words, 500)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path == "/schema"


def _refused(request: Request, status: int, words: str, error: Exception | None = None) -> Response:
    if _is_api(request):
        return told_error(error, status, words)
    path = request.url.path
    if path.startswith("/static") or getattr(request.state, "person", None) is None:
        return PlainTextResponse(f"{words}\n", status)
    title = _TITLES.get(status, "It did not work")
    values = {
        **visit_of(request).common(),
        "title": title,
        "words": words,
        "root": "",
        "back": None,
    }
    return html(render("message.html", values), status)
