"""What the claims of a table are to each other, in n log n, and never all pairs.

Texts are numbered first, each column's once and in the order of the texts, and all that follows
sorts and compares numbers. Pairs are proposed

- within a group, of the rows that no later one of the same voice replaces: the lowest ceiling with
  the highest floor, and the lowest with the highest printed number;
- within a series, each row with the one before;

and `kind_of` says what they are. Columns that follow from others are not stored beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.store.sql import given
from reportedly.store.sql.groups import group, limits, standing
from reportedly.store.sql.kinds import asks, kind_of, rank_of, ratio_of, severity_of, step_of
from reportedly.store.sql.rows import base, first, last, measured, scaled
from reportedly.store.sql.table import FIELDS, Steps, Table, joined, literal, ordered

_DICTIONARY = {
    "source": "names",
    "origin": "names",
    "document": "names",
    "dataset": "names",
    "subject": "places",
    "measure": "measures",
    "unit": "units",
    "as_of": "times",
    "said": "times",
}
"""Which dictionary numbers a column."""


def findings(table: Table) -> str:
    """What the claims of a table are to each other, worst first, one row a finding.

    Columns: `FIELDS` of the first witness, `FIELDS` of the second, then kind, claims, voices. In a
    group `claims` and `voices` count the group; in a series `claims` counts the steps of the kind,
    and `voices` is 1. It reads the `steps_to_findings`.
    """
    shown = ", ".join(f"{side}_{name}" for side in "ab" for name in FIELDS)
    ties = ordered(
        f"{side}_{name}" for side in "ab" for name in FIELDS if name not in ("subject", "measure")
    )
    return (
        f"SELECT {shown}, kind, claims, voices FROM ({_found(table)}) AS w "
        f"ORDER BY {severity_of('kind')}, CASE WHEN {asks('kind')} THEN ratio ELSE 0 END DESC, "
        f"latest DESC, a_subject, a_measure, {rank_of('kind')}, {ties}"
    )


def counted_findings(table: Table, names: Iterable[str]) -> str:
    """How many `findings` of each kind have witnesses with these cells, in their order.

    Columns: the cells of the first witness, those of the second, the kind, the number.
    """
    cells = ", ".join(f"{side}_{name}" for side in "ab" for name in names)
    return (
        f"SELECT {cells}, kind, count(*) AS n FROM ({_found(table)}) AS w "
        f"GROUP BY {cells}, kind ORDER BY {cells}, kind"
    )


def _found(table: Table) -> str:
    relations = ("across_", *(f"{name}_told" for name, *_ in _passes(table)))
    found = " UNION ALL ".join(
        f"SELECT {', '.join(_witnesses(table))}, kind, ratio, claims, voices FROM {relation}"
        for relation in relations
    )
    return _in_words(table, found)


def steps_to_findings(table: Table) -> Steps:
    """The relations, by name, that lead to `findings`, each reading those before it."""
    standing_rows = [("standing", standing(table, "facts"))] if "said" in table.columns else []
    return (
        *_dictionaries(table),
        ("facts", _facts(table)),
        *standing_rows,
        *_across(table),
        *_steps(table),
    )


# Texts as numbers, and back.


def _numbered(table: Table) -> tuple[str, ...]:
    """The columns that are numbered."""
    return tuple(
        name
        for name in _DICTIONARY
        if name in table.columns and (name != "unit" or len(table.scales) > 1)
    )


def _dictionaries(table: Table) -> Iterator[tuple[str, str]]:
    """Relations of `text` and `n`, in the order of the texts; of times in the order of their days.

    `times` has the text as it stands as `raw`, and where not all are days the numbers of the
    `first` and `last` day; `measures` has `running` where they differ in it.
    """
    for dictionary in dict.fromkeys(_DICTIONARY.values()):
        columns = [c for c in _numbered(table) if _DICTIONARY[c] == dictionary]
        if not columns:
            continue
        texts = " UNION ".join(
            f"SELECT DISTINCT {given.text(table, c)} AS text FROM {table.relation}" for c in columns
        )
        if dictionary == "times" and not table.days:
            yield from _times(texts)
            continue
        runs = ""
        if dictionary == "measures" and table.running is None:
            runs = f", {given.running('text')} AS running"
        yield (
            dictionary,
            f"SELECT text, {_number('row_number()', 'text')} AS n{runs} FROM ({texts}) AS t",
        )


def _times(texts: str) -> Iterator[tuple[str, str]]:
    read = f"SELECT text AS raw, {given.cut('text')} AS text FROM ({texts}) AS t"
    yield (
        "read_",
        f"SELECT *, {first('text')} AS d1, {last('text')} AS d2 FROM ({read}) AS r "
        f"WHERE {given.readable('text')}",
    )
    days = "SELECT d1 AS day FROM read_ UNION SELECT d2 FROM read_"
    yield "days_", f"SELECT day, {_number('row_number()', 'day')} AS n FROM ({days}) AS d"
    yield (
        "times",
        f"SELECT raw, text, {_number('dense_rank()', 'd1, d2, text')} AS n, a.n AS first, "
        "b.n AS last FROM read_ JOIN days_ AS a ON d1 = a.day JOIN days_ AS b ON d2 = b.day",
    )


def _number(rank: str, order: str) -> str:
    return f"CAST({rank} OVER (ORDER BY {order}) AS INTEGER)"


def _facts(table: Table) -> str:
    """The rows in numbers."""
    shown = ", ".join(f"{expression} AS {name}" for name, expression in _stored(table).items())
    there = "" if table.sound else f" WHERE {given.VALID}"
    return f"SELECT {shown} FROM {_looked_up(table)}{there}"


def _stored(table: Table) -> dict[str, str]:
    """The columns of `facts`, none that `_implied` tells, from those of `_looked_up`."""
    columns = {c: f"{c}_n" for c in _numbered(table) if c not in ("document", "dataset")}
    documents = [c for c in ("document", "dataset") if c in table.columns]
    if documents:
        cases = " ".join(f"WHEN {c} <> '' THEN {c}_n" for c in documents)
        columns["document"] = f"CASE {cases} ELSE source_n END"
    if "origin" in table.columns:
        columns["voice"] = "CASE WHEN origin = '' THEN source_n ELSE origin_n END"
    elif "said" in table.columns:
        columns["voice"] = "source_n"
    if len(table.bases) > 1:
        columns["base"] = base(table)
    columns["low"] = "low"
    if not table.points:
        columns["high"] = "high"
    if table.scaled:
        columns |= {"l": scaled(table, "low"), "h": scaled(table, "high")}
    columns |= {c: c for c in ("bound", "quote") if c in table.columns}
    if table.running is None:
        columns["running"] = "running"
    if not table.days:
        columns |= {"m_from": "as_of_first", "m_to": "as_of_last"}
        columns["timed"] = "CASE WHEN as_of <> '' THEN 1 ELSE 0 END"
    if "said" in table.columns:
        for name, number in (("moment", "n"), ("m_from", "first"), ("m_to", "last")):
            columns[name] = f"CASE WHEN as_of <> '' THEN as_of_{number} ELSE said_{number} END"
        columns |= {"said_from": "said_first", "said_to": "said_last"}
    return columns


def _looked_up(table: Table) -> str:
    """The rows, each text with its number beside it."""
    cells = {c: given.text(table, c) for c in _DICTIONARY if c in table.columns}
    cells |= {"low": given.number(table, "value_low"), "high": given.number(table, "value_high")}
    cells |= {"bound": given.bound(table), "quote": given.text(table, "quote")}
    cells = {c: cell for c, cell in cells.items() if cell != "''"}
    shown = ", ".join(f"{cell} AS {name}" for name, cell in cells.items())
    joins = ""
    for name in _numbered(table):
        dictionary = _DICTIONARY[name]
        columns = f"text AS {name}_t, n AS {name}_n"
        if dictionary == "times" and not table.days:
            columns = f"raw AS {name}_t, n AS {name}_n, first AS {name}_first, last AS {name}_last"
        if dictionary == "measures" and table.running is None:
            columns += ", running"
        joins += f" JOIN (SELECT {columns} FROM {dictionary}) AS {name}_d ON {name} = {name}_t"
    return f"(SELECT {shown} FROM {table.relation}) AS g{joins}"


def _implied(table: Table, side: str = "") -> dict[str, str]:
    """Columns of a row that are not stored, from those that are."""
    stored = _stored(table)
    told = {
        "document": f"{side}source",
        "voice": f"{side}source",
        "moment": f"{side}as_of",
        "m_from": f"{side}as_of",
        "m_to": f"{side}as_of",
        "timed": "1",
        "said_from": "0",
        "said_to": "0",
        "running": str(int(bool(table.running))),
        "high": f"{side}low",
    }
    return {name: expression for name, expression in told.items() if name not in stored}


def _whole(table: Table, relation: str, sides: Iterable[str] = ("",)) -> str:
    """A relation with the implied columns of its rows, and their figures measured."""
    told = ", ".join(
        f"{expression} AS {side}{name}"
        for side in sides
        for name, expression in _implied(table, side).items()
    )
    shown = f"SELECT *, {told} FROM {relation}" if told else f"SELECT * FROM {relation}"
    return measured(table, shown, sides)


def _in_words(table: Table, found: str) -> str:
    """Findings with the texts of their witnesses, and `latest`, the later of their moments."""
    numbered = set(_numbered(table)) | {"document"}
    (unit,) = table.scales if len(table.scales) == 1 else ("",)
    cells, joins = {}, ""
    for side in "ab":
        for name in FIELDS:
            column = f"{side}_{name}"
            if name not in numbered:
                stored = name in _witness(table)
                cells[column] = column if stored else literal(unit if name == "unit" else "")
                continue
            dictionary = _DICTIONARY[name]
            if dictionary == "times":
                dictionary = "(SELECT DISTINCT text, n FROM times) AS t"
            words = f"(SELECT text AS {column}_t, n AS {column}_n FROM {dictionary}) AS {column}_d"
            joins += f" JOIN {words} ON {column} = {column}_n"
            cells[column] = f"{column}_t"
    shown = ", ".join(f"{cell} AS {name}" for name, cell in cells.items())
    latest = "CASE WHEN b_moment > a_moment THEN b_moment ELSE a_moment END AS latest"
    return f"SELECT {shown}, {latest}, kind, ratio, claims, voices FROM ({found}) AS found{joins}"


def _witness(table: Table) -> tuple[str, ...]:
    """The columns that tell of a witness."""
    stored = {*_stored(table), "high", "document", "moment"}
    return tuple(name for name in (*FIELDS, "moment") if name in stored)


def _witnesses(table: Table) -> tuple[str, ...]:
    """The same of both witnesses."""
    return tuple(f"{side}_{name}" for side in "ab" for name in _witness(table))


def _tie(table: Table) -> Iterator[str]:
    """What puts rows in order where all else is equal."""
    stored = _stored(table)
    low, high = ("l", "h") if table.scaled else ("low", "high")
    order = ("source", "origin", "document", "as_of", "said", low, high, "bound", "unit", "quote")
    return (name for name in order if name in stored)


# Findings within groups.


def _across(table: Table) -> Iterator[tuple[str, str]]:
    """Relations, the last of which holds the findings within groups."""
    keys = group(table)
    listed, tie = ", ".join(keys), ordered(_tie(table))
    rows = _whole(table, "standing" if "said" in table.columns else "facts")
    met = "top > bottom" if table.two_sided else "top >= bottom OR printed_top > printed_bottom"
    extremes = f"SELECT {listed}, {limits(table)} FROM ({rows}) AS s GROUP BY {listed}"
    yield "asked", f"SELECT {listed} FROM ({extremes}) AS e WHERE {met}"
    yield (
        "candidates",
        f"SELECT s.* FROM ({rows}) AS s JOIN asked AS g ON {joined('s', 'g', keys)}",
    )
    yield (
        "counted",
        f"SELECT {listed}, count(*) AS claims, count(DISTINCT voice) AS voices FROM candidates "
        f"GROUP BY {listed}",
    )
    window = f"row_number() OVER (PARTITION BY {listed} ORDER BY"
    ranks = f"{window} hi, hi_open DESC, {tie}) AS w1, {window} lo DESC, lo_open DESC, {tie}) AS w2"
    if not table.two_sided:
        ranks += f", {window} nh, {tie}) AS w3, {window} nl DESC, {tie}) AS w4"
    yield "ranked", f"SELECT *, {ranks} FROM candidates"
    yield "tightest", _pair(table, "w1", "w2")
    tightest = "SELECT * FROM tightest WHERE kind IN ('contradiction', 'rounding')"
    if table.two_sided:
        yield "across_", tightest
        return
    yield "printed", _pair(table, "w3", "w4")
    both = (
        f"SELECT *, 0 AS try_ FROM ({tightest}) AS t UNION ALL "
        "SELECT *, 1 AS try_ FROM printed WHERE kind IN ('divergence', 'rounding')"
    )
    order = f"{rank_of('kind')}, try_"
    yield (
        "across_",
        f"SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY {listed} ORDER BY {order}) "
        f"AS chosen FROM ({both}) AS v) AS c WHERE chosen = 1",
    )


def _pair(table: Table, first_rank: str, second_rank: str) -> str:
    """The witnesses of each group by two of their ranks, and what they are to each other."""
    keys = group(table)
    columns = ", ".join(f"{s}.{name} AS {s}_{name}" for s in "ab" for name in _witness(table))
    return (
        f"SELECT {', '.join(f'a.{k}' for k in keys)}, {columns}, "
        f"{kind_of('a.', 'b.', table)} AS kind, {ratio_of('a.', 'b.')} AS ratio, "
        f"c.claims, c.voices FROM ranked AS a JOIN ranked AS b ON {joined('a', 'b', keys)} "
        f"JOIN counted AS c ON {joined('a', 'c', keys)} "
        f"WHERE a.{first_rank} = 1 AND b.{second_rank} = 1"
    )


# Findings within series: each row with the one before.


def _passes(table: Table) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Which steps are looked for along which rows; each pass has a name."""
    if "said" not in table.columns:
        yield "steps", "facts", ()
        return
    yield "said_steps", "facts", ("echo", "revision")
    yield "steps", "standing", ("update", "decrease")


