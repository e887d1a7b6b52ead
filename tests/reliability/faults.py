"""Commands that write, with every writing call of the system going wrong in turn.

A trial forks, lets the n-th call below a folder fail or be the last one, and looks at what stands
there then: nothing may be lost, the same command run again must end where a clean run ends, and
nothing may be left over. `python tests/reliability/faults.py` tries every call of every command in
every way and prints the table of docs/reliability.md; with a number it tries about so many calls of
each command in each way, and with words after it only the commands whose names begin with them.

The ways a call goes wrong:

- fail: it raises an error of the disk, once;
- full: it and every later write raises that the disk is full;
- kill: the process is killed before it;
- tear: half of what it was to write is written, or all of what else it was to do; then the kill;
- power: the power fails before it: what was not synced is gone, renames and new files too;
- late: the power fails, and names reached the disk before the contents did.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib
import io
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WAYS = ("fail", "full", "kill", "tear", "power", "late")
KILLED = 137


@dataclass
class Shim:
    """Counts the writing calls below a folder; the n-th goes wrong.

    Attributes:
        root: only calls below it count.
        at: which call goes wrong, from 1; 0 for none.
        way: how.
        count: calls so far.
    """

    root: str
    at: int = 0
    way: str = "kill"
    count: int = 0
    names: list[tuple[str, str, str, str]] = field(default_factory=list)
    unsynced: set[str] = field(default_factory=set)

    def install(self) -> None:
        """Put the shim before the system's calls, for the rest of this process."""
        self.real = {
            n: getattr(os, n)
            for n in "open fdopen fsync replace rename unlink remove mkdir rmdir".split()
        }
        for name in self.real:
            setattr(os, name, getattr(self, f"_{name}"))

    def below(self, path: Any, folder: int | None = None) -> str | None:
        """The whole path of what is below the folder, else None."""
        if isinstance(path, int):
            path = os.readlink(f"/proc/self/fd/{path}")
        path = os.fsdecode(os.fspath(path))
        if folder is not None:
            path = f"{os.readlink(f'/proc/self/fd/{folder}')}/{path}"
        path = os.path.abspath(path)
        return path if path.startswith(self.root) else None

    def call(self, do: Callable[[], Any], half: Callable[[], Any] | None = None) -> Any:
        """One call that counts: done, or gone wrong."""
        self.count += 1
        if self.count == self.at or (self.way == "full" and 0 < self.at <= self.count and half):
            if self.way in ("fail", "full"):
                code = errno.ENOSPC if half else errno.EIO
                raise OSError(code, os.strerror(code))
            try:
                if self.way == "tear":
                    (half or do)()
                if self.way in ("power", "late"):
                    self._cut()
            finally:
                os._exit(KILLED)
        return do()

    def _cut(self) -> None:
        """Take away what had not reached the disk."""
        for path in self.unsynced:
            if os.path.exists(path):
                os.truncate(path, 0)
        for kind, path, aside, source in reversed(self.names) if self.way == "power" else ():
            if kind == "replace":
                self.real["replace"](path, source)
            elif kind != "unlink" and os.path.lexists(path):  # made, unless the call was cut short
                shutil.rmtree(path) if os.path.isdir(path) else self.real["unlink"](path)
            if aside:
                self.real["replace"](aside, path)

    def _named(self, kind: str, path: str, source: str = "") -> None:
        """Note a name that may be lost; what it replaces is the same file when it comes back."""
        aside = ""
        if kind in ("replace", "unlink") and os.path.isfile(path):
            aside = f"{self.root}-aside-{len(self.names)}-{self.count}"
            os.link(path, aside)
        self.names.append((kind, path, aside, source))

    def _open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        def do() -> int:
            return self.real["open"](path, flags, mode, dir_fd=dir_fd)

        target = self.below(path, dir_fd)
        if target is None or not flags & os.O_CREAT:
            return do()
        if not os.path.exists(target):
            self._named("create", target)
        try:
            return self.call(do)
        except OSError:
            if not os.path.exists(target):
                self.names.pop()
            raise

    def _fdopen(self, handle: int, mode: str = "r", *rest: Any, **named: Any) -> Any:
        target = self.below(handle)
        if target is None or "w" not in mode or "b" not in mode:
            return self.real["fdopen"](handle, mode, *rest, **named)
        return io.BufferedWriter(_Raw(handle, self, target))

    def _fsync(self, handle: int) -> None:
        target = self.below(handle)
        if target is None:
            return self.real["fsync"](handle)
        self.call(lambda: self.real["fsync"](handle))
        self.unsynced.discard(target)
        self.names = [n for n in self.names if os.path.dirname(n[1]) != target]
        return None

    def _rename(self, source: Any, target: Any, **rest: Any) -> None:
        before, after = self.below(source), self.below(target)
        if before is None or after is None:
            return self.real["replace"](source, target, **rest)

        def do() -> None:
            self._named("replace", after, before)
            self.real["replace"](source, target, **rest)
            if before in self.unsynced:
                self.unsynced.remove(before)
                self.unsynced.add(after)

        return self.call(do)

    _replace = _rename

    def _unlink(self, path: Any, *, dir_fd: int | None = None) -> None:
        target = self.below(path, dir_fd)
        if target is None:
            return self.real["unlink"](path, dir_fd=dir_fd)

        def do() -> None:
            if os.path.lexists(target):
                self._named("unlink", target)
            self.real["unlink"](path, dir_fd=dir_fd)

        return self.call(do)

    _remove = _unlink

    def _mkdir(self, path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        target = self.below(path, dir_fd)
        if target is None:
            return self.real["mkdir"](path, mode, dir_fd=dir_fd)

        def do() -> None:
            self.real["mkdir"](path, mode, dir_fd=dir_fd)
            self._named("mkdir", target)

        return self.call(do)

    def _rmdir(self, path: Any, *, dir_fd: int | None = None) -> None:
        if self.below(path, dir_fd) is None:
            return self.real["rmdir"](path, dir_fd=dir_fd)
        self.names = [n for n in self.names if n[1] != self.below(path, dir_fd)]
        return self.call(lambda: self.real["rmdir"](path, dir_fd=dir_fd))


class _Raw(io.RawIOBase):
    """A file whose writes count."""

    def __init__(self, handle: int, shim: Shim, path: str) -> None:
        self._handle, self._shim, self._path = handle, shim, path

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._handle

    def seek(self, offset: int, whence: int = 0) -> int:
        return os.lseek(self._handle, offset, whence)

    def truncate(self, size: int | None = None) -> int:
        os.ftruncate(self._handle, size or 0)
        return size or 0

    def write(self, data: Any) -> int:
        held = bytes(data)
        self._shim.unsynced.add(self._path)
        return self._shim.call(
            lambda: os.write(self._handle, held),
            lambda: os.write(self._handle, held[: len(held) // 2]),
        )

    def close(self) -> None:
        if not self.closed:
            super().close()
            os.close(self._handle)


@dataclass(frozen=True)
class Command:
    """A command that writes, and what stands in its folder before."""

    name: str
    words: tuple[str, ...]
    before: Callable[[Path], None]
    exit_code: int = 0


Tree = dict[str, bytes]


def tree(root: Path) -> Tree:
    """Every file below a folder, hidden ones too, and empty folders; of a store what it holds."""
    found, revisions = {}, list[str]()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".duckdb":
            found[name], revisions = held(path)
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()) and name != "ledger":
            found[f"{name}/"] = b""
    for number, revision in enumerate(revisions):  # the store's own ids for them are random
        for name in [name for name in found if "/.reportedly/met-" in name]:
            found[name] = found[name].replace(revision.encode(), b"revision %d" % number)
    return found


def held(store: Path) -> tuple[bytes, list[str]]:
    """What a store holds after how many revisions, and the ids of these."""
    from reportedly.store.entries import read_holding
    from reportedly.workflow.checkouts import opened_store

    with opened_store(str(store)) as database:
        holding = read_holding(database)
        rows = database.rows("SELECT id FROM reportedly.revision ORDER BY number")
    return repr((len(rows), holding.files, holding.entries)).encode(), [str(i) for (i,) in rows]


def in_child(root: Path, words: tuple[str, ...], shim: Shim | None = None) -> tuple[int, int]:
    """Run a command in a process of its own: its exit code, and how many calls it made."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        code = 99
        try:
            os.close(receive)
            os.chdir(root / "ledger")
            os.environ["XDG_CACHE_HOME"] = str(root.parent / "cache")
            os.environ["COLUMNS"] = "80"
            null = os.open(os.devnull, os.O_RDWR)
            log = os.open(root.parent / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            for handle, to in ((0, null), (1, null), (2, log)):
                os.dup2(to, handle)
            from reportedly.cli import main

            if shim:
                shim.install()
            try:
                main.main(list(words), prog_name="reportedly")
            except SystemExit as end:
                code = int(end.code or 0)
            used = [n for n in sys.modules if n.partition(".")[0] not in ("__main__", "faults")]
            os.write(send, "\n".join([str(shim.count if shim else 0), *used]).encode())
        except BaseException as error:
            os.write(2, f"{words}: {error!r}\n".encode())
        finally:
            os._exit(code)
    os.close(send)
    with os.fdopen(receive, "rb") as told:
        count, *used = told.read().decode().split("\n")
    _, status = os.waitpid(child, 0)
    _load(used)
    return os.waitstatus_to_exitcode(status), int(count or 0)


def _load(modules: list[str]) -> None:
    """Load what a child used, so that the next ones need not."""
    for name in modules:
        if name not in sys.modules:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
            if name == "reportedly.extract.parse":
                sys.modules[name].load_model()


@dataclass
class Outcome:
    """What trials of one command came to."""

    tries: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    losses: int = 0
    differing: int = 0
    left: int = 0
    notes: list[str] = field(default_factory=list)


def trials(
    command: Command, home: Path, ways: tuple[str, ...] = WAYS, most: int | None = None
) -> Outcome:
    """Let calls of a command go wrong, one a trial.

    Args:
        command: what to run.
        home: an empty folder to work in.
        ways: how calls go wrong.
        most: so many calls for each way, spread over all; every call without it.
    """
    template = home / "template"
    (template / "ledger").mkdir(parents=True)
    command.before(template)
    before = tree(template)
    end = _copied(template, home)
    shim = Shim(str(end))
    code, calls = in_child(end, command.words, shim)
    assert code == command.exit_code, (home / "log").read_text()
    assert calls > 1, f"{command.name} writes nothing"
    after = tree(end)
    outcome = Outcome()
    step = 1 if most is None else max(1, calls // most)
    for way in ways:
        for at in range(1 + len(way) % step, calls + 1, step):
            root = _copied(template, home)
            code, _ = in_child(root, command.words, Shim(str(root), at, way))
            name = f"{command.name}: {way} at {at}"
            assert way in ("fail", "full") or code == KILLED, f"{name}: {code}"
            _judge(command, root, before, after, outcome, name)
            outcome.faults[way] += 1
            outcome.tries += 1
    return outcome


def _judge(
    command: Command, root: Path, before: Tree, after: Tree, outcome: Outcome, name: str
) -> None:
    # Any command that looks at the ledger finishes or clears away what was begun.
    in_child(root, ("check",))
    now = tree(root)
    lost = [
        p
        for p in {**before, **now}
        if not p.endswith("/")  # an empty folder that was made holds nothing to lose
        and now.get(p) not in (before.get(p), after.get(p))
        and not _is_ours(p)
    ]
    # Of the ledger either all of the change stands or none; other outputs are whole each.
    stands = [_ledger(t) for t in (now, before, after)]
    if lost or stands[0] not in stands[1:]:
        outcome.losses += 1
        outcome.notes.append(f"{name}: lost {lost or 'a part of the change'}")
    code, _ = in_child(root, command.words)
    end = tree(root)
    if code != command.exit_code or any(end.get(p) != d for p, d in after.items()):
        outcome.differing += 1
        differ = [p for p in after if end.get(p) != after[p]]
        outcome.notes.append(f"{name}: ended with {code} and other {differ}")
    if more := end.keys() - after.keys():
        outcome.left += 1
        outcome.notes.append(f"{name}: left {sorted(more)}")


def _ledger(found: Tree) -> Tree:
    return {p: d for p, d in found.items() if p.startswith("ledger/") and not _is_ours(p)}


def _is_ours(path: str) -> bool:
    """True of what the program keeps for itself, and of a file not yet in its place."""
    parts = path.split("/")
    return (
        ".reportedly" in parts
        or path.endswith(".duckdb.wal")  # what DuckDB has still to fold in; `held` reads it too
        or any(p.startswith(".") and p.endswith((".part", ".parts")) for p in parts)
    )


def _copied(template: Path, home: Path) -> Path:
    root = home / "trial"
    shutil.rmtree(root, ignore_errors=True)
    for left in home.glob("trial-aside-*"):
        left.unlink()
    shutil.copytree(template, root)
    return root


TEXT = "Flood in Orlo\n\nAt least 12 people drowned in Orlo, the governor said. Marr said 9 had.\n"
MAIL = b"Subject: Toll at Besh\nDate: Thu, 04 Mar 2021 10:00:00 +0000\n\nTwelve died, Tam said.\n"
ROWS = (
    "source,measure,place,figure,event\nRed Lamp,killed,Orlo,12,2021-03-01\n"
    "Post,killed,Besh,x,2021-03-01\n"
)


def bare(root: Path) -> None:
    """An empty folder."""
    (root / "ledger").mkdir(exist_ok=True)


def empty(root: Path) -> None:
    """A ledger without claims, and things to read beside it."""
    from reportedly.ledger import init

    init(root / "ledger")
    (root / "out").mkdir()
    (root / "ledger/flood.txt").write_text(TEXT)
    (root / "mail.eml").write_bytes(MAIL)
    (root / "tolls.csv").write_text(ROWS)
    for path in root.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))


def with_claims(root: Path) -> None:
    """A ledger of two claims in conflict."""
    empty(root)
    seal = hashlib.sha256(TEXT.encode()).hexdigest()
    claims = root / "ledger/claims"
    (claims / "sources.yaml").write_text(
        "# By hand.\nsources:\n  - id: governor\n    name: The governor\n"
        "  - id: marr\n    name: Marr\n"
    )
    (claims / "subjects.yaml").write_text(
        "subjects:\n  - {id: drowned, measure: drowned, place: Orlo}\n"
    )
    (claims / "flood.yaml").write_text(
        f"document: {{path: flood.txt, sha256: {seal}, published: 2021-03-03}}\n"
        "claims:\n  - id: a\n    source: governor\n    subject: drowned\n"
        "    figure: at least 12\n    status: proposed\n"
        "    quote: At least 12 people drowned in Orlo\n"
        "  - id: b\n    source: marr\n    subject: drowned\n    figure: '9'\n    quote: 9 had\n"
    )


def judged(root: Path) -> None:
    """The same with a judgement on its conflict."""
    with_claims(root)
    in_child(root, JUDGE)


def pushed(root: Path) -> None:
    """A ledger that changed and added entries since it met its store."""
    with_claims(root)
    in_child(root, ("push", str(root / "store.duckdb")))
    rewrite(root / "ledger/claims/flood.yaml", "'9'", "'8'")
    rewrite(
        root / "ledger/claims/sources.yaml", "name: Marr", "name: Marr\n  - {id: wire, name: W}"
    )


def stored(root: Path) -> None:
    """The same, and a store in which another ledger has changed, added and removed since."""
    with_claims(root)
    other, store = root / "other", str(root / "store.duckdb")
    in_child(root, ("push", store))
    shutil.copytree(root / "ledger/claims", other / "ledger/claims")
    in_child(other, ("pull", store))
    claims = other / "ledger/claims"
    (other / "ledger/flood.txt").rename(other / "ledger/rain.txt")
    (claims / "flood.yaml").rename(claims / "rain.yaml")
    rewrite(claims / "rain.yaml", "flood.txt", "rain.txt")
    rewrite(claims / "sources.yaml", "name: Marr", "name: Marr\n  - id: wire\n    name: Wire")
    in_child(other, ("push", store, "--yes"))
    shutil.rmtree(other)
    # The ledger comes to know the store where the trials will find it.
    shutil.rmtree(root / "ledger/.reportedly")


def rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


def table(root: Path) -> None:
    """A table of figures beside a ledger."""
    with_claims(root)
    (root / "figures.csv").write_text(
        "source,subject,measure,unit,value_low,value_high,as_of\n"
        "SOHR,Orlo,killed,people,16,,2021-03-01\nMinistry,Orlo,killed,people,12,12,2021-03-01\n"
    )


def reported(root: Path) -> None:
    """A ledger that changed since the report beside it, of which one page must go."""
    judged(root)
    in_child(root, ("report", "-o", "../out/site"))
    site = root / "out/site"
    shutil.copy(site / "index.html", site / "old.html")
    rewrite(site / "report.json", '"files": [', '"files": [\n  "old.html",')
    rewrite(root / "ledger/claims/flood.yaml", "'9'", "'8'")


JUDGE = (
    "judge", "drowned:how-many", "--verdict", "explained", "--by", "Ann",
    "--why", "Two counts.", "--on", "2021-03-05",
)  # fmt: skip

COMMANDS = (
    Command("init", ("init",), bare),
    Command("read --save, a text", ("read", "flood.txt", "--save"), empty),
    Command("read --save, a mail from elsewhere", ("read", "../mail.eml", "--save"), empty),
    Command("read --save, both", ("read", "../mail.eml", "flood.txt", "--save"), empty),
    Command("import csv", ("import", "csv", "../tolls.csv"), with_claims, 1),
    Command("review --accept", ("review", "--accept", "a"), with_claims),
    Command("review --set", ("review", "--set", "a", "stance", "denies"), with_claims),
    Command("judge", JUDGE, with_claims),
    Command("judge --withdraw", (*JUDGE[:2], "--withdraw", "--on", "2021-03-06"), judged),
    Command("push", ("push", "../store.duckdb", "--yes"), pushed),
    Command("pull", ("pull", "../store.duckdb", "--keep", "theirs", "--yes"), stored),
    Command(
        "pull, a table", ("--ledger", "../out/f.csv", "pull", "../figures.csv", "--yes"), table
    ),
    Command("report", ("report", "-o", "../out/site"), reported),
    Command("export stix", ("export", "stix", "-o", "../out/a.json"), with_claims),
    Command("export csv, a folder", ("export", "csv", "-o", "../out/tables"), with_claims),
    Command("export csv, a zip", ("export", "csv", "-o", "../out/tables.zip"), with_claims),
    Command("graph", ("graph", "-o", "../out/graph.svg"), with_claims),
    Command("plot", ("plot", "drowned", "-o", "../out/plot.svg"), with_claims),
)


def main() -> None:
    """Try every call of every command in every way; print a table, and what went wrong."""
    total: Counter[str] = Counter()
    heads = (*WAYS, "tries", "losses", "differing ends", "left over")
    print(f"| command | {' | '.join(heads)} |\n|---|{'---|' * len(heads)}")
    most = int(sys.argv[1]) if len(sys.argv) > 1 else None
    notes = []
    for command in COMMANDS:
        if sys.argv[2:] and not command.name.startswith(tuple(sys.argv[2:])):
            continue
        with tempfile.TemporaryDirectory(prefix="faults-") as home:
            found = trials(command, Path(home), most=most)
        numbers = [*(found.faults[way] for way in WAYS), found.tries]
        numbers += [found.losses, found.differing, found.left]
        print(f"| {command.name} | {' | '.join(map(str, numbers))} |", flush=True)
        total.update(dict(zip(heads, numbers, strict=True)))
        notes += found.notes
    print(f"| all | {' | '.join(str(total[head]) for head in heads)} |")
    print(*notes, sep="\n", file=sys.stderr)
    sys.exit(bool(notes))


if __name__ == "__main__":
    main()
