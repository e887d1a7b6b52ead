"""The legend: the shapes and lines that occur, each with its meaning."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.export.dot.look import FONT, INK, KIND, KIND_WORDS, LINE, QUIET
from reportedly.export.dot.nodes import source_look
from reportedly.export.dot.text import Html, add_edge, attributes
from reportedly.export.severities import LOOKS
from reportedly.model import Severity

if TYPE_CHECKING:
    import networkx as nx
    from graphviz import Digraph


_LINES = (  # type of edge or severity → sample (colour, dashes, thickness), its end, the words
    ("asserts", LINE, "solid", 1, "►", "says"),
    ("part_of", "#3a6ea5", "solid", 1, "◊", "is part of, speaks for"),
    ("via", LINE, "dashed", 1, "►", "passes on to"),
    ("responsible", INK, "dotted", 1, "●", "holds responsible"),
    *(
        (s.value, LOOKS[s].colour, LOOKS[s].line, round(LOOKS[s].width), "", f"{s}: {s.meaning}")
        for s in Severity
    ),
)
_FRAME = {
    "label": "How to read this",
    "fontname": FONT,
    "fontsize": "11",
    "fontcolor": QUIET,
    "labeljust": "l",
    "color": "#cbd2d9",
    "style": "rounded",
    "margin": "10",
    "tooltip": "Legend",
}
_TABLE = '<table border="0" cellborder="0" cellspacing="{}" cellpadding="0">'
_DASHES = {"solid": (28,), "dashed": (8, 8, 8), "dotted": (2, 2, 2, 2, 2, 2)}


def add_legend(drawing: Digraph, graph: nx.MultiDiGraph, larger: float = 1.0) -> None:
    """A frame with one small node for each shape that occurs, and a sample of each line.

    Args:
        drawing: where it is drawn.
        graph: what is drawn.
        larger: how much larger than usual its words are.
    """
    nodes = [data for _, data in graph.nodes(data=True)]
    kinds = {data.get("kind") for data in nodes if data["type"] == "source"}
    shown = [kind for kind in reversed(KIND) if kind in kinds]
    samples = _samples(graph, larger)
    with drawing.subgraph(name="cluster_legend") as frame:
        frame.attr(_attributes=attributes({**_FRAME, "fontsize": f"{11 * larger:.0f}"}))
        for kind in shown:
            look = source_look({"kind": kind, "label": KIND_WORDS[kind]})
            look |= {"label": KIND_WORDS[kind], "fontsize": f"{9 * larger:.0f}", "height": "0.25"}
            frame.node(f"legend:{kind}", _attributes=attributes(look))
        if samples:
            look = {"shape": "plain", "style": "", "label": samples, "tooltip": "Lines"}
            frame.node("legend:lines", _attributes=attributes(look))
        order = [f"legend:{name}" for name in (*(["lines"] if samples else []), *shown)]
        with frame.subgraph() as row:
            row.attr(rank="same")
            for left, right in pairwise(order):
                add_edge(row, left, right, {"style": "invis"})


def _samples(graph: nx.MultiDiGraph, larger: float) -> Html | None:
    edges = [data for *_, data in graph.edges(data=True)]
    found = {data.get("severity") or data["type"] for data in edges}
    rows = [
        f'<tr><td align="right">{_sample(colour, dashes, width, end, larger)}</td>'
        f'<td align="left"><font point-size="{9 * larger:.0f}">{words}</font></td></tr>'
        for name, colour, dashes, width, end, words in _LINES
        if name in found
    ]
    if not rows:
        return None
    return Html(f"{_TABLE.format(2)}{''.join(rows)}</table>")


def _sample(colour: str, dashes: str, width: int, end: str, larger: float) -> str:
    """A short line made of filled cells, which every Graphviz draws alike."""
    cells = "".join(
        f'<td bgcolor="{colour}" fixedsize="true" width="{long * larger:.0f}" '
        f'height="{width * larger:.0f}"></td>'
        for long in _DASHES[dashes]
    )
    # In a table of its own the line keeps its thickness beside the taller tip.
    line = f"{_TABLE.format(2)}<tr>{cells}</tr></table>"
    tip = f'<td><font point-size="{9 * larger:.0f}" color="{colour}">{end}</font></td>'
    return f"{_TABLE.format(0)}<tr><td>{line}</td>{tip if end else ''}</tr></table>"
