"""The graph as GraphML (http://graphml.graphdrawing.org/), for Gephi, yEd, Cytoscape, networkx.

GraphML knows neither lists nor None. A list is written as JSON text, and its key's `<desc>` says
so; a value that is None is left out, which is how GraphML says that nothing is known. Ids must be
XML name tokens and unique, so nodes and edges are numbered, and `key` holds the graph's own key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree

from reportedly.export.printable import xml_text
from reportedly.export.rows import number

if TYPE_CHECKING:
    import networkx as nx

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_AS_JSON = "a list, written as JSON text"

Attributes = dict[str, Any]
Home = Literal["node", "edge"]


def to_graphml(graph: nx.MultiDiGraph) -> str:
    """The graph as a GraphML document; `networkx.parse_graphml` reads it.

    Characters that XML cannot hold are written as visible signs for them.
    """
    nodes = {
        key: (f"n{index}", {"key": key, **data})
        for index, (key, data) in enumerate(graph.nodes(data=True))
    }
    edges = [
        (nodes[a][0], nodes[b][0], {"key": key, **data})
        for a, b, key, data in graph.edges(keys=True, data=True)
    ]
    root = ElementTree.Element(
        "graphml",
        {
            "xmlns": _NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{_NAMESPACE} {_SCHEMA}",
        },
    )
    types = {
        "node": _declare(root, "node", [data for _, data in nodes.values()]),
        "edge": _declare(root, "edge", [data for *_, data in edges]),
    }
    body = ElementTree.SubElement(root, "graph", {"id": "G", "edgedefault": "directed"})
    for name, data in nodes.values():
        _write(ElementTree.SubElement(body, "node", {"id": name}), "node", data, types["node"])
    for index, (a, b, data) in enumerate(edges):
        ends = {"id": f"e{index}", "source": a, "target": b}
        _write(ElementTree.SubElement(body, "edge", ends), "edge", data, types["edge"])
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _declare(
    root: ElementTree.Element, home: Home, all_data: Iterable[Attributes]
) -> dict[str, str]:
    """Write a `<key>` for every attribute, and return its type by its name."""
    values: dict[str, list[Any]] = {}
    for data in all_data:
        for name, value in data.items():
            if value is not None:
                values.setdefault(name, []).append(value)
    types = {name: attribute_type(found) for name, found in sorted(values.items())}
    for name, kind in types.items():
        key = ElementTree.SubElement(
            root,
            "key",
            {"id": f"{home}.{name}", "for": home, "attr.name": name, "attr.type": kind},
        )
        if any(isinstance(value, list) for value in values[name]):
            ElementTree.SubElement(key, "desc").text = _AS_JSON
    return types


def attribute_type(values: list[Any]) -> str:
    """The type, in the words of GraphML and GEXF, that holds all of `values` without loss."""
    plain = [number(value) if isinstance(value, Decimal) else value for value in values]
    if all(isinstance(value, bool) for value in plain):
        return "boolean"
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in plain):
        return "string"
    if all(isinstance(value, int) and abs(value) < 2**63 for value in plain):
        return "long"
    return "double"


def _write(
    element: ElementTree.Element, home: Home, data: Attributes, types: dict[str, str]
) -> None:
    for name, value in sorted(data.items()):
        if value is not None:
            child = ElementTree.SubElement(element, "data", {"key": f"{home}.{name}"})
            child.text = xml_text(attribute_text(value, types[name]))


def attribute_text(value: Any, kind: str) -> str:
    """A value as the text of a graph file: a list as JSON, a number in the way of its type."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return str(number(value) if kind != "string" else value)
    return str(value)
