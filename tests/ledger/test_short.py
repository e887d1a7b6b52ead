"""Claims in short form: the YAML beside the entry that it is, and the edits of it."""

from pathlib import Path
from textwrap import dedent

import pytest

from reportedly import ledger
from reportedly.ledger.build import read_entries, read_yaml
from reportedly.ledger.plain import read_plain
from reportedly.model import ClaimEntry, DocumentEntry, Problem

FILE = "claims/nord.yaml"
HEAD = "document:\n  path: a.txt\nevent: market\nclaims:\n"


def read(claims: str) -> tuple[ClaimEntry, ...]:
    """The claims of a file about the event `market`, read the same in plain form and as YAML."""
    text = HEAD + dedent(claims)
    found = read_yaml(text, FILE)
    assert found.problems == ()
    plain = read_plain(text, FILE)
    assert plain is None or plain == found
    return found.claims


def problems_of(claims: str) -> tuple[Problem, ...]:
    return read_entries((HEAD + dedent(claims)).encode(), FILE).problems


@pytest.mark.parametrize(
    ("short", "fields"),
    [
        ("killed: at least 14", {"subject": "market/killed", "figure": "at least 14"}),
        ("killed/children: six", {"subject": "market/killed/children", "figure": "six"}),
        ("killed@2031-03-04: 3", {"subject": "market/killed@2031-03-04", "figure": "3"}),
        ("killed@2031-03..: 3", {"subject": "market/killed@2031-03..", "figure": "3"}),
        ("trees-felled: 3", {"subject": "market/trees-felled", "figure": "3"}),
        ("happened: yes", {"subject": "market/happened"}),
        ("happened:", {"subject": "market/happened"}),
        ("gas-used: yes", {"subject": "market/gas-used"}),
        ("responsible: army", {"subject": "market/responsible", "actors": ("army",)}),
        ("where: the bakery", {"subject": "market/where", "answer": "the bakery"}),
        ("what: a stray rocket", {"subject": "market/what", "answer": "a stray rocket"}),
        ("when: 2031-03-02", {"subject": None, "when": "2031-03-02"}),
        (
            "killed: 3\n    event: bakery",
            {"subject": "bakery/killed", "figure": "3", "event": ("bakery",)},
        ),
        (
            "killed: 3\n    event:\n      - bakery\n      - market",
            {"subject": "bakery|market/killed", "figure": "3", "event": ("bakery", "market")},
        ),
    ],
)
def test_a_key_is_the_subject_relative_to_the_event(short: str, fields: dict[str, object]) -> None:
    (claim,) = read(f"  - source: s\n    {short}\n    quote: q\n")
    given = {"source": "s", "quote": ("q",), "subject": None, "event": ()} | fields
    assert claim == ClaimEntry(claim.id, "nord", location=claim.location, **given)


def test_several_parties_are_held_responsible() -> None:
    (claim,) = read("  - source: s\n    responsible: [army, militia]\n    quote: q\n")
    assert claim.actors == ("army", "militia")


def test_the_long_form_says_the_same() -> None:
    short, long = read("""\
        - {source: s, killed: six, quote: q}
        - {source: s, subject: market/killed, figure: six, quote: q}
        """)
    assert (short.subject, short.figure) == (long.subject, long.figure)


def test_the_example_of_a_file() -> None:
    text = """\
document: {path: texts/nord.txt, publisher: Wire Nord, published: 2031-03-03T18:10+02:00}
event: velora-market            # what its claims are about unless one says `event:` itself
claims:
  - source: health-ministry
    killed: at least 14         # the subject, relative to the event, and the figure as written
    quote: at least 14 people had died, the health ministry said
"""
    found = read_entries(text.encode(), FILE)
    assert found.problems == ()
    (document,) = found.documents
    assert (document.event, document.published) == ("velora-market", "2031-03-03T18:10+02:00")
    assert found.claims[0].id == "nord/health-ministry/killed"
    assert found.claims[0].marks["figure"] == found.claims[0].marks["killed"] == (5, 5)


