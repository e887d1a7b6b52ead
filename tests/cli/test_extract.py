"""Bulk extraction as a user runs it: several processes, kills, Ctrl-C, faults, every input."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from reportedly.workflow import run_of

TOWNS = ("Orlo", "Vantry", "Besh", "Almery", "Dunfell", "Kesh", "Ro", "Telm")


def article(number):
    """A short article that differs from its neighbours."""
    town = TOWNS[number % len(TOWNS)]
    return {
        "id": f"a{number}",
        "text": f"Floods in {town}\nAt least {number} people drowned in {town}, the mayor said.\n"
        f'"We are counting," said Ines Varga of the Red Lamp. Aid groups said {number + 2} died.',
    }


def page(number, body=None):
    """A record of an archive, packed by itself."""
    body = body or (
        "<html><head><title>Dam fails at Orlo</title>"
        '<meta property="og:site_name" content="Orlo Post">'
        '<meta property="article:published_time" content="2021-03-04T10:00:00Z"></head>'
        "<body><article><h1>Dam fails at Orlo</h1><p>The mayor said that 12 people were killed "
        "when the dam failed. Residents had warned of cracks for months.</p></article></body>"
    )
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}"
    heads = f"WARC-Target-URI: http://a.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number}>"
    return gzip.compress(
        f"WARC/1.1\r\nWARC-Type: response\r\n{heads}\r\nContent-Length: {len(block)}\r\n\r\n"
        f"{block}\r\n\r\n".encode()
    )


# The second record says that it is longer than the archive.
DAMAGED = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 9999999\r\n\r\n")
ARCHIVE = page(1) + DAMAGED + page(3, "<html></html>") + page(4)


def write_lines(path, records):
    path.write_text("".join(json.dumps(r) + "\n" for r in records))


def start(folder, *arguments):
    """The command in a process group of its own, stderr kept."""
    return subprocess.Popen(
        [sys.executable, "-m", "reportedly", "extract", *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_rows(path, count, seconds=180):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists() and path.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"no {count} rows in {seconds} seconds")


def ends(group, seconds=60):
    """True when no process of the group is left after a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def leave_unfinished(name, out, scope="belief,document,plan,speech,stance"):
    """Say beside an output that a run over `name` is at work on it, as a kill leaves it."""
    said = {"--scope": scope, "--min-score": "None"}
    Path(f"{out}.resume").write_text(json.dumps(asdict(run_of(name, said))) + "\n")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """400 articles and the rows of a run by one process that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    write_lines(folder / "in.jsonl", map(article, range(400)))
    done = start(folder, "in.jsonl", "-o", "out.jsonl", "--workers", "1")
    assert done.wait(300) == 0
    return folder


def test_after_a_kill_the_same_command_goes_on_and_the_output_is_the_same(whole):
    out = whole / "killed.jsonl"
    arguments = ("in.jsonl", "-o", "killed.jsonl", "--workers", "2")
    running = start(whole, *arguments)
    wait_for_rows(out, 40)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert ends(running.pid), "its processes outlived it"
    before = out.read_bytes()
    assert 0 < before.count(b"\n") < 400
    out.write_bytes(before + b'{"id": "a1", "quo')  # torn in the middle of a row
    again = start(whole, *arguments)
    assert again.wait(300) == 0
    assert "going on with killed.jsonl" in again.stderr.read()
    assert out.read_bytes() == (whole / "out.jsonl").read_bytes()
    assert out.read_bytes().startswith(before)
    assert not (whole / "killed.jsonl.resume").exists()


def test_ctrl_c_leaves_whole_rows_and_says_how_to_go_on(folder):
    # So many articles that the run is far from its end however late the interrupt comes.
    write_lines(folder / "in.jsonl", map(article, range(50_000)))
    out = folder / "out.jsonl"
    running = start(folder, "in.jsonl", "-o", "out.jsonl", "--workers", "2")
    wait_for_rows(out, 40)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    assert running.wait(300) == 130
    said = running.stderr.read()
    assert "run it again to go on" in said
    assert "Traceback" not in said
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [r["id"] for r in rows] == [f"a{n}" for n in range(len(rows))]
    assert ends(running.pid)


@pytest.mark.parametrize("name", ["held.jsonl", "held.parquet"])
def test_a_second_run_on_the_same_output_is_refused_before_it_touches_anything(whole, name):
    rows = whole / ("held.parquet.jsonl" if name.endswith("parquet") else name)
    first = start(whole, "in.jsonl", "-o", name, "--rejects", "held.bad", "--workers", "1")
    wait_for_rows(rows, 40)
    os.killpg(first.pid, signal.SIGSTOP)  # it is at work for as long as we look
    before = [path.read_bytes() for path in (rows, whole / f"{name}.resume", whole / "held.bad")]
    for more in ((), ("--restart",)):
        second = start(whole, "in.jsonl", "-o", name, "--rejects", "held.bad", *more)
        assert second.wait(300) == 2
        assert second.stderr.read().splitlines()[-1] == (
            f"Error: another run is writing {name}; wait for it or name another output"
        )
    after = [path.read_bytes() for path in (rows, whole / f"{name}.resume", whole / "held.bad")]
    assert after == before
    os.killpg(first.pid, signal.SIGCONT)
    assert first.wait(300) == 0
    if name == "held.jsonl":
        assert rows.read_bytes() == (whole / "out.jsonl").read_bytes()


OLD = '{"in": "in.jsonl", "min_score": null, "scope": ["speech"]}'


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda: edit("in.jsonl", "a2", "a3"), "the input changed since"),
        (lambda: leave_unfinished("in.jsonl", "out.jsonl", scope="plan"), "stance, not plan"),
        (lambda: edit("out.jsonl.resume", "--min-score", "--max"), "--min-score None, not absent"),
        (lambda: edit("out.jsonl.resume", "--min-score", "--max"), "--max absent, not None"),
        (lambda: leave_unfinished("other.jsonl", "out.jsonl"), "the input is another: "),
        (lambda: edit("out.jsonl.resume", "0.1.0", "0.0.9"), "another version of the extractor"),
        (lambda: Path("out.jsonl.resume").write_text(OLD), "an earlier version of Reportedly"),
        (lambda: Path("out.jsonl.resume").write_text("{torn"), "out.jsonl.resume cannot be read"),
    ],
)
def test_a_run_is_not_gone_on_with_over_anything_else(folder, run, change, message):
    write_lines(folder / "in.jsonl", map(article, range(3)))
    write_lines(folder / "other.jsonl", map(article, range(3)))
    run("extract", "in.jsonl", "-o", "out.jsonl")
    leave_unfinished("in.jsonl", "out.jsonl")
    before = "".join((folder / "out.jsonl").read_text().splitlines(keepends=True)[:1])
    (folder / "out.jsonl").write_text(before)
    change()
    refused = run("extract", "in.jsonl", "-o", "out.jsonl")
    assert refused.exit_code == 2
    assert len(refused.stderr.splitlines()) == 1
    assert message in refused.stderr
    assert "begin anew with --restart" in refused.stderr
    assert (folder / "out.jsonl").read_text() == before
    assert run("extract", "in.jsonl", "-o", "out.jsonl", "--restart").exit_code == 0
    assert run("extract", "in.jsonl", "-o", "clean.jsonl").exit_code == 0
    assert (folder / "out.jsonl").read_bytes() == (folder / "clean.jsonl").read_bytes()
    assert not (folder / "out.jsonl.resume").exists()


def edit(name, old, new):
    path = Path(name)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_a_file_of_a_folder_changed_under_the_same_name_size_and_time(folder, run):
    (folder / "texts").mkdir()
    for number in range(3):
        (folder / "texts" / f"{number}.txt").write_text(article(number)["text"])
    run("extract", "texts", "-o", "out.jsonl")
    leave_unfinished("texts", "out.jsonl")
    place = folder / "texts" / "2.txt"
    status = place.stat()
    place.write_text(article(2)["text"].replace("drowned", "starved"))
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert place.stat().st_size == status.st_size
    assert "the input changed since" in run("extract", "texts", "-o", "out.jsonl").stderr


def test_a_file_is_never_written_over_what_is_read(folder, run):
    write_lines(folder / "in.jsonl", [article(1)])
    before = (folder / "in.jsonl").read_bytes()
    for more in (("-o", "in.jsonl"), ("--rejects", "in.jsonl")):
        refused = run("extract", "in.jsonl", *more)
        assert (refused.exit_code, "would be read as input" in refused.stderr) == (2, True)
    assert (folder / "in.jsonl").read_bytes() == before


def test_bad_records_are_kept_aside_with_their_reasons_and_told_once(folder, run):
    half = json.dumps({"id": "h", "text": "x\ud800"})
    records = [
        json.dumps(article(1)),
        "{broken",
        json.dumps({"id": "b"}),
        "",
        half,
        json.dumps({"id": True, "text": "x"}),
        json.dumps({"id": 7, "text": ""}),
        json.dumps({"id": "long", "text": "x" * 2_000_001}),
        json.dumps(article(2)),
    ]
    data = "\n".join(records).encode() + b'\n{"id": "l", "text": "caf\xe9"}\n'
    (folder / "in.jsonl").write_bytes(data)
    arguments = ("extract", "in.jsonl", "-o", "out.jsonl", "--rejects", "bad.jsonl")
    result = run(*arguments)
    assert result.exit_code == 1
    assert "6 articles left out" in result.stderr
    ids = [json.loads(line)["id"] for line in (folder / "out.jsonl").read_text().splitlines()]
    assert ids == ["a1", 7, "a2"]
    bad = [json.loads(line) for line in (folder / "bad.jsonl").read_text().splitlines()]
    assert [(b["number"], b["code"]) for b in bad] == [
        (2, "not-json"),
        (3, "no-text"),
        (5, "not-text"),
        (6, "no-text"),
        (8, "too-long"),
        (10, "not-text"),
    ]
    assert bad[0]["record"] == "{broken"
    assert bad[5]["record"].endswith(r'caf\xe9"}')

    # Killed after the second row: the third is made, and no reject is told twice.
    rows = (folder / "out.jsonl").read_text()
    leave_unfinished("in.jsonl", "out.jsonl")
    (folder / "out.jsonl").write_text("".join(rows.splitlines(keepends=True)[:2]))
    lines = (folder / "bad.jsonl").read_text()
    (folder / "bad.jsonl").write_text("".join(lines.splitlines(keepends=True)[:4]) + '{"nu')
    run(*arguments)
    assert (folder / "out.jsonl").read_text() == rows
    assert (folder / "bad.jsonl").read_text() == lines


def test_parquet_gzip_folders_and_stdin_give_the_same_rows(folder, run):
    records = [article(n) for n in range(5)]
    write_lines(folder / "in.jsonl", records)
    with gzip.open(folder / "in.jsonl.gz", "wt") as file:
        file.write((folder / "in.jsonl").read_text())
    parquet.write_table(pa.Table.from_pylist(records), folder / "in.parquet")
    (folder / "texts").mkdir()
    for record in records:
        (folder / "texts" / f"{record['id']}.txt").write_text(record["text"])
    rows = [json.loads(x) for x in run("extract", "in.jsonl").stdout.splitlines()]
    assert sum(len(r["quotes"]) for r in rows) >= 10
    for name in ("in.jsonl.gz", "in.parquet"):
        assert [json.loads(x) for x in run("extract", name).stdout.splitlines()] == rows
    piped = run("extract", "-", input=(folder / "in.jsonl").read_text()).stdout
    assert [json.loads(x) for x in piped.splitlines()] == rows
    named = [json.loads(x) for x in run("extract", "texts").stdout.splitlines()]
    assert named == [r | {"id": f"{r['id']}.txt"} for r in rows]


def test_parquet_comes_out_with_the_same_rows(folder, run):
    write_lines(folder / "in.jsonl", map(article, range(5)))
    rows = [json.loads(x) for x in run("extract", "in.jsonl").stdout.splitlines()]
    assert run("extract", "in.jsonl", "-o", "out.parquet").exit_code == 0
    assert parquet.read_table(folder / "out.parquet").to_pylist() == rows
    assert sorted(p.name for p in folder.iterdir()) == ["in.jsonl", "out.parquet"]


def test_an_id_that_is_a_number_stays_one_and_is_text_in_parquet(folder, run):
    text = article(1)["text"]
    ids = [7, "7", -1, 12345678901234567890, "x"]
    write_lines(folder / "in.jsonl", ({"id": i, "text": text} for i in ids))
    rows = [json.loads(x) for x in run("extract", "in.jsonl").stdout.splitlines()]
    assert [r["id"] for r in rows] == ids
    run("extract", "in.jsonl", "-o", "out.parquet")
    assert parquet.read_table(folder / "out.parquet")["id"].to_pylist() == [str(i) for i in ids]
    parquet.write_table(pa.table({"id": [3, 4], "text": [text] * 2}), folder / "in.parquet")
    rows = [json.loads(x) for x in run("extract", "in.parquet").stdout.splitlines()]
    assert [r["id"] for r in rows] == [3, 4]

    # A run that goes on knows numbers again.
    whole = run("extract", "in.jsonl", "-o", "out.jsonl") and (folder / "out.jsonl").read_text()
    leave_unfinished("in.jsonl", "out.jsonl")
    (folder / "out.jsonl").write_text("".join(whole.splitlines(keepends=True)[:3]))
    assert "going on" in run("extract", "in.jsonl", "-o", "out.jsonl").stderr
    assert (folder / "out.jsonl").read_text() == whole


def test_pages_of_an_archive_come_with_the_text_that_offsets_count_in(folder, run):
    (folder / "a.warc.gz").write_bytes(ARCHIVE)
    arguments = ("extract", "a.warc.gz", "-o", "out.jsonl", "--rejects", "bad.jsonl")
    result = run(*arguments)
    assert result.exit_code == 1
    assert "a.warc.gz:2: it ends within a record" in result.stderr
    first, last = map(json.loads, (folder / "out.jsonl").read_text().splitlines())
    assert (first["id"], last["id"]) == ("urn:uuid:1", "urn:uuid:4")
    assert (first["url"], first["title"], first["published"], first["publisher"]) == (
        "http://a.example/1", "Dam fails at Orlo", "2021-03-04", "Orlo Post"
    )  # fmt: skip
    (start, end), *_ = first["quotes"][0]["content"]
    assert first["text"][start:end] == "that 12 people were killed when the dam failed"
    bad = [json.loads(line) for line in (folder / "bad.jsonl").read_text().splitlines()]
    assert [(b["number"], b["code"]) for b in bad] == [(2, "damaged-record"), (3, "no-article")]
    assert "http://a.example/3: no article was found" in bad[1]["reason"]
    # Killed after the first row: the second is made, and no reject is told twice.
    whole, told = (folder / "out.jsonl").read_text(), (folder / "bad.jsonl").read_text()
    leave_unfinished("a.warc.gz", "out.jsonl")
    (folder / "out.jsonl").write_text(whole.splitlines(keepends=True)[0])
    (folder / "bad.jsonl").write_text(told.splitlines(keepends=True)[0])
    assert "going on" in run(*arguments).stderr
    assert (folder / "out.jsonl").read_text() == whole
    assert (folder / "bad.jsonl").read_text() == told

    assert run("extract", "a.warc.gz", "-o", "out.parquet").exit_code == 1
    assert parquet.read_table(folder / "out.parquet").to_pylist() == [first, last]


def test_a_folder_holds_texts_and_archives_or_else_parts_of_a_table(folder, run):
    texts = folder / "texts"
    (texts / "b").mkdir(parents=True)
    (texts / "c.txt").write_text(article(1)["text"])
    (texts / "b" / "a.warc.gz").write_bytes(ARCHIVE)
    write_lines(texts / "notes.jsonl", [{"id": "none", "text": "of these"}])
    result = run("extract", "texts")
    rows = [json.loads(x) for x in result.stdout.splitlines()]
    assert [r["id"] for r in rows] == ["urn:uuid:1", "urn:uuid:4", "c.txt"]
    assert ["text" in r for r in rows] == [True, True, False]
    assert "2 articles left out" in result.stderr

    (folder / "parts").mkdir()
    write_lines(folder / "parts" / "0.jsonl", [article(0), article(1)])
    parquet.write_table(pa.Table.from_pylist([article(2)]), folder / "parts" / "1.parquet")
    (folder / "parts" / "_SUCCESS").touch()
    rows = [json.loads(x) for x in run("extract", "parts").stdout.splitlines()]
    assert [r["id"] for r in rows] == ["a0", "a1", "a2"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_model_that_is_missing_is_one_clear_error(folder, monkeypatch, workers):
    monkeypatch.setenv("REPORTEDLY_MODEL", "no_such_model")
    write_lines(folder / "in.jsonl", map(article, range(40)))
    running = start(folder, "in.jsonl", "-o", "out.jsonl", "--workers", workers)
    assert running.wait(300) == 2
    said = running.stderr.read()
    assert "'no_such_model' is not installed" in said
    assert len(said.splitlines()) == 1
    # Nothing was written, so nothing keeps the next run from beginning with other options.
    monkeypatch.delenv("REPORTEDLY_MODEL")
    again = start(folder, "in.jsonl", "-o", "out.jsonl", "--scope", "speech")
    assert again.wait(300) == 0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.jsonl", "there is no file or folder none.jsonl"),
        ("wrong.parquet", "is no Parquet file"),
        ("other.parquet", "has no column 'text'; it has: id, body"),
    ],
)
def test_an_input_that_cannot_be_read_is_wrong_use(folder, run, name, message):
    (folder / "wrong.parquet").write_bytes(b"PAR1 not")
    parquet.write_table(pa.table({"id": [1], "body": ["x"]}), folder / "other.parquet")
    result = run("extract", name)
    assert result.exit_code == 2
    assert message in result.stderr
