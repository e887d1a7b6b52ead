"""`reportedly graph`: the forms that are no picture, and the view from afar."""

import pytest


@pytest.mark.parametrize(
    ("name", "start"),
    [("g.html", "<!doctype html>"), ("g.mmd", "flowchart LR"), ("g.mermaid", "flowchart LR")],
)
def test_the_file_says_the_form(ledger, run, name, start):
    assert run("graph", "-o", name).exit_code == 0
    assert (ledger / name).read_text(encoding="utf-8").startswith(start)


def test_from_afar_there_are_no_claims(ledger, run):
    dot = run("graph", "--overview", "--format", "dot").stdout
    assert '"source:bali" -> "subject:baghouz-battle/escaped/civilians@2019-02-12"' in dot
    assert '"claim:' not in dot


@pytest.mark.parametrize("with_", [("--overview",), ("--format", "html")])
def test_folded_claims_cannot_be_seen_one_by_one(ledger, run, with_):
    result = run("graph", "--group", "source", *with_)
    assert result.exit_code == 2
    assert "--group" in result.stderr


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        (("--format", "graphml"), "export graphml"),
        (("--format", "json"), "export node-link"),
        (("--format", "gexf", "--source", "SOHR", "--depth", "1"), "export gexf"),
    ],
)
def test_files_are_written_by_export_and_the_old_spelling_says_so_once(ledger, run, asked, now):
    old = run("graph", *asked)
    new = run(*now.split(), *asked[2:])
    assert (old.exit_code, old.stdout) == (0, new.stdout)
    assert old.stderr == f"graph --format {asked[1]} is now: reportedly {now}\n"
    assert new.stderr == ""


@pytest.mark.parametrize(
    ("name", "now"), [("g.graphml", "graphml"), ("g.json", "node-link"), ("g.cyjs", "cytoscape")]
)
def test_the_old_spelling_by_the_name_of_a_file(ledger, run, name, now):
    said = run("graph", "-o", name).stderr
    assert said.splitlines()[0].endswith(f"is now: reportedly export {now}")
    assert said.splitlines()[1:] == [f"wrote {name}"]
    assert (ledger / name).read_bytes() == run("export", now).stdout_bytes


def test_several_files_by_the_old_spelling(ledger, run):
    assert run("graph", "--format", "neo4j").exit_code == 2
    said = run("graph", "--format", "parquet", "-o", "folder").stderr
    assert said == "graph --format parquet is now: reportedly export parquet\nwrote folder\n"
    assert (ledger / "folder" / "nodes.parquet").exists()


def test_a_part_is_chosen_of_graphs_only(run, ledger):
    refused = run("export", "turtle", "--source", "SOHR")
    assert refused.exit_code == 2
    assert "a part can be chosen of graphs only, and turtle is none" in refused.stderr
