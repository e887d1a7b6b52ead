"""Names that dangle only because the file that holds them could not be read.

One slip in `sources.yaml` would otherwise make every claim in the ledger look wrong. The slip is
reported where it is; the names that it hides are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from reportedly.errors import LedgerError
from reportedly.ledger.files import CLAIMS, list_files, read_bytes, read_file
from reportedly.model import Problem

IsLost = Callable[[str, str], bool]
"""From what is named ("source", "subject") and its id to whether a fault in its file hides it."""

_HOMES = {"source": "sources", "subject": "subjects", "event": "events"}


def lost_names(root: Path) -> IsLost:
    """A function that says which names are lost to a fault in the file they belong to.

    Nothing is read before the first name is asked for.
    """
    words = cache(lambda stem: _words_of_faulty(root, stem))

    def is_lost(what: str, name: str) -> bool:
        stem = _HOMES.get(what)
        held = None if stem is None else words(stem)
        return held is not None and (not held or not _ID_WORDS.findall(name) or name in held)

    return is_lost


_ID_WORDS = re.compile(r"[^\s:,{}\[\]\"']+")


def _words_of_faulty(root: Path, stem: str) -> frozenset[str] | None:
    """The words of a file that has faults; none at all when it cannot be read, None when sound."""
    try:
        files, refused = list_files(root)
    except LedgerError:
        return None
    if any(p.location.file.startswith(f"{CLAIMS}/{stem}.") for p in refused):
        return frozenset()
    for file in files:
        if file.name == f"{stem}.yaml" and read_file(file).problems:
            data = read_bytes(file)
            text = "" if isinstance(data, Problem) else _text(data)
            return frozenset(_ID_WORDS.findall(text))
    return None


def _text(data: bytes) -> str:
    """The text of a file; nothing when it is no UTF-8, of which nothing may have been read."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
