"""One bad record of every kind in every bulk input: it is set aside, its neighbours come out."""

import gzip
import json
import re
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

DEEP = "[" * 100_000
DIGITS = "9" * 5_000
TEXT = "At least {} people drowned in Orlo, the mayor said."
PAGE = (
    "<html><head><title>Dam fails at Orlo</title></head><body><article><h1>Dam fails at Orlo</h1>"
    "<p>The mayor said that 12 people were killed when the dam failed. Residents had warned of "
    "cracks for months.</p></article></body></html>"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    run("init")
    return tmp_path


def rejects(name="bad.jsonl"):
    return [json.loads(line) for line in Path(name).read_text().splitlines()]


def article(number):
    return json.dumps({"id": f"a{number}", "text": TEXT.format(number)}).encode()


def extracted(run, name, *options):
    """Ids that come out, and the one record that is set aside."""
    result = run("extract", name, "-o", "out.jsonl", "--rejects", "bad.jsonl", *options)
    assert result.exit_code == 1, result.stderr
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    (bad,) = rejects()
    assert bad["reason"] in result.stderr
    return [row["id"] for row in rows], bad


BAD_LINES = {
    b'{"id": "b", "text": ': "not-json",
    b'{"id": "b", "text": "x", "more": ' + DEEP.encode(): "not-json",
    b'{"id": ' + DIGITS.encode() + b', "text": "x"}': "not-json",
    b'{"id": NaN, "text": "x"}': "no-text",
    b'{"id": "b", "text": Infinity}': "no-text",
    b'{"id": "b", "text": "\\ud800"}': "not-text",
    b'{"id": "\\udfff", "text": "x"}': "not-text",
    b'{"id": "b", "text": "caf\xe9"}': "not-text",
    b'{"id": null, "text": null}': "no-text",
    b"[1]": "not-json",
    b"\x00\x1b[31m": "not-json",
    b'{"id": "b", "text": "' + b"x" * 2_000_001 + b' he said."}': "too-long",
}


@pytest.mark.parametrize(("line", "code"), BAD_LINES.items(), ids=lambda x: str(x)[:30])
def test_a_line_of_articles(run, line, code):
    Path("in.jsonl").write_bytes(b"\n".join([article(1), line, article(3)]) + b"\n")
    ids, bad = extracted(run, "in.jsonl")
    assert ids == ["a1", "a3"]
    assert (bad["code"], bad["where"].rpartition(":")[2]) == (code, "2")


@pytest.mark.parametrize(
    "field", ['"id": "b\\u0000"', '"published": "99999-01-01"', '"url": "\\ud800"']
)
def test_what_is_odd_and_can_be_used_is_used(run, field):
    line = b'{"id": "b", "text": "x", ' + field.encode() + b"}"
    Path("in.jsonl").write_bytes(b"\n".join([article(1), line, article(3)]))
    result = run("extract", "in.jsonl", "-o", "out.parquet")
    assert result.exit_code == 0, result.stderr
    assert parquet.read_table("out.parquet").num_rows == 3


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-9], lambda d: d[:30] + b"\xff" * 9 + d[39:]], ids=["cut", "flipped"]
)
def test_a_packed_member_of_lines(run, damage):
    lines = [gzip.compress(article(n) + b"\n") for n in range(3)]
    Path("in.jsonl.gz").write_bytes(lines[0] + damage(lines[1]) + lines[2])
    ids, bad = extracted(run, "in.jsonl.gz")
    assert [ids[0], ids[-1]] == ["a0", "a2"]
    assert bad["code"] == "damaged-record"


def test_a_packed_file_of_lines_that_is_cut_short_in_a_folder(run):
    Path("in").mkdir()
    packed = gzip.compress(b"".join(article(n) + b"\n" for n in range(5)))
    Path("in/0.jsonl.gz").write_bytes(packed[:-20])
    Path("in/1.jsonl").write_bytes(article(9))
    ids, bad = extracted(run, "in")
    assert (ids[-1], bad["code"]) == ("a9", "damaged-record")
    assert bad["where"].startswith("in/0.jsonl.gz")


