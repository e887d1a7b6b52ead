"""A table of figures as SQL sees it: what it has, what is known of it, how its engine speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reportedly.store.figures import Scale

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

LATEST = "9999-99-99"
"""Later than every day."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What engines call differently: `{}` stands for the expression to be text, or a number.

    What is no number becomes null. `{0}` of `strung` are texts of a group, strung together in
    their order with `{1}` between them.
    """

    double: str
    text: str
    number: str
    strung: str


_STRUNG = "string_agg({0}, '{1}' ORDER BY {0})"

DUCKDB = Dialect("DOUBLE", "CAST({} AS VARCHAR)", "TRY_CAST({} AS DOUBLE)", _STRUNG)
POSTGRES = Dialect("DOUBLE PRECISION", "{}", "{}", _STRUNG)
"""Of our own table of figures only: its texts are `TEXT COLLATE "C"`, a cast hides indexes."""
SPARK = Dialect(
    "DOUBLE",
    "CAST({} AS STRING)",
    "try_cast({} AS DOUBLE)",
    "array_join(sort_array(collect_list({0})), '{1}')",
)


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
    """A table of figures as SQL sees it. What is known of its rows leaves work out, no more.

    Attributes:
        relation: what stands after FROM.
        columns: the names it has.
        dialect: how its engine speaks.
        scales: how each of its units is brought to the one it is compared in.
        rules: settings.
        whole: the columns that every row fills.
        sound: True when every row makes a claim with two finite ends.
        two_sided: True when no claim is unbounded on a side or says a bound in words, so that what
            is printed and what is allowed are the same.
        points: True when every claim's two ends are one number, in the unit it is compared in.
        days: True when every figure counts for a day, and no time but that is known.
        running: whether the measures only accumulate; None where some do and others do not.
    """

    relation: str
    columns: frozenset[str]
    dialect: Dialect
    scales: Mapping[str, Scale] = field(default_factory=dict)
    rules: Rules = DEFAULTS
    whole: frozenset[str] = frozenset()
    sound: bool = False
    two_sided: bool = False
    points: bool = False
    days: bool = False
    running: bool | None = None

    @property
    def bases(self) -> frozenset[str]:
        """The units in which its figures are compared."""
        return frozenset(scale.base for scale in self.scales.values())

    @property
    def scaled(self) -> bool:
        """True when a unit is converted."""
        return any((s.factor, s.offset) != (1.0, 0.0) for s in self.scales.values())


def literal(text: str) -> str:
    """A text as an SQL literal.

    >>> print(literal("Côte d'Ivoire"))
    'Côte d''Ivoire'
    """
    return "'" + text.replace("'", "''") + "'"


Steps = Sequence[tuple[str, str]]
"""Relations by name, each a query that may read those before it."""


def following(steps: Steps, query: str) -> str:
    """A query that reads relations made by other queries, as one text.

    >>> following([("few", "SELECT 1 AS n")], "SELECT n FROM few")
    'WITH few AS (SELECT 1 AS n) SELECT n FROM few'
    """
    named = ", ".join(f"{name} AS ({step})" for name, step in steps)
    return f"WITH {named} {query}" if named else query


def ordered(names: Iterable[str]) -> str:
    """Names for ORDER BY; engines differ in where they put what is null."""
    numbers = ("low", "high", "l", "h", "a_low", "a_high", "b_low", "b_high")
    return ", ".join(f"{name} NULLS LAST" if name in numbers else name for name in names)


def joined(a: str, b: str, keys: Iterable[str]) -> str:
    """The condition that two relations have the same keys."""
    return " AND ".join(f"{a}.{k} = {b}.{k}" for k in keys)
