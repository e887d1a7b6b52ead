"""Words are found whatever state the index is in, and whatever is asked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.cache import Cache
from reportedly.store.fulltext import FullText, Part, Text, expression

TEXTS = {
    "c1": "Twelve people died at the market strike, said the army.",
    "c2": "The strike on Orlo’s market killed twelve.",
    "c3": "Nobody died in São Vesk.",
}


def part(texts: dict[str, str], name: str = "d", table: str = "claims") -> Part:
    told = [Text(i, body, f"about-{i}") for i, body in texts.items()]
    return Part(table, name, str(sorted(texts.items())), lambda: told)


def found(index: FullText, words: str, *parts: Part) -> list[str]:
    parts = parts or (part(TEXTS),)
    state = str([p.digest for p in parts])
    return [m.id for m in index.search(words, state, lambda: parts).matches]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("market died", ["c1"]),
        ('"market strike"', ["c1"]),
        ('"strike market"', []),
        ("mark* twelve", ["c2", "c1"]),
        ("sao vesk", ["c3"]),
        ("ARMY OR VESK", ["c1", "c3"]),
        ("about-c2", ["c2"]),
        ("", []),
        ('" * ( ) - OR', []),
    ],
)
def test_words_phrases_beginnings_and_either(words: str, ids: list[str]) -> None:
    assert sorted(found(FullText(None), words)) == sorted(ids)


def test_pieces_part_what_was_searched_for_from_what_stands_around_it() -> None:
    index = FullText(None)
    (match,) = index.search("army strike", "1", lambda: [part(TEXTS)]).matches
    assert match.pieces == (
        "Twelve people died at the market ",
        "strike",
        ", said the ",
        "army",
        ".",
    )


def test_what_changed_is_taken_up_and_what_went_is_forgotten(tmp_path: Path) -> None:
    index = FullText(Cache(tmp_path))
    one, two = part({"c1": "a boat"}, "one"), part({"c2": "a boat"}, "two")
    assert found(index, "boat", one, two) == ["c1", "c2"]
    changed = part({"c2": "a ship", "c3": "a boat"}, "two")
    assert found(index, "boat", one, changed) == ["c1", "c3"]
    assert found(index, "boat", changed) == ["c3"]
    assert found(FullText(Cache(tmp_path)), "ship", changed) == ["c2"]


def test_only_what_changed_is_read(tmp_path: Path) -> None:
    index = FullText(Cache(tmp_path))
    kept = part({"c1": "a boat"}, "one")
    found(index, "boat", kept)
    unread = Part(kept.table, kept.name, kept.digest, lambda: pytest.fail("read again"))
    assert found(index, "boat", unread, part({"c2": "a boat"}, "two")) == ["c1", "c2"]


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 500, None])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    index = FullText(Cache(tmp_path))
    assert found(index, "army") == ["c1"]
    (file,) = tmp_path.glob("*.sqlite")
    if damage is None:
        whole = file.read_bytes()
        damage = whole[:4096] + b"\xff" * (len(whole) - 4096)
    for left in tmp_path.iterdir():
        left.unlink()
    file.write_bytes(damage)
    assert found(index, "army") == ["c1"]
    assert found(FullText(Cache(tmp_path)), "vesk") == ["c3"]


def test_where_no_file_can_stand_all_is_read_for_one_answer(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    assert found(FullText(Cache(tmp_path / "taken")), "army") == ["c1"]


def test_the_signs_of_a_snippet_are_no_text_of_a_document() -> None:
    text = "<b>twelve</b> << >> twelve\x02\x03"
    (match,) = FullText(None).search("twelve", "1", lambda: [part({"c": text})]).matches
    assert "".join(match.pieces) == text
    assert match.pieces[1::2] == ("twelve", "twelve")


SIGNS = st.text(st.sampled_from('ab"*()-:^+{}~OR AND NOT NEAR,\0\ud800é\n'), max_size=40)


@given(words=st.one_of(st.text(max_size=60), SIGNS))
def test_nothing_that_is_asked_is_an_error(words: str) -> None:
    FullText(None).search(words, "1", lambda: [part(TEXTS)])


def test_a_long_question_is_cut() -> None:
    assert (expression("word OR " * 100_000) or "").count('"word"') <= 64
    FullText(None).search("word OR " * 100_000, "1", lambda: [part(TEXTS)])
