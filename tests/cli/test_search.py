"""`reportedly search` over the example's ledger."""

import json

import pytest


def test_a_phrase_is_found_in_claims_with_where_it_stands(ledger, run):
    result = run("search", '"at least 16"', "--in", "claims", "--format", "json")
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    assert "sohr-civilians-killed-baghouz" in {row["id"] for row in rows}
    for row in rows:
        assert "".join(row["pieces"]) == row["text"]
        assert [piece.casefold() for piece in row["pieces"][1::2]] == ["at least 16"]
        assert row["kind"] == "claim"


def test_a_document_is_one_line_of_the_table(ledger, run):
    result = run("search", "baghouz", "--in", "documents")
    assert result.exit_code == 0, result.stderr
    assert "document" in result.stdout


def test_what_is_not_shown_is_counted_on_stderr(ledger, run):
    result = run("search", "the", "--limit", "1", "--format", "jsonl")
    assert len(result.stdout.splitlines()) == 1
    assert "more: --limit gives them" in result.stderr


@pytest.mark.parametrize("words", ['"', "NEAR(", "* AND", "body:", "-x", "zzzzqq"])
def test_what_no_index_understands_finds_nothing_and_is_no_error(ledger, run, words):
    result = run("search", "--format", "json", "--", words, "qqqzz")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
