"""Words of documents on their way into DOT: escaped, wrapped, and put into labels."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import quote, urlsplit

from reportedly.export.printable import printable


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


def quoted(text: str) -> str:
    """`text` as an identifier, in which DOT reads no escapes but that of the quotation mark."""
    return '"' + printable(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def statement(head: str, look: Mapping[str, str]) -> str:
    """One line of DOT: what is drawn, and how it looks."""
    return f"  {head} [{', '.join(_attributes(look))}]"


def _attributes(look: Mapping[str, str]) -> Iterator[str]:
    """`name=value` of each, quoted unless it is an HTML-like label."""
    for name, value in look.items():
        if isinstance(value, Html):
            yield f"{name}=<{value}>"
        else:
            escaped = value.replace('"', '\\"')
            yield f'{name}="{escaped}"'
