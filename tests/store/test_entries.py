"""Whole ledgers in stores: a round trip without a difference, several writers losing nothing."""

import re
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from reportedly.errors import LedgerError, StaleEntryError
from reportedly.store.entries import PostgresStore
from reportedly.store.place import open_database, place_of
from reportedly.store.revisions import read_history
from reportedly.workflow import (
    open_ledger,
    prepare_store,
    pull_ledger,
    push_ledger,
)
from reportedly.workflow.stores import Agree

TEXT = "At least 12 people drowned in Orlo, the governor said.\nAid groups said 9 had.\n"

SOURCES = """\
# Who speaks, kept by hand.
sources:
  - id: governor
    name: The governor   # of Orlo
    kind: person
  - id: aid-groups
    name: Aid groups
"""

SUBJECTS = """\
subjects:
  - {id: orlo-drowned, measure: drowned, population: people, place: Orlo}
"""

CLAIMS = f"""\
document:
  path: flood.txt
  sha256: {sha256(TEXT.encode()).hexdigest()}
  published: 2021-03-03

claims:
  - id: governor-12
    source: governor
    subject: orlo-drowned
    figure: at least 12
    quote: At least 12 people drowned in Orlo
    status: reviewed
  # Told by telephone.
  - id: aid-9
    source: aid-groups
    subject: orlo-drowned
    figure: "9"
    quote: 9 had
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "mine"
    (root / "claims").mkdir(parents=True)
    (root / "flood.txt").write_text(TEXT)
    (root / "claims/sources.yaml").write_text(SOURCES)
    (root / "claims/subjects.yaml").write_text(SUBJECTS)
    (root / "claims/flood.yaml").write_text(CLAIMS)
    return root


def files(root: Path) -> dict[str, bytes]:
    found = (p for p in root.rglob("*") if p.is_file() and ".reportedly" not in p.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def add_source(root: Path, name: str) -> None:
    path = root / "claims/sources.yaml"
    path.write_text(path.read_text() + f"  - id: {name}\n    name: Observer {name}\n")


def source_ids(where: str | Path) -> list[str]:
    return sorted(s.id for s in open_ledger(str(where)).entries.sources)


def test_a_round_trip_changes_no_byte(folder: Path, store: str, tmp_path: Path) -> None:
    assert push_ledger(str(folder), store) == "6 added, 0 changed, 0 removed"
    pull_ledger(str(tmp_path / "theirs"), store)
    assert files(tmp_path / "theirs") == files(folder)
    assert push_ledger(str(tmp_path / "theirs"), store) == "0 added, 0 changed, 0 removed"
    assert pull_ledger(str(folder), store) == []


def test_a_push_of_comments_alone_says_what_it_did(
    folder: Path, store: str, tmp_path: Path
) -> None:
    push_ledger(str(folder), store)
    for name in ("flood", "sources"):
        path = folder / f"claims/{name}.yaml"
        path.write_text("# Seen by two.\n" + path.read_text())
    assert push_ledger(str(folder), store) == (
        "0 added, 0 changed, 0 removed; comments, layout or sidecars of 2 files "
        "(claims/flood.yaml, claims/sources.yaml)"
    )
    pull_ledger(str(tmp_path / "theirs"), store)
    assert files(tmp_path / "theirs") == files(folder)


def test_a_store_answers_as_the_folder_does(folder: Path, store: str) -> None:
    push_ledger(str(folder), store)
    stored, own = open_ledger(store), open_ledger(str(folder))
    assert stored.claims == own.claims
    assert stored.conflicts() == own.conflicts() != ()
    assert stored.problems == own.problems
    assert stored.text_of("flood") == TEXT


def test_resolved_columns_are_there_for_sql(folder: Path, store: str) -> None:
    push_ledger(str(folder), store)
    found = open_database(place_of(store))
    assert found is not None
    asked = "SELECT id, source_name, low, high, status FROM reportedly.claim ORDER BY id"
    rows = found.rows(asked)
    found.close()
    assert rows == [
        ("aid-9", "Aid groups", 9.0, 9.0, "reviewed"),
        ("governor-12", "The governor", 12.0, None, "reviewed"),
    ]


def test_changes_and_removals_reach_the_others(folder: Path, store: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    push_ledger(str(folder), store)
    pull_ledger(str(theirs), store)
    claims = folder / "claims/flood.yaml"
    claims.write_text(CLAIMS[: CLAIMS.index("  # Told")].replace("at least 12", "at least 14"))
    assert push_ledger(str(folder), store) == "0 added, 1 changed, 1 removed"
    pull_ledger(str(theirs), store)
    assert files(theirs) == files(folder)


def test_of_two_writers_the_second_pulls_first(folder: Path, store: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    push_ledger(str(folder), store, who="ann")
    pull_ledger(str(theirs), store)
    add_source(folder, "wire")
    add_source(theirs, "radio")
    push_ledger(str(folder), store, who="ann")
    with pytest.raises(StaleEntryError, match=r"claims/sources\.yaml"):
        push_ledger(str(theirs), store, who="ben")
    pull_ledger(str(theirs), store)
    assert push_ledger(str(theirs), store, who="ben") == "1 added, 0 changed, 0 removed"
    pull_ledger(str(folder), store)
    both = ["aid-groups", "governor", "radio", "wire"]
    assert source_ids(store) == source_ids(folder) == source_ids(theirs) == both
    assert "# Who speaks, kept by hand." in (theirs / "claims/sources.yaml").read_text()
    found = open_database(place_of(store))
    assert found is not None
    rows = [(row.who, row.did) for row in read_history(found, "sources", "radio")]
    found.close()
    assert rows == [("ben", "added")]


def test_one_entry_changed_by_both_stops_the_pull(folder: Path, store: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    push_ledger(str(folder), store)
    pull_ledger(str(theirs), store)
    for root, words in ((folder, "at least 13"), (theirs, "at least 14")):
        (root / "claims/flood.yaml").write_text(CLAIMS.replace("at least 12", words))
    push_ledger(str(folder), store)
    before = files(theirs)
    with pytest.raises(StaleEntryError, match="governor-12"):
        pull_ledger(str(theirs), store)
    assert files(theirs) == before
    push_ledger(str(theirs), store, over=True)
    assert [c.figure for c in open_ledger(store).entries.claims] == ["at least 14", "9"]
    found = open_database(place_of(store))
    assert found is not None
    said = found.rows("SELECT content FROM reportedly.history WHERE id = 'governor-12'")
    found.close()
    assert sum("at least 13" in content for (content,) in said) == 1


@pytest.mark.parametrize(
    ("keep", "figures"), [("mine", ["at least 14", "9"]), ("theirs", ["at least 13", "9"])]
)
def test_of_an_entry_changed_by_both_one_is_kept_and_of_the_rest_all(
    folder: Path, store: str, tmp_path: Path, keep: str, figures: list[str]
) -> None:
    theirs = tmp_path / "theirs"
    push_ledger(str(folder), store)
    pull_ledger(str(theirs), store)
    for root, words in ((folder, "at least 13"), (theirs, "at least 14")):
        (root / "claims/flood.yaml").write_text(CLAIMS.replace("at least 12", words))
    add_source(folder, "wire")
    push_ledger(str(folder), store)
    pull_ledger(str(theirs), store, keep)
    assert push_ledger(str(theirs), store).endswith(", 0 removed")
    assert [c.figure for c in open_ledger(store).entries.claims] == figures
    assert "wire" in source_ids(store)
    assert "  # Told by telephone." in (theirs / "claims/flood.yaml").read_text()


def test_what_a_sidecar_says_of_a_capture_goes_with_its_text(
    folder: Path, store: str, tmp_path: Path
) -> None:
    (folder / "flood.yaml").write_text('original: "flood.pdf"\n')
    push_ledger(str(folder), store)
    pull_ledger(str(tmp_path / "theirs"), store)
    assert files(tmp_path / "theirs") == files(folder)


def test_many_writers_at_once_lose_nothing(folder: Path, database: str, tmp_path: Path) -> None:
    push_ledger(str(folder), database)

    def write(name: str) -> int:
        root = tmp_path / name
        pull_ledger(str(root), database)
        add_source(root, name)
        for tries in range(1, 50):
            try:
                push_ledger(str(root), database, who=name)
            except StaleEntryError:
                pull_ledger(str(root), database)
            else:
                return tries
        raise AssertionError("never came through")

    names = [f"observer-{n}" for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, names))
    assert source_ids(database) == sorted(["aid-groups", "governor", *names])


def test_a_path_that_leads_out_of_the_ledger_is_refused(
    folder: Path, store: str, tmp_path: Path
) -> None:
    push_ledger(str(folder), store)
    found = open_database(place_of(store), write=True)
    assert found is not None
    found.rows("INSERT INTO reportedly.file VALUES (?, ?, ?)", ("../stolen", "0" * 64, b"x"))
    found.close()
    with pytest.raises(LedgerError, match="no path within a ledger"):
        pull_ledger(str(tmp_path / "theirs"), store)
    assert not (tmp_path / "stolen").exists()


def test_a_ledger_with_faults_is_not_pushed(folder: Path, store: str) -> None:
    (folder / "claims/sources.yaml").write_text(SOURCES + "  - id: governor\n    name: Again\n")
    with pytest.raises(LedgerError, match="governor"):
        push_ledger(str(folder), store)


def test_roles(folder: Path, database: str) -> None:
    push_ledger(str(folder), database)
    tries = {
        "reportedly_reader": "DELETE FROM reportedly.entry",
        "reportedly_reviewer": "DELETE FROM reportedly.history",
    }
    for role, forbidden in tries.items():
        as_role = PostgresStore(database)
        as_role.rows(f"SET ROLE {role}")
        assert as_role.rows("SELECT count(*) FROM reportedly.entry") == [(6,)]
        with pytest.raises(LedgerError, match="permission denied"):
            as_role.rows(forbidden)
        as_role.close()


def test_a_database_is_made_ready_once(postgres_url: str, database: str) -> None:
    assert prepare_store(database) == 0
    later = PostgresStore(database)
    later.rows("INSERT INTO reportedly.migration (step) VALUES (?)", (999,))
    later.close()
    with pytest.raises(LedgerError, match="later version"):
        prepare_store(database)


def test_a_database_that_is_not_ready_says_what_to_run(postgres_url: str) -> None:
    with pytest.raises(LedgerError, match="reportedly init"):
        open_database(place_of(postgres_url.replace("/postgres", "/template1")))


def agree_to() -> tuple[list[str], Agree]:
    """Somebody who notes what would be changed or removed, and agrees."""
    heard: list[str] = []
    return heard, heard.append


class DeclinedError(Exception):
    """Somebody does not agree."""


def decline(plan: str) -> None:
    raise DeclinedError(plan)


def test_what_would_be_changed_or_removed_is_told_first_and_nothing_is_done_without_leave(
    folder: Path, store: str, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    push_ledger(str(folder), store, agree=decline)  # only adds
    pull_ledger(str(theirs), store, agree=decline)
    (folder / "claims/flood.yaml").unlink()
    add_source(folder, "wire")
    told = "entries 1 added, 0 changed, 3 removed; 2 files removed"
    with pytest.raises(DeclinedError, match=re.escape(told)):
        push_ledger(str(folder), store, agree=decline)
    assert len(source_ids(store)) == 2
    heard, agree = agree_to()
    push_ledger(str(folder), store, agree=agree)
    assert len(heard) == 1
    before = files(theirs)
    told = (
        "0 files added, 1 changed (claims/sources.yaml), "
        "2 removed (claims/flood.yaml, flood.txt); entries 1 added, 0 changed, 3 removed"
    )
    with pytest.raises(DeclinedError, match=re.escape(told)):
        pull_ledger(str(theirs), store, agree=decline)
    assert files(theirs) == before
    pull_ledger(str(theirs), store, agree=agree)
    assert files(theirs) == {p: d for p, d in files(folder).items() if p != "flood.txt"}


def test_another_store_under_a_known_name_is_refused(
    folder: Path, store: str, tmp_path: Path, postgres_url: str
) -> None:
    theirs = tmp_path / "theirs"
    push_ledger(str(folder), store)
    pull_ledger(str(theirs), store)
    before = files(theirs)
    # Another team's store now stands there.
    other = tmp_path / "other"
    (other / "claims").mkdir(parents=True)
    (other / "claims/sources.yaml").write_text("sources:\n  - id: radio\n    name: Radio\n")
    wipe(store)
    push_ledger(str(other), store)
    for act in (pull_ledger, push_ledger):
        with pytest.raises(StaleEntryError, match="another store that this ledger met"):
            act(str(theirs), store)
    assert files(theirs) == before
    assert source_ids(store) == ["radio"]
    # Taken as never met, nothing is removed for its sake; where both have a file, both are kept.
    pull_ledger(str(theirs), store, "mine", anew=True)
    assert source_ids(theirs) == ["aid-groups", "governor", "radio"]
    assert (theirs / "claims/flood.yaml").read_text() == CLAIMS


def wipe(store: str) -> None:
    """Take a store away and make a new one in its place."""
    if store.startswith("postgresql"):
        import psycopg

        with psycopg.connect(store, autocommit=True) as connection:
            connection.execute("DROP SCHEMA reportedly CASCADE")
        prepare_store(store)
    else:
        Path(store).unlink()


def test_an_older_state_of_a_store_is_refused(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "ledger.duckdb"
    push_ledger(str(folder), str(store))
    backup = store.read_bytes()
    add_source(folder, "wire")
    push_ledger(str(folder), str(store))
    store.write_bytes(backup)
    before = files(folder)
    for act in (pull_ledger, push_ledger):
        with pytest.raises(StaleEntryError, match="an older state, or another copy"):
            act(str(folder), str(store))
    assert files(folder) == before


def test_one_store_by_two_paths_is_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    push_ledger(str(folder), "ledger.duckdb")
    add_source(folder, "wire")
    done = push_ledger(str(folder), str(tmp_path / "ledger.duckdb"))
    assert done == "1 added, 0 changed, 0 removed"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("Makefile", b"all:\n\trm -rf ~\n"),
        ("conftest.py", b"import os\n"),
        ("package.json", b"{}"),
        ("claims/deep/a.yaml", b"claims: []\n"),
        (".git/hooks/pre-commit", b"#!/bin/sh\n"),
        ("/etc/cron.d/x", b"* * * * * root true\n"),
        ("notes/../../x.txt", b"x"),
        ("notes/interview.txt", b"somebody else's words"),
        ("compose.yaml", b"services: {}\n"),
    ],
)
def test_only_the_ledgers_own_files_are_written(
    folder: Path, store: str, tmp_path: Path, path: str, data: bytes
) -> None:
    push_ledger(str(folder), store)
    theirs = tmp_path / "theirs"
    (theirs / "notes").mkdir(parents=True)
    (theirs / "notes/interview.txt").write_text("What she told me.\n")
    (theirs / "Makefile").write_text("test:\n\tpytest\n")
    hostile(store, path, data)
    before = files(theirs)
    with pytest.raises(LedgerError, match=r"not a file of a ledger|is not the ledger's|no path"):
        pull_ledger(str(theirs), store)
    assert files(theirs) == before


def hostile(store: str, path: str, data: bytes) -> None:
    """Put a file into a store, and a document that cites it."""
    import json

    found = open_database(place_of(store), write=True)
    assert found is not None
    cited = path.replace(".yaml", ".txt") if path == "compose.yaml" else path
    content = json.dumps({"id": "x", "path": cited})
    found.rows("INSERT INTO reportedly.file VALUES (?, ?, ?)", (path, "0" * 64, data))
    found.rows(
        "INSERT INTO reportedly.entry VALUES ('documents', 'x', '', 9, ?, ?)", ("v", content)
    )
    found.close()


def test_a_file_of_somebodys_own_stays_when_the_store_drops_it(
    folder: Path, store: str, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    push_ledger(str(folder), store)
    pull_ledger(str(theirs), store)
    (theirs / "notes.txt").write_text("mine")
    (folder / "claims/flood.yaml").unlink()
    push_ledger(str(folder), store)
    pull_ledger(str(theirs), store)
    assert (theirs / "notes.txt").read_text() == "mine"


def test_a_store_of_an_earlier_version_is_refused_in_a_line(tmp_path: Path, folder: Path) -> None:
    store = str(tmp_path / "old.duckdb")
    push_ledger(str(folder), store)
    found = open_database(place_of(store), write=True)
    assert found is not None
    found.rows("DELETE FROM reportedly.migration WHERE step >= 3")
    found.close()
    with pytest.raises(LedgerError, match="earlier version made the store; run: reportedly init"):
        pull_ledger(str(tmp_path / "theirs"), store)


@pytest.mark.parametrize("keep", [None, "mine", "theirs"])
def test_a_captured_text_is_never_written_over_by_anothers_of_its_name(
    folder: Path, tmp_path: Path, keep: str | None
) -> None:
    store, other = str(tmp_path / "s.duckdb"), tmp_path / "other"
    (other / "claims").mkdir(parents=True)
    (other / "flood.txt").write_text("Another flood.\n")
    seal = sha256(b"Another flood.\n").hexdigest()
    (other / "claims/rain.yaml").write_text(
        f"document: {{path: flood.txt, sha256: {seal}}}\nclaims: []\n"
    )
    push_ledger(str(other), store)
    before = files(folder)
    with pytest.raises(StaleEntryError, match="a captured text is never written over"):
        pull_ledger(str(folder), store, keep)
    assert files(folder) == before


def test_a_first_pull_into_a_ledger_just_begun_asks_nobody(
    folder: Path, store: str, tmp_path: Path
) -> None:
    from reportedly.ledger import init

    push_ledger(str(folder), store)
    init(tmp_path / "theirs")
    pull_ledger(str(tmp_path / "theirs"), store, agree=decline)
    assert source_ids(tmp_path / "theirs") == ["aid-groups", "governor"]


def test_a_store_whose_id_is_a_path_is_refused(folder: Path, store: str, tmp_path: Path) -> None:
    push_ledger(str(folder), store)
    found = open_database(place_of(store), write=True)
    assert found is not None
    found.rows("UPDATE reportedly.store SET id = 'a/../../package'")
    found.close()
    with pytest.raises(LedgerError, match="tampered with"):
        pull_ledger(str(tmp_path / "theirs"), store)


def test_a_text_that_stands_there_already_is_no_hindrance(
    folder: Path, store: str, tmp_path: Path
) -> None:
    push_ledger(str(folder), store)
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/flood.txt").write_text(TEXT)
    pull_ledger(str(tmp_path / "theirs"), store)
    assert files(tmp_path / "theirs") == files(folder)


def test_what_no_pull_would_take_is_not_pushed(folder: Path, store: str) -> None:
    (folder / "notes.py").write_text(TEXT)
    (folder / "claims/flood.yaml").write_text(CLAIMS.replace("flood.txt", "notes.py"))
    with pytest.raises(LedgerError, match="not a file of a ledger"):
        push_ledger(str(folder), store)


EVENTS = """\
events:
  - id: orlo-flood
    kind: flood
    topics: {warned: people were warned}
    assessments:
      - {subject: killed, low: 9, high: 12}
  - id: second-flood
