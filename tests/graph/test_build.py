import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from reportedly.errors import UsageError
from reportedly.graph.build import around, build_graph, find_node, group
from reportedly.model import (
    Bound,
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Figure,
    Interval,
    Period,
    Source,
    SourceKind,
    Span,
    Stance,
    Subject,
)

COUNCIL = Source("council", "Harbour Council", SourceKind.ORGANISATION, ("HC",))
OKORO = Source("okoro", "Ada Okoro", SourceKind.PERSON, part_of=("council",))
WIRE = Source("wire", "Coast Wire", SourceKind.ORGANISATION)
PAPER = Source("paper", "The Daily Pier", SourceKind.DOCUMENT)
HURT = Subject("hurt", "People hurt on the quay", measure="hurt", population="people")
CHILDREN = Subject("children", population="children", measure="hurt", part_of=("hurt",))


def count(words: str, low: str, high: str | None) -> Figure:
    interval = Interval(Decimal(low), None if high is None else Decimal(high))
    return Figure(words, interval, Bound.EXACT, interval, interval)


def claim(id_: str, source: Source | None, subject: Subject = HURT, **more: object) -> Claim:
    chain = more.pop("chain", (source,) if source else ())
    return Claim(id_, source, chain, subject, f"words of {id_}", "monday", **more)  # type: ignore[arg-type]


def conflict(kind: ConflictKind, *claims: str) -> Conflict:
    return Conflict(kind, "hurt", claims, (), len(claims), "they cannot both hold")


def edges(graph: object) -> list[tuple[str, str, str]]:
    return [(a, data["type"], b) for a, b, data in graph.edges(data=True)]  # type: ignore[attr-defined]


def test_a_claim_stands_between_its_source_and_its_subject() -> None:
    graph = build_graph([claim("a", COUNCIL)], [])
    assert edges(graph) == [
        ("source:council", "asserts", "claim:a"),
        ("claim:a", "about", "subject:hurt"),
    ]
    assert graph.nodes["source:council"]["label"] == "Harbour Council"
    assert graph.nodes["source:council"]["kind"] == "organisation"
    assert graph.nodes["subject:hurt"]["label"] == "People hurt on the quay"


def test_a_claim_node_carries_all_that_is_drawn_and_exported() -> None:
    stated = claim(
        "a",
        COUNCIL,
        figure=count("at least 16", "16", None),
        when=Period.day(date(2031, 5, 4)),
        spans=(Span("monday", 3, 8, "words"),),
    )
    data = build_graph([stated], []).nodes["claim:a"]
    assert data["figure"] == "at least 16"
    assert (data["low"], data["high"], data["low_open"], data["high_open"]) == (
        Decimal(16),
        None,
        False,
        True,
    )
    assert data["when"] == "2031-05-04"
    assert data["spans"] == [[3, 8]]
    assert data["population"] == "people"


@pytest.mark.parametrize("stance", list(Stance))
def test_the_edge_from_the_source_says_its_stance(stance: Stance) -> None:
    graph = build_graph([claim("a", COUNCIL, stance=stance)], [])
    assert ("source:council", stance.value, "claim:a") in edges(graph)


def test_a_spokesman_is_part_of_his_body_which_gets_its_name_when_it_speaks_itself() -> None:
    graph = build_graph([claim("a", OKORO)], [])
    assert ("source:okoro", "part_of", "source:council") in edges(graph)
    assert graph.nodes["source:council"]["label"] == "council"

    both = build_graph([claim("a", OKORO), claim("b", COUNCIL)], [])
    assert both.nodes["source:council"]["label"] == "Harbour Council"


def test_a_chain_runs_from_the_origin_to_the_publisher_and_is_one_edge_for_all_its_claims() -> None:
    chain = (PAPER, WIRE, COUNCIL)
    graph = build_graph([claim("a", COUNCIL, chain=chain), claim("b", COUNCIL, chain=chain)], [])
    via = [
        (a, b, data["claims"], data["published"])
        for a, b, data in graph.edges(data=True)
        if data["type"] == "via"
    ]
    assert sorted(via) == [
        ("source:council", "source:wire", ["a", "b"], False),
        ("source:wire", "source:paper", ["a", "b"], True),
    ]


def test_an_open_source_stays_open_and_names_its_candidates() -> None:
    graph = build_graph([claim("a", None, candidates=("Okoro", "Lind"))], [])
    assert ("open:a", "asserts", "claim:a") in edges(graph)
    assert graph.nodes["open:a"]["label"] == "Okoro or Lind?"
    assert graph.nodes["open:a"]["ref"] is None
    assert build_graph([claim("a", None)], []).nodes["open:a"]["label"] == "nobody named"


