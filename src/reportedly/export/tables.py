"""Rows → the listing that every command prints: table, json, jsonl, csv or markdown.

`table` is for people, the others for programs; none of them lets text from a document act on the
terminal or the spreadsheet it ends up in. rich is imported only when a table is drawn.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, TextIO

from reportedly.errors import UsageError
from reportedly.export.printable import period_words, printable
from reportedly.export.severities import LOOKS

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
Row = Mapping[str, Any]

_GAP = 2  # columns between two columns of a table
_CAPS = (18, 14, 12)  # columns that the longest word of a column may claim before it is broken
# Pieces between which a line may be broken: words, parts of an id, but not of a day.
_WORDS = re.compile(r"\d+(?:-\d+)+|[^\s-]+-?|-")
_BLOCK = 2000  # rows of a table that are drawn at once; the first give the columns their widths
_PIPED_WIDTH = 100  # columns, when nobody's terminal and no COLUMNS says how wide
# Spreadsheets take a cell that starts so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What is markup inside a row of a table; a hyphen or a round bracket is none.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a `table` or `markdown` listing.

    Attributes:
        key: the row's field; dots lead into nested ones ("figure.as_written").
        heading: what stands above, the key's last part when None.
        show: value → the words to print, None for the usual ones.
        right: set figures flush right; None decides by the values: all numbers, flush right.
        style: (row) → a rich style such as "bold red", or None; seen on a terminal only.
        optional: leave the column out where no row has anything in it.
    """

    key: str
    heading: str | None = None
    show: Callable[[Any], str] | None = None
    right: bool | None = None
    style: Callable[[Row], str | None] | None = None
    optional: bool = False


_STATUS_STYLE = {"proposed": "yellow", "rejected": "bright_black"}


def _figure(value: Any) -> str:
    return value["as_written"] if isinstance(value, Mapping) else str(value or "")


def _period(value: Any) -> str:
    if not isinstance(value, list):
        return str(value or "")
    return period_words(*value)


# How the fields of `reportedly.export.rows` are shown where a command names no more than the field.
_USUAL = {
    column.key: column
    for column in (
        Column("source_name", "source"),
        Column("figure", show=_figure, right=True, style=lambda row: "bold"),
        Column("when", show=_period),
        Column("as_of", show=_period),
        Column("said", show=_period),
        Column("period", show=_period),
        Column("severity", style=lambda row: LOOKS[row["severity"]].terminal),
        Column("status", style=lambda row: _STATUS_STYLE.get(row["status"])),
        Column("id", style=lambda row: "dim"),
    )
}


def plain(text: str) -> str:
    """Text from a document on one line of a terminal: nothing in it acts."""
    return printable(text)


def write_rows(
    rows: Iterable[Row],
    format: str,  # noqa: A002 - the name that every command's option has
    out: TextIO,
    *,
    columns: Sequence[Column | str] | None = None,
    title: str | None = None,
    empty: str = "nothing to list",
    width: int | None = None,
    colour: bool | None = None,
) -> None:
    """Write rows in the format asked for.

    Args:
        rows: what `reportedly.export.rows` makes, or any mappings of JSON values.
        format: one of `FORMATS`. `json` and `jsonl` write every field whole; `csv` every field,
            nested ones under dotted names; `table` and `markdown` the `columns`.
        out: where to.
        columns: those of `table` and `markdown`, a field's name for its usual look; None for every
            field that has a value somewhere.
        title: stands above a `table`.
        empty: said by a `table` that has no rows.
        width: columns of a `table`; None for the terminal's, or COLUMNS, or 100 when piped.
        colour: force colours on or off; None for a terminal's with NO_COLOR unset.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}: give one of {', '.join(FORMATS)}")
    if format == "jsonl":
        write_lines(map(to_json_text, rows), out)
        return
    if format == "table":
        rest = iter(rows)
        if first := list(islice(rest, _BLOCK)):
            _write_table(first, rest, out, _columns(first, columns), title, width, colour)
        else:
            _emit(out, printable(empty) + "\n")
        return
    listed = list(rows)
    if format == "json":
        _emit(out, to_json_text(listed, indent=2) + "\n")
    elif format == "csv":
        _emit(out, to_csv(listed))
    else:
        _emit(out, to_markdown(listed, columns))


def write_lines(lines: Iterable[str], out: TextIO) -> None:
    """Write lines; characters that the stream's encoding lacks are escaped, never an error."""
    for line in lines:
        _emit(out, f"{line}\n")


def to_json_text(value: Any, indent: int | None = None) -> str:
    """JSON in UTF-8 characters, with those escaped that would act on a terminal."""
    if indent is None:
        return with_escapes(_encode(value))
    return with_escapes(json.dumps(value, ensure_ascii=False, indent=indent))


