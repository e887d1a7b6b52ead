"""Claims and conflicts → one networkx `MultiDiGraph`, and the smaller graphs cut from it.

networkx costs a quarter of a second to import, so it is imported when a graph is first built.

Nodes. Every node has `type` and `label`; `ref` is the id that its model value has. A value that is
not known is None, lists are Python lists, numbers are `Decimal`, times are ISO 8601 strings.

- `source:ID` (`type="source"`): `kind` (a `SourceKind`, as a string), `aliases`, `reliability`.
  `open:CLAIM` stands for a source that stays open; its kind is `unnamed`, its `ref` None and its
  `candidates` are the names that remain possible.
- `claim:ID` (`type="claim"`): `text`, `stance`, `role` (of the figure), `figure` (as written),
  `low`, `high`, `low_open`, `high_open`, `bound`, `unit`, `population`, `of`, `when`, `as_of`,
  `said`, `document`, `spans` (a list of `[start, end]`), `status`, `candidates`, `rule`, `score`.
- `subject:ID` (`type="subject"`): `measure`, `population`, `place`, `period`, `unit`,
  `running_total`, `event`, `behaviour`; `documents`, `texts`, `source_count`, `origins`: how many
  stand behind its claims, where that was counted.
- `document:ID` (`type="document"`): `url`, `path`, `sha256`, `publisher`, `published`, `language`.
- `conflict:ID` (`type="conflict"`): a conflict of three or more claims, with `kind`, `severity`,
  `reason`, `origins`; `documents`, `texts` and `source_count` as of a subject.
- `group:…` (`type="group"`, only after `group`): `count` claims folded into one node, with
  `claims` (their ids), `figures` (as written, each once), `sources` (labels, each once), `by`.

Edges. Every edge has `type`, and its key is its type, with the conflict's id after a colon for a
conflict.

- source → claim, its type the claim's stance (`asserts`, `denies`, `cannot-verify`, …);
- claim → subject `about`; claim → document `in`; claim → source `responsible` (the actor held
  responsible); claim → claim or subject `share-of`;
- source → source and subject → subject `part_of`;
- source → source `via`, from the farther link of a chain to the nearer one, the way the words
  travelled, with `claims`, the ids of the claims that came this way; `published` is True when the
  nearer link is the publisher of every document concerned;
- claim → claim `conflict`, with `ref`, `kind`, `severity`, `reason`; from a claim to itself when it
  is at odds with itself; to a `conflict` node when three or more claims are concerned, or some of
  them are not in the graph.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from reportedly.errors import UsageError
from reportedly.model import (
    Claim,
    Conflict,
    DocumentEntry,
    Period,
    Setting,
    Source,
    Subject,
    tally,
)

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph
    """What is built here, for those who only pass it on."""

Attributes = dict[str, Any]


def build_graph(
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
    documents: Sequence[DocumentEntry] = (),
    setting: Setting | None = None,
) -> nx.MultiDiGraph:
    """The attribution graph of `claims`, in the shape that this module's docstring gives.

    Args:
        claims: resolved claims; the graph keeps their order, so equal input gives an equal graph.
        conflicts: what was flagged between them; those that name a claim outside `claims` are
            drawn between the claims that are there, and left out when fewer than one is.
        documents: when given, each claim is tied to its document; an id without an entry still
            gets a node, labelled by the id.
        setting: which documents are one; when given, each subject and each conflict with a node of
            its own is told what stands behind it.

    Returns:
        A `networkx.MultiDiGraph`.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for claim in claims:
        _add_claim(graph, claim)
    # Only once every claim has its node is it known whether a share's whole is one of them.
    for claim in claims:
        _add_whole(graph, claim)
    for conflict in conflicts:
        _add_conflict(graph, conflict)
    if setting is not None:
        _add_counts(graph, claims, conflicts, setting)
    if documents:
        _add_documents(graph, claims, documents)
    return graph


def find_node(graph: nx.MultiDiGraph, name: str) -> str:
    """The key of the one node that `name` means: a key, the id behind one, or a label.

    Args:
        graph: as `build_graph` returns it.
        name: `claim:x`, `x`, or a label or alias in any case.

    Raises:
        UsageError: no node or more than one answers to it; the text names what would.
    """
    if name in graph:
        return name
    wanted = name.casefold()
    exact = [key for key, data in graph.nodes(data=True) if data.get("ref") == name]
    found = exact or [
        key
        for key, data in graph.nodes(data=True)
        if wanted in (text.casefold() for text in [data["label"], *data.get("aliases", ())])
    ]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise UsageError(f"{name!r} could be any of {', '.join(found)}: give one of these")
    known = [str(data["ref"]) for _, data in graph.nodes(data=True) if data.get("ref")]
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(f"nothing in the graph is called {name!r}{hint}")


