"""YAML text → a tree of nodes that know where they stand, and every fault found on the way.

PyYAML's own loaders decide what plain words mean (`no` becomes false, `12:30` becomes 750), accept
duplicate keys without a word and expand aliases without a limit. This reader takes the events of
libyaml's parser (or of the pure Python one where libyaml is missing) and builds a tree of strings
itself: nothing is converted, nothing is expanded, and nothing is built by recursion.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

MAX_DEPTH = 8
"""Deepest nesting read; a ledger needs five (file, claims, claim, at, pair)."""

MAX_ALIASES = 64
"""Most aliases read in one file; each may only repeat a single text, so nothing can grow."""

MAX_RECOVERIES = 50
"""Most syntax errors reported for one file."""

if TYPE_CHECKING:

    class Scalar:
        """A text with its place; marks have `line`, `column` and `index` (offset), all from 0.

        `style` is empty or None for a plain scalar, else its first character (`|` of a block)
        and `*` for what an alias repeats.
        """

        value: str
        style: str | None
        start_mark: Any
        end_mark: Any

else:
    # The parser's own event serves as the node: a million keys need not be copied.
    Scalar = ScalarEvent


@dataclass(slots=True, eq=False)
class Map:
    """A mapping: keys with their values, in file order, each key once."""

    start_mark: Any
    flow: bool
    items: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    end_mark: Any = None


@dataclass(slots=True, eq=False)
class Seq:
    """A sequence."""

    start_mark: Any
    flow: bool
    items: list[Node] = field(default_factory=list)
    end_mark: Any = None


Node = Scalar | Map | Seq


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where; `line` and `column` count from 1."""

    code: str
    message: str
    line: int
    column: int


@dataclass(slots=True)
class Tree:
    """A file as read: its root (None when nothing stands there) and its faults."""

    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)


_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALLOWED_TAGS = frozenset((None, "!", "tag:yaml.org,2002:str"))
_HINTS = {
    "mapping values are not allowed": "put a value that holds ': ' in quotation marks",
    "cannot start any token": "indent with spaces, and put a value that begins with this character"
    " in quotation marks",
    "did not find expected key": "check the indentation and the quotation marks around here",
    "unexpected end of stream": "a quotation mark is not closed",
    "unexpected document separator": "a quotation mark is not closed",
    "did not find expected ',' or ']'": "close the list with ']'",
    "did not find expected ',' or '}'": "close the mapping with '}'",
    "could not find expected ':'": "a key is followed by ': ' and its value",
    "expected ',' or ']'": "close the list with ']'",
    "expected ',' or '}'": "close the mapping with '}'",
}


def decode(data: bytes) -> tuple[str, list[Fault]]:
    """The text of a ledger file, without a byte order mark.

    What is not UTF-8 is a fault, and stands as U+FFFD in the text.
    """
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = _place(before, len(before))
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        what = "UTF-16" if wide else f"byte 0x{data[error.start]:02X}"
        fault = Fault("not-utf8", f"not UTF-8 ({what}); save the file as UTF-8", line, column)
        return ("" if wide else data.decode("utf-8-sig", errors="replace")), [fault]


def parse(text: str) -> Tree:
    """Read YAML text.

    After a syntax error reading goes on at the next entry, so that one slip neither hides the
    other faults of the file nor the other entries.
    """
    tree = Tree()
    for found in _FORBIDDEN.finditer(text):
        line, column = _place(text, found.start())
        message = (
            f"character U+{ord(found[0]):04X} is not allowed in YAML; "
            f'write it as "\\u{ord(found[0]):04x}" in double quotation marks'
        )
        tree.faults.append(Fault("control-character", message, line, column))
    if tree.faults:
        text = _FORBIDDEN.sub("\ufffd", text)
    rest = text
    for _ in range(MAX_RECOVERIES):
        builder = _Builder(tree)
        error = builder.run(rest)
        _merge(tree, builder.root)
        if error is None:
            break
        tree.faults.append(error[0])
        resumed = _resume(text, error[1], tree.root)
        if resumed is None:
            break
        rest = resumed
    return tree


