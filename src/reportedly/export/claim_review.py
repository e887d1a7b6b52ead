"""Claims and judgements as schema.org `Claim` and `ClaimReview` (https://schema.org/ClaimReview).

A claim becomes a `Claim`. A judgement that stands on a conflict reviews each claim of it: one
`ClaimReview` a claim, signed and dated as the judgement is. Nobody's judgement is made up: where
nobody has judged there is a `Claim` and no review.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from reportedly.export.content import Content, web_address
from reportedly.export.printable import printable
from reportedly.export.rdf.describe import documents_of
from reportedly.export.rdf.terms import Ref
from reportedly.export.web_json import web_json
from reportedly.model import Claim, DocumentEntry, JudgementEntry, Source, SourceKind

_TYPES = {SourceKind.PERSON: "Person"}
_RATINGS = {
    "holds": "In conflict with another claim",
    "explained": "Consistent with the other claims, as explained",
}


def to_claim_review(content: Content) -> str:
    """All claims that stand and their reviews as JSON-LD, fit for a `<script>` of a page."""
    content = content.standing()
    documents = {d.id: d for d in documents_of(content)}
    graph = [claim_object(c, documents[c.document], content.base) for c in content.claims]
    graph += _reviews(content)
    return web_json({"@context": "https://schema.org", "@graph": graph})


def claim_object(claim: Claim, document: DocumentEntry, base: str = "") -> dict[str, Any]:
    """One claim as a schema.org `Claim`; its first appearance is the document that we have."""
    said = claim.said.end if claim.said else None
    appearance = {
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
    made = {
        "@type": "Claim",
        "@id": _name(claim.id, base),
        "text": claim.text,
        "name": claim.figure.as_written if claim.figure else None,
        "about": {"@type": "Thing", "name": claim.subject.title or claim.subject.id},
        "author": _author(claim.source),
        "claimInterpreter": _author(claim.chain[0]) if len(claim.chain) > 1 else None,
        "datePublished": said.isoformat() if said else None,
        "appearance": appearance,
    }
    return _known(made)


def _reviews(content: Content) -> Iterator[dict[str, Any]]:
    claims = {c.id: c for c in content.claims}
    conflicts = {c.id: c for c in content.conflicts}
    for judgement in content.entries.judgements:
        conflict = conflicts.get(judgement.conflict or "")
        if conflict is None or judgement.withdrawn:
            continue
        for id_ in conflict.claims:
            yield _review(claims[id_], judgement, content.base)


def _review(claim: Claim, judgement: JudgementEntry, base: str) -> dict[str, Any]:
    if judgement.verdict == "prefer":
        words = "Relied upon" if judgement.claim == claim.id else "Not relied upon"
    else:
        words = _RATINGS.get(judgement.verdict or "", judgement.verdict or "")
    names = Ref("judgement", judgement.id).fragment, Ref("claim", claim.id).fragment
    made = {
        "@type": "ClaimReview",
        "@id": f"{base}#{'-'.join(names)}",
        "claimReviewed": claim.text,
        "itemReviewed": {"@type": "Claim", "@id": _name(claim.id, base), "text": claim.text},
        "reviewRating": {"@type": "Rating", "alternateName": words},
        "reviewBody": judgement.why,
        "author": {"@type": "Person", "name": judgement.by},
        "datePublished": _iso(judgement.on),
        "url": _name(claim.id, base) if base else None,
    }
    return _known(made)


def _name(claim: str, base: str) -> str:
    return f"{base}#{Ref('claim', claim).fragment}"


def _author(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {"@type": _TYPES.get(source.kind, "Organization"), "name": source.name}


def _iso(written: str | None) -> str | None:
    try:
        return date.fromisoformat(written or "").isoformat()
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
        if item not in (None, {}):
            made[name] = item
    return made
