"""A store as a folder of files in the user's cache, brought up to what the store holds now.

The store is the truth. There is one folder for each place that a store stands at, for all processes
of a user; it is never taken away, and only files that changed are written. `revision.json` beside
it says which revision the folder holds; an edit removes that until the store has the edit, so that
whatever a process leaves that dies is put right from the store by whoever comes next.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context, ContextVar
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import LedgerError, UsageError
from reportedly.store.cache import cache_of
from reportedly.store.place import PlaceKind, open_database, place_of
from reportedly.store.revisions import Revision, files_since, is_latest, read_files
from reportedly.transaction import lock, replace_file, transaction

if TYPE_CHECKING:
    from reportedly.store.entries import Database
    from reportedly.store.place import Place

_FOLDER = "checkout"
_HELD = "revision.json"
_places: dict[Path, str] = {}
"""Where the store of each folder stands that this process opened.

The folder itself does not say so: it could be anybody's, and an address may hold a password.
"""
_asked: dict[Path, Database] = {}
"""Connections that are kept for `follow`; whoever uses one takes it out meanwhile."""

_seen: dict[Path, tuple[Revision, int, int]] = {}
"""Which revision a DuckDB file holds, and its size and time then: it need not be opened again."""

_locked: ContextVar[frozenset[Path]] = ContextVar("locked", default=frozenset())


def safe_path(root: Path, path: str) -> Path:
    """A path within the ledger, whoever wrote it.

    Raises:
        LedgerError: it leads out of the ledger, or to a hidden file.
    """
    target = root / path
    hidden = any(part.startswith(".") for part in Path(path).parts)
    if hidden or not path or not target.resolve().is_relative_to(root.resolve()):
        raise LedgerError(f"{path!r} is no path within a ledger; nothing was read or written there")
    return target


def claims_store(place: Place) -> Database | None:
    """The store of whole claims, open for reading; None where there are none.

    They go before a table of figures beside them.
    """
    database = open_database(place)
    if database is None or database.rows("SELECT 1 FROM reportedly.file LIMIT 1"):
        return database
    database.close()
    return None


@contextmanager
def opened_store(where: str) -> Iterator[Database]:
    """The store of claims at `where`, open for reading.

    Raises:
        LedgerError: there is none.
    """
    database = claims_store(place_of(where))
    if database is None:
        raise LedgerError(
            f"{where} is a table of figures, no ledger of claims: it can be asked for its claims, "
            "conflicts, sources, subjects, documents and graphs (export graphml and the like); for "
            "everything else make a ledger of it, in a folder, with: reportedly init, then: "
            "reportedly import csv FILE"
        )
    try:
        yield database
    finally:
        database.close()


def checkout_of(where: str) -> Path:
    """A folder with what a store holds now.

    Raises:
        LedgerError: there is no store of claims.
    """
    if place_of(where).kind is PlaceKind.DUCKDB:
        where = str(Path(where).resolve())
    root = cache_of(Path("/") / sha256(where.encode()).hexdigest()).folder / _FOLDER
    _places[root] = where
    follow(root)
    return root


def store_of(root: Path) -> str | None:
    """Where the store stands whose folder this is; None of an ordinary folder.

    Raises:
        UsageError: it is a store's, and nobody said of which.
    """
    if root not in _places and root.parent.parent == cache_of(Path("/")).folder.parent:
        raise UsageError(f"{root} is a copy of what a store holds: name the store itself")
    return _places.get(root)


def follow(root: Path, *, wait: bool = True) -> bool:
    """Bring the folder of a store up to its latest revision; one query where it has that.

    Of an ordinary folder, and within an edit of this one, nothing is done.

    Args:
        root: the folder.
        wait: while another edits it or brings it up, wait; else leave it as it is.

    Returns:
        Whether a newer revision was brought.

    Raises:
        LedgerError: the store cannot be reached, or is none any more.
    """
    where = _places.get(root)
    if where is None or is_locked(root):
        return False
    held = held_revision(root)
    if held is not None and _stands(root, where, held):
        return False
    try:
        with locked(root, wait=wait), opened_store(where) as database:
            return bring_up(database, root) != held
    except BlockingIOError:
        return False


def _stands(root: Path, where: str, held: Revision) -> bool:
    """Whether a store is at this revision still."""
    if place_of(where).kind is PlaceKind.DUCKDB:
        return _stands_in_file(root, Path(where), held)
    if (kept := _asked.pop(root, None)) is not None:
        try:
            return _ask(root, kept, held)
        except LedgerError:  # the server was started anew since
            kept.close()
    opened = claims_store(place_of(where))
    return opened is not None and _ask(root, opened, held)


def _ask(root: Path, database: Database, held: Revision) -> bool:
    found = is_latest(database, held)
    if _asked.setdefault(root, database) is not database:
        database.close()
    return found


def _stands_in_file(root: Path, path: Path, held: Revision) -> bool:
    # While it is open here, nobody can write it.
    now = path.stat() if path.exists() else None
    seen = None if now is None else (held, now.st_size, now.st_mtime_ns)
    if seen is not None and _seen.get(root) == seen:
        return True
    with opened_store(str(path)) as database:
        found = is_latest(database, held)
    if found and seen is not None:
        _seen[root] = seen
    return found


@contextmanager
def locked(root: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the folder of a store against all other processes and threads; they wait.

    Raises:
        BlockingIOError: somebody else holds it, and `wait` is False.
    """
    root.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(root.parent / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        lock(handle, wait=wait)
        token = _locked.set(_locked.get() | {root})
        try:
            yield
        finally:
            _locked.reset(token)
    finally:
        os.close(handle)


def is_locked(root: Path) -> bool:
    """Whether we hold the folder: only then it may be written."""
    return root in _locked.get()


def bring_up(database: Database, root: Path) -> Revision:
    """Write what changed in a store since the folder's revision; the folder must be `locked`.

    Where nobody knows what the folder holds, it is made to hold what the store does.
    """
    held = held_revision(root)
    since = None if held is None else files_since(database, held)
    now, files = read_files(database) if since is None else since
    put_files(root, files, whole=since is None)
    if now != held:
        hold_revision(root, now)
    return now


def put_files(root: Path, files: Mapping[str, bytes | None], *, whole: bool = False) -> None:
    """Let files hold this, and none be there where there is None; with `whole`, no others.

    It is no edit, and nobody who records edits is told of it.
    """
    Context().run(_put_files, root, files, whole=whole)


def _put_files(root: Path, files: Mapping[str, bytes | None], *, whole: bool) -> None:
    (root / "claims").mkdir(parents=True, exist_ok=True)
    with transaction(root) as change:
        gone = set(_files_in(root)) - files.keys() if whole else set()
        for path, data in {**files, **dict.fromkeys(gone)}.items():
            safe_path(root, path)
            if change.read(path) == data:
                continue
            if data is None:
                change.remove(path)
            else:
                change.put(path, data)


def _files_in(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        name = path.relative_to(root)
        if not name.parts[0].startswith(".") and (path.is_file() or path.is_symlink()):
            yield name.as_posix()


def held_revision(root: Path) -> Revision | None:
    """The revision that the folder of a store holds; None while that is not known."""
    try:
        number, id_ = json.loads((root.parent / _HELD).read_bytes())
        return Revision(int(number), str(id_))
    except (OSError, ValueError, TypeError):
        return None


def hold_revision(root: Path, revision: Revision | None) -> None:
    """Note which revision the folder holds; None before anything is done to it."""
    replace_file(root.parent / _HELD, json.dumps(revision).encode())
