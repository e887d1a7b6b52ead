"""What became of one claim, edit by edit, and any of its versions written back as a new edit.

A store keeps every version itself. Of a folder Git tells it, where Git keeps the folder: each
commit that touched the claim's file is a state of the claim, and edits are what lies between two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from reportedly.errors import UsageError
from reportedly.ledger import add_claims, set_fields
from reportedly.ledger.build import read_entries
from reportedly.ledger.revision import FileState, states_of
from reportedly.model import ClaimEntry, content_of
from reportedly.store.revisions import entry_of, read_history
from reportedly.workflow.changing import changing
from reportedly.workflow.checkouts import opened_store, store_of

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger

Content = Mapping[str, Any]
"""What an entry says, field by field, as JSON has it."""

_NAMES = ("id", "document")


class State(NamedTuple):
    """What a claim said from some time on; `content` is None where it was not there."""

    when: datetime | None
    who: str
    content: Content | None


class Edit(NamedTuple):
    """One edit of a claim.

    Attributes:
        number: counted from 1, the oldest.
        when: None where nobody knows.
        who: "" where nobody knows.
        did: added, changed or removed.
        fields: each field that it changed, as it was and as it became; None for absent.
        content: what the claim said from then on; None once it was removed.
    """

    number: int
    when: datetime | None
    who: str
    did: str
    fields: Mapping[str, tuple[Any, Any]]
    content: Content | None

    @property
    def what(self) -> str:
        """The fields in words: "figure: 12 → 14; note: by telephone → none"."""
        shown = ((f, *pair) for f, pair in self.fields.items() if f not in _NAMES)
        return "; ".join(f"{f}: {_shown(before)} → {_shown(now)}" for f, before, now in shown)

    @property
    def row(self) -> dict[str, Any]:
        """As JSON has it."""
        when = self.when.astimezone(UTC).isoformat(timespec="seconds") if self.when else None
        fields = {f: {"before": before, "after": now} for f, (before, now) in self.fields.items()}
        told = {"number": self.number, "when": when, "who": self.who or None, "did": self.did}
        return {**told, "what": self.what, "fields": fields}


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def history(ledger: Ledger, claim_id: str) -> list[Edit]:
    """The edits of a claim, oldest first; none where nobody kept them.

    Raises:
        UsageError: no claim has, or had, that id.
    """
    where = store_of(ledger.root)
    states = _in_git(ledger, claim_id) if where is None else _in_store(where, claim_id)
    edits = list(edits_of(states))
    if not edits and _entry(ledger, claim_id) is None:
        raise UsageError(f"no claim {claim_id!r}; see: reportedly claims")
    return edits


def edits_of(states: Iterable[State]) -> Iterator[Edit]:
    """What lies between the states of a claim, the oldest first.

    >>> states = [State(None, "ann", {"figure": "12"}), State(None, "ben", {"figure": "14"})]
    >>> [(edit.who, edit.did, edit.what) for edit in edits_of(states)]
    [('ann', 'added', 'figure: none → 12'), ('ben', 'changed', 'figure: 12 → 14')]
    """
    before: Content | None = None
    number = 0
    for when, who, now in states:
        if now == before:
            continue
        number += 1
        did = "added" if before is None else "removed" if now is None else "changed"
        yield Edit(number, when, who, did, _differences(before or {}, now or {}), now)
        before = now


def _differences(before: Content, now: Content) -> dict[str, tuple[Any, Any]]:
    pairs = {field: (before.get(field), now.get(field)) for field in {**before, **now}}
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


def restore(ledger: Ledger, claim_id: str, number: int, by: str | None = None) -> None:
    """Let a claim say again what it said after one of its edits; that is a new edit.

    Args:
        ledger: the ledger.
        claim_id: the claim; one that was removed comes back at the end of its document's file.
        number: of the edit; see `Edit`.
        by: who restores it.

    Raises:
        UsageError: there is no such edit, the claim was not there after it, or it says that now.
        StaleEntryError: somebody changed the claim since the ledger was loaded.
    """
    edit = next((e for e in history(ledger, claim_id) if e.number == number), None)
    if edit is None:
        raise UsageError(f"{claim_id} has no edit {number}; see: reportedly history {claim_id}")
    if edit.content is None:
        raise UsageError(f"edit {number} removed {claim_id}: give the one before it")
    entry = _entry(ledger, claim_id)
    if entry is None:
        wanted = cast("ClaimEntry", entry_of("claims", edit.content))
        document = ledger.document_entries.get(wanted.document)
        if document is None:
            raise UsageError(f"{claim_id} stood in {wanted.document}, which is no longer there")
        with changing(ledger.root, by):
            add_claims(ledger.root, document, [wanted])
        return
    pairs = _differences(_content(entry), edit.content)
    fields = {field: now for field, (_, now) in pairs.items() if field not in _NAMES}
    if not fields:
        raise UsageError(f"{claim_id} says now what it said after edit {number}")
    with changing(ledger.root, by):
        set_fields(ledger.root, entry, fields)


def _entry(ledger: Ledger, claim_id: str) -> ClaimEntry | None:
    return next((c for c in ledger.entries.claims if c.id == claim_id), None)


def _content(entry: ClaimEntry) -> Content:
    return cast("Content", json.loads(content_of(entry)))


def _in_store(where: str, claim_id: str) -> list[State]:
    with opened_store(where) as database:
        rows = read_history(database, "claims", claim_id)
    return [State(r.when, r.who, None if r.did == "removed" else r.content) for r in rows]


def _in_git(ledger: Ledger, claim_id: str) -> Iterator[State]:
    """The states of a claim in the commits of its file, and as it stands since the last."""
    entry = _entry(ledger, claim_id)
    homes = (d.location.file for d in ledger.entries.documents if claim_id.startswith(f"{d.id}/"))
    file = entry.location.file if entry is not None else next(homes, None)
    if file is None or not (states := states_of(ledger.root, file)):
        return
    path = ledger.root / file
    if path.is_file() and states[-1].data != (data := path.read_bytes()):
        states.append(FileState(datetime.fromtimestamp(path.stat().st_mtime, UTC), "", data))
    for when, who, held in states:
        claims = read_entries(held, file).entries.claims if held is not None else ()
        found = next((c for c in claims if c.id == claim_id), None)
        yield State(when, who, None if found is None else _content(found))
