"""Tables: lines, delimiters, workbooks; mapped columns; the shared readings of cells."""

import pytest
from openpyxl import Workbook

from reportedly.errors import UsageError
from reportedly.importing import read_rows
from reportedly.importing.found import Found, RowError, count_of, day_of, range_words, span_of
from reportedly.importing.mapped import guess_mapping, read_mapping
from reportedly.importing.tables import read_table
from reportedly.model import Problem


def rows_of(path, text):
    path.write_text(text, encoding="utf-8")
    return [(where.line, row) for where, _, row in read_table(path)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_are_parted_as_the_heads_are(tmp_path, delimiter):
    text = f'a{delimiter}b\n1{delimiter}" two "\n\n"x\ny"{delimiter}3\n'
    rows = rows_of(tmp_path / "t.csv", text)
    assert rows == [(2, {"a": "1", "b": "two"}), (4, {"a": "x\ny", "b": "3"})]


def test_a_row_whose_cells_do_not_fit_the_heads_is_a_fault(tmp_path):
    rows = rows_of(tmp_path / "t.csv", "a,b\n1\n1,2,3\n1,2,\n")
    assert [r.message for _, r in rows[:2]] == ["1 cells under 2 heads", "3 cells under 2 heads"]
    assert isinstance(rows[0][1], Problem)
    assert rows[2] == (4, {"a": "1", "b": "2"})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"a,a\n1,2\n", "two columns 'a'"),
        (b"caf\xe9,b\n1,2\n", "is not UTF-8; convert it first, .*WINDOWS-1252"),
        ("café,b\n1,2\n".encode("utf-16"), "is not UTF-8; convert it first, .*UTF-16"),
        (b'"a,b\n1,2\n', "mend the quotation marks"),
    ],
)
def test_a_file_that_is_no_table_is_wrong_use(tmp_path, data, message):
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(UsageError, match=message):
        list(read_table(tmp_path / "t.csv"))


def test_a_workbook_gives_its_cells_as_a_csv_file_would(tmp_path):
    from datetime import date, datetime

    book = Workbook()
    book.active.append(["day", "count", "share", "at", "who", "yes"])
    book.active.append([date(2021, 3, 4), 12.0, 0.5, datetime(2021, 3, 4, 5), None, True])
    book.create_sheet("More").append(["x"])
    book.save(tmp_path / "t.xlsx")
    ((where, _, row),) = read_table(tmp_path / "t.xlsx")
    assert where.line == 2
    assert row == {
        "day": "2021-03-04",
        "count": "12",
        "share": "0.5",
        "at": "2021-03-04 05:00:00",
        "who": "",
        "yes": "true",
    }
    assert list(read_table(tmp_path / "t.xlsx", "More")) == []
    with pytest.raises(UsageError, match="no sheet 'Less'; it has: Sheet, More"):
        list(read_table(tmp_path / "t.xlsx", "Less"))
    (tmp_path / "u.xlsx").write_bytes(b"PK nothing")
    with pytest.raises(UsageError, match="no XLSX file"):
        list(read_table(tmp_path / "u.xlsx"))


def test_a_formula_that_nobody_worked_out_is_no_empty_cell(tmp_path):
    book = Workbook()
    book.active.append(["source", "measure", "low", "high"])
    book.active.append(["Red Lamp", "killed", "=1+1", 5])
    book.save(tmp_path / "t.xlsx")
    ((_, _, (fault,)),) = read_rows("xlsx", tmp_path / "t.xlsx", tmp_path)
    assert fault.message == "'=1+1' or '5' is not a number"


