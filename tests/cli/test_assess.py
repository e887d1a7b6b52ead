"""`assess`, and what `event` shows of it, as a user runs them."""

import json

import pytest

EVENTS = "events:\n  - {id: market, title: the shelling, place: Velora, when: 2031-03-03}\n"


@pytest.fixture
def folder(empty):
    claims = empty / "claims"
    (claims / "events.yaml").write_text(EVENTS)
    (claims / "sources.yaml").write_text("sources: [{id: a, name: Amt}, {id: b, name: Brigade}]\n")
    (claims / "d.yaml").write_text(
        "document: {url: https://d.example, published: 2031-03-04}\nevent: market\nclaims:\n"
        "  - {source: a, killed: at least 14, note: n}\n"
        "  - {source: b, killed: 14 to 18, note: n}\n"
        "  - {source: b, killed/children: 3, of: killed, note: n}\n"
    )
    return empty


def test_without_figures_the_positions_are_shown_and_figures_asked_for(folder, run):
    keys = "killed\n14\n\n18\nthe register of deaths\nfair\nada\n"
    result = run("assess", "the shelling", "--on", "2031-04-02", input=keys)
    assert result.exit_code == 0, result.stderr
    shown = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "Amt at least 14 2031-03-04 1" in shown
    assert "all could agree on 14 to 18" in shown
    assert result.stderr.endswith("claims/events.yaml\n")
    (page,) = json.loads(run("event", "market", "--format", "json").stdout)
    assert page["assessments"] == [
        {
            "subject": "market/killed", "low": 14, "best": None, "high": 18,
            "grounds": "the register of deaths", "grade": "fair", "by": "ada", "on": "2031-04-02",
        }
    ]  # fmt: skip
    lines = run("event", "market").stdout.splitlines()
    at = lines.index("assessed")
    assert lines[at + 1].split() == "subject low high grade by on grounds".split()
    assert (
        " ".join(lines[at + 3].split()) == "killed 14 18 fair ada 2031-04-02 the register of deaths"
    )
    assert "children" in "".join(lines[:at]), "it stands after the positions"
    again = run("assess", "market", "killed", input="\n\n\n\n\n")
    assert "subject low high grade by on grounds" in " ".join(again.stdout.split())


def test_with_figures_nothing_is_asked(folder, run):
    figures = ("--low", "2", "--best", "3", "--by", "ada")
    assert run("assess", "market", "killed/children", *figures).exit_code == 0
    assert run("assess", "market", "killed/children", *figures).stderr == (
        "nothing changed, for ada holds just that already\n"
    )
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("market", "--low", "3"), "say what is assessed: one of killed, killed/children"),
        (("markt", "killed", "--low", "3"), "no event 'markt'; did you mean market?"),
        (("market", "kiled", "--low", "3"), "did you mean `killed`?"),
        (("market", "killed", "--low", "3", "--best", "2"), "low 3 is above best 2"),
        (("market", "killed", "--low", "1,5"), "low is '1,5', not a number such as 1200 or 2.4"),
        (("market", "killed", "--low", "1", "--grade", "sure"), "'sure' is not one of"),
    ],
)
def test_what_cannot_be_is_refused(folder, run, arguments, said):
    result = run("assess", *arguments, "--by", "ada")
    assert result.exit_code == 2
    assert said in result.stderr
    assert (folder / "claims/events.yaml").read_text() == EVENTS


def test_where_nobody_agrees_it_says_so(folder, run):
    path = folder / "claims/d.yaml"
    path.write_text(path.read_text().replace("14 to 18", "12"))
    result = run("assess", "market", "killed", input="\n\n\n\n\n")
    assert "there is no number on which all agree" in result.stdout
    assert result.exit_code == 1, "the input ended before anybody signed"
