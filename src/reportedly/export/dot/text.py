"""Words of documents on their way into DOT: escaped, wrapped, and put into labels."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from reportedly.export.dot.look import PAPER
from reportedly.export.printable import printable
from reportedly.export.severities import LOOKS

if TYPE_CHECKING:
    from graphviz import Digraph


def safe_url(url: str | None) -> str | None:
    """`url` when it is a plain http or https address, percent-encoded; None otherwise.

    >>> safe_url("https://example.org/a b"), safe_url("javascript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(printable(parts.geturl()), safe="!#$%&()*+,/:;=?@[]~-._")


def kind_words(kind: str) -> str:
    """A kind of conflict in words: `sum-mismatch` → "sum mismatch"."""
    return kind.replace("-", " ")


def plural(count: int, noun: str) -> str:
    """`noun` as `count` of them are called."""
    return noun if count == 1 else f"{noun}s"


def html(text: str) -> str:
    """`text` inside an HTML-like label."""
    # An element without content is an error in an HTML-like label, and a backslash with a letter
    # behind it may mean the node's name there as anywhere.
    return escape(printable(text)).replace("\\", "\\\\") or "&#160;"


def html_lines(lines: Iterable[str], *, bold: bool = False) -> str:
    """`lines` one below the other inside an HTML-like label."""
    text = '<br align="left"/>'.join(html(line) for line in lines)
    return f"<b>{text}</b>" if bold else text


class Html(str):
    """An HTML-like label. A type of its own, so that no text can pass itself off as one."""

    __slots__ = ()


def table(rows: Iterable[str], align: str = "left") -> Html:
    """An HTML-like label with one cell a row."""
    cells = "".join(f'<tr><td align="{align}" balign="{align}">{row}</td></tr>' for row in rows)
    table = '<table border="0" cellborder="0" cellspacing="0" cellpadding="2">'
    return Html(f"{table}{cells}</table>")


def pill(lines: list[str], severity: str) -> Html:
    """What stands on a line of conflict: white on red for a conflict, framed for milder ones."""
    colour = LOOKS[severity].colour
    ink, paper = (PAPER, colour) if severity == "conflict" else (colour, PAPER)
    return Html(
        '<table border="0" cellborder="1" cellspacing="5" cellpadding="2"><tr>'
        f'<td bgcolor="{paper}" color="{colour}">'
        f'<font color="{ink}">{html_lines(lines, bold=True)}</font></td></tr></table>'
    )


def wrapped(text: str, columns: int, lines: int) -> list[str]:
    """`text` broken into at most `lines` lines of at most `columns` columns, at least one line.

    Wide characters (Unicode Standard Annex 11) take two columns.
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    narrower = columns - columns * wide // (2 * max(1, len(text)))
    return textwrap.wrap(printable(text), max(1, narrower), max_lines=lines, placeholder=" …") or [
        ""
    ]


def tooltip(text: str) -> str:
    r"""`text` for a tooltip, in which DOT reads escapes (`\N`, `\G`) and entities.

    Graphviz reads the escapes of a tooltip twice over, so a backslash is doubled twice.
    """
    return printable(text).replace("&", "&amp;").replace("\\", "\\" * 4)


def name(text: str) -> str:
    """`text` as the name of a node, in which DOT reads no escapes but that of the quotation mark.

    Unlike graphviz's own `escape`, it shows control characters instead of passing them on.
    """
    from graphviz import nohtml

    escaped: str = nohtml(printable(text).replace("\\", "\\\\"))
    return escaped


def attributes(look: Mapping[str, str]) -> list[tuple[str, str]]:
    """How something looks, as the graphviz package takes it, in the order given."""
    from graphviz import nohtml

    return [
        (key, f"<{value}>" if isinstance(value, Html) else nohtml(value))
        for key, value in look.items()
    ]


def add_edge(drawing: Digraph, tail: str, head: str, look: Mapping[str, str]) -> None:
    """Add one edge; `Digraph.edge` would read the colons in our names as ports."""
    from graphviz.quoting import attr_list, quote

    listed = attr_list(attributes=attributes(look))
    drawing.body.append(f"\t{quote(name(tail))} -> {quote(name(head))}{listed}\n")
