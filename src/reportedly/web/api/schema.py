"""The description of the API as OpenAPI 3.1, made of the table from which its routes are made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from reportedly.web.api.shapes import named, shapes
from reportedly.web.api.table import Endpoint, Param
from reportedly.web.guard import COOKIE, TOKEN_HEADER

_ALL = {
    401: "Nobody has said who you are.",
    421: "The workbench is not called so.",
    422: "Something is wrong with what was asked; `faults` says what, by field.",
}
_CHANGES = {
    403: "You may read and change nothing, or the token is missing or old.",
    404: "There is no such thing.",
    409: "Nothing was written, for what it was made on says something else now.",
    503: "The disk does not take it; what stood there before stands.",
}
_SENDS = {
    408: "What was sent came too slowly.",
    413: "More was sent than is taken.",
    415: "Send JSON.",
}
_SHAPES = {409: "Stale", 415: "Faults", 422: "Faults"}

_TITLE = "Reportedly: who said what, and where they conflict"
_WORDS = (
    "Rows are those of `reportedly … --format json`. An id in an address is percent-encoded whole, "
    "its slashes too. An edit sends the header `x-token` and the cookie with which /api/session "
    "told it, and names the version of what it changes, so that nobody writes over another."
)


def described(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """The description, as JSON.

    Raises:
        PackageNotFoundError: the package is not installed.
    """
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    schemes = {
        "token": {"type": "apiKey", "in": "header", "name": TOKEN_HEADER},
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": _TITLE, "description": _WORDS, "version": version("reportedly")},
        "paths": paths,
        "components": {"schemas": dict(shapes()), "securitySchemes": schemes},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    in_path = re.findall(r"\{(\w+)\}", endpoint.path)
    parameters = [
        *(_parameter(Param(n, _PLACES[n][0], _PLACES[n][1], needed=True), "path") for n in in_path),
        *(_parameter(p, "query") for p in endpoint.params),
    ]
    made: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "-", f"{endpoint.method.lower()}{endpoint.path}").strip("-"),
        "summary": endpoint.words,
        "parameters": parameters,
        "responses": _responses(endpoint, has_id=bool(in_path)),
    }
    if endpoint.body:
        made["requestBody"] = {"required": True, "content": _json(named(endpoint.body))}
    if endpoint.changes:
        made["security"] = [{"token": [], "session": []}]
    return made


_PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "id": ("Its id.", {"type": "string", "minLength": 1}),
    "what": ("What is meant.", {"enum": ["source", "event", "subject"]}),
    "number": ("Its number.", {"type": "integer", "minimum": 1, "maximum": 99_999_999}),
}


def _parameter(param: Param, place: str) -> dict[str, Any]:
    shape = {"type": "array", "items": param.shape} if param.several else param.shape
    return {
        "name": param.name,
        "in": place,
        "description": param.words,
        "required": param.needed,
        "schema": shape,
    }


def _responses(endpoint: Endpoint, *, has_id: bool) -> dict[str, Any]:
    answer: Any = named(endpoint.answer)
    if endpoint.lists:
        rows = {"type": "array", "items": answer}
        properties = {"total": {"type": "integer"}, "rows": rows}
        answer = {
            "type": "object",
            "properties": properties,
            "required": [*properties],
            "additionalProperties": False,
        }
    found = {str(endpoint.status): {"description": endpoint.words, "content": _json(answer)}}
    if endpoint.tagged:
        held = "What you have under the ETag that you named in If-None-Match is what stands."
        found["304"] = {"description": held}
    told = dict(_ALL) | (_CHANGES if endpoint.changes else {}) | (_SENDS if endpoint.body else {})
    told |= {404: _CHANGES[404]} if has_id else {}
    for status, words in sorted(told.items()):
        shape = _SHAPES.get(status, "Fault")
        found[str(status)] = {"description": words, "content": _json(named(shape))}
    return found


def _json(shape: Any) -> dict[str, Any]:
    return {"application/json": {"schema": shape}}
