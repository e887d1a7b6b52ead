"""A ledger from afar: subjects down, voices across, in each cell what the voice holds.

Where strips would fill many pages, a table is what still can be read: the worst subjects, and the
voices that say most on them. Cells of one mark can be right together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten, wrap

from reportedly.export.chart.strip import NO_CAMP, Row, Strip
from reportedly.export.chart.svg import (
    GRID,
    INK,
    QUIET,
    RED,
    line,
    look_of,
    picture,
    shape,
    text,
)

ROWS, COLUMNS = 60, 14
"""So many subjects and voices are shown; of more the rest is counted."""

_WIDEST_NAME, _CELL, _HEAD, _ROW = 330, 132, 52, 24
_OTHERS = 320  # pixels of what voices without a column of their own hold
_CHARACTER = 6.3  # mean width of a character at 12 pixels
_BOLD = 6.9  # of a bold one


@dataclass(frozen=True, slots=True)
class Told:
    """A row: a subject by its event and name, with its strip."""

    event: str
    name: str
    strip: Strip


def draw_table(rows: Sequence[Told], title: str) -> str:
    """The table as one SVG element: the rows as given, of the voices those that say most."""
    shown = rows[:ROWS]
    spoken = Counter(row.name for told in shown for row in told.strip.rows)
    voices = [name for name, _ in spoken.most_common(COLUMNS)]
    left = min(_WIDEST_NAME, 40 + int(_BOLD * max(len(told.name) for told in shown)))
    wide = left + _CELL * len(voices)
    body = [text(0, 22, shorten(title, 120, placeholder=" …"), INK, "ink", bold=True, size=20)]
    top = 40.0
    for n, voice in enumerate(voices):
        x = left + _CELL * n + 8
        for k, words in enumerate(wrap(shorten(voice, 54, placeholder=" …"), 18)[:3]):
            body.append(text(x, top + 14 + 14 * k, words, INK, "ink", bold=True))
    y = top + _HEAD
    if len(spoken) > len(voices):
        body.append(text(wide + 8, top + 14, "others", INK, "ink", bold=True))
        wide += _OTHERS
    event = ""
    for told in shown:
        if told.event != event:
            y += 22
            event = told.event
            head = shorten(event, int(wide / 7.2), placeholder=" …")
            body.append(text(0, y, head, INK, "ink", bold=True, size=13))
            y += 8
        body.append(line(0, y, wide, y, GRID, "grid"))
        body += _row(told, voices, left, y)
        y += _ROW
    body.append(line(0, y, wide, y, GRID, "grid"))
    for note in _notes(rows, shown, spoken, voices):
        y += 20
        body.append(text(0, y, note, QUIET, "quiet"))
    summary = f"{title}. " + " ".join(told.strip.summary for told in shown[:12])
    return picture(body, wide + 24, y + 16, summary, "strip", left=-12)


def _row(told: Told, voices: Sequence[str], left: int, y: float) -> list[str]:
    strip = told.strip
    disputed = strip.is_disputed
    sign = "≠ " if disputed else ""
    name = f"{sign}{shorten(told.name, int((left - 30) / _CHARACTER), placeholder=' …')}"
    colour, css = (RED, "ring") if disputed else (INK, "ink")
    body = [text(8, y + 16, name, colour, css, bold=disputed)]
    held: dict[str, list[Row]] = {}
    for row in strip.rows:  # "residents" of two texts are two voices of one name
        held.setdefault(row.name, []).append(row)
    for n, voice in enumerate(voices):
        own = held.get(voice, [])
        if not own:
            continue
        x = left + _CELL * n + 8
        camp = own[0].camp if len(own) == 1 else NO_CAMP
        if camp >= 0:
            css, tint, number = look_of(camp)
            body.append(shape(number, x + 3, y + 12, tint, css, hollow=False, size=0.8))
        told_by = "; ".join(row.words for row in own)
        words = shorten(told_by, int((_CELL - 22) / _CHARACTER), placeholder=" …")
        body.append(text(x + 12, y + 16, words, INK, "ink", bold=camp >= 0))
    others = "; ".join(f"{row.name} {row.words}" for row in strip.rows if row.name not in voices)
    if others:  # whoever stands against those shown is not left out
        x = left + _CELL * len(voices) + 8
        words = shorten(others, int(_OTHERS / _CHARACTER), placeholder=" …")
        body.append(text(x, y + 16, words, INK, "ink"))
    return body


def _notes(
    rows: Sequence[Told], shown: Sequence[Told], spoken: Counter[str], voices: Sequence[str]
) -> list[str]:
    told = [
        "In each cell what the voice holds. ≠: no answer fits all; of one shape in a row: can be "
        "right together; without a shape: fits several, or is of another time."
    ]
    if len(rows) > len(shown):
        told.append(
            f"{len(shown)} of {len(rows):,} subjects on which several speak, the worst first; "
            "the others: reportedly graph --subject NAME, or reportedly report -o DIR"
        )
    if len(spoken) > len(voices):
        told.append(f"{len(voices)} of {len(spoken):,} voices on them, those that say most")
    return told
