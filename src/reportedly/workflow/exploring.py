"""The page to explore a ledger in: events as places, in them what voices hold, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reportedly.export.explorer import to_html
from reportedly.model import NOWHERE
from reportedly.workflow.plotting import frames_of

if TYPE_CHECKING:
    from reportedly.export.explorer.page import Served
    from reportedly.model import Claim, Conflict, DocumentEntry
    from reportedly.workflow.any_ledger import AnyLedger, View
    from reportedly.workflow.ledgers import Ledger


def explore(ledger: AnyLedger, view: View, title: str, served: Served | None = None) -> str:
    """The page of what is in view, with all that others say on the same subjects.

    Raises:
        UsageError: nothing has a name that the view gives, or a table is too large.
    """
    return _page(ledger, *ledger.loaded(view, "html"), title, served)


def explore_claims(
    ledger: Ledger, claims: Sequence[Claim], conflicts: Sequence[Conflict], title: str
) -> str:
    """The page of these claims of a ledger, and of what they are to each other."""
    return _page(ledger, claims, conflicts, ledger.entries.documents, title)


def _page(
    ledger: AnyLedger,
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
    documents: Iterable[DocumentEntry],
    title: str,
    served: Served | None = None,
) -> str:
    frames = frames_of(claims, conflicts, ledger.setting or NOWHERE)
    return to_html(frames, claims, conflicts, documents, ledger.text_of, title, served)
