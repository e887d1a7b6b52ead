"""DOCX (ECMA-376) → text: paragraphs and rows of the body, then footnotes and endnotes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from reportedly.documents.content import Content, tidy
from reportedly.documents.xml import parse_xml
from reportedly.errors import DocumentError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MAX_PART = 64 * 1024 * 1024
"""A part of the archive that unpacks to more is refused; a novel has about three megabytes."""
_BOX = f"{_W}txbxContent"
# What older programs show instead of something that stands there as well; what a move left behind.
_PASSED_OVER = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{_W}moveFrom",
)
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def read_docx(data: bytes) -> tuple[Content, ...]:
    """The words of a DOCX file; deleted text under tracked changes is left out.

    Raises:
        MissingProgramError: defusedxml is not installed.
        DocumentError: it is not a DOCX file, or unpacks to something out of measure.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if _PARTS[0] not in names:
                raise DocumentError("the archive is not a DOCX file: it has no word/document.xml")
            trees = [parse_xml(_part(archive, name)) for name in _PARTS if name in names]
            core = "docProps/core.xml"
            facts = parse_xml(_part(archive, core)) if core in names else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DocumentError(f"the DOCX file is damaged: {error}") from None
    text = tidy("\n".join(line for tree in trees for line in _lines(tree)))
    if not text:
        raise DocumentError("the DOCX file holds no text")
    return (
        Content(
            text,
            "reportedly docx 2",
            title=_fact(facts, f"{_DC}title"),
            byline=_fact(facts, f"{_DC}creator"),
            language=_fact(facts, f"{_DC}language"),
        ),
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, read up to the limit: the size that the archive states may be a lie."""
    with archive.open(name) as file:
        data = file.read(_MAX_PART + 1)
    if len(data) > _MAX_PART:
        raise DocumentError(f"{name} in the DOCX file unpacks to over {_MAX_PART >> 20} MiB")
    return data


def _lines(node: Any) -> Iterator[str]:
    """A line for each paragraph and for each row of a table, the cells of a row between tabs."""
    for child in node:
        if child.tag == f"{_W}p":
            line = " ".join("".join(_words(child)).split())
            if line:
                yield line
            for box in _outermost(child, _BOX):
                yield from _lines(box)
        elif child.tag == f"{_W}tr":
            cells = [" ".join(_lines(cell)) for cell in _outermost(child, f"{_W}tc")]
            if any(cells):
                yield "\t".join(cells).rstrip("\t")
        elif child.tag not in _PASSED_OVER:
            yield from _lines(child)


def _words(node: Any) -> Iterator[str]:
    """The words of a paragraph, without those of the boxes that are anchored in it."""
    for child in node:
        yield _run(child)
        if child.tag not in _PASSED_OVER and child.tag != _BOX:
            yield from _words(child)


def _outermost(node: Any, tag: str) -> Iterator[Any]:
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _PASSED_OVER:
            yield from _outermost(child, tag)


def _run(node: Any) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    if node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
        return " "
    return "-" if node.tag == f"{_W}noBreakHyphen" else ""


def _fact(facts: Any, tag: str) -> str | None:
    found = None if facts is None else facts.findtext(tag)
    return " ".join(found.split()) or None if found else None
