import os
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export.dot import Layout, safe_url, to_dot
from reportedly.export.printable import printable
from reportedly.export.render import render
from reportedly.graph.build import build_graph, group
from reportedly.graph.overview import overview
from reportedly.model import (
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Role,
    Source,
    SourceKind,
    Stance,
    Status,
    Subject,
)

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
PLAIN = Layout(legend=False)


def drawn(claims: list[Claim], conflicts: list[Conflict], **more: object) -> str:
    return to_dot(build_graph(claims, conflicts), layout=PLAIN, **more)  # type: ignore[arg-type]


def line(dot: str, start: str) -> str:
    """The one statement that begins so."""
    (found,) = [x.strip() for x in dot.splitlines() if x.strip().startswith(start)]
    return found


def svg(dot: str) -> ElementTree.Element:
    return ElementTree.fromstring(render(dot, "svg", engine="wheel"))


def words(root: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_equal_graphs_give_equal_text(claims: list[Claim], conflicts: list[Conflict]) -> None:
    one = to_dot(build_graph(claims, conflicts), "Quay")
    assert one == to_dot(build_graph(list(claims), list(conflicts)), "Quay")


def test_the_text_does_not_depend_on_the_order_of_hashes() -> None:
    code = """
from reportedly.export.dot import to_dot
from reportedly.graph.build import build_graph, group
from reportedly.graph.overview import overview
from reportedly.model import Claim, DocumentEntry, Source, Subject
claims = [
    Claim(f"c{i}", Source(f"s{i}", "S", part_of=(f"p{i}",)), (), Subject("t"), "words", f"d{i}")
    for i in range(70)
]
graph = build_graph(claims, [], [DocumentEntry("d1")])
print(to_dot(graph), to_dot(group(graph, "subject")), to_dot(build_graph(claims[:9], [])))
"""
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(texts) == 1


def test_the_figure_stands_out_and_the_words_are_wrapped(claims: list[Claim]) -> None:
    dot = drawn(claims, [])
    node = line(dot, '"claim:c1" [')
    assert '<font point-size="16"><b>at least 16</b></font>' in node
    assert '<br align="left"/>' in node
    assert "2031-05-04 · monday" in node
    assert "proposed" not in node
    assert "proposed" in line(dot, '"claim:c2" [')


def test_a_long_claim_is_cut_in_the_box_and_whole_in_the_tooltip(claims: list[Claim]) -> None:
    long = replace(claims[2], text="word " * 200)
    node = line(drawn([long], []), '"claim:c3" [')
    assert " …" in node
    assert node.count("word") > 200


def test_every_kind_of_source_looks_different(claims: list[Claim]) -> None:
    looks = set()
    for kind in SourceKind:
        source = Source("s", "Somebody", kind)
        node = line(drawn([replace(claims[2], source=source, chain=(source,))], []), '"source:s" [')
        found = re.findall(r"(?:shape|peripheries|style)=(?:\w+|\"[^\"]*\")", node)
        looks.add(tuple(found))
    assert len(looks) == len(SourceKind)


def test_a_stance_other_than_asserting_is_written_on_its_line(claims: list[Claim]) -> None:
    denied = drawn([replace(claims[2], stance=Stance.DENIES)], [])
    assert "denies" in line(denied, '"source:residents" -> "claim:c3"')
    assert "label" not in line(drawn([claims[2]], []), '"source:residents" -> "claim:c3"')


@pytest.mark.parametrize("stance", Stance)
def test_every_stance_has_a_line(claims: list[Claim], stance: Stance) -> None:
    dot = drawn([replace(claims[2], stance=stance)], [])
    assert line(dot, '"source:residents" -> "claim:c3"')


@pytest.mark.parametrize(
    ("stance", "role", "told"),
    [
        (Stance.ASSERTS, Role.TOTAL, "twelve"),
        (Stance.DENIES, Role.TOTAL, "denies twelve"),
        (Stance.RETRACTS, Role.TOTAL, "takes back twelve"),
        (Stance.ASSERTS, Role.PART, "twelve (a part)"),
        (Stance.ASSERTS, Role.PROJECTION, "twelve (may be)"),
    ],
)
def test_a_figure_is_drawn_as_what_it_is(
    claims: list[Claim], stance: Stance, role: Role, told: str
) -> None:
    node = line(drawn([replace(claims[1], stance=stance, role=role)], []), '"claim:c2" [')
    assert f"<b>{told}</b>" in node


def test_a_conflict_with_a_claim_that_is_not_shown_says_so(
    claims: list[Claim], conflicts: list[Conflict]
) -> None:
    joint = line(drawn([claims[0]], conflicts), '"conflict:')
    assert "<b>contradiction with 1 not shown</b>" in joint
    assert "“twelve” cannot both hold" in re.sub("<br[^>]*>", " ", joint)


@pytest.mark.parametrize(
    ("kind", "style"),
    [
        (ConflictKind.CONTRADICTION, "solid"),
        (ConflictKind.DIVERGENCE, "dashed"),
        (ConflictKind.ROUNDING, "dotted"),
    ],
)
def test_severities_differ_without_colour(
    claims: list[Claim], conflicts: list[Conflict], kind: ConflictKind, style: str
) -> None:
    edge = line(drawn(claims, [replace(conflicts[0], kind=kind)]), '"claim:c1" -> "claim:c2" [')
    assert f"style={style}" in edge
    assert f"<b>{kind.value}</b>" in edge
    assert "cannot both hold" in edge  # the reason, as a tooltip


def test_two_claims_at_odds_in_two_ways_are_joined_by_one_line_that_names_both(
    claims: list[Claim], conflicts: list[Conflict]
) -> None:
    echo = Conflict(ConflictKind.ECHO, "hurt", ("c2", "c1"), (), 1, "one wrote it from the other")
    edge = line(drawn(claims, [echo, *conflicts]), '"claim:c1" -> "claim:c2" [')
    assert '<b>contradiction<br align="left"/>echo</b>' in edge
    assert "style=solid" in edge
    assert "cannot both hold; one wrote it" in edge


def test_a_claim_at_odds_with_itself_says_so_in_its_box(claims: list[Claim]) -> None:
    itself = Conflict(ConflictKind.CONVERSION, "hurt", ("c1",), (), 1, "4 km² is 1.54 sq mi")
    dot = drawn(claims, [itself])
    assert "conversion: 4 km² is 1.54 sq mi" in line(dot, '"claim:c1" [')
    assert '"claim:c1" -> "claim:c1"' not in dot


def test_a_conflict_of_three_claims_meets_in_a_diamond(claims: list[Claim]) -> None:
    three = Conflict(ConflictKind.SUM_MISMATCH, "hurt", ("c1", "c2", "c3"), (), 2, "16 + 12 ≠ 3")
    node = line(drawn(claims, [three]), f'"conflict:{three.id}" [')
    assert "shape=diamond" in node
    assert 'label="sum mismatch"' in node


def test_a_rejected_claim_is_dashed(claims: list[Claim]) -> None:
    node = line(drawn([replace(claims[2], status=Status.REJECTED)], []), '"claim:c3" [')
    assert "dashed" in node
    assert "rejected" in node


def test_the_legend_explains_what_occurs_and_nothing_else(
    claims: list[Claim], conflicts: list[Conflict]
) -> None:
    dot = to_dot(build_graph(claims, conflicts))
    assert '"legend:person"' in dot
    assert '"legend:narrator"' not in dot
    assert "conflict: cannot all hold" in dot
    assert "question:" not in dot


def test_documents_are_linked_from_claims_and_drawn_only_when_asked(claims: list[Claim]) -> None:
    entry = DocumentEntry("monday", title="Monday", url="https://pier.example/1?a=1&b=2")
    graph = build_graph(claims, [], [entry])
    assert '"document:monday"' not in to_dot(graph, layout=PLAIN)
    assert '"document:monday" [' in to_dot(graph, layout=Layout(documents=True))
    links = [a.get(f"{XLINK}href") for a in svg(to_dot(graph, layout=PLAIN)).iter(f"{SVG}a")]
    assert "https://pier.example/1?a=1&b=2" in links


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://pier.example/a?b=1&c=2#d", "https://pier.example/a?b=1&c=2#d"),
        ("http://pier.example/a b\"'<>", "http://pier.example/a%20b%22%27%3C%3E"),
        ("javascript:alert(1)", None),
        ("JavaScript://pier.example/%0aalert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//pier.example", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: str | None) -> None:
    assert safe_url(url) == safe


EVIL = [
    '"]; evil [label="x"]; x ["',
    "\\",
    'ends with a backslash\\"',
    "\\N \\G \\l \\n",
    "<b>bold</b><br/>&amp; &lt; & <",
    "<<table><tr><td>x</td></tr></table>>",
    "-->]]><!--<script>alert(1)</script>",
    "\x1b[31m\x00\x07",
    "\u202egnorw",
    "",
    "word" * 100,
    "دمشق 中文 Київ 👩‍🚒",
]


@pytest.mark.parametrize("text", EVIL)
def test_nothing_in_a_document_breaks_out_of_its_place(text: str) -> None:
    source = Source(text, text, SourceKind.PERSON, (text,))
    subject = Subject(text, text or "subject", population=text)
    claim = Claim(text, source, (source,), subject, text, text, candidates=(text,))
    found = [
        Conflict(ConflictKind.CONVERSION, text, (text,), (text,), 1, text),
        Conflict(ConflictKind.DENIAL, text, (text, "other"), (text,), 1, f"because {text}"),
    ]
    claims = [claim, replace(claim, id="other")]
    graph = build_graph(claims, found, [DocumentEntry(text, text, url=text)])
    root = svg(to_dot(graph, text, Layout(documents=True, legend=False)))
    nodes = [g for g in root.iter(f"{SVG}g") if g.get("class") == "node"]
    assert len(nodes) == 5
    assert not list(root.iter(f"{SVG}script"))
    tooltips = [a.get(f"{XLINK}title") for a in root.iter(f"{SVG}a")]
    if printable(text).strip():
        assert printable(text) in tooltips
        assert tooltips.count(f"because {printable(text)}") == 2  # on the line and on its label
        assert printable(text) in words(root) or len(text) > 20  # the title
    for by in ("source", "subject"):
        svg(to_dot(group(graph, by), text))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=80))
