"""The view from afar as a table, where lines from every source to every subject would run together.

It is drawn where figures are not at hand: of tables of any size. A cell says how many claims a
source makes on a subject; `2 ≠` in white on red that so many of them are in conflict, `1 ?` framed
in question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.export.dot.look import INK, PAPER, QUIET, Attributes
from reportedly.export.dot.text import Html, html_lines, name, wrapped
from reportedly.export.severities import LOOKS

if TYPE_CHECKING:
    import networkx as nx
    from graphviz import Digraph

_HEAD = "#e6eef8", "#eaf5f1"
"""Behind names of sources, and of subjects."""
_KEY = (
    '<td border="0" align="left" balign="left"><font color="{}" point-size="10">{}'
    'Each cell: claims<br align="left"/>3 ≠: of these in conflict<br align="left"/>'
    "2 ?: of these in question</font></td>"
)


def is_matrix(graph: nx.MultiDiGraph, most: int) -> bool:
    """True for a view from afar with more lines than `most`."""
    kinds = [kind for *_, kind in graph.edges(data="type")]
    return len(kinds) > most and all(kind == "claims" for kind in kinds)


def add_matrix(drawing: Digraph, graph: nx.MultiDiGraph) -> None:
    """Draw the table as one node."""
    cells = {(a, b): data for a, b, data in graph.edges(data=True)}
    sides = [
        sorted(
            (k for k, kind in graph.nodes(data="type") if kind == wanted and graph.degree(k)),
            key=lambda key, place=place: _weight(cells, key, place),  # type: ignore[misc]
            reverse=True,
        )
        for place, wanted in enumerate(("source", "subject"))
    ]
    # The most disputed ones are drawn where there are too many; that is said.
    kept = "".join(
        f'{len(side)} of {graph.graph[what]:,} {what}<br align="left"/>'
        for side, what in zip(sides, ("sources", "subjects"), strict=True)
        if graph.graph.get(what, 0) > len(side)
    )
    columns, rows = sides
    head = "".join(_name(graph.nodes[key], 14, _HEAD[0]) for key in columns)
    body = [
        _name(graph.nodes[row], 36, _HEAD[1])
        + "".join(_cell(cells.get((column, row))) for column in columns)
        for row in rows
    ]
    lines = "".join(f"<tr>{line}</tr>" for line in [_KEY.format(QUIET, kept) + head, *body])
    table = (
        '<table border="0" cellborder="1" cellspacing="0" cellpadding="5" color="#cbd2d9">'
        f"{lines}</table>"
    )
    drawing.node(
        name("matrix"), label=f"<{table}>", shape="plain", style="", tooltip="Sources and subjects"
    )


def _weight(cells: dict[tuple[str, str], Attributes], key: str, place: int) -> tuple[int, int]:
    """How much is in conflict, then how much is said."""
    own = [data for ends, data in cells.items() if ends[place] == key]
    return sum(d["conflicts"] for d in own), sum(d["count"] for d in own)


def _name(data: dict[str, Any], width: int, behind: str) -> str:
    lines = html_lines(wrapped(data["label"], width, 5), bold=True)
    return f'<td align="left" balign="left" bgcolor="{behind}">{lines}</td>'


def _cell(data: Attributes | None) -> Html:
    if data is None:
        return Html("<td></td>")
    count, odds, asked = (data[n] for n in ("count", "conflicts", "questions"))
    if odds:
        colour = LOOKS["conflict"].colour
        words = f'<font color="{PAPER}"><b>{count:,} · {odds:,} ≠</b></font>'
        return Html(f'<td bgcolor="{colour}">{words}</td>')
    if asked:
        colour = LOOKS["question"].colour
        words = f'<font color="{colour}"><b>{count:,} · {asked:,} ?</b></font>'
        return Html(f'<td border="2" color="{colour}">{words}</td>')
    return Html(f'<td><font color="{INK}">{count:,}</font></td>')
