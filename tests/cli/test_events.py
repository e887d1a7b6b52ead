"""`events`, `event` and `conflicts` over a small ledger of one strike, told by three documents."""

import json

import pytest
from click.testing import CliRunner

from reportedly.cli.main import main

FILES = {
    "claims/events.yaml": """\
events:
  - id: velora-market
    title: Strike on the market of Velora
    kind: air-strike
    place: Velora, Halar
    when: 2031-03-03
    aliases: [market strike]
    topics:
      school-hit: a school was hit as well
""",
    "claims/sources.yaml": """\
sources:
  - {id: ministry, name: Health Ministry, kind: organisation}
  - {id: army, name: Halar army, kind: organisation}
  - {id: monitor, name: The Monitor, kind: organisation}
""",
    "claims/wire.yaml": """\
document: {path: texts/wire.txt, publisher: Wire Nord, published: 2031-03-03}
event: velora-market
claims:
  - source: ministry
    killed: at least 14
    quote: At least 14 people had died
  - source: ministry
    killed/children: six
    of: killed
    quote: six children
  - source: army
    responsible: army
    stance: denies
    quote: The army did not fire
""",
    "claims/monitor.yaml": """\
document: {path: texts/monitor.txt, publisher: The Monitor, published: 2031-03-04}
event: velora-market
claims:
  - source: monitor
    killed: "22"
    quote: 22 dead
  - source: monitor
    killed: "20"
    role: earlier
    quote: up from 20
  - source: monitor
    responsible: army
    quote: The army shelled the market
  - source: monitor
    school-hit:
    quote: a school was hit
""",
    "claims/tv.yaml": """\
document: {path: texts/tv.txt, publisher: Halar TV, published: 2031-03-04}
event: velora-market
claims:
  - source: army
    killed: Three
    quote: Three people were killed
  - source: army
    school-hit:
    stance: denies
    quote: No school was hit
""",
    "texts/wire.txt": "Strike\nAt least 14 people had died, among them six children. "
    "The army did not fire.\n",
    "texts/monitor.txt": "Monitor\n22 dead, up from 20. The army shelled the market, and a school "
    "was hit.\n",
    "texts/tv.txt": "TV\nThree people were killed. No school was hit.\n",
}