def test_the_whole_text_of_a_claim_reaches_the_reader(text: str) -> None:
    source = Source("s", "S")
    claim = Claim("a", source, (source,), Subject("t", "T"), text, "d")
    root = svg(to_dot(build_graph([claim], []), layout=PLAIN))
    node = next(g for g in root.iter(f"{SVG}g") if g.findtext(f"{SVG}title") == "claim:a")
    # Graphviz leaves an empty tooltip away, and makes every second space of a run a no-break one.
    shown = [a.get(f"{XLINK}title", "").replace("\u00a0", " ") for a in node.iter(f"{SVG}a")]
    assert shown == [printable(text).replace("\u00a0", " ")] * bool(text)


def test_the_way_to_the_publisher_is_drawn_only_when_asked(claims: list[Claim]) -> None:
    wire = Source("wire", "Coast Wire", SourceKind.ORGANISATION)
    paper, council, okoro = claims[0].chain
    graph = build_graph([replace(claims[0], chain=(paper, wire, council, okoro))], [])
    dot = to_dot(graph, layout=PLAIN)
    assert '"source:paper"' not in dot
    assert "dir=back" in line(dot, '"source:wire" -> "source:council" [')
    # Okoro is drawn as part of the council; that he passes on its words follows.
    assert dot.count('"source:council" -> "source:okoro"') == 1
    asked = to_dot(graph, layout=Layout(publishers=True))
    assert '"source:paper" -> "source:wire"' in asked


