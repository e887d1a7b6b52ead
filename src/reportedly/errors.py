"""Floor 0: what the caller must act on.

Faults in *data* (a wrong date in a ledger, an unreadable record) are values,
`reportedly.model.Problem`. Exceptions are for a caller who asked for something that cannot be done.
"""

from collections.abc import Mapping


class ReportedlyError(Exception):
    """Base of all errors raised on purpose; its text says what is wrong and what would be right."""


class UsageError(ReportedlyError):
    """The request itself is wrong: an unknown name, an impossible option. Exit code 2."""


class FieldsError(UsageError):
    """Several fields of a form cannot be taken as they were typed.

    Attributes:
        faults: field → what is wrong with it and what would be right; "" for the whole.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(f"not changed: {'; '.join(self.faults.values())}")


class DocumentError(ReportedlyError):
    """A document cannot be read as text: missing, unreadable, not text."""


class GoneError(DocumentError):
    """What stood at an address is not there any more (HTTP 404 or 410)."""


class LedgerError(ReportedlyError):
    """A ledger cannot be found, or cannot be written without losing something."""


class StaleEntryError(LedgerError):
    """The file changed since it was read; the edit was not made. Load again and retry."""


class WriteError(ReportedlyError):
    """A file cannot be written; what stood there before stands, or the text says what to do."""


class FigureError(ReportedlyError):
    """Text given as a figure does not say a quantity."""


class UnitError(ReportedlyError):
    """A unit is unknown, or two units measure different dimensions."""


class MissingProgramError(ReportedlyError):
    """An optional program or package is needed for this; the text names it and how to get it."""
