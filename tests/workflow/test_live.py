"""A ledger that stays loaded is, after every edit, what it is when it is loaded from nothing."""

import gc
import threading
import time
import weakref
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.compare import Options
from reportedly.ledger import load
from reportedly.model import words_hash
from reportedly.workflow.index import index_claims, index_conflicts
from reportedly.workflow.ledgers import Ledger, open_ledger
from reportedly.workflow.listing import (
    Shown,
    list_claims,
    list_documents,
    list_events,
    list_sources,
    list_subjects,
)
from reportedly.workflow.live import Live

EVENTS = ("strike", "march", "siege", "raid")
DOCUMENTS = ("a", "a-2", "b", "c")
SOURCES = ("army", "ministry", "watch", "narrator", "nobody")
SUBJECTS = (
    "strike/killed",
    "strike/killed/children",
    "march/killed",
    "siege/killed@2031-03-04",
    "raid/wounded",
    "strike|march/killed",
    "strike/responsible",
    "dead-in-orlo",
    "children-dead-in-orlo",
    "all-dead",
    None,
)
FIGURES = ("12", "at least 14", "22", "half", "fewer than 5", "some", None, "no figure at all")
KEYS = ("source", "subject", "figure", "stance", "status", "of", "event", "when", "corrects")


def mostly(*usual, now_and_then=()):
    return st.sampled_from(usual * (1 + 4 * len(now_and_then) // len(usual)) + now_and_then)


VALUES = {
    "source": mostly("army", "ministry", "watch", now_and_then=("narrator", "nobody")),
    "subject": mostly("strike/killed", "march/killed", now_and_then=SUBJECTS),
    "figure": mostly("12", "14", "at least 14", "22", now_and_then=FIGURES),
    "stance": mostly(
        "asserts", None, now_and_then=("denies", "cannot-verify", "retracts", "roars")
    ),
    "status": mostly("proposed", "reviewed", None, now_and_then=("rejected",)),
    "of": mostly(None, now_and_then=("a-0", "b-1", "killed", "strike/killed", "nothing")),
    "event": mostly(None, now_and_then=("strike", "raid", ["strike", "march"])),
    "when": mostly(None, now_and_then=("2031-03-04", "no day")),
    "corrects": mostly(None, now_and_then=("a-0", "c-0")),
}
CLAIM = st.fixed_dictionaries(VALUES)


class Files:
    """The ledger as its files say it; each edit changes some and says which."""

    def __init__(self, root: Path, claims: dict[str, list[dict]]) -> None:
        self.root = root
        (root / "claims").mkdir(parents=True)
        self.documents = {
            name: {
                "document": {"path": f"{name}.txt", "publisher": "Orlo Post"},
                "event": "strike",
                "claims": [self.claim(name, n, c) for n, c in enumerate(told)],
            }
            for name, told in claims.items()
        }
        self.others = {
            "sources": [{"id": s, "name": s, "kind": "organisation"} for s in SOURCES[:3]],
            "subjects": [
                {"id": "dead-in-orlo", "measure": "killed", "place": "Orlo", "period": "2031-03"},
                {
                    "id": "children-dead-in-orlo",
                    "measure": "killed",
                    "population": "children",
                    "place": "Orlo",
                    "period": "2031-03",
                },
                {"id": "all-dead", "relations": ["dead-in-orlo <= all-dead"]},
            ],
            "events": [{"id": e, "kind": "attack", "when": "2031-03-04"} for e in EVENTS[:3]],
            "links": [],
            "judgements": [],
        }
        for name in DOCUMENTS:
            self.write_text(name, f"12 people died, said {name}.")
        for name in (*self.documents, *self.others):
            self.write(name)

    @staticmethod
    def claim(document: str, number: int, told: dict) -> dict:
        said = {"id": f"{document}-{number}", "quote": f"12 people died, said {document}", **told}
        return {key: value for key, value in said.items() if value is not None}

    def write(self, name: str) -> str:
        held = self.documents.get(name) or {name: self.others[name]}
        path = f"claims/{name}.yaml"
        (self.root / path).write_text(yaml.safe_dump(held, sort_keys=False))
        return path

    def write_text(self, name: str, text: str) -> str:
        (self.root / f"{name}.txt").write_text(text)
        return f"{name}.txt"

    def edit(self, draw) -> list[str]:
        """Change something at random; the paths of what changed."""
        kind = draw(
            st.sampled_from(
                ("field",) * 8
                + ("add", "add", "remove", "judge", "judge", "judge", "withdraw", "link", "event")
                + (
                    "header",
                    "capture",
                    "share",
                    "text",
                    "file",
                    "no file",
                    "source",
                    "broken",
                    "double",
                    "blank line",
                )
            )
        )
        name = draw(st.sampled_from(sorted(self.documents) or ["a"]))
        held = self.documents.get(name)
        if kind == "file" or held is None:
            name = draw(st.sampled_from(DOCUMENTS))
            told = draw(st.lists(CLAIM, min_size=1, max_size=3))
            self.documents[name] = {
                "document": {"path": f"{name}.txt", "publisher": "Tarn Radio"},
                "claims": [self.claim(name, n, c) for n, c in enumerate(told)],
            }
            return [self.write(name)]
        claims = held["claims"]
        match kind:
            case "field" if claims:
                told = draw(st.sampled_from(claims))
                key = draw(st.sampled_from(KEYS))
                value = draw(VALUES[key])
                told.pop(key, None)
                if value is not None:
                    told[key] = value
            case "add":
                number = draw(st.integers(0, 6))
                if all(c["id"] != f"{name}-{number}" for c in claims):
                    at = draw(st.integers(0, len(claims)))
                    claims.insert(at, self.claim(name, number, draw(CLAIM)))
            case "remove" if claims:
                claims.remove(draw(st.sampled_from(claims)))
            case "double" if claims:
                claims.append(dict(draw(st.sampled_from(claims))))
            case "header":
                key = draw(st.sampled_from(("publisher", "published", "event", "supersedes")))
                value = draw(st.sampled_from(("Tarn Radio", "2031-03-05", "raid", "a", None)))
                told = held if key == "event" else held["document"]
                told.pop(key, None)
                if value is not None:
                    told[key] = value
            case "capture":
                held["document"]["supersedes"] = draw(st.sampled_from(sorted(self.documents)))
                held["document"]["captured"] = draw(st.sampled_from(("2031-03-05", "2031-03-06")))
            case "share" if claims:
                told = draw(st.sampled_from(claims))
                told |= {"figure": "half", "of": draw(st.sampled_from(("strike/killed", "a-0")))}
            case "text":
                return [
                    self.write_text(
                        name, draw(st.sampled_from(("No words.", "12 people died, said a.")))
                    )
                ]
            case "no file":
                del self.documents[name]
                (self.root / f"claims/{name}.yaml").unlink()
                return [f"claims/{name}.yaml"]
            case "broken":
                (self.root / f"claims/{name}.yaml").write_text("claims: [")
                return [f"claims/{name}.yaml"]
            case "blank line":
                path = self.root / self.write(name)
                path.write_text(f"# looked at\n\n{path.read_text()}")
                return [f"claims/{name}.yaml"]
            case "event":
                events = self.others["events"]
                told = draw(st.sampled_from(events))
                key = draw(st.sampled_from(("title", "part_of", "when", "place", "relations")))
                told[key] = {
                    "title": "A night in Orlo",
                    "part_of": draw(st.sampled_from(EVENTS)),
                    "when": "2031-03-05",
                    "place": "Orlo",
                    "relations": ["killed <= wounded"],
                }[key]
                if draw(st.booleans()) and len(events) < 4:
                    events.append({"id": "raid", "part_of": "siege"})
                return [self.write("events")]
            case "source":
                sources = self.others["sources"]
                told = draw(st.sampled_from(sources))
                told["aliases"] = [draw(st.sampled_from(("nobody", "Orlo Post")))]
                return [self.write("sources")]
            case "link":
                ends = draw(
                    st.sampled_from(
                        (
                            ("event", "strike", "raid"),
                            ("source", "army", "watch"),
                            ("text", "a", "b"),
                            ("subject", "a-0", "b-0"),
                            ("voice", "army", "ministry"),
                        )
                    )
                )
                links = self.others["links"]
                links.append(dict(zip(("kind", "a", "b"), ends, strict=True)) | {"by": "ada"})
                links[-1] |= {"on": "2031-03-06", "id": f"link-{len(links)}", "verdict": "same"}
                if draw(st.booleans()):
                    links[-1]["verdict"] = "different"
                return [self.write("links")]
            case "withdraw" if self.others["judgements"]:
                draw(st.sampled_from(self.others["judgements"]))["withdrawn"] = "2031-03-08"
                return [self.write("judgements")]
            case "judge":
                ledger = plain(self.root)
                found, entries = ledger.conflicts(), {c.id: c for c in ledger.entries.claims}
                if not found:
                    return []
                conflict = draw(st.sampled_from(found))
                judgements = self.others["judgements"]
                judgements.append(
                    {
                        "id": f"judged-{len(judgements)}",
                        "conflict": conflict.id,
                        "verdict": "explained",
                        "by": "ada",
                        "on": "2031-03-07",
                        "why": "another time",
                        "claims": {i: words_hash(entries[i]) for i in conflict.claims},
                    }
                )
                return [self.write("judgements")]
        return [self.write(name)]


def plain(root: Path) -> Ledger:
    """The ledger loaded from nothing, without a cache."""
    entries, faults = load(root)
    return Ledger(root, entries, tuple(faults))


def voices(claims) -> list:
    return [s.voice for c in claims for s in (c.source, *c.chain) if s is not None]


def without_proposed(rows: list[dict]) -> list[dict]:
    return [{k: v for k, v in row.items() if k != "proposed"} for row in rows]


def same(ledger: Ledger, root: Path) -> None:
    fresh = plain(root)
    assert ledger.entries == fresh.entries
    assert ledger.faults == fresh.faults
    assert ledger.outlines == fresh.outlines
    assert ledger.claims == fresh.claims
    assert voices(ledger.claims) == voices(fresh.claims)
    assert ledger.fates == fresh.fates
    assert ledger.setting == fresh.setting
    assert ledger.judgements == fresh.judgements
    assert ledger.conflicts() == fresh.conflicts()
    assert ledger.assessments == fresh.assessments
    whole = Shown(limit=1000)
    if len({c.id for c in fresh.entries.claims}) == len(fresh.entries.claims):
        # Of two claims with one id the commands count both where the second stands.
        assert list_sources(ledger, whole).rows == fresh.source_rows()
        assert list_subjects(ledger, whole).rows == fresh.subject_rows()
        assert without_proposed(list_documents(ledger, whole).rows) == fresh.document_rows()
    for column in (None, "title", "conflicts", "when"):
        shown = Shown(sort=column, reverse=column == "conflicts")
        assert list_events(ledger, shown) == list_events(fresh, shown)
    for column in (None, "text", "when", "figure", "severity"):
        shown = Shown(sort=column, limit=1000)
        assert list_claims(ledger, shown) == list_claims(fresh, shown), column
        assert list_claims(ledger, shown, source="army", text="died") == list_claims(
            fresh, shown, source="army", text="died"
        )
    claims = index_claims(fresh.outlines)
    for name in ("id", "event", "document", "subject", "source", "said by", "status"):
        assert ledger.claim_index.by(name) == claims.by(name), name
    conflicts = index_conflicts(fresh.conflicts(), claims)
    for name in ("id", "claim", "event", "document", "subject", "source", "said by", "kind"):
        assert ledger.conflict_index.by(name) == conflicts.by(name), name


LEDGERS = st.fixed_dictionaries({name: st.lists(CLAIM, min_size=2, max_size=5) for name in "ab"})


def edit_at_random(root: Path, data, claims) -> None:
    files = Files(root, claims)
    live = Live(root)
    same(live.ledger, root)
    for _ in range(data.draw(st.integers(1, 6))):
        paths = files.edit(data.draw)
        if data.draw(st.booleans()):
            live.changed(paths)
        else:
            live.follow()
        same(live.ledger, root)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), claims=LEDGERS)
