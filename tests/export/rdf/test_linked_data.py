"""Turtle, JSON-LD and nanopublications, read back by rdflib, pySHACL and nanopub."""

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nanopub import Nanopub
from pyshacl import validate
from rdflib import BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import PROV, RDF
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery

from reportedly.export.content import Content, web_address
from reportedly.export.formats import shapes
from reportedly.export.printable import xml_text
from reportedly.export.rdf.json_ld import to_json_ld
from reportedly.export.rdf.nanopubs import to_nanopubs
from reportedly.export.rdf.terms import Ref
from reportedly.export.rdf.turtle import to_turtle
from reportedly.model import Claim, Conflict, ConflictKind, Period, Span, Status

# The libraries that read use what rdflib is about to drop.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:nanopub"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning"),
]
BASE = "https://ledger.example/"
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
REP = Namespace("urn:reportedly:terms:")


@cache
def turtle(content):
    return Graph().parse(data=to_turtle(content), format="turtle", publicID=BASE)


def claim_iri(claim):
    return URIRef(f"{BASE}#{Ref('claim', claim.id).fragment}")


def source_iri(source):
    return URIRef(f"{BASE}#{Ref('source', source.id).fragment}")


def facts(graph):
    """The statements of a graph whose blank nodes form trees, each of these as what it holds."""
    known = {}

    def told(term):
        if isinstance(term, BNode) and term not in known:
            known[term] = frozenset((p, told(o)) for p, o in graph.predicate_objects(term))
        return known.get(term, term)

    return Counter((s, p, told(o)) for s, p, o in graph if not isinstance(s, BNode))


def test_turtle_and_json_ld_say_the_same(content):
    linked = Graph().parse(data=to_json_ld(content), format="json-ld", base=BASE)
    assert len(linked) == len(turtle(content))
    assert facts(linked) == facts(turtle(content))


def test_every_claim_that_stands_comes_back_with_its_words_source_and_chain(content):
    graph = turtle(content)
    standing = [c for c in content.claims if c.status is not Status.REJECTED]
    assert set(graph.subjects(RDF.type, SCHEMA.Claim)) == {claim_iri(c) for c in standing}
    for claim in standing:
        iri = claim_iri(claim)
        assert str(graph.value(iri, SCHEMA.text)) == xml_text(claim.text)
        source = graph.value(iri, PROV.wasAttributedTo)
        assert source == (source_iri(claim.source) if claim.source else None)
        if claim.chain:
            chain = Collection(graph, graph.value(iri, REP.chain))
            assert list(chain) == [source_iri(s) for s in claim.chain]
            assert graph.value(iri, PROV.hadPrimarySource) == source_iri(claim.chain[-1])
        if claim.figure:
            figure = graph.value(iri, REP.figure)
            low = graph.value(figure, SCHEMA.minValue)
            stated = None if low is None else low.toPython()
            assert stated == claim.figure.interval.low


def test_every_span_has_both_selectors(content):
    graph = turtle(content)
    for claim in content.standing().claims:
        found = set()
        for annotation in graph.subjects(OA.hasBody, claim_iri(claim)):
            target = graph.value(annotation, OA.hasTarget)
            selectors = list(graph.objects(target, OA.hasSelector))
            (quote,) = [x for s in selectors for x in graph.objects(s, OA.exact)]
            (start,) = [x.toPython() for s in selectors for x in graph.objects(s, OA.start)]
            (end,) = [x.toPython() for s in selectors for x in graph.objects(s, OA.end)]
            found.add((start, end, str(quote)))
        assert found == {(s.start, s.end, xml_text(s.quote)) for s in claim.spans}


def test_it_fits_the_shapes_that_ship(content):
    rules = Graph().parse(data=shapes(content), format="turtle")
    # In place: a copy costs more than the check, and the shapes add nothing to the graph.
    conforms, _, report = validate(turtle(content), shacl_graph=rules, inplace=True)
    assert conforms, report


