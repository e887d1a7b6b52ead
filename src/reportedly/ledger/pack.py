"""What some ledger files hold ↔ plain JSON values, for the cache.

Entries are kept as columns: one list for each field, null where no entry has it. Read back, a
hundred thousand claims are made in a fifth of a second, where one call for each takes three times
as long: their slots are filled column by column, as `__init__` would fill them row by row.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, repeat
from typing import Any

from reportedly.ledger.entries import FileEntries, Layout, Marks
from reportedly.ledger.shape import KINDS, Section, Shape
from reportedly.model import AnyEntry, Location, Problem

Packed = dict[str, Any]
"""`{"files": names, "layouts": […], "problems": […], KIND: {"counts", "places", "columns"}}`."""

_drain = deque[Any](maxlen=0).extend


def pack(parts: Sequence[FileEntries], files: Sequence[str]) -> Packed:
    """Plain lists, strings and numbers that `unpack` turns back into the same entries.

    Args:
        parts: what each file holds.
        files: their paths below the ledger's root.
    """
    layouts: dict[Layout, int] = {}
    packed: Packed = {
        "files": list(files),
        "problems": [
            [file, p.code, p.message, p.location.line, p.location.column]
            for file, part in zip(files, parts, strict=True)
            for p in part.problems
        ],
    }
    for kind, section in KINDS.items():
        several = [getattr(part, kind) for part in parts]
        entries = list(chain.from_iterable(several))
        packed[kind] = {
            "counts": [len(some) for some in several],
            "places": _places(entries, layouts),
            "columns": [_column(entries, field) for field in section.columns],
        }
    packed["layouts"] = list(layouts)
    return packed


def unpack(packed: Packed) -> FileEntries:
    """What all the packed files hold together.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: the values were not made by `pack`.
    """
    files = packed["files"]
    layouts = [tuple((str(k), int(n), int(c)) for k, n, c in row) for row in packed["layouts"]]
    made: dict[str, Any] = {
        kind: tuple(_entries(section, packed[kind], files, layouts))
        for kind, section in KINDS.items()
    }
    problems = tuple(
        Problem(code, message, Location(file, line, column))
        for file, code, message, line, column in packed["problems"]
    )
    return FileEntries(**made, problems=problems)


def split(found: FileEntries) -> dict[str, FileEntries]:
    """What several files hold together, by file."""
    rows: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind in (*KINDS, "problems"):
        for item in getattr(found, kind):
            rows[item.location.file][kind].append(item)
    return {
        file: FileEntries(**{kind: tuple(items) for kind, items in kinds.items()})
        for file, kinds in rows.items()
    }


def _places(entries: Iterable[AnyEntry], layouts: dict[Layout, int]) -> list[list[int]]:
    """Lines, columns and layout numbers of entries."""
    lines, columns, numbers = [], [], []
    for entry in entries:
        marks: Any = entry.marks
        lines.append(entry.location.line)
        columns.append(entry.location.column)
        numbers.append(layouts.setdefault(marks.layout, len(layouts)))
    return [lines, columns, numbers]


def _column(entries: Sequence[AnyEntry], field: str) -> list[Any] | None:
    """One field of all entries, a list of one text as that text; None when nothing is there."""
    column = [getattr(entry, field) for entry in entries]
    if all(value is None or value == () for value in column):
        return None
    return [
        value[0] if type(value) is tuple and len(value) == 1 and type(value[0]) is str else value
        for value in column
    ]


def _entries(
    section: Section, packed: Any, files: Sequence[str], layouts: Sequence[Layout]
) -> list[Any]:
    lines, columns, numbers = packed["places"]
    size = len(lines)
    counts = packed["counts"]
    if sum(counts) != size or any(c is not None and len(c) != size for c in packed["columns"]):
        raise ValueError("columns of different lengths")
    values: dict[str, Iterable[Any]] = {
        key: _values(column, shape)
        for (key, shape), column in zip(section.columns.items(), packed["columns"], strict=True)
    }
    names = list(chain.from_iterable(map(repeat, files, counts)))
    stems = (name[name.rfind("/") + 1 : -len(".yaml")] for name in names)
    if section.key in ("document", "claims"):
        values["id" if section.key == "document" else "document"] = stems
    values["location"] = _make(Location, {"file": names, "line": lines, "column": columns}, size)
    values["marks"] = _make(
        Marks, {"layout": map(layouts.__getitem__, numbers), "line": lines}, size
    )
    return _make(section.entry, values, size)


def _values(column: list[Any] | None, shape: Shape) -> Iterable[Any]:
    if shape is Shape.TEXT:
        return repeat(None) if column is None else column
    if column is None:
        return repeat(())
    if shape in (Shape.SPANS, Shape.PAIRS):
        return [tuple(map(tuple, pairs)) for pairs in column]
    if shape is Shape.RECORDS:
        return [tuple(tuple(map(tuple, pairs)) for pairs in records) for records in column]
    return [(v,) if type(v) is str else tuple(v) if v else () for v in column]


def _make(kind: Any, values: dict[str, Iterable[Any]], size: int) -> list[Any]:
    """`size` instances of a class with slots, each slot filled from its own column."""
    made = list(map(object.__new__, repeat(kind, size)))
    for name, setter in _setters(kind):
        _drain(map(setter, made, values[name]))
    return made


@cache
def _setters(kind: Any) -> list[tuple[str, Any]]:
    return [(name, vars(kind)[name].__set__) for name in kind.__slots__]
