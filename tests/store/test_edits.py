"""Edits of a ledger in a store: written through, alone, all of one or nothing."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.errors import LedgerError, StaleEntryError, UsageError
from reportedly.ledger import set_fields
from reportedly.model import Link, LinkKind, Status
from reportedly.store.place import open_database, place_of
from reportedly.workflow import (
    Ledger,
    open_ledger,
    prepare_store,
    pull_ledger,
    push_ledger,
)
from reportedly.workflow.changing import changing, made_by
from reportedly.workflow.checkouts import follow
from reportedly.workflow.history import history, restore
from reportedly.workflow.links import decide_link, withdraw_link
from reportedly.workflow.live import Live

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
EVENTS = """\
events:
  - {id: orlo-flood, kind: flood, when: 2021-03-02}
  - {id: second-flood, kind: flood, when: 2021-03-03}
"""
CLAIMS = f"""\
document:
  path: flood.txt
  sha256: {sha256(TEXT.encode()).hexdigest()}
  published: 2021-03-03
event: orlo-flood

claims:
  - id: governor-12
    source: governor
    killed: at least 12
    quote: At least 12 people drowned in Orlo
    status: proposed
  # Told by telephone.
  - id: aid-9
    source: aid-groups
    killed: 9
    quote: 9 had
"""


@pytest.fixture
def shared(tmp_path: Path, store: str) -> str:
    """A store that holds a small ledger."""
    return filled(store, tmp_path / "mine")


def filled(store: str, root: Path) -> str:
    (root / "claims").mkdir(parents=True)
    (root / "flood.txt").write_text(TEXT)
    (root / "claims/sources.yaml").write_text(SOURCES)
    (root / "claims/events.yaml").write_text(EVENTS)
    (root / "claims/flood.yaml").write_text(CLAIMS)
    push_ledger(str(root), store)
    return store


def write(ledger: Ledger, claim: str, **fields: str | None) -> None:
    """Edit a claim as it stands in a ledger that was loaded."""
    entry = next(c for c in ledger.entries.claims if c.id == claim)
    with changing(ledger.root):
        set_fields(ledger.root, entry, fields)


def held(store: str, tmp_path: Path, path: str) -> str:
    """A file of the store, as a pull into a new folder brings it."""
    folder = tmp_path / f"pull-{len(list(tmp_path.iterdir()))}"
    pull_ledger(str(folder), store)
    return (folder / path).read_text()


def asked(store: str, query: str) -> list[tuple[object, ...]]:
    database = open_database(place_of(store))
    assert database is not None
    try:
        return database.rows(query)
    finally:
        database.close()


def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """From now on work as from another machine: with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))


def test_an_edit_reaches_the_store_and_leaves_every_other_byte(shared: str, tmp_path: Path) -> None:
    with made_by("ann"):
        write(open_ledger(shared), "governor-12", status=None)
    after = CLAIMS.replace("    status: proposed\n", "")
    assert held(shared, tmp_path, "claims/flood.yaml") == after
    assert open_ledger(shared).claims_of(["governor-12"])["governor-12"].status is Status.REVIEWED
    query = "SELECT who, did FROM reportedly.history WHERE id = 'governor-12' ORDER BY number"
    assert asked(shared, query)[1:] == [("ann", "changed")]
    query = "SELECT id, status FROM reportedly.claim ORDER BY id"
    assert asked(shared, query) == [("aid-9", "reviewed"), ("governor-12", "reviewed")]
    query = "SELECT path FROM reportedly.touched WHERE number = 2"
    assert asked(shared, query) == [("claims/flood.yaml",)]


