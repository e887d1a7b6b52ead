"""Regenerate what is generated in the docs: commands, outputs, tables, schemas, graphs.

`python docs/generate.py` writes; `python docs/generate.py --check` only says what would change, and
is what the tests run. A fenced block that starts with ```console holds commands after `$ ` with
their outputs; the blocks of one page run in order in one scratch copy of the example, in which
blocks that start with a language and the name of a file stand as that file.
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
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/tutorial.md", "docs/events.md")
# As the shell sets it; a command keeps the help option that it was first asked for.
_AS_RUN: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
TABLE_PAGES = ("docs/comparing.md", "docs/formats.md", "docs/documents.md")
_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
_FILE = re.compile(r"(?ms)^```\w+ (\S+)\n(.*?)^```$")
_BAR = re.compile(r"(?<!\\)\|")
_TABLE = re.compile(r"(?s)(<!-- table: (\w+) -->\n)(.*?)(<!-- end of table -->)")


def commands_page() -> str:
    """The reference of all commands, from their own help."""
    from reportedly.cli import main

    parts = [
        "# Commands\n\nGenerated from the code by `make docs`.\n",
        _help(main, ["reportedly"]),
    ]
    context = click.Context(main, **_AS_RUN)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        parts.append(_help(command, ["reportedly", name]))
    return "\n".join(parts)


def _help(command: click.Command, words: list[str]) -> str:
    parent: click.Context | None = None
    for word in words[:-1]:
        # A bare group: arguments of the command itself do not belong to the name above it.
        parent = click.Context(click.Group(word), info_name=word, parent=parent, **_AS_RUN)
    context = click.Context(
        command, info_name=words[-1], parent=parent, max_content_width=90, **_AS_RUN
    )
    context.terminal_width = 90
    title = " ".join(words)
    return f"## `{title}`\n\n```text\n{command.get_help(context)}\n```\n"


def man_page() -> str:
    """The manual in the man macros of troff, from the commands' own help (man-pages(7))."""
    from reportedly.cli import main

    context = click.Context(main, **_AS_RUN)
    about, *rest = (main.help or "").split("\n\n")
    parts = [
        '.TH REPORTEDLY 1 "" "reportedly" "User Commands"',
        f".SH NAME\nreportedly \\- {_troff(about.rstrip('.')[:1].lower() + about.rstrip('.')[1:])}",
        ".SH SYNOPSIS\n.B reportedly\n[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        _paragraphs("\n\n".join(rest)),
        ".SH OPTIONS",
        *_options(main, context),
        ".SH COMMANDS",
    ]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, **_AS_RUN)
        usage = _troff(" ".join(command.collect_usage_pieces(inner)))
        parts += [f".SS reportedly {_troff(name)} {usage}", _paragraphs(command.help or "")]
        parts += _options(command, inner)
    parts += [
        ".SH ENVIRONMENT",
        *(
            f".TP\n.B {name}\n{_troff(what)}"
            for name, what in (
                ("REPORTEDLY_LEDGER", "The ledger, where --ledger does not name it."),
                ("REPORTEDLY_BY", "Who signs judgements."),
                ("REPORTEDLY_MODEL", "The spaCy model that reads documents."),
                ("NO_COLOR", "When set, nothing is coloured."),
                ("XDG_CACHE_HOME", "Where what was read before is kept; by default ~/.cache."),
            )
        ),
        ".SH EXIT STATUS\n0 fine, 1 findings, 2 wrong use.",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _options(command: click.Command, context: click.Context) -> list[str]:
    records = (p.get_help_record(context) for p in command.get_params(context))
    return [
        f".TP\n.B {_troff(name)}\n{_troff(what)}" for name, what in filter(None, records) if what
    ]


def _paragraphs(text: str) -> str:
    """Help as paragraphs; where click is told not to wrap, lines stay as they are."""
    made = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.strip("\n").rstrip().splitlines()
        if lines and lines[0].strip() == "\b":
            made.append("\n".join([".PP", ".nf", *map(_troff, lines[1:]), ".fi"]))
        elif lines:
            made.append(f".PP\n{_troff(' '.join(line.strip() for line in lines))}")
    return "\n".join(made)


def _troff(words: str) -> str:
    """Words that troff prints as they are: no escape, no request at the beginning of a line."""
    safe = words.strip().replace("\\", "\\e").replace("-", "\\-")
    safe = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in safe)
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe


