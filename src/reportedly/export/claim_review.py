"""Claims and judgements as schema.org `Claim` and `ClaimReview` (https://schema.org/ClaimReview).

A claim becomes a `Claim`. A judgement that stands on a conflict reviews each claim of it: one
`ClaimReview` a claim, signed and dated as the judgement is. Nobody's judgement is made up: where
nobody has judged there is a `Claim` and no review.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from reportedly.export.content import Content, web_address
from reportedly.export.printable import printable
from reportedly.export.rdf.describe import documents_of
from reportedly.export.rdf.terms import Ref
from reportedly.export.web_json import web_json
from reportedly.model import (
    Claim,
    DocumentEntry,
    Event,
    Judgement,
    JudgementEntry,
    Source,
    SourceKind,
)

_TYPES = {SourceKind.PERSON: "Person"}
_RATINGS = {
    "holds": "In conflict with another claim",
    "explained": "Consistent with the other claims, as explained",
}


def to_claim_review(content: Content) -> str:
    """All claims that stand and their reviews as JSON-LD, fit for a `<script>` of a page."""
    content = content.standing()
    documents = {d.id: d for d in documents_of(content)}
    things = [
        claim_object(c, documents[c.document], _name(c.id, content.base)) for c in content.claims
    ]
    return linked(things + list(_reviews(content)))


def linked(things: Sequence[dict[str, Any]], indent: int | None = 1) -> str:
    """Claims and reviews as one JSON-LD text, fit for a `<script>` of a page."""
    return web_json({"@context": "https://schema.org", "@graph": list(things)}, indent)


def claim_object(
    claim: Claim, document: DocumentEntry | None, name: str, url: str | None = None
) -> dict[str, Any]:
    """One claim as a schema.org `Claim`; its first appearance is the document that we have.

    Args:
        claim: the claim.
        document: where it stands, if that is known.
        name: of the claim in linked data (`@id`).
        url: of its page, where it has one.
    """
    said = claim.said.start if claim.said and claim.said.start == claim.said.end else None
    made = {
        "@type": "Claim",
        "@id": name,
        "url": url,
        "text": claim.text,
        "name": claim.figure.as_written if claim.figure else None,
        "about": {"@type": "Thing", "name": claim.subject.title or claim.subject.id},
        "author": _author(claim.source),
        "claimInterpreter": _author(claim.chain[0]) if len(claim.chain) > 1 else None,
        "datePublished": said.isoformat() if said else None,
        "appearance": _appearance(claim, document) if document else None,
    }
    return _known(made)


def event_object(event: Event, url: str) -> dict[str, Any]:
    """An event as a schema.org `Event`: what it is called, where and when, and its page."""
    when = event.when
    return _known(
        {
            "@type": "Event",
            "@id": url,
            "url": url,
            "name": event.name,
            "alternateName": list(event.aliases) or None,
            "startDate": when.start.isoformat() if when and when.start else None,
            "endDate": when.end.isoformat() if when and when.end else None,
            "location": {"@type": "Place", "name": event.place} if event.place else None,
        }
    )


def _appearance(claim: Claim, document: DocumentEntry) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": document.title,
        "url": web_address(document.url),
        "datePublished": document.published,
        "publisher": {"@type": "Organization", "name": document.publisher}
        if document.publisher
        else None,
        "inLanguage": document.language,
        "text": " … ".join(span.quote for span in claim.spans) or None,
    }


def _reviews(content: Content) -> Iterator[dict[str, Any]]:
    claims = {c.id: c for c in content.claims}
    conflicts = {c.id: c for c in content.conflicts}
    for judgement in content.entries.judgements:
        conflict = conflicts.get(judgement.conflict or "")
        if conflict is None or judgement.withdrawn:
            continue
        for id_ in conflict.claims:
            address = _name(id_, content.base) if content.base else None
            yield review_object(claims[id_], judgement, _name(id_, content.base), address)


def review_object(
    claim: Claim, judgement: Judgement | JudgementEntry, name: str, url: str | None = None
) -> dict[str, Any]:
    """What a judgement on a conflict says of one of its claims, as a schema.org `ClaimReview`.

    Args:
        claim: the claim reviewed.
        judgement: one that stands.
        name: of the claim in linked data (`@id`); the review's begins with what is before its `#`.
        url: of the page on which the review can be read.
    """
    if judgement.verdict == "prefer":
        words = "Relied upon" if judgement.claim == claim.id else "Not relied upon"
    else:
        words = _RATINGS.get(judgement.verdict or "", judgement.verdict or "")
    parts = Ref("judgement", judgement.id).fragment, Ref("claim", claim.id).fragment
    made = {
        "@type": "ClaimReview",
        "@id": f"{name.partition('#')[0]}#{'-'.join(parts)}",
        "claimReviewed": claim.text,
        "itemReviewed": {"@type": "Claim", "@id": name, "text": claim.text},
        "reviewRating": {"@type": "Rating", "alternateName": words},
        "reviewBody": judgement.why,
        "author": {"@type": "Person", "name": judgement.by},
        "datePublished": _iso(judgement.on),
        "url": url,
    }
    return _known(made)


def _name(claim: str, base: str) -> str:
    return f"{base}#{Ref('claim', claim).fragment}"


def _author(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {"@type": _TYPES.get(source.kind, "Organization"), "name": source.name}


def _iso(day: date | str | None) -> str | None:
    try:
        return date.fromisoformat(str(day)).isoformat()
    except ValueError:
        return None


def _known(value: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known, words made safe to show."""
    made = {}
    for name, item in value.items():
        if isinstance(item, dict):
            item = _known(item)
        elif isinstance(item, str):
            item = printable(item, keep="\n\t")
        elif isinstance(item, list):
            item = [printable(each) for each in item]
        if item not in (None, {}):
            made[name] = item
    return made
