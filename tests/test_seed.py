"""The main job: the seed article goes in, and what it reports comes out, found by the program.

Each case names a source, a piece of its words, and what the claim must hold.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_a457734bdebef904.txt"
TUESDAY, MONDAY, SATURDAY = (["2019-02-12"] * 2, ["2019-02-11"] * 2, ["2019-02-09"] * 2)


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seed")
    # Without its sidecar: the text and the day are all that is given.
    article = folder / SEED.name
    article.write_bytes(SEED.read_bytes())
    arguments = ["read", str(article), "--published", "2019-02-12", "--format", "json"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def find(reading, source, words, figure=None):
    found = [
        c
        for c in reading["claims"]
        if source in (c["source_name"] or "")
        and words in c["text"]
        and (figure is None or (c["figure"] and figure in c["figure"]["as_written"]))
    ]
    assert found, f"no claim of {source!r} with {words!r} and {figure!r}"
    return found[0]


STATEMENTS = [
    ("coalition", "it launched the strike in support of", {"said": TUESDAY}),
    ("coalition", "the strike occurred Monday as IS was using the mosque", {"when": MONDAY}),
    ("coalition", "this mosque lost its protected status", {}),
    ("Syrian Democratic Forces", "a last push to retake the", {}),
    ("Syrian Democratic Forces", "heavy clashes were ongoing on Tuesday", {}),
    ("activists", "IS still has sleeper cells", {"figure": None}),
    ("residents", "IS still has sleeper cells", {"figure": None}),
    ("US military", "the group could stage a comeback", {"figure": None}),
]


@pytest.mark.parametrize(("source", "words", "holds"), STATEMENTS)
def test_who_says_what(reading, source, words, holds):
    claim = find(reading, source, words)
    assert {key: claim[key] for key in holds} == holds


FIGURES = [
    # source, words, as written, low, high, open ends, event
    ("Observatory", "killed at least 16 civilians", "at least 16", 16, None, False, MONDAY),
    ("Observatory", "the dead are children", "at least half", 0.5, None, False, None),
    ("voice", "patch of four square", "four square kilometres", 4, 4, False, None),
    ("Syrian Democratic Forces", "hundreds fled", "hundreds", 100, 1000, False, None),
    ("Syrian Democratic Forces", "A group of 600", "600", 600, 600, False, TUESDAY),
    ("voice", "civilians have left", "More than 20,000", 20000, None, True, None),
    ("US officials", "IS has lost", "99.5 percent", 0.995, 0.995, False, None),
    ("US officials", "holding onto", "fewer than 5 square", 0, 5, False, None),
    ("voice", "four-year global war", "four-year", 4, 4, False, None),
]


@pytest.mark.parametrize(("source", "words", "written", "low", "high", "is_open", "event"), FIGURES)
def test_which_figures(reading, source, words, written, low, high, is_open, event):
    claim = find(reading, source, words, written)
    figure = claim["figure"]
    assert (figure["low"], figure["high"]) == (low, high)
    assert not is_open or figure["low_open"]
    assert event is None or event in (claim["when"], claim["as_of"])


def test_the_last_push_follows_a_pause_of_more_than_a_week_and_begins_on_saturday(reading):
    pause = [c for c in reading["claims"] if c["figure"] and "week" in c["figure"]["as_written"]]
    assert [c["figure"]["bound"] for c in pause] == ["more_than"]
    push = find(reading, "Syrian Democratic Forces", "a last push")
    assert SATURDAY in (push["when"], push["said"])


def test_sohr_is_one_source_under_two_names(reading):
    ids = {c["source"] for c in reading["claims"] if "Observatory" in (c["source_name"] or "")}
    assert len(ids) == 1


def test_half_of_at_least_sixteen_is_at_least_eight(reading):
    share = find(reading, "Observatory", "the dead are children", "half")
    assert share["whole"] == find(reading, "Observatory", "killed at least 16")["id"]
    assert (share["implied"]["low"], share["implied"]["high"]) == (8, None)


def test_the_spokesman_speaks_for_his_body_and_the_commander_for_the_coalition(reading):
    bali = find(reading, "Syrian Democratic Forces", "heavy clashes")
    assert bali["chain"][-2:] == ["Mustafa Bali", "Syrian Democratic Forces"]
    ghika = find(reading, "coalition", "this mosque")
    assert ghika["chain"][-2:] == ["Christopher Ghika", "coalition"]


def test_unnamed_reports_cannot_be_verified(reading):
    unclear = [c for c in reading["claims"] if c["stance"] == "cannot-verify"]
    assert any("linked to the mosque strike" in c["text"] for c in unclear)
    assert any("civilian casualties" in c["text"] for c in reading["claims"])


def test_the_only_conflict_is_the_conversion_that_does_not_print(reading):
    assert [c["kind"] for c in reading["conflicts"] if c["severity"] == "conflict"] == [
        "conversion"
    ]
    assert "1.54" in reading["conflicts"][0]["reason"]


def test_every_span_holds_the_words_it_claims(reading):
    text = SEED.read_text(encoding="utf-8")
    for claim in reading["claims"]:
        assert " … ".join(text[a:b] for a, b in claim["spans"]) == claim["text"]
