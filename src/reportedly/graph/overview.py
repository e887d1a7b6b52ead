"""The graph from afar: sources and subjects, with how much each says on each, and how disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reportedly.graph.build import source_attributes, subject_attributes
from reportedly.model import Source, Subject

if TYPE_CHECKING:
    import networkx as nx


def overview(graph: nx.MultiDiGraph, most: int = 40) -> nx.MultiDiGraph:
    """Sources joined to subjects by one edge each, of the type `claims`.

    The graph's own attributes `sources` and `subjects` count all there are, kept or not.
    An edge has `count`, the claims of that source on that subject, and `conflicts` and
    `questions`, how many of these claims are concerned by one.

    Args:
        graph: as `reportedly.graph.build.build_graph` returns it; it is not changed.
        most: sources, and subjects, that are kept: those most in conflict, then those with most
            claims.
    """
    worst = _worst(graph)
    pairs: dict[tuple[str, str], Counter[str]] = {}
    voices = {
        b: a
        for a, b, data in graph.edges(data=True)
        if graph.nodes[a]["type"] == "source" and graph.nodes[b]["type"] == "claim"
    }
    for claim, subject, kind in graph.edges(data="type"):
        if kind == "about" and claim in voices:
            pairs.setdefault((voices[claim], subject), Counter()).update(["count", *worst[claim]])
    kept = _kept(pairs, 0, most) | _kept(pairs, 1, most)
    nodes = [(key, dict(data)) for key, data in graph.nodes(data=True) if key in kept]
    return _seen(nodes, pairs)


def overview_of(
    counts: Iterable[tuple[Source, Subject, Counter[str]]], most: int = 40
) -> nx.MultiDiGraph:
    """The overview where no graph of claims is at hand.

    Args:
        counts: a source, a subject, and under `count` how many claims it makes on it, under
            `conflict` and `question` how many of them are concerned by one.
        most: sources, and subjects, that are kept, as `overview` has it.
    """
    nodes: dict[str, dict[str, Any]] = {}
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for source, subject, count in counts:
        ends = f"source:{source.id}", f"subject:{subject.id}"
        nodes[ends[0]], nodes[ends[1]] = source_attributes(source), subject_attributes(subject)
        pairs[ends] = count
    kept = _kept(pairs, 0, most) | _kept(pairs, 1, most)
    return _seen([(key, data) for key, data in nodes.items() if key in kept], pairs)


def _seen(
    nodes: list[tuple[str, dict[str, Any]]], pairs: dict[tuple[str, str], Counter[str]]
) -> nx.MultiDiGraph:
    import networkx as nx

    seen = nx.MultiDiGraph()
    seen.add_nodes_from(nodes)
    # Whoever shows a part must be able to say of how much.
    seen.graph |= {
        name: len({pair[end] for pair in pairs}) for end, name in enumerate(("sources", "subjects"))
    }
    for (source, subject), counts in pairs.items():
        if source in seen and subject in seen:
            seen.add_edge(source, subject, key="claims", **_edge(counts))
    return seen


def _edge(counts: Counter[str]) -> dict[str, Any]:
    return {
        "type": "claims",
        "count": counts["count"],
        "conflicts": counts["conflict"],
        "questions": counts["question"],
    }


def _worst(graph: nx.MultiDiGraph) -> dict[str, list[str]]:
    """For each claim whether a conflict and whether a question concerns it."""
    found: dict[str, set[str]] = {key: set() for key in graph}
    for a, b, data in graph.edges(data=True):
        if data["type"] == "conflict" and data["severity"] != "note":
            for end in (a, b):
                found[end].add(data["severity"])
    return {key: sorted(severities) for key, severities in found.items()}


def _kept(pairs: dict[tuple[str, str], Counter[str]], end: int, most: int) -> set[str]:
    weight: dict[str, tuple[int, int]] = {}
    for pair, counts in pairs.items():
        odds, claims = weight.get(pair[end], (0, 0))
        weight[pair[end]] = (odds + counts["conflict"], claims + counts["count"])
    return set(sorted(weight, key=lambda key: weight[key], reverse=True)[:most])
