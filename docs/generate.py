"""Regenerate what is generated in the docs: the commands page, outputs, schemas, graphs.

`python docs/generate.py` writes; `python docs/generate.py --check` only says what would change, and
is what the tests run. A fenced block that starts with ```console holds commands after `$ ` with
their outputs; the blocks of one page run in order in one scratch copy of the example.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/tutorial.md")
_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")


def commands_page() -> str:
    """The reference of all commands, from their own help."""
    from reportedly.cli import main

    parts = [
        "# Commands\n\nGenerated from the code by `make docs`.\n",
        _help(main, ["reportedly"]),
    ]
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        parts.append(_help(command, ["reportedly", name]))
    return "\n".join(parts)


def _help(command: click.Command, words: list[str]) -> str:
    context: click.Context | None = None
    for word in words:
        context = click.Context(command, info_name=word, parent=context, max_content_width=90)
        context.terminal_width = 90
    assert context is not None
    title = " ".join(words)
    return f"## `{title}`\n\n```text\n{command.get_help(context)}\n```\n"


def page_with_outputs(page: str) -> str:
    """The page with every console block run anew."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "reportedly"
        place.mkdir()
        for folder in ("claims", "seeds", "graphs"):
            shutil.copytree(ROOT / folder, place / folder)
        return _BLOCK.sub(lambda m: f"```console\n{_run(m.group(1), place)}```", page)


def _run(block: str, place: Path) -> str:
    """The block's commands with their outputs; `cd` holds for the commands that follow."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(place),
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
        "REPORTEDLY_BY": "A. Reader",
    }
    out, here = [], place / ".here"
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(
            ["bash", "-c", f"{line[2:]}\npwd > {here}"],
            cwd=here.read_text().strip() if here.exists() else place,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        out.append(line)
        out += [s.rstrip() for s in done.stdout.decode().rstrip().splitlines()]
    return "".join(f"{line}\n" for line in out)


def graphs() -> Iterator[tuple[Path, str]]:
    """What the example's ledger renders to."""
    from reportedly.workflow import draw_graph, open_ledger

    ledger = open_ledger(str(ROOT))
    title = "Airstrikes near Baghouz, February 2019: who said what"
    for form in ("dot", "svg", "json", "graphml"):
        drawn = draw_graph(ledger, form, title=title, engine="wheel")
        yield ROOT / "graphs" / f"baghouz.{form}", drawn.decode()


def schemas() -> Iterator[tuple[Path, str]]:
    """The JSON Schemas of the ledger's files."""
    import json

    from reportedly.ledger import schema

    folder = ROOT / "src/reportedly/ledger/schemas"
    for name, content in schema().items():
        yield folder / f"{name}.json", json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def everything() -> Iterator[tuple[Path, str]]:
    """Every generated file with what it must hold."""
    yield from schemas()
    yield from graphs()
    yield ROOT / "docs/commands.md", commands_page()
    for name in PAGES:
        path = ROOT / name
        yield path, page_with_outputs(path.read_text(encoding="utf-8"))


def main() -> int:
    """Write what differs, or with `--check` show it and return 1."""
    check = "--check" in sys.argv[1:]
    stale = 0
    for path, content in everything():
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old == content:
            continue
        stale += 1
        name = str(path.relative_to(ROOT))
        if check:
            lines = difflib.unified_diff(old.splitlines(), content.splitlines(), name, name, "")
            print("\n".join(list(lines)[:60]))
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
            print(f"wrote {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
