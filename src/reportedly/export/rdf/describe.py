"""A ledger's content → what linked data says of it.

- a document is a `prov:Entity` and a `schema:CreativeWork`;
- a source is a `prov:Agent`; the body it speaks for is `prov:actedOnBehalfOf`. The origin of a
  claim is also a `prov:Entity`, for `prov:hadPrimarySource` leads to it: PROV lets one thing be
  both, and what the origin itself published is seldom known;
- a claim is a `prov:Entity` and a `schema:Claim`: `prov:wasAttributedTo` its source,
  `prov:wasQuotedFrom` its document, `prov:wasRevisionOf` the claim that it replaces;
- each stretch of its words is an `oa:Annotation` on the document, with a `TextQuoteSelector` and a
  `TextPositionSelector`, whose offsets count code points, as the recommendation has it;
- figures, subjects, conflicts and judgements use schema.org where it has a word, else `rep:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportedly.export.content import Content, revisions, sources_of, subjects_of, web_address
from reportedly.export.printable import xml_text
from reportedly.export.rdf.terms import InOrder, Link, Literal, Node, Ref, Term, Value
from reportedly.model import (
    Claim,
    Conflict,
    DocumentEntry,
    Figure,
    JudgementEntry,
    Period,
    Source,
    SourceKind,
    Span,
    Subject,
)

_CONTEXT = 32  # characters before and after a quotation that tell it from another like it
_AGENTS = {
    SourceKind.PERSON: "prov:Person",
    SourceKind.ORGANISATION: "prov:Organization",
}
Properties = list[tuple[str, Value]]


def describe(content: Content) -> list[Node]:
    """Everything in a ledger that stands: documents, sources, subjects, claims, conflicts."""
    content = content.standing()
    origins = {c.origin.id for c in content.claims if c.origin is not None}
    replaced: dict[str, list[Ref]] = {}
    for later, earlier in revisions(content):
        replaced.setdefault(later.id, []).append(Ref("claim", earlier.id))
    nodes = [document_node(d) for d in documents_of(content)]
    nodes += [source_node(s, s.id in origins) for s in sources_of(content).values()]
    nodes += [subject_node(s) for s in subjects_of(content).values()]
    for claim in content.claims:
        nodes.append(claim_node(claim, replaced.get(claim.id, ())))
        nodes += figure_nodes(claim)
        nodes += quotation_nodes(claim, content.text_of(claim.document))
    nodes += [conflict_node(c) for c in content.conflicts]
    known = {c.id for c in content.conflicts}
    nodes += [judgement_node(j) for j in content.entries.judgements if j.conflict in known]
    return nodes


def documents_of(content: Content) -> Iterator[DocumentEntry]:
    """The documents of the ledger, and those that only a claim names."""
    known = {d.id: d for d in content.entries.documents}
    met = {c.document: DocumentEntry(c.document) for c in content.claims}
    return iter((met | known).values())


def document_node(document: DocumentEntry) -> Node:
    """What is known of a document."""
    address = web_address(document.url)
    said = _said(
        ("schema:name", text(document.title)),
        ("schema:url", Link(address) if address else text(document.url)),
        ("dcterms:publisher", text(document.publisher)),
        ("dcterms:issued", day(document.day)),
        ("dcterms:language", text(document.language)),
        ("schema:sha256", text(document.sha256)),
        ("rep:path", text(document.path)),
        ("rep:withdrawn", text(document.withdrawn)),
        ("rep:note", text(document.note)),
    )
    if document.supersedes is not None:
        said = (*said, ("dcterms:replaces", Ref("document", document.supersedes)))
    return Node(Ref("document", document.id), ("prov:Entity", "schema:CreativeWork"), said)


def source_node(source: Source, is_origin: bool) -> Node:
    """A voice, what it is called and for whom it speaks."""
    kinds = ("prov:Agent", _AGENTS.get(source.kind), "prov:Entity" if is_origin else None)
    said = _said(
        ("schema:name", text(source.name)),
        ("rep:kind", text(source.kind.value)),
        ("rep:reliability", text(source.reliability)),
    )
    aliases = tuple(("schema:alternateName", _text(a)) for a in source.aliases)
    bodies = tuple(("prov:actedOnBehalfOf", Ref("source", b)) for b in source.part_of)
    types = tuple(k for k in kinds if k)
    return Node(Ref("source", source.id), types, (*said, *aliases, *bodies))


def subject_node(subject: Subject) -> Node:
    """What claims are about."""
    said = _said(
        ("schema:name", text(subject.title)),
        ("rep:measure", text(subject.measure)),
        ("rep:population", text(subject.population)),
        ("rep:place", text(subject.place)),
        *_times("period", subject.period),
        ("schema:unitText", text(subject.unit)),
        ("rep:runningTotal", truth(subject.running_total)),
    )
    wholes = tuple(("dcterms:isPartOf", Ref("subject", w)) for w in subject.part_of)
    relations = tuple(("rep:relation", _text(r)) for r in subject.relations)
    return Node(Ref("subject", subject.id), ("rep:Subject",), (*said, *wholes, *relations))


def claim_node(claim: Claim, replaced: tuple[Ref, ...] | list[Ref] = ()) -> Node:
    """A claim with its provenance."""
    said = _said(
        ("schema:text", text(claim.text)),
        ("schema:about", Ref("subject", claim.subject.id)),
        ("rep:stance", text(claim.stance.value)),
        ("rep:status", text(claim.status.value)),
        ("rep:figure", Ref("figure", claim.id) if claim.figure else None),
        ("rep:impliedFigure", Ref("implied-figure", claim.id) if claim.implied else None),
        ("rep:whole", text(claim.whole)),
        *_times("when", claim.when),
        *_times("asOf", claim.as_of),
        *_times("said", claim.said),
        *(("rep:actor", Ref("source", a.id)) for a in claim.actors),
        ("rep:rule", text(claim.rule)),
        ("rep:score", None if claim.score is None else number(Decimal(str(claim.score)))),
    )
    left_open = tuple(("rep:candidate", _text(name)) for name in claim.candidates)
    missing = tuple(("rep:notInDocument", _text(words)) for words in claim.not_found)
    return Node(
        Ref("claim", claim.id),
        ("prov:Entity", "schema:Claim"),
        (*said, *left_open, *missing, *provenance(claim, replaced)),
    )


def provenance(claim: Claim, replaced: tuple[Ref, ...] | list[Ref] = ()) -> Properties:
    """Whose claim it is, whence it was quoted, the way it came, what it replaces."""
    found: Properties = []
    if claim.source is not None:
        found.append(("prov:wasAttributedTo", Ref("source", claim.source.id)))
    if claim.origin is not None:
        found.append(("prov:hadPrimarySource", Ref("source", claim.origin.id)))
    found.append(("prov:wasQuotedFrom", Ref("document", claim.document)))
    if claim.chain:
        found.append(("rep:chain", InOrder(tuple(Ref("source", s.id) for s in claim.chain))))
    return [*found, *(("prov:wasRevisionOf", earlier) for earlier in replaced)]


def figure_nodes(claim: Claim) -> list[Node]:
    """The claim's figure and the one that follows from it, each as a `QuantitativeValue`."""
    figures = (("figure", claim.figure), ("implied-figure", claim.implied))
    return [_figure_node(Ref(sort, claim.id), f, claim) for sort, f in figures if f is not None]


