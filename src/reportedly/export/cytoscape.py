"""The graph as Cytoscape JSON, which Cytoscape, Cytoscape.js and networkx read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportedly.export.rows import number
from reportedly.export.web_json import web_json

if TYPE_CHECKING:
    import networkx as nx


def to_cytoscape(graph: nx.MultiDiGraph) -> str:
    """The graph as Cytoscape JSON; `networkx.cytoscape_graph(json.loads(text))` reads it.

    `name` is what Cytoscape shows. Edges are numbered for `id`; `key` is the graph's own.
    """
    return web_json(
        {
            "format_version": "1.0",
            "generated_by": "Reportedly",
            "target_cytoscapejs_version": "~3",
            "data": [[name, _plain(value)] for name, value in graph.graph.items()],
            "directed": True,
            "multigraph": True,
            "elements": {
                "nodes": [
                    {
                        "data": {
                            **_all(data),
                            "id": key,
                            "value": key,
                            "name": data.get("label", key),
                        }
                    }
                    for key, data in graph.nodes(data=True)
                ],
                "edges": [
                    {"data": {**_all(data), "id": f"e{n}", "source": a, "target": b, "key": key}}
                    for n, (a, b, key, data) in enumerate(graph.edges(keys=True, data=True))
                ],
            },
        }
    )


def _named(key: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, "value": key, "name": data.get("label", key)}


def _all(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in sorted(data.items())}


def _plain(value: Any) -> Any:
    return number(value) if isinstance(value, Decimal) else value
