"""Edits: the file before, the change, the file after, byte for byte."""

import multiprocessing
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

import pytest

from reportedly import ledger
from reportedly.errors import LedgerError, StaleEntryError
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    JudgementEntry,
    Location,
    SourceEntry,
    SubjectEntry,
)

ARTICLE = """\
# Reviewed twice.
document:
  path: seeds/a.txt   # as captured

claims:
  # The first one.
  - id: first
    source:   sohr        # see sources.yaml
    subject: 'killed'
    quote: at least
      16 civilians
    status: proposed            # proposed | reviewed | rejected

  - subject: killed
    id: second
    source: sohr
    quote:
      - one # why
      - two
    note: |
      Kept as it is.

    # The end.
"""


def ledger_with(root: Path, text: str = ARTICLE) -> Path:
    """A ledger whose one claims file holds `text`; returns that file."""
    ledger.init(root)
    path = root / "claims/article.yaml"
    path.write_bytes(dedent(text).encode())
    return path


def claim(name: str, **fields: object) -> ClaimEntry:
    values = {"source": "sohr", "subject": "killed", "quote": ("q",)} | fields
    return ClaimEntry(name, "article", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "changes", "old", "new"),
    [
        ("first", {"status": "reviewed"}, "status: proposed   ", "status: reviewed   "),
        ("first", {"source": "us: army"}, "source:   sohr  ", "source: 'us: army'  "),
        ("first", {"source": None, "candidates": ("sohr", "sdf")}, None, None),
        (
            "first",
            {"quote": "16 civilians"},
            "quote: at least\n      16 civilians\n",
            "quote: 16 civilians\n",
        ),
        (
            "first",
            {"quote": ("a", "b, c")},
            "quote: at least\n      16 civilians\n",
            "quote:\n      - a\n      - b, c\n",
        ),
        (
            "first",
            {"at": ((3, 15),)},
            "      16 civilians\n",
            "      16 civilians\n    at: [3, 15]\n",
        ),
        (
            "first",
            {"figure": "at least 16", "unit": "person"},
            "    subject: 'killed'\n",
            "    subject: 'killed'\n    figure: at least 16\n    unit: person\n",
        ),
        (
            "first",
            {"status": None},
            "    status: proposed            # proposed | reviewed | rejected\n",
            "",
        ),
        ("second", {"quote": "one"}, "quote:\n      - one # why\n      - two\n", "quote: one\n"),
        ("second", {"note": None}, "    note: |\n      Kept as it is.\n", ""),
        (
            "second",
            {"note": "a\nb"},
            "note: |\n      Kept as it is.\n",
            "note: |-\n      a\n      b\n",
        ),
        ("second", {"note": "short"}, "note: |\n      Kept as it is.\n", "note: short\n"),
        ("second", {"status": "rejected"}, "      - two\n", "      - two\n    status: rejected\n"),
        (
            "article",
            {"path": "seeds/b.txt"},
            "path: seeds/a.txt   #",
            "path: seeds/b.txt   #",
        ),
        ("article", {"title": "T"}, "  path: seeds", "  title: T\n  path: seeds"),
        (
            "article",
            {"published": "2019-02-12"},
            "# as captured\n",
            "# as captured\n  published: 2019-02-12\n",
        ),
    ],
)
def test_one_entry_changes_and_every_other_byte_stays(
    tmp_path: Path, where: str, changes: dict[str, str], old: str | None, new: str | None
) -> None:
    if old is None or new is None:
        old, new = "    source:   sohr        # see sources.yaml\n", ""
        expected = ARTICLE.replace(old, new, 1).replace(
            "# proposed | reviewed | rejected\n",
            "# proposed | reviewed | rejected\n    candidates:\n      - sohr\n      - sdf\n",
        )
    else:
        assert ARTICLE.count(old) == 1
        expected = ARTICLE.replace(old, new)
    path = ledger_with(tmp_path)
    ledger.set_fields(tmp_path, where, changes)
    assert path.read_text() == expected
    assert ledger.load(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (
            "document: {}\nclaims: [{id: a, source: s, subject: t, quote: q}]\n",
            {"source": "x, y", "figure": "16", "at": ((1, 2),)},
            "document: {}\nclaims: [{id: a, source: 'x, y', subject: t, figure: 16, quote: q,"
            " at: [1, 2]}]\n",
        ),
        (
            "document: {}\nclaims: [{id: a, source: s, subject: t, quote: q, note: n}]\n",
            {"note": None},
            "document: {}\nclaims: [{id: a, source: s, subject: t, quote: q}]\n",
        ),
        (
            "document:\r\n  title: é\r\nclaims:\r\n- id: a\r\n  source: s\r\n  subject: t\r\n"
            "  quote: q\r\n",
            {"figure": "16"},
            "document:\r\n  title: é\r\nclaims:\r\n- id: a\r\n  source: s\r\n  subject: t\r\n"
            "  figure: 16\r\n  quote: q\r\n",
        ),
        (
            "\ufeffdocument: {}\nclaims:\n- {id: a, source: s, subject: t, quote: 👩 q}",
            {"quote": "👩‍👩‍👧 r"},
            "\ufeffdocument: {}\nclaims:\n- {id: a, source: s, subject: t, quote: 👩‍👩‍👧 r}",
        ),
        (
            "document: {}\nclaims:\n- id: a\n  source:\n  subject: t\n  candidates: x\n  quote: q",
            {"source": "s", "note": "why"},
            "document: {}\nclaims:\n- id: a\n  source: s\n  subject: t\n  candidates: x\n"
            "  note: why\n  quote: q",
        ),
        (
            "document: {}\nclaims:\n- id: a\n  source: s\n  subject: t\n"
            "  quote: # two\n  - one\n  - two\n",
            {"quote": ("a", "b")},
            "document: {}\nclaims:\n- id: a\n  source: s\n  subject: t\n"
            "  quote: # two\n    [a, b]\n",
        ),
    ],
)
def test_every_style_of_writing_survives(
    tmp_path: Path, before: str, changes: dict[str, object], after: str
) -> None:
    path = ledger_with(tmp_path, before)
    ledger.set_fields(tmp_path, "a", changes)
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sorce": "x"}, "did you mean `source`"),
        ({"subject": ""}, "`subject` is missing"),
        ({"source": None}, "`source` or `candidates` is missing"),
        ({"status": "accepted"}, "is not one of proposed, reviewed, rejected"),
        ({"id": "second"}, "already stands"),
        ({"note": "\ud83d"}, "surrogate"),
        ({"figure": ("a", "b")}, "one text"),
    ],
)
def test_a_change_that_would_be_a_fault_is_not_made(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    path = ledger_with(tmp_path)
    with pytest.raises(LedgerError, match=words):
        ledger.set_fields(tmp_path, "first", changes)
    assert path.read_text() == ARTICLE


def test_a_file_with_faults_elsewhere_can_still_be_edited(tmp_path: Path) -> None:
    text = ARTICLE.replace("status: proposed ", "status: propsed ")
    path = ledger_with(tmp_path, text)
    ledger.set_fields(tmp_path, "second", {"status": "reviewed"})
    assert "status: propsed " in path.read_text()
    ledger.set_fields(tmp_path, "first", {"status": "proposed"})
    assert ledger.load(tmp_path)[1] == []


def test_a_file_in_which_it_is_not_certain_what_stands_where_is_left_alone(tmp_path: Path) -> None:
    path = ledger_with(tmp_path, ARTICLE + "  - id: third\n    note: a: b\n")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="repair it first"):
        ledger.set_fields(tmp_path, "first", {"status": "reviewed"})
    with pytest.raises(LedgerError, match="repair it first"):
        ledger.add_claims(tmp_path, DocumentEntry("article"), [claim("new")])
    assert path.read_bytes() == before


