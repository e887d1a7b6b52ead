"""One table each for kinds of finding, formats of documents, pictures and formats of export.

A copy of the package gets a row and a function, nothing else; then the command line, the listings,
SQL, graphs and docs know it. And no other module lists what a table lists.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.documents.formats import FORMATS as DOCUMENTS
from reportedly.export.formats import FORMATS as EXPORTS
from reportedly.export.formats import GRAPHS, PICTURES
from reportedly.model import ConflictKind, Severity

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "reportedly"

KIND = """    UNEASE = (
        "unease", Severity.QUESTION, Question.WHEN,
        "two claims that a test dislikes")
"""
FINDER = """
from reportedly.model import ConflictKind


def _uneasy(claims, options, setting):
    for first, second in zip(claims, claims[1:]):
        ids = (first.id, second.id)
        yield Conflict(ConflictKind.UNEASE, first.subject.id, ids, (), 1, "It is uneasy.")


FINDERS = (*FINDERS, _uneasy)
"""
READER = """
from reportedly.documents.content import Content

def is_runes(data, name):
    return data.startswith(b"RUNES")

def read_runes(data):
    return (Content(data[5:].decode().strip(), reader="runes"),)
"""
DOCUMENT = """    "runes": Format(
        "runes", (".rn",), ".rn", (), "runes:read_runes", "letters cut in stone",
        begins=lambda data, name: data.startswith(b"RUNES")),
"""
WRITERS = """
def to_tally(content):
    return f"{len(content.claims)} claims\\n"

def to_nodes(graph):
    return "".join(f"{key}\\n" for key in graph)

def to_sketch(graph, frame):
    return f"{frame.title}: {graph.number_of_nodes()} nodes\\n"
"""
EXPORT = """    "tally": Format(_CASES, ".tally", "made_up:to_tally", "how many claims there are"),
"""
GRAPH = """    "nodes": Format(GRAPHS, ".nodes", "made_up:to_nodes", "the names of the nodes"),
"""
PICTURE = """    "sketch": Format(
        GRAPHS, ".sk", "made_up:to_sketch", "a very rough one", framed=True),
