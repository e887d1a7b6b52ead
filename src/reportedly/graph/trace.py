"""The way back from a claim: through whom it came, to whose word it is, and the words themselves.

Nothing is read from disk here; give `Document` values (with text) to have the words checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.model import Claim, Document, DocumentEntry, Later, Rating, Source

Role = Literal["document", "carrier", "source", "origin", "open"]

_CONTEXT = 60  # code points shown before and after the words, about a line of a terminal


@dataclass(frozen=True, slots=True)
class Step:
    """One link on the way back, nearest to the reader first.

    Attributes:
        role: `document` for where it was read, `carrier` for who passed it on, `source` for who
            says it, `origin` when the source is the last link too, `open` when nobody is settled.
        name: to print.
        id: id of the document or source, None for an open source.
        kind: kind of the source ("organisation"), "document" for a document.
        detail: what else is known: publisher and date and address of a document, the bodies that
            a source is part of, the candidates of an open one. May be empty.
        words: the words by which the document names a source, nearest to the claim's; empty where
            it does not, or without the text.
    """

    role: Role
    name: str
    id: str | None
    kind: str
    detail: str = ""
    words: str = ""

    @property
    def label(self) -> str:
        """One line for people: the name, what it is, and what else is known."""
        kind = "" if self.role in ("document", "open") else f" ({self.kind})"
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.role} {self.name}{kind}{detail}"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that support a claim.

    Attributes:
        document, start, end, quote: as in `Span`, offsets in code points.
        line: line of the document on which they start, from 1; None without the text.
        before, after: some of the text around them, empty without the text.
        verified: whether the text has these words there; None without the text.
    """

    document: str
    start: int
    end: int
    quote: str
    line: int | None = None
    before: str = ""
    after: str = ""
    verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """All that leads back from one claim.

    Attributes:
        claim: the claim.
        steps: nearest first: the document, the carriers, the source, the origin.
        words: the supporting words, in the order of the claim's spans.
        same_origin: ids of other claims on this subject that go back to the same origin: however
            many documents they stand in, they are one voice.
        whole: for a share, the claim that it is a share of.
        later: what later captures of its page make of it.
        rating: how credible it is, by itself; None where nobody looked.
    """

    claim: Claim
    steps: tuple[Step, ...]
    words: tuple[Words, ...]
    same_origin: tuple[str, ...] = ()
    whole: Claim | None = None
    later: Later | None = None
    rating: Rating | None = None


def trace(
    claim: Claim,
    documents: Sequence[Document | DocumentEntry] = (),
    claims: Sequence[Claim] = (),
) -> Trace:
    """Follow `claim` back to its origin and its words.

    Args:
        claim: the claim to explain.
        documents: the ledger's documents; a `Document` also lets the words be checked.
        claims: the ledger's claims, among which its other tellings are found.
    """
    known = {document.id: document for document in documents}
    document = known.get(claim.document)
    text = document.text if isinstance(document, Document) else ""
    return Trace(
        claim,
        (_document_step(claim, document), *_chain_steps(claim, text)),
        tuple(
            _words(span.document, span.start, span.end, span.quote, known.get(span.document))
            for span in claim.spans
        ),
        _same_origin(claim, claims),
        next((c for c in claims if claim.whole is not None and c.id == claim.whole), None),
    )


def _document_step(claim: Claim, document: Document | DocumentEntry | None) -> Step:
    if document is None:
        return Step("document", claim.document, claim.document, "document")
    published = None if document.published is None else str(document.published)
    facts = (document.publisher, published, document.url or document.path)
    detail = ", ".join(fact for fact in facts if fact)
    return Step("document", document.title or document.id, document.id, "document", detail)


def _chain_steps(claim: Claim, text: str) -> list[Step]:
    links = list(claim.chain)
    if claim.source is not None and claim.source not in links:
        links.append(claim.source)
    at = claim.spans[0].start if claim.spans else 0
    steps = [
        replace(_source_step(link, claim, last=link is links[-1]), words=_naming(link, text, at))
        for link in links
    ]
    if claim.source is None:
        steps.append(Step("open", "nobody settled", None, "open", " or ".join(claim.candidates)))
    return steps


def _source_step(source: Source, claim: Claim, *, last: bool) -> Step:
    role: Role = "carrier"
    if last and claim.source is not None:
        role = "origin"
    elif source == claim.source:
        role = "source"
    detail = f"part of {', '.join(source.part_of)}" if source.part_of else ""
    return Step(role, source.name, source.id, source.kind.value, detail)


def _naming(source: Source, text: str, at: int) -> str:
    """The line of a text, cut around it, that names a source nearest to an offset."""
    names = sorted({source.name, *source.aliases, source.name.split()[-1]}, key=len, reverse=True)
    for name in names:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        found = list(re.finditer(pattern, text, re.IGNORECASE))
        if found:
            near = min(found, key=lambda m: (abs(m.start() - at), m.start()))
            before = text[max(0, near.start() - _CONTEXT) : near.start()].rpartition("\n")[2]
            after = text[near.end() : near.end() + _CONTEXT].partition("\n")[0]
            return f"{before.partition(' ')[2] if len(before) == _CONTEXT else before}" + (
                f"{near[0]}{after.rpartition(' ')[0] if len(after) == _CONTEXT else after}"
            )
    return ""


def _words(
    document: str, start: int, end: int, quote: str, known: Document | DocumentEntry | None
) -> Words:
    if not isinstance(known, Document):
        return Words(document, start, end, quote)
    text = known.text
    return Words(
        document,
        start,
        end,
        quote,
        line=text.count("\n", 0, start) + 1,
        before=text[max(0, start - _CONTEXT) : start].rpartition("\n")[2],
        after=text[end : end + _CONTEXT].partition("\n")[0],
        verified=text[start:end] == quote,
    )


def _same_origin(claim: Claim, claims: Sequence[Claim]) -> tuple[str, ...]:
    origin = claim.origin
    if origin is None:
        return ()
    return tuple(
        other.id
        for other in claims
        if other.id != claim.id
        and other.subject.id == claim.subject.id
        and other.origin is not None
        and other.origin.id == origin.id
    )
