"""Running text on a terminal: broken between words, with the lines after the first set in."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import combining, east_asian_width

import click

Piece = tuple[str, Mapping[str, Any]]
"""Text, and how `click.style` shows it."""


def flowing(pieces: Sequence[Piece], lead: str = "", hang: int | None = None) -> str:
    """Pieces of one text in lines that fit the terminal; in one line when nobody's terminal is it.

    A program that reads a pipe wants a line a thing; a terminal by itself breaks words in two.

    Args:
        pieces: text that stands together, spaces and all.
        lead: stands before the first line.
        hang: spaces before the other lines; None for as many as `lead` has columns.
    """
    text = "".join(words for words, _ in pieces)
    hang = columns_of(lead) if hang is None else hang
    room = shutil.get_terminal_size().columns - max(hang, columns_of(lead))
    spans = [(0, len(text))] if not sys.stdout.isatty() else [*_broken(text, max(room, 20))]
    lines = [_styled(pieces, start, end) for start, end in spans]
    return f"\n{' ' * hang}".join([f"{lead}{lines[0]}" if lines else lead, *lines[1:]])


def columns_of(text: str) -> int:
    """Columns that `text` takes on a terminal (Unicode Standard Annex 11)."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _broken(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Offsets of lines of `room` columns, broken at spaces, else where no more fits."""
    start = 0
    while start < len(text):
        end, space, wide = start, -1, 0
        while end < len(text) and (wide := wide + columns_of(text[end])) <= room:
            if text[end] == " ":
                space = end
            end += 1
        if end < len(text) and text[end] != " " and space > start:
            end = space
        yield start, max(end, start + 1)
        start = max(end, start + 1)
        while start < len(text) and text[start] == " ":
            start += 1


def _styled(pieces: Sequence[Piece], start: int, end: int) -> str:
    made, at = [], 0
    for words, style in pieces:
        part = words[max(0, start - at) : max(0, end - at)]
        made.append(click.style(part, **style) if part and style else part)
        at += len(words)
    return "".join(made)
