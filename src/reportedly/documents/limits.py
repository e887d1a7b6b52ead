"""Limits of time and memory on reading a capture from a stranger, within this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from reportedly.errors import DocumentError

SECONDS = 60
"""How long one capture may take."""

MEMORY = 3 * 1024**3
"""Bytes of address space that reading one capture may add."""


class _TimeIsUp(BaseException):
    """No `Exception`: readers pass over those of a single element."""


@contextmanager
def limited(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Give up what takes too long or too much memory, with a `DocumentError`.

    Time is limited in a process's main thread and where there are POSIX timers; memory, where the
    system tells how much is in use (Linux). Elsewhere what is asked for is done without a limit.

    Raises:
        DocumentError: it took longer, or needed more.
    """
    try:
        with _timed(seconds), _bounded(memory):
            yield
    except _TimeIsUp:
        raise DocumentError(f"reading it took over {seconds:g} seconds and was given up") from None
    except (MemoryError, RecursionError):
        raise DocumentError("it needs more memory than a document should") from None


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _bounded(memory: int) -> Iterator[None]:
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = [limit for limit in (soft, hard, used + memory) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(most), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
