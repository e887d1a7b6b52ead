"""Every fault in the files at once: the YAML beside the problems it gives."""

import os
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from reportedly import ledger
from reportedly.errors import LedgerError
from reportedly.ledger import parse as parsing
from reportedly.ledger.build import read_entries
from reportedly.model import Problem

HEAD = "document: {path: a.txt}\nclaims:\n"
CLAIM = "  - {id: a, source: s, subject: t, quote: q}\n"


def problems_of(text: str, file: str = "claims/article.yaml") -> list[str]:
    """`line:column code` of each problem, in order."""
    found = read_entries(dedent(text).encode(), file).problems
    return [f"{p.location.line}:{p.location.column} {p.code}" for p in found]


def only_problem(text: str, file: str = "claims/article.yaml") -> Problem:
    """The one problem that a file has."""
    (problem,) = read_entries(dedent(text).encode(), file).problems
    return problem


def test_everything_wrong_in_one_file_is_reported_at_once() -> None:
    text = """\
        document:
          pth: seeds/a.txt
          sha256: 3f
        claims:
          - id: first
            source: sohr
            subject: killed
            figure: at least: 16
            quote: q
          - id: second
            source: sohr
            id: again
            status: reviewd
            subject: killed
            quote: "never closed
          - id: third
            source: [a, b]
            subject: killed
            quote: {a: b}
            at: 10-20
          - sohr
          - source: sohr
            subject: killed
            at: [9, 4]
        sources: []
        """
    assert problems_of(text) == [
        "2:3 unknown-key",
        "3:11 bad-value",
        "8:21 syntax",
        "12:5 duplicate-key",
        "15:12 syntax",
        "17:13 wrong-shape",
        "19:12 wrong-shape",
        "20:9 wrong-shape",
        "21:5 wrong-shape",
        "22:5 missing-field",
        "24:9 wrong-shape",
        "25:1 unknown-key",
    ]


def test_entries_around_a_syntax_error_are_still_read() -> None:
    text = """\
        document: {path: a.txt}
        claims:
          - {id: one, source: s, subject: t, quote: q}
          - id: two
            quote: he said: no
          - id: three
            source: s
            subject: t
            quote: q
        """
    found = read_entries(dedent(text).encode(), "claims/a.yaml")
    assert [c.id for c in found.claims] == ["one", "three"]
    assert [(c.location.line, c.location.column) for c in found.claims] == [(3, 5), (6, 5)]
    assert dict(found.claims[1].marks) == {
        "id": (6, 5),
        "source": (7, 5),
        "subject": (8, 5),
        "quote": (9, 5),
    }


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("no", "no"),
        ("010", "010"),
        ("12:30", "12:30"),
        ("~", "~"),
        ("1_000", "1_000"),
        ("2019-02-12", "2019-02-12"),
        ("16", "16"),
        ("1e3", "1e3"),
        ("'it''s'", "it's"),
        ('"a\\tb"', "a\tb"),
        ("at least\n      16", "at least 16"),
        ("|-\n      a\n        b", "a\n  b"),
        (">-\n      a\n      b", "a b"),
        ("", None),
        ("''", ""),
    ],
)
def test_scalars_are_kept_as_written(written: str, kept: str | None) -> None:
    text = f"{HEAD}  - id: a\n    source: s\n    subject: t\n    quote: q\n    note: {written}\n"
    found = read_entries(text.encode(), "claims/a.yaml")
    assert found.problems == ()
    assert found.claims[0].note == kept


@pytest.mark.parametrize(
    ("written", "quote", "at"),
    [
        ("quote: one", ("one",), ()),
        ("quote: [one, two]", ("one", "two"), ()),
        ("quote:\n      - one\n      - two", ("one", "two"), ()),
        ("quote: one\n    at: [3, 6]", ("one",), ((3, 6),)),
        ("quote: one\n    at: [[3, 6]]", ("one",), ((3, 6),)),
        ("quote: [one, two]\n    at: [[3, 6], [8, 11]]", ("one", "two"), ((3, 6), (8, 11))),
        ("quote: one\n    at: []", ("one",), ()),
        ("quote: one\n    at:", ("one",), ()),
    ],
)
def test_quotes_and_spans_accept_one_or_several(written: str, quote: object, at: object) -> None:
    text = f"{HEAD}  - id: a\n    source: s\n    subject: t\n    {written}\n"
    found = read_entries(text.encode(), "claims/a.yaml")
    assert found.problems == ()
    assert (found.claims[0].quote, found.claims[0].at) == (quote, at)


