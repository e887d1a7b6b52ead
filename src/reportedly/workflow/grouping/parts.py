"""Rows between steps: in batches, by parts of a corpus, and who stands for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.store.stages import Stages
    from reportedly.store.tables import Cells

_ROWS = 256

Told = Mapping[str, Any]
"""A row by its columns."""


def rows_of(batches: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The rows of record batches."""
    for batch in batches:
        yield from batch.to_pylist()


def in_batches(rows: Iterable[Told], schema: Any) -> Iterator[Any]:
    """Rows as record batches of a schema; what a row does not have is null."""
    import pyarrow as pa

    there = iter(rows)
    while held := list(islice(there, _ROWS)):
        yield pa.RecordBatch.from_pylist(held, schema)


def parts_in(batches: Iterable[Any]) -> Iterator[Iterator[dict[str, Any]]]:
    """Rows that come in the order of their `part`, each part by itself."""
    for _, part in groupby(rows_of(batches), key=lambda row: row["part"]):
        yield part


def count_of(stages: Stages, table: str) -> int:
    """How many rows a table has."""
    ((count,),) = stages.rows(f"SELECT COUNT(*) FROM {table}")
    return int(count)


def put_parts(stages: Stages, name: str, query: str) -> None:
    """A table of what pairs tie together: `number` and its `part`.

    Args:
        stages: where it is made.
        name: of the table.
        query: the pairs.
    """
    import pyarrow as pa

    parts = sorted(parts_of(stages.rows(query)).items())
    number = pa.int64()
    columns = {"number": [n for n, _ in parts], "part": [p for _, p in parts]}
    stages.put(name, pa.table(columns, pa.schema([("number", number), ("part", number)])))


def parts_of(pairs: Iterable[Cells | tuple[int, int]]) -> dict[int, int]:
    """What pairs of numbers tie together: each number → the least of its part.

    Held in memory, some 200 bytes for each number that stands in a pair.

    >>> parts_of([(4, 7), (2, 4), (5, 6)])
    {4: 2, 7: 2, 2: 2, 5: 5, 6: 5}
    """
    above: dict[int, int] = {}

    def top(number: int) -> int:
        while (over := above.setdefault(number, number)) != number:
            above[number] = above[over]
            number = above[number]
        return number

    for a, b in pairs:
        first, second = sorted((top(int(a)), top(int(b))))
        above[second] = first
    return {number: top(number) for number in list(above)}


def first_rows(
    pairs: Iterable[tuple[int, int]], names: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    """Each of a group but the first, with the first."""
    for number, first in sorted(parts_of(pairs).items()):
        if number != first:
            yield {"is_pair": False, "a": names[first], "b": names[number]}


def settled_schema() -> Any:
    """Arrow schema of pairs, and of those that are not the first of their group with that one."""
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("is_pair", pa.bool_()),
            ("a", text),
            ("b", text),
            ("score", pa.float64()),
            ("older", text),
            ("why", text),
        ]
    )


def first_of(table: str) -> str:
    """Of a table of that schema, ids with the first of theirs."""
    return f"SELECT b AS id, a AS first FROM {table} WHERE NOT is_pair"