def record(number, block, heads=""):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + block
    return (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <u:{number}>\r\n{heads}"
        f"Content-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


WHOLE = b"\r\n" + PAGE.encode()
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n" + PAGE.encode()
BAD_PAGES = {
    "chunk": record("bad", CHUNKED),
    "huge length": re.sub(rb"(?<=Content-Length: )\d+", DIGITS.encode(), record("bad", WHOLE)),
    "no article": record("bad", b"\r\n<html></html>"),
    "not gzip": record("bad", b"Content-Encoding: gzip\r\n\r\n" + PAGE.encode()),
    "bomb": record("bad", b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b" " * 30_000_000)),
}  # fmt: skip


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pages_of_an_archive(run, pack):
    """All bad ones in one archive, a good one before and behind each: one process reads them."""
    pages = [record(0, WHOLE)]
    for number, bad in enumerate(BAD_PAGES.values(), 1):
        pages += [bad, record(number, WHOLE)]
    Path("in.warc.gz").write_bytes(b"".join(map(pack, pages)))
    arguments = ("in.warc.gz", "-o", "out.jsonl", "--rejects", "bad.jsonl", "--workers", "1")
    assert run("extract", *arguments).exit_code == 1
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [f"u:{n}" for n in range(len(BAD_PAGES) + 1)]
    assert [bad["where"] for bad in rejects()] == [f"in.warc.gz:{n}" for n in (2, 4, 6, 8, 10)]


def table(path, **columns):
    parquet.write_table(pa.table(columns), path, row_group_size=2, use_dictionary=False)


TEXTS = [TEXT.format(n) for n in range(6)]
NOT_TEXT = pa.array([b"\xff\xfe" if n == 3 else t.encode() for n, t in enumerate(TEXTS)])
BAD_TABLES = {
    "null": {"id": list("abcdef"), "text": [*TEXTS[:3], None, *TEXTS[4:]]},
    "bytes": {
        "id": list("abcdef"),
        "text": pa.Array.from_buffers(pa.string(), 6, NOT_TEXT.buffers()),
    },
    "year 99999": {
        "id": list("abcdef"),
        "text": TEXTS,
        "published": pa.array([0, 1, 2, 35_800_000, 4, 5], pa.int32()).cast(pa.date32()),
    },
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD_TABLES)
def test_a_row_of_parquet(run, bad):
    table("in.parquet", **BAD_TABLES[bad])
    ids, aside = extracted(run, "in.parquet")
    assert ids == list("abcef")
    assert aside["where"] == "in.parquet:4"


def test_a_damaged_row_group_of_parquet_and_a_file_that_is_none(run):
    Path("in").mkdir()
    table("in/0.parquet", id=list("abcdef"), text=TEXTS)
    place = parquet.ParquetFile("in/0.parquet").metadata.row_group(1).column(1)
    data = bytearray(Path("in/0.parquet").read_bytes())
    data[place.data_page_offset : place.data_page_offset + 20] = b"\xff" * 20
    Path("in/0.parquet").write_bytes(data)
    Path("in/1.parquet").write_bytes(b"PAR1 not")
    Path("in/2.jsonl").write_bytes(article(9))
    result = run("extract", "in", "-o", "out.jsonl", "--rejects", "bad.jsonl")
    ids = [json.loads(line)["id"] for line in Path("out.jsonl").read_text().splitlines()]
    assert ids == [*"abef", "a9"]
    assert [bad["where"] for bad in rejects()] == ["in/0.parquet:3", "in/1.parquet"]
    assert "is no Parquet file" in result.stderr


def test_texts_of_a_folder(run):
    Path("in").mkdir()
    for name in ("a.txt", "c.txt"):
        Path("in", name).write_text(TEXTS[1])
    Path("in/b.txt").write_bytes(b"caf\xe9")
    ids, bad = extracted(run, "in")
    assert (ids, bad["where"].partition(":")[0]) == (["a.txt", "c.txt"], "in/b.txt")
    Path("in/b.txt").unlink()
    Path("in/b.txt").symlink_to("nothing")
    assert extracted(run, "in")[0] == ["a.txt", "c.txt"]
    Path("in/b.txt").unlink()
    Path(b"in/b\xff.txt".decode(errors="surrogateescape")).write_text(TEXTS[1])
    ids, bad = extracted(run, "in")
    assert (ids, bad["code"]) == (["a.txt", "c.txt"], "not-text")