def test_an_id_that_is_not_written_follows_from_document_source_and_subject() -> None:
    claims = read("""\
        - {source: s, killed: 3, quote: q}
        - {source: s, killed: 4, quote: q}
        - {source: s, id: own, killed: 5, quote: q}
        - {source: s, event: bakery, killed: 6, quote: q}
        - {candidates: [a, b], killed/children: 7, quote: q}
        - {source: s, subject: plain, quote: q}
        - {source: s, quote: q}
        """)
    assert [c.id for c in claims] == [
        "nord/s/killed",
        "nord/s/killed-2",
        "own",
        "nord/s/killed-4",
        "nord/open/killed/children",
        "nord/s/plain",
        "nord/s/statement",
    ]


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        (
            "proposed by quote-then-cue, speech, 0.83",
            ("proposed", "quote-then-cue", "speech", "0.83"),
        ),
        ("proposed by table", ("proposed", "table", None, None)),
        ("proposed, 0.83", ("proposed", None, None, "0.83")),
        ("rejected by table", ("rejected", "table", None, None)),
        ("reviewed", ("reviewed", None, None, None)),
    ],
)
def test_status_rule_act_and_score_stand_in_one_key(
    status: str, fields: tuple[str | None, ...]
) -> None:
    (claim,) = read(f"  - source: s\n    killed: 3\n    quote: q\n    status: {status}\n")
    assert (claim.status, claim.rule, claim.act, claim.score) == fields


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("killed: 3\n    wounded: 4", "`wounded` is a subject, and `subject` names another"),
        ("killed: 3\n    figure: 4", "`killed: 3` and `figure` say one thing twice"),
        ("happened: no", "`happened` takes `yes`, not `no`; for a denial write `stance: denies`"),
        ("killed: [3, 4]", "`killed` holds one text; a claim has one figure"),
        ("sorce: x", "unknown key `sorce` in claims; did you mean `source`?"),
        ("status: proposd", "`status: proposd` is not one of proposed, reviewed, rejected"),
    ],
)
def test_faults_of_short_claims(claim: str, message: str) -> None:
    (problem,) = problems_of(f"  - source: s\n    {claim}\n    quote: q\n")
    assert problem.message.startswith(message)


def test_without_an_event_what_is_counted_of_one_is_a_fault() -> None:
    text = "document: {path: a.txt}\nclaims:\n  - {source: s, killed: 3, quote: q}\n"
    (problem,) = read_entries(text.encode(), FILE).problems
    assert problem.message == "`killed` is counted of an event; say with `event:` of which"


CLAIMS = (
    ClaimEntry("nord/s/killed", "nord", "s", "market/killed", figure="at least 14", quote=("q",)),
    ClaimEntry("nord/s/killed-2", "nord", "s", "market/killed", figure="no", quote=("r",)),
    ClaimEntry("named", "nord", "s", "market/responsible", actors=("a", "b"), note="known"),
    ClaimEntry("nord/s/gas-used", "nord", "s", "market/gas-used", stance="denies", note="known"),
    ClaimEntry("nord/s/killed-3", "nord", "s", "market/killed", stance="cannot-verify",
               note="known"),
    ClaimEntry("nord/s/plain", "nord", "s", "plain", figure="3", status="proposed", rule="table",
               score="0.5"),
    ClaimEntry("nord/s/killed-4", "nord", "s", "bakery/killed", figure="3", event=("bakery",)),
)  # fmt: skip
WRITTEN = """\
document:
  path: a.txt
event: market
claims:
  - source: s
    killed: at least 14
    quote: q
  - source: s
    killed: 'no'
    quote: r
  - id: named
    source: s
    responsible:
      - a
      - b
    note: known
  - source: s
    gas-used: yes
    stance: denies
    note: known
  - source: s
    subject: market/killed
    stance: cannot-verify
    note: known
  - source: s
    subject: plain
    figure: 3
    status: proposed by table, 0.5
  - source: s
    killed: 3
    event: bakery
"""


def test_the_program_writes_the_short_form(tmp_path: Path) -> None:
    document = DocumentEntry("nord", path="a.txt", event="market")
    ledger.init(tmp_path)
    ledger.add_claims(tmp_path, document, CLAIMS[:3])
    ledger.add_claims(tmp_path, document, CLAIMS)
    assert (tmp_path / FILE).read_text() == WRITTEN
    ledger.add_claims(tmp_path, document, CLAIMS)
    assert (tmp_path / FILE).read_text() == WRITTEN


@pytest.mark.parametrize(
    ("name", "changes", "old", "new"),
    [
        ("nord/s/killed", {"figure": "16"}, "killed: at least 14", "killed: 16"),
        (
            "nord/s/killed",
            {"subject": "market/wounded"},
            "    killed: at least 14\n",
            "    wounded: at least 14\n",
        ),
        (
            "nord/s/plain",
            {"status": None, "rule": None, "score": None, "act": None},
            "    status: proposed by table, 0.5\n",
            "",
        ),
        (
            "nord/s/plain",
            {"status": "rejected"},
            "status: proposed by table, 0.5",
            "status: rejected by table, 0.5",
        ),
        ("named", {"actors": ("a",)}, "responsible:\n      - a\n      - b\n", "responsible: a\n"),
        (
            "nord/s/killed-3",
            {"figure": "9"},
            "killed\n    stance",
            "killed\n    figure: 9\n    stance",
        ),
    ],
)
def test_an_edit_changes_the_key_that_says_it(
    tmp_path: Path, name: str, changes: dict[str, str], old: str, new: str
) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / FILE).write_text(WRITTEN)
    ledger.set_fields(tmp_path, name, changes)
    expected = WRITTEN.replace(old, new, 1)
    if "subject" in changes:  # what refers to it must find it still
        expected = expected.replace("  - source: s\n", "  - id: nord/s/killed\n    source: s\n", 1)
    assert (tmp_path / FILE).read_text() == expected
    names = [c.id for c in ledger.load(tmp_path)[0].claims]
    assert names == [c.id for c in CLAIMS]
