"""What is written is whole or not there."""

import zipfile
from pathlib import Path

import click
import pytest

from reportedly.cli import output as writing
from reportedly.cli.output import opened_output, write_output

TABLE = """\
source,subject,measure,unit,value_low,value_high,as_of
SOHR,Orlo,killed,people,16,,2021-03-01
Ministry,Orlo,killed,people,12,12,2021-03-01
"""


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "figures.csv"
    path.write_text(TABLE)
    return str(path)


@pytest.mark.parametrize("command", ["graph", "export"])
@pytest.mark.parametrize("form", ["graphml", "neo4j", "parquet"])
@pytest.mark.parametrize("out", ["out", "out.zip"])
def test_both_doors_write_the_same(run, table, tmp_path, command, form, out):
    words = ["--format", form] if command == "graph" else [form]
    result = run("--ledger", table, command, *words, "-o", str(tmp_path / out))
    told = f"graph --format {form} is now: reportedly export {form}\n" * (command == "graph")
    assert (result.exit_code, result.stderr) == (0, f"{told}wrote {tmp_path / out}\n")
    names = {
        "graphml": set(),
        "parquet": {"nodes.parquet", "edges.parquet"},
        "neo4j": {"import.sh", "nodes-claim.csv", "edges-about.csv", "edges-conflict.csv"},
    }[form]
    if form == "graphml":
        assert (tmp_path / out).read_text().endswith("</graphml>\n")
    elif out == "out":
        assert names <= {path.name for path in (tmp_path / out).iterdir()}
    else:
        assert names <= set(zipfile.ZipFile(tmp_path / out).namelist())
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("form", ["neo4j", "parquet"])
def test_a_ledger_of_claims_has_the_same_two_doors(run, ledger, form):
    for command, words in (("graph", ("--format", form)), ("export", (form,))):
        assert run(command, *words, "-o", command).exit_code == 0
    ours, theirs = (sorted((ledger / name).iterdir()) for name in ("graph", "export"))
    assert [p.name for p in ours] == [p.name for p in theirs]
    assert [p.read_bytes() for p in ours] == [p.read_bytes() for p in theirs]


def test_several_files_have_no_place_on_stdout(run, table):
    result = run("--ledger", table, "graph", "--format", "parquet")
    assert result.exit_code == 2
    assert "name their folder or .zip with -o" in result.stderr


def test_a_table_has_no_format_that_needs_documents(run, table):
    result = run("--ledger", table, "export", "stix")
    assert result.exit_code == 2
    assert "is a table of figures, no ledger of claims" in result.stderr
    assert "graphs (export graphml and the like)" in result.stderr


def test_one_format_of_a_table_goes_to_stdout(run, table):
    assert run("--ledger", table, "export", "graphml").stdout.endswith("</graphml>\n")
    assert run("--ledger", table, "export", "node-link").stdout.startswith("{")


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("there", [False, True])
def test_what_is_stopped_leaves_what_stood_there(tmp_path, several, there):
    target = tmp_path / "out"
    old = target / "a" if several else target
    if there:
        old.parent.mkdir(exist_ok=True)
        old.write_bytes(b"before")
    with (
        pytest.raises(KeyboardInterrupt),
        opened_output(target, several=several, what="x") as open_file,
    ):
        open_file("a").write(b"half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == ([target] if there else [])
    assert not there or old.read_bytes() == b"before"


def test_other_files_of_a_folder_stay(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_bytes(b"mine")
    write_output({"a": "1", "b": b"2"}, tmp_path / "out", "x")
    found = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert found == {"mine": b"mine", "a": b"1", "b": b"2"}


def test_a_file_keeps_its_permissions_and_a_link_its_target(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_output(b"new", tmp_path / "link", "x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_stays_one():
    write_output(b"new", Path("/dev/null"), "x")
    assert Path("/dev/null").is_char_device()


def test_one_file_is_no_folder_and_a_folder_no_file(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(click.UsageError, match="is a folder: name a file"):
        write_output("x", tmp_path, "x")
    with pytest.raises(click.UsageError, match="is a file: name a folder"):
        write_output({"a": "x"}, tmp_path / "file", "x")


def test_bytes_do_not_go_to_a_terminal(monkeypatch):
    monkeypatch.setattr(writing.sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(click.UsageError, match="is not text"):
        write_output(b"PK\xff", None, "xlsx")


@pytest.mark.parametrize(
    "words",
    [
        ("graph", "--format", "svg", "-o", "claims/sources.yaml"),
        ("export", "graphml", "-o", "seeds/000_a457734bdebef904.txt"),
        ("export", "csv", "-o", "claims"),
        ("export", "csv", "-o", "."),
        ("plot", "baghouz", "-o", "claims/x.svg"),
    ],
)
def test_no_output_is_written_over_what_the_ledger_is_made_of(run, ledger, words):
    before = {p: p.read_bytes() for p in ledger.rglob("*") if p.is_file()}
    if words[0] == "plot":
        words = (
            "plot",
            run("subjects", "--format", "csv").stdout.splitlines()[1].split(",")[0],
            *words[2:],
        )
    result = run(*words)
    after = {p: p.read_bytes() for p in ledger.rglob("*") if p.is_file() and "cache" not in p.parts}
    assert {p: d for p, d in before.items() if "cache" not in p.parts} == after
    assert result.exit_code == 2
