"""`extract` killed before every single step that it takes with its files, and then run again."""

import io
import json
import os
import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.documents.articles import read_articles
from reportedly.export.journal import Journal
from reportedly.model import Location, Problem
from reportedly.workflow import extract_articles, run_of

TEXT = "At least {} people drowned in Orlo, the mayor said."
GOOD = [json.dumps({"id": f"a{n}", "text": TEXT.format(n)}) + "\n" for n in range(4)]
HALF = '{"id": "\\ud800", "text": "x"}\n'
LINES = [GOOD[0], HALF, GOOD[1], GOOD[2], "{broken\n", GOOD[3]]
STEPS = {"write", "truncate"}
FILES = {"open", "replace", "unlink", "fsync"}


def killed(before, arguments, given=""):
    """Run a command in a process that dies before its step of that number; False if it ends."""
    child = os.fork()
    if child == 0:
        left = before

        def watch(_frame, event, called):
            nonlocal left
            name, owner = getattr(called, "__name__", ""), getattr(called, "__self__", None)
            on_file = isinstance(owner, io.FileIO) and name in STEPS
            on_name = getattr(called, "__module__", None) in ("posix", "_io", "io")
            if event == "c_call" and (on_file or (on_name and name in FILES)):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        runner = CliRunner()
        sys.setprofile(watch)
        runner.invoke(main, arguments, input=given)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "stdin.jsonl"])
def test_after_a_kill_at_any_step_the_same_command_ends_as_if_nothing_had_been(
    tmp_path, monkeypatch, run, name
):
    monkeypatch.chdir(tmp_path)
    given = "".join(LINES)
    Path("in.jsonl").write_text(given)
    source = "-" if name.startswith("stdin") else "in.jsonl"
    arguments = ("extract", source, "-o", name, "--rejects", "bad.jsonl", "--workers", "1")
    clean = run(*arguments, input=given)
    assert clean.exit_code == 1
    expected = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(expected) == {"in.jsonl", name, "bad.jsonl"}
    assert [json.loads(x)["code"] for x in expected["bad.jsonl"].splitlines()] == [
        "not-text",
        "not-json",
    ]
    step = 0
    resumed = 0
    while True:
        step += 1
        for path in tmp_path.iterdir():
            if path.name != "in.jsonl":
                path.unlink()
        if not killed(step, arguments, given):
            break
        again = run(*arguments, input=given)
        resumed += "going on" in again.stderr
        assert again.exit_code == 1
        assert "2 articles left out" in again.stderr
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == expected, step
    assert step > 20
    assert resumed > 5


def test_stdin_is_not_gone_on_with_where_a_row_so_far_is_of_something_else(
    tmp_path, monkeypatch, run
):
    monkeypatch.chdir(tmp_path)
    arguments = ("extract", "-", "-o", "out.jsonl", "--workers", "1")
    run(*arguments, input="".join(GOOD))
    step = 0
    while not Path("out.jsonl.resume").exists() or Path("out.jsonl").read_bytes().count(b"\n") < 3:
        step += 1
        assert killed(step, (*arguments, "--restart"), "".join(GOOD))
    refused = run(*arguments, input="".join([GOOD[0], GOOD[1].replace("Orlo", "Besh"), *GOOD[2:]]))
    assert refused.exit_code == 2
    assert "the input changed since: its row 2" in refused.stderr
    assert run(*arguments, input="".join(GOOD)).exit_code == 0


def test_an_article_whose_extraction_failed_is_told_again_and_not_tried_again(tmp_path):
    """Above all one of the same id as its neighbour, whose row must not pass for its own."""
    same = [json.dumps({"id": "same", "text": TEXT.format(n)}) + "\n" for n in range(4)]
    (tmp_path / "in.jsonl").write_text("".join(same))
    articles = list(read_articles(str(tmp_path / "in.jsonl")))
    rows = [row for _, row in extract_articles(articles)]
    run = run_of(str(tmp_path / "in.jsonl"), {})
    first = Journal(tmp_path / "out.jsonl", run)
    first.write(rows[0])
    fault = Problem("not-extracted", "its process died: \ud800", Location("in.jsonl", 2))
    first.leave_out(2, fault)
    first.write(rows[2])
    first.stop()
    again = Journal(tmp_path / "out.jsonl", run)
    assert again.resumed
    left = [(article.number, row) for article, row in extract_articles(articles, before=again)]
    assert left == [(2, fault), (4, rows[3])]
