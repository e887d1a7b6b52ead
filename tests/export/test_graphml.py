import json
from decimal import Decimal
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.graphml import to_graphml
from reportedly.export.printable import xml_text
from reportedly.graph.build import build_graph, group
from reportedly.model import Claim, Conflict, DocumentEntry

NS = "{http://graphml.graphdrawing.org/xmlns}"


def by_key(text: str) -> dict[str, dict[str, object]]:
    graph = nx.parse_graphml(text, force_multigraph=True)
    return {data["key"]: data for _, data in graph.nodes(data=True)}


def test_networkx_reads_every_node_and_edge(claims: list[Claim], conflicts: list[Conflict]) -> None:
    graph = build_graph(claims, conflicts, [DocumentEntry("monday", title="Monday")])
    read = nx.parse_graphml(to_graphml(graph), force_multigraph=True)
    assert read.is_directed()
    names = nx.get_node_attributes(read, "key")
    assert list(names.values()) == list(graph)
    assert [(names[a], names[b], d["key"]) for a, b, d in read.edges(data=True)] == [
        (a, b, key) for a, b, key in graph.edges(keys=True)
    ]


def test_numbers_stay_numbers_lists_become_json_and_none_is_absent(
    claims: list[Claim], conflicts: list[Conflict]
) -> None:
    nodes = by_key(to_graphml(build_graph(claims, conflicts)))
    stated = nodes["claim:c1"]
    assert stated["low"] == 16
    assert "high" not in stated
    assert stated["low_open"] is False
    assert json.loads(str(stated["spans"])) == [[4, 15]]
    assert json.loads(str(nodes["source:council"]["aliases"])) == ["HC"]


def test_the_keys_say_which_attributes_are_lists(claims: list[Claim]) -> None:
    root = ElementTree.fromstring(to_graphml(build_graph(claims, [])))
    described = {key.get("attr.name") for key in root.iter(f"{NS}key") if len(key)}
    assert {"aliases", "spans", "candidates"} <= described
    assert "label" not in described


def test_ids_are_unique_name_tokens(claims: list[Claim], conflicts: list[Conflict]) -> None:
    root = ElementTree.fromstring(to_graphml(build_graph(claims, conflicts)))
    ids = [e.get("id") for kind in ("node", "edge", "key") for e in root.iter(f"{NS}{kind}")]
    assert len(ids) == len(set(ids))
    assert all(name and name.replace(".", "").replace("_", "").isalnum() for name in ids)


def test_a_folded_graph_is_written_too(claims: list[Claim], conflicts: list[Conflict]) -> None:
    nodes = by_key(to_graphml(group(build_graph(claims, conflicts), "subject")))
    assert nodes["group:subject:hurt"]["count"] == 2


def test_large_and_mixed_numbers_lose_nothing() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", value=Decimal("99.5"), mixed=Decimal("99.5"), large=2**70)
    graph.add_node("b", value=Decimal(3), mixed="three", large=1)
    nodes = by_key(to_graphml(graph))
    assert (nodes["a"]["value"], nodes["b"]["value"]) == (99.5, 3)
    assert (nodes["a"]["mixed"], nodes["b"]["mixed"]) == ("99.5", "three")
    assert nodes["a"]["large"] == 2.0**70


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node(f"claim:{text}", label=text, names=[text])
    (node,) = by_key(to_graphml(graph).encode("utf-8").decode()).values()
    # XML reads every line end as \n; all else that it can hold is kept.
    expected = xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
    assert node.get("label", "") == expected