def around(graph: nx.MultiDiGraph, node_id: str, depth: int = 2) -> nx.MultiDiGraph:
    """The part of `graph` within `depth` steps of `node_id`, following edges either way.

    Documents are reached and not left again, and the way to a document's publisher is not followed,
    or one article would bring in all that stands in it.
    A claim is never shown without who says it and what it is about, whatever the depth.

    Args:
        graph: as `build_graph` or `group` returns it; it is not changed.
        node_id: a node's key, or a name that `find_node` understands.
        depth: number of steps, 0 for the node alone.

    Raises:
        UsageError: there is no such node, or `depth` is negative.
    """
    if depth < 0:
        raise UsageError(f"depth {depth} is negative: give 0 or more")
    start = find_node(graph, node_id)
    distance = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        ended = _type(graph, here) == "document" and here != start
        if distance[here] == depth or ended:
            continue
        for there in _neighbours(graph, here):
            if there not in distance:
                distance[there] = distance[here] + 1
                queue.append(there)
    said = [node for node in distance if _type(graph, node) in ("claim", "group")]
    context = [
        near
        for node in said
        for near in _neighbours(graph, node)
        if _type(graph, near) in ("source", "subject")
    ]
    return _part(graph, [*distance, *context])


def _neighbours(graph: nx.MultiDiGraph, node: str) -> list[str]:
    """Nodes one step away, but for the publisher through whom everything in a document came."""
    out = ((b, data) for _, b, data in graph.out_edges(node, data=True))
    into = ((a, data) for a, _, data in graph.in_edges(node, data=True))
    return [near for near, data in (*out, *into) if not data.get("published")]


def group(graph: nx.MultiDiGraph, by: str) -> nx.MultiDiGraph:
    """A smaller graph in which claims that belong together are one node with a count.

    `by="source"` folds the claims of one source on one subject, so that the voices on a subject
    stay apart; a claim that is alone there stays as it is. `by="subject"` folds all claims on one
    subject, and the subject's own node with them. Edges that then run between the same two nodes
    with the same meaning become one, with `count`; conflicts keep their ids in `refs`.

    Args:
        graph: as `build_graph` returns it; it is not changed.
        by: `source` or `subject`, see above.

    Raises:
        UsageError: `by` is something else.
    """
    if by not in ("source", "subject"):
        raise UsageError(f"cannot group by {by!r}: give source or subject")
    members: dict[str, list[str]] = {}
    for key, data in graph.nodes(data=True):
        if data["type"] == "claim":
            members.setdefault(_group_key(graph, key, by), []).append(key)
    if by == "source":
        members = {key: claims for key, claims in members.items() if len(claims) > 1}
    home = {claim: key for key, claims in members.items() for claim in claims}
    if by == "subject":
        home |= {key.removeprefix("group:"): key for key in members if key != "group:"}
    return _folded(graph, members, home, by)


# --- building


def _add_claim(graph: nx.MultiDiGraph, claim: Claim) -> None:
    node = f"claim:{claim.id}"
    voice = _add_voice(graph, claim)
    graph.add_node(node, **claim_attributes(claim))
    graph.add_edge(voice, node, key=claim.stance.value, type=claim.stance.value)
    subject = _add_subject(graph, claim.subject)
    graph.add_edge(node, subject, key="about", type="about")
    for held in claim.actors:
        actor = _add_source(graph, held)
        graph.add_edge(node, actor, key="responsible", type="responsible")
    for index, (nearer, farther) in enumerate(pairwise(claim.chain)):
        ends = _add_source(graph, farther), _add_source(graph, nearer)
        _add_link(graph, *ends, claim.id, published=index == 0)


def claim_attributes(claim: Claim) -> Attributes:
    """What the node of a claim says."""
    figure = claim.figure
    interval = figure.interval if figure else None
    return {
        "type": "claim",
        "ref": claim.id,
        "label": claim.text,
        "text": claim.text,
        "stance": claim.stance.value,
        "role": None if figure is None else claim.role.value,
        "figure": figure.as_written if figure else None,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "low_open": interval.low_open if interval else None,
        "high_open": interval.high_open if interval else None,
        "bound": figure.bound.value if figure else None,
        "unit": figure.unit if figure else None,
        "population": (figure.population if figure else None) or claim.subject.population,
        "of": figure.of if figure else None,
        "when": _iso(claim.when),
        "as_of": _iso(claim.as_of),
        "said": _iso(claim.said),
        "document": claim.document,
        "spans": [[span.start, span.end] for span in claim.spans],
        "status": claim.status.value,
        "candidates": list(claim.candidates),
        "rule": claim.rule,
        "score": claim.score,
    }


