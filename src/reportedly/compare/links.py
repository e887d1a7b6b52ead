"""Findings between claims on different subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.compare.options import Options
from reportedly.model import Claim, Conflict


def links_between(groups: Mapping[str, Sequence[Claim]], options: Options) -> list[Conflict]:
    """Parts against wholes, sums of parts, and declared relations; groups are by subject id."""
    return []
