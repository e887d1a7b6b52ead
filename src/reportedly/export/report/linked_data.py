"""Claims for search engines and fact-checking tools: schema.org Claim and ClaimReview as JSON-LD.

https://schema.org/Claim, https://schema.org/ClaimReview. A review needs a reviewer, so only a claim
on which a judgement stands gets one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reportedly.export.dot import safe_url
from reportedly.model import Claim, DocumentEntry, Judgement, SourceKind

_BODIES = (SourceKind.ORGANISATION, SourceKind.GROUP)
_VERDICTS = {
    "holds": "in a conflict that holds",
    "explained": "the conflict is explained",
    "prefer": "preferred",
}


def claim_data(
    claim: Claim,
    document: DocumentEntry | None,
    address: str,
    judgements: Sequence[tuple[Judgement, str]] = (),
) -> dict[str, Any]:
    """One claim as JSON-LD.

    Args:
        claim: the claim.
        document: where it stands, if that is known.
        address: of the claim's page, absolute where the site's address is known.
        judgements: those that stand on conflicts of this claim, each with the conflict's reason.
    """
    item: dict[str, Any] = {
        "@type": "Claim",
        "@id": address,
        "url": address,
        "text": claim.text,
        "about": claim.subject.title or claim.subject.id,
    }
    if claim.source is not None:
        body = claim.source.kind in _BODIES
        item["author"] = {
            "@type": "Organization" if body else "Person",
            "name": claim.source.name,
        }
    if claim.said is not None and claim.said.start == claim.said.end and claim.said.start:
        item["datePublished"] = claim.said.start.isoformat()
    if document is not None:
        item["appearance"] = _appearance(document)
    reviews = [_review(judgement, reason, address) for judgement, reason in judgements]
    return {"@context": "https://schema.org", "@graph": [item, *reviews]}


def _appearance(document: DocumentEntry) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "CreativeWork", "headline": document.title or document.id}
    if url := safe_url(document.url):
        found["url"] = url
    if document.publisher:
        found["publisher"] = {"@type": "Organization", "name": document.publisher}
    if document.published:
        found["datePublished"] = document.published
    if document.language:
        found["inLanguage"] = document.language
    return found


def _review(judgement: Judgement, reason: str, address: str) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "@id": f"{address}#judgement-{judgement.id}",
        "url": address,
        "claimReviewed": reason,
        "itemReviewed": {"@id": address},
        "author": {"@type": "Person", "name": judgement.by},
        "datePublished": judgement.on.isoformat(),
        "reviewBody": judgement.why,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": _VERDICTS.get(judgement.verdict, judgement.verdict),
        },
    }


def script_text(data: dict[str, Any]) -> str:
    """JSON that no HTML parser can take for the end of its element."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
