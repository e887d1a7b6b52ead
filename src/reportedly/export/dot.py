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

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

from reportedly.export.printable import printable

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
_RANK = {"conflict": 0, "question": 1, "note": 2}

_KIND: dict[str, dict[str, str]] = {  # kind of source → its shape
    "person": {"shape": "ellipse"},
    "organisation": {"shape": "hexagon", "margin": "0.02,0.06"},
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
        large: nodes from which on the layout's effort is bounded, so that it ends in seconds.
    """

    direction: Literal["LR", "TB"] = "LR"
    wrap: int = 46
    lines: int = 6
    legend: bool = True
    large: int = 150


def to_dot(graph: nx.MultiDiGraph, title: str | None = None, layout: Layout | None = None) -> str:
    """The graph in the DOT language.

    Args:
        graph: nodes and edges with the attributes that `reportedly.graph.build` documents.
        title: stands above the picture, and is its accessible name in SVG.
        layout: None for the usual one.
    """
    layout = layout or Layout()
    lines = [f"digraph {_quoted(printable(title or 'Attribution graph'))} {{"]
    lines += _settings(title, layout, len(graph))
    worst = _worst(graph)
    lines += [
        _statement(_quoted(key), _node(graph, key, data, worst.get(key), layout))
        for key, data in graph.nodes(data=True)
    ]
    lines += [
        line
        for a, b, data in graph.edges(data=True)
        if (line := _edge(graph, a, b, data)) is not None
    ]
    if layout.legend:
        lines += _legend(graph)
    return "\n".join([*lines, "}", ""])


# --- settings


def _settings(title: str | None, layout: Layout, nodes: int) -> list[str]:
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
        "tooltip": _string(title or "Attribution graph"),
    }
    if title:
        page["label"] = _string("\n".join(_wrapped(title, 90, 3)))
    if nodes > layout.large:
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
    graph: nx.MultiDiGraph, key: str, data: Attributes, severity: str | None, layout: Layout
) -> dict[str, str]:
    kind = data["type"]
    if kind == "claim":
        return _claim(graph, key, data, severity, layout)
    if kind == "group":
        return _group(graph, key, data, severity)
    if kind == "source":
        return _source(data)
    if kind == "subject":
        return _subject(data)
    if kind == "document":
        return _document(data)
    return _joint(data)


def _claim(
    graph: nx.MultiDiGraph, key: str, data: Attributes, severity: str | None, layout: Layout
) -> dict[str, str]:
    rows = []
    if data["figure"]:
        rows.append(_figure_words(data))
    rows.append(_html_lines(_wrapped(data["text"], layout.wrap, layout.lines)))
    facts = [data["event"] or data["as_of"] or data["said"], data["document"]]
    if data["status"] != "reviewed":
        facts.append(data["status"])
    quiet = " · ".join(fact for fact in facts if fact)
    rows.append(_small(_html_lines(_wrapped(quiet, layout.wrap + 8, 1))))
    rows += _own_faults(graph, key, layout)
    look = {"shape": "box", "label": _table(rows), "tooltip": _string(data["text"])}
    if data["status"] == "rejected":
        look |= {"style": "filled,dashed", "fontcolor": _QUIET}
    return look | _frame(severity)


def _figure_words(data: Attributes) -> str:
    """The figure in large type, with what is counted beside it where it does not say so itself."""
    written = " ".join(printable(data["figure"]).split())
    counted = printable(data["population"] or data["unit"] or "")
    words = f'<font point-size="16"><b>{_html(written)}</b></font>'
    stem = (data["unit"] or counted).split(" ")[0][:5].casefold()
    if counted and stem not in written.casefold() and data["unit"] != "percentage":
        words += f' <font point-size="12" color="{_QUIET}">{_html(counted)}</font>'
    return words


def _own_faults(graph: nx.MultiDiGraph, key: str, layout: Layout) -> list[str]:
    """What a claim is to itself (a conversion that does not print, words not in the document)."""
    rows = []
    for data in _between(graph, key, key):
        colour = _SEVERITY[data["severity"]][0]
        lines = _wrapped(f"{_words(data['kind'])}: {data['reason']}", layout.wrap + 4, 3)
        rows.append(
            f'<font point-size="10" color="{colour}">{_html_lines(lines, bold=True)}</font>'
        )
    return rows


def _between(graph: nx.MultiDiGraph, a: str, b: str) -> list[Attributes]:
    edges = graph.get_edge_data(a, b, default={})
    return [data for data in edges.values() if data["type"] == "conflict"]


def _group(
    graph: nx.MultiDiGraph, key: str, data: Attributes, severity: str | None
) -> dict[str, str]:
    by_subject = data["by"] == "subject"
    rows = [
        f'<font point-size="14"><b>{data["count"]} {_plural(data["count"], "claim")}</b></font>'
    ]
    if by_subject:
        rows.insert(0, _html_lines(_wrapped(data["label"], 34, 3), bold=True))
        count = len(data["sources"])
        rows[1] += f' <font color="{_QUIET}">by {count} {_plural(count, "source")}</font>'
    if data["figures"]:
        rows.append(_html_lines(_wrapped(" · ".join(data["figures"]), 38, 4)))
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
    return {
        "fillcolor": "#f0f1f3" if narrator else "#e6eef8",
        "color": _LINE if narrator else "#3a6ea5",
        **_KIND[kind],
        "label": _table([name, _small(_html(_KIND_WORDS[kind]))], align="center"),
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
    link = safe_url(data["url"])
    return look | ({"URL": _string(link), "target": "_blank"} if link else {})


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
    count = data.get("count", 1)
    if count > 1:
        look = look | {"label": f"{count} × {look['label']}" if "label" in look else str(count)}
    return _statement(f"{_quoted(a)} -> {_quoted(b)}", look)


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
        "label": "holds responsible",
        "style": "dashed",
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
    look = {
        "dir": "none",
        "color": colour,
        "style": style,
        "penwidth": f"{width:g}",
        "constraint": "false",
        "tooltip": _string(data["reason"]),
    }
    if graph.nodes[b]["type"] == "conflict":
        return look | {"constraint": "true"}
    words = _string(_words(data["kind"]))
    return look | {
        "label": words,
        "fontcolor": colour,
        "labeltooltip": _string(data["reason"]),
    }


# --- legend


def _legend(graph: nx.MultiDiGraph) -> list[str]:
    return []


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
    return escape(printable(text))


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
    r"""`text` for an attribute in which DOT would read escapes (`\N`, `\l`) and entities."""
    lines = [
        printable(line).replace("&", "&amp;").replace("\\", "\\\\") for line in text.split("\n")
    ]
    return "\\n".join(lines)


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
