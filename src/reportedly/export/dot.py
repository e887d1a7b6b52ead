r"""The attribution graph as DOT, drawn to be read in a report.

From left to right: bodies, those who speak for them, their claims, the subjects. A claim is a box
with its figure in large type; a source has the shape of its kind. A conflict is a thick red line
between the claims, a question a dashed amber one, a note a dotted grey one, each with its kind
beside it, so that none of it rests on colour alone; the colours are told apart by readers with any
of the common colour blindnesses (after Okabe and Ito, "Color Universal Design", 2008).

Everything that comes from a document is escaped: quotation marks and backslashes (DOT reads `\N` as
the node's name), entities, HTML-like labels, control characters; only http and https links pass.
The text depends on the graph and the layout alone, so equal graphs give equal bytes.
"""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

from reportedly.export.printable import period_words, printable

if TYPE_CHECKING:
    import networkx as nx

Attributes = Mapping[str, Any]

_FONT = "Arial"  # fontconfig, browsers and graphviz-pure all have metric equals of it
_INK, _QUIET, _LINE, _PAPER = "#1f2933", "#52606d", "#7b8794", "#ffffff"

_SEVERITY = {  # severity → colour, line style, pen width
    "conflict": ("#c0271d", "solid", 3.0),
    "question": ("#9a6200", "dashed", 2.2),
    "note": ("#6b7280", "dotted", 1.6),
}
_DENSE = 40  # more lines than this between two columns run together when drawn as usual
_RANK = {"conflict": 0, "question": 1, "note": 2}

_KIND: dict[str, dict[str, str]] = {  # kind of source → its shape
    "person": {"shape": "ellipse"},
    "organisation": {"shape": "octagon", "margin": "0.04,0.04"},
    "group": {"shape": "ellipse", "peripheries": "2"},
    "unnamed": {"shape": "ellipse", "style": "filled,dashed"},
    "document": {"shape": "note"},
    "narrator": {"shape": "tab"},
}
_KIND_WORDS = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "unnamed": "unnamed",
    "document": "document",
    "narrator": "document’s own voice",
}
_STANCE = {  # stance → words on the edge, arrow, line style
    "asserts": ("", "normal", "solid"),
    "denies": ("denies", "tee", "bold"),
    "cannot-verify": ("cannot verify", "odiamond", "dashed"),
    "declines-comment": ("declines to comment", "odot", "dashed"),
    "asks": ("asks", "odot", "dotted"),
}


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
    crowded: int = 60
    large: int = 150


def to_dot(graph: nx.MultiDiGraph, title: str | None = None, layout: Layout | None = None) -> str:
    """The graph in the DOT language.

    Args:
        graph: nodes and edges with the attributes that `reportedly.graph.build` documents.
        title: stands above the picture, and is its accessible name in SVG.
        layout: None for the usual one.
    """
    layout = layout or Layout()
    cards = _is_crowded(graph, layout)
    drawn = _drawn(graph, layout, cards)
    voices = _voices(graph) if cards else {}
    worst = _worst(drawn)
    lines = [f"digraph {_quoted(title or 'Attribution graph')} {{"]
    lines += _settings(title, layout, drawn, cards)
    lines += [
        _statement(
            _quoted(key), _node(graph, key, data, worst.get(key), layout, voices.get(key, ""))
        )
        for key, data in drawn.nodes(data=True)
    ]
    lines += [
        line
        for a, b, data in drawn.edges(data=True)
        if (line := _edge(drawn, a, b, data)) is not None
    ]
    lines += [] if cards else _columns(drawn)
    if layout.legend:
        lines += _legend(drawn)
    return "\n".join([*lines, "}", ""])