@pytest.mark.parametrize(
    ("delimiter", "mapping", "written", "figure"),
    [
        (";", "", "1.200", "'1.200': is that mark for thousands or decimals?"),
        (";", "", "1,200", "'1,200': is that mark for thousands or decimals?"),
        (";", "", "12,5", "12.5"),
        (";", "", "at least 12", "at least 12"),
        (";", 'decimal = ","', "1.200", "1200"),
        (";", 'decimal = ","', "1.200,50", "1200.50"),
        (";", 'decimal = "."', "1.200", "1.200"),
        ("\t", "", "1,200", "1,200"),
        ("\t", "", "1.200", "1.200"),
        ("\t", 'decimal = ","', "1.200", "1200"),
    ],
)
def test_a_mark_in_a_number_is_not_guessed(tmp_path, delimiter, mapping, written, figure):
    path = tmp_path / "t.csv"
    rows = (("source", "measure", "figure"), ("Red Lamp", "killed", written))
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows))
    told = tmp_path / "m.toml"
    columns = 'source = "source"\nmeasure = "measure"\nfigure = "figure"\n'
    told.write_text(f"{mapping}\n[columns]\n{columns}")
    ((_, _, (found,)),) = read_rows("csv", path, tmp_path, mapping=told)
    said = found.claims[0].figure if isinstance(found, Found) else found.message
    assert said.partition("?")[0] == figure.rstrip("?")


def test_columns_are_guessed_by_plain_names_only():
    heads = ["Source name", "Measure", "Value low", "value_high", "Where?", "As of", "Colour"]
    assert "# not used: " not in guess_mapping(["source", "measure"]).toml()
    assert '# not used: "Remarks"' in guess_mapping(["source", "measure", "Remarks"]).toml()
    assert guess_mapping(heads).columns == {
        "source": "Source name",
        "measure": "Measure",
        "place": "Where?",
        "low": "Value low",
        "high": "value_high",
        "as_of": "As of",
    }
    with pytest.raises(UsageError, match="hold the source"):
        guess_mapping(["measure", "value"])
    with pytest.raises(UsageError, match="hold the subject or measure"):
        guess_mapping(["source", "value"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[columns]\nsource = 'Who'", "no column 'Who'; the table has: a, b"),
        ("[columns]\nsauce = 'a'", "unknown field 'sauce'"),
        ("[column]\nsource = 'a'", "unknown 'column'"),
        ("[columns", "is no mapping"),
        ("[columns]\nsource = 'a'", "hold the subject or measure"),
    ],
)
def test_a_mapping_that_does_not_fit_is_wrong_use(tmp_path, text, message):
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        read_mapping(tmp_path / "m.toml", ["a", "b"])


def claims_of(tmp_path, text, mapping=None):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    place = None
    if mapping:
        place = tmp_path / "m.toml"
        place.write_text(mapping)
    outcome = [
        one for _, _, row in read_rows("csv", tmp_path / "t.csv", mapping=place) for one in row
    ]
    return [one.claims[0] if isinstance(one, Found) else one.message for one in outcome]


def test_the_table_of_figures_that_stores_keep(tmp_path):
    text = (
        "source,origin,subject,measure,unit,value_low,value_high,bound,as_of,said\n"
        "OWID,ECDC,Orlo,deaths,person,12,12,exact,2021-03-04,2021-03-05\n"
        "OWID,OWID,Orlo,deaths,person,12,,at_least,2021-03-04,\n"
        "OWID,,Orlo,deaths,person,12,30,range,2021-03-04,\n"
    )
    first, second, third = claims_of(tmp_path, text)
    assert (first.source, first.via, first.figure) == ("ecdc", ("owid",), "12")
    assert (first.as_of, first.said) == ("2021-03-04", "2021-03-05")
    assert (second.source, second.via, second.figure) == ("owid", (), "at least 12")
    assert third.figure == "between 12 and 30"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",killed,12,2021-03-04", "the source is empty"),
        ("Post,killed,,2021-03-04", "neither a figure nor a quote is given"),
        ("Post,killed,a few more,2021-03-04", "the figure cannot be read"),
        ("Post,killed,12,03/04/2021", "which is the month?"),
        ("Post,killed,12,yesterday", "`when`: 'yesterday' needs the day it was published"),
        ("Post,killed,12,2021-02-30", "`when`: '2021-02-30' is no day"),
    ],
)
def test_what_a_row_says_wrongly(tmp_path, row, message):
    (found,) = claims_of(tmp_path, f"source,measure,figure,event_date\n{row}\n")
    assert message in found