@cache
def _parser() -> Callable[[str], Any]:
    """PyYAML's parser: libyaml's where PyYAML was built with it."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        from yaml.composer import Composer
        from yaml.parser import Parser
        from yaml.reader import Reader
        from yaml.scanner import Scanner

        class PureParser(Reader, Scanner, Parser, Composer):
            """The same events, from Python alone."""

            def __init__(self, text: str) -> None:
                Reader.__init__(self, text)
                Scanner.__init__(self)
                Parser.__init__(self)

        return PureParser
    return CParser


class _StopError(Exception):
    """Reading cannot go on; the fault says why."""

    def __init__(self, code: str, message: str, mark: Any) -> None:
        self.fault = Fault(code, message, mark.line + 1, mark.column + 1)


class _Builder:
    """Builds one tree from events."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.root: Node | None = None
        self.anchors: dict[str, Node] = {}
        self.aliases = 0

    def run(self, text: str) -> tuple[Fault, int] | None:
        """Read all of `text`; a syntax error comes back with the line (from 0) to go on after."""
        self.stack: list[Map | Seq] = []
        try:
            self._consume(_parser()(text))
        except _StopError as stop:
            self._drop_unfinished()
            self.tree.faults.append(stop.fault)
        except yaml.MarkedYAMLError as error:
            self._drop_unfinished()
            return _syntax_fault(error)
        return None

    def _consume(self, parser: Any) -> None:
        next_event = parser.get_event
        stack = self.stack
        top: Map | Seq | None = None
        key: Scalar | None = None
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._note(event)
                node: Node = event
                if type(top) is Map and key is None:
                    key = event
                    continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= MAX_DEPTH:
                    raise _StopError(
                        "too-deep", f"nested more than {MAX_DEPTH} levels deep", event.start_mark
                    )
                self._note(event)
                make = Map if kind is MappingStartEvent else Seq
                node = make(event.start_mark, bool(event.flow_style))
                if type(top) is Map and key is None:
                    raise _StopError(
                        "wrong-shape",
                        "a key must be a plain word, not a list or a mapping",
                        event.start_mark,
                    )
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                stack.pop().end_mark = event.end_mark
                top = stack[-1] if stack else None
                key = None
                continue
            elif kind is AliasEvent:
                node = self._alias(event)
                if type(top) is Map and key is None:
                    key = node
                    continue
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _StopError(
                        "several-documents",
                        "a ledger file holds one YAML document; remove this '---' or split the"
                        " file",
                        event.start_mark,
                    )
                continue
            elif kind is StreamEndEvent:
                return
            else:
                continue
            # A finished text or an opened container is put where it belongs at once: whatever
            # was read before an error is then already in the tree.
            if top is None:
                self.root = node
            elif type(top) is Seq:
                top.items.append(node)
            else:
                assert key is not None
                self._put(top, key, node)
            key = None
            if isinstance(node, Map | Seq):
                stack.append(node)
                top = node

    def _put(self, parent: Any, key: Scalar, node: Node) -> None:
        name = key.value
        if name == "<<" and not key.style:
            self._fault("merge-key", "merge keys are not read; write the keys out", key)
        elif name in parent.items:
            line = parent.items[name][0].start_mark.line + 1
            self._fault("duplicate-key", f"`{name}` already stands in line {line}", key)
        else:
            parent.items[name] = (key, node)

    def _note(self, event: Any) -> None:
        if event.anchor is not None and isinstance(event, ScalarEvent):
            self.anchors[event.anchor] = cast("Scalar", event)
        elif event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        if event.tag not in _ALLOWED_TAGS:
            self._fault("tag", f"tags are not read; remove `{event.tag}`", event)

    def _alias(self, event: Any) -> Scalar:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise _StopError(
                "too-many-aliases",
                f"more than {MAX_ALIASES} aliases; write the texts out",
                event.start_mark,
            )
        target = self.anchors.get(event.anchor)
        if isinstance(target, ScalarEvent):
            value = target.value
        else:
            value = ""
            self._fault(
                "alias",
                f"`*{event.anchor}` does not repeat a single text that stands before it; "
                "write it out",
                event,
            )
        repeated: Any = ScalarEvent(
            None, None, (True, False), value, event.start_mark, event.end_mark, style="*"
        )
        return cast("Scalar", repeated)

    def _fault(self, code: str, message: str, at: Any) -> None:
        mark = at.start_mark
        self.tree.faults.append(Fault(code, message, mark.line + 1, mark.column + 1))

    def _drop_unfinished(self) -> None:
        """Take out the entry in which reading ended: half an entry is no entry."""
        if len(self.stack) >= 3 and isinstance(self.stack[1], Seq):
            self.stack[1].items.pop()


def _syntax_fault(error: yaml.MarkedYAMLError) -> tuple[Fault, int]:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "not YAML"
    context = error.context or ""
    if error.context_mark is not None and ("quoted scalar" in context or "flow" in context):
        # Where it was opened says more than where the file, or patience, ended.
        mark = error.context_mark
    hint = next((h for text, h in _HINTS.items() if text in problem), None)
    message = problem + (f" {context}" if context else "") + (f"; {hint}" if hint else "")
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    return Fault("syntax", message, line + 1, column + 1), line


def _resume(text: str, line: int, root: Node | None) -> str | None:
    """What to read after an error in `line` (from 0), at its own line numbers; None at the end.

    Reading goes on at the next entry of the list that was being read, or at the next section.
    """
    lines = text.splitlines(keepends=True)
    section, indent = _open_list(root)
    for number in range(line + 1, len(lines)):
        words = lines[number]
        if indent is not None and words.startswith(" " * indent + "- "):
            return f"{section}:" + "\n" * number + "".join(lines[number:])
        if re.match(r"[a-z]+:\s", words):
            return "\n" * number + "".join(lines[number:])
    return None


def _open_list(root: Node | None) -> tuple[str, int | None]:
    """The last section that is a list of entries, and the column of its dashes."""
    if isinstance(root, Map):
        for name, (_, node) in reversed(root.items.items()):
            if isinstance(node, Seq) and not node.flow:
                return name, node.start_mark.column
    return "", None


def _merge(tree: Tree, root: Node | None) -> None:
    """Add what was read after an error to what was read before it."""
    if tree.root is None or not isinstance(tree.root, Map) or not isinstance(root, Map):
        tree.root = tree.root if root is None or isinstance(tree.root, Map) else root
        return
    for name, (key, node) in root.items.items():
        had = tree.root.items.get(name)
        if had is None:
            tree.root.items[name] = (key, node)
        elif isinstance(had[1], Seq) and isinstance(node, Seq):
            had[1].items.extend(node.items)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1
