"""Files written so that a change stands whole or not at all, whatever stops the writing.

One file is written beside its place, synced, and renamed. Several files that belong together are a
`transaction`: each is staged below `.reportedly/change/` of the folder that they stand in; a
journal says which staged file goes where and which old file goes away; putting the journal into
place, one rename, is the moment from which the change stands. A process that dies before it has
changed nothing; one that dies after it is finished by whoever comes next (`recover`). This is redo
logging (Gray and Reuter, Transaction Processing, 1993, ch. 9), with files for records.

Ledgers, captures, reports and exports are written through here, with `os` calls that tests make
fail, one by one (docs/reliability.md). Bulk runs append to their output (`export.journal`).
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from errno import EXDEV
from hashlib import sha256
from itertools import count
from pathlib import Path
from shutil import copyfileobj, rmtree
from typing import Any, BinaryIO, cast

from reportedly.errors import WriteError

STATE = ".reportedly"
"""Folder of a ledger that holds what the program keeps for itself; git is told to pass it over."""

_STAGED = f"{STATE}/change"
_SEAL = f"{_STAGED}/seal"
_JOURNAL = f"{STATE}/journal"
_FORM = "reportedly change 1"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a change made of one file; None where there was, or is, no such file.

    Attributes:
        path: below the root, with slashes.
        before, after: its bytes.
    """

    path: str
    before: bytes | None
    after: bytes | None


_recorder: ContextVar[list[FileChange] | None] = ContextVar("recorder", default=None)


@contextmanager
def recorded() -> Iterator[list[FileChange]]:
    """Gather what transactions change until the block ends, in their order; nested ones tell both.

    Only what was written is told, and only of this thread.
    """
    outer = _recorder.get()
    files: list[FileChange] = []
    token = _recorder.set(files)
    try:
        yield files
    finally:
        _recorder.reset(token)
        if outer is not None:
            outer.extend(files)


