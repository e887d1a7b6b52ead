"""Subjects as frames around their claims, for graphs too crowded for lines to a subject's node.

In a frame the claims at odds stand in one column with what joins them before it, and what nobody
disputes in another, so that a frame is about as wide as high. Frames are packed on the page.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reportedly.export.dot.look import INK, Scene
from reportedly.export.dot.text import (
    Html,
    add_edge,
    attributes,
    html_lines,
    name,
    tooltip,
    wrapped,
)

if TYPE_CHECKING:
    import networkx as nx
    from graphviz import Digraph

_RATIO = 1.4
_TALL = 6
"""Claims above which a frame has two columns."""

_HIDDEN = {"shape": "point", "style": "invis", "width": "0.01", "label": ""}


def framed_subjects(graph: nx.MultiDiGraph) -> dict[str, list[str]]:
    """Subject → its claims, for subjects that nothing else is joined to."""
    found: dict[str, list[str]] = {}
    for key, kind in graph.nodes(data="type"):
        if kind == "subject" and not graph.out_degree(key):
            into = list(graph.in_edges(key, data="type"))
            if into and all(told == "about" for *_, told in into):
                found[key] = [claim for claim, *_ in into]
    return found


def columns(graph: nx.MultiDiGraph) -> int:
    """How many frames stand beside one another on a page that is somewhat wider than high."""
    sizes = sorted(
        (_size(graph, claims) for claims in framed_subjects(graph).values()),
        key=lambda size: size[1],
        reverse=True,  # as Graphviz fills its rows
    )
    if not sizes:  # cards without frames are wider than high
        return max(1, round(math.sqrt(len(graph) * _RATIO * 0.5)))
    best, count = math.inf, 1
    for number in range(1, len(sizes) + 1):
        rows = [sizes[start : start + number] for start in range(0, len(sizes), number)]
        high = sum(max(height for _, height in row) for row in rows)
        wide = sum(
            max(row[place][0] for row in rows if place < len(row)) for place in range(number)
        )
        off = abs(math.log(wide / high / _RATIO))
        if off < best:
            best, count = off, number
    return count


def _size(graph: nx.MultiDiGraph, claims: list[str]) -> tuple[float, float]:
    """About how wide and high a frame comes out, in inches."""
    joined = [c for c in claims if any(graph.nodes[n]["type"] == "conflict" for n in graph.pred[c])]
    second = len(claims) > _TALL and len(joined) < len(claims)
    rows = max(len(joined), (len(claims) + 1) // 2) if second else len(claims)
    return 4.1 + (1.6 if joined else 0) + (4.0 if second else 0), 1.0 + 1.25 * rows


def add_frames(drawing: Digraph, scene: Scene, larger: float = 1.0) -> None:
    """Draw each framed subject around its claims; on a page seen from afar its name is larger."""
    home = {claim: subject for subject, claims in scene.frames.items() for claim in claims}
    joints: dict[str, list[str]] = {}
    for key, kind in scene.graph.nodes(data="type"):
        if kind == "conflict":
            near = {home.get(n) for n in (*scene.graph.pred[key], *scene.graph.succ[key])}
            # What joins claims of two subjects stands between their frames.
            if len(near) == 1 and (subject := near.pop()) is not None:
                joints.setdefault(subject, []).append(key)
    for number, (subject, claims) in enumerate(scene.frames.items()):
        look = _frame(scene, subject, len(claims), larger)
        with drawing.subgraph(name=f"cluster_subject_{number}") as frame:
            frame.attr(_attributes=attributes(look))
            frame.node(name(subject), _attributes=attributes(_HIDDEN))
            for key in (*joints.get(subject, ()), *claims):
                frame.node(name(key))
        after = _undisputed(scene, claims)
        for claim in claims:
            ends = (subject, claim) if claim in after else (claim, subject)
            add_edge(drawing, *ends, {"style": "invis"})


def _undisputed(scene: Scene, claims: list[str]) -> set[str]:
    """Claims that stand in the second column."""
    if len(claims) <= _TALL:
        return set()
    free = [claim for claim in claims if claim not in scene.joined]
    return set(free[len(free) - min(len(free), len(claims) // 2) :])


def _frame(scene: Scene, subject: str, count: int, larger: float) -> dict[str, str]:
    label = scene.graph.nodes[subject]["label"]
    lines = html_lines(wrapped(label, 40, 2), bold=True)
    words = f'<font point-size="{15 * math.sqrt(larger):.0f}" color="{INK}">{lines}</font>'
    return {
        "label": Html(words),
        "labeljust": "l",
        "style": "filled,rounded",
        "fillcolor": "#f4faf8",
        "color": "#2f7d6b",
        "margin": "12",
        "tooltip": tooltip(f"{label}: {count} claims"),
    }
