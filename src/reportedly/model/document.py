"""Documents as pinned by their bytes, and spans of their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Document:
    """A text somebody published.

    Attributes:
        id: short name, unique in a ledger (the stem of its file in `claims/`).
        text: the text, in which all offsets count Unicode code points.
        sha256: hex digest of the captured bytes.
        title, path, url, publisher, published, language: what is known of it, else None;
            `path` is relative to the ledger's root with forward slashes.
        clock: the time of day at which it was published, as ISO `18:10` or `18:10+02:00`, or None.
        captured: when it was captured, in ISO 8601, where that is to be told.
        supersedes: id of the document that is the capture of the same page before this one.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    clock: str | None = None
    captured: str | None = None
    supersedes: str | None = None

    @property
    def published_at(self) -> str | None:
        """The day, with the time of day where that is known, in ISO 8601."""
        if self.published is None:
            return None
        day = self.published.isoformat()
        return day if self.clock is None else f"{day}T{self.clock}"


def sidecar_of(path: str) -> str:
    """Where the sidecar of a document stands: the same name, with `.yaml` for its suffix."""
    where = PurePosixPath(path)
    return str(where.with_suffix(".yaml")) if where.name else path  # "/" has no name


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document: `text[start:end] == quote`, offsets in code points."""

    document: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote):
            raise ValueError(f"span {self.start}:{self.end} does not fit its quote")

    def holds(self, start: int, end: int | None = None) -> bool:
        """Whether a place lies in the span, or all of the stretch from it to `end`."""
        return self.start <= start and (start < self.end if end is None else end <= self.end)
