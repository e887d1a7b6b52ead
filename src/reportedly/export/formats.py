"""Every picture of the graph and every interchange format: what each is called and written by.

A format is a row here and a function: of the attribution graph, or of a ledger's content. Those of
several files give a mapping of names to contents. Modules are loaded when their format is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from reportedly.export.content import Content
    from reportedly.export.render import Engine

Written = str | bytes | Mapping[str, str | bytes]

MOST_LOADED = 50_000
"""Claims of which a graph is made in memory."""

GRAPHS = "Graphs"
"""The group of formats that are written from the attribution graph."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        group: of its like; the help of `export` lists formats by it.
        suffix: how its files end; "/" for a folder of files.
        writer: module and function, within this room, of the graph or of the content; "" where it
            is made of what voices hold, see `reportedly.workflow.exploring`.
        help: what it is for, in one line.
        stream: as `writer`, of the elements of a graph one by one and of a function that opens
            files: for graphs of any size. "" where there is none.
        most: claims, or groups of them, above which nobody can read it.
        framed: the writer takes a `Frame` too.
        also: an older name of it in `graph`.
    """

    group: str
    suffix: str
    writer: str
    help: str
    stream: str = ""
    most: int = MOST_LOADED
    framed: bool = False
    also: str = ""

    @property
    def several(self) -> bool:
        """It is several files."""
        return self.suffix == "/"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a picture shows besides the graph.

    Attributes:
        title: stands above it.
        text_of: id of a document → its text, for the words around a claim.
        engine: what draws; with "wheel" a picture has the same bytes on every machine.
    """

    title: str
    text_of: Callable[[str], str | None]
    engine: Engine = "auto"


def _picture(suffix: str, help_: str, most: int = 500) -> Format:
    return Format(GRAPHS, f".{suffix}", f"pictures:to_{suffix}", help_, most=most, framed=True)


PICTURES: Mapping[str, Format] = {
    "svg": _picture("svg", "a picture for web pages, whose size may change"),
    "png": _picture("png", "a picture made of pixels"),
    "pdf": _picture("pdf", "a picture to print"),
    "html": Format(
        GRAPHS, ".html", "", "one page to explore offline: search, filters, the words", most=20_000
    ),
    "mermaid": _picture("mmd", "a flowchart for Markdown pages whose host draws it"),
    "dot": _picture("dot", "the picture in the language of Graphviz", MOST_LOADED),
}
"""What `graph` draws."""

_LINKED, _CASES, _TABLES, _REFERENCES = "Linked data", "Case work", "Tables", "References"
_ASSESSED = "Assessments"
# fmt: off
FORMATS: Mapping[str, Format] = {
    "graphml": Format(
        GRAPHS, ".graphml", "graphml:to_graphml", "the graph for Gephi, yEd, Cytoscape",
        "graphml:write_graphml"),
    "gexf": Format(GRAPHS, ".gexf", "gexf:to_gexf", "the graph for Gephi"),
    "dot": PICTURES["dot"],
    "cytoscape": Format(
        GRAPHS, ".cyjs", "cytoscape:to_cytoscape", "the graph for Cytoscape and Cytoscape.js"),
    "node-link": Format(
        GRAPHS, ".json", "node_link:to_json", "the graph as JSON, for networkx and D3",
        also="json"),
    "neo4j": Format(
        GRAPHS, "/", "neo4j:to_neo4j", "the graph as CSV files that Neo4j imports",
        "neo4j:write_neo4j"),
    "parquet": Format(
        GRAPHS, "/", "parquet:to_parquet", "the graph as two tables, for data frames and SQL",
        "parquet:write_parquet"),
    "json-ld": Format(_LINKED, ".jsonld", "rdf.json_ld:to_json_ld", "what turtle says, as JSON"),
    "turtle": Format(
        _LINKED, ".ttl", "rdf.turtle:to_turtle", "claims in PROV-O and Web Annotation"),
    "shapes": Format(
        _LINKED, ".ttl", "formats:shapes", "the SHACL shapes that turtle and json-ld fit"),
    "nanopub": Format(
        _LINKED, "/", "rdf.nanopubs:to_nanopubs", "a nanopublication a claim, to be signed"),
    "claimreview": Format(
        _LINKED, ".jsonld", "claim_review:to_claim_review", "judgements for search engines"),
    "followthemoney": Format(
        _CASES, ".csv", "followthemoney:to_followthemoney", "statements for Aleph and the like"),
    "stix": Format(_CASES, ".json", "stix:to_stix", "a STIX 2.1 bundle, for OpenCTI and MISP"),
    "xlsx": Format(_TABLES, ".xlsx", "workbook:to_workbook", "a workbook, a sheet a table"),
    "csv": Format(
        _TABLES, "/", "data_package:to_data_package", "a data package: tables with their types"),
    "markdown": Format(_TABLES, ".md", "printed:to_markdown_tables", "tables to read"),
    "latex": Format(_TABLES, ".tex", "printed:to_latex", "tables to print"),
    "assessments-ucdp-ged": Format(
        _ASSESSED, ".csv", "assessments:to_ged", "low, best and high dead as UCDP GED has them"),
    "assessments-acled": Format(
        _ASSESSED, ".csv", "assessments:to_acled", "fatalities as ACLED has them"),
    "assessments-airwars": Format(
        _ASSESSED, ".csv", "assessments:to_airwars", "civilian harm as Airwars has it"),
    "bibtex": Format(_REFERENCES, ".bib", "references:to_bibtex", "the documents, for LaTeX"),
    "csl-json": Format(
        _REFERENCES, ".json", "references:to_csl_json", "the documents, for Zotero and Pandoc"),
}
"""What `export` writes."""
# fmt: on

GRAPH_FORMS: Mapping[str, Format] = {
    **PICTURES,
    **{name: form for name, form in FORMATS.items() if form.group == GRAPHS},
}
"""What a graph is written as, by either command."""


def write(name: str, content: Content, draw: Callable[[Content], nx.MultiDiGraph]) -> Written:
    """The content in the format called `name`.

    Args:
        name: one of `FORMATS`.
        content: what the ledger holds.
        draw: makes the attribution graph of it, for the formats of graphs.

    Raises:
        MissingProgramError: the format needs a package that is not installed.
    """
    if name in GRAPH_FORMS:
        return write_graph(name, draw(content.standing()), Frame("", content.text_of))
    written: Written = writer_called(FORMATS[name].writer)(content)
    return written


def write_graph(name: str, graph: nx.MultiDiGraph, frame: Frame) -> Written:
    """An attribution graph, whole, cut or folded, in the form called `name`.

    Args:
        name: one of `GRAPH_FORMS`.
        graph: the graph.
        frame: what a picture shows besides.

    Raises:
        MissingProgramError: the form needs a program or package that is not there.
        UsageError: there is no such form.
    """
    form = graph_form(name)
    writer = writer_called(form.writer)
    written: Written = writer(graph, frame) if form.framed else writer(graph)
    return written


def graph_form(name: str) -> Format:
    """The row of a form of a graph.

    Raises:
        UsageError: there is no such form.
    """
    if name not in GRAPH_FORMS:
        raise UsageError(f"no form of a graph {name!r}: give one of {', '.join(GRAPH_FORMS)}")
    return GRAPH_FORMS[name]


def writer_called(name: str) -> Callable[..., Any]:
    """The function that a row names, its module loaded."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"reportedly.export.{module}"), function)
    return found


def shapes(_content: Content) -> str:
    """The SHACL shapes that linked data written from a ledger fits."""
    return (Path(__file__).parent / "rdf" / "shapes.ttl").read_text(encoding="utf-8")
