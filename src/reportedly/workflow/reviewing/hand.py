"""Claims made by hand from words of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.ledger.build import read_entries
from reportedly.ledger.edit import put_documents
from reportedly.ledger.files import CLAIMS
from reportedly.model import ClaimEntry, name_claims
from reportedly.transaction import transaction
from reportedly.workflow.changing import changing
from reportedly.workflow.reviewing.beside import New, beside
from reportedly.workflow.reviewing.claims import Edited, new_ids, with_review
from reportedly.workflow.reviewing.fields import Words, changed_claim, refuse_faults

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger

Span = tuple[int, int]


def make_claim(
    ledger: Ledger,
    document: str,
    spans: Sequence[Span],
    fields: Words,
    by: str | None = None,
    on: date | None = None,
    new: New | None = None,
) -> Edited:
    """Make a claim by hand from words that somebody selected; it is reviewed by whoever makes it.

    Args:
        ledger: the ledger.
        document: id of the document.
        spans: offsets of the words in code points of its text, in one piece or several; blanks at
            their ends are left out.
        fields: what is typed; see `edit_fields`.
        by: who makes it.
        on: the day; today without it.
        new: a source, event or subject that is made with it.

    Raises:
        UsageError: the document or its text is not there, or the words are none of it.
        FieldsError: with every fault by field; nothing was changed.
    """
    cited = ledger.document_entries.get(document)
    if cited is None:
        raise UsageError(f"no document {document!r}; see: reportedly documents")
    text = ledger.text_of(document)
    if text is None:
        raise UsageError(f"the text of `{document}` is not here, so no words of it can be quoted")
    pieces = words_at(text, spans)
    entries, named, made = beside(ledger.entries, fields, new, cited.event)
    quote = tuple(text[start:end] for start, end in pieces)
    bare = ClaimEntry("", document, quote=quote, at=pieces)
    claim = changed_claim(entries, bare, named)
    refuse_faults(entries, ledger.root, None, claim)
    if by:
        claim = replace(claim, reviews=with_review((), by, on, "accepted", {}))
    file = f"{CLAIMS}/{document}.yaml"
    with changing(ledger.root, by) as files, transaction(ledger.root) as change:
        made.put(change)
        # Named beside what stands there now: others may have made claims since.
        there = read_entries(change.read(file) or b"", file).claims
        written = {c.id for c in there if "id" in c.marks}
        named_claim = replace(claim, id=name_claims([*there, claim], written)[-1])
        put_documents(change, [(cited, [named_claim])])
    return Edited(tuple(files), tuple(new_ids(files)))


def words_at(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in their order, blanks at their ends left out.

    Raises:
        UsageError: one is not in the text, holds nothing, or overlaps another.
    """
    found = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= len(text):
            raise UsageError(f"[{start}, {end}] is not in the text of {len(text):,} characters")
        words = text[start:end]
        lead = len(words) - len(words.lstrip())
        if not words.strip():
            raise UsageError(f"[{start}, {end}] holds no words: select some")
        found.append((start + lead, start + lead + len(words.strip())))
    if not found:
        raise UsageError("a claim needs words: select some")
    if any(b_start < a_end for (_, a_end), (b_start, _) in pairwise(found)):
        raise UsageError("the selected words overlap: select each once")
    return tuple(found)
