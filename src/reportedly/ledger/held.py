"""The files of a ledger in memory, and which of them changed since they were last looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportedly.ledger.checks.documents import document_bytes
from reportedly.ledger.entries import FileEntries, join_parts
from reportedly.ledger.files import CLAIMS, LedgerFile, entries_of, list_files, read_bytes, stamp_of
from reportedly.ledger.index import is_settled, read_indexed
from reportedly.ledger.pack import split
from reportedly.ledger.read import collector_off, duplicate_ids, in_order, seen_id
from reportedly.ledger.shape import KINDS

if TYPE_CHECKING:
    from reportedly.model import DocumentEntry, Entries, Problem
    from reportedly.store.cache import Cache

Stamp = tuple[int, int, int, int]
_UNKNOWN = ""
"""Stands for a digest that equals no other."""


class Changes(NamedTuple):
    """What a look found.

    Attributes:
        documents: ids of those whose file of claims was written anew, came or went; what else
            changed in `claims/` is among them under the stem of its name.
        texts: ids of those whose cited file may be another.
        real: whether any content is another; files may be written anew and be what they were.
    """

    documents: set[str]
    texts: set[str]
    real: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was last looked at; `settled` when only another stamp can mean other bytes."""

    stamp: Stamp | None
    settled: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the files of `claims/` hold, by name, and the faults of the folder.

    Two of them share what is the same.
    """

    parts: dict[str, FileEntries]
    problems: tuple[Problem, ...]


class HeldFiles:
    """The files below one root.

    Attributes:
        contents: what `claims/` holds.
    """

    def __init__(self, root: Path, cache: Cache) -> None:
        """Read everything.

        Raises:
            LedgerError: there is no ledger.
        """
        self.root = root
        with collector_off():
            files, problems = list_files(root)
            indexed = read_indexed(files, cache)
            parts = split(join_parts(indexed.parts))
        self.contents = Contents(
            {f.name: parts.get(f.file, FileEntries()) for f in files}, tuple(problems)
        )
        self._files = {
            f.name: _Seen(f.stamp, is_settled(f.stamp), indexed.digests[f.name]) for f in files
        }
        self._ids: Counter[tuple[str, str]] = Counter()
        self._count_ids(self.contents.parts.values(), 1)
        self._texts: dict[str, _Seen] = {}
        self._look_at_texts(self._documents)
        self._joined: FileEntries | None = None
        self._version = self._digest()

    @property
    def version(self) -> str:
        """What changes with the content of the files, and only with it."""
        return self._version

    @property
    def stamps(self) -> dict[str, str]:
        """For each file and each cited document what changes when it does, as it was read."""
        files = {f"{CLAIMS}/{n}": " ".join(map(str, s.stamp or ())) for n, s in self._files.items()}
        texts = {n: f"{s.stamp[0]} {s.stamp[1]}" for n, s in self._texts.items() if s.stamp}
        return files | texts

    def _digest(self) -> str:
        told = sha256(repr(self.contents.problems).encode("utf-8", "surrogatepass"))
        for seen in (self._files, self._texts):
            lines = (f"{name} {seen[name].digest}\n" for name in sorted(seen))
            told.update("".join(lines).encode("utf-8", "surrogatepass"))
        return told.hexdigest()[:16]

    def join(self) -> tuple[Entries, list[Problem]]:
        """The ledger's entries and faults, as `load` gives them."""
        parts = self.contents.parts
        found = join_parts([parts[name] for name in sorted(parts)], self._joined)
        self._joined = found
        entries = found.entries
        doubles = duplicate_ids(entries) if len(self._ids) < self._ids.total() else ()
        return entries, in_order([*self.contents.problems, *found.problems, *doubles])

    def look(self, paths: Iterable[str] | None = None) -> Changes:
        """Read what changed.

        Args:
            paths: of the files to look at, below the root; all without it.

        Raises:
            LedgerError: the ledger is gone.
        """
        asked = None if paths is None else set(paths)
        if asked is None or not all(_is_plain(self.root, path) for path in asked):
            # Why a file cannot be read is found by a look at all of them.
            files, problems = list_files(self.root)
            there = {file.name: file for file in files}
            names: Collection[str] = there.keys() | self._files.keys()
            documents = None
        else:
            names = {p.removeprefix(f"{CLAIMS}/") for p in asked if p.startswith(f"{CLAIMS}/")}
            there, problems = _files_called(self.root, names), list(self.contents.problems)
            documents = {i for i, d in self._documents.items() if d.path in asked}
        parts = dict(self.contents.parts)
        changed = {name for name in names if self._look_at(name, there.get(name), parts)}
        gone = [self.contents.parts[n] for n in changed if n in self.contents.parts]
        came = [parts[n] for n in changed if n in parts]
        self._count_ids(gone, -1)
        self._count_ids(came, 1)
        is_real = bool(changed) or tuple(problems) != self.contents.problems
        if is_real:
            self.contents = Contents(parts, tuple(problems))
            vars(self).pop("_documents", None)
            self._joined = self._joined and _without(self._joined, [*gone, *came])
        stems = {name.removesuffix(".yaml") for name in changed}
        asked_texts = self._documents.keys() if documents is None else documents | stems
        before = {name: self._texts.get(name) for name in asked_texts}
        texts = self._look_at_texts(asked_texts)
        is_real |= any(_digest_in(self._texts.get(n)) != _digest_in(before[n]) for n in texts)
        for name in self._texts.keys() - self._documents.keys():
            del self._texts[name]
        if is_real:
            self._version = self._digest()
        return Changes(stems, texts, is_real)

    def _count_ids(self, parts: Iterable[FileEntries], step: int) -> None:
        """Count how often an id stands in the ledger, by kind."""
        told = ((k, seen_id(e.id)) for part in parts for k in KINDS for e in getattr(part, k))
        for key in told:
            left = self._ids[key] + step
            if left:
                self._ids[key] = left
            else:
                del self._ids[key]

    @cached_property
    def _documents(self) -> dict[str, DocumentEntry]:
        return {d.id: d for part in self.contents.parts.values() for d in part.documents}

    def _look_at(self, name: str, file: LedgerFile | None, parts: dict[str, FileEntries]) -> bool:
        """Bring in a file of `claims/`; whether it holds anything else now."""
        known = self._files.get(name)
        if file is None:
            self._files.pop(name, None)
            return parts.pop(name, None) is not None
        if known is not None and known.settled and known.stamp == file.stamp:
            return False
        data = read_bytes(file)
        digest = sha256(data).hexdigest() if isinstance(data, bytes) else f"{data}"
        self._files[name] = _Seen(file.stamp, is_settled(file.stamp), digest)
        if known is not None and known.digest == digest:
            return False
        parts[name] = entries_of(data, file)
        return True

    def _look_at_texts(self, documents: Collection[str]) -> set[str]:
        """Look at cited files; of which documents they may be others now."""
        changed = set()
        for name in documents:
            entry, known = self._documents.get(name), self._texts.get(name)
            if entry is None or not entry.path:
                self._texts.pop(name, None)
                continue
            stamp = _stamp_at(self.root, entry.path)
            if known is not None and known.settled and known.stamp == stamp:
                continue
            data = None if stamp is None else document_bytes(entry, self.root)
            digest = _UNKNOWN if data is None else sha256(data).hexdigest()
            self._texts[name] = _Seen(stamp, stamp is None or is_settled(stamp), digest)
            if known is not None and (known.stamp != stamp or known.digest != digest):
                changed.add(name)
        return changed


def _stamp_at(root: Path, path: str) -> Stamp | None:
    try:
        return stamp_of((root / path).stat())
    except (OSError, ValueError):
        return None


def _digest_in(seen: _Seen | None) -> str | None:
    return None if seen is None else seen.digest


def _without(joined: FileEntries, changed: Iterable[FileEntries]) -> FileEntries:
    """What is joined, without what holds anything of the files that changed."""
    touched = {k: () for part in changed for k in (*KINDS, "problems") if getattr(part, k)}
    return replace(joined, **touched)


def _is_plain(root: Path, path: str) -> bool:
    """Whether a path of `claims/` is that of a plain file, or of none."""
    file = root / path
    return not path.startswith(f"{CLAIMS}/") or not (
        file.is_symlink() or (file.exists() and not file.is_file())
    )


def _files_called(root: Path, names: Collection[str]) -> dict[str, LedgerFile]:
    """Those of some files of `claims/` that may be read."""
    found = {}
    for name in names:
        if name.endswith(".yaml") and "/" not in name and not name.startswith("."):
            path = root / CLAIMS / name
            stamp = _stamp_at(root, f"{CLAIMS}/{name}")
            if stamp is not None:
                found[name] = LedgerFile(name, str(path), stamp)
    return found
