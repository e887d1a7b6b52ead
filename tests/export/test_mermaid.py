import re
from dataclasses import replace

import pytest

from reportedly.errors import UsageError
from reportedly.export.mermaid import to_mermaid
from reportedly.graph.build import build_graph, group
from reportedly.graph.overview import overview
from reportedly.model import Claim, Conflict, ConflictKind, Source, Stance, Subject

_NODE = re.compile(r"  n\d+(?:\(\[|\[\[|\{\{|\[|\()\"[^\"]*\"(?:\]\)|\]\]|\}\}|\]|\)):::\w+")
_LINE = re.compile(r"  n\d+ [-=.>x]+(?:\|[^|\"]+\||\|\"[^\"|]*\"\|)? n\d+")


def test_the_figure_stands_above_the_words(claims: list[Claim], conflicts: list[Conflict]) -> None:
    text = to_mermaid(build_graph(claims, conflicts))
    assert text.startswith("flowchart LR\n")
    assert '["<b>at least 16</b><br/>at least 16 people were hurt when the crane fell"]' in text
    assert '===|"contradiction"|' in text
    assert "linkStyle" in text


def test_a_claim_at_odds_with_itself_is_marked_though_no_line_can_show_it() -> None:
    source = Source("s", "S")
    claim = Claim("c", source, (source,), Subject("t"), "4 km² (one square mile)", "d")
    found = [Conflict(ConflictKind.CONVERSION, "t", ("c",), ("S",), 1, "is 1.54 square miles")]
    text = to_mermaid(build_graph([claim], found))
    assert '"]:::odds' in text
    assert "classDef odds" in text
    assert "odds" not in to_mermaid(build_graph([claim], []))


@pytest.mark.parametrize("stance", Stance)
def test_every_stance_has_a_line(claims: list[Claim], stance: Stance) -> None:
    assert to_mermaid(build_graph([replace(claims[2], stance=stance)], []))


EVIL = [
    '"]; click n0 "javascript:alert(1)"',
    "a|b\nend",
    "<script>",
    "#quot;",
    "%%{init}%%",
    "`*_x_*`",
]


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_in_a_document_breaks_out_of_its_place(evil: str) -> None:
    source = Source(evil, evil)
    claim = Claim(evil, source, (source,), Subject(evil, evil), evil, "d")
    head, *lines = to_mermaid(build_graph([claim], [])).splitlines()
    assert head == "flowchart LR"
    for line in lines:
        assert _NODE.fullmatch(line) or _LINE.fullmatch(line) or line.startswith("  classDef"), line


def test_folded_and_distant_graphs_are_drawn_too(
    claims: list[Claim], conflicts: list[Conflict]
) -> None:
    graph = build_graph(claims, conflicts)
    assert "2 claims" not in to_mermaid(graph)
    for smaller in (group(graph, "subject"), overview(graph)):
        assert '("People hurt on the quay")' in to_mermaid(smaller) or "[[" in to_mermaid(smaller)


def test_more_than_mermaid_draws_is_refused(claims: list[Claim]) -> None:
    source = Source("s", "S")
    many = [Claim(f"c{n}", source, (source,), Subject("t"), "words", "d") for n in range(300)]
    with pytest.raises(UsageError, match="--overview"):
        to_mermaid(build_graph(many, []))
