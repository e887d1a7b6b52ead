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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reportedly.ledger.entries import FileEntries, Layout, Marks
from reportedly.ledger.shape import (
    EVENT,
    KINDS,
    RECORD_KEYS,
    Section,
    Shape,
    sections_of,
    texts_of,
)
from reportedly.ledger.short import held_by, is_short_key, take_short, take_status, with_names
from reportedly.model import Location, name_links
from reportedly.text.subject_ids import EVENT_OPEN

# Line breaks and blanks that YAML sees and an eye does not, and what it does not allow at all.
_ODD = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TEXT = (
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#\n]|:(?! |$)|(?<! )#)*(?<! )"  # plain
    r"|'(?:[^'\n]|'')*'"
    r'|"[^"\\\n]*"'
)
# A mapping on one line, whose texts hold nothing that needs quotation marks; or single ones.
_PAIR = r"[a-z_]+: (?:[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#,\[\]{}?\n]*(?<! )|'(?:[^'\n]|'')*')"
_RECORD = rf"\{{{_PAIR}(?:, {_PAIR})*\}}"
_PAIRS = re.compile(rf"[{{,] ?({_PAIR})")
_LINE = re.compile(
    r"^(?:(?P<indent>  - |    |  )(?P<key>[a-z_0-9][a-z_0-9/@.-]*):"
    rf"(?: +(?P<value>{_TEXT}|\[[0-9\[\], ]+\]))?"
    rf"|      - (?P<item>{_TEXT}|{_RECORD})"
    rf"|(?P<section>[a-z]+):(?P<none> \[\]| {_TEXT})?"
    r"| *(?:#.*)?)$",
    re.MULTILINE,
)


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


class _Braces(str):
    """A mapping on one line, as it stands there."""

    __slots__ = ()


