"""What linking proposes: two things that are, or may be, one."""

from __future__ import annotations

from typing import NamedTuple


class Join(NamedTuple):
    """Two entries that are, or may be, one.

    Attributes:
        a, b: their ids, the one that stands for both in front.
        score: how sure, 0 to 1; from `reportedly.resolve.CERTAIN` on they are taken to be one.
        why: the reasons, the strongest first.
    """

    a: str
    b: str
    score: float
    why: str
