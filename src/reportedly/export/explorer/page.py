"""Graph → page: the data that the script needs, and everything put into one file."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.export.dot import safe_url
from reportedly.export.explorer.places import places_of
from reportedly.export.printable import period_words, printable
from reportedly.model import Severity

if TYPE_CHECKING:
    import networkx as nx

_HERE = Path(__file__).parent
_CONTEXT = 220  # code points of the document shown on either side of a claim's words
_STANCES = ("asserts", "denies", "cannot-verify", "declines", "asks")


def to_html(
    graph: nx.MultiDiGraph,
    text_of: Callable[[str], str | None] = lambda _: None,
    title: str = "Who said what",
) -> str:
    """One HTML file to explore the graph in, with nothing to load.

    Args:
        graph: as `reportedly.graph.build` makes it, whole or cut, but not folded by `group`.
        text_of: id of a document → its text, for the words around a claim's.
        title: of the page.
    """
    script = (_HERE / "explorer.js").read_text(encoding="utf-8")
    style = (_HERE / "explorer.css").read_text(encoding="utf-8")
    page = (_HERE / "explorer.html").read_text(encoding="utf-8")
    # Digests instead of 'unsafe-inline': words of a document could not run even unescaped.
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": escape(policy),
        "title": escape(printable(title)),
        "style": style,
        "data": _json(data_of(graph, text_of)),
        "script": script,
    }
    return re.sub(r"%([a-z]+)%", lambda place: parts[place[1]], page)


def _digest(part: str) -> str:
    return f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'"


def _json(value: Any) -> str:
    """JSON that no HTML parser can take for the end of its element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def data_of(
    graph: nx.MultiDiGraph, text_of: Callable[[str], str | None] = lambda _: None
) -> dict[str, Any]:
    """Nodes with their places, edges by the numbers of their nodes, and conflicts."""
    drawn = {k for k, d in graph.nodes(data=True) if d["type"] in ("source", "claim", "subject")}
    links = [
        (a, b, d)
        for a, b, d in graph.edges(data=True)
        if a in drawn and b in drawn and a != b and not d.get("published")
    ]
    # A publisher through whom all came, and nothing else, is named beside the documents.
    joined = {end for a, b, _ in links for end in (a, b)}
    shown = {
        k: d
        for k, d in graph.nodes(data=True)
        if k in drawn and (d["type"] != "source" or k in joined)
    }
    about = {a: b for a, b, d in links if d["type"] == "about"}
    clusters: dict[str, list[str]] = {k: [] for k, d in shown.items() if d["type"] == "subject"}
    for claim, subject in about.items():
        clusters[subject].append(claim)
    claims_of: dict[str, int] = dict.fromkeys(
        (k for k, d in shown.items() if d["type"] == "source"), 0
    )
    for a, _, d in links:
        if d["type"] in _STANCES:
            claims_of[a] += 1
    places = places_of(clusters, sorted(claims_of, key=lambda k: -claims_of[k]))
    numbers = {key: n for n, key in enumerate(shown)}
    documents = {k: d for k, d in graph.nodes(data=True) if d["type"] == "document"}
    return {
        "nodes": [
            _node(key, data, places.get(key, (0.0, 0.0)), documents, text_of)
            for key, data in shown.items()
        ],
        "edges": [
            [numbers[a], numbers[b], d["type"]] for a, b, d in links if d["type"] != "conflict"
        ],
        "conflicts": _conflicts(graph, numbers),
        "severities": [severity.value for severity in Severity],
    }


def _conflicts(graph: nx.MultiDiGraph, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Each conflict once, with the numbers of its claims."""
    found: dict[str, dict[str, Any]] = {}
    for a, b, data in graph.edges(data=True):
        if data["type"] != "conflict":
            continue
        entry = found.setdefault(
            data["ref"],
            {
                "kind": data["kind"].replace("-", " "),
                "severity": data["severity"],
                "reason": printable(data["reason"]),
                "claims": [],
            },
        )
        members = [numbers[end] for end in (a, b) if end in numbers]
        entry["claims"] = list(dict.fromkeys([*entry["claims"], *members]))
    return list(found.values())


def _node(
    key: str,
    data: dict[str, Any],
    place: tuple[float, float],
    documents: dict[str, dict[str, Any]],
    text_of: Callable[[str], str | None],
) -> dict[str, Any]:
    node = {
        "type": data["type"],
        "id": data["ref"] or key,
        "label": printable(data["label"]),
        "x": round(place[0]),
        "y": round(place[1]),
    }
    if data["type"] == "source":
        node["kind"] = data.get("kind") or ""
    if data["type"] == "claim":
        node |= _claim(data, documents, text_of)
    return node


def _claim(
    data: dict[str, Any],
    documents: dict[str, dict[str, Any]],
    text_of: Callable[[str], str | None],
) -> dict[str, Any]:
    document = documents.get(f"document:{data['document']}", {})
    time = data["when"] or data["as_of"] or data["said"] or ""
    first, _, last = time.partition("/")
    return {
        "figure": printable(data["figure"] or ""),
        "stance": data["stance"],
        "status": data["status"],
        "from": first if first != ".." else "",
        "to": (last or first) if (last or first) != ".." else "",
        "when": period_words(first, last or first) if time else "",
        "document": printable(document.get("label") or data["document"]),
        "publisher": printable(document.get("publisher") or ""),
        "url": safe_url(document.get("url")),
        "words": [
            _words(text_of(data["document"]), start, end) for start, end in data["spans"][:8]
        ],
    }


def _words(text: str | None, start: int, end: int) -> list[str]:
    """The words of a span, with some of the text before and after them."""
    if text is None:
        return []
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return [printable(piece, keep="\n") for piece in (before, text[start:end], after)]
