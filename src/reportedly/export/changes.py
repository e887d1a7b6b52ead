"""What changed in a ledger → rows, and Markdown fit for a comment on a pull request.

This room knows nothing of how changes are found; it relies on the attributes that
`reportedly.compare.changes.Changes` documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from reportedly.export.rows import Row, claim_row, conflict_row
from reportedly.export.tables import Column, to_markdown
from reportedly.model import Claim, Conflict

_MOST = 30  # rows a section and
_LONGEST = 200  # characters a cell: a comment on GitHub holds 65,536 characters
_CLAIM = ("source_name", "text", "figure", "subject", "id")
COLUMNS: Mapping[str, tuple[str | Column, ...]] = {
    "conflict": ("severity", "kind", "sources", "reason", "id"),
    "gained": _CLAIM,
    "lost": _CLAIM,
    "changed": ("id", "field", "before", "now"),
    "broken": _CLAIM,
    "settled": ("severity", "kind", "sources", "reason", "id"),
}
"""Kind of change → the columns that a table of it has, worst first."""
HEADINGS = {
    "conflict": "Newly in conflict",
    "gained": "Claims gained",
    "lost": "Claims lost",
    "changed": "Claims changed",
    "broken": "Claims that no longer resolve (see `reportedly check`)",
    "settled": "No longer in conflict",
}


class _Changed(Protocol):
    @property
    def new(self) -> Claim: ...
    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]: ...


class _Changes(Protocol):
    @property
    def gained(self) -> tuple[Claim, ...]: ...
    @property
    def lost(self) -> tuple[Claim, ...]: ...
    @property
    def changed(self) -> Sequence[_Changed]: ...
    @property
    def broken(self) -> tuple[Claim, ...]: ...
    @property
    def conflicts(self) -> tuple[Conflict, ...]: ...
    @property
    def settled(self) -> tuple[Conflict, ...]: ...


def change_rows(changes: _Changes) -> list[Row]:
    """One row a change, each with `change`, its kind; a changed claim has a row for each field."""
    rows: list[Row] = [{"change": "conflict", **conflict_row(c)} for c in changes.conflicts]
    for kind, claims in (("gained", changes.gained), ("lost", changes.lost)):
        rows += [{"change": kind, **claim_row(c)} for c in claims]
    rows += [
        {"change": "changed", "id": c.new.id, "field": name, "before": before, "now": now}
        for c in changes.changed
        for name, before, now in c.fields
    ]
    rows += [{"change": "broken", **claim_row(c)} for c in changes.broken]
    return rows + [{"change": "settled", **conflict_row(c)} for c in changes.settled]


def summary(changes: _Changes) -> str:
    """All of it in one line: `2 claims gained, 1 changed, 1 new conflict`."""
    counts = (
        (len(changes.gained), "claim gained", "claims gained"),
        (len(changes.lost), "claim lost", "claims lost"),
        (len(changes.changed), "claim changed", "claims changed"),
        (len(changes.broken), "claim no longer resolves", "claims no longer resolve"),
        (len(changes.conflicts), "newly in conflict", "newly in conflict"),
        (len(changes.settled), "no longer in conflict", "no longer in conflict"),
    )
    parts = [f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n]
    return ", ".join(parts) or "no claim gained, lost or changed, none newly in conflict"


def to_comment(changes: _Changes, since: str) -> str:
    """The changes as Markdown, short enough for a comment; words from documents are no markup.

    Args:
        changes: what changed.
        since: the revision, as it is to be named.
    """
    rows = change_rows(changes)
    parts = [f"**Ledger: {summary(changes)}** since `{since.replace('`', '')}`\n"]
    for kind, columns in COLUMNS.items():
        found = [_short(row) for row in rows if row["change"] == kind]
        if not found:
            continue
        table = to_markdown(found[:_MOST], columns)
        more = f"\n… and {len(found) - _MOST:,} more\n" if len(found) > _MOST else ""
        parts.append(f"### {HEADINGS[kind]}\n\n{table}{more}")
    return "\n".join(parts)


def sections(rows: Iterable[Row]) -> Iterable[tuple[str, list[Row], tuple[str | Column, ...]]]:
    """(heading, rows, columns) of every kind of change that there is."""
    listed = list(rows)
    for kind, columns in COLUMNS.items():
        found = [row for row in listed if row["change"] == kind]
        if found:
            yield HEADINGS[kind].replace("`", ""), found, columns


def _short(row: Row) -> Row:
    return {name: _cut(value) for name, value in row.items()}


def _cut(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[: _LONGEST - 1] + "…"
    return value
