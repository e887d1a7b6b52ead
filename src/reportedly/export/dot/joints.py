"""Conflicts as nodes of their own, where lines from claim to claim would run into one another.

Ten claims of 16 and ten of 12 make a hundred lines, each with its words. Claims that are at odds
with exactly the same others, in the same way, form one side; between two sides there stands one
joint, and each claim of either has one line to it: twenty lines, and the words once. What a joint
says is exact: every claim on its one side is at odds with every claim on its other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.export.dot.look import Attributes
from reportedly.export.dot.text import kind_words
from reportedly.model import Severity

if TYPE_CHECKING:
    import networkx as nx

MANY = 8
"""With more pairs at odds than this they are joined by nodes."""

_REASONS = 5
_SHORT = 14
_APART = ("contradiction", "divergence")

Odds = dict[tuple[str, str], list[Attributes]]
"""Two nodes → all that they are to each other, worst first."""


def severity_rank(data: Attributes) -> int:
    """The place of a conflict's severity, 0 for the worst."""
    return Severity(data["severity"]).rank


def odds_of(graph: nx.MultiDiGraph) -> Odds:
    """The pairs of different claims, or groups of them, between which there is a conflict."""
    pairs: Odds = {}
    joints = {key for key, kind in graph.nodes(data="type") if kind == "conflict"}
    for a, b, data in graph.edges(data=True):
        if data["type"] == "conflict" and a != b and not joints & {a, b}:
            pairs.setdefault((b, a) if (b, a) in pairs else (a, b), []).append(data)
    return {pair: sorted(found, key=severity_rank) for pair, found in pairs.items()}


def with_joints(graph: nx.MultiDiGraph, *, ahead: bool) -> nx.MultiDiGraph:
    """A copy in which conflicts between two nodes are nodes; a graph with few of them as it is.

    A joint has `type` "conflict", `kinds` (words, worst first), `severity`, `reason` and `pairs`,
    how many pairs it stands for.

    Args:
        graph: an attribution graph; it is not changed.
        ahead: lines lead from the joint to its claims, so that it stands before them, else after.
    """
    pairs = odds_of(graph)
    if len(pairs) <= MANY:
        return graph
    joined = graph.copy()
    joined.remove_edges_from(
        [
            (a, b, key)
            for a, b, key, data in graph.edges(keys=True, data=True)
            if data["type"] == "conflict" and ((a, b) in pairs or (b, a) in pairs)
        ]
    )
    for number, (one, other, found) in enumerate(_sides(graph, pairs)):
        joint = f"joint:{number}"
        worst = found[0]["severity"]
        reasons = list(dict.fromkeys(data["reason"] for data in found))
        more = [f"and {len(reasons) - _REASONS} more"] if len(reasons) > _REASONS else []
        facts = {
            "type": "conflict",
            "severity": worst,
            "reason": "; ".join([*reasons[:_REASONS], *more]),
        }
        joined.add_node(
            joint,
            **facts,
            kinds=[*_kinds(found), *_against(graph, one, other, found)],
            pairs=len(one) * len(other),
            label="conflict",
        )
        for node in (*one, *other):
            ends = (joint, node) if ahead else (node, joint)
            joined.add_edge(*ends, key=joint, **facts)
    return joined


def _sides(
    graph: nx.MultiDiGraph, pairs: Odds
) -> Iterator[tuple[list[str], list[str], list[Attributes]]]:
    """Two sides of which each is wholly at odds with the other, and all the conflicts between.

    Nodes with the same neighbours are on one side; then what joins one of them to a node of another
    side joins every two of them.
    """
    near: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for (a, b), found in pairs.items():
        how = tuple(sorted({data["kind"] for data in found}))
        near.setdefault(a, set()).add((b, how))
        near.setdefault(b, set()).add((a, how))
    sides: dict[frozenset[tuple[str, tuple[str, ...]]], list[str]] = {}
    for node in graph:
        if node in near:
            sides.setdefault(frozenset(near[node]), []).append(node)
    home = {node: index for index, side in enumerate(sides.values()) for node in side}
    members = list(sides.values())
    between: dict[tuple[int, int], list[Attributes]] = {}
    for (a, b), found in pairs.items():
        ends = min(home[a], home[b]), max(home[a], home[b])
        between.setdefault(ends, []).extend(found)
    for (one, other), found in sorted(between.items()):
        yield members[one], members[other], sorted(found, key=severity_rank)


def _against(
    graph: nx.MultiDiGraph, one: list[str], other: list[str], found: list[Attributes]
) -> list[str]:
    """What the two sides say, where each says one thing: `12 ≠ at least 16`."""
    if any(data["kind"] not in _APART for data in found):
        return []
    said = [{graph.nodes[node].get("figure") for node in side} for side in (one, other)]
    figures = [next(iter(side)) for side in said if len(side) == 1]
    if len(figures) < 2 or not all(figures) or any(len(figure) > _SHORT for figure in figures):
        return []
    return [" ≠ ".join(figures)]


def _kinds(found: list[Attributes]) -> list[str]:
    """The kinds of conflict, each once, of folded claims with how often."""
    counts: dict[str, int] = {}
    for data in found:
        counts[data["kind"]] = counts.get(data["kind"], 0) + data.get("count", 0)
    return [
        f"{count} × {kind_words(kind)}" if count > 1 else kind_words(kind)
        for kind, count in counts.items()
    ]