def _drawn(graph: nx.MultiDiGraph, layout: Layout, cards: bool) -> nx.MultiDiGraph:
    """The part of the graph that is drawn, as a view or a copy; the graph itself stays."""
    hidden = {"document"} if cards or not layout.documents else set()
    hidden |= {"source"} if cards else set()
    drawn = graph.subgraph(
        [key for key, data in graph.nodes(data=True) if data["type"] not in hidden]
    )
    if cards or layout.publishers:
        return drawn
    drawn = drawn.copy()
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
    folded = any(data.get("by") == "subject" for _, data in graph.nodes(data=True))
    return statements > layout.crowded and not folded


def _voices(graph: nx.MultiDiGraph) -> dict[str, str]:
    """For each claim the words that stand for its source, and its stance unless it asserts."""
    voices = {}
    for a, b, data in graph.edges(data=True):
        if data["type"] in _STANCE:
            stance = _STANCE[data["type"]][0]
            label = graph.nodes[a]["label"]
            voices[b] = f"{label} ({stance})" if stance else label
    return voices


# --- settings


def _settings(title: str | None, layout: Layout, graph: nx.MultiDiGraph, cards: bool) -> list[str]:
    nodes = len(graph)
    subjects = sum(data["type"] == "subject" for _, data in graph.nodes(data=True)) or 1
    page = {
        "rankdir": layout.direction,
        "bgcolor": _PAPER,
        "fontname": _FONT,
        "fontsize": "20",
        "fontcolor": _INK,
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
        page["label"] = _table([_html_lines(_wrapped(title, 90, 3))])
    crossing = sum(data["type"] in _STANCE for *_, data in graph.edges(data=True)) - subjects
    if crossing > _DENSE and not cards:
        # A fan of many lines can be followed only when it is shallow.
        page["ranksep"] = f"{min(5.0, 0.9 + crossing / 40):.2f}"
    if cards:
        # Each subject is a component of its own, about as wide as high for three claims; more
        # columns than rows make a page of them. "c" counts the columns when laid out sideways.
        page |= {"pack": "24", "packmode": f"array_c{math.ceil(math.sqrt(2.5 * subjects))}"}
    elif nodes > layout.large:
        page |= {"nslimit": "2", "nslimit1": "2", "mclimit": "0.5"}
    node = {
        "fontname": _FONT,
        "fontsize": "11",
        "fontcolor": _INK,
        "color": _LINE,
        "fillcolor": _PAPER,
        "style": "filled",
        "margin": "0.09,0.05",
        "penwidth": "1.1",
    }
    edge = {
        "fontname": _FONT,
        "fontsize": "10",
        "fontcolor": _QUIET,
        "color": _LINE,
        "arrowsize": "0.7",
        "penwidth": "1.1",
    }
    return [_statement("graph", page), _statement("node", node), _statement("edge", edge)]


# --- nodes


def _node(
    graph: nx.MultiDiGraph,
    key: str,
    data: Attributes,
    severity: str | None,
    layout: Layout,
    voice: str,
) -> dict[str, str]:
    kind = data["type"]
    if kind == "claim":
        return _claim(graph, key, data, severity, layout, voice)
    if kind == "group":
        return _group(graph, key, data, severity, voice)
    if kind == "source":
        return _source(data)
    if kind == "subject":
        return _subject(data)
    if kind == "document":
        return _document(data)
    return _joint(data)


def _claim(
    graph: nx.MultiDiGraph,
    key: str,
    data: Attributes,
    severity: str | None,
    layout: Layout,
    voice: str,
) -> dict[str, str]:
    rows = [_voice_words(voice)] if voice else []
    rows += [_figure_words(graph, data)] if data["figure"] else []
    rows.append(_html_lines(_wrapped(data["text"], layout.wrap, layout.lines)))
    facts = [_when(data), data["document"], data["status"] if data["status"] != "reviewed" else ""]
    quiet = " · ".join(fact for fact in facts if fact)
    rows.append(_small(_html_lines(_wrapped(quiet, layout.wrap + 10, 2))))
    rows += _own_faults(graph, key, layout)
    look = {"shape": "box", "label": _table(rows), "tooltip": _string(data["text"])}
    if data["status"] == "rejected":
        look |= {"style": "filled,dashed", "fontcolor": _QUIET}
    return look | _link(_address(graph, key)) | _frame(severity)


def _voice_words(voice: str) -> str:
    return f'<font color="#2f5f96">{_html_lines(_wrapped(voice, 40, 2), bold=True)}</font>'


def _figure_words(graph: nx.MultiDiGraph, data: Attributes) -> str:
    """The figure in large type, with what is counted beside it where it does not say so itself."""
    written = " ".join(data["figure"].split())
    counted = f"of {_whole(graph, data['of'])}" if data["of"] else data["population"] or ""
    lines = _html_lines(_wrapped(written, 32, 3), bold=True)
    words = f'<font point-size="16">{lines}</font>'
    if counted and counted.casefold() not in written.casefold():
        (beside,) = _wrapped(counted, 36, 1)
        words += f' <font point-size="12" color="{_QUIET}">{_html(beside)}</font>'
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
    for name, lead in (("event", ""), ("as_of", "as of "), ("said", "said ")):
        if data[name]:
            first, _, last = data[name].partition("/")
            return f"{lead}{period_words(first, last or first)}"
    return ""


def _address(graph: nx.MultiDiGraph, claim: str) -> str | None:
    """The web address of the claim's document, where the graph has it."""
    return next(
        (
            graph.nodes[there]["url"]
            for there in graph.successors(claim)
            if graph.nodes[there]["type"] == "document"
        ),
        None,
    )


def _link(url: str | None) -> dict[str, str]:
    address = safe_url(url)
    return {"URL": _string(address), "target": "_blank"} if address else {}


def _own_faults(graph: nx.MultiDiGraph, key: str, layout: Layout) -> list[str]:
    """What a claim is to itself (a conversion that does not print, words not in the document)."""
    rows = []
    for data in _between(graph, key, key):
        colour = _SEVERITY[data["severity"]][0]
        lines = _wrapped(f"{_words(data['kind'])}: {data['reason']}", layout.wrap + 4, 5)
        rows.append(
            f'<font point-size="10" color="{colour}">{_html_lines(lines, bold=True)}</font>'
        )
    return rows


def _between(graph: nx.MultiDiGraph, a: str, b: str) -> list[Attributes]:
    edges = graph.get_edge_data(a, b, default={})
    return [data for data in edges.values() if data["type"] == "conflict"]


def _group(
    graph: nx.MultiDiGraph, key: str, data: Attributes, severity: str | None, voice: str
) -> dict[str, str]:
    by_subject = data["by"] == "subject"
    rows = [_voice_words(voice)] if voice else []
    rows += [
        f'<font point-size="14"><b>{data["count"]} {_plural(data["count"], "claim")}</b></font>'
    ]
    if by_subject:
        rows.insert(0, _html_lines(_wrapped(data["label"], 34, 3), bold=True))
        count = len(data["sources"])
        rows[-1] += f' <font color="{_QUIET}">by {count} {_plural(count, "source")}</font>'
    if data["figures"]:
        # No-break spaces keep "at least 16" on one line.
        figures = " · ".join(figure.replace(" ", "\u00a0") for figure in data["figures"])
        rows.append(_html_lines(_wrapped(figures, 38, 4)))
    for fault in _between(graph, key, key):
        colour = _SEVERITY[fault["severity"]][0]
        words = f"{fault['count']} × {_words(fault['kind'])} among them"
        rows.append(f'<font point-size="10" color="{colour}"><b>{_html(words)}</b></font>')
    look = {
        "shape": "box",
        "peripheries": "1" if by_subject else "2",
        "style": "filled,rounded" if by_subject else "filled",
        "fillcolor": "#eaf5f1" if by_subject else _PAPER,
        "label": _table(rows),
        "tooltip": _string(f"{data['label']}: {'; '.join(data['figures'])}"),
    }
    return look | _frame(severity)


def _source(data: Attributes) -> dict[str, str]:
    kind = data.get("kind") or "unnamed"
    narrator = kind in ("narrator", "document")
    name = _html_lines(_wrapped(data["label"], 24, 4), bold=kind not in ("unnamed", "narrator"))
    also = f" ({', '.join(data['aliases'])})" if data.get("aliases") else ""
    rows = [name]
    if _KIND_WORDS[kind] not in data["label"]:
        rows.append(_small(_html(_KIND_WORDS[kind])))
    return {
        "fillcolor": "#f0f1f3" if narrator else "#e6eef8",
        "color": _LINE if narrator else "#3a6ea5",
        **_KIND[kind],
        "label": _table(rows, align="center"),
        "tooltip": _string(f"{data['label']}{also}, {_KIND_WORDS[kind]}"),
    }


def _subject(data: Attributes) -> dict[str, str]:
    facts = [data.get(name) for name in ("population", "measure", "place", "period")]
    about = ", ".join(fact for fact in facts if fact)
    return {
        "shape": "box",
        "style": "filled,rounded",
        "fillcolor": "#eaf5f1",
        "color": "#2f7d6b",
        "label": _table([_html_lines(_wrapped(data["label"], 28, 4), bold=True)], align="center"),
        "tooltip": _string(about or data["label"]),
    }


def _document(data: Attributes) -> dict[str, str]:
    when = " · ".join(fact for name in ("publisher", "published") if (fact := data[name]))
    rows = [_html_lines(_wrapped(data["label"], 32, 3))]
    rows += [_small(_html(printable(when)))] if when else []
    look = {
        "shape": "note",
        "fillcolor": "#f7f8f9",
        "label": _table(rows),
        "tooltip": _string(data["label"]),
    }
    return look | _link(data["url"])


def _joint(data: Attributes) -> dict[str, str]:
    """The node at which three or more claims of one conflict meet."""
    colour, _, width = _SEVERITY[data["severity"]]
    return {
        "shape": "diamond",
        "color": colour,
        "penwidth": f"{width:g}",
        "fontcolor": colour,
        "fontsize": "10",
        "label": _string(_words(data["kind"])),
        "tooltip": _string(data["reason"]),
    }


def _worst(graph: nx.MultiDiGraph) -> dict[str, str]:
    """The worst severity of the conflicts at each node that has any."""
    worst: dict[str, str] = {}
    for a, b, data in graph.edges(data=True):
        if data["type"] == "conflict":
            for node in (a, b):
                worst[node] = min(worst.get(node, "note"), data["severity"], key=_RANK.__getitem__)
    return worst


def _frame(severity: str | None) -> dict[str, str]:
    if severity is None or severity == "note":
        return {}
    return {"color": _SEVERITY[severity][0], "penwidth": "2"}


# --- edges


def _edge(graph: nx.MultiDiGraph, a: str, b: str, data: Attributes) -> str | None:
    kind = data["type"]
    if kind == "conflict":
        if a == b:
            return None  # said inside the node
        look = _conflict(graph, b, data)
    elif kind in _STANCE:
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
        look = _counted(look, data.get("count", 1), dense=_is_dense(graph))
    if "label" in look and kind != "conflict":
        look = {**look, "label": _tag(look["label"])}
    return _statement(f"{_quoted(a)} -> {_quoted(b)}", look)


def _is_dense(graph: nx.MultiDiGraph) -> bool:
    return bool(graph.number_of_edges() > 2 * _DENSE)


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
        "color": _INK,
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
    words, arrow, style = _STANCE[kind]
    look = {"arrowhead": arrow, "style": style, "tooltip": words or "says"}
    return look | ({"label": words, "color": _INK, "fontcolor": _INK} if words else {})


def _conflict(graph: nx.MultiDiGraph, b: str, data: Attributes) -> dict[str, str]:
    colour, style, width = _SEVERITY[data["severity"]]
    reason = _string(data["reason"])
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
    words = f"{count} × {_words(data['kind'])}" if count > 1 else _words(data["kind"])
    return look | {
        "constraint": "false",
        "label": _pill(words, data["severity"]),
        "labeltooltip": reason,
    }


def _tag(words: str) -> _Html:
    """Quiet words on paper, so that the line they stand on does not strike them through."""
    return _Html(
        '<table border="0" cellborder="0" cellspacing="3" cellpadding="1"><tr>'
        f'<td bgcolor="{_PAPER}">{_html(words)}</td></tr></table>'
    )


def _pill(words: str, severity: str) -> _Html:
    """A label that stands on its line: white on red for a conflict, framed for the milder ones."""
    colour = _SEVERITY[severity][0]
    ink, paper = (_PAPER, colour) if severity == "conflict" else (colour, _PAPER)
    return _Html(
        '<table border="0" cellborder="1" cellspacing="5" cellpadding="2"><tr>'
        f'<td bgcolor="{paper}" color="{colour}">'
        f'<font color="{ink}"><b>{_html(words)}</b></font></td></tr></table>'
    )


def _columns(graph: nx.MultiDiGraph) -> list[str]:
    """Claims stand in one column and subjects in another, so that the eye can run down them."""
    lines = []
    for types in (("claim", "group"), ("subject",)):
        column = [_quoted(key) for key, data in graph.nodes(data=True) if data["type"] in types]
        if len(column) > 1:
            lines.append(f"  {{ rank=same; {'; '.join(column)} }}")
    return lines


# --- legend


_LINES = (  # type of edge or severity → sample (colour, dashes, thickness), its end, the words
    ("asserts", _LINE, "solid", 1, "►", "says"),
    ("part_of", "#3a6ea5", "solid", 1, "◊", "is part of, speaks for"),
    ("via", _LINE, "dashed", 1, "►", "passes on to"),
    ("responsible", _INK, "dotted", 1, "●", "holds responsible"),
    ("conflict", *_SEVERITY["conflict"][:2], 3, "", "conflict: cannot all hold"),
    ("question", *_SEVERITY["question"][:2], 2, "", "question: far apart, or falling"),
    ("note", *_SEVERITY["note"][:2], 2, "", "note: rounding, revision, echo"),
)
_TABLE = '<table border="0" cellborder="0" cellspacing="{}" cellpadding="0">'
_DASHES = {"solid": (28,), "dashed": (8, 8, 8), "dotted": (2, 2, 2, 2, 2, 2)}


def _legend(graph: nx.MultiDiGraph) -> list[str]:
    """A frame with one small node for each shape that occurs, and a sample of each line."""
    nodes = [data for _, data in graph.nodes(data=True)]
    kinds = {data.get("kind") or "unnamed" for data in nodes if data["type"] == "source"}
    lines = [
        "  subgraph cluster_legend {",
        f'    label="How to read this"; fontname="{_FONT}"; fontsize="11"; fontcolor="{_QUIET}";',
        '    labeljust="l"; color="#cbd2d9"; style="rounded"; margin="10"; tooltip="Legend";',
    ]
    shown = [kind for kind in reversed(_KIND) if kind in kinds]
    for kind in shown:
        data = {"kind": kind, "label": _KIND_WORDS[kind]}
        look = _source(data) | {"label": _KIND_WORDS[kind], "fontsize": "9", "height": "0.25"}
        lines.append(_statement(f'  "legend:{kind}"', look))
    samples = _samples(graph)
    if samples:
        look = {"shape": "plain", "style": "", "label": samples, "tooltip": "Lines"}
        lines.append(_statement('  "legend:lines"', look))
    order = [f'"legend:{name}"' for name in (*(["lines"] if samples else []), *shown)]
    if len(order) > 1:
        lines.append(f"    {{ rank=same; edge [style=invis]; {' -> '.join(order)} }}")
    return [*lines, "  }"]


def _samples(graph: nx.MultiDiGraph) -> _Html | None:
    edges = [data for *_, data in graph.edges(data=True)]
    found = {data.get("severity") or data["type"] for data in edges}
    rows = [
        f'<tr><td align="right">{_sample(colour, dashes, width, end)}</td>'
        f'<td align="left"><font point-size="9">{words}</font></td></tr>'
        for name, colour, dashes, width, end, words in _LINES
        if name in found
    ]
    if not rows:
        return None
    return _Html(f"{_TABLE.format(2)}{''.join(rows)}</table>")


def _sample(colour: str, dashes: str, width: int, end: str) -> str:
    """A short line made of filled cells, which every Graphviz draws alike."""
    cells = "".join(
        f'<td bgcolor="{colour}" fixedsize="true" width="{long}" height="{width}"></td>'
        for long in _DASHES[dashes]
    )
    # In a table of its own the line keeps its thickness beside the taller tip.
    line = f"{_TABLE.format(2)}<tr>{cells}</tr></table>"
    tip = f'<td><font point-size="9" color="{colour}">{end}</font></td>'
    return f"{_TABLE.format(0)}<tr><td>{line}</td>{tip if end else ''}</tr></table>"


# --- text


def safe_url(url: str | None) -> str | None:
    """`url` when it is a plain http or https address, percent-encoded; None otherwise.

    >>> safe_url("https://example.org/a b"), safe_url("javascript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(printable(parts.geturl()), safe="!#$%&()*+,/:;=?@[]~-._")


def _words(kind: str) -> str:
    return kind.replace("-", " ")


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _html(text: str) -> str:
    # An element without content is an error in an HTML-like label, and a backslash with a letter
    # behind it may mean the node's name there as anywhere.
    return escape(printable(text)).replace("\\", "\\\\") or "&#160;"


def _html_lines(lines: Iterable[str], *, bold: bool = False) -> str:
    text = '<br align="left"/>'.join(_html(line) for line in lines)
    return f"<b>{text}</b>" if bold else text


def _small(html: str) -> str:
    return f'<font point-size="9" color="{_QUIET}">{html}</font>'


class _Html(str):
    """An HTML-like label. A type of its own, so that no text can pass itself off as one."""

    __slots__ = ()


def _table(rows: Iterable[str], align: str = "left") -> _Html:
    """An HTML-like label with one cell a row."""
    cells = "".join(f'<tr><td align="{align}" balign="{align}">{row}</td></tr>' for row in rows)
    table = '<table border="0" cellborder="0" cellspacing="0" cellpadding="2">'
    return _Html(f"{table}{cells}</table>")


def _wrapped(text: str, columns: int, lines: int) -> list[str]:
    """`text` broken into at most `lines` lines of at most `columns` columns, at least one line.

    Wide characters (Unicode Standard Annex 11) take two columns.
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    narrower = columns - columns * wide // (2 * max(1, len(text)))
    return textwrap.wrap(printable(text), max(1, narrower), max_lines=lines, placeholder=" …") or [
        ""
    ]


def _string(text: str) -> str:
    r"""`text` for a tooltip, in which DOT reads escapes (`\N`, `\G`) and entities.

    Graphviz reads the escapes of a tooltip twice over, so a backslash is doubled twice.
    """
    return printable(text).replace("&", "&amp;").replace("\\", "\\" * 4)


def _quoted(text: str) -> str:
    return '"' + printable(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _statement(head: str, look: Mapping[str, str]) -> str:
    return f"  {head} [{', '.join(_attributes(look))}]"


def _attributes(look: Mapping[str, str]) -> Iterator[str]:
    """`name=value` of each, quoted unless it is an HTML-like label."""
    for name, value in look.items():
        if isinstance(value, _Html):
            yield f"{name}=<{value}>"
        else:
            escaped = value.replace('"', '\\"')
            yield f'{name}="{escaped}"'
