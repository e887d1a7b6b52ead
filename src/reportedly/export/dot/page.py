"""The whole drawing: what of the graph is drawn, the settings of the page, and the statements."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.export.dot.edges import add_edges
from reportedly.export.dot.frames import add_frames, columns, framed_subjects
from reportedly.export.dot.joints import with_joints
from reportedly.export.dot.legend import add_legend
from reportedly.export.dot.look import (
    DENSE,
    FONT,
    INK,
    LINE,
    PAPER,
    QUIET,
    STANCE,
    Layout,
    Scene,
    addresses_of,
    voices_of,
    worst_severities,
)
from reportedly.export.dot.matrix import add_matrix, is_matrix
from reportedly.export.dot.nodes import node_look
from reportedly.export.dot.text import attributes, html_lines, name, table, wrapped

if TYPE_CHECKING:
    import networkx as nx
    from graphviz import Digraph

_NODE = {
    "fontname": FONT,
    "fontsize": "11",
    "fontcolor": INK,
    "color": LINE,
    "fillcolor": PAPER,
    "style": "filled",
    "margin": "0.09,0.05",
    "penwidth": "1.1",
}
_EDGE = {
    "fontname": FONT,
    "fontsize": "10",
    "fontcolor": QUIET,
    "color": LINE,
    "arrowsize": "0.7",
    "penwidth": "1.1",
}


def to_dot(graph: nx.MultiDiGraph, title: str | None = None, layout: Layout | None = None) -> str:
    """The graph in the DOT language.

    Args:
        graph: nodes and edges with the attributes that `reportedly.graph.build` documents.
        title: stands above the picture, and is its accessible name in SVG.
        layout: None for the usual one.
    """
    from graphviz import Digraph

    layout = layout or Layout()
    statements = sum(data["type"] in ("claim", "group") for _, data in graph.nodes(data=True))
    cards = _is_crowded(graph, layout)
    # A large page is seen from further away: what must be read first grows with it.
    larger = min(3.0, max(1.0, math.sqrt(statements / layout.crowded)))
    if cards and statements > 2 * layout.crowded:
        layout = replace(layout, lines=2)
    drawn = with_joints(_drawn(graph, layout, cards), ahead=cards)
    scene = Scene(
        drawn,
        layout,
        worst_severities(drawn),
        voices_of(graph) if cards else {},
        addresses_of(graph),
        drawn.number_of_edges() > 2 * DENSE,
        cards,
        framed_subjects(drawn) if cards else {},
        frozenset(
            end
            for a, b, kind in drawn.edges(data="type")
            if kind == "conflict" and a != b
            for end in (a, b)
        ),
    )
    drawing = Digraph(
        name(title or "Attribution graph"),
        graph_attr=attributes(_page(title, layout, drawn, cards, larger)),
        node_attr=attributes(_NODE),
        edge_attr=attributes(_EDGE),
    )
    if is_matrix(drawn, DENSE):
        add_matrix(drawing, drawn)
        return str(drawing.source)
    for key, data in drawn.nodes(data=True):
        if key not in scene.frames:
            drawing.node(name(key), _attributes=attributes(node_look(scene, key, data)))
    add_edges(drawing, scene)
    add_frames(drawing, scene, larger)
    if not cards:
        _add_columns(drawing, drawn)
    if layout.legend:
        add_legend(drawing, drawn, larger)
    return str(drawing.source)


def _drawn(graph: nx.MultiDiGraph, layout: Layout, cards: bool) -> nx.MultiDiGraph:
    """The part of the graph that is drawn, as a copy.

    networkx walks a view much more slowly, and a small one in the order of a set, by hash.
    """
    hidden = {"document"} if cards or not layout.documents else set()
    hidden |= {"source"} if cards else set()
    drawn = graph.copy()
    drawn.remove_nodes_from([key for key, data in graph.nodes(data=True) if data["type"] in hidden])
    if cards or layout.publishers:
        return drawn
    links = [edge for edge in drawn.edges(keys=True, data=True) if edge[3]["type"] == "via"]
    # A spokesman passes on the words of his body: that he is part of it says so already.
    tied = {frozenset(edge[:2]) for edge in drawn.edges(data="type") if edge[2] == "part_of"}
    drawn.remove_edges_from(
        (a, b, key) for a, b, key, data in links if data["published"] or frozenset((a, b)) in tied
    )
    passed = {end for a, b, *_ in links for end in (a, b)}
    drawn.remove_nodes_from([node for node in passed if not drawn.degree(node)])
    return drawn


def _is_crowded(graph: nx.MultiDiGraph, layout: Layout) -> bool:
    statements = sum(data["type"] in ("claim", "group") for _, data in graph.nodes(data=True))
    if not any(data.get("by") == "subject" for _, data in graph.nodes(data=True)):
        return statements > layout.crowded
    return sum(kind in STANCE for *_, kind in graph.edges(data="type")) > 3 * DENSE


def _page(
    title: str | None, layout: Layout, graph: nx.MultiDiGraph, cards: bool, larger: float
) -> dict[str, str]:
    """The settings of the whole page."""
    nodes = len(graph)
    subjects = sum(data["type"] == "subject" for _, data in graph.nodes(data=True)) or 1
    page = {
        "rankdir": layout.direction,
        "bgcolor": PAPER,
        "fontname": FONT,
        "fontsize": f"{20 * larger:.0f}",
        "fontcolor": INK,
        "labelloc": "t",
        "labeljust": "l",
        "nodesep": "0.22",
        "ranksep": "0.9",
        "pad": "0.3",
        "splines": "true",
        "outputorder": "edgesfirst",
        "tooltip": "Attribution graph",
    }
    if title:
        page["label"] = table([html_lines(wrapped(title, 90, 3))])
    crossing = sum(data["type"] in STANCE for *_, data in graph.edges(data=True)) - subjects
    if crossing > DENSE and not cards:
        # A fan of many lines can be followed only when it is shallow.
        page["ranksep"] = f"{min(5.0, 0.9 + crossing / 40):.2f}"
    if cards:
        # Each subject is a component of its own. "c" counts the columns when laid out sideways.
        page |= {"pack": "24", "packmode": f"array_c{columns(graph)}", "ranksep": "0.45"}
    if nodes > layout.large:
        page |= {"nslimit": "2", "nslimit1": "2", "mclimit": "0.5"}
    return page


def _add_columns(drawing: Digraph, graph: nx.MultiDiGraph) -> None:
    """Claims stand in one column and subjects in another, so that the eye can run down them."""
    for types in (("claim", "group"), ("subject",)):
        column = [key for key, data in graph.nodes(data=True) if data["type"] in types]
        if len(column) > 1:
            with drawing.subgraph() as ranked:
                ranked.attr(rank="same")
                for key in column:
                    ranked.node(name(key))