BAD_TEXTS = (b"5", b'"\\ud800"', DEEP.encode(), DIGITS.encode())


@pytest.mark.parametrize(
    "line",
    [b"caf\xe9 12", *(b'{"text": ' + x + b"}" for x in BAD_TEXTS)],
    ids=lambda x: str(x)[:20],
)
def test_a_line_of_figures(run, line):
    given = b"12 fled\n" + line + b"\n13 fled\n"
    result = run("figures", "--rejects", "bad.jsonl", input=given)
    assert result.exit_code == 1
    assert [json.loads(x)["text"] for x in result.stdout.splitlines()] == ["12 fled", "13 fled"]
    (bad,) = rejects()
    assert bad["where"].endswith(":2")


def imported(run, form, name):
    """How many claims there are, and the records set aside."""
    result = run("import", form, name)
    assert result.exit_code == 1, result.stderr
    assert run("check").exit_code == 0, run("check").stdout
    kept = rejects(f"{name}.rejects.jsonl")
    assert all(bad["reason"] for bad in kept)
    return len(json.loads(run("claims", "--format", "json").stdout)), kept


HEADS = "source,measure,place,figure,event_date\n"
BAD_CELLS = {
    "quote": 'Post,"killed,Orlo,5,2021-03-01\n',
    "quote within": 'Post,"kil"led,Orlo,5,2021-03-01\n',
    "bytes": "Pöst,killed,Orlo,5,2021-03-01\n".encode("latin-1").decode(errors="surrogateescape"),
    "too long": f"{'x' * 10_000_001},killed,Orlo,5,2021-03-01\n",
    "digits": f"Post,killed,Orlo,{DIGITS}e{DIGITS},2021-03-01\n",
    "year": "Post,killed,Orlo,5,0000-03-01\n",
    "late": "Post,killed,Orlo,5,99999-03-01\n",
    "error": "#REF!,killed,Orlo,5,2021-03-01\n",
    "short": "Post,killed\n",
    "nul": "Post,killed,Orlo,5\0,2021-03-01\n",
}


@pytest.mark.parametrize("bad", BAD_CELLS)
def test_a_row_of_csv(run, bad):
    rows = "".join(f"Red Lamp,killed,Orlo,{n},2021-03-0{n}\n" for n in (1, 3))
    first, last = rows.splitlines(keepends=True)
    Path("t.csv").write_text(HEADS + first + BAD_CELLS[bad] + last, errors="surrogateescape")
    count, (aside,) = imported(run, "csv", "t.csv")
    assert (count, aside["number"]) == (2, 3)


def test_a_row_of_xlsx(run):
    book = Workbook()
    book.active.append(HEADS.strip().split(","))
    for day, figure in enumerate((1, "#REF!", f"{DIGITS}e{DIGITS}", 3), 1):
        book.active.append(["Red Lamp", "killed", "Orlo", figure, f"2021-03-0{day}"])
    book.save("t.xlsx")
    count, kept = imported(run, "xlsx", "t.xlsx")
    assert (count, [bad["number"] for bad in kept]) == (2, [3, 4])


ACLED = "event_id_cnty,event_date,time_precision,location,country,source,fatalities\n"
GED = "id,date_start,date_end,country,where_coordinates,best,low,high\n"
AIRWARS = "code,date,location,civilian_deaths\n"
TABLES = {
    "acled": (ACLED, "A{n},2021-03-04,1,Besh,Orlo,Orlo Post,{f}\n"),
    "ucdp-ged": (GED, "{n},2021-03-04,2021-03-05,Orlo,Besh,{f},{f},{f}\n"),
    "airwars": (AIRWARS, "R{n},2021-03-04,Besh,{f}\n"),
}


