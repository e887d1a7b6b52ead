"""Trees of YAML nodes → entries, with every wrong shape, key and word as a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from reportedly.ledger.entries import FileEntries, Layout, Marks
from reportedly.ledger.parse import Fault, Map, Node, Scalar, Seq, decode, parse
from reportedly.ledger.plain import read_plain
from reportedly.ledger.shape import (
    EVENT,
    FIXED_FILES,
    KINDS,
    RECORD_KEYS,
    SECTIONS,
    Section,
    Shape,
    sections_of,
    texts_of,
)
from reportedly.ledger.short import held_by, is_short_key, take_short, take_status, with_names
from reportedly.model import AnyEntry, Location, Problem, name_links
from reportedly.text.subject_ids import EVENT_OPEN


@lru_cache(maxsize=8)
def read_entries(data: bytes, file: str) -> FileEntries:
    """Read one ledger file; the last few are remembered, for an edit reads its file several times.

    Args:
        data: its bytes.
        file: its path below the ledger's root, with forward slashes (`claims/sources.yaml`).
    """
    text, faults = decode(data)
    if not faults and (plain := read_plain(text, file)) is not None:
        return plain
    return read_yaml(text, file, faults)


def read_yaml(text: str, file: str, faults: Sequence[Fault] = ()) -> FileEntries:
    """Read the text of one ledger file as YAML, with the faults found in its bytes."""
    tree = parse(text)
    return _Reader(file, [*faults, *tree.faults]).read(tree.root)


class _Reader:
    """Reads one file's tree; collects its faults."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file = file
        self.name = PurePosixPath(file).name
        self.stem = PurePosixPath(file).stem
        self.faults = faults
        self.layouts: dict[Layout, Layout] = {}
        self.event: str | None = None

    def read(self, root: Node | None) -> FileEntries:
        found: dict[str, list[Any]] = {key: [] for key in SECTIONS}
        items = self._sections(root)
        if isinstance(about := items.get("event"), Scalar) and about.value:
            self.event = str(about.value)
        for section in sections_of(self.name):
            node = items.get(section.key)
            if node is None:
                continue
            if section.key == "document":
                self._read_one(section, node, found["document"], items)
            else:
                self._read_list(section, node, found[section.key])
        found["claims"] = with_names(found["claims"])
        found["links"] = name_links(found["links"])
        if not found["document"] and found["claims"]:
            self._add(
                "missing-field",
                "`document:` is missing; it says which document the claims cite",
                Fault("", "", 1, 1),
            )
        return FileEntries(
            **{kind: tuple(found[section.key]) for kind, section in KINDS.items()},
            problems=tuple(
                Problem(f.code, f.message, Location(self.file, f.line, f.column))
                for f in sorted(self.faults, key=lambda f: (f.line, f.column))
            ),
        )

    def _sections(self, root: Node | None) -> dict[str, Node]:
        """The sections of the file by key; unknown ones are faults."""
        known = [key for s in sections_of(self.name) for key in (s.key, *s.beside)]
        if isinstance(root, Map):
            for key, (mark, _) in root.items.items():
                if key not in known:
                    self._unknown(key, mark, known, self.name)
            return {k: node for k, (_, node) in root.items.items()}
        if _is_nothing(root):
            if self.name not in FIXED_FILES and not self.faults:
                self._add(
                    "empty-file",
                    "nothing stands here; write `document:` and `claims:`, or delete the file",
                    Fault("", "", 1, 1),
                )
        elif root is not None:
            keys = " and ".join(f"`{key}:`" for key in known)
            what = "a list" if isinstance(root, Seq) else "a text"
            self._add("not-a-mapping", f"the file is {what}, not a mapping with {keys}", root)
        return {}

    def _read_one(
        self, section: Section, node: Node, found: list[Any], items: Mapping[str, Node]
    ) -> None:
        beside = {key: items[key] for key in section.beside if key in items}
        if isinstance(node, Map):
            found.append(self._entry(section, node, {"id": self.stem}, beside))
        elif not _is_nothing(node):
            self._add(
                "wrong-shape",
                f"`{section.key}` must be a mapping with keys such as `path:` and `sha256:`",
                node,
            )

    def _read_list(self, section: Section, node: Node, found: list[Any]) -> None:
        if not isinstance(node, Seq):
            if not _is_nothing(node):
                self._add(
                    "wrong-shape",
                    f"`{section.key}` must be a list; each entry begins with `- id: …`",
                    node,
                )
            return
        # The ids of claims and of links may follow from what they say.
        given = {"id": ""} if section.key in ("claims", "links") else {}
        if section.key == "claims":
            given["document"] = self.stem
        for item in node.items:
            if isinstance(item, Map):
                entry = self._entry(section, item, given)
                if entry is not None:
                    found.append(entry)
            else:
                self._add(
                    "wrong-shape",
                    f"an entry of `{section.key}` must be a mapping that begins with `- id: …`",
                    item,
                )

    def _entry(
        self,
        section: Section,
        node: Map,
        given: dict[str, str],
        beside: Mapping[str, Node] | None = None,
    ) -> AnyEntry | None:
        """Make one entry; None when it has no id by which anything could name it."""
        values: dict[str, Any] = dict(given)
        first = node.start_mark.line
        layout = []
        items: dict[str, tuple[Any, Node]] = dict(node.items)
        items |= {key: (value, value) for key, value in (beside or {}).items()}
        short: dict[str, tuple[Any, tuple[str, ...]]] = {}
        for key, (mark, value) in items.items():
            start = mark.start_mark
            layout.append((key, start.line - first, start.column + 1))
            shape = section.columns.get(key) if beside else section.keys.get(key)
            if shape is None:
                if section.key == "claims" and self._is_short(key, node):
                    short[key] = (mark, self._texts(key, value) or ())
                    layout += [
                        (held, start.line - first, start.column + 1)
                        for held in held_by(key)
                        if held not in node.items
                    ]
                else:
                    self._unknown(key, mark, list(section.keys), section.key)
                continue
            if shape is Shape.TEXT and type(value) is Scalar:
                if value.value or value.style:  # else as good as not written
                    values[key] = value.value
            else:
                read = _READ[shape](self, key, value)
                if read is not None:
                    values[key] = read
        if section.key == "claims":
            take_status(values)
        for key, rule in section.rules.items():
            for text in texts_of(values.get(key, "")):
                if text != "" and not rule.accepts(text):
                    near = _near(text, rule.words)
                    self._add(
                        "bad-value",
                        f"`{key}: {_short(text)}` is not {rule.wanted}{near}",
                        items[key][1],
                    )
        if section.key == "claims":
            self._take_short(node, values, short)
        self._check_required(section, node, values)
        if section.key == "claims":
            self._check_spans(node, values)
        elif values.get("verdict") == "prefer" and not values.get("claim"):
            self._add("missing-field", "`verdict: prefer` needs `claim:`, the one to rely on", node)
        if not given and not values.get("id"):
            return None
        packed = tuple(layout)
        marks = Marks(self.layouts.setdefault(packed, packed), first + 1)
        place = Location(self.file, first + 1, node.start_mark.column + 1)
        return section.entry(**values, location=place, marks=marks)

    def _is_short(self, key: str, node: Map) -> bool:
        return is_short_key(key, has_event=self.event is not None or "event" in node.items)

    def _take_short(
        self, node: Map, values: dict[str, Any], short: Mapping[str, tuple[Any, tuple[str, ...]]]
    ) -> None:
        """Fill in what the short keys of a claim say."""
        if not all(map(EVENT.accepts, values.get("event", ()))):
            del values["event"]  # reported; what is left is about the event of the file
        event = EVENT_OPEN.join(values.get("event", ())) or self.event
        for key, (mark, given) in short.items():
            if event is None:
                message = f"`{key}` is counted of an event; say with `event:` of which"
                self._add("missing-field", message, mark)
            elif fault := take_short(values, key, given, event):
                self._add("bad-value", fault, mark)
        if not values.get("subject") and event is None and not short:
            self._add("missing-field", "`subject` is missing or empty", node)

    def _check_required(self, section: Section, node: Map, values: dict[str, Any]) -> None:
        """Report what is not there; what is there in a wrong shape was reported as such."""
        written = {key for key, (_, value) in node.items.items() if not _is_empty(value)}
        written |= values.keys() - node.items.keys()
        for key in section.required:
            if key not in written:
                at = node.items[key][0] if key in node.items else node
                self._add("missing-field", f"`{key}` is missing or empty", at)
        for group in section.either:
            if written.isdisjoint(group):
                names = " or ".join(f"`{key}`" for key in group)
                self._add("missing-field", f"{names} is missing", node)

    def _check_spans(self, node: Map, values: dict[str, Any]) -> None:
        spans, pieces = values.get("at", ()), values.get("quote", ())
        if spans and len(spans) != len(pieces):
            self._add(
                "wrong-shape",
                f"`at` has {len(spans)} span(s), `quote` has {len(pieces)} piece(s); "
                "each piece needs its own span",
                node.items["at"][1],
            )
            del values["at"]

    def _text(self, key: str, node: Node) -> str | None:
        if isinstance(node, Scalar):
            return str(node.value)
        self._add("wrong-shape", f"`{key}` must be a single text", node)
        return None

    def _texts(self, key: str, node: Node) -> tuple[str, ...] | None:
        if _is_nothing(node):
            return None
        if isinstance(node, Scalar):
            return (str(node.value),)
        if isinstance(node, Map) or any(
            not isinstance(n, Scalar) or _is_nothing(n) for n in node.items
        ):
            self._add("wrong-shape", f"`{key}` must be a text or a list of texts", node)
            return None
        return tuple(str(n.value) for n in node.items if isinstance(n, Scalar))

    def _spans(self, key: str, node: Node) -> tuple[tuple[int, int], ...] | None:
        if _is_nothing(node):
            return None
        pairs: list[Node] = []
        if isinstance(node, Seq):
            pairs = node.items if node.items and isinstance(node.items[0], Seq) else [node]
        spans = [_pair(n) for n in pairs]
        if isinstance(node, Seq) and not node.items:
            return ()
        if not spans or None in spans:
            self._add(
                "wrong-shape",
                f"`{key}` must be [start, end] or a list of such pairs, "
                "offsets in characters from 0, such as [1187, 1202]",
                node,
            )
            return None
        return tuple(s for s in spans if s is not None)

    def _pairs(self, key: str, node: Node) -> tuple[tuple[str, str], ...] | None:
        if _is_nothing(node):
            return None
        if isinstance(node, Map):
            pairs = {n: v for n, (_, v) in node.items.items() if isinstance(v, Scalar)}
            if len(pairs) == len(node.items):
                return tuple((name, str(value.value)) for name, value in pairs.items())
        self._add("wrong-shape", f"`{key}` must be a mapping from names to texts", node)
        return None

    def _records(self, key: str, node: Node) -> tuple[tuple[tuple[str, str], ...], ...] | None:
        if _is_nothing(node):
            return None
        if not isinstance(node, Seq):
            self._add("wrong-shape", f"`{key}` must be a list of mappings", node)
            return None
        known = RECORD_KEYS[key]
        for item in node.items:
            for name, (mark, _) in item.items.items() if isinstance(item, Map) else ():
                if name not in known:
                    self._unknown(name, mark, known, key)
        read = [self._pairs(f"an entry of {key}", item) for item in node.items]
        return tuple(pairs for pairs in read if pairs is not None)

    def _unknown(self, key: str, mark: Any, known: Sequence[str], where: str) -> None:
        near = get_close_matches(key, known, 1, 0.6)
        if near:
            hint = f"did you mean `{near[0]}`?"
        elif key in SECTIONS and where == self.name:
            fixed = f"claims/{key}.yaml"
            hint = f"it belongs in {fixed if f'{key}.yaml' in FIXED_FILES else 'a file of its own'}"
        else:
            hint = "known are " + ", ".join(known)
        self._add("unknown-key", f"unknown key `{_short(key)}` in {where}; {hint}", mark)

    def _add(self, code: str, message: str, at: Any) -> None:
        if isinstance(at, Fault):
            self.faults.append(Fault(code, message, at.line, at.column))
        else:
            mark = at.start_mark
            self.faults.append(Fault(code, message, mark.line + 1, mark.column + 1))


