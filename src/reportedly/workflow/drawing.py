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
        form: one of `reportedly.export.formats.GRAPH_FORMS`.
        text_of: id of a document → its text, for html.
        title: stands above a picture.
        engine: of a picture; with "wheel" it has the same bytes on every machine.

    Raises:
        MissingProgramError: the form needs a program or package that is not there.
        UsageError: there is no such form.
    """
    from reportedly.export.formats import Frame, write_graph

    written = write_graph(form, graph, Frame(title or TITLE, text_of, engine))
    return written.encode() if isinstance(written, str) else written
