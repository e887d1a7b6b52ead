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
    (row,) = spec["data"]["values"]
    assert (row["words"], row["at"], row["high"]) == ("at least 16", 16, None)


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