@pytest.mark.parametrize(
    ("entry", "place", "message"),
    [
        ("sorce: s", "5:5", "unknown key `sorce` in claims; did you mean `source`?"),
        ("stance: denied", "5:13", "did you mean `denies`?"),
        ("status: Reviewed", "5:13", "is not one of proposed, reviewed, rejected; did you mean"),
        ("act: said", "5:10", "is not one of speech, belief, plan, stance, document"),
        ("score: high", "5:12", "is not a number from 0 to 1"),
        ("via: {a: b}", "5:10", "`via` must be a text or a list of texts"),
        ("via: [a, [b]]", "5:10", "`via` must be a text or a list of texts"),
        ("via: [a, ]", None, ""),
        ("figure: [1, 2]", "5:13", "`figure` must be a single text"),
        ("at: [[1, 2], [3, 4]]", "5:9", "`at` has 2 span(s), `quote` has 1 piece(s)"),
        ("at: [-1, 2]", "5:9", "`at` must be [start, end]"),
        ("<<: {a: b}", "5:5", "merge keys are not read"),
        ("note: !!python/object:os.system x", "5:11", "tags are not read"),
        ("note: !!str 16", None, ""),
        ("note: *other", "5:11", "does not repeat a single text"),
        ("? [a]\n    : b", "5:7", "a key must be a plain word"),
        ("note: a\n    note: b", "6:5", "`note` already stands in line 5"),
    ],
)
def test_faults_of_a_claim(entry: str, place: str | None, message: str) -> None:
    text = f"{HEAD}  - id: a\n    candidates: s\n    {entry}\n    subject: t\n    quote: q\n"
    problems = read_entries(text.encode(), "claims/a.yaml").problems
    if place is None:
        assert problems == ()
        return
    assert [f"{p.location.line}:{p.location.column}" for p in problems] == [place]
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("{source: s, subject: t, quote: q}", None),
        ("{id: '', source: s, subject: t, quote: q}", None),
        ("{id: a b, source: s, subject: t, quote: q}", "a name without white space"),
        ("{id: a, source: s, quote: q}", "`subject` is missing"),
        ("{id: a, subject: t, quote: q}", "`source` or `candidates` is missing"),
        ("{id: a, source: s, subject: t}", "`quote` or `figure` or `note` is missing"),
        ("{id: a, candidates: [x, y], subject: t, figure: 16}", None),
        ("{id: a, source: s, subject: t, note: n}", None),
    ],
)
def test_what_a_claim_needs(entry: str, missing: str | None) -> None:
    problems = read_entries(f"{HEAD}  - {entry}\n".encode(), "claims/a.yaml").problems
    assert len(problems) == (missing is not None)
    assert missing is None or missing in problems[0].message


@pytest.mark.parametrize("day", ["2031-03-03", "2031-03", "2031-03-01/2031-03-04", "3/3/2031"])
def test_a_day_under_event_is_refused_with_the_way_out(day: str) -> None:
    text = f"{HEAD}  - {{id: a, source: s, subject: t, quote: q, event: {day}}}\n"
    problem = only_problem(text)
    assert (problem.code, str(problem.location)) == ("bad-value", "claims/article.yaml:3:53")
    assert problem.message == (
        f"`event: {day}` is not the name of an event: `event` names what happened (an id of "
        "events.yaml); put the day under `when`"
    )


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("claims/sources.yaml", "sources:\n  - id: a\n", ["2:5 missing-field"]),
        (
            "claims/sources.yaml",
            "sources:\n  - {id: a, name: A, kind: robot}\n",
            ["2:28 bad-value"],
        ),
        (
            "claims/sources.yaml",
            "sources: [{id: a, name: A, reliability: G}]\n",
            ["1:41 bad-value"],
        ),
        ("claims/sources.yaml", "claims: []\n", ["1:1 unknown-key"]),
        ("claims/sources.yaml", "# nothing yet\n", []),
        ("claims/sources.yaml", "sources: {a: b}\n", ["1:10 wrong-shape"]),
        ("claims/subjects.yaml", "subjects: [{id: a, running_total: maybe}]", ["1:35 bad-value"]),
        ("claims/judgements.yaml", "judgements:\n  - {id: a}\n", ["2:5 missing-field"] * 5),
        (
            "claims/judgements.yaml",
            "judgements:\n  - {id: a, conflict: c, verdict: prefer, by: b, on: today, why: w}\n",
            ["2:5 missing-field", "2:54 bad-value"],
        ),
        ("claims/article.yaml", "", ["1:1 empty-file"]),
        ("claims/article.yaml", "- a\n- b\n", ["1:1 not-a-mapping"]),
        ("claims/article.yaml", "text\n", ["1:1 not-a-mapping"]),
        ("claims/article.yaml", "document: text\nclaims:\n", ["1:11 wrong-shape"]),
        ("claims/article.yaml", f"claims:\n{CLAIM}", ["1:1 missing-field"]),
        ("claims/article.yaml", f"{HEAD}{CLAIM}---\n", ["4:1 several-documents"]),
        ("claims/article.yaml", "claims:\n\t- a\n", ["2:1 syntax"]),
        ("claims/article.yaml", HEAD + CLAIM.replace("q}", "a\x07b}"), ["3:44 control-character"]),
        ("claims/article.yaml", f"\ufeff{HEAD}{CLAIM}", []),
        ("claims/article.yaml", f"{HEAD}{CLAIM}".replace("\n", "\r\n"), []),
    ],
)
def test_faults_of_whole_files(file: str, text: str, expected: list[str]) -> None:
    assert problems_of(text, file) == expected


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"document: {title: caf\xe9}\n", "1:22", "byte 0xE9"),
        ("document: {}".encode("utf-16"), "1:1", "UTF-16"),
    ],
)
def test_files_that_are_not_utf8(data: bytes, place: str, words: str) -> None:
    problems = read_entries(data, "claims/a.yaml").problems
    assert [f"{p.location.line}:{p.location.column} {p.code}" for p in problems] == [
        f"{place} not-utf8"
    ]
    assert words in problems[0].message


