"""Edges as they are drawn: who says, who speaks for whom, and what conflicts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reportedly.export.dot.look import INK, PAPER, SEVERITY, STANCE, Attributes, Scene
from reportedly.export.dot.text import Html, html, kind_words, quoted, statement, tooltip

if TYPE_CHECKING:
    import networkx as nx


def edge_line(scene: Scene, a: str, b: str, data: Attributes) -> str | None:
    """The statement that draws one edge, or None for one that is said inside its node."""
    graph = scene.graph
    kind = data["type"]
    if kind == "conflict":
        if a == b:
            return None
        look = _conflict(graph, b, data)
    elif kind in STANCE:
        look = _stance(kind)
    elif kind in ("part_of", "via"):
        # Drawn from right to left: the body stands left of its spokesman, the nearer link of a
        # chain left of the farther, so that every path from a claim leads leftwards.
        if graph.nodes[a]["type"] == "source":
            a, b = b, a
        look = _LINKS[kind]
    else:
        look = _LINKS[kind]
    if kind != "conflict":
        look = _counted(look, data.get("count", 1), dense=scene.is_dense)
    if "label" in look and kind != "conflict":
        look = {**look, "label": _tag(look["label"])}
    return statement(f"{quoted(a)} -> {quoted(b)}", look)


def _counted(look: dict[str, str], count: int, *, dense: bool) -> dict[str, str]:
    """A line that stands for several is thicker, and says how many where there is room for it."""
    if count <= 1:
        return look
    said = f"{count} × {look['label']}" if "label" in look else str(count)
    tooltip = f"{count} × {look['tooltip']}"
    thicker = {**look, "penwidth": f"{1.1 + 0.7 * math.log2(count):.1f}", "tooltip": tooltip}
    return thicker if dense and "label" not in look else thicker | {"label": said}


_LINKS: dict[str, dict[str, str]] = {
    "about": {"color": "#a3b8b1", "arrowhead": "none", "tooltip": "about"},
    "in": {"color": "#c5ccd3", "arrowhead": "none", "style": "dotted", "tooltip": "in"},
    "part_of": {
        "dir": "back",
        "arrowtail": "odiamond",
        "color": "#3a6ea5",
        "tooltip": "speaks for, or is part of",
    },
    "via": {"dir": "back", "arrowtail": "vee", "style": "dashed", "tooltip": "passed on"},
    "responsible": {
        "style": "dotted",
        "color": INK,
        "arrowhead": "dot",
        "constraint": "false",
        "tooltip": "holds responsible",
    },
    "share-of": {
        "label": "share of",
        "arrowhead": "vee",
        "constraint": "false",
        "tooltip": "share of",
    },
}


def _stance(kind: str) -> dict[str, str]:
    words, arrow, style = STANCE[kind]
    look = {"arrowhead": arrow, "style": style, "tooltip": words or "says"}
    return look | ({"label": words, "color": INK, "fontcolor": INK} if words else {})


def _conflict(graph: nx.MultiDiGraph, b: str, data: Attributes) -> dict[str, str]:
    colour, style, width = SEVERITY[data["severity"]]
    reason = tooltip(data["reason"])
    look = {
        "dir": "none",
        "color": colour,
        "style": style,
        "penwidth": f"{width:g}",
        "tooltip": reason,
    }
    if graph.nodes[b]["type"] == "conflict":
        return look
    count = data.get("count", 1)
    words = f"{count} × {kind_words(data['kind'])}" if count > 1 else kind_words(data["kind"])
    return look | {
        "constraint": "false",
        "label": _pill(words, data["severity"]),
        "labeltooltip": reason,
    }


def _tag(words: str) -> Html:
    """Quiet words on paper, so that the line they stand on does not strike them through."""
    return Html(
        '<table border="0" cellborder="0" cellspacing="3" cellpadding="1"><tr>'
        f'<td bgcolor="{PAPER}">{html(words)}</td></tr></table>'
    )


def _pill(words: str, severity: str) -> Html:
    """A label that stands on its line: white on red for a conflict, framed for the milder ones."""
    colour = SEVERITY[severity][0]
    ink, paper = (PAPER, colour) if severity == "conflict" else (colour, PAPER)
    return Html(
        '<table border="0" cellborder="1" cellspacing="5" cellpadding="2"><tr>'
        f'<td bgcolor="{paper}" color="{colour}">'
        f'<font color="{ink}"><b>{html(words)}</b></font></td></tr></table>'
    )
