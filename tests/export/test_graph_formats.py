"""GEXF, Cytoscape JSON, DOT and Neo4j CSV, read back by networkx, Graphviz and csv."""

import csv
import io
import json
import subprocess
from collections import Counter

import networkx as nx

from reportedly.export.cytoscape import to_cytoscape
from reportedly.export.dot import to_dot
from reportedly.export.gexf import to_gexf
from reportedly.export.graphml import to_graphml
from reportedly.export.neo4j import to_neo4j
from reportedly.export.node_link import to_json
from reportedly.export.printable import xml_text
from reportedly.export.render import wheel_program


def known(data):
    """Attributes as they are compared: what is None is nowhere, numbers are numbers."""
    return {
        name: value if isinstance(value, str | bool | list) else float(value)
        for name, value in data.items()
        if value is not None
    }


def as_xml(text):
    return xml_text(text).replace("\r\n", "\n").replace("\r", "\n")


def in_xml(data):
    """What an XML format makes of attributes: lists JSON text, text without control characters."""
    return {
        name: as_xml(json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value)
        if isinstance(value, str | list)
        else value
        for name, value in known(data).items()
    }


def edges_of(graph):
    return [(a, b, key) for a, b, key in graph.edges(keys=True)]


def test_gexf_comes_back_whole(graph):
    read = nx.read_gexf(io.BytesIO(to_gexf(graph).encode()), version="1.3")
    assert read.is_directed()
    names = {}
    for node, (key, data) in zip(read, graph.nodes(data=True), strict=True):
        found = {n.removesuffix(" (JSON)"): v for n, v in read.nodes[node].items()}
        names[node] = found.pop("key")
        # XML makes one space of white space in an attribute unless it is written as a reference.
        assert names[node].split() == as_xml(key).split()
        expected = in_xml(data)
        assert set(found) - {"label"} == set(expected) - {"label"}
        for name, value in expected.items():
            if isinstance(value, str):
                assert str(found[name]).split() == value.split()
            else:
                assert found[name] == value
    assert Counter((names[a].split()[0], names[b].split()[0]) for a, b in read.edges()) == Counter(
        (as_xml(a).split()[0], as_xml(b).split()[0]) for a, b in graph.edges()
    )


def test_gexf_says_which_attributes_hold_json(graph):
    text = to_gexf(graph)
    assert 'title="spans (JSON)" type="string"' in text
    assert 'title="label" type="string"' in text


def test_graphml_comes_back_whole(graph):
    read = nx.parse_graphml(to_graphml(graph), force_multigraph=True)
    for node, (key, data) in zip(read, graph.nodes(data=True), strict=True):
        found = read.nodes[node]
        assert found.get("key") == as_xml(key)
        expected = in_xml(data)
        assert {n: found.get(n, "") for n in expected} == expected
    assert read.number_of_edges() == graph.number_of_edges()


def test_cytoscape_json_comes_back_whole(graph):
    read = nx.cytoscape_graph(json.loads(to_cytoscape(graph)))
    assert list(read) == list(graph)
    assert sorted(edges_of(read)) == sorted(edges_of(graph))
    for key, data in graph.nodes(data=True):
        found = known(read.nodes[key])
        assert {name: found.get(name) for name in known(data)} == known(data)


def test_node_link_json_comes_back_whole(graph):
    read = nx.node_link_graph(json.loads(to_json(graph)), edges="edges")
    assert list(read) == list(graph)
    assert edges_of(read) == edges_of(graph)
    for key, data in graph.nodes(data=True):
        assert known(read.nodes[key]) == known(data)


def test_graphviz_reads_every_claim_in_the_dot_whatever_its_words(graph):
    program = wheel_program()
    text = to_dot(graph, title='a "b" <c> \\n').encode()
    done = subprocess.run([program, "-Tdot_json"], input=text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    named = {o["name"] for o in read["objects"] if o["name"].startswith("claim:")}
    assert len(named) == sum(data["type"] == "claim" for _, data in graph.nodes(data=True))
    assert read["edges"]


def test_neo4j_files_hold_every_node_and_edge_and_every_end_exists(graph):
    files = to_neo4j(graph)
    command = files.pop("import.sh")
    assert all(f"={name} " in command for name in files)
    rows = {name: list(csv.DictReader(io.StringIO(t, newline=""))) for name, t in files.items()}
    nodes = [r for name, found in rows.items() if name.startswith("nodes-") for r in found]
    edges = [r for name, found in rows.items() if name.startswith("edges-") for r in found]
    assert (len(nodes), len(edges)) == (graph.number_of_nodes(), graph.number_of_edges())
    keys = {row["key:ID"] for row in nodes}
    assert len(keys) == len(nodes)
    assert all({row[":START_ID"], row[":END_ID"]} <= keys for row in edges)
    claim = next(row for row in nodes if row[":LABEL"] == "Claim")
    assert isinstance(json.loads(claim["spans_json:string"]), list)
    for name in files:
        assert all(h.split(":")[-1].isidentifier() for h in rows[name][0])
