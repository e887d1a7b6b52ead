"""The hooks and the Action that this repository offers, run as their runners run them."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILE = "claims/2019-02-12-baghouz.yaml"
STEPS = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """The example's ledger in a git repository, with a runner's files and environment."""
    place = tmp_path / "repository"
    for folder in ("claims", "seeds"):
        shutil.copytree(ROOT / folder, place / folder)
    identity = "-c user.name=A -c user.email=a@b.example -c commit.gpgsign=false"
    for command in ("init -q -b main", "add .", f"{identity} commit -q -m first"):
        subprocess.run(["git", *command.split()], cwd=place, check=True, capture_output=True)
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        (tmp_path / name).touch()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return place


def run_step(name, place, **environment):
    (script,) = [step["run"] for step in STEPS if step["name"] == name]
    given = {**os.environ, "REPORTEDLY_LEDGER": ".", **environment}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=place,
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )


def edit(place, old, new):
    path = place / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_no_expression_stands_in_a_script():
    assert all("${{" not in step["run"] for step in STEPS)


def test_the_action_checks_compares_and_looks_for_conflicts(repository, tmp_path):
    assert run_step("Check", repository).returncode == 0
    edit(repository, "killed: at least 16", "killed: at least 15")
    assert run_step("Check", repository).returncode == 1
    compared = run_step("Compare", repository, BASE="main")
    assert compared.returncode == 0, compared.stderr
    assert "1 claim changed" in (tmp_path / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    output = (tmp_path / "GITHUB_OUTPUT").read_text(encoding="utf-8")
    assert Path(output.strip().removeprefix("comment=")).exists()
    assert run_step("Conflicts", repository, FAIL="true").returncode == 1
    assert run_step("Conflicts", repository, FAIL="false").returncode == 0


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_without_a_base_nothing_is_compared(repository, tmp_path, base):
    assert run_step("Compare", repository, BASE=base).returncode == 0
    assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text() == ""


def test_a_base_is_never_run(repository):
    done = run_step("Compare", repository, BASE="--output=evil; touch evil")
    assert done.returncode != 0
    assert not (repository / "evil").exists()


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_or_fails_as_its_command_does(repository, hook):
    entry = shlex.split(hook["entry"])
    done = subprocess.run(entry, cwd=repository, capture_output=True, text=True, check=False)
    # The example has no fault, and one conflict that nobody has judged.
    assert done.returncode == (0 if hook["id"] == "reportedly-check" else 1)
    assert set(hook) <= {
        "id", "name", "description", "entry", "language", "pass_filenames", "files",
        "minimum_pre_commit_version",
    }  # fmt: skip
