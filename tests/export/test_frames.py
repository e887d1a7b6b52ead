"""Claims as data frames and as what a notebook shows."""

import json
from datetime import date
from html.parser import HTMLParser

import pandas as pd
import polars as pl
import pytest

from reportedly.export.flat import claims_table
from reportedly.export.frames import to_arrow, to_pandas, to_polars
from reportedly.export.notebook import Picture, listing
from reportedly.model import Conflict, ConflictKind


def expected(content):
    """Every cell, days as days and arrays as lists."""
    table = claims_table(content.claims)
    for row in table.rows:
        made = {}
        for field, cell in zip(table.fields, row, strict=True):
            if cell is not None and field.name.endswith(("_from", "_to")):
                cell = date.fromisoformat(cell)
            made[field.name] = json.loads(cell) if field.type == "array" else cell
        yield made


@pytest.mark.parametrize(
    "rows", [lambda c: to_arrow(c).to_pylist(), lambda c: to_polars(c).to_dicts()]
)
def test_arrow_and_polars_hold_every_cell(content, rows):
    assert rows(content.claims) == list(expected(content))


def test_pandas_holds_every_cell_and_knows_what_is_missing(content):
    frame = to_pandas(content.claims)
    wanted = list(expected(content))
    assert list(frame.index) == [row["id"] for row in wanted]
    assert str(frame.low.dtype) == "Float64"
    assert str(frame.share.dtype) == "boolean"
    for (_, found), row in zip(frame.head(80).iterrows(), wanted[:80], strict=False):
        for name, value in row.items():
            if name == "id":
                continue
            if value is None:
                assert pd.isna(found[name])
            elif isinstance(value, date):
                assert found[name].date() == value
            else:
                assert found[name] == value


@pytest.mark.parametrize("make", [to_arrow, to_polars, to_pandas])
def test_no_claims_make_an_empty_table_with_all_columns(make, content):
    assert len(make(())) == 0
    assert len(make(()).columns) == len(make(content.claims).columns)


def test_columns_have_types():
    schema = to_polars(()).schema
    assert (schema["low"], schema["said_to"], schema["chain"]) == (
        pl.Float64,
        pl.Date,
        pl.List(pl.String),
    )


class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()
        self.rows = 0

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.rows += tag == "tr"


@pytest.mark.parametrize("which", ["claims", "conflicts"])
def test_a_listing_is_a_table_in_which_words_are_no_markup(content, which):
    items = getattr(content, which)
    parser = Cells()
    parser.feed(listing(items)._repr_html_())
    assert parser.rows == len(items) + 1
    assert parser.tags == {"table", "thead", "tbody", "tr", "th", "td"}
    assert len(listing(items)) == len(items)


def test_a_picture_is_the_element_alone():
    shown = Picture('<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg/>')._repr_svg_()
    assert shown == '<svg style="max-width:100%;height:auto;background:#fff"/>'


def test_a_conflict_shows_itself_and_no_words_are_markup():
    evil = "<b>16</b> & 12"
    conflict = Conflict(ConflictKind.CONTRADICTION, "s", ("a", "b"), ("A", "<i>"), 2, evil)
    shown = conflict._repr_html_()
    assert "conflict: contradiction" in shown
    assert "&lt;b&gt;16&lt;/b&gt; &amp; 12" in shown
    assert "<i>" not in shown
