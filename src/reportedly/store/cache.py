"""A cache of files, each named by the hash of its key and sealed with the hash of its content.

The cache is never the truth: whatever is missing, damaged or made by another version is simply
made again. A file is only ever put in its place whole, so readers need no lock and never wait.
Contents are bytes that the caller decodes; nothing in a cache is ever run.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

_MAGIC = b"reportedly cache 1\n"
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Cache:
    """Bytes by key, in a folder.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     cache = Cache(Path(folder))
    ...     cache.put("verdicts of baghouz", b"[]")
    ...     cache.get("verdicts of baghouz"), cache.get("another")
    (b'[]', None)
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What was put under `key`, or None when it is not there or not whole."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST
        content = data[start:]
        if data[:start] != _MAGIC + _seal(key, content):
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`; on a full or read-only disk nothing is kept, silently."""
        path = self._path(key)
        temporary: str | None = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC)
                file.write(_seal(key, content))
                file.write(content)
            Path(temporary).replace(path)
        except OSError:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)

    def remove(self, key: str) -> None:
        """Forget what was put under `key`."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError:
            return

    def prune(self, max_bytes: int) -> None:
        """Delete the files that were written longest ago until the rest fits `max_bytes`."""
        found = []
        for path in self.folder.glob("??/*"):
            try:
                status = path.stat()
            except OSError:
                continue
            found.append((status.st_mtime_ns, status.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= max_bytes:
                return
            try:
                path.unlink(missing_ok=True)
            except OSError:
                continue
            total -= size

    def _path(self, key: str) -> Path:
        name = sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]


def cache_of(root: Path) -> Cache:
    """The cache for the ledger (or any folder) at `root`.

    It stands in the user's own cache folder (`$XDG_CACHE_HOME`, by default `~/.cache`), not in the
    ledger: a ledger cloned or unpacked from elsewhere must not bring a cache that lies about it.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    return Cache(base / "reportedly" / sha256(os.fsencode(root.resolve())).hexdigest()[:16])


@cache
def code_stamp(*rooms: str) -> str:
    """What changes whenever the source of one of the packages does: part of a key.

    What was kept by another version of the code is then simply not found.

    Args:
        rooms: names of packages, such as `reportedly.text`.
    """
    lines = []
    for room in rooms:
        found = find_spec(room)
        for folder in (found.submodule_search_locations if found else None) or ():
            for path in sorted(Path(folder).rglob("*.*")):
                if "__pycache__" not in path.parts:
                    status = path.stat()
                    lines.append(f"{room} {path.name} {status.st_size} {status.st_mtime_ns}")
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _seal(key: str, content: bytes) -> bytes:
    """A digest over key and content: another key's file, or half a file, does not pass."""
    return sha256(sha256(key.encode()).digest() + content).digest()
