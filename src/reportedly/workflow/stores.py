"""Ledgers of files to and from databases, losing nothing of either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import LedgerError, StaleEntryError, UsageError
from reportedly.model import (
    Entries,
)

if TYPE_CHECKING:
    from reportedly.store.entries import Base, Kept

from reportedly.workflow.checkouts import safe_path, stored_content
from reportedly.workflow.ledgers import Ledger, open_ledger
from reportedly.workflow.tables import FigureLedger, open_figures


def push_ledger(where: str | None, to: str, *, who: str | None = None, over: bool = False) -> str:
    """Bring a ledger into a store: what only the ledger changed is written, all of it or nothing.

    Args:
        where: the ledger: a folder, or a table of figures.
        to: of a folder, a `.duckdb` file or `postgresql://…`; a table goes to any place of tables.
        who: under whose name the history keeps it; the database's user without it.
        over: write over what others changed since; the history keeps their versions.

    Returns:
        What was done, in a few words.

    Raises:
        StaleEntryError: others changed the store since; pull first.
        LedgerError: the ledger has faults, or the store cannot be written.
        UsageError: nothing of this sort is kept there.
    """
    from reportedly.store import entries as stored
    from reportedly.store.place import open_database, place_of

    if (table := open_figures(where)) is not None:
        return _push_figures(table, to)
    ledger = open_ledger(where)
    if ledger.faults:
        raise LedgerError(f"{ledger.faults[0]}; push takes no ledger with faults in its files")
    place = place_of(to)
    database = open_database(place, write=True, who=who)
    if database is None:
        raise UsageError(f"{to} keeps no claims: push to a .duckdb file or to postgresql://…")
    try:
        mine = stored.holding_of(ledger.entries, _files_of(ledger))
        base = stored.Base.from_json(_met(ledger.root, to))
        done = stored.push(database, mine, base, ledger.claims, over)
    finally:
        database.close()
    _meet(ledger.root, to, mine.base)
    return f"{done.added} added, {done.changed} changed, {done.removed} removed"


def pull_ledger(where: str | None, origin: str, keep: str | None = None) -> list[Path]:
    """Bring what a store holds into a folder: what only the store changed is written.

    A file that the folder did not change becomes the store's, to the byte. Where both changed a
    file, entries are taken one by one, and the rest of the file stays.

    Args:
        where: the folder; made when it is not there. Of a table of figures, the file to write.
        origin: the store.
        keep: of an entry that both changed, `"mine"` or `"theirs"` is kept; None stops there.

    Returns:
        The files written.

    Raises:
        StaleEntryError: both changed one entry, and `keep` is None; nothing is written.
        LedgerError: the store cannot be read, or the folder not written.
    """
    from reportedly.ledger.write import replace_file
    from reportedly.store import entries as stored
    from reportedly.store.duck import save

    if (table := open_figures(origin)) is not None:
        if where is None:
            raise UsageError(f"{origin} is a table of figures: name the file with --ledger FILE")
        save(table.figures.engine, Path(where))
        return [Path(where)]
    root = Path(where) if where else Path.cwd()
    theirs = stored_content(origin)
    if not (root / "claims").is_dir():
        (root / "claims").mkdir(parents=True)
    ledger = open_ledger(str(root))
    files, base = _files_of(ledger), stored.Base.from_json(_met(ledger.root, origin))
    take, merge, drop = _compared(files, theirs.files, base.files)
    if keep is not None:
        take += [p for p in merge if not _is_of_entries(p) and keep == "theirs"]
        merge = [p for p in merge if _is_of_entries(p)]
    added = [_merged(p, files[p], theirs.files[p], base.entries, keep) for p in merge]
    written = []
    for path in take:
        target = safe_path(ledger.root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, theirs.files[path])
        written.append(target)
    for path in drop:
        safe_path(ledger.root, path).unlink(missing_ok=True)
    for changes in added:
        _take_entries(ledger.root, changes)
        written += [ledger.root / changes.file]
    _meet(ledger.root, origin, theirs.base)
    return written


_KEEP = "decide with --keep mine or --keep theirs"


def _is_of_entries(path: str) -> bool:
    return path.endswith(".yaml") and path.startswith("claims/")


@dataclass(frozen=True, slots=True)
class _Changes:
    """Entries of one file that only the store added or changed."""

    file: str
    added: Entries
    changed: tuple[tuple[str, Mapping[str, Any]], ...]


def _compared(
    mine: Mapping[str, bytes], theirs: Mapping[str, bytes], base: Mapping[str, str]
) -> tuple[list[str], list[str], list[str]]:
    """Paths to take whole, paths that both changed, and paths that only the store dropped."""
    from reportedly.store.entries import digest

    take: list[str] = []
    merge: list[str] = []
    for path, data in theirs.items():
        own = mine.get(path)
        if own == data or base.get(path) == digest(data):
            continue
        untouched = own is None if path not in base else own is None or digest(own) == base[path]
        (take if untouched else merge).append(path)
    drop = [p for p in mine if p in base and p not in theirs and digest(mine[p]) == base[p]]
    return take, merge, drop


def _merged(
    path: str,
    own: bytes,
    theirs: bytes,
    base: Mapping[tuple[str, str, str], str],
    keep: str | None,
) -> _Changes:
    """What only the store changed in a file that both changed; and what both did, by `keep`.

    Raises:
        StaleEntryError: both changed one entry, or one dropped what the other has, and `keep` does
            not settle it.
    """
    from reportedly.ledger.build import read_entries
    from reportedly.store.entries import holding_of

    if not _is_of_entries(path):
        raise StaleEntryError(f"{path} differs here and in the store: {_KEEP}")
    parts = [read_entries(data, path) for data in (own, theirs)]
    held = [Entries(p.documents, p.claims, p.sources, p.subjects, p.judgements) for p in parts]
    mine, other = (holding_of(e, {}).entries for e in held)
    was = [(key, _version(mine, key), _version(other, key)) for key in {**mine, **other}]
    both = [k for k, m, o in was if m != o and base.get(k, "") not in (m, o)]
    dropped = [k for k, m, o in was if not o and base.get(k) == m]
    if keep == "mine":
        both, dropped = [], []
    settled = {k for k, m, o in was if keep == "theirs" and k in both and m and o}
    if open_ones := [k for k in [*both, *dropped] if k not in settled]:
        names = ", ".join(key[2] for key in open_ones[:3])
        raise StaleEntryError(
            f"{path}: {names} changed here and in the store; "
            + ("take it out or put it back by hand" if keep else _KEEP)
        )
    new = {k for k, m, o in was if not m and k not in base}
    risen = [k for k, m, o in was if m and o and m != o and (base.get(k) == m or k in settled)]
    return _Changes(
        path,
        _only(held[1], new),
        tuple((k[2], _differences(mine[k].content, other[k].content)) for k in risen),
    )


def _version(entries: Mapping[tuple[str, str, str], Kept], key: tuple[str, str, str]) -> str:
    return entries[key].version if key in entries else ""


def _only(entries: Entries, keys: set[tuple[str, str, str]]) -> Entries:
    return Entries(
        entries.documents,
        tuple(c for c in entries.claims if ("claims", c.document, c.id) in keys),
        tuple(s for s in entries.sources if ("sources", "", s.id) in keys),
        tuple(s for s in entries.subjects if ("subjects", "", s.id) in keys),
        tuple(j for j in entries.judgements if ("judgements", "", j.id) in keys),
    )


def _differences(before: str, after: str) -> dict[str, Any]:
    """Fields that differ; None takes one out."""
    import json

    old, new = json.loads(before), json.loads(after)
    return {
        key: new.get(key)
        for key in {**old, **new}
        if old.get(key) != new.get(key) and key not in ("id", "document")
    }


def _take_entries(root: Path, changes: _Changes) -> None:
    """Write the store's entries into a file that was changed here too."""
    from reportedly.ledger import add_documents, add_judgement, set_fields

    new = changes.added
    claims = [(d, [c for c in new.claims if c.document == d.id]) for d in new.documents]
    add_documents(root, [(d, c) for d, c in claims if c], new.sources, new.subjects)
    for judgement in new.judgements:
        add_judgement(root, judgement)
    for name, fields in changes.changed:
        set_fields(root, name, fields)


