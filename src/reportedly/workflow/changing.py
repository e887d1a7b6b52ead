"""Edits of a ledger: where they may go, what they did, and under whose name.

All edits go through `changing`. Those of a folder are done when its files are. Those of a store are
made on the folder that it is read from, brought up to the store's latest revision first, and are
written through, all within one transaction of the store in which this writer is alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import LedgerError
from reportedly.ledger.build import read_entries
from reportedly.ledger.shape import FIXED_FILES
from reportedly.store.entries import (
    Holding,
    changes_between,
    holding_of,
    put_changes,
    read_kept,
)
from reportedly.store.place import open_database, place_of
from reportedly.store.revisions import Revision
from reportedly.transaction import recorded
from reportedly.workflow.checkouts import (
    bring_up,
    hold_revision,
    is_locked,
    locked,
    put_files,
    store_of,
)
from reportedly.workflow.owned import is_claims, refuse_strange
from reportedly.workflow.resolved import resolve_again

if TYPE_CHECKING:
    from reportedly.store.entries import Database, Kept, Key
    from reportedly.transaction import FileChange

_person: ContextVar[str | None] = ContextVar("person", default=None)


@contextmanager
def made_by(person: str | None) -> Iterator[None]:
    """A block whose edits stand under a person's name in a store's history."""
    token = _person.set(person or _person.get())
    try:
        yield
    finally:
        _person.reset(token)


@contextmanager
def changing(root: Path, by: str | None = None) -> Iterator[list[FileChange]]:
    """A block in which the files of a ledger are changed; what it changed is told by its end.

    Blocks may stand in one another: whoever changes several things at once puts one around all.
    Of a store then all of them stand, or none.

    Args:
        root: the ledger's folder.
        by: under whose name a store keeps it where no `made_by` says so; without it, under that
            of REPORTEDLY_BY or the database's user.

    Raises:
        UsageError: the ledger cannot be changed there.
        LedgerError: the store cannot be written; nothing was changed.
    """
    where = store_of(root)
    if where is None or is_locked(root):
        with recorded() as files:
            yield files
    else:
        who = _person.get() or by or os.environ.get("REPORTEDLY_BY")
        with _written_through(root, where, who) as files:
            yield files


@contextmanager
def _written_through(root: Path, where: str, who: str | None) -> Iterator[list[FileChange]]:
    with locked(root), _opened(where, who) as database:
        done = False
        try:
            with database.writing():
                held = bring_up(database, root)
                # Until the store has the edit, nobody may take the folder for what it holds.
                hold_revision(root, None)
                with recorded() as files:
                    try:
                        yield files
                        now = _write(database, root, files) or held
                    except BaseException:
                        put_files(root, {path: before for path, (before, _) in _net(files).items()})
                        files.clear()  # nothing of it stands, so nothing is told of it
                        hold_revision(root, held)
                        raise
                done = True
        except LedgerError as error:
            if done:
                told = "whether the change stands shows when the ledger is opened again"
                raise LedgerError(f"{error}; {told}") from error
            raise
        hold_revision(root, now)


@contextmanager
def _opened(where: str, who: str | None) -> Iterator[Database]:
    database = open_database(place_of(where), write=True, who=who)
    if database is None:
        raise LedgerError(f"{where} is no store of claims any more")
    try:
        yield database
    finally:
        database.close()


def _net(files: Sequence[FileChange]) -> dict[str, tuple[bytes | None, bytes | None]]:
    """What each file held first, and holds last; without those that hold the same."""
    first: dict[str, bytes | None] = {}
    for change in files:
        first.setdefault(change.path, change.before)
    last = {change.path: change.after for change in files}
    return {path: (data, last[path]) for path, data in first.items() if data != last[path]}


def _write(database: Database, root: Path, files: Sequence[FileChange]) -> Revision | None:
    """Write through what an edit did; None where it did nothing."""
    changed = {path: after for path, (_, after) in _net(files).items()}
    if not changed:
        return None
    claims = [path for path in changed if is_claims(path)]
    before: dict[Key, Kept] = {}
    after: dict[Key, Kept] = {}
    for path in claims:
        before |= _kept_of(database, path)
        if (data := changed[path]) is not None:
            after |= holding_of(read_entries(data, path).entries, {}).entries
    known = [path for path, (data, _) in _net(files).items() if data is not None]
    refuse_strange(changed, Holding({}, after), root, known)
    changes = list(changes_between(after, before))
    revision = put_changes(database, changes, changed)
    resolve_again(database, changes, before)
    return Revision(*revision)


def _kept_of(database: Database, path: str) -> Mapping[Key, Kept]:
    """The entries that a store has of a file."""
    name = path.partition("/")[2]
    if (fixed := FIXED_FILES.get(name)) is not None:
        return read_kept(database, "section = ?", (fixed.key,))
    document = name.removesuffix(".yaml")
    return {
        **read_kept(database, "section = 'documents' AND id = ?", (document,)),
        **read_kept(database, "section = 'claims' AND document = ?", (document,)),
    }