def test_a_party_held_responsible_and_the_whole_of_a_share_are_edges() -> None:
    graph = build_graph(
        [claim("part", COUNCIL, actors=(WIRE,), whole="all"), claim("all", COUNCIL)], []
    )
    assert ("claim:part", "responsible", "source:wire") in edges(graph)
    assert ("claim:part", "share-of", "claim:all") in edges(graph)


def test_a_subject_is_part_of_another_and_without_title_says_what_it_is() -> None:
    graph = build_graph([claim("a", COUNCIL, CHILDREN)], [])
    assert ("subject:children", "part_of", "subject:hurt") in edges(graph)
    assert graph.nodes["subject:children"]["label"] == "children hurt, children"


def test_a_conflict_of_two_claims_is_an_edge_between_them() -> None:
    found = conflict(ConflictKind.CONTRADICTION, "a", "b")
    graph = build_graph([claim("a", COUNCIL), claim("b", OKORO)], [found])
    data = graph.edges["claim:a", "claim:b", f"conflict:{found.id}"]
    assert data == {
        "type": "conflict",
        "ref": found.id,
        "kind": "contradiction",
        "severity": "conflict",
        "reason": "they cannot both hold",
    }


def test_a_conflict_of_a_claim_with_itself_is_a_loop() -> None:
    graph = build_graph([claim("a", COUNCIL)], [conflict(ConflictKind.CONVERSION, "a")])
    assert ("claim:a", "conflict", "claim:a") in edges(graph)


def test_a_conflict_of_three_claims_is_a_node_that_joins_them() -> None:
    found = conflict(ConflictKind.SUM_MISMATCH, "a", "b", "c")
    graph = build_graph([claim(name, COUNCIL) for name in "abc"], [found])
    joint = f"conflict:{found.id}"
    assert [a for a, kind, b in edges(graph) if b == joint] == ["claim:a", "claim:b", "claim:c"]
    assert graph.nodes[joint]["origins"] == 3


def test_a_conflict_about_claims_that_are_not_shown_is_left_out() -> None:
    graph = build_graph([claim("a", COUNCIL)], [conflict(ConflictKind.ECHO, "x", "y")])
    assert "conflict" not in [kind for _, kind, _ in edges(graph)]


def test_documents_are_nodes_when_given_even_one_without_an_entry() -> None:
    other = DocumentEntry("tuesday", title="Another")
    known = DocumentEntry("monday", title="Monday's report", url="https://pier.example/1")
    graph = build_graph([claim("a", COUNCIL)], [], [known, other])
    assert ("claim:a", "in", "document:monday") in edges(graph)
    assert graph.nodes["document:monday"]["url"] == "https://pier.example/1"
    assert "document:tuesday" not in graph
    unknown = build_graph([claim("a", COUNCIL)], [], [other])
    assert unknown.nodes["document:monday"]["label"] == "monday"


def test_equal_input_gives_equal_graphs() -> None:
    claims = [claim("a", OKORO), claim("b", COUNCIL, CHILDREN)]
    one, two = build_graph(claims, []), build_graph(claims, [])
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True, keys=True)) == list(two.edges(data=True, keys=True))


# --- finding and cutting


@pytest.mark.parametrize(
    "name", ["source:council", "council", "Harbour Council", "harbour council", "HC"]
)
def test_a_node_is_found_by_key_id_name_and_alias(name: str) -> None:
    assert find_node(build_graph([claim("a", COUNCIL)], []), name) == "source:council"


def test_an_unknown_name_is_an_error_that_proposes_near_ones() -> None:
    graph = build_graph([claim("a", COUNCIL)], [])
    with pytest.raises(UsageError, match="did you mean council"):
        find_node(graph, "counsil")


def test_a_name_of_two_nodes_is_an_error_that_names_them() -> None:
    same = Subject("council", "The council's work")
    graph = build_graph([claim("a", COUNCIL, same)], [])
    with pytest.raises(UsageError, match=r"source:council.*subject:council"):
        find_node(graph, "council")


