import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.export.rows import claim_row, conflict_row
from reportedly.export.tables import FORMATS, Column, write_rows
from reportedly.model import Claim, Conflict

ANSI = "\x1b["


class Terminal(io.StringIO):
    """Somebody's terminal."""

    def isatty(self) -> bool:
        return True


def written(rows: list[dict[str, object]], form: str, **more: object) -> str:
    out = more.pop("out", io.StringIO())
    write_rows(rows, form, out, **more)  # type: ignore[arg-type]
    return out.getvalue()  # type: ignore[attr-defined]


def test_a_table_fits_the_width_and_sets_figures_right() -> None:
    rows = [
        {
            "who": "Harbour Council",
            "figure": "at least 16",
            "count": 1200,
            "text": "the crane fell on the quay",
        },
        {"who": "residents", "figure": "12", "count": 7, "text": "it fell"},
    ]
    columns = ["who", Column("figure", right=True), "count", "text"]
    assert written(rows, "table", columns=columns, width=60, title="Said") == (
        "Said\n"
        "who                  figure  count  text\n"
        "────────────────────────────────────────────────────────────\n"
        "Harbour         at least 16  1,200  the crane fell on the\n"
        "Council                             quay\n"
        "residents                12      7  it fell\n"
    )


def test_a_long_table_has_one_heading_and_keeps_its_columns() -> None:
    rows = (
        {"id": f"c{i:05}", "count": i, "text": "one two" + " three" * (i > 4000)}
        for i in range(5001)
    )
    lines = written(rows, "table", width=40).splitlines()
    assert lines[0] == "id      count  text"
    assert len([x for x in lines if x.startswith("id")]) == 1
    assert lines[2] == "c00000      0  one two"
    assert lines[-2:] == ["c05000  5,000  one two", "               three"]
    narrow = written([{"a": "x"}] * 2001, "table", width=20, columns=("a",) * 12).splitlines()
    assert len(narrow) == 2001 * 12 + 2000


def test_rows_look_the_same_wherever_they_stand_in_a_long_table() -> None:
    shown = [
        {"id": "a-long-id-of-a-claim-2019-02-12", "n": 7, "text": "one two " * 20},
        {"id": "b", "n": None, "text": "a\nb"},
        {"id": "x" * 50, "n": 12345, "text": " spaces  inside "},
        {"id": "“é”", "n": -1, "text": ""},
    ]
    rows = [*shown, *({"id": "c", "n": 1, "text": "d"} for _ in range(1996)), *shown]
    lines = written(rows, "table", width=50).splitlines()
    again = lines[2:].index(lines[2], 1)
    assert lines[2 + again :] == lines[2 : 2 + len(lines[2 + again :])]
    assert len(lines[2 + again :]) > 4


def test_the_usual_columns_show_figures_and_periods_as_people_write_them(
    claims: list[Claim],
) -> None:
    text = written(
        [claim_row(c) for c in claims],
        "table",
        columns=("source_name", "figure", "when", "status", "id"),
        width=90,
    )
    assert text == (
        "source          figure  when        status    id\n"
        "────────────────────────────────────────────────\n"
        "Ada Okoro  at least 16  2031-05-04  reviewed  c1\n"
        "residents       twelve  2031-05-04  proposed  c2\n"
        "residents                           proposed  c3\n"
    )


@pytest.mark.parametrize("width", [20, 40, 60, 200])
def test_no_line_of_a_table_is_wider_than_asked(claims: list[Claim], width: int) -> None:
    text = written(
        [claim_row(c) for c in claims], "table", columns=("source_name", "text"), width=width
    )
    assert max(map(len, text.splitlines())) <= width


def test_ids_break_behind_hyphens_and_days_not_at_all() -> None:
    rows = [{"day": "2031-05-04", "id": "harbour-council-sixteen-hurt", "text": "so it was " * 9}]
    text = written(rows, "table", width=60)
    lines = [line.split()[0] for line in text.splitlines()[2:5]]
    assert lines == ["2031-05-04", "council-", "sixteen-hurt"]


