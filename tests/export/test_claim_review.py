"""schema.org JSON-LD, read by rdflib with the vocabulary in place of the remote context."""

import json

from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from reportedly.export.claim_review import to_claim_review
from reportedly.export.content import Content
from reportedly.model import Conflict, Entries, JudgementEntry

SCHEMA = Namespace("https://schema.org/")
# Properties of Claim, ClaimReview, CreativeWork, Rating, Person, Organization and Thing.
PROPERTIES = set(
    "text name about author claimInterpreter datePublished appearance url publisher inLanguage "
    "claimReviewed itemReviewed reviewRating reviewBody alternateName".split()
)


def read(content):
    written = json.loads(to_claim_review(content))
    assert written["@context"] == "https://schema.org"
    written["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(written), format="json-ld", base="https://l.example/")


def test_every_claim_that_stands_is_a_claim_with_known_properties(content):
    graph = read(content)
    named = set(graph.subjects(RDF.type, SCHEMA.Claim))
    assert len(named) == len(content.standing().claims)
    used = {str(p).removeprefix(str(SCHEMA)) for p in graph.predicates() if p != RDF.type}
    assert used <= PROPERTIES


def test_no_words_end_a_script(content):
    assert "<" not in to_claim_review(content)


def test_only_a_standing_judgement_reviews_and_is_signed(claims, conflicts):
    def reviews(**changes):
        given = {"id": "j", "conflict": conflicts[0].id, "verdict": "prefer", "claim": "c1"}
        given |= {"by": "A. Reader", "on": "2031-05-06", "why": "seen"}
        entries = Entries(judgements=(JudgementEntry(**(given | changes)),))
        graph = json.loads(to_claim_review(Content(tuple(claims), tuple(conflicts), entries)))
        return [o for o in graph["@graph"] if o["@type"] == "ClaimReview"]

    made = reviews()
    assert [r["reviewRating"]["alternateName"] for r in made] == ["Relied upon", "Not relied upon"]
    assert {(r["author"]["name"], r["datePublished"]) for r in made} == {
        ("A. Reader", "2031-05-06")
    }
    assert reviews(withdrawn="2031-05-07") == []
    assert reviews(conflict="denial-00000000") == []
    assert isinstance(conflicts[0], Conflict)
