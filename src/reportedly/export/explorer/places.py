"""Where the nodes stand: subjects packed in shelves with their claims around them, sources beside.

No forces are simulated. The place of a claim says what it is about, equal graphs look alike, and
thousands of nodes are placed in milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

_STEP = 46.0  # pixels between neighbours around a subject
_GOLDEN = math.pi * (3 - math.sqrt(5))
Place = tuple[float, float]


def places_of(clusters: Mapping[str, Sequence[str]], beside: Sequence[str]) -> dict[str, Place]:
    """A place for every node.

    Args:
        clusters: subject → its claims; large clusters come first.
        beside: nodes that stand in columns on the left, first on top.
    """
    ordered = sorted(clusters.items(), key=lambda item: -len(item[1]))
    radii = [_radius(len(members)) for _, members in ordered]
    wide = max([600.0, 1.05 * math.sqrt(sum(4 * r * r for r in radii)), *(2 * r for r in radii)])
    found: dict[str, Place] = {}
    x = y = shelf = 0.0
    for (centre, members), radius in zip(ordered, radii, strict=True):
        if x and x + 2 * radius > wide:
            x, y, shelf = 0.0, y + shelf, 0.0
        middle = (x + radius, y + radius)
        found[centre] = middle
        found |= dict(zip(members, _around(middle, len(members)), strict=True))
        x, shelf = x + 2 * radius, max(shelf, 2 * radius)
    return found | _columns(beside, max(500.0, y + shelf))


def _radius(count: int) -> float:
    return _STEP * math.sqrt(count + 1) + 64


def _around(middle: Place, count: int) -> list[Place]:
    """Points at even density around a middle that stays free (Vogel's sunflower, 1979)."""
    spots = []
    for n in range(count):
        far, turn = _STEP * math.sqrt(n + 1.6), n * _GOLDEN
        spots.append((middle[0] + far * math.cos(turn), middle[1] + far * math.sin(turn)))
    return spots


def _columns(names: Sequence[str], high: float) -> dict[str, Place]:
    rows = max(1, int(high // 64))
    columns = math.ceil(len(names) / rows)
    rows = math.ceil(len(names) / max(1, columns))
    return {
        name: (-320.0 - 260 * (n // rows), (n % rows + 0.5) * high / rows)
        for n, name in enumerate(names)
    }
