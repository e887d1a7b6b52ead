"""How finely a number is given: 1,200 to the hundred, 1,185 to five, 12.4 to the tenth.

What is only a number's look, and no figure that was read: for judging whether two who give the
same number can have come to it by rounding, or by chance.
"""

from __future__ import annotations

GRAINS = (*(float(n * 10**k) for k in range(8, -1, -1) for n in (5, 1)), 0.5, 0.1, 0.05, 0.01)
"""The largest of these that measures a number is its grain."""

FINEST = 0.001
"""The grain of what none of them measures."""

SLACK = 1e-6
"""Binary fractions miss a decimal by so little."""

SAY_LITTLE = 10
"""Numbers of fewer grains (0, 7, 40, 500) are met by chance."""

CLOSE_STEPS = 6
"""Numbers fewer units apart are close: who miscounts often comes to the same."""


def grain_of(number: float) -> float:
    """The grain of a number.

    >>> grain_of(1200), grain_of(1185), grain_of(17), grain_of(12.4), grain_of(0)
    (100.0, 5.0, 1.0, 0.1, 1.0)
    """
    if number == 0:
        return 1.0
    for grain in GRAINS:
        steps = number / grain
        if abs(steps) > 0.5 and abs(steps - round(steps)) < SLACK:
            return grain
    return FINEST


def telling(number: float, nearest: float | None) -> int:
    """How much it says that two give a number: 0 for little, 2 for something, 3 for much.

    Args:
        number: the number.
        nearest: how far the nearest other one lies that somebody gives; None without another.

    >>> telling(1187, 40), telling(1187, 2), telling(1200, 40), telling(7, 3)
    (3, 2, 0, 0)
    """
    grain = grain_of(number)
    if abs(number) < SAY_LITTLE * grain or (nearest is not None and nearest < grain):
        return 0
    return 2 if nearest is not None and nearest < CLOSE_STEPS * min(grain, 1.0) else 3
