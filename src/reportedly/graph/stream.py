"""The attribution graph piece by piece: the nodes and edges of `build_graph` without the graph.

For tables of figures of any size. Nothing is kept but, of one source at a time, the ids of the
claims that it took from others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from reportedly.graph.build import (
    Attributes,
    claim_attributes,
    conflict_attributes,
    document_attributes,
    source_attributes,
    subject_attributes,
)
from reportedly.model import Claim, Conflict, DocumentEntry, Source, Subject

Node = tuple[str, Attributes]
"""Key and attributes."""
Edge = tuple[str, str, str, Attributes]
"""Keys of its two ends, its own key, and attributes."""


def stream_graph(
    sources: Iterable[Source],
    subjects: Iterable[Subject],
    documents: Iterable[DocumentEntry],
    claims: Iterable[Claim],
    conflicts: Iterable[Conflict],
    *,
    tied: bool,
) -> Iterator[Node | Edge]:
    """The nodes and edges that `build_graph` would give, in another order.

    Args:
        sources: every source and origin, each once.
        subjects: every subject, each once, none part of another.
        documents: every document, each once.
        claims: those of one source together and equal ones beside one another, each with a source
            of its own and no actor, none a share of another's figure.
        conflicts: between one or two of these claims.
        tied: claims are tied to their documents.
    """
    for source in sources:
        yield f"source:{source.id}", source_attributes(source)
    for subject in subjects:
        yield f"subject:{subject.id}", subject_attributes(subject)
    for document in documents:
        yield f"document:{document.id}", document_attributes(document)
    for _, said in groupby(claims, key=lambda claim: claim.source):
        yield from _said(said, tied)
    for conflict in conflicts:
        ends = f"claim:{conflict.claims[0]}", f"claim:{conflict.claims[-1]}"
        yield *ends, f"conflict:{conflict.id}", conflict_attributes(conflict)


def _said(claims: Iterable[Claim], tied: bool) -> Iterator[Node | Edge]:
    """The claims of one source with their edges, then whose words it passed on."""
    links: dict[tuple[str, str], Attributes] = {}
    last = ""
    for claim in claims:
        if claim.id == last or claim.source is None:
            continue
        last = claim.id
        node, stance = f"claim:{claim.id}", claim.stance.value
        yield node, claim_attributes(claim)
        yield f"source:{claim.source.id}", node, stance, {"type": stance}
        yield node, f"subject:{claim.subject.id}", "about", {"type": "about"}
        if tied:
            yield node, f"document:{claim.document}", "in", {"type": "in"}
        for index, (nearer, farther) in enumerate(pairwise(claim.chain)):
            fresh = {"type": "via", "claims": [], "published": True}
            link = links.setdefault((f"source:{farther.id}", f"source:{nearer.id}"), fresh)
            link["claims"].append(claim.id)
            link["published"] &= index == 0
    for (farther_key, nearer_key), link in links.items():
        yield farther_key, nearer_key, "via", link
