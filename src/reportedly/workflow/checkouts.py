"""A store as a folder of files, made for commands that only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import LedgerError, UsageError
from reportedly.store.cache import cache_of
from reportedly.store.entries import read_holding
from reportedly.store.place import open_database, place_of
from reportedly.transaction import transaction

if TYPE_CHECKING:
    from reportedly.store.entries import Database
    from reportedly.store.place import Place


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
    """A folder with what a store holds now, for commands that read; made when the store changed."""
    from hashlib import sha256
    from shutil import rmtree
    from tempfile import TemporaryDirectory

    with opened_store(where) as database:
        content = read_holding(database)
    names = "\n".join(f"{p}\0{sha}" for p, sha in sorted(content.base().files.items()))
    home = cache_of(Path("/") / sha256(where.encode()).hexdigest()).folder
    folder = home / f"checkout-{sha256(names.encode()).hexdigest()[:16]}"
    if (folder / "claims").is_dir():
        return folder
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home) as made:
        new = Path(made) / "ledger"
        (new / "claims").mkdir(parents=True)
        with transaction(new) as change:
            for path, data in content.files.items():
                safe_path(new, path)
                change.put(path, data)
        for old in home.glob("checkout-*"):
            rmtree(old, ignore_errors=True)
        with suppress(OSError):
            new.rename(folder)
    return folder


def is_checkout(root: Path) -> bool:
    """True of the folder of a store, made for reading."""
    return root.name.startswith("checkout-")


def refuse_checkout(root: Path) -> None:
    """Refuse to write where the next change of a store would wipe it out.

    Raises:
        UsageError: the folder is a store's, made for reading.
    """
    if is_checkout(root):
        raise UsageError(
            "a store is not written by this command: pull it into a folder, change that, and push"
        )
