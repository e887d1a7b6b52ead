"""A ledger that stays loaded is, after every edit, what it is when it is loaded from nothing."""

from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.ledger import load
from reportedly.model import words_hash
from reportedly.workflow.index import index_claims, index_conflicts
from reportedly.workflow.ledgers import Ledger
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
                "document": {"path": f"{name}.txt", "publisher": "Orlo Post", "event": "strike"},
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
                + ("header", "text", "file", "no file", "source", "broken", "double", "blank line")
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
                held["document"].pop(key, None)
                if value is not None:
                    held["document"][key] = value
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


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), claims=LEDGERS)
def test_every_edit_leaves_what_loading_anew_finds(tmp_path_factory, data, claims, caplog) -> None:
    edit_at_random(tmp_path_factory.mktemp("ledger"), data, claims)
    assert not caplog.records
