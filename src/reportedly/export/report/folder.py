"""Pages → a folder: nobody else's files are overwritten, none of an earlier report stays."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from reportedly.errors import UsageError
from reportedly.transaction import STATE, transaction

_LIST = "report.json"
_FORM = "reportedly-report"


def write_pages(pages: Iterable[tuple[str, str]], folder: Path) -> int:
    """Write each page below `folder`; returns how many.

    A list of the files stands beside them, by which a later report clears away pages that it has
    no more. The site changes whole: until all pages are written it is as it was.

    Raises:
        UsageError: the folder holds something else than a report.
    """
    with transaction(folder) as change:
        earlier = _earlier(folder)
        files: dict[str, None] = {}
        for path, text in pages:
            change.put(path, text.encode())
            files[path] = None
        for path in earlier:
            if path not in files:
                change.remove(path)
        listed = {"form": _FORM, "files": list(files)}
        change.put(_LIST, f"{json.dumps(listed, indent=1)}\n".encode())
    return len(files) + 1


def _earlier(folder: Path) -> list[str]:
    """The files of the report that stands in `folder`, none when it is new or empty."""
    if not any(path.name != STATE for path in folder.iterdir()):
        return []
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        files = [str(path) for path in listed["files"]] if listed["form"] == _FORM else None
    except (OSError, ValueError, KeyError, TypeError):
        files = None
    if files is None:
        raise UsageError(f"{folder} holds something else than a report: give a new folder")
    # The list may have been tampered with; nothing outside the folder is ever cleared away.
    inside = (PurePosixPath(path) for path in files)
    return [str(p) for p in inside if not p.is_absolute() and ".." not in p.parts]