class Transaction:
    """Changes to files below one folder, staged until the block of `transaction` ends.

    Paths are relative to the folder, with slashes.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._staged: dict[str, Path | None] = {}  # None: goes away
        self._stamps: dict[str, Stamp] = {}
        self._count = 0

    def read(self, path: str) -> bytes | None:
        """What the file holds, this change included; None where there is none."""
        self._met(path)
        staged = self._staged.get(path, self.root / path)
        try:
            return None if staged is None else staged.read_bytes()
        except FileNotFoundError:
            return None

    def put(self, path: str, data: bytes) -> None:
        """Let a file hold `data`; folders are made as needed.

        Raises:
            WriteError: the path leads out of the folder, or nothing can be written.
        """
        with self.open(path) as file:
            file.write(data)

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """As `put`, for what is written piece by piece."""
        target = self._met(path)
        staged = self.root / _STAGED / str(self._count)
        self._count += 1
        with _failing(target, self.root):
            _begin(self.root)
            handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            with os.fdopen(handle, "wb") as file:
                _keep_mode(handle, target)
                yield file
                file.flush()
                os.fsync(handle)
        self._staged[path] = staged

    def remove(self, path: str) -> None:
        """Let there be no such file.

        Raises:
            WriteError: the path leads out of the folder.
        """
        self._met(path)
        self._staged[path] = None

    def _met(self, path: str) -> Path:
        """Where the file stands; it is known from now on by what it was when it was first met."""
        target = _inside(self.root, path)
        if path not in self._stamps:
            self._stamps[path] = _stamp(target)
        return target

    @property
    def changed(self) -> list[Path]:
        """The files that this change writes, in the order in which they were put."""
        return [self.root / path for path, staged in self._staged.items() if staged is not None]

    def commit(self) -> None:
        """Let the change stand; `transaction` does so at the end of its block."""
        stamps = self._stamps
        puts = [(s.name, p, stamps[p]) for p, s in self._staged.items() if s is not None]
        removes = [(p, stamps[p]) for p, s in self._staged.items() if s is None and stamps[p]]
        told = self._told()
        if len(puts) == 1 and not removes:
            # One rename is whole by itself.
            with _failing(self.root / puts[0][1], self.root):
                _apply(self.root, puts, ())
        elif puts or removes:
            with _failing(self.root, self.root):
                _begin(self.root)
                _sync_folder(self.root / _STAGED)
                _sync_folder(self.root / STATE)
                _sync_folder(self.root)
                _write_journal(
                    self.root, {"seal": _seal(self.root), "puts": puts, "removes": removes}
                )
            try:
                _apply(self.root, puts, removes)
                _remove_journal(self.root)
            except OSError as error:
                raise WriteError(
                    f"{error.filename or self.root}: {error.strerror}; the change is written down "
                    f"in {self.root / _JOURNAL} and the next command finishes it"
                ) from error
        if (recorder := _recorder.get()) is not None:
            recorder.extend(told)
        self._staged.clear()
        with suppress(OSError):  # the change stands; what is left is cleared away by the next
            _clear(self.root)

    def _told(self) -> list[FileChange]:
        """What this change is about to do to each file, where somebody wants to know."""
        if _recorder.get() is None:
            return []
        return [
            FileChange(path, _bytes_of(self.root / path), None if now is None else _bytes_of(now))
            for path, now in self._staged.items()
        ]


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def transaction(root: Path) -> Iterator[Transaction]:
    """Change several files below `root`: all of them when the block ends, or none.

    Only one writer is in a folder at a time; others wait. What a writer that died had left is
    finished or cleared away first. Readers never wait: between two renames they may find some of
    the files new, in the order in which they were put.

    Raises:
        WriteError: the folder cannot be made, locked or written; nothing was changed, or the
            message says that the next command finishes the change.
    """
    made = not root.exists()
    with _failing(root):
        root.mkdir(parents=True, exist_ok=True)
    with _locked(root):
        _refuse_links(root)
        _finish(root)
        change = Transaction(root)
        try:
            yield change
            change.commit()
        except BaseException:
            if not (root / _JOURNAL).exists():
                with suppress(OSError):
                    _clear(root)
                    if made:
                        root.rmdir()
            raise


def recover(root: Path) -> None:
    """Finish, or clear away, what a writer that died left in a folder; free where nothing is left.

    Raises:
        WriteError: a change is half applied and cannot be finished here.
    """
    try:
        left = {path.name for path in (root / STATE).iterdir()}
    except OSError:
        return  # the usual case: nothing was begun
    _refuse_links(root)
    begun = "journal" in left
    if left and left.isdisjoint(("journal", "journal.part", "change")):
        return
    try:
        with _locked(root, wait=begun):
            _finish(root)
    except BlockingIOError:
        return  # its writer lives
    except OSError:
        # Of a change that does not stand, nothing keeps anybody from reading.
        if begun:
            raise WriteError(
                f"{root / _JOURNAL} tells of a change that was not finished, and the folder cannot "
                "be written: run any command as somebody who may write it"
            ) from None


def replace_file(path: Path, data: bytes) -> None:
    """Write one file so that a reader, or a power cut, finds either the old or the new one whole.

    The new file keeps the old one's mode; a symbolic link is followed, not replaced.

    Raises:
        WriteError: it cannot be written; the old file is untouched.
    """
    with written(path) as file:
        file.write(data)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """As `replace_file`, for what is written piece by piece: it is there when the block ends.

    Until then it stands beside its place as `.NAME.part`, which the next writer takes over should
    this one die. A device or a pipe is written as it is.

    Raises:
        WriteError: it cannot be written; the old file is untouched.
    """
    path = path.resolve()
    with _failing(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        part = beside(path)
        handle = _own(part)
        with os.fdopen(handle, "wb") as file:
            try:
                file.truncate(0)
                _keep_mode(handle, path)
                yield file
                file.flush()
                os.fsync(handle)
                part.replace(path)
            except BaseException:
                with suppress(OSError):
                    part.unlink()
                raise
        _sync_folder(path.parent)


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """An empty folder beside `path` for the parts of what becomes it, gone when the block ends.

    One that a process left that died is emptied and taken over.
    """
    folder = beside(path.resolve()).with_suffix(".parts")
    if folder.is_symlink():
        raise WriteError(f"{folder} is a link and stands where parts are put: remove it")
    with _failing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            try:
                for left in folder.iterdir():
                    rmtree(left) if left.is_dir() else left.unlink()
                yield folder
            finally:
                rmtree(folder, ignore_errors=True)


def put_in_place(part: Path, path: Path) -> None:
    """Let a file that another program wrote, `beside` its place, take it.

    Raises:
        WriteError: it cannot; the old file is untouched.
    """
    path = path.resolve()
    with _failing(path):
        handle = os.open(part, os.O_RDWR)
        try:
            _keep_mode(handle, path)
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(path)
        _sync_folder(path.parent)


def beside(path: Path) -> Path:
    """Where a file is written before it takes its place: `.NAME.part` in the same folder."""
    name = path.name
    if len(os.fsencode(name)) > 240:  # with the rest it would be longer than a name may be
        name = sha256(os.fsencode(name)).hexdigest()[:32]
    return path.with_name(f".{name}.part")


def _begin(root: Path) -> None:
    """Make the folder of staged files, with the seal by which its journal is known to be ours."""
    if not (root / _SEAL).exists():
        (root / _STAGED).mkdir(parents=True, exist_ok=True)
        handle = os.open(root / _SEAL, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _seal(root: Path) -> list[int]:
    """What tells a folder of staged files from any copy of it.

    A ledger that is cloned or unpacked may bring a journal; nobody can make a file of his choice
    of inode and time of change, so such a journal is never carried out.
    """
    found = (root / _SEAL).lstat()
    return [found.st_ino, found.st_ctime_ns]


def _write_journal(root: Path, record: dict[str, Any]) -> None:
    part = root / f"{_JOURNAL}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(json.dumps({"form": _FORM, **record}).encode())
        file.flush()
        os.fsync(handle)
    part.replace(root / _JOURNAL)
    try:
        _sync_folder(root / STATE)
    except OSError:
        (root / _JOURNAL).unlink()  # nobody knows whether it would be there after a power cut
        raise


def _read_journal(root: Path) -> dict[str, Any] | None:
    """The journal, when it is one of this folder; None where there is none.

    Raises:
        WriteError: it is a copy of another folder's, or damaged.
    """
    try:
        record = json.loads((root / _JOURNAL).read_bytes())
        if record["form"] == _FORM and record["seal"] == _seal(root):
            return cast("dict[str, Any]", record)
    except FileNotFoundError:
        if not (root / _JOURNAL).exists():
            return None
    except (ValueError, KeyError, TypeError):
        pass
    raise WriteError(
        f"{root / STATE} holds a change that was not begun in this folder (it came with a copy or "
        f"a clone) or is damaged; nothing of it was carried out: remove {root / _JOURNAL} and "
        f"{root / _STAGED}"
    )


def _refuse_links(root: Path) -> None:
    """Refuse to follow a link out of the folder: a ledger cloned from strangers may bring one."""
    for name in (STATE, _STAGED, _SEAL, _JOURNAL, f"{_JOURNAL}.part"):
        if (root / name).is_symlink():
            raise WriteError(f"{root / name} is a link, which the program never makes: remove it")


def _finish(root: Path) -> None:
    """Carry out a change that stands and is not done; clear away one that does not stand."""
    record = _read_journal(root)
    if record is not None:
        _apply(root, record["puts"], record["removes"])
        _remove_journal(root)
    _clear(root)


Stamp = Sequence[int] | None
"""What tells a file from one that came later under its name; None where there is none."""


def _apply(
    root: Path,
    puts: Sequence[tuple[str, str, Stamp]],
    removes: Sequence[tuple[str, Stamp]],
) -> None:
    """Put staged files into place and take old ones away; what is done already is passed over.

    A file that somebody wrote since the change was begun is set aside, never written over.
    """
    folders: dict[Path, None] = {}
    for name, path, stamp in puts:
        target, staged = _inside(root, path), root / _STAGED / name
        if not staged.exists():
            continue
        _make_folders(target.parent)
        _set_aside(target, stamp)
        try:
            staged.replace(target)
        except OSError as error:
            if error.errno != EXDEV:  # another disk is mounted within the folder
                raise
            with staged.open("rb") as source, written(target) as file:
                copyfileobj(source, file)
            staged.unlink()
        folders[target.parent] = None
    for path, stamp in removes:
        target = _inside(root, path)
        _set_aside(target, stamp)
        target.unlink(missing_ok=True)
        folders[target.parent] = None
    for folder in folders:
        if folder.exists():
            _sync_folder(folder)


def _set_aside(target: Path, stamp: Stamp) -> None:
    """Keep a file that is not the one that a change was to replace as `NAME.edited`, and say so."""
    now = _stamp(target)
    if now is None or now == (None if stamp is None else list(stamp)):
        return
    import logging

    numbers = (f"-{n}" if n > 1 else "" for n in count(1))
    names = (target.with_name(f"{target.name}.edited{number}") for number in numbers)
    aside = next(name for name in names if not name.exists())
    target.replace(aside)
    logging.getLogger(__name__).warning(
        "%s was edited before a change that was begun earlier could be finished; "
        "the edited file is kept as %s",
        target,
        aside,
    )


def _remove_journal(root: Path) -> None:
    (root / _JOURNAL).unlink()
    _sync_folder(root / STATE)


def _clear(root: Path) -> None:
    """Leave nothing of staging, nor an empty folder for what the program keeps."""
    staged, state = root / _STAGED, root / STATE
    if staged.exists():
        for left in staged.iterdir():
            left.unlink()
        staged.rmdir()
    (root / f"{_JOURNAL}.part").unlink(missing_ok=True)
    if state.exists() and not any(state.iterdir()):
        state.rmdir()


def _inside(root: Path, path: str) -> Path:
    """The file that a path names, symbolic links followed.

    Raises:
        WriteError: it stands outside the folder.
    """
    target = (root / path).resolve()
    if not path or not target.is_relative_to(root.resolve()):
        raise WriteError(f"{path!r} leads out of {root}; nothing was written")
    return target


def _make_folders(folder: Path) -> None:
    if not folder.exists():
        _make_folders(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _stamp(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def _keep_mode(handle: int, path: Path) -> None:
    """Give a new file the mode of the one that it replaces, if there is one."""
    if os.chmod in os.supports_fd:
        with suppress(FileNotFoundError):
            os.chmod(handle, stat.S_IMODE(path.stat().st_mode))


def _sync_folder(folder: Path) -> None:
    """Make renaming itself durable, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _failing(path: Path, below: Path | None = None) -> Iterator[None]:
    """Say of errors of the system, on files below a folder, which file could not be written."""
    try:
        yield
    except OSError as error:
        where = error.filename
        if isinstance(where, str) and not Path(where).is_relative_to(below or path.parent):
            raise  # of something else that was read or written on the way
        raise WriteError(f"{path} cannot be written: {error.strerror or error}") from error


