"""The graph as a Mermaid flowchart, for Markdown pages whose host draws it (https://mermaid.js.org).

Keeps: sources, claims with their figures, subjects, stances and conflicts between claims. Leaves
out: documents and the way to a publisher.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.errors import UsageError
from reportedly.export.positions import STANCE_WORDS
from reportedly.export.printable import printable
from reportedly.export.severities import LOOKS, Look

if TYPE_CHECKING:
    import networkx as nx

_MOST = 500  # lines that Mermaid draws (its setting maxEdges)
_LONG = 50_000  # characters that it takes (maxTextSize)
_SHAPES = {  # type of node → what stands around its words
    "source": ("([", "])"),
    "claim": ("[", "]"),
    "group": ("[[", "]]"),
    "subject": ("(", ")"),
    "conflict": ("{{", "}}"),
}
_LINKS = {
    **{s.value: f"-.->|{words}|" for s, words in STANCE_WORDS.items()},
    "asserts": "-->",
    "denies": "--x|denies|",
    "about": "---",
    "claims": "---",
    "part_of": "-->|part of|",
    "via": "-.->|passed on by|",
    "responsible": "-.->|holds responsible|",
    "share-of": "-.->|share of|",
}
_STYLES = (
    "classDef source fill:#e6eef8,stroke:#3a6ea5,color:#1f2933",
    "classDef claim fill:#ffffff,stroke:#7b8794,color:#1f2933",
    "classDef group fill:#ffffff,stroke:#7b8794,color:#1f2933",
    "classDef subject fill:#eaf5f1,stroke:#2f7d6b,color:#1f2933",
    "classDef conflict fill:#ffffff,stroke:#c0271d,color:#1f2933",
)
# A claim at odds, also with itself, which no line between two boxes could show.
_AT_ODDS = {
    severity: f"classDef {look.name} fill:{look.paper},stroke:{look.colour},"
    f"stroke-width:{look.width:.0f}px,color:#1f2933"
    for severity, look in LOOKS.items()
    if look.name
}


def to_mermaid(graph: nx.MultiDiGraph) -> str:
    """The graph as the text of a Mermaid flowchart.

    Args:
        graph: as `reportedly.graph.build` makes it, whole, cut or folded.

    Raises:
        UsageError: it is more than Mermaid draws.
    """
    drawn = [edge for edge in graph.edges(data=True) if _is_drawn(graph, *edge)]
    joined = {end for a, b, _ in drawn for end in (a, b)}
    shown = [
        key
        for key, data in graph.nodes(data=True)
        # A publisher through whom all came, and nothing else, would float about.
        if data["type"] in _SHAPES and (data["type"] != "source" or key in joined)
    ]
    names = {key: f"n{number}" for number, key in enumerate(shown)}
    lines = ["flowchart LR"]
    odd = _at_odds(graph)
    lines += [f"  {names[key]}{_node(graph.nodes[key], odd.get(key, ''))}" for key in shown]
    edges: list[str] = []
    styles: list[str] = []
    for a, b, data in drawn:
        line, style = _edge(data)
        if style:
            styles.append(f"  linkStyle {len(edges)} {style}")
        edges.append(f"  {names[a]} {line} {names[b]}")
    used = [*_STYLES, *(_AT_ODDS[severity] for severity in sorted(set(odd.values())))]
    text = "\n".join([*lines, *edges, *styles, *(f"  {style}" for style in used), ""])
    if len(edges) > _MOST or len(text) > _LONG:
        raise UsageError(
            f"Mermaid draws at most {_MOST} lines and reads {_LONG:,} characters: draw a part "
            "(--around ID), fold claims together (--group subject), or take --overview"
        )
    return text


def _is_drawn(graph: nx.MultiDiGraph, a: str, b: str, data: dict[str, Any]) -> bool:
    ends = {graph.nodes[a]["type"], graph.nodes[b]["type"]}
    return a != b and ends <= _SHAPES.keys() and not data.get("published")


def _at_odds(graph: nx.MultiDiGraph) -> dict[str, str]:
    """Claim → the worst severity of its conflicts, notes left out."""
    found: dict[str, str] = {}
    for a, b, data in graph.edges(data=True):
        if data["type"] == "conflict" and data["severity"] in _AT_ODDS:
            for end in (a, b):
                if found.get(end) != "conflict" and graph.nodes[end]["type"] == "claim":
                    found[end] = data["severity"]
    return found


def _node(data: dict[str, Any], odd: str = "") -> str:
    opening, closing = _SHAPES[data["type"]]
    words = _quoted(data["label"], 120)
    if data.get("figure"):
        words = f"<b>{_quoted(data['figure'], 60)}</b><br/>{words}"
    return f'{opening}"{words}"{closing}:::{LOOKS[odd].name if odd else data["type"]}'


def _edge(data: dict[str, Any]) -> tuple[str, str]:
    if data["type"] == "conflict":
        look = LOOKS[data["severity"]]
        words = _quoted(data["kind"].replace("-", " "), 40)
        return f'{look.link}|"{words}"|', _style(look)
    line = _LINKS[data["type"]]
    count = data.get("count", 1)
    if "|" in line or count == 1:
        return line, ""
    odds = data.get("conflicts", 0)
    words = f"{count}, {odds} in conflict" if odds else f"{count}"
    return f'{line}|"{words}"|', _style(LOOKS["conflict"]) if odds else ""


def _style(look: Look) -> str:
    return f"stroke:{look.colour},stroke-width:{look.width:.0f}px"


def _quoted(text: str, most: int) -> str:
    """Words inside a quoted label, in which Mermaid reads entities and HTML.

    >>> _quoted('a "b" <c>', 20)
    'a #quot;b#quot; #lt;c#gt;'
    """
    words = " ".join(printable(text).split())
    words = words if len(words) <= most else f"{words[: most - 1]}…"
    for sign, entity in _ENTITIES.items():
        words = words.replace(sign, entity)
    return words


_ENTITIES = {  # "#" first: it begins the others; the rest is Markdown's
    "#": "#35;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
    "&": "#amp;",
    "`": "#96;",
    "*": "#42;",
    "_": "#95;",
    "\\": "#92;",
}
