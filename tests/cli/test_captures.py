"""Pages that change: captured again, compared, corrected, taken back, gone."""

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.documents import fetch as fetching
from reportedly.model import Status
from reportedly.workflow import open_ledger
from reportedly.workflow.reviewing import edit_fields, review_claims

CRASH = """Bus falls into Tarn gorge; 14 dead

A bus fell into the Tarn gorge near Ostval on Sunday, killing 14 people, police said.

The district hospital said it had admitted nine injured passengers.

"The road had not been gritted," said Mira Tolland, who heads the drivers' union.
"""
RAISED = CRASH.replace("14", "17")
CORRECTED = (
    CRASH.replace("14", "12")
    + "\nCorrection: An earlier version of this article said that 14 people had been killed.\n"
)
UNSAID = CRASH.partition('"The road')[0]
WITHDRAWN = CRASH + "\nThis article has been withdrawn because its report could not be confirmed.\n"


@pytest.fixture
def save(empty, run, tmp_path):
    """Save a text as what stood at an address on a day; what is told of it on stderr."""

    def read(text, name="a.txt", day=None, url="https://nordwire.example/a"):
        folder = tmp_path / "from outside"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(text, encoding="utf-8")
        options = ["--url", url] if url else []
        known = ["--published", day or "2031-03-03", "--publisher", "Nordwire", *options]
        result = run("read", str(path), "--save", *known)
        assert result.exit_code == 0, result.stderr
        return result.stderr

    return read


