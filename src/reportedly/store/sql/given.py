"""Rows as they are given: which of them make claims, which are asked for, what is known of all."""

from __future__ import annotations

from reportedly.store.figures import RUNNING
from reportedly.store.sql.table import FIELDS, Dialect, Table, literal, ordered

LISTED = (
    "source",
    "subject",
    "measure",
    "as_of",
    "said",
    "origin",
    "document",
    "unit",
    "low",
    "high",
    "bound",
    "quote",
)
"""The order in which rows are listed."""

VALID = "coalesce(low, high) IS NOT NULL AND coalesce(low <= high, TRUE)"
"""What makes a claim of a row whose source and subject are there."""

_LARGEST = "1.7976931348623157e308"


def given(table: Table, where: str = "") -> str:
    """The rows as given, `FIELDS` and no more; rows without source, subject or number left out.

    Args:
        table: the table.
        where: a condition on the table's own columns; see `condition`.
    """
    columns = {
        **{name: text(table, name) for name in FIELDS},
        "low": number(table, "value_low"),
        "high": number(table, "value_high"),
        "bound": bound(table),
        "as_of": day(table, "as_of"),
        "said": day(table, "said"),
        "document": document(table),
    }
    shown = ", ".join(f"{columns[name]} AS {name}" for name in FIELDS)
    named = [] if table.sound else ["source IS NOT NULL", "subject IS NOT NULL"]
    conditions = " AND ".join([*named, *([f"({where})"] if where else [])])
    whole = f"SELECT {shown} FROM {table.relation}"
    if conditions:
        whole += f" WHERE {conditions}"
    valid = [] if table.sound else [VALID]
    if not table.days:
        valid += [readable(c) for c in ("as_of", "said") if c in table.columns]
    return f"SELECT * FROM ({whole}) AS given WHERE {' AND '.join(valid)}" if valid else whole


def condition(
    table: Table,
    source: str | None = None,
    subject: str | None = None,
    since: str | None = None,
    exact: bool = False,
) -> str:
    """A condition on a table's own columns.

    Args:
        table: the table.
        source: name of a source or origin, in any case unless `exact`.
        subject: part of a subject or measure, in any case.
        since: the day from which figures count.
        exact: True where the name is known to stand so in the table: an index then gives order.
    """
    parts = []
    if source is not None:
        name = literal(source)
        columns = [c for c in ("source", "origin") if c in table.columns]
        same = [f"{c} = {name}" if exact else f"lower({c}) = lower({name})" for c in columns]
        parts.append(f"({' OR '.join(same)})")
    if subject is not None:
        part = literal(subject.lower())
        found = [f"position({part} IN lower({c})) > 0" for c in ("subject", "measure")]
        parts.append(f"({' OR '.join(found)})")
    if since is not None:
        parts.append(f"as_of >= {literal(since)}")
    return " AND ".join(parts)


def listed(table: Table, where: str = "", limit: int | None = None) -> str:
    """The rows in order, `FIELDS` each; a condition and a number of them may be given."""
    return (
        f"SELECT {', '.join(FIELDS)} FROM ({given(table, where)}) AS g ORDER BY {ordered(LISTED)}"
    ) + ("" if limit is None else f" LIMIT {limit:d}")


# What is known of all rows.


def rejected(table: Table, where: str = "") -> str:
    """How many rows make no claim, of those that a condition takes.

    They have no source, subject or number, ends in the wrong order, or a time that cannot be read.
    """
    low, high = number(table, "value_low"), number(table, "value_high")
    unread = " ".join(
        f"OR NOT {readable(day(table, c))}" for c in ("as_of", "said") if c in table.columns
    )
    asked = f"({where}) AND " if where else ""
    return (
        f"SELECT count(*) FROM {table.relation} WHERE {asked}(source IS NULL OR subject IS NULL OR "
        f"coalesce({low}, {high}) IS NULL OR coalesce({low} > {high}, FALSE) {unread})"
    )


def units(relation: str, dialect: Dialect) -> str:
    """The units that a table uses, each once; '' for none."""
    return f"SELECT DISTINCT coalesce({dialect.text.format('unit')}, '') AS unit FROM {relation}"


