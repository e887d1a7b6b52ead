"""Bulk extraction by executors of a real Spark session: the rows of the local engine."""

import gzip
import json
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

TOWNS = ("Orlo", "Vantry", "Besh")
SPARK = ("--engine", "spark", "--spark", "local[2]")


def article(number):
    town = TOWNS[number % len(TOWNS)]
    text = f"At least {number} people drowned in {town}, the mayor said.\nAid groups said 9 died."
    return {"id": number if number % 2 else f"a{number}", "text": text, "published": "2021-03-04"}


def page(number, body):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}"
    heads = f"WARC-Target-URI: http://a.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number}>"
    return gzip.compress(
        f"WARC/1.1\r\nWARC-Type: response\r\n{heads}\r\nContent-Length: {len(block)}\r\n\r\n"
        f"{block}\r\n\r\n".encode()
    )


PAGE = (
    "<html><head><title>Dam fails at Orlo</title></head><body><article><h1>Dam fails at Orlo</h1>"
    "<p>The mayor said that 12 people were killed when the dam failed. Residents had warned of "
    "cracks for months.</p></article></body></html>"
)


def write_lines(path, records):
    path.write_text("".join(json.dumps(r) + "\n" for r in records))


def rows(path):
    """Columns with their types, and the rows by their ids."""
    table = parquet.read_table(path)
    columns = [(field.name, field.type) for field in table.schema]
    return columns, sorted(table.to_pylist(), key=lambda row: row["id"])


def rejects(path):
    """Code, reason and record of what was left out."""
    lines = (json.loads(line) for line in path.read_text().splitlines())
    return sorted((r["code"], r["reason"], r["record"]) for r in lines)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my data").mkdir()
    return tmp_path


def lines(folder):
    """JSON lines with a mark at their beginning, faults among them, and more of them packed."""
    good = "".join(json.dumps(article(n)) + "\n" for n in range(70)).encode()
    bad = b'{broken\n\n{"id": "l", "text": "caf\xe9"}\n{"id": true, "text": "x"}\n'
    (folder / "0.jsonl").write_bytes(b"\xef\xbb\xbf" + good + bad)
    (folder / "1.jsonl.gz").write_bytes(gzip.compress(json.dumps(article(70)).encode()))


def table(folder):
    records = [article(n) | {"id": n, "more": "x"} for n in range(40)]
    records[7]["text"] = None
    parquet.write_table(pa.Table.from_pylist(records), folder / "0.parquet")


def pages(folder):
    """Texts, one of them unreadable, and an archive with a page that is none and with damage."""
    (folder / "sub").mkdir()
    (folder / "sub" / "é 1.txt").write_text(article(1)["text"])
    (folder / "2.txt").write_bytes(b"caf\xe9")
    cut = page(8, PAGE)[:-9]
    archive = page(1, PAGE) + page(2, "<html></html>") + cut + page(4, PAGE)
    (folder / "c.warc.gz").write_bytes(archive)


@pytest.mark.parametrize(("make", "kept", "aside"), [(lines, 71, 3), (table, 39, 1), (pages, 3, 3)])
def test_spark_gives_the_rows_and_the_rejects_of_the_local_engine(folder, run, make, kept, aside):
    make(folder / "my data")
    there = run("extract", "my data", "-o", "out.d", "--rejects", "there.jsonl", *SPARK)
    here = run("extract", "my data", "-o", "here.parquet", "--rejects", "here.jsonl")
    assert (there.exit_code, here.exit_code) == (1, 1)
    assert f"{kept} articles in out.d\n{aside} article" in there.stderr
    assert rows("out.d") == rows("here.parquet")
    assert len(rows("out.d")[1]) == kept
    assert sum(len(row["quotes"]) for row in rows("out.d")[1]) > kept * 0.9
    assert rejects(folder / "there.jsonl") == rejects(folder / "here.jsonl")
    assert sorted(p.name for p in folder.iterdir()) == [
        "here.jsonl", "here.parquet", "my data", "out.d", "there.jsonl"
    ]  # fmt: skip


