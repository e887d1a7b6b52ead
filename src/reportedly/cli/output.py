"""Where a command writes: stdout, a file, or several files in a folder or a zip.

Whatever stops the writing, Ctrl-C above all, what stood there before stays
(`reportedly.transaction`).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import click

from reportedly.transaction import folder_beside, transaction, written
from reportedly.workflow.owned import refuse_own

if TYPE_CHECKING:
    from reportedly.export.formats import Written

OpenFile = Callable[[str], BinaryIO]
"""Opens a file by its name for writing."""


@contextmanager
def opened_output(output: Path | None, *, several: bool, what: str) -> Iterator[OpenFile]:
    """Yield a function that opens the files to be written.

    Args:
        output: the file, or the folder or `.zip` of several; None or `-` is stdout.
        several: there are several files.
        what: the format, for messages.

    Raises:
        click.UsageError: one file cannot be several, or a folder is in the way of a file.
    """
    if output is None or str(output) == "-":
        if several:
            raise click.UsageError(f"{what} is several files: name their folder or .zip with -o")
        yield lambda _name: sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    refuse_own(output)
    if not several:
        if output.is_dir():
            raise click.UsageError(f"{output} is a folder: name a file")
        with written(output) as file:
            yield lambda _name: file
    elif output.suffix.lower() == ".zip":
        with written(output) as file, folder_beside(output) as folder:
            with _files_in(folder) as open_file:
                yield open_file
            _zip(folder, file)
    else:
        if output.exists() and not output.is_dir():
            raise click.UsageError(f"{output} is a file: name a folder or a .zip")
        # What else stands in the folder stays.
        with transaction(output) as change, ExitStack() as stack:
            yield lambda name: stack.enter_context(change.open(name))


def write_output(written: Written, output: Path | None, what: str) -> None:
    """Write what a format came to: one file, or several by their names.

    Raises:
        click.UsageError: as `opened_output`; or bytes would go to a terminal.
    """
    to_terminal = (output is None or str(output) == "-") and sys.stdout.isatty()
    if isinstance(written, bytes) and to_terminal and not _is_text(written):
        raise click.UsageError(f"{what} is not text: name a file with -o")
    several = isinstance(written, Mapping)
    files = written if isinstance(written, Mapping) else {"": written}
    with opened_output(output, several=several, what=what) as open_file:
        for name, content in files.items():
            data = content.encode("utf-8", "replace") if isinstance(content, str) else content
            open_file(name).write(data)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _files_in(folder: Path) -> Iterator[OpenFile]:
    with ExitStack() as stack:
        yield lambda name: stack.enter_context((folder / name).open("wb"))


def _zip(folder: Path, file: BinaryIO) -> None:
    """The files of a folder; the same files give the same bytes, since no time is told."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = ZipInfo(path.name)
            entry.compress_type = ZIP_DEFLATED
            entry.file_size = path.stat().st_size
            with archive.open(entry, "w") as inside, path.open("rb") as source:
                shutil.copyfileobj(source, inside)
