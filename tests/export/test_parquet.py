"""The graph in Parquet, read back by pyarrow."""

import io
from decimal import Decimal

import networkx as nx
import pyarrow.parquet as pq

from reportedly.export.parquet import to_parquet
from reportedly.graph.build import build_graph, group


def tables_of(graph):
    files = to_parquet(graph)
    return [
        pq.read_table(io.BytesIO(files[f"{n}.parquet"])).to_pylist() for n in ("nodes", "edges")
    ]


def known(data):
    return {
        name: float(value) if isinstance(value, Decimal) else value
        for name, value in data.items()
        if value is not None
    }


def test_every_node_and_edge_comes_back(graph):
    nodes, edges = tables_of(graph)
    assert [known(row) for row in nodes] == [
        {"key": key, **known(data)} for key, data in graph.nodes(data=True)
    ]
    assert [known(row) for row in edges] == [
        {"source": a, "target": b, "key": key, **known(data)}
        for a, b, key, data in graph.edges(keys=True, data=True)
    ]


def test_a_folded_graph_comes_back(claims, conflicts):
    graph = group(build_graph(claims, conflicts), "subject")
    nodes, edges = tables_of(graph)
    assert [known(row) for row in nodes] == [
        {"key": key, **known(data)} for key, data in graph.nodes(data=True)
    ]
    (odds,) = [row for row in edges if row["type"] == "conflict"]
    assert (odds["count"], len(odds["refs"])) == (1, 1)


def test_an_empty_graph_has_its_columns():
    files = to_parquet(nx.MultiDiGraph())
    names = pq.read_table(io.BytesIO(files["nodes.parquet"])).column_names
    assert names[0] == "key"
    assert {"type", "label", "low", "spans"} <= set(names)


def test_lone_surrogates_become_question_marks():
    graph = nx.MultiDiGraph()
    graph.add_node("a", type="source", label="x\ud800", aliases=["\udfff", "é"])
    ((row,), _) = tables_of(graph)
    assert (row["label"], row["aliases"]) == ("x?", ["?", "é"])