"""


class Copy:
    """The package with texts put before or, without an anchor, behind what stands in a module."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.code = place / "code" / "reportedly"
        shutil.copytree(SOURCE, self.code, ignore=shutil.ignore_patterns("__pycache__"))

    def add(self, module: str, text: str, before: str | None = None) -> None:
        path = self.code / module
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        assert before is None or old.count(before) == 1
        new = old + text if before is None else old.replace(before, text + before)
        path.write_text(new, encoding="utf-8")

    def python(self, *arguments: str, given: bytes = b"") -> str:
        environment = os.environ | {
            "PYTHONPATH": str(self.place / "code"),
            "XDG_CACHE_HOME": str(self.place / "cache"),
            "COLUMNS": "200",
        }
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.place, env=environment, input=given, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def run(self, *arguments: str, given: bytes = b"") -> str:
        return self.python("-m", "reportedly", *arguments, given=given)

    def docs(self, page: str) -> str:
        """The page as the generator would make it."""
        return self.python(
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT / 'docs')!r}); import generate; "
            f"print(generate.page_with_tables((generate.ROOT / {page!r}).read_text()))",
        )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    for folder in ("claims", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return Copy(tmp_path)


def test_a_kind_is_a_row_and_what_finds_it(copy: Copy) -> None:
    copy.add("model/kind.py", KIND, before="    ECHO = (")
    copy.add("compare/findings.py", FINDER)
    listed = [line.split()[0] for line in copy.run("conflicts", "--help").splitlines() if line]
    assert listed.index("outdated") + 1 == listed.index("unease") == listed.index("echo") - 1
    rows = [json.loads(s) for s in copy.run("conflicts", "--format", "jsonl").splitlines()]
    found = [row["kind"] for row in rows]
    assert found == ["conversion", *["unease"] * found.count("unease")]
    assert (rows[1]["severity"], rows[1]["question"]) == ("question", "when")
    asked = copy.run("conflicts", "--kind", "unease", "--severity", "question")
    assert asked.count("question: unease") == found.count("unease") > 0
    assert "unease" not in copy.run("conflicts", "--severity", "conflict")
    assert "dashed" in copy.run("graph", "--format", "dot")
    assert "-.-|" in copy.run("graph", "--format", "mermaid")
    assert '"unease"' in copy.run("export", "turtle")
    ranks = copy.python(
        "-c",
        "import duckdb; from reportedly.store.sql.kinds import rank_of, severity_of\n"
        "print(duckdb.sql(f\"SELECT {severity_of('kind')}, {rank_of('kind')} FROM (VALUES "
        "('outdated'), ('unease'), ('echo')) AS k(kind)\").fetchall())",
    )
    assert ranks.strip() == "[(2, 12), (1, 13), (2, 14)]"
    page = copy.docs("docs/comparing.md")
    assert "| `unease` | question: can hold, should be asked about | when | two claims" in page


def test_a_format_of_documents_is_a_row_and_a_reader(copy: Copy) -> None:
    copy.add("documents/formats.py", DOCUMENT, before='    "warc": Format(')
    copy.add("documents/runes.py", READER)
    help_ = [line.split()[0] for line in copy.run("read", "--help").splitlines() if line]
    assert help_.index("feeds") + 1 == help_.index("runes") == help_.index("archives") - 1
    words = b"RUNES Twelve people died, the ministry said."
    (copy.place / "stone.rn").write_bytes(words)
    by_name = json.loads(copy.run("read", "stone.rn", "--format", "json"))
    by_bytes = json.loads(copy.run("read", "-", "--format", "json", given=words))
    assert by_name["claims"][0]["source_name"] == "ministry"
    assert by_bytes["claims"][0]["text"] == by_name["claims"][0]["text"] == "Twelve people died"
    copy.run("--ledger", ".", "read", "-", "--save", given=words)
    assert [p.name for p in copy.place.glob("captures/*.rn")]
    assert "| runes | .rn | | letters cut in stone | | |" in copy.docs("docs/documents.md")


def test_a_format_of_export_is_a_row_and_a_writer(copy: Copy) -> None:
    copy.add("export/formats.py", EXPORT, before='    "xlsx": Format(')
    copy.add("export/formats.py", GRAPH, before='    "neo4j": Format(')
    copy.add("export/made_up.py", WRITERS)
    help_ = [line.split()[0] for line in copy.run("export", "--help").splitlines() if line]
    assert help_.index("stix") + 1 == help_.index("tally") == help_.index("Tables:") - 1
    assert help_.index("node-link") + 1 == help_.index("nodes") == help_.index("neo4j") - 1
    assert copy.run("export", "tally") == "21 claims\n"
    every, near = (copy.run("export", "nodes", *a) for a in ((), ("--source", "SOHR")))
    assert "source:bali\n" in every
    assert "source:bali\n" not in near
    assert "claim:sohr-civilians-killed-baghouz\n" in near
    page = copy.docs("docs/formats.md")
    assert "| `tally` | one file | how many claims there are | | | |" in page
    assert "| `nodes` | one file | the names of the nodes | | | |" in page


def test_a_picture_is_a_row_and_what_draws_it(copy: Copy) -> None:
    copy.add("export/formats.py", PICTURE, before='    "mermaid": _picture(')
    copy.add("export/made_up.py", WRITERS)
    help_ = copy.run("graph", "--help")
    assert "[svg|png|pdf|html|sketch|mermaid|dot]" in help_
    assert "a very rough one" in help_
    drawn = copy.run("graph", "--format", "sketch", "--title", "Baghouz")
    assert drawn.startswith("Baghouz: ")
    copy.run("graph", "-o", "g.sk", "--title", "Baghouz")
    assert (copy.place / "g.sk").read_text() == drawn
    assert "| `sketch` | .sk | 50,000 | a very rough one |" in copy.docs("docs/formats.md")


TABLES = {
    "kinds": (frozenset(ConflictKind), "model/kind.py"),
    "severities": (frozenset(Severity), "model/kind.py"),
    "documents": (frozenset(DOCUMENTS), "documents/formats.py"),
    "suffixes": (
        frozenset(s for f in DOCUMENTS.values() for s in f.suffixes),
        "documents/formats.py",
    ),
    "exports": (frozenset(EXPORTS), "export/formats.py"),
    "pictures": (frozenset(PICTURES), "export/formats.py"),
}
ELSEWHERE = {
    ("severities", "export/severities.py"),  # how they look, a row each
    ("pictures", "export/render.py"),  # what Graphviz itself can be asked for
    ("exports", "cli/import_.py"),  # what comes in is another table
    ("suffixes", "ledger/checks/documents.py"),  # never plain text, whether it is read or not
}


@pytest.mark.parametrize("table", TABLES)
def test_no_other_module_lists_what_a_table_lists(table: str) -> None:
    names, home = TABLES[table]
    found = {
        (table, path.relative_to(SOURCE).as_posix())
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if len(names & _named(node)) >= 3
    }
    assert found - ELSEWHERE <= {(table, home)}


def _named(node: ast.AST) -> set[str]:
    """The words, and the members of enumerations as their words, that a literal lists."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        items = node.elts
    elif isinstance(node, ast.Dict):
        items = [key for key in node.keys if key]
    else:
        return set()
    words = {str(item.value) for item in items if isinstance(item, ast.Constant)}
    return words | {
        item.attr.lower().replace("_", "-") for item in items if isinstance(item, ast.Attribute)
    }


def test_every_row_is_whole() -> None:
    ranks = [(kind.severity.rank, kind.rank) for kind in ConflictKind]
    assert ranks == sorted(ranks)
    assert all(kind.help for kind in ConflictKind)
    forms = [*EXPORTS.values(), *PICTURES.values(), *DOCUMENTS.values()]
    assert all(form.help and "|" not in form.help for form in forms)
    assert all(form.group == GRAPHS for form in PICTURES.values())
