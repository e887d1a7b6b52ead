"""Decisions on what is one: what they join, what they contradict, and that they leave no trace."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import ledger as files
from reportedly.compare import find_positions
from reportedly.errors import UsageError
from reportedly.export.rows import claim_row, conflict_row, position_row
from reportedly.model import Link, LinkKind
from reportedly.workflow import open_ledger
from reportedly.workflow.events import event_page
from reportedly.workflow.links import decide_link, link_kind, waiting_links, withdraw_link

FILES = {
    "events.yaml": """\
events:
  - {id: market, title: the shelling of the market, kind: shelling, place: Velora, when: 2031-03-03}
  - {id: velora-shelling, kind: shelling, place: Velora, when: 2031-03-03}
  - {id: siege, kind: siege, place: Velora, when: 2031-03-01/2031-03-09, part_of: war}
  - {id: war, apart: market}
""",
    "sources.yaml": """\
sources:
  - {id: ministry, name: Health Ministry}
  - {id: health, name: Ministry of Health, aliases: [MoH]}
  - {id: army, name: Halar Army}
""",
    "subjects.yaml": "subjects: [{id: dead-of-velora, unit: person}, {id: army, title: size}]\n",
    "a.yaml": """\
document: {url: https://nord.example, publisher: Wire Nord, published: 2031-03-03}
event: market
claims:
  - {source: ministry, killed: at least 14, note: n}
  - {source: army, happened: yes, stance: denies, note: n}
  - {source: army, killed: 3, note: n}
""",
    "b.yaml": """\
document: {url: https://post.example, publisher: Post, published: 2031-03-04}
event: velora-shelling
claims:
  - {source: health, killed: sixteen, note: n}
  - {source: army, subject: dead-of-velora, figure: 22, note: n}
""",
    "c.yaml": """\
document: {url: https://late.example, publisher: Post, published: 2031-03-05}
event: siege
claims:
  - {source: MoH, killed: 40, note: n}
""",
    "links.yaml": "# What is one, and what is not.\nlinks: []  # none yet\n",
}  # fmt: skip


@pytest.fixture(scope="session")
def _home(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cache(_home, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(_home))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(root: Path, **more: str) -> Path:
    (root / "claims").mkdir()
    for name, text in {**FILES, **more}.items():
        (root / "claims" / name).write_text(text)
    return root


def link(a: str, b: str, same: bool = True, **more: object) -> Link:
    values = {"kind": LinkKind.EVENT, "by": "ada", "on": date(2031, 3, 7)} | more
    return Link(a=a, b=b, same=same, **values)  # type: ignore[arg-type]


def decide(root: Path, *links: Link) -> None:
    for one in links:
        decide_link(open_ledger(str(root)), one)


def test_what_a_decision_joins_is_one_event_and_the_files_keep_their_words(root: Path) -> None:
    before = {p.name: p.read_bytes() for p in (root / "claims").iterdir()}
    decide(root, link("velora-shelling", "market", why="one crater"))
    page = event_page(open_ledger(str(root)), "velora-shelling")
    assert (page.event.id, page.documents) == ("market", ("a", "b"))
    after = {p.name: p.read_bytes() for p in (root / "claims").iterdir()}
    assert after.pop("links.yaml").decode() == (
        "# What is one, and what is not.\nlinks:  # none yet\n"
        "  - id: event-velora-shelling-is-market\n    kind: event\n    a: velora-shelling\n"
        "    b: market\n    verdict: same\n    status: decided\n    by: ada\n    on: 2031-03-07\n"
        "    why: one crater\n"
    )
    del before["links.yaml"]
    assert after == before


def test_without_a_file_of_links_one_is_made(root: Path) -> None:
    (root / "claims/links.yaml").unlink()
    decide(root, link("market", "velora-shelling", same=False))
    assert (
        (root / "claims/links.yaml")
        .read_text()
        .startswith("links:\n  - id: event-market-not-velora-shelling\n")
    )


def test_the_same_decision_twice_changes_nothing_and_one_taken_back_is_made_anew(
    root: Path,
) -> None:
    decide(root, link("market", "velora-shelling"))
    path = root / "claims/links.yaml"
    before = path.read_bytes()
    again = decide_link(open_ledger(str(root)), link("velora-shelling", "market", by="bo"))
    assert (again.ids, again.changed) == (("event-market-is-velora-shelling",), False)
    assert path.read_bytes() == before
    done = withdraw_link(open_ledger(str(root)), link("velora-shelling", "market"))
    assert path.read_bytes() == before + b"    withdrawn: 2031-03-07\n"
    assert withdraw_link(open_ledger(str(root)), link("market", "velora-shelling")) == (
        type(done)(done.ids, False, done.links)
    )
    decide(root, link("market", "velora-shelling"))
    assert [e.id for e in files.load(root)[0].links] == [
        "event-market-is-velora-shelling",
        "event-market-is-velora-shelling-2",
    ]


@pytest.mark.parametrize(
    ("standing", "new", "said"),
    [
        (
            [link("market", "velora-shelling", same=False, why="two days apart")],
            link("velora-shelling", "market"),
            "`market` and `velora-shelling` are decided to be different by ada on 2031-03-07 "
            "(two days apart); take that back first: reportedly different market velora-shelling "
            "--withdraw",
        ),
        (
            [link("market", "velora-shelling"), link("velora-shelling", "siege", same=False)],
            link("siege", "market"),
            "`siege` and `market`: `velora-shelling` and `siege` are decided to be different by "
            "ada on 2031-03-07; `market` and `velora-shelling` are decided to be one by ada on "
            "2031-03-07; take one of them back first: reportedly different velora-shelling siege "
            "--withdraw or reportedly same market velora-shelling --withdraw",
        ),
        (
            [link("market", "velora-shelling"), link("siege", "velora-shelling")],
            link("siege", "market", same=False),
            "take one of them back first: reportedly same siege velora-shelling --withdraw or "
            "reportedly same market velora-shelling --withdraw",
        ),
        ([], link("siege", "war"), "`siege` has `part_of: war` in claims/events.yaml"),
        ([], link("market", "war"), "`war` has `apart: market` in claims/events.yaml"),
    ],
)
def test_a_contradiction_names_what_stands_and_the_way_out(
    root: Path, standing: list[Link], new: Link, said: str
) -> None:
    decide(root, *standing)
    before = (root / "claims/links.yaml").read_bytes()
    with pytest.raises(UsageError) as refused:
        decide_link(open_ledger(str(root)), new)
    assert said in str(refused.value)
    assert (root / "claims/links.yaml").read_bytes() == before


def test_only_what_stands_is_withdrawn_and_of_one_person_with_by(root: Path) -> None:
    decide(root, link("market", "velora-shelling"))
    now = open_ledger(str(root))
    with pytest.raises(UsageError, match="no decision by bo stands that `market` and"):
        withdraw_link(now, link("market", "velora-shelling", by="bo"))
    with pytest.raises(UsageError, match="are different; see: reportedly link --format table"):
        withdraw_link(now, link("market", "velora-shelling", same=False))
    assert withdraw_link(now, link("market", "velora-shelling", by=None)).changed


PROPOSED = """\
links:
  # Written by the program.
  - id: event-market-is-velora-shelling
    kind: event
    a: market
    b: velora-shelling
    status: proposed  # to be decided
    why: kind, place and day
    score: 0.8
  - {kind: source, a: ministry, b: health, status: proposed, score: 0.9}
  - {kind: event, a: velora-shelling, b: siege, status: proposed, score: 0.7}
  - {kind: event, a: market, b: siege, verdict: different}
  - {kind: text, a: a, b: b, status: proposed, score: 0.95, withdrawn: 2031-03-04}
"""


def test_a_proposal_becomes_the_decision_on_it(tmp_path: Path) -> None:
    root = made(tmp_path, **{"links.yaml": PROPOSED})
    waiting = waiting_links(files.load(root)[0].links)
    assert [(e.a, e.b) for e in waiting] == [
        ("ministry", "health"), ("market", "velora-shelling"), ("velora-shelling", "siege"),
    ]  # fmt: skip
    done = decide_link(open_ledger(str(root)), link("velora-shelling", "market"))
    text = (root / "claims/links.yaml").read_text()
    assert text == PROPOSED.replace(
        "    status: proposed  # to be decided\n    why: kind, place and day\n",
        "    verdict: same\n    status: decided  # to be decided\n    by: ada\n"
        "    on: 2031-03-07\n    why: kind, place and day\n",
    )
    # Now that would join what is decided to be two: it is settled, and not asked.
    assert [(e.a, e.b) for e in waiting_links(done.links)] == [("ministry", "health")]


def test_a_proposal_decided_otherwise_loses_its_reasons_and_its_name(tmp_path: Path) -> None:
    root = made(tmp_path, **{"links.yaml": PROPOSED})
    done = decide_link(open_ledger(str(root)), link("market", "velora-shelling", same=False))
    entry = done.links[0]
    assert (entry.id, entry.verdict) == (*done.ids, "different")
    assert entry.id == "event-market-not-velora-shelling"
    assert (entry.why, entry.score, entry.status) == (None, None, "decided")
    with pytest.raises(UsageError, match="nobody decided that `ministry` and `health` are one"):
        withdraw_link(open_ledger(str(root)), link("ministry", "health", kind=LinkKind.SOURCE))


@pytest.mark.parametrize(
    ("a", "b", "asked", "kind"),
    [
        ("market", "siege", None, "event"),
        ("ministry", "health", None, "source"),
        ("a", "c", None, "text"),
        ("market/killed", "siege/killed/children", None, "subject"),
        ("dead-of-velora", "market/killed", None, "subject"),
        ("army", "ministry", None, "source"),
        ("army", "dead-of-velora", LinkKind.SUBJECT, "subject"),
    ],
)
def test_ids_tell_what_they_are_of(
    root: Path, a: str, b: str, asked: LinkKind | None, kind: str
) -> None:
    assert link_kind(open_ledger(str(root)), a, b, asked) == kind


@pytest.mark.parametrize(
    ("a", "b", "asked", "said"),
    [
        ("markt", "siege", None, "no event, source, document or subject has the id 'markt'; did "
         "you mean market"),
        ("market/kiled", "market/killed", None, "did you mean market/killed"),
        ("market", "ministry", None, "'market' is an event and 'ministry' a source: only things"),
        ("army", "army", None, "'army' is given twice"),
        ("market", "siege", LinkKind.TEXT, "no document has the id 'market'; see: reportedly "
         "documents"),
    ],
)  # fmt: skip
def test_ids_of_nothing_and_of_two_kinds_are_refused(
    root: Path, a: str, b: str, asked: LinkKind | None, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        link_kind(open_ledger(str(root)), a, b, asked)
    assert said in str(refused.value)


def test_what_may_be_of_two_kinds_must_be_told(tmp_path: Path) -> None:
    subjects = "subjects: [{id: army, unit: person}, {id: ministry}]\n"
    root = made(tmp_path, **{"subjects.yaml": subjects})
    with pytest.raises(UsageError, match="may be sources or subjects: say which with --kind"):
        link_kind(open_ledger(str(root)), "army", "ministry")


def shown(root: Path) -> tuple[object, ...]:
    """All that the ledger says: claims, positions, findings."""
    now = open_ledger(str(root))
    positions = find_positions(now.claims, now.setting)
    return (
        [claim_row(c) for c in now.claims],
        {s: [position_row(p) for p in found] for s, found in positions.items()},
        [conflict_row(c) for c in now.conflicts()],
        now.setting,
    )


_PAIRS = [
    (LinkKind.EVENT, "market", "velora-shelling"),
    (LinkKind.EVENT, "velora-shelling", "siege"),
    (LinkKind.EVENT, "market", "siege"),
    (LinkKind.SOURCE, "ministry", "health"),
    (LinkKind.SOURCE, "army", "health"),
    (LinkKind.TEXT, "a", "b"),
    (LinkKind.TEXT, "c", "a"),
    (LinkKind.SUBJECT, "dead-of-velora", "market/killed"),
    (LinkKind.SUBJECT, "velora-shelling/killed", "siege/killed"),
]


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(_PAIRS), st.booleans()), min_size=1, max_size=5))
def test_joining_and_taking_back_leaves_everything_as_it_was(
    made_up: list[tuple[tuple[LinkKind, str, str], bool]],
) -> None:
    with TemporaryDirectory() as folder:
        root = made(Path(folder))
        before = shown(root)
        done = []
        for (kind, a, b), same in made_up:
            one = link(a, b, same, kind=kind)
            try:
                decide_link(open_ledger(str(root)), one)
            except UsageError:  # it contradicts an earlier one
                continue
            done.append(one)
        texts = {p.name for p in (root / "claims").iterdir()}
        for one in done:
            withdraw_link(open_ledger(str(root)), one)
        assert shown(root) == before
        entries, problems = files.load(root)
        assert [p for p in problems if "links" in p.location.file] == []
        assert all(e.withdrawn for e in entries.links)
        assert len(entries.links) == len({(li.kind, li.a, li.b) for li in done})
        assert texts == FILES.keys()


def test_outlets_that_only_tell_in_their_own_voice_can_be_one(tmp_path: Path) -> None:
    ledger = tmp_path / "claims"
    ledger.mkdir()
    (ledger / "sources.yaml").write_text("sources: []\n")
    (ledger / "events.yaml").write_text("events: [{id: market, kind: shelling}]\n")
    for name, house in (("a", "Wire Nord"), ("b", "The Nordic Wire")):
        (ledger / f"{name}.yaml").write_text(
            f"document: {{url: https://{name}.example, publisher: {house}}}\nevent: market\n"
            "claims:\n  - {source: narrator, killed: 14, note: n}\n"
        )
    opened = open_ledger(str(tmp_path))
    assert link_kind(opened, "wire-nord", "the-nordic-wire", LinkKind.SOURCE) is LinkKind.SOURCE
    assert event_page(opened, "market").behind == (2, 2, 2, 2)
    decide_link(opened, Link(LinkKind.SOURCE, "wire-nord", "the-nordic-wire", by="ed"))
    opened = open_ledger(str(tmp_path))
    assert event_page(opened, "market").behind == (2, 2, 1, 1)
    assert [p.code for p in opened.problems] == []