def test_options_mean_the_same(folder, run):
    write_lines(folder / "in.jsonl", map(article, range(9)))
    options = ("--scope", "speech", "--min-score", "0.9")
    assert run("extract", "in.jsonl", "-o", "out.d", *options, *SPARK).exit_code == 0
    run("extract", "in.jsonl", "-o", "here.parquet", *options)
    assert rows("out.d") == rows("here.parquet")


def test_a_former_output_is_replaced_and_what_a_kill_left_is_removed(folder, run):
    write_lines(folder / "in.jsonl", map(article, range(4)))
    (folder / "out.d.part" / "all" / "_temporary").mkdir(parents=True)
    assert run("extract", "in.jsonl", "-o", "out.d", *SPARK).exit_code == 0
    write_lines(folder / "in.jsonl", map(article, range(6)))
    again = run("extract", "in.jsonl", "-o", "out.d", *SPARK)
    assert (again.exit_code, again.stderr) == (0, "6 articles in out.d\n")
    assert len(rows("out.d")[1]) == 6
    assert not (folder / "out.d.part").exists()


def test_what_is_no_output_of_spark_is_never_replaced(folder, run):
    write_lines(folder / "in.jsonl", [article(1)])
    (folder / "my data" / "precious").touch()
    result = run("extract", "in.jsonl", "-o", "my data", *SPARK)
    assert result.exit_code == 2
    assert "exists and is no output of Spark" in result.stderr
    assert (folder / "my data" / "precious").exists()


def test_a_run_that_fails_says_why_in_a_line_and_leaves_nothing(folder, run, monkeypatch):
    monkeypatch.setenv("REPORTEDLY_MODEL", "no_such_model")
    write_lines(folder / "in.jsonl", [article(1)])
    result = run("extract", "in.jsonl", "-o", "out.d", *SPARK)
    assert result.exit_code == 2
    assert "the language model 'no_such_model' is not installed" in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(p.name for p in folder.iterdir()) == ["in.jsonl", "my data"]
    monkeypatch.delenv("REPORTEDLY_MODEL")
    assert run("extract", "in.jsonl", "-o", "out.d", *SPARK).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("in.jsonl",), "--engine spark writes a folder: name it with -o"),
        (("in.jsonl", "-o", "o", "--workers", "2"), "--workers has no meaning with --engine spark"),
        (("-", "-o", "o"), "Spark reads files, not stdin"),
        (("none", "-o", "o"), "there is no file or folder none"),
        (("my data", "-o", "o"), "there are no articles in my data"),
        (("_in.jsonl", "-o", "o"), "Spark passes over names that begin with _"),
        (("other.parquet", "-o", "o"), "has no column 'text'; it has: id, body"),
        (("file:///nowhere/at/all", "-o", "o"), "cannot be read"),
    ],
)
def test_what_spark_cannot_do_is_wrong_use(folder, run, arguments, message):
    write_lines(folder / "in.jsonl", [article(1)])
    write_lines(folder / "_in.jsonl", [article(1)])
    parquet.write_table(pa.table({"id": [1], "body": ["x"]}), folder / "other.parquet")
    result = run("extract", *arguments, *SPARK)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (folder / "o").exists()


def test_a_url_is_read_and_texts_at_one_are_refused(folder, run):
    lines(folder / "my data")
    there = run("extract", f"file://{folder}/my data", "-o", f"file://{folder}/out.d", *SPARK)
    assert "71 articles in" in there.stderr
    assert len(rows("out.d")[1]) == 71
    (folder / "my data" / "a.txt").write_text("x")
    refused = run("extract", f"file://{folder}/my data", "-o", "o", *SPARK)
    assert refused.exit_code == 2
    assert "opened by the executors themselves" in refused.stderr


def test_without_pyspark_or_java_one_line_says_what_to_install(folder, run, monkeypatch):
    write_lines(folder / "in.jsonl", [article(1)])
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(folder))
        patch.delenv("JAVA_HOME", raising=False)
        result = run("extract", "in.jsonl", "-o", "o", *SPARK)
        assert (result.exit_code, "Spark needs Java 17" in result.stderr) == (2, True)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    result = run("extract", "in.jsonl", "-o", "o", *SPARK)
    assert (result.exit_code, "pip install 'reportedly[spark]'" in result.stderr) == (2, True)
