"""Which claims of a ledger are compared with one another, kept while the ledger is edited.

Claims that are compared form islands. Here they follow from what claims resolve to: claims on one
subject and of one event, of events of which one is a part of the other, on subjects joined by
parts, wholes and relations, and where one claim names another. As claims come and go islands may
grow together and are never parted: comparing two at once finds what comparing each finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from reportedly.compare import islands
from reportedly.model import Event, Subject, event_of

if TYPE_CHECKING:
    from reportedly.resolve import Outline, Resolver

Told = Mapping[str, tuple["Outline", ...]]
"""Id of a claim → the claims of that id."""


class Layout:
    """The islands of a ledger.

    Attributes:
        members: name of an island → its claims by id.
    """

    def __init__(
        self,
        resolver: Resolver,
        events: Iterable[Event],
        outlines: Iterable[Outline],
        told: Told,
    ) -> None:
        self.members: dict[str, dict[str, Outline]] = defaultdict(dict)
        self._resolver = resolver
        self._subjects = {s.id: s for s in resolver.subjects().values()}
        self._is_declared = any(s.part_of or s.relations for s in self._subjects.values())
        self._met: list[Subject] = []
        self._joins: set[tuple[str, str]] = set()
        self._joined: list[tuple[str, str]] = []
        self._naming: dict[str, set[str]] = defaultdict(set)
        for event in events:
            self._meet(_at(event.id))
            if event.part_of:
                self._join(_at(event.id), _at(event.part_of))
        for outline in outlines:
            self._tie(outline, told)
        self._home = islands(self._subjects, self._joins)
        self._met, self._joined = [], []
        for outline in outlines:
            self.members[self._home[outline.subject.id]][outline.id] = outline

    def home(self, outline: Outline) -> str:
        """The island of a claim."""
        return self._home[outline.subject.id]

    def home_of_event(self, event: str) -> str | None:
        """The island of the claims about an event, None where it has none."""
        return self._home.get(_at(event))

    def naming(self, claims: Collection[str]) -> set[str]:
        """The claims that name one of these, as a whole of theirs or as put right by them."""
        return {i for name in claims for i in self._naming.get(name, ())}

    def change(
        self,
        resolver: Resolver,
        gone: Iterable[Outline],
        came: Collection[Outline],
        named: Iterable[Outline],
        told: Told,
    ) -> dict[str, str]:
        """Take in claims that came and went.

        Args:
            resolver: of the ledger as it is now.
            gone: claims that are no more, or were others.
            came: claims as they are now.
            named: claims that did not change and name some that did.
            told: all claims as they are now.

        Returns:
            Name of each island that was taken up by another → the name of that one.
        """
        self._resolver = resolver
        for outline in gone:
            self.members[self.home(outline)].pop(outline.id, None)
        for outline in (*came, *named):
            self._tie(outline, told)
        moved: dict[str, str] = {}
        if not self._settle():
            self._home = islands(self._subjects, self._joins)
            moved = {name: new for name in self.members if (new := self._home[name]) != name}
            for name, new in moved.items():
                self.members[new].update(self.members.pop(name))
        for outline in came:
            self.members[self.home(outline)][outline.id] = outline
        return moved

    def _settle(self) -> bool:
        """Find a home for what was met since the last time; False where all must be looked at."""
        met, self._met = self._met, []
        joined, self._joined = self._joined, []
        for subject in met:
            event = self.home_of_event(subject.event or "")
            named = self._is_declared or subject.id in self._naming
            if event is None or named or not _is_plain(subject):
                return False
            self._home[subject.id] = event
        return all(
            self._home[a] == self._home[b] for a, b in joined if a in self._home and b in self._home
        )

    def _meet(self, name: str, subject: Subject | None = None) -> None:
        if name not in self._subjects:
            self._subjects[name] = found = subject or Subject(name)
            self._met.append(found)

    def _join(self, a: str, b: str) -> None:
        if (a, b) not in self._joins:
            self._joins.add((a, b))
            self._joined.append((a, b))

    def _tie(self, outline: Outline, told: Told) -> None:
        """Enter what belongs together by a claim."""
        subject, entry = outline.subject, outline.entry
        self._meet(subject.id, subject)
        if (event := event_of(outline)) is not None:
            self._meet(_at(event))
            self._join(subject.id, _at(event))
        if entry.of is None and entry.corrects is None and entry.revises is None:
            return
        whole = self._resolver.whole_of(entry)
        for name in {n for n in (whole, entry.of, entry.corrects, entry.revises) if n}:
            self._naming[name].add(outline.id)
            # A subject that nobody speaks of yet may be spoken of later.
            self._join(subject.id, name)
            for meant in told.get(name, ()):
                self._join(subject.id, meant.subject.id)


def _is_plain(subject: Subject) -> bool:
    """Whether what it lies within, or holds, is told by its event alone."""
    return subject.place is None and subject.period is None


def _at(event: str) -> str:
    """What stands for an event among subjects; no id holds such a sign."""
    return f"\0{event}"