def _iso(period: Period | None) -> str | None:
    return None if period is None else period.iso()


def _add_voice(graph: nx.MultiDiGraph, claim: Claim) -> str:
    """The node that asserts the claim: its source, or a node that says the source stays open."""
    if claim.source is not None:
        return _add_source(graph, claim.source)
    node = f"open:{claim.id}"
    label = " or ".join(claim.candidates) + "?" if claim.candidates else "nobody named"
    graph.add_node(
        node,
        type="source",
        ref=None,
        label=label,
        kind="unnamed",
        aliases=[],
        reliability=None,
        candidates=list(claim.candidates),
    )
    return node


_Thing = TypeVar("_Thing", Source, Subject)
_BARE = 3  # type, ref and label: what a node has that is known by its id alone


def _add_source(graph: nx.MultiDiGraph, source: Source) -> str:
    return _add_with_parents(graph, "source", source, source_attributes)


def _add_with_parents(
    graph: nx.MultiDiGraph, kind: str, thing: _Thing, describe: Callable[[_Thing], Attributes]
) -> str:
    """Add a source or subject, with edges to what it is part of; returns its node."""
    node = f"{kind}:{thing.id}"
    # A parent may have been met first by its id alone; now it gets all that is known of it.
    if len(graph.nodes.get(node, ())) <= _BARE:
        graph.add_node(node, **describe(thing))
        for parent in thing.part_of:
            above = f"{kind}:{parent}"
            if above not in graph:
                graph.add_node(above, type=kind, ref=parent, label=parent)
            graph.add_edge(node, above, key="part_of", type="part_of")
    return node


def source_attributes(source: Source) -> Attributes:
    """What the node of a source says."""
    return {
        "type": "source",
        "ref": source.id,
        "label": source.name,
        "kind": source.kind.value,
        "aliases": list(source.aliases),
        "reliability": source.reliability,
        "candidates": [],
    }


def _add_subject(graph: nx.MultiDiGraph, subject: Subject) -> str:
    return _add_with_parents(graph, "subject", subject, subject_attributes)


def subject_attributes(subject: Subject) -> Attributes:
    """What the node of a subject says."""
    return {
        "type": "subject",
        "ref": subject.id,
        "label": subject.name,
        "measure": subject.measure,
        "population": subject.population,
        "place": subject.place,
        "period": _iso(subject.period),
        "unit": subject.unit,
        "running_total": subject.running_total,
        "event": subject.event,
        "behaviour": None if subject.behaviour is None else subject.behaviour.value,
    }


def _add_link(
    graph: nx.MultiDiGraph, farther: str, nearer: str, claim: str, *, published: bool
) -> None:
    if farther == nearer:
        return
    if not graph.has_edge(farther, nearer, key="via"):
        graph.add_edge(farther, nearer, key="via", type="via", claims=[], published=True)
    edge = graph.edges[farther, nearer, "via"]
    edge["claims"].append(claim)
    edge["published"] &= published


def _add_whole(graph: nx.MultiDiGraph, claim: Claim) -> None:
    for whole in (f"claim:{claim.whole}", f"subject:{claim.whole}"):
        if claim.whole is not None and whole in graph:
            graph.add_edge(f"claim:{claim.id}", whole, key="share-of", type="share-of")
            return


def _add_conflict(graph: nx.MultiDiGraph, conflict: Conflict) -> None:
    nodes = [node for claim in conflict.claims if (node := f"claim:{claim}") in graph]
    if not nodes:
        return
    facts = conflict_attributes(conflict)
    key = f"conflict:{conflict.id}"
    hidden = len(conflict.claims) - len(nodes)
    if len(nodes) <= 2 and not hidden:
        graph.add_edge(nodes[0], nodes[-1], key=key, **facts)
        return
    # Edges between every two of many claims would say less than one node that joins them all; and
    # what of a conflict is not in view has no claim to be drawn to.
    label = f"{conflict.kind} with {hidden} not shown" if hidden else conflict.kind.value
    graph.add_node(key, label=label, origins=conflict.origins, hidden=hidden, **facts)
    for node in nodes:
        graph.add_edge(node, key, key=key, **facts)


def _add_counts(
    graph: nx.MultiDiGraph,
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
    setting: Setting,
) -> None:
    """How many documents, texts, sources and origins stand behind subjects and conflicts."""
    by_id = {claim.id: claim for claim in claims}
    about: dict[str, list[Claim]] = {}
    for claim in claims:
        about.setdefault(f"subject:{claim.subject.id}", []).append(claim)
    for conflict in conflicts:
        told = [by_id[c] for c in conflict.claims if c in by_id]
        about[f"conflict:{conflict.id}"] = told
    for node, told in about.items():
        if node in graph:
            documents, texts, sources, origins = tally(told, setting)
            graph.nodes[node].update(
                documents=documents, texts=texts, source_count=sources, origins=origins
            )