def test_an_entry_that_changed_since_it_was_read_is_not_overwritten(tmp_path: Path) -> None:
    path = ledger_with(tmp_path)
    seen = ledger.load(tmp_path)[0].claims[0]
    digest = sha256(path.read_bytes()).hexdigest()
    ledger.set_fields(tmp_path, "first", {"status": "rejected"})
    with pytest.raises(StaleEntryError, match="retry"):
        ledger.set_fields(tmp_path, seen, {"status": "reviewed"})
    with pytest.raises(StaleEntryError, match="retry"):
        ledger.set_fields(tmp_path, "second", {"status": "reviewed"}, digest=digest)
    with pytest.raises(StaleEntryError, match="retry"):
        ledger.set_fields(tmp_path, Location("claims/article.yaml", 8, 5), {"note": "n"})
    path.write_text("# a line more\n" + path.read_text())
    seen = ledger.load(tmp_path)[0].claims[1]
    path.write_text("# and another\n" + path.read_text())
    ledger.set_fields(tmp_path, seen, {"status": "reviewed"})
    assert ledger.load(tmp_path)[0].claims[1].status == "reviewed"


def test_an_id_of_two_entries_must_be_told_apart(tmp_path: Path) -> None:
    ledger_with(tmp_path)
    ledger.add_claims(
        tmp_path, DocumentEntry("article"), [claim("killed")], [], [SubjectEntry("killed")]
    )
    with pytest.raises(LedgerError, match="several entries have the id `killed`"):
        ledger.set_fields(tmp_path, "killed", {"note": "n"})
    place = ledger.load(tmp_path)[0].subjects[0].location
    ledger.set_fields(tmp_path, place, {"title": "killed in May"})
    assert ledger.load(tmp_path)[0].subjects[0].title == "killed in May"
    with pytest.raises(LedgerError, match="no entry of the ledger has the id `nobody`"):
        ledger.set_fields(tmp_path, "nobody", {"note": "n"})


