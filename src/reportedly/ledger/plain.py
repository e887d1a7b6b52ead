"""A fast way for files in the plain form that this program itself writes.

Most files of a large ledger hold nothing but lines such as `    figure: at least 16`. They are
read here with one regular expression a line, some six times faster than through a YAML parser.
Whatever is not surely plain (a comment after a value, a value over several lines, an escape) and
whatever is at fault makes the whole file go to the YAML reader: here, a file is either read to the
same entries, or not at all.
"""

from __future__ import annotations

import json
import re
from typing import Any

from reportedly.ledger.entries import FileEntries, Layout, Marks
from reportedly.ledger.shape import Section, Shape, sections_of
from reportedly.model import Location

# Line breaks and blanks that YAML sees and an eye does not, and what it does not allow at all.
_ODD = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_VALUE = (
    r"(?P<{0}plain>[^\s\-?:,\[\]{{}}#&*!|>'\"%@`](?:[^:#]|:(?! |$)|(?<! )#)*(?<! ))"
    r"|'(?P<{0}single>(?:[^']|'')*)'"
    r'|"(?P<{0}double>[^"\\]*)"'
)
_LINE = re.compile(
    r"(?P<indent>  - |    |  )(?P<key>[a-z_0-9]+):(?: +(?:"
    + _VALUE.format("")
    + r"|(?P<spans>\[[0-9\[\], ]+\])))?$"
    + r"|      - (?:"
    + _VALUE.format("item_")
    + r")$"
    + r"|(?P<section>[a-z]+):(?P<none> \[\])?$"
    + r"|(?P<nothing> *(?:#.*)?)$"
).match
_KEYED = frozenset(("key", "plain", "single", "double", "spans"))


def read_plain(text: str, file: str) -> FileEntries | None:
    """What a file in plain form holds; None when it is in another form, or at fault.

    Args:
        text: the file's text, without a byte order mark.
        file: its path below the ledger's root.
    """
    if _ODD.search(text):
        return None
    try:
        return _Plain(file).read(text)
    except _NotPlainError:
        return None


class _NotPlainError(Exception):
    """The file must be read as YAML."""


class _Plain:
    """Reads one file line by line."""

    def __init__(self, file: str) -> None:
        name = file[file.rfind("/") + 1 :]
        self.file = file
        self.stem = name[: -len(".yaml")]
        self.sections = {section.key: section for section in sections_of(name)}
        self.found: dict[str, list[Any]] = {}
        self.layouts: dict[Layout, Layout] = {}
        self.section: Section | None = None
        self.column = 0
        self.open = False  # whether an entry is being read
        self.values: dict[str, Any] = {}
        self.layout: list[tuple[str, int, int]] = []
        self.first = 0
        self.items: list[str] | None = None  # where the texts of a list go

    def read(self, text: str) -> FileEntries:
        for number, line in enumerate(text.split("\n"), 1):
            match = _LINE(line)
            if match is None:
                raise _NotPlainError
            kind = match.lastgroup or ""
            if kind in _KEYED:
                indent, key, value = match.group("indent", "key", kind)
                self._key(indent, key, kind, value, number)
            elif kind.startswith("item_"):
                self._item(match[kind], kind)
            elif kind != "nothing":
                self._begin_section(match)
        self._end_entry()
        found = {key: tuple(entries) for key, entries in self.found.items()}
        if not found or (found.get("claims") and not found.get("document")):
            raise _NotPlainError
        return FileEntries(
            documents=found.get("document", ()),
            claims=found.get("claims", ()),
            sources=found.get("sources", ()),
            subjects=found.get("subjects", ()),
            judgements=found.get("judgements", ()),
        )

    def _begin_section(self, match: re.Match[str]) -> None:
        self._end_entry()
        section = self.sections.pop(match["section"], None)
        if section is None or (section.key == "document" and match["none"]):
            raise _NotPlainError
        self.found[section.key] = []
        self.section = None if match["none"] else section
        self.column = 3 if section.key == "document" else 5

    def _key(self, indent: str, key: str, kind: str, value: str, number: int) -> None:
        if self.section is None or len(indent) + 1 != self.column:
            raise _NotPlainError
        if indent == "  - ":
            self._end_entry()
        elif not self.open and self.column == 5:
            raise _NotPlainError
        if not self.open:
            self.open = True
            self.first = number
            self.values = {}
            self.layout = []
        shape = self.section.keys.get(key)
        if shape is None or key in self.values:
            raise _NotPlainError
        self.layout.append((key, number - self.first, self.column))
        self.items = None
        if kind == "key":  # nothing stands after it, or a list below it
            self.items = [] if shape is Shape.TEXTS else None
            self.values[key] = self.items
        elif (kind == "spans") != (shape is Shape.SPANS):
            raise _NotPlainError
        elif kind == "spans":
            self.values[key] = _spans(value)
        else:
            text = value.replace("''", "'") if kind == "single" else value
            self.values[key] = text if shape is Shape.TEXT else (text,)

    def _item(self, value: str, kind: str) -> None:
        if self.items is None:
            raise _NotPlainError
        self.items.append(value.replace("''", "'") if kind == "item_single" else value)

    def _end_entry(self) -> None:
        """Make the entry that was being read, if it is sound."""
        if not self.open or self.section is None:
            return
        self.open, self.items, section = False, None, self.section
        values: dict[str, Any] = {}
        for key, value in self.values.items():
            if type(value) is list:
                if value:
                    values[key] = tuple(value)
            elif value is not None:
                values[key] = value
        self._vet(section, values)
        layout = tuple(self.layout)
        marks = Marks(self.layouts.setdefault(layout, layout), self.first)
        if section.key in ("document", "claims"):
            values["id" if section.key == "document" else "document"] = self.stem
        place = Location(self.file, self.first, self.column)
        self.found[section.key].append(section.entry(**values, location=place, marks=marks))

    def _vet(self, section: Section, values: dict[str, Any]) -> None:
        """Leave whatever is missing or wrong to the reader that can say so."""
        for key, rule in section.rules.items():
            value = values.get(key)
            if value is not None and not rule.accepts(value):
                raise _NotPlainError
        for key in section.required:
            if not values.get(key):
                raise _NotPlainError
        for group in section.either:
            if not any(values.get(key) for key in group):
                raise _NotPlainError
        spans = values.get("at")
        if spans and len(spans) != len(values.get("quote", ())):
            raise _NotPlainError
        if values.get("verdict") == "prefer" and not values.get("claim"):
            raise _NotPlainError


def _spans(words: str) -> tuple[tuple[int, int], ...]:
    try:
        found = json.loads(words)
    except ValueError:
        raise _NotPlainError from None
    pairs = found if found and isinstance(found[0], list) else [found]
    for pair in pairs:
        if (
            not isinstance(pair, list)
            or len(pair) != 2
            or not all(type(n) is int and n < 10**15 for n in pair)
            or pair[0] >= pair[1]
        ):
            raise _NotPlainError
    return tuple((start, end) for start, end in pairs)