def conflict_attributes(conflict: Conflict) -> Attributes:
    """What the edges of a conflict say."""
    return {
        "type": "conflict",
        "ref": conflict.id,
        "kind": conflict.kind.value,
        "severity": conflict.severity.value,
        "reason": conflict.reason,
    }


def _add_documents(
    graph: nx.MultiDiGraph, claims: Sequence[Claim], documents: Sequence[DocumentEntry]
) -> None:
    entries = {document.id: document for document in documents}
    for claim in claims:
        node = f"document:{claim.document}"
        if node not in graph:
            entry = entries.get(claim.document, DocumentEntry(claim.document))
            graph.add_node(node, **document_attributes(entry))
        graph.add_edge(f"claim:{claim.id}", node, key="in", type="in")


def document_attributes(entry: DocumentEntry) -> Attributes:
    """What the node of a document says."""
    return {
        "type": "document",
        "ref": entry.id,
        "label": entry.title or entry.id,
        "url": entry.url,
        "path": entry.path,
        "sha256": entry.sha256,
        "publisher": entry.publisher,
        "published": entry.published,
        "language": entry.language,
    }


# --- cutting and folding


def _part(graph: nx.MultiDiGraph, keep: Iterable[str]) -> nx.MultiDiGraph:
    """A copy of the nodes in `keep` and the edges among them, in the order of `graph`."""
    wanted = set(keep)
    part = graph.__class__()
    part.graph.update(graph.graph)
    part.add_nodes_from((key, dict(data)) for key, data in graph.nodes(data=True) if key in wanted)
    part.add_edges_from(
        (a, b, key, dict(data))
        for a, b, key, data in graph.edges(keys=True, data=True)
        if a in wanted and b in wanted
    )
    return part


def _group_key(graph: nx.MultiDiGraph, claim: str, by: str) -> str:
    subject = next(
        (b for _, b, data in graph.out_edges(claim, data=True) if data["type"] == "about"), ""
    )
    if by == "subject":
        return f"group:{subject}"
    voice = next((a for a in graph.predecessors(claim) if _type(graph, a) == "source"), "")
    return f"group:{voice}|{subject}"


def _type(graph: nx.MultiDiGraph, node: str) -> str:
    return str(graph.nodes[node]["type"])


def _folded(
    graph: nx.MultiDiGraph, members: dict[str, list[str]], home: dict[str, str], by: str
) -> nx.MultiDiGraph:
    folded = graph.__class__()
    folded.graph.update(graph.graph)
    for key, data in graph.nodes(data=True):
        into = home.get(key, key)
        if into == key:
            folded.add_node(key, **data)
        elif into not in folded:
            folded.add_node(into, **_group_attributes(graph, into, members[into], by))
    for a, b, key, data in graph.edges(keys=True, data=True):
        _fold_edge(folded, home.get(a, a), home.get(b, b), key, data)
    return folded


def _group_attributes(graph: nx.MultiDiGraph, key: str, claims: list[str], by: str) -> Attributes:
    subject = key.removeprefix("group:").rpartition("|")[2]
    about = graph.nodes[subject]["label"] if subject in graph else "no subject"
    voices = [a for claim in claims for a in graph.predecessors(claim)]
    sources = [graph.nodes[a]["label"] for a in voices if _type(graph, a) == "source"]
    figures = [figure for claim in claims if (figure := graph.nodes[claim]["figure"])]
    return {
        "type": "group",
        "ref": None,
        "label": about,
        "by": by,
        "count": len(claims),
        "claims": [graph.nodes[claim]["ref"] for claim in claims],
        "figures": list(dict.fromkeys(figures)),
        "sources": list(dict.fromkeys(sources)),
    }


def _fold_edge(graph: nx.MultiDiGraph, a: str, b: str, key: str, data: Attributes) -> None:
    kind = data["type"]
    if a == b and kind in ("about", "share-of"):
        return  # the subject's own node was folded in
    if kind == "conflict" and key not in (a, b):
        key = f"conflict:{data['kind']}"
        # Between two groups it does not matter which of them was named first.
        if graph.has_edge(b, a, key=key):
            a, b = b, a
    if not graph.has_edge(a, b, key=key):
        graph.add_edge(a, b, key=key, **{**data, "count": 0, "refs": []})
    edge = graph.edges[a, b, key]
    edge["count"] += 1
    if kind == "conflict":
        edge["refs"].append(data["ref"])
    elif kind == "via":
        edge["claims"] = list(dict.fromkeys([*edge["claims"], *data["claims"]]))
