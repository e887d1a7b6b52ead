"""What a long run leaves out: the first of it named on stderr, all of it kept in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportedly.documents.articles import Sort, files_of, sort_of
from reportedly.export.journal import Rejects
from reportedly.export.printable import printable

if TYPE_CHECKING:
    from reportedly.model import Problem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_SHOWN = 20
"""How many are named on stderr."""


def rejects_option(what: str) -> Callable[[Decorated], Decorated]:
    """Add `--rejects FILE`."""
    return click.option(
        "--rejects",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=what,
    )


def refuse_source(rejects: Path | None, source: str) -> None:
    """Never write the rejects over what is read.

    Raises:
        UsageError: both are one file.
    """
    if rejects and rejects.resolve() == Path(source).resolve():
        raise click.UsageError(f"{rejects} is what is read; give another name for the rejects")


def is_read(written: Path, articles: Path) -> bool:
    """Whether a file to be written is the input, or would be taken for a part of it."""
    if not articles.is_dir():
        return written.resolve() == articles.resolve()
    if not written.resolve().is_relative_to(articles.resolve()) or not sort_of(written.name):
        return False
    whole = (Sort.TEXT, Sort.ARCHIVE)
    among = any(sort_of(name) in whole for name in files_of(articles))
    return sort_of(written.name) in whole or not among


class LeftOut:
    """Counts, names and keeps what could not be used.

    Attributes:
        count: how much there was so far.
    """

    def __init__(self, place: Path | None, *, resumed: bool = False) -> None:
        """Open the file, if there is to be one; a run that goes on adds to it.

        Raises:
            UsageError: it cannot be written.
        """
        self.count = 0
        self._kept = Rejects(place, resumed=resumed) if place else None

    def add(self, number: int | None, problem: Problem, record: str) -> None:
        """One more: which of the input it is, what is wrong with it, and the input as it came."""
        place = problem.location
        where = f"{place.file}:{place.line}" if place.line else place.file
        self.tell(number, problem.code, problem.message, where, record)

    def tell(self, number: int | None, code: str, reason: str, where: str, record: str) -> None:
        """The same, its parts given one by one."""
        self.count += 1
        if self._kept:
            self._kept.write(number, code, reason, where, record)
        if self.count <= _SHOWN:
            click.echo(printable(f"{where}: {reason}"), err=True)
        elif self.count == _SHOWN + 1:
            more = "" if self._kept else "; --rejects FILE keeps them all"
            click.echo(f"more are left out and not named here{more}", err=True)

    def close(self) -> None:
        """Close the file."""
        if self._kept:
            self._kept.close()
