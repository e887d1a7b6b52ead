"""The shell itself: help, errors, and what it does not load."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from reportedly.cli.main import COMMANDS, main

HEAVY = ("spacy", "pint", "networkx", "graphviz", "rich", "yaml", "numpy", "dateutil")


def test_help_loads_no_heavy_library():
    code = (
        "import sys; from reportedly.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "Plain-text accounting for who said what." in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    first_verb = COMMANDS[name].split()[0]
    assert first_verb in result.stdout, "the list of commands and the command's help differ"


def test_without_a_ledger_the_error_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["claims"])
    assert result.exit_code == 2
    assert "reportedly init" in result.stderr


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m reportedly --help | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
