"""A ledger as it stood at a git revision, laid out in a folder of its own to be read from there.

Only git's plumbing is used (`rev-parse`, `ls-tree`, `cat-file`): it reads objects and nothing else.
No hook, filter or attribute of the repository runs, the working tree and the index stay untouched,
and nothing is fetched. Symbolic links and submodules of the revision are not written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

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
    answer = _git(root, ["cat-file", "--batch"], request).stdout
    place = 0
    for blob, path in blobs:
        line = answer.index(b"\n", place)
        fields = answer[place:line].split()
        if len(fields) != 3:
            raise LedgerError(f"git does not have the contents of {path} ({blob}) here")
        size = int(fields[2])
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer[line + 1 : line + 1 + size])
        place = line + 1 + size + 1


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
