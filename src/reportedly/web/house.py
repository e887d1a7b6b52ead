"""What a request meets: the desk, who asks, the form sent, and how an answer is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse

from reportedly.errors import UsageError
from reportedly.web.guard import OUTDATED, TOKEN_FIELD, is_token
from reportedly.web.paper import Printer, environment, render

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from reportedly.export.report.site import Site
    from reportedly.web.access import Person
    from reportedly.web.desk import Desk
    from reportedly.workflow.ledgers import Ledger

Form = Mapping[str, str]

NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What no text holds: NUL, and half of a pair of UTF-16."""

_NO_HTML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DIGITS = 9


@dataclass(frozen=True)
class Visit:
    """One request: who asks what of which ledger.

    Attributes:
        request: as it came.
        desk: where edits pass.
        ledger: as it stood when the request came; it stays the same for the whole answer.
    """

    request: Request
    desk: Desk
    ledger: Ledger

    @property
    def person(self) -> Person:
        """Who asks."""
        found: Person = self.request.state.person
        return found

    @property
    def token(self) -> str:
        """What the forms of this browser must send."""
        return str(self.request.state.token)

    def asked(self, name: str) -> str | None:
        """What the address asks for under a name, None for nothing."""
        return self.request.query_params.get(name, "").strip() or None

    def number(self, name: str, least: int = 1) -> int:
        """A number that the address asks for, at least `least`."""
        found = number_of(self.asked(name) or "")
        return least if found is None else max(least, found)

    @property
    def id(self) -> str:
        """Of what the page is about, from the path or the query."""
        return str(self.request.path_params.get("id") or self.asked("id") or "")

    def common(self) -> dict[str, Any]:
        """What every page shows."""
        return {
            "person": self.person,
            "token": self.token,
            "here": self.request.url.path,
            "address_now": _local(str(self.request.url)),
            "ledger_name": self.desk.name,
            "theme": self.request.cookies.get("theme", ""),
            "last": self.desk.last_of(self.person),
        }

    def page(self, template: str, title: str, status: int = 200, **values: Any) -> Response:
        """A page of the workbench."""
        return html(
            render(template, {**self.common(), **values, "title": title, "root": ""}), status
        )

    def printer(self, site: Site, **values: Any) -> Printer:
        """What prints the report's page of something, with the workbench around it."""
        return Printer(site, environment(), {}, self.number("part"), {**self.common(), **values})

    def printed(self, text: str | None) -> Response:
        """A page that a printer made.

        Raises:
            HTTPException: there is no such part.
        """
        if not text:
            missing("there is no such page")
        return html(text)


Page = Callable[[Visit], "Response"]
Edit = Callable[[Visit, Form], "Response"]
Endpoint = Callable[["Request"], "Awaitable[Response]"]


def reads(page: Page) -> Endpoint:
    """An endpoint that shows something; it runs beside others, in a thread."""

    @wraps(page)
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(page, visit_of(request))

    return endpoint


def writes(edit: Edit) -> Endpoint:
    """An endpoint that changes something by a form that came from our own page."""

    @wraps(edit)
    async def endpoint(request: Request) -> Response:
        form = await checked_form(request)
        told = {k: v.strip() for k, v in form.multi_items() if isinstance(v, str)}
        if wrong := [k for k, v in told.items() if NO_TEXT.search(v)]:
            raise UsageError(f"what stands under {wrong[0]!r} holds a character that no text has")
        return await run_in_threadpool(edit, visit_of(request), told)

    return endpoint


def html(text: str, status: int = 200) -> Response:
    """A page; a character that no page may hold (HTML Standard, 13.2.5) is shown as missing."""
    return HTMLResponse(_NO_HTML.sub("\ufffd", text), status)


def number_of(written: str) -> int | None:
    """A number as pages and forms send it; None for anything else, and for one of no use.

    >>> number_of("12"), number_of("-1"), number_of("9" * 5000)
    (12, None, None)
    """
    is_one = written.isascii() and written.isdigit() and len(written) <= _DIGITS
    return int(written) if is_one else None


def visit_of(request: Request) -> Visit:
    """A request as the pages see it."""
    state = request.app.state
    return Visit(request, state.desk, state.desk.ledger)


async def checked_form(request: Request) -> FormData:
    """The form that was sent, once its token is found to be ours.

    Raises:
        HTTPException: it comes from elsewhere, or from before the workbench was started anew.
    """
    form = await request.form(max_files=2000, max_part_size=16 * 1024 * 1024)
    sent = form.get(TOKEN_FIELD) or request.headers.get("x-token") or ""
    if not isinstance(sent, str) or not is_token(sent, request.state.token):
        raise HTTPException(403, OUTDATED)
    return form


def then(form: Form, otherwise: str) -> Response:
    """On to the page that the form names, once what it asked for is done."""
    return RedirectResponse(_local(form.get("next") or otherwise), 303)


def missing(words: str) -> NoReturn:
    """Say that something is not there.

    Raises:
        HTTPException: always.
    """
    raise HTTPException(404, words)


def _local(address: str) -> str:
    """The path and query of an address, so that nobody is sent elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    path = "/" + parts.path.lstrip("/\\")
    return f"{path}?{parts.query}" if parts.query else path
