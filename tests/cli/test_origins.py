"""`origins`, and what a decision on two voices changes."""

import csv
import json

import pytest

from copiers import Invented, copies, figures_of, honest

SOURCES = """\
sources:
  - {id: ministry, name: Health Ministry, kind: organisation}
  - {id: hospital, name: Velora Hospital, kind: organisation}
"""
EVENTS = """\
events:
  - {id: market, title: the shelling, kind: shelling, place: "Velora, Halar", when: 2031-03-03}
"""


@pytest.fixture
def folder(empty):
    """Three papers: one has all its counts from the ministry, one from the hospital as well."""
    claims = empty / "claims"
    (claims / "events.yaml").write_text(EVENTS)
    (claims / "sources.yaml").write_text(SOURCES)
    for name, publisher, said in (
        ("a", "Nur Post", [("ministry", 14), ("ministry", 9)]),
        ("b", "Nur Post", [("ministry", 15), ("ministry", 8)]),
        ("c", "Vela News", [("hospital", 21), ("ministry", 9)]),
        ("d", "Vela News", [("hospital", 22), ("narrator", 7)]),
    ):
        (empty / f"{name}.txt").write_text(
            f"{said[0][1]} people were killed. {said[1][1]} people were wounded.\n"
        )
        rows = "".join(
            f"  - {{source: {source}, {measure}: {n}, quote: {n} people were {measure}}}\n"
            for (source, n), measure in zip(said, ("killed", "wounded"), strict=True)
        )
        (claims / f"{name}.yaml").write_text(
            f"document: {{path: {name}.txt, publisher: {publisher}, published: 2031-03-04}}\n"
            f"event: market\nclaims:\n{rows}"
        )
    return empty


