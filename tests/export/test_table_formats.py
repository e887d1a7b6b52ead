"""XLSX, CSV with its descriptor, Markdown and LaTeX, read back by the libraries of each."""

import csv
import io
import json
from collections import Counter
from functools import cache

import openpyxl
import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalker

from reportedly.export.data_package import to_data_package
from reportedly.export.flat import flat_tables
from reportedly.export.printable import printable, xml_text
from reportedly.export.printed import tex, to_latex, to_markdown_tables
from reportedly.export.workbook import to_workbook


@cache
def workbook(content):
    return openpyxl.load_workbook(io.BytesIO(to_workbook(content)))


def in_sheet(cell):
    if isinstance(cell, str):
        return xml_text(cell).replace("\r\n", "\n").replace("\r", "\n") or None
    return cell


def test_a_workbook_has_a_sheet_a_table_with_every_cell_and_no_formula(content):
    book = workbook(content)
    tables = flat_tables(content)
    assert book.sheetnames == [t.name for t in tables]
    for table in tables:
        head, *rows = book[table.name].iter_rows(values_only=True)
        assert list(head) == [f.name for f in table.fields]
        assert rows == [tuple(in_sheet(cell) for cell in row) for row in table.rows]
        kinds = {cell.data_type for row in book[table.name].iter_rows() for cell in row}
        assert "f" not in kinds


def test_ids_in_a_workbook_lead_to_their_rows(content):
    book = workbook(content)
    names = [f.name for f in flat_tables(content)[0].fields]
    seen = 0
    for row in book["claims"].iter_rows(min_row=2):
        cell = row[names.index("document")]
        sheet, place = (
            cell.hyperlink.location.split("!")
            if cell.hyperlink.location
            else (cell.hyperlink.target.lstrip("#").split("!"))
        )
        assert book[sheet][place].value == cell.value
        seen += 1
    assert seen == len(content.claims)
    for row in book["documents"].iter_rows(min_row=2):
        for cell in row:
            target = cell.hyperlink.target if cell.hyperlink else None
            assert target is None or target.startswith("http")


def test_words_too_long_for_a_cell_say_how_long_they_were(claims):
    from dataclasses import replace

    from reportedly.export.content import Content

    long = replace(claims[0], text="x" * 40_000)
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(Content((long,)))))
    value = book["claims"].cell(2, 5).value
    assert len(value) == 32_767
    assert value.endswith("x… [40,000 characters]")


def test_the_package_is_valid_with_its_types_and_keys(content, tmp_path):
    for name, text in to_data_package(content).items():
        (tmp_path / name).write_bytes(text.encode())
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]


def test_every_cell_of_the_package_comes_back(content):
    files = to_data_package(content)
    for table in flat_tables(content):
        head, *rows = csv.reader(io.StringIO(files[f"{table.name}.csv"], newline=""))
        assert head == [f.name for f in table.fields]
        assert len(rows) == len(table.rows)
        for row, cells in zip(rows, table.rows, strict=True):
            for field, found, cell in zip(table.fields, row, cells, strict=True):
                assert not found.startswith(("=", "+", "@", "\t", "\r"))
                if isinstance(cell, bool):
                    assert found == str(cell).lower()
                elif isinstance(cell, int | float):
                    assert float(found) == cell
                elif field.type == "array":
                    assert json.loads(found) == json.loads(printable(cell, keep="\n\t"))
                else:
                    text = printable((cell or "").replace("\r\n", "\n"), keep="\n\t")
                    assert found.removeprefix("'") == text.removeprefix("'")


def test_markdown_has_a_row_a_claim_and_no_markup_from_words(content):
    read = MarkdownIt("commonmark").enable("table").parse(to_markdown_tables(content))
    rows, heading = Counter(), ""
    for token in read:
        if token.type == "inline" and token.level == 1:
            heading = token.content
        rows[heading] += token.type == "tr_open"
        for child in token.children or ():
            assert child.type in ("text", "html_inline", "text_special", "softbreak")
            assert child.type != "html_inline" or child.content == "<br>"
    assert rows["Claims"] == len(content.claims) + 1


def test_latex_is_read_and_has_a_line_a_claim(content):
    text = to_latex(content)
    LatexWalker(text, tolerant_parsing=False).get_latex_nodes()
    section = text.split(r"\caption{Claims}")[1].split(r"\end{longtable}")[0]
    body = section.split(r"\endfoot" + "\n")[1]
    assert len(body.splitlines()) == len(content.claims)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("a_b^c~d", r"a\_b\textasciicircum{}c\textasciitilde{}d"),
        ("16--18", "16-{}-{}18"),
        ("two\n\nlines", "two lines"),
    ],
)
def test_words_are_no_commands_to_tex(words, written):
    assert tex(words) == written


# pylatexenc knows neither this macro of textcomp nor that TeX prints the plain circumflex.
QUOTE = (r"\textquotedbl{}", '{"}')


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf"])))
def test_tex_prints_the_words(words):
    shown = LatexNodes2Text(strict_latex_spaces=True).latex_to_text(tex(words).replace(*QUOTE))
    assert shown.replace("ˆ", "^") == words.replace("ˆ", "^")
