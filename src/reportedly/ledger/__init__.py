"""The ledger: YAML files that people read and edit, and the entries that stand in them.

`load` reads everything and reports every fault at once; `check_entries` looks at what the entries
say; `edit` adds and changes entries without touching another byte. The names below are imported
when first asked for, so that importing this room costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lazy import lazy_names

if TYPE_CHECKING:
    from reportedly.ledger.checks import check_entries, documents_text
    from reportedly.ledger.describe import schema, write_schemas
    from reportedly.ledger.edit import (
        add_claims,
        add_judgement,
        init,
        merge_entries,
        put_documents,
        set_fields,
    )
    from reportedly.ledger.files import find_root, stamps_of
    from reportedly.ledger.read import collector_off, load

__all__ = [
    "add_claims",
    "add_judgement",
    "check_entries",
    "collector_off",
    "documents_text",
    "find_root",
    "init",
    "load",
    "merge_entries",
    "put_documents",
    "schema",
    "set_fields",
    "stamps_of",
    "write_schemas",
]

__getattr__ = lazy_names(
    __name__,
    {
        "add_claims": "edit",
        "add_judgement": "edit",
        "check_entries": "checks",
        "collector_off": "read",
        "documents_text": "checks",
        "find_root": "files",
        "init": "edit",
        "load": "read",
        "merge_entries": "edit",
        "put_documents": "edit",
        "schema": "describe",
        "set_fields": "edit",
        "stamps_of": "files",
        "write_schemas": "describe",
    },
)