def _figure_node(ref: Ref, figure: Figure, claim: Claim) -> Node:
    interval = figure.interval
    said = _said(
        ("rep:asWritten", text(figure.as_written)),
        ("schema:minValue", None if interval.low is None else number(interval.low)),
        ("schema:maxValue", None if interval.high is None else number(interval.high)),
        ("rep:lowOpen", truth(interval.low_open)),
        ("rep:highOpen", truth(interval.high_open)),
        ("rep:bound", text(figure.bound.value)),
        ("schema:unitText", text(figure.unit)),
        ("rep:of", text(figure.of)),
        ("rep:measure", text(figure.measure or claim.subject.measure)),
        ("rep:population", text(figure.population or claim.subject.population)),
        ("rep:share", truth(figure.share)),
    )
    return Node(ref, ("schema:QuantitativeValue",), said)


def quotation_nodes(claim: Claim, whole: str | None) -> list[Node]:
    """An annotation for each stretch of the claim's words, with the words around when known."""
    return [
        node
        for index, span in enumerate(claim.spans, 1)
        for node in _quotation(claim, span, index, whole)
    ]


def _quotation(claim: Claim, span: Span, index: int, whole: str | None) -> Iterator[Node]:
    target = Ref("words", claim.id, index)
    quote, position = (Ref(sort, claim.id, index) for sort in ("quote", "position"))
    yield Node(
        Ref("annotation", claim.id, index),
        ("oa:Annotation",),
        (
            ("oa:motivatedBy", Term("oa:linking")),
            ("oa:hasBody", Ref("claim", claim.id)),
            ("oa:hasTarget", target),
        ),
    )
    yield Node(
        target,
        ("oa:SpecificResource",),
        (
            ("oa:hasSource", Ref("document", span.document)),
            ("oa:hasSelector", quote),
            ("oa:hasSelector", position),
        ),
    )
    before = whole[max(0, span.start - _CONTEXT) : span.start] if whole else None
    after = whole[span.end : span.end + _CONTEXT] if whole else None
    yield Node(
        quote,
        ("oa:TextQuoteSelector",),
        _said(
            ("oa:exact", _text(span.quote)), ("oa:prefix", text(before)), ("oa:suffix", text(after))
        ),
    )
    yield Node(
        position,
        ("oa:TextPositionSelector",),
        (("oa:start", _whole(span.start)), ("oa:end", _whole(span.end))),
    )