"""
LINKS = "links:\n  - {id: l, kind: event, a: orlo-flood, b: second-flood, verdict: different}\n"


def test_events_links_and_short_claims_come_back_and_are_merged(
    folder: Path, store: str, tmp_path: Path
) -> None:
    (folder / "claims/events.yaml").write_text(EVENTS)
    (folder / "claims/links.yaml").write_text(LINKS)
    short = "  - source: aid-groups\n    killed: 9\n    quote: 9 had\n"
    claims = CLAIMS.replace("\nclaims:", "event: orlo-flood\nclaims:") + short
    (folder / "claims/flood.yaml").write_text(claims)
    push_ledger(str(folder), store)
    theirs = tmp_path / "theirs"
    pull_ledger(str(theirs), store)
    assert files(theirs) == files(folder)
    # One renames a topic and corrects a figure while the other adds an event and takes back a link.
    (theirs / "claims/events.yaml").write_text(EVENTS.replace("warned: people", "told: people"))
    (theirs / "claims/flood.yaml").write_text(claims.replace("killed: 9", "killed: nine"))
    push_ledger(str(theirs), store)
    (folder / "claims/events.yaml").write_text(EVENTS + "  - id: third-flood\n")
    (folder / "claims/links.yaml").write_text(LINKS.replace("different}", "same, score: 0.5}"))
    pull_ledger(str(folder), store)
    entries = open_ledger(str(folder)).entries
    assert [e.id for e in entries.events] == ["orlo-flood", "second-flood", "third-flood"]
    assert entries.events[0].topics == (("told", "people were warned"),)
    assert entries.links[0].verdict == "same"
    assert {c.id: c.figure for c in entries.claims}["flood/aid-groups/killed"] == "nine"
