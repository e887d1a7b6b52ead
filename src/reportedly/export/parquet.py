"""The graph as two tables in Parquet, `nodes.parquet` and `edges.parquet`, for data frames and SQL.

Every graph has the same columns, whatever occurs in it, so that files of several ledgers can be
read as one. `key` of a node is unique; `source` and `target` of an edge are keys of nodes. Lists
are lists; decimals are floats, and `figure` has them as written.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from reportedly.errors import MissingProgramError
from reportedly.export.elements import DECLARED, Attributes, Elements, elements_of, together

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow

_ROWS = 50_000
"""Rows that are held back to be written as one group."""


def to_parquet(graph: nx.MultiDiGraph) -> dict[str, bytes]:
    """File name → content.

    Raises:
        MissingProgramError: pyarrow is not installed.
    """
    files: dict[str, io.BytesIO] = {}
    write_parquet(elements_of(graph), lambda name: files.setdefault(name, io.BytesIO()))
    return {name: file.getvalue() for name, file in files.items()}


def write_parquet(elements: Elements, open_file: Callable[[str], BinaryIO]) -> None:
    """Write nodes and edges as they come.

    Args:
        elements: nodes and edges of an attribution graph, each once.
        open_file: opens the file of a name for writing; the files stay open.

    Raises:
        MissingProgramError: pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401 - the parts below need both
    except ImportError:
        raise MissingProgramError(
            "Parquet needs pyarrow: pip install 'reportedly[parquet]'"
        ) from None
    with (
        _Table(open_file("nodes.parquet"), _schema(["key"], DECLARED.nodes)) as nodes,
        _Table(open_file("edges.parquet"), _schema(["source", "target", "key"], _EDGES)) as edges,
    ):
        for element in elements:
            if len(element) == 2:
                nodes.add({**element[1], "key": element[0]})
            else:
                a, b, key, data = element
                edges.add({**data, "source": a, "target": b, "key": key})


# Only folded graphs have the last three.
_EDGES = {**DECLARED.edges, "folded": {"count": "long", "refs": "list", "claims": "list"}}


def _schema(keys: list[str], types: Any) -> pyarrow.Schema:
    import pyarrow as pa

    of = {
        "boolean": pa.bool_(),
        "long": pa.int64(),
        "double": pa.float64(),
        "string": pa.string(),
        "list": pa.list_(pa.string()),
    }
    columns = [(name, of[kind]) for name, kind in together(types.values()).items()]
    # The only list of lists: where the words stand, from and to, in code points.
    spans = pa.list_(pa.list_(pa.int64()))
    columns = [(name, spans if name == "spans" else kind) for name, kind in columns]
    return pa.schema([(key, pa.string()) for key in keys] + columns)


class _Table:
    """A Parquet file that is written one group of rows after the other."""

    def __init__(self, file: BinaryIO, schema: pyarrow.Schema) -> None:
        from pyarrow.parquet import ParquetWriter

        self._schema = schema
        self._writer = ParquetWriter(file, schema, compression="zstd")
        self._rows: list[Attributes] = []

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._write()
        self._writer.close()

    def add(self, row: Attributes) -> None:
        """Add a row; it is written with others, some later."""
        self._rows.append(row)
        if len(self._rows) == _ROWS:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        columns = [
            _array([row.get(field.name) for row in self._rows], field.type)
            for field in self._schema
        ]
        if self._rows:
            self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        self._rows = []


def _array(values: list[Any], kind: pyarrow.DataType) -> pyarrow.Array:
    """A column: decimals as floats, lone surrogates, which UTF-8 cannot hold, as `?`."""
    import pyarrow as pa

    if pa.types.is_floating(kind):
        values = [value if value is None else float(value) for value in values]
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_encodable(value) for value in values], kind)


def _encodable(value: Any) -> Any:
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
