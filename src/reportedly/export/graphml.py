"""The graph as GraphML (http://graphml.graphdrawing.org/), for Gephi, yEd, Cytoscape, networkx.

GraphML knows neither lists nor None. A list is written as JSON text, and its key's `<desc>` says
so; a value that is None is left out, which is how GraphML says that nothing is known. Ids must be
XML name tokens and unique, so each is a digest of the graph's own key, which `key` holds: a node
keeps its id whatever else is in the graph, and a graph of any size is written piece by piece.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO, TextIO
from xml.sax.saxutils import escape

from reportedly.export.elements import (
    DECLARED,
    Attributes,
    Declared,
    Elements,
    Kind,
    Kinds,
    elements_of,
    occurring,
    together,
    words_for,
)
from reportedly.export.printable import xml_text

if TYPE_CHECKING:
    import networkx as nx

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<graphml xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd">\n'
)
_AS_JSON = "a list, written as JSON text"


def to_graphml(graph: nx.MultiDiGraph) -> str:
    """The graph as a GraphML document; `networkx.parse_graphml` reads it.

    Characters that XML cannot hold are written as visible signs for them.
    """
    out = io.StringIO()
    _write(elements_of(graph), out, occurring(graph))
    return out.getvalue()


def write_graphml(elements: Elements, open_file: Callable[[str], BinaryIO]) -> None:
    """Write nodes and edges as they come; the same as `to_graphml`, with every key declared.

    Args:
        elements: nodes and edges of an attribution graph, each once.
        open_file: opens the file of a name for writing, here of one; it stays open.
    """
    file = open_file("graph.graphml")
    out = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")
    try:
        _write(elements, out, DECLARED)
    finally:
        out.detach()


def _write(elements: Elements, out: TextIO, declared: Declared) -> None:
    key_: Kinds = {"key": "string"}
    nodes = together([key_, *declared.nodes.values()])
    edges = together([key_, *declared.edges.values()])
    out.write(_HEAD)
    for home, kinds in (("node", nodes), ("edge", edges)):
        out.writelines(_key(home, name, kind) for name, kind in sorted(kinds.items()))
    out.write('  <graph id="G" edgedefault="directed">\n')
    for element in elements:
        if len(element) == 2:
            key, data = element
            out.write(f'    <node id="{_id("n", key)}">\n')
            out.write(_data("node", {"key": key, **data}, nodes))
            out.write("    </node>\n")
        else:
            a, b, key, data = element
            name = "\0".join((a, b, key))
            ends = f'source="{_id("n", a)}" target="{_id("n", b)}"'
            out.write(f'    <edge id="{_id("e", name)}" {ends}>\n')
            out.write(_data("edge", {"key": key, **data}, edges))
            out.write("    </edge>\n")
    out.write("  </graph>\n</graphml>\n")


def _key(home: str, name: str, kind: Kind) -> str:
    """The declaration of an attribute."""
    told = "string" if kind == "list" else kind
    head = f'  <key id="{home}.{name}" for="{home}" attr.name="{name}" attr.type="{told}"'
    return f"{head}>\n    <desc>{_AS_JSON}</desc>\n  </key>\n" if kind == "list" else f"{head} />\n"


def _id(letter: str, key: str) -> str:
    return letter + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _data(home: str, data: Attributes, kinds: Kinds) -> str:
    return "".join(
        f'      <data key="{home}.{name}">{escape(xml_text(words_for(data[name], kind)))}</data>\n'
        for name, kind in kinds.items()
        if data.get(name) is not None
    )