def conflict_node(conflict: Conflict) -> Node:
    """A conflict, the claims it is between and the reason."""
    said = _said(
        ("rep:kind", text(conflict.kind.value)),
        ("rep:severity", text(conflict.severity.value)),
        ("rep:reason", text(conflict.reason)),
        ("rep:origins", _whole(conflict.origins)),
        ("rep:ratio", None if conflict.ratio is None else number(conflict.ratio)),
        ("schema:about", Ref("subject", conflict.subject)),
    )
    between = tuple(("rep:between", Ref("claim", c)) for c in conflict.claims)
    return Node(Ref("conflict", conflict.id), ("rep:Conflict",), (*said, *between))


def judgement_node(judgement: JudgementEntry) -> Node:
    """What a person decided about a conflict."""
    said = _said(
        ("rep:judges", Ref("conflict", judgement.conflict or "")),
        ("rep:verdict", text(judgement.verdict)),
        ("rep:prefers", Ref("claim", judgement.claim) if judgement.claim else None),
        ("dcterms:creator", text(judgement.by)),
        ("dcterms:created", day(judgement.on)),
        ("rep:why", text(judgement.why)),
        ("rep:withdrawn", day(judgement.withdrawn)),
    )
    return Node(Ref("judgement", judgement.id), ("rep:Judgement",), said)


# --- values


def _text(words: str) -> Literal:
    # Other syntaxes of RDF are XML: what that cannot hold would not survive them.
    return Literal(xml_text(words))


def text(words: str | None) -> Literal | None:
    """Plain text, None for what is not known."""
    return _text(words) if words else None


def number(value: Decimal) -> Literal:
    """An exact number: an integer when it is one, else a decimal; never a float."""
    if value == value.to_integral_value():
        return Literal(f"{value.to_integral_value():f}", "xsd:integer")
    return Literal(f"{value.normalize():f}", "xsd:decimal")


def _whole(value: int) -> Literal:
    return Literal(str(value), "xsd:nonNegativeInteger")


def truth(value: bool | None) -> Literal | None:
    """True or false, None for what is not known."""
    return None if value is None else Literal(str(value).lower(), "xsd:boolean")


def day(written: str | date | None) -> Literal | None:
    """A day as `xsd:date`, plain text when what is written is not one."""
    try:
        return Literal(date.fromisoformat(str(written)).isoformat(), "xsd:date")
    except ValueError:
        return text(written if isinstance(written, str) else None)


def _times(name: str, period: Period | None) -> Iterator[tuple[str, Literal | None]]:
    if period is not None:
        yield f"rep:{name}Start", day(period.start)
        yield f"rep:{name}End", day(period.end)


def _said(*pairs: tuple[str, Value | None]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, value) for name, value in pairs if value is not None)
