"""A scratch copy of the example's ledger, and a way to run commands in it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    for folder in ("claims", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.fixture
def run():
    def invoke(*arguments, **options):
        return CliRunner().invoke(main, arguments, catch_exceptions=False, **options)

    return invoke


@pytest.fixture
def empty(tmp_path, monkeypatch, run):
    """A ledger just begun, in the folder where commands run, with nobody known to decide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("REPORTEDLY_BY", raising=False)
    run("init")
    return tmp_path
