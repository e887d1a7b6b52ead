"""Descriptions → Turtle, and the blocks that TriG is made of (RDF 1.1 Turtle, TriG; W3C 2014)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.export.content import Content
from reportedly.export.rdf.describe import describe
from reportedly.export.rdf.terms import (
    PREFIXES,
    InOrder,
    Link,
    Literal,
    Node,
    Ref,
    Term,
    Value,
)

# Backslash and quote end or change a string; control characters and those that turn the direction
# of a line would make a terminal or a reader see something else than is written.
_ACTS = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_SHORT = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def to_turtle(content: Content) -> str:
    """The ledger as Turtle.

    Without a base its things are named relative to wherever the file is published.
    """
    head = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    if content.base:
        head.append(f"@base <{content.base}> .")
    return "\n".join([*head, "", *blocks(describe(content))])


def blocks(nodes: Iterable[Node], base: str = "") -> list[str]:
    """One block of statements a node, ended by an empty line.

    Args:
        nodes: what to say.
        base: put before the names of the ledger's things; "" leaves them relative.
    """
    return [_block(node, base) for node in nodes if node.types or node.properties]


def _block(node: Node, base: str) -> str:
    said = [f"a {', '.join(node.types)}"] if node.types else []
    said += [f"{name} {write(value, base)}" for name, value in node.properties]
    return f"{write(node.subject, base)} " + " ;\n    ".join(said) + " .\n"


def write(value: Value, base: str = "") -> str:
    """A value as Turtle writes it."""
    match value:
        case Ref():
            return f"<{base}#{value.fragment}>"
        case Link():
            return f"<{value.iri}>"
        case Term():
            return value.curie
        case InOrder():
            return f"( {' '.join(write(item, base) for item in value.items)} )"
        case Literal():
            end = f"^^{value.datatype}" if value.datatype else ""
            return f'"{_ACTS.sub(_escaped, value.text)}"{end}'


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"
