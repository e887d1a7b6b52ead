"""An endpoint as a row of the one table from which both routing and description are made."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from reportedly.errors import FieldsError, StaleEntryError
from reportedly.export.tables import to_json_text
from reportedly.web.api.shapes import Shape, faults_of, named
from reportedly.web.guard import TOKEN_HEADER, TooLargeError
from reportedly.web.house import Visit, visit_of

if TYPE_CHECKING:
    from starlette.requests import Request

Run = Callable[["Ask"], Any]

TEXT: Shape = {"type": "string", "maxLength": 2000}
"""Of what an address asks for in words; nothing is asked for by an empty one."""

MAX_BODY = 1024 * 1024
"""Bytes of a JSON body."""

_STARTED = secrets.token_hex(4)
"""What is answered may differ from what an older program answered of the same ledger."""


@dataclass(frozen=True, slots=True)
class Param:
    """What an address may ask for.

    Attributes:
        name, words: what it is called, and what it is.
        shape: of one value.
        several: it may be given more than once.
        needed: whether it must be given.
    """

    name: str
    words: str
    shape: Shape
    several: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What is done at an address.

    Attributes:
        method, path: where; `{id}` stands for an id, slashes and all.
        words: what it does, in one sentence.
        run: does it, and gives the value that is answered.
        answer: name of that value's shape.
        params: what its address may ask for.
        body: name of the shape of what is sent, None where nothing is.
        status: of the answer.
        lists: whether rows of `answer` are answered, with how many there are in all.
        tagged: whether the answer follows from the ledger and the address alone.
    """

    method: str
    path: str
    words: str
    run: Run
    answer: str
    params: tuple[Param, ...] = ()
    body: str | None = None
    status: int = 200
    lists: bool = False
    tagged: bool = False

    @property
    def changes(self) -> bool:
        """Whether it changes something."""
        return self.method != "GET"


def routes_of(endpoints: Iterable[Endpoint]) -> list[Route]:
    """The endpoints for Starlette: those with more after the id before those that end with it."""
    at: dict[str, dict[str, Endpoint]] = {}
    for endpoint in endpoints:
        at.setdefault(endpoint.path, {})[endpoint.method] = endpoint
    return [_route(path, at[path]) for path in sorted(at, reverse=True)]


def _route(path: str, by_method: Mapping[str, Endpoint]) -> Route:
    async def endpoint(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        return await answered(by_method[method], request)

    return Route(path.replace("{id}", "{id:path}"), endpoint, methods=list(by_method))


@dataclass(frozen=True)
class Ask:
    """A request, read.

    Attributes:
        visit: who asks, and of which ledger.
        query: what the address asks for, by the names of the parameters; None for nothing.
        body: what was sent.
    """

    visit: Visit
    query: Mapping[str, Any]
    body: Any = None


class ShapeError(HTTPException):
    """What was sent does not have the shape that is taken."""

    def __init__(self, words: str, faults: Mapping[str, str], status: int = 422) -> None:
        super().__init__(status, words)
        self.faults = dict(faults)


class StaleError(HTTPException):
    """An edit was made on what is no longer there; `row` is what is, with its version."""

    def __init__(self, error: StaleEntryError, row: Mapping[str, Any] | None) -> None:
        super().__init__(409, str(error))
        self.row = row


async def answered(endpoint: Endpoint, request: Request) -> Response:
    """Do what an endpoint does, once what was asked is found to be what it takes."""
    if endpoint.changes and TOKEN_HEADER not in request.headers:
        raise HTTPException(403, f"the header {TOKEN_HEADER} is missing; /api/session tells it")
    visit = visit_of(request)
    ledger, version = visit.desk.live.current
    visit = replace(visit, ledger=ledger)
    tag = f'"{version}-{_STARTED}"'
    query = read_query(endpoint.params, request)
    if endpoint.tagged and is_held(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"etag": tag})
    body = await read_body(request, named(endpoint.body)) if endpoint.body else None
    made = await run_in_threadpool(endpoint.run, Ask(visit, query, body))
    return told(made, endpoint.status, {"etag": tag} if endpoint.tagged else {})


def told(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A value as JSON, in the characters in which the command line prints it."""
    text = to_json_text(value)
    return Response(text.encode(), status, dict(headers or {}), "application/json")


def is_held(given: str, tag: str) -> bool:
    """Whether an If-None-Match names a tag.

    >>> is_held('W/"a", "b"', '"b"'), is_held("*", '"b"'), is_held('"bc"', '"b"')
    (True, True, False)
    """
    tags = [one.strip().removeprefix("W/") for one in given.split(",")]
    return tag in tags or tags == ["*"]


def read_query(params: Sequence[Param], request: Request) -> dict[str, Any]:
    """What the address asks for, by the names of the parameters.

    Raises:
        ShapeError: it asks for what there is not; a name with a slip in it would ask for all.
    """
    given = request.query_params
    known = {p.name: p for p in params}
    faults = {
        name[:100]: f"is not known; there are {', '.join(known) or 'none'}"
        for name in given
        if name not in known
    }
    found: dict[str, Any] = {}
    for name, param in known.items():
        written = given.getlist(name)
        if param.shape is TEXT:  # a form sends what nobody filled in
            written = [one for one in written if one]
        values = [_value(param.shape, one) for one in written]
        if wrong := [words for v in values for words in faults_of(param.shape, v).values()]:
            faults[name] = wrong[0]
        if len(values) > 1 and not param.several:
            faults[name] = "is given more than once"
        if not values and param.needed:
            faults[name] = "is missing"
        found[name] = values if param.several else next(iter(values), None)
    if faults:
        raise ShapeError("the address asks for what there is not", faults)
    return found


def _value(shape: Shape, written: str) -> str | int:
    """A text of an address as its shape has it; as it is where it is none."""
    if shape.get("type") != "integer" or not (written.isascii() and written.isdigit()):
        return written
    return int(written) if len(written) < 20 else written


async def read_body(request: Request, shape: Shape) -> Any:
    """The JSON that was sent.

    Raises:
        ShapeError: it is none, or not of the shape.
        TooLargeError: it is longer than `MAX_BODY`.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise ShapeError("send JSON, with content-type: application/json", {}, 415)
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > MAX_BODY:
            raise TooLargeError
    value = await run_in_threadpool(read_json, bytes(data))
    if faults := faults_of(shape, value):
        raise ShapeError(f"not taken: {_listed(faults)}", faults)
    return value


def read_json(data: bytes) -> Any:
    """The value that JSON says (RFC 8259), each key once.

    Raises:
        ShapeError: it says none.
    """
    try:
        return json.loads(data, object_pairs_hook=_once_each, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        words = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        raise ShapeError(f"what was sent is no JSON: {words}"[:300], {}) from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given more than once")
    return found


def _no_number(written: str) -> None:
    raise ValueError(f"{written} is no number")


def _listed(faults: Mapping[str, str]) -> str:
    return "; ".join(f"{place or 'it'} {words}" for place, words in faults.items())


def told_error(error: Exception | None, status: int, words: str) -> Response:
    """An error as JSON."""
    value: dict[str, Any] = {"error": words}
    if status == 409:
        row = error.row if isinstance(error, StaleError) else None
        value |= {"row": row, "version": row["version"] if row else None}
    elif isinstance(error, ShapeError | FieldsError):
        value["faults"] = error.faults
    elif status == 422:
        value["faults"] = {}
    return told(value, status)
