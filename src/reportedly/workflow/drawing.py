"""A graph that is at hand, in every form that a picture or a file of it can have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.export.formats import Written
    from reportedly.export.render import Engine
    from reportedly.graph.build import Graph

TITLE = "Who said what"
"""Of a picture that is given no other."""


def written_graph(
    graph: Graph,
    form: str,
    *,
    text_of: Callable[[str], str | None],
    title: str | None = None,
    engine: Engine = "auto",
) -> Written:
    """The graph as a file's bytes, or as the contents of several files by their names.

    Args:
        graph: an attribution graph, whole, cut or folded.
        form: svg, png, pdf, dot, html, mermaid, json, graphml, gexf, neo4j or parquet.
        text_of: id of a document → its text, for html.
        title: stands above a picture.
        engine: of a picture; with "wheel" it has the same bytes on every machine.

    Raises:
        MissingProgramError: the form needs a program or package that is not there.
        UsageError: there is no such form.
    """
    from importlib import import_module

    from reportedly.export.dot import to_dot
    from reportedly.export.render import render

    if form == "html":
        from reportedly.export.explorer import to_html

        return to_html(graph, text_of, title or TITLE).encode()
    if form in _WRITERS:
        module, _, function = _WRITERS[form].partition(":")
        writer = getattr(import_module(f"reportedly.export.{module}"), function)
        written: Written = writer(graph)
        return written.encode() if isinstance(written, str) else written
    dot = to_dot(graph, title=title or TITLE)
    return dot.encode() if form == "dot" else render(dot, form, engine=engine)


_WRITERS = {
    "mermaid": "mermaid:to_mermaid",
    "graphml": "graphml:to_graphml",
    "gexf": "gexf:to_gexf",
    "json": "node_link:to_json",
    "node-link": "node_link:to_json",
    "cytoscape": "cytoscape:to_cytoscape",
    "neo4j": "neo4j:to_neo4j",
    "parquet": "parquet:to_parquet",
}