def test_a_share_names_its_whole_in_words(claims: list[Claim]) -> None:
    assert claims[0].figure is not None
    half = replace(claims[0].figure, as_written="half", of="c2")
    node = line(drawn([replace(claims[0], figure=half), claims[1]], []), '"claim:c1" [')
    assert ">half</b>" in node
    assert ">of twelve</font>" in node


def test_crowded_graphs_become_cards_that_name_their_sources(claims: list[Claim]) -> None:
    many = [replace(claims[i % 3], id=f"c{i}") for i in range(41)]
    dot = drawn(many, [])
    assert '"source:okoro"' not in dot
    assert "Ada Okoro" in line(dot, '"claim:c0" [')
    assert '"source:okoro"' in drawn(many[:40], [])
    assert "Ada Okoro" in words(svg(dot))


def test_lines_that_stand_for_several_claims_say_how_many(claims: list[Claim]) -> None:
    twice = [claims[2], replace(claims[2], id="again")]
    dot = to_dot(group(build_graph(twice, []), "source"), layout=PLAIN)
    assert ">2</td>" in line(dot, '"source:residents" -> "group:')
    assert "2 claims" in line(dot, '"group:source:residents|subject:cause" [')


def at_odds(figures: list[str], claims: list[Claim]) -> tuple[list[Claim], list[Conflict]]:
    """Claims of these figures on one subject, and a contradiction between every two that differ."""
    made = [
        replace(claims[1], id=f"c{i}", figure=replace(claims[1].figure, as_written=figure))
        for i, figure in enumerate(figures)
        if claims[1].figure is not None
    ]
    odds = [
        replace(
            Conflict(ConflictKind.CONTRADICTION, "hurt", (a.id, b.id), ("residents",), 1, "no"),
            reason=f"{a.id} is not {b.id}",
        )
        for i, a in enumerate(made)
        for b in made[i + 1 :]
        if a.figure and b.figure and a.figure.as_written != b.figure.as_written
    ]
    return made, odds


