"""`reportedly graph` of several reports: what voices hold is drawn, in view or not."""

import pytest


def report(n: int) -> str:
    return (
        f"Strike on Orlo, report {n}\n\nAn air strike hit Orlo on Monday. The ministry said {n} "
        f"people were killed. Rivers Watch said {n + 5} people were killed and {n} were wounded. "
        f"The clinic said {n + 3} people were wounded. Two people were missing, the mayor said. "
        f"The ministry denied that {n + 5} people were killed.\n"
    )


@pytest.fixture
def several(empty, run):
    """Five reports of one strike: more claims than are drawn one by one."""
    for n in range(5):
        (empty / f"r{n}.txt").write_text(report(10 + n), encoding="utf-8")
    files = [f"r{n}.txt" for n in range(5)]
    assert run("read", *files, "--published", "2031-03-04", "--save").exit_code == 0
    return empty


def test_past_twenty_claims_an_event_is_a_frame_of_strips(several, run):
    svg = run("graph", "--format", "svg").stdout
    assert "No number fits all" in svg
    assert "Rivers Watch" in svg


def test_from_afar_cells_hold_what_voices_hold(several, run):
    svg = run("graph", "--overview", "--format", "svg").stdout
    assert "In each cell what the voice holds." in svg


def test_a_part_names_itself_and_still_shows_who_is_against_it(several, run):
    svg = run("graph", "--source", "clinic", "--format", "svg").stdout
    assert "what clinic says" in svg
    assert "not shown" in svg


@pytest.mark.parametrize("form", ["svg", "html"])
def test_what_is_near_nothing_is_not_drawn(several, run, form):
    result = run("graph", "--around", "nobody", "--format", form)
    assert result.exit_code == 2
    assert "nothing in the graph is called 'nobody'" in result.stderr


def test_a_report_of_what_was_reviewed_tells_nothing_of_what_stands_against_it(empty, run):
    (empty / "a.txt").write_text(
        "Strike on Orlo\n\nThe ministry said 12 people were killed in Orlo on Monday. "
        "Rivers Watch said 15 people were killed.\n",
        encoding="utf-8",
    )
    run("read", "a.txt", "--published", "2031-03-04", "--save")
    accepted = "2031-03-04-strike-on-orlo/ministry/killed"
    assert run("review", "--accept", accepted).exit_code == 0
    run("report", "-o", "whole")
    run("report", "-o", "reviewed", "--status", "reviewed")
    for folder, is_told in (("whole", True), ("reviewed", False)):
        page = (empty / folder / "graph.html").read_text(encoding="utf-8")
        assert ("Rivers Watch says" in page) is is_told
        picture = (empty / folder / "graph.svg").read_text(encoding="utf-8")
        assert ("Rivers Watch" in picture) is is_told