@pytest.mark.parametrize("day", ["2021-03-01", "2021-03", "01/03/2021", "1.3.21"])
def test_a_day_under_event_is_refused_with_the_way_out(tmp_path, day):
    mapping = "[columns]\nsource = 'source'\nmeasure = 'measure'\nfigure = 'count'\nevent = 'day'"
    for head, way in (("event", None), ("day", mapping)):
        (found,) = claims_of(tmp_path, f"source,measure,count,{head}\nPost,killed,12,{day}\n", way)
        assert found == (
            f"`event` is '{day}', a day: `event` names what happened (an id of events.yaml); "
            "put the day under `when`"
        )


def test_an_event_is_named_by_its_id(tmp_path):
    text = "source,measure,figure,event_date,incident_date,event\nPost,killed,12,2021-03-01,,dam\n"
    (claim,) = claims_of(tmp_path, text)
    assert (claim.event, claim.when) == (("dam",), "2021-03-01")


def test_a_row_with_an_address_is_of_a_document_of_its_own(tmp_path):
    text = (
        "source,measure,figure,url,title,published,id\n"
        "Post,killed,12,https://post.example/a,Dam fails,2021-03-04,7\n"
        "Post,killed,13,https://post.example/b,Dam fails,2021-03-05,obs-8\n"
    )
    (tmp_path / "t.csv").write_text(text)
    found = [one for _, _, row in read_rows("csv", tmp_path / "t.csv") for one in row]
    documents = [f.document for f in found]
    assert [d.title for d in documents] == ["Dam fails", "Dam fails"]
    assert documents[0].id != documents[1].id
    assert documents[0].id.startswith("dam-fails-")
    assert [f.claims[0].id for f in found] == ["t-7", "obs-8"]


@pytest.mark.parametrize(
    ("cell", "count"), [("12", 12), ("1,200", 1200), ("3.0", 3), ("0", 0), ("", None)]
)
def test_counts(cell, count):
    assert count_of({"n": cell}, "n") == count


@pytest.mark.parametrize("cell", ["-1", "1.5", "12 dead", "1,20", "1e3", "٣x"])
def test_what_is_no_count(cell):
    with pytest.raises(RowError, match="not a count"):
        count_of({"n": cell}, "n")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-03-04", "2021-03-04"),
        ("2021-03-04 00:00:00.000", "2021-03-04"),
        ("2021-03-04T10:00:00Z", "2021-03-04"),
        ("2021-03-04T10:00:00+01:00", "2021-03-04"),
        ("04 March 2021", "2021-03-04"),
    ],
)
def test_days(cell, day):
    assert day_of({"d": cell}, "d") == day


@pytest.mark.parametrize(
    "cell", ["03/04/2021", "2021-02-30", "2021", "soon", "30 February 2021", "4 Marz 2021"]
)
def test_what_is_no_day(cell):
    with pytest.raises(RowError, match="not a day"):
        day_of({"d": cell}, "d")


def test_ranges_and_spans():
    assert [range_words(3, 3), range_words(3, 5), range_words(3, None), range_words(None, 5)] == [
        "3",
        "between 3 and 5",
        "at least 3",
        "at most 5",
    ]
    assert span_of("2021-03-04", "2021-03-04") == "2021-03-04"
    assert span_of("2021-03-04", "2021-03-06") == "2021-03-04/2021-03-06"
    for wrong in (lambda: range_words(5, 3), lambda: span_of("2021-03-04", "2021-03-03")):
        with pytest.raises(RowError):
            wrong()
