"""What a ledger file may hold, derived from the entry types of `reportedly.model.entry`.

The names of the keys are the names of the fields; this module adds what a type cannot say: which
keys must be there, and which words a key accepts. Reading, writing and the JSON Schemas all follow
this one description, so they cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from reportedly.model import (
    EVENT_IS_NO_DAY,
    NAMES_A_DAY,
    Act,
    AnyEntry,
    Behaviour,
    ClaimEntry,
    Credibility,
    DocumentEntry,
    EventEntry,
    JudgementEntry,
    LinkEntry,
    LinkKind,
    Reliability,
    Role,
    SourceEntry,
    SourceKind,
    Stance,
    Status,
    SubjectEntry,
)

NARRATOR = "narrator"
"""The id of the document's own voice; it may be used without an entry in `sources.yaml`."""


class Shape(StrEnum):
    """What may stand after a key."""

    TEXT = "text"
    TEXTS = "texts"  # one text, or a list of them
    SPANS = "spans"  # [start, end], or a list of such pairs
    PAIRS = "pairs"  # a mapping of texts
    RECORDS = "records"  # a list of mappings of texts
    FLAG = "flag"  # `yes`, after a key that takes no value


@dataclass(frozen=True, slots=True)
class Rule:
    """Words or a pattern that a text must match; `wanted` says it to a person."""

    wanted: str
    words: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None

    def accepts(self, text: str) -> bool:
        """True when `text` is what the key wants."""
        return text in self.words or (
            self.pattern is not None and self.pattern.fullmatch(text) is not None
        )


def _one_of(*words: str) -> Rule:
    return Rule("one of " + ", ".join(words), words)


_DAY = Rule("a day such as 2019-02-12", pattern=re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"))
ACT = _one_of(*Act)
_PROBABILITY = r"0|1|1\.0+|0?\.[0-9]+"
_TIME = Rule(
    "a day such as 2019-02-12, or a day and time such as 2019-02-12T18:10+02:00",
    pattern=re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
        r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    ),
)
SCORE = Rule("a number from 0 to 1", pattern=re.compile(_PROBABILITY))
STATUS = Rule(
    "one of " + ", ".join(Status),
    tuple(Status),
    re.compile(
        rf"({'|'.join(Status)})(?: by ([^,\s]+(?: [^,\s]+)*))?"
        rf"(?:, ({'|'.join(ACT.words)}))?(?:, ({_PROBABILITY}))?"
    ),
)
EVENT = Rule(
    f"the name of an event: {EVENT_IS_NO_DAY}",
    pattern=re.compile(rf"(?!(?:{NAMES_A_DAY.pattern})$)[^\s/|@]+"),
)
ID = Rule("a name without white space, such as baghouz-strike", pattern=re.compile(r"\S+"))


