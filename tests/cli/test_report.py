"""`reportedly report`: the example's ledger as a site."""


def test_a_report_is_a_folder_of_pages(ledger, run):
    result = run("report", "-o", "site", "--title", "Baghouz", "--base", "https://pier.example")
    assert result.exit_code == 0
    assert "open site/index.html" in result.stderr
    assert "<h1>Baghouz</h1>" in (ledger / "site/index.html").read_text(encoding="utf-8")
    claim = (ledger / "site/claims/sohr-civilians-killed-baghouz.html").read_text(encoding="utf-8")
    assert "https://pier.example/claims/sohr-civilians-killed-baghouz.html" in claim
    assert (ledger / "site/graph.svg").exists()
    assert "sohr-civilians-killed-baghouz" in (ledger / "site/graph.html").read_text(
        encoding="utf-8"
    )


def test_only_what_was_reviewed_is_published_when_asked(ledger, run):
    file = ledger / "claims/2019-02-12-baghouz.yaml"
    text = file.read_text(encoding="utf-8")
    claim = "  - id: us-military-comeback\n"
    file.write_text(text.replace(claim, f"{claim}    status: proposed\n"), encoding="utf-8")
    run("report", "-o", "all")
    run("report", "-o", "reviewed", "--status", "reviewed")
    assert (ledger / "all/claims/us-military-comeback.html").exists()
    assert not (ledger / "reviewed/claims/us-military-comeback.html").exists()
    drawn = (ledger / "reviewed/graph.svg").read_text(encoding="utf-8")
    assert "sleeper cells" in drawn and "could stage a comeback" not in drawn
    # The document's words around another claim may be the same; the claim itself is not there.
    assert "us-military-comeback" in (ledger / "all/graph.html").read_text(encoding="utf-8")
    assert "us-military-comeback" not in (ledger / "reviewed/graph.html").read_text("utf-8")


def test_a_folder_with_other_things_in_it_is_left_alone(ledger, run):
    result = run("report", "-o", "claims")
    assert result.exit_code == 2
    assert "something else than a report" in result.stderr