def _own(part: Path) -> int:
    """A file of this name that this process alone has open for writing."""
    while True:
        handle = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            lock(handle)
            # While we waited another may have renamed it to its place.
            if part.exists() and part.stat().st_ino == os.fstat(handle).st_ino:
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


@contextmanager
def _locked(root: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder's lock for writers; the system releases it however the process ends.

    Raises:
        WriteError: it cannot be locked.
        BlockingIOError: somebody else holds it, and `wait` is False.
    """
    try:
        if os.name == "nt":  # folders cannot be locked there
            (root / STATE).mkdir(exist_ok=True)
            handle = os.open(root / STATE / "lock", os.O_RDWR | os.O_CREAT)
        else:
            handle = os.open(root, os.O_RDONLY)
    except OSError as error:
        raise WriteError(f"{root} cannot be locked for writing: {error.strerror}") from error
    try:
        lock(handle, wait=wait)
        yield
    finally:
        os.close(handle)


def lock(handle: int, *, wait: bool = True) -> None:
    """Hold an open file or folder against other processes until the handle is closed.

    Raises:
        BlockingIOError: somebody else holds it, and `wait` is False.
    """
    try:
        import fcntl
    except ImportError:
        import msvcrt

        windows: Any = msvcrt
        windows.locking(handle, windows.LK_LOCK if wait else windows.LK_NBLCK, 1)
        return
    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
