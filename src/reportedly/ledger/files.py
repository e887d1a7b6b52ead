"""The files of a ledger: its root, what stands in `claims/`, and which of it may be read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import LedgerError
from reportedly.ledger.entries import FileEntries
from reportedly.model import Location, Problem

CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file of `claims/`, with what tells cheaply whether it changed.

    Attributes:
        name: its name within `claims/`.
        path: where it stands.
        stamp: size, modification and change time in nanoseconds, and inode: a file whose stamp is
            the same holds the same bytes, unless it was written twice within one tick of the clock.
    """

    name: str
    path: str
    stamp: tuple[int, int, int, int]

    @property
    def file(self) -> str:
        """Its path relative to the root, as in a `Location`."""
        return f"{CLAIMS}/{self.name}"


def find_root(start: Path) -> Path:
    """The ledger's root: the nearest folder, from `start` upward, that holds `claims/`.

    Raises:
        LedgerError: there is none.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / CLAIMS).is_dir():
            return folder
    raise LedgerError(
        f"no ledger here: neither {start} nor a folder above it holds `{CLAIMS}/`; "
        "run `reportedly init` to begin one, or name its folder with --ledger"
    )


def list_files(root: Path) -> tuple[list[LedgerFile], list[Problem]]:
    """The YAML files of `claims/`, by name, and a problem for each that cannot be one of them.

    Hidden files are passed over. A symbolic link is read only when it stays in the ledger.

    Raises:
        LedgerError: there is no folder `claims/`.
    """
    files: list[LedgerFile] = []
    problems: list[Problem] = []
    folder = root / CLAIMS
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise LedgerError(
            f"{folder} cannot be read: {error.strerror}; run `reportedly init` to begin a ledger"
        ) from error
    for entry in found:
        if entry.name.startswith("."):
            continue
        problem = _refusal(entry, root)
        if problem is not None:
            problems.append(problem)
        elif entry.name.endswith(".yaml") and not entry.is_dir():
            files.append(LedgerFile(entry.name, entry.path, stamp_of(entry.stat())))
    return files, problems


def read_bytes(file: LedgerFile) -> bytes | Problem:
    """The bytes of a file, or why they cannot be read."""
    try:
        return Path(file.path).read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        return Problem("unreadable-file", message, Location(file.file))


def entries_of(data: bytes | Problem, file: LedgerFile) -> FileEntries:
    """What the bytes of a file hold."""
    if isinstance(data, Problem):
        return FileEntries(problems=(data,))
    # PyYAML is loaded here: a ledger that did not change is read without it.
    from reportedly.ledger.build import read_entries

    return read_entries(data, file.file)


def read_file(file: LedgerFile) -> FileEntries:
    """Read one file of the ledger; what cannot be read is a problem."""
    return entries_of(read_bytes(file), file)


def stamp_of(found: os.stat_result) -> tuple[int, int, int, int]:
    """The stamp of a file (see `LedgerFile`)."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def inside(path: Path, root: Path) -> bool:
    """True when `path`, every symbolic link followed, stands below `root`."""
    return path.resolve().is_relative_to(root.resolve())


def _refusal(entry: os.DirEntry[str], root: Path) -> Problem | None:
    """Why an entry of `claims/` cannot be read although it looks like a ledger file, or None."""
    name = entry.name

    def fault(code: str, message: str) -> Problem:
        return Problem(code, message, Location(f"{CLAIMS}/{name}"))

    if entry.is_symlink():
        if not inside(Path(entry.path), root):
            return fault("outside-ledger", "a symbolic link that leads out of the ledger")
        if not Path(entry.path).exists():
            return fault("unreadable-file", "a symbolic link that leads nowhere")
    if entry.is_dir():
        if any(f.suffix in (".yaml", ".yml") for f in Path(entry.path).iterdir()):
            return fault("ignored-file", f"folders in `{CLAIMS}/` are not read; move its files up")
        return None
    if name.endswith(".yml"):
        return fault("ignored-file", f"not read; rename it to {name[:-4]}.yaml")
    if name.endswith(".yaml") and not stat.S_ISREG(entry.stat().st_mode):
        return fault("unreadable-file", "not a regular file")
    return None


def stamps_of(root: Path) -> dict[str, str]:
    """For each file of the ledger, by its name in a `Location`, what changes when it does."""
    files, _ = list_files(root)
    return {file.file: " ".join(map(str, file.stamp)) for file in files}
