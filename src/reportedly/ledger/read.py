"""A ledger's folder → entries and problems, all of them at once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from reportedly.ledger.entries import FileEntries, join_parts
from reportedly.ledger.files import LedgerFile, list_files, read_file
from reportedly.model import AnyEntry, Entries, Location, Problem

if TYPE_CHECKING:
    from reportedly.store.cache import Cache


def load(root: Path, cache: Cache | None = None) -> tuple[Entries, list[Problem]]:
    """Read a ledger.

    Args:
        root: the folder that holds `claims/`.
        cache: where files read before are kept, so that only what changed is read again.

    Returns:
        Its entries, in the order of the files' names and then of the lines, and every fault found
        in the files as such (`check_entries` looks at what the entries say). A file with faults
        still gives the entries that can be read.

    Raises:
        LedgerError: there is no ledger.
    """
    with collector_off():
        files, problems = list_files(root)
        found = join_parts(_read(files, cache))
        problems += found.problems
        entries = found.entries
        problems += duplicate_ids(entries)
    return entries, in_order(problems)


def _read(files: Sequence[LedgerFile], cache: Cache | None) -> list[FileEntries]:
    if cache is None:
        return [read_file(file) for file in files]
    from reportedly.ledger.index import read_indexed

    return read_indexed(files, cache).parts


def duplicate_ids(entries: Entries) -> list[Problem]:
    """Ids that two documents, claims, sources, subjects, … of a ledger have.

    Ids that differ in capitals or in how their letters are encoded alone count as one: people take
    them for one, and so do file systems.
    """
    return [
        problem for kind in fields(Entries) for problem in _repeated(getattr(entries, kind.name))
    ]


def _repeated(entries: Sequence[AnyEntry]) -> Iterable[Problem]:
    if len({seen_id(entry.id) for entry in entries}) == len(entries):
        return
    first: dict[str, AnyEntry] = {}
    for entry in entries:
        known = first.setdefault(seen_id(entry.id), entry)
        if known is not entry:
            place = known.location
            where = f"in {place.file} " if place.file != entry.location.file else ""
            told = "" if known.id == entry.id else f" (as `{known.id}`, which looks the same)"
            yield Problem(
                "duplicate-id",
                f"the id `{entry.id}` already stands {where}in line {place.line}{told}; "
                "give this one an id of its own",
                mark_of(entry, "id"),
            )


def seen_id(name: str) -> str:
    """An id as people see it."""
    return name if name.isascii() and name.islower() else normalize("NFKC", name).casefold()


def mark_of(entry: AnyEntry, key: str) -> Location:
    """Where a key of an entry stands; the entry itself when the key is not written."""
    mark = entry.marks.get(key)
    return entry.location if mark is None else Location(entry.location.file, *mark)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line and column."""
    return sorted(
        problems, key=lambda p: (p.location.file, p.location.line, p.location.column, p.code)
    )


_is_kept = False


def keep_uncollected() -> None:
    """Keep all that there is now from the garbage collector, for a process that stays.

    Each full collection would walk through a whole ledger, which takes a second, and free nothing:
    ledgers hold no cycles.
    """
    global _is_kept
    if not _is_kept:
        gc.collect()
        gc.freeze()
        # How much is frozen is not asked again: it is counted one by one.
        _is_kept = True


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the garbage collector from walking, again and again, through entries being made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not _is_kept and not gc.get_freeze_count():
                # Moves what was made to the oldest generation, unlooked at: entries hold no
                # cycles, and a walk through a million of them frees nothing.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
