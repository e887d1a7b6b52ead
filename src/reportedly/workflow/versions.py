"""Two captures of a page, or two files, held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.compare.captures import Pair, match_captures
from reportedly.documents import read_captures
from reportedly.errors import UsageError
from reportedly.model import captures_of
from reportedly.text.passages import Change, changed_sentences
from reportedly.workflow.reading import read_documents

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger


@dataclass(frozen=True, slots=True)
class Versions:
    """What changed from one version of a document to the next.

    Attributes:
        before, now: what the two are called.
        pairs: what became of each claim.
        changes: the sentences that changed; none where a text is not at hand.
        withdrawn: whether its publisher takes all of the later one back.
    """

    before: str
    now: str
    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]
    withdrawn: bool = False


def compare_captures(ledger: Ledger, before: str, now: str | None = None) -> Versions:
    """What changed between two documents of a ledger.

    Args:
        ledger: the ledger.
        before: id of a document; without `now` of any capture of a page captured several times.
        now: id of the later one; without it the last capture is held against the one before it.

    Raises:
        UsageError: there is no such document, or of one there is only one capture.
    """
    documents = {d.id: d for d in ledger.entries.documents}
    for name in (before, now):
        if name is not None and name not in documents:
            raise UsageError(f"no document {name!r}; see: reportedly documents")
    if now is None:
        series = captures_of(documents.values()).get(before)
        if series is None or len(series.ids) < 2:
            raise UsageError(f"the ledger has one capture of {before!r}: give two documents")
        before, now = series.ids[-2:]
    told = [[c for c in ledger.claims if c.document == name] for name in (before, now)]
    texts = [ledger.text_of(name) for name in (before, now)]
    return Versions(
        before,
        now,
        tuple(match_captures(told[0], told[1], *texts)),
        tuple(changed_sentences(*(t for t in texts if t is not None))) if all(texts) else (),
        documents[now].withdrawn is not None,
    )


def compare_files(before: Path, now: Path) -> Versions:
    """What changed from one file to another, each read as a document.

    Raises:
        UsageError: one of them holds several documents.
        DocumentError: one of them cannot be read.
    """
    documents = []
    for path in (before, now):
        captures = read_captures(path)
        if len(captures) != 1:
            raise UsageError(f"{path} holds {len(captures)} documents: give files of one")
        documents.append(captures[0].document)
    first, second = documents
    second = replace(second, id=f"{first.id}-2", supersedes=first.id)
    if second.published is None:
        second = replace(second, published=first.published)
    reading = read_documents([first, second])
    told: list[Sequence[Pair]] = [news.pairs for news in reading.captures]
    return Versions(
        str(before),
        str(now),
        tuple(pair for pairs in told for pair in pairs),
        tuple(changed_sentences(first.text, second.text)),
        any(news.withdrawn for news in reading.captures),
    )