def test_every_edit_leaves_what_loading_anew_finds(tmp_path_factory, data, claims, caplog) -> None:
    edit_at_random(tmp_path_factory.mktemp("ledger"), data, claims)
    assert not caplog.records


CLAIMS = {
    "a": [{"source": "army", "subject": "strike/killed", "figure": "12"}],
    "b": [{"source": "watch", "subject": "strike/killed", "figure": "22"}],
}


@pytest.fixture
def files(tmp_path, monkeypatch) -> Files:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Files(tmp_path / "ledger", CLAIMS)


def test_the_version_is_another_exactly_when_the_content_is(files) -> None:
    live = Live(files.root)
    path = files.root / "claims/a.yaml"
    written, first = path.read_bytes(), live.version
    path.write_bytes(written)
    (files.root / "a.txt").touch()
    assert not live.follow()
    assert live.version == first
    path.write_bytes(written.replace(b"'12'", b"'13'"))
    assert live.follow()
    assert live.version != first
    path.write_bytes(written)
    assert live.follow()
    assert live.version == first
    (files.root / "a.txt").write_text("Other words.")
    assert live.follow()
    assert live.version != first
    assert live.ledger.claim("a-0").not_found == ("12 people died, said a",)


def test_a_broken_file_costs_its_own_claims_and_is_told(files) -> None:
    live = Live(files.root)
    (files.root / "claims/a.yaml").write_text("claims: [")
    (files.root / "claims/new.yml").write_text("claims: []")
    assert live.follow()
    assert [c.id for c in live.ledger.claims] == ["b-0"]
    assert {p.location.file for p in live.ledger.faults} == {
        "claims/a.yaml",
        "claims/new.yml",
    }
    files.write("a")
    assert live.follow()
    assert [c.id for c in live.ledger.claims] == ["a-0", "b-0"]