_READ: dict[Shape, Callable[[_Reader, str, Node], Any]] = {
    Shape.TEXT: _Reader._text,
    Shape.TEXTS: _Reader._texts,
    Shape.SPANS: _Reader._spans,
    Shape.PAIRS: _Reader._pairs,
    Shape.RECORDS: _Reader._records,
}


def _is_nothing(node: Node | None) -> bool:
    """True for a key with no value after it: as good as not written."""
    return node is None or (isinstance(node, Scalar) and node.value == "" and not node.style)


def _is_empty(node: Node) -> bool:
    """True for an empty text or list, however it is written."""
    return not (node.value if isinstance(node, Scalar) else node.items)


def _pair(node: Node) -> tuple[int, int] | None:
    """The span that `[start, end]` says, or None."""
    if not isinstance(node, Seq) or len(node.items) != 2:
        return None
    numbers = [n.value for n in node.items if isinstance(n, Scalar)]
    if len(numbers) != 2 or not all(n.isascii() and n.isdigit() and len(n) < 16 for n in numbers):
        return None
    start, end = (int(n) for n in numbers)
    return (start, end) if start < end else None


def _near(word: str, words: tuple[str, ...]) -> str:
    near = get_close_matches(word.lower(), [w.lower() for w in words], 1, 0.7)
    return f"; did you mean `{next(w for w in words if w.lower() == near[0])}`?" if near else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
