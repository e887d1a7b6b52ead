"""`read` of captures that are not plain text, into a ledger that checks."""

import json
from datetime import UTC, datetime

import pytest

MAIL = b"""From: Ines Varga <ines@redlamp.example>
Date: Thu, 04 Mar 2021 10:00:00 +0000
Subject: Toll at Orlo

At least 12 people drowned in Orlo on Monday, the governor said.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "toll.eml").write_bytes(MAIL)
    run("init")
    return tmp_path


def test_a_message_becomes_claims_whose_words_check(folder, run):
    saved = run("read", "toll.eml", "--save")
    assert saved.exit_code == 0, saved.stderr
    assert run("check").exit_code == 0, run("check").stdout
    (document,) = json.loads(run("documents", "--format", "json").stdout)
    assert document["path"] == "toll.eml.txt"
    claims = json.loads(run("claims", "--format", "json").stdout)
    text = (folder / "toll.eml.txt").read_text()
    spans = [text[s:e] for c in claims for s, e in c["spans"]]
    assert "At least 12 people drowned in Orlo on Monday" in spans
    assert claims[0]["said"] == ["2021-03-04", "2021-03-04"]
    assert "is in the ledger already" in run("read", "toll.eml", "--save").stderr


def test_stdin_is_kept_when_it_is_saved(folder, run):
    saved = run(
        "read", "-", "--published", "2021-03-04", "--save", input=MAIL.decode().partition("\n\n")[2]
    )
    assert saved.exit_code == 0, saved.stderr
    kept = sorted(p.suffix for p in (folder / "captures").iterdir())
    assert kept == [".txt", ".yaml"]
    assert (
        f'captured: "{datetime.now(UTC).year}' in next(folder.glob("captures/*.yaml")).read_text()
    )
    assert run("check").exit_code == 0


def test_the_words_of_a_document_with_pages_are_noted_with_their_page(folder, run):
    (folder / "report.txt").write_text("Floods.\n\n\f" + MAIL.decode().partition("\n\n")[2])
    run("read", "report.txt", "--published", "2021-03-04", "--save")
    (path,) = folder.glob("claims/2021*.yaml")
    assert "    note: page 2\n" in path.read_text()


def test_an_address_without_a_network_is_a_clear_error(folder, run):
    result = run("read", "https://orlopost.invalid/dam")
    assert result.exit_code == 2
    assert "is there a network?" in result.stderr
