"""Taking a change of files back: exactly, or by the slices that changed.

A slice is put back only where its own bytes and the lines around it stand once, and only where the
entries that it changed say what the change made them say, and all others stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from reportedly.errors import StaleEntryError
from reportedly.ledger.build import read_entries
from reportedly.ledger.files import CLAIMS
from reportedly.ledger.shape import KINDS
from reportedly.model import version_of
from reportedly.transaction import FileChange, Transaction, transaction
from reportedly.workflow.changing import changing
from reportedly.workflow.reviewing.claims import Edited, new_ids

_AROUND = 3  # lines kept on either side of a slice
_MAX_LINES = 20_000  # beyond, what lies between the first and the last change is one slice

Key = tuple[str, str, str]
"""Sort, document (of a claim) and id of an entry."""

Versions = Mapping[Key, str | None]
"""Sort, document and id of an entry → its version; None where there is no such entry."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What a change made of one stretch of a file.

    Attributes:
        at: where it begins in the file after the change.
        gone, come: the bytes before and after.
        above, below: the lines around it, each with its break.
    """

    at: int
    gone: bytes
    come: bytes
    above: tuple[bytes, ...]
    below: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class SlicedChange:
    """A change of one file as its slices, for keeping hundreds of them.

    Attributes:
        path: below the root, with slashes.
        slices: in their order.
        before, after: SHA-256 (hex) of the file; None where there was, or is, none.
        changed: the entries that the change touched, before and after.
    """

    path: str
    slices: tuple[Slice, ...]
    before: str | None
    after: str | None
    changed: tuple[Versions, Versions]


def compact(change: FileChange) -> SlicedChange:
    """A change with no more of its file than the slices that changed and the lines around them."""
    before, after = change.before or b"", change.after or b""
    had, has = _versions(before, change.path), _versions(after, change.path)
    touched = [key for key in {**had, **has} if had.get(key) != has.get(key)]
    return SlicedChange(
        change.path,
        tuple(_slices(before, after)),
        _seal(change.before),
        _seal(change.after),
        ({k: had.get(k) for k in touched}, {k: has.get(k) for k in touched}),
    )


def undo(root: Path, changes: Sequence[FileChange | SlicedChange], by: str | None = None) -> Edited:
    """Take changes of files back, the last first: all of them, or none.

    A file that is still what the change made of it is put back exactly. In one that others changed
    elsewhere since, only the slices of the change are.

    Args:
        root: the folder of the ledger.
        changes: what `changing` recorded, whole or `compact`, in the order in which it was done.
        by: who takes them back, for the history of a store.

    Raises:
        StaleEntryError: what the change made stands there no more; the text says in which file and
            what stands there now. Nothing was changed.
        WriteError: the disk does not take it; nothing was changed.
    """
    with changing(root, by) as files, transaction(root) as change:
        for done in reversed(changes):
            sliced = done if isinstance(done, SlicedChange) else compact(done)
            _put_back(change, sliced)
    return Edited(tuple(files), tuple(new_ids(files)))


def diff_words(change: FileChange) -> list[str]:
    """What a change did to a file, as lines of a unified diff."""
    old, new = (
        (data or b"").decode("utf-8", "replace").splitlines(keepends=True)
        for data in (change.before, change.after)
    )
    a = "/dev/null" if change.before is None else f"a/{change.path}"
    b = "/dev/null" if change.after is None else f"b/{change.path}"
    return [line.rstrip("\n") for line in unified_diff(old, new, a, b)]


def _put_back(change: Transaction, done: SlicedChange) -> None:
    now = change.read(done.path)
    if _seal(now) == done.after:
        told = _applied(now or b"", [(s.at, s) for s in done.slices])
        if _seal(told) == done.before or done.before is None:
            if done.before is None:
                change.remove(done.path)
            else:
                change.put(done.path, told)
            return
    if _seal(now) == done.before:
        return  # it is undone already
    is_whole = not done.path.startswith(f"{CLAIMS}/")  # a document is what its seal says, or none
    if now is None or done.before is None or done.after is None or is_whole:
        stands = "it is not there" if now is None else "it was changed since"
        raise StaleEntryError(f"{done.path} cannot be put back: {stands}")
    change.put(done.path, _merged(now, done))


def _merged(now: bytes, done: SlicedChange) -> bytes:
    """A file that others changed since, with the slices of a change put back."""
    placed = [(_place_of(now, piece, done), piece) for piece in done.slices]
    if any(a + len(s.come) > b for (a, s), (b, _) in pairwise(placed)):
        raise _stale(done, now)
    told = _applied(now, placed)
    had, has = _versions(now, done.path), _versions(told, done.path)
    before, after = done.changed
    if any(had.get(key) != version for key, version in after.items()):
        raise _stale(done, now)
    if has != {k: v for k, v in {**had, **before}.items() if v is not None}:
        raise _stale(done, now)
    if _faults(told, done.path) - _faults(now, done.path):
        raise _stale(done, now)
    return told


def _place_of(now: bytes, piece: Slice, done: SlicedChange) -> int:
    """Where what a change made stands now, by as many of the lines around it as still do."""
    for lines in range(_AROUND, 0, -1):
        above = b"".join(piece.above[-lines:])
        wanted = above + piece.come + b"".join(piece.below[:lines])
        first = now.find(wanted)
        if first >= 0:
            if now.find(wanted, first + 1) >= 0:
                break
            return first + len(above)
    raise _stale(done, now)


def _stale(done: SlicedChange, now: bytes) -> StaleEntryError:
    """That a change cannot be taken back, with what stands now where it was made."""
    there = _versions(now, done.path)
    other = [key for key, version in done.changed[1].items() if there.get(key) != version]
    if other:
        told = ", ".join(
            f"`{key[2]}` {'is not there' if key not in there else 'says something else'}"
            for key in other[:3]
        )
        stands = _shown(now, other[0], done.path)
        return StaleEntryError(f"{done.path} was changed since, and not put back: {told}: {stands}")
    return StaleEntryError(
        f"{done.path} was changed since around what would be put back; nothing was done"
    )


def _shown(now: bytes, key: Key, path: str) -> str:
    """What an entry says now, on one line."""
    entries = [e for e in getattr(read_entries(now, path), key[0]) if e.id == key[2]]
    if not entries:
        return "it was taken out"
    lines = now.decode("utf-8", "replace").splitlines()
    first = entries[0].location.line - 1
    begin = lines[first][: entries[0].location.column - 1]
    rest = (n for n in range(first + 1, len(lines)) if lines[n].startswith(begin))
    told = [line.strip() for line in lines[first : next(rest, len(lines))] if line.strip()]
    return " | ".join(told)[:300]


def _slices(before: bytes, after: bytes) -> Iterator[Slice]:
    """Where two versions of a file differ, by lines."""
    a, b = before.splitlines(keepends=True), after.splitlines(keepends=True)
    places = [0]
    for line in b:
        places.append(places[-1] + len(line))
    for i, j, k, m in _differing(a, b):
        gone, come = b"".join(a[i:j]), b"".join(b[k:m])
        above, below = b[max(0, k - _AROUND) : k], b[m : m + _AROUND]
        yield Slice(places[k], gone, come, tuple(above), tuple(below))


def _differing(a: Sequence[bytes], b: Sequence[bytes]) -> Iterator[tuple[int, int, int, int]]:
    first = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if first is None:
        first = min(len(a), len(b))
    same = zip(reversed(a[first:]), reversed(b[first:]), strict=False)
    last = next((n for n, (x, y) in enumerate(same) if x != y), min(len(a), len(b)) - first)
    old, new = a[first : len(a) - last], b[first : len(b) - last]
    if len(old) + len(new) > _MAX_LINES:
        yield first, first + len(old), first, first + len(new)
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first + i, first + j, first + k, first + m


def _applied(data: bytes, placed: Sequence[tuple[int, Slice]]) -> bytes:
    """A file with what a change made taken back, at these places."""
    for at, piece in reversed(placed):
        data = data[:at] + piece.gone + data[at + len(piece.come) :]
    return data


def _seal(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()


def _versions(data: bytes, path: str) -> dict[Key, str | None]:
    """The entries of a file of the ledger by what names them; of any other file none."""
    if not path.startswith(f"{CLAIMS}/"):
        return {}
    found = read_entries(data, path)
    return {
        (kind, getattr(entry, "document", ""), entry.id): version_of(entry)
        for kind in KINDS
        for entry in getattr(found, kind)
    }


def _faults(data: bytes, path: str) -> Counter[tuple[str, str]]:
    return Counter((p.code, p.message) for p in read_entries(data, path).problems)
