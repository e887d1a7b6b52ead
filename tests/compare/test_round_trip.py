"""A verdict is the same on claims as built and on claims written to a ledger and read again."""

from itertools import combinations, product

import pytest

from reportedly.compare import find_conflicts, judge
from reportedly.ledger import add_claims, init, load
from reportedly.model import ClaimEntry, DocumentEntry, Entries, SourceEntry, SubjectEntry
from reportedly.resolve import resolve_entries

FIGURES = (
    "at least 16", "12", "no", "up to 30", "fewer than 5", "about 600", "dozens", "1.2 million",
    "between 30 and 40", "more than 20,000", "half", "99.5 percent", "16-18", "hundreds",
)  # fmt: skip
TIMES = (("2019-02-11", None), ("2019-02-11/2019-02-14", "2019-02"))
DOCUMENT = DocumentEntry("paper", title="A title", sha256="0" * 64, published="2019-02-15")
SOURCES = (SourceEntry("a", "Alpha"), SourceEntry("b", "Beta: the 'second'", part_of=("a",)))
SUBJECTS = (SubjectEntry("killed", running_total="no", unit="person", place="Here, There"),)


@pytest.fixture(scope="module")
def built():
    claims = tuple(
        ClaimEntry(f"c{n}", "paper", "ab"[n % 2], "killed", figure=f, when=e, as_of=a,
                   stance=("asserts", "denies")[n % 5 == 4])
        for n, (f, (e, a)) in enumerate(product(FIGURES, TIMES))
    )  # fmt: skip
    return Entries((DOCUMENT,), claims, SOURCES, SUBJECTS)


def resolve(entries):
    claims, problems = resolve_entries(entries, {}.get)
    assert problems == []
    return claims


def test_judging_agrees_with_itself_after_yaml(built, tmp_path):
    init(tmp_path)
    add_claims(tmp_path, DOCUMENT, built.claims, SOURCES, SUBJECTS)
    read, problems = load(tmp_path)
    assert problems == []
    before, after = resolve(built), resolve(read)
    assert len(after) == len(FIGURES) * len(TIMES)
    for (a, b), (c, d) in zip(combinations(before, 2), combinations(after, 2), strict=True):
        assert judge(a, b) == judge(c, d)
    assert find_conflicts(before) == find_conflicts(after) != []
