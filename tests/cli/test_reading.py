"""`read`, `review`, `init`, `check`, `extract` and `figures` as a user runs them."""

import json
import subprocess
import sys

import pytest

ARTICLE = """Dam fails at Orlo
At least 12 people drowned in Orlo on Monday, the governor said.
Aid groups said 30 people had drowned in Orlo.
"We are still counting," said Ines Varga, a spokeswoman for the Red Lamp.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "flood.txt").write_text(ARTICLE)
    return tmp_path


def test_an_article_becomes_a_reviewed_ledger(folder, run):
    assert run("init").exit_code == 0
    saved = run("read", "flood.txt", "--published", "2021-03-03", "--publisher", "Post", "--save")
    assert saved.exit_code == 0, saved.stderr
    assert run("check").exit_code == 0, run("check").stdout
    claims = json.loads(run("claims", "--format", "json").stdout)
    assert {c["status"] for c in claims} == {"proposed"}
    killed = sorted((c for c in claims if c["figure"]), key=lambda c: c["figure"]["low"])
    assert [c["figure"]["low"] for c in killed] == [12, 30]
    assert len({c["subject"] for c in killed}) == 1

    first, second = killed[0]["id"], killed[1]["id"]
    assert run("review", "--accept", first, "--reject", second).exit_code == 0
    assert run("review", "--set", first, "note", "seen on the spot").exit_code == 0
    status = {c["id"]: c["status"] for c in json.loads(run("claims", "--format", "json").stdout)}
    assert (status[first], status[second]) == ("reviewed", "rejected")


def test_the_same_document_is_not_saved_twice(folder, run):
    run("init")
    arguments = ("read", "flood.txt", "--published", "2021-03-03", "--save")
    run(*arguments)
    before = {p: p.read_bytes() for p in (folder / "claims").iterdir()}
    again = run(*arguments)
    assert "is in the ledger already" in again.stderr
    assert {p: p.read_bytes() for p in (folder / "claims").iterdir()} == before


def test_review_asks_claim_by_claim_and_keeps_what_was_decided_before_leaving(folder, run):
    run("init")
    run("read", "flood.txt", "--published", "2021-03-03", "--save")
    result = run("review", input="a\ne\nnote\nseen\nr\nq\n")
    assert result.exit_code == 0, result.stdout
    claims = json.loads(run("claims", "--format", "json").stdout)
    assert max(c["status"] for c in claims) == "reviewed"
    assert sum(c["status"] == "rejected" for c in claims) == 1
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("figure", "banana", "“banana” states no quantity"),
        ("figure", "13", "is not what the quote says, which is “At least 12”"),
        ("source", "nobody", "names a source that is not in claims/sources.yaml"),
        ("when", "soon", "soon"),
    ],
)
def test_review_refuses_an_edit_that_would_be_a_fault(folder, run, field, value, message):
    run("init")
    run("read", "flood.txt", "--published", "2021-03-03", "--save")
    claims = json.loads(run("claims", "--format", "json").stdout)
    claim = next(c["id"] for c in claims if c["figure"] and c["figure"]["low"] == 12)
    result = run("review", "--set", claim, field, value)
    assert result.exit_code == 2
    assert "not changed" in result.stderr
    assert message in result.stderr
    assert json.loads(run("claims", "--format", "json").stdout) == claims


def test_check_places_every_fault(folder, run):
    run("init")
    run("read", "flood.txt", "--published", "2021-03-03", "--save")
    path = next(p for p in (folder / "claims").iterdir() if p.name.startswith("2021"))
    text = path.read_text().replace("At least 12 people drowned", "At least 13 people drowned")
    path.write_text(text + "colour: red\n")
    result = run("check")
    assert result.exit_code == 1
    assert f"claims/{path.name}:" in result.stdout
    assert "colour" in result.stdout
    found = json.loads(run("check", "--format", "json").stdout)
    assert len(found) >= 2
    assert all(f["line"] >= 1 and f["column"] >= 1 for f in found)


def test_a_document_outside_the_ledger_is_captured_into_it(folder, run, tmp_path_factory):
    run("init")
    other = tmp_path_factory.mktemp("other") / "b.txt"
    other.write_text(ARTICLE)
    assert run("read", str(other), "--published", "2021-03-03", "--save").exit_code == 0
    (text,) = (folder / "captures").glob("*.txt")
    assert text.read_text() == ARTICLE
    assert f"path: captures/{text.name}" in (folder / f"claims/{text.stem}.yaml").read_text()
    assert run("check").exit_code == 0, run("check").stdout


TOLLS = (
    "At least 12 people were killed in Orlo, police said.",
    "22 people were killed, Marr said.",
)


def test_two_outlets_with_one_headline_on_one_day_are_two_documents(folder, run):
    run("init")
    for name, toll in zip("ab", TOLLS, strict=True):
        (folder / f"{name}.txt").write_text(f"Blast in Orlo\n\n{toll}\n")
        (folder / f"{name}.yaml").write_text(f"publisher: Post {name}\npublished: 2021-03-03\n")
    told = json.loads(run("read", "a.txt", "b.txt", "--format", "json").stdout)
    assert len({d["id"] for d in told["documents"]}) == 2
    assert not [c for c in told["conflicts"] if c["kind"] == "not-in-document"]
    assert run("read", "a.txt", "b.txt", "--save").exit_code == 0
    claims = json.loads(run("claims", "--format", "json").stdout)
    assert sorted(c["figure"]["low"] for c in claims) == [12, 22]
    assert len({c["document"] for c in claims}) == 2
    assert run("check").exit_code == 0, run("check").stdout
    again = run("read", "b.txt", "a.txt", "--save")
    assert again.stderr.count("is in the ledger already, as 2021-03-03-blast-in-orlo") == 2


def test_one_text_at_two_publishers_is_two_documents_and_told_twice_one(folder, run):
    run("init")
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"Blast in Orlo\n\n{TOLLS[0]}\n")
        (folder / f"{name}.yaml").write_text(f"publisher: Post {name}\npublished: 2021-03-03\n")
    result = run("read", "a.txt", "b.txt", "a.txt", "--save")
    assert "a.txt is in the ledger already" in result.stderr
    assert len(json.loads(run("documents", "--format", "json").stdout)) == 2


def test_subjects_of_a_later_document_never_meet_one_another(folder, run):
    run("init")
    (folder / "a.txt").write_text("March\n\nPolice said 50 people marched.\n")
    (folder / "b.txt").write_text(
        "Count\n\nThe ombudsman said 3,800 people complained. "
        "The federation said 90,000 people were affected.\n"
    )
    for name in "ab":
        assert run("read", f"{name}.txt", "--published", "2021-03-03", "--save").exit_code == 0
    claims = json.loads(run("claims", "--format", "json").stdout)
    assert len({c["subject"] for c in claims}) == len(claims) == 3
    assert json.loads(run("conflicts", "--format", "json").stdout) == []


def test_read_from_stdin_and_explain(folder, run):
    result = run("read", "-", "--explain", input=ARTICLE)
    assert result.exit_code == 0
    assert "score" in result.stdout
    assert " by " in result.stdout


def test_extract_writes_spans_and_reports_bad_lines_by_number(folder, run):
    rows = [json.dumps({"id": "a", "text": ARTICLE}), "{broken", json.dumps({"id": "b"})]
    (folder / "in.jsonl").write_text("\n".join(rows))
    result = run("extract", "in.jsonl", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert "2" in result.stderr
    assert "3" in result.stderr
    (row,) = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    assert row["id"] == "a"
    for quote in row["quotes"]:
        assert set(quote) >= {"content", "cue", "source", "speaker", "type", "act", "score"}
    contents = ["".join(ARTICLE[s:e] for s, e in q["content"]) for q in row["quotes"]]
    assert any("30 people had drowned" in c for c in contents)


def test_figures_read_plain_lines_and_json_lines(folder, run):
    lines = "At least 12 drowned\n" + json.dumps({"id": 7, "text": "Between 30 and 40 fled"})
    rows = [json.loads(x) for x in run("figures", input=lines).stdout.splitlines()]
    assert [(q["value"], q["bound"]) for r in rows for q in r["quantities"]] == [
        (12, "at_least"),
        ([30, 40], "range"),
    ]
    assert rows[1]["id"] == 7


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": 5}', "<stdin>:2: `text` is 5, not a string"),
        ('{"text": "16 fled"', "<stdin>:2: not JSON: Expecting ',' delimiter at character 19"),
        ('{"id": "a"}', "<stdin>:2: the object has no `text`"),
        ('{"text": "16 fled", "id": [1]}', "<stdin>:2: `id` is [1], not a string"),
        ("{16 fled}", "<stdin>:2: not JSON"),
        ('{"text":' + "[" * 100_000, "<stdin>:2: JSON nested too deeply"),
    ],
)
def test_a_line_that_is_meant_as_an_object_must_be_one(folder, run, line, message):
    result = run("figures", input=f"12 fled\n{line}\n13 fled\n")
    assert result.exit_code == 1
    assert [json.loads(x)["text"] for x in result.stdout.splitlines()] == ["12 fled", "13 fled"]
    assert message in result.stderr
    assert 'write {"id": "a", "text": "16 people were killed"}' in result.stderr


def test_what_the_scope_leaves_out_is_counted(folder, run):
    (folder / "talks.txt").write_text(
        "Harbour talks\n\nPolice said 12 people were hurt. The union wants the port to reopen in "
        "May. The mayor believes the strike will end soon.\n"
    )
    told = run("read", "talks.txt").stdout
    assert told.endswith("not listed: 1 of belief, 1 of plan (--scope all lists them)\n")
    assert "not listed" not in run("read", "talks.txt", "--scope", "all").stdout


def test_wrong_scope_is_wrong_use(folder, run):
    result = run("read", "flood.txt", "--scope", "gossip")
    assert result.exit_code == 2
    assert "acts are speech, belief, plan, stance, document, or all" in result.stderr


def test_writers_at_once_lose_no_document(folder, run):
    run("init")
    names = [f"report-{n}.txt" for n in range(3)]
    for number, name in enumerate(names):
        text = (
            f"Report {number}\nAt least {number + 10} people were killed in Orlo, officials said.\n"
        )
        (folder / name).write_text(text)
    command = [sys.executable, "-m", "reportedly", "read", "--published", "2021-03-03", "--save"]
    writers = [subprocess.Popen([*command, n], stdout=subprocess.DEVNULL) for n in names]
    assert [w.wait() for w in writers] == [0] * len(names)
    claims = json.loads(run("claims", "--format", "json").stdout)
    assert sorted(c["figure"]["low"] for c in claims if c["figure"]) == [10, 11, 12]
    assert run("check").exit_code == 0, run("check").stdout


def test_check_reads_the_relations_of_subjects(folder, run):
    run("init")
    (folder / "claims" / "subjects.yaml").write_text(
        "subjects:\n  - id: lost\n    relations: [lost <= whole, x + = = y]\n"
    )
    found = json.loads(run("check", "--format", "json").stdout)
    assert {(f["code"], f["line"]) for f in found} == {("dangling-subject", 3), ("bad-relation", 3)}


def test_conflicts_in_json_carry_words_origins_and_spans(folder, run):
    (row,) = json.loads(run("read", "flood.txt", "--format", "json").stdout)["conflicts"]
    for statement in row["statements"]:
        assert statement["origin"]
        assert "".join(ARTICLE[s:e] for s, e in statement["spans"]) == statement["text"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("graph", "-o", "nowhere/x.svg"), "No such file or directory"),
        (("graph", "-o", "x.bmp"), "no format for .bmp"),
        (("conflicts", "--tolerance", "nan"), "--tolerance must be at least 0"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(folder, run, arguments, message):
    run("init")
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_folder_without_a_ledger_is_refused_and_not_replaced_by_the_one_here(folder, run):
    run("init")
    (folder / "empty").mkdir()
    for where in ("empty", "nosuch"):
        for command in (("claims",), ("check",), ("read", "article.txt", "--save")):
            result = run("--ledger", where, *command)
            assert (result.exit_code, "there is no ledger in" in result.stderr) == (2, True)


def test_judgements_name_a_claim_of_their_conflict_and_are_withdrawn_by_person(folder, run):
    run("init")
    (folder / "a.txt").write_text(
        "Blast in Orlo\n\nAt least 12 people were killed in Orlo, police said. "
        "The army said 9 people were killed in Orlo.\n"
    )
    run("read", "a.txt", "--published", "2021-03-03", "--save")
    conflicts = json.loads(run("conflicts", "--format", "json").stdout)
    found = next(c["id"] for c in conflicts if c["kind"] == "contradiction")
    words = ("judge", found, "--why", "x", "--on", "2021-03-04")
    result = run(*words, "--verdict", "prefer", "--claim", "nosuch", "--by", "Ann")
    assert (result.exit_code, "is not a claim of" in result.stderr) == (2, True)
    for who in ("Ann", "Ann", "Ben"):
        assert run(*words, "--verdict", "explained", "--by", who).exit_code == 0
    kept = (folder / "claims/judgements.yaml").read_text()
    assert kept.count("by: Ann") == 1
    result = run("judge", found, "--withdraw", "--by", "Ann", "--on", "2021-03-05")
    assert result.stderr == f"withdrawn, and kept on file: {found}-1\n"
    assert (folder / "claims/judgements.yaml").read_text().count("withdrawn:") == 1


SHORT = """\
document: {url: https://orlo.example/a}
event: flood
claims:
  - source: army
    killed: 3       # as told on the day
    note: by telephone
    status: proposed by table, 0.5
  - source: army
    killed: 4
    note: again
    status: proposed by table
"""


def test_review_of_claims_without_ids(tmp_path, run):
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "a.yaml").write_text(SHORT)
    (folder / "events.yaml").write_text("events: [{id: flood}]\n")
    (folder / "sources.yaml").write_text("sources: [{id: army, name: A}, {id: navy, name: N}]\n")
    at = ("--ledger", str(tmp_path))
    first = ("--set", "a/army/killed", "figure", "5", "--accept", "a/army/killed")
    assert run(*at, "review", *first).exit_code == 0
    moved = run(*at, "review", "--set", "a/army/killed-2", "source", "navy")
    assert moved.exit_code == 0
    assert (
        (folder / "a.yaml").read_text()
        == """\
document: {url: https://orlo.example/a}
event: flood
claims:
  - source: army
    killed: 5       # as told on the day
    note: by telephone
  - id: a/army/killed-2
    source: navy
    killed: 4
    note: again
    status: proposed by table
"""
    )


def test_a_folder_without_documents_is_said_to_have_none(tmp_path, run):
    (tmp_path / "nothing").mkdir()
    result = run("read", str(tmp_path / "nothing"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"no documents in {tmp_path / 'nothing'}\n"