def with_escapes(text: str) -> str:
    """JSON with those characters escaped that would act on a terminal."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNSAFE_IN_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


# --- CSV


def to_csv(rows: Sequence[Row]) -> str:
    """CSV by RFC 4180 (quoted where needed, lines end in CR LF), the fields in order of appearance.

    A nested field becomes `outer.inner`; a list of words is joined by "; ", any other list is
    written as JSON; nothing known is an empty cell. Words that a spreadsheet would take for a
    formula get an apostrophe before them, which it hides.
    """
    flat = [dict(_flat(row)) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in flat)
    return out.getvalue() if names else ""


def _flat(row: Row, prefix: str = "") -> Iterable[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        value = _joined(value)
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return printable(text, keep="\n\r\t")


def _joined(values: list[Any]) -> str:
    if all(isinstance(value, str) and ";" not in value for value in values):
        return "; ".join(values)
    return to_json_text(values)


# --- Markdown


def to_markdown(rows: Sequence[Row], columns: Sequence[Column | str] | None = None) -> str:
    """A table in GitHub's Markdown; words from documents are escaped, so that none is markup."""
    shown = _columns(rows, columns)
    lines = [
        _markdown_line(_markdown(_heading(column)) for column in shown),
        _markdown_line("---:" if _is_right(column, rows) else "---" for column in shown),
    ]
    lines += [_markdown_line(_markdown(_text(column, row)) for column in shown) for row in rows]
    return "\n".join(lines) + "\n" if shown else ""


def _markdown_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown(text: str) -> str:
    lines = [printable(line).strip() for line in text.splitlines()]
    return "<br>".join(_MARKDOWN.sub(r"\\\1", line) for line in lines)


# --- table


def _columns(rows: Sequence[Row], columns: Sequence[Column | str] | None) -> list[Column]:
    if columns is None:
        columns = list(
            dict.fromkeys(
                name for row in rows for name, value in row.items() if value not in (None, [])
            )
        )
    shown = [_USUAL.get(c, Column(c)) if isinstance(c, str) else c for c in columns]
    return [c for c in shown if not c.optional or any(_value(c, row) for row in rows)]


def _heading(column: Column) -> str:
    if column.heading is not None:
        return column.heading
    return column.key.rpartition(".")[2].replace("_", " ")


def _value(column: Column, row: Row) -> Any:
    value: Any = row
    for part in column.key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _text(column: Column, row: Row) -> str:
    value = _value(column, row)
    if column.show is not None:
        return column.show(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, list):
        return _joined(value)
    if isinstance(value, Mapping):
        return to_json_text(value)
    return "" if value is None else str(value)


def _is_right(column: Column, rows: Sequence[Row]) -> bool:
    if column.right is not None:
        return column.right
    values = [value for row in rows if (value := _value(column, row)) is not None]
    return bool(values) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in values
    )


def _write_table(
    rows: Sequence[Row],
    rest: Iterator[Row],
    out: TextIO,
    columns: Sequence[Column],
    title: str | None,
    width: int | None,
    colour: bool | None,
) -> None:
    """Draw the first rows, which give the columns their widths, then the rest block by block."""
    coloured = _is_coloured(out) if colour is None else colour
    wide = width or _width(out)
    if title:
        _draw(printable(title), out, wide, coloured, style="bold" if coloured else None)
    right = [_is_right(column, rows) for column in columns]
    cells = _cells(columns, rows)
    widths = _widths([printable(_heading(column)) for column in columns], cells, right, wide)
    block = rows
    while block:
        if widths is None:
            gap = "" if block is rows else "\n"
            _draw(_records(columns, cells, gap), out, wide, coloured)
        elif not coloured and _is_narrow(cells):
            if block is rows:
                _draw(_table([], columns, [], widths, right, coloured), out, wide, coloured)
            _emit(out, "".join(_plain_rows(cells, widths, right)))
        else:
            table = _table(block, columns, cells, widths, right, coloured)
            table.show_header = block is rows
            _draw(table, out, wide, coloured)
        block = list(islice(rest, _BLOCK))
        cells = _cells(columns, block)


def _cells(columns: Sequence[Column], rows: Sequence[Row]) -> list[list[str]]:
    return [[_lines(_text(column, row)) for column in columns] for row in rows]


def _is_narrow(cells: list[list[str]]) -> bool:
    """Whether every character takes one column."""
    from rich.cells import cell_len

    return all(text.isascii() or cell_len(text) == len(text) for row in cells for text in row)


def _plain_rows(cells: list[list[str]], widths: list[int], right: list[bool]) -> Iterator[str]:
    """Rows as `_table` sets them, without colours, in a fraction of its time."""
    for row in cells:
        lines = [_broken(text, width).split("\n") for text, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*lines, fillvalue=""):
            placed = zip(parts, widths, right, strict=True)
            set_in = (part.rjust(w) if flush else part.ljust(w) for part, w, flush in placed)
            yield (" " * _GAP).join(set_in).rstrip() + "\n"


