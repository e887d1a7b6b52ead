"""What stands before every page: who asks, from where, and what a browser may do with the answer.

- Host: a name that is not ours is refused (DNS rebinding lets a page of strangers reach loopback
  under its own name).
- Origin and a token: what changes something must come from our own pages (cross-site request
  forgery; OWASP Cheat Sheet, signed double submit). The token is bound to the browser's session and
  to the person, so that nobody can have another use a session of theirs.
- A role: readers read.
- Content Security Policy without inline script or style: should a word of a document ever reach a
  page as markup, it could not run.
- A limit on what is sent, and on how slowly.
"""

from __future__ import annotations

import hmac
import secrets
from asyncio import timeout
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser

from reportedly.web.access import Access, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Refuse = Callable[[Request, int, str], Response]

COOKIE = "reportedly"
TOKEN_FIELD, TOKEN_HEADER = "token", "x-token"
MAX_BODY = 64 * 1024 * 1024
"""Bytes; documents are sent in one piece."""

_PAUSE, _WHOLE = 30.0, 900.0
"""Seconds in which a piece of what is sent must come, and all of it."""

_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With `no-referrer` a browser sends forms of our own pages with the origin `null`.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class TooLargeError(Exception):
    """More was sent than is taken."""


class TooSlowError(Exception):
    """What was sent came too slowly."""


class Guard:
    """Middleware that refuses, before any page, what does not belong here."""

    def __init__(self, app: ASGIApp, access: Access, refuse: Refuse) -> None:
        self._app = app
        self._access = access
        self._refuse = refuse
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with its person and token, or answer it here."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        client = scope["client"][0] if scope.get("client") else ""
        person = None if self._is_doubled(headers) else self._access.person(client, headers)
        session, is_new = _session(headers, self._cookie)
        token = self.token_of(session, person)
        state = scope.setdefault("state", {})
        state.update(person=None, token=token)
        refused = self._refused(scope, headers, person, token)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    told.setdefault(name, value)
                told.setdefault("cache-control", "no-store")
                if is_new:
                    secure = "; Secure" if self._access.proxy else ""
                    told.append(
                        "set-cookie",
                        f"{self._cookie}={session}; Path=/; HttpOnly; SameSite=Strict{secure}",
                    )
            await send(message)

        if refused is not None:
            scope["app"] = self._app  # which its own pages would find there
            response = self._refuse(Request(scope), *refused)
            await response(scope, receive, answer)
            return
        await self._app(scope, limited(receive), answer)

    @property
    def _cookie(self) -> str:
        """Its name; with this prefix browsers take it from no neighbour of a site (RFC 6265bis)."""
        return f"__Host-{COOKIE}" if self._access.proxy else COOKIE

    def _is_doubled(self, headers: Headers) -> bool:
        """Whether a header that decides is there twice: nobody knows which is the proxy's."""
        proxy = self._access.proxy
        names = ("host", *((proxy.name_header, proxy.role_header) if proxy else ()))
        return any(len(headers.getlist(name)) > 1 for name in names)

    def token_of(self, session: str, person: Person | None) -> str:
        """What a page of this session must send with what it changes, for this person."""
        bound = f"{session} {person.name if person else ''}"
        return hmac.new(self._secret, bound.encode(), sha256).hexdigest()

    def _refused(
        self, scope: Scope, headers: Headers, person: Person | None, token: str
    ) -> tuple[int, str] | None:
        """Why a request is refused: status and words; None lets it in."""
        host = headers.get("host", "").lower()
        if not self._access.is_called(host):
            return 421, f"this workbench is not called {host!r}"
        if person is None:
            return 401, "nobody has said who you are: come through the proxy that signs you in"
        scope["state"]["person"] = person
        if scope["method"] in _SAFE:
            return None
        return _refused_write(headers, host, person, token)


def _refused_write(
    headers: Headers, host: str, person: Person, token: str
) -> tuple[int, str] | None:
    # A page's address stands in for an origin that is not told.
    origin = headers.get("origin", headers.get("referer"))
    if origin is not None and origin.partition("://")[2].partition("/")[0].lower() != host:
        return 403, "this was sent by a page of another site"
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "this was sent by a page of another site"
    if not person.may_write:
        return 403, f"{person.name} may read here, and change nothing: ask for the role of reviewer"
    length = headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 18 or int(length) > MAX_BODY):
        return 413, f"more than {MAX_BODY // 1024 // 1024} MB were sent"
    sent = headers.get(TOKEN_HEADER)
    # A form carries its token in its body, which `house.checked_form` reads.
    if sent is not None and not is_token(sent, token):
        return 403, OUTDATED
    if sent is None and not headers.get("content-type", "").lower().startswith(_FORMS):
        return 403, f"the header {TOKEN_HEADER} is missing; /api/session tells what to send"
    return None


def is_token(sent: str, token: str) -> bool:
    """Whether a token is the one that was given, found in the same time whatever it is."""
    return hmac.compare_digest(sent.encode("utf-8", "replace"), token.encode())


OUTDATED = "this page is from before the workbench was started anew: load it again and repeat"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def _session(headers: Headers, name: str) -> tuple[str, bool]:
    """The browser's session, and whether it is a new one."""
    # As a browser reads them: what a neighbour wrote oddly hides none of the others.
    held = cookie_parser(headers.get("cookie", "")).get(name, "")
    return (held, False) if len(held) == 43 else (secrets.token_urlsafe(32), True)


def limited(
    receive: Receive, most: int = MAX_BODY, pause: float = _PAUSE, whole: float = _WHOLE
) -> Receive:
    """What is received, up to `most` bytes, none later than `pause` seconds after the one before.

    Args:
        receive: gives the messages of a request.
        most: bytes of its body.
        pause: seconds for a piece of it.
        whole: seconds for all of it.
    """
    taken = 0
    over = False
    until: float | None = None

    async def next_piece() -> Message:
        nonlocal taken, over, until
        if over:  # whoever waits now waits for the other side to hang up
            return await receive()
        until = until or monotonic() + whole
        try:
            async with timeout(min(pause, until - monotonic())):
                message = await receive()
        except TimeoutError:
            raise TooSlowError from None
        taken += len(message.get("body", b""))
        over = not message.get("more_body", False)
        if taken > most:
            raise TooLargeError
        return message

    return next_piece