@pytest.mark.parametrize("fault", ["no text", "no document", "stance", "ends early"])
def test_the_shapes_find_faults(content, fault):
    small = Content(content.claims[:5], (), content.entries)
    graph = Graph().parse(data=to_turtle(small), format="turtle", publicID=BASE)
    claim = next(iter(sorted(graph.subjects(RDF.type, SCHEMA.Claim))))
    if fault == "no text":
        graph.remove((claim, SCHEMA.text, None))
    elif fault == "no document":
        graph.remove((claim, PROV.wasQuotedFrom, None))
    elif fault == "stance":
        graph.set((claim, REP.stance, Literal("shouts")))
    else:
        selector = next(graph.subjects(OA.start))
        end = graph.value(selector, OA.end)
        graph.set((selector, OA.start, Literal(end.toPython() + 1, datatype=end.datatype)))
    conforms, *_ = validate(graph, shacl_graph=Graph().parse(data=shapes(content), format="turtle"))
    assert not conforms


def test_a_revision_leads_from_the_later_claim_to_the_earlier(claims):
    def said(claim: Claim, day: int) -> Claim:
        from dataclasses import replace
        from datetime import date

        return replace(claim, said=Period.day(date(2031, 5, day)))

    later, earlier = said(claims[0], 6), said(claims[1], 5)
    conflict = Conflict(ConflictKind.REVISION, "hurt", ("c1", "c2"), ("residents",), 1, "revised")
    graph = turtle(Content((later, earlier), (conflict,)))
    assert list(graph.subject_objects(PROV.wasRevisionOf)) == [
        (claim_iri(later), claim_iri(earlier))
    ]


def test_names_begin_with_the_base_when_there_is_one(claims):
    text = to_turtle(Content(tuple(claims), base="https://example.org/l"))
    graph = Graph().parse(data=text, format="turtle")
    assert URIRef("https://example.org/l#claim-c1") in set(graph.subjects())


@settings(max_examples=40, deadline=None)
@given(st.text(), st.text())
def test_no_words_break_out_of_turtle(words, name):
    from reportedly.model import Source, Subject

    span = Span("d", 0, len(words), words)
    source = Source(name, words or "x")
    claim = Claim(name, source, (source,), Subject(name, words), words, "d", spans=(span,))
    content = Content((claim,))
    graph = Graph().parse(data=to_turtle(content), format="turtle", publicID=BASE)
    assert set(graph.subjects(RDF.type, SCHEMA.Claim)) == {claim_iri(claim)}
    if words:
        assert str(graph.value(claim_iri(claim), SCHEMA.text)) == xml_text(words)
    linked = Graph().parse(data=to_json_ld(content), format="json-ld", base=BASE)
    assert set(linked.subjects(RDF.type, SCHEMA.Claim)) == {claim_iri(claim)}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "", "http://["]
)
def test_what_is_no_address_of_the_web_is_no_link(url):
    assert web_address(url) is None


@pytest.fixture
def query_read_once(monkeypatch):
    """The library asks each nanopublication one same query; rdflib is to read its text once."""
    read = cache(processor.parseQuery)
    translated = {}

    def translate(parsed, *rest):
        made = translated.get(id(parsed))
        return made or translated.setdefault(id(parsed), translateQuery(parsed, *rest))

    monkeypatch.setattr(processor, "parseQuery", read)
    monkeypatch.setattr(processor, "translateQuery", translate)


@pytest.mark.usefixtures("query_read_once")
def test_each_claim_is_a_nanopublication_that_the_library_accepts(content, tmp_path):
    files = to_nanopubs(content)
    assert len(files) == len(content.standing().claims)
    for name, text in files.items():
        path = tmp_path / "np.trig"
        path.write_text(text, encoding="utf-8")
        assert Nanopub(rdf=path).is_valid, name


def test_files_of_nanopublications_have_short_names_of_their_own(claims):
    from dataclasses import replace

    ids = ["a", "A", "../../etc/passwd", "x" * 300, "x" * 300 + "y"]
    names = list(to_nanopubs(Content(tuple(replace(claims[0], id=i) for i in ids))))
    assert len({name.casefold() for name in names}) == len(ids)
    assert all(len(name) < 150 and "/" not in name for name in names)


def test_every_nanopublication_has_its_four_graphs(content):
    for text in to_nanopubs(content).values():
        read = Dataset()
        read.parse(data=text, format="trig")
        assert len([g for g in read.graphs() if len(g)]) == 4