def test_a_new_ledger_reads_without_faults_and_is_not_begun_twice(tmp_path: Path) -> None:
    root = tmp_path / "new"
    made = ledger.init(root)
    assert [p.name for p in made] == [
        "sources.yaml",
        "events.yaml",
        "subjects.yaml",
        "judgements.yaml",
        "links.yaml",
    ]
    assert ledger.init(root) == []
    assert ledger.load(root)[1] == []


def test_the_form_in_which_entries_are_written(tmp_path: Path) -> None:
    ledger.init(tmp_path)
    document = DocumentEntry(
        "2019-02-12-baghouz",
        title="Casualties reported: a strike",
        path="seeds/a.txt",
        sha256="3f" * 32,
        published="2019-02-12",
    )
    first = claim(
        "sohr-civilians-killed",
        figure="at least 16",
        unit="person",
        when="2019-02-11",
        quote=("killed at least 16 civilians",),
        status="reviewed",
    )
    second = claim("no", via=("a", "b"), quote=("one", "#two"), at=((3, 6), (8, 12)), note="x\ny")
    sources = [SourceEntry("sohr", name="SOHR", aliases=("Observatory",), kind="organisation")]
    ledger.add_claims(tmp_path, document, [first, second], sources, [SubjectEntry("killed")])
    assert (tmp_path / "claims/2019-02-12-baghouz.yaml").read_text() == dedent(
        f"""\
        document:
          title: 'Casualties reported: a strike'
          path: seeds/a.txt
          sha256: {"3f" * 32}
          published: 2019-02-12
        claims:
          - id: sohr-civilians-killed
            source: sohr
            subject: killed
            figure: at least 16
            unit: person
            when: 2019-02-11
            quote: killed at least 16 civilians
            status: reviewed
          - id: 'no'
            source: sohr
            subject: killed
            via:
              - a
              - b
            quote:
              - one
              - '#two'
            at: [[3, 6], [8, 12]]
            note: |-
              x
              y
        """
    )
    assert (tmp_path / "claims/sources.yaml").read_text() == dedent(
        """\
        # Who asserts: id, name, aliases, kind, part_of, reliability (A to F), note.
        sources:
          - id: sohr
            name: SOHR
            aliases: Observatory
            kind: organisation
        """
    )


def test_claims_are_appended_in_the_manner_of_the_file(tmp_path: Path) -> None:
    path = ledger_with(tmp_path)
    ledger.add_claims(tmp_path, DocumentEntry("article"), [claim("third"), claim("fourth")])
    added = "".join(
        f"\n  - id: {name}\n    source: sohr\n    subject: killed\n    quote: q\n"
        for name in ("third", "fourth")
    )
    expected = ARTICLE.replace("      Kept as it is.\n", "      Kept as it is.\n" + added)
    assert path.read_text() == expected


def test_adding_twice_adds_once(tmp_path: Path) -> None:
    path = ledger_with(tmp_path)
    given = (DocumentEntry("article"), [claim("new")], [SourceEntry("sohr", name="S")])
    assert len(ledger.add_claims(tmp_path, *given)) == 2
    before = path.read_bytes()
    assert ledger.add_claims(tmp_path, *given) == []
    assert path.read_bytes() == before