class _Plain:
    """Reads one file line by line."""

    def __init__(self, file: str) -> None:
        name = file[file.rfind("/") + 1 :]
        self.file = file
        self.stem = name[: -len(".yaml")]
        self.sections = {section.key: section for section in sections_of(name)}
        self.event: str | None = None
        self.found: dict[str, list[Any]] = {}
        self.layouts: dict[Layout, Layout] = {}

    def read(self, text: str) -> FileEntries:
        lines = _LINE.findall(text)
        if len(lines) != text.count("\n") + 1:
            raise _NotPlainError  # some line is not plain
        section: Section | None = None
        pairs: list[tuple[str, str | list[str]]] = []  # keys and values of the entry being read
        layout: list[tuple[str, int, int]] = []
        first, column = 0, 0
        begins = goes_on = ""  # how the first line of an entry is indented, and the others
        for number, (indent, key, value, item, name, none) in enumerate(lines, 1):
            if key:
                if section is None:
                    raise _NotPlainError
                if indent == begins and (begins != goes_on or not pairs):
                    if pairs:
                        self._add(section, pairs, layout, first, column)
                    pairs, layout, first = [], [], number
                elif indent != goes_on or not pairs:
                    raise _NotPlainError
                pairs.append((key, value or []))
                layout.append((key, number - first, column))
            elif item:
                texts = pairs[-1][1] if pairs else ""
                if isinstance(texts, str):
                    raise _NotPlainError
                texts.append(_Braces(item) if item[0] == "{" else _text(item))
            elif name:
                if section is not None and pairs:
                    self._add(section, pairs, layout, first, column)
                pairs, layout = [], []
                if name == "event":
                    self._take_event(none, number)
                    section = None
                    continue
                section = self._begin(name, none)
                column = 3 if name == "document" else 5
                begins, goes_on = ("  ", "  ") if name == "document" else ("  - ", "    ")
        if section is not None and pairs:
            self._add(section, pairs, layout, first, column)
        return self._all()

    def _all(self) -> FileEntries:
        found = self.found
        if "claims" in found:
            found["claims"] = with_names(found["claims"])
        if "links" in found:
            found["links"] = name_links(found["links"])
        if not found or (found.get("claims") and not found.get("document")):
            raise _NotPlainError
        return FileEntries(**{kind: tuple(found.get(s.key, ())) for kind, s in KINDS.items()})

    def _begin(self, name: str, none: str) -> Section | None:
        """The section that begins; None for an empty list, after which nothing can stand."""
        section = self.sections.pop(name, None)
        if section is None or (none and name == "document"):
            raise _NotPlainError
        self.found[name] = []
        return None if none else section

    def _take_event(self, written: str, line: int) -> None:
        """The event of the file, which must stand after its document and before the claims."""
        documents = self.found.get("document")
        event = _text(written.strip()) if written else ""
        if not documents or "claims" in self.found or self.event or not EVENT.accepts(event):
            raise _NotPlainError
        self.event = event
        (entry,) = documents
        layout = (*entry.marks.layout, ("event", line - entry.location.line, 1))
        marks = Marks(layout, entry.location.line)
        self.found["document"] = [replace(entry, event=event, marks=marks)]

    def _take_short(self, values: dict[str, Any], key: str, value: str | list[str]) -> None:
        """Fill in what a short key of a claim says."""
        event = EVENT_OPEN.join(values.get("event", ())) or self.event
        given = [_text(value)] if isinstance(value, str) else value
        if event is None or not is_short_key(key, has_event=True):
            raise _NotPlainError
        if take_short(values, key, tuple(given), event):
            raise _NotPlainError

    def _add(
        self,
        section: Section,
        pairs: list[tuple[str, str | list[str]]],
        layout: list[tuple[str, int, int]],
        first: int,
        column: int,
    ) -> None:
        """Make one entry, if it is sound."""
        values: dict[str, Any] = {}
        shapes = section.keys
        short: list[tuple[str, str | list[str]]] = []
        for key, value in pairs:
            shape = shapes.get(key)
            if shape is None:
                if section.key != "claims":
                    raise _NotPlainError
                short.append((key, value))
                continue
            if type(value) is str:
                if shape is Shape.TEXT:
                    values[key] = value if value[0] not in "'\"[" else _text(value)
                else:
                    values[key] = _READ[shape](value)
            elif value and shape is Shape.RECORDS:
                values[key] = tuple(_record(item, RECORD_KEYS[key]) for item in value)
            elif value and (shape is not Shape.TEXTS or any(type(t) is _Braces for t in value)):
                raise _NotPlainError
            elif value:
                values[key] = tuple(value)
        if len(pairs) != len({key for key, _ in pairs}):
            raise _NotPlainError
        if section.key == "claims":
            take_status(values)
            for key, value in short:
                self._take_short(values, key, value)
                line, at = next((n, c) for k, n, c in layout if k == key)
                layout += [(held, line, at) for held in held_by(key) if held not in dict(pairs)]
        self._vet(section, values)
        marked = tuple(layout)
        marks = Marks(self.layouts.setdefault(marked, marked), first)
        if section.key == "document":
            values["id"] = self.stem
        elif section.key in ("claims", "links"):
            values.setdefault("id", "")
            if section.key == "claims":
                values["document"] = self.stem
        place = Location(self.file, first, column)
        self.found[section.key].append(section.entry(**values, location=place, marks=marks))

    def _vet(self, section: Section, values: dict[str, Any]) -> None:
        """Leave whatever is missing or wrong to the reader that can say so."""
        for key, rule in section.rules.items():
            if not all(map(rule.accepts, texts_of(values.get(key, ())))):
                raise _NotPlainError
        for key in section.required:
            if not values.get(key):
                raise _NotPlainError
        for group in section.either:
            if not any(values.get(key) for key in group):
                raise _NotPlainError
        if section.key == "claims" and not (
            values.get("subject") or values.get("event") or self.event
        ):
            raise _NotPlainError
        spans = values.get("at")
        if spans and len(spans) != len(values.get("quote", ())):
            raise _NotPlainError
        if values.get("verdict") == "prefer" and not values.get("claim"):
            raise _NotPlainError


def _text(written: str) -> str:
    """What a scalar says, plain or in quotation marks."""
    mark = written[0]
    if mark == "'":
        return written[1:-1].replace("''", "'")
    if mark == "[":
        raise _NotPlainError
    return written[1:-1] if mark == '"' else written


def _record(written: str, known: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The texts of a mapping on one line."""
    if type(written) is not _Braces:
        raise _NotPlainError
    pairs = [pair.split(": ", 1) for pair in _PAIRS.findall(written)]
    read = tuple((key, _text(words)) for key, words in pairs)
    if len({key for key, _ in read}) != len(read) or not all(key in known for key, _ in read):
        raise _NotPlainError
    return read


def _refused(words: str) -> None:
    raise _NotPlainError


def _spans(words: str) -> tuple[tuple[int, int], ...]:
    if words[0] != "[":
        raise _NotPlainError
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


_READ: Mapping[Shape, Callable[[str], Any]] = {
    Shape.TEXTS: lambda words: (_text(words),),
    Shape.SPANS: _spans,
    Shape.PAIRS: _refused,
    Shape.RECORDS: _refused,
}
