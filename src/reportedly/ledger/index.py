"""Which files of a ledger changed since they were last read, and what the others hold.

The index lives in a `Cache` and is never the truth: every answer from it is bound to the bytes of
the files. It knows each file's stamp and SHA-256; the entries of some sixteen neighbouring files
are kept together in a shard that is named by their hashes, so a ledger of ten thousand files is
read back from some hundred, and one changed file costs one shard.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from zlib import crc32

from reportedly.ledger.entries import FileEntries, join_parts
from reportedly.ledger.files import LedgerFile, entries_of, read_bytes
from reportedly.ledger.pack import pack, split, unpack
from reportedly.model import Problem
from reportedly.store.cache import Cache, code_stamp

_FILES_IN_SHARD = 16
_SETTLED_NS = 2_000_000_000
"""A file touched less than this before it was read is hashed again the next time: it could have
been written twice in one tick of its clock (two seconds on the coarsest file systems)."""

_MAX_BYTES = 512 * 1024 * 1024
"""Beyond this the oldest of the cache goes: what other versions of the code left behind."""

_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What decoding raises on a cache that was not written by us."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the index says of one file: its stamp when it was read, its hash, and its shard."""

    stamp: tuple[int, ...]
    settled: bool
    digest: str
    shard: str


def is_settled(stamp: Sequence[int]) -> bool:
    """Whether a file of this stamp, read now, can only change with its stamp."""
    return time.time_ns() - max(stamp[1], stamp[2]) > _SETTLED_NS


class Indexed(NamedTuple):
    """What files hold.

    Attributes:
        parts: in the order given, some of them joined.
        digests: name of a file → SHA-256 of the bytes that were read; "" where it is not known.
    """

    parts: list[FileEntries]
    digests: dict[str, str]


def read_indexed(files: Sequence[LedgerFile], cache: Cache) -> Indexed:
    """What the files hold; only what changed is parsed."""
    version = code_stamp("reportedly.ledger", "reportedly.model")
    old = _read_manifest(cache, version)
    ledger = _Reading(cache, old)
    new: dict[str, _Known] = {}
    parts: list[FileEntries] = []
    for group in _groups(files):
        seen = {file.name: ledger.look_at(file) for file in group}
        key = _shard_key(version, seen)
        shard = _read_shard(cache, key)
        if shard is not None and shard[0] == [file.file for file in group]:
            parts.append(shard[1])
        else:
            parts.append(ledger.remake(group, seen, key))
        for name, known in seen.items():
            new[name] = _Known(known.stamp, known.settled, known.digest, key)
    if new != old:
        _write_manifest(cache, version, new)
        for key in {known.shard for known in old.values()} - {k.shard for k in new.values()}:
            cache.remove(key)
        cache.prune(_MAX_BYTES)
    return Indexed(parts, {n: "" if n in ledger.unsure else k.digest for n, k in new.items()})


class _Reading:
    """One reading of a ledger: what the index knew, and the bytes read so far."""

    def __init__(self, cache: Cache, old: dict[str, _Known]) -> None:
        self.cache = cache
        self.old = old
        self.contents: dict[str, bytes | Problem] = {}
        self.shards: dict[str, dict[str, FileEntries]] = {}
        self.unsure: set[str] = set()

    def look_at(self, file: LedgerFile) -> _Known:
        """What is known of a file now; its bytes are read only when its stamp says nothing."""
        known = self.old.get(file.name)
        if known is not None and known.settled and known.stamp == file.stamp:
            return known
        settled = is_settled(file.stamp)
        data = self.contents[file.name] = read_bytes(file)
        if isinstance(data, Problem):
            return _Known(file.stamp, False, "", "")
        return _Known(file.stamp, settled, sha256(data).hexdigest(), "")

    def remake(self, group: list[LedgerFile], seen: dict[str, _Known], key: str) -> FileEntries:
        """What a group holds whose shard is not there; files that did not change are kept."""
        parts = []
        for file in group:
            digest = seen[file.name].digest
            part = self._from_old_shard(file, digest)
            if part is None:
                data = self.contents.pop(file.name, None) or read_bytes(file)
                part = entries_of(data, file)
                # A file written while we read is taken as it is, yet not kept as what it was.
                if not isinstance(data, bytes) or sha256(data).hexdigest() != digest:
                    self.unsure.add(file.name)
            parts.append(part)
        if self.unsure.isdisjoint(file.name for file in group):
            packed = pack(parts, [file.file for file in group])
            text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
            self.cache.put(key, text.encode("utf-8", "surrogatepass"))
        return join_parts(parts)

    def _from_old_shard(self, file: LedgerFile, digest: str) -> FileEntries | None:
        known = self.old.get(file.name)
        if known is None or known.digest != digest:
            return None
        if known.shard not in self.shards:
            shard = _read_shard(self.cache, known.shard)
            self.shards[known.shard] = split(shard[1]) if shard is not None else {}
            for name in shard[0] if shard is not None else ():
                self.shards[known.shard].setdefault(name, FileEntries())
        return self.shards[known.shard].get(file.file)


def _groups(files: Sequence[LedgerFile]) -> Iterator[list[LedgerFile]]:
    """Neighbouring files, cut after names whose checksum says so.

    The cuts depend on the names alone, so that a file more or less changes one group only.
    """
    group: list[LedgerFile] = []
    for file in files:
        group.append(file)
        if crc32(file.name.encode()) % _FILES_IN_SHARD == 0:
            yield group
            group = []
    if group:
        yield group


def _shard_key(version: str, seen: dict[str, _Known]) -> str:
    names = "\n".join(f"{name} {known.digest}" for name, known in seen.items())
    return f"entries {version} {sha256(names.encode()).hexdigest()}"


def _read_shard(cache: Cache, key: str) -> tuple[list[str], FileEntries] | None:
    """The files of a shard and what they hold; None when it is not there or not whole."""
    data = cache.get(key)
    if data is None:
        return None
    try:
        packed = json.loads(data)
        return list(packed["files"]), unpack(packed)
    except _DAMAGE:
        return None


def _read_manifest(cache: Cache, version: str) -> dict[str, _Known]:
    try:
        rows = json.loads(cache.get(f"files {version}") or b"{}")
        return {
            str(name): _Known(tuple(stamp), bool(settled), str(digest), str(shard))
            for name, (stamp, settled, digest, shard) in rows.items()
        }
    except _DAMAGE:
        return {}


def _write_manifest(cache: Cache, version: str, known: dict[str, _Known]) -> None:
    rows = {name: [k.stamp, k.settled, k.digest, k.shard] for name, k in known.items()}
    cache.put(f"files {version}", json.dumps(rows).encode())