def test_what_the_ledger_says_of_a_source_wins(tmp_path: Path) -> None:
    ledger.init(tmp_path)
    ledger.add_claims(tmp_path, DocumentEntry("a"), [], [SourceEntry("s", name="First")])
    ledger.add_claims(tmp_path, DocumentEntry("a"), [], [SourceEntry("s", name="Second")])
    assert [s.name for s in ledger.load(tmp_path)[0].sources] == ["First"]


@pytest.mark.parametrize(
    ("document", "claims", "words"),
    [
        (DocumentEntry("article", sha256="ab" * 32), [claim("new")], "about another document"),
        (DocumentEntry("article"), [claim("first", quote=("other",))], "is taken"),
        (DocumentEntry("another"), [claim("first")], "taken in claims/article.yaml"),
        (DocumentEntry("article"), [claim("new"), claim("new", note="n")], "already stands"),
        (DocumentEntry("article"), [claim("")], "`id` is missing"),
        (DocumentEntry("article"), [claim("new", subject="")], "`subject` is missing"),
        (DocumentEntry("sources"), [claim("new")], "cannot be the id of a document"),
        (DocumentEntry("../out"), [claim("new")], "cannot be the id of a document"),
        (DocumentEntry(".hidden"), [claim("new")], "cannot be the id of a document"),
    ],
)
def test_additions_that_are_refused(
    tmp_path: Path, document: DocumentEntry, claims: list[ClaimEntry], words: str
) -> None:
    ledger_with(tmp_path, ARTICLE.replace("seeds/a.txt ", "seeds/a.txt\n  sha256: " + "cd" * 32))
    before = {p: p.read_bytes() for p in (tmp_path / "claims").iterdir()}
    with pytest.raises(LedgerError, match=words):
        ledger.add_claims(tmp_path, document, claims)
    assert {p: p.read_bytes() for p in (tmp_path / "claims").iterdir()} == before


def test_judgements_are_added_once(tmp_path: Path) -> None:
    ledger.init(tmp_path)
    judgement = JudgementEntry("j1", "denial-0a1b2c3d", "holds", None, "ada", "2019-03-01", "seen")
    ledger.add_judgement(tmp_path, judgement)
    ledger.add_judgement(tmp_path, judgement)
    entries, problems = ledger.load(tmp_path)
    assert (len(entries.judgements), problems) == (1, [])
    with pytest.raises(LedgerError, match="is taken"):
        ledger.add_judgement(tmp_path, JudgementEntry("j1", "other", "holds", None, "b", "c", "d"))


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path = ledger_with(tmp_path)
    real = tmp_path / "real.yaml"
    path.rename(real)
    real.chmod(0o640)
    path.symlink_to(real)
    ledger.set_fields(tmp_path, "first", {"status": "reviewed"})
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "status: reviewed" in real.read_text()


def _add_many(root: Path, writer: int, count: int) -> None:
    for i in range(count):
        name = f"w{writer}-{i}"
        ledger.add_claims(
            root,
            DocumentEntry("article" if i % 2 else f"article-{writer}"),
            [claim(name)],
            [SourceEntry(f"s-{name}", name=name)],
        )


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    ledger_with(tmp_path)
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_add_many, args=(tmp_path, w, 6)) for w in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        entries, problems = ledger.load(tmp_path)  # a reader never waits, and never sees half
        assert problems == []
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    entries, problems = ledger.load(tmp_path)
    assert problems == []
    assert {c.id for c in entries.claims} >= {f"w{w}-{i}" for w in range(4) for i in range(6)}
    assert len(entries.sources) == 24


_KILLED = """
import os, sys
from pathlib import Path
from reportedly import ledger
os.replace = Path.replace = lambda *args: os._exit(9)
ledger.set_fields(Path(sys.argv[1]), "first", {"status": "reviewed"})
"""


def test_a_writer_killed_before_the_end_leaves_the_old_file_and_no_lock(tmp_path: Path) -> None:
    path = ledger_with(tmp_path)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    assert killed.returncode == 9
    assert path.read_text() == ARTICLE
    assert ledger.load(tmp_path)[1] == []
    ledger.set_fields(tmp_path, "first", {"status": "reviewed"})
    assert "status: reviewed" in path.read_text()
    assert list((tmp_path / "claims").glob(".*")) == []
