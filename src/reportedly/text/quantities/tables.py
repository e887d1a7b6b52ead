r"""Tables in plain text: what stands in a cell is read under the heads of its row and column.

    District | Cases | Deaths
    Menar    | 1,204 | 19

Cells are parted by bars, tabs or three blanks and more. "19" is read as the label line
"Menar Deaths: 19" would be; what no head says is taken from the line above the table. Where several
rows count the same under names of their own (places, sites, classes), each is a part, and the row
of the total is the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportedly.text.lexicon import counts_people, either, measure, words

_GAP = re.compile(r"(?:(?<!\s)\s*)?\|\s*|\t+| {3,}| {2}(?=\d)")
_RULE = re.compile(r"[\s|:+=_-]*")
_NUMBER = re.compile(
    r"[~≈<>≥≤±]?\s*(?:[$£€]\s*)?\d[\d,.\s]*\+?%?(?:\s+[a-z]+){0,2}|(?:"
    + either("zero-in-cell")
    + ")"
)
_BOUNDED = re.compile(r"(?:[a-z]+\s+){0,2}(?=\d)")
_ASIDE = re.compile(r"\([^()]*\)|[*:†‡]")
_LONGEST_CAPTION = 90  # code points
_LONGEST_HEAD = 60  # code points
_WARDS, _TREATED = words("ward"), words("patient-head")
_INDEXES, _PARTS, _TOTALS = words("index-head"), words("part-head"), words("total-head")


class Cell(NamedTuple):
    """A number in a table: where it stands, its heads, whether its row is one part of a whole."""

    start: int
    end: int
    row: str
    column: str
    part: bool
    caption: str = ""

    @property
    def label(self) -> str:
        """The heads as the words of a label; names that only tell rows apart are left out."""
        named = _says(self.column) and not _says(self.row)
        heads = self.column if named else f"{self.row} {self.column}".strip()
        heads += " people" * heads[-1:].isdigit()  # "Under 16"
        if _measured(heads):
            return heads
        said = f"{self.row} {self.column}".lower().split()
        treated = not _TREATED.isdisjoint(said)
        above = "in hospital" if not _WARDS.isdisjoint(said) else self.caption
        above = "people treated" if treated and not above else above
        return f"{above} {heads}".strip()


class Table(NamedTuple):
    """The bounds of a table and its cells that hold numbers, in order."""

    start: int
    end: int
    cells: tuple[Cell, ...]


_Row = list[tuple[int, int]]


def find_tables(text: str) -> Iterator[Table]:
    """Every table of a text: two lines or more of as many cells, some of which are numbers."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    rows = [(span, cells_of(text, span)) for span in lines if not is_rule(text, span)]
    at = 0
    while at < len(rows):
        last = at
        while last < len(rows) and len(rows[last][1]) > 1 and _follows(text, rows, at, last):
            last += 1
        block = [row for _, row in rows[at:last]]
        caption = _measured(text[: rows[at][0][0]].rstrip().rpartition("\n")[2])
        read = _read(text, block) if len(block) > 1 else ()
        cells = tuple(cell._replace(caption=caption) for cell in read)
        if cells:
            yield Table(rows[at][0][0], rows[last - 1][0][1], cells)
        at = max(last, at + 1)


def is_rule(text: str, span: tuple[int, int]) -> bool:
    """True for the line "|---|---|" below the heads."""
    return "-" in text[slice(*span)] and _RULE.fullmatch(text, *span) is not None


def _follows(text: str, rows: Sequence[tuple[tuple[int, int], _Row]], at: int, last: int) -> bool:
    """True where a row stands right below the one before, with about as many cells."""
    if last == at:
        return True
    (_, above), (start, _) = rows[last - 1][0], rows[last][0]
    near = "\n" not in text[above + 1 : start].replace("\r", "") or _RULE.fullmatch(
        text, above, start
    )
    return bool(near) and abs(len(rows[last][1]) - len(rows[at][1])) < 2


def cells_of(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Bounds of the cells of a line; those at its edges are left out where they are empty."""
    start, end = span
    edges = [start]
    for gap in _GAP.finditer(text, start, end):
        edges += gap.span()
    edges.append(end)
    cells = [_trimmed(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    while cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    while cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, end - (len(piece) - len(piece.rstrip())))


def _read(text: str, rows: Sequence[_Row]) -> Iterator[Cell]:
    """The cells with numbers, with their heads."""
    numeric = [[_is_number(text, cell, place) for place, cell in enumerate(row)] for row in rows]
    if any(":" in text[a:b] for row in rows for a, b in row[1:]):
        return  # labels beside one another
    # "Under 16" is the head of a column, where numbers stand below it.
    counted = any(_is_number(text, cell, 0) for cell in rows[0])
    headed = not counted and any(map(any, numeric[1:]))
    columns = [_head(text, cell) for cell in rows[0]] if headed else []
    body = list(zip(rows, numeric, strict=True))[headed:]
    named = [_head(text, row[0]) if not marks[0] else "" for row, marks in body]
    kinds = {n for n in named if n and _TOTALS.isdisjoint(n.lower().split()) and not _says(n)}
    above = ""
    for (row, marks), name in zip(body, named, strict=True):
        sub = not _PARTS.isdisjoint(name.lower().split()[:2])
        head = f"{above} {name}" if sub else name
        above = head if not sub else above
        part = sub or (name in kinds and len(kinds) > 1)
        for place, (cell, number) in enumerate(zip(row, marks, strict=True)):
            column = _column(columns, place + len(columns) - len(row) if columns else place)
            index = place == 0 and not _INDEXES.isdisjoint(column.lower().split())
            if number and not index:
                yield Cell(*cell, head, column, part)


def _is_number(text: str, cell: tuple[int, int], place: int) -> bool:
    """True for a cell with a number, which may be bounded ("more than 100") but in the first."""
    start, end = cell
    bounded = _BOUNDED.match(text, start, end) if place else None
    return _NUMBER.fullmatch(text, bounded.end() if bounded else start, end) is not None


def _column(columns: Sequence[str], place: int) -> str:
    """The head of a column, with the one that it is of: "Killed | Of whom children"."""
    if not 0 <= place < len(columns):
        return ""
    head = columns[place]
    sub = place and not _PARTS.isdisjoint(head.lower().split()[:2])
    return f"{columns[place - 1]} {head}" if sub else head


def _says(head: str) -> bool:
    """True for a head that says who is counted, or what happened to them."""
    return any(measure(w) is not None or counts_people(w) for w in head.lower().split())


def _measured(line: str) -> str:
    """The words of a line, a caption or heads, that say a measure; empty where none do."""
    said = re.findall(r"\w+", line.lower()) if len(line) <= _LONGEST_CAPTION else []
    pairs = (" ".join(said[at : at + size]) for size in (2, 1) for at in range(len(said)))
    return next((words for words in pairs if measure(words) is not None), "")


def _head(text: str, cell: tuple[int, int]) -> str:
    return " ".join(_ASIDE.sub(" ", text[slice(*cell)][:_LONGEST_HEAD]).split())
