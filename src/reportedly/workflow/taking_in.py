"""Files and addresses → documents of a ledger with what they propose, one bad file left aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.documents import fetch_captures, read_captures
from reportedly.errors import DocumentError
from reportedly.workflow.attributing import keep_attributions
from reportedly.workflow.changing import changing
from reportedly.workflow.events import declared_event
from reportedly.workflow.ledgers import open_ledger
from reportedly.workflow.reading import (
    new_captures,
    place_captures,
    read_documents,
    save_reading,
)

if TYPE_CHECKING:
    from reportedly.documents import Capture
    from reportedly.transaction import FileChange


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking documents in.

    Attributes:
        documents: ids of those that are new.
        known: what was given → the id under which the ledger has it already.
        refused: what was given → why it cannot be read.
        events: ids of the events that the new documents tell of.
        claims: how many were proposed.
        news: of pages that were captured before, what changed, in words.
        files: what was written.
    """

    documents: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    events: tuple[str, ...] = ()
    claims: int = 0
    news: tuple[str, ...] = ()
    files: tuple[FileChange, ...] = ()


def take_in(
    where: str,
    given: Sequence[tuple[str, str]],
    told: Mapping[str, str | None],
    *,
    event: str | None = None,
    by: str | None = None,
    on_step: Callable[[str], None] = lambda _what: None,
) -> TakenIn:
    """Read documents and add what they propose to the ledger, all of it or nothing.

    Args:
        where: the ledger: a folder or a store.
        given: what each is called in messages, and the path or address where it stands.
        told: what is known of all: `published`, `publisher`, `url`, `title`.
        by: who adds them.
        event: what all are about: an event of the ledger, or the name of a new one.
        on_step: is told in words what begins.

    Raises:
        LedgerError: the ledger cannot be written without losing something.
        UsageError: `event` names nothing.
    """
    ledger = open_ledger(where)
    root, entries = ledger.root, ledger.entries
    found: list[tuple[str, Capture]] = []
    refused: list[tuple[str, str]] = []
    called = {place: name for name, place in given}
    for number, (name, place) in enumerate(given, 1):
        on_step(f"{number} of {len(given)}: opening {name}")
        try:
            found += [(place, capture) for capture in _captures(place, dict(told))]
        except DocumentError as error:
            refused.append((name, str(error).replace(place, name)))
    new, others = new_captures(found, entries.documents, root, None, ledger.text_of)
    known = tuple((called[place], id_) for place, id_ in others)
    if not new:
        return TakenIn(known=known, refused=tuple(refused))
    documents, files = place_captures(new, root, entries.documents)
    reading = read_documents(
        documents,
        known=entries,
        event=declared_event(event, entries) if event else None,
        text_of=ledger.text_of,
        on_step=on_step,
    )
    on_step("writing")
    with changing(root, by) as written:
        save_reading(reading, root, files)
    for document, extraction in zip(reading.documents, reading.extractions, strict=True):
        keep_attributions(root, document.text, extraction.attributions)
    return TakenIn(
        tuple(d.id for d in reading.documents),
        known,
        tuple(refused),
        tuple(reading.setting.events),
        len(reading.claims),
        tuple(news.words for news in reading.captures),
        tuple(written),
    )


def _captures(place: str, told: dict[str, str | None]) -> list[Capture]:
    if place.startswith(("http://", "https://")):
        return fetch_captures(place, told)
    return read_captures(Path(place), told)
