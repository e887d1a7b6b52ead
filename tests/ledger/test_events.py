"""Events, links and derived subjects in a ledger: what is at fault, and what is not."""

from pathlib import Path
from textwrap import dedent

import pytest

from reportedly import ledger
from reportedly.model import EventEntry, LinkEntry

EVENTS = """\
events:
  - {id: market, kind: shelling, place: Velora, when: 2031-03-03, topics: {gas: gas was used}}
  - {id: siege, part_of: war}
  - {id: war}
"""


def faults(
    root: Path,
    claims: str = "",
    events: str = EVENTS,
    links: str = "links: []",
    subjects: str = "[]",
) -> list[str]:
    """What is wrong in a ledger with these claims of source s, about `market`."""
    (root / "claims").mkdir(exist_ok=True)
    (root / "claims/a.yaml").write_text(
        "document: {url: https://a.example}\nevent: market\nclaims:\n" + dedent(claims)
    )
    (root / "claims/sources.yaml").write_text("sources: [{id: s, name: S}]\n")
    (root / "claims/events.yaml").write_text(dedent(events))
    (root / "claims/links.yaml").write_text(dedent(links))
    (root / "claims/subjects.yaml").write_text(f"subjects: {subjects}\n")
    entries, problems = ledger.load(root)
    found = [*problems, *ledger.check_entries(entries, root)]
    return [f"{p.location.file[7:]}:{p.location.line} {p.code}: {p.message}" for p in found]


def test_subjects_of_an_event_need_no_entry(tmp_path: Path) -> None:
    claims = """\
      - {source: s, killed: 3, note: n}
      - {source: s, killed/children: 2, of: killed, note: n}
      - {source: s, gas: yes, note: n}
      - {source: s, event: siege, killed@2031-03-04: 2, note: n}
      - {source: s, event: [siege, market], killed: 2, note: n}
      - {source: s, subject: siege/when, when: 2031-03-02, note: n}
      - {source: s, trees-felled: 2, note: n}
      - {source: s, note: of no subject}
      - {source: s, subject: river-level, figure: 2, note: of no event}
    """
    subjects = "[{id: trees-felled, behaviour: accumulating}, {id: river-level}]"
    assert faults(tmp_path, claims, subjects=subjects) == []


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("kiled: 3", "dangling-subject: `kiled` is not a measure, an aspect or a topic of its"
         " event; did you mean `killed`?"),
        ("killed/people: 3", "dangling-subject: `killed/people` counts everybody: write `killed`"),
        ("killed/nurse: 3", "dangling-subject: `nurse` is another word for nurses: write"
         " `killed/nurses`"),
        ("dead: 3", "dangling-subject: `dead` is another word for killed: write `killed`"),
        ("gas: 3", "bad-figure: `market/gas` takes no figure, and `3` is one; write `yes`, and"
         " for a denial `stance: denies`"),
        ("event: seige, killed: 3", "dangling-event: `seige` is not an event of events.yaml; did"
         " you mean `siege`?"),
        ("event: siege, subject: market/killed, figure: 3", "two-events: `event: siege` and"
         " `subject: market/killed` name two events; keep one"),
        ("killed/children: 3, of: killed", "dangling-whole: `of: killed` names no claim of `s` in"
         " this file; write the id of the whole"),
        ("killed: 3, corrects: nothing", "dangling-claim: `corrects: nothing` names a claim that is"
         " not in the ledger; add it to the ledger"),
    ],
)  # fmt: skip
def test_subjects_that_nobody_knows(tmp_path: Path, claim: str, fault: str) -> None:
    found = faults(tmp_path, f"  - {{source: s, {claim}, note: n}}\n")
    assert f"a.yaml:4 {fault}" in found


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ("{id: a b}", "2 bad-value: `id: a b` is not the name of an event"),
        ("{id: a/b}", "2 bad-value: `id: a/b` is not the name of an event"),
        (
            "{id: b, part_of: siege}\n  - {id: siege, part_of: b}",
            "part-of-cycle: `b` is part of itself",
        ),
        ("{id: b, follows: sige}", "dangling-event: `follows: sige` names an event"),
        (
            "{id: b, kind: shelling, place: velora, when: 2031-03-03}\n"
            "  - {id: c, kind: shelling, place: Velora, when: 2031-03-03}",
            "same-event: `c` is of the kind, place and day of `b` in line 2",
        ),
        (
            "{id: b, assessments: [{subject: killed, low: 9, high: 8}]}",
            "bad-assessment: `low: 9` of `killed` is above `high: 8`",
        ),
        (
            "{id: b, assessments: [{subject: killed, low: 9, grade: sure}]}",
            "bad-assessment: `grade: sure` of `killed` is not one of confirmed, fair, weak",
        ),
        ("{id: b, assessments: [{subject: killd, low: 9}]}", "dangling-subject: `killd` is not"),
        ("{id: b, assessments: [{sbject: killed}]}", "unknown key `sbject` in assessments"),
        ("{id: b, topics: {a/b: words}}", "the topic `a/b` is not a name without blanks"),
        ("{id: b, when: sometime}", "bad-time: `when: sometime` is not a time"),
    ],
)
def test_faults_of_events(tmp_path: Path, events: str, fault: str) -> None:
    found = faults(tmp_path, events=f"events:\n  - {events}\n  - {{id: market}}\n")
    assert any(fault in line for line in found), found


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("kind: event, a: market, b: markt", "`b: markt` names an event that is not in"),
        ("kind: source, a: s, b: t", "`b: t` names a source that is not in claims/sources.yaml"),
        ("kind: text, a: a, b: z", "`b: z` names a document that is not in the ledger"),
        ("kind: subject, a: market/killed, b: market/kiled", "did you mean `killed`?"),
        ("kind: event, a: siege, b: siege", "`a` and `b` are one: `siege`"),
        ("kind: event, a: siege, b: war, verdict: sme", "did you mean `same`?"),
    ],
)
def test_faults_of_links(tmp_path: Path, link: str, fault: str) -> None:
    found = faults(tmp_path, links=f"links:\n  - {{id: l, {link}}}\n")
    assert len(found) == 1
    assert fault in found[0]


