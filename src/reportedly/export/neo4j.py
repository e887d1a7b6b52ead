"""The graph as CSV files for `neo4j-admin database import` (Neo4j Operations Manual, 5).

One file for each type of node and one for the relationships of each type. A list is a column of
JSON text whose name ends in `_json`; nothing known is an empty cell. `import.sh` holds the command.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO, Protocol, TextIO

from reportedly.export.elements import (
    DECLARED,
    Declared,
    Elements,
    Kinds,
    elements_of,
    occurring,
    words_for,
)
from reportedly.export.printable import printable

if TYPE_CHECKING:
    import networkx as nx

_IN_NO_NAME = re.compile(r"[^A-Za-z0-9_]")


class _Writer(Protocol):
    def writerow(self, row: Iterable[str], /) -> object: ...


def to_neo4j(graph: nx.MultiDiGraph) -> dict[str, str]:
    """File name → text."""
    files: dict[str, io.StringIO] = {}

    def opened(name: str) -> TextIO:
        return files.setdefault(name, io.StringIO(newline=""))

    _write(elements_of(graph), opened, occurring(graph))
    return {name: file.getvalue() for name, file in sorted(files.items(), key=_place)}


def write_neo4j(elements: Elements, open_file: Callable[[str], BinaryIO]) -> None:
    """Write nodes and edges as they come; the same as `to_neo4j`, with every column of each type.

    Args:
        elements: nodes and edges of an attribution graph, each once.
        open_file: opens the file of a name for writing; the files stay open.
    """
    with ExitStack() as stack:

        def opened(name: str) -> TextIO:
            out = io.TextIOWrapper(open_file(name), "utf-8", errors="replace", newline="")
            stack.callback(out.detach)
            return out

        _write(elements, opened, DECLARED)


def _write(elements: Elements, opened: Callable[[str], TextIO], declared: Declared) -> None:
    """Write each element to the file of its type, which is opened when the first one comes."""
    files: dict[str, tuple[_Writer, Kinds]] = {}
    for element in elements:
        data = element[-1]
        kind = str(data["type"])
        is_node = len(element) == 2
        name = f"nodes-{kind}.csv" if is_node else f"edges-{_name(kind)}.csv"
        if name not in files:
            files[name] = _begun(opened(name), kind, is_node, declared)
        writer, columns = files[name]
        cells = [
            "" if (value := data.get(n)) is None else words_for(value, k)
            for n, k in columns.items()
        ]
        if len(element) == 2:
            row = [element[0], *cells, kind.capitalize()]
        else:
            row = [element[0], element[2], *cells, element[1], _name(kind).upper()]
        # Neo4j takes \" in a cell for a quotation mark only when it is told to; quotes are doubled.
        writer.writerow([printable(cell, keep="\n\t") for cell in row])
    opened("import.sh").write(_command(sorted(files, key=_place)))


def _begun(out: TextIO, kind: str, is_node: bool, declared: Declared) -> tuple[_Writer, Kinds]:
    """A file with its heading, and the columns between its first and its last ones."""
    given = (declared.nodes if is_node else declared.edges).get(kind, {})
    columns = {name: told for name, told in given.items() if name not in ("key", "type")}
    headings = [
        f"{name}_json:string" if told == "list" else f"{name}:{told}"
        for name, told in columns.items()
    ]
    writer = csv.writer(out, lineterminator="\n")
    if is_node:
        writer.writerow(["key:ID", *headings, ":LABEL"])
    else:
        writer.writerow([":START_ID", "key:string", *headings, ":END_ID", ":TYPE"])
    return writer, columns


def _place(item: str | tuple[str, object]) -> tuple[bool, bool, str]:
    """The order of the files: the command, nodes, edges, each by name."""
    name = item if isinstance(item, str) else item[0]
    return name != "import.sh", not name.startswith("nodes-"), name


def _name(kind: str) -> str:
    return _IN_NO_NAME.sub("_", kind)


def _command(names: list[str]) -> str:
    options = [
        f"--{'nodes' if name.startswith('nodes') else 'relationships'}={name}" for name in names
    ]
    lines = " \\\n  ".join([*options, "--multiline-fields=true", "--id-type=string", "neo4j"])
    return f"#!/bin/sh\nneo4j-admin database import full \\\n  {lines}\n"
