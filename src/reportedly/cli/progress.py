"""A progress bar on a terminal, and nothing at all elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def progress(lines: IO[str], what: str) -> Iterator[Iterable[str]]:
    """Yield the lines of a file while stderr shows how many are done and how fast."""
    if not sys.stderr.isatty():
        yield lines
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.completed:,.0f} " + what),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate="")

        def counted() -> Iterator[str]:
            for line in lines:
                yield line
                speed = bar.tasks[0].speed
                bar.update(task, advance=1, rate=f"{speed:,.0f}/s" if speed else "")

        yield counted()