def rows(run, *command):
    result = run(*command, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def documents(run):
    """Ids of the documents in the order of their captures."""
    return [d["id"] for d in sorted(rows(run, "documents"), key=lambda d: d["capture"])]


def became(run):
    """(figure or words, what became of it) of every claim of which there is something to tell."""
    return [
        (c["figure"]["as_written"] if c["figure"] else c["text"], c["later"]["fate"])
        for c in rows(run, "claims")
        if c["later"] and c["later"]["fate"] not in ("same", "later")
    ]


def held(run):
    """(voice, figure held, figures before) on how many were killed."""
    (event,) = [e["id"] for e in rows(run, "events")]
    return [
        (p["voice"], p["figure"]["as_written"], [e["figure"] for e in p["earlier"]])
        for p in rows(run, "event", event)[0]["positions"]
        if p["subject"].endswith("/killed")
    ]


def test_captures_of_a_page_are_one_document_wherever_documents_are_counted(save, run):
    save(CRASH)
    save(RAISED, "b.txt")
    (killed,) = [s for s in rows(run, "subjects") if s["id"].endswith("/killed")]
    assert (killed["documents"], killed["texts"]) == (1, 1)
    assert "1 document, 1 text" in run("claims", "--subject", killed["id"]).stderr


def test_another_text_at_an_address_is_the_next_capture(save, run):
    save(CRASH)
    told = save(RAISED, "b.txt", url="http://nordwire.example/a/?utm_source=feed#top")
    assert "nordwire.example/a: captured again (2 of 2); 2 claims changed" in told.splitlines()[0]
    first, second = rows(run, "documents")
    if first["capture"] == 2:
        first, second = second, first
    assert second["supersedes"] == first["id"]
    assert (first["captures"], second["capture"]) == (2, 2)
    assert run("check").exit_code == 0


def test_the_same_text_is_no_capture_and_another_address_another_document(save, run):
    save(CRASH)
    assert "in the ledger already" in save(CRASH, "b.txt")
    save(RAISED, "c.txt", url="https://nordwire.example/b")
    assert [d["captures"] for d in rows(run, "documents")] == [1, 1]


def test_a_page_that_says_again_what_it_said_first(save, run):
    save(CRASH)
    save(RAISED, "b.txt")
    assert "the page says again what it said" in save(CRASH, "c.txt")


def test_a_page_is_one_document_and_its_raised_toll_no_conflict(save, run):
    save(CRASH)
    save(RAISED, "b.txt")
    assert held(run) == [("police", "17", ["14"])]
    (event,) = rows(run, "events")
    assert (len(event["documents"]), event["texts"]) == (1, 1)
    assert [c["kind"] for c in rows(run, "conflicts")] == ["update"]
    assert became(run) == [("14", "superseded"), ("14", "superseded")]


def test_a_stated_correction_takes_the_wrong_figure_away(save, run):
    save(CRASH)
    save(CORRECTED, "b.txt")
    assert ("police", "12", []) in held(run)
    assert became(run) == [("14", "corrected"), ("14", "corrected")]


def test_what_vanished_without_a_word_stays_and_says_so(save, run):
    save(CRASH)
    save(UNSAID, "b.txt")
    assert [fate for _, fate in became(run)] == ["gone"]
    assert "no longer in the document since" in run("trace", gone_claim(run)).stdout
    assert "; no longer in the document since" in run("claims", "--format", "markdown").stdout


def gone_claim(run):
    (claim,) = [c for c in rows(run, "claims") if c["later"] and c["later"]["fate"] == "gone"]
    return claim["id"]


def test_an_article_taken_back_holds_nothing_and_loses_nothing(save, run):
    save(CRASH)
    before = len(rows(run, "claims"))
    told = save(WITHDRAWN, "b.txt")
    assert "its publisher takes it back" in told
    claims = rows(run, "claims")
    assert len(claims) > before
    asserted = [c for c in claims if c["figure"]]
    assert {c["later"]["fate"] for c in asserted} == {"retracted"}
    assert rows(run, "event", rows(run, "events")[0]["id"])[0]["positions"] == []


COURIER = """At least 20 dead in Tarn gorge

A bus fell into the Tarn gorge near Ostval on Sunday. The fire brigade said 20 people were killed.
"""
NOTICE = "This article has been removed because its report could not be confirmed.\n"


def test_a_conflict_goes_with_the_article_that_is_taken_back(save, run, empty):
    """Also where findings are kept from the time before, and the notice has no claim."""
    save(CRASH)
    save(COURIER, "c.txt", url="https://courier.example/1")
    join_events(run)
    assert [c["kind"] for c in rows(run, "conflicts", "--severity", "conflict")] == [
        "contradiction"
    ]
    assert "its publisher takes it back" in save(NOTICE, "b.txt")
    assert rows(run, "conflicts", "--severity", "conflict") == []
    by_hand = open_ledger(str(empty))
    assert replace(by_hand, cache=None).conflicts() == by_hand.conflicts()


def test_a_figure_given_up_is_no_conflict_with_others_any_more(save, run):
    save(CRASH)
    save(COURIER, "c.txt", url="https://courier.example/1")
    join_events(run)
    assert rows(run, "conflicts", "--severity", "conflict") != []
    save(CRASH.replace("14", "20"), "b.txt")
    assert rows(run, "conflicts", "--severity", "conflict") == []


def join_events(run):
    """Let all be one event, whatever reading made of them."""
    first, *others = [e["id"] for e in rows(run, "events")]
    for other in others:
        assert run("same", first, other, "--by", "A. Reader").exit_code == 0


def test_what_a_reviewer_decided_is_decided_for_the_same_words(save, run):
    save(CRASH)
    nine = next(c for c in rows(run, "claims") if c["figure"] and c["figure"]["low"] == 9)
    review(run, nine["id"])
    save(RAISED, "b.txt")
    status = [(c["figure"]["as_written"], c["status"]) for c in rows(run, "claims") if c["figure"]]
    assert sorted(status) == [
        ("14", "proposed"), ("14", "proposed"), ("17", "proposed"), ("17", "proposed"),
        ("nine", "reviewed"), ("nine", "reviewed"),
    ]  # fmt: skip
    reviewed = [c for c in open_ledger(None).entries.claims if c.reviews]
    assert [dict(c.reviews[0])["by"] for c in reviewed] == ["A. Reader", "A. Reader"]


def review(run, claim):
    review_claims(open_ledger(None), [(claim, None)], Status.REVIEWED, "A. Reader")


def test_what_a_reviewer_changed_holds_on_where_nothing_changed_around_it(save, run, empty):
    save(CRASH)
    (union,) = [c for c in rows(run, "claims") if c["source"] == "drivers-union"]
    edit(union["id"], source="police", note="asked")
    review(run, union["id"])
    told = save(RAISED, "b.txt")
    assert "captured again (2 of 2); 2 claims changed" in told.splitlines()[0]
    quoted = [c for c in rows(run, "claims") if "gritted" in c["text"]]
    assert {(c["source"], c["status"]) for c in quoted} == {("police", "reviewed")}
    assert run("check").exit_code == 0


def test_what_a_reviewer_added_is_not_gone(save, run, empty):
    save(CRASH)
    (file,) = (empty / "claims").glob("2031*.yaml")
    own = "  - source: narrator\n    where: near Ostval\n    quote: near Ostval on Sunday\n"
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    appended = CRASH + "\nThe coroner said three of the dead were children.\n"
    assert "captured again (2 of 2); 1 claim new" in save(appended, "b.txt")
    places = [c for c in rows(run, "claims") if c["answer"]]
    assert {c["answer"] for c in places} == {"near Ostval"}
    assert became(run) == []
    assert run("check").exit_code == 0


def test_what_was_rejected_stays_rejected(save, run):
    save(CRASH)
    nine = next(c for c in rows(run, "claims") if c["figure"] and c["figure"]["low"] == 9)
    review_claims(open_ledger(None), [(nine["id"], None)], Status.REJECTED)
    save(RAISED, "b.txt")
    nines = [c for c in rows(run, "claims") if c["figure"] and c["figure"]["low"] == 9]
    assert [c["status"] for c in nines] == ["rejected", "rejected"]


def edit(claim, **fields):
    edit_fields(open_ledger(None), claim, None, fields)


def test_another_article_at_one_address_is_another_document(save, run):
    save(CRASH)
    other = "Fish market reopens\n\nThe fish market of Velm opened again, the mayor said.\n"
    assert "captured again" not in save(other, "b.txt")
    assert [d["captures"] for d in rows(run, "documents")] == [1, 1]


def test_a_file_of_the_ledger_that_changed_is_kept_beside(empty, run):
    path = empty / "a.txt"
    path.write_text(CRASH, encoding="utf-8")
    run("read", "a.txt", "--save", "--published", "2031-03-03")
    path.write_text(RAISED, encoding="utf-8")
    told = run("read", "a.txt", "--save", "--published", "2031-03-03").stderr
    assert "captured again (2 of 2)" in told
    assert "a.txt no longer holds what" in told
    assert "document-changed" not in put_back(run, path)
    assert [d["captures"] for d in rows(run, "documents")] == [2, 2]


def put_back(run, path):
    assert "the file has changed" in run("check").stdout
    path.write_text(CRASH, encoding="utf-8")
    return run("check").stdout


def test_a_capture_under_another_name_is_declared(save, run, tmp_path):
    save(CRASH, url=None)
    (first,) = documents(run)
    (tmp_path / "b.txt").write_text(RAISED, encoding="utf-8")
    result = run("read", "b.txt", "--save", "--supersedes", first)
    assert "captured again (2 of 2)" in result.stderr
    wrong = run("read", "b.txt", "--save", "--supersedes", "nothing")
    assert (wrong.exit_code, "no document 'nothing'" in wrong.stderr) == (2, True)


def test_three_captures_follow_one_another(save, run):
    save(CRASH)
    save(RAISED, "b.txt")
    save(RAISED.replace("17", "19"), "c.txt")
    assert [d["capture"] for d in rows(run, "documents")].count(3) == 1
    assert held(run) == [("police", "19", ["14", "17"])]


def test_two_captures_read_together_are_one_document(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("1", CRASH), ("2", RAISED)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        facts = "url: https://nordwire.example/a\npublished: 2031-03-03\n"
        (tmp_path / f"{name}.yaml").write_text(facts, encoding="utf-8")
    result = run("read", "1.txt", "2.txt")
    assert result.stdout.startswith("1 document in 2 captures, 1 text, 1 event\n")
    assert "1 document, 1 text" in result.stdout


# `diff`


def test_diff_of_a_document_is_between_its_last_two_captures(save, run):
    save(CRASH)
    save(CORRECTED, "b.txt")
    first, second = documents(run)
    whole = rows(run, "diff", first)
    assert (whole["before"], whole["now"], whole["withdrawn"]) == (first, second, False)
    assert whole == rows(run, "diff", first, second)
    changed = [c for c in whole["claims"] if c["how"] == "changed"]
    assert [c["before"]["figure"]["low"] for c in changed] == [14, 14]
    assert [c["now"]["figure"]["low"] for c in changed] == [12, 12]
    shown = run("diff", first).stdout
    assert "Bus falls into Tarn gorge; [-14-] {+12+} dead" in shown
    assert "{+Correction: An earlier version" in shown


def test_diff_turned_round(save, run):
    save(CRASH)
    save(UNSAID, "b.txt")
    first, second = documents(run)
    assert "Gone" in run("diff", first, second).stdout
    assert "New" in run("diff", second, first).stdout


def test_diff_of_two_files_needs_no_ledger(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("1.txt", CRASH), ("2.txt", RAISED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("diff", "1.txt", "2.txt")
    assert (result.exit_code, result.stderr) == (0, "2 claims changed from 1.txt to 2.txt\n")


def test_diff_of_a_document_captured_once_says_so(save, run):
    save(CRASH)
    result = run("diff", *documents(run))
    assert (result.exit_code, "one capture" in result.stderr) == (2, True)


# From the web


class Page(BaseHTTPRequestHandler):
    text: str | None = CRASH

    def do_GET(self):
        if self.text is None:
            self.send_error(410)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.text.encode())

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def page(empty, monkeypatch):
    monkeypatch.setattr(fetching.fetch, "__defaults__", (lambda a: a == "127.0.0.1", 30))
    monkeypatch.setattr(Page, "text", CRASH)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/news/crash"
    server.shutdown()
    server.server_close()


def test_a_page_of_the_web_read_twice(page, run, monkeypatch, empty):
    known = ("--published", "2031-03-03", "--save")
    run("read", page, *known)
    monkeypatch.setattr(Page, "text", RAISED)
    told = run("read", f"{page}/?utm_campaign=x", *known).stderr
    assert "captured again (2 of 2); 2 claims changed" in told
    assert all(d["captured"] for d in rows(run, "documents"))
    assert run("check").exit_code == 0
    files = {p.name: p.read_bytes() for p in empty.rglob("*") if p.is_file()}
    monkeypatch.setattr(Page, "text", None)
    gone = run("read", page, *known)
    assert gone.exit_code == 2
    assert "status 410" in gone.stderr
    assert "the ledger keeps it as" in gone.stderr
    assert files == {p.name: p.read_bytes() for p in empty.rglob("*") if p.is_file()}
