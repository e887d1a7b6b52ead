"""Changes to the text of a ledger file as slices: what is not changed is not touched.

Pure functions from text to text. They work on the offsets of the parsed tree, so comments, blank
lines, order and the writer's own style stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any, NamedTuple

from reportedly.errors import LedgerError
from reportedly.ledger.parse import Map, Node, Scalar, Seq, parse
from reportedly.ledger.shape import ONE_LINE, Section, Shape
from reportedly.ledger.write import (
    FieldValue,
    write_entries,
    write_entry,
    write_field,
    write_inline,
    write_records,
    write_text,
)
from reportedly.model import AnyEntry, ClaimEntry


class Slice(NamedTuple):
    """Put `text` in the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def append_entries(
    text: str,
    section: Section,
    entries: Sequence[AnyEntry],
    *,
    event: str | None = None,
    before: Sequence[ClaimEntry] = (),
) -> str:
    """`text` with entries added to the end of a section, which is made when it is missing.

    Args:
        text: the whole file.
        section: where they go.
        entries: what is added.
        event: of claims, the event that their file is about.
        before: the claims that stand there already.

    Raises:
        LedgerError: the section is not a list in block form.
    """
    root = parse(text).root
    found = root.items.get(section.key) if isinstance(root, Map) else None
    write = partial(write_entries, entries, event=event, before=before)
    if found is None:
        made = f"{section.key}:\n{write(4)}"
        return apply_slices(text, [_whole_lines(text, len(text), made)])
    key, node = found
    if isinstance(node, Seq) and node.items and not node.flow:
        indent = node.start_mark.column + 2
        gap = "\n" if _has_gaps(text, node) else ""
        added = write(indent, gap=gap)
        return apply_slices(text, [_whole_lines(text, _next_line(text, end_of(node, text)), added)])
    if is_nothing(node) or (isinstance(node, Seq) and not node.items):
        colon = _colon(text, key)
        stop = colon if is_nothing(node) else int(node.end_mark.index)
        added = write(4)
        line = _next_line(text, stop)
        return apply_slices(text, [Slice(colon, stop, ""), _whole_lines(text, line, added)])
    raise LedgerError(
        f"`{section.key}` in line {key.start_mark.line + 1} is not a list in block form "
        "(one `- ` a line); nothing can be added to it"
    )


def key_slices(
    text: str, section: Section, node: Map, changes: Mapping[str, FieldValue | None]
) -> list[Slice]:
    """What sets some keys of one entry in `text`, adds them or (for None) takes them out.

    Args:
        text: the whole file.
        section: the section in which the entry stands.
        node: the entry in the tree of `text`.
        changes: key → what it is to hold.

    Raises:
        LedgerError: the change cannot be made without touching more than the entry.
    """
    slices = []
    for key, value in changes.items():
        if key not in node.items:
            continue
        if value is None:
            slices.append(_removal(text, node, key))
        else:
            slices += _changed_records(text, key, node.items[key][1], value) or [
                _replacement(text, node, key, value, shape_of(section, key))
            ]
    new = {k: v for k, v in changes.items() if v is not None and k not in node.items}
    return slices + _insertions(text, section, node, new)


def claims_behind(
    text: str, claims: Seq, node: Map, new: Sequence[tuple[ClaimEntry, bool]], event: str | None
) -> Slice:
    """What puts claims behind the one at `node` of a list.

    Args:
        text: the whole file.
        claims: the list in the tree of `text`.
        node: one of its items.
        new: claims, each with whether its id is written.
        event: what the file is about.

    Raises:
        LedgerError: the list is not in block form.
    """
    _refuse_flow(claims)
    indent = claims.start_mark.column + 2
    gap = "\n" if _has_gaps(text, claims) else ""
    added = "".join(
        gap + write_entry(claim, indent, item=True, event=event, named=named)
        for claim, named in new
    )
    return _whole_lines(text, _next_line(text, end_of(node, text)), added)


def item_removals(text: str, key: Scalar, items: Seq, gone: Sequence[Map]) -> list[Slice]:
    """What takes entries out of a list; a list of which nothing is left stands as `[]`.

    Args:
        text: the whole file.
        key: the key of the list.
        items: the list in the tree of `text`.
        gone: those of its items that go.

    Raises:
        LedgerError: the list is not in block form, or comments would go with it.
    """
    _refuse_flow(items)
    if len(gone) == len(items.items):
        start, end = _colon(text, key), end_of(items, text)
        if "#" in text[start : int(items.start_mark.index)]:
            raise LedgerError("a comment stands before the only claim; take it out by hand")
        return [Slice(start, end, " []")]
    return [_item_removal(text, item) for item in gone]


