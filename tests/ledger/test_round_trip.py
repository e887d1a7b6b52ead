"""What is written is what is read back, whatever the words."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import ledger
from reportedly.errors import LedgerError
from reportedly.ledger.parse import parse
from reportedly.ledger.write import write_text
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Entries,
    JudgementEntry,
    Location,
    SourceEntry,
    SubjectEntry,
)

TRICKY = (
    "no", "Yes", "~", "null", "010", "12:30", "1e3", "0x1F", "=", "<<", "on", ".inf", "2019-02-12",
    " led", "trailed ", "a: b", "a #b", "#a", "- a", "-", "? a", ":", "&a", "*a", "!a", "|", ">-",
    "%a", "@a", "`a", "'a'", '"a"', "it's", "{a}", "[a, b]", "a, b", "---", "...", "a\nb", "\na",
    "a\n", "a\n\n b", "  a\nb", "a\tb", "\ta", "a\r\nb", "a\u2028b", "\ufeff", "\x00", "\x85",
    "\xa0", "\x07bell", "👩‍👩‍👧", "e\u0301", "\U0010ffff", "\ufffe", "at least 16",
    "“quoted” – dashed", "key: value # not a comment", "\\n", "a:\nb", "#\n#", "- a\n- b",
)  # fmt: skip
ABOUT = (
    "market/killed", "market/killed/children@2031-03-04", "market/happened", "market/gas-used",
    "market/responsible", "market/where", "market/when", "bakery/killed", "market/note",
    "bakery|market/killed", "market/noted", "market/a b",
)  # fmt: skip
texts = st.text(max_size=40) | st.sampled_from(TRICKY)
filled = texts.filter(bool)
ids = st.text(min_size=1, max_size=12).filter(lambda t: t.split() == [t]) | st.sampled_from(
    [t for t in TRICKY if t.split() == [t]]
)
maybe = st.none() | texts
several = st.lists(texts, max_size=3).map(tuple).filter(lambda t: t != ("",))
spans = st.tuples(st.integers(0, 10**6), st.integers(1, 200)).map(lambda p: (p[0], p[0] + p[1]))
days = st.dates().map(lambda d: d.isoformat())


@st.composite
def claims(draw: st.DrawFn, document: str = "article") -> ClaimEntry:
    quote = draw(st.lists(filled, min_size=1, max_size=3).map(tuple))
    at = draw(st.just(()) | st.tuples(*(spans for _ in quote)))
    return ClaimEntry(
        id=draw(ids), document=document, source=draw(filled),
        subject=draw(filled | st.sampled_from(ABOUT)),
        event=draw(st.sampled_from([(), (), ("bakery",), ("bakery", "market")])),
        population=draw(maybe), role=draw(st.sampled_from([None, "part"])), answer=draw(maybe),
        via=draw(several), figure=draw(maybe), unit=draw(maybe), of=draw(maybe),
        stance=draw(st.sampled_from([None, "denies", "cannot-verify"])), when=draw(maybe),
        as_of=draw(maybe), said=draw(maybe), actors=draw(several), quote=quote, at=at,
        status=draw(st.sampled_from([None, "proposed", "reviewed"])),
        act=draw(st.sampled_from([None, "speech"])), rule=draw(maybe),
        score=draw(st.sampled_from([None, "0.83", "1"])), candidates=draw(several),
        note=draw(maybe),
    )  # fmt: skip


documents = st.builds(
    DocumentEntry, id=st.just("article"), title=maybe, path=maybe,
    sha256=st.sampled_from([None, "3f" * 32]), url=maybe, publisher=maybe,
    published=st.none() | days, language=maybe, note=maybe,
    event=st.sampled_from([None, "market"]),
)  # fmt: skip
sources = st.builds(
    SourceEntry, id=ids, name=filled, aliases=several, part_of=several,
    kind=st.sampled_from([None, "person", "narrator"]),
    reliability=st.sampled_from([None, "A", "F"]), note=maybe,
)  # fmt: skip
subjects = st.builds(
    SubjectEntry, id=ids, title=maybe, measure=maybe, population=maybe, place=maybe, period=maybe,
    unit=maybe, running_total=st.sampled_from([None, "true", "no"]), part_of=several,
    relations=several, note=maybe,
)  # fmt: skip
judgements = st.builds(
    JudgementEntry, id=ids, conflict=filled, verdict=st.just("prefer"), claim=filled, by=filled,
    on=days, why=filled, withdrawn=st.none() | days,
)  # fmt: skip


def bare(entries: Entries) -> Entries:
    """Entries without their places."""
    from dataclasses import fields, replace

    nowhere = Location("")
    return Entries(
        *(tuple(replace(e, location=nowhere) for e in getattr(entries, f.name))
          for f in fields(entries))
    )  # fmt: skip


@given(texts)
def test_a_text_reads_back_by_our_parser_and_by_any_other(text: str) -> None:
    for written in (f"k: {write_text(text)}\n", f"k: [{write_text(text, flow=True)}, b]\n"):
        tree = parse(written)
        assert tree.faults == []
        node = tree.root.items["k"][1]
        assert (node if hasattr(node, "value") else node.items[0]).value == text
        other = yaml.safe_load(written)["k"]
        assert str(other if not isinstance(other, list) else other[0]) == text


@given(
    documents,
    st.lists(claims(), min_size=1, max_size=4, unique_by=lambda c: c.id),
    st.lists(sources, max_size=3, unique_by=lambda s: s.id),
    st.lists(subjects, max_size=3, unique_by=lambda s: s.id),
    st.lists(judgements, max_size=2, unique_by=lambda j: j.id),
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_entries_read_back_as_they_were_added(doc, claims, sources, subjects, judgements) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        ledger.init(root)
        ledger.add_claims(root, doc, claims[:1], sources[:1], subjects[:1])
        ledger.add_claims(root, doc, claims[1:], sources, subjects)
        for judgement in judgements:
            ledger.add_judgement(root, judgement)
        entries, problems = ledger.load(root)
        assert problems == []
        assert bare(entries) == Entries(
            (doc,), tuple(claims), tuple(sources), tuple(subjects), tuple(judgements)
        )


@given(claims(), claims(), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_setting_fields_changes_one_entry_and_nothing_else(one, other, data) -> None:
    changes = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "source": filled, "figure": maybe, "subject": st.sampled_from(ABOUT),
                "actors": several, "answer": maybe, "rule": maybe,
                "quote": several.filter(bool), "note": maybe,
                "status": st.sampled_from([None, "rejected"]), "via": several, "at": st.none(),
            },
        )
    )  # fmt: skip
    changes = {"at": None, **changes} if "quote" in changes else changes
    with TemporaryDirectory() as folder:
        root = Path(folder)
        ledger.init(root)
        one, other = (
            ClaimEntry(**{f: getattr(c, f) for f in c.__slots__} | {"id": i})
            for c, i in ((one, "one"), (other, "other"))
        )
        ledger.add_claims(root, DocumentEntry("article", event="market"), [one, other])
        path = root / "claims/article.yaml"
        before = path.read_bytes()
        ledger.set_fields(root, "one", changes)
        entries, problems = ledger.load(root)
        assert problems == []
        empty = {"via": (), "quote": (), "at": ()}
        values = {k: empty.get(k) if v is None else v for k, v in changes.items()}
        expected = {f: getattr(one, f) for f in one.__slots__} | values
        assert bare(entries).claims == (ClaimEntry(**expected), other)
        tail = before[before.index(b"  - id: other\n") :]
        assert path.read_bytes().endswith(tail)


def test_half_a_surrogate_pair_is_refused_not_mangled(tmp_path: Path) -> None:
    ledger.init(tmp_path)
    claim = ClaimEntry("a", "article", source="s", subject="t", quote=("\ud83d",))
    with pytest.raises(LedgerError, match="U\\+D83D"):
        ledger.add_claims(tmp_path, DocumentEntry("article"), [claim])
    assert not (tmp_path / "claims/article.yaml").exists()
