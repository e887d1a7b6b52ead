"""Whichever ledger stands at a place: a folder, a store of claims, a table of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.store.place import PlaceKind, place_of
from reportedly.workflow.any_ledger import AnyLedger
from reportedly.workflow.checkouts import claims_store
from reportedly.workflow.ledgers import open_ledger

if TYPE_CHECKING:
    from reportedly.workflow.tables import FigureLedger


def open_figures(where: str | None) -> FigureLedger | None:
    """The table of figures that stands at `where`; None when a ledger of claims does.

    Raises:
        LedgerError: nothing can be read there.
    """
    if where is None:
        return None
    place = place_of(where)
    if place.kind is PlaceKind.FOLDER:
        return None
    if (store := claims_store(place)) is not None:
        store.close()
        return None
    # What asks tables is loaded only where one stands.
    from reportedly.workflow.tables import table_at

    return table_at(where)


def open_any(where: str | None) -> AnyLedger:
    """The table of figures or the ledger that stands at `where`; see `open_ledger`.

    Raises:
        LedgerError: there is neither.
    """
    return open_figures(where) or open_ledger(where)
