"""Which sources give the same figure, and how often: what shows that one copies another.

Sources agree and differ in few ways, however many figures there are, so engines count the ways:
`0:1000001|1:1000002,1000005|2:1000003` are three values for one subject, measure and moment, the
second given by the second and the fifth source in the order of their names. The digit before the
colon says how telling a value is, as `compare.copying` weighs it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.store.sql.given import given
from reportedly.store.sql.groups import group, standing
from reportedly.store.sql.rows import rows
from reportedly.store.sql.table import Steps, Table, joined, literal
from reportedly.text.quantities.grain import CLOSE_STEPS, FINEST, GRAINS, SAY_LITTLE, SLACK

BASE = 1_000_000
"""Numbers of sources start here: as texts they then have the order of the numbers."""


BETWEEN = "\x1f"
"""Between the words that name an example: a sign that no name has."""


def steps_to_votes(table: Table, voices: int, where: str = "") -> Steps:
    """The relations that `votes` reads.

    Args:
        table: the table.
        voices: only figures that so many sources give; a source that gives two for one moment has
            none there.
        where: a condition on the table's own columns.
    """
    keys = group(table)
    kept = ", ".join(keys)
    stands = f"({rows(table, where)}) AS r"
    if "said" in table.columns:
        stands = f"({standing(table, stands)}) AS r"
    names = f"SELECT DISTINCT voice FROM ({rows(table)}) AS v"
    one = " AND ".join(f"min({name}) = max({name})" for name in ("nl", "nh", "b"))
    return (
        (
            "spoken",
            f"SELECT {kept}, voice, min(nl) AS nl, min(nh) AS nh, min(b) AS b FROM {stands} "
            f"GROUP BY {kept}, voice HAVING {one}",
        ),
        ("many", f"SELECT {kept} FROM spoken GROUP BY {kept} HAVING count(*) >= {voices:d}"),
        (
            "told",
            f"SELECT {', '.join(f's.{k}' for k in keys)}, s.voice, s.nl, s.nh, s.b "
            f"FROM spoken AS s JOIN many AS m ON {joined('s', 'm', keys)}",
        ),
        ("numbered", f"SELECT voice, row_number() OVER (ORDER BY voice) AS n FROM ({names}) AS n"),
    )


def voices(table: Table) -> str:
    """The names of the sources, in the order of their numbers."""
    return f"SELECT DISTINCT voice FROM ({rows(table)}) AS v ORDER BY voice"


def votes(table: Table, limit: int) -> str:
    """Each way in which sources agree and differ, how often, and one figure told so.

    Reads `steps_to_votes`.

    Args:
        table: the table.
        limit: at most so many ways, the most frequent.
    """
    keys = group(table)
    kept = ", ".join(keys)
    strung, number = table.dialect.strung, f"'' || ({BASE} + v.n)"
    shared = (
        f"SELECT {kept}, nl, nh, b, {strung.format(number, ',')} AS who, count(*) AS speakers "
        f"FROM told AS t JOIN numbered AS v ON t.voice = v.voice GROUP BY {kept}, nl, nh, b"
    )
    # What others say of another day is late or early, and no error that two can share.
    series = tuple(k for k in keys if k != "moment")
    same = (*series, "nl", "nh", "b")
    ever = (
        f"SELECT {', '.join(f's.{k}' for k in same)}, count(DISTINCT s.voice) AS ever FROM spoken "
        f"AS s JOIN (SELECT DISTINCT {', '.join(series)} FROM many) AS m ON "
        f"{joined('s', 'm', series)} GROUP BY {', '.join(f's.{k}' for k in same)}"
    )
    shared = (
        f"SELECT s.*, e.ever FROM ({shared}) AS s JOIN ({ever}) AS e ON {joined('s', 'e', same)}"
    )
    order = f"OVER (PARTITION BY {kept} ORDER BY nl, nh, b)"
    stepped = (
        f"SELECT {kept}, who, nl, speakers, ever, {_grain('nl')} AS grain, "
        f"nl - lag(nl) {order} AS below, lead(nl) {order} - nl AS above FROM ({shared}) AS s"
    )
    near = "least(coalesce(below, above), coalesce(above, below))"
    weighed = (
        f"SELECT {kept}, who, CASE WHEN abs(nl) < {SAY_LITTLE} * grain OR {near} < grain THEN '0' "
        f"WHEN ever > speakers THEN '1' "
        f"WHEN {near} < {CLOSE_STEPS} * least(grain, 1) THEN '2' ELSE '3' END AS weight "
        f"FROM ({stepped}) AS w"
    )
    one = "weight || ':' || who"
    ways = (
        f"SELECT {strung.format(one, '|')} AS way, subject, measure, moment "
        f"FROM ({weighed}) AS g GROUP BY {kept}"
    )
    cells = "subject || {0} || measure || {0} || moment".format(literal(BETWEEN))
    return (
        f"SELECT way, count(*) AS n, min({cells}) AS example FROM ({ways}) AS ways GROUP BY way "
        f"ORDER BY count(*) DESC, way LIMIT {limit:d}"
    )


def _grain(number: str) -> str:
    """As `text.quantities.grain.grain_of`."""
    cases = " ".join(
        f"WHEN abs({number}) > {grain / 2!r} "
        f"AND abs({number} / {grain!r} - round({number} / {grain!r})) < {SLACK!r} THEN {grain!r}"
        for grain in GRAINS
    )
    return f"CASE WHEN {number} = 0 THEN 1.0 {cases} ELSE {FINEST!r} END"


def first_told(table: Table, a: str, b: str) -> str:
    """How often `a` said what `b` said as well on an earlier day, `b` before `a`, and both at all.

    Of figures for one moment; for tables that have days on which things were said.
    """
    keys = group(table)
    kept = ", ".join(keys)
    named = f"voice IN ({literal(a)}, {literal(b)}) AND said <> ''"
    said = (
        f"SELECT {kept}, voice, nl, nh, b, min(said_to) AS day FROM ({rows(table)}) AS r "
        f"WHERE {named} GROUP BY {kept}, voice, nl, nh, b"
    )
    pairs = (
        f"SELECT min(CASE WHEN voice = {literal(a)} THEN day END) AS one, "
        f"min(CASE WHEN voice = {literal(b)} THEN day END) AS other FROM ({said}) AS s "
        f"GROUP BY {kept}, nl, nh, b HAVING count(*) = 2"
    )
    return (
        "SELECT count(CASE WHEN one < other THEN 1 END), count(CASE WHEN other < one THEN 1 END), "
        f"count(*) FROM ({pairs}) AS p"
    )


def told_at(subject: str, measure: str, moment: str) -> str:
    """Who gives which number for one subject, measure and moment; reads `spoken`."""
    return (
        f"SELECT voice, nl FROM spoken WHERE subject = {literal(subject)} "
        f"AND measure = {literal(measure)} AND moment = {literal(moment)} ORDER BY voice, nl"
    )


def taken_from(table: Table) -> str:
    """Each source with an origin that its rows name, how many do, and how many rows it has."""
    counted = (
        "SELECT source, origin, count(*) AS taken, "
        "sum(count(*)) OVER (PARTITION BY source) AS given "
        f"FROM ({given(table)}) AS g GROUP BY source, origin"
    )
    return (
        f"SELECT source, origin, taken, given FROM ({counted}) AS c "
        "WHERE origin <> '' AND origin <> source ORDER BY source, origin"
    )


def camps_of(way: str, names: Sequence[str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """A way of agreeing and differing as values: how telling each is, and who gave it.

    >>> camps_of("0:1000001|2:1000002,1000003", ["A", "B", "C"])
    ((0, ('A',)), (2, ('B', 'C')))
    """
    values = (value.split(":") for value in way.split("|"))
    return tuple(
        (int(weight), tuple(names[int(n) - BASE - 1] for n in who.split(",")))
        for weight, who in values
    )
