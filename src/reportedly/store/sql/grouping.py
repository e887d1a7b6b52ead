"""Which documents of a corpus are worth holding against one another: one text of SQL for all.

DuckDB and Spark run it as it stands; DuckDB is given `explode` by name. Documents are numbered by
age, and numbers are all that candidates are made of. No join grows with the square of what shares a
band or a word: of a crowd each document meets those beside it alone.

Tables that the queries read, with the columns that matter here:

- `taken`: `id`, `day` and `length`, by which documents are ordered, `bands`;
- `numbers`: `id`, its number `n` by age, `m` by day and name;
- `docs`: both, with `same`, which texts of the same words have in common, `copied`, whether it is
  long enough to be a copy, and `grams`, how many it has; for its event `timed`, `first_day`,
  `last_day`, `words`;
- `firsts`: `n` of the first document of each `same`;
- `bands_of`: a `band` and the `n` that have it, each beside those that come next.
"""

from __future__ import annotations

REPEATED = "SELECT id FROM taken GROUP BY id HAVING COUNT(*) > 1 ORDER BY id LIMIT 1"
"""An id that more than one document has."""


def numbers() -> str:
    """Documents in two orders, numbered without bringing all of them to one place."""
    by_age = _before("day, length", "day, length DESC")
    by_day = _before("day", "day")
    return (
        "SELECT t.id, a.before + ROW_NUMBER() OVER (PARTITION BY t.day, t.length ORDER BY t.id) - 1"
        " AS n, d.before + ROW_NUMBER() OVER (PARTITION BY t.day ORDER BY t.id) - 1 AS m "
        f"FROM taken AS t JOIN ({by_age}) AS a ON t.day = a.day AND t.length = a.length "
        f"JOIN ({by_day}) AS d ON t.day = d.day"
    )


def _before(columns: str, order: str) -> str:
    """For each value of some columns how many rows stand before it."""
    return (
        f"SELECT {columns}, CAST(SUM(held) OVER (ORDER BY {order}) - held AS BIGINT) AS before "
        f"FROM (SELECT {columns}, COUNT(*) AS held FROM taken GROUP BY {columns}) AS c"
    )


DOCS = "SELECT t.*, x.n, x.m FROM taken AS t JOIN numbers AS x ON t.id = x.id"
"""The documents with their numbers."""

FIRSTS = "SELECT same, MIN(n) AS n FROM docs GROUP BY same"
"""Of texts that have the same words the first."""

REPRINTS = (
    "SELECT f.n AS a, d.n AS b, d.id AS b_id, d.published AS b_published FROM docs AS d "
    "JOIN firsts AS f ON d.same = f.same WHERE d.n > f.n AND d.copied"
)
"""Pairs of a first text and one that has the same words."""


def bands_of(beside: int) -> str:
    """Each band of each first text, with the next that have it.

    Args:
        beside: how many.
    """
    near = ", ".join(
        f"LEAD(n, {k}) OVER (PARTITION BY band ORDER BY n) AS next_{k}"
        for k in range(1, beside + 1)
    )
    return (
        f"SELECT band, n, COUNT(*) OVER (PARTITION BY band) AS held, {near} FROM ("
        "SELECT d.n, explode(d.bands) AS band FROM docs AS d JOIN firsts AS f ON d.n = f.n) AS b"
    )


def copies(crowd: int, beside: int, rare: int, meetings: int, scrap: float) -> str:
    """Pairs of first texts that share bands which few others have: `a` before `b`.

    Args:
        crowd: documents of a band, of more of which each meets those beside it alone.
        beside: how many of these.
        rare: what a band of few counts; one of a crowd counts 1.
        meetings: what two must come to.
        scrap: the share of the longer text that the other must have at least.
    """
    few = f"SELECT band, n FROM bands_of WHERE held BETWEEN 2 AND {crowd:d}"
    met = [
        f"SELECT x.n AS a, y.n AS b, {rare:d} AS times FROM ({few}) AS x JOIN ({few}) AS y "
        "ON x.band = y.band AND x.n < y.n",
        *(
            f"SELECT n, next_{k}, 1 FROM bands_of WHERE held > {crowd:d} AND next_{k} IS NOT NULL"
            for k in range(1, beside + 1)
        ),
    ]
    grams = "CAST({}(a.grams, b.grams) AS DOUBLE)".format
    return (
        f"SELECT p.a, p.b FROM (SELECT a, b FROM ({' UNION ALL '.join(met)}) AS m GROUP BY a, b "
        f"HAVING SUM(times) >= {meetings:d}) AS p "
        "JOIN (SELECT n, grams FROM docs) AS a ON p.a = a.n "
        "JOIN (SELECT n, grams FROM docs) AS b ON p.b = b.n "
        f"WHERE {grams('LEAST')} >= CAST({scrap!r} AS DOUBLE) * {grams('GREATEST')}"
    )


def with_both(pairs: str, table: str, number: str, columns: str) -> str:
    """Pairs with what is known of either: `a_…` and `b_…`.

    Args:
        pairs: a table, or a query in brackets, with `a` and `b`.
        table: where it stands.
        number: its column that `a` and `b` mean.
        columns: names, by comma.
    """
    names = [name.strip() for name in columns.split(",")]
    told = ", ".join(f"{side}.{name} AS {side}_{name}" for side in "ab" for name in names)
    return (
        f"SELECT p.*, {told} FROM {pairs} AS p JOIN {table} AS a ON p.a = a.{number} "
        f"JOIN {table} AS b ON p.b = b.{number}"
    )


