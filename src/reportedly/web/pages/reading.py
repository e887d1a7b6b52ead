"""A document with what is said in it marked: who says it, the words that report it, the claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportedly.export.report.passages import PAGE, bounds_of, in_pages
from reportedly.export.report.views import claim_view, document_link, language
from reportedly.model import Status
from reportedly.web.house import missing
from reportedly.web.listing import paged
from reportedly.workflow.attributing import Attributed, kept_attributions
from reportedly.workflow.showing import claims_of_document, site_on

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.model import Claim
    from reportedly.web.house import Visit

_DEEPEST = 3
"""Of claims that stand in one another so many are told apart by a line each."""


class Mark(NamedTuple):
    """A stretch of a text that is something: the words of a claim, a source, a cue."""

    start: int
    end: int
    what: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text in which nothing begins or ends.

    Attributes:
        start: where it stands, in code points.
        text: its words.
        claims: ids of those whose words it belongs to, the outermost first.
        what: `source`, `cue` or `content` of an attribution, "" for none of them.
        begins: numbers and ids of the claims whose words begin here.
        ends: numbers of those whose words end here.
    """

    start: int
    text: str
    claims: tuple[str, ...]
    what: str
    begins: tuple[tuple[int, str], ...]
    ends: tuple[int, ...]

    @property
    def depth(self) -> int:
        """How many claims stand in one another here."""
        return min(_DEEPEST, len(self.claims))


def document(visit: Visit) -> Response:
    """The text, its claims in the margin, and for whom may write a form for words selected."""
    ledger = visit.ledger
    entry = ledger.document_entries.get(visit.id)
    if entry is None:
        missing(f"no document has the id {visit.id!r}")
    claims = sorted(
        claims_of_document(ledger, entry.id), key=lambda c: c.spans[0].start if c.spans else -1
    )
    text = ledger.text_of(entry.id)
    site = site_on(ledger, claims, positions=False)
    found = None if text is None else kept_attributions(ledger, entry.id)
    pages = in_pages(_paragraphs(text or "", claims, found or ()), _wide, PAGE)
    shown = paged(pages, visit.number("page"), 1)
    return visit.page(
        "document_bench.html",
        entry.title or entry.id,
        document={**document_link(site, entry.id), "sha256": entry.sha256, "note": entry.note},
        id=entry.id,
        path=entry.path,
        event=ledger.setting.events.get(entry.event or ""),
        language=language(entry.language),
        is_missing=text is None,
        is_attributed=found is not None,
        found=shown,
        paragraphs=shown.items[0],
        cards={
            c.id: {**claim_view(site, c), "rejected": c.status is Status.REJECTED} for c in claims
        },
        unplaced=[claim_view(site, c) for c in claims if not c.spans],
        waiting=sum(c.status is Status.PROPOSED for c in claims),
        total=len(claims),
    )


def _paragraphs(
    text: str, claims: Sequence[Claim], attributions: Iterable[Attributed]
) -> Iterator[list[Piece]]:
    """The text in paragraphs, each in pieces."""
    numbers = {c.id: n for n, c in enumerate(claims, start=1)}
    marks = [
        Mark(s.start, s.end, "claim", c.id)
        for c in claims
        for s in c.spans
        if s.start < s.end <= len(text)
    ]
    for found in attributions:
        spans = (("source", found.source), ("cue", found.cue), ("content", found.contents))
        marks += [Mark(start, end, what) for what, some in spans for start, end in some]
    marks.sort(key=lambda m: (m.start, -m.end))
    for start, end in bounds_of(text):
        inside = [m for m in marks if m.start < end and m.end > start]
        yield list(_pieces(text, start, end, inside, numbers))


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], numbers: Mapping[str, int]
) -> Iterator[Piece]:
    edges = {start, end, *(e for m in marks for e in (m.start, m.end) if start < e < end)}
    for a, b in pairwise(sorted(edges)):
        on = [m for m in marks if m.start <= a and b <= m.end]
        claims = tuple(dict.fromkeys(m.claim for m in on if m.claim))
        kinds = {m.what for m in on}
        what = next((k for k in ("source", "cue", "content") if k in kinds), "")
        begins = tuple((numbers[m.claim], m.claim) for m in marks if m.claim and m.start == a)
        ends = tuple(numbers[m.claim] for m in reversed(marks) if m.claim and m.end == b)
        yield Piece(a, text[a:b], claims, what, begins, ends)


def _wide(paragraph: Sequence[Piece]) -> int:
    """How much of a page a paragraph takes, its notes in the margin counted."""
    return sum(len(p.text) + 400 * len(p.begins) for p in paragraph)