def test_a_ledger_that_went_away_stays_as_it_was(files) -> None:
    live = Live(files.root)
    (files.root / "claims").rename(files.root / "elsewhere")
    assert not live.follow()
    assert len(live.ledger.claims) == 2
    (files.root / "elsewhere").rename(files.root / "claims")
    assert not live.follow()


def test_a_snapshot_in_somebodys_hands_does_not_change(files) -> None:
    live = Live(files.root)
    before = live.ledger
    rows = [c.id for c in before.conflicts()]
    files.documents["a"]["claims"][0]["figure"] = "22"
    now = live.changed([files.root / files.write("a")])
    assert now is live.ledger is not before
    assert ([c.id for c in before.conflicts()], now.conflicts()) == (rows, ())
    assert before.claim("a-0").figure.as_written == "12"


def test_snapshots_that_nobody_holds_are_gone_at_once(files) -> None:
    live = Live(files.root)
    held = []
    gc.disable()  # nobody but the count of references lets go of them
    try:
        for number in range(12, 24):
            held.append(weakref.ref(live.ledger))
            list_claims(live.ledger), list_events(live.ledger), live.ledger.ratings()
            files.documents["a"]["claims"][0]["figure"] = str(number)
            files.others["events"][0]["title"] = f"Strike {number % 3}"
            live.changed([files.write("a"), *([files.write("events")] if number % 2 else [])])
        assert [ref for ref in held[1:] if ref() is not None] == []
    finally:
        gc.enable()