def test_events_and_links_are_written_and_read_back(tmp_path: Path) -> None:
    event = EventEntry(
        "market", title="no", topics=(("gas", "gas: used"),),
        assessments=((("subject", "killed"), ("low", "12")), (("subject", "wounded"),)),
        overlaps=("siege", "war"),
    )  # fmt: skip
    link = LinkEntry(
        "l", "event", "market", "siege", "different", by="ada", on="2031-03-05", why="x"
    )
    from reportedly.ledger.edit import put_entries
    from reportedly.ledger.shape import EVENTS as SECTION
    from reportedly.ledger.shape import LINKS
    from reportedly.transaction import transaction

    ledger.init(tmp_path)
    with transaction(tmp_path) as change:
        put_entries(change, SECTION, [event, EventEntry("siege"), EventEntry("war")])
        put_entries(change, LINKS, [link])
    text = (tmp_path / "claims/events.yaml").read_text()
    assert "    topics:\n      gas: 'gas: used'\n" in text
    assert (
        "    assessments:\n      - subject: killed\n        low: 12\n      - subject: wounded\n"
        in text
    )
    entries, problems = ledger.load(tmp_path)
    assert problems == []
    assert [e.id for e in entries.events] == ["market", "siege", "war"]
    assert entries.events[0].assessments == event.assessments
    ledger.set_fields(tmp_path, entries.links[0], {"withdrawn": "2031-03-06"})
    ledger.set_fields(tmp_path, "market", {"topics": [("gas", "it"), ("flares", "they")]})
    entries, problems = ledger.load(tmp_path)
    assert (problems, entries.links[0].withdrawn) == ([], "2031-03-06")
    assert entries.events[0].topics == (("gas", "it"), ("flares", "they"))


@pytest.mark.parametrize(
    "links",
    [
        "links:\n  - kind: event\n    a: market\n    b: siege\n",
        "links: [{kind: event, a: market, b: siege}]\n",
    ],
)
def test_the_id_of_a_link_follows_from_what_it_says(tmp_path: Path, links: str) -> None:
    assert faults(tmp_path, links=links) == []
    (found,) = ledger.load(tmp_path)[0].links
    assert found.id == "event-market-is-siege"
    ledger.set_fields(tmp_path, found, {"withdrawn": "2031-03-06"})
    assert ledger.load(tmp_path)[0].links[0].withdrawn == "2031-03-06"


def test_an_assessment_is_added_below_those_that_stand(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    path = tmp_path / "claims/events.yaml"
    before = (
        "events:\n  - id: market\n    assessments:\n"
        "      # Before the register was published.\n"
        "      - {subject: killed, low: 12}  # by hand\n"
        "      # Then:\n"
        "      - subject: killed\n        low: 14\n"
    )
    after = "  # Nothing is known of it.\n  - id: war\n"
    path.write_text(before + after)
    event = ledger.load(tmp_path)[0].events[0]
    new = (("subject", "killed"), ("low", "16"), ("grounds", "names: all"), ("on", "2031-04-02"))
    ledger.set_fields(tmp_path, event, {"assessments": (*event.assessments, new)})
    added = (
        "      - subject: killed\n        low: 16\n        grounds: 'names: all'\n"
        "        on: 2031-04-02\n"
    )
    assert path.read_text() == before + added + after
    event = ledger.load(tmp_path)[0].events[0]
    ledger.set_fields(tmp_path, event, {"assessments": (new,)})
    assert path.read_text().count("subject") == 1
    assert ledger.load(tmp_path)[0].events[0].assessments == (new,)
