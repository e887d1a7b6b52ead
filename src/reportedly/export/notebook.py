"""Graphs and tables that show themselves in a notebook (IPython's `_repr_svg_`, `_repr_html_`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from reportedly.export.printable import period_words, printable
from reportedly.export.rows import Row, claim_row, conflict_row, period_row
from reportedly.model import Claim, Conflict

_CLAIM = ("source", "text", "figure", "when", "status", "id")
_CONFLICT = ("severity", "kind", "sources", "reason", "id")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing; `svg` is its source."""

    svg: str

    def _repr_svg_(self) -> str:
        # Notebooks take the element alone, without what makes it a file, no wider than the cell,
        # and on white: on the ground of a dark notebook its words would not be seen.
        element = self.svg[self.svg.index("<svg") :]
        return element.replace("<svg", '<svg style="max-width:100%;height:auto;background:#fff"', 1)


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows as a table; `rows` are those that the commands print as JSON."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        # Notebooks set every cell flush right unless it says otherwise.
        sides = ["right" if c == "figure" else "left" for c in self.columns]
        styles = [f'style="text-align:{side};vertical-align:top"' for side in sides]
        head = "".join(
            f'<th scope="col" {style}>{escape(c)}</th>'
            for c, style in zip(self.columns, styles, strict=True)
        )
        rows = (
            "".join(
                f"<td {style}>{escape(printable(cell))}</td>"
                for cell, style in zip(row, styles, strict=True)
            )
            for row in self.cells
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def listing(items: Sequence[Claim | Conflict]) -> Listing:
    """Claims, or conflicts, as a table that shows itself in a notebook."""
    claims = [item for item in items if isinstance(item, Claim)]
    if claims:
        rows = tuple(claim_row(c) for c in claims)
        return Listing(rows, _CLAIM, tuple(_claim_cells(c) for c in claims))
    conflicts = [item for item in items if isinstance(item, Conflict)]
    rows = tuple(conflict_row(c) for c in conflicts)
    return Listing(rows, _CONFLICT, tuple(_conflict_cells(c) for c in conflicts))


def _claim_cells(claim: Claim) -> tuple[str, ...]:
    period = claim.when or claim.as_of or claim.said
    return (
        claim.source.name if claim.source else " or ".join((*claim.candidates, "?")),
        claim.text,
        claim.figure.as_written if claim.figure else "",
        period_words(*(period_row(period) or (None, None))),
        claim.status.value,
        claim.id,
    )


def _conflict_cells(conflict: Conflict) -> tuple[str, ...]:
    names = "; ".join(conflict.sources)
    return (conflict.severity.value, conflict.kind.value, names, conflict.reason, conflict.id)
