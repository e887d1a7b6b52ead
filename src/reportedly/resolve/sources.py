"""Who asserts: names to sources, and the chain by which a claim reached its reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reportedly.model import DocumentEntry, Source, SourceEntry, SourceKind
from reportedly.text.slug import identify

OWN_VOICE = Source("narrator", "the document's own voice", SourceKind.NARRATOR)
"""The reserved source of what a document says itself; it needs no entry, and may have one."""

_KINDS = {kind.value: kind for kind in SourceKind}
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})


def read_source(entry: SourceEntry) -> Source:
    """The source an entry describes.

    One that is named in the ledger and has no kind is somebody, not anybody: a body, or where it
    is a part of one, who speaks for it. An unknown kind counts as unnamed (the ledger reports it).
    """
    kind = SourceKind.PERSON if entry.part_of else SourceKind.ORGANISATION
    return Source(
        entry.id,
        entry.name or entry.id,
        kind if entry.kind is None else _KINDS.get(entry.kind, SourceKind.UNNAMED),
        entry.aliases,
        entry.part_of,
        entry.reliability,
    )


def find_source(sources: Iterable[Source], name: str) -> list[Source]:
    """The sources that `name` may mean, best way of naming first: id, name or alias, acronym.

    Capitals, a leading "the" and the shape of apostrophes and spaces do not matter. The first way
    that matches anything decides; two sources found by it mean that the name is ambiguous, and an
    empty list that nobody is called so.

    >>> sohr = Source("sohr", "Syrian Observatory for Human Rights")
    >>> [s.id for s in find_source([sohr], "the syrian observatory for human rights")]
    ['sohr']
    """
    return SourceIndex(sources).find(name)


class SourceIndex:
    """Sources by every name they answer to, for many look-ups."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.by_id: dict[str, Source] = {}
        self._ways: tuple[dict[str, dict[str, Source]], ...] = ({}, {}, {})
        for source in sources:
            self.add(source)

    def add(self, source: Source, meant: Source | None = None) -> None:
        """Let `source` be found from now on; by its names `meant`, where the two are one."""
        meant = meant or source
        self.by_id[source.id] = meant
        names = (source.name, *source.aliases)
        keys = (
            {_key(source.id)},
            {_key(n) for n in names},
            {a for n in names if (a := acronym(n))},
        )
        for way, found in zip(self._ways, keys, strict=True):
            for key in found:
                way.setdefault(key, {})[meant.id] = meant

    def find(self, name: str) -> list[Source]:
        """As `find_source`."""
        if name in self.by_id:
            return [self.by_id[name]]
        key = _key(name)
        for way in self._ways:
            if key in way:
                return list(way[key].values())
        return []


def acronym(name: str) -> str | None:
    """The initials by which a name of several words may be called, folded, or None.

    >>> acronym("Syrian Observatory for Human Rights")
    'sohr'
    """
    words = re.findall(r"[^\W\d_][\w'’]*", name)
    initials = [w[0] for w in words if w.casefold() not in _SMALL_WORDS]
    if len(initials) < 2 or not all(i.isupper() for i in initials):
        return None
    return "".join(initials).casefold()


def build_chain(
    source: Source | None,
    via: Sequence[Source],
    document: DocumentEntry,
    sources: SourceIndex,
) -> tuple[Source, ...]:
    """The way a claim reached its reader, nearest first; the last link is the origin.

    Publisher, the agency whose text it prints, those it came through, then the source itself. A
    person, a group or an unnamed voice speaks for the body it is part of, and a statement for who
    issued it, so that body comes last: what "an SDF spokesman" says is the SDF's word. A body that
    is part of a larger body speaks for itself. The document's own voice (`narrator`) is its
    agency's, else its publisher's or, where that is unknown, the document's own.
    """
    houses = [_named(name, sources) for name in (document.publisher, document.agency) if name]
    if source is not None and source.kind is SourceKind.NARRATOR:
        return tuple(_each_once_last([*houses, *via])) or (source, _own_voice(document))
    if houses and source is not None and source.id == houses[0].id:
        houses = houses[:1]  # what a paper counts itself does not come from the agency it prints
    links = [*houses, *via]
    if source is not None:
        links += [source, *_bodies(source, sources.by_id)]
    return tuple(_each_once_last(links))


def _bodies(source: Source, by_id: Mapping[str, Source]) -> list[Source]:
    if source.kind is SourceKind.ORGANISATION:
        return []
    return [by_id.get(i) or Source(i, i) for i in source.part_of if i != source.id]


def _named(name: str, sources: SourceIndex) -> Source:
    """The source that a document's data name, an organisation where the ledger has none so."""
    found = sources.find(name)
    return found[0] if len(found) == 1 else Source(identify(name), name, SourceKind.ORGANISATION)


def _own_voice(document: DocumentEntry) -> Source:
    return Source(f"document:{document.id}", document.title or document.id, SourceKind.DOCUMENT)


def _each_once_last(links: Iterable[Source]) -> list[Source]:
    """Links without repeats, the later place kept: a publisher that quotes itself is the origin."""
    kept: dict[str, Source] = {}
    for link in links:
        kept.pop(link.id, None)
        kept[link.id] = link
    return list(kept.values())


def _key(name: str) -> str:
    folded = " ".join(name.replace("’", "'").casefold().split())
    return folded.removeprefix("the ")