def test_many_conflicts_meet_in_joints_between_sides(claims: list[Claim]) -> None:
    made, odds = at_odds(["12", "12", "12", "16", "16", "16"], claims)
    dot = drawn(made, odds)
    assert len(odds) == 9
    assert "12 ≠ 16" in line(dot, '"joint:0" [')
    assert '"joint:1"' not in dot
    lines = [text for text in dot.splitlines() if '-> "joint:0"' in text]
    assert [text.split('"')[1] for text in lines] == [f"claim:c{i}" for i in range(6)]
    assert all("#c0271d" in text and "penwidth=3" in text for text in lines)


def test_a_joint_joins_nothing_that_does_not_conflict(claims: list[Claim]) -> None:
    made, odds = at_odds(["12"] * 3 + ["16"] * 4, claims)
    dot = drawn(made, odds[1:])  # c0 and c3 may both hold
    said = set()
    for joint in range(4):
        arrow = f'-> "joint:{joint}"'
        near = {text.split('"claim:')[1][:2] for text in dot.splitlines() if arrow in text}
        said |= {(a, b) for a in near & {"c0", "c1", "c2"} for b in near - {"c0", "c1", "c2"}}
    assert said == {conflict.claims for conflict in odds[1:]}


def test_few_conflicts_are_lines_from_claim_to_claim(claims: list[Claim]) -> None:
    dot = drawn(*at_odds(["12", "12", "16", "16"], claims))
    assert "joint:" not in dot
    assert '"claim:c0" -> "claim:c2" [' in dot


def test_crowded_subjects_are_frames_around_their_claims(claims: list[Claim]) -> None:
    made, odds = at_odds(["12", "16"] * 25, claims)
    dot = drawn(made, odds)
    frame = dot[dot.index("subgraph cluster_subject_0") :]
    frame = frame[: frame.index("}")]
    assert "People hurt on the quay" in frame
    assert '"claim:c0"' in frame
    assert '"joint:0"' in frame
    assert "12 ≠ 16" in words(svg(dot))
    assert "People hurt on the quay" in words(svg(dot))


def test_from_afar_many_lines_become_a_table(claims: list[Claim]) -> None:
    voices = [replace(claims[1].source, id=f"s{i}", name=f"Voice {i}") for i in range(7)]  # type: ignore[type-var]
    made = [
        replace(
            claims[1],
            id=f"c{i}-{n}",
            source=voice,
            chain=(voice,),
            subject=replace(claims[1].subject, id=f"t{n}", title=f"Pier {n}"),
        )
        for i, voice in enumerate(voices)
        for n in range(7)
    ]
    odds = [Conflict(ConflictKind.CONTRADICTION, "t0", ("c0-0", "c1-0"), ("v",), 2, "no")]
    asked = [Conflict(ConflictKind.DIVERGENCE, "t1", ("c2-1", "c3-1"), ("v",), 2, "far")]
    dot = to_dot(overview(build_graph(made, odds + asked)))
    assert "->" not in dot
    shown = words(svg(dot))
    assert all(f"Voice {i}" in shown and f"Pier {i}" in shown for i in range(7))
    assert shown.count("1 · 1 ≠") == 2
    assert shown.count("1 · 1 ?") == 2
    assert " of 7 " not in shown
    far = overview(build_graph(made, odds + asked))
    far.remove_node("source:s6")
    assert "6 of 7 sources" in words(svg(to_dot(far)))


def test_folded_by_subject_a_crowd_names_its_sources_in_the_cards(claims: list[Claim]) -> None:
    voices = [replace(claims[1].source, id=f"s{i}", name=f"Voice {i}") for i in range(11)]  # type: ignore[type-var]
    made = [
        replace(
            claims[1],
            id=f"c{i}-{n}",
            source=voice,
            chain=(voice,),
            subject=replace(claims[1].subject, id=f"t{n}"),
        )
        for i, voice in enumerate(voices)
        for n in range(11)
    ]
    dot = to_dot(group(build_graph(made, []), "subject"), layout=PLAIN)
    assert '"source:s0"' not in dot
    assert "Voice 0, Voice 1" in line(dot, '"group:subject:t0" [')