def _item_removal(text: str, item: Map) -> Slice:
    dash = text.rindex("-", 0, int(item.start_mark.index))
    start, end = text.rfind("\n", 0, dash) + 1, _next_line(text, end_of(item, text))
    above = text[:start].endswith(("\n\n", "\n\r\n"))
    if above and text[end : end + 2].startswith(("\n", "\r\n")):
        end = _next_line(text, end)  # of two blank lines one is left
    elif above and end == len(text):
        start = text[: start - 1].rindex("\n") + 1
    return Slice(start, end, "")


def _refuse_flow(items: Seq) -> None:
    if items.flow:
        line = items.start_mark.line + 1
        raise LedgerError(f"the list in line {line} is not in block form (one `- ` a line)")


def check_changes(section: Section, changes: Mapping[str, FieldValue | None]) -> None:
    """Refuse to change a field that is none, or to take out one that an entry needs.

    Raises:
        LedgerError: a field is unknown, or is one without which the entry cannot stand.
    """
    for key, value in changes.items():
        if key not in section.columns:
            near = get_close_matches(key, section.columns, 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            raise LedgerError(f"`{key}` is not a key of {section.key}{hint}")
        if key in section.required and not value:
            raise LedgerError(f"`{key}` cannot be taken out: an entry of {section.key} needs it")


def shape_of(section: Section, key: str) -> Shape:
    """What may stand after a key; after a short key of a claim, a text or several."""
    return section.columns.get(key, Shape.TEXTS)


def _order(section: Section, node: Map, new: Mapping[str, FieldValue]) -> list[str]:
    """The keys in the order in which they are written, short ones where `subject` would stand."""
    order = list(section.columns)
    for key in (*node.items, *new):
        if key not in order:
            order.insert(order.index("subject"), key)
    return order


def end_of(node: Node, text: str) -> int:
    """The offset after the last character of a node; comments after it are not part of it."""
    while not isinstance(node, Scalar):
        if node.flow or not node.items:
            return int(node.end_mark.index)
        if isinstance(node, Seq):
            node = node.items[-1]
        else:
            key, value = list(node.items.values())[-1]
            if is_nothing(value):
                return _colon(text, key)
            node = value
    end = int(node.end_mark.index)
    if node.style and node.style in "|>":
        # A block scalar ends where the next thing begins: comments and blank lines may be between.
        end = _block_end(text, node, end)
    return end


def is_nothing(node: Node) -> bool:
    """True for a key with no value after it."""
    return isinstance(node, Scalar) and node.value == "" and not node.style


def _has_gaps(text: str, node: Seq) -> bool:
    """True where a blank line stands before the last entry: its writer likes them apart."""
    if len(node.items) < 2:
        return False
    last = int(node.items[-1].start_mark.index)
    return "\n\n" in text[end_of(node.items[-2], text) : last].replace("\r", "")


def _block_end(text: str, node: Scalar, end: int) -> int:
    lines = text[int(node.start_mark.index) : end].splitlines(keepends=True)
    body = next((line for line in lines[1:] if line.strip()), None)
    if body is None:
        return int(node.start_mark.index) + len(lines[0].rstrip())
    indent = len(body) - len(body.lstrip(" "))
    while len(lines) > 1:
        last = lines[-1]
        if last.strip() and len(last) - len(last.lstrip(" ")) >= indent:
            break
        lines.pop()
    return int(node.start_mark.index) + len("".join(lines).rstrip("\r\n"))


def _replacement(text: str, node: Map, key: str, value: FieldValue, shape: Shape) -> Slice:
    mark, old = node.items[key]
    colon = _colon(text, mark)
    start = colon if is_nothing(old) else int(old.start_mark.index)
    end = colon if is_nothing(old) else end_of(old, text)
    gap = text[colon:start]
    rest = text[end : _line_end(text, end)].strip()
    inline = write_inline(value, shape, flow=node.flow)
    if node.flow or "#" in gap:
        # The old value's own place is kept, for a comment stands between it and the key.
        column = start - (text.rfind("\n", 0, start) + 1)
        deeper = "  " if "\n" in gap and column <= node.start_mark.column else ""
        return Slice(start, end, (" " if start == colon else deeper) + inline)
    if rest:
        return Slice(colon, end, " " + inline)
    indent = node.start_mark.column
    lines = write_field(key, value, shape, indent)[indent + len(key) + 1 :]
    return Slice(colon, end, lines)


def _changed_records(text: str, key: str, old: Node, value: Any) -> list[Slice]:
    """What changes single mappings of a list in block form; nothing where it must change whole."""
    if not isinstance(old, Seq) or old.flow or not all(isinstance(n, Map) for n in old.items):
        return []
    items = [item for item in old.items if isinstance(item, Map)]
    given = [dict(pairs) for pairs in value]
    held = [_held(item) for item in items]
    if not held or len(given) < len(held):
        return []
    slices = []
    for item, before, after in zip(items, held, given, strict=False):
        if before == after:
            continue
        if not item.flow or not before.keys() <= after.keys():
            return []
        for name, words in after.items():
            if name not in before:
                continue
            node = item.items[name][1]
            if before[name] != words:
                written = write_text(words, flow=True)
                slices.append(Slice(int(node.start_mark.index), end_of(node, text), written))
        new = [(n, w) for n, w in after.items() if n not in before]
        if new:
            pairs = [write_inline([(n, w)], Shape.PAIRS)[1:-1] for n, w in new]
            slices.append(_flow_insertion(text, item, list(item.items)[-1], pairs))
    if more := value[len(held) :]:
        lines = write_records(more, old.start_mark.column, one_line=key in ONE_LINE)
        slices.append(_whole_lines(text, _next_line(text, end_of(old, text)), f"{lines}\n"))
    return slices


def _held(item: Map) -> dict[str, str]:
    return {n: str(v.value) for n, (_, v) in item.items.items() if isinstance(v, Scalar)}


def _removal(text: str, node: Map, key: str) -> Slice:
    mark, old = node.items[key]
    names = list(node.items)
    place = names.index(key)
    start = int(mark.start_mark.index)
    end = _colon(text, mark) if is_nothing(old) else end_of(old, text)
    if len(names) == 1:
        raise LedgerError(f"`{key}` cannot be taken out: it is the only key of its entry")
    if place == 0:
        following = int(node.items[names[1]][0].start_mark.index)
        if "#" in text[end:following]:
            raise LedgerError(f"`{key}` cannot be taken out: a comment follows it; edit it by hand")
        return Slice(start, following, "")
    if node.flow:
        before_key, before = node.items[names[place - 1]]
        before_end = _colon(text, before_key) if is_nothing(before) else end_of(before, text)
        return Slice(before_end, end, "")
    return Slice(text.rfind("\n", 0, start) + 1, _next_line(text, end), "")


def _insertions(
    text: str, section: Section, node: Map, new: Mapping[str, FieldValue]
) -> list[Slice]:
    """Slices that add keys, each after the key that stands before it in canonical order."""
    order = _order(section, node, new)
    groups: dict[str | None, list[str]] = {}
    for key in sorted(new, key=order.index):
        earlier = [k for k in node.items if k in order and order.index(k) < order.index(key)]
        after = max(earlier, key=order.index) if earlier else None
        groups.setdefault(after, []).append(key)
    slices = []
    indent = node.start_mark.column
    for after, keys in groups.items():
        if node.flow:
            pairs = [f"{k}: {write_inline(new[k], shape_of(section, k), flow=True)}" for k in keys]
            slices.append(_flow_insertion(text, node, after, pairs))
            continue
        fields = [write_field(k, new[k], shape_of(section, k), indent) for k in keys]
        if after is None:
            first = int(next(iter(node.items.values()))[0].start_mark.index)
            added = "".join(f"{field}\n" for field in fields)
            slices.append(Slice(first, first, added[indent:] + " " * indent))
        else:
            mark, old = node.items[after]
            end = _colon(text, mark) if is_nothing(old) else end_of(old, text)
            lines = "".join(f"{field}\n" for field in fields)
            slices.append(_whole_lines(text, _next_line(text, end), lines))
    return slices


def _flow_insertion(text: str, node: Map, after: str | None, pairs: list[str]) -> Slice:
    if not node.items:
        inside = int(node.start_mark.index) + 1
        return Slice(inside, inside, ", ".join(pairs))
    if after is None:
        first = int(next(iter(node.items.values()))[0].start_mark.index)
        return Slice(first, first, "".join(f"{pair}, " for pair in pairs))
    mark, old = node.items[after]
    end = _colon(text, mark) if is_nothing(old) else end_of(old, text)
    return Slice(end, end, "".join(f", {pair}" for pair in pairs))


def _whole_lines(text: str, at: int, lines: str) -> Slice:
    """Lines put in at `at`, the beginning of a line or the end of a file without a last break."""
    missing = at > 0 and text[at - 1] != "\n"
    return Slice(at, at, "\n" + lines if missing else lines)


def apply_slices(text: str, slices: Sequence[Slice]) -> str:
    """All slices put in place, last first, with the line breaks that the file uses."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for piece in sorted(slices, key=lambda s: (s.start, s.end), reverse=True):
        added = piece.text.replace("\n", newline)
        text = text[: piece.start] + added + text[piece.end :]
    return text


def _colon(text: str, key: Scalar) -> int:
    """The offset after the colon that follows a key."""
    return text.index(":", int(key.end_mark.index)) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _next_line(text: str, offset: int) -> int:
    return min(len(text), _line_end(text, offset) + 1)
