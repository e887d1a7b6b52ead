"""The claims that a graph must be built of to show what stands near something.

A graph of all claims of a large ledger takes longer to build than anybody waits, and `around` then
throws nearly all of it away. Here the same steps are taken on names alone, before anything is
built. What is chosen may be more than is needed, never less: `around` decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from reportedly.graph.build import document_attributes, source_attributes, subject_attributes
from reportedly.model import Conflict, DocumentEntry, Source, Subject, Told

Claims = TypeVar("Claims", bound=Told)


def claims_near(
    claims: Sequence[Claims],
    conflicts: Sequence[Conflict],
    documents: Sequence[DocumentEntry],
    name: str,
    depth: int,
) -> list[Claims]:
    """Claims of whose graph `around(graph, name, depth)` is what it is of the graph of all.

    Args:
        claims: all claims, in the order in which the graph would be built; outlines will do.
        conflicts: what was flagged between them.
        documents: the ledger's documents.
        name: as `around` takes it.
        depth: number of steps.

    Returns:
        Some of the claims, in their order; all of them where nothing has that name.
    """
    index = _Index(claims, conflicts, documents)
    near = frontier = index.called(name)
    if not near:
        return list(claims)
    for _ in range(depth):
        beside = index.beside(frontier) - near
        near = near | beside
        # Documents are reached and not left again.
        frontier = {key for key in beside if not key.startswith("document:")}
    return [claims[place] for place in sorted(index.needed(near))]


class _Voice:
    """Claims of one source that came by one chain."""

    def __init__(self, source: Source | None, links: tuple[Source, ...]) -> None:
        self.source = source
        # A chain is drawn link by link to the next: alone, nobody passes anything on.
        passed = links if len(links) > 1 else ()
        self.sources = {s.id: s for s in (*passed, source) if s is not None}
        # The way from a document's publisher to the next in the chain is never followed.
        self.followed = {s.id for s in links[1:]}
        self.places: list[int] = []


class _Index:
    """Which claims stand beside which nodes, by their places among all claims.

    Nodes go by the keys that `build_graph` gives them; a conflict is passed over, from one of its
    claims to the others, and so reached a step early.
    """

    def __init__(
        self,
        claims: Sequence[Told],
        conflicts: Sequence[Conflict],
        documents: Sequence[DocumentEntry],
    ) -> None:
        self.claims = claims
        self.documents = {d.id: d for d in documents}
        self.by_id = _places(claim.id for claim in claims)
        self.by_subject = _places(claim.subject.id for claim in claims)
        self.by_document = _places(claim.document for claim in claims)
        self.by_whole = _places(claim.whole for claim in claims)
        self.by_actor = _places_of_many(claim.actors for claim in claims)
        voices: dict[tuple[int, str | None], _Voice] = {}
        for place, claim in enumerate(claims):
            key = (id(claim.chain), _id(claim.source))
            if key not in voices:
                voices[key] = _Voice(claim.source, claim.chain)
            voices[key].places.append(place)
        self.voices = list(voices.values())
        actors = {a.id: a for c in claims for a in c.actors}
        self.sources = {n: s for v in self.voices for n, s in v.sources.items()} | actors
        self.subjects = {claim.subject.id: claim.subject for claim in claims}
        self.by_source: dict[str, list[_Voice]] = {}
        for voice in self.voices:
            for name in voice.sources:
                self.by_source.setdefault(name, []).append(voice)
        self.part_sources = _parts(self.sources.values())
        self.part_subjects = _parts(self.subjects.values())
        self.all_conflicts = conflicts
        self.conflicts: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in conflicts:
            for name in conflict.claims:
                self.conflicts[name].append(conflict)

    def called(self, name: str) -> set[str]:
        """The nodes that a name may mean, by key or id, else by label; a conflict by its claims."""
        kind, _, ref = name.partition(":")
        found = {name} if self._is_there(kind, ref) else set()
        found |= {f"{k}:{name}" for k in _KINDS if self._is_there(k, name)}
        refs = {name, name.removeprefix("conflict:")}
        found |= {f"claim:{n}" for c in self.all_conflicts if c.id in refs for n in c.claims}
        if kind == "open" and ref in self.by_id:
            found.add(f"claim:{ref}")
        return found or self._labelled(name.casefold())

    def _is_there(self, kind: str, ref: str) -> bool:
        return ref in {
            "claim": self.by_id,
            "document": self.by_document,
            "source": self.sources.keys() | self.part_sources.keys(),
            "subject": self.subjects.keys() | self.part_subjects.keys(),
        }.get(kind, ())

    def _labelled(self, wanted: str) -> set[str]:
        found = {
            f"source:{n}"
            for n, s in self.sources.items()
            if wanted in map(str.casefold, (n, source_attributes(s)["label"], *s.aliases))
        }
        found |= {f"source:{n}" for n in self.part_sources if n.casefold() == wanted}
        found |= {
            f"subject:{n}"
            for n, s in self.subjects.items()
            if wanted in (n.casefold(), subject_attributes(s)["label"].casefold())
        }
        found |= {f"subject:{n}" for n in self.part_subjects if n.casefold() == wanted}
        for name in self.by_document:
            entry = self.documents.get(name, DocumentEntry(name))
            if document_attributes(entry)["label"].casefold() == wanted:
                found.add(f"document:{name}")
        for claim in self.claims:
            open_label = f"{' or '.join(claim.candidates)}?" if claim.candidates else "nobody named"
            if claim.text.casefold() == wanted or (
                claim.source is None and open_label.casefold() == wanted
            ):
                found.add(f"claim:{claim.id}")
        alike = (c for c in self.all_conflicts if c.kind == wanted)
        return found | {f"claim:{name}" for conflict in alike for name in conflict.claims}

    def beside(self, keys: Iterable[str]) -> set[str]:
        """The nodes one step away from any of these."""
        steps: dict[str, Callable[[str], Iterable[str]]] = {
            "claim": self._beside_claim,
            "source": self._beside_source,
            "subject": self._beside_subject,
            "document": lambda name: self._claims(self.by_document[name]),
        }
        found: set[str] = set()
        for key in keys:
            kind, _, name = key.partition(":")
            found.update(steps[kind](name))
        return found

    def _claims(self, places: Iterable[int]) -> Iterator[str]:
        return (f"claim:{self.claims[place].id}" for place in places)

    def _beside_claim(self, name: str) -> Iterator[str]:
        for place in self.by_id.get(name, ()):
            claim = self.claims[place]
            yield f"subject:{claim.subject.id}"
            yield f"document:{claim.document}"
            for source in (claim.source, *claim.actors):
                if source is not None:
                    yield f"source:{source.id}"
            if claim.whole in self.by_id:
                yield f"claim:{claim.whole}"
            if claim.whole in self.subjects or claim.whole in self.part_subjects:
                yield f"subject:{claim.whole}"
        yield from self._claims(self.by_whole.get(name, ()))
        for conflict in self.conflicts.get(name, ()):
            yield from (f"claim:{other}" for other in conflict.claims if other in self.by_id)

    def _beside_source(self, name: str) -> Iterator[str]:
        for voice in self.by_source.get(name, ()):
            if voice.source is not None and voice.source.id == name:
                yield from self._claims(voice.places)
            if name in voice.followed:
                yield from (f"source:{other}" for other in voice.followed)
        yield from self._claims(self.by_actor.get(name, ()))
        wholes = self.sources[name].part_of if name in self.sources else ()
        yield from (f"source:{n}" for n in (*wholes, *self.part_sources.get(name, ())))

    def _beside_subject(self, name: str) -> Iterator[str]:
        yield from self._claims(self.by_subject.get(name, ()))
        yield from self._claims(self.by_whole.get(name, ()))
        wholes = self.subjects[name].part_of if name in self.subjects else ()
        yield from (f"subject:{n}" for n in (*wholes, *self.part_subjects.get(name, ())))

    def needed(self, near: set[str]) -> set[int]:
        """Places of the claims that give these nodes, and those they are shown with, all they have.

        Besides the claims among them these are the others of their conflicts; those by which a
        node comes into the graph, for its place in it and for what it says; and those that came
        from one of the sources to another, which the edge between these lists.
        """
        said = {key for key in near if key.startswith("claim:")}
        shown = near | self.beside(said)
        sources, subjects, documents = (
            {_ref(key) for key in shown if key.startswith(kind)}
            for kind in ("source:", "subject:", "document:")
        )
        claims = {_ref(key) for key in said}
        claims |= {n for c in claims for f in self.conflicts.get(c, ()) for n in f.claims}
        found = {place for name in claims for place in self.by_id.get(name, ())}
        for name in chain(sources, *(self.part_sources.get(n, ()) for n in sources)):
            found.update(voice.places[0] for voice in self.by_source.get(name, ())[:1])
            found.update(self.by_actor.get(name, ())[:1])
        for name in chain(subjects, *(self.part_subjects.get(n, ()) for n in subjects)):
            found.update(self.by_subject.get(name, ())[:1])
        found.update(self.by_document[name][0] for name in documents)
        for voice in self.voices:
            if len(sources & voice.sources.keys()) > 1:
                found.update(voice.places)
        return found


_KINDS = ("claim", "source", "subject", "document")


def _places(names: Iterable[str | None]) -> dict[str, list[int]]:
    """For each name the places where it stands."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if name is not None:
            found.setdefault(name, []).append(place)
    return found


def _places_of_many(sources: Iterable[Sequence[Source]]) -> dict[str, list[int]]:
    """For each source the places among whose sources it is."""
    found: dict[str, list[int]] = {}
    for place, several in enumerate(sources):
        for source in several:
            found.setdefault(source.id, []).append(place)
    return found


def _id(source: Source | None) -> str | None:
    return None if source is None else source.id


def _ref(key: str) -> str:
    """The id behind a key."""
    return key.partition(":")[2]


def _parts(wholes: Iterable[Source] | Iterable[Subject]) -> dict[str, list[str]]:
    """For each whole its parts."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in wholes:
        for whole in part.part_of:
            found[whole].append(part.id)
    return dict(found)
