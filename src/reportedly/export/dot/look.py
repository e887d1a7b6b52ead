"""How things look: colours, shapes and lines, and what the drawing knows of the whole graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from reportedly.export.positions import STANCE_WORDS
from reportedly.model import Severity, Stance

if TYPE_CHECKING:
    import networkx as nx

Attributes = Mapping[str, Any]

FONT = "Arial"  # fontconfig, browsers and graphviz-pure all have metric equals of it
INK, QUIET, LINE, PAPER = "#1f2933", "#52606d", "#7b8794", "#ffffff"

DENSE = 40  # more lines than this between two columns run together when drawn as usual

KIND: dict[str, dict[str, str]] = {  # kind of source → its shape
    "person": {"shape": "ellipse"},
    "organisation": {"shape": "octagon", "margin": "0.04,0.04"},
    "group": {"shape": "ellipse", "peripheries": "2"},
    "unnamed": {"shape": "ellipse", "style": "filled,dashed"},
    "document": {"shape": "note"},
    "narrator": {"shape": "tab"},
}
KIND_WORDS = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "unnamed": "unnamed",
    "document": "document",
    "narrator": "document’s own voice",
}
_LINES = {  # stance → arrow, line style
    Stance.ASSERTS: ("normal", "solid"),
    Stance.DENIES: ("tee", "bold"),
    Stance.CANNOT_VERIFY: ("odiamond", "dashed"),
    Stance.DECLINES: ("odot", "dashed"),
    Stance.ASKS: ("odot", "dotted"),
    Stance.RETRACTS: ("tee", "dashed"),
}
STANCE = {stance.value: (STANCE_WORDS[stance], *_LINES[stance]) for stance in Stance}
"""Stance → words on the edge, arrow, line style."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the graph is laid out.

    Attributes:
        direction: `LR` puts sources left and subjects right, `TB` sources above.
        wrap: columns after which a claim's text is broken.
        lines: lines of a claim's text that are shown; the tooltip has all of it.
        legend: explain the shapes and lines that occur.
        documents: draw documents as nodes; without, a claim names its document and links to it.
        publishers: draw the way from each source to the document's publisher, which is much the
            same for every claim; without, only the links before it are drawn.
        crowded: more claims than this are drawn as cards: each claim names its source instead of
            being joined to it, and the subjects with their claims are packed on a page.
        large: nodes from which on the layout's effort is bounded, so that it ends in seconds.
    """

    direction: Literal["LR", "TB"] = "LR"
    wrap: int = 46
    lines: int = 6
    legend: bool = True
    documents: bool = False
    publishers: bool = False
    crowded: int = 40
    large: int = 150


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn, with what every part of the drawing must know of the whole.

    Attributes:
        graph: the nodes and edges that are drawn.
        layout: how.
        worst: the worst severity of the conflicts at each node that has any.
        voices: for each claim drawn as a card, the words that stand for its source.
        addresses: for each claim the web address of its document, where it is known.
        is_dense: there is no room for words on ordinary lines.
        cards: sources are named in what they say, instead of being nodes.
        frames: of a graph of cards, the subjects that are frames, with their claims.
        joined: claims that a line of conflict leads to.
    """

    graph: nx.MultiDiGraph
    layout: Layout
    worst: Mapping[str, str]
    voices: Mapping[str, str]
    addresses: Mapping[str, str]
    is_dense: bool
    cards: bool
    frames: Mapping[str, list[str]]
    joined: frozenset[str]


def worst_severities(graph: nx.MultiDiGraph) -> dict[str, str]:
    """The worst severity of the conflicts at each node that has any."""
    worst: dict[str, str] = {}
    for a, b, data in graph.edges(data=True):
        if data["type"] == "conflict":
            for node in (a, b):
                found = (Severity(worst.get(node, Severity.NOTE)), Severity(data["severity"]))
                worst[node] = min(found, key=lambda severity: severity.rank).value
    return worst


def voices_of(graph: nx.MultiDiGraph) -> dict[str, str]:
    """For each claim the words that stand for its source, and its stance unless it asserts."""
    voices = {}
    for a, b, data in graph.edges(data=True):
        if data["type"] in STANCE:
            stance = STANCE[data["type"]][0]
            label = graph.nodes[a]["label"]
            voices[b] = f"{label} ({stance})" if stance else label
    return voices


def addresses_of(graph: nx.MultiDiGraph) -> dict[str, str]:
    """For each claim the web address of its document, where the graph has it."""
    return {
        claim: graph.nodes[document]["url"]
        for claim, document, kind in graph.edges(data="type")
        if kind == "in" and graph.nodes[document]["url"]
    }
