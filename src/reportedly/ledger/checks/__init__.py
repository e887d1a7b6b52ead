"""What entries say, checked against one another, the documents they cite, and their own words.

Each check is a plain function from entries to problems; `check_entries` runs them all. A check
that looks at files also takes the ledger's root.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from reportedly.ledger.checks.cycles import check_cycles
from reportedly.ledger.checks.documents import decode_text, documents_text, vet_documents
from reportedly.ledger.checks.events import check_events
from reportedly.ledger.checks.known import Known
from reportedly.ledger.checks.lost import lost_names
from reportedly.ledger.checks.references import check_references
from reportedly.ledger.checks.reviews import check_reviews
from reportedly.ledger.checks.sidecars import vet_sidecars
from reportedly.ledger.checks.stated import vet_stated
from reportedly.ledger.checks.subjects import check_subjects
from reportedly.ledger.checks.words import vet_words
from reportedly.ledger.read import collector_off, in_order
from reportedly.model import DocumentEntry, Entries, Problem
from reportedly.store.cache import Cache

__all__ = ["check_cycles", "check_entries", "check_references", "documents_text"]


def check_entries(
    entries: Entries,
    root: Path,
    cache: Cache | None = None,
    read_text: Callable[[DocumentEntry, bytes], str | None] = decode_text,
) -> list[Problem]:
    """Every fault in what the entries of a ledger say, in the order of files and lines.

    Args:
        entries: the ledger, as `load` gives it.
        root: the folder that holds `claims/`.
        cache: where it is kept which documents and words were found sound, so that they are not
            looked at again until they change.
        read_text: gives the text of a document from its bytes, or None when it cannot be read as
            text, in which case its quotes are not checked.
    """
    known, is_lost = Known(cache), lost_names(root)
    with collector_off():
        problems = list(
            chain(
                check_references(entries, is_lost),
                check_subjects(entries, is_lost),
                check_events(entries),
                check_cycles(entries),
                check_reviews(entries),
                vet_documents(entries, root, known, read_text),
                vet_sidecars(entries, root, known),
                vet_words(entries, known),
                vet_stated(entries, known),
            )
        )
    known.keep()
    return in_order(problems)