_TEXT_PART = "COALESCE(g.part, p.a)"
_NO_TEXT = "CAST(NULL AS STRING)"

TEXTS_IN_PARTS = (
    "SELECT d.part, FALSE AS is_pair, d.n AS a, CAST(0 AS BIGINT) AS b, x.id AS a_id, "
    f"{_NO_TEXT} AS b_id, CAST(NULL AS DOUBLE) AS score, CAST(NULL AS DOUBLE) AS share, "
    f"x.published AS a_published, {_NO_TEXT} AS b_published, {_NO_TEXT} AS longest, x.text "
    "FROM (SELECT number AS n, part FROM text_parts UNION SELECT r.a, r.a FROM reprints AS r "
    "LEFT JOIN text_parts AS g ON r.a = g.number WHERE g.number IS NULL) AS d "
    "JOIN docs AS x ON d.n = x.n "
    f"UNION ALL SELECT {_TEXT_PART}, TRUE, p.a, p.b, p.a_id, p.b_id, p.score, p.share, "
    f"p.a_published, p.b_published, p.longest, {_NO_TEXT} FROM weighed AS p "
    "LEFT JOIN text_parts AS g ON p.a = g.number "
    f"UNION ALL SELECT {_TEXT_PART}, TRUE, p.a, p.b, {_NO_TEXT}, p.b_id, CAST(1 AS DOUBLE), "
    f"CAST(1 AS DOUBLE), {_NO_TEXT}, p.b_published, {_NO_TEXT}, {_NO_TEXT} FROM reprints AS p "
    "LEFT JOIN text_parts AS g ON p.a = g.number"
)
"""The texts of each part of the corpus, and its pairs; a reprint stands with its first text."""


# --- events

HOLDERS = (
    "SELECT word, COUNT(*) AS holders FROM (SELECT explode(words) AS word FROM docs) AS w "
    "GROUP BY word HAVING COUNT(*) > 1"
)
"""How many documents hold a word that more than one holds."""

WITH_HOLDERS = (
    "SELECT d.m, d.words, d.weights, h.counts FROM docs AS d LEFT JOIN (SELECT w.m, "
    "array_agg(concat(CAST(h.holders AS STRING), ' ', w.word)) AS counts "
    "FROM (SELECT m, explode(words) AS word FROM docs) AS w JOIN holders AS h ON w.word = h.word "
    "GROUP BY w.m) AS h ON d.m = h.m"
)
"""What each document is told by, and "holders word" of each word that others hold too."""


TOLD_BY = "SELECT r.*, p.profile FROM reports AS r JOIN profiles AS p ON r.m = p.m"
"""Reports with the words that they are told by."""


def placed(held: int) -> str:
    """Documents along each word that they are told by, in lengths of so many."""
    return (
        f"SELECT word, m, place, CAST(FLOOR(place / {held:d}.0) AS BIGINT) AS part FROM ("
        "SELECT word, m, ROW_NUMBER() OVER (PARTITION BY word ORDER BY m) - 1 AS place FROM ("
        "SELECT m, explode(heaviest) AS word FROM profiles) AS w) AS p"
    )


def near(documents: int, most: int, held: int) -> str:
    """Pairs of documents that share a word which either is told by: `a` before `b`.

    Two that tell different days of their event are none.

    Args:
        documents: how many there are.
        most: of so many every pair is looked at.
        held: of those before it that have a word, so many of the last meet a document.
    """
    if documents <= most:
        met = "SELECT x.m AS a, y.m AS b FROM docs AS x JOIN docs AS y ON x.m < y.m"
    else:
        # Lengths along a word meet the one before them, so that each row meets two and no more.
        reached = (
            "SELECT word, m, place, part FROM placed UNION ALL "
            "SELECT word, m, place, part + 1 FROM placed"
        )
        met = (
            f"SELECT DISTINCT x.m AS a, y.m AS b FROM placed AS y JOIN ({reached}) AS x "
            "ON x.word = y.word AND x.part = y.part "
            f"AND x.place < y.place AND x.place >= y.place - {held:d}"
        )
    days = "SELECT m, timed, first_day, last_day FROM docs"
    apart = (
        "a.timed AND b.timed AND (COALESCE(a.first_day > b.last_day, FALSE) "
        "OR COALESCE(b.first_day > a.last_day, FALSE))"
    )
    return (
        f"SELECT p.a, p.b FROM ({met}) AS p JOIN ({days}) AS a ON p.a = a.m "
        f"JOIN ({days}) AS b ON p.b = b.m WHERE NOT ({apart})"
    )


WITHIN = (
    "SELECT g.part, p.a, p.b, p.told FROM told AS p JOIN event_parts AS g ON p.a = g.number "
    "JOIN event_parts AS h ON p.b = h.number WHERE g.part = h.part"
)
"""What is told of pairs that some tie ties together, by the part of the corpus they stand in."""
