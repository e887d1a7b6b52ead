"""Sources, subjects and events that are part of themselves; captures that supersede themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.ledger.read import mark_of
from reportedly.ledger.shape import texts_of
from reportedly.model import (
    DocumentEntry,
    Entries,
    EventEntry,
    Problem,
    SourceEntry,
    SubjectEntry,
    find_circles,
)


def check_cycles(entries: Entries) -> list[Problem]:
    """One problem for each way in which `part_of` or `supersedes` leads back to its beginning."""
    return [
        *_cycles(entries.sources),
        *_cycles(entries.subjects),
        *_cycles(entries.events),
        *_circles(entries.documents),
    ]


def _circles(documents: Sequence[DocumentEntry]) -> Iterator[Problem]:
    """A page is not captured before itself."""
    round_ = find_circles(documents)
    for document in documents if round_ else ():
        if document.id in round_:
            yield Problem(
                "supersedes-circle",
                f"`supersedes: {document.supersedes}` leads back to `{document.id}`; the first "
                "capture of a page supersedes none",
                mark_of(document, "supersedes"),
            )


def _cycles(
    entries: Sequence[SourceEntry] | Sequence[SubjectEntry] | Sequence[EventEntry],
) -> Iterator[Problem]:
    by_id = {entry.id: entry for entry in entries}
    done: set[str] = set()
    for start in by_id:
        # A walk in depth without recursion: a chain of parents may be longer than Python's stack.
        path: list[str] = []
        on_path: set[str] = set()
        stack = [(start, False)]
        while stack:
            name, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(name)
                done.add(name)
            elif name in on_path:
                ring = [*path[path.index(name) :], name]
                entry = by_id[ring[-2]]
                yield Problem(
                    "part-of-cycle",
                    f"`{name}` is part of itself: {' → '.join(ring)}; take one link out",
                    mark_of(entry, "part_of"),
                )
            elif name in by_id and name not in done:
                path.append(name)
                on_path.add(name)
                stack.append((name, True))
                stack += (
                    (parent, False) for parent in reversed(texts_of(by_id[name].part_of or ()))
                )
