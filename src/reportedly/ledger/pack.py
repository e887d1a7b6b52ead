"""What one ledger file holds ↔ plain JSON values, for the cache.

A row is an entry's fields in their order, then line, column and the number of its layout. Empty
lists are null, which JSON reads faster.
"""

from __future__ import annotations

from typing import Any

from reportedly.ledger.entries import FileEntries, Layout, Marks
from reportedly.ledger.shape import SECTIONS, AnyEntry, Section, Shape
from reportedly.model import Location, Problem

Packed = list[Any]
"""`[layouts, problems, rows of documents, claims, sources, subjects, judgements]`."""

_FIELDS = ("documents", "claims", "sources", "subjects", "judgements")


def pack(found: FileEntries) -> Packed:
    """Plain lists, strings and numbers that `unpack` turns back into the same entries."""
    layouts: dict[Layout, int] = {}
    rows = [
        [_row(section, entry, layouts) for entry in getattr(found, name)]
        for name, section in zip(_FIELDS, SECTIONS.values(), strict=True)
    ]
    problems = [[p.code, p.message, p.location.line, p.location.column] for p in found.problems]
    return [[list(layout) for layout in layouts], problems, *rows]


def unpack(packed: Packed, file: str) -> FileEntries:
    """The entries that were packed from `file`.

    Raises:
        ValueError, TypeError, LookupError: the values were not made by `pack`.
    """
    layouts = [tuple((str(k), int(n), int(c)) for k, n, c in layout) for layout in packed[0]]
    stem = file[file.rfind("/") + 1 : -len(".yaml")]
    documents, claims, sources, subjects, judgements = [
        tuple(_entries(section, rows, file, stem, layouts))
        for section, rows in zip(SECTIONS.values(), packed[2:], strict=True)
    ]
    problems = tuple(
        Problem(code, message, Location(file, line, column))
        for code, message, line, column in packed[1]
    )
    return FileEntries(documents, claims, sources, subjects, judgements, problems)


def _row(section: Section, entry: AnyEntry, layouts: dict[Layout, int]) -> list[Any]:
    marks: Any = entry.marks
    number = layouts.setdefault(marks.layout, len(layouts))
    values = [getattr(entry, key) for key in section.keys]
    return [
        *(None if value == () else value for value in values),
        entry.location.line,
        entry.location.column,
        number,
    ]


def _entries(
    section: Section, rows: list[Any], file: str, stem: str, layouts: list[Layout]
) -> list[Any]:
    make: Any = section.entry
    shapes = list(section.keys.values())
    lists = [i for i, shape in enumerate(shapes) if shape is Shape.TEXTS]
    spans = [i for i, shape in enumerate(shapes) if shape is Shape.SPANS]
    made = []
    # By position: a hundred thousand calls by keyword would take half as long again.
    implied = {"document": 0, "claims": 1}.get(section.key)
    for row in rows:
        *values, line, column, number = row
        for i in lists:
            value = values[i]
            values[i] = tuple(value) if value else ()
        for i in spans:
            value = values[i]
            values[i] = tuple(map(tuple, value)) if value else ()
        if implied is not None:
            values.insert(implied, stem)
        made.append(make(*values, Location(file, line, column), Marks(layouts[number], line)))
    return made
