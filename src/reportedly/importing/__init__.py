"""Floor 4: rows of other people's tables → entries of a ledger, or what is wrong with them.

A reader of one format is a pure function from one row to what it says. Nothing is guessed: what a
row leaves open stays open or is left out, and what it says wrongly is a `Problem` with its line.
"""

from reportedly.importing.formats import FORMATS, Format, read_rows
from reportedly.importing.found import Found

__all__ = ["FORMATS", "Format", "Found", "read_rows"]
