"""Ledgers of files to and from databases, losing nothing of either.

A ledger remembers, below `.reportedly/`, what it and each store held when they last met, under the
store's own id. Whatever stands under a store's name now is known by that id and by its revisions;
another store, or an older state of the same, is refused. What would be changed or removed is told
before anything is, and somebody must agree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import LedgerError, StaleEntryError, UsageError
from reportedly.ledger.files import list_files
from reportedly.model import Entries, sidecar_of
from reportedly.store.duck import save
from reportedly.store.entries import (
    Base,
    Difference,
    DuckStore,
    Holding,
    difference,
    digest,
    holding_of,
    id_of,
    knows,
    push,
    read_holding,
    refuse_stale,
    revision_of,
)
from reportedly.store.place import PlaceKind, open_database, place_of
from reportedly.store.postgres import add_figures, connect
from reportedly.store.schema import prepare
from reportedly.store.spark import write_parquet
from reportedly.transaction import STATE, Transaction, transaction
from reportedly.workflow.checkouts import opened_store, safe_path
from reportedly.workflow.ledgers import Ledger, open_ledger
from reportedly.workflow.opening import open_figures
from reportedly.workflow.owned import is_claims, refuse_strange
from reportedly.workflow.tables import FigureLedger

if TYPE_CHECKING:
    from reportedly.store.entries import Database, Kept

Agree = Callable[[str], None]
"""Is told what would be changed or removed; returns when that is agreed, and raises otherwise."""


def push_ledger(
    where: str | None,
    to: str,
    *,
    who: str | None = None,
    over: bool = False,
    anew: bool = False,
    agree: Agree = lambda _plan: None,
) -> str:
    """Bring a ledger into a store: what only the ledger changed is written, all of it or nothing.

    Args:
        where: the ledger: a folder, or a table of figures.
        to: of a folder, a `.duckdb` file or `postgresql://…`; a table goes to any place of tables.
        who: under whose name the history keeps it; the database's user without it.
        over: write over what others changed since; the history keeps their versions.
        anew: take the store as one that the ledger never met.
        agree: is told how much of what the store has would be changed or removed.

    Returns:
        What was done, in a few words.

    Raises:
        StaleEntryError: others changed the store since; pull first. Or it is another store.
        LedgerError: the ledger has faults, or the store cannot be written.
        UsageError: nothing of this sort is kept there.
    """
    if (table := open_figures(where)) is not None:
        return _push_figures(table, to, agree)
    ledger = open_ledger(where)
    if ledger.faults:
        raise LedgerError(f"{ledger.faults[0]}; push takes no ledger with faults in its files")
    mine = holding_of(ledger.entries, _files_of(ledger))
    refuse_strange(mine.files, mine, ledger.root)
    place = place_of(to)
    database = open_database(place, write=True, who=who)
    if database is None:
        raise UsageError(f"{to} keeps no claims: push to a .duckdb file or to postgresql://…")
    try:
        theirs = read_holding(database)
        base = _base(ledger.root, to, database, anew or not theirs.files)
        if not over:
            refuse_stale(mine, theirs, base)
        done = difference(mine, theirs)
        gone = sorted(theirs.files.keys() - mine.files.keys())
        if done.changed or done.removed or gone:
            agree(f"In {to}: entries {done}; {_files(len(gone))} removed{_some(gone)}")
        with transaction(ledger.root) as change:
            change.put(*_IGNORED)  # a folder that cannot be written is found before the store is
            revision = push(database, mine, theirs, ledger.claims)
            _meet(change, to, id_of(database), mine.base(revision))
    finally:
        database.close()
    differing = [p for p, data in mine.files.items() if theirs.files.get(p) != data] + gone
    if done == Difference() and differing:
        count = _files(len(differing))
        return f"{done}; comments, layout or sidecars of {count}{_some(differing)}"
    return str(done)


def pull_ledger(
    where: str | None,
    origin: str,
    keep: str | None = None,
    *,
    anew: bool = False,
    agree: Agree = lambda _plan: None,
) -> list[Path]:
    """Bring what a store holds into a folder: what only the store changed, all of it or nothing.

    A file that the folder did not change becomes the store's, to the byte. Where both changed a
    file, entries are taken one by one, and the rest of the file stays. Files that are not the
    ledger's are never touched.

    Args:
        where: the folder; made when it is not there. Of a table of figures, the file to write.
        origin: the store.
        keep: of an entry that both changed, `"mine"` or `"theirs"` is kept; None stops there.
        anew: take the store as one that the ledger never met: then nothing is removed.
        agree: is told how much of what the folder has would be changed or removed.

    Returns:
        The files written or removed.

    Raises:
        StaleEntryError: both changed one entry, and `keep` is None; or it is another store.
        LedgerError: the store cannot be read, or holds what is no ledger's.
        WriteError: the folder cannot be written. In all cases nothing is changed.
    """
    if (table := open_figures(origin)) is not None:
        return _pull_figures(table, where, origin, agree)
    root = Path(where) if where else Path.cwd()
    theirs, base, name = _met_store(root, origin, anew)
    mine = _files_of(open_ledger(str(root))) if (root / "claims").is_dir() else {}
    plan = _plan(mine, theirs, base, keep)
    refuse_strange(plan, theirs, root, mine)
    if told := _told(mine, plan):
        agree(f"In {root}: {told}")
    with transaction(root) as change:
        for path, data in plan.items():
            if change.read(path) not in (mine.get(path), data):
                raise StaleEntryError(f"{path} changed at this moment; nothing was written")
            change.remove(path) if data is None else change.put(path, data)
        (root / "claims").mkdir(exist_ok=True)
        _meet(change, origin, name, theirs.base(base.revision))
    return [root / path for path in plan]


def _met_store(root: Path, origin: str, anew: bool) -> tuple[Holding, Base, str]:
    """What a store holds, what both held when they last met, and the store's own id."""
    with opened_store(origin) as database:
        revision = revision_of(database)
        theirs = read_holding(database)
        base = _base(root, origin, database, anew)
        if revision_of(database) != revision:
            raise StaleEntryError("others changed the store at this moment: pull again")
        return theirs, Base(base.files, base.entries, revision), id_of(database)


