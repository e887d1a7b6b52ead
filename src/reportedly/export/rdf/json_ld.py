"""Descriptions → JSON-LD 1.1 (W3C 2020), flat: one object a thing, under `@graph`.

The context stands in the file: nothing is fetched to read it.
"""

from __future__ import annotations

from typing import Any

from reportedly.export.content import Content
from reportedly.export.rdf.describe import describe
from reportedly.export.rdf.terms import PREFIXES, InOrder, Link, Literal, Node, Ref, Term, Value
from reportedly.export.web_json import web_json


def to_json_ld(content: Content) -> str:
    """The ledger as JSON-LD; it may also stand in a `<script>` of a page."""
    context: dict[str, Any] = dict(PREFIXES)
    if content.base:
        context = {"@base": content.base, **context}
    return web_json({"@context": context, "@graph": [_object(n) for n in describe(content)]})


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {**_value(node.subject), "@type": list(node.types)}
    for name, value in node.properties:
        written = _value(value)
        if name not in made:
            made[name] = written
        elif isinstance(made[name], list):
            made[name].append(written)
        else:
            made[name] = [made[name], written]
    return made


def _value(value: Value) -> dict[str, Any]:
    match value:
        case Ref():
            return {"@id": f"#{value.fragment}"}
        case Link():
            return {"@id": value.iri}
        case Term():
            return {"@id": value.curie}
        case InOrder():
            return {"@list": [_value(item) for item in value.items]}
        case Literal():
            typed = {"@type": value.datatype} if value.datatype else {}
            return {"@value": value.text, **typed}