def test_two_reviewers_edit_different_claims_of_one_file(
    shared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = open_ledger(shared)
    elsewhere(monkeypatch, tmp_path, "ben")
    write(open_ledger(shared), "aid-9", note="by telephone")
    # Ann's copy is one edit behind, and so is what she has on her screen.
    write(ann, "governor-12", note="at a briefing")
    assert [c.note for c in open_ledger(shared).entries.claims] == ["at a briefing", "by telephone"]
    after = CLAIMS.replace("proposed\n", "proposed\n    note: at a briefing\n")
    assert held(shared, tmp_path, "claims/flood.yaml") == f"{after}    note: by telephone\n"


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(
    shared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = open_ledger(shared)
    elsewhere(monkeypatch, tmp_path, "ben")
    write(open_ledger(shared), "governor-12", note="at a briefing")
    with pytest.raises(StaleEntryError, match="governor-12"):
        write(ann, "governor-12", note="by telephone")
    assert [c.note for c in open_ledger(shared).entries.claims] == ["at a briefing", None]
    assert follow(ann.root) is False  # the refused edit had brought Ben's


def test_an_edit_that_fails_leaves_nothing_in_the_copy_nor_in_the_store(shared: str) -> None:
    ledger = open_ledger(shared)
    before = {p: p.read_bytes() for p in ledger.root.rglob("*.yaml")}
    claim = ledger.entries.claims[0]
    with pytest.raises(RuntimeError), changing(ledger.root) as files:
        set_fields(ledger.root, claim, {"figure": "99"})
        raise RuntimeError
    assert files == []
    assert {p: p.read_bytes() for p in ledger.root.rglob("*.yaml")} == before
    assert open_ledger(shared).entries == ledger.entries
    assert asked(shared, "SELECT max(number) FROM reportedly.revision") == [(1,)]


def test_several_changes_in_one_block_are_one_revision(shared: str) -> None:
    ledger = open_ledger(shared)
    with changing(ledger.root, "ann") as files:
        write(ledger, "governor-12", note="at a briefing")
        write(open_ledger(shared), "governor-12", note="by telephone")
    assert [f.path for f in files] == ["claims/flood.yaml"] * 2
    query = "SELECT number, who FROM reportedly.history WHERE id = 'governor-12' ORDER BY number"
    assert asked(shared, query)[1:] == [(2, "ann")]


KILLED = """
import os, signal, sys
from reportedly.ledger import set_fields
from reportedly.store import revisions
from reportedly.workflow import changing as door, open_ledger

when, store = sys.argv[1:]
ledger = open_ledger(store)
kill = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
if when == "before":
    door._write = kill
else:
    hold = door.hold_revision
    door.hold_revision = lambda root, now: kill() if now is not None else hold(root, now)
with door.changing(ledger.root):
    set_fields(ledger.root, ledger.entries.claims[0], {"figure": "99"})
"""


@pytest.mark.parametrize(("when", "figure"), [("before", "at least 12"), ("after", "99")])
def test_killed_before_the_store_has_it_an_edit_disappears_and_after_it_stands(
    shared: str, when: str, figure: str
) -> None:
    root = open_ledger(shared).root
    done = subprocess.run([sys.executable, "-c", KILLED, when, shared], check=False, env=os.environ)
    assert done.returncode == -9
    assert "99" in (root / "claims/flood.yaml").read_text()
    assert open_ledger(shared).entries.claims[0].figure == figure
    assert ("99" in (root / "claims/flood.yaml").read_text()) == (when == "after")


def test_only_what_changed_is_fetched(
    shared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = open_ledger(shared)
    stamps = {p: p.stat().st_mtime_ns for p in ann.root.rglob("*") if p.is_file()}
    assert follow(ann.root) is False
    home = os.environ["XDG_CACHE_HOME"]
    elsewhere(monkeypatch, tmp_path, "ben")
    write(open_ledger(shared), "governor-12", status="rejected")
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert follow(ann.root) is True
    assert follow(ann.root) is False
    now = {p: p.stat().st_mtime_ns for p in ann.root.rglob("*") if p.is_file()}
    assert [p.name for p in now if now[p] != stamps.get(p)] == ["flood.yaml"]


def test_a_copy_of_a_store_that_was_replaced_is_made_anew(shared: str, tmp_path: Path) -> None:
    root = open_ledger(shared).root
    other = tmp_path / "other"
    (other / "claims").mkdir(parents=True)
    (other / "claims/sources.yaml").write_text("sources:\n  - {id: radio, name: Radio}\n")
    push_ledger(str(other), shared, anew=True, over=True)
    assert follow(root) is True
    assert sorted(p.name for p in root.rglob("*") if p.is_file()) == ["sources.yaml"]


def test_what_a_claim_resolves_to_follows_the_sources_events_and_links(shared: str) -> None:
    query = "SELECT source_name, subject, when_from FROM reportedly.claim WHERE id = 'aid-9'"
    assert asked(shared, query) == [("Aid groups", "orlo-flood/killed", date(2021, 3, 2))]
    ledger = open_ledger(shared)
    sources = {s.id: s for s in ledger.entries.sources}
    with changing(ledger.root):
        set_fields(ledger.root, sources["aid-groups"], {"name": "Helpers"})
    first, second = ledger.entries.events
    with changing(ledger.root):
        set_fields(ledger.root, first, {"when": "2021-03-01"})
    assert asked(shared, query) == [("Helpers", "orlo-flood/killed", date(2021, 3, 1))]
    ledger = open_ledger(shared)
    write(ledger, "aid-9", subject=f"{second.id}/killed", event=second.id)
    link = Link(LinkKind.EVENT, first.id, second.id, by="ann", on=date(2021, 3, 4))
    assert asked(shared, query) == [("Helpers", "second-flood/killed", date(2021, 3, 3))]
    decide_link(open_ledger(shared), link)
    assert asked(shared, query) == [("Helpers", "orlo-flood/killed", date(2021, 3, 1))]
    withdraw_link(open_ledger(shared), link)
    assert asked(shared, query) == [("Helpers", "second-flood/killed", date(2021, 3, 3))]


def test_commands_edit_a_store(shared: str, tmp_path: Path) -> None:
    def run(*words: str, **env: str) -> str:
        done = CliRunner().invoke(main, ["--ledger", shared, *words], env=env)
        assert done.exit_code == 0, done.output
        return done.stdout

    report = tmp_path / "second.txt"
    report.write_text("The governor said on Friday that 14 people had drowned in Orlo.\n")
    run("review", "--accept", "governor-12", REPORTEDLY_BY="ann")
    conflict = open_ledger(shared).conflicts()[0].id
    run("judge", conflict, "--verdict", "holds", "--why", "two counts", "--by", "ben")
    run("same", "orlo-flood", "second-flood", "--by", "cleo")
    run("assess", "orlo-flood", "killed", "--low", "9", "--by", "dora")
    run("read", str(report), "--published", "2021-03-05", "--save", REPORTEDLY_BY="eve")
    query = "SELECT DISTINCT number, who FROM reportedly.history WHERE number > 1 ORDER BY number"
    people = ["ann", "ben", "cleo", "dora", "eve"]
    assert [who for _, who in asked(shared, query)] == people
    (path,) = (d.path for d in open_ledger(shared).entries.documents if d.path != "flood.txt")
    assert held(shared, tmp_path, str(path)) == report.read_text()
    assert open_ledger(shared).problems == ()


def test_threads_and_processes_that_edit_at_once_lose_nothing(shared: str) -> None:
    def note(number: int) -> None:
        ledger = open_ledger(shared)
        with changing(ledger.root):
            now = open_ledger(shared)
            claim = now.entries.claims[number % 2]
            set_fields(now.root, claim, {"note": f"{claim.note or ''} n{number}"})

    def persist(number: int) -> None:
        for _ in range(
            60
        ):  # one program at a time writes a DuckDB file; who is told so tries again
            try:
                return note(number)
            except LedgerError as error:
                if "is in use" not in str(error):
                    raise
                time.sleep(0.2)
        return note(number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(persist, range(12)))
    notes = [(c.note or "").split() for c in open_ledger(shared).entries.claims]
    assert [sorted(n) for n in notes] == [
        sorted(f"n{i}" for i in range(start, 12, 2)) for start in (0, 1)
    ]


def test_the_copy_of_a_store_is_no_ledger_of_its_own(
    shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.workflow import checkouts

    ledger = open_ledger(shared)
    monkeypatch.setattr(checkouts, "_places", {})  # as in another process
    with pytest.raises(UsageError, match="name the store itself"):
        write(open_ledger(str(ledger.root)), "governor-12", status=None)


def test_the_history_of_a_claim_says_who_did_what_and_brings_any_version_back(shared: str) -> None:
    with made_by("ann"):
        write(open_ledger(shared), "governor-12", status=None)
    with made_by("ben"):
        write(open_ledger(shared), "governor-12", figure="14", note="as told later")
    told = [(e.number, e.who, e.did, e.what) for e in history(open_ledger(shared), "governor-12")]
    assert told[1:] == [
        (2, "ann", "changed", "status: proposed → none"),
        (3, "ben", "changed", "figure: at least 12 → 14; note: none → as told later"),
    ]
    with made_by("cleo"):
        restore(open_ledger(shared), "governor-12", 2)
    (*_, last) = history(open_ledger(shared), "governor-12")
    assert (last.number, last.who) == (4, "cleo")
    assert last.fields == {"figure": ("14", "at least 12"), "note": ("as told later", None)}
    with pytest.raises(UsageError, match="says now what it said after edit 2"):
        restore(open_ledger(shared), "governor-12", 2)


def test_a_claim_that_was_removed_comes_back(shared: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    text = (folder / "claims/flood.yaml").read_text()
    (folder / "claims/flood.yaml").write_text(text[: text.index("  # Told")])
    push_ledger(str(folder), shared, who="ann")
    ledger = open_ledger(shared)
    assert [e.did for e in history(ledger, "aid-9")] == ["added", "removed"]
    restore(ledger, "aid-9", 1)
    assert [c.id for c in open_ledger(shared).entries.claims] == ["governor-12", "aid-9"]
    assert open_ledger(shared).claims_of(["aid-9"])["aid-9"].text == "9 had"


def test_a_store_of_before_edits_were_written_through_is_brought_up_to_date(
    shared: str, tmp_path: Path
) -> None:
    older = (
        "DELETE FROM reportedly.migration WHERE step > 5",
        "DROP TABLE reportedly.touched",
        "ALTER TABLE reportedly.history DROP COLUMN number",
        # Places were counted over all files of the ledger.
        "UPDATE reportedly.entry SET place = place + 7 WHERE section IN ('claims', 'documents')",
    )
    database = open_database(place_of(shared), write=True)
    assert database is not None
    for statement in older:
        database.rows(statement)
    database.close()
    with pytest.raises(LedgerError, match="run: reportedly init"):
        open_ledger(shared)
    assert prepare_store(shared) == 1
    assert push_ledger(str(tmp_path / "mine"), shared) == "0 added, 0 changed, 0 removed"
    write(open_ledger(shared), "governor-12", status=None)
    edits = history(open_ledger(shared), "governor-12")
    assert [(e.did, e.what.partition(":")[0]) for e in edits][1:] == [("changed", "status")]
    pull_ledger(str(tmp_path / "mine"), shared)
    assert "proposed" not in (tmp_path / "mine/claims/flood.yaml").read_text()


def test_a_database_file_that_is_held_says_so(tmp_path: Path) -> None:
    shared = filled(str(tmp_path / "ledger.duckdb"), tmp_path / "mine")
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
    words = [sys.executable, "-c", hold, shared]
    ledger = open_ledger(shared)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LedgerError, match="is in use: while one program writes"):
            write(ledger, "governor-12", status=None)
        other.kill()
    write(ledger, "governor-12", status=None)
    assert open_ledger(shared).entries.claims[0].status is None


def test_a_reviewer_of_the_database_edits_under_his_own_name(
    database: str, tmp_path: Path, postgres_url: str
) -> None:
    import psycopg

    filled(database, tmp_path / "mine")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE ROLE ann LOGIN IN ROLE reportedly_reviewer")
        connection.execute("CREATE ROLE ben LOGIN IN ROLE reportedly_reader")
    try:
        ann, ben = (database.replace("owner@", f"{name}@") for name in ("ann", "ben"))
        write(open_ledger(ann), "governor-12", status=None)
        assert history(open_ledger(ben), "governor-12")[-1].who == "ann"
        with pytest.raises(LedgerError, match="permission denied"):
            write(open_ledger(ben), "governor-12", status="rejected")
        assert open_ledger(ben).entries.claims[0].status is None
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP ROLE ann, ben")


def test_a_live_ledger_follows_what_others_change_in_its_store(
    shared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(open_ledger(shared).root)
    assert live.follow() is False
    elsewhere(monkeypatch, tmp_path, "ben")
    write(open_ledger(shared), "governor-12", note="by telephone")
    assert live.ledger.entries.claims[0].note is None
    assert live.follow() is True
    assert live.ledger.entries.claims[0].note == "by telephone"


def test_a_live_ledger_waits_for_nobodys_edit_of_its_store(shared: str) -> None:
    live = Live(open_ledger(shared).root)
    with changing(live.root), ThreadPoolExecutor(1) as pool:
        write(live.ledger, "governor-12", note="by telephone")
        pool.submit(live.follow).result(timeout=20)
    live.follow()
    assert live.ledger.entries.claims[0].note == "by telephone"