def test_around_keeps_what_is_near_and_tells_whose_each_claim_is() -> None:
    far = Subject("far", "Far away")
    claims = [claim("a", COUNCIL), claim("b", WIRE), claim("c", PAPER, far)]
    graph = build_graph(claims, [conflict(ConflictKind.CONTRADICTION, "a", "b")])
    assert set(around(graph, "a", 1)) == {
        "claim:a",
        "claim:b",
        "source:council",
        "source:wire",
        "subject:hurt",
    }
    assert set(around(graph, "hurt", 0)) == {"subject:hurt"}
    assert set(graph) - set(around(graph, "a", 9)) == {"claim:c", "source:paper", "subject:far"}


def test_around_does_not_walk_through_a_document_to_all_that_stands_in_it() -> None:
    other = Subject("other", "Something else")
    graph = build_graph(
        [claim("a", COUNCIL), claim("b", WIRE, other)], [], [DocumentEntry("monday")]
    )
    near = around(graph, "claim:a", 5)
    assert "document:monday" in near
    assert "claim:b" not in near
    assert "claim:b" in around(graph, "monday", 1)


def test_around_does_not_walk_through_a_publisher() -> None:
    other = Subject("other", "Something else")
    claims = [
        claim("a", COUNCIL, chain=(PAPER, COUNCIL)),
        claim("b", WIRE, other, chain=(PAPER, WIRE)),
    ]
    graph = build_graph(claims, [])
    assert set(around(graph, "a", 5)) == {"claim:a", "source:council", "subject:hurt"}


def test_around_refuses_a_negative_depth() -> None:
    with pytest.raises(UsageError, match="negative"):
        around(build_graph([claim("a", COUNCIL)], []), "a", -1)


# --- folding


def test_group_by_source_folds_what_one_source_says_on_one_subject() -> None:
    claims = [
        claim("a", COUNCIL, figure=count("12", "12", "12")),
        claim("b", COUNCIL, figure=count("14", "14", "14")),
        claim("c", WIRE, figure=count("30", "30", "30")),
    ]
    graph = build_graph(
        claims,
        [
            conflict(ConflictKind.REVISION, "a", "b"),
            conflict(ConflictKind.CONTRADICTION, "a", "c"),
            conflict(ConflictKind.CONTRADICTION, "c", "b"),
        ],
    )
    folded = group(graph, "source")
    node = "group:source:council|subject:hurt"
    assert folded.nodes[node]["count"] == 2
    assert folded.nodes[node]["claims"] == ["a", "b"]
    assert folded.nodes[node]["figures"] == ["12", "14"]
    assert "claim:c" in folded  # alone, so it keeps its words
    assert folded.edges["source:council", node, "asserts"]["count"] == 2
    assert folded.edges[node, node, "conflict:revision"]["count"] == 1
    between = folded.edges[node, "claim:c", "conflict:contradiction"]
    assert between["count"] == 2
    assert len(between["refs"]) == 2
    assert not folded.has_edge("claim:c", node)


def test_group_by_subject_folds_claims_and_subject_into_one_node() -> None:
    claims = [claim("a", COUNCIL), claim("b", WIRE), claim("c", WIRE, CHILDREN)]
    folded = group(build_graph(claims, []), "subject")
    assert set(folded) == {
        "group:subject:hurt",
        "group:subject:children",
        "source:council",
        "source:wire",
    }
    node = folded.nodes["group:subject:hurt"]
    assert (node["label"], node["count"]) == ("People hurt on the quay", 2)
    assert node["sources"] == ["Harbour Council", "Coast Wire"]
    assert folded.has_edge("group:subject:children", "group:subject:hurt", key="part_of")


def test_grouping_loses_no_claim_and_leaves_the_graph_as_it_was() -> None:
    claims = [
        claim(f"c{i}", (COUNCIL, OKORO, WIRE)[i % 3], (HURT, CHILDREN)[i % 2]) for i in range(40)
    ]
    graph = build_graph(claims, [])
    before = list(graph.edges(keys=True, data=True))
    for by in ("source", "subject"):
        folded = group(graph, by)
        nodes = [data for _, data in folded.nodes(data=True)]
        held = sum(data.get("count", 1) for data in nodes if data["type"] in ("group", "claim"))
        assert held == 40
    assert list(graph.edges(keys=True, data=True)) == before


def test_grouping_by_anything_else_is_refused() -> None:
    with pytest.raises(UsageError, match="source or subject"):
        group(build_graph([], []), "colour")


def test_importing_the_rooms_loads_no_heavy_library() -> None:
    code = (
        "import sys, reportedly.graph.build, reportedly.graph.trace, reportedly.export.dot, "
        "reportedly.export.tables, reportedly.export.render, reportedly.export.graphml\n"
        "print([name for name in ('networkx', 'rich', 'graphviz') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
