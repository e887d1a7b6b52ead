"""What changed between two captures of a page → rows, and words for people.

This room knows nothing of how changes are found; it relies on the attributes that
`reportedly.compare.captures.Pair` and `reportedly.text.passages.Change` document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from reportedly.export.rows import Row, claim_row
from reportedly.export.tables import Column
from reportedly.model import Claim

COLUMNS: tuple[str | Column, ...] = ("who", "before", "now", Column("what", optional=True))
"""Of a table of claims that changed."""


class _Pair(Protocol):
    @property
    def how(self) -> str: ...
    @property
    def old(self) -> Claim | None: ...
    @property
    def new(self) -> Claim | None: ...
    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]: ...


class _Change(Protocol):
    @property
    def before(self) -> str: ...
    @property
    def now(self) -> str: ...
    @property
    def words(self) -> Sequence[tuple[str, str]]: ...


def pair_rows(pairs: Iterable[_Pair]) -> list[Row]:
    """One row a claim: `how` it fared, and the claim in the earlier and in the later capture."""
    return [
        {
            "how": str(pair.how),
            "before": None if pair.old is None else claim_row(pair.old),
            "now": None if pair.new is None else claim_row(pair.new),
            "fields": [
                {"field": name, "before": before, "now": now} for name, before, now in pair.fields
            ],
        }
        for pair in pairs
    ]


def change_rows(changes: Iterable[_Change]) -> list[Row]:
    """One row a sentence: its words before and now."""
    return [{"before": change.before, "now": change.now} for change in changes]


def told_rows(pairs: Iterable[_Pair]) -> list[Row]:
    """As `pair_rows`, for a table that people read: who, the words before and now, what differs."""
    rows: list[Row] = []
    for pair in pairs:
        claim = pair.new or pair.old
        if claim is None:
            continue
        names = [name for name, _, _ in pair.fields if name not in ("text", "came by")]
        before, now = _voice(pair.old), _voice(pair.new)
        rows.append(
            {
                "how": str(pair.how),
                "who": now if before in ("", now) else (f"{before} → {now}" if now else before),
                "before": _words(pair.old),
                "now": _words(pair.new),
                "what": "" if pair.how != "changed" else ", ".join(names),
            }
        )
    return rows


def marked(change: _Change) -> str:
    """A sentence with what went in `[-…-]` and what came in `{+…+}`."""
    shown = {"-": "[-{}-]", "+": "{{+{}+}}"}
    return " ".join(shown.get(sign, "{}").format(piece) for sign, piece in change.words)


def _voice(claim: Claim | None) -> str:
    if claim is None:
        return ""
    return claim.source.name if claim.source else " or ".join((*claim.candidates, "?"))


def _words(claim: Claim | None) -> str:
    if claim is None:
        return ""
    stance = "" if claim.stance.value == "asserts" else f"{claim.stance.value}: "
    return f"{stance}{' '.join(claim.text.split())}"
