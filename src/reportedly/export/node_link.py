"""The graph as JSON in node-link form, which networkx, D3 and others read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportedly.export.rows import number

if TYPE_CHECKING:
    import networkx as nx


def to_json(graph: nx.MultiDiGraph) -> str:
    """The graph as node-link JSON.

    `networkx.node_link_graph(json.loads(text), edges="edges")` reads it back.
    Nodes and edges stand in the graph's own order and attributes by name, so equal graphs give
    equal bytes. The text is ASCII: it reads the same in every encoding and can hold no control
    character that acts on a terminal.
    """
    value = {
        "directed": True,
        "multigraph": True,
        "graph": dict(graph.graph),
        "nodes": [{"id": key, **_sorted(data)} for key, data in graph.nodes(data=True)],
        "edges": [
            {"source": a, "target": b, "key": key, **_sorted(data)}
            for a, b, key, data in graph.edges(keys=True, data=True)
        ],
    }
    return json.dumps(value, indent=1, default=_plain) + "\n"


def _sorted(data: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(data.items()))


def _plain(value: object) -> int | float:
    if isinstance(value, Decimal):
        return number(value)
    raise TypeError(f"{type(value).__name__} has no place in an attribution graph")