def texts_of(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a key that takes one, or one or several."""
    return (value,) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a ledger file.

    Attributes:
        key: the top-level key under which its entries stand.
        entry: the type of its entries.
        keys: key → what may stand after it, in the order in which they are written.
        required: keys that must be there and not be empty.
        either: groups of keys of which at least one must be there.
        rules: key → what its text must be.
        beside: keys that stand in the file beside the section, and belong to its entry.
    """

    key: str
    entry: type[AnyEntry]
    keys: Mapping[str, Shape]
    required: tuple[str, ...]
    either: tuple[tuple[str, ...], ...]
    rules: Mapping[str, Rule]
    beside: Mapping[str, Shape]

    @property
    def columns(self) -> Mapping[str, Shape]:
        """Every field that an entry may hold."""
        return {**self.keys, **self.beside}


_SHAPES = {
    "str": Shape.TEXT,
    "str | None": Shape.TEXT,
    "tuple[str, ...]": Shape.TEXTS,
    "tuple[tuple[int, int], ...]": Shape.SPANS,
    "tuple[tuple[str, str], ...]": Shape.PAIRS,
    "tuple[tuple[tuple[str, str], ...], ...]": Shape.RECORDS,
}
READ_FIELDS = (
    "source", "subject", "event", "figure", "unit", "of", "population", "role", "stance", "when",
    "as_of", "said", "actors", "answer",
)  # fmt: skip
"""Fields of a claim that people may read differently; the others say how it was found and kept."""

RECORD_KEYS = {
    "assessments": ("subject", "low", "best", "high", "grounds", "grade", "by", "on", "note"),
    "reviews": ("by", "on", "verdict", *READ_FIELDS, "note"),
}
"""Keys of a list of mappings → the keys that these may have."""

ONE_LINE = frozenset({"reviews"})
"""Those of which each mapping is written on a line of its own, in braces."""

_NOT_WRITTEN = frozenset(("location", "marks"))


def _section(
    key: str,
    entry: type[AnyEntry],
    required: tuple[str, ...] = (),
    either: tuple[tuple[str, ...], ...] = (),
    rules: Mapping[str, Rule] | None = None,
    implied: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
) -> Section:
    keys = {
        f.name: _SHAPES[str(f.type)]
        for f in fields(entry)
        if f.name not in _NOT_WRITTEN and f.name not in implied
    }
    apart = {name: keys.pop(name) for name in beside}
    return Section(key, entry, keys, required, either, dict(rules or {}), apart)


DOCUMENT = _section(
    "document",
    DocumentEntry,
    rules={
        "sha256": Rule("64 hexadecimal digits", pattern=re.compile(r"[0-9a-fA-F]{64}")),
        "published": _TIME,
        "captured": _TIME,
        "supersedes": ID,
        "withdrawn": Rule("a day such as 2019-02-12, or yes", ("yes",), _DAY.pattern),
        "event": EVENT,
    },
    implied=("id",),
    beside=("event",),
)
CLAIMS = _section(
    "claims",
    ClaimEntry,
    either=(("source", "candidates"), ("quote", "figure", "note")),
    rules={
        "id": ID,
        "stance": _one_of(*Stance),
        "role": _one_of(*Role),
        "event": EVENT,
        "status": STATUS,
        "act": ACT,
        "score": SCORE,
        "credibility": _one_of(*(str(int(c)) for c in Credibility)),
    },
    implied=("document",),
)
SOURCES = _section(
    "sources",
    SourceEntry,
    required=("id", "name"),
    rules={"id": ID, "kind": _one_of(*SourceKind), "reliability": _one_of(*Reliability)},
)
SUBJECTS = _section(
    "subjects",
    SubjectEntry,
    required=("id",),
    rules={
        "id": ID,
        "running_total": _one_of("true", "false", "yes", "no"),
        "behaviour": _one_of(*Behaviour),
    },
)
JUDGEMENTS = _section(
    "judgements",
    JudgementEntry,
    required=("id", "conflict", "verdict", "by", "on", "why"),
    rules={
        "id": ID,
        "verdict": _one_of("holds", "explained", "prefer"),
        "on": _DAY,
        "withdrawn": _DAY,
    },
)

EVENTS = _section("events", EventEntry, required=("id",), rules={"id": EVENT})
LINKS = _section(
    "links",
    LinkEntry,
    required=("kind", "a", "b"),
    rules={
        "id": ID,
        "kind": _one_of(*LinkKind),
        "verdict": _one_of("same", "different"),
        "status": _one_of("proposed", "decided"),
        "on": _DAY,
        "score": SCORE,
        "withdrawn": _DAY,
    },
)
LISTS = (SOURCES, EVENTS, SUBJECTS, JUDGEMENTS, LINKS)
"""Sections that have a file of their own, in the order in which they need one another."""

SECTIONS: Mapping[str, Section] = {s.key: s for s in (DOCUMENT, CLAIMS, *LISTS)}

KINDS: Mapping[str, Section] = {
    "documents": DOCUMENT,
    "claims": CLAIMS,
    **{s.key: s for s in LISTS},
}
"""Fields of `Entries` and `FileEntries` → the sections that they come from."""

FIXED_FILES: Mapping[str, Section] = {f"{s.key}.yaml": s for s in LISTS}
"""Files of `claims/` that hold one list; every other `.yaml` file there holds one document."""


@cache
def sections_of(name: str) -> tuple[Section, ...]:
    """The sections that the file called `name` may hold, in order."""
    fixed = FIXED_FILES.get(name)
    return (DOCUMENT, CLAIMS) if fixed is None else (fixed,)


def section_of(entry: AnyEntry) -> Section:
    """The section in which an entry of this type stands."""
    return next(s for s in SECTIONS.values() if type(entry) is s.entry)
