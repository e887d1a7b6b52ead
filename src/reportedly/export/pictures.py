"""The attribution graph as pictures: what draws each, with its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export import dot
from reportedly.export.mermaid import to_mermaid
from reportedly.export.render import render

if TYPE_CHECKING:
    import networkx as nx

    from reportedly.export.formats import Frame


def to_dot(graph: nx.MultiDiGraph, frame: Frame) -> str:
    """The picture in the language of Graphviz."""
    return dot.to_dot(graph, title=frame.title)


def to_svg(graph: nx.MultiDiGraph, frame: Frame) -> bytes:
    """The picture as SVG."""
    return render(to_dot(graph, frame), "svg", engine=frame.engine)


def to_png(graph: nx.MultiDiGraph, frame: Frame) -> bytes:
    """The picture as PNG."""
    return render(to_dot(graph, frame), "png", engine=frame.engine)


def to_pdf(graph: nx.MultiDiGraph, frame: Frame) -> bytes:
    """The picture as PDF."""
    return render(to_dot(graph, frame), "pdf", engine=frame.engine)


def to_mmd(graph: nx.MultiDiGraph, _frame: Frame) -> str:
    """The graph as a Mermaid flowchart."""
    return to_mermaid(graph)
