"""A page of strips: events as frames, in each what its voices hold, worst first.

Past some twenty claims, lines between claims cross until nobody sees who differs. So the unit drawn
is the position: a subject is a strip, and what one voice alone says is a line below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from reportedly.export.chart.strip import Strip
from reportedly.export.chart.strip_picture import WIDTH, draw_panel
from reportedly.export.chart.svg import GRID, INK, QUIET, moved, picture, text

WIDEST = 2400
"""Pixels that a page may be wide."""

_GAP, _EDGE, _TITLE, _LINE = 28, 16, 30, 18
_TALL = 1500  # pixels of a page, beyond which another column is opened
_MOST_LINES = 24  # of what one voice alone says; of more the rest is counted
_LONGEST_WHAT = 32  # characters of what it is about
_CHARACTER = 6.3  # mean width of a character at 12 pixels


@dataclass(frozen=True, slots=True)
class Line:
    """What one voice alone says: of what, who, in which words, by which claims; the voice's key."""

    what: str
    who: str
    words: str
    claims: tuple[str, ...] = ()
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """An event, or what is of none.

    Attributes:
        title: its name. about: its kind, place and days. counts: what stands behind it.
        name: how a command calls it.
        strips: those of each subject on which several voices speak, worst first, with its name.
        lines: what one voice alone says.
        event: id of the event, "" of none.
    """

    title: str
    about: str
    counts: str
    name: str
    strips: tuple[tuple[str, tuple[Strip, ...]], ...]
    lines: tuple[Line, ...]
    event: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Drawn elements and their height."""

    elements: tuple[str, ...]
    height: float


def draw_page(frames: Sequence[Frame], title: str, *, widest: int = WIDEST) -> str:
    """All frames as one SVG element, at most `widest` pixels wide, in as few columns as do."""
    drawn = [_blocks(frame) for frame in frames]
    most = max(1, (widest - _GAP) // (WIDTH + _GAP + 2 * _EDGE))
    tall = sum(block.height + _GAP for blocks in drawn for block in blocks)
    columns = min(most, max(1, round(tall / _TALL)), max((len(b) for b in drawn), default=1) or 1)
    wide = columns * (WIDTH + _GAP) - _GAP + 2 * _EDGE
    body = [text(0, 24, shorten(title, 120, placeholder=" …"), INK, "ink", bold=True, size=20)]
    y = 44.0
    for frame, blocks in zip(frames, drawn, strict=True):
        lines, height = _framed(frame, blocks, columns, wide)
        body.append(moved(lines, 0, y))
        y += height + _GAP
    words = f"{title}. " + " ".join(s.summary for f in frames for _, own in f.strips for s in own)
    return picture(body, wide + 24, y, words, "strip", left=-12)


def _framed(
    frame: Frame, blocks: Sequence[_Block], columns: int, wide: float
) -> tuple[list[str], float]:
    """An event's frame, its blocks in columns of like heights, in their order."""
    top = 26.0
    lines = [
        text(
            _EDGE, top, shorten(frame.title, 110, placeholder=" …"), INK, "ink", bold=True, size=17
        )
    ]
    for words in filter(None, (frame.about, frame.counts)):
        top += _LINE
        lines.append(text(_EDGE, top, words, QUIET, "quiet"))
    top += 14
    ends = [top] * columns
    share = sum(b.height for b in blocks) / columns
    at = 0
    for block in blocks:
        if ends[at] > top and ends[at] - top + block.height / 2 > share and at + 1 < columns:
            at += 1
        x = _EDGE + at * (WIDTH + _GAP)
        lines.append(moved(block.elements, x, ends[at]))
        ends[at] += block.height + _GAP
    height = max(ends) - (_GAP - _EDGE if blocks else 0)
    border = (
        f'<rect x="0" y="0" width="{wide:g}" height="{height:g}" rx="6" fill="none" '
        f'stroke="{GRID}" stroke-width="1.5" class="grid"/>'
    )
    return [border, *lines], height


def _blocks(frame: Frame) -> list[_Block]:
    found = []
    for name, strips in frame.strips:
        elements, y = [text(0, 16, name, INK, "ink", bold=True, size=14)], 22.0
        for strip in strips:
            panel, height = draw_panel(strip, WIDTH)
            elements.append(moved(panel, 0, y))
            y += height
        found.append(_Block(tuple(elements), y))
    if frame.lines:
        found.append(_alone(frame))
    return found


def _alone(frame: Frame) -> _Block:
    """What one voice alone says, a line each."""
    head = text(0, 16, "by one voice alone", INK, "ink", bold=True, size=14)
    elements, y = [head], float(_TITLE)
    named = max((len(line.what) for line in frame.lines[:_MOST_LINES]), default=0)
    left = _CHARACTER * min(_LONGEST_WHAT, named) + 14 if named else 0.0
    most = int((WIDTH - left) / _CHARACTER)
    for line in frame.lines[:_MOST_LINES]:
        y += _LINE
        said = shorten(f"{line.who}: {line.words}", most, placeholder=" …")
        what = shorten(line.what, _LONGEST_WHAT, placeholder=" …")
        elements.append(text(0, y - 5, what, QUIET, "quiet"))
        elements.append(text(left, y - 5, said, INK, "ink"))
    more = len(frame.lines) - _MOST_LINES
    if more > 0:
        y += _LINE
        elements.append(text(0, y - 5, f"and {more} more: {frame.name}", QUIET, "quiet"))
    return _Block(tuple(elements), y)
