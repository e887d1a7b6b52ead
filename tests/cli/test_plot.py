"""`reportedly plot`: a subject's figures as a picture."""

import json

import pytest


def test_a_subject_is_plotted_by_id_or_part_of_its_title(ledger, run):
    by_id = run("plot", "is-territory-held").stdout
    assert by_id.startswith("<svg")
    assert "US officials" in by_id
    assert run("plot", "territory that IS holds").stdout == by_id


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.vl.json", b"{")]
)
def test_the_file_says_the_format(ledger, run, name, start):
    result = run("plot", "is-territory-held", "-o", name)
    assert f"wrote {name}" in result.stderr
    assert (ledger / name).read_bytes().startswith(start)


def test_vega_lite_holds_the_figures(ledger, run):
    spec = json.loads(run("plot", "baghouz-strike/killed", "--format", "vega").stdout)
    rows = [r for layer in spec["vconcat"][0]["layer"] for r in layer["data"]["values"]]
    (row,) = [r for r in rows if r.get("kind") == "held"]
    assert (row["told"], row["at"], row["high"]) == ("at least 16", 16, None)


@pytest.mark.parametrize(
    ("use", "name"), [("print", "a.svg"), ("print", "a.pdf"), ("web", "a.html")]
)
def test_for_an_article_the_alt_text_is_told_and_documents_are_named(ledger, run, use, name):
    result = run("plot", "baghouz-strike/killed", "--for", use, "-o", name)
    assert "alt text: " in result.stderr
    assert "at least 16" in result.stderr
    if name != "a.pdf":
        assert "712c6e27f4aa…" in (ledger / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ("--for", "web", "--over-time"),
        ("--for", "print", "--format", "html"),
        ("--for", "web", "--format", "vega"),
        ("--over-time", "--format", "vega"),  # all of one day
        ("-o", "a.jpg"),
    ],
)
def test_what_does_not_go_together_is_said(ledger, run, options):
    result = run("plot", "baghouz-strike/killed", *options)
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("strike", "could be any of"),
        ("nothing", "no subject matches"),
        ("last-push", "has no figure"),
    ],
)
def test_what_cannot_be_plotted_is_said(ledger, run, subject, said):
    result = run("plot", subject)
    assert result.exit_code == 2
    assert said in result.stderr


def test_pairs_of_sources_are_listed(ledger, run):
    rows = json.loads(run("sources", "--pairs", "--format", "json").stdout)
    assert rows[0] == {
        "source": "bali",
        "source_name": "Mustafa Bali",
        "other": "sdf",
        "other_name": "Syrian Democratic Forces",
        "conflicts": 0,
        "questions": 0,
        "repeats": 3,
    }


def test_over_time_an_event_is_drawn_with_all_its_counts(ledger, run):
    result = run("plot", "baghouz-strike", "--over-time")
    assert result.exit_code == 0
    assert result.stdout.startswith("<svg")