def _draw(
    what: Table | Text | str, out: TextIO, wide: int, coloured: bool, style: str | None = None
) -> None:
    from rich.console import Console

    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=wide,
        force_terminal=coloured,
        color_system="standard" if coloured else None,
        no_color=not coloured,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(what, style=style)
    text = drawn.getvalue()
    # Padding up to the right edge is noise in a file and in a copied line.
    _emit(out, text if coloured else "".join(f"{x.rstrip()}\n" for x in text.splitlines()))


def _widths(
    headings: list[str], cells: list[list[str]], right: list[bool], wide: int
) -> list[int] | None:
    """Columns of width for each column so that all fit into `wide`, or None when they cannot.

    Every column has at least its longest word, and figures that are set flush right all they want,
    both up to a cap that is lowered until all fit. What is left over goes to the columns that want
    more, in proportion to how much more, so that running text gets the most of it.
    """
    from rich.cells import cell_len

    texts = [[heading, *(row[i] for row in cells)] for i, heading in enumerate(headings)]
    wanted = [
        max(1, *(cell_len(line) for text in column for line in text.split("\n")))
        for column in texts
    ]
    words = [
        max(1, *(cell_len(word) for text in column for word in _WORDS.findall(text) or [""]))
        for column in texts
    ]
    room = wide - _GAP * (len(headings) - 1)
    for cap in _CAPS:
        least = [
            min(cap, all_of_it if flush else longest)
            for all_of_it, longest, flush in zip(wanted, words, right, strict=True)
        ]
        left = room - sum(least)
        if left >= 0:
            more = [want - low for want, low in zip(wanted, least, strict=True)]
            share = min(1.0, left / max(1, sum(more)))
            widths = [low + int(extra * share) for low, extra in zip(least, more, strict=True)]
            if share < 1:
                widths[more.index(max(more))] += room - sum(widths)
            return widths
    return None


def _table(
    rows: Sequence[Row],
    columns: Sequence[Column],
    cells: list[list[str]],
    widths: list[int],
    right: list[bool],
    coloured: bool,
) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD,
        padding=(0, _GAP - 1, 0, 0),  # the box itself puts one space between columns
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    for column, width, flush in zip(columns, widths, right, strict=True):
        table.add_column(
            printable(_heading(column)),
            justify="right" if flush else "left",
            width=width,
            overflow="fold",
        )
    for row, texts in zip(rows, cells, strict=True):
        styles = [_style(column, row) if coloured else "" for column in columns]
        broken = [_broken(text, width) for text, width in zip(texts, widths, strict=True)]
        table.add_row(*(Text(text, style=s) for text, s in zip(broken, styles, strict=True)))
    return table


def _broken(text: str, width: int) -> str:
    """`text` in lines of `width`, broken at spaces and behind hyphens: ids stay readable."""
    if len(text) <= width and text.isprintable() and text == text.strip():
        return text
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    """One line broken as `textwrap` does it, at a third of its price where spaces are enough."""
    words = line.split(" ")
    if "-" in line or "" in words or not line.isprintable() or max(map(len, words)) > width:
        return "\n".join(_wrapper(width).wrap(line))
    lines, start, end = [], 0, -1
    for word in words:
        if end + 1 + len(word) - start > width:
            lines.append(line[start:end])
            start = end + 1
        end += 1 + len(word)
    return "\n".join([*lines, line[start:]])


_wrapper = lru_cache(textwrap.TextWrapper)


def _records(columns: Sequence[Column], cells: list[list[str]], lead: str = "") -> Text:
    """One field a line and one block a row, where a terminal is too narrow for a table."""
    from rich.text import Text

    blocks = [
        "\n".join(
            f"{printable(_heading(column))}: {text}"
            for column, text in zip(columns, texts, strict=True)
            if text
        )
        for texts in cells
    ]
    return Text(lead + "\n\n".join(blocks), overflow="fold")


def _lines(text: str) -> str:
    if text.isprintable():
        return text
    return "\n".join(printable(line) for line in text.splitlines())


def _style(column: Column, row: Row) -> str:
    return (column.style(row) if column.style else None) or ""


def _is_coloured(out: TextIO) -> bool:
    """Colours only for somebody's terminal, and not against NO_COLOR (https://no-color.org)."""
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(out: TextIO) -> int:
    fallback = (80 if out.isatty() else _PIPED_WIDTH, 24)
    return max(20, shutil.get_terminal_size(fallback).columns)


def _emit(out: TextIO, text: str) -> None:
    """Write `text`; characters that the stream's encoding lacks are escaped, never an error."""
    if text.isascii():
        out.write(text)
        return
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "backslashreplace").decode(encoding))
