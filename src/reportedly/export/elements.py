"""The attribution graph as a stream of nodes and edges, and the attributes that these may have.

What is written from a stream must say beforehand which attributes there are; `DECLARED` does for
every type of node and edge. A graph that is at hand declares those that occur in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from reportedly.export.rows import number

if TYPE_CHECKING:
    import networkx as nx

Attributes = dict[str, Any]
Node = tuple[str, Attributes]
"""Key and attributes."""
Edge = tuple[str, str, str, Attributes]
"""Keys of its two ends, its own key, and attributes."""
Elements = Iterable[Node | Edge]
"""Nodes and edges in any order."""

Kind = Literal["boolean", "long", "double", "string", "list"]
Kinds = Mapping[str, Kind]
"""Attribute → what its values are, by name of the attribute."""

_CONFLICT: Kinds = {"kind": "string", "reason": "string", "ref": "string", "severity": "string"}
_BEHIND: Kinds = dict.fromkeys(("documents", "origins", "source_count", "texts"), "long")
_NODE: Kinds = {"label": "string", "ref": "string", "type": "string"}


@dataclass(frozen=True, slots=True)
class Declared:
    """Type of node or edge → its attributes, in the order in which they are written."""

    nodes: Mapping[str, Kinds]
    edges: Mapping[str, Kinds]


def _sorted(*kinds: Kinds) -> Kinds:
    return dict(sorted(item for given in kinds for item in given.items()))


def _strings(*names: str) -> Kinds:
    return dict.fromkeys(names, "string")


DECLARED = Declared(
    nodes={
        "source": _sorted(
            _NODE, _strings("kind", "reliability"), {"aliases": "list", "candidates": "list"}
        ),
        "claim": _sorted(
            _NODE,
            _strings("text", "stance", "role", "figure", "bound", "unit", "population", "of"),
            _strings("when", "as_of", "said", "document", "status", "rule"),
            {"low": "double", "high": "double", "low_open": "boolean", "high_open": "boolean"},
            {"spans": "list", "candidates": "list", "score": "double"},
        ),
        "subject": _sorted(
            _NODE,
            _strings("measure", "population", "place", "period", "unit", "event", "behaviour"),
            {"running_total": "boolean"},
            _BEHIND,
        ),
        "document": _sorted(
            _NODE, _strings("url", "path", "sha256", "publisher", "published", "language")
        ),
        "conflict": _sorted(_NODE, _CONFLICT, _BEHIND, {"hidden": "long"}),
        "group": _sorted(
            _NODE,
            {"by": "string", "count": "long"},
            {"claims": "list", "figures": "list", "sources": "list"},
        ),
    },
    edges={
        **{
            kind: {"type": "string"}
            for kind in ("asserts", "denies", "cannot-verify", "declines", "asks", "retracts")
        },
        **{
            kind: {"type": "string"}
            for kind in ("about", "in", "responsible", "share-of", "part_of")
        },
        "via": {"claims": "list", "published": "boolean", "type": "string"},
        "conflict": _sorted(_CONFLICT, {"type": "string"}),
    },
)
"""Every attribute of a graph as `reportedly.graph.build` makes it, claims not folded."""


def elements_of(graph: nx.MultiDiGraph) -> Iterator[Node | Edge]:
    """The nodes of a graph, then its edges, in its own order."""
    for key, data in graph.nodes(data=True):
        yield str(key), data
    for a, b, key, data in graph.edges(keys=True, data=True):
        yield str(a), str(b), str(key), data


def occurring(graph: nx.MultiDiGraph) -> Declared:
    """The attributes that have a value somewhere in a graph.

    Those that `DECLARED` knows are of the kind it says, others of one that holds all their values.
    """
    nodes: dict[str, dict[str, Kind]] = {}
    edges: dict[str, dict[str, Kind]] = {}
    for element in elements_of(graph):
        found, known = (nodes, DECLARED.nodes) if len(element) == 2 else (edges, DECLARED.edges)
        data = element[-1]
        kind_of = str(data.get("type"))
        of_type = found.setdefault(kind_of, {})
        for name, value in data.items():
            if value is not None:
                kind = known.get(kind_of, {}).get(name) or kind_for(value)
                of_type[name] = kind if name not in of_type else widest(of_type[name], kind)
    return Declared(
        {kind: dict(sorted(names.items())) for kind, names in nodes.items()},
        {kind: dict(sorted(names.items())) for kind, names in edges.items()},
    )


def together(kinds: Iterable[Kinds]) -> dict[str, Kind]:
    """The attributes of several types as those of one, by name."""
    found: dict[str, Kind] = {}
    for given in kinds:
        for name, kind in given.items():
            found[name] = widest(found.get(name, kind), kind)
    return dict(sorted(found.items()))


def kind_for(value: Any) -> Kind:
    """What a value is; a decimal without a fraction is a whole number."""
    if isinstance(value, Decimal):
        value = number(value)
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long" if abs(value) < 2**63 else "double"
    if isinstance(value, float):
        return "double"
    return "list" if isinstance(value, list) else "string"


def widest(a: Kind, b: Kind) -> Kind:
    """The kind that holds values of both without loss."""
    if a == b:
        return a
    if "list" in (a, b):
        return "list"
    return "double" if {a, b} == {"long", "double"} else "string"


def words_for(value: Any, kind: Kind) -> str:
    """A value as the text of a file: a list as JSON, a number in the way of its kind."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return str(number(value) if kind not in ("string", "list") else value)
    return str(value)
