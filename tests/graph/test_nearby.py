"""The graph around something is the same whether it is cut from all claims or from those near."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.graph.build import around, build_graph
from reportedly.graph.nearby import claims_near
from reportedly.model import (
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Source,
    SourceKind,
    Stance,
    Subject,
)

PAPER = Source("paper", "The Paper", SourceKind.ORGANISATION)
WATCH = Source("watch", "River Watch", SourceKind.ORGANISATION, ("the Watch",), ("union",))
UNION = Source("union", "Union of Watches", SourceKind.ORGANISATION)
BROOK = Source("brook", "Tom Brook", SourceKind.PERSON, (), ("watch", "club"))
ARMY = Source("army", "Valley Army", SourceKind.ORGANISATION)
SOURCES = (PAPER, WATCH, UNION, BROOK, ARMY)
SUBJECTS = (
    Subject("dead", "The dead", part_of=("harmed",)),
    Subject("children", measure="killed", population="children", part_of=("dead",)),
    Subject("harmed"),
    Subject("lost", "What was lost"),
)
DOCUMENTS = (DocumentEntry("a", "Monday"), DocumentEntry("b", "Tuesday"))
NAMES = (
    *("watch", "the watch", "source:club", "dead", "the dead", "harmed", "lost", "a", "document:b"),
    *("c0", "claim:c1", "open:c2", "words", "tuesday", "army", "paper", "killed", "contradiction"),
    *("brook or army?", "nobody named", "conflict:echo-00000000", "children killed"),
)


@st.composite
def ledgers(draw):
    claims = []
    for number in range(draw(st.integers(1, 14))):
        source = draw(st.sampled_from([*SOURCES, None]))
        via = draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True))
        publisher = draw(st.sampled_from([(), (PAPER,), (WATCH,)]))
        links = (*publisher, *via, *((source,) if source else ()))
        claims.append(
            Claim(
                f"c{number}",
                source,
                tuple({s.id: s for s in links}.values()),
                draw(st.sampled_from(SUBJECTS)),
                draw(st.sampled_from(["Words", f"Words {number}"])),
                draw(st.sampled_from(["a", "b", "c"])),
                draw(st.sampled_from([Stance.ASSERTS, Stance.DENIES])),
                whole=draw(st.sampled_from([None, None, "c0", "c1", "dead", "elsewhere"])),
                actors=draw(st.sampled_from([(), (), (ARMY,)])),
                candidates=() if source else draw(st.sampled_from([(), ("brook", "army")])),
            )
        )
    ids = st.lists(st.integers(0, 14).map("c{}".format), min_size=1, max_size=4, unique=True)
    conflicts = [
        Conflict(draw(st.sampled_from(ConflictKind)), "dead", tuple(draw(ids)), (), 2, f"For {n}.")
        for n in range(draw(st.integers(0, 4)))
    ]
    return claims, conflicts


def shown(claims, conflicts, name, depth):
    """Nodes and edges in their order, or what is said when there are none."""
    try:
        graph = around(build_graph(claims, conflicts, DOCUMENTS), name, depth)
    except UsageError as error:
        return str(error)
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


@settings(max_examples=150, deadline=None)
@given(ledgers(), st.sampled_from(NAMES), st.integers(0, 3))
def test_the_claims_near_give_the_graph_of_all(ledger, name, depth):
    claims, conflicts = ledger
    near = claims_near(claims, conflicts, DOCUMENTS, name, depth)
    assert shown(near, conflicts, name, depth) == shown(claims, conflicts, name, depth)


def test_far_claims_are_left_out():
    claims = [
        Claim(f"{s.id}-{i}", replace(s, part_of=()), (PAPER, s), Subject(f"{s.id}-{i}"), "", s.id)
        for s, i in product((WATCH, ARMY), range(50))
    ]
    near = claims_near(claims, (), DOCUMENTS, "watch-3", 1)
    assert {c.source.id for c in near} == {"watch"}
    assert [c.id for c in claims_near(claims, (), DOCUMENTS, "watch-3", 0)] == [
        "watch-0",
        "watch-3",
    ]


@pytest.mark.parametrize("name", ["nobody", "claim:none", "source:"])
def test_what_is_not_there_is_looked_for_everywhere(name):
    claims = [Claim(i, WATCH, (PAPER, WATCH), SUBJECTS[0], "", "a") for i in "xyz"]
    assert claims_near(claims, (), DOCUMENTS, name, 1) == claims
