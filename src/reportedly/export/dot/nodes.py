"""Nodes as they are drawn: claims, groups of claims, sources, subjects, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export.dot.look import (
    KIND,
    KIND_WORDS,
    LINE,
    PAPER,
    QUIET,
    Attributes,
    Scene,
)
from reportedly.export.dot.text import (
    html,
    html_lines,
    kind_words,
    pill,
    plural,
    safe_url,
    table,
    tooltip,
    wrapped,
)
from reportedly.export.positions import part_words, stance_words
from reportedly.export.printable import period_words
from reportedly.export.severities import LOOKS
from reportedly.model import Role, Stance

if TYPE_CHECKING:
    import networkx as nx


def node_look(scene: Scene, key: str, data: Attributes) -> dict[str, str]:
    """The attributes with which one node is drawn."""
    kind = data["type"]
    if kind == "claim":
        return _claim(scene, key, data)
    if kind == "group":
        return _group(scene, key, data)
    if kind == "source":
        return source_look(data)
    if kind == "subject":
        return _subject(data)
    if kind == "document":
        return _document(data)
    return _joint(data)


def _claim(scene: Scene, key: str, data: Attributes) -> dict[str, str]:
    layout, voice = scene.layout, scene.voices.get(key)
    rows = [_voice_words(voice)] if voice else []
    rows += [_figure_words(scene.graph, data)] if data["figure"] else []
    rows.append(html_lines(wrapped(data["text"], layout.wrap, layout.lines)))
    facts = [_when(data), data["document"], data["status"] if data["status"] != "reviewed" else ""]
    quiet = " · ".join(fact for fact in facts if fact)
    rows.append(_small(html_lines(wrapped(quiet, layout.wrap + 10, 2))))
    rows += _own_faults(scene, key)
    look = {"shape": "box", "label": table(rows), "tooltip": tooltip(data["text"])}
    if data["status"] == "rejected":
        look |= {"style": "filled,dashed", "fontcolor": QUIET}
    elif data["role"] == Role.PROJECTION:
        look |= {"style": "filled,dashed"}
    return look | _link(scene.addresses.get(key)) | _frame(scene.worst.get(key))


def _voice_words(voice: str) -> str:
    return f'<font color="#2f5f96">{html_lines(wrapped(voice, 40, 2), bold=True)}</font>'


def _figure_words(graph: nx.MultiDiGraph, data: Attributes) -> str:
    """The figure in large type, with what is counted beside it where it does not say so itself."""
    role = Role(data["role"] or Role.TOTAL)
    written = part_words(" ".join(data["figure"].split()), role)
    if data["stance"] != Stance.ASSERTS:
        written = stance_words(Stance(data["stance"]), written)
    counted = f"of {_whole(graph, data['of'])}" if data["of"] else data["population"] or ""
    lines = html_lines(wrapped(written, 32, 3), bold=True)
    words = f'<font point-size="16">{lines}</font>'
    if counted and counted.casefold() not in written.casefold():
        (beside,) = wrapped(counted, 36, 1)
        words += f' <font point-size="12" color="{QUIET}">{html(beside)}</font>'
    return words


def _whole(graph: nx.MultiDiGraph, of: str) -> str:
    """What a share is a share of, in words where it is the id of a claim or a subject."""
    for key in (f"claim:{of}", f"subject:{of}"):
        if key in graph:
            data = graph.nodes[key]
            return str(data.get("figure") or data["label"])
    return of


def _when(data: Attributes) -> str:
    """The time that says most: when it happened, else to when it counts, else when it was said."""
    for name, lead in (("when", ""), ("as_of", "as of "), ("said", "said ")):
        if data[name]:
            first, _, last = data[name].partition("/")
            return f"{lead}{period_words(first, last or first)}"
    return ""


def _link(url: str | None) -> dict[str, str]:
    address = safe_url(url)
    return {"URL": tooltip(address), "target": "_blank"} if address else {}


def _own_faults(scene: Scene, key: str) -> list[str]:
    """What a claim is to itself (a conversion that does not print, words not in the document)."""
    rows = []
    for data in _at_odds(scene, key):
        colour = LOOKS[data["severity"]].colour
        lines = wrapped(f"{kind_words(data['kind'])}: {data['reason']}", scene.layout.wrap + 4, 5)
        rows.append(f'<font point-size="10" color="{colour}">{html_lines(lines, bold=True)}</font>')
    return rows


def _at_odds(scene: Scene, key: str) -> list[Attributes]:
    """The conflicts of a node with itself."""
    edges = scene.graph.get_edge_data(key, key, default={})
    return [data for data in edges.values() if data["type"] == "conflict"]


def _group(scene: Scene, key: str, data: Attributes) -> dict[str, str]:
    by_subject = data["by"] == "subject"
    voice = None if by_subject else scene.voices.get(key)
    rows = [_voice_words(voice)] if voice else []
    rows += [
        f'<font point-size="14"><b>{data["count"]} {plural(data["count"], "claim")}</b></font>'
    ]
    if by_subject:
        rows.insert(0, html_lines(wrapped(data["label"], 34, 3), bold=True))
        count = len(data["sources"])
        rows[-1] += f' <font color="{QUIET}">by {count} {plural(count, "source")}</font>'
        if scene.cards:
            rows.append(_small(html_lines(wrapped(", ".join(data["sources"]), 46, 3))))
    if data["figures"]:
        # No-break spaces keep "at least 16" on one line.
        figures = " · ".join(figure.replace(" ", "\u00a0") for figure in data["figures"])
        rows.append(html_lines(wrapped(figures, 38, 4)))
    for fault in _at_odds(scene, key):
        colour = LOOKS[fault["severity"]].colour
        words = f"{fault['count']} × {kind_words(fault['kind'])} among them"
        rows.append(f'<font point-size="10" color="{colour}"><b>{html(words)}</b></font>')
    look = {
        "shape": "box",
        "peripheries": "1" if by_subject else "2",
        "style": "filled,rounded" if by_subject else "filled",
        "fillcolor": "#eaf5f1" if by_subject else PAPER,
        "label": table(rows),
        "tooltip": tooltip(f"{data['label']}: {'; '.join(data['figures'])}"),
    }
    return look | _frame(scene.worst.get(key))


def source_look(data: Attributes) -> dict[str, str]:
    """A source in the shape of its kind."""
    kind = data.get("kind") or "unnamed"
    narrator = kind in ("narrator", "document")
    name = html_lines(wrapped(data["label"], 24, 4), bold=kind not in ("unnamed", "narrator"))
    also = f" ({', '.join(data['aliases'])})" if data.get("aliases") else ""
    rows = [name]
    # A body known only as what somebody is part of has no kind yet.
    if data.get("kind") and KIND_WORDS[kind] not in data["label"]:
        rows.append(_small(html(KIND_WORDS[kind])))
    return {
        "fillcolor": "#f0f1f3" if narrator else "#e6eef8",
        "color": LINE if narrator else "#3a6ea5",
        **KIND[kind],
        "label": table(rows, align="center"),
        "tooltip": tooltip(f"{data['label']}{also}, {KIND_WORDS[kind]}"),
    }


def _subject(data: Attributes) -> dict[str, str]:
    facts = [data.get(name) for name in ("population", "measure", "place", "period")]
    about = ", ".join(fact for fact in facts if fact)
    return {
        "shape": "box",
        "style": "filled,rounded",
        "fillcolor": "#eaf5f1",
        "color": "#2f7d6b",
        "label": table([html_lines(wrapped(data["label"], 28, 4), bold=True)], align="center"),
        "tooltip": tooltip(about or data["label"]),
    }


def _document(data: Attributes) -> dict[str, str]:
    when = " · ".join(fact for name in ("publisher", "published") if (fact := data[name]))
    rows = [html_lines(wrapped(data["label"], 32, 3))]
    rows += [_small(html(when))] if when else []
    look = {
        "shape": "note",
        "fillcolor": "#f7f8f9",
        "label": table(rows),
        "tooltip": tooltip(data["label"]),
    }
    return look | _link(data["url"])


def _joint(data: Attributes) -> dict[str, str]:
    """The node at which the claims of one conflict, or two sides, meet."""
    look = LOOKS[data["severity"]]
    if "kinds" in data:
        return {
            "shape": "plain",
            "style": "",
            "label": pill(data["kinds"], data["severity"]),
            "tooltip": tooltip(data["reason"]),
        }
    return {
        "shape": "diamond",
        "color": look.colour,
        "penwidth": f"{look.width:g}",
        "fontcolor": look.colour,
        "fontsize": "10",
        "label": tooltip(kind_words(data["kind"])),
        "tooltip": tooltip(data["reason"]),
    } | _hidden(data)


def _hidden(data: Attributes) -> dict[str, str]:
    """Of a conflict with claims that are not in view how many they are, and what it is."""
    count = data.get("hidden", 0)
    if not count:
        return {}
    head = html(f"{kind_words(data['kind'])} with {count} not shown")
    rows = [f"<b>{head}</b>", html_lines(wrapped(data["reason"], 36, 5))]
    return {"shape": "box", "style": "filled,rounded", "fillcolor": PAPER, "label": table(rows)}


def _frame(severity: str | None) -> dict[str, str]:
    if severity is None or severity == "note":
        return {}
    return {"color": LOOKS[severity].colour, "penwidth": "2"}


def _small(inner: str) -> str:
    return f'<font point-size="9" color="{QUIET}">{inner}</font>'
