"""Claims as tables of pandas, Polars and Arrow: one row a claim, the columns of `export csv`.

Days are days, several values in one cell are lists, and what is not known is missing. Each library
is loaded when its function is called.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.errors import MissingProgramError
from reportedly.export.flat import Cell, Field, claims_table
from reportedly.model import Claim

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_DAYS = ("_from", "_to")


def to_arrow(claims: Sequence[Claim]) -> pyarrow.Table:
    """The claims as an Arrow table; days are `date32`, lists are lists of strings.

    Raises:
        MissingProgramError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise _missing("Arrow", "pyarrow", "parquet") from error
    types = {
        "string": pa.string(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "array": pa.list_(pa.string()),
        "date": pa.date32(),
    }
    return pa.table(
        {field.name: pa.array(values, types[kind]) for field, kind, values in _columns(claims)}
    )


def to_polars(claims: Sequence[Claim]) -> polars.DataFrame:
    """The claims as a Polars data frame.

    Raises:
        MissingProgramError: Polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("a Polars data frame", "polars", "polars") from error
    types = {
        "string": pl.String(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
        "array": pl.List(pl.String()),
        "date": pl.Date(),
    }
    return pl.DataFrame(
        [pl.Series(field.name, values, types[kind]) for field, kind, values in _columns(claims)]
    )


def to_pandas(claims: Sequence[Claim]) -> pandas.DataFrame:
    """The claims as a pandas data frame, with `id` for its index.

    Numbers are `Float64` and truth values `boolean`, which know a missing value; days are
    `datetime64`, lists stay Python lists.

    Raises:
        MissingProgramError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("a pandas data frame", "pandas", "pandas") from error
    types: dict[str, Callable[[list[Any]], Any]] = {
        "string": lambda values: pd.array(values, dtype="string"),
        "number": lambda values: pd.array(values, dtype="Float64"),
        "boolean": lambda values: pd.array(values, dtype="boolean"),
        "array": lambda values: pd.Series(values, dtype="object"),
        "date": lambda values: pd.to_datetime(pd.Series(values, dtype="object")),
    }
    columns = {field.name: types[kind](values) for field, kind, values in _columns(claims)}
    return pd.DataFrame(columns).set_index("id")


def _columns(claims: Sequence[Claim]) -> list[tuple[Field, str, list[Any]]]:
    """(column, its type, its values); a day is a `date`, an array a list."""
    table = claims_table(claims)
    made = []
    for place, field in enumerate(table.fields):
        kind = "date" if field.name.endswith(_DAYS) else field.type
        made.append((field, kind, [_value(row[place], kind) for row in table.rows]))
    return made


def _value(cell: Cell, kind: str) -> Any:
    if cell is None:
        return None
    if kind == "array":
        return json.loads(str(cell))
    return date.fromisoformat(str(cell)) if kind == "date" else cell


def _missing(what: str, package: str, extra: str) -> MissingProgramError:
    return MissingProgramError(f"{what} needs {package}: pip install 'reportedly[{extra}]'")
