"""Sources: the voices that assert."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What sort of voice a source is; each is drawn in a shape of its own."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"
    DOCUMENT = "document"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class Source:
    """Who asserts. `part_of` holds ids, nearest first; `reliability` is an Admiralty letter A–F."""

    id: str
    name: str
    kind: SourceKind = SourceKind.UNNAMED
    aliases: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    reliability: str | None = None
