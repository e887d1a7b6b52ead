"""Readers of untrusted formats in a process of their own, with a limit of time and of memory.

`python -m reportedly.documents.isolated KIND` reads a capture from stdin and prints what it holds
as JSON. A file made to hang or to swell takes that process with it and nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import BinaryIO

from reportedly.documents.content import Content
from reportedly.documents.formats import reader_of
from reportedly.errors import DocumentError, MissingProgramError

SECONDS = 60
"""How long one capture may take; a report of 500 pages takes about 15 seconds."""

MEMORY = 3 * 1024**3
"""Bytes of address space that a reader may use."""

_MISSING, _UNREADABLE = 3, 4


def read_isolated(kind: str, data: bytes, seconds: float = SECONDS) -> tuple[Content, ...]:
    """What a capture of this kind holds, read in a process of its own.

    Args:
        kind: a key of `formats.FORMATS`.
        data: the captured bytes.
        seconds: how long it may take.

    Raises:
        DocumentError: it cannot be read, takes too long, or needs too much memory.
        MissingProgramError: an optional package is needed; the text names it.
    """
    command = [sys.executable, "-P", "-m", "reportedly.documents.isolated", kind]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(f"reading it took over {seconds:g} seconds and was given up") from None
    message = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    if done.returncode == _MISSING:
        raise MissingProgramError(message)
    if done.returncode == _UNREADABLE:
        raise DocumentError(message)
    if done.returncode:
        raise DocumentError(f"its reader failed: {message or f'exit code {done.returncode}'}")
    return tuple(Content(**found) for found in json.loads(done.stdout))


def main(kind: str, source: BinaryIO) -> int:
    """Read one capture and print what it holds; the exit code says what went wrong."""
    _limit_memory()
    try:
        found = reader_of(kind)(source.read())
    except MissingProgramError as error:
        print(error, file=sys.stderr)
        return _MISSING
    except DocumentError as error:
        print(error, file=sys.stderr)
        return _UNREADABLE
    except (MemoryError, RecursionError):
        print("it needs more memory than a document should", file=sys.stderr)
        return _UNREADABLE
    json.dump([asdict(content) for content in found], sys.stdout)
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the limit of time holds there too.
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.buffer))
