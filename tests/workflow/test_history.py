"""The history of a claim in a folder that Git keeps, and versions brought back."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.errors import UsageError
from reportedly.workflow import open_ledger
from reportedly.workflow.history import history, restore

CLAIMS = """\
document: {publisher: Orlo Post, published: 2031-03-03}
claims:
  # Told by telephone.
  - id: nine
    source: mayor
    subject: drowned
    figure: nine
    note: at a briefing
"""


def commit(root: Path, text: str, name: str) -> None:
    (root / "claims/flood.yaml").write_text(text)
    who = {"NAME": name, "EMAIL": f"{name}@example.org", "DATE": "2031-03-04T10:00:00+01:00"}
    env = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in who.items()}
    git = ["git", "-C", str(root), "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True, env={**os.environ, **env})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger two folders below the top of a repository, with two commits."""
    root = tmp_path / "cases/orlo"
    (root / "claims").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    commit(root, CLAIMS, "ann")
    commit(root, CLAIMS.replace("figure: nine", "figure: ten"), "ben")
    return root


def test_commits_of_the_claims_file_tell_its_history(folder: Path) -> None:
    commit(folder, (folder / "claims/flood.yaml").read_text() + "# Seen.\n", "cleo")
    edits = history(open_ledger(str(folder)), "nine")
    assert [(e.number, e.who, e.did) for e in edits] == [(1, "ann", "added"), (2, "ben", "changed")]
    assert edits[1].fields == {"figure": ("nine", "ten")}
    assert edits[1].row["when"] == "2031-03-04T09:00:00+00:00"


def test_what_is_not_committed_yet_is_the_last_edit(folder: Path) -> None:
    path = folder / "claims/flood.yaml"
    path.write_text(path.read_text().replace("ten", "eleven"))
    last = history(open_ledger(str(folder)), "nine")[-1]
    assert (last.who, last.fields) == ("", {"figure": ("ten", "eleven")})


def test_a_version_of_before_comes_back_and_every_other_byte_stays(folder: Path) -> None:
    restore(open_ledger(str(folder)), "nine", 1)
    assert (folder / "claims/flood.yaml").read_text() == CLAIMS
    assert history(open_ledger(str(folder)), "nine")[-1].fields == {"figure": ("ten", "nine")}


def test_a_claim_that_a_commit_removed_is_told_of_by_its_document(folder: Path) -> None:
    unnamed = CLAIMS.replace("  - id: nine\n    source", "  - source")
    commit(folder, unnamed, "ann")
    commit(folder, unnamed[: unnamed.index("claims:")], "ben")
    ledger = open_ledger(str(folder))
    assert [e.did for e in history(ledger, "flood/mayor/drowned")] == ["added", "removed"]
    restore(ledger, "flood/mayor/drowned", 1)
    assert [c.id for c in open_ledger(str(folder)).entries.claims] == ["flood/mayor/drowned"]


def test_a_folder_that_git_does_not_keep_has_no_history(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/flood.yaml").write_text(CLAIMS)
    ledger = open_ledger(str(tmp_path))
    assert history(ledger, "nine") == []
    with pytest.raises(UsageError, match="no claim 'ten'"):
        history(ledger, "ten")
    with pytest.raises(UsageError, match="no edit 1"):
        restore(ledger, "nine", 1)


def test_the_command_lists_and_restores(folder: Path) -> None:
    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["--ledger", str(folder), "history", "nine", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert json.loads(run("--format", "json"))[1] == {
        "number": 2,
        "when": "2031-03-04T09:00:00+00:00",
        "who": "ben",
        "did": "changed",
        "what": "figure: nine → ten",
        "fields": {"figure": {"before": "nine", "after": "ten"}},
    }
    assert "2,2031-03-04T09:00:00+00:00,ben,changed,figure: nine → ten" in run("--format", "csv")
    run("--restore", "1")
    assert (folder / "claims/flood.yaml").read_text() == CLAIMS
