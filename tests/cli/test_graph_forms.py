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
    assert '"source:bali" -> "subject:civilians-escaped-baghouz"' in dot
    assert '"claim:' not in dot


@pytest.mark.parametrize("with_", [("--overview",), ("--format", "html")])
def test_folded_claims_cannot_be_seen_one_by_one(ledger, run, with_):
    result = run("graph", "--group", "source", *with_)
    assert result.exit_code == 2
    assert "--group" in result.stderr
