"""The graph as CSV files for `neo4j-admin database import` (Neo4j Operations Manual, 5).

One file for each type of node and one for the relationships of each type. A list is a column of
JSON text whose name ends in `_json`; nothing known is an empty cell. `import.sh` holds the command.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from reportedly.export.graphml import attribute_text, attribute_type
from reportedly.export.printable import printable

if TYPE_CHECKING:
    import networkx as nx

_IN_NO_NAME = re.compile(r"[^A-Za-z0-9_]")


def to_neo4j(graph: nx.MultiDiGraph) -> dict[str, str]:
    """File name → text."""
    nodes: dict[str, list[dict[str, Any]]] = {}
    for key, data in graph.nodes(data=True):
        nodes.setdefault(str(data["type"]), []).append({"key": key, **data})
    edges: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for a, b, key, data in graph.edges(keys=True, data=True):
        edges.setdefault(str(data["type"]), []).append((a, b, {"key": key, **data}))
    files = {f"nodes-{kind}.csv": _nodes(kind, found) for kind, found in sorted(nodes.items())}
    files |= {f"edges-{_name(k)}.csv": _edges(k, found) for k, found in sorted(edges.items())}
    return {"import.sh": _command(files), **files}


def _nodes(kind: str, found: list[dict[str, Any]]) -> str:
    fields = _fields([{n: v for n, v in d.items() if n not in ("key", "type")} for d in found])
    head = ["key:ID", *fields, ":LABEL"]
    label = kind.capitalize()
    return _csv(head, ([d["key"], *_cells(d, fields), label] for d in found))


def _edges(kind: str, found: list[tuple[str, str, dict[str, Any]]]) -> str:
    fields = _fields([{n: v for n, v in d.items() if n != "type"} for *_, d in found])
    head = [":START_ID", *fields, ":END_ID", ":TYPE"]
    name = _name(kind).upper()
    return _csv(head, ([a, *_cells(d, fields), b, name] for a, b, d in found))


def _fields(all_data: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Heading → (attribute, type) for every attribute that has a value somewhere."""
    values: dict[str, list[Any]] = {}
    for data in all_data:
        for name, value in data.items():
            if value is not None:
                values.setdefault(name, []).append(value)
    headings = {}
    for name, found in sorted(values.items()):
        kind = attribute_type(found)
        is_list = any(isinstance(value, list) for value in found)
        headings[f"{name}_json:string" if is_list else f"{name}:{kind}"] = (name, kind)
    return headings


def _cells(data: dict[str, Any], fields: dict[str, tuple[str, str]]) -> list[str]:
    found = ((data.get(name), kind) for name, kind in fields.values())
    return ["" if value is None else attribute_text(value, kind) for value, kind in found]


def _csv(head: list[str], rows: Any) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    # Neo4j takes \" in a cell for a quotation mark only when it is told to; quotes are doubled.
    writer.writerows([printable(str(cell), keep="\n\t") for cell in row] for row in rows)
    return out.getvalue()


def _name(kind: str) -> str:
    return _IN_NO_NAME.sub("_", kind)


def _command(files: dict[str, str]) -> str:
    options = [
        f"--{'nodes' if name.startswith('nodes') else 'relationships'}={name}" for name in files
    ]
    lines = " \\\n  ".join([*options, "--multiline-fields=true", "--id-type=string", "neo4j"])
    return f"#!/bin/sh\nneo4j-admin database import full \\\n  {lines}\n"
