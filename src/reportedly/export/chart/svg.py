"""Elements of a picture in SVG: lines, words and shapes, with classes by which a page recolours."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

# Each has three to one on its ground (WCAG 2.2, 1.4.11): white, and that of a dark page.
COLOURS = (
    *("#0b62a4", "#c2570c", "#1b7f4d", "#8446a8"),
    *("#0e7c86", "#7a4b16", "#c0347f", "#4d5a66"),
)
DARK_COLOURS = (
    *("#6cb2f0", "#f2a15f", "#63c795", "#c79be3"),
    *("#5ec9d3", "#d3a878", "#f08fc0", "#b5c0ca"),
)
"""The same on a dark page."""
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",  # circle
    "M-4.5-4.5h9v9h-9z",  # square
    "M0-5.8L5.4 4.2H-5.4z",  # triangle
    "M0-6.2L6.2 0L0 6.2L-6.2 0z",  # diamond
    "M0 5.8L5.4-4.2H-5.4z",  # triangle that points down
    "M-2-5.5h4v3.5h3.5v4H2v3.5h-4V2h-3.5v-4H-2z",  # plus
    "M-5.5-2.5L0-6l5.5 3.5L3.5 5h-7z",  # pentagon
    "M-5.8-1.6h11.6v3.2H-5.8z",  # bar
)
INK, QUIET, GRID, RED = "#1d1f22", "#565c63", "#d9d8d3", "#b3261e"
# The same words of a page that has its own colours: name there, on white, on a dark ground.
_NAMED = {
    "ink": (INK, "#e9e6df"),
    "quiet": (QUIET, "#a9aeb5"),
    "rule": (GRID, "#3a3e44"),
    "conflict": (RED, "#ff9a91"),
    "paper": ("#ffffff", "#15171a"),
}
_FONT = 'font-family="Arial, Liberation Sans, Helvetica, sans-serif"'


def picture(
    body: Iterable[str],
    width: float,
    height: float,
    label: str,
    name: str,
    *,
    left: int = 0,
    size: str = "",
) -> str:
    """Elements as one SVG element of class `name`.

    Args:
        body: the elements.
        width: in pixels.
        height: in pixels.
        label: the picture in words, for those who do not see it.
        name: the class.
        left: where the left edge stands.
        size: attributes that tell how large it is shown, where that is not in pixels.
    """
    size = size or f'width="{width}" height="{height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} 0 {width} {height:g}" '
        f'{size} role="img" class="{name}" '
        f'aria-label="{escape(label)}" {_FONT} font-size="12">\n' + "\n".join(body) + "\n</svg>\n"
    )


def stylesheet() -> str:
    """CSS that colours pictures of class `strip` by the reader's theme.

    A page that names its own colours (`--ink`, `--quiet`, `--rule`, `--conflict`, `--paper`) lends
    them to its pictures.
    """
    bright = "".join(
        f".strip .l{n} {{ stroke: {colour}; }} .strip .s{n} {{ fill: {colour}; }}\n"
        for n, colour in enumerate(DARK_COLOURS)
    )
    ground = f".strip .ground {{ fill: {DARK_COLOURS[2]}; opacity: .22; }}\n"
    dark = f"@media (prefers-color-scheme: dark) {{\n{_named(1)}{ground}{bright}}}\n"
    return _named(0) + dark


def _named(which: int) -> str:
    """What has the colour of words and paper: on white (0), on a dark ground (1)."""
    ink, quiet, rule, conflict, paper = (f"var(--{n}, {c[which]})" for n, c in _NAMED.items())
    return (
        f".strip text.ink {{ fill: {ink}; }} .strip .ink-line {{ stroke: {ink}; }}\n"
        f".strip text.quiet {{ fill: {quiet}; }} .strip .axis {{ stroke: {quiet}; }}\n"
        f'.strip .axis[fill="{QUIET}"] {{ fill: {quiet}; }} .strip .grid {{ stroke: {rule}; }}\n'
        f".strip text.ring {{ fill: {conflict}; }} .strip .hollow {{ fill: {paper}; }}\n"
        f".strip {{ background: {paper}; }}\n"
    )


def look_of(camp: int) -> tuple[str, str, int]:
    """Class, colour and number of the shape by which a camp is drawn; below zero of none."""
    if camp < 0:
        return "axis", QUIET, 0
    return f"l{camp % len(COLOURS)}", COLOURS[camp % len(COLOURS)], camp % len(SHAPES)


def crossed(x: float, y: float, reach: float) -> str:
    """What crosses a mark out, so far to each side."""
    return "".join(
        line(x - reach, y - turn * reach, x + reach, y + turn * reach, INK, "ink-line", width=1.8)
        for turn in (1, -1)
    )


def moved(body: Iterable[str], x: float, y: float) -> str:
    """Elements as one group whose origin stands at a point."""
    return f'<g transform="translate({x:g} {y:g})">' + "\n".join(body) + "</g>"


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    colour: str,
    name: str,
    *,
    width: float = 1,
    opacity: float = 1,
    dashes: str = "",
) -> str:
    """A straight line of class `name`."""
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    more += f' opacity="{opacity:.2g}"' if not math.isclose(opacity, 1) else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}" fill="none"{more} class="{name}"/>'
    )


def text(
    x: float,
    y: float,
    words: str,
    colour: str,
    name: str,
    anchor: str = "start",
    *,
    bold: bool = False,
    size: float | None = None,
) -> str:
    """Words whose first, middle or last letter stands at `x`."""
    more = ' font-weight="bold"' if bold else ""
    more += f' font-size="{size:g}"' if size else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"{more} '
        f'class="{name}">{escape(words)}</text>'
    )


def shape(
    number: int, x: float, y: float, colour: str, name: str, *, hollow: bool, size: float = 1
) -> str:
    """A mark around a point, filled, or hollow with an outline; `number` picks its form."""
    larger = f" scale({size:.2f})" if size < 1 else ""
    fill = "#ffffff" if hollow else colour
    return (
        f'<path d="{SHAPES[number % len(SHAPES)]}" transform="translate({x:.1f} {y:.1f}){larger}" '
        f'fill="{fill}" stroke="{colour}" stroke-width="1.6" '
        f'class="{name} {"hollow" if hollow else name.replace("l", "s", 1)}"/>'
    )
