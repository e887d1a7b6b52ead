"""The ledger: YAML files that people read and edit, and the entries that stand in them.

`load` reads everything and reports every fault at once; `check_entries` looks at what the entries
say; `edit` adds and changes entries without touching another byte. The names below are imported
when first asked for, so that importing this room costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.ledger import edit
    from reportedly.ledger.files import find_root
    from reportedly.ledger.read import load

__all__ = ["edit", "find_root", "load"]

_HOMES = {
    "find_root": "reportedly.ledger.files",
    "load": "reportedly.ledger.read",
}


def __getattr__(name: str) -> Any:
    if name == "edit":
        return import_module("reportedly.ledger.edit")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