def _steps(table: Table) -> Iterator[tuple[str, str]]:
    """Relations, of each pass the last of which holds its findings.

    Of each kind the last step is told, of falls the deepest.
    """
    keys = _series(table)
    listed = ", ".join(keys)
    witnesses = _witnesses(table)
    for name, relation, kinds in _passes(table):
        wanted = f"kind IN ({', '.join(map(literal, kinds))})" if kinds else "kind IS NOT NULL"
        yield f"{name}_judged", _judged(table, relation)
        own = ", ".join((*keys, *witnesses))
        yield name, f"SELECT {own}, kind, ratio, place FROM {name}_judged WHERE {wanted}"
        last = (
            f"SELECT {listed}, kind, count(*) AS claims, max(place) AS place FROM {name} "
            f"GROUP BY {listed}, kind"
        )
        deepest = f"row_number() OVER (PARTITION BY {listed} ORDER BY ratio DESC, place DESC)"
        fallen = (
            f"SELECT *, count(*) OVER (PARTITION BY {listed}) AS claims, {deepest} AS chosen "
            f"FROM {name} WHERE kind = 'decrease'"
        )
        shown = ", ".join(f"s.{witness}" for witness in witnesses)
        yield (
            f"{name}_told",
            f"SELECT {shown}, s.kind, s.ratio, c.claims, 1 AS voices FROM {name} AS s "
            f"JOIN ({last}) AS c ON {joined('s', 'c', (*keys, 'kind', 'place'))} "
            f"WHERE s.kind <> 'decrease' UNION ALL SELECT {', '.join(witnesses)}, "
            f"kind, ratio, claims, 1 AS voices FROM ({fallen}) AS f WHERE chosen = 1",
        )


