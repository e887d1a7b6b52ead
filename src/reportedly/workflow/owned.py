"""Which files are a ledger's own: on a store's word nothing else is ever written or removed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reportedly.documents import sidecar_facts
from reportedly.errors import DocumentError, LedgerError
from reportedly.ledger import load
from reportedly.ledger.files import CLAIMS
from reportedly.model import sidecar_of
from reportedly.store.cache import cache_of
from reportedly.workflow.checkouts import safe_path

if TYPE_CHECKING:
    from reportedly.store.entries import Holding

_TEXTS = frozenset((".txt", ".text", ".md"))
_CAPTURES = frozenset(
    ".csv .tsv .json .jsonl .xlsx .xml .html .htm .xhtml .pdf .docx .eml .warc .gz .zip".split()
)
"""What is cited in another form than plain text; never in the ledger's root, where programs of all
sorts look for files of theirs."""


def refuse_strange(
    files: Mapping[str, bytes | None], held: Holding, root: Path, mine: Iterable[str] = ()
) -> None:
    """Refuse a change that touches anything but a ledger's own files, before any of it is made.

    They are `claims/NAME.yaml`, the documents that the ledger cites, and their sidecars.

    Args:
        files: path → what it is to hold; None where it is to go away.
        held: what cites the documents.
        root: of the ledger into which they go, or from which they come.
        mine: paths of the files that are the ledger's there already.

    Raises:
        LedgerError: one of them is another file.
    """
    cited = {p for (section, _, _), kept in held.entries.items() if section == "documents"
             if (p := json.loads(kept.content).get("path"))}  # fmt: skip
    sidecars = {sidecar_of(path) for path in cited}
    own = frozenset(mine)
    for path, data in files.items():
        target = safe_path(root, path)
        known = path in own or is_claims(path) or (path in cited and _may_be_cited(path))
        if not known and path in sidecars and data is not None:
            known = _is_sidecar(path, data)
        if not known:
            raise LedgerError(
                f"{path!r} is not a file of a ledger (claims/NAME.yaml, a text that a claim's "
                "document names, or its sidecar); nothing was written"
            )
        if path not in own and data is not None and target.exists() and target.read_bytes() != data:
            raise LedgerError(
                f"{target} stands there and is not the ledger's: move it away, or cite it first; "
                "nothing was written"
            )


def refuse_own(output: Path) -> None:
    """Refuse to write an output over what a ledger is made of.

    Raises:
        LedgerError: it stands in `claims/`, is the ledger's folder, or is a document that it cites.
    """
    where = output.resolve()
    root = next((f for f in (where, *where.parents) if (f / CLAIMS).is_dir()), None)
    if root is None:
        return
    own = where == root or where.is_relative_to(root / CLAIMS)
    if not own and where.is_file():
        cited = {d.path for d in load(root, cache_of(root))[0].documents if d.path}
        own = where.relative_to(root).as_posix() in cited | {sidecar_of(path) for path in cited}
    if own:
        raise LedgerError(f"{output} belongs to the ledger in {root}: name another file with -o")


def is_claims(path: str) -> bool:
    """True of a file of entries, `claims/NAME.yaml`."""
    parts = PurePosixPath(path).parts
    return len(parts) == 2 and parts[0] == "claims" and path.endswith(".yaml")


def _may_be_cited(path: str) -> bool:
    where = PurePosixPath(path)
    return where.suffix in _TEXTS or (where.suffix in _CAPTURES and len(where.parts) > 1)


def _is_sidecar(path: str, data: bytes) -> bool:
    try:
        sidecar_facts(data, path)
    except DocumentError:
        return False
    return True
