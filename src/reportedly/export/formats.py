"""Every interchange format by its name: what it is called in a file system, and how it is written.

A format is one function of a ledger's content, or of the graph drawn from it. Those of several
files give a mapping of names to contents. Modules are loaded when their format is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.export.content import Content

if TYPE_CHECKING:
    import networkx as nx

Written = str | bytes | Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        suffix: how its files end; "/" for a folder of files.
        writer: module and function, within this room.
        of_graph: the function takes the attribution graph instead of the content.
    """

    suffix: str
    writer: str
    of_graph: bool = False


FORMATS: Mapping[str, Format] = {
    "graphml": Format(".graphml", "graphml:to_graphml", True),
    "gexf": Format(".gexf", "gexf:to_gexf", True),
    "dot": Format(".dot", "dot:to_dot", True),
    "cytoscape": Format(".cyjs", "cytoscape:to_cytoscape", True),
    "node-link": Format(".json", "node_link:to_json", True),
    "neo4j": Format("/", "neo4j:to_neo4j", True),
    "parquet": Format("/", "parquet:to_parquet", True),
    "json-ld": Format(".jsonld", "rdf.json_ld:to_json_ld"),
    "turtle": Format(".ttl", "rdf.turtle:to_turtle"),
    "shapes": Format(".ttl", "formats:shapes"),
    "nanopub": Format("/", "rdf.nanopubs:to_nanopubs"),
    "claimreview": Format(".jsonld", "claim_review:to_claim_review"),
    "followthemoney": Format(".csv", "followthemoney:to_followthemoney"),
    "stix": Format(".json", "stix:to_stix"),
    "xlsx": Format(".xlsx", "workbook:to_workbook"),
    "csv": Format("/", "data_package:to_data_package"),
    "markdown": Format(".md", "printed:to_markdown_tables"),
    "latex": Format(".tex", "printed:to_latex"),
    "bibtex": Format(".bib", "references:to_bibtex"),
    "csl-json": Format(".json", "references:to_csl_json"),
}


def write(name: str, content: Content, draw: Callable[[Content], nx.MultiDiGraph]) -> Written:
    """The content in the format called `name`.

    Args:
        name: one of `FORMATS`.
        content: what the ledger holds.
        draw: makes the attribution graph of it, for the formats of graphs.

    Raises:
        MissingProgramError: the format needs a package that is not installed.
    """
    form = FORMATS[name]
    module, _, function = form.writer.partition(":")
    writer: Callable[[Any], Written] = getattr(
        import_module(f"reportedly.export.{module}"), function
    )
    return writer(draw(content.standing()) if form.of_graph else content)


def shapes(_content: Content) -> str:
    """The SHACL shapes that linked data written from a ledger fits."""
    return (Path(__file__).parent / "rdf" / "shapes.ttl").read_text(encoding="utf-8")