def test_a_second_caller_waits_or_leaves_it_to_the_first(files) -> None:
    live = Live(files.root)
    files.documents["a"]["claims"][0]["figure"] = "13"
    files.write("a")
    with live._making:
        assert not live.follow(wait=False)
        waiting = threading.Thread(target=live.follow)
        waiting.start()
        assert waiting.is_alive()
    waiting.join(10)
    assert live.ledger.claim("a-0").figure.as_written == "13"


def test_a_thread_follows_until_the_block_ends(files) -> None:
    live = Live(files.root)
    before = threading.active_count()
    with live.following(every=0.01):
        files.documents["a"]["claims"][0]["figure"] = "13"
        files.write("a")
        end = time.monotonic() + 10
        while live.ledger.claim("a-0").figure.as_written != "13" and time.monotonic() < end:
            time.sleep(0.01)
    assert live.ledger.claim("a-0").figure.as_written == "13"
    assert threading.active_count() == before


def test_readers_in_threads_find_every_snapshot_whole(files) -> None:
    live = Live(files.root)
    over, faults = threading.Event(), []

    def read() -> None:
        while not over.is_set():
            ledger = live.ledger
            figures = {c.id: c.figure.as_written for c in ledger.claims}
            said = {o.id: o.entry.figure for o in ledger.outlines}
            rows = {r["id"]: r["figure"]["as_written"] for r in list_claims(ledger).rows}
            differ = figures["a-0"] != figures["b-0"]
            if not figures == said == rows or differ != bool(ledger.conflicts()):
                faults.append((figures, said, rows))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(60):
        files.documents["a"]["claims"][0]["figure"] = ("12", "22", "31")[number % 3]
        live.changed([files.write("a")])
    over.set()
    for thread in threads:
        thread.join()
    assert faults == []


@pytest.mark.parametrize("edited", [False, True])
def test_what_an_old_snapshot_finds_is_not_kept_for_new_files(files, edited) -> None:
    live = Live(files.root)
    if edited:
        files.documents["b"]["claims"][0]["figure"] = "23"
        live.changed([files.write("b")])
    files.documents["a"]["claims"][0]["figure"] = files.documents["b"]["claims"][0]["figure"]
    files.write("a")  # and nobody has looked yet
    options = Options(tolerance=Decimal("0.01"))
    assert live.ledger.conflicts(options) != ()
    assert open_ledger(str(files.root)).conflicts(options) == ()
