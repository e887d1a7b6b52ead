"""How severities look, wherever they are shown: one table for graphs, listings and terminals.

None of it rests on colour alone, and the colours are told apart by readers with any of the common
colour blindnesses (after Okabe and Ito, "Color Universal Design", 2008).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.model import Severity


@dataclass(frozen=True, slots=True)
class Look:
    """How a severity looks.

    Attributes:
        colour: of lines, as HTML writes it.
        line: solid, dashed or dotted.
        width: of a line, in points.
        link: the line in Mermaid.
        name: of the class of claims that it concerns, in Mermaid; "" leaves them as they are.
        paper: behind such a claim.
        terminal: its colour on a terminal.
    """

    colour: str
    line: str
    width: float
    link: str
    name: str
    paper: str
    terminal: str


LOOKS: Mapping[str, Look] = {
    Severity.CONFLICT: Look("#c0271d", "solid", 3.0, "===", "odds", "#fdecea", "red"),
    Severity.QUESTION: Look("#9a6200", "dashed", 2.2, "-.-", "doubt", "#fdf3dd", "yellow"),
    Severity.NOTE: Look("#6b7280", "dotted", 1.6, "-.-", "", "", "bright_black"),
}
