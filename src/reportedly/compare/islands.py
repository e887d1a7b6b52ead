"""Which subjects are compared with one another: of one event, parts and wholes, one relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportedly.compare.derived import declared_relations
from reportedly.compare.parts import find_parts
from reportedly.model import Subject


def islands(
    subjects: Mapping[str, Subject], links: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    """Subject id → name of its island; claims on different islands are nothing to each other.

    Args:
        subjects: by id.
        links: further pairs of ids that belong together (a share and its whole).

    Returns:
        For each id of `subjects` the smallest id of its island.

    >>> killed, lost = Subject("killed"), Subject("lost")
    >>> dead = Subject("dead", part_of=("killed",))
    >>> islands({s.id: s for s in (killed, dead, lost)})
    {'killed': 'dead', 'dead': 'dead', 'lost': 'lost'}
    """
    parent = {name: name for name in subjects}

    def top(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(names: Iterable[str]) -> None:
        tops = {top(n) for n in names if n in parent}
        smallest = min(tops, default=None)
        for name in tops:
            parent[name] = smallest or name

    for whole, parts in find_parts(subjects).items():
        join((whole, *parts))
    by_event: dict[str, list[str]] = {}
    for name, subject in subjects.items():
        if subject.event is not None:
            by_event.setdefault(subject.event, []).append(name)
    for names in by_event.values():
        join(names)
    for relation in declared_relations(subjects.values()):
        join(relation.names)
    for pair in links:
        join(pair)
    return {name: top(name) for name in subjects}