def filled(table: Table) -> str:
    """How many rows there are, have two finite ends in order, have one number for both.

    Then how many fill each column, in the order of the columns' names.
    """
    low, high = (table.dialect.number.format(name) for name in ("value_low", "value_high"))
    # NaN is larger than every number in all three engines.
    complete = f"{low} <= {high} AND {low} >= -{_LARGEST} AND {high} <= {_LARGEST}"
    counts = ", ".join(f"count({name})" for name in sorted(table.columns))
    return (
        f"SELECT count(*), count(CASE WHEN {complete} THEN 1 END), "
        f"count(CASE WHEN {low} = {high} THEN 1 END), {counts} FROM {table.relation}"
    )


def unbounded(table: Table) -> str:
    """How many rows have one of their two numbers, and not the other."""
    low, high = number(table, "value_low"), number(table, "value_high")
    return (
        f"SELECT count(*) FROM {table.relation} WHERE ({low} IS NULL AND {high} IS NOT NULL) "
        f"OR ({low} IS NOT NULL AND {high} IS NULL)"
    )


def other_than_days(table: Table) -> str:
    """How many different times there are that are not a day each."""
    times = f"SELECT DISTINCT {text(table, 'as_of')} AS t FROM {table.relation}"
    return f"SELECT count(*) FROM ({times}) AS times WHERE length(t) <> 10 OR NOT {_time('t')}"


def accumulating(table: Table) -> str:
    """1 when some measure only accumulates, and 0 when some other does not; a row for each."""
    measures = f"SELECT DISTINCT {text(table, 'measure')} AS m FROM {table.relation}"
    return f"SELECT DISTINCT {running('m')} AS runs FROM ({measures}) AS measures"


# Single cells.


def text(table: Table, name: str) -> str:
    """A column as text, '' where it is not there or a row does not fill it."""
    if name not in table.columns:
        return "''"
    cell = table.dialect.text.format(name)
    filled = name in ("source", "subject") or name in table.whole
    return cell if filled else f"coalesce({cell}, '')"


def number(table: Table, name: str) -> str:
    """A column as a finite number, else null."""
    kind = table.dialect.double
    cell = table.dialect.number.format(name)
    if table.sound:
        return cell
    for unreal in ("NaN", "Infinity", "-Infinity"):
        cell = f"nullif({cell}, CAST('{unreal}' AS {kind}))"
    return cell


def day(table: Table, name: str) -> str:
    """A time as text; a time of day is cut off: figures count for days."""
    cell = text(table, name)
    return cell if cell == "''" or table.days else cut(cell)


def cut(cell: str) -> str:
    """A time without the time of day."""
    timed = f"length({cell}) > 10 AND position('/' IN {cell}) = 0"
    return f"CASE WHEN {timed} THEN substr({cell}, 1, 10) ELSE {cell} END"


def readable(cell: str) -> str:
    """The condition that a time is empty, a day, a month, a year, or one of these to another."""
    slash = f"position('/' IN {cell})"
    start, end = f"substr({cell}, 1, {slash} - 1)", f"substr({cell}, {slash} + 1)"
    open_or = "{0} IN ('', '..') OR {1}"
    return (
        f"({cell} = '' OR {_time(cell)} OR ({slash} > 0 AND "
        f"({open_or.format(start, _time(start))}) AND ({open_or.format(end, _time(end))})))"
    )


def _time(cell: str) -> str:
    shape = f"translate({cell}, '0123456789', '0000000000')"
    return (
        f"({shape} IN ('0000', '0000-00', '0000-00-00') "
        f"AND (length({cell}) = 4 OR substr({cell}, 6, 2) BETWEEN '01' AND '12') "
        f"AND (length({cell}) < 10 OR substr({cell}, 9, 2) BETWEEN '01' AND '31'))"
    )


def bound(table: Table) -> str:
    """The bound in words as the model has it."""
    cell = text(table, "bound")
    return cell if cell == "''" else f"replace(replace(lower({cell}), ' ', '_'), '-', '_')"


def document(table: Table) -> str:
    """Where a row stands: its document, else its data set, else its source."""
    named = [name for name in ("document", "dataset") if name in table.columns]
    cells = ", ".join([*(f"nullif({text(table, name)}, '')" for name in named), "source"])
    return f"coalesce({cells})"


def running(measure: str) -> str:
    """1 when a measure's name says that it only accumulates, else 0."""
    name = f"replace(lower({measure}), '_', ' ')"
    said = " OR ".join(f"{name} LIKE {literal(f'%{word}%')}" for word in RUNNING)
    return f"CASE WHEN {said} THEN 1 ELSE 0 END"