def page_with_outputs(page: str) -> str:
    """The page with every console block run anew."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "reportedly"
        place.mkdir()
        for folder in ("claims", "seeds", "graphs", "docs/example"):
            shutil.copytree(ROOT / folder, place / folder)
        for name, text in _FILE.findall(page):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
        return _BLOCK.sub(lambda m: f"```console\n{_run(m.group(1), place)}```", page)


def page_with_tables(page: str) -> str:
    """The page with every table between markers made anew from the code's own tables."""
    return _TABLE.sub(lambda m: f"{m[1]}{_table(TABLES[m[2]](), m[3])}{m[4]}", page)


def _table(rows: list[tuple[str, ...]], old: str) -> str:
    """Rows in Markdown. Columns to the right of theirs are prose: kept by the row's first cell."""
    cells = ([c.strip() for c in _BAR.split(line)[1:-1]] for line in old.splitlines())
    prose = {first: rest[len(rows[0]) - 1 :] for first, *rest in cells}
    headings, *body = rows
    more = prose.get(headings[0], [])
    out = [_row(*headings, *more), "|---" * (len(headings) + len(more)) + "|\n"]
    out += [_row(*row, *prose.get(row[0], [""] * len(more))) for row in body]
    return "".join(out)


def _row(*cells: str) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|\n"


def _kinds() -> list[tuple[str, ...]]:
    from reportedly.model import ConflictKind

    return [("kind", "severity", "question", "when")] + [
        (f"`{k}`", f"{k.severity}: {k.severity.meaning}", k.question, k.help) for k in ConflictKind
    ]


def _exports() -> list[tuple[str, ...]]:
    from reportedly.export.formats import FORMATS

    return [("format", "written as", "for")] + [
        (f"`{name}`", "folder or .zip" if form.several else "one file", form.help)
        for name, form in FORMATS.items()
    ]


def _pictures() -> list[tuple[str, ...]]:
    from reportedly.export.formats import PICTURES

    return [("picture", "file", "claims of a table", "what it is")] + [
        (f"`{name}`", form.suffix, f"{form.most:,}", form.help) for name, form in PICTURES.items()
    ]


def _documents() -> list[tuple[str, ...]]:
    from reportedly.documents.formats import FORMATS

    return [("format", "files", "needs", "the text")] + [
        (
            form.title,
            " ".join(form.suffixes),
            f"`reportedly[{form.extra}]`" if form.extra else "",
            form.help,
        )
        for form in FORMATS.values()
    ]


TABLES = {
    "kinds": _kinds,
    "exports": _exports,
    "pictures": _pictures,
    "documents": _documents,
}
"""What stands between `<!-- table: NAME -->` and `<!-- end of table -->`."""


def _run(block: str, place: Path) -> str:
    """The block's commands with their outputs; `cd` holds for the commands that follow."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),  # this checkout, whichever one is installed
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
    for suffix, form in (("dot",) * 2, ("svg",) * 2, ("json", "node-link"), ("graphml",) * 2):
        drawn = draw_graph(ledger, form, title=title, engine="wheel")
        yield ROOT / "graphs" / f"baghouz.{suffix}", drawn.decode()


def positions() -> Iterator[tuple[Path, str]]:
    """What the second example's voices hold, as strips."""
    import yaml

    from reportedly.documents import document_from_bytes
    from reportedly.export.chart import draw_strips, drawn_as
    from reportedly.workflow import read_documents
    from reportedly.workflow.plotting import frames_of

    texts = sorted((ROOT / "docs" / "example").glob("*.txt"))
    known = [yaml.safe_load(t.with_suffix(".yaml").read_text(encoding="utf-8")) for t in texts]
    documents = [
        document_from_bytes(text.read_bytes(), text.name, {k: str(v) for k, v in data.items()})
        for text, data in zip(texts, known, strict=True)
    ]
    reading = read_documents(documents)
    frame, *_ = frames_of(reading.claims, reading.conflicts, reading.setting)
    strips = [s for _, own in frame.strips for s in own if s.has_figures]
    yield (
        ROOT / "graphs" / "halven.svg",
        drawn_as("svg", draw_strips(strips, event=frame.title)).decode(),
    )


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
    yield from positions()
    yield ROOT / "docs/commands.md", commands_page()
    yield ROOT / "docs/reportedly.1", man_page()
    for name in PAGES:
        path = ROOT / name
        yield path, page_with_outputs(path.read_text(encoding="utf-8"))
    for name in TABLE_PAGES:
        path = ROOT / name
        yield path, page_with_tables(path.read_text(encoding="utf-8"))


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