def _push_figures(table: FigureLedger, to: str) -> str:
    from tempfile import TemporaryDirectory

    from reportedly.store.duck import save
    from reportedly.store.place import PlaceKind, place_of

    place = place_of(to)
    engine = table.figures.engine
    if place.kind is PlaceKind.POSTGRES:
        from reportedly.store.place import open_database
        from reportedly.store.postgres import add_figures, connect

        if ready := open_database(place, write=True):  # or it says how to make it so
            ready.close()
        columns = engine.columns()
        rows = engine.run(f"SELECT {', '.join(columns)} FROM {engine.relation}")
        with connect(place.where) as connection:
            return f"{add_figures(connection, columns, rows):,} rows added"
    if place.kind is PlaceKind.SPARK:
        from reportedly.store.spark import write_parquet

        with TemporaryDirectory() as folder:
            path = Path(folder) / "figures.parquet"
            count = save(engine, path)
            write_parquet(str(path), place.master, place.path)
        return f"{count:,} rows written"
    if place.kind is PlaceKind.FOLDER:
        raise UsageError(f"{to} is a folder; a table goes to a file, a database or Spark")
    return f"{save(engine, Path(place.path)):,} rows written"


def _files_of(ledger: Ledger) -> dict[str, bytes]:
    """Every file of a ledger by its path: what stands in `claims/`, documents cited, sidecars."""
    from reportedly.ledger.files import list_files

    files, _ = list_files(ledger.root)
    cited = [d.path for d in ledger.entries.documents if d.path]
    # What a sidecar says of a capture, its original and its time above all, goes with the text.
    sidecars = [f"{path.rpartition('.')[0]}.yaml" for path in cited if "." in path]
    paths = {f.file for f in files} | {*cited, *sidecars}
    found = {}
    for path in sorted(paths):
        target = safe_path(ledger.root, path)
        if target.is_file():
            found[path] = target.read_bytes()
    return found


def _met(root: Path, store: str) -> bytes | None:
    """What the ledger and the store held when they last met, if that is known."""
    from reportedly.store.cache import cache_of

    return cache_of(root).get(f"met {store}")


def _meet(root: Path, store: str, base: Base) -> None:
    from reportedly.store.cache import cache_of

    cache_of(root).put(f"met {store}", base.to_json())


def prepare_store(url: str) -> int:
    """Make a PostgreSQL database ready for ledgers; returns how many steps that took.

    Raises:
        LedgerError: this user may not.
    """
    from reportedly.store.postgres import connect
    from reportedly.store.schema import prepare

    connection = connect(url)
    try:
        return prepare(connection)
    finally:
        connection.close()
