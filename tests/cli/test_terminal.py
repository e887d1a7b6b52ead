"""On a terminal: colours unless refused, and a pager for what is longer than the screen."""

import os
import pty
import subprocess
import sys

import pytest


def on_a_terminal(arguments, lines, **environment):
    """What a command prints on a pseudo-terminal of so many lines, its pager marking each line."""
    master, slave = pty.openpty()
    environment = {
        **os.environ,
        "LINES": str(lines),
        "COLUMNS": "100",
        "TERM": "xterm",
        "PAGER": "sed s/^/paged:/",
        **environment,
    }
    environment.pop("CI", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "reportedly", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    os.close(slave)
    printed = b""
    while True:
        try:
            more = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        printed += more
    process.wait()
    os.close(master)
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["claims", "conflicts", "subjects"])
def test_only_what_is_longer_than_the_screen_is_paged(ledger, command):
    long = on_a_terminal([command], lines=3)
    assert long.startswith("paged:")
    assert "paged:" not in on_a_terminal([command], lines=500)


def test_colours_are_for_terminals_and_not_against_no_color(ledger, run):
    assert "\x1b[" in on_a_terminal(["conflicts"], lines=500)
    assert "\x1b[" not in on_a_terminal(["conflicts"], lines=500, NO_COLOR="1")
    assert "\x1b[" not in run("conflicts").stdout


def test_nothing_in_a_title_acts_on_the_terminal(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(
        "Dam \x1b]0;owned\x07fails\x1b[2J at \u202eorlO\n\nIt rained.\n"
    )
    printed = on_a_terminal(["read", "a.txt"], lines=500, NO_COLOR="1")
    assert "Dam ␛]0;owned␇fails␛[2J at <U+202E>orlO" in printed
    assert not set("\x1b\x07\u202e") & set(printed)


def test_nothing_in_an_error_acts_on_the_terminal(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    result = run("read", "no\x1b[2J.txt")
    assert result.exit_code == 2
    assert "no␛[2J.txt" in result.stderr
    assert "\x1b" not in result.stderr


def test_json_is_never_paged_or_coloured(ledger):
    printed = on_a_terminal(["claims", "--format", "json"], lines=5)
    assert printed.startswith("[\n")
    assert "\x1b[" not in printed
