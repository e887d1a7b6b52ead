"""Which of many articles are one text, and which report one event, on this machine."""

import json

import pyarrow as pa
import pytest
from pyarrow import parquet

DAM = (
    "At least 16 people drowned in Orlo on Monday when a dam failed above the town, the mayor "
    "said. Residents had warned of cracks for months, and aid groups called for an inquiry."
)
WIRE = {
    "id": "wire",
    "text": f"ORLO (Nordwire) - {DAM}",
    "published": "2031-03-04",
    "publisher": "Nordwire",
}
HERALD = {"id": "herald", "text": f"Dam fails\n\n{WIRE['text']}", "published": "2031-03-05"}
COPY = {"id": 12, "text": WIRE["text"].upper(), "published": "2031-03-06"}
COURIER = {
    "id": "courier",
    "text": "Rescue teams found 16 bodies in Orlo after Monday's dam failure. The dam above the "
    "town of Orlo failed at night, said the mayor, Tova Brandt, whose own street was flooded.",
    "published": "2031-03-05",
    "title": "Orlo counts its dead after dam failure",
}
GAZETTE = {
    "id": "gazette",
    "text": "The council of Besh has voted to keep its only library open for two more years after "
    "readers had collected four thousand signatures in its favour.",
    "published": "2031-03-05",
}


def write(path, *articles):
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.jsonl", GAZETTE, COPY, HERALD, WIRE)
    return tmp_path


def test_every_article_has_the_oldest_of_its_text(folder, run):
    result = run("group", "in.jsonl")
    assert result.exit_code == 0
    assert lines(result.stdout) == [
        {"id": "12", "text_of": "wire", "event": None},
        {"id": "gazette", "text_of": None, "event": None},
        {"id": "herald", "text_of": "wire", "event": None},
        {"id": "wire", "text_of": None, "event": None},
    ]
    assert result.stderr.endswith("4 articles, 2 texts\n")


def test_pairs_say_how_sure_and_why(folder, run):
    assert run("group", "in.jsonl", "-o", "out.jsonl", "--pairs", "pairs.jsonl").exit_code == 0
    pairs = lines((folder / "pairs.jsonl").read_text())
    assert [(p["kind"], p["a"], p["b"], p["score"], p["older"]) for p in pairs] == [
        ("text", "wire", "12", 1.0, "wire"),
        ("text", "wire", "herald", 1.0, "wire"),
    ]
    assert pairs[1]["why"].startswith("100% of the shorter stands in the other; 35 words in a row:")


def test_reports_of_one_event_meet_without_being_one_text(folder, run):
    write(folder / "in.jsonl", GAZETTE, COURIER, HERALD, WIRE)
    result = run("group", "in.jsonl", "--events")
    assert {row["id"]: (row["text_of"], row["event"]) for row in lines(result.stdout)} == {
        "courier": (None, "wire"),
        "gazette": (None, "gazette"),
        "herald": ("wire", "wire"),
        "wire": (None, "wire"),
    }
    assert result.stderr.endswith("4 articles, 3 texts, 2 events\n")


def test_parquet_comes_and_goes(folder, run):
    rows = [{**article, "id": str(article["id"])} for article in (HERALD, WIRE, GAZETTE)]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "in.parquet")
    result = run("group", "in.parquet", "-o", "out.parquet", "--pairs", "pairs.parquet")
    assert result.exit_code == 0
    found = {row["id"]: row["text_of"] for row in parquet.read_table("out.parquet").to_pylist()}
    assert found == {"gazette": None, "herald": "wire", "wire": None}
    assert parquet.read_table("pairs.parquet").num_rows == 1


def test_what_cannot_be_used_is_left_out_and_told(folder, run):
    (folder / "in.jsonl").write_text(f'{json.dumps(WIRE)}\n{{"id": 7}}\nno json\n')
    result = run("group", "in.jsonl", "--rejects", "aside.jsonl")
    assert result.exit_code == 1
    assert "in.jsonl:2: an article needs" in result.stderr
    assert result.stderr.endswith("1 article, 1 text\n2 articles left out\n")
    assert [row["code"] for row in lines((folder / "aside.jsonl").read_text())] == [
        "no-text", "not-json"
    ]  # fmt: skip


def test_nothing_is_one_text_with_nothing(folder, run):
    (folder / "in.jsonl").write_text("")
    result = run("group", "in.jsonl", "--events")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("0 articles, 0 texts, 0 events\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none",), "there is no file or folder none"),
        (("twice.jsonl",), "the id 'wire' stands twice"),
        (("in.jsonl", "-o", "in.jsonl"), "in.jsonl would be read as input"),
        (("in.jsonl", "-o", "x", "--pairs", "x"), "is named twice"),
        (("in.jsonl", "-o", "there"), "is a folder; only --engine spark writes one"),
        (("in.jsonl", "--engine", "spark"), "--engine spark writes a folder: name it with -o"),
    ],
)
def test_wrong_use_writes_nothing(folder, run, arguments, message):
    write(folder / "twice.jsonl", WIRE, {**GAZETTE, "id": "wire"})
    (folder / "there").mkdir()
    before = (folder / "in.jsonl").read_text()
    result = run("group", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert (folder / "in.jsonl").read_text() == before
    assert sorted(p.name for p in folder.iterdir()) == ["in.jsonl", "there", "twice.jsonl"]
