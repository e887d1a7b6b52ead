import json

import networkx as nx

from reportedly.export.node_link import to_json
from reportedly.graph.build import build_graph
from reportedly.model import Claim, Conflict, DocumentEntry


def test_networkx_reads_the_same_graph(claims: list[Claim], conflicts: list[Conflict]) -> None:
    graph = build_graph(claims, conflicts, [DocumentEntry("monday")])
    read = nx.node_link_graph(json.loads(to_json(graph)), edges="edges")
    assert isinstance(read, nx.MultiDiGraph)
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_equal_graphs_give_equal_bytes(claims: list[Claim], conflicts: list[Conflict]) -> None:
    one, two = build_graph(claims, conflicts), build_graph(claims, conflicts)
    for _, data in two.nodes(data=True):
        turned = dict(reversed(data.items()))
        data.clear()
        data.update(turned)
    assert to_json(one) == to_json(two)


def test_numbers_are_numbers_and_the_text_is_ascii(claims: list[Claim]) -> None:
    text = to_json(build_graph(claims, []))
    (node,) = [n for n in json.loads(text)["nodes"] if n["id"] == "claim:c1"]
    assert (node["low"], node["high"]) == (16, None)
    assert text.isascii()
