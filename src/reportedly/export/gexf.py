"""The graph as GEXF 1.3 (https://gexf.net), for Gephi and networkx.

Like GraphML, GEXF knows neither None nor lists of lists: a list is written as JSON text in a
string attribute whose title ends in ` (JSON)`, a value that is None is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from reportedly.export.elements import Kind, kind_for, widest, words_for
from reportedly.export.printable import xml_text

if TYPE_CHECKING:
    import networkx as nx

_NAMESPACE = "http://gexf.net/1.3"
Attributes = dict[str, Any]


def to_gexf(graph: nx.MultiDiGraph) -> str:
    """The graph as a GEXF document; `networkx.read_gexf(file, version="1.3")` reads it.

    Nodes and edges are numbered; `key` of a node holds the graph's own key, and so does
    `networkx_key` of an edge, from which networkx restores it.
    """
    nodes = {
        key: (f"n{index}", {"key": key, **data})
        for index, (key, data) in enumerate(graph.nodes(data=True))
    }
    edges = [
        (nodes[a][0], nodes[b][0], {"networkx_key": key, **data})
        for a, b, key, data in graph.edges(keys=True, data=True)
    ]
    root = ElementTree.Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    meta = ElementTree.SubElement(root, "meta")
    ElementTree.SubElement(meta, "creator").text = "Reportedly"
    body = ElementTree.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    types = {
        "node": _declare(body, "node", [data for _, data in nodes.values()]),
        "edge": _declare(body, "edge", [data for *_, data in edges]),
    }
    listed = ElementTree.SubElement(body, "nodes")
    for name, data in nodes.values():
        given = {"id": name, "label": xml_text(str(data.get("label") or data["key"]))}
        _write(ElementTree.SubElement(listed, "node", given), data, types["node"])
    listed = ElementTree.SubElement(body, "edges")
    for index, (a, b, data) in enumerate(edges):
        # Without a kind of their own Gephi would merge edges between the same two nodes.
        kind = xml_text(data["networkx_key"])
        given = {"id": f"e{index}", "source": a, "target": b, "kind": kind}
        _write(ElementTree.SubElement(listed, "edge", given), data, types["edge"])
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _declare(
    body: ElementTree.Element, home: str, all_data: Iterable[Attributes]
) -> dict[str, tuple[str, Kind]]:
    """Write the `<attribute>`s of nodes or edges; returns their numbers and types by name."""
    values: dict[str, list[Kind]] = {}
    for data in all_data:
        for name, value in data.items():
            if value is not None:
                values.setdefault(name, []).append(kind_for(value))
    declared = ElementTree.SubElement(body, "attributes", {"class": home, "mode": "static"})
    types = {}
    for index, (name, found) in enumerate(sorted(values.items())):
        kind = reduce(widest, found)
        types[name] = (str(index), kind)
        is_list = kind == "list"
        title, told = (f"{name} (JSON)", "string") if is_list else (name, kind)
        ElementTree.SubElement(
            declared, "attribute", {"id": str(index), "title": title, "type": told}
        )
    return types


def _write(
    element: ElementTree.Element, data: Attributes, types: dict[str, tuple[str, Kind]]
) -> None:
    values = ElementTree.SubElement(element, "attvalues")
    for name, value in sorted(data.items()):
        if value is not None:
            number, kind = types[name]
            text = xml_text(words_for(value, kind))
            ElementTree.SubElement(values, "attvalue", {"for": number, "value": text})
