"""Graphs of tables of figures: streamed ones hold what those made in memory hold."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest

from reportedly.errors import UsageError
from reportedly.export import formats
from reportedly.export.elements import DECLARED, kind_for
from reportedly.export.graphml import to_graphml
from reportedly.export.neo4j import to_neo4j
from reportedly.export.parquet import to_parquet
from reportedly.workflow import View, draw_graph, open_figures, tables
from reportedly.workflow import tables as workflow
from reportedly.workflow.any_ledger import WHOLE
from reportedly.workflow.tables import FigureLedger

BARE = """\
source,subject,measure,unit,value_low,value_high,as_of
SOHR,Orlo,killed,people,16,,2021-03-01
SOHR,Orlo,killed,people,16,,2021-03-01
Ministry,Orlo,killed,people,12,12.5,2021-03-01
UN,Brix,cumulative_dead,people,40,40,2021-03-01
UN,Brix,cumulative_dead,people,30,30,2021-03-02
"""
FULL = """\
source,subject,measure,unit,value_low,value_high,as_of,said,origin,bound,document,quote
SOHR,Orlo,killed,people,16,,2021-03-01,2021-03-02,,,d1,"at least 16, he said"
Wire,Orlo,killed,people,16,,2021-03-01,2021-03-02,SOHR,,d2,at least 16
Wire,Orlo,hurt,people,20,20,2021-03-01,2021-03-02,SOHR,about,d2,"some ""20"" <hurt>"
Wire,"Tarn & sons",hurt,people,3,3,2021-03-01,2021-03-02,UN,,d3,three
Ministry,Orlo,killed,people,12,12,2021-03-01,2021-03-02,,,d1,twelve
UN,"a / b",,km²,1,4,2021,,,,,
UN,a,b,sq mi,1,1,2021,,,,,
"""


@pytest.fixture(params=[BARE, FULL], ids=["bare", "full"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> FigureLedger:
    return opened(tmp_path, request.param)


def opened(folder: Path, text: str) -> FigureLedger:
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    found = open_figures(str(path))
    assert found is not None
    return found


def streamed(table: FigureLedger, form: str, view: View = WHOLE) -> dict[str, bytes]:
    files: dict[str, io.BytesIO] = {}
    stream = table.stream(view, form)
    assert stream is not None
    stream(lambda name: files.setdefault(name, io.BytesIO()), lambda _share: None)
    return {name: file.getvalue() for name, file in files.items()}


def test_graphml(table: FigureLedger) -> None:
    (data,) = streamed(table, "graphml").values()
    read = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    expected = nx.parse_graphml(to_graphml(table.graph()), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(expected.nodes(data=True))
    assert edges_of(read) == edges_of(expected)


def edges_of(graph: nx.MultiDiGraph) -> list[object]:
    return sorted(((a, b, data) for a, b, data in graph.edges(data=True)), key=str)


def test_neo4j(table: FigureLedger) -> None:
    small, large = to_neo4j(table.graph()), streamed(table, "neo4j")
    assert set(small) == set(large)
    assert small["import.sh"] == large["import.sh"].decode()
    for name in set(small) - {"import.sh"}:
        assert rows_of(small[name]) == rows_of(large[name].decode())


def rows_of(text: str) -> list[dict[str, str]]:
    """Rows without what is empty, in the order of their text."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted(({n: v for n, v in row.items() if v} for row in rows), key=str)


def test_neo4j_headings_are_what_its_importer_knows(table: FigureLedger) -> None:
    """Neo4j Operations Manual 5, "CSV header format": `name:type`, ids, label and type once."""
    types = {"string", "double", "long", "boolean", "ID"}
    for name, data in streamed(table, "neo4j").items():
        if name == "import.sh":
            continue
        head = next(csv.reader(io.StringIO(data.decode())))
        special = [h for h in head if h.startswith(":")]
        is_node = name.startswith("nodes")
        assert special == ([":LABEL"] if is_node else [":START_ID", ":END_ID", ":TYPE"])
        plain = [h.split(":") for h in head if not h.startswith(":")]
        assert all(len(parts) == 2 and parts[1] in types for parts in plain)
        assert len({parts[0] for parts in plain}) == len(plain)


def test_parquet(table: FigureLedger) -> None:
    small, large = to_parquet(table.graph()), streamed(table, "parquet")
    assert set(small) == set(large) == {"nodes.parquet", "edges.parquet"}
    for name, data in small.items():
        ours, theirs = (pq.read_table(io.BytesIO(d)) for d in (data, large[name]))
        assert ours.schema == theirs.schema
        assert sorted(ours.to_pylist(), key=str) == sorted(theirs.to_pylist(), key=str)


def test_parquet_knows_lists_and_every_end_of_an_edge(tmp_path: Path) -> None:
    files = streamed(opened(tmp_path, FULL), "parquet")
    nodes = pq.read_table(io.BytesIO(files["nodes.parquet"])).to_pylist()
    edges = pq.read_table(io.BytesIO(files["edges.parquet"])).to_pylist()
    (stated,) = [n for n in nodes if n["text"] == "at least 16" and n["document"] == "d2"]
    assert (stated["low"], stated["high"], stated["spans"]) == (16.0, None, [[0, 11]])
    assert {e[end] for e in edges for end in ("source", "target")} <= {n["key"] for n in nodes}
    (link,) = [e for e in edges if (e["source"], e["target"]) == ("source:SOHR", "source:Wire")]
    assert (link["type"], len(link["claims"])) == ("via", 2)