@pytest.mark.parametrize("figure", [DIGITS, "²", "NaN", "#N/A", '"'])
@pytest.mark.parametrize("form", TABLES)
def test_a_row_of_a_known_table(run, form, figure):
    heads, row = TABLES[form]
    rows = [row.format(n=n, f=f) for n, f in enumerate((3, figure, 5))]
    Path("t.csv").write_text(heads + "".join(rows))
    count, kept = imported(run, form, "t.csv")
    assert (count, [bad["number"] for bad in kept]) == (2, [3])


def review(number, **changes):
    return {
        "@type": "ClaimReview",
        "url": f"https://a.example/{number}",
        "claimReviewed": f"Dam number {number} failed",
        "author": {"@type": "Organization", "name": "Facts"},
        "reviewRating": {"ratingValue": 1, "bestRating": 5, "worstRating": 1},
    } | changes


RATING = {"ratingValue": 1, "bestRating": 5, "worstRating": 1}
BAD_REVIEWS = {
    "400 digits": review(2, reviewRating=RATING | {"ratingValue": int("9" * 400)}),
    "5000 digits": json.dumps(review(2, reviewRating=RATING | {"ratingValue": "@"})).replace(
        '"@"', DIGITS
    ),
    "name": review(2, author={"@type": "Organization", "name": "\ud800"}),
    "words": review(2, claimReviewed="\ud800"),
    "nan": json.dumps(review(2, claimReviewed=float("nan"))),
    "deep": json.dumps(review(2, more="@")).replace('"@"', DEEP),
    "broken": '{"@type": "ClaimReview", "url": "x',
    "date": review(2, datePublished="0000-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("joined", ["{0}\n{1}\n{2}\n", '{{"@graph": [\n{0},\n{1},\n{2}\n]}}'])
@pytest.mark.parametrize("bad", BAD_REVIEWS)
def test_a_review(run, bad, joined):
    odd = BAD_REVIEWS[bad]
    odd = odd if isinstance(odd, str) else json.dumps(odd)
    text = joined.format(json.dumps(review(1)), odd, json.dumps(review(3)))
    Path("r.json").write_text(text)
    count, (aside, *_) = imported(run, "claimreview", "r.json")
    assert count == 2
    assert aside["code"] in ("not-json", "bad-row", "not-text")


@pytest.mark.parametrize("field", ["\ud800", DIGITS, "a\tb", "\xff"])
def test_a_line_of_gkg(run, field):
    def line(name, counts="KILL#3#people#1#Orlo#US#US#1#1#1#5"):
        fields = [name, "20210304000000", "1", "post.example", "https://a.example/x", "", counts]
        return "\t".join([*fields, *[""] * 20]) + "\n"

    odd = line("2", f"KILL#3#people#1#Orlo#US#US#1#1#1#{field}")
    data = (line("1-a") + odd + line("3-a")).encode("utf-8", "surrogatepass")
    data = data.replace("\xff".encode(), b"\xff")
    Path("g.csv").write_bytes(data)
    count, (aside,) = imported(run, "gdelt-gkg", "g.csv")
    assert (count, aside["number"]) == (2, 2)


def test_the_rejects_and_stderr_hold_whatever_a_record_holds(run):
    Path("in.jsonl").write_bytes(b'{"id": "\\ud800\x1b[31m", "text": \xed\xa0\x80}\n' + article(1))
    result = run("extract", "in.jsonl", "--rejects", "bad.jsonl")
    assert "\x1b" not in result.stderr
    assert "\\xed\\xa0\\x80" in rejects()[0]["record"]


@pytest.mark.parametrize("command", [("figures",), ("import", "csv")])
def test_rejects_are_never_written_over_what_is_read(run, command):
    Path("t.csv").write_text(HEADS + "Post,killed\n{\n")
    refused = run(*command, "t.csv", "--rejects", "t.csv")
    assert (refused.exit_code, "is what is read" in refused.stderr) == (2, True)
    assert Path("t.csv").read_text() == HEADS + "Post,killed\n{\n"