def _rows(run, *arguments):
    result = run(*arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def _killed(run):
    return next(r for r in _rows(run, "conflicts") if r["id"] == "market/killed:how-many")


def test_who_passes_on_anothers_word(folder, run):
    """Of both papers, the one that has most of what it tells from one body."""
    (row,) = _rows(run, "origins")
    assert {key: row[key] for key in ("a", "b", "kind", "decision", "claims", "passed")} == {
        "a": "nur-post",
        "b": "ministry",
        "kind": "chain",
        "decision": None,
        "claims": 4,
        "passed": 4,
    }
    assert 0.4 < row["score"] < 1
    assert row["evidence"] == (
        "Of 4 claims that Nur Post brings on what both tell of, 4 come from Health Ministry, for "
        "example “14 people were killed” (a)."
    )
    table = run("origins")
    assert "Decide with: reportedly same A B --kind voice; or with different." in table.stderr
    assert _rows(run, "origins", "--kind", "figures") == []


def test_two_sources_of_one_voice_stay_two_and_count_once(folder, run):
    """They are compared as before; only the count of origins knows of it."""
    before = _killed(run)
    assert before["origins"] == 2
    decided = run("same", "ministry", "hospital", "--kind", "voice", "--by", "ada")
    assert decided.exit_code == 0, decided.stderr
    after = _killed(run)
    assert after["origins"] == 1
    assert {**after, "origins": 2} == before
    assert {r["id"] for r in _rows(run, "sources")} >= {"ministry", "hospital"}
    killed = next(r for r in _rows(run, "subjects") if r["id"] == "market/killed")
    assert (killed["claims"], killed["origins"]) == (4, 1)
    assert "4 documents, 4 texts, 3 sources, at most 2 independent" in run("event", "market").stdout
    assert "links.yaml" not in run("check").stdout
    run("same", "ministry", "hospital", "--kind", "voice", "--by", "ada", "--withdraw")
    again = _killed(run)
    assert again["origins"] == 2


def test_what_is_decided_is_left_out(folder, run):
    """A publisher is a source under its name, also where sources.yaml does not name it."""
    decided = run("different", "nur-post", "ministry", "--kind", "voice", "--by", "ada")
    assert decided.exit_code == 0, decided.stderr
    assert _rows(run, "origins") == []
    assert [r["decision"] for r in _rows(run, "origins", "--all")] == ["different"]
    assert "links.yaml" not in run("check").stdout
    clash = run("same", "nur-post", "ministry", "--kind", "voice", "--by", "ada")
    assert clash.exit_code == 2
    assert "reportedly different nur-post ministry --kind voice --withdraw" in clash.stderr


def test_two_sources_are_one_unless_voice_is_asked_for(folder, run):
    """Without --kind `same` means what it always did."""
    run("same", "ministry", "hospital", "--by", "ada")
    assert [(r["kind"], r["b"]) for r in _rows(run, "link")] == [("source", "hospital")]


def test_copies_are_the_links_of_texts(folder, run):
    """Proposed ones with why, decided ones where asked for."""
    (folder / "claims/links.yaml").write_text(
        "links:\n"
        "  - {kind: text, a: a, b: b, status: proposed, score: 0.97, why: nine tenths in common}\n"
        "  - {kind: text, a: c, b: d, by: ada}\n"
    )
    copies_ = _rows(run, "origins", "--kind", "copy")
    assert [(r["a"], r["b"], r["score"], r["evidence"]) for r in copies_] == [
        ("a", "b", 0.97, "One text: nine tenths in common"),
    ]
    both = _rows(run, "origins", "--kind", "copy", "--all")
    assert [(r["a"], r["decision"]) for r in both] == [("c", "same"), ("a", None)]


def test_who_prints_one_text_in_his_own_voice_counts_once(empty, run):
    """Two papers over one wire story are one origin."""
    (empty / "claims/events.yaml").write_text(EVENTS)
    for name, publisher in (("a", "Nur Post"), ("b", "Vela News")):
        (empty / f"{name}.txt").write_text("14 people were killed.\n")
        (empty / f"claims/{name}.yaml").write_text(
            f"document: {{path: {name}.txt, publisher: {publisher}, published: 2031-03-04}}\n"
            "event: market\nclaims:\n"
            "  - {source: narrator, killed: 14, quote: 14 people were killed}\n"
        )
    assert "2 documents, 2 texts, 2 sources, at most 2 independent" in run("event", "market").stdout
    run("same", "a", "b", "--kind", "text", "--by", "ada")
    assert "2 documents, 1 text, 2 sources, at most 1 independent" in run("event", "market").stdout
    (killed,) = _rows(run, "subjects")
    assert killed["origins"] == 1


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Five sources of which one copies."""
    monkeypatch.setenv("COLUMNS", "100")
    invented = Invented(
        "a copier",
        {
            "Nur Post": honest(0.15),
            "Vela News": copies("Nur Post"),
            "Halar TV": honest(0.05),
            "monitor": honest(0.05),
            "ministry": honest(0.08),
        },
    )
    path = tmp_path / "figures.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        columns = ("source", "subject", "measure", "unit", "value_low", "value_high", "as_of")
        writer.writerow((*columns, "said"))
        for source, figures in figures_of(invented, 0).items():
            late = source == "Vela News"
            for (place, day), n in figures.items():
                as_of, said = (f"2031-03-{d:02}" for d in (day + 1, day + 1 + late))
                writer.writerow((source, place, "killed", "people", n, n, as_of, said))
    return path


def test_copied_figures_of_a_table(table, run):
    """Who copies whom, with the figures that show it and who said it first."""
    (row,) = _rows(run, "--ledger", str(table), "origins")
    assert (row["a"], row["b"], row["kind"]) == ("Nur Post", "Vela News", "figures")
    assert row["score"] > 0.8
    assert (row["apart"], row["own"], row["original"]) == (0, [0, 0], "Nur Post")
    assert row["shared"] > 50
    assert f"both have another number {row['shared']} times, always the same one" in row["evidence"]
    assert "by both" in row["evidence"]
    assert row["evidence"].endswith("It seems that Vela News has it from Nur Post.")
    told = run("--ledger", str(table), "origins")
    assert "Vela News" in told.stdout
    assert "A table keeps no decisions" in told.stderr


def test_a_table_whose_rows_name_their_origin(tmp_path, run):
    """What is declared needs no guess."""
    path = tmp_path / "figures.csv"
    rows = [
        f"{source},place {n},killed,people,{n},{n},2031-03-01,{origin}\n"
        for n in range(20)
        for source, origin in (("Vela News", "monitor" if n < 15 else ""), ("monitor", ""))
    ]
    path.write_text(
        "source,subject,measure,unit,value_low,value_high,as_of,origin\n" + "".join(rows)
    )
    (row,) = _rows(run, "--ledger", str(path), "origins")
    assert (row["a"], row["b"], row["kind"], row["score"]) == (
        "Vela News",
        "monitor",
        "chain",
        0.75,
    )


def test_nothing_to_show(empty, run):
    result = run("origins")
    assert (result.exit_code, result.stderr) == (
        0,
        "Nothing shows that any two speak with one voice.\n",
    )