@pytest.fixture
def ledger(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def run(ledger, *arguments, code=0):
    result = CliRunner().invoke(main, ["--ledger", str(ledger), *arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def test_events_are_listed_with_their_reports_and_what_is_open(ledger):
    (row,) = json.loads(run(ledger, "events", "--format", "json"))
    assert (row["id"], row["kind"], row["when"]) == (
        "velora-market", "air-strike", ["2031-03-03", "2031-03-03"],
    )  # fmt: skip
    assert (row["reports"], row["texts"], row["voices"], row["claims"]) == (3, 3, 3, 9)
    # three dead or more; who did it; whether a school was hit
    assert row["open"] == 3


def test_an_event_is_a_table_of_positions(ledger):
    shown = run(ledger, "event", "velora-market")
    assert "Strike on the market of Velora" in shown
    killed = shown.split("\nkilled\n")[1].split("\n\n")[0]
    cells = [line.split("  ")[0] for line in killed.splitlines()]
    assert [c for c in cells if c in ("Halar army", "Health Ministry", "The Monitor")] == [
        "Halar army", "Health Ministry", "The Monitor",
    ]  # fmt: skip
    assert "before" in killed
    assert "20" in next(line for line in killed.splitlines() if line.startswith("The Monitor"))
    strip, counts, grade = killed.splitlines()[-3:]
    assert "3 " in strip and " 22+" in strip
    assert counts == "  3 documents, 3 texts, 3 sources, at most 3 independent"
    assert grade == "  fair"  # why stands at the event
    assert "not Halar army" in shown


def test_an_event_as_json_holds_positions_and_findings(ledger):
    (page,) = json.loads(run(ledger, "event", "market strike", "--format", "json"))
    held = {(p["subject"], p["voice"]): p for p in page["positions"]}
    monitor = held["velora-market/killed", "The Monitor"]
    assert (monitor["figure"]["as_written"], monitor["stance"]) == ("22", "asserts")
    assert [e["figure"] for e in monitor["earlier"]] == ["20"]
    assert held["velora-market/responsible", "Halar army"]["stance"] == "denies"
    kinds = {c["id"]: c["kind"] for c in page["conflicts"] if c["severity"] == "conflict"}
    assert kinds == {
        "velora-market/killed:how-many": "contradiction",
        "velora-market:responsible": "responsibility",
        "velora-market/school-hit:happened": "denial",
    }


def test_a_name_that_leads_nowhere_says_what_was_meant(ledger):
    assert "did you mean velora-market?" in run(ledger, "event", "velora-markt", code=2)


def test_conflicts_have_camps_and_can_be_told_two_by_two(ledger):
    rows = json.loads(run(ledger, "conflicts", "--format", "json", "--severity", "conflict"))
    killed = next(r for r in rows if r["id"] == "velora-market/killed:how-many")
    assert killed["question"] == "how-many"
    assert killed["event"] == "velora-market"
    assert killed["camps"] == [
        ["tv/army/killed"],
        ["monitor/monitor/killed", "wire/ministry/killed"],
    ]
    pairs = json.loads(
        run(ledger, "conflicts", "--format", "json", "--pairs", "--kind", "contradiction")
    )
    assert sorted(p["claims"] for p in pairs) == [
        ["monitor/monitor/killed", "tv/army/killed"],
        ["tv/army/killed", "wire/ministry/killed"],
    ]


def test_claims_that_are_not_asserted_say_so(ledger):
    shown = run(ledger, "claims", "--source", "army")
    assert "denies it" in shown


def test_a_judgement_over_changed_words_is_stale(ledger):
    run(
        ledger, "judge", "velora-market/killed:how-many", "--verdict", "explained",
        "--why", "the army counts its own", "--by", "a reviewer",
    )  # fmt: skip
    (row,) = json.loads(run(ledger, "conflicts", "--kind", "contradiction", "--format", "json"))
    assert (len(row["judgements"]), row["stale"], row["overtaken"]) == (1, [], 0)
    path = ledger / "claims/tv.yaml"
    path.write_text(path.read_text().replace("killed: Three", "killed: '2'\n    note: misprint"))
    (row,) = json.loads(run(ledger, "conflicts", "--kind", "contradiction", "--format", "json"))
    assert (row["judgements"], len(row["stale"])) == ([], 1)
    assert "words that have changed since" in run(ledger, "conflicts")


def test_a_judgement_is_overtaken_by_claims_that_come_later(ledger):
    run(
        ledger, "judge", "velora-market/killed:how-many", "--verdict", "holds",
        "--why", "w", "--by", "a reviewer",
    )  # fmt: skip
    path = ledger / "claims/tv.yaml"
    path.write_text(path.read_text() + "  - source: monitor\n    killed: '22'\n    note: again\n")
    (row,) = json.loads(run(ledger, "conflicts", "--kind", "contradiction", "--format", "json"))
    assert (len(row["judgements"]), row["overtaken"]) == (1, 1)
    assert "judged before 1 claim came" in run(ledger, "conflicts")


def test_links_that_contradict_one_another_are_a_fault(ledger):
    (ledger / "claims/links.yaml").write_text(
        "links:\n"
        "  - {kind: source, a: army, b: ministry, status: decided, by: x, on: 2031-03-05}\n"
        "  - {kind: source, a: ministry, b: monitor, status: decided, by: x, on: 2031-03-05}\n"
        "  - {kind: source, a: monitor, b: army, verdict: different, by: y, on: 2031-03-06}\n"
    )
    result = CliRunner().invoke(main, ["--ledger", str(ledger), "check"])
    told = [line for line in result.stdout.splitlines() if "links-contradict" in line]
    assert len(told) == 1
    assert told[0].startswith("claims/links.yaml:4:")


def test_counts_and_grades_are_in_the_rows(ledger):
    (event,) = json.loads(run(ledger, "event", "velora-market", "--format", "json"))
    assert event["subjects"][0] == {
        "subject": "velora-market/killed",
        "documents": 3,
        "texts": 3,
        "sources": 3,
        "origins": 3,
    }
    grades = {row["subject"]: row["grade"] for row in event["grades"]}
    assert grades == {
        "velora-market/happened": "fair",
        "velora-market/killed": "fair",
        "velora-market/killed/children": "weak",
    }
    assert event["grades"][0]["why"].endswith("; Halar army denies that it was Halar army")
    assert {(p["texts"], p["origins"]) for p in event["positions"]} == {(1, 1)}
    subjects = json.loads(run(ledger, "subjects", "--format", "json"))
    graded = {row["id"]: row["grade"] for row in subjects if row["grade"]}
    assert graded == {k: g for k, g in grades.items() if not k.endswith("happened")}


def test_a_person_grades_and_the_rule_stands_beside(ledger):
    by = ("--by", "Ida Marsh")
    run(ledger, "assess", "velora-market", "killed", "--best", "22", "--grade", "confirmed", *by)
    shown = run(ledger, "event", "velora-market")
    assert "  confirmed, as Ida Marsh holds; by the rules fair" in shown


def test_the_letter_and_the_digit_stand_apart(ledger):
    sources = ledger / "claims/sources.yaml"
    rated = sources.read_text().replace("The Monitor, kind", "The Monitor, reliability: B, kind")
    sources.write_text(rated, encoding="utf-8")
    claims = {row["id"]: row for row in json.loads(run(ledger, "claims", "--format", "json"))}
    told = {name: (c["reliability"], c["credibility"]["digit"]) for name, c in claims.items()}
    # the monitor's 22 fits what the ministry says, and the army's three contradicts both
    assert told["monitor/monitor/killed"] == ("B", 4)
    assert told["wire/ministry/killed"] == (None, 4)
    assert told["wire/ministry/killed/children"] == (None, 3)
    run(ledger, "review", "--set", "wire/ministry/killed", "credibility", "2")
    assert run(ledger, "trace", "wire/ministry/killed").split("\n\n")[1] == (
        "source: not rated\nclaim: 2, probably true: set by a person"
    )
    assert "source: B, usually reliable" in run(ledger, "trace", "monitor/monitor/killed")
    assert "credibility" in run(
        ledger, "review", "--set", "wire/ministry/killed", "credibility", "7", code=2
    )


def test_claims_of_a_subject_end_with_what_stands_behind_them(ledger):
    result = CliRunner().invoke(main, ["--ledger", str(ledger), "claims", "--subject", "children"])
    assert result.stderr == "1 document, 1 text, 1 source, at most 1 independent\n"


def test_an_event_itself_is_graded_by_a_person(ledger):
    run(ledger, "assess", "velora-market", "happened", "--grade", "weak", "--by", "Ida Marsh")
    shown = run(ledger, "event", "velora-market")
    assert "\nweak, as Ida Marsh holds; by the rules fair: " in shown
    figures = ("--best", "14", "--by", "Ida Marsh")
    assert "only a grade" in run(ledger, "assess", "velora-market", "happened", *figures, code=2)
