"""The values that linked data is made of here, and the vocabularies it speaks.

Sources: Turtle and TriG 1.1, JSON-LD 1.1, PROV-O, Web Annotation Data Model and SHACL (all W3C
Recommendations), schema.org.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rep": "urn:reportedly:terms:",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace. `rep` names what no common vocabulary has a word for."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing of the ledger: its sort and its id, and a number where it has several.

    >>> Ref("claim", "sohr killed").fragment
    'claim-sohr%20killed'
    """

    sort: str
    id: str
    number: int | None = None

    @property
    def fragment(self) -> str:
        """Its name within the ledger's address; every character in it may stand in an IRI."""
        end = "" if self.number is None else f"-{self.number}"
        name = quote(self.id.encode("utf-8", "replace"), safe="")
        return f"{self.sort}-{name}{end}"


@dataclass(frozen=True, slots=True)
class Link:
    """An address elsewhere, already fit to be an IRI."""

    iri: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary, with its prefix: `oa:linking`."""

    curie: str

    @property
    def iri(self) -> str:
        """The word in full."""
        prefix, _, local = self.curie.partition(":")
        return PREFIXES[prefix] + local


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with its lexical form and its datatype, plain text without one."""

    text: str
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class InOrder:
    """Things in an order that matters."""

    items: tuple[Ref, ...]


Value = Ref | Link | Term | Literal | InOrder


@dataclass(frozen=True, slots=True)
class Node:
    """All that is said of one thing: its types and its properties, in order."""

    subject: Ref | Link
    types: tuple[str, ...]
    properties: tuple[tuple[str, Value], ...]
