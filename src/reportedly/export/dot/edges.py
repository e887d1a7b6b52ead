"""Edges as they are drawn: who says, who speaks for whom, and what conflicts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reportedly.export.dot.joints import odds_of
from reportedly.export.dot.look import INK, LINE, PAPER, STANCE, Attributes, Scene
from reportedly.export.dot.text import Html, add_edge, html, kind_words, pill, plural, tooltip
from reportedly.export.severities import LOOKS

if TYPE_CHECKING:
    from graphviz import Digraph


def add_edges(drawing: Digraph, scene: Scene) -> None:
    """Draw all edges; conflicts of a node with itself are said inside it."""
    for a, b, data in scene.graph.edges(data=True):
        if b in scene.frames:
            continue
        if data["type"] != "conflict":
            _add_link(drawing, scene, a, b, data)
        elif "conflict" in (scene.graph.nodes[a]["type"], scene.graph.nodes[b]["type"]):
            add_edge(drawing, a, b, _line([data]))
    # Graphviz draws only one of several lines between neighbours in a column, so what two claims
    # are to each other in several ways is one line that names them all.
    for (a, b), found in odds_of(scene.graph).items():
        add_edge(drawing, a, b, _conflict(found))


def _add_link(drawing: Digraph, scene: Scene, a: str, b: str, data: Attributes) -> None:
    kind = data["type"]
    look = _stance(kind) if kind in STANCE else _LINKS[kind]
    if kind == "claims":
        add_edge(drawing, a, b, _many(data))
        return
    # Drawn from right to left: the body stands left of its spokesman, the nearer link of a chain
    # left of the farther, so that every path from a claim leads leftwards.
    if kind in ("part_of", "via") and scene.graph.nodes[a]["type"] == "source":
        a, b = b, a
    look = _counted(look, data.get("count", 1), dense=scene.is_dense)
    if "label" in look:
        look = {**look, "label": _tag(look["label"])}
    add_edge(drawing, a, b, look)


def _counted(look: dict[str, str], count: int, *, dense: bool) -> dict[str, str]:
    """A line that stands for several is thicker, and says how many where there is room for it."""
    if count <= 1:
        return look
    said = f"{count} × {look['label']}" if "label" in look else str(count)
    tooltip = f"{count} × {look['tooltip']}"
    thicker = {**look, "penwidth": f"{1.1 + 0.7 * math.log2(count):.1f}", "tooltip": tooltip}
    return thicker if dense and "label" not in look else thicker | {"label": said}


def _many(data: Attributes) -> dict[str, str]:
    """What a source says on a subject: how much, and how much of it is at odds."""
    count, odds, asked = data["count"], data["conflicts"], data["questions"]
    words = [f"{count} {plural(count, 'claim')}"]
    words += [f"{odds} in conflict"] if odds else []
    words += [f"{asked} in question"] if asked else []
    severity = "conflict" if odds else "question" if asked else None
    look = LOOKS.get(severity or "")
    colour, style = (look.colour, look.line) if look else (LINE, "solid")
    return {
        **_LINKS["claims"],
        "color": colour,
        "style": style,
        "penwidth": f"{1.1 + 0.7 * math.log2(count):.1f}",
        "label": _tag("; ".join(words)) if severity or count > 1 else "",
        "tooltip": "; ".join(words),
    }


_LINKS: dict[str, dict[str, str]] = {
    "about": {"color": "#a3b8b1", "arrowhead": "none", "tooltip": "about"},
    "claims": {"arrowhead": "none"},
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


def _line(found: list[Attributes]) -> dict[str, str]:
    """The line of conflicts, in the look of the worst of them."""
    look = LOOKS[found[0]["severity"]]
    return {
        "dir": "none",
        "color": look.colour,
        "style": look.line,
        "penwidth": f"{look.width:g}",
        "tooltip": tooltip("; ".join(data["reason"] for data in found)),
    }


def _conflict(found: list[Attributes]) -> dict[str, str]:
    """One line for the conflicts between two nodes, worst first, and what they are."""
    look = _line(found)
    return look | {
        "constraint": "false",
        "label": pill([_named(data) for data in found], found[0]["severity"]),
        "labeltooltip": look["tooltip"],
    }


def _named(data: Attributes) -> str:
    count, words = data.get("count", 1), kind_words(data["kind"])
    return f"{count} × {words}" if count > 1 else words


def _tag(words: str) -> Html:
    """Quiet words on paper, so that the line they stand on does not strike them through."""
    return Html(
        '<table border="0" cellborder="0" cellspacing="3" cellpadding="1"><tr>'
        f'<td bgcolor="{PAPER}">{html(words)}</td></tr></table>'
    )
