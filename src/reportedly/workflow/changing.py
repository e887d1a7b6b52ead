"""Edits of a ledger: where they may go, and what they did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.transaction import recorded
from reportedly.workflow.checkouts import refuse_checkout

if TYPE_CHECKING:
    from reportedly.transaction import FileChange


@contextmanager
def changing(root: Path) -> Iterator[list[FileChange]]:
    """A block in which the files of a ledger are changed; what it changed is told by its end.

    Blocks may stand in one another: whoever changes several things at once puts one around all.

    Raises:
        UsageError: the ledger cannot be changed there.
    """
    refuse_checkout(root)
    with recorded() as files:
        yield files
