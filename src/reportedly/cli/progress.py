"""A progress bar on a terminal, and nothing at all elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from threading import Event, Thread
from time import monotonic

from reportedly.export.tables import plain


@contextmanager
def progress(what: str, every: int = 1) -> Iterator[Callable[[float | None], None]]:
    """Yield a function to call for each thing done, while stderr shows count, rate and time left.

    The function takes the share of the whole that is done (0..1), or None where nobody knows it.
    With `every` it is called once for so many things.
    """
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.fields[count]:,} " + what),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, count=0, rate="", left="")
        first: list[float] = []

        def advance(share: float | None) -> None:
            shown = bar.tasks[0]
            count = shown.fields["count"] + every
            elapsed = shown.elapsed or 0.0
            left = ""
            if share is not None:
                # What an earlier run did is not counted into the speed of this one.
                first[:] = first or [share]
                made = share - first[0]
                seconds = elapsed * (1 - share) / made if made > 0 else None
                left = f"{clock(seconds)} left" if seconds is not None else ""
                bar.update(task, total=1.0, completed=share)
            rate = f"{count / elapsed:,.1f}/s" if elapsed else ""
            bar.update(task, count=count, rate=rate, left=left)

        yield advance


_SOON = 2.0  # seconds after which it is told what is being done


@contextmanager
def ticking() -> Iterator[Callable[[str], None]]:
    """Yield a function to call with what begins, which stderr shows if all takes a while.

    The seconds go on within one step, so that nobody takes a long text for a standstill.
    """
    doing, done = [""], Event()

    def step(what: str) -> None:
        doing[0] = what

    if not sys.stderr.isatty():
        yield step
        return

    def tell() -> None:
        begun = monotonic()
        while not done.wait(_SOON if monotonic() - begun < _SOON else 0.5):
            told = f"{plain(doing[0])} … {clock(monotonic() - begun)}"
            print(f"\r{told[: get_terminal_size().columns - 1]}\x1b[K", end="", file=sys.stderr)
            sys.stderr.flush()
        if monotonic() - begun >= _SOON:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    thread = Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield step
    finally:
        done.set()
        thread.join()


def clock(seconds: float) -> str:
    """Seconds as people read them: 2:05, 1:02:05.

    >>> clock(125), clock(3725)
    ('2:05', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
