"""A ledger's tables for print and for pages: Markdown and LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from reportedly.export.content import Content
from reportedly.export.flat import flat_tables
from reportedly.export.printable import period_words, printable
from reportedly.export.tables import to_markdown

_SHOWN = {
    "claims": ("source_name", "text", "figure", "when", "status", "id"),
    "conflicts": ("severity", "kind", "sources", "reason", "id"),
    "sources": ("name", "kind", "claims", "origins", "conflicts", "id"),
    "subjects": ("title", "place", "when", "claims", "conflicts", "id"),
    "documents": ("title", "publisher", "published", "claims", "url", "id"),
    "judgements": ("conflict", "verdict", "by", "on", "why"),
}
"""Table → the columns that a page has room for; `when` joins the days."""

# The ten characters that mean something to TeX (Knuth, The TeXbook, ch. 7), and those whose
# neighbours would join into another sign: -- and ?` and quotation marks.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "-": "-{}",
    "[": "{[}",
    "]": "{]}",
}
_IN_TEX = re.compile("[" + re.escape("".join(_TEX)) + "]")


def to_markdown_tables(content: Content) -> str:
    """Every table that holds something, each under its heading, in GitHub's Markdown."""
    parts = [
        f"## {name.capitalize()}\n\n{to_markdown(rows, _SHOWN[name])}"
        for name, rows in _tables(content)
    ]
    return "\n".join(parts)


def to_latex(content: Content) -> str:
    """Every table that holds something, as `longtable`s to be put into a document.

    They want the packages longtable, booktabs, array and, with pdfTeX, textcomp and `T1`; LuaTeX
    or XeTeX set text of any script.
    """
    head = "% \\usepackage{longtable,booktabs,array,textcomp}\n"
    return head + "\n".join(_longtable(name, rows) for name, rows in _tables(content))


def tex(text: str) -> str:
    r"""Words as TeX prints them, so that none is a command.

    >>> tex("50% of $3 & more")
    '50\\% of \\$3 \\& more'
    """
    lines = (printable(line).strip() for line in text.splitlines())
    return _IN_TEX.sub(lambda m: _TEX[m[0]], " ".join(line for line in lines if line))


def _tables(content: Content) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (table.name, [{**row, "when": _when(row)} for row in table.dicts()])
        for table in flat_tables(content)
        if table.rows and table.name in _SHOWN
    ]


def _when(row: dict[str, Any]) -> str:
    for name in ("when", "as_of", "said", "period"):
        first, last = row.get(f"{name}_from"), row.get(f"{name}_to")
        if first or last:
            try:
                words = period_words(first, last)
            except ValueError:  # a period of a subject is as somebody wrote it
                words = " to ".join(side for side in (first, last) if side)
            return f"as of {words}" if name == "as_of" else words
    return ""


def _longtable(name: str, rows: Sequence[dict[str, Any]]) -> str:
    columns = _SHOWN[name]
    column = rf">{{\raggedright\arraybackslash}}p{{{0.94 / len(columns):.3f}\linewidth}}"
    heads = " & ".join(rf"\textbf{{{tex(c.replace('_', ' '))}}}" for c in columns)
    lines = [
        rf"\begin{{longtable}}{{{column * len(columns)}}}",
        rf"\caption{{{name.capitalize()}}}\\",
        rf"\toprule {heads} \\ \midrule \endhead",
        r"\bottomrule \endfoot",
    ]
    for row in rows:
        cells = ("" if row[c] is None else tex(str(row[c])) for c in columns)
        lines.append(" & ".join(cells) + r" \\")
    return "\n".join([*lines, r"\end{longtable}", ""])
