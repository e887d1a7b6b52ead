"""Entries → YAML text in the form that the ledger is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from reportedly.errors import LedgerError
from reportedly.ledger.shape import ONE_LINE, Section, Shape, section_of
from reportedly.ledger.short import file_form
from reportedly.model import AnyEntry, ClaimEntry, name_claims

Pairs = Sequence[tuple[str, str]]
FieldValue = str | Sequence[str] | Sequence[tuple[int, int]] | Pairs | Sequence[Pairs]
"""What a field of an entry may hold: a text, texts, spans, a mapping or several of texts."""

# Words that some YAML reader takes for a number, a date or a truth value. Ours never does, yet the
# file is also read by others; days such as 2019-02-12 and plain counts read the same to everybody.
_SURPRISING = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|"
    r"[-+]?0[0-9_]+|[-+]?0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|"
    r"[-+]?(\.inf|[0-9_.]+e[-+]?[0-9]+)|\.nan|[0-9]+_[0-9_]*|=|<<",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?[0-9.]*[0-9][0-9.]*")
_MANY_DIGITS = 300
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}])")
_NOT_PLAIN = re.compile(
    r":(?=\s|$)|\s#|[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_FLOW = re.compile(r"[,\[\]{}:?]")  # more than YAML 1.2 needs, and what 1.1 needs
_NOT_PRINTABLE = re.compile(
    r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x85": "\\N", "\xa0": "\\_"}


def write_text(text: str, *, flow: bool = False) -> str:
    """One text as a YAML scalar on one line that reads back as exactly `text`.

    Plain where YAML allows it, in single quotation marks where a character would be misread, in
    double ones where a character must be escaped.

    >>> print(write_text("at least 16"), write_text("no"), write_text("Bali: 'they fled'"))
    at least 16 'no' 'Bali: ''they fled'''

    Args:
        text: any Unicode text.
        flow: True inside `[…]` or `{…}`, where commas and brackets mean something.

    Raises:
        LedgerError: the text holds half a surrogate pair, which no UTF-8 file can hold.
    """
    if _NOT_PRINTABLE.search(text):
        return '"' + "".join(map(_escape, text)) + '"'
    if (
        text
        and text == text.strip()
        and _PLAIN_START.match(text)
        and not _NOT_PLAIN.search(text)
        and not _SURPRISING.fullmatch(text)
        and not _is_rewritten(text)
        and not (flow and _FLOW.search(text))
        and not text.startswith(("---", "..."))
    ):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_rewritten(text: str) -> bool:
    """True for a number that other YAML readers take for one and print otherwise: `0.`, `1.50`."""
    if not _NUMBER.fullmatch(text):
        return False
    try:
        return str(float(text) if "." in text else int(text)) != text
    except ValueError:  # several dots; or more digits than Python turns into a number
        return len(text) > _MANY_DIGITS


def _escape(char: str) -> str:
    if char in '\\"':
        return "\\" + char
    if not _NOT_PRINTABLE.match(char):
        return char
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:
        raise LedgerError(
            f"text with U+{code:04X}, half a surrogate pair, cannot be written as UTF-8; "
            "decode the document again"
        )
    return _ESCAPES.get(char) or (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def write_field(key: str, value: FieldValue, shape: Shape, indent: int) -> str:
    """A key with its value as lines of YAML, the last without its line break.

    Texts of several lines are written as literal blocks, which diff by the line.
    """
    pad = " " * indent
    if shape is Shape.FLAG:
        return f"{pad}{key}: {value}"
    if shape is Shape.PAIRS:
        return f"{pad}{key}:" + "".join(f"\n{line}" for line in _pairs(value, indent + 2))
    if shape is Shape.RECORDS:
        return f"{pad}{key}:\n{write_records(value, indent + 2, one_line=key in ONE_LINE)}"
    if shape is Shape.SPANS or isinstance(value, str) or len(value) == 1:
        one = value if isinstance(value, str) else value[0]
        if shape is Shape.SPANS or not isinstance(one, str):
            return f"{pad}{key}: {write_inline(value, shape)}"
        return f"{pad}{key}: {_scalar(one, indent + 2)}"
    return f"{pad}{key}:" + "".join(f"\n{pad}  - {_scalar(str(t), indent + 4)}" for t in value)


def write_records(records: FieldValue, indent: int, *, one_line: bool = False) -> str:
    """Mappings as a list in block form, the last line without its break.

    Args:
        records: a mapping of texts each.
        indent: column (from 0) of the dashes.
        one_line: write each on one line.
    """
    pad = " " * indent
    if one_line:
        return "\n".join(f"{pad}- {_flow(pairs, known=True)}" for pairs in records)
    return "\n".join(
        f"{pad}- " + "\n".join(_pairs(pairs, indent + 2, known=True)).lstrip() for pairs in records
    )


def write_inline(value: FieldValue, shape: Shape, *, flow: bool = False) -> str:
    """A field's value on one line: a scalar, `[a, b]`, or spans.

    Args:
        value: what the field holds.
        shape: what may stand after its key.
        flow: True inside `{…}`.
    """
    if shape is Shape.SPANS:
        pairs = ", ".join(f"[{s}, {e}]" for s, e in _spans(value))
        return pairs if len(value) == 1 else f"[{pairs}]"
    if shape is Shape.PAIRS:
        return _flow(value)
    if shape is Shape.RECORDS:
        return f"[{', '.join(_flow(pairs, known=True) for pairs in value)}]"
    if isinstance(value, str) or len(value) == 1:
        return write_text(value if isinstance(value, str) else str(value[0]), flow=flow)
    return "[" + ", ".join(write_text(str(t), flow=True) for t in value) + "]"


def _spans(value: Any) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in value]


def _pairs(pairs: Any, indent: int, *, known: bool = False) -> list[str]:
    """Lines of a mapping; `known` keys stand as in any entry, `on` without quotation marks."""
    keys = [k if known and k.isalpha() else write_text(k) for k, _ in pairs]
    return [
        f"{' ' * indent}{key}: {_scalar(v, indent + 2)}"
        for key, (_, v) in zip(keys, pairs, strict=True)
    ]


def _flow(pairs: Any, *, known: bool = False) -> str:
    """As `_pairs`, on one line."""
    keys = [k if known and k.isalpha() else write_text(k, flow=True) for k, _ in pairs]
    inside = (f"{key}: {write_text(v, flow=True)}" for key, (_, v) in zip(keys, pairs, strict=True))
    return "{" + ", ".join(inside) + "}"


def _scalar(text: str, indent: int) -> str:
    """A scalar in block context: a literal block where `text` has lines and allows it."""
    lines = text.split("\n")
    if (
        len(lines) > 1
        and not any(_NOT_PRINTABLE.search(line) for line in lines)
        and lines[0].strip()
        and not lines[0].startswith(" ")
        and lines[-1].strip()
    ):
        return "|-" + "".join(f"\n{' ' * indent}{line}" if line else "\n" for line in lines)
    return write_text(text)


def written_fields(entry: AnyEntry) -> Iterator[tuple[str, FieldValue, Shape]]:
    """The fields of an entry that are written: those that hold something, in order."""
    for key, shape in section_of(entry).keys.items():
        value = getattr(entry, key)
        if value is not None and value != ():
            yield key, value, shape


def write_entry(
    entry: AnyEntry, indent: int, *, item: bool, event: str | None = None, named: bool = True
) -> str:
    """An entry as lines of YAML, each ended by a line break.

    Args:
        entry: what to write.
        indent: column (from 0) of its keys.
        item: True for an entry of a list, which begins with a dash two columns before its keys.
        event: of a claim, the event that its file is about.
        named: False for a claim whose id follows from its place, and is not written.
    """
    form = (
        file_form(entry, event, named=named)
        if isinstance(entry, ClaimEntry)
        else written_fields(entry)
    )
    text = "".join(write_field(key, value, shape, indent) + "\n" for key, value, shape in form)
    return f"{' ' * (indent - 2)}- {text[indent:]}" if item else text


def write_section(section: Section, entries: Sequence[AnyEntry]) -> str:
    """A whole section as YAML text, with what stands beside it."""
    if not entries:
        return f"{section.key}: []\n"
    if section.key == "document":
        (entry,) = entries
        fields = write_entry(entry, 2, item=False)
        beside = "".join(
            write_field(key, value, shape, 0) + "\n"
            for key, shape in section.beside.items()
            if (value := getattr(entry, key)) is not None
        )
        return (f"document:\n{fields}" if fields else "document: {}\n") + beside
    return f"{section.key}:\n" + write_entries(entries, 4)


def write_entries(
    entries: Sequence[AnyEntry],
    indent: int,
    *,
    gap: str = "",
    event: str | None = None,
    before: Sequence[ClaimEntry] = (),
) -> str:
    """Entries of a list as YAML text; claims without the ids that follow from their places.

    Args:
        entries: what to write.
        indent: column (from 0) of their keys.
        gap: what stands before each.
        event: of claims, the event that their file is about.
        before: the claims that stand in the file already.
    """
    claims = [e for e in entries if isinstance(e, ClaimEntry)]
    written = {c.id for c in before if "id" in c.marks}
    names = name_claims([*before, *claims], written)[len(before) :] or [""] * len(entries)
    return "".join(
        gap + write_entry(e, indent, item=True, event=event, named=e.id != name)
        for e, name in zip(entries, names, strict=True)
    )