def _plan(
    mine: Mapping[str, bytes], theirs: Holding, base: Base, keep: str | None
) -> dict[str, bytes | None]:
    """What files a pull would let hold what; None for those that it would remove."""
    take, merge, drop = _compared(mine, theirs.files, base.files)
    plan: dict[str, bytes | None] = {path: theirs.files[path] for path in take}
    for path in merge:
        if is_claims(path):
            plan[path] = _merged(path, mine[path], theirs.files[path], base.entries, keep)
        elif not path.endswith(".yaml"):
            raise StaleEntryError(
                f"{path} differs here and in the store, and a captured text is never written over: "
                "let one side cite it under another name"
            )
        elif keep is None:
            raise StaleEntryError(f"{path} differs here and in the store: {_KEEP}")
        elif keep == "theirs":
            plan[path] = theirs.files[path]
    plan |= dict.fromkeys(drop)
    return {path: data for path, data in plan.items() if data != mine.get(path)}


def _told(mine: Mapping[str, bytes], plan: Mapping[str, bytes | None]) -> str:
    """How much of what a folder has a plan changes or removes; "" when it only adds."""
    from reportedly.ledger.build import read_entries

    def entries(files: Mapping[str, bytes]) -> Holding:
        parts = [read_entries(d, p) for p, d in files.items() if is_claims(p)]
        held = [holding_of(part.entries, {}).entries for part in parts]
        return Holding({}, {key: kept for part in held for key, kept in part.items()})

    before = {path: mine[path] for path in plan if path in mine}
    after = {path: data for path, data in plan.items() if data is not None}
    done = difference(entries(after), entries(before))
    gone = [path for path, data in plan.items() if data is None]
    changed = sorted(before.keys() - set(gone))
    if not (gone or done.changed or done.removed or not all(map(is_claims, changed))):
        return ""
    counts = f"{_files(len(after) - len(changed))} added, {len(changed):,} changed"
    return f"{counts}{_some(changed)}, {len(gone):,} removed{_some(gone)}; entries {done}"


def _some(paths: Sequence[str]) -> str:
    return f" ({', '.join(paths[:5])}{', …' if len(paths) > 5 else ''})" if paths else ""


def _files(count: int) -> str:
    return f"{count:,} file{'s' * (count != 1)}"


_KEEP = "decide with --keep mine or --keep theirs"


def _compared(
    mine: Mapping[str, bytes], theirs: Mapping[str, bytes], base: Mapping[str, str]
) -> tuple[list[str], list[str], list[str]]:
    """Paths to take whole, paths that both changed, and paths that only the store dropped."""
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
) -> bytes:
    """A file that both changed with what only the store changed in it, and by `keep` what both did.

    Raises:
        StaleEntryError: both changed one entry, or one dropped what the other has, and `keep` does
            not settle it.
    """
    from reportedly.ledger import merge_entries
    from reportedly.ledger.build import read_entries

    held = [read_entries(data, path) for data in (own, theirs)]
    mine, other = (holding_of(part.entries, {}).entries for part in held)
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
    changed = [(k[2], _differences(mine[k].content, other[k].content)) for k in risen]
    return merge_entries(own, path, _only(held[1].entries, new), changed)


def _version(entries: Mapping[tuple[str, str, str], Kept], key: tuple[str, str, str]) -> str:
    return entries[key].version if key in entries else ""


def _only(entries: Entries, keys: set[tuple[str, str, str]]) -> Entries:
    found = {
        f.name: tuple(
            e
            for e in getattr(entries, f.name)
            if (f.name, getattr(e, "document", ""), e.id) in keys
        )
        for f in fields(Entries)
    }
    return replace(Entries(**found), documents=entries.documents)


