"""How `reportedly conflicts` prints: two quotations beside each other where there is room."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reportedly.cli.side_by_side import print_conflict
from reportedly.model import (
    Bound,
    Claim,
    Conflict,
    ConflictKind,
    Figure,
    Interval,
    Period,
    Source,
    Stance,
    Subject,
)


def claim(id_: str, who: str, words: str, text: str) -> Claim:
    number = Interval.point(Decimal(16))
    figure = Figure(words, number, Bound.EXACT, number, number)
    source = Source(who, who)
    day = Period.day(date(2031, 5, 4))
    subject = Subject("hurt")
    return Claim(id_, source, (source,), subject, text, "monday", figure=figure, when=day)


A = claim("a", "Harbour Council", "at least 16", "the crane hurt at least 16 people when it fell")
B = claim("b", "Coast Wire", "12", "12 were hurt")
CLASH = Conflict(ConflictKind.CONTRADICTION, "hurt", ("a", "b"), (), 2, "cannot both hold")


def printed(capsys, a=A, b=B):
    print_conflict(CLASH, {"a": a, "b": b}, {}.get, False)
    return capsys.readouterr().out.splitlines()[2:]


def test_where_there_is_room_two_claims_stand_beside_each_other(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert printed(capsys)[:5] == [
        "    Harbour Council (2031-05-04)         │  Coast Wire (2031-05-04)",
        "    at least 16                          │  12",
        "    “the crane hurt at least 16 people   │  “12 were hurt”",
        "    when it fell”                        │",
        "    a                                    │  b",
    ]


def test_a_running_total_says_to_which_day_it_counts(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    counted = replace(B, when=None, as_of=B.when)
    assert "Coast Wire (as of 2031-05-04)" in printed(capsys, b=counted)[0]


def test_the_figure_stays_on_one_line(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shifted = replace(A, text="the crane on the quay hurt at least 16 people")
    lines = printed(capsys, a=shifted)
    assert any("at least 16" in line for line in lines)
    assert "\x00" not in "".join(lines)


@pytest.mark.parametrize(("columns", "words"), [("60", "12 were hurt"), ("120", "十二人受伤")])
def test_in_a_narrow_place_or_a_wide_script_they_stand_below_each_other(
    capsys, monkeypatch, columns, words
):
    monkeypatch.setenv("COLUMNS", columns)
    lines = printed(capsys, b=replace(B, text=words))
    assert lines[1] == f"    Coast Wire (2031-05-04): “{words}”"


def test_a_claim_without_words_is_shown_by_its_subject(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert "│  (hurt)" in "".join(printed(capsys, b=replace(B, text="")))
    monkeypatch.setenv("COLUMNS", "60")
    assert printed(capsys, b=replace(B, text=""))[1] == "    Coast Wire (2031-05-04): (hurt)"


def test_who_denies_is_said_to_deny(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert "Coast Wire denies" in printed(capsys, b=replace(B, stance=Stance.DENIES))[0]


def test_nothing_in_a_document_acts_on_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    lines = printed(capsys, a=replace(A, text="\x1b[31m red \x00 at least 16"))
    assert not {"\x1b", "\x00"} & set("".join(lines))
