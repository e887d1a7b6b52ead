"""The recipes of docs/import.md run and give what the page says."""

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main

PAGE = (Path(__file__).parent.parent.parent / "docs" / "import.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?ms)^```(\w+)(?: (\S+))?\n(.*?)^```$")


def recipes():
    """Blocks by section: files, commands, expected messages and entries."""
    parts = re.split(r"(?m)^## ", PAGE)[1:]
    return [(part.partition("\n")[0], BLOCK.findall(part)) for part in parts]


@pytest.mark.parametrize(("title", "blocks"), recipes())
def test_the_recipe_does_what_the_page_says(title, blocks, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    run = CliRunner().invoke
    assert run(main, ["init"]).exit_code == 0
    for _, name, text in blocks:
        if name:
            (tmp_path / name).write_text(text, encoding="utf-8")
    said = ""
    commands = [
        line.split()[1:] for kind, _, text in blocks if kind == "sh" for line in text.splitlines()
    ]
    assert commands
    for command in commands:
        if (tmp_path / command[2]).exists():
            result = run(main, command, catch_exceptions=False)
            assert result.exit_code in (0, 1), result.stderr
            said += result.stderr
    written = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "claims").iterdir())
    for kind, name, text in blocks:
        if kind == "text":
            assert text.strip() in said
        elif kind == "yaml" and not name:
            for line in textwrap.dedent(text).splitlines():
                assert line in written
    assert run(main, ["check"]).exit_code == 0, run(main, ["check"]).stdout
