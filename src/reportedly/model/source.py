"""Sources: the voices that assert."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """Who asserts.

    Attributes:
        id: as claims cite it. name: in full. kind: what sort of voice. aliases: its other names.
        part_of: ids of the bodies it belongs to, nearest first.
        reliability: an Admiralty letter A–F.
        speaks_for: id of the body whose word a document gives by this one, a spokesman; None for
            who speaks for himself.
        voice: of whom it is decided that he speaks with one voice with others, a name of that
            voice; None for who counts alone. Two with one voice stay two sources.
    """

    id: str
    name: str
    kind: SourceKind = SourceKind.UNNAMED
    aliases: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    reliability: str | None = None
    speaks_for: str | None = None
    voice: str | None = field(default=None, compare=False)