def _series(table: Table) -> tuple[str, ...]:
    """What the rows of one series have in common."""
    stored = _stored(table)
    voice = "voice" if "voice" in stored else "source"
    return ("subject", "measure", *(["base"] if "base" in stored else []), voice)


def _judged(table: Table, relation: str) -> str:
    """Each row of a series as `b_` with the one before as `a_`; null the kind of the first."""
    keys = _series(table)
    same = {*keys, "running"} | ({"source"} if "origin" not in table.columns else set())
    listed = ", ".join(keys)
    in_time = ("moment", "said") if "said" in table.columns else ("as_of",)
    order = ordered(dict.fromkeys((*in_time, *(n for n in _tie(table) if n not in same))))
    own = ", ".join(f"{name} AS b_{name}" for name in _stored(table))
    before = ", ".join(
        f"{name if name in same else f'lag({name}) OVER series'} AS a_{name}"
        for name in _stored(table)
    )
    lagged = (
        f"SELECT {listed}, {own}, {before}, row_number() OVER series AS place FROM {relation} "
        f"WINDOW series AS (PARTITION BY {listed} ORDER BY {order})"
    )
    return (
        f"SELECT *, {step_of('a_', 'b_', table)} AS kind, {ratio_of('a_', 'b_')} AS ratio "
        f"FROM ({_whole(table, f'({lagged}) AS l', ('a_', 'b_'))}) AS p"
    )