def test_an_alias_repeats_a_text_and_nothing_larger() -> None:
    text = f"{HEAD}  - {{id: &x a, source: *x, subject: t, quote: q}}\n"
    found = read_entries(text.encode(), "claims/a.yaml")
    assert (found.problems, found.claims[0].source) == ((), "a")
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(20)
    )
    assert "too-many-aliases" in [
        p.code for p in read_entries(bomb.encode(), "claims/a.yaml").problems
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_before_it_costs_anything(opening: str) -> None:
    problems = read_entries((opening * 100_000).encode(), "claims/a.yaml").problems
    assert {p.code for p in problems} & {"too-deep", "wrong-shape"}


def test_the_pure_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = dedent(
        """\
        document: {path: a.txt}
        claims:
          - id: a
            source: no
            subject:
            quote: [é, "👩", 'x']
            note: 12:30
          - id: b
            quote: he said: no
        """
    )
    fast = read_entries(text.encode(), "claims/a.yaml")
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    parsing._parser.cache_clear()
    try:
        slow = read_entries(text.encode(), "claims/a.yaml")
    finally:
        parsing._parser.cache_clear()
    assert slow.claims == fast.claims
    assert [p.location for p in slow.problems] == [p.location for p in fast.problems]


def write(root: Path, **files: str) -> None:
    (root / "claims").mkdir()
    for name, text in files.items():
        (root / "claims" / f"{name}.yaml").write_text(text)


def test_ids_are_unique_in_the_ledger(tmp_path: Path) -> None:
    source = "  - {id: s, name: S}\n"
    write(tmp_path, a=HEAD + CLAIM, b=HEAD + CLAIM, sources=f"sources:\n{source}{source}")
    entries, problems = ledger.load(tmp_path)
    assert [str(p) for p in problems] == [
        "claims/b.yaml:3:6: the id `a` already stands in claims/a.yaml in line 3; "
        "give this one an id of its own [duplicate-id]",
        "claims/sources.yaml:3:6: the id `s` already stands in line 2; "
        "give this one an id of its own [duplicate-id]",
    ]
    assert [c.document for c in entries.claims] == ["a", "b"]


def test_files_that_cannot_be_part_of_the_ledger(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(HEAD + CLAIM)
    root = tmp_path / "ledger"
    root.mkdir()
    write(root, a=HEAD + CLAIM)
    folder = root / "claims"
    (folder / "away.yaml").symlink_to(outside)
    (folder / "lost.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "near.yaml").symlink_to(folder / "a.yaml")
    (folder / "short.yml").write_text(HEAD)
    (folder / "inner").mkdir()
    (folder / "inner/b.yaml").write_text(HEAD)
    (folder / ".hidden.yaml").write_text("[")
    (folder / "notes.txt").write_text("[")
    os.mkfifo(folder / "pipe.yaml")
    _, problems = ledger.load(root)
    assert [f"{p.location.file} {p.code}" for p in problems] == [
        "claims/away.yaml outside-ledger",
        "claims/inner ignored-file",
        "claims/lost.yaml unreadable-file",
        "claims/near.yaml duplicate-id",
        "claims/pipe.yaml unreadable-file",
        "claims/short.yml ignored-file",
    ]


def test_the_root_is_found_upward(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "notes/deep").mkdir(parents=True)
    assert ledger.find_root(tmp_path / "notes/deep") == tmp_path
    assert ledger.find_root(tmp_path) == tmp_path


def test_without_a_ledger_the_error_says_how_to_begin_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="reportedly init"):
        ledger.load(tmp_path)
    if not any((p / "claims").is_dir() for p in tmp_path.parents):
        with pytest.raises(LedgerError, match="reportedly init"):
            ledger.find_root(tmp_path)
