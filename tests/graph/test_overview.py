from reportedly.export.dot import Layout, to_dot
from reportedly.graph.build import build_graph
from reportedly.graph.overview import overview
from reportedly.model import Claim, Conflict, ConflictKind, Source, Subject

COUNCIL, WIRE = Source("council", "Harbour Council"), Source("wire", "Coast Wire")
HURT, CAUSE = Subject("hurt", "People hurt"), Subject("cause", "Cause")


def claim(id_: str, source: Source, subject: Subject) -> Claim:
    return Claim(id_, source, (source,), subject, "words", "monday")


CLAIMS = [
    claim("a", COUNCIL, HURT),
    claim("b", COUNCIL, HURT),
    claim("c", WIRE, HURT),
    claim("d", WIRE, CAUSE),
]
CONFLICTS = [
    Conflict(ConflictKind.CONTRADICTION, "hurt", ("a", "c"), (), 2, "cannot both hold"),
    Conflict(ConflictKind.DENIAL, "hurt", ("a", "c"), (), 2, "denies it"),
    Conflict(ConflictKind.DIVERGENCE, "hurt", ("b", "c"), (), 2, "far apart"),
    Conflict(ConflictKind.UPDATE, "hurt", ("a", "b"), (), 1, "has risen"),
]


def test_each_source_is_joined_to_each_of_its_subjects_once() -> None:
    seen = overview(build_graph(CLAIMS, CONFLICTS))
    assert {
        (a, b): (d["count"], d["conflicts"], d["questions"]) for a, b, d in seen.edges(data=True)
    } == {
        ("source:council", "subject:hurt"): (2, 1, 1),
        ("source:wire", "subject:hurt"): (1, 1, 1),
        ("source:wire", "subject:cause"): (1, 0, 0),
    }


def test_what_is_most_in_conflict_is_kept() -> None:
    seen = overview(build_graph(CLAIMS, CONFLICTS), most=1)
    assert list(seen) == ["source:council", "subject:hurt"]
    assert seen.graph == {"sources": 2, "subjects": 2}


def test_the_drawing_says_the_counts_in_words() -> None:
    dot = to_dot(overview(build_graph(CLAIMS, CONFLICTS)), layout=Layout(legend=False))
    assert "2 claims; 1 in conflict; 1 in question" in dot
    assert "1 claim; 1 in conflict; 1 in question" in dot
