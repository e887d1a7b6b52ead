"""Each claim as a nanopublication in TriG (http://nanopub.net/guidelines/working_draft/).

The assertion is the claim, its figure and its subject; the provenance says whose it is and where
its words stand; the publication info says how the nanopublication came about. They are unsigned:
whoever publishes them signs them with their own key, which gives them their lasting names.
"""

from __future__ import annotations

from hashlib import sha256

from reportedly.export.content import Content, revisions
from reportedly.export.rdf.describe import (
    claim_node,
    document_node,
    documents_of,
    figure_nodes,
    provenance,
    quotation_nodes,
    source_node,
    subject_node,
)
from reportedly.export.rdf.terms import PREFIXES, Link, Literal, Node, Ref, Term
from reportedly.export.rdf.turtle import blocks
from reportedly.model import Claim, DocumentEntry

BASE = "http://purl.org/nanopub/temp/reportedly"
"""Where a nanopublication stands until it is signed, and its ledger when it has no address."""
_LONGEST = 120  # characters of a file's name; most file systems hold 255 bytes
_PREFIXES = {
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
    "pav": "http://purl.org/pav/",
    **PREFIXES,
}


def to_nanopubs(content: Content) -> dict[str, str]:
    """File name → TriG, one file a claim that stands."""
    content = content.standing()
    documents = {d.id: d for d in documents_of(content)}
    replaced: dict[str, list[Ref]] = {}
    for later, earlier in revisions(content):
        replaced.setdefault(later.id, []).append(Ref("claim", earlier.id))
    files: dict[str, str] = {}
    taken: set[str] = set()
    for c in content.claims:
        text = _nanopub(c, documents[c.document], content, replaced.get(c.id, []))
        files[_file_name(c.id, taken)] = text
    return files


def _file_name(claim: str, taken: set[str]) -> str:
    """A name of its own on every file system: short enough, and not told apart by case alone."""
    name = Ref("claim", claim).fragment.removeprefix("claim-")
    if len(name) > _LONGEST or name.casefold() in taken:
        digest = sha256(claim.encode("utf-8", "replace")).hexdigest()[:16]
        name = f"{name[:_LONGEST]}-{digest}"
    taken.add(name.casefold())
    return f"{name}.trig"


def _nanopub(claim: Claim, document: DocumentEntry, content: Content, replaced: list[Ref]) -> str:
    name = f"{BASE}/{Ref('claim', claim.id).fragment}"
    base = content.base or BASE
    assertion = Link(f"{name}#assertion")
    provenance_graph, info = Link(f"{name}#provenance"), Link(f"{name}#pubinfo")
    head = Node(
        Link(name),
        (),
        (
            ("rdf:type", Term("np:Nanopublication")),
            ("np:hasAssertion", assertion),
            ("np:hasProvenance", provenance_graph),
            ("np:hasPublicationInfo", info),
        ),
    )
    said = claim_node(claim)
    content_only = tuple(p for p in said.properties if p not in provenance(claim))
    claimed = [Node(said.subject, said.types, content_only), *figure_nodes(claim)]
    voices = {s.id: s for s in (claim.source, *claim.chain) if s is not None}
    origin = claim.origin.id if claim.origin else None
    whence = [
        Node(assertion, (), tuple(provenance(claim, replaced))),
        document_node(document),
        *(source_node(s, s.id == origin) for s in voices.values()),
        *quotation_nodes(claim, content.text_of(claim.document)),
    ]
    how = Node(
        Link(name),
        (),
        (
            ("pav:createdWith", Literal("Reportedly")),
            ("npx:introduces", Ref("claim", claim.id)),
            ("dcterms:title", Literal(f"Claim {Ref('claim', claim.id).fragment}")),
        ),
    )
    graphs = (
        (f"{name}#Head", [head]),
        (assertion.iri, [*claimed, subject_node(claim.subject)]),
        (provenance_graph.iri, whence),
        (info.iri, [how]),
    )
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items()]
    for graph, nodes in graphs:
        lines += ["", f"<{graph}> {{", *blocks(nodes, base), "}"]
    return "\n".join(lines) + "\n"