def _differences(before: str, after: str) -> dict[str, Any]:
    """Fields that differ; None takes one out."""
    old, new = json.loads(before), json.loads(after)
    return {
        key: new.get(key)
        for key in {**old, **new}
        if old.get(key) != new.get(key) and key not in ("id", "document")
    }


def _pull_figures(table: FigureLedger, where: str | None, origin: str, agree: Agree) -> list[Path]:
    if where is None:
        raise UsageError(f"{origin} is a table of figures: name the file with --ledger FILE")
    if Path(where).exists():
        agree(f"{where} would be written over")
    save(table.figures.engine, Path(where))
    return [Path(where)]


def _push_figures(table: FigureLedger, to: str, agree: Agree) -> str:
    from tempfile import TemporaryDirectory

    place = place_of(to)
    engine = table.figures.engine
    if place.path and Path(place.path).exists() and place.kind is not PlaceKind.FOLDER:
        agree(f"{place.path} would be written over")
    if place.kind is PlaceKind.POSTGRES:
        if ready := open_database(place, write=True):  # or it says how to make it so
            ready.close()
        columns = engine.columns()
        rows = engine.run(f"SELECT {', '.join(columns)} FROM {engine.relation}")
        with connect(place.where) as connection:
            return f"{add_figures(connection, columns, rows):,} rows added"
    if place.kind is PlaceKind.SPARK:
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
    files, _ = list_files(ledger.root)
    cited = [d.path for d in ledger.entries.documents if d.path]
    # What a sidecar says of a capture, its original and its time above all, goes with the text.
    sidecars = map(sidecar_of, cited)
    paths = {f.file for f in files} | {*cited, *sidecars}
    found = {}
    for path in sorted(paths):
        target = safe_path(ledger.root, path)
        if target.is_file():
            found[path] = target.read_bytes()
    return found


def _base(root: Path, where: str, database: Database, anew: bool) -> Base:
    """What the ledger and a store held when they last met.

    Args:
        root: of the ledger.
        where: the words that name the store.
        database: the store that stands there now.
        anew: take it as one that the ledger never met.

    Raises:
        StaleEntryError: the ledger met another store under that name, or a later state of this one.
    """
    name = id_of(database)
    try:
        base = Base.from_json((root / _MET.format(name)).read_bytes())
    except FileNotFoundError:
        base = Base()
    except (ValueError, TypeError, IndexError):
        raise _damaged(root / _MET.format(name)) from None
    if anew:
        return Base()
    before = _names(root).get(_place(where), name)
    if before != name or not knows(database, base.revision):
        what = (
            "another store" if before != name else "an older state, or another copy, of the store"
        )
        raise StaleEntryError(
            f"{where} is {what} that this ledger met there before: nothing was changed. "
            "If it is the one that is meant, say so with --new-store: it is then taken as never "
            "met, and nothing is removed for its sake"
        )
    return base


_IGNORED = (f"{STATE}/.gitignore", b"# Kept by the program for this copy of the ledger alone.\n*\n")
_NAMES = f"{STATE}/stores.json"
_MET = f"{STATE}/met-{{}}.json"


def _meet(change: Transaction, where: str, name: str, base: Base) -> None:
    """Remember what both hold now."""
    names = _names(change.root) | {_place(where): name}
    for path, data in (
        _IGNORED,
        (_NAMES, json.dumps(names, indent=1).encode()),
        (_MET.format(name), base.to_json()),
    ):
        if change.read(path) != data:
            change.put(path, data)


def _names(root: Path) -> dict[str, str]:
    """Places of stores → ids of the stores that the ledger met there."""
    try:
        return dict(json.loads((root / _NAMES).read_bytes()))
    except FileNotFoundError:
        return {}
    except ValueError:
        raise _damaged(root / _NAMES) from None


def _damaged(path: Path) -> StaleEntryError:
    return StaleEntryError(
        f"{path} is damaged, so nobody knows which stores this ledger met: remove {path.parent}, "
        "after which it has met none, and pull first"
    )


def _place(where: str) -> str:
    """One name for a place, however it is written."""
    from urllib.parse import urlsplit

    if "://" not in where:
        return str(Path(where).resolve())
    parts = urlsplit(where)
    return f"{parts.hostname or 'localhost'}:{parts.port or 5432}{parts.path}"


def prepare_store(where: str) -> int:
    """Make a store ready for ledgers, or bring it up to date; returns how many steps that took.

    Args:
        where: `postgresql://…`, or a `.duckdb` file, which a push makes ready by itself.

    Raises:
        LedgerError: this user may not.
    """
    place = place_of(where)
    if place.kind is PlaceKind.DUCKDB:
        made = DuckStore(Path(place.path), write=True)
        made.close()
        return made.steps
    connection = connect(where)
    try:
        return prepare(connection)
    finally:
        connection.close()
