"""What one ledger file holds, before the files are joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain

from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Entries,
    EventEntry,
    JudgementEntry,
    LinkEntry,
    Problem,
    SourceEntry,
    SubjectEntry,
)

Layout = tuple[tuple[str, int, int], ...]
"""Where the keys of an entry stand: key, lines below the entry's first line, column from 1."""


class Marks(Mapping[str, tuple[int, int]]):
    """Key → (line, column), from a layout that most entries of a file share.

    A hundred thousand claims have a million keys; a dictionary for each would cost more than
    everything else that is read.
    """

    __slots__ = ("layout", "line")

    def __init__(self, layout: Layout, line: int) -> None:
        self.layout = layout
        self.line = line

    def __getitem__(self, key: str) -> tuple[int, int]:
        for name, line, column in self.layout:
            if name == key:
                return self.line + line, column
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _, _ in self.layout)

    def __len__(self) -> int:
        return len(self.layout)

    def __repr__(self) -> str:
        return f"Marks({dict(self)!r})"


@dataclass(frozen=True, slots=True)
class FileEntries:
    """What one file of `claims/` holds, and the faults that show in it alone."""

    documents: tuple[DocumentEntry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    subjects: tuple[SubjectEntry, ...] = ()
    judgements: tuple[JudgementEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    links: tuple[LinkEntry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def entries(self) -> Entries:
        """What it holds, the faults left aside."""
        return Entries(**{f.name: getattr(self, f.name) for f in fields(Entries)})


def join_parts(parts: Sequence[FileEntries], known: FileEntries | None = None) -> FileEntries:
    """What several files hold together.

    Args:
        parts: what each holds.
        known: of which kinds it is known what they hold together; the others are empty in it.
    """
    names = [f.name for f in fields(FileEntries)]
    return FileEntries(
        **{
            n: getattr(known, n, ()) or tuple(chain.from_iterable(getattr(p, n) for p in parts))
            for n in names
        }
    )