def test_equal_rows_are_one_claim_and_conflicts_are_edges(tmp_path: Path) -> None:
    graph = opened(tmp_path, BARE).graph()
    kinds = sorted(t for _, t in graph.nodes(data="type"))
    assert kinds == ["claim"] * 4 + ["source"] * 3 + ["subject"] * 2
    found = [d["kind"] for *_, d in graph.edges(data=True) if d["type"] == "conflict"]
    assert sorted(found) == ["contradiction", "decrease"]


def test_what_a_graph_holds_is_declared(tmp_path: Path) -> None:
    graph = opened(tmp_path, FULL).graph()
    for data in (*dict(graph.nodes).values(), *dict(graph.edges).values()):
        home = DECLARED.edges if data["type"] in DECLARED.edges else DECLARED.nodes
        kinds = DECLARED.nodes[data["type"]] if "label" in data else home[data["type"]]
        for name, value in data.items():
            if value is not None:
                assert kinds[name] in (kind_for(value), "double")


def test_progress_tells_the_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "STEP", 2)
    shares: list[float] = []
    stream = opened(tmp_path, BARE).stream()
    assert stream is not None
    stream(lambda _: io.BytesIO(), shares.append)
    assert shares == [0.4, 0.8]


def drawn(table: FigureLedger, **how: object) -> nx.MultiDiGraph:
    written = draw_graph(table, "node-link", View(**how))  # type: ignore[arg-type]
    return nx.node_link_graph(json.loads(written), edges="edges")


@pytest.mark.parametrize(
    ("name", "sources", "subjects"),
    [
        ("sohr", {"SOHR", "Wire", "Ministry"}, {"Orlo / killed"}),
        ("Orlo / killed", {"SOHR", "Wire", "Ministry"}, {"Orlo / killed"}),
        ("tarn", {"Wire"}, {"Tarn & sons / hurt"}),
    ],
)
def test_around_a_source_or_a_subject(
    tmp_path: Path, name: str, sources: set[str], subjects: set[str]
) -> None:
    graph = drawn(opened(tmp_path, FULL), around=name)
    named = {(data["type"], data["ref"]) for _, data in graph.nodes(data=True)}
    assert {ref for kind, ref in named if kind == "subject"} == subjects
    assert sources <= {ref for kind, ref in named if kind == "source"}


def test_around_a_claim(tmp_path: Path) -> None:
    table = opened(tmp_path, FULL)
    claim = next(table.find_claims(source="Ministry"))
    graph = drawn(table, around=claim.id, depth=1)
    assert f"claim:{claim.id}" in graph
    assert "subject:Orlo / killed" in graph
    assert not any("Tarn" in key for key in graph)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nobody", "no source, subject or claim"),
        ("nobody-0123456789ab", "no source, subject or claim"),
        ("orlo", "could be any of subject:Orlo / .*, subject:Orlo / .*: give one"),
    ],
)
def test_around_what_is_not_there_or_could_be_several(
    tmp_path: Path, name: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        draw_graph(opened(tmp_path, FULL), "svg", View(around=name))


def test_claims_are_folded_and_seen_from_afar(tmp_path: Path) -> None:
    table = opened(tmp_path, FULL)
    folded = drawn(table, group="subject")
    assert folded.nodes["group:subject:Orlo / killed"]["count"] == 3
    far = drawn(table, overview=True)
    assert far.edges["source:Wire", "subject:Orlo / killed", "claims"]["count"] == 1
    assert far.edges["source:Ministry", "subject:Orlo / killed", "claims"]["conflicts"] == 1
    assert not any(key.startswith("claim:") for key in far)


def test_a_part_of_a_table_is_a_table(tmp_path: Path) -> None:
    table = opened(tmp_path, FULL)
    part = View(source="wire", subject="orlo")
    (data,) = streamed(table, "graphml", part).values()
    keys = nx.get_node_attributes(nx.read_graphml(io.BytesIO(data)), "key").values()
    assert {k for k in keys if k.startswith("source:")} == {"source:Wire", "source:SOHR"}
    assert {k for k in keys if k.startswith("subject:")} == {
        "subject:Orlo / hurt",
        "subject:Orlo / killed",
    }
    with pytest.raises(UsageError, match="no claim"):
        table.stream(View(source="nobody"))


def test_what_is_too_large_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = opened(tmp_path, BARE)
    monkeypatch.setitem(formats.GRAPH_FORMS, "svg", replace(formats.PICTURES["svg"], most=3))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"4 claims .* svg, .* --around NAME.*--overview"):
        draw_graph(table, "svg")
    monkeypatch.setattr(tables, "MOST_LOADED", 3)
    with pytest.raises(UsageError, match=r"5 claims .*export graphml, neo4j, parquet"):
        draw_graph(table, "node-link")
    assert drawn(table, overview=True).number_of_nodes() == 5


@pytest.mark.parametrize("form", ["html", "mermaid", "dot", "svg", "gexf", "cytoscape"])
def test_every_form_is_written(table: FigureLedger, form: str) -> None:
    assert b"Orlo" in draw_graph(table, form)