def test_where_a_table_cannot_fit_each_row_is_a_block() -> None:
    rows = [{"who": "Harbour Council", "figure": "16", "kind": "organisation", "id": None}] * 2
    columns = ("who", "figure", "kind", "id")
    block = "who: Harbour Council\nfigure: 16\nkind: organisation\n"
    assert written(rows, "table", columns=columns, width=24) == f"{block}\n{block}"


def test_an_empty_table_says_so_and_an_empty_list_is_still_json() -> None:
    assert written([], "table", empty="no conflicts") == "no conflicts\n"
    assert json.loads(written([], "json")) == []
    assert written([], "jsonl") == ""
    assert written([], "csv") == ""


def test_colours_are_for_a_terminal_without_no_color(
    conflicts: list[Conflict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    rows = [conflict_row(c) for c in conflicts]
    columns = ("severity", "reason")
    assert ANSI in written(rows, "table", columns=columns, out=Terminal())
    assert ANSI not in written(rows, "table", columns=columns)
    assert ANSI not in written(rows, "table", columns=columns, out=Terminal(), colour=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert ANSI not in written(rows, "table", columns=columns, out=Terminal())


def test_a_pipe_is_as_wide_as_columns_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    text = written([{"text": "word " * 40}], "table")
    assert max(map(len, text.splitlines())) <= 44


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_lets_a_document_steer_the_terminal(form: str) -> None:
    evil = "16\x1b]0;owned\x07\x1b[2J \x9b31m \u202e [bold red]dead[/] :skull:"
    text = written([{"id": evil, "text": evil}], form, width=200)
    assert not any(c in text for c in "\x1b\x07\x9b\u202e")
    assert ":skull:" in text or "\\:skull" in text  # neither emoji codes nor markup are read


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text()), min_size=1))
def test_json_and_jsonl_give_back_every_field(rows: list[dict[str, str]]) -> None:
    assert json.loads(written(rows, "json")) == rows  # type: ignore[arg-type]
    lines = written(rows, "jsonl").splitlines()  # type: ignore[arg-type]
    assert [json.loads(line) for line in lines] == rows


def test_json_keeps_text_readable() -> None:
    assert '"“Київ” دمشق"' in written([{"text": "“Київ” دمشق"}], "jsonl")


def test_an_encoding_without_the_characters_is_no_error() -> None:
    for form in FORMATS:
        raw = io.BytesIO()
        out = io.TextIOWrapper(raw, encoding="ascii", newline="")
        write_rows([{"text": "“Київ”"}], form, out)
        out.flush()
        assert raw.getvalue()


def test_csv_quotes_by_rfc_4180_and_names_nested_fields(claims: list[Claim]) -> None:
    text = written([{"id": 'say "16", then', "n": {"low": 16, "high": None}, "ok": True}], "csv")
    assert text == 'id,n.low,n.high,ok\r\n"say ""16"", then",16,,true\r\n'
    row = next(csv.DictReader(io.StringIO(written([claim_row(claims[0])], "csv"), newline="")))
    assert row["figure.low"] == "16"
    assert row["chain"] == "The Daily Pier; Harbour Council; Ada Okoro"
    assert row["spans"] == "[[4, 15]]"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_csv_never_hands_a_spreadsheet_a_formula(start: str) -> None:
    text = written([{"text": f"{start}HYPERLINK(1)", "low": -4}], "csv")
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["text"] == f"'{start}HYPERLINK(1)"
    assert row["low"] == "-4"  # a number of ours is a number


def test_markdown_is_escaped_and_one_line_a_row() -> None:
    rows = [{"who": "a|b", "count": 3, "text": "<b>*16*</b>\n[x](y)"}]
    assert written(rows, "markdown") == (
        "| who | count | text |\n"
        "| --- | ---: | --- |\n"
        "| a\\|b | 3 | \\<b\\>\\*16\\*\\</b\\><br>\\[x\\](y) |\n"
    )


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="no format 'xls'"):
        written([], "xls")
