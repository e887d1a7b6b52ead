"""A ledger as it stood at a git revision, laid out in a folder of its own to be read from there.

Only git's plumbing is used (`rev-parse`, `rev-list`, `ls-tree`, `cat-file`): it reads objects and
nothing else. No hook, filter or attribute of the repository runs, the working tree and the index
stay untouched, and nothing is fetched. Symbolic links and submodules of the revision are not
written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from reportedly.errors import LedgerError, MissingProgramError, UsageError
from reportedly.ledger.files import CLAIMS
from reportedly.ledger.read import load
from reportedly.model import Entries

_FILES = (b"100644", b"100755")


def load_revision(root: Path, revision: str, folder: Path) -> tuple[Entries, str]:
    """The entries of the ledger at `root` as they stood at `revision`.

    Args:
        root: the ledger's folder, in a git repository.
        revision: anything that git takes for a commit: `main`, `HEAD~2`, a tag, a hash.
        folder: an empty folder, into which the ledger's files and the documents that they cite
            are written, so that their words can be looked up.

    Returns:
        The entries, none when the revision holds no ledger there, and the commit's hash.

    Raises:
        MissingProgramError: git is not installed.
        LedgerError: the ledger is in no git repository, or git refuses to read it.
        UsageError: there is no such revision.
    """
    commit = _commit(root, revision)
    (folder / CLAIMS).mkdir()
    _write(root, commit, [CLAIMS], folder)
    entries, _ = load(folder)
    cited = sorted({d.path for d in entries.documents if d.path and _is_inside(d.path)})
    _write(root, commit, cited, folder)
    return entries, commit


class FileState(NamedTuple):
    """What a file held from a commit on; None where it was gone."""

    when: datetime
    who: str
    data: bytes | None


def states_of(root: Path, path: str, most: int = 300) -> list[FileState]:
    """What a file of the ledger held in the commits that touched it, the oldest first.

    Args:
        root: the ledger's folder.
        path: the file, below the root.
        most: of so many commits, the latest.

    Returns:
        Nothing where the folder is in no git repository, or git is not installed.
    """
    try:
        prefix = _git(root, ["rev-parse", "--show-prefix"])
    except MissingProgramError:
        return []
    asked = ["--literal-pathspecs", "rev-list", f"--max-count={most}", "HEAD", "--", path]
    listed = _git(root, asked)
    if prefix.returncode or listed.returncode or "\n" in path:
        return []
    commits = listed.stdout.decode().split()[::-1]
    whole = f"{os.fsdecode(prefix.stdout).removesuffix(chr(10))}{path}"
    request = "".join(f"{commit}\n{commit}:{whole}\n" for commit in commits)
    found = list(_objects(_git(root, ["cat-file", "--batch"], os.fsencode(request)).stdout))
    return [
        FileState(*_author(about or b""), data)
        for about, data in zip(found[::2], found[1::2], strict=True)
    ]


def _objects(answer: bytes) -> Iterator[bytes | None]:
    """The objects in an answer of `cat-file --batch`; None for those that are not there."""
    place = 0
    while place < len(answer):
        line = answer.index(b"\n", place)
        fields = answer[place:line].split()
        place = line + 1
        if len(fields) != 3 or not fields[2].isdigit():
            yield None
            continue
        end = place + int(fields[2])
        yield answer[place:end]
        place = end + 1


def _author(commit: bytes) -> tuple[datetime, str]:
    r"""When a commit was written, and by whom.

    >>> _author(b"tree 1f\nauthor Ann Ode <ann@example.org> 1900000000 +0100\n\nwords")[1]
    'Ann Ode'
    """
    lines = commit.decode(errors="replace").partition("\n\n")[0].splitlines()
    told = next((line for line in lines if line.startswith("author ")), "author <> 0 +0000")
    name, _, rest = told.removeprefix("author ").rpartition("<")
    seconds, zone = rest.split()[-2:]
    try:
        east = timedelta(hours=int(zone[:-2]), minutes=int(f"{zone[0]}{zone[-2:]}"))
        return datetime.fromtimestamp(int(seconds), timezone(east)), name.strip()
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC), name.strip()


def _commit(root: Path, revision: str) -> str:
    inside = _git(root, ["rev-parse", "--is-inside-work-tree"])
    if inside.returncode:
        said = inside.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise LedgerError(f"{root} cannot be compared with an earlier state: {said}")
    found = _git(
        root, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    )
    if found.returncode:
        raise UsageError(
            f"git knows no revision {revision!r} here; give a branch, a tag or a commit "
            "(a shallow clone holds only the last ones)"
        )
    return found.stdout.decode().strip()


def _write(root: Path, commit: str, paths: Sequence[str], folder: Path) -> None:
    """Write the regular files at or below `paths`, as the commit holds them, into `folder`."""
    blobs = list(_blobs(root, commit, paths))
    if not blobs:
        return
    request = "".join(f"{blob}\n" for blob, _ in blobs).encode()
    found = _objects(_git(root, ["cat-file", "--batch"], request).stdout)
    for (blob, path), data in zip(blobs, found, strict=True):
        if data is None:
            raise LedgerError(f"git does not have the contents of {path} ({blob}) here")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _blobs(root: Path, commit: str, paths: Sequence[str]) -> Iterable[tuple[str, str]]:
    """(blob, path) of each regular file; paths are relative to `root`, wherever that stands."""
    if not paths:
        return
    listed = _git(root, ["--literal-pathspecs", "ls-tree", "-r", "-z", commit, "--", *paths])
    if listed.returncode:
        said = listed.stderr.decode(errors="replace").strip()
        raise LedgerError(f"git cannot list the ledger at {commit[:12]}: {said}")
    for line in listed.stdout.split(b"\0"):
        facts, _, name = line.partition(b"\t")
        fields, path = facts.split(), os.fsdecode(name)
        if len(fields) == 3 and fields[0] in _FILES and _is_inside(path):
            yield fields[2].decode(), path


def _is_inside(path: str) -> bool:
    """True when `path` leads neither out of the folder that it is joined to nor into `.git`."""
    pure = PurePosixPath(path)
    return (
        not pure.is_absolute()
        and "\\" not in path
        and ":" not in path
        and not {"..", ".git"}.intersection(part.casefold() for part in pure.parts)
    )


def _git(
    root: Path, arguments: Sequence[str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    # In a hook git names its repository and index by these; here the folder alone decides.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", "-C", str(root), *arguments],
            input=given,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise MissingProgramError(
            "comparing with an earlier state needs git (https://git-scm.com)"
        ) from error
