"""Long listings on a terminal go through the pager, short ones and pipes do not."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import click


class _Screen(io.TextIOWrapper):
    """Keeps what is printed, and answers as the terminal behind it would."""

    def isatty(self) -> bool:
        """Colours and widths are chosen as for the terminal."""
        return True


@contextmanager
def paged() -> Iterator[None]:
    """Show what is printed meanwhile: through the pager when it is longer than the screen.

    The pager is that of PAGER, with `less` made to keep colours and to leave short pages standing.
    """
    if not sys.stdout.isatty():
        yield
        return
    kept = _Screen(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    try:
        with redirect_stdout(kept):
            yield
    finally:
        kept.seek(0)
        text = kept.read()
        if text.count("\n") < shutil.get_terminal_size().lines:
            click.echo(text, nl=False)
        else:
            os.environ.setdefault("LESS", "FRX")
            click.echo_via_pager(text, color=True)
