"""SQL over a table of figures, the same text for DuckDB, PostgreSQL and Spark.

Three engines differ in the names of two types and in how they sort text; that is `Dialect`. All
else is plain ANSI SQL, built from what a table has: a column that is not there costs nothing.

Words used below. A *row* is a claim. A *moment* is what its figure counts for: as of, else said. A
*group* is the rows of one subject, measure and unit for one moment. A *voice* is whose word it
finally is: the origin, else the source. A *series* is one voice's rows on one subject, measure and
unit, in the order of time. Unknown times reach from '' to '9999-99-99', so that nothing is null.

`kind_of` says in SQL what `compare.judge` says of two claims that state figures; the tests hold one
against the other. Everything else only proposes pairs, in n log n and never all of them:

- within a group, of the rows that no later one of the same voice replaces: the lowest ceiling with
  the highest floor, and the lowest with the highest printed number;
- within a series, each row with the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reportedly.store.figures import CEILINGS, FLOORS, RUNNING, Scale

FIELDS = (
    "source",
    "origin",
    "subject",
    "measure",
    "unit",
    "low",
    "high",
    "bound",
    "as_of",
    "said",
    "document",
    "quote",
)
"""The columns of a row as given, in the order of `figures.FigureRow`."""

TIE = ("source", "origin", "document", "as_of", "said", "l", "h", "bound", "unit", "quote")
"""What puts rows in order where all else is equal."""

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

SEVERITIES = {"contradiction": 0, "divergence": 1, "decrease": 1}
"""Rank of a kind, as `ConflictKind.severity` has it; 2 for all others."""

_NUMBERS = ("nl", "nh", "lo", "hi", "lo_open", "hi_open", "b")
_TIMES = ("m_from", "m_to", "said_from", "said_to", "timed")
_GROUP = ("subject", "measure", "base", "moment")
_SERIES = ("subject", "measure", "base", "voice")
_LATEST = "'9999-99-99'"


@dataclass(frozen=True, slots=True)
class Dialect:
    """What engines call differently: `{}` in `text` stands for the expression to be text."""

    double: str
    text: str


DUCKDB = Dialect("DOUBLE", "CAST({} AS VARCHAR)")
POSTGRES = Dialect("DOUBLE PRECISION", "{}")
"""Of our own table of figures only: its texts are `TEXT COLLATE "C"`, a cast hides indexes."""
SPARK = Dialect("DOUBLE", "CAST({} AS STRING)")


@dataclass(frozen=True, slots=True)
class Rules:
    """Settings of a comparison, as `compare.Options` has them.

    Attributes:
        about: how far "about N" reaches, as a part of N.
        tolerance: part of the higher figure by which two may differ and still agree.
        ratio: from which ratio two figures that can both hold are asked about.
    """

    about: float = 0.1
    tolerance: Decimal = Decimal(0)
    ratio: Decimal = Decimal(2)


DEFAULTS = Rules()
"""Nothing asked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures as SQL sees it.

    Attributes:
        relation: what stands after FROM.
        columns: the names it has.
        dialect: how its engine speaks.
        scales: how each of its units is brought to the one it is compared in.
        two_sided: True when no row is unbounded on a side or says a bound in words, so that what
            is printed and what is allowed are the same.
        rules: settings.
    """

    relation: str
    columns: frozenset[str]
    dialect: Dialect
    scales: Mapping[str, Scale] = field(default_factory=dict)
    two_sided: bool = False
    rules: Rules = DEFAULTS


def literal(text: str) -> str:
    """A text as an SQL literal.

    >>> print(literal("Côte d'Ivoire"))
    'Côte d''Ivoire'
    """
    return "'" + text.replace("'", "''") + "'"


def given(table: Table, where: str = "") -> str:
    """The rows as given, `FIELDS` and no more; rows without source, subject or number left out.

    Args:
        table: the table.
        where: a condition on the table's own columns; see `condition`.
    """
    text = {name: _text(table, name) for name in (*FIELDS, "dataset")}
    given_document = [text[n] for n in ("document", "dataset") if text[n] != "''"]
    document = (
        "coalesce("
        + ", ".join([f"nullif({t}, '')" for t in given_document] + [text["source"]])
        + ")"
    )
    bound = text["bound"]
    if bound != "''":
        bound = f"replace(replace(lower({bound}), ' ', '_'), '-', '_')"
    origin = text["origin"]
    columns = {
        **text,
        "origin": origin,
        "low": _number(table, "value_low"),
        "high": _number(table, "value_high"),
        "bound": bound,
        "as_of": _day(text["as_of"]),
        "said": _day(text["said"]),
        "document": document,
    }
    shown = ", ".join(f"{columns[name]} AS {name}" for name in FIELDS)
    there = "source IS NOT NULL AND subject IS NOT NULL" + (f" AND ({where})" if where else "")
    whole = f"SELECT {shown} FROM {table.relation} WHERE {there}"
    valid = "coalesce(low, high) IS NOT NULL AND coalesce(low <= high, TRUE)"
    return f"SELECT * FROM ({whole}) AS given WHERE {valid}"


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


def rejected(table: Table) -> str:
    """How many rows make no claim: no source, no subject, no number, or ends in the wrong order."""
    low, high = _number(table, "value_low"), _number(table, "value_high")
    return (
        f"SELECT count(*) FROM {table.relation} WHERE source IS NULL OR subject IS NULL OR "
        f"coalesce({low}, {high}) IS NULL OR coalesce({low} > {high}, FALSE)"
    )


def _text(table: Table, name: str) -> str:
    if name not in table.columns:
        return "''"
    text = table.dialect.text.format(name)
    return text if name in ("source", "subject") else f"coalesce({text}, '')"


def _number(table: Table, name: str) -> str:
    kind = table.dialect.double
    number = f"CAST({name} AS {kind})"
    for unreal in ("NaN", "Infinity", "-Infinity"):
        number = f"nullif({number}, CAST('{unreal}' AS {kind}))"
    return number


def _day(text: str) -> str:
    """A time of day is cut off: figures count for days."""
    if text == "''":
        return text
    timed = f"length({text}) > 10 AND position('/' IN {text}) = 0"
    return f"CASE WHEN {timed} THEN substr({text}, 1, 10) ELSE {text} END"


def rows(table: Table, where: str = "") -> str:
    """The rows with what comparing needs: voice, moment, the printed numbers and the interval."""
    first = ", ".join(FIELDS)
    voice = "source" if "origin" not in table.columns else "coalesce(nullif(origin, ''), source)"
    if "said" not in table.columns:
        moment = "as_of"
    else:
        moment = "CASE WHEN as_of <> '' THEN as_of ELSE said END"
    scaled = (
        f"SELECT {first}, {voice} AS voice, {moment} AS moment, {_base(table)} AS base, "
        f"{_scaled(table, 'low')} AS l, {_scaled(table, 'high')} AS h "
        f"FROM ({given(table, where)}) AS g"
    )
    if table.two_sided:
        bound = "CASE WHEN l = h THEN 'exact' ELSE 'range' END AS b"
        printed = f"SELECT *, l AS nl, h AS nh, {bound} FROM ({scaled}) AS s"
        reach = "nl AS lo, nh AS hi, 0 AS lo_open, 0 AS hi_open"
    else:
        floors, ceilings = (", ".join(map(literal, names)) for names in (FLOORS, CEILINGS))
        bound = (
            f"CASE WHEN bound IN ({floors}, {ceilings}) THEN bound WHEN h IS NULL THEN 'at_least' "
            "WHEN l IS NULL THEN 'at_most' WHEN bound = 'about' THEN bound "
            "WHEN l = h THEN 'exact' ELSE 'range' END"
        )
        bounded = f"SELECT *, {bound} AS b FROM ({scaled}) AS s"
        printed = (
            f"SELECT *, CASE WHEN b IN ({floors}) THEN coalesce(l, h) WHEN b IN ({ceilings}) "
            f"THEN coalesce(h, l) ELSE l END AS nl, CASE WHEN b IN ({floors}) THEN coalesce(l, h) "
            f"WHEN b IN ({ceilings}) THEN coalesce(h, l) ELSE h END AS nh FROM ({bounded}) AS w"
        )
        kind = table.dialect.double
        about = f"abs(nl) * CAST({table.rules.about!r} AS {kind})"
        reach = (
            f"CASE WHEN b IN ({ceilings}) THEN CAST('-Infinity' AS {kind}) "
            f"WHEN b = 'about' AND nl = nh THEN nl - {about} ELSE nl END AS lo, "
            f"CASE WHEN b IN ({floors}) THEN CAST('Infinity' AS {kind}) "
            f"WHEN b = 'about' AND nl = nh THEN nh + {about} ELSE nh END AS hi, "
            "CASE WHEN b = 'more_than' THEN 1 ELSE 0 END AS lo_open, "
            "CASE WHEN b = 'less_than' THEN 1 ELSE 0 END AS hi_open"
        )
    return f"SELECT *, {reach}, {_times()} FROM ({printed}) AS p"


def _base(table: Table) -> str:
    bases = {unit: scale.base for unit, scale in table.scales.items()}
    if len(set(bases.values())) <= 1:
        return literal(next(iter(bases.values()), ""))
    cases = " ".join(f"WHEN {literal(u)} THEN {literal(b)}" for u, b in sorted(bases.items()))
    return f"CASE unit {cases} ELSE '' END"


def _scaled(table: Table, name: str) -> str:
    kind = table.dialect.double
    cases = [
        f"WHEN {literal(unit)} THEN {name} * CAST('{s.factor!r}' AS {kind}) "
        f"+ CAST('{s.offset!r}' AS {kind})"
        for unit, s in sorted(table.scales.items())
        if (s.factor, s.offset) != (1.0, 0.0)
    ]
    return f"CASE unit {' '.join(cases)} ELSE {name} END" if cases else name


def _times() -> str:
    running = " OR ".join(
        f"replace(lower(measure), '_', ' ') LIKE {literal(f'%{word}%')}" for word in RUNNING
    )
    return (
        f"{_first('moment')} AS m_from, {_last('moment')} AS m_to, "
        f"{_first('said')} AS said_from, {_last('said')} AS said_to, "
        "CASE WHEN as_of <> '' THEN 1 ELSE 0 END AS timed, "
        f"CASE WHEN {running} THEN 1 ELSE 0 END AS running"
    )


def _first(name: str) -> str:
    """The first day of a time as text; '' where it is unknown or open."""
    slash = f"position('/' IN {name})"
    start = f"CASE WHEN {slash} > 0 THEN substr({name}, 1, {slash} - 1) ELSE {name} END"
    return (
        f"CASE WHEN length({name}) = 10 THEN {name} ELSE CASE ({start}) WHEN '..' THEN '' ELSE "
        f"{_padded(start, '-01')} END END"
    )


def _last(name: str) -> str:
    """The last day of a time as text; a month may end on a 31st that it does not have."""
    slash = f"position('/' IN {name})"
    end = f"CASE WHEN {slash} > 0 THEN substr({name}, {slash} + 1) ELSE {name} END"
    return (
        f"CASE WHEN length({name}) = 10 THEN {name} ELSE CASE ({end}) WHEN '..' THEN {_LATEST} "
        f"WHEN '' THEN {_LATEST} ELSE {_padded(end, '-12-31')} END END"
    )


def _padded(text: str, ending: str) -> str:
    first, last = ("-01-01", "-01") if ending == "-01" else ("-12-31", "-31")
    return (
        f"CASE length({text}) WHEN 4 THEN ({text}) || '{first}' WHEN 7 THEN ({text}) || '{last}' "
        f"ELSE ({text}) END"
    )


# What two rows are to each other.


def kind_of(a: str, b: str, rules: Rules) -> str:
    """The kind of a pair of rows of one subject and unit, or null; as `judge` says it.

    Args:
        a: prefix of the columns of the one, such as `a.`.
        b: prefix of the columns of the other.
        rules: settings.
    """
    same = " AND ".join(f"{a}{c} = {b}{c}" for c in _NUMBERS)
    equal = " AND ".join(f"{a}{c} = {b}{c}" for c in _NUMBERS if c != "b")
    one_voice = f"{a}voice = {b}voice"
    echo = f"CASE WHEN {a}document <> {b}document THEN 'echo' END"
    forth, back = f"{a}m_to < {b}m_from", f"{b}m_to < {a}m_from"
    said = f"({a}said_to < {b}said_from OR {b}said_to < {a}said_from)"
    later = (
        f"CASE WHEN {a}running = 1 THEN CASE WHEN {forth} THEN {_change(a, b, rules)} "
        f"ELSE {_change(b, a, rules)} END "
        f"WHEN {a}timed = 0 AND {b}timed = 0 AND {one_voice} "
        f"THEN CASE WHEN {same} THEN {echo} ELSE 'revision' END END"
    )
    apart = f"{_below(a, b)} OR {_below(b, a)}"
    contradiction = f"{_lies_below(a, b, rules)} OR {_lies_below(b, a, rules)}"
    return (
        f"CASE WHEN {forth} OR {back} THEN {later} WHEN {one_voice} AND {same} THEN {echo} "
        f"WHEN {one_voice} AND {said} THEN 'revision' WHEN {equal} THEN NULL "
        f"WHEN {contradiction} THEN 'contradiction' WHEN {apart} THEN 'rounding' "
        f"WHEN NOT ({a}nh < {b}nl OR {b}nh < {a}nl) THEN NULL "
        f"WHEN ({_asked(a, b, rules)} OR {_asked(b, a, rules)}) AND NOT {_bracket(a, b)} "
        f"THEN 'divergence' WHEN {a}b IN ('exact', 'about') AND {b}b IN ('exact', 'about') "
        "THEN 'rounding' END"
    )


def ratio_of(a: str, b: str) -> str:
    """The larger printed number over the smaller; 1 where they meet, 0 where zero is one."""
    return (
        f"CASE WHEN {a}nh < {b}nl THEN CASE WHEN {a}nh > 0 THEN {b}nl / {a}nh ELSE 0 END "
        f"WHEN {b}nh < {a}nl THEN CASE WHEN {b}nh > 0 THEN {a}nl / {b}nh ELSE 0 END ELSE 1 END"
    )


def _change(earlier: str, later: str, rules: Rules) -> str:
    return (
        f"CASE WHEN {_lies_below(later, earlier, rules)} THEN 'decrease' "
        f"WHEN {earlier}nh < {later}nl THEN 'update' END"
    )


def _below(x: str, y: str) -> str:
    return f"({x}hi < {y}lo OR ({x}hi = {y}lo AND {x}hi_open + {y}lo_open > 0))"


def _lies_below(x: str, y: str, rules: Rules) -> str:
    if not rules.tolerance:
        return _below(x, y)
    # Whole numbers on both sides, so that 5 % of 100 is exactly 5.
    part, whole = rules.tolerance.as_integer_ratio()
    return f"({_below(x, y)} AND ({y}lo - {x}hi) * {whole} > {part} * abs({y}lo))"


def _asked(x: str, y: str, rules: Rules) -> str:
    part, whole = rules.ratio.as_integer_ratio()
    return f"({x}nh > 0 AND {x}nh < {y}nl AND {y}nl * {whole} >= {x}nh * {part})"


def _bracket(a: str, b: str) -> str:
    floors, ceilings = (", ".join(map(literal, names)) for names in (FLOORS, CEILINGS))
    return (
        f"(({a}b IN ({floors}) AND {b}b IN ({ceilings})) "
        f"OR ({b}b IN ({floors}) AND {a}b IN ({ceilings})))"
    )


# Finding pairs.


def all_pairs(table: Table) -> str:
    """Every pair on one subject with its kind: `FIELDS` of the one, of the other, the kind.

    Quadratic in the rows of a subject: for small tables, and for those who ask for it.
    """
    order = _ordered(FIELDS)
    numbered = f"SELECT *, row_number() OVER (ORDER BY {order}) AS n FROM ({rows(table)}) AS r"
    return (
        f"WITH numbered AS ({numbered}) SELECT {_shown('a.')}, {_shown('b.')}, "
        f"{kind_of('a.', 'b.', table.rules)} AS kind FROM numbered AS a JOIN numbered AS b "
        f"ON {_joined('a', 'b', ('subject', 'measure', 'base'))} AND a.n < b.n ORDER BY a.n, b.n"
    )


def flagged(table: Table) -> str:
    """The groups whose intervals do not meet, unordered.

    Columns: subject, measure, moment, number of claims, highest floor, lowest ceiling.
    """
    return (
        f"SELECT subject, measure, moment, claims, top, bottom FROM ({_extremes(table)}) AS e "
        f"WHERE {_apart(table)}"
    )


def _standing(table: Table) -> str:
    """Rows that no later one of the same voice on the same moment replaces."""
    if "said" not in table.columns:
        return rows(table)
    keys = ", ".join((*_GROUP, "voice"))
    last_said = f"max(said_from) OVER (PARTITION BY {keys}) AS last_said"
    last = f"SELECT *, {last_said} FROM ({rows(table)}) AS r"
    return f"SELECT * FROM ({last}) AS d WHERE said_to >= last_said"


def _extremes(table: Table) -> str:
    keys = ", ".join(_GROUP)
    extremes = "count(*) AS claims, max(lo) AS top, min(hi) AS bottom"
    if not table.two_sided:
        extremes += (
            ", max(CASE WHEN lo_open = 1 THEN lo END) AS open_top, "
            "min(CASE WHEN hi_open = 1 THEN hi END) AS open_bottom, "
            "max(nl) AS printed_top, min(nh) AS printed_bottom"
        )
    return f"SELECT {keys}, {extremes} FROM ({_standing(table)}) AS s GROUP BY {keys}"


def _apart(table: Table) -> str:
    if table.two_sided and not table.rules.tolerance:
        return "top > bottom"
    condition = "top > bottom"
    if not table.two_sided:
        condition = "(top > bottom OR (top = bottom AND (top = open_top OR bottom = open_bottom)))"
    if table.rules.tolerance:
        part, whole = table.rules.tolerance.as_integer_ratio()
        condition += f" AND (top - bottom) * {whole} > {part} * abs(top)"
    return condition


def findings(table: Table) -> str:
    """What the claims of a table are to each other, worst first, one row a finding.

    Columns: `FIELDS` of the first witness, `FIELDS` of the second, then kind, claims, voices. In a
    group `claims` and `voices` count the group; in a series `claims` counts the steps of the kind,
    and `voices` is 1.
    """
    parts = [_across(table), *_steps(table)]
    severity = " ".join(f"WHEN '{kind}' THEN {rank}" for kind, rank in SEVERITIES.items())
    latest = "CASE WHEN b_moment > a_moment THEN b_moment ELSE a_moment END"
    shown = ", ".join(f"{side}_{name}" for side in "ab" for name in FIELDS)
    ties = _ordered(
        f"{side}_{name}" for side in "ab" for name in FIELDS if name not in ("subject", "measure")
    )
    return (
        f"SELECT {shown}, kind, claims, voices FROM ({' UNION ALL '.join(parts)}) AS found "
        f"ORDER BY CASE kind {severity} ELSE 2 END, "
        "CASE WHEN kind IN ('contradiction', 'divergence', 'decrease') THEN ratio ELSE 0 END DESC, "
        f"{latest} DESC, a_subject, a_measure, kind, {ties}"
    )


def _across(table: Table) -> str:
    keys = ", ".join(_GROUP)
    candidates = (
        "top > bottom" if table.two_sided else "top >= bottom OR printed_top > printed_bottom"
    )
    tie = _ordered(TIE)
    ranked = (
        f"SELECT *, row_number() OVER (PARTITION BY {keys} ORDER BY hi, hi_open DESC, {tie}) "
        "AS w1, "
        f"row_number() OVER (PARTITION BY {keys} ORDER BY lo DESC, lo_open DESC, {tie}) AS w2"
    )
    if not table.two_sided:
        ranked += (
            f", row_number() OVER (PARTITION BY {keys} ORDER BY nh, {tie}) AS w3, "
            f"row_number() OVER (PARTITION BY {keys} ORDER BY nl DESC, {tie}) AS w4"
        )
    tightest = _pair(table, "w1", "w2", "'contradiction', 'rounding'")
    found = tightest
    if not table.two_sided:
        printed = _pair(table, "w3", "w4", "'divergence', 'rounding'")
        ordered = "CASE kind WHEN 'contradiction' THEN 0 WHEN 'divergence' THEN 1 ELSE 2 END, try_"
        both = (
            f"SELECT *, 0 AS try_ FROM ({tightest}) AS t "
            f"UNION ALL SELECT *, 1 AS try_ FROM ({printed}) AS u"
        )
        found = (
            f"SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY {keys} ORDER BY {ordered}) "
            f"AS chosen FROM ({both}) AS v) AS c WHERE chosen = 1"
        )
    return (
        f"SELECT {_columns()}, claims, voices FROM (WITH standing AS ({_standing(table)}), "
        f"candidates AS (SELECT s.* FROM standing AS s JOIN (SELECT * FROM "
        f"({_extremes(table)}) AS e WHERE {candidates}) AS g ON {_joined('s', 'g', _GROUP)}), "
        f"counted AS (SELECT {keys}, count(*) AS claims, count(DISTINCT voice) AS voices FROM "
        f"candidates GROUP BY {keys}), ranked AS ({ranked} FROM candidates) {found}) AS across_"
    )


def _pair(table: Table, first: str, second: str, kinds: str) -> str:
    columns = ", ".join(f"{side}.{n} AS {side}_{n}" for side in "ab" for n in (*FIELDS, "moment"))
    keys = ", ".join(f"a.{k}" for k in _GROUP)
    pair = (
        f"SELECT {keys}, {columns}, {kind_of('a.', 'b.', table.rules)} AS kind, "
        f"{ratio_of('a.', 'b.')} AS ratio, c.claims, c.voices FROM ranked AS a "
        f"JOIN ranked AS b ON {_joined('a', 'b', _GROUP)} JOIN counted AS c ON "
        f"{_joined('a', 'c', _GROUP)} WHERE a.{first} = 1 AND b.{second} = 1"
    )
    return f"SELECT * FROM ({pair}) AS pair WHERE kind IN ({kinds})"


def _steps(table: Table) -> Iterable[str]:
    """Findings within series: each row with the one before."""
    if "said" not in table.columns:
        yield _series(table, rows(table), ("echo", "revision", "update", "decrease"))
        return
    yield _series(table, rows(table), ("echo", "revision"))
    yield _series(table, _standing(table), ("update", "decrease"))


def _series(table: Table, of: str, kinds: Iterable[str]) -> str:
    keys = ", ".join(_SERIES)
    # What is the same all along a series need not be sorted by, nor looked up in the row before.
    same = {"subject", "measure", "voice", "running", "base"}
    same |= {n for n in ("said", "bound", "quote", "origin") if n not in table.columns}
    if "origin" not in table.columns:
        same.add("source")
    if "said" not in table.columns:
        same |= {"said_from", "said_to"}
    if table.two_sided:
        same |= {"lo_open", "hi_open"}
    told = {"as_of"} if "said" not in table.columns else set()
    order = _ordered(
        n for n in ("m_from", "m_to", "said_from", *TIE) if n not in same and n not in told
    )
    names = (*FIELDS, "moment", "voice", "running", *_NUMBERS, *_TIMES)
    before = ", ".join(f"lag({n}) OVER series AS a_{n}" for n in names if n not in same)
    constant = ", ".join(f"{n} AS a_{n}" for n in names if n in same)
    own = ", ".join(f"{n} AS b_{n}" for n in names)
    lagged = (
        f"SELECT {keys}, {own}, {constant}, {before}, row_number() OVER series AS place "
        f"FROM ({of}) AS r WINDOW series AS (PARTITION BY {keys} ORDER BY {order})"
    )
    judged = (
        f"SELECT *, {kind_of('a_', 'b_', table.rules)} AS kind, {ratio_of('a_', 'b_')} AS ratio "
        f"FROM ({lagged}) AS p WHERE place > 1"
    )
    wanted = ", ".join(map(literal, kinds))
    ranked = (
        f"SELECT *, count(*) OVER (PARTITION BY {keys}, kind) AS claims, 1 AS voices, "
        f"row_number() OVER (PARTITION BY {keys}, kind ORDER BY "
        "CASE WHEN kind = 'decrease' THEN ratio ELSE 0 END DESC, place DESC) AS chosen "
        f"FROM ({judged}) AS j WHERE kind IN ({wanted})"
    )
    return f"SELECT {_columns()}, claims, voices FROM ({ranked}) AS k WHERE chosen = 1"


def _columns() -> str:
    return ", ".join([f"{s}_{n}" for s in "ab" for n in (*FIELDS, "moment")] + ["kind", "ratio"])


def _shown(prefix: str) -> str:
    return ", ".join(f"{prefix}{name} AS {prefix[0]}_{name}" for name in FIELDS)


def _joined(a: str, b: str, keys: Iterable[str]) -> str:
    return " AND ".join(f"{a}.{k} = {b}.{k}" for k in keys)


def listed(table: Table, where: str = "", limit: int | None = None) -> str:
    """The rows in order, `FIELDS` each; a condition and a number of them may be given."""
    return (
        f"SELECT {', '.join(FIELDS)} FROM ({given(table, where)}) AS g ORDER BY {_ordered(LISTED)}"
    ) + ("" if limit is None else f" LIMIT {limit:d}")


def _ordered(names: Iterable[str]) -> str:
    """Names for ORDER BY; engines differ in where they put what is null."""
    numbers = ("low", "high", "l", "h", "a_low", "a_high", "b_low", "b_high")
    return ", ".join(f"{name} NULLS LAST" if name in numbers else name for name in names)


def units(table: Table) -> str:
    """The units that a table uses, each once; '' for none."""
    return f"SELECT DISTINCT {_text(table, 'unit')} AS unit FROM {table.relation}"


def unbounded(table: Table) -> str:
    """How many rows lack one of their two numbers."""
    low, high = _number(table, "value_low"), _number(table, "value_high")
    return f"SELECT count(*) FROM {table.relation} WHERE {low} IS NULL OR {high} IS NULL"
